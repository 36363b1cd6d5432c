//! What a column means: the names that pyxform accepts for each, and the language of a translated one.

use super::{Row, Sheet};
use crate::tongue::lang_named;
use language::{Lang, Text};
use std::collections::BTreeMap;

/// Other names of columns, in lower case with `_` for spaces and hyphens, as pyxform 4.5 accepts them.
const ALIASES: [(&str, &str); 26] = [
    ("bind::calculate", "calculation"),
    ("bind::constraint", "constraint"),
    ("bind::jr:constraintmsg", "constraint_message"),
    ("bind::jr:requiredmsg", "required_message"),
    ("bind::readonly", "read_only"),
    ("bind::relevant", "relevant"),
    ("bind::required", "required"),
    ("bind::type", "bind_type"),
    ("body::jr:count", "repeat_count"),
    ("calculate", "calculation"),
    ("caption", "label"),
    ("choice_label", "label"),
    ("command", "type"),
    ("constraint_msg", "constraint_message"),
    ("control::appearance", "appearance"),
    ("control::jr:count", "repeat_count"),
    ("count", "repeat_count"),
    ("form_name", "form_title"),
    ("id_string", "form_id"),
    ("jr:count", "repeat_count"),
    ("list_name", "list_name"),
    ("readonly", "read_only"),
    ("relevance", "relevant"),
    ("required_msg", "required_message"),
    ("tag", "name"),
    ("value", "name"),
];

/// Prefix of the columns that carry Saphan's own meaning, kept with the question under the rest of their name.
const EXTRA: &str = "bind::saphan:";

/// Columns whose cells are texts for people, which may come in several languages.
const TRANSLATED: [&str; 7] =
    ["label", "hint", "guidance_hint", "constraint_message", "required_message", "form_title", "noapperrorstring"];

/// A sheet's header understood.
pub(super) struct Header<'t> {
    sheet: &'t Sheet,
    /// Columns by meaning.
    plain: BTreeMap<String, usize>,
    /// Columns of texts by meaning, each with its language; `None` is the form's own language.
    translated: BTreeMap<String, Vec<(Option<Lang>, usize)>>,
    extras: Vec<(String, usize)>,
    /// Headers that name a language which the interface does not speak.
    pub(super) foreign: Vec<String>,
}

impl<'t> Header<'t> {
    pub(super) fn new(sheet: &'t Sheet) -> Self {
        let mut header = Self {
            sheet,
            plain: BTreeMap::new(),
            translated: BTreeMap::new(),
            extras: Vec::new(),
            foreign: Vec::new(),
        };
        for (at, cell) in sheet.header.iter().enumerate() {
            header.read(at, cell);
        }
        header
    }

    fn read(&mut self, at: usize, cell: &str) {
        if let Some(extra) = strip_prefix_ignoring_case(cell, EXTRA) {
            self.extras.push((extra.to_owned(), at));
            return;
        }
        let (name, language) = match cell.split_once("::").or_else(|| single_colon(cell)) {
            Some((name, language)) if TRANSLATED.contains(&meaning(name).as_str()) => {
                (meaning(name), Some(language.trim()))
            }
            _ => (meaning(cell), None),
        };
        if !TRANSLATED.contains(&name.as_str()) {
            self.plain.entry(name).or_insert(at);
            return;
        }
        match language.map(lang_named) {
            Some(None) => self.foreign.push(cell.to_owned()),
            lang => self.translated.entry(name).or_default().push((lang.flatten(), at)),
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.plain.contains_key(name) || self.translated.contains_key(name)
    }

    /// The cell under a column, empty when there is none.
    pub(super) fn cell<'r>(&self, row: &'r Row, name: &str) -> &'r str {
        self.plain.get(name).map_or("", |at| row.cell(*at))
    }

    /// The text under a column in all its languages. A column without language is in the form's own.
    pub(super) fn text(&self, row: &Row, name: &str, own: Lang) -> Text {
        let columns = self.translated.get(name).map(Vec::as_slice).unwrap_or_default();
        let mut text = Text::default();
        // Columns with a language come last, so that `label::English (en)` wins over `label`.
        let own_columns = columns.iter().filter(|(lang, _)| lang.is_none());
        for (lang, at) in own_columns.chain(columns.iter().filter(|(lang, _)| lang.is_some())) {
            let cell = row.cell(*at);
            if !cell.is_empty() {
                text = text.with(lang.unwrap_or(own), cell);
            }
        }
        text
    }

    /// Every language that a column of texts is in.
    pub(super) fn languages(&self) -> impl Iterator<Item = Lang> {
        self.translated.values().flatten().filter_map(|(lang, _)| *lang)
    }

    /// The filled cells of the columns `bind::saphan:*`.
    pub(super) fn extras(&self, row: &Row) -> BTreeMap<String, String> {
        self.extras
            .iter()
            .filter(|(_, at)| !row.cell(*at).is_empty())
            .map(|(name, at)| (name.clone(), row.cell(*at).to_owned()))
            .collect()
    }

    /// Every column that is neither a text for people nor `Saphan`'s own, with its cell.
    pub(super) fn plain_cells<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = (&'r str, &'r str)> {
        self.plain.iter().map(|(name, at)| (name.as_str(), row.cell(*at)))
    }

    /// The header as its author wrote it, for telling a problem's place.
    pub(super) fn written(&self, name: &str) -> String {
        let translated = self.translated.get(name).and_then(|columns| columns.first()).map(|(_, at)| at);
        let at = self.plain.get(name).or(translated);
        at.and_then(|at| self.sheet.header.get(*at)).cloned().unwrap_or_else(|| name.to_owned())
    }
}

/// A column's name in the form that the tables above use.
fn meaning(cell: &str) -> String {
    let name = cell.trim().to_lowercase().replace([' ', '-'], "_");
    ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, meaning)| (*meaning).to_owned())
}

/// The older way to write a language, `label:English`.
fn single_colon(cell: &str) -> Option<(&str, &str)> {
    cell.split_once(':').filter(|(_, rest)| !rest.starts_with(':'))
}

fn strip_prefix_ignoring_case<'c>(cell: &'c str, prefix: &str) -> Option<&'c str> {
    let start = cell.get(..prefix.len())?;
    if start.eq_ignore_ascii_case(prefix) { cell.get(prefix.len()..) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_under_all_their_names() {
        let mut tables = super::super::Tables::default();
        let header = [
            "Constraint Message::ไทย (th)",
            "Relevance",
            "label",
            "label::English (en)",
            "bind::saphan:class",
            "label::French (fr)",
        ];
        let cells = ["ผิด", "${a}", "plain", "with language", "work", "oui"];
        let rows = [header, cells].map(|row| row.map(str::to_owned).to_vec());
        tables.add_sheet("survey", rows.into_iter().enumerate().map(|(at, row)| (at + 1, row)));
        let sheet = tables.sheet("survey").expect("added");
        let header = Header::new(sheet);
        let row = sheet.rows.first().expect("one row");
        assert_eq!(header.text(row, "constraint_message", Lang::En).exact(Lang::Th), Some("ผิด"));
        assert_eq!(header.cell(row, "relevant"), "${a}");
        assert_eq!(header.text(row, "label", Lang::En).get(Lang::En), "with language");
        assert_eq!(header.extras(row).get("class").map(String::as_str), Some("work"));
        assert_eq!(header.foreign, ["label::French (fr)"]);
        assert_eq!(header.written("relevant"), "Relevance");
    }
}
