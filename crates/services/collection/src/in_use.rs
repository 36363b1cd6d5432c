//! The forms in use: those of the packs inside the program, and those that agencies bring while it runs. Owns the handing out of a
//! moment's forms, so that nobody waits for a change and nobody sees half of one.

use crate::Definition;
use packs::{Pack, RecordKind};
use service_kit::ServiceError;
use std::sync::{Arc, PoisonError, RwLock};

/// The packs inside the program, and beside them one for each agency that brought forms of its own.
pub(crate) struct Packs {
    builtin: Vec<Arc<Pack>>,
    brought: RwLock<Arc<Vec<Arc<Pack>>>>,
}

/// A record kind that is in use, held on to for as long as somebody works with it.
#[derive(Clone)]
pub struct InUse {
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
    pub(crate) fn brought(&self) -> Arc<Vec<Arc<Pack>>> {
        Arc::clone(&self.brought.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The kind of that id, `pack/form`.
    pub(crate) fn kind(&self, id: &str) -> Result<InUse, ServiceError> {
        self.first(|kind| kind.id == id)
    }

    /// The kind whose form has that id.
    pub(crate) fn kind_of_form(&self, form_id: &str) -> Result<InUse, ServiceError> {
        self.first(|kind| kind.form == form_id)
    }

    fn first(&self, is_it: impl Fn(&RecordKind) -> bool) -> Result<InUse, ServiceError> {
        let brought = self.brought();
        let found = self.builtin.iter().chain(brought.iter()).find_map(|pack| {
            let at = pack.kinds.iter().position(&is_it)?;
            pack.form(&pack.kinds.get(at)?.id)?;
            Some(InUse { pack: Arc::clone(pack), at })
        });
        found.ok_or(ServiceError::NotFound)
    }
}

impl InUse {
    /// The kind with its form and its pack.
    pub fn definition(&self) -> Definition<'_> {
        let kind = self.pack.kinds.get(self.at).expect("its place was found in this pack");
        let form = self.pack.form(&kind.id).expect("its form was found in this pack");
        Definition { pack: &self.pack, kind, form }
    }
}
