//! What one node of the arena is. Owns its layout: it is copied by the million and read in rows, so every byte of it counts.

use super::NameId;
use super::words::Span;
use std::num::NonZeroU32;

/// A node of one document. Meaningless in another document, and after the node was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(NonZeroU32);

impl NodeId {
    /// The document node.
    pub(super) const TOP: Self = Self(NonZeroU32::MIN);
    /// The node appended first.
    pub(super) const SECOND: Self = Self(NonZeroU32::MIN.saturating_add(1));

    /// Its number in the document, counted in the order in which nodes were made: for tables beside a document.
    pub fn number(self) -> usize {
        self.index()
    }

    pub(super) fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    /// The id of the node at a place in the arena. A document of four thousand million nodes does not fit in memory.
    pub(super) fn at(index: usize) -> Self {
        let number = u32::try_from(index).ok().and_then(|index| NonZeroU32::MIN.checked_add(index));
        Self(number.unwrap_or(NonZeroU32::MAX))
    }

    /// How much further in the arena another node is; 0 when it is not.
    pub(super) fn distance_to(self, later: Self) -> u32 {
        later.0.get().saturating_sub(self.0.get())
    }

    /// The node so much further in the arena, if there is one.
    pub(super) fn further(self, distance: u32) -> Self {
        Self(self.0.saturating_add(distance))
    }
}

/// What a node is, XPath 1.0 section 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The document node above the root element: what `/` names.
    Top,
    /// An element.
    Element,
    /// An attribute.
    Attribute,
    /// A namespace declaration kept as a node, for the namespace axis.
    Namespace,
    /// A run of text.
    Text,
    /// A run of text written as a CDATA section. XPath makes no difference.
    CData,
    /// A comment.
    Comment,
    /// A processing instruction.
    Instruction,
    /// A document type declaration. XPath 1.0 knows no such node; browsers, and Web Forms with them, give it for `node()`.
    Doctype,
}

impl Kind {
    /// Whether `text()` finds the node.
    pub(crate) fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::CData)
    }

    /// Whether the node stands beside an element's children rather than among them.
    pub(crate) fn is_attribute(self) -> bool {
        matches!(self, Self::Attribute | Self::Namespace)
    }
}

/// What an answer's text stands for, as its question's type says. JavaRosa knows it of every node and converts by it; whoever builds
/// an instance of a form therefore sets it for every question (see [`super::Document::set_content`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Content {
    /// Not known, as in lists beside the document: text, but one that looks like a date counts as one where a number is needed.
    #[default]
    Unknown,
    /// Text, whatever it looks like.
    Text,
    /// A number: `5` and `5.0` are equal.
    Number,
    /// A date.
    Date,
    /// A date and time of day.
    DateTime,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) hidden: bool,
    pub(super) content: Content,
    pub(super) name: NameId,
    pub(super) tag: u32,
    pub(super) parent: Option<NodeId>,
    pub(super) previous: Option<NodeId>,
    pub(super) next: Option<NodeId>,
    pub(super) first_child: Option<NodeId>,
    pub(super) last_child: Option<NodeId>,
    pub(super) first_attribute: Option<NodeId>,
    pub(super) text: Span,
}

impl Node {
    pub(super) fn new(kind: Kind, name: NameId) -> Self {
        Self {
            kind,
            hidden: false,
            content: Content::Unknown,
            name,
            tag: 0,
            parent: None,
            previous: None,
            next: None,
            first_child: None,
            last_child: None,
            first_attribute: None,
            text: Span::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_small() {
        assert_eq!(size_of::<Node>(), 44);
    }
}
