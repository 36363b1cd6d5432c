//! The rows of the survey to items in sections. Owns names, types and nesting; rules are compiled in `references`.

use super::choices::Lists;
use super::found::Found;
use super::header::Header;
use super::settings::{Settings, is_name};
use super::types::{TypeCell, TypeProblem, read_type};
use super::{Row, Sheet};
use crate::{ChoiceSource, Kind};
use language::{Lang, Message};
use std::collections::HashMap;

/// Sections within sections. Real forms have up to 6.
const DEEPEST: usize = 30;

/// A question or section of the survey sheet.
pub(super) struct Asked {
    pub(super) name: String,
    /// The path below the root: `/attendance/count`; `/` for the form as a whole.
    pub(super) path: String,
    pub(super) kind: Kind,
    pub(super) row: usize,
    /// The word in the type cell, in lower case: `username` is kept like `hidden` but filled in.
    pub(super) word: String,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    child_by_name: HashMap<String, usize>,
}

/// Reads all rows; the first item is the form as a whole.
pub(super) fn read(
    sheet: &Sheet,
    header: &Header<'_>,
    settings: &Settings,
    lists: &Lists,
    found: &mut Found,
) -> Vec<Asked> {
    let root = asked(&settings.root_name, "/", Kind::Group, None, 0);
    let mut reader = Reader { sheet, header, lists, found, items: vec![root], open: vec![0] };
    for column in ["type", "name"] {
        if !header.has(column) {
            let message = Message::new("forms-column-missing").with("column", column);
            reader.found.add(&sheet.name, sheet.header_row, None, message);
            return reader.items;
        }
    }
    for row in &sheet.rows {
        reader.row(row);
    }
    reader.finish();
    reader.items
}

struct Reader<'r, 't> {
    sheet: &'r Sheet,
    header: &'r Header<'t>,
    lists: &'r Lists,
    found: &'r mut Found,
    items: Vec<Asked>,
    /// The sections that are open, the form itself first.
    open: Vec<usize>,
}

impl Reader<'_, '_> {
    fn problem(&mut self, row: &Row, column: &str, message: Message) {
        self.found.add(&self.sheet.name, row.number, Some(self.header.written(column)), message);
    }

    fn row(&mut self, row: &Row) {
        let cell = self.header.cell(row, "type");
        if cell.is_empty() || cell.starts_with('#') {
            return;
        }
        match read_type(cell) {
            Err(problem) => {
                let message = type_message(cell, &problem);
                self.problem(row, "type", message);
            }
            Ok(TypeCell::End(kind)) => self.close(row, &kind),
            Ok(TypeCell::Begin(kind)) => {
                if let Some(at) = self.add(row, kind) {
                    self.open.push(at);
                }
                if self.open.len() > DEEPEST {
                    self.problem(row, "type", Message::new("forms-too-deep").with("most", DEEPEST));
                    self.open.truncate(DEEPEST);
                }
            }
            Ok(TypeCell::Question(kind)) => {
                self.check_list(row, &kind);
                self.add(row, kind);
            }
        }
    }

    fn close(&mut self, row: &Row, kind: &Kind) {
        let innermost = self.open.last().and_then(|at| self.items.get(*at));
        let fits = innermost.is_some_and(|item| item.parent.is_some() && item.kind == *kind);
        if fits {
            self.open.pop();
        } else {
            let word = if *kind == Kind::Repeat { "repeat" } else { "group" };
            self.problem(row, "type", Message::new("forms-end-without-begin").with("kind", word));
        }
    }

    fn finish(&mut self) {
        for at in self.open.clone().into_iter().skip(1) {
            let Some(item) = self.items.get(at) else { continue };
            let message = Message::new("forms-begin-without-end").with("name", item.name.as_str());
            self.found.add(&self.sheet.name, item.row, Some(self.header.written("type")), message);
        }
    }

    fn check_list(&mut self, row: &Row, kind: &Kind) {
        let Some(ChoiceSource::List(list)) = kind.choice_source() else { return };
        if !self.lists.contains_key(list) {
            let nearest = self.lists.keys().find(|known| known.eq_ignore_ascii_case(list));
            let message = match nearest {
                Some(known) => {
                    Message::new("forms-list-case").with("list", list.as_str()).with("known", known.as_str())
                }
                None => Message::new("forms-no-list").with("list", list.as_str()),
            };
            self.problem(row, "type", message);
        }
    }

    fn add(&mut self, row: &Row, kind: Kind) -> Option<usize> {
        let at = self.items.len();
        let name = match self.header.cell(row, "name") {
            "" if kind == Kind::Note => format!("note_{}", row.number),
            "" => {
                self.problem(row, "name", Message::new("forms-name-missing"));
                return None;
            }
            name => name.to_owned(),
        };
        if !is_name(&name) {
            self.problem(row, "name", Message::new("forms-bad-name").with("name", name.as_str()));
            return None;
        }
        let parent = self.open.last().copied().unwrap_or_default();
        let section = self.items.get_mut(parent)?;
        if section.child_by_name.insert(name.clone(), at).is_some() {
            self.problem(row, "name", Message::new("forms-name-twice").with("name", name.as_str()));
            return None;
        }
        section.children.push(at);
        let path = format!("{}/{name}", section.path.trim_end_matches('/'));
        let mut item = asked(&name, &path, kind, Some(parent), row.number);
        item.word = self.header.cell(row, "type").trim().to_lowercase();
        self.check(&item, row);
        self.items.push(item);
        Some(at)
    }

    fn check(&mut self, item: &Asked, row: &Row) {
        if item.kind == Kind::Calculate
            && self.header.cell(row, "calculation").is_empty()
            && self.header.cell(row, "default").is_empty()
        {
            self.problem(
                row,
                "calculation",
                Message::new("forms-calculation-missing").with("name", item.name.as_str()),
            );
        }
        if item.kind.is_asked()
            && self.header.text(row, "label", Lang::En).is_empty()
            && self.header.text(row, "hint", Lang::En).is_empty()
            && self.header.cell(row, "calculation").is_empty()
        {
            let message = Message::new("forms-label-missing").with("name", item.name.as_str());
            self.found.warn(&self.sheet.name, row.number, Some(self.header.written("label")), message);
        }
    }
}

/// The words that pyxform takes for yes.
pub(super) fn is_yes(cell: &str) -> bool {
    matches!(cell.to_lowercase().as_str(), "yes" | "true" | "true()" | "1")
}

/// The words that pyxform takes for no.
pub(super) fn is_no(cell: &str) -> bool {
    matches!(cell.to_lowercase().as_str(), "" | "no" | "false" | "false()" | "0")
}

fn asked(name: &str, path: &str, kind: Kind, parent: Option<usize>, row: usize) -> Asked {
    Asked {
        name: name.to_owned(),
        path: path.to_owned(),
        kind,
        row,
        word: String::new(),
        parent,
        children: Vec::new(),
        child_by_name: HashMap::new(),
    }
}

fn type_message(cell: &str, problem: &TypeProblem) -> Message {
    let message = match problem {
        TypeProblem::NotSupported => Message::new("forms-type-not-supported"),
        TypeProblem::ListMissing => Message::new("forms-type-without-list"),
        TypeProblem::OrOther => Message::new("forms-type-or-other"),
        TypeProblem::Unknown(Some(suggestion)) => {
            Message::new("forms-unknown-type-suggest").with("suggestion", *suggestion)
        }
        TypeProblem::Unknown(None) => Message::new("forms-unknown-type"),
    };
    message.with("type", cell)
}
