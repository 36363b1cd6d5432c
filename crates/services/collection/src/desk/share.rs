//! An agency's form that other agencies fill in, too. Owns whom a form is shared with; whose a record is and who sees it does not change
//! by it: each agency's records are its own.

use crate::Collection;
use language::Message;
use serde_json::json;
use service_kit::{Context, ServiceError};
use std::collections::{BTreeMap, BTreeSet};
use store::{Agency, Change, FormShare, FormState, FormVersion, Unit};

/// Another agency, and whether it fills a form in.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedWith {
    /// The agency.
    pub agency: Agency,
    /// Whether it fills the form in now; nothing when it never did.
    pub is_open: Option<bool>,
}

impl Collection {
    /// The other agencies, by name, and which of them fill in a form of the caller's agency.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller may not know of the form; [`ServiceError::Refused`] when they look after none.
    pub async fn shared_with(&self, context: &Context, form_id: &str) -> Result<Vec<SharedWith>, ServiceError> {
        self.looked_after_form(context, form_id).await?;
        let shares = self.shares_of(context, form_id).await?;
        let mut others = self.kit.store.agencies().await?;
        others.retain(|agency| agency.id != context.actor.agency_id);
        others.sort_by(|one, other| one.name_en.cmp(&other.name_en));
        Ok(others.into_iter().map(|agency| SharedWith { is_open: shares.get(&agency.id).copied(), agency }).collect())
    }

    /// Lets these other agencies fill a form in, and no others. What others recorded while they did stays theirs, to be read and
    /// corrected by them as before.
    ///
    /// # Errors
    /// As [`Collection::shared_with`]; [`ServiceError::Invalid`] for an agency that there is not, or one that uses the form's id already:
    /// phones could not tell the two apart.
    pub async fn share_form(&self, context: &Context, form_id: &str, with: &[String]) -> Result<(), ServiceError> {
        let others = self.shared_with(context, form_id).await?;
        let wanted: BTreeSet<&str> = with.iter().map(String::as_str).collect();
        if wanted.iter().any(|id| !others.iter().any(|other| other.agency.id == *id)) {
            return Err(ServiceError::invalid("with", Message::new("desk-share-unknown")));
        }
        let mut changes = Vec::new();
        let mut entries = Vec::new();
        for other in &others {
            let is_open = wanted.contains(other.agency.id.as_str());
            if is_open == (other.is_open == Some(true)) {
                continue;
            }
            if is_open && self.uses_form_id(&other.agency.id, form_id, &context.actor.agency_id).await? {
                let message = Message::new("desk-share-form-id").with("agency", other.agency.name_en.as_str());
                return Err(ServiceError::invalid("with", message.with("form", form_id)));
            }
            changes.push(Change::PutFormShare(FormShare {
                agency_id: context.actor.agency_id.clone(),
                form_id: form_id.to_owned(),
                with_agency_id: other.agency.id.clone(),
                is_open,
                author_id: context.actor.account_id.clone(),
                updated_at: context.at,
            }));
            let action = if is_open { "form.share" } else { "form.unshare" };
            entries.push(self.kit.entry(context, action, form_id, "", &json!({ "agency": other.agency.id })));
        }
        if !changes.is_empty() {
            self.kit.commit(Unit::new(changes, entries)).await?;
            self.take_up_brought_forms().await?;
        }
        Ok(())
    }

    /// Whether no other agency that fills this form in, or shares one with its agency, uses its id for another form.
    pub(super) async fn tell_apart(&self, context: &Context, version: &FormVersion) -> Result<(), ServiceError> {
        let shares = self.kit.store.form_shares().await?;
        let with_us =
            |share: &&FormShare| share.with_agency_id == version.agency_id && share.form_id == version.form_id;
        if shares.iter().any(|share| with_us(&share)) {
            let message = Message::new("desk-share-with-us").with("form", version.form_id.as_str());
            return Err(ServiceError::invalid("settings, form_id", message));
        }
        for (agency, is_open) in self.shares_of(context, &version.form_id).await? {
            if is_open && self.uses_form_id(&agency, &version.form_id, &version.agency_id).await? {
                let name = self.agency_name(&agency).await?.get(context.lang).to_owned();
                let message = Message::new("desk-share-form-id").with("agency", name);
                return Err(ServiceError::invalid("settings, form_id", message.with("form", version.form_id.as_str())));
            }
        }
        Ok(())
    }

    /// Whether an agency has, or was given by anybody but one, a form of that id.
    async fn uses_form_id(&self, agency_id: &str, form_id: &str, but_of: &str) -> Result<bool, ServiceError> {
        let versions = self.kit.store.form_versions().await?;
        let is_theirs = |version: &FormVersion| version.agency_id == agency_id && version.form_id == form_id;
        let shares = self.kit.store.form_shares().await?;
        let is_given = |share: &FormShare| {
            share.with_agency_id == agency_id && share.form_id == form_id && share.agency_id != but_of
        };
        let was_used = |version: &FormVersion| version.state != FormState::Draft;
        Ok(versions.iter().any(|version| is_theirs(version) && was_used(version)) || shares.iter().any(is_given))
    }

    /// The agencies that a form of the caller's agency is or was shared with.
    async fn shares_of(&self, context: &Context, form_id: &str) -> Result<BTreeMap<String, bool>, ServiceError> {
        let shares = self.kit.store.form_shares().await?;
        let of_it = shares.into_iter().filter(|one| one.agency_id == context.actor.agency_id && one.form_id == form_id);
        Ok(of_it.map(|one| (one.with_agency_id, one.is_open)).collect())
    }

    async fn looked_after_form(&self, context: &Context, form_id: &str) -> Result<(), ServiceError> {
        let agency_id = &context.actor.agency_id;
        self.allow_forms(context, agency_id)?;
        let versions = self.kit.store.form_versions().await?;
        let is_there = versions.iter().any(|version| version.agency_id == *agency_id && version.form_id == form_id);
        if is_there { Ok(()) } else { Err(ServiceError::NotFound) }
    }
}
