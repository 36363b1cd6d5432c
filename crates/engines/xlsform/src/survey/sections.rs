//! Groups, repeats and loops: what begins and ends them, counted repeats, and groups that show their selects as one table.

use super::{Open, TableList, Walk};
use crate::entry::Entry;
use crate::names::only_reference;
use crate::tree::{Node, NodeKind};
use crate::type_cell::Section;
use crate::types::question_type;
use language::Message;
use std::collections::HashSet;

/// How deep sections may stand in one another.
const DEEPEST: usize = 64;

/// The word in `appearance` that shows a group's selects as one table.
const TABLE_LIST: &str = "table-list";

impl Walk<'_> {
    /// Ends the section that was begun last; another one that is open is ended with those in it.
    pub(super) fn end(&mut self, section: Section, entry: &Entry) {
        let is_this = |open: &Open| open.section == Some(section);
        if !self.open.last().is_some_and(is_this) {
            let message = Message::new("xlsform-end-without-begin").with("kind", section.name());
            self.problem(entry.row, &["type"], message);
        }
        if let Some(at) = self.open.iter().rposition(is_this) {
            self.open.truncate(at);
            self.table_list = None;
        }
    }

    pub(super) fn begin(&mut self, section: Section, list: Option<String>, mut entry: Entry) {
        let row = entry.row;
        if section == Section::Repeat {
            self.check_repeat(&entry);
        }
        let kind = match section {
            Section::Group => NodeKind::Group,
            Section::Repeat => NodeKind::Repeat,
            Section::Loop => NodeKind::Loop(self.loop_list(row, list)),
        };
        self.count(&mut entry);
        let table_label = self.table_list(&mut entry);
        if !entry.intent.is_empty() {
            let intent = entry.intent.clone();
            entry.set_control("intent", &intent);
        }
        if self.open.len() > DEEPEST {
            self.problem(row, &["type"], Message::new("xlsform-too-deep").with("most", DEEPEST));
            // What stands deeper is put beside, so that its own problems are told too.
            self.open.truncate(DEEPEST);
        }
        let id = self.add(Node::new(kind, entry));
        let names = HashSet::new();
        self.open.push(Open { id, section: Some(section), row, names: names.clone(), lower_names: names });
        if let Some(label) = table_label {
            self.add(label);
        }
    }

    fn check_repeat(&mut self, entry: &Entry) {
        let (row, name) = (entry.row, entry.name.as_str());
        if name == self.with.settings.root_name {
            self.problem(row, &["name"], Message::new("xlsform-repeat-root-name").with("name", name));
        } else if !name.is_empty() && !self.repeats.insert(name.to_owned()) {
            self.problem(row, &["name"], Message::new("xlsform-repeat-twice").with("name", name));
        }
        if entry.label.is_nothing() && entry.media.is_empty() {
            self.warn(row, &["label"], Message::new("xlsform-repeat-label-missing").with("name", name));
        }
    }

    fn loop_list(&mut self, row: usize, list: Option<String>) -> String {
        match list {
            Some(list) if self.with.choices.get(&list).is_some() => return list,
            Some(list) => self.problem(row, &["type"], Message::new("xlsform-no-list").with("list", list)),
            None => self.problem(row, &["type"], Message::new("xlsform-loop-without-list")),
        }
        String::new()
    }

    /// A count that is worked out gets a node of its own, which the repeat then names.
    fn count(&mut self, entry: &mut Entry) {
        let expression = entry.controlled("jr:count").to_owned();
        if expression.is_empty() || only_reference(&expression).is_some() {
            return;
        }
        let name = format!("{}_count", entry.name);
        let mut counter = Entry { row: entry.row, name: name.clone(), ..Entry::default() };
        counter.set_bind("readonly", "true()");
        counter.set_bind("calculate", &expression);
        self.add(super::question_node("calculate", counter));
        entry.set_control("jr:count", &format!("${{{name}}}"));
    }

    /// A group that shows its selects as one table: its label becomes a note in it, which is handed back.
    fn table_list(&mut self, entry: &mut Entry) -> Option<Node> {
        let appearance = entry.controlled("appearance").to_owned();
        let words: Vec<&str> = appearance.split_whitespace().collect();
        if !words.contains(&TABLE_LIST) {
            return None;
        }
        self.table_list = Some(TableList::Begun);
        let others = words.iter().filter(|word| **word != TABLE_LIST);
        let appearance: Vec<&str> = std::iter::once("field-list").chain(others.copied()).collect();
        entry.set_control("appearance", &appearance.join(" "));
        if entry.label.is_nothing() && entry.hint.is_nothing() {
            return None;
        }
        let label = Entry {
            row: entry.row,
            name: format!("generated_table_list_label_{}", entry.row),
            label: std::mem::take(&mut entry.label),
            hint: std::mem::take(&mut entry.hint),
            ..Entry::default()
        };
        Some(Node::new(NodeKind::Question("note".into(), question_type("note")?), label))
    }
}
