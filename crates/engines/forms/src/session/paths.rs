//! Paths of an instance, `/attendance[2]/count`, to nodes and back.

use super::{MOST_INSTANCES, Session, SessionError};
use crate::Kind;
use crate::form::ItemPlace;
use xpath::NodeId;

impl Session<'_> {
    /// The node at a path. A repeat's step without a number is its first instance.
    pub(super) fn find(&self, path: &str) -> Result<NodeId, SessionError> {
        let mut node = self.document.root();
        for step in path.split('/').filter(|step| !step.is_empty()) {
            node = self.step(node, step).ok_or_else(|| SessionError::NoSuchPath(path.to_owned()))?;
        }
        Ok(node)
    }

    /// The node at a path, instances of repeats made as far as the path names them.
    pub(super) fn reach(&mut self, path: &str) -> Option<NodeId> {
        let mut node = self.document.root();
        for step in path.split('/').filter(|step| !step.is_empty()) {
            let (name, index) = name_and_index(step)?;
            let child = *self.item_of(node).child_by_name.get(name)?;
            if self.form.at(child)?.kind == Kind::Repeat {
                let missing = index.saturating_sub(self.instances(node, child).len());
                if index > MOST_INSTANCES {
                    return None;
                }
                for _ in 0..missing {
                    self.append_instance(node, child)?;
                }
            }
            node = self.step(node, step)?;
        }
        Some(node)
    }

    fn step(&self, node: NodeId, step: &str) -> Option<NodeId> {
        let (name, index) = name_and_index(step)?;
        let child = *self.item_of(node).child_by_name.get(name)?;
        match self.form.at(child)?.kind {
            Kind::Repeat => self.instances(node, child).get(index.checked_sub(1)?).copied(),
            _ if index == 1 => self.child_of(node, child),
            _ => None,
        }
    }

    /// The node around a repeat and the repeat's item, from the repeat's path without a last number.
    pub(super) fn find_repeat(&self, path: &str) -> Result<(NodeId, usize), SessionError> {
        let refused = || SessionError::NoSuchPath(path.to_owned());
        let (around, name) = path.trim_end_matches('/').rsplit_once('/').ok_or_else(refused)?;
        let parent = self.find(around)?;
        let repeat = *self.item_of(parent).child_by_name.get(name).ok_or_else(refused)?;
        let is_repeat = self.form.at(repeat).is_some_and(|item| item.kind == Kind::Repeat);
        if is_repeat { Ok((parent, repeat)) } else { Err(refused()) }
    }

    /// The path of a node, with the numbers of repeat instances.
    pub(super) fn path_of(&self, node: NodeId) -> String {
        let mut steps: Vec<String> = Vec::new();
        let mut at = Some(node);
        while let Some(node) = at.filter(|node| *node != self.document.root()) {
            let item = self.item_of(node);
            steps.push(match item.kind {
                Kind::Repeat => format!("/{}[{}]", item.name, self.document.position_by_name(node)),
                _ => format!("/{}", item.name),
            });
            at = self.document.parent(node);
        }
        steps.reverse();
        if steps.is_empty() { "/".to_owned() } else { steps.concat() }
    }

    /// The instances of a repeat below a node, in order.
    pub(super) fn instances(&self, parent: NodeId, repeat: usize) -> Vec<NodeId> {
        self.document.elements(parent).filter(|node| self.index_of(*node) == repeat).collect()
    }

    /// The one node of a group or question below a node.
    pub(super) fn child_of(&self, parent: NodeId, item: usize) -> Option<NodeId> {
        if self.form.at(item).is_some_and(|item| item.place == ItemPlace::Attribute) {
            return self.document.attributes(parent).find(|node| self.index_of(*node) == item);
        }
        // Outside repeats the node is the same in every session.
        let usual = self.form.instance.nodes.get(item).copied()?;
        if self.document.parent(usual) == Some(parent) {
            return Some(usual);
        }
        self.document.elements(parent).find(|node| self.index_of(*node) == item)
    }

    /// The node of an item that is nearest to a node: in the instances of repeats that it stands in, else the first.
    pub(super) fn nearest(&self, from: NodeId, item: usize) -> Option<NodeId> {
        let around = std::iter::once(from).chain(self.document.ancestors(from));
        let shared = around
            .filter(|node| self.document.is_element(*node))
            .find(|node| self.form.stands_in(item, self.index_of(*node)))?;
        self.nodes_of(item, Some(shared)).first().copied()
    }

    /// All nodes of an item, or those inside an instance of a repeat around it.
    pub(super) fn nodes_of(&self, item: usize, within: Option<NodeId>) -> Vec<NodeId> {
        let start = within.unwrap_or_else(|| self.document.root());
        let top = self.index_of(start);
        let mut way = Vec::new();
        let mut at = item;
        while at != top {
            way.push(at);
            match self.form.at(at).and_then(|item| item.parent) {
                Some(parent) => at = parent,
                None => return Vec::new(),
            }
        }
        let mut nodes = vec![start];
        for step in way.into_iter().rev() {
            let is_repeat = self.form.at(step).is_some_and(|item| item.kind == Kind::Repeat);
            let below = nodes.into_iter().flat_map(|node| {
                if is_repeat { self.instances(node, step) } else { self.child_of(node, step).into_iter().collect() }
            });
            nodes = below.collect();
        }
        nodes
    }
}

/// `attendance[2]` as a name and the number of an instance, 1 when none is written.
fn name_and_index(step: &str) -> Option<(&str, usize)> {
    match step.split_once('[') {
        None => Some((step, 1)),
        Some((name, index)) => Some((name, index.strip_suffix(']')?.parse().ok()?)),
    }
}
