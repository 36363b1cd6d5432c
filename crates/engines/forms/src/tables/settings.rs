//! What the settings sheet says.

use super::found::Found;
use super::header::Header;
use super::{Sheet, Tables};
use crate::tongue::lang_named;
use language::{Lang, Message, Text};

pub(super) struct Settings {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: Text,
    pub(super) language: Lang,
    pub(super) root_name: String,
    /// The expression that names an answered form, with its row.
    pub(super) instance_name: Option<(String, usize)>,
}

impl Settings {
    pub(super) fn read(tables: &Tables, found: &mut Found) -> Self {
        let mut settings = Self {
            id: "data".to_owned(),
            version: String::new(),
            title: Text::default(),
            language: Lang::En,
            root_name: "data".to_owned(),
            instance_name: None,
        };
        if let Some(sheet) = tables.sheet("settings") {
            settings.fill(sheet, found);
        }
        if settings.title.is_empty() {
            settings.title = Text::default().with(settings.language, settings.id.clone());
        }
        settings
    }

    fn fill(&mut self, sheet: &Sheet, found: &mut Found) {
        let header = Header::new(sheet);
        let Some(row) = sheet.rows.first() else { return };
        let cell = |name: &str| header.cell(row, name);
        for (name, target) in [("form_id", &mut self.id), ("version", &mut self.version), ("name", &mut self.root_name)]
        {
            if !cell(name).is_empty() {
                cell(name).clone_into(target);
            }
        }
        if !is_name(&self.root_name) {
            let message = Message::new("forms-bad-name").with("name", self.root_name.as_str());
            found.add(&sheet.name, row.number, Some(header.written("name")), message);
        }
        self.language = lang_named(cell("default_language")).unwrap_or(Lang::En);
        self.title = header.text(row, "form_title", self.language);
        let instance_name = cell("instance_name");
        if !instance_name.is_empty() {
            self.instance_name = Some((instance_name.to_owned(), row.number));
        }
    }
}

/// Whether a word can name a question: what XML allows, without colons.
pub(super) fn is_name(word: &str) -> bool {
    let mut characters = word.chars();
    let starts = characters.next().is_some_and(|first| first.is_alphabetic() || first == '_');
    starts
        && characters
            .all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | '.') || is_mark(character))
}

/// Vowel signs and tone marks of this region's scripts, which are not letters to Unicode.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character), 0x0E31..=0x0E4E | 0x0EB1..=0x0ECE | 0x102B..=0x103E | 0x17B4..=0x17D3 | 0x0300..=0x036F)
}
