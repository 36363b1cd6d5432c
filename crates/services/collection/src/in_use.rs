//! The forms in use: those of the packs inside the program, and those that agencies bring while it runs. Owns the handing out of a
//! moment's forms, so that nobody waits for a change and nobody sees half of one.

use crate::Definition;
use packs::{Pack, RecordKind};
use service_kit::{Action, Actor, Reach, ServiceError, reach};
use std::sync::{Arc, PoisonError, RwLock};

/// The packs inside the program, and beside them one for each agency that brought forms of its own.
pub(crate) struct Packs {
    builtin: Vec<Arc<Pack>>,
    brought: RwLock<Arc<Vec<Brought>>>,
}

/// The pack of an agency's own forms.
#[derive(Clone)]
pub(crate) struct Brought {
    pub(crate) agency_id: String,
    pub(crate) pack: Arc<Pack>,
    /// The kinds that are read only, because their form is no longer in use.
    pub(crate) closed: Vec<String>,
}

/// A record kind that is in use, held on to for as long as somebody works with it.
#[derive(Clone)]
pub struct InUse {
    /// The agency whose own form it is.
    owner: Option<String>,
    is_closed: bool,
    pack: Arc<Pack>,
    /// The kind's place in the pack.
    at: usize,
}

impl Packs {
    pub(crate) fn new(builtin: Vec<Arc<Pack>>) -> Self {
        Self { builtin, brought: RwLock::default() }
    }

    /// The packs inside the program.
    pub(crate) fn builtin(&self) -> &[Arc<Pack>] {
        &self.builtin
    }

    /// The packs that agencies brought, as they are at this moment. Whoever looks holds on to what they saw.
    pub(crate) fn brought(&self) -> Arc<Vec<Brought>> {
        Arc::clone(&self.brought.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts other brought packs in the place of those there are.
    pub(crate) fn bring(&self, packs: Vec<Brought>) {
        *self.brought.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(packs);
    }

    /// The kind of that id, `pack/form`.
    pub(crate) fn kind(&self, id: &str) -> Result<InUse, ServiceError> {
        self.first(|_, kind| kind.id == id, |_| true)
    }

    /// The kind by whose form, which has that id, somebody records.
    pub(crate) fn kind_of_form(&self, form_id: &str, actor: &Actor) -> Result<InUse, ServiceError> {
        let has_it = |pack: &Pack, kind: &RecordKind| pack.form(&kind.id).is_some_and(|form| form.id == form_id);
        self.first(has_it, |in_use| in_use.is_for(actor))
    }

    fn first(
        &self,
        is_it: impl Fn(&Pack, &RecordKind) -> bool,
        is_for: impl Fn(&InUse) -> bool,
    ) -> Result<InUse, ServiceError> {
        let brought = self.brought();
        let builtin = self.builtin.iter().map(|pack| (None, pack));
        let own = brought.iter().map(|brought| (Some(brought), &brought.pack));
        let found = builtin.chain(own).find_map(|(brought, pack)| {
            let at = pack.kinds.iter().position(|kind| is_it(pack, kind))?;
            let id = &pack.kinds.get(at)?.id;
            pack.form(id)?;
            let owner = brought.map(|brought| brought.agency_id.clone());
            let is_closed = brought.is_some_and(|brought| brought.closed.contains(id));
            let in_use = InUse { owner, is_closed, pack: Arc::clone(pack), at };
            is_for(&in_use).then_some(in_use)
        });
        found.ok_or(ServiceError::NotFound)
    }
}

impl InUse {
    /// Whether somebody may know of it: an agency's own forms are for its people, and for those who read every agency's records.
    pub(crate) fn is_open_to(&self, actor: &Actor) -> bool {
        is_open(self.owner.as_deref(), actor)
    }

    /// Whether it is a form of somebody's agency or of all, in use or not any more: what a phone collected before still arrives.
    pub(crate) fn is_for(&self, actor: &Actor) -> bool {
        self.owner.as_deref().is_none_or(|owner| owner == actor.agency_id)
    }

    /// Whether somebody records by it: an agency's own forms are filled in by its people only, and those out of use by nobody.
    pub fn is_filled_in_by(&self, actor: &Actor) -> bool {
        !self.is_closed && self.is_for(actor)
    }

    /// The kind with its form and its pack.
    pub fn definition(&self) -> Definition<'_> {
        let kind = self.pack.kinds.get(self.at).expect("its place was found in this pack");
        let form = self.pack.form(&kind.id).expect("its form was found in this pack");
        Definition { pack: &self.pack, kind, form }
    }
}

impl Brought {
    /// As [`InUse::is_open_to`].
    pub(crate) fn is_open_to(&self, actor: &Actor) -> bool {
        is_open(Some(&self.agency_id), actor)
    }
}

fn is_open(owner: Option<&str>, actor: &Actor) -> bool {
    owner.is_none_or(|owner| owner == actor.agency_id) || reach(actor.role, Action::ReadRecord) == Reach::Everything
}
