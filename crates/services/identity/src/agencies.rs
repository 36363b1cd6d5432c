//! Agencies, and the first start of an installation, which makes the first one and its administrator.

use crate::people::name_problem;
use crate::{Identity, NewPerson, OneTimeLink};
use language::{Lang, Message};
use serde_json::json;
use service_kit::{AGENCY_KINDS, Action, Actor, Context, FieldProblem, Role, ServiceError};
use store::{Agency, Change, Requirement, Unit};

fn kind_problem(kind: &str) -> Option<FieldProblem> {
    let is_known = kind.is_empty() || AGENCY_KINDS.iter().any(|(known, _)| *known == kind);
    (!is_known).then(|| FieldProblem::new("kind", Message::new("identity-agency-kind")))
}

fn check(agency: &NewAgency) -> Result<(), ServiceError> {
    let names = [("name_en", &agency.name_en), ("name_th", &agency.name_th)];
    let problems = names.into_iter().filter_map(|(path, name)| name_problem(path, name));
    let problems: Vec<_> = problems.chain(kind_problem(&agency.kind)).collect();
    if problems.is_empty() { Ok(()) } else { Err(ServiceError::Invalid(problems)) }
}

/// An agency to be entered, or what is said of one anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAgency {
    /// Its name in English.
    pub name_en: String,
    /// Its name in Thai.
    pub name_th: String,
    /// What it is among agencies that work together, one of [`AGENCY_KINDS`]; empty when nobody says.
    pub kind: String,
}

impl Identity {
    /// Makes the first agency and its administrator when there is nobody yet, and gives the link with which the administrator chooses
    /// a password. Until that happened each start gives a new link, and the old one stops working.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn first_start(&self) -> Result<Option<OneTimeLink>, ServiceError> {
        match self.first_administrator().await {
            // Another server on the same database started at the same moment and was faster.
            Err(ServiceError::Conflict(_)) => self.first_administrator().await,
            other => other,
        }
    }

    async fn first_administrator(&self) -> Result<Option<OneTimeLink>, ServiceError> {
        let agency_id = self.home_agency().await?;
        let context = Context::new(&self.kit, Actor::operator(agency_id.clone()), Lang::En);
        let accounts = self.kit.store.accounts().await?;
        let mut administrators: Vec<_> =
            accounts.into_iter().filter(|account| account.role == Role::Administrator.id()).collect();
        if administrators.iter().any(|account| account.password_hash.is_some()) {
            return Ok(None);
        }
        match administrators.pop() {
            Some(account) => Ok(Some(self.link(&context, account).await?)),
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
        if let Some(first) = self.first_agency().await? {
            return Ok(first);
        }
        let context = Context::new(&self.kit, Actor::operator(""), Lang::En);
        let names = NewAgency {
            name_en: "Our organisation".to_owned(),
            name_th: "องค์กรของเรา".to_owned(),
            kind: String::new(),
        };
        let (id, unit) = self.new_agency(&context, names);
        if self.kit.commit_unless_overtaken(unit.requiring(Requirement::NoAgency)).await?.is_some() {
            return Ok(id);
        }
        let missing = || ServiceError::Internal("the first agency is there and cannot be read".to_owned());
        self.first_agency().await?.ok_or_else(missing)
    }

    async fn first_agency(&self) -> Result<Option<String>, ServiceError> {
        let agencies = self.kit.store.agencies().await?;
        Ok(agencies.into_iter().min_by_key(|agency| (agency.created_at, agency.id.clone())).map(|agency| agency.id))
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
        check(&agency)?;
        let (id, unit) = self.new_agency(context, agency);
        self.kit.commit(unit).await?;
        Ok(id)
    }

    /// Says anew what an agency is called, and what it is among those that work together.
    ///
    /// # Errors
    /// As [`Identity::add_agency`]; [`ServiceError::NotFound`] when there is none of this id.
    pub async fn change_agency(&self, context: &Context, id: &str, said: NewAgency) -> Result<(), ServiceError> {
        self.allow(context, Action::ManageAgencies, &context.actor.agency_id)?;
        check(&said)?;
        let agencies = self.kit.store.agencies().await?;
        let agency = agencies.into_iter().find(|agency| agency.id == id).ok_or(ServiceError::NotFound)?;
        let entry = self.kit.entry(context, "agency.change", "agency", id, &json!({ "kind": said.kind }));
        let NewAgency { name_en, name_th, kind } = said;
        self.kit.commit(Unit::one(Change::PutAgency(Agency { name_en, name_th, kind, ..agency }), entry)).await?;
        Ok(())
    }

    fn new_agency(&self, context: &Context, names: NewAgency) -> (String, Unit) {
        let id = self.kit.new_id();
        let kept = Agency {
            id: id.clone(),
            name_en: names.name_en,
            name_th: names.name_th,
            created_at: context.at,
            kind: names.kind,
        };
        let entry = self.kit.entry(context, "agency.add", "agency", &id, &json!({}));
        (id, Unit::one(Change::PutAgency(kept), entry))
    }
}
