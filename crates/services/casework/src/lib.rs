//! Casework: cases on which several agencies work. Owns opening one by a form, what may happen next and for whom, conferences, who takes
//! part and who answers for it, and what each reader sees of it. The rules of a case are `rules`', its forms `collection`'s.

mod book;
mod decide;
mod event;
mod follow;
mod list;
mod seat;
mod view;

pub use decide::{AGENCY_KINDS, Decision, Invited, agency_kind};
pub use event::{Happened, Voice};
pub use list::{CaseLine, CasesAsked, CasesPage, LONGEST_PAGE};
pub use seat::KEEPER;
pub use view::{CaseView, ClockView, ConferenceView, MemberView, MoveView, RecordOfCase, TaskView, TimelineEntry};

use book::Book;
use collection::{Collection, Follower};
use packs::Pack;
use service_kit::Kit;
use std::sync::Arc;

/// The service.
pub struct Casework {
    book: Arc<Book>,
    collection: Arc<Collection>,
}

/// The cases of some packs, before the forms are in use that make them.
pub struct Cases(Arc<Book>);

impl Cases {
    /// The cases of these packs.
    pub fn new(kit: Kit, packs: Vec<Arc<Pack>>) -> Self {
        Self(Arc::new(Book::new(kit, packs)))
    }

    /// What follows submissions.
    pub fn follower(&self) -> Arc<dyn Follower> {
        Arc::<Book>::clone(&self.0)
    }
}

impl Casework {
    /// A service over forms that these cases follow.
    pub fn new(cases: Cases, collection: Arc<Collection>) -> Self {
        Self { book: cases.0, collection }
    }

    /// Whether there is any workflow that cases go by.
    pub fn has_workflows(&self) -> bool {
        self.book.workflows().next().is_some()
    }
}
