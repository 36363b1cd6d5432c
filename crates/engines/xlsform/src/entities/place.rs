//! Entities as nodes of the form: `meta/entity` with its attributes and label.

use super::{Declaration, Entities};
use crate::entry::Entry;
use crate::problem::Report;
use crate::texts::Texts;
use crate::tree::{Act, ActKind, FIRST_LOAD, NEW_REPEAT, Node, NodeId, NodeKind, Origin, Tree};

impl Entities {
    /// Puts the entities into the form. Hands back the version of the specification that the form then needs.
    pub(crate) fn place(&self, tree: &mut Tree, survey_sheet: &str, report: &mut Report) -> Option<&'static str> {
        if self.declarations.is_empty() || self.is_wrong {
            return None;
        }
        let allocated = self.allocate(tree, survey_sheet, report);
        let is_in_repeat = |tree: &Tree, id: NodeId| tree.node(id).is_repeat() || tree.repeat_around(id).is_some();
        let any_in_repeat = allocated.iter().any(|(_, container)| is_in_repeat(tree, *container));
        for (at, container) in allocated {
            if let Some(declaration) = self.declarations.get(at) {
                let in_repeat = is_in_repeat(tree, container);
                let meta = meta_of(tree, container);
                declaration.add_to(tree, meta, in_repeat);
            }
        }
        let needs_newer = self.declarations.len() > 1 || any_in_repeat;
        Some(if needs_newer { "2025.1.0" } else { "2024.1.0" })
    }
}

/// The group `meta` of a section, made when it is not there.
pub(crate) fn meta_of(tree: &mut Tree, container: NodeId) -> NodeId {
    let is_meta = |id: &&NodeId| tree.node(**id).name() == "meta" && tree.node(**id).kind == NodeKind::Group;
    if let Some(meta) = tree.children(container).iter().find(is_meta) {
        return *meta;
    }
    let mut meta = Node::named(NodeKind::Group, "meta", 0, Origin::Settings);
    meta.is_hidden = true;
    tree.add(container, meta)
}

impl Declaration {
    fn add_to(&self, tree: &mut Tree, meta: NodeId, in_repeat: bool) {
        let node = |kind, name: &str| Node::named(kind, name, self.row, Origin::Entities);
        let entity = tree.add(meta, node(NodeKind::Entity, "entity"));
        let mut attribute = |name: &str, value: &str, calculation: Option<&str>| {
            let mut attribute = node(NodeKind::Attribute(value.to_owned()), name);
            if let Some(calculation) = calculation {
                bind(&mut attribute.entry, calculation);
            }
            tree.add(entity, attribute)
        };
        attribute("dataset", &self.list, None);
        if self.id.is_none() || self.create_if.is_some() {
            attribute("create", "1", self.create_if.as_deref());
        }
        if let Some(id) = &self.id {
            attribute("update", "1", self.update_if.as_deref());
            let entity = format!("instance('{}')/root/item[name={id}]", self.list);
            for (name, property) in
                [("baseVersion", "__version"), ("trunkVersion", "__trunkVersion"), ("branchId", "__branchId")]
            {
                attribute(name, "", Some(&format!("{entity}/{property}")));
            }
        }
        tree.add(entity, self.id_attribute(in_repeat));
        if let Some(label) = &self.label {
            let mut label_node = node(NodeKind::EntityLabel, "label");
            bind(&mut label_node.entry, label);
            tree.add(entity, label_node);
        }
    }

    /// The id: a new one when an entity is made, else that of the one that is changed.
    fn id_attribute(&self, in_repeat: bool) -> Node {
        let mut id = Node::named(NodeKind::Attribute(String::new()), "id", self.row, Origin::Entities);
        match &self.id {
            Some(known) => bind(&mut id.entry, known),
            None => {
                id.entry.bind = fixed_bind();
                let events = if in_repeat { [Some(FIRST_LOAD), Some(NEW_REPEAT)] } else { [Some(FIRST_LOAD), None] };
                let act = |event| Act { kind: ActKind::Value("uuid()"), event };
                id.acts = events.into_iter().flatten().map(act).collect();
            }
        }
        id
    }
}

fn fixed_bind() -> Vec<(String, Texts)> {
    let plain = |name: &str, text: &str| (name.to_owned(), Texts::Plain(text.to_owned()));
    vec![plain("readonly", "true()"), plain("type", "string")]
}

fn bind(entry: &mut Entry, calculation: &str) {
    entry.bind = fixed_bind();
    entry.set_bind("calculate", calculation);
}
