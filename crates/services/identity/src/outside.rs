//! Agencies outside, that have no account here: who they are and with which key what is sent to them is locked. Owns that a key is one; what
//! is sent is `casework`'s.

use crate::Identity;
use crate::people::name_problem;
use language::Message;
use serde_json::json;
use service_kit::{AGENCY_KINDS, Action, Context, FieldProblem, ServiceError, is_public_key};
use store::{Change, OutsideAgency, Unit};

/// How the id of an agency outside begins, so that it is never that of an agency with accounts.
const PREFIX: &str = "outside-";

/// An agency outside as it is entered or changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewOutside {
    /// Its name in English.
    pub name_en: String,
    /// Its name in Thai.
    pub name_th: String,
    /// What it is among those that work together, one of [`AGENCY_KINDS`]; empty when nobody says.
    pub kind: String,
    /// Its public key (`age1…`); empty when each package gets a passphrase of its own.
    pub recipient: String,
    /// Whether it can be asked.
    pub is_open: bool,
}

impl NewOutside {
    fn checked(self) -> Result<Self, ServiceError> {
        let recipient = self.recipient.trim().to_owned();
        let names = [("name_en", &self.name_en), ("name_th", &self.name_th)];
        let mut problems: Vec<FieldProblem> =
            names.into_iter().filter_map(|(path, name)| name_problem(path, name)).collect();
        if !self.kind.is_empty() && AGENCY_KINDS.iter().all(|(known, _)| *known != self.kind) {
            problems.push(FieldProblem::new("kind", Message::new("identity-agency-kind")));
        }
        if !recipient.is_empty() && !is_public_key(&recipient) {
            problems.push(FieldProblem::new("recipient", Message::new("identity-outside-key")));
        }
        if problems.is_empty() { Ok(Self { recipient, ..self }) } else { Err(ServiceError::Invalid(problems)) }
    }
}

impl Identity {
    /// Every agency outside, for whoever keeps them.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for others.
    pub async fn outside_agencies(&self, context: &Context) -> Result<Vec<OutsideAgency>, ServiceError> {
        self.keeps_outside(context)?;
        Ok(self.kit.store.outside_agencies().await?)
    }

    /// Enters an agency outside.
    ///
    /// # Errors
    /// As [`Identity::outside_agencies`]; [`ServiceError::Invalid`] for a name that is missing or too long, and a key that is none.
    pub async fn add_outside(&self, context: &Context, new: NewOutside) -> Result<String, ServiceError> {
        self.keeps_outside(context)?;
        let new = new.checked()?;
        let id = format!("{PREFIX}{}", self.kit.new_id());
        self.put_outside(context, "outside.add", id.clone(), context.at, new).await?;
        Ok(id)
    }

    /// Changes an agency outside, or says that it cannot be asked any more.
    ///
    /// # Errors
    /// As [`Identity::add_outside`]; [`ServiceError::NotFound`] when there is none of this id.
    pub async fn change_outside(&self, context: &Context, id: &str, new: NewOutside) -> Result<(), ServiceError> {
        let known = self.outside_agencies(context).await?;
        let known = known.into_iter().find(|one| one.id == id).ok_or(ServiceError::NotFound)?;
        let new = new.checked()?;
        self.put_outside(context, "outside.change", known.id, known.created_at, new).await
    }

    async fn put_outside(
        &self,
        context: &Context,
        action: &str,
        id: String,
        created_at: i64,
        new: NewOutside,
    ) -> Result<(), ServiceError> {
        // A key is public: who changed it to which is what one wants to know when a package went astray.
        let detail = json!({ "key": new.recipient, "open": new.is_open });
        let entry = self.kit.entry(context, action, "outside", &id, &detail);
        let kept = OutsideAgency {
            id,
            name_en: new.name_en.trim().to_owned(),
            name_th: new.name_th.trim().to_owned(),
            kind: new.kind,
            recipient: new.recipient,
            is_open: new.is_open,
            created_at,
            updated_at: context.at,
        };
        self.kit.commit(Unit::one(Change::PutOutsideAgency(kept), entry)).await?;
        Ok(())
    }

    fn keeps_outside(&self, context: &Context) -> Result<(), ServiceError> {
        let hidden = |_| ServiceError::NotFound;
        self.allow(context, Action::ManageOutside, &context.actor.agency_id).map_err(hidden)
    }
}
