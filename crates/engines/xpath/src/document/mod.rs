//! The tree that expressions read: an arena of nodes that is cheap to copy, to search and to change. Owns shape and text; not the
//! reading of XML, and not what a question means (a caller ties nodes to its own things by [`Document::set_tag`]).

mod edit;
mod index;
mod names;
mod node;
mod order;
mod uses;
mod walk;
mod words;

pub use names::Name;
pub use walk::Children;

pub use node::{Content, Kind, NodeId};

use index::Indexes;
pub(crate) use index::{Rows, Wanted};
pub(crate) use names::NameId;
use names::Names;
use node::Node;
use order::Places;
use std::borrow::Cow;
use std::sync::Arc;
use uses::NameUse;
use words::Words;

/// A tree of elements, attributes and text.
#[derive(Clone, Debug)]
pub struct Document {
    nodes: Vec<Node>,
    words: Words,
    /// Shared between copies of a document, so that copying a template copies no names.
    names: Arc<Names>,
    /// Whether any node was ever hidden: without that, every path skips the question.
    has_hidden: bool,
    /// By name: which elements bear it.
    uses: Vec<NameUse>,
    /// Found out on first need and forgotten at the next change.
    indexes: Indexes,
    places: Places,
}

impl Document {
    /// A document with an empty root element.
    pub fn new(root_name: &str) -> Self {
        let mut document = Self::empty();
        document.append(NodeId::TOP, root_name);
        document
    }

    /// A document without a root element yet, for whoever reads one from XML: append to [`Document::top`]. The first element
    /// appended is the root.
    pub fn empty() -> Self {
        Self {
            nodes: vec![Node::new(Kind::Top, NameId::default())],
            words: Words::default(),
            names: Arc::new(Names::default()),
            has_hidden: false,
            uses: Vec::new(),
            indexes: Indexes::default(),
            places: Places::default(),
        }
    }

    /// The document node: what `/` names.
    pub fn top(&self) -> NodeId {
        NodeId::TOP
    }

    /// The root element. In a document still [`Document::empty`] or starting with a comment, the top instead.
    pub fn root(&self) -> NodeId {
        if self.kind(NodeId::SECOND) == Kind::Element {
            NodeId::SECOND
        } else {
            self.children(NodeId::TOP).find(|node| self.is_element(*node)).unwrap_or(NodeId::TOP)
        }
    }

    /// What the node is.
    pub fn kind(&self, node: NodeId) -> Kind {
        self.node(node).map_or(Kind::Top, |node| node.kind)
    }

    /// Whether the node is an element.
    pub fn is_element(&self, node: NodeId) -> bool {
        self.kind(node) == Kind::Element
    }

    /// The name without prefix; empty for nodes that have none.
    pub fn name(&self, node: NodeId) -> &str {
        self.full_name(node).map_or("", |name| &name.local)
    }

    /// The name with prefix and namespace, of nodes that have one.
    pub fn full_name(&self, node: NodeId) -> Option<&Name> {
        self.node(node).and_then(|node| self.names.get(node.name))
    }

    /// The element that the node stands in; the element of an attribute.
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.node(node).and_then(|node| node.parent)
    }

    /// The node's own text, for texts, attributes, comments and instructions; empty for elements (see [`Document::text`]).
    pub fn own_text(&self, node: NodeId) -> &str {
        self.node(node).map_or("", |node| self.words.get(node.text))
    }

    /// The string-value, XPath 1.0 section 5: an element's is all text inside it. A hidden node's is empty. Borrowed whenever the
    /// text stands in one piece, as in every answer of a form.
    pub fn text(&self, node: NodeId) -> Cow<'_, str> {
        let Some(found) = self.node(node) else { return Cow::Borrowed("") };
        if found.hidden {
            return Cow::Borrowed("");
        }
        match found.kind {
            Kind::Element | Kind::Top => self.text_inside(found),
            _ => Cow::Borrowed(self.words.get(found.text)),
        }
    }

    fn text_inside(&self, element: &Node) -> Cow<'_, str> {
        let Some(first) = element.first_child else { return Cow::Borrowed("") };
        if element.last_child == Some(first)
            && let Some(only) = self.node(first).filter(|only| only.kind.is_text())
        {
            return Cow::Borrowed(self.words.get(only.text));
        }
        let mut whole = String::new();
        for child in self.children_from(Some(first)) {
            match self.kind(child) {
                Kind::Text | Kind::CData => whole.push_str(self.own_text(child)),
                Kind::Element => whole.push_str(&self.text(child)),
                _ => {}
            }
        }
        Cow::Owned(whole)
    }

    /// The text of an attribute, found by its name without prefix.
    pub fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        self.attributes(node).find(|attribute| self.name(*attribute) == name).map(|attribute| self.own_text(attribute))
    }

    /// The first child element of that name.
    pub fn child(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.children(node).find(|child| self.is_element(*child) && self.name(*child) == name)
    }

    /// The number that the caller tied to the node, 0 unless set.
    pub fn tag(&self, node: NodeId) -> u32 {
        self.node(node).map_or(0, |node| node.tag)
    }

    /// What the node's text stands for; [`Content::Unknown`] unless set.
    pub fn content(&self, node: NodeId) -> Content {
        self.node(node).map_or(Content::Unknown, |node| node.content)
    }

    /// Whether the node is hidden: out of reach of every path, and empty as text. Forms hide what is not relevant.
    pub fn is_hidden(&self, node: NodeId) -> bool {
        self.node(node).is_some_and(|node| node.hidden)
    }

    /// How many nodes the arena holds, removed ones included: the measure for limits.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no root element.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() < 2
    }

    pub(crate) fn has_hidden(&self) -> bool {
        self.has_hidden
    }

    /// How many nodes have to be looked at for the text of a node, when it does not stand in one piece.
    pub(crate) fn reading_cost(&self, node: NodeId) -> usize {
        let has_one_text = |node: &Node| {
            node.first_child == node.last_child && node.first_child.is_none_or(|only| self.kind(only).is_text())
        };
        if self.node(node).is_none_or(has_one_text) { 0 } else { self.descendants(node).count() }
    }

    pub(crate) fn name_id(&self, node: NodeId) -> NameId {
        self.node(node).map(|node| node.name).unwrap_or_default()
    }

    pub(crate) fn find_name(&self, local: &str) -> Option<NameId> {
        self.names.find(local)
    }

    fn node(&self, node: NodeId) -> Option<&Node> {
        self.nodes.get(node.index())
    }

    /// A node to change in shape: what was found out about the document no longer holds.
    fn node_mut(&mut self, node: NodeId) -> Option<&mut Node> {
        self.indexes.forget();
        self.places.forget();
        self.nodes.get_mut(node.index())
    }

    /// A node whose marks change, on which nothing rests.
    fn marks_mut(&mut self, node: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(node.index())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_an_element_is_all_text_inside_it() {
        let mut document = Document::new("data");
        let a = document.append(document.root(), "a");
        document.set_text(a, "one ");
        let b = document.append(document.root(), "b");
        document.set_text(b, "two");
        assert_eq!(document.text(document.root()), "one two");
        assert!(matches!(document.text(a), Cow::Borrowed("one ")));
        document.set_hidden(b, true);
        assert_eq!(document.text(document.root()), "one ");
    }

    #[test]
    fn a_document_read_from_elsewhere_has_its_first_element_as_root() {
        let mut document = Document::empty();
        assert!(document.is_empty());
        document.append_other(document.top(), Kind::Comment, "said first");
        let root = document.append(document.top(), "data");
        assert_eq!(document.root(), root);
    }
}
