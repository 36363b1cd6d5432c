//! A case as somebody sees it: what is next, what is due and why, what happened, who takes part. Owns the shape; it is put together in
//! `reading`, and what stands where on a page is the page's.

use crate::consent::{ConsentView, LettingIn};
use crate::erase::ErasureView;
use crate::persons::PersonInCase;
use crate::refer::ReferralOfCase;
use crate::told::EmergencyView;
use calendar::Date;
use language::{Message, Text};
use rules::Phase;
use store::Record;

/// A case for a reader.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub code: String,
    /// The pack whose workflow it goes by.
    pub pack: String,
    /// What kind of case it is.
    pub kind: Text,
    /// Whether it is about a child: somebody consents for it, and it is asked too.
    pub of_children: bool,
    /// How what opened it is called, such as the code of a child; empty for whoever does not read that.
    pub called: Text,
    /// Its state.
    pub state: Text,
    /// What the state means.
    pub note: Text,
    /// Since when.
    pub since: Date,
    /// Whether it is closed.
    pub is_closed: bool,
    /// What it is at: whoever changes something says what they saw.
    pub seen: i64,
    /// What can be done next.
    pub moves: Vec<MoveView>,
    /// What was asked for and waits for somebody to approve it.
    pub asked: Vec<MoveView>,
    /// What is due.
    pub clocks: Vec<ClockView>,
    /// What there is to do.
    pub tasks: Vec<TaskView>,
    /// What is decided together.
    pub conferences: Vec<ConferenceView>,
    /// The people whom it is about, and others who are part of it.
    pub people: Vec<PersonInCase>,
    /// As what people can be part of it; nothing when the reader adds none.
    pub roles: Vec<(String, Text)>,
    /// Who takes part.
    pub members: Vec<MemberView>,
    /// Consent to work on it together; for the agency that keeps it.
    pub consents: Vec<ConsentView>,
    /// Agencies that somebody wants to let in without consent; for the agency that keeps it.
    pub letting_in: Vec<LettingIn>,
    /// Whether agencies meet about cases of its kind.
    pub meets: bool,
    /// The names of agencies for which consent holds and which do not take part; empty for other agencies.
    pub not_yet_in: Vec<String>,
    /// What was asked of other agencies: for the agency that asked, and the one that keeps it.
    pub referrals: Vec<ReferralOfCase>,
    /// Those in which it is open in an emergency now, for whoever may end them.
    pub emergencies: Vec<EmergencyView>,
    /// What the reader may do about erasing it; nothing when they may not, or it is open.
    pub erasure: Option<ErasureView>,
    /// What happened, the latest first.
    pub timeline: Vec<TimelineEntry>,
    /// Further forms that can be filled in, with their titles.
    pub forms: Vec<(String, Text)>,
    /// Whether the reader fills in forms and makes moves.
    pub may_work: bool,
    /// Whether the reader asks other agencies.
    pub may_refer: bool,
    /// Whether the reader leads it.
    pub may_lead: bool,
    /// Whether the reader says who takes part.
    pub may_invite: bool,
    /// Whether the reader's agency keeps it.
    pub keeps: bool,
}

/// A move.
#[derive(Clone, Debug)]
pub struct MoveView {
    /// The move.
    pub id: String,
    /// The words on its button.
    pub title: Text,
    /// The form to fill in.
    pub form: Option<String>,
    /// Why the reader cannot make it now.
    pub hindrance: Option<Message>,
    /// Whether somebody else must approve it when the reader makes it.
    pub is_asked_for: bool,
}

/// A clock.
#[derive(Clone, Debug)]
pub struct ClockView {
    /// Its name.
    pub title: Text,
    /// What it is about now.
    pub phase: Phase,
    /// How it stands, said from today.
    pub says: Option<Message>,
    /// The day on which it is due, while it runs.
    pub due_on: Option<Date>,
    /// Why that day.
    pub why: Option<Message>,
    /// Where the rule stands and how sure it is.
    pub origin: Message,
}

/// Something to do.
#[derive(Clone, Debug)]
pub struct TaskView {
    /// What.
    pub title: Text,
    /// Whether somebody of the reader's rank does it.
    pub is_theirs: bool,
    /// The form to fill in.
    pub form: Option<String>,
    /// The move by which it is done, among those that the reader can make now.
    pub step: Option<String>,
    /// Until when, said from today.
    pub due: Option<Message>,
    /// The day itself.
    pub due_on: Option<Date>,
    /// Whether that day is over.
    pub is_overdue: bool,
}

/// A conference.
#[derive(Clone, Debug)]
pub struct ConferenceView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// Whether it can be held now.
    pub is_due: bool,
    /// What can come out.
    pub outcomes: Vec<(String, Text)>,
    /// The kinds of agency that must be asked and take no part yet.
    pub missing: Vec<String>,
    /// The ids of the agencies without whose word it decides nothing.
    pub asked: Vec<String>,
    /// Whether the case waits for it to decide.
    pub is_awaited: bool,
    /// What it decided last.
    pub decided: Option<(Text, Date)>,
    /// What each agency said then, by the agency's name.
    pub said: Vec<(String, Text)>,
}

/// An agency that takes part.
#[derive(Clone, Debug)]
pub struct MemberView {
    /// Its id.
    pub agency_id: String,
    /// Its name.
    pub agency: String,
    /// As what.
    pub as_kind: String,
    /// The name of who answers for the case there.
    pub owner: String,
    /// Whether it takes part now.
    pub is_open: bool,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// The day.
    pub on: Date,
    /// Who, with the name of their agency.
    pub author: String,
    /// The agency's name.
    pub agency: String,
    /// What, in a sentence.
    pub what: Message,
    /// The record that came with it, when the reader may read it.
    pub record: Option<String>,
    /// The other case that it tells of, when the reader may see it.
    pub case: Option<String>,
    /// Whether the case went on by it, or who takes part in it changed: what minutes tell.
    pub is_decision: bool,
}

/// What a record of a case says.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordOfCase {
    /// The case's code.
    pub code: String,
    /// The record, with its rows.
    pub record: Record,
}
