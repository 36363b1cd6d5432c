//! The empty answers: a node for every question and section, a template for every repeat, defaults that need no working out.

use super::Emit;
use crate::lexer::is_dynamic;
use crate::names::is_xml_name;
use crate::problem::Place;
use crate::resolve::Asked;
use crate::tree::{Node, NodeId, NodeKind, SURVEY, prefix_of};
use language::Message;
use xforms::STANDARD_NAMESPACES;
use xpath::{Document, Kind, Name, NodeId as DocumentNode};

/// Nodes of the empty answers; nested repeats stand in it several times.
const MOST_NODES: usize = 500_000;

/// The document while it grows.
struct Growing {
    document: Document,
    /// The namespace of names without prefix, when it is not that of XForms.
    own_namespace: Option<String>,
    is_too_large: bool,
}

impl<'s> Emit<'s> {
    pub(super) fn instance(&mut self) -> Document {
        let settings = self.sources.settings;
        let own_namespace = settings.get("instance_xmlns").map(str::to_owned);
        let mut growing = Growing { document: Document::empty(), own_namespace, is_too_large: false };
        let top = growing.document.top();
        let root = self.section(&mut growing, top, SURVEY, false);
        if let Some(namespace) = &growing.own_namespace {
            growing.document.append_attribute(root, Kind::Namespace, Name::local("xmlns"), namespace);
        }
        let id = ("id", settings.form_id.as_str());
        let optional = [("version", "version"), ("odk:prefix", "prefix"), ("odk:delimiter", "delimiter")];
        let optional = optional.into_iter().filter_map(|(name, setting)| Some((name, settings.get(setting)?)));
        let custom = self.custom_attributes();
        for (name, value) in custom.into_iter().chain([id]).chain(optional) {
            let value = crate::resolve::in_attribute(value.to_owned());
            growing.document.append_attribute(root, Kind::Attribute, self.full_name(name), &value);
        }
        if growing.is_too_large {
            let message = Message::new("xlsform-too-large");
            let sheet = self.sources.survey_header.sheet.clone();
            self.report.problem(Place { sheet, ..Place::default() }, message);
        }
        growing.document
    }

    /// The author's own attributes of the whole. One whose name cannot be one is told, as such a column of the survey is, and left out.
    fn custom_attributes(&mut self) -> Vec<(&'s str, &'s str)> {
        let settings = self.sources.settings;
        let ours = ["id", "version", "odk:prefix", "odk:delimiter", "xmlns"];
        let mut sound: Vec<(&str, &str)> = Vec::new();
        for (name, value) in settings.attributes().filter(|(name, _)| !ours.contains(name)) {
            let key = match settings.knows_prefix(name) {
                true if is_xml_name(name) => {
                    if sound.iter().all(|(known, _)| *known != name) {
                        sound.push((name, value));
                    }
                    continue;
                }
                true => "xlsform-attribute-heading",
                false => "xlsform-prefix",
            };
            let place = settings.place_of(&["attribute", name]);
            let column = place.column.clone().unwrap_or_default();
            self.report.warn(place, Message::new(key).with("column", column));
        }
        sound
    }

    /// A section with what it holds. In the answers beside a template, repeats inside need none of their own.
    fn section(
        &mut self,
        growing: &mut Growing,
        parent: DocumentNode,
        id: NodeId,
        beside_template: bool,
    ) -> DocumentNode {
        let node = self.tree.node(id);
        let made = self.element(growing, parent, node.name());
        self.node_attributes(growing, made, id);
        for child in self.tree.children(id) {
            self.child(growing, made, *child, beside_template);
        }
        made
    }

    fn child(&mut self, growing: &mut Growing, parent: DocumentNode, id: NodeId, beside_template: bool) {
        if growing.is_full() {
            return;
        }
        let node = self.tree.node(id);
        match &node.kind {
            _ if node.is_flat => self.flat_children(growing, parent, id),
            NodeKind::External(_) => {}
            NodeKind::Attribute(value) => {
                growing.document.append_attribute(parent, Kind::Attribute, Name::local(node.name()), value);
            }
            NodeKind::EntityLabel => {
                self.element(growing, parent, "label");
            }
            NodeKind::Question(..) => self.answer(growing, parent, id),
            NodeKind::Repeat if !beside_template => {
                self.template(growing, parent, id);
                self.section(growing, parent, id, true);
            }
            _ => {
                self.section(growing, parent, id, beside_template);
            }
        }
    }

    fn flat_children(&mut self, growing: &mut Growing, parent: DocumentNode, id: NodeId) {
        for child in self.tree.children(id) {
            self.child(growing, parent, *child, true);
        }
    }

    /// What a new entry of a repeat begins as.
    fn template(&mut self, growing: &mut Growing, parent: DocumentNode, id: NodeId) {
        let made = self.element(growing, parent, self.tree.node(id).name());
        let name = self.full_name("jr:template");
        growing.document.append_attribute(made, Kind::Attribute, name, "");
        for child in self.tree.children(id) {
            if growing.is_full() {
                return;
            }
            if self.tree.node(*child).is_repeat() {
                self.template(growing, made, *child);
            } else {
                self.child(growing, made, *child, false);
            }
        }
    }

    fn answer(&mut self, growing: &mut Growing, parent: DocumentNode, id: NodeId) {
        let node = self.tree.node(id);
        let made = self.element(growing, parent, node.name());
        if has_fixed_default(node) {
            growing.document.set_text(made, &node.entry.default);
        }
        self.node_attributes(growing, made, id);
    }

    fn node_attributes(&mut self, growing: &mut Growing, made: DocumentNode, id: NodeId) {
        for (name, value) in &self.tree.node(id).entry.instance {
            let value = self.expression(id, &["instance", name], value, Asked::by(id));
            let name = self.full_name(name);
            growing.document.append_attribute(made, Kind::Attribute, name, &value);
        }
    }

    fn element(&self, growing: &mut Growing, parent: DocumentNode, name: &str) -> DocumentNode {
        if prefix_of(name).is_none() && growing.own_namespace.is_none() {
            return growing.document.append(parent, name);
        }
        let mut full = self.full_name(name);
        if full.prefix.is_none() {
            full.namespace.clone_from(&growing.own_namespace);
        }
        growing.document.append_named(parent, full)
    }

    /// A name with its namespace, when it has a prefix.
    pub(super) fn full_name(&self, name: &str) -> Name {
        let Some(prefix) = prefix_of(name) else { return Name::local(name) };
        let local = name.get(prefix.len() + 1..).unwrap_or_default();
        let standard = STANDARD_NAMESPACES.iter().find(|(known, _)| *known == prefix).map(|(_, address)| *address);
        let own = || self.namespaces.iter().find(|(known, _)| known == prefix).map(|(_, address)| address.as_str());
        Name {
            prefix: Some(prefix.to_owned()),
            local: local.to_owned(),
            namespace: standard.or_else(own).map(str::to_owned),
        }
    }
}

impl Growing {
    /// Whether there is no room for more.
    fn is_full(&mut self) -> bool {
        self.is_too_large |= self.document.len() > MOST_NODES;
        self.is_too_large
    }
}

/// Whether the default stands in the empty answers as it is.
fn has_fixed_default(node: &Node) -> bool {
    !node.entry.default.is_empty() && !is_dynamic(&node.entry.default, node.type_name())
}
