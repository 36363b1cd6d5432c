//! What a form shows, in order: controls as a tree, each tied to the item that it asks for. Made by `compile`, walked by `session`.

use crate::saying::Saying;
use std::collections::HashMap;

/// The controls of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    pub(crate) controls: Vec<Control>,
    /// Those that stand in no other.
    pub(crate) top: Vec<usize>,
    /// By item: the first control that shows it.
    pub(crate) by_item: HashMap<usize, usize>,
}

/// A question, group or repeat as shown.
#[derive(Clone, Debug)]
pub(crate) struct Control {
    /// The item that it asks for, or that describes a group without one.
    pub(crate) item: usize,
    pub(crate) label: Saying,
    pub(crate) hint: Saying,
    pub(crate) children: Vec<usize>,
}

impl Shown {
    /// The control that shows an item, the first of several.
    pub(crate) fn control_of(&self, item: usize) -> Option<usize> {
        self.by_item.get(&item).copied()
    }

    /// What stands in a control.
    pub(crate) fn children(&self, control: usize) -> &[usize] {
        self.controls.get(control).map(|control| control.children.as_slice()).unwrap_or_default()
    }
}
