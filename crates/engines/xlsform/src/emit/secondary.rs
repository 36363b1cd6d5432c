//! The instances beside the answers: lists of choices, files beside the form, and the record that was saved before.

use super::Emit;
use crate::choices::List;
use crate::entry::Entry;
use crate::names::has_last_saved;
use crate::problem::Place;
use crate::resolve::LAST_SAVED;
use crate::survey::{is_list_file, stem};
use crate::texts::Texts;
use crate::tree::{NodeId, NodeKind, SURVEY};
use language::Message;
use std::collections::HashMap;
use xforms::{SecondaryInstance, Source};
use xpath::Document;

/// Attributes of a bind in which files may be looked into.
const EXPRESSIONS: [&str; 5] = ["calculate", "constraint", "readonly", "required", "relevant"];

/// An instance in a file, and the cell that asks for it.
struct Wanted {
    id: String,
    address: String,
    place: Place,
}

impl Emit<'_> {
    /// Instances in the order in which the form asks for them, lists of choices last. Two that would bear the same name and are not
    /// the same are a problem.
    pub(super) fn secondary(&mut self) -> Vec<SecondaryInstance> {
        let mut made: Vec<SecondaryInstance> = Vec::new();
        let mut seen: HashMap<String, String> = HashMap::new();
        for wanted in self.files() {
            match seen.get(&wanted.id) {
                Some(address) if *address != wanted.address => {
                    let message = Message::new("xlsform-instance-twice").with("name", wanted.id.as_str());
                    let message = message.with("address", wanted.address.as_str()).with("other", address.as_str());
                    self.report.problem(wanted.place, message);
                }
                Some(_) => {}
                None => {
                    seen.insert(wanted.id.clone(), wanted.address.clone());
                    made.push(SecondaryInstance { id: wanted.id, source: Source::File(wanted.address) });
                }
            }
        }
        for list in self.sources.choices.all().filter(|list| !list.is_searched) {
            if let Some(address) = seen.get(&list.name) {
                let row = list.choices.first().map_or(0, |choice| choice.row);
                let message = Message::new("xlsform-instance-list").with("name", list.name.as_str());
                let place = self.sources.choices.header.place(row, &["list name"]);
                self.report.problem(place, message.with("address", address.as_str()));
                continue;
            }
            made.push(SecondaryInstance { id: list.name.clone(), source: Source::Inline(self.items(list)) });
        }
        made
    }

    fn files(&mut self) -> Vec<Wanted> {
        let mut wanted = Vec::new();
        let mut externals: HashMap<&str, NodeId> = HashMap::new();
        let mut last_saved = None;
        for id in self.tree.descendants(SURVEY) {
            let node = self.tree.node(id);
            match &node.kind {
                NodeKind::External(extension) => {
                    if externals.insert(node.name(), id).is_some() {
                        let message = Message::new("xlsform-external-twice").with("name", node.name());
                        self.problem(id, &["name"], message);
                    }
                    let folder = if *extension == "csv" { "file-csv" } else { "file" };
                    let address = format!("jr://{folder}/{}.{extension}", node.name());
                    wanted.push(Wanted { id: node.name().to_owned(), address, place: self.place(id, &["name"]) });
                }
                _ if node.is_referable() => {
                    self.looked_into(id, &mut wanted);
                    if node.asked().is_select() {
                        wanted.extend(self.chosen_from(id));
                    }
                    if last_saved.is_none() && node.is_question() && asks_for_last_saved(&node.entry) {
                        last_saved = Some(id);
                    }
                }
                _ => {}
            }
        }
        wanted.extend(last_saved.map(|id| Wanted {
            id: LAST_SAVED.to_owned(),
            address: "jr://instance/last-saved".to_owned(),
            place: self.place(id, &["name"]),
        }));
        wanted
    }

    /// The files of `pulldata('file', …)`.
    fn looked_into(&self, id: NodeId, wanted: &mut Vec<Wanted>) {
        let node = self.tree.node(id);
        let of_bind = EXPRESSIONS.iter().map(|name| (["bind", *name], node.entry.bound(name)));
        let own = [("choice_filter", &node.entry.choice_filter), ("default", &node.entry.default)];
        let own = own.into_iter().filter(|_| node.is_question()).map(|(name, text)| ([name, ""], text.as_str()));
        for (column, expression) in of_bind.chain(own).filter(|(_, text)| text.contains("pulldata(")) {
            let column = if column[1].is_empty() { &column[..1] } else { &column[..] };
            wanted.extend(pulled(expression).map(|file| Wanted {
                address: format!("jr://file-csv/{file}.csv"),
                id: file,
                place: self.place(id, column),
            }));
        }
    }

    /// The file that a select takes its choices from.
    fn chosen_from(&self, id: NodeId) -> Option<Wanted> {
        let file = &self.tree.node(id).itemset;
        let (name, ending) = stem(file);
        let folder = if ending == ".csv" { "file-csv" } else { "file" };
        is_list_file(ending).then(|| Wanted {
            id: name.to_owned(),
            address: format!("jr://{folder}/{file}"),
            place: self.place(id, &["type"]),
        })
    }
}

impl Emit<'_> {
    /// A list as `root/item`, with the author's own columns.
    fn items(&self, list: &List) -> Document {
        let needs_itext = list.needs_itext();
        let mut document = Document::new("root");
        for (at, choice) in list.choices.iter().enumerate() {
            let item = document.append(document.root(), "item");
            let mut add = |name: &str, text: &str| {
                let element = match name.contains(':') {
                    true => document.append_named(item, self.full_name(name)),
                    false => document.append(item, name),
                };
                document.set_text(element, text);
            };
            if needs_itext {
                add("itextId", &format!("{}-{at}", list.name));
            }
            add("name", &choice.name);
            match &choice.label {
                Texts::Plain(label) if !needs_itext => add("label", label),
                _ => {}
            }
            choice.extra.iter().for_each(|(name, text)| add(name, text));
        }
        document
    }
}

/// The first arguments of the calls of `pulldata` in an expression, without quotes.
fn pulled(expression: &str) -> impl Iterator<Item = String> + '_ {
    expression.split("pulldata").skip(1).filter_map(|after| {
        let argument = after.trim_start().strip_prefix('(')?.trim_start();
        let (argument, _) = argument.split_once(',')?;
        (!argument.contains('\n')).then(|| argument.replace(['\'', '"'], "").trim().to_owned())
    })
}

fn asks_for_last_saved(entry: &Entry) -> bool {
    let of_bind = EXPRESSIONS.iter().map(|name| entry.bound(name));
    of_bind.chain([entry.default.as_str(), entry.choice_filter.as_str()]).any(has_last_saved)
}
