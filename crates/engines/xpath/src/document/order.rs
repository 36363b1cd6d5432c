//! Document order: which node comes first.

use super::{Document, NodeId};
use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

/// By node of the arena: its place in document order. Found out on first need, shared by copies, forgotten when the shape changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(OnceLock<Arc<[u32]>>);

impl Places {
    pub(super) fn forget(&mut self) {
        self.0.take();
    }
}

impl Document {
    /// Sorts nodes into document order and drops doubles.
    pub(crate) fn sort(&self, nodes: &mut Vec<NodeId>) {
        if nodes.len() < 2 {
            return;
        }
        if self.is_compared_by_walking(nodes.len()) {
            nodes.sort_by(|left, right| self.compare_order(*left, *right));
        } else {
            let places = self.places.0.get_or_init(|| self.numbered());
            nodes.sort_unstable_by_key(|node| places.get(node.index()).copied().unwrap_or(u32::MAX));
        }
        nodes.dedup();
    }

    /// What [`Document::sort`] costs, for the step budget.
    pub(crate) fn sorting_cost(&self, nodes: usize) -> usize {
        let numbers = nodes > 1 && self.places.0.get().is_none() && !self.is_compared_by_walking(nodes);
        nodes + if numbers { self.len() } else { 0 }
    }

    /// Comparing two nodes walks to their common parent and along its children; for many nodes, or in a large document, numbering
    /// all nodes once is cheaper.
    fn is_compared_by_walking(&self, nodes: usize) -> bool {
        nodes <= 16 && self.len() <= 256 && self.places.0.get().is_none()
    }

    /// The place of every node of the tree; nodes that were removed come last.
    fn numbered(&self) -> Arc<[u32]> {
        let mut places = vec![u32::MAX; self.len()];
        let in_order = std::iter::successors(Some(self.top()), |node| self.following(*node));
        let with_attributes = in_order.flat_map(|node| std::iter::once(node).chain(self.all_attributes(node)));
        for (place, node) in (0..).zip(with_attributes) {
            if let Some(cell) = places.get_mut(node.index()) {
                *cell = place;
            }
        }
        places.into()
    }

    fn compare_order(&self, left: NodeId, right: NodeId) -> Ordering {
        if left == right {
            return Ordering::Equal;
        }
        let (left_path, right_path) = (self.path_down(left), self.path_down(right));
        let shared = left_path.iter().zip(&right_path).take_while(|(left, right)| left == right).count();
        match (left_path.get(shared), right_path.get(shared)) {
            (None, _) => Ordering::Less,
            (_, None) => Ordering::Greater,
            (Some(left), Some(right)) => self.compare_siblings(*left, *right),
        }
    }

    /// Attributes come before children; otherwise the one found by walking on from the other is later.
    fn compare_siblings(&self, left: NodeId, right: NodeId) -> Ordering {
        let parent = self.parent(left);
        let place = |node: NodeId| {
            parent.and_then(|parent| {
                self.all_attributes(parent).chain(self.children(parent)).position(|sibling| sibling == node)
            })
        };
        place(left).cmp(&place(right))
    }

    fn path_down(&self, node: NodeId) -> Vec<NodeId> {
        let mut path: Vec<_> = std::iter::once(node).chain(self.ancestors(node)).collect();
        path.reverse();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_nodes_sort_alike_also_after_a_change() {
        let mut document = Document::new("data");
        for _ in 0..6 {
            let group = document.append(document.root(), "group");
            document.set_attribute(group, "id", "x");
            for _ in 0..3 {
                document.append(group, "row");
            }
        }
        for round in 0..2 {
            let ordered: Vec<_> = std::iter::successors(Some(document.top()), |node| document.following(*node))
                .flat_map(|node| std::iter::once(node).chain(document.attributes(node).collect::<Vec<_>>()))
                .collect();
            for length in [5, ordered.len(), 5] {
                let expected: Vec<_> = ordered.iter().copied().take(length).collect();
                let mut shuffled: Vec<_> =
                    expected.iter().rev().copied().chain(expected.iter().copied().take(2)).collect();
                document.sort(&mut shuffled);
                assert_eq!(shuffled, expected, "round {round}");
            }
            let first = document.elements(document.root()).next().expect("a group");
            document.copy_before(first, first).expect("attached");
        }
    }
}
