//! The form desk: forms that agencies bring as workbooks, looked at, taken into use and out of it. Owns the states of a version and who
//! may change them; what a workbook says is `examine`'s, what a form becomes is `packs`'.

mod compare;
mod examine;
mod share;
mod take_up;
mod translations;

pub use compare::{Comparison, Difference, FormChange};
pub use examine::{CellProblem, Examined, LARGEST_WORKBOOK};
pub use share::SharedWith;
pub(crate) use take_up::TakenUp;
pub use translations::{Standing, TRANSLATION_COLUMNS, TranslatedText, Translations, UNNAMED_LANGUAGE};

use crate::{Collection, project};
use language::Message;
use packs::{RecordKind, own_kind, own_pack_id};
use serde_json::json;
use service_kit::{Action, Context, FieldProblem, Resource, ServiceError, authorise, scope};
use store::{Change, FormState, FormVersion, Requirement, Scope, Unit};

/// The longest id and version of a form, and name of its file, in bytes.
const LONGEST: usize = 200;

/// A version of a form for the people of its agency.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnForm {
    /// The version.
    pub version: FormVersion,
    /// The id of the record kind that it is or would be.
    pub kind: String,
}

impl Collection {
    /// The versions of the forms that the caller may look after, by agency and form, the oldest first.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when they look after none.
    pub async fn own_forms(&self, context: &Context) -> Result<Vec<OwnForm>, ServiceError> {
        let looked_after = scope(&context.actor, Action::ManageForms);
        let is_theirs = |agency: &String| match &looked_after {
            Scope::All => true,
            Scope::Agencies(agencies) => agencies.contains(agency),
        };
        if matches!(&looked_after, Scope::Agencies(agencies) if agencies.is_empty()) {
            return Err(ServiceError::Refused);
        }
        let versions = self.kit.store.form_versions().await?;
        Ok(versions.into_iter().filter(|version| is_theirs(&version.agency_id)).map(own_form).collect())
    }

    /// Keeps a workbook as a draft. A draft of the same version is replaced; one that is or was in use stays as it is, since answers
    /// were given to it.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] with everything that is wrong, each at its cell; [`ServiceError::Refused`] when the caller looks after
    /// no forms.
    pub async fn bring_form(
        &self,
        context: &Context,
        file_name: &str,
        bytes: Vec<u8>,
    ) -> Result<OwnForm, ServiceError> {
        self.allow_forms(context, &context.actor.agency_id)?;
        let examined = self.examine_form(context, file_name, &bytes);
        if !examined.problems.is_empty() {
            return Err(invalid(examined.problems));
        }
        let was = self.version_of(&context.actor.agency_id, &examined.form_id, &examined.version).await?;
        let file = self.attachment(context, bytes, "application/octet-stream");
        if let Some(kept) = was.as_ref().filter(|kept| kept.state != FormState::Draft) {
            if kept.file_hash == file.hash {
                return Ok(own_form(kept.clone()));
            }
            let message = Message::new("desk-version-taken").with("version", kept.version.as_str());
            return Err(ServiceError::invalid("settings, version", message));
        }
        let draft = FormVersion {
            agency_id: context.actor.agency_id.clone(),
            form_id: examined.form_id,
            version: examined.version,
            state: FormState::Draft,
            file_name: file_name.to_owned(),
            file_hash: file.hash.clone(),
            author_id: context.actor.account_id.clone(),
            created_at: was.as_ref().map_or(context.at, |was| was.created_at),
            updated_at: context.at,
        };
        let form = own_form(draft.clone());
        let entry = self.kit.entry(context, "form.bring", &form.kind, "", &json!({ "version": form.version.version }));
        let unit = Unit::new(vec![Change::PutAttachment(file), Change::PutForm(draft.clone())], vec![entry]);
        self.kit.commit(unit.requiring(unchanged(&draft, was))).await?;
        Ok(form)
    }

    /// Takes a version into use. The one that was in use goes out of it; what was answered to it stays.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller may not know of it; [`ServiceError::Invalid`] when what was collected with an earlier
    /// version does not fit this one.
    pub async fn publish_form(&self, context: &Context, form_id: &str, version: &str) -> Result<OwnForm, ServiceError> {
        let was = self.looked_after(context, form_id, version).await?;
        self.tell_apart(context, &was).await?;
        let kind = self.fitting_kind(context, &was).await?;
        self.kit.store.prepare_kinds(&[project::schema(&kind)]).await?;
        let earlier = self.kit.store.form_versions().await?.into_iter().filter(|other| {
            other.agency_id == was.agency_id && other.form_id == was.form_id && other.state == FormState::Published
        });
        let retired = earlier.filter(|other| other.version != was.version);
        let retired = retired.map(|other| FormVersion { state: FormState::Retired, updated_at: context.at, ..other });
        let published = FormVersion { state: FormState::Published, updated_at: context.at, ..was.clone() };
        let changes = retired.chain([published.clone()]).map(Change::PutForm).collect();
        self.change_form(context, "form.publish", was, published, changes).await
    }

    /// Takes a version out of use. What was answered stays, and can be read where it was kept until another version is taken into use.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller may not know of it.
    pub async fn retire_form(&self, context: &Context, form_id: &str, version: &str) -> Result<OwnForm, ServiceError> {
        let was = self.looked_after(context, form_id, version).await?;
        let retired = FormVersion { state: FormState::Retired, updated_at: context.at, ..was.clone() };
        let changes = vec![Change::PutForm(retired.clone())];
        self.change_form(context, "form.retire", was, retired, changes).await
    }

    async fn change_form(
        &self,
        context: &Context,
        action: &'static str,
        was: FormVersion,
        now: FormVersion,
        changes: Vec<Change>,
    ) -> Result<OwnForm, ServiceError> {
        let form = own_form(now);
        let entry = self.kit.entry(context, action, &form.kind, "", &json!({ "version": form.version.version }));
        let requirement = unchanged(&form.version, Some(was));
        self.kit.commit(Unit::new(changes, vec![entry]).requiring(requirement)).await?;
        self.take_up_brought_forms().await?;
        Ok(form)
    }

    /// A version's workbook, looked at again.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn examine_kept_form(&self, context: &Context, version: &FormVersion) -> Result<Examined, ServiceError> {
        match self.kit.store.attachment(&version.file_hash).await? {
            Some(file) => Ok(self.examine_form(context, &version.file_name, &file.bytes)),
            None => Err(ServiceError::Internal(format!("the workbook {} is gone", version.file_hash))),
        }
    }

    /// The kind that a version becomes, when what was collected with the version in use fits it.
    async fn fitting_kind(&self, context: &Context, version: &FormVersion) -> Result<RecordKind, ServiceError> {
        let examined = self.examine_kept_form(context, version).await?;
        if !examined.problems.is_empty() {
            return Err(invalid(examined.problems));
        }
        let form = examined.form.ok_or_else(|| ServiceError::Internal("a form without problems".to_owned()))?;
        own_kind(&own_pack_id(&version.agency_id), &form).map_err(|_| ServiceError::Internal("a kind".to_owned()))
    }

    async fn version_of(
        &self,
        agency_id: &str,
        form_id: &str,
        version: &str,
    ) -> Result<Option<FormVersion>, ServiceError> {
        let is_it =
            |kept: &FormVersion| kept.agency_id == agency_id && kept.form_id == form_id && kept.version == version;
        Ok(self.kit.store.form_versions().await?.into_iter().find(is_it))
    }

    async fn looked_after(&self, context: &Context, form_id: &str, version: &str) -> Result<FormVersion, ServiceError> {
        let agency_id = &context.actor.agency_id;
        self.allow_forms(context, agency_id)?;
        self.version_of(agency_id, form_id, version).await?.ok_or(ServiceError::NotFound)
    }

    fn allow_forms(&self, context: &Context, agency_id: &str) -> Result<(), ServiceError> {
        let resource = Resource { agency_id, author_id: &context.actor.account_id };
        let allowed = authorise(&context.actor, Action::ManageForms, &resource).allowed;
        if allowed { Ok(()) } else { Err(ServiceError::Refused) }
    }
}

fn own_form(version: FormVersion) -> OwnForm {
    let kind = format!("{}/{}", own_pack_id(&version.agency_id), packs::own_form_name(&version.form_id));
    OwnForm { version, kind }
}

fn unchanged(of: &FormVersion, was: Option<FormVersion>) -> Requirement {
    Requirement::FormUnchanged {
        agency_id: of.agency_id.clone(),
        form_id: of.form_id.clone(),
        version: of.version.clone(),
        was,
    }
}

fn invalid(problems: Vec<CellProblem>) -> ServiceError {
    let field = |problem: CellProblem| FieldProblem { path: problem.place, message: problem.message };
    ServiceError::Invalid(problems.into_iter().map(field).collect())
}
