//! Answers as the XML that is handed in: what is relevant, in the order of the form, with the attributes of its root.

use super::Session;
use crate::form::ItemPlace;
use std::collections::BTreeMap;
use xpath::{Kind as NodeKind, Name, NodeId};

impl Session<'_> {
    /// The submission as XML without a declaration. What is not relevant is left out; call [`Session::finish`] first when it is
    /// handed in.
    pub fn submission(&self) -> String {
        let root = self.document.root();
        let mut used = BTreeMap::new();
        self.note_prefixes(root, &mut used);
        let mut text = String::with_capacity(self.document.len() * 24);
        self.write_element(root, Some(&used), &mut text);
        text
    }

    /// The prefixes that names have, with their namespaces.
    fn note_prefixes(&self, node: NodeId, used: &mut BTreeMap<String, String>) {
        let mut note = |name: Option<&Name>| {
            if let Some(Name { prefix: Some(prefix), namespace: Some(namespace), .. }) = name {
                used.insert(prefix.clone(), namespace.clone());
            }
        };
        note(self.document.full_name(node));
        for attribute in self.written_attributes(node) {
            note(self.document.full_name(attribute));
        }
        for child in self.written_elements(node) {
            self.note_prefixes(child, used);
        }
    }

    /// The elements inside one that are handed in.
    pub(super) fn written_elements(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        self.document.elements(node).filter(|child| !self.document.is_hidden(*child))
    }

    fn written_attributes(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        // That a node was a repeat's template is the form's business.
        let is_template = |attribute: &NodeId| {
            self.document.name(*attribute) == "template"
                && self.document.full_name(*attribute).is_some_and(|name| name.prefix.is_some())
        };
        self.document
            .attributes(node)
            .filter(move |attribute| !self.document.is_hidden(*attribute) && !is_template(attribute))
    }

    fn write_element(&self, node: NodeId, prefixes: Option<&BTreeMap<String, String>>, text: &mut String) {
        let name = self.document.full_name(node).map(Name::qualified).unwrap_or_default();
        text.push('<');
        text.push_str(&name);
        for declaration in self.document.namespaces(node) {
            match self.document.name(declaration) {
                "xmlns" => attribute("xmlns", self.document.own_text(declaration), text),
                prefix if prefixes.is_none_or(|used| !used.contains_key(prefix)) => {
                    attribute(&format!("xmlns:{prefix}"), self.document.own_text(declaration), text);
                }
                _ => {}
            }
        }
        for (prefix, namespace) in prefixes.into_iter().flatten() {
            attribute(&format!("xmlns:{prefix}"), namespace, text);
        }
        for written in self.written_attributes(node) {
            let name = self.document.full_name(written).map(Name::qualified).unwrap_or_default();
            attribute(&name, self.document.own_text(written), text);
        }
        self.write_content(node, &name, text);
    }

    fn write_content(&self, node: NodeId, name: &str, text: &mut String) {
        let opened = text.len();
        text.push('>');
        let inside = text.len();
        for child in self.document.children(node) {
            match self.document.kind(child) {
                NodeKind::Element if !self.document.is_hidden(child) => self.write_element(child, None, text),
                NodeKind::Text => text.push_str(&xml::escape_text(self.document.own_text(child))),
                _ => {}
            }
        }
        if text.len() == inside {
            text.truncate(opened);
            text.push_str("/>");
        } else {
            text.push_str("</");
            text.push_str(name);
            text.push('>');
        }
    }

    /// The text of something in `meta`, by its name without prefix; `None` when the form has no such thing.
    pub(super) fn meta_text(&self, name: &str) -> Option<String> {
        let node = self.meta_node(name)?;
        Some(self.document.text(node).into_owned())
    }

    pub(super) fn meta_node(&self, name: &str) -> Option<NodeId> {
        let root = self.document.root();
        let metas = self.document.elements(root).filter(|child| self.item_of(*child).place == ItemPlace::Meta);
        metas.flat_map(|meta| self.document.elements(meta)).find(|child| self.document.name(*child) == name)
    }
}

fn attribute(name: &str, value: &str, text: &mut String) {
    text.push(' ');
    text.push_str(name);
    text.push_str("=\"");
    text.push_str(&xml::escape_attribute(value));
    text.push('"');
}
