//! Questions with choices: where the choices are, a choice for anything else, and random order.

use super::{TableList, Walk, is_list_file, stem};
use crate::choices::Choice;
use crate::entry::Entry;
use crate::misspelling::similar_sheets;
use crate::names::{has_reference, is_xml_name, only_reference};
use crate::parameters::Parameters;
use crate::texts::Texts;
use crate::tree::{Node, NodeKind};
use crate::type_cell::{Select, SelectKind};
use crate::types::question_type;
use language::Message;

/// The choice for anything else.
const OTHER: &str = "other";

/// What a select is in the tree.
pub(super) fn kind(select: &Select) -> NodeKind {
    let name = select.kind.type_name();
    let found = question_type(name).expect("every select is in the table of types");
    NodeKind::Question(name.to_owned(), found)
}

impl Walk<'_> {
    pub(super) fn select(&mut self, select: &Select, mut node: Node, parameters: Parameters) {
        let row = node.entry.row;
        if !self.has_list(select, &node.entry) {
            return;
        }
        let ending = stem(&select.list).1;
        if select.kind == SelectKind::Multiple && !is_list_file(ending) {
            self.check_choice_names(row, &select.list);
        }
        let other = if select.or_other { self.or_other(select, &node.entry) } else { None };
        let found = check_parameters(&parameters, select.from_file);
        self.checked(row, &["parameters"], found);

        let is_random = parameters.get("randomize") == Some("true");
        let is_filtered = !node.entry.choice_filter.is_empty();
        node.itemset.clone_from(&select.list);
        if is_filtered && select.kind == SelectKind::OneExternal {
            node.entry.query.clone_from(&select.list);
        } else {
            let is_plain = is_filtered || !(is_random || is_list_file(ending) || has_reference(&select.list));
            node.list = (is_plain && self.with.choices.get(&select.list).is_some()).then(|| select.list.clone());
        }
        node.parameters = parameters;
        self.in_table(select, &mut node);
        self.add(node);
        if let Some(other) = other {
            self.add(other);
        }
    }

    /// Whether the choices are where the type says; a problem when not.
    fn has_list(&mut self, select: &Select, entry: &Entry) -> bool {
        let (row, list) = (entry.row, select.list.as_str());
        let (name, ending) = stem(list);
        if select.kind == SelectKind::OneExternal {
            return self.has_external_list(list, entry);
        }
        self.instances.insert(name.to_owned());
        let points = list.rsplit('/').next().unwrap_or_default().trim_start_matches('.').matches('.').count();
        if select.from_file && (points != 1 || !is_list_file(ending)) {
            self.problem(row, &["type"], Message::new("xlsform-list-file").with("file", list));
            return false;
        }
        if self.with.choices.get(list).is_some() || is_list_file(ending) || has_reference(list) {
            return true;
        }
        if self.with.choices.is_empty() {
            self.sheet_missing(row, "choices");
        } else {
            let known = self.with.choices.all().find(|known| known.name.eq_ignore_ascii_case(list));
            let message = match known {
                Some(known) => Message::new("xlsform-list-case").with("known", known.name.as_str()),
                None => Message::new("xlsform-no-list"),
            };
            self.problem(row, &["type"], message.with("list", list));
        }
        false
    }

    fn has_external_list(&mut self, list: &str, entry: &Entry) -> bool {
        if entry.choice_filter.is_empty() {
            self.warn(entry.row, &["choice_filter"], Message::new("xlsform-external-without-filter"));
        }
        if self.with.external.is_empty() {
            self.sheet_missing(entry.row, "external_choices");
            return false;
        }
        let is_known = self.with.external.get(list).is_some();
        if !is_known {
            self.problem(entry.row, &["type"], Message::new("xlsform-no-external-list").with("list", list));
        }
        is_known
    }

    fn sheet_missing(&mut self, row: usize, sheet: &'static str) {
        let message = match similar_sheets(self.with.tables, sheet) {
            Some(similar) => Message::new("xlsform-no-choices-sheet-similar").with("similar", similar),
            None => Message::new("xlsform-no-choices-sheet"),
        };
        self.problem(row, &["type"], message.with("sheet", sheet));
    }

    /// Several answers are kept in one text with spaces between them, so none may have one.
    fn check_choice_names(&mut self, row: usize, list: &str) {
        let choices = self.with.choices.get(list).map(|list| list.choices.as_slice()).unwrap_or_default();
        let with_space = choices.iter().find(|choice| choice.name.contains(' '));
        if let Some((choice_row, name)) = with_space.map(|choice| (choice.row, choice.name.clone())) {
            let message = Message::new("xlsform-choice-space").with("name", name).with("list", list).with("row", row);
            let place = match choice_row {
                0 => self.survey.header.place(row, &["type"]),
                row => self.with.choices.header.place(row, &["name"]),
            };
            self.with.report.problem(place, message);
        }
    }

    /// A choice for anything else, and the question that asks what.
    fn or_other(&mut self, select: &Select, entry: &Entry) -> Option<Node> {
        self.survey.has_or_other = true;
        if !entry.choice_filter.is_empty() {
            self.problem(entry.row, &["choice_filter"], Message::new("xlsform-or-other-filter"));
            return None;
        }
        let Some(list) = self.with.choices.get_mut(&select.list) else {
            self.problem(entry.row, &["type"], Message::new("xlsform-or-other-file"));
            return None;
        };
        if !list.choices.iter().any(|choice| choice.name == OTHER) {
            let label = other_label(&list.choices);
            list.choices.push(Choice { name: OTHER.to_owned(), label, ..Choice::default() });
        }
        let mut other = Entry {
            row: entry.row,
            name: format!("{}_other", entry.name),
            label: Texts::Plain("Specify other.".to_owned()),
            ..Entry::default()
        };
        other.set_bind("relevant", &format!("selected(../{}, 'other')", entry.name));
        Some(super::question_node("text", other))
    }

    /// In a group that shows its selects as one table: the first one brings the table's head, and all have the same list.
    fn in_table(&mut self, select: &Select, node: &mut Node) {
        let row = node.entry.row;
        let list = match self.table_list.take() {
            None => return,
            Some(TableList::Begun) => {
                if !node.entry.choice_filter.is_empty() {
                    self.problem(row, &["choice_filter"], Message::new("xlsform-table-list-filter"));
                }
                let name = format!("reserved_name_for_field_list_labels_{row}");
                let mut head = Node::new(node.kind.clone(), Entry { row, name, ..Entry::default() });
                head.entry.set_control("appearance", "label");
                head.itemset.clone_from(&select.list);
                self.add(head);
                select.list.clone()
            }
            Some(TableList::Of(list)) => list,
        };
        if list != select.list {
            let message = Message::new("xlsform-table-list-lists").with("list", select.list.as_str());
            self.problem(row, &["type"], message.with("other", list.as_str()));
        }
        node.entry.set_control("appearance", "list-nolabel");
        self.table_list = Some(TableList::Of(list));
    }

    /// A feature on OpenStreetMap with the tags that are asked about it.
    pub(super) fn osm(&mut self, list: &str, mut node: Node) {
        if !self.with.osm.is_empty() {
            match self.with.osm.get(list) {
                Some(tags) => {
                    for tag in tags.choices.iter().filter(|tag| tag.name.is_empty()) {
                        let place = self.with.osm.header.place(tag.row, &["name"]);
                        self.with.report.problem(place, Message::new("xlsform-choice-name-missing"));
                    }
                    node.tags = tags.choices.iter().map(|tag| (tag.name.clone(), tag.label.clone())).collect();
                }
                None => {
                    let message = Message::new("xlsform-no-osm-list").with("list", list);
                    self.problem(node.entry.row, &["type"], message);
                }
            }
        }
        self.add(node);
    }
}

/// `Other` in every language that the list has.
fn other_label(choices: &[Choice]) -> Texts {
    let mut languages: Vec<(String, String)> = Vec::new();
    for choice in choices {
        if let Texts::Languages(texts) = &choice.label {
            for (language, _) in texts {
                if !languages.iter().any(|(known, _)| known == language) {
                    languages.push((language.clone(), "Other".to_owned()));
                }
            }
        }
    }
    if languages.is_empty() { Texts::Plain("Other".to_owned()) } else { Texts::Languages(languages) }
}

fn check_parameters(parameters: &Parameters, from_file: bool) -> Result<(), Message> {
    let accepted: &[&str] = if from_file { &["label", "randomize", "seed", "value"] } else { &["randomize", "seed"] };
    parameters.accept(accepted)?;
    for key in ["value", "label"] {
        if let Some(name) = parameters.get(key).filter(|name| from_file && !is_xml_name(name)) {
            return Err(Message::new("xlsform-parameter-name").with("name", key).with("value", name));
        }
    }
    let is_random = parameters.one_of("randomize", &["true", "false"])?.is_some();
    match parameters.get("seed") {
        Some(seed) if !is_random => Err(Message::new("xlsform-seed-without-randomize").with("value", seed)),
        Some(seed) if only_reference(seed).is_none() && seed.parse::<f64>().is_err() => {
            Err(Message::new("xlsform-seed").with("value", seed))
        }
        _ => Ok(()),
    }
}
