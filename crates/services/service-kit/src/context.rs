//! Who asks, in which language, and when. Made once a request by a surface; what it allows is `access`'s.

use crate::{Action, Kit, Purpose, Resource, Role, authorise};
use jiff::civil::{Date, DateTime};
use language::Lang;
use store::Millis;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The account's id; `system` for the operator at the command line.
    pub account_id: String,
    /// Their agency.
    pub agency_id: String,
    /// What they may do is decided by this.
    pub role: Role,
    /// What is shown to themselves and colleagues.
    pub name: String,
}

impl Actor {
    /// Whoever runs commands on the server itself, acting for an agency. They hold the database file, so nothing is refused them;
    /// what they do is in the audit chain all the same.
    pub fn operator(agency_id: impl Into<String>) -> Self {
        Self {
            account_id: "system".to_owned(),
            agency_id: agency_id.into(),
            role: Role::Operator,
            name: "system".to_owned(),
        }
    }

    /// Whoever reports something to an agency without signing in: nothing tells one from another.
    pub fn public(agency_id: impl Into<String>) -> Self {
        Self {
            account_id: "public".to_owned(),
            agency_id: agency_id.into(),
            role: Role::Public,
            name: "public".to_owned(),
        }
    }
}

/// One request's who, when and in which language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Who asks.
    pub actor: Actor,
    /// The language that answers are said in.
    pub lang: Lang,
    /// What they read for, when they said so.
    pub purpose: Option<Purpose>,
    /// The moment of the request.
    pub at: Millis,
    /// The same moment as the users' wall clock shows it.
    pub local: DateTime,
}

impl Context {
    /// A context of this moment.
    pub fn new(kit: &Kit, actor: Actor, lang: Lang) -> Self {
        let at = kit.now();
        Self { actor, lang, purpose: None, at, local: kit.local(at) }
    }

    /// Whether the caller may do this to what is their own, entered by themselves in their agency: for offering only what works.
    pub fn may(&self, action: Action) -> bool {
        let own = Resource { agency_id: &self.actor.agency_id, author_id: &self.actor.account_id };
        authorise(&self.actor, action, &own).allowed
    }

    /// The users' day.
    pub fn today(&self) -> Date {
        self.local.date()
    }
}
