//! Keeping accounts and agencies: inviting by one-time link, changing a role, disabling. An administrator never chooses or sees a
//! password; whoever opens the link chooses their own.

use crate::password::acceptable;
use crate::session::{normalised, token_hash};
use crate::{Identity, SignedIn};
use language::{Lang, Message};
use serde_json::json;
use service_kit::{Action, Actor, Context, FieldProblem, Resource, Role, ServiceError, authorise, scope};
use store::{Account, Agency, Change, Invitation, Millis, Scope, Unit};

/// A one-time link works this long.
const LINK_LIFE: Millis = 7 * 24 * 60 * 60 * 1000;
const LONGEST_NAME: usize = 120;

/// Somebody to be invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// What they will type to sign in.
    pub login: String,
    /// What colleagues read.
    pub name: String,
    /// Their agency.
    pub agency_id: String,
    /// What they may do.
    pub role: Role,
    /// The language they will first see.
    pub lang: Lang,
}

/// An agency to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAgency {
    /// Its name in English.
    pub name_en: String,
    /// Its name in Thai.
    pub name_th: String,
}

/// The secret of a one-time link; a surface makes the address of it. It is not kept and cannot be shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeLink {
    /// The secret.
    pub token: String,
    /// For which account.
    pub account_id: String,
}

/// Somebody who logs in, as lists show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The account's id.
    pub id: String,
    /// What they type to sign in.
    pub login: String,
    /// What colleagues read.
    pub name: String,
    /// Their agency's id.
    pub agency_id: String,
    /// What they may do; none when the stored role is unknown to this version.
    pub role: Option<Role>,
    /// Whether they may not sign in any more.
    pub disabled: bool,
    /// Whether they have not used their one-time link yet.
    pub invited: bool,
}

impl Identity {
    /// Makes the first agency and its administrator when there is nobody yet, and gives the link with which the administrator chooses
    /// a password. Until that happened each start gives a new link and the old one stops working with its week.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn first_start(&self) -> Result<Option<OneTimeLink>, ServiceError> {
        let agency_id = self.home_agency().await?;
        let context = Context::new(&self.kit, Actor::operator(agency_id.clone()), Lang::En);
        let accounts = self.kit.store.accounts().await?;
        let administrator = accounts.iter().find(|account| account.role == Role::Administrator.id());
        match administrator {
            Some(account) if account.password_hash.is_some() => Ok(None),
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

    /// The people whose accounts the caller keeps, by name.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the caller keeps none.
    pub async fn people(&self, context: &Context) -> Result<Vec<Person>, ServiceError> {
        let visible = match scope(&context.actor, Action::ManageAccounts) {
            Scope::Agencies(agencies) if agencies.is_empty() => return Err(ServiceError::Refused),
            visible => visible,
        };
        let accounts = self.kit.store.accounts().await?;
        Ok(accounts.into_iter().filter(|account| sees(&visible, &account.agency_id)).map(person).collect())
    }

    /// Makes an account and the one-time link with which its owner chooses a password.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the caller may not; [`ServiceError::Invalid`] for a wrong login or name;
    /// [`ServiceError::Conflict`] when the login is taken.
    pub async fn invite(&self, context: &Context, person: NewPerson) -> Result<OneTimeLink, ServiceError> {
        self.allow(context, Action::ManageAccounts, &person.agency_id)?;
        self.allow_role(context, person.role)?;
        let login = normalised(&person.login);
        let problems: Vec<_> = login_problem(&login).into_iter().chain(name_problem("name", &person.name)).collect();
        if !problems.is_empty() {
            return Err(ServiceError::Invalid(problems));
        }
        let account = Account {
            id: self.kit.new_id(),
            agency_id: person.agency_id,
            login,
            name: person.name.trim().to_owned(),
            role: person.role.id().to_owned(),
            lang: person.lang.code().to_owned(),
            password_hash: None,
            disabled: false,
            created_at: context.at,
        };
        let account_id = account.id.clone();
        let detail = json!({ "role": person.role.id() });
        let entry = self.kit.entry(context, "account.invite", "account", &account_id, &detail);
        let (link, change) = self.new_link(context, account_id);
        let unit = Unit { changes: vec![Change::PutAccount(account), change], audit: vec![entry] };
        self.kit.commit(unit).await?;
        Ok(link)
    }

    /// A new one-time link for somebody who lost their password or their first link. Their open sessions end.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller does not keep this account.
    pub async fn renew_link(&self, context: &Context, account_id: &str) -> Result<OneTimeLink, ServiceError> {
        let account = self.kept_account(context, account_id).await?;
        self.link(context, account.id).await
    }

    /// Gives an account another role. Its open sessions end, so that the change holds at once.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller does not keep this account; [`ServiceError::Refused`] for their own account.
    pub async fn change_role(&self, context: &Context, account_id: &str, role: Role) -> Result<(), ServiceError> {
        self.allow_role(context, role)?;
        let account = self.others_account(context, account_id).await?;
        let detail = json!({ "from": account.role, "to": role.id() });
        self.change(context, Account { role: role.id().to_owned(), ..account }, "account.role", &detail).await
    }

    /// Disables an account, or lets it sign in again. Its open sessions end.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller does not keep this account; [`ServiceError::Refused`] for their own account.
    pub async fn set_disabled(&self, context: &Context, account_id: &str, disabled: bool) -> Result<(), ServiceError> {
        let account = self.others_account(context, account_id).await?;
        let action = if disabled { "account.disable" } else { "account.enable" };
        self.change(context, Account { disabled, ..account }, action, &json!({})).await
    }

    /// Sets the caller's own language.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn choose_language(&self, context: &Context, lang: Lang) -> Result<(), ServiceError> {
        if let Some(account) = self.kit.store.account(&context.actor.account_id).await? {
            let changed = Account { lang: lang.code().to_owned(), ..account };
            let entry = self.kit.entry(context, "account.language", "account", &changed.id, &json!({}));
            self.kit.commit(Unit::one(Change::PutAccount(changed), entry)).await?;
        }
        Ok(())
    }

    /// Whose link this is, while it still works: the page greets them by name before it asks for a password.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when it does not work (any more).
    pub async fn link_owner(&self, token: &str) -> Result<Person, ServiceError> {
        Ok(person(self.linked_account(token).await?))
    }

    /// Chooses a password with a one-time link and signs its owner in.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the link does not work (any more); [`ServiceError::Invalid`] when the password is too weak.
    pub async fn use_link(&self, token: &str, password: &str) -> Result<SignedIn, ServiceError> {
        let account = self.linked_account(token).await?;
        acceptable(password, &account.login)?;
        let hash = self.hasher.hash(password.to_owned(), &*self.kit.entropy).await?;
        let account = Account { password_hash: Some(hash), ..account };
        let actor = Actor {
            account_id: account.id.clone(),
            agency_id: account.agency_id.clone(),
            role: Role::from_id(&account.role).unwrap_or(Role::Partner),
            name: account.name.clone(),
        };
        let context = Context::new(&self.kit, actor, Lang::En);
        let unit = Unit {
            changes: vec![
                Change::UseInvitation { token_hash: token_hash(token), at: context.at },
                Change::EndSessionsOf { account_id: account.id.clone() },
                Change::PutAccount(account.clone()),
            ],
            audit: vec![self.kit.entry(&context, "account.password", "account", &account.id, &json!({}))],
        };
        self.kit.commit(unit).await.map_err(|error| match error {
            ServiceError::Conflict(_) => ServiceError::NotFound,
            other => other,
        })?;
        self.open_session(&account, "session.open").await
    }

    async fn linked_account(&self, token: &str) -> Result<Account, ServiceError> {
        let invitation = self.kit.store.invitation(&token_hash(token)).await?;
        let now = self.kit.now();
        let works = invitation.filter(|invitation| invitation.used_at.is_none() && now < invitation.expires_at);
        let account = match works {
            Some(invitation) => self.kit.store.account(&invitation.account_id).await?,
            None => None,
        };
        account.filter(|account| !account.disabled).ok_or(ServiceError::NotFound)
    }

    async fn link(&self, context: &Context, account_id: String) -> Result<OneTimeLink, ServiceError> {
        let entry = self.kit.entry(context, "account.link", "account", &account_id, &json!({}));
        let (link, change) = self.new_link(context, account_id.clone());
        let unit = Unit { changes: vec![Change::EndSessionsOf { account_id }, change], audit: vec![entry] };
        self.kit.commit(unit).await?;
        Ok(link)
    }

    fn new_link(&self, context: &Context, account_id: String) -> (OneTimeLink, Change) {
        let token = self.kit.new_secret();
        let invitation = Invitation {
            token_hash: token_hash(&token),
            account_id: account_id.clone(),
            expires_at: context.at + LINK_LIFE,
            used_at: None,
        };
        (OneTimeLink { token, account_id }, Change::PutInvitation(invitation))
    }

    async fn change(
        &self,
        context: &Context,
        account: Account,
        action: &str,
        detail: &serde_json::Value,
    ) -> Result<(), ServiceError> {
        let entry = self.kit.entry(context, action, "account", &account.id, detail);
        let ended = Change::EndSessionsOf { account_id: account.id.clone() };
        self.kit.commit(Unit { changes: vec![Change::PutAccount(account), ended], audit: vec![entry] }).await?;
        Ok(())
    }

    fn allow(&self, context: &Context, action: Action, agency_id: &str) -> Result<(), ServiceError> {
        let resource = Resource { agency_id, author_id: "" };
        if authorise(&context.actor, action, &resource).allowed { Ok(()) } else { Err(ServiceError::Refused) }
    }

    /// Nobody gives away more than they hold: only those who keep every agency's accounts may make others who do.
    fn allow_role(&self, context: &Context, role: Role) -> Result<(), ServiceError> {
        let beyond_own_agency = matches!(role, Role::Administrator | Role::DataOfficer | Role::Director);
        let keeps_all = scope(&context.actor, Action::ManageAccounts) == Scope::All;
        if beyond_own_agency && !keeps_all { Err(ServiceError::Refused) } else { Ok(()) }
    }

    async fn kept_account(&self, context: &Context, account_id: &str) -> Result<Account, ServiceError> {
        let account = self.kit.store.account(account_id).await?.ok_or(ServiceError::NotFound)?;
        let visible = sees(&scope(&context.actor, Action::ManageAccounts), &account.agency_id);
        if visible { Ok(account) } else { Err(ServiceError::NotFound) }
    }

    /// One's own role and access are changed by somebody else, so that the last administrator cannot shut everybody out by mistake.
    async fn others_account(&self, context: &Context, account_id: &str) -> Result<Account, ServiceError> {
        if account_id == context.actor.account_id {
            return Err(ServiceError::Refused);
        }
        self.kept_account(context, account_id).await
    }
}

fn sees(scope: &Scope, agency_id: &str) -> bool {
    match scope {
        Scope::All => true,
        Scope::Agencies(agencies) => agencies.iter().any(|agency| agency == agency_id),
    }
}

fn person(account: Account) -> Person {
    Person {
        role: Role::from_id(&account.role),
        invited: account.password_hash.is_none(),
        id: account.id,
        login: account.login,
        name: account.name,
        agency_id: account.agency_id,
        disabled: account.disabled,
    }
}

fn name_problem(path: &str, name: &str) -> Option<FieldProblem> {
    let length = name.trim().chars().count();
    let message = if length == 0 {
        Message::new("identity-name-missing")
    } else if length > LONGEST_NAME {
        Message::new("identity-name-too-long").with("max", LONGEST_NAME)
    } else {
        return None;
    };
    Some(FieldProblem { path: path.to_owned(), message })
}

fn login_problem(login: &str) -> Option<FieldProblem> {
    let plain = |character: char| character.is_alphanumeric() || ".-_@+".contains(character);
    let fits = (3..=64).contains(&login.chars().count()) && login.chars().all(plain);
    (!fits).then(|| FieldProblem { path: "login".to_owned(), message: Message::new("identity-login-wrong") })
}
