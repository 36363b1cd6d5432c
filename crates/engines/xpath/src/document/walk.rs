//! Walking a document: children, attributes, and everything before or after a node.

use super::{Document, Kind, NodeId};

/// Nodes following one another: the children or attributes of a node.
#[derive(Clone, Debug)]
pub struct Children<'d> {
    document: &'d Document,
    next: Option<NodeId>,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let current = self.next?;
        self.next = self.document.next_sibling(current);
        Some(current)
    }
}

impl Document {
    /// The children in document order: elements, texts, comments, instructions.
    pub fn children(&self, node: NodeId) -> Children<'_> {
        self.children_from(self.node(node).and_then(|node| node.first_child))
    }

    /// The child elements in document order.
    pub fn elements(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        self.children(node).filter(|child| self.is_element(*child))
    }

    /// The attributes in document order, without namespace declarations.
    pub fn attributes(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        self.all_attributes(node).filter(|attribute| self.kind(*attribute) == Kind::Attribute)
    }

    /// The namespace declarations that stand on this element.
    pub fn namespaces(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        self.all_attributes(node).filter(|attribute| self.kind(*attribute) == Kind::Namespace)
    }

    /// The node after this one under the same parent.
    pub fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        self.node(node).and_then(|node| node.next)
    }

    /// The node before this one under the same parent.
    pub fn previous_sibling(&self, node: NodeId) -> Option<NodeId> {
        self.node(node).and_then(|node| node.previous)
    }

    /// The parent, its parent, and so on up to the top.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(node), |ancestor| self.parent(*ancestor))
    }

    /// Everything inside a node in document order, without attributes.
    pub(crate) fn descendants(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let end = self.following_outside(node);
        let first =
            if self.kind(node).is_attribute() { None } else { self.node(node).and_then(|node| node.first_child) };
        std::iter::successors(first, |node| self.following(*node)).take_while(move |node| Some(*node) != end)
    }

    /// Which of its name the element is among its siblings, counted from 1.
    pub fn position_by_name(&self, node: NodeId) -> usize {
        let name = self.name_id(node);
        std::iter::successors(self.previous_sibling(node), |sibling| self.previous_sibling(*sibling))
            .filter(|sibling| self.is_element(*sibling) && self.name_id(*sibling) == name)
            .count()
            + 1
    }

    pub(super) fn children_from(&self, first: Option<NodeId>) -> Children<'_> {
        Children { document: self, next: first }
    }

    pub(super) fn all_attributes(&self, node: NodeId) -> Children<'_> {
        self.children_from(self.node(node).and_then(|node| node.first_attribute))
    }

    pub(super) fn last_child(&self, node: NodeId) -> Option<NodeId> {
        self.node(node).and_then(|node| node.last_child)
    }

    /// The node after this one in document order, going into children; attributes are passed over.
    pub(crate) fn following(&self, node: NodeId) -> Option<NodeId> {
        self.node(node).and_then(|found| found.first_child).or_else(|| self.following_outside(node))
    }

    /// The node after this one and everything in it, in document order.
    pub(crate) fn following_outside(&self, node: NodeId) -> Option<NodeId> {
        let own = if self.kind(node).is_attribute() { None } else { self.next_sibling(node) };
        own.or_else(|| self.ancestors(node).find_map(|ancestor| self.next_sibling(ancestor)))
    }

    /// The node before this one in document order: the deepest last node of the sibling before, or the parent.
    pub(crate) fn preceding(&self, node: NodeId) -> Option<NodeId> {
        let sibling = if self.kind(node).is_attribute() { None } else { self.previous_sibling(node) };
        match sibling {
            None => self.parent(node),
            Some(sibling) => std::iter::successors(Some(sibling), |node| self.last_child(*node)).last(),
        }
    }

    /// Whether `inner` is `outer` or stands inside it.
    pub fn is_within(&self, inner: NodeId, outer: NodeId) -> bool {
        inner == outer || self.ancestors(inner).any(|ancestor| ancestor == outer)
    }
}
