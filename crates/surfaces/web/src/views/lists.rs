//! What the screens of lists of entities show.

use crate::frame::Frame;
use crate::parts::{Event, FactGroup, Heading, Notice};
use askama::Template;

/// An entity: what contradicts, its values, what was said about it.
#[derive(Template)]
#[template(path = "entity.html")]
pub(crate) struct EntityPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) notices: Vec<Notice>,
    pub(crate) action: String,
    /// How many changes the reader sees, so that a decision is about them.
    pub(crate) seen: i64,
    pub(crate) may_decide: bool,
    pub(crate) doubts: Vec<EntityDoubt>,
    pub(crate) groups: Vec<FactGroup>,
    pub(crate) events: Vec<Event>,
    /// What the reader may do with it, and what the button says.
    pub(crate) acts: Vec<(&'static str, String)>,
}

/// A property whose values contradict each other.
pub(crate) struct EntityDoubt {
    pub(crate) property: String,
    pub(crate) title: String,
    pub(crate) values: Vec<EntityValue>,
}

/// One of the values.
pub(crate) struct EntityValue {
    pub(crate) value: String,
    /// Who said it and when, or that it stands.
    pub(crate) who: String,
    pub(crate) stands: bool,
}
