//! The column `trigger`: on whose change a question is worked out.

use super::Walk;
use crate::entry::Entry;
use crate::names::strict_references;
use language::Message;

impl Walk<'_> {
    /// The questions that a row's trigger names; none when it is badly written, which is a problem.
    pub(super) fn triggers(&mut self, entry: &Entry) -> Vec<String> {
        if entry.trigger.is_empty() {
            return Vec::new();
        }
        let found = read(&entry.trigger);
        let names = self.checked(entry.row, &["trigger"], found).unwrap_or_default();
        self.triggered.extend(names.iter().map(|name| (name.clone(), entry.row)));
        names
    }

    /// Triggers name questions.
    pub(super) fn check_triggers(&mut self) {
        for (name, row) in std::mem::take(&mut self.triggered) {
            if !self.questions.contains(&name) {
                self.problem(row, &["trigger"], Message::new("xlsform-reference-unknown").with("name", name));
            }
        }
    }
}

/// References with commas between them.
fn read(trigger: &str) -> Result<Vec<String>, Message> {
    let malformed = || Message::new("xlsform-reference-malformed").with("text", trigger);
    if !trigger.contains("${") || trigger.len() < 3 {
        return Err(malformed());
    }
    let mut names = Vec::new();
    for part in trigger.split(',') {
        let mut references = strict_references(part);
        if let Some(reference) = references.next() {
            names.push(reference.map_err(|_| malformed())?.name.to_owned());
        }
        match references.next() {
            None => {}
            Some(Ok(_)) => return Err(Message::new("xlsform-trigger-comma").with("text", trigger)),
            Some(Err(_)) => return Err(malformed()),
        }
    }
    Ok(names)
}
