//! For whom a case waits, as it is noted beside it for lists and counts. Owns what each of its signs means, whom it calls, and noting it of
//! cases that are older than it; what exactly waits in a case is read from the case.

use crate::book::{Book, Opened};
use rules::Rank;
use service_kit::{Action, Actor, Context, Kit, ServiceError, case_scope};
use store::{CaseFile, Change, Requirement, Unit};

/// Agencies must meet.
const MEETING: i64 = 1;
/// A supervisor must approve something.
const SUPERVISOR: i64 = 2;
/// A director must.
const DIRECTOR: i64 = 4;
/// A second person must confirm that an agency is let in without consent.
const SECOND: i64 = 8;
/// A second person must confirm that a closed case is erased.
pub(crate) const ERASING: i64 = 16;

/// Cases that are noted together.
const TOGETHER: u32 = 200;

/// For whom a case waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WaitsFor {
    /// No matter whom.
    #[default]
    Anything,
    /// For agencies to meet.
    Meeting,
    /// For somebody to approve something or to confirm it as a second person.
    Approval,
    /// For the reader, or for a meeting in which they take part.
    Reader,
}

impl WaitsFor {
    /// What storage is asked for; 0 for every case.
    pub(crate) fn signs(self, context: &Context) -> i64 {
        match self {
            Self::Anything => 0,
            Self::Meeting => MEETING,
            Self::Approval => SUPERVISOR | DIRECTOR | SECOND,
            Self::Reader => MEETING | approved_by(context),
        }
    }
}

/// The signs of what somebody may approve or confirm.
fn approved_by(context: &Context) -> i64 {
    match crate::seat::rank(context) {
        _ if case_scope(context, Action::LeadCase).is_none() => 0,
        Rank::Director => SUPERVISOR | DIRECTOR | SECOND,
        Rank::Supervisor => SUPERVISOR | SECOND,
        Rank::Caseworker | Rank::Volunteer => 0,
    }
}

impl Opened<'_> {
    /// The signs of what the case waits for.
    pub(crate) fn waits(&self, awaits_conference: bool) -> i64 {
        let meeting = if awaits_conference { MEETING } else { 0 };
        let second = if self.letting_in().is_empty() { 0 } else { SECOND };
        let approvals = self.asked().into_iter().filter_map(|step| self.workflow.step(&step)?.approval);
        let approvals = approvals.map(|rank| if rank == Rank::Director { DIRECTOR } else { SUPERVISOR });
        approvals.fold(meeting | second, |signs, sign| signs | sign)
    }

    /// The same of a closed case.
    pub(crate) fn waits_closed(&self) -> i64 {
        if self.erasure_asked().is_some() { ERASING } else { 0 }
    }
}

impl Book {
    /// Notes for whom cases wait, until when they are kept and where they are of which nobody noted it: those that are older than the notes.
    pub(crate) async fn note_waits(&self) -> Result<(), ServiceError> {
        let context = Context::new(&self.kit, Actor::operator(""), language::Lang::En);
        loop {
            let cases = self.kit.store.cases_not_noted(TOGETHER).await?;
            if cases.is_empty() {
                return Ok(());
            }
            let mut noted = Vec::new();
            for case in cases {
                noted.push(self.noted(&context, case).await);
            }
            self.keep(&self.kit, &context, noted).await?;
        }
    }

    /// A case with what it waits for. One that cannot be understood waits for nothing: it must not keep the others from being noted.
    async fn noted(&self, context: &Context, case: CaseFile) -> CaseFile {
        let known = self.read(&case.id).await.and_then(|opened| opened.outlined(context));
        known.map_or(CaseFile { waits: 0, ..case }, |opened| opened.case)
    }

    /// Nothing is lost where somebody was faster: what they wrote was noted by it.
    async fn keep(&self, kit: &Kit, context: &Context, noted: Vec<CaseFile>) -> Result<(), ServiceError> {
        let detail = serde_json::json!({ "count": noted.len() });
        let seen = noted.iter().map(|case| (case.id.clone(), case.events)).collect();
        let changes = noted.into_iter().map(Change::PutCase).collect();
        let entry = kit.entry(context, "case.note", "case", "", &detail);
        let unit = Unit::new(changes, vec![entry]).requiring(Requirement::CasesAt(seen));
        kit.commit_unless_overtaken(unit).await.map(drop)
    }
}
