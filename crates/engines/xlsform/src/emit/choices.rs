//! What a question chooses from: a list's instance, a file, answers of a repeat, or choices that stand in the body.

use super::Emit;
use crate::choices::List;
use crate::names::has_reference;
use crate::resolve::Asked;
use crate::survey::{is_list_file, stem};
use crate::tree::NodeId;
use crate::types;
use xforms::{Choices, FixedChoice, Itemset, Said};

impl Emit<'_> {
    pub(super) fn choices(&mut self, id: NodeId) -> Choices {
        let node = self.tree.node(id);
        if let Some(list) =
            node.list.as_deref().and_then(|list| self.sources.choices.get(list)).filter(|list| list.is_searched)
        {
            let needs_itext = list.needs_itext();
            let fixed = list.choices.iter().enumerate().map(|(at, choice)| {
                let label = match needs_itext {
                    true => Said::Translated(format!("{}-{at}", list.name)),
                    false => Said::Words(self.said(id, &["label"], choice.label.any())),
                };
                FixedChoice { label, value: choice.name.clone() }
            });
            return Choices::Fixed(fixed.collect());
        }
        let takes_itemset =
            !matches!(node.asked(), types::Asked::Never | types::Asked::Upload(_) | types::Asked::Trigger);
        match node.itemset.as_str() {
            "" => Choices::None,
            _ if !takes_itemset || node.type_name() == "select one external" => Choices::None,
            _ => Choices::Itemset(self.itemset(id)),
        }
    }

    fn itemset(&mut self, id: NodeId) -> Itemset {
        let node = self.tree.node(id);
        let list = node.itemset.as_str();
        let (name, ending) = stem(list);
        let is_reference = has_reference(list);
        let mut filter = String::new();
        let mut itemset = if is_list_file(ending) {
            let (value, label) = if ending == ".geojson" { ("id", "title") } else { ("name", "label") };
            let given = |key, usual: &str| node.parameters.get(key).unwrap_or(usual).to_owned();
            Itemset { nodeset: items_of(name), value: given("value", value), label: given("label", label) }
        } else if is_reference {
            self.answers(id, list, &mut filter)
        } else {
            let needs_itext = self.sources.choices.get(list).is_some_and(List::needs_itext);
            let label = if needs_itext { "jr:itext(itextId)" } else { "label" };
            Itemset { nodeset: items_of(list), value: "name".to_owned(), label: label.to_owned() }
        };
        if node.asked() == types::Asked::Range {
            return itemset;
        }
        if !node.entry.choice_filter.is_empty() {
            let asked = Asked { from_current: true, over_parent: is_reference, ..Asked::by(id) };
            filter = self.expression(id, &["choice_filter"], &node.entry.choice_filter, asked);
            if is_reference && !itemset.nodeset.is_empty() {
                filter = filter.replace(&format!("current()/{}", itemset.nodeset), ".").replace(&itemset.nodeset, ".");
            }
        }
        if !filter.is_empty() {
            itemset.nodeset = format!("{}[{filter}]", itemset.nodeset);
        }
        self.randomize(id, &mut itemset);
        itemset
    }

    /// Choices that are answers of a repeat: those that are there.
    fn answers(&mut self, id: NodeId, list: &str, filter: &mut String) -> Itemset {
        let asked = Asked { over_parent: true, ..Asked::by(id) };
        let path = self.expression(id, &["type"], list, asked).trim().to_owned();
        if matches!(self.tree.node(id).asked(), types::Asked::Input) {
            "./geometry != ''".clone_into(filter);
            return Itemset { nodeset: path, value: "geometry".to_owned(), label: "geometry".to_owned() };
        }
        let (nodeset, question) = path.rsplit_once('/').unwrap_or(("", &path));
        *filter = format!("./{question} != ''");
        Itemset { nodeset: nodeset.to_owned(), value: question.to_owned(), label: question.to_owned() }
    }

    fn randomize(&mut self, id: NodeId, itemset: &mut Itemset) {
        let node = self.tree.node(id);
        if node.parameters.get("randomize") != Some("true") {
            return;
        }
        let seed = node.parameters.get("seed").map(|seed| self.expression(id, &["parameters"], seed, Asked::by(id)));
        itemset.nodeset = match seed {
            Some(seed) => format!("randomize({}, {})", itemset.nodeset, seed.trim()),
            None => format!("randomize({})", itemset.nodeset),
        };
    }
}

fn items_of(instance: &str) -> String {
    format!("instance('{instance}')/root/item")
}
