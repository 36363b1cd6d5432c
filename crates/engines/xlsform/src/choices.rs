//! The lists of the sheets choices, external_choices and osm: what may be chosen, with the author's own columns.

use crate::Layout;
use crate::header::Header;
use crate::names::{has_reference, is_xml_name};
use crate::problem::{Place, Report};
use crate::settings::Settings;
use crate::tables::{Row, Sheet, Tables};
use crate::texts::{Cleaning, Texts};
use crate::translations;
use crate::vocabulary::CHOICES;
use language::Message;
use std::collections::{HashMap, HashSet};

/// The lists of a sheet, in the order in which they begin.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// The sheet's columns.
    pub(crate) header: Header,
    lists: Vec<List>,
    by_name: HashMap<String, usize>,
}

/// A list.
#[derive(Debug, Default)]
pub(crate) struct List {
    /// What questions know it by.
    pub(crate) name: String,
    /// In the order of the sheet.
    pub(crate) choices: Vec<Choice>,
    /// Whether its choices stand in the body, because a question searches them in a file.
    pub(crate) is_searched: bool,
}

/// A choice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    /// The row of the sheet; 0 for one that no row wrote.
    pub(crate) row: usize,
    /// What is kept as the answer.
    pub(crate) name: String,
    /// What is shown.
    pub(crate) label: Texts,
    /// Files that are shown or played.
    pub(crate) media: Vec<(String, Texts)>,
    /// The author's own columns, which filters look at.
    pub(crate) extra: Vec<(String, String)>,
}

impl Lists {
    /// Reads the lists of the choices sheet and checks them.
    pub(crate) fn of_choices(tables: &Tables, settings: &Settings, report: &mut Report) -> Self {
        let lists = Self::read(tables, "choices", settings, report);
        let named = lists.header.has("name");
        if !named && tables.sheet("choices").is_some_and(|sheet| !sheet.rows.is_empty()) {
            let place = lists.header.place(lists.header.row, &["name"]);
            report.problem(place, Message::new("xlsform-column-missing").with("column", "name"));
            return Self { header: lists.header, ..Self::default() };
        }
        let may_repeat = settings.is_on("allow_choice_duplicates");
        lists.lists.iter().for_each(|list| lists.check(list, may_repeat, report));
        lists
    }

    pub(crate) fn read(tables: &Tables, sheet: &str, settings: &Settings, report: &mut Report) -> Self {
        let mut lists = Self::default();
        if let Some(sheet) = tables.sheet(sheet).filter(|sheet| !sheet.rows.is_empty()) {
            lists.header = Header::read(sheet, CHOICES, tables.layout == Layout::Workbook, report);
            refuse_loose_cells(sheet, tables.layout, report);
            lists.leave_out_columns(settings, report);
            if !translations::are_few(&lists.header, report) {
                return lists;
            }
            sheet.rows.iter().for_each(|row| lists.read_row(row, settings));
        }
        lists
    }

    fn read_row(&mut self, row: &Row, settings: &Settings) {
        let own = settings.own_language.as_str();
        let cleaning = Cleaning { single_spaces: false, ..settings.cleaning() };
        let mut list_name = None;
        let mut choice = Choice { row: row.number, ..Choice::default() };
        for (at, column) in self.header.columns.iter().enumerate() {
            let cell = row.cell(at);
            if cell.is_empty() {
                continue;
            }
            let text = cleaning.cell(&column.words, cell);
            let words: Vec<&str> = column.words.iter().map(String::as_str).collect();
            match words.as_slice() {
                ["list name"] => list_name = Some(text),
                ["name"] => choice.name = text,
                ["label"] => choice.label.replace(text),
                ["label", language] => choice.label.add(Some(language), text, own),
                ["media", kind, rest @ ..] => add_media(&mut choice.media, kind, rest.first().copied(), text, own),
                [name] => choice.extra.push(((*name).to_owned(), text)),
                _ => {}
            }
        }
        if let Some(name) = list_name {
            self.list_mut(&name).choices.push(choice);
        }
    }

    fn list_mut(&mut self, name: &str) -> &mut List {
        let at = match self.by_name.get(name) {
            Some(at) => *at,
            None => {
                self.by_name.insert(name.to_owned(), self.lists.len());
                self.lists.push(List { name: name.to_owned(), ..List::default() });
                self.lists.len() - 1
            }
        };
        // The index was just looked up or made.
        self.lists.get_mut(at).expect("a list that is known")
    }

    /// The author's own columns become elements, so that filters can ask for them; a heading that cannot be an element's name is
    /// warned of, and its column left out.
    fn leave_out_columns(&mut self, settings: &Settings, report: &mut Report) {
        for column in &mut self.header.columns {
            let is_sound = match column.words.as_slice() {
                [name] => name == "list name" || is_xml_name(name) && settings.knows_prefix(name),
                [first, ..] => matches!(first.as_str(), "label" | "media"),
                [] => true,
            };
            if !is_sound {
                let place = Place::cell(&self.header.sheet, self.header.row, &column.written);
                report.warn(place, Message::new("xlsform-choice-heading").with("column", column.written.as_str()));
                column.words.clear();
            }
        }
    }

    fn check(&self, list: &List, may_repeat: bool, report: &mut Report) {
        let mut seen = HashSet::new();
        for choice in &list.choices {
            let place = |column| self.header.place(choice.row, &[column]);
            if choice.name.is_empty() {
                report.problem(place("name"), Message::new("xlsform-choice-name-missing"));
            } else if choice.label.is_nothing() {
                report.warn(
                    place("label"),
                    Message::new("xlsform-choice-label-missing").with("name", choice.name.as_str()),
                );
            }
            if !choice.name.is_empty() && !seen.insert(choice.name.as_str()) && !may_repeat {
                let message = Message::new("xlsform-choice-twice").with("name", choice.name.as_str());
                report.problem(place("name"), message.with("list", list.name.as_str()));
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&List> {
        self.by_name.get(name).and_then(|at| self.lists.get(*at))
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut List> {
        self.by_name.get(name).and_then(|at| self.lists.get_mut(*at))
    }

    /// Every list, in the order in which they begin.
    pub(crate) fn all(&self) -> impl Iterator<Item = &List> {
        self.lists.iter()
    }
}

/// Tells cells that stand under no heading in a text, where there is no room for notes.
pub(crate) fn refuse_loose_cells(sheet: &Sheet, layout: Layout, report: &mut Report) {
    if layout == Layout::Workbook {
        return;
    }
    for row in &sheet.rows {
        let is_loose =
            |(at, cell): (usize, &String)| !cell.is_empty() && sheet.header.get(at).is_none_or(String::is_empty);
        if let Some((_, cell)) = row.cells.iter().enumerate().find(|(at, cell)| is_loose((*at, cell))) {
            let place = Place::row(&sheet.name, row.number);
            report.problem(place, Message::new("xlsform-heading-missing").with("cell", cell.as_str()));
        }
    }
}

/// Adds a file to be shown or played.
pub(crate) fn add_media(media: &mut Vec<(String, Texts)>, kind: &str, language: Option<&str>, text: String, own: &str) {
    match media.iter_mut().find(|(known, _)| known == kind) {
        Some((_, texts)) => texts.add(language, text, own),
        None => {
            let mut texts = Texts::default();
            texts.add(language, text, own);
            media.push((kind.to_owned(), texts));
        }
    }
}

impl List {
    /// Whether labels come by way of `itext`: they are translated, have files, or have answers in them.
    pub(crate) fn needs_itext(&self) -> bool {
        self.choices
            .iter()
            .any(|choice| !choice.media.is_empty() || choice.label.is_translated() || has_reference(choice.label.any()))
    }
}
