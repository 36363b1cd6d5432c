//! An agency's form that other agencies fill in, too. Owns whom a form is shared with; whose a record is and who sees it does not change
//! by it: each agency's records are its own.

use crate::Collection;
use language::Message;
use packs::{own_form_name, own_pack_id};
use serde_json::json;
use service_kit::{Context, ServiceError};
use std::collections::{BTreeMap, BTreeSet};
use store::{Agency, Change, FormShare, FormVersion, RecordQuery, Requirement, Scope, Unit, UseOfFormId};

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
        let in_use = self.use_of(form_id).await?;
        let ours = &context.actor.agency_id;
        if !wanted.is_empty() && !in_use.versions.iter().any(|version| version.agency_id == *ours) {
            return Err(ServiceError::invalid("with", Message::new("desk-not-in-use")));
        }
        let mut changes = Vec::new();
        let mut entries = Vec::new();
        for other in &others {
            let is_open = wanted.contains(other.agency.id.as_str());
            if is_open == (other.is_open == Some(true)) {
                continue;
            }
            if is_open && self.uses_form_id(&in_use, &other.agency.id, ours).await? {
                let message = Message::new("desk-share-form-id").with("agency", other.agency.name_en.as_str());
                return Err(ServiceError::invalid("with", message.with("form", form_id)));
            }
            changes.push(Change::PutFormShare(FormShare {
                agency_id: ours.clone(),
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
            let requirement = Requirement::FormIdUnchanged { form_id: form_id.to_owned(), was: in_use };
            self.kit.commit(Unit::new(changes, entries).requiring(requirement)).await?;
            self.take_up_brought_forms().await?;
        }
        Ok(())
    }

    /// Refuses a form whose id another agency that fills it in, or shares one with its agency, uses for another form. What that was
    /// decided on must still hold when the form is taken into use.
    pub(super) async fn tell_apart(
        &self,
        context: &Context,
        version: &FormVersion,
    ) -> Result<Requirement, ServiceError> {
        let in_use = self.use_of(&version.form_id).await?;
        if self.is_given(&in_use, &version.agency_id, &version.agency_id).await? {
            let message = Message::new("desk-share-with-us").with("form", version.form_id.as_str());
            return Err(ServiceError::invalid("settings, form_id", message));
        }
        let ours = in_use.shares.iter().filter(|share| share.agency_id == version.agency_id && share.is_open);
        for share in ours {
            if self.uses_form_id(&in_use, &share.with_agency_id, &version.agency_id).await? {
                let name = self.agency_name(&share.with_agency_id).await?.get(context.lang).to_owned();
                let message = Message::new("desk-share-form-id").with("agency", name);
                return Err(ServiceError::invalid("settings, form_id", message.with("form", version.form_id.as_str())));
            }
        }
        Ok(Requirement::FormIdUnchanged { form_id: version.form_id.clone(), was: in_use })
    }

    async fn use_of(&self, form_id: &str) -> Result<UseOfFormId, ServiceError> {
        let versions = self.kit.store.form_versions().await?;
        Ok(UseOfFormId::of(form_id, versions, self.kit.store.form_shares().await?))
    }

    /// Whether an agency has, or was given by anybody but one, a form of that id.
    async fn uses_form_id(&self, in_use: &UseOfFormId, agency_id: &str, but_of: &str) -> Result<bool, ServiceError> {
        let is_theirs = in_use.versions.iter().any(|version| version.agency_id == agency_id);
        Ok(is_theirs || self.is_given(in_use, agency_id, but_of).await?)
    }

    /// Whether an agency fills in a form of another one but this, or has records that it made while it did.
    async fn is_given(&self, in_use: &UseOfFormId, agency_id: &str, but_of: &str) -> Result<bool, ServiceError> {
        for share in &in_use.shares {
            if share.with_agency_id != agency_id || share.agency_id == but_of {
                continue;
            }
            if share.is_open || self.has_records(agency_id, share).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn has_records(&self, agency_id: &str, of: &FormShare) -> Result<bool, ServiceError> {
        let kind = format!("{}/{}", own_pack_id(&of.agency_id), own_form_name(&of.form_id));
        if self.kit.store.kind(&kind).await?.is_none() {
            return Ok(false);
        }
        let scope = Scope::Agencies(vec![agency_id.to_owned()]);
        let query = RecordQuery { limit: Some(0), ..RecordQuery::all(kind, scope) };
        Ok(self.kit.store.records(&query).await?.total > 0)
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
