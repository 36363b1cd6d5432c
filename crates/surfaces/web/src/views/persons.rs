//! What the screens of people show.

use super::{Line, Link, TaskLine};
use crate::frame::Frame;
use crate::parts::{Control, Event, Fact, Field, Heading, Notice, Table};

use askama::Template;

/// Looking for somebody, and who was found.
#[derive(Template)]
#[template(path = "persons.html")]
pub(crate) struct PersonsPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    /// What the search is for: a case, another person.
    pub(crate) carried: Vec<(&'static str, String)>,
    pub(crate) sought: Field,
    /// Who was found; nothing before somebody was looked for.
    pub(crate) found: Option<Vec<Line>>,
    /// Said after a start, while not everybody was looked at: nobody is to be recorded twice for that.
    pub(crate) partly: Option<Notice>,
    /// What is said when nobody was.
    pub(crate) nobody: String,
    /// Where somebody is recorded who is not here yet.
    pub(crate) record: Vec<Link>,
}

/// A person: who they are, their cases and family, and what happened.
#[derive(Template)]
#[template(path = "somebody.html")]
pub(crate) struct SomebodyPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) notices: Vec<Notice>,
    pub(crate) tasks: Vec<TaskLine>,
    pub(crate) cases: Vec<Line>,
    pub(crate) related: Vec<Line>,
    /// Where somebody is added to the family or household; nothing when the reader may not.
    pub(crate) relate: Option<Link>,
    pub(crate) others: Vec<Line>,
    pub(crate) acts: Vec<Link>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) tables: Vec<Table>,
    pub(crate) events: Vec<Event>,
}

/// Two records side by side, before they are said to be of one person.
#[derive(Template)]
#[template(path = "merge.html")]
pub(crate) struct MergePage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) table: Table,
    pub(crate) action: String,
    pub(crate) hidden: Vec<(&'static str, String)>,
    pub(crate) button: String,
    pub(crate) back: String,
}

/// Who may be the person that is being entered.
#[derive(Template)]
#[template(path = "alike.html")]
pub(crate) struct AlikePage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) found: Vec<Line>,
    pub(crate) action: String,
    /// The answers, to go on with.
    pub(crate) hidden: Vec<(String, String)>,
}
