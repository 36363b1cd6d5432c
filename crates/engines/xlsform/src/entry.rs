//! A row of the survey sheet with its cells in their places. Owns which column fills what; not what a type does with it.

use crate::choices::add_media;
use crate::header::Header;
use crate::tables::Row;
use crate::texts::{Cleaning, Texts};

/// Attributes of a bind that are sentences for people.
pub(crate) const MESSAGES: [&str; 3] = ["jr:constraintMsg", "jr:requiredMsg", "jr:noAppErrorString"];

/// A row of the survey sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    /// The row of the sheet.
    pub(crate) row: usize,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) label: Texts,
    pub(crate) hint: Texts,
    pub(crate) guidance: Texts,
    /// Files shown or played with the label, by kind.
    pub(crate) media: Vec<(String, Texts)>,
    /// Attributes of the bind.
    pub(crate) bind: Vec<(String, Texts)>,
    /// Attributes of the control.
    pub(crate) control: Vec<(String, String)>,
    /// Attributes of the node.
    pub(crate) instance: Vec<(String, String)>,
    pub(crate) default: String,
    pub(crate) trigger: String,
    pub(crate) choice_filter: String,
    pub(crate) parameters: String,
    pub(crate) query: String,
    pub(crate) intent: String,
    /// The column `disabled`, which is no part of the standard any more.
    pub(crate) disabled: Option<String>,
    /// Whether a column `media` that names no kind has something, which is not shown.
    pub(crate) has_bare_media: bool,
    /// Whether any other cell has something.
    pub(crate) has_more: bool,
}

impl Entry {
    /// Reads a row. `own` is the language of columns that name none.
    pub(crate) fn read(header: &Header, row: &Row, own: &str, cleaning: Cleaning) -> Self {
        let mut entry = Self { row: row.number, ..Self::default() };
        for (at, column) in header.columns.iter().enumerate() {
            let cell = row.cell(at);
            if !cell.is_empty() && !column.words.is_empty() {
                entry.take(&column.words, cleaning.cell(&column.words, cell), own);
            }
        }
        entry
    }

    fn take(&mut self, words: &[String], text: String, own: &str) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["type"] => self.kind = text,
            ["name"] => self.name = text,
            ["label"] => self.label.replace(text),
            ["label", language] => self.label.add(Some(language), text, own),
            ["hint"] => self.hint.replace(text),
            ["hint", language] => self.hint.add(Some(language), text, own),
            ["guidance_hint"] => self.guidance.replace(text),
            ["guidance_hint", language] => self.guidance.add(Some(language), text, own),
            ["bind", name] => add_media(&mut self.bind, name, None, text, own),
            ["bind", name, language] if MESSAGES.contains(name) => {
                add_media(&mut self.bind, name, Some(language), text, own);
            }
            ["bind", rest @ ..] => add_media(&mut self.bind, &rest.join(":"), None, text, own),
            ["media", kind, rest @ ..] => add_media(&mut self.media, kind, rest.first().copied(), text, own),
            ["control", rest @ ..] => set(&mut self.control, &rest.join(":"), text),
            ["instance", rest @ ..] => set(&mut self.instance, &rest.join(":"), text),
            ["media"] => self.has_bare_media = true,
            ["default"] => self.default = text,
            ["trigger"] => self.trigger = text,
            ["choice_filter"] => self.choice_filter = text,
            ["parameters"] => self.parameters = text,
            ["query"] => self.query = text,
            ["intent"] => self.intent = text,
            ["disabled"] => self.disabled = Some(text),
            _ => self.has_more = true,
        }
    }

    pub(crate) fn is_blank(&self) -> bool {
        let texts = [&self.label, &self.hint, &self.guidance];
        let cells = [&self.kind, &self.name, &self.default, &self.trigger, &self.choice_filter, &self.parameters];
        !self.has_more
            && !self.has_bare_media
            && texts.iter().all(|text| text.is_nothing())
            && cells.iter().all(|cell| cell.is_empty())
            && self.query.is_empty()
            && self.intent.is_empty()
            && self.media.is_empty()
            && self.bind.is_empty()
            && self.control.is_empty()
            && self.instance.is_empty()
    }

    /// An attribute of the bind, empty when there is none.
    pub(crate) fn bound(&self, name: &str) -> &str {
        self.bind.iter().find(|(known, _)| known == name).map_or("", |(_, texts)| texts.any())
    }

    /// An attribute of the control, empty when there is none.
    pub(crate) fn controlled(&self, name: &str) -> &str {
        self.control.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text)
    }

    pub(crate) fn set_bind(&mut self, name: &str, text: &str) {
        match self.bind.iter_mut().find(|(known, _)| known == name) {
            Some((_, texts)) => texts.replace(text.to_owned()),
            None => self.bind.push((name.to_owned(), Texts::Plain(text.to_owned()))),
        }
    }

    pub(crate) fn set_control(&mut self, name: &str, text: &str) {
        set(&mut self.control, name, text.to_owned());
    }
}

/// Sets an attribute, replacing one of the same name.
pub(crate) fn set(attributes: &mut Vec<(String, String)>, name: &str, text: String) {
    match attributes.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => *known = text,
        None => attributes.push((name.to_owned(), text)),
    }
}
