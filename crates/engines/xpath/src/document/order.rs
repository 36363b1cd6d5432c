//! Document order: which node comes first.

use super::{Document, NodeId};
use std::cmp::Ordering;
use std::collections::HashMap;

impl Document {
    /// Sorts nodes into document order and drops doubles.
    pub(crate) fn sort(&self, nodes: &mut Vec<NodeId>) {
        match nodes.len() {
            0 | 1 => return,
            2..=16 => nodes.sort_by(|left, right| self.compare_order(*left, *right)),
            // Comparing two nodes walks to their common parent; numbering all nodes once is cheaper for many.
            _ => {
                let places = self.places();
                nodes.sort_by_key(|node| places.get(node).copied().unwrap_or(usize::MAX));
            }
        }
        nodes.dedup();
    }

    fn places(&self) -> HashMap<NodeId, usize> {
        let in_order = std::iter::successors(Some(self.top()), |node| self.following(*node));
        in_order
            .flat_map(|node| std::iter::once(node).chain(self.all_attributes(node)))
            .enumerate()
            .map(|(place, node)| (node, place))
            .collect()
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
    fn few_and_many_nodes_sort_alike() {
        let mut document = Document::new("data");
        for _ in 0..6 {
            let group = document.append(document.root(), "group");
            document.set_attribute(group, "id", "x");
            for _ in 0..3 {
                document.append(group, "row");
            }
        }
        let ordered: Vec<_> = std::iter::successors(Some(document.top()), |node| document.following(*node))
            .flat_map(|node| std::iter::once(node).chain(document.attributes(node).collect::<Vec<_>>()))
            .collect();
        for length in [5, ordered.len()] {
            let expected: Vec<_> = ordered.iter().copied().take(length).collect();
            let mut shuffled: Vec<_> = expected.iter().rev().copied().chain(expected.iter().copied().take(2)).collect();
            document.sort(&mut shuffled);
            assert_eq!(shuffled, expected);
        }
    }
}
