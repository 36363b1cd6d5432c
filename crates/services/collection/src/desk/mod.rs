//! The form desk: forms that agencies bring as workbooks or XForms, looked at, taken into use and out of it. Owns the states of a version
//! and who may change them; what its files say is `examine`'s, what a form becomes is `packs`'.

mod beside;
mod brought;
mod compare;
mod examine;
mod read_form;
mod share;
mod take_up;
mod translations;

pub use brought::{BroughtFile, LARGEST_BRINGING, LARGEST_WORKBOOK};
pub use compare::{Comparison, Difference, FormChange};
pub use examine::{CellProblem, Examined, ExaminedList};
pub use share::SharedWith;
pub(crate) use take_up::TakenUp;
pub use translations::{Standing, TRANSLATION_COLUMNS, TranslatedText, Translations, UNNAMED_LANGUAGE};

use crate::{Collection, project};
use beside::Beside;
use brought::Sorted;
use language::Message;
use packs::{RecordKind, own_kind, own_pack_id};
use read_form::ReadForm;
use serde_json::json;
use service_kit::{Action, Context, FieldProblem, Resource, ServiceError, authorise, scope};
use std::sync::Arc;
use store::{Change, FormFile, FormState, FormVersion, Requirement, Scope, Unit};

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

    /// Keeps a form as a draft: its workbook or XForm and the files that its lists come from, in zips or not. Lists that are not brought
    /// are taken over from the version before. A draft of the same version is replaced; one that is or was in use stays as it is, since
    /// answers were given to it.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] with everything that is wrong, each at its cell; [`ServiceError::Refused`] when the caller looks after
    /// no forms.
    pub async fn bring_form(&self, context: &Context, files: Vec<BroughtFile>) -> Result<OwnForm, ServiceError> {
        self.allow_forms(context, &context.actor.agency_id)?;
        let sorted = self.brought_work.run(move || brought::sorted(files)).await?;
        let Sorted { form: file, mut beside } = sorted.map_err(invalid)?;
        let read = Arc::new(self.read_form(file.clone()).await?.map_err(invalid)?);
        beside.extend(read.external_choices());
        brought::no_name_twice(&beside).map_err(invalid)?;
        let wanted = self.wanted(context, read.form());
        let mut beside = self.brought_work.run(move || Beside::read(beside, &wanted)).await?;
        self.take_over(context, read.form(), &mut beside).await?;
        let (examined, beside) = self.examined(context, Arc::clone(&read), beside).await?;
        if !examined.problems.is_empty() {
            return Err(invalid(examined.problems));
        }
        self.keep_version(context, &read, file, beside).await
    }

    async fn keep_version(
        &self,
        context: &Context,
        read: &ReadForm,
        file: BroughtFile,
        beside: Beside,
    ) -> Result<OwnForm, ServiceError> {
        let (form_id, version) = (&read.form().id, &read.form().version);
        let was = self.version_of(&context.actor.agency_id, form_id, version).await?;
        let attach = |bytes, media_type: &'static str| self.attachment(context, bytes, media_type);
        let (file_name, file) = (file.name, attach(file.bytes, "application/octet-stream"));
        let mut attached = Vec::new();
        let lists = beside.kept(|bytes, media_type| {
            let beside = attach(bytes, media_type);
            let hash = beside.hash.clone();
            attached.push(beside);
            hash
        });
        if let Some(kept) = was.as_ref().filter(|kept| kept.state != FormState::Draft) {
            if kept.file_hash == file.hash && same_content(&kept.lists, &lists) {
                return Ok(own_form(kept.clone()));
            }
            return Err(invalid(vec![read.version_taken()]));
        }
        let draft = FormVersion {
            agency_id: context.actor.agency_id.clone(),
            form_id: form_id.clone(),
            version: version.clone(),
            state: FormState::Draft,
            file_name,
            file_hash: file.hash.clone(),
            lists,
            author_id: context.actor.account_id.clone(),
            created_at: was.as_ref().map_or(context.at, |was| was.created_at),
            updated_at: context.at,
        };
        let form = own_form(draft.clone());
        let said = json!({ "version": form.version.version, "lists": form.version.lists.len() });
        let entry = self.kit.entry(context, "form.bring", &form.kind, "", &said);
        let files = [file].into_iter().chain(attached).map(Change::PutAttachment);
        let unit = Unit::new(files.chain([Change::PutForm(draft.clone())]).collect(), vec![entry]);
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
        let in_use = self.tell_apart(context, &was).await?;
        let kind = self.fitting_kind(context, &was).await?;
        self.kit.store.prepare_kinds(&[project::schema(&kind)]).await?;
        let earlier = self.kit.store.form_versions().await?.into_iter().filter(|other| {
            other.agency_id == was.agency_id && other.form_id == was.form_id && other.state == FormState::Published
        });
        let retired = earlier.filter(|other| other.version != was.version);
        let retired = retired.map(|other| FormVersion { state: FormState::Retired, updated_at: context.at, ..other });
        let published = FormVersion { state: FormState::Published, updated_at: context.at, ..was.clone() };
        let changes = retired.chain([published.clone()]).map(Change::PutForm).collect();
        let unit = Unit::new(changes, Vec::new()).requiring(unchanged(&published, Some(was)));
        self.change_form(context, "form.publish", published, unit.requiring(in_use)).await
    }

    /// Takes a version out of use. What was answered stays, and can be read where it was kept until another version is taken into use.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller may not know of it; [`ServiceError::Invalid`] for a draft.
    pub async fn retire_form(&self, context: &Context, form_id: &str, version: &str) -> Result<OwnForm, ServiceError> {
        let was = self.looked_after(context, form_id, version).await?;
        match was.state {
            FormState::Published => {}
            FormState::Retired => return Ok(own_form(was)),
            // What was never in use cannot be what records are read with.
            FormState::Draft => return Err(ServiceError::invalid("version", Message::new("desk-not-in-use"))),
        }
        let retired = FormVersion { state: FormState::Retired, updated_at: context.at, ..was.clone() };
        let changes = vec![Change::PutForm(retired.clone())];
        let unit = Unit::new(changes, Vec::new()).requiring(unchanged(&retired, Some(was)));
        self.change_form(context, "form.retire", retired, unit).await
    }

    async fn change_form(
        &self,
        context: &Context,
        action: &'static str,
        now: FormVersion,
        mut unit: Unit,
    ) -> Result<OwnForm, ServiceError> {
        let form = own_form(now);
        unit.audit.push(self.kit.entry(context, action, &form.kind, "", &json!({ "version": form.version.version })));
        self.kit.commit(unit).await?;
        self.take_up_brought_forms().await?;
        Ok(form)
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

/// Whether files are the same, whichever version they came from.
fn same_content(one: &[FormFile], other: &[FormFile]) -> bool {
    let content = |files: &[FormFile]| -> Vec<(String, String)> {
        files.iter().map(|file| (file.name.clone(), file.hash.clone())).collect()
    };
    content(one) == content(other)
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
    ServiceError::Invalid(problems.into_iter().map(FieldProblem::from).collect())
}
