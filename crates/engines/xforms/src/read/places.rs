//! Where the parts of a form stand in its XML.

use crate::{Aspect, Part};
use std::collections::HashMap;

/// Where the parts of a form stand: line and column, both from 1.
#[derive(Clone, Debug, Default)]
pub struct PartPlaces {
    /// By path of a node, or id.
    by_name: HashMap<(Holder, String), (usize, usize)>,
}

/// What holds a part in the XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Holder {
    Node,
    Bind,
    Control,
    Action,
    Text,
    Instance,
    Submission,
}

impl PartPlaces {
    /// Line and column of a part, of its node where it has no element of its own. `None` for what does not stand in the text.
    pub fn of(&self, part: &Part) -> Option<(usize, usize)> {
        let own = match part.aspect {
            Aspect::Form => return None,
            Aspect::Node => Holder::Node,
            Aspect::Control | Aspect::Label | Aspect::Hint | Aspect::Choices | Aspect::Range | Aspect::Count => {
                Holder::Control
            }
            Aspect::Action => Holder::Action,
            Aspect::Text | Aspect::Choice => Holder::Text,
            Aspect::Instance => Holder::Instance,
            Aspect::Submission => Holder::Submission,
            _ => Holder::Bind,
        };
        [own, Holder::Bind, Holder::Control, Holder::Node]
            .into_iter()
            .find_map(|holder| self.get(holder, &part.nodeset))
    }

    pub(super) fn note(&mut self, holder: Holder, name: &str, place: (usize, usize)) {
        self.by_name.entry((holder, name.to_owned())).or_insert(place);
    }

    fn get(&self, holder: Holder, name: &str) -> Option<(usize, usize)> {
        self.by_name.get(&(holder, name.to_owned())).copied()
    }
}
