//! Every `${name}` in the workbook's cells: that it is well written and names one row of the survey. Looks at cells as they are
//! written, so that a slip is told where it stands; what references become is `resolve`.

use crate::header::Header;
use crate::names::{Malformed, strict_references};
use crate::problem::{Place, Report};
use crate::tables::Tables;
use language::Message;
use std::collections::HashMap;

/// Checks the references of all sheets but external choices, which become a file as they are.
pub(crate) fn check(tables: &Tables, headers: &Headers<'_>, names: &HashMap<String, usize>, report: &mut Report) {
    let mut check = Check { tables, names, report };
    check.sheet("settings", headers.settings, |_| true);
    check.sheet("entities", headers.entities, |words| !matches!(first(words), "dataset" | "repeat"));
    check.sheet("survey", headers.survey, |words| !matches!(first(words), "type" | "name" | "trigger"));
    // Of choices, texts for people are filled with answers; the author's own columns are data.
    let labelled = headers.choices.columns.iter().any(|column| first(&column.words) == "label");
    check.sheet("choices", headers.choices, |words| !labelled || first(words) == "label");
}

/// What the columns of each sheet mean.
pub(crate) struct Headers<'h> {
    pub(crate) settings: &'h Header,
    pub(crate) entities: &'h Header,
    pub(crate) survey: &'h Header,
    pub(crate) choices: &'h Header,
}

fn first(words: &[String]) -> &str {
    words.first().map_or("", String::as_str)
}

struct Check<'c> {
    tables: &'c Tables,
    names: &'c HashMap<String, usize>,
    report: &'c mut Report,
}

impl Check<'_> {
    fn sheet(&mut self, name: &str, header: &Header, is_checked: impl Fn(&[String]) -> bool) {
        let Some(sheet) = self.tables.sheet(name) else { return };
        let columns: Vec<(usize, &str)> = header
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| !column.words.is_empty() && is_checked(&column.words))
            .map(|(at, column)| (at, column.written.as_str()))
            .collect();
        for row in &sheet.rows {
            for (at, column) in &columns {
                let cell = row.cell(*at);
                if cell.len() > 2 && cell.contains("${") {
                    self.cell(cell, &Place::cell(&sheet.name, row.number, column));
                }
            }
        }
    }

    fn cell(&mut self, cell: &str, place: &Place) {
        for reference in strict_references(cell) {
            let message = match reference {
                Err(Malformed) => Some(Message::new("xlsform-reference-malformed").with("text", cell)),
                Ok(reference) => self.wrong(reference.name),
            };
            if let Some(message) = message {
                self.report.problem(place.clone(), message);
            }
        }
    }

    fn wrong(&self, name: &str) -> Option<Message> {
        match self.names.get(name) {
            Some(1) => None,
            Some(_) => Some(Message::new("xlsform-reference-ambiguous").with("name", name)),
            None => {
                let known = self.names.keys().filter(|known| known.eq_ignore_ascii_case(name)).min();
                Some(match known {
                    Some(known) => {
                        Message::new("xlsform-reference-case").with("name", name).with("known", known.as_str())
                    }
                    None => Message::new("xlsform-reference-unknown").with("name", name),
                })
            }
        }
    }
}
