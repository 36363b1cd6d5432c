//! Forms that agencies bring: each version with the file that it was made of and those beside it. Owns what is kept of them and whom they
//! are shared with; what a form means is read from its files again.

use crate::{Millis, StoreError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// Whether a version of a form is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormState {
    /// Brought and looked at, not in use yet.
    Draft,
    /// In use.
    Published,
    /// No longer in use: a later version is, or none.
    Retired,
}

impl FormState {
    /// What it is called where programs read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Retired => "retired",
        }
    }
}

/// A version of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormVersion {
    /// Whose form it is.
    pub agency_id: String,
    /// The form's id, as its author wrote it.
    pub form_id: String,
    /// The version, as its author wrote it; empty when there is none.
    pub version: String,
    /// Whether it is in use.
    pub state: FormState,
    /// The workbook's name as it was brought; of a form that is XML, that file's.
    pub file_name: String,
    /// The workbook, as an attachment.
    pub file_hash: String,
    /// The files beside it, by name: those of its lists, and what is shown and played with its labels.
    pub lists: Vec<FormFile>,
    /// Who brought it.
    pub author_id: String,
    /// When it was brought.
    pub created_at: Millis,
    /// When it last changed.
    pub updated_at: Millis,
}

/// An agency's form that another agency fills in, too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormShare {
    /// Whose form it is.
    pub agency_id: String,
    /// The form's id, as its author wrote it.
    pub form_id: String,
    /// The agency that it is shared with.
    pub with_agency_id: String,
    /// Whether they fill it in now. What they recorded while they did stays theirs.
    pub is_open: bool,
    /// Who decided so last.
    pub author_id: String,
    /// When.
    pub updated_at: Millis,
}

/// A file beside a version of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormFile {
    /// The name by which the form asks for it.
    pub name: String,
    /// The file, as an attachment.
    pub hash: String,
    /// The version that it was brought with, when it was taken over from that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_from: Option<String>,
}

/// Everybody who uses a form's id, or did. Phones tell forms apart by their ids alone, so whoever takes one into use looks here first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UseOfFormId {
    /// The versions that are or were in use, of every agency.
    pub versions: Vec<FormVersion>,
    /// Whom any agency shares or shared its form of that id with.
    pub shares: Vec<FormShare>,
}

impl UseOfFormId {
    /// What of all versions and shares is about one id.
    pub fn of(form_id: &str, mut versions: Vec<FormVersion>, mut shares: Vec<FormShare>) -> Self {
        versions.retain(|version| version.form_id == form_id && version.state != FormState::Draft);
        shares.retain(|share| share.form_id == form_id);
        Self { versions, shares }
    }
}

/// Reading forms.
#[async_trait]
pub trait Forms {
    /// Every version of every agency's forms, by agency, form and time.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn form_versions(&self) -> Result<Vec<FormVersion>, StoreError>;

    /// Whom every agency's forms are or were shared with, by agency, form and other agency.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn form_shares(&self) -> Result<Vec<FormShare>, StoreError>;
}
