//! Agencies, and the first start of an installation, which makes the first one and its administrator.

use crate::people::name_problem;
use crate::{Identity, NewPerson, OneTimeLink};
use language::Lang;
use serde_json::json;
use service_kit::{Action, Actor, Context, Role, ServiceError};
use store::{Agency, Change, Unit};

/// An agency to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAgency {
    /// Its name in English.
    pub name_en: String,
    /// Its name in Thai.
    pub name_th: String,
}

impl Identity {
    /// Makes the first agency and its administrator when there is nobody yet, and gives the link with which the administrator chooses
    /// a password. Until that happened each start gives a new link, and the old one stops working.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn first_start(&self) -> Result<Option<OneTimeLink>, ServiceError> {
        let agency_id = self.home_agency().await?;
        let context = Context::new(&self.kit, Actor::operator(agency_id.clone()), Lang::En);
        let accounts = self.kit.store.accounts().await?;
        let mut administrators = accounts.iter().filter(|account| account.role == Role::Administrator.id());
        if administrators.clone().any(|account| account.password_hash.is_some()) {
            return Ok(None);
        }
        match administrators.next() {
            Some(account) => Ok(Some(self.link(&context, account.id.clone()).await?)),
            None => {
                let person = NewPerson {
                    login: "admin".to_owned(),
                    name: "Administrator".to_owned(),
                    agency_id,
                    role: Role::Administrator,
                    lang: Lang::En,
                };
                Ok(Some(self.invite(&context, person).await?))
            }
        }
    }

    /// The agency that this installation's own commands act for: the first one, made when there is none.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn home_agency(&self) -> Result<String, ServiceError> {
        let agencies = self.kit.store.agencies().await?;
        if let Some(first) = agencies.iter().min_by_key(|agency| (agency.created_at, agency.id.clone())) {
            return Ok(first.id.clone());
        }
        let context = Context::new(&self.kit, Actor::operator(""), Lang::En);
        let agency = NewAgency {
            name_en: "Our organisation".to_owned(), name_th: "องค์กรของเรา".to_owned()
        };
        self.add_agency(&context, agency).await
    }

    /// The agencies of this installation.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn agencies(&self) -> Result<Vec<Agency>, ServiceError> {
        Ok(self.kit.store.agencies().await?)
    }

    /// Enters an agency and returns its id.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the caller may not; [`ServiceError::Invalid`] when a name is missing or too long.
    pub async fn add_agency(&self, context: &Context, agency: NewAgency) -> Result<String, ServiceError> {
        self.allow(context, Action::ManageAgencies, &context.actor.agency_id)?;
        let problems: Vec<_> = [("name_en", &agency.name_en), ("name_th", &agency.name_th)]
            .into_iter()
            .filter_map(|(path, name)| name_problem(path, name))
            .collect();
        if !problems.is_empty() {
            return Err(ServiceError::Invalid(problems));
        }
        let id = self.kit.new_id();
        let kept = Agency { id: id.clone(), name_en: agency.name_en, name_th: agency.name_th, created_at: context.at };
        let entry = self.kit.entry(context, "agency.add", "agency", &id, &json!({}));
        self.kit.commit(Unit::one(Change::PutAgency(kept), entry)).await?;
        Ok(id)
    }
}
