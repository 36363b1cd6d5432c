//! What a column's heading means, word by word: `Label::ไทย (th)` is the label in a language, `relevance` is `bind` and `relevant`.
//! Owns the splitting of headings and the other names of columns; not what the cells below them mean.

use crate::problem::{Place, Report};
use crate::tables::Sheet;
use language::Message;
use std::collections::HashMap;

/// The columns that a sheet may have.
#[derive(Clone, Copy)]
pub(crate) struct Vocabulary {
    /// Columns that are known by their own name.
    pub(crate) known: &'static [&'static str],
    /// Other names of columns, each with the words that it stands for.
    pub(crate) aliases: &'static [(&'static str, &'static [&'static str])],
}

/// A sheet's headings, understood.
#[derive(Debug, Default)]
pub(crate) struct Header {
    /// A list of words for each column, none for a column without heading.
    pub(crate) columns: Vec<Column>,
    /// The sheet's name as written.
    pub(crate) sheet: String,
    /// The row that it stands in.
    pub(crate) row: usize,
}

/// A column.
#[derive(Debug, Default)]
pub(crate) struct Column {
    /// The heading's words.
    pub(crate) words: Vec<String>,
    /// The heading as written.
    pub(crate) written: String,
}

impl Vocabulary {
    fn alias(&self, name: &str) -> Option<&'static [&'static str]> {
        self.aliases.iter().find(|(alias, _)| *alias == name).map(|(_, words)| *words)
    }

    fn knows(&self, name: &str) -> bool {
        self.known.contains(&name)
    }

    /// The words of a heading, and the name under which it was found.
    fn words(&self, heading: &str, always_double: bool) -> (Vec<String>, String) {
        let snake = snake_case(heading);
        for name in [heading, &snake] {
            if self.knows(name) && self.alias(name).is_none() {
                return (vec![name.to_owned()], name.to_owned());
            }
        }
        let written = split(heading, always_double || heading.contains("::"));
        let (first, rest) = written.split_first().map_or(("", [].as_slice()), |(first, rest)| (first.as_str(), rest));
        let name = snake_case(first);
        let meant: Vec<String> = match self.alias(&name) {
            Some(words) => words.iter().map(|word| (*word).to_owned()).collect(),
            None if self.knows(&name) => vec![name],
            // Columns of the author's own keep their spelling, since expressions speak of them.
            None => return (written, heading.to_owned()),
        };
        let found = meant.join("::");
        (meant.into_iter().chain(rest.iter().cloned()).collect(), found)
    }
}

/// Splits a heading at its colons. One colon is the older way, in which `jr:count` stays together.
fn split(heading: &str, at_double: bool) -> Vec<String> {
    if at_double {
        return heading.split("::").map(|word| word.trim().to_owned()).collect();
    }
    let mut words: Vec<String> = Vec::new();
    let mut after_prefix = false;
    for word in heading.split(':').map(str::trim) {
        match words.last_mut() {
            Some(last) if after_prefix => {
                last.push(':');
                last.push_str(word);
                after_prefix = false;
                continue;
            }
            _ => words.push(word.to_owned()),
        }
        after_prefix = word == "jr" && !words.iter().rev().skip(1).any(|earlier| earlier.starts_with("jr:"));
    }
    words
}

fn snake_case(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

impl Header {
    /// Reads a sheet's headings. Two headings for the same column are a problem, and so is a heading twice in a workbook.
    pub(crate) fn read(sheet: &Sheet, vocabulary: Vocabulary, refuse_twice: bool, report: &mut Report) -> Self {
        let always_double = sheet.header.iter().any(|heading| heading.contains("::"));
        let mut seen: HashMap<Vec<String>, &str> = HashMap::new();
        let mut header = Self { columns: Vec::new(), sheet: sheet.name.clone(), row: sheet.header_row };
        for heading in &sheet.header {
            if heading.is_empty() {
                header.columns.push(Column::default());
                continue;
            }
            let (words, found) = vocabulary.words(heading, always_double);
            let place = || Place::cell(&sheet.name, sheet.header_row, heading);
            // pyxform makes a language without a name of it, and no phone takes the form.
            if words.len() > 1 && found != *heading && words.iter().any(String::is_empty) {
                report.problem(place(), Message::new("xlsform-heading-unfinished").with("column", heading.as_str()));
            }
            match seen.get(&words) {
                Some(other) if other == heading && refuse_twice => {
                    report.problem(place(), Message::new("xlsform-heading-twice").with("column", heading.as_str()));
                }
                Some(other) if other != heading && found != *heading => {
                    let message = Message::new("xlsform-heading-same").with("column", heading.as_str());
                    report.problem(place(), message.with("other", *other));
                }
                _ => {}
            }
            seen.insert(words.clone(), heading);
            header.columns.push(Column { words, written: heading.clone() });
        }
        header
    }

    /// Whether there is a column whose first word is this.
    pub(crate) fn has(&self, first: &str) -> bool {
        self.columns.iter().any(|column| column.words.first().is_some_and(|word| word == first))
    }

    /// The heading as written of the first column that begins with these words; without one, the name that most people use.
    pub(crate) fn written(&self, words: &[&str]) -> String {
        let column = self.columns.iter().find(|column| begins_with(&column.words, words));
        column.map_or_else(|| usual_name(words).to_owned(), |column| column.written.clone())
    }

    /// The cell of a row under the column that begins with these words.
    pub(crate) fn place(&self, row: usize, words: &[&str]) -> Place {
        Place { sheet: self.sheet.clone(), row, column: Some(self.written(words)) }
    }

    /// A row as a whole.
    pub(crate) fn row(&self, row: usize) -> Place {
        Place::row(&self.sheet, row)
    }
}

fn begins_with(words: &[String], wanted: &[&str]) -> bool {
    words.len() >= wanted.len() && words.iter().zip(wanted).all(|(word, wanted)| word == wanted)
}

fn usual_name<'w>(words: &[&'w str]) -> &'w str {
    match words {
        ["bind", "calculate"] => "calculation",
        ["bind", "readonly"] => "read_only",
        ["bind", "jr:constraintMsg"] => "constraint_message",
        ["bind", "jr:requiredMsg"] => "required_message",
        ["bind", "entities:saveto"] => "save_to",
        ["control", "jr:count"] => "repeat_count",
        ["list name" | "dataset"] => "list_name",
        [.., last] => last,
        [] => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{CHOICES, SURVEY};

    fn words(vocabulary: Vocabulary, heading: &str) -> String {
        vocabulary.words(heading, false).0.join("|")
    }

    #[test]
    fn headings_are_found_under_all_their_names() {
        let cases = [
            ("type", "type"),
            ("Label", "label"),
            ("Label::ไทย (th)", "label|ไทย (th)"),
            ("label:English", "label|English"),
            ("Constraint Message::French", "bind|jr:constraintMsg|French"),
            ("relevance", "bind|relevant"),
            ("bind:jr:constraintMsg:French", "bind|jr:constraintMsg|French"),
            ("jr:count", "control|jr:count"),
            ("media::image::fr", "media|image|fr"),
            ("Guidance Hint", "guidance_hint"),
            ("My Notes", "My Notes"),
            ("body::accuracyThreshold", "control|accuracyThreshold"),
        ];
        for (heading, expected) in cases {
            assert_eq!(words(SURVEY, heading), expected, "{heading}");
        }
        assert_eq!(words(CHOICES, "list_name"), "list name");
        assert_eq!(words(CHOICES, "Province"), "Province");
    }
}
