//! What the screens of a meeting show.

use super::cases::ClockLine;
use super::{Line, Link, TaskLine};
use crate::frame::Frame;
use crate::parts::{Control, Empty, Fact, Field, Heading};
use askama::Template;
use reports::minutes::Minutes;

/// Cases to choose from.
#[derive(Template)]
#[template(path = "meeting_choose.html")]
pub(crate) struct ChooseCasesPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) empty: Option<Empty>,
    pub(crate) asked: Vec<Field>,
}

/// The cases that come up, in order.
#[derive(Template)]
#[template(path = "meeting_agenda.html")]
pub(crate) struct AgendaPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) lines: Vec<Line>,
    pub(crate) minutes: Link,
    pub(crate) choose: Link,
}

/// One of them.
#[derive(Template)]
#[template(path = "meeting_case.html")]
pub(crate) struct CaseInMeetingPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) before: Option<Link>,
    /// The whole case.
    pub(crate) open: Link,
    pub(crate) conferences: Vec<TaskLine>,
    /// What each agency said.
    pub(crate) said: Vec<Fact>,
    pub(crate) today: Vec<String>,
    pub(crate) steps: Vec<Line>,
    pub(crate) clocks: Vec<ClockLine>,
}

/// What was decided, to print.
#[derive(Template)]
#[template(path = "minutes.html")]
pub(crate) struct MinutesPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) facts: Vec<Fact>,
    pub(crate) minutes: Minutes,
}
