//! The thirteen directions (XPath 1.0 section 2.2).

use super::test::NodeTest;
use crate::ast::Axis;
use crate::evaluate::Evaluator;
use crate::{Document, EvalError, NodeId};

impl Evaluator<'_> {
    /// Appends the nodes on an axis that pass the test, nearest first.
    pub(super) fn walk(
        &mut self,
        document: &Document,
        node: NodeId,
        axis: Axis,
        test: &NodeTest<'_>,
        found: &mut Vec<NodeId>,
    ) -> Result<(), EvalError> {
        let mut visited = 0;
        let mut look = |candidate: NodeId| {
            visited += 1;
            if test.passes(document, candidate) {
                found.push(candidate);
            }
        };
        match axis {
            Axis::This => look(node),
            Axis::Parent => document.parent(node).into_iter().for_each(&mut look),
            Axis::Child => document.children(node).for_each(&mut look),
            Axis::Attribute => document.attributes(node).for_each(&mut look),
            Axis::Namespace => document.namespaces(node).for_each(&mut look),
            Axis::Ancestor => document.ancestors(node).for_each(&mut look),
            Axis::AncestorOrSelf => std::iter::once(node).chain(document.ancestors(node)).for_each(&mut look),
            Axis::Descendant => document.descendants(node).for_each(&mut look),
            Axis::DescendantOrSelf => std::iter::once(node).chain(document.descendants(node)).for_each(&mut look),
            Axis::FollowingSibling => siblings(node, document, |node| document.next_sibling(node)).for_each(&mut look),
            Axis::PrecedingSibling => {
                siblings(node, document, |node| document.previous_sibling(node)).for_each(&mut look);
            }
            Axis::Following => following(document, node).for_each(&mut look),
            Axis::Preceding => preceding(document, node).for_each(&mut look),
        }
        self.spend(visited)
    }
}

fn following(document: &Document, node: NodeId) -> impl Iterator<Item = NodeId> {
    // What follows an attribute is what follows its element's start: the element's own content, and on.
    let first = if document.kind(node).is_attribute() {
        document.parent(node).and_then(|element| document.following(element))
    } else {
        document.following_outside(node)
    };
    std::iter::successors(first, |node| document.following(*node))
}

fn preceding(document: &Document, node: NodeId) -> impl Iterator<Item = NodeId> {
    let ancestors: Vec<_> = document.ancestors(node).collect();
    std::iter::successors(document.preceding(node), |node| document.preceding(*node))
        .filter(move |node| !ancestors.contains(node))
}

fn siblings(
    node: NodeId,
    document: &Document,
    step: impl Fn(NodeId) -> Option<NodeId>,
) -> impl Iterator<Item = NodeId> {
    let first = if document.kind(node).is_attribute() { None } else { step(node) };
    std::iter::successors(first, move |node| step(*node))
}
