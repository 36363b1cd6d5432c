//! Brought forms taken into use by this program: what is published in storage becomes packs, and so does the last version of a form
//! that is out of use, so that its records can be read. Owns noticing that something changed, in this program or in another one on the
//! same database.

use super::BroughtFile;
use super::read_form::ReadForm;
use crate::in_use::{Brought, Rights};
use crate::own_lists::is_list;
use crate::{Collection, project};
use packs::{Pack, PackForm, own_kind, own_pack_id};
use service_kit::ServiceError;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{FormShare, FormState, FormVersion, StoreError};

/// What was taken up last, to see whether something changed.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct TakenUp {
    versions: Vec<FormVersion>,
    shares: Vec<FormShare>,
}

impl Collection {
    /// Uses the forms that are published now, and reads those that were. Cheap when nothing changed since the last time.
    ///
    /// # Errors
    /// When storage does not answer. A form that cannot be read or kept any more is told to the operator and left out.
    pub async fn take_up_brought_forms(&self) -> Result<(), ServiceError> {
        // What is read before one's turn may be older than what the one before read and took up.
        let mut taken_up = self.taken_up.lock().await;
        let now = TakenUp {
            versions: readable(self.kit.store.form_versions().await?),
            shares: self.kit.store.form_shares().await?,
        };
        if *taken_up == now {
            return Ok(());
        }
        let mut packs = Vec::new();
        for versions in now.versions.chunk_by(|one, next| one.agency_id == next.agency_id) {
            packs.extend(self.brought(versions, &now.shares).await?);
        }
        self.packs.bring(packs);
        *taken_up = now;
        Ok(())
    }

    /// The pack of an agency's published forms.
    async fn brought(&self, versions: &[FormVersion], shares: &[FormShare]) -> Result<Option<Brought>, ServiceError> {
        let Some(agency_id) = versions.first().map(|version| version.agency_id.clone()) else { return Ok(None) };
        let id = own_pack_id(&agency_id);
        let mut forms = Vec::with_capacity(versions.len());
        let mut rights = BTreeMap::new();
        for version in versions {
            match self.read_again(&id, version).await? {
                Some(found) => {
                    rights.insert(found.kind.id.clone(), Arc::new(rights_to(version, shares)));
                    forms.push(found);
                }
                None => tracing::error!(hash = %version.file_hash, "a published form cannot be read again"),
            }
        }
        let forms = self.with_tables(forms).await?;
        let title = self.agency_name(&agency_id).await?;
        Ok(Some(Brought { pack: Arc::new(Pack::own(&id, title, forms)), rights }))
    }

    /// Those of the forms that records can be kept of. One that contradicts the tables of its records is told to the operator and left
    /// out: nobody else's form waits for it.
    async fn with_tables(&self, forms: Vec<PackForm>) -> Result<Vec<PackForm>, ServiceError> {
        let schemas: Vec<_> = forms.iter().map(|form| project::schema(&form.kind)).collect();
        match self.kit.store.prepare_kinds(&schemas).await {
            Ok(()) => return Ok(forms),
            Err(StoreError::Schema { .. }) => {}
            Err(other) => return Err(other.into()),
        }
        let mut sound = Vec::with_capacity(forms.len());
        for (form, schema) in forms.into_iter().zip(schemas) {
            match self.kit.store.prepare_kinds(&[schema]).await {
                Ok(()) => sound.push(form),
                Err(problem @ StoreError::Schema { .. }) => tracing::error!(%problem, "a brought form is left out"),
                Err(other) => return Err(other.into()),
            }
        }
        Ok(sound)
    }

    async fn read_again(&self, pack: &str, version: &FormVersion) -> Result<Option<PackForm>, ServiceError> {
        let Some(kept) = self.kit.store.attachment(&version.file_hash).await? else { return Ok(None) };
        let file = BroughtFile { name: version.file_name.clone(), bytes: kept.bytes };
        let beside = version.lists.iter().map(|file| (file.name.clone(), file.hash.clone()));
        let (lists, media) = beside.partition(|(name, _)| is_list(name));
        let pack = pack.to_owned();
        let read = move || {
            let read = ReadForm::read(&file).ok()?;
            let (kind, phone) = (own_kind(&pack, read.form()).ok()?, read.phone());
            Some(PackForm { kind, form: read.into_form(), phone, lists, media })
        };
        self.kept_work.run(read).await
    }
}

/// Who uses a form.
fn rights_to(version: &FormVersion, shares: &[FormShare]) -> Rights {
    let of_it = shares.iter().filter(|one| one.agency_id == version.agency_id && one.form_id == version.form_id);
    Rights {
        owner: version.agency_id.clone(),
        is_closed: version.state == FormState::Retired,
        shared: of_it.map(|one| (one.with_agency_id.clone(), one.is_open)).collect(),
    }
}

/// Of every form the version that is in use, else the one that was last; of versions by agency and form.
fn readable(versions: Vec<FormVersion>) -> Vec<FormVersion> {
    let was_used = versions.into_iter().filter(|version| version.state != FormState::Draft);
    let mut found: Vec<FormVersion> = Vec::new();
    for version in was_used {
        match found.last_mut().filter(|last| last.agency_id == version.agency_id && last.form_id == version.form_id) {
            None => found.push(version),
            Some(last) if rank(&version) > rank(last) => *last = version,
            Some(_) => {}
        }
    }
    found
}

fn rank(version: &FormVersion) -> (bool, i64) {
    (version.state == FormState::Published, version.updated_at)
}
