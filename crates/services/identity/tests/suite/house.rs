//! An installation with two agencies, whose accounts and clock a story moves.

use identity::{Identity, NewPerson, OneTimeLink, SignedIn};
use jiff::civil::date;
use language::Lang;
use service_kit::{Actor, Context, Role, ServiceError};
use testkit::{HOME, World};

pub(crate) const MINUTE: i64 = 60 * 1000;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// A password that everybody of a story has.
pub(crate) const PASSWORD: &str = "river stone lantern";

pub(crate) struct House {
    pub(crate) world: World,
    pub(crate) identity: Identity,
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::on(World::on(date(2026, 11, 22)).await)
    }

    pub(crate) fn on(world: World) -> Self {
        let identity = Identity::new(world.kit.clone(), 2);
        Self { world, identity }
    }

    /// Whoever runs commands on the server.
    pub(crate) fn operator(&self) -> Context {
        Context::new(&self.world.kit, Actor::operator(HOME), Lang::En)
    }

    pub(crate) async fn invite(&self, login: &str, role: Role, agency_id: &str) -> OneTimeLink {
        self.identity.invite(&self.operator(), newcomer(login, role, agency_id)).await.unwrap()
    }

    /// Somebody who chose their password and is signed in.
    pub(crate) async fn employ(&self, login: &str, role: Role, agency_id: &str) -> SignedIn {
        let link = self.invite(login, role, agency_id).await;
        self.identity.use_link(&link.token, PASSWORD).await.unwrap()
    }

    /// What somebody who is signed in asks with now.
    pub(crate) fn as_asked_by(&self, somebody: &SignedIn) -> Context {
        Context::new(&self.world.kit, somebody.actor.clone(), somebody.lang)
    }

    pub(crate) async fn knows(&self, token: &str) -> bool {
        self.identity.whose(token).await.unwrap().is_some()
    }

    pub(crate) async fn signs_in(&self, login: &str, password: &str) -> Result<SignedIn, ServiceError> {
        self.identity.sign_in(login, password).await
    }

    /// Lets time pass, backwards too, in milliseconds.
    pub(crate) fn pass(&self, millis: i64) {
        self.world.clock.advance(millis);
    }
}

pub(crate) fn newcomer(login: &str, role: Role, agency_id: &str) -> NewPerson {
    NewPerson { login: login.into(), name: format!("Demo {login}"), agency_id: agency_id.into(), role, lang: Lang::Th }
}
