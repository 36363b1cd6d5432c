//! What the screens of cases show.

use super::{Line, Link, TaskLine};
use crate::frame::Frame;
use crate::parts::{Badge, Empty, Event, Fact, Heading, Notice, Pager, Stat, Tab};
use askama::Template;

/// Cases, what is due first at the top.
#[derive(Template)]
#[template(path = "cases.html")]
pub(crate) struct CasesPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) stats: Vec<Stat>,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) empty: Option<Empty>,
    pub(crate) lines: Vec<Line>,
    pub(crate) pager: Pager,
}

/// A case: what is next, until when and why, who takes part, what happened.
#[derive(Template)]
#[template(path = "case.html")]
pub(crate) struct CasePage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    /// What is overdue, and that it is closed.
    pub(crate) notices: Vec<Notice>,
    pub(crate) tasks: Vec<TaskLine>,
    pub(crate) clocks: Vec<ClockLine>,
    /// Clocks that nothing started yet.
    pub(crate) clocks_to_come: Vec<ClockLine>,
    pub(crate) decided: Vec<Fact>,
    pub(crate) forms: Vec<Link>,
    /// Consent to work on it together, for the agency that keeps it.
    pub(crate) keeps: bool,
    pub(crate) consents: Vec<Line>,
    /// Where consent is noted.
    pub(crate) note_consent: Option<String>,
    /// What was asked of other agencies; nothing for whoever neither asks nor is told.
    pub(crate) referrals: Option<Vec<Line>>,
    /// Where another agency is asked.
    pub(crate) refer: Option<String>,
    /// Forms that open another case from this one.
    pub(crate) from_this: Vec<Link>,
    pub(crate) members: Vec<Line>,
    /// Who else can be let in, and who answers for it.
    pub(crate) acts: Vec<Link>,
    pub(crate) events: Vec<Event>,
}

/// What another agency asks, with the records that it shares.
#[derive(Template)]
#[template(path = "referral.html")]
pub(crate) struct ReferralPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) facts: Vec<Fact>,
    pub(crate) records: Vec<Line>,
    /// What else can be answered.
    pub(crate) other: Option<Link>,
}

/// A clock: how it stands, why that day, where the rule is from.
pub(crate) struct ClockLine {
    pub(crate) title: String,
    pub(crate) why: String,
    pub(crate) origin: String,
    pub(crate) badge: Option<Badge>,
}
