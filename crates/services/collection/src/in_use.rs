//! The forms in use: those of the packs inside the program, and those that agencies bring while it runs. Owns the handing out of a
//! moment's forms, so that nobody waits for a change and nobody sees half of one.

use crate::Definition;
use packs::{Pack, RecordKind};
use service_kit::{Action, Actor, Reach, ServiceError, reach};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

/// The packs inside the program, and beside them one for each agency that brought forms of its own.
pub(crate) struct Packs {
    builtin: Vec<Arc<Pack>>,
    brought: RwLock<Arc<Vec<Brought>>>,
}

/// The pack of an agency's own forms.
#[derive(Clone)]
pub(crate) struct Brought {
    pub(crate) pack: Arc<Pack>,
    /// Whose each of its kinds is to use, by the kind's id.
    pub(crate) rights: BTreeMap<String, Arc<Rights>>,
}

/// Who uses an agency's own form.
#[derive(Debug, Default)]
pub(crate) struct Rights {
    pub(crate) owner: String,
    /// Read only, because the form is no longer in use.
    pub(crate) is_closed: bool,
    /// The agencies that it is or was shared with, and whether they fill it in now.
    pub(crate) shared: BTreeMap<String, bool>,
}

/// A record kind that is in use, held on to for as long as somebody works with it.
#[derive(Clone)]
pub struct InUse {
    /// Whose it is to use; nothing for the forms of all.
    rights: Option<Arc<Rights>>,
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
        let brought = || {
            let brought = self.brought();
            brought.iter().find_map(|brought| {
                let (at, kind) = brought.pack.kinds.iter().enumerate().find(|(_, kind)| kind.id == id)?;
                brought.in_use(at, kind)
            })
        };
        self.of_builtin(|_, kind| kind.id == id).or_else(brought).ok_or(ServiceError::NotFound)
    }

    /// The kinds of agencies' own forms that somebody may know of, those of their own agency first.
    pub(crate) fn own_kinds(&self, actor: &Actor) -> Vec<InUse> {
        let mut found = Vec::new();
        for brought in self.brought().iter() {
            let kinds = brought.pack.kinds.iter().enumerate();
            let open = kinds.filter_map(|(at, kind)| brought.in_use(at, kind)).filter(|kind| kind.is_open_to(actor));
            found.extend(open);
        }
        found.sort_by_key(|kind| !kind.is_of(&actor.agency_id));
        found
    }

    /// The kind by whose form, which has that id, somebody records.
    pub(crate) fn kind_of_form(&self, form_id: &str, actor: &Actor) -> Result<InUse, ServiceError> {
        let has_it = |pack: &Pack, kind: &RecordKind| pack.form(&kind.id).is_some_and(|form| form.id == form_id);
        let own = || {
            let theirs =
                self.own_kinds(actor).into_iter().filter(|kind| kind.form_id() == form_id && kind.is_for(actor));
            // Of an id that two agencies shared one after the other, the form that they fill in now.
            theirs.min_by_key(|kind| !kind.is_filled_in_by(actor))
        };
        self.of_builtin(has_it).or_else(own).ok_or(ServiceError::NotFound)
    }

    fn of_builtin(&self, is_it: impl Fn(&Pack, &RecordKind) -> bool) -> Option<InUse> {
        self.builtin.iter().find_map(|pack| {
            let at = pack.kinds.iter().position(|kind| is_it(pack, kind) && pack.form(&kind.id).is_some())?;
            Some(InUse { rights: None, pack: Arc::clone(pack), at })
        })
    }
}

impl InUse {
    /// Whether somebody may know of it: an agency's own forms are for its people, for those that they are or were shared with, and for
    /// those who read every agency's records.
    pub(crate) fn is_open_to(&self, actor: &Actor) -> bool {
        self.is_for(actor) || reach(actor.role, Action::ReadRecord) == Reach::Everything
    }

    /// Whether it is a form of all, of somebody's agency or shared with it, in use or not any more: what a phone collected before still
    /// arrives.
    pub(crate) fn is_for(&self, actor: &Actor) -> bool {
        let agency = &actor.agency_id;
        self.rights.as_ref().is_none_or(|rights| rights.owner == *agency || rights.shared.contains_key(agency))
    }

    /// Whether somebody records by it: an agency's own forms are filled in by its people and those of the agencies that it is shared
    /// with, and those out of use by nobody.
    pub fn is_filled_in_by(&self, actor: &Actor) -> bool {
        let agency = &actor.agency_id;
        self.rights.as_ref().is_none_or(|rights| {
            !rights.is_closed && (rights.owner == *agency || rights.shared.get(agency).is_some_and(|is_open| *is_open))
        })
    }

    /// Whether it is the own form of an agency.
    pub(crate) fn is_of(&self, agency_id: &str) -> bool {
        self.rights.as_ref().is_some_and(|rights| rights.owner == agency_id)
    }

    fn form_id(&self) -> &str {
        &self.definition().form.id
    }

    /// The kind with its form and its pack.
    pub fn definition(&self) -> Definition<'_> {
        let kind = self.pack.kinds.get(self.at).expect("its place was found in this pack");
        let form = self.pack.form(&kind.id).expect("its form was found in this pack");
        Definition { pack: &self.pack, kind, form }
    }
}

impl Brought {
    /// The kind at a place of the pack, when it has a form.
    fn in_use(&self, at: usize, kind: &RecordKind) -> Option<InUse> {
        self.pack.form(&kind.id)?;
        // A kind that says nothing of its use is nobody's to see.
        let rights = self.rights.get(&kind.id).cloned().unwrap_or_default();
        Some(InUse { rights: Some(rights), pack: Arc::clone(&self.pack), at })
    }
}
