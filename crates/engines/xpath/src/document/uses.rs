//! Which elements bear a name. Most questions of a form have a name of their own and are then found at once, and most cells of a list
//! are the only one of their name in their row.

use super::{Document, NameId, NodeId};

/// What is known of the elements of one name, detached ones included.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NameUse {
    bearers: Bearers,
    last_parent: Option<NodeId>,
    /// Whether an element may have two children of the name. Never false wrongly.
    is_repeated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Bearers {
    #[default]
    None,
    One(NodeId),
    Several,
}

impl Document {
    /// For a name that at most one element bears: that element, if there is one.
    pub(crate) fn sole_bearer(&self, name: NameId) -> Option<Option<NodeId>> {
        match self.uses.get(name.index()).map(|uses| uses.bearers).unwrap_or_default() {
            Bearers::None => Some(None),
            Bearers::One(element) => Some(Some(element)),
            Bearers::Several => None,
        }
    }

    /// [`Document::sole_bearer`] by name.
    pub(crate) fn sole(&self, local: &str) -> Option<Option<NodeId>> {
        self.find_name(local).map_or(Some(None), |name| self.sole_bearer(name))
    }

    /// Whether no element has two children of the name, as far as that is known without looking.
    pub(super) fn is_one_each(&self, name: NameId) -> bool {
        self.uses.get(name.index()).is_some_and(|uses| !uses.is_repeated)
    }

    pub(super) fn note_bearer(&mut self, name: NameId, element: NodeId) {
        if let Some(uses) = self.uses_of(name) {
            uses.bearers = if uses.bearers == Bearers::None { Bearers::One(element) } else { Bearers::Several };
        }
    }

    /// Notes that a node comes under a parent. In a document that is built from beginning to end, parents come in the order of their
    /// ids; whatever comes otherwise counts as repeated.
    pub(super) fn note_child(&mut self, parent: NodeId, child: NodeId) {
        if !self.is_element(child) {
            return;
        }
        if let Some(uses) = self.uses_of(self.name_id(child)) {
            uses.is_repeated |= uses.last_parent.is_some_and(|last| parent <= last);
            uses.last_parent = uses.last_parent.max(Some(parent));
        }
    }

    fn uses_of(&mut self, name: NameId) -> Option<&mut NameUse> {
        let index = name.index();
        if index >= self.uses.len() {
            self.uses.resize(index + 1, NameUse::default());
        }
        self.uses.get_mut(index)
    }
}
