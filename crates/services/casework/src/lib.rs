//! Casework: cases on which several agencies work. Owns opening one by a form, what may happen next and for whom, conferences, who takes
//! part and who answers for it, and what each reader sees of it. The rules of a case are `rules`', its forms `collection`'s.

mod board;
mod book;
mod consent;
mod consents;
mod counts;
mod decide;
mod emergency;
mod erase;
mod event;
mod follow;
mod judged;
mod list;
mod load;
mod meeting;
mod outside;
mod package;
mod parts;
mod persons;
mod places;
mod public;
mod reading;
mod receipt;
mod refer;
mod referral;
mod referred;
mod retention;
mod seat;
mod takeover;
mod timeline;
mod told;
mod turns;
mod versions;
mod view;
mod waiting;
mod waits;

pub use board::{Board, BoardAsked, BoardColumn, BoardKind};
pub use consent::{CONSENT_GIVERS, CONSENT_LANGUAGES, Consent, ConsentView, LettingIn};
pub use consents::{ConsentLine, ConsentsShown, SOON_DAYS};
pub use decide::{Decision, Invited};
pub use emergency::EMERGENCY_HOURS;
pub use erase::{ERASURE_GROUNDS, ErasureAsked, ErasureView};
pub use event::{Happened, Voice};
pub use list::{Calling, CaseLine, CasesAsked, CasesPage, LONGEST_PAGE};
pub use load::LoadLine;
pub use meeting::{CaseInMeeting, ForMeeting, MOST_IN_MEETING};
pub use names::VERY_LIKELY;
pub use package::{LARGEST_PACKAGE, PACKAGE_DAYS, Package, PackageContent};
pub use persons::{
    Alike, CaseOfPerson, FoundPeople, Known, MOST_FOUND, OtherRecord, PERSON_ERASURE_GROUNDS, PersonErasure,
    PersonEvent, PersonInCase, PersonToErase, PersonView, RELATIONS, Related, TiedPerson,
};
pub use places::{CasesPlaced, KeeperLine};
pub use receipt::{PackageAnswer, PackageStanding};
pub use refer::{LONGEST_NOTE, ReferralOfCase};
pub use referral::{Ask, ReferralState, SERVICES};
pub use referred::{Answer, ReferralLine, ReferralLists, ReferralView};
pub use retention::{RETENTION_SOON_DAYS, RetentionLine, RetentionShown};
pub use seat::KEEPER;
pub use takeover::{PackVersions, TakenOver, TakeoverPreview};
pub use told::EmergencyView;
pub use turns::Turn;
pub use view::{CaseView, ClockView, ConferenceView, MemberView, MoveView, RecordOfCase, TaskView, TimelineEntry};
pub use waiting::{Waiting, WaitingLine, WaitingWhat};
pub use waits::WaitsFor;

pub use public::{Progress, PublicReport, PublicStanding, grouped};

use book::Book;
use collection::{Collection, Follower};
use counts::Counts;
use emergency::Guesses;
use language::Text;
use packs::Pack;
use persons::People;
use public::Bucket;
use service_kit::{Action, Context, Kit, ServiceError, case_scope};
use std::sync::Arc;

/// Reports and additions that may come at once; one more every two seconds.
const REPORTS_AT_ONCE: i64 = 120;
/// Wrong codes that may be tried at once; one more every three seconds.
const WRONG_CODES_AT_ONCE: i64 = 60;

/// The service.
pub struct Casework {
    book: Arc<Book>,
    collection: Arc<Collection>,
    reports_left: Bucket,
    wrong_codes_left: Bucket,
    wrong_receipts_left: Bucket,
    guesses: Guesses,
    people: People,
    counts: Counts,
}

/// A form that opens a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningForm {
    /// `pack/form`.
    pub form: String,
    /// The pack whose workflow the case goes by.
    pub pack: String,
    /// What kind of case it opens.
    pub case: Text,
    /// When one opens such a case; may be empty.
    pub about: Text,
    /// What the form is called.
    pub title: Text,
}

/// The cases of some packs, before the forms are in use that make them.
pub struct Cases(Arc<Book>);

impl Cases {
    /// The cases of these packs.
    pub fn new(kit: Kit, packs: Vec<Arc<Pack>>) -> Self {
        Self(Arc::new(Book::new(kit, packs)))
    }

    /// Takes up the workflows by which cases go here. Once, before the cases are used.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn prepare(&self) -> Result<(), ServiceError> {
        self.0.prepare().await
    }

    /// What follows submissions.
    pub fn follower(&self) -> Arc<dyn Follower> {
        Arc::<Book>::clone(&self.0)
    }
}

impl Casework {
    /// A service over forms that these cases follow.
    pub fn new(cases: Cases, collection: Arc<Collection>) -> Self {
        Self {
            book: cases.0,
            collection,
            reports_left: Bucket::new(REPORTS_AT_ONCE, 2_000),
            wrong_codes_left: Bucket::new(WRONG_CODES_AT_ONCE, 3_000),
            wrong_receipts_left: Bucket::new(WRONG_CODES_AT_ONCE, 3_000),
            guesses: Guesses::default(),
            people: People::default(),
            counts: Counts::default(),
        }
    }

    /// The forms by which the caller can open a case, with the kind of case and the form's title; none for whoever works on none.
    pub fn opening_forms(&self, context: &Context) -> Vec<OpeningForm> {
        if case_scope(context, Action::WorkCase).is_none() {
            return Vec::new();
        }
        let forms = self
            .book
            .workflows()
            .flat_map(|(pack, workflow)| workflow.opened_by.iter().map(move |form| (pack, workflow, form)));
        let offered = forms.filter_map(|(pack, workflow, form)| {
            let in_use = self.collection.in_use(form).ok().filter(|in_use| in_use.is_filled_in_by(&context.actor))?;
            let title = in_use.definition().kind.title.clone();
            let (case, about) = (workflow.title.clone(), workflow.about.clone());
            Some(OpeningForm { form: form.clone(), pack: pack.id.clone(), case, about, title })
        });
        offered.collect()
    }

    /// Whether there is any workflow that cases go by.
    pub fn has_workflows(&self) -> bool {
        self.book.workflows().next().is_some()
    }
}
