//! A document seen as a form: its secondary instances and translations stand in the same XML.

use crate::{Document, Instances, Kind, NodeId, Nodes};
use std::borrow::Cow;

pub(super) struct World<'d> {
    pub(super) document: &'d Document,
    pub(super) language: Option<&'d str>,
}

impl World<'_> {
    /// The elements of a name, wherever they stand.
    fn all(&self, name: &str) -> impl Iterator<Item = NodeId> {
        let everything = self.document.descendants(self.document.top());
        everything.filter(move |node| self.document.kind(*node) == Kind::Element && self.document.name(*node) == name)
    }

    /// The translation into the language, the one that says it is the default, or the first.
    fn translation_element(&self) -> Option<NodeId> {
        let attribute = |node: &NodeId, name: &str| self.document.attribute(*node, name).map(str::to_owned);
        let wanted = |node: &NodeId| self.language.is_some() && attribute(node, "lang").as_deref() == self.language;
        self.all("translation")
            .find(wanted)
            .or_else(|| self.all("translation").find(|node| attribute(node, "default").is_some()))
            .or_else(|| self.all("translation").next())
    }
}

impl Instances for World<'_> {
    fn instance(&self, name: &str) -> Option<&Document> {
        self.instance_top(name).map(|_| self.document)
    }

    fn instance_top(&self, name: &str) -> Option<NodeId> {
        self.all("instance").find(|node| self.document.attribute(*node, "id") == Some(name))
    }

    fn translation_nodes(&self, id: &str) -> Option<Nodes<'_>> {
        let document = self.document;
        let translation = self.translation_element()?;
        let text = document.elements(translation).find(|text| document.attribute(*text, "id") == Some(id))?;
        let list: Vec<NodeId> = document.elements(text).filter(|node| document.name(*node) == "value").collect();
        Some(Nodes { document, list, found_hidden: false })
    }

    fn version(&self) -> Option<Cow<'_, str>> {
        let root = self.all("instance").next().and_then(|instance| self.document.elements(instance).next());
        root.and_then(|root| self.document.attribute(root, "version")).map(Cow::Borrowed)
    }
}
