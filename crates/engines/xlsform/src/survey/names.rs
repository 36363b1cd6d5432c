//! Names of rows: that they are there, that they can be names, and that they are told apart.

use super::Walk;
use crate::entry::Entry;
use crate::names::is_xml_name;
use crate::type_cell::TypeCell;
use language::Message;

/// The longest name in bytes; every path has the names of all sections around.
const LONGEST: usize = 500;

impl Walk<'_> {
    /// Checks a row's name, and gives one to a note that has none.
    pub(super) fn name(&mut self, entry: &mut Entry, kind: &TypeCell) {
        let row = entry.row;
        if entry.name.is_empty() {
            if *kind != TypeCell::Question("note".into()) {
                return self.problem(row, &["name"], Message::new("xlsform-name-missing"));
            }
            entry.name = format!("generated_note_name_{row}");
        }
        let name = entry.name.as_str();
        if name.len() > LONGEST {
            return self.problem(row, &["name"], Message::new("xlsform-name-too-long").with("most", LONGEST));
        }
        if !is_xml_name(name) {
            return self.problem(row, &["name"], Message::new("xlsform-bad-name").with("name", name));
        }
        if !self.with.settings.knows_prefix(name) {
            return self.problem(row, &["name"], Message::new("xlsform-name-prefix").with("name", name));
        }
        *self.survey.names.entry(name.to_owned()).or_insert(0) += 1;
        self.tell_apart(row, name);
    }

    /// Names in one section differ; where they only differ in case, data on its way to other programs may be mixed up.
    fn tell_apart(&mut self, row: usize, name: &str) {
        if name == "meta" {
            return self.problem(row, &["name"], Message::new("xlsform-name-meta"));
        }
        let Some(open) = self.open.last_mut() else { return };
        let is_new = open.names.insert(name.to_owned());
        let is_new_in_any_case = open.lower_names.insert(name.to_lowercase());
        if !is_new {
            self.problem(row, &["name"], Message::new("xlsform-name-twice").with("name", name));
        } else if !is_new_in_any_case {
            self.warn(row, &["name"], Message::new("xlsform-name-case").with("name", name));
        }
    }
}
