//! Keeping accounts: inviting by one-time link, changing a role, disabling. An administrator never chooses or sees a password;
//! whoever opens the link chooses their own.

use crate::session::normalised;
use crate::{Identity, OneTimeLink};
use language::{Lang, Message};
use serde_json::json;
use service_kit::{Action, Context, FieldProblem, Resource, Role, ServiceError, authorise, scope};
use store::{Account, Change, Requirement, Scope, Unit};

const LONGEST_NAME: usize = 120;
/// A change is decided anew so often when somebody else was faster.
pub(crate) const MOST_TRIES: usize = 10;
/// The most characters of a login.
pub(crate) const LONGEST_LOGIN: usize = 64;

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
        self.allow_role(context, Some(person.role))?;
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
        let unit = Unit::new(vec![Change::PutAccount(account), change], vec![entry]);
        self.kit.commit(unit).await?;
        Ok(link)
    }

    /// Gives an account another role. Its open sessions end, so that the change holds at once.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller does not keep this account; [`ServiceError::Refused`] for their own account, and
    /// for a role that they cannot give or take; [`ServiceError::Conflict`] when nobody else is an administrator.
    pub async fn change_role(&self, context: &Context, account_id: &str, role: Role) -> Result<(), ServiceError> {
        self.allow_role(context, Some(role))?;
        self.change(context, account_id, |account| {
            let detail = json!({ "from": account.role, "to": role.id() });
            (Account { role: role.id().to_owned(), ..account.clone() }, "account.role", detail)
        })
        .await
    }

    /// Disables an account, or lets it sign in again. Its open sessions end.
    ///
    /// # Errors
    /// As [`Identity::change_role`].
    pub async fn set_disabled(&self, context: &Context, account_id: &str, disabled: bool) -> Result<(), ServiceError> {
        let action = if disabled { "account.disable" } else { "account.enable" };
        self.change(context, account_id, |account| (Account { disabled, ..account.clone() }, action, json!({}))).await
    }

    /// Sets the caller's own language.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn choose_language(&self, context: &Context, lang: Lang) -> Result<(), ServiceError> {
        for _ in 0..MOST_TRIES {
            let Some(account) = self.kit.store.account(&context.actor.account_id).await? else { return Ok(()) };
            let changed = Account { lang: lang.code().to_owned(), ..account.clone() };
            let entry = self.kit.entry(context, "account.language", "account", &changed.id, &json!({}));
            let unit = Unit::one(Change::PutAccount(changed), entry);
            if self.kit.commit_unless_overtaken(unit.requiring(Requirement::AccountUnchanged(account))).await?.is_some()
            {
                return Ok(());
            }
        }
        Err(overtaken())
    }

    /// Changes somebody else's account as it stands when the change is written: of two changes at once, also by two servers,
    /// neither undoes the other, and each is decided on what the other left.
    async fn change(
        &self,
        context: &Context,
        account_id: &str,
        change: impl Fn(&Account) -> (Account, &'static str, serde_json::Value) + Send + Sync,
    ) -> Result<(), ServiceError> {
        for _ in 0..MOST_TRIES {
            let account = self.others_account(context, account_id).await?;
            let (changed, action, detail) = change(&account);
            let entry = self.kit.entry(context, action, "account", &account.id, &detail);
            let ended = Change::EndSessionsOf { account_id: account.id.clone() };
            let guard = last_administrator(&account, &changed);
            let unit = Unit::new(vec![Change::PutAccount(changed), ended], vec![entry]);
            let unit = guard.into_iter().fold(unit, Unit::requiring);
            if self.kit.commit_unless_overtaken(unit.requiring(Requirement::AccountUnchanged(account))).await?.is_some()
            {
                return Ok(());
            }
        }
        Err(overtaken())
    }

    pub(crate) fn allow(&self, context: &Context, action: Action, agency_id: &str) -> Result<(), ServiceError> {
        let resource = Resource { agency_id, author_id: "" };
        if authorise(&context.actor, action, &resource).allowed { Ok(()) } else { Err(ServiceError::Refused) }
    }

    /// Whether the caller may give this role, and so change an account that has it: only those who keep every agency's accounts
    /// deal in roles that reach beyond one agency, or in one that this version does not know. Nobody becomes an operator.
    fn allow_role(&self, context: &Context, role: Option<Role>) -> Result<(), ServiceError> {
        let within_agency = matches!(role, Some(Role::Coordinator | Role::FieldWorker | Role::Partner));
        let keeps_all = scope(&context.actor, Action::ManageAccounts) == Scope::All;
        let allowed = role != Some(Role::Operator) && (within_agency || keeps_all);
        if allowed { Ok(()) } else { Err(ServiceError::Refused) }
    }

    /// An account that the caller keeps, their own included. A link for an account is as good as its role: whoever could not give
    /// the role may not have the link.
    pub(crate) async fn kept_account(&self, context: &Context, account_id: &str) -> Result<Account, ServiceError> {
        let account = self.kit.store.account(account_id).await?.ok_or(ServiceError::NotFound)?;
        if !sees(&scope(&context.actor, Action::ManageAccounts), &account.agency_id) {
            return Err(ServiceError::NotFound);
        }
        if account.id != context.actor.account_id {
            self.allow_role(context, Role::from_id(&account.role))?;
        }
        Ok(account)
    }

    /// One's own role and access are changed by somebody else, so that the last administrator cannot shut everybody out by mistake.
    async fn others_account(&self, context: &Context, account_id: &str) -> Result<Account, ServiceError> {
        if account_id == context.actor.account_id {
            return Err(ServiceError::Refused);
        }
        self.kept_account(context, account_id).await
    }
}

/// What keeps two administrators from shutting each other out at once, and with it everybody: whoever takes the right to administer
/// from an account needs somebody else who has it.
fn last_administrator(before: &Account, after: &Account) -> Option<Requirement> {
    let role = Role::Administrator.id();
    let administers = |account: &Account| account.role == role && !account.disabled && account.password_hash.is_some();
    let loses = administers(before) && !administers(after);
    loses.then(|| Requirement::AnotherCanSignIn { role: role.to_owned(), account_id: before.id.clone() })
}

/// Somebody was faster each time.
pub(crate) fn overtaken() -> ServiceError {
    ServiceError::Conflict(Message::new("conflict-changed"))
}

fn sees(scope: &Scope, agency_id: &str) -> bool {
    match scope {
        Scope::All => true,
        Scope::Agencies(agencies) => agencies.iter().any(|agency| agency == agency_id),
    }
}

pub(crate) fn person(account: Account) -> Person {
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

fn login_problem(login: &str) -> Option<FieldProblem> {
    let plain = |character: char| character.is_alphanumeric() || ".-_@+".contains(character);
    let fits = (3..=LONGEST_LOGIN).contains(&login.chars().count()) && login.chars().all(plain);
    (!fits).then(|| FieldProblem::new("login", Message::new("identity-login-wrong")))
}

pub(crate) fn name_problem(path: &str, name: &str) -> Option<FieldProblem> {
    let length = name.trim().chars().count();
    let message = if length == 0 {
        Message::new("identity-name-missing")
    } else if length > LONGEST_NAME {
        Message::new("identity-name-too-long").with("max", LONGEST_NAME)
    } else {
        return None;
    };
    Some(FieldProblem::new(path, message))
}
