//! What the screens of one's own account show.

use crate::frame::Frame;
use crate::parts::{Badge, Fact, Heading};
use askama::Template;

/// Who one is, and where one is signed in.
#[derive(Template)]
#[template(path = "account.html")]
pub(crate) struct AccountPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) facts: Vec<Fact>,
    pub(crate) sessions: Vec<SessionLine>,
}

/// A session of one's own.
pub(crate) struct SessionLine {
    pub(crate) since: String,
    pub(crate) seen: String,
    /// Marks the one that asks, which is ended by signing out.
    pub(crate) badge: Option<Badge>,
    /// Where it is ended.
    pub(crate) end: String,
}
