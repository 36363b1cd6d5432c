//! The instance of a form as items, and the documents that sessions start from, with a template set aside for each repeat. Templates
//! are found or made as JavaRosa does: one that the form marks, else the first instance without its answers.

use super::local;
use super::paths::Repeats;
use crate::flaw::Found;
use crate::form::{Instance, ItemPlace};
use crate::rules::Rules;
use crate::{Item, Kind};
use language::{Message, Text};
use std::collections::{BTreeMap, HashMap};
use xforms::{Aspect, Definition};
use xpath::{Document, Kind as NodeKind, Name, NodeId};

/// Most questions and sections of a form. The WHO verbal autopsy, the largest form in common use, has about 1,000.
const MOST_ITEMS: usize = 50_000;
/// The namespace of what is about a submission.
const OPENROSA: &str = "http://openrosa.org/xforms";
/// What stands in `meta` by the specification; something else of that name is a group of answers.
const ABOUT_SUBMISSIONS: [&str; 8] =
    ["instanceID", "instanceName", "deprecatedID", "entity", "audit", "deviceID", "timeStart", "timeEnd"];

pub(super) struct Structure {
    pub(super) items: Vec<Item>,
    /// By nodeset.
    pub(super) by_path: HashMap<String, usize>,
    pub(super) instance: Instance,
    /// Whether the form itself keeps no id of its submissions.
    pub(super) adds_id: bool,
}

pub(super) fn build(definition: &Definition, repeats: &Repeats, found: &mut Found) -> Structure {
    let mut document = definition.instance.clone();
    let root = document.root();
    let adds_id = ensure_instance_id(&mut document);
    let root_name = document.full_name(root).map(Name::qualified).unwrap_or_default();
    let first = item(root_name.clone(), "/".to_owned(), Kind::Group, None, ItemPlace::Answer);
    let by_path = HashMap::from([(format!("/{root_name}"), 0)]);
    let mut builder = Builder { repeats, document, items: vec![first], by_path, root_name, found };
    builder.visit(root, 0);
    builder.add_deprecated_id();
    let instance = builder.instance();
    Structure { items: builder.items, by_path: builder.by_path, instance, adds_id }
}

/// A submission has an id: where the form keeps none, a place for it is added. Whether it was.
fn ensure_instance_id(document: &mut Document) -> bool {
    let root = document.root();
    let meta = document.elements(root).find(|child| document.name(*child) == "meta");
    let named = |document: &Document, meta: NodeId, local: &str| {
        let like = document.full_name(meta).cloned().unwrap_or_default();
        Name { local: local.to_owned(), ..like }
    };
    let meta = meta.unwrap_or_else(|| {
        let name =
            Name { prefix: Some("orx".to_owned()), local: "meta".to_owned(), namespace: Some(OPENROSA.to_owned()) };
        document.append_named(root, name)
    });
    let is_missing = document.elements(meta).all(|child| document.name(child) != "instanceID");
    if is_missing {
        let name = named(document, meta, "instanceID");
        document.append_named(meta, name);
    }
    is_missing
}

struct Builder<'b> {
    repeats: &'b Repeats,
    document: Document,
    items: Vec<Item>,
    by_path: HashMap<String, usize>,
    root_name: String,
    found: &'b mut Found,
}

impl Builder<'_> {
    /// Ties everything in an element to its item.
    fn visit(&mut self, element: NodeId, at: usize) {
        for child in self.document.elements(element).collect::<Vec<_>>() {
            if self.items.len() > MOST_ITEMS {
                let message = Message::new("forms-too-many-rows").with("most", MOST_ITEMS);
                self.found.refuse("", Aspect::Form, message);
                return;
            }
            let name = self.document.full_name(child).map(Name::qualified).unwrap_or_default();
            let child_item = self.child_item(at, name, self.place_of(at, child));
            self.tie(child, child_item);
            self.visit(child, child_item);
        }
        for attribute in self.document.attributes(element).collect::<Vec<_>>() {
            let name = self.document.full_name(attribute).map(Name::qualified).unwrap_or_default();
            let path = format!("{}/@{name}", self.full_path(at));
            if self.repeats.attributes.contains(&path) {
                let item = self.child_item(at, format!("@{name}"), ItemPlace::Attribute);
                self.tie(attribute, item);
            }
        }
    }

    fn tie(&mut self, node: NodeId, item: usize) {
        self.document.set_tag(node, u32::try_from(item).unwrap_or_default());
    }

    fn full_path(&self, at: usize) -> String {
        let path = self.items.get(at).map_or("", |item| item.path.trim_end_matches('/'));
        format!("/{}{path}", self.root_name)
    }

    fn place_of(&self, at: usize, child: NodeId) -> ItemPlace {
        let around = self.items.get(at).map(|item| item.place).unwrap_or_default();
        let document = &self.document;
        let is_entity = |inner| document.name(inner) == "entity" && document.attribute(inner, "dataset").is_some();
        let is_meta = document.name(child) == "meta" && {
            let has_prefix = document.full_name(child).is_some_and(|name| name.prefix.is_some());
            let is_about = |inner| ABOUT_SUBMISSIONS.contains(&document.name(inner));
            // A repeat may have one too, for an entity of each of its instances.
            let holds_entity = document.elements(child).any(is_entity);
            holds_entity || (at == 0 && (has_prefix || document.elements(child).any(is_about)))
        };
        if is_meta { ItemPlace::Meta } else { around }
    }

    /// The item of a child, made when it is met first.
    fn child_item(&mut self, at: usize, name: String, place: ItemPlace) -> usize {
        if let Some(known) = self.items.get(at).and_then(|section| section.child_by_name.get(&name)) {
            return *known;
        }
        let around = self.items.get(at).map_or("", |section| section.path.trim_end_matches('/'));
        let path = format!("{around}/{name}");
        let full = format!("/{}{path}", self.root_name);
        let is_repeat = self.repeats.by_path.contains_key(&full);
        let kind = if is_repeat { Kind::Repeat } else { Kind::Hidden };
        let made = self.items.len();
        if let Some(section) = self.items.get_mut(at) {
            section.children.push(made);
            section.child_by_name.insert(name.clone(), made);
            if place != ItemPlace::Attribute && section.kind == Kind::Hidden {
                section.kind = Kind::Group;
            }
        }
        self.by_path.insert(full, made);
        self.items.push(item(name, path, kind, Some(at), place));
        made
    }

    /// The place for the id that a correction replaces; there only when something is corrected.
    fn add_deprecated_id(&mut self) {
        let is_id = |item: &Item| item.place == ItemPlace::Meta && local(&item.name) == "instanceID";
        let Some(parent) = self.items.iter().find(|item| is_id(item)).and_then(|item| item.parent) else { return };
        let Some(meta) = self.items.get(parent) else { return };
        let has_it = meta
            .children
            .iter()
            .any(|child| self.items.get(*child).is_some_and(|item| local(&item.name) == "deprecatedID"));
        if has_it {
            return;
        }
        let name = match meta.name.split_once(':') {
            Some((prefix, _)) => format!("{prefix}:deprecatedID"),
            None => "deprecatedID".to_owned(),
        };
        self.child_item(parent, name, ItemPlace::Meta);
    }

    fn is_repeat(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|item| item.kind == Kind::Repeat)
    }

    fn item_of(&self, node: NodeId) -> usize {
        self.document.tag(node) as usize
    }

    /// The documents that sessions start from.
    fn instance(&mut self) -> Instance {
        let root = self.document.root();
        let mut templates: HashMap<usize, NodeId> = HashMap::new();
        self.take_templates(root, true, &mut templates);
        let repeats: Vec<usize> = (0..self.items.len()).filter(|at| self.is_repeat(*at)).collect();
        for repeat in &repeats {
            if !templates.contains_key(repeat) {
                let made = self.make_template(*repeat, &templates);
                templates.insert(*repeat, made);
            }
        }
        let nodes = self.nodes(&templates);
        let seeds = self.take_seeds(&repeats);
        let blank = self.blank(&templates);
        Instance { fresh: self.document.clone(), blank, nodes, seeds }
    }

    /// Takes the marked templates out of the tree. One for a repeat inside another counts only inside the other's template.
    fn take_templates(&mut self, parent: NodeId, allowed: bool, templates: &mut HashMap<usize, NodeId>) {
        for child in self.document.elements(parent).collect::<Vec<_>>() {
            let item = self.item_of(child);
            let is_marked = is_template(&self.document, child);
            if is_marked {
                self.document.remove(child);
                if allowed && self.is_repeat(item) && !templates.contains_key(&item) {
                    templates.insert(item, child);
                    self.take_templates(child, true, templates);
                }
            } else {
                self.take_templates(child, allowed && !self.is_repeat(item), templates);
            }
        }
    }

    /// The first instance without its answers and without instances of repeats in it; an empty node where there is none.
    fn make_template(&mut self, repeat: usize, templates: &HashMap<usize, NodeId>) -> NodeId {
        let root = self.document.root();
        let within = templates.values().copied();
        let first = std::iter::once(root).chain(within).find_map(|start| self.first_of(start, repeat));
        let Some(first) = first else {
            let name = self.items.get(repeat).map(|item| item.name.clone()).unwrap_or_default();
            let node = self.document.append(root, local(&name));
            self.tie(node, repeat);
            self.document.remove(node);
            return node;
        };
        let Some(copy) = self.document.copy_into(root, first) else { return first };
        self.document.remove(copy);
        self.remove_instances(copy);
        clear(&mut self.document, copy);
        copy
    }

    fn first_of(&self, start: NodeId, item: usize) -> Option<NodeId> {
        self.document
            .elements(start)
            .find_map(|child| if self.item_of(child) == item { Some(child) } else { self.first_of(child, item) })
    }

    fn remove_instances(&mut self, within: NodeId) {
        for child in self.document.elements(within).collect::<Vec<_>>() {
            if self.is_repeat(self.item_of(child)) {
                self.document.remove(child);
            } else {
                self.remove_instances(child);
            }
        }
    }

    /// By item: its node, or the one in the template around it; added where the template lacks it.
    fn nodes(&mut self, templates: &HashMap<usize, NodeId>) -> Vec<NodeId> {
        let root = self.document.root();
        let mut nodes = vec![root];
        for at in 1..self.items.len() {
            let parent = self.items.get(at).and_then(|item| item.parent).unwrap_or_default();
            let around = nodes.get(parent).copied().unwrap_or(root);
            let node = templates.get(&at).copied().unwrap_or_else(|| self.node_in(around, at));
            nodes.push(node);
        }
        nodes
    }

    fn node_in(&mut self, around: NodeId, at: usize) -> NodeId {
        let Some(item) = self.items.get(at) else { return around };
        if let Some(name) = item.name.strip_prefix('@') {
            let attribute = self.document.attributes(around).find(|attribute| self.item_of(*attribute) == at);
            let name = Name::local(name);
            let node =
                attribute.unwrap_or_else(|| self.document.append_attribute(around, NodeKind::Attribute, name, ""));
            self.tie(node, at);
            return node;
        }
        if let Some(known) = self.document.elements(around).find(|child| self.item_of(*child) == at) {
            return known;
        }
        let like = self.document.full_name(around).cloned().unwrap_or_default();
        let name = match item.name.split_once(':') {
            Some((prefix, local)) => {
                Name { prefix: Some(prefix.to_owned()), local: local.to_owned(), namespace: like.namespace }
            }
            None => Name::local(&item.name),
        };
        let is_late = local(&item.name) == "deprecatedID" && item.place == ItemPlace::Meta;
        let node = self.document.append_named(around, name);
        self.tie(node, at);
        if is_late {
            self.document.remove(node);
        }
        node
    }

    /// Sets aside what the form says of the first instances of repeats whose number follows from answers.
    fn take_seeds(&mut self, repeats: &[usize]) -> HashMap<usize, Vec<NodeId>> {
        let mut seeds: HashMap<usize, Vec<NodeId>> = HashMap::new();
        for repeat in repeats {
            let is_counted = self.repeats.by_path.get(&self.full_path(*repeat)).is_some_and(|kind| kind.is_counted);
            let mut around =
                std::iter::successors(Some(*repeat), |at| self.items.get(*at).and_then(|item| item.parent));
            let is_outermost = !around.by_ref().skip(1).any(|at| self.is_repeat(at));
            if !is_counted || !is_outermost {
                continue;
            }
            let mut instances = Vec::new();
            while let Some(instance) = self.first_of(self.document.root(), *repeat) {
                self.document.remove(instance);
                instances.push(instance);
            }
            seeds.insert(*repeat, instances);
        }
        seeds
    }

    /// The document without answers and instances, templates included.
    fn blank(&self, templates: &HashMap<usize, NodeId>) -> Document {
        let mut blank = self.document.clone();
        let root = blank.root();
        for start in std::iter::once(root).chain(templates.values().copied()) {
            self.empty(&mut blank, start);
        }
        blank
    }

    fn empty(&self, document: &mut Document, within: NodeId) {
        let children: Vec<NodeId> = document.elements(within).collect();
        if children.is_empty() {
            document.set_text(within, "");
        }
        for child in children {
            if self.is_repeat(document.tag(child) as usize) {
                document.remove(child);
            } else {
                self.empty(document, child);
            }
        }
    }
}

/// Whether an element is marked as a repeat's template.
fn is_template(document: &Document, element: NodeId) -> bool {
    document.attributes(element).any(|attribute| {
        document.name(attribute) == "template"
            && document.full_name(attribute).is_some_and(|name| name.prefix.is_some() || name.namespace.is_some())
    })
}

/// Takes all answers out of a node.
fn clear(document: &mut Document, node: NodeId) {
    let children: Vec<NodeId> = document.elements(node).collect();
    if children.is_empty() {
        document.set_text(node, "");
    }
    for child in children {
        clear(document, child);
    }
}

/// An item before anything is known of it but its place.
pub(super) fn item(name: String, path: String, kind: Kind, parent: Option<usize>, place: ItemPlace) -> Item {
    Item {
        name,
        path,
        kind,
        label: Text::default(),
        hint: Text::default(),
        guidance_hint: Text::default(),
        appearance: String::new(),
        is_required: false,
        is_read_only: false,
        default: None,
        extras: BTreeMap::new(),
        row: 0,
        parent,
        children: Vec::new(),
        child_by_name: HashMap::new(),
        place,
        rules: Rules::default(),
    }
}
