//! The world of these tests: a centre with some packs, its people, and what they send most often.

use casework::{Cases, Casework, Consent};
use collection::{Collection, InCase, NewSubmission};
use jiff::civil::date;
use language::Lang;
use packs::Pack;
use serde_json::{Value as Json, json};
use service_kit::{Context, Purpose, Role, ServiceError};
use std::sync::Arc;
use testkit::{HOME, OTHER, World};

pub(crate) const SCREENING: &str = "identification/first-screening";
pub(crate) const CASE: &str = "case-0001";

pub(crate) struct Centre {
    pub(crate) world: World,
    pub(crate) collection: Arc<Collection>,
    pub(crate) casework: Casework,
}

impl Centre {
    pub(crate) async fn open() -> Self {
        let packs = ["casework", "identification"].map(|id| Pack::builtin(id).expect("the pack is sound"));
        Self::with(World::on(date(2026, 3, 1)).await, packs.to_vec()).await
    }

    /// The same world under these packs, as after the program was started anew.
    pub(crate) async fn with(world: World, packs: Vec<Pack>) -> Self {
        let packs: Vec<Arc<Pack>> = packs.into_iter().map(Arc::new).collect();
        let cases = Cases::new(world.kit.clone(), packs.clone());
        cases.prepare().await.unwrap();
        let collection = Arc::new(Collection::new(world.kit.clone(), packs).followed_by(cases.follower()));
        collection.prepare().await.unwrap();
        let casework = Casework::new(cases, Arc::clone(&collection));
        Self { world, collection, casework }
    }

    pub(crate) fn who(&self, role: Role) -> Context {
        supervising(self.world.person(role, HOME))
    }

    pub(crate) fn partner_lead(&self) -> Context {
        supervising(self.world.person(Role::Coordinator, OTHER))
    }

    /// A field worker of the other agency, with an account.
    pub(crate) async fn worker_elsewhere(&self) -> Context {
        let context = self.world.person(Role::FieldWorker, OTHER);
        let actor = &context.actor;
        let account = store::Account {
            id: actor.account_id.clone(),
            agency_id: actor.agency_id.clone(),
            login: actor.account_id.clone(),
            name: actor.name.clone(),
            role: actor.role.id().into(),
            lang: "en".into(),
            password_hash: None,
            disabled: false,
            created_at: self.world.kit.now(),
        };
        self.world.kit.commit(store::Unit::new(vec![store::Change::PutAccount(account)], Vec::new())).await.unwrap();
        context
    }

    pub(crate) async fn send(
        &self,
        who: &Context,
        id: &str,
        kind: &str,
        answers: Json,
        step: Option<&str>,
    ) -> Result<(), ServiceError> {
        let new =
            NewSubmission { id: id.into(), kind: kind.into(), answers, corrects: None, reason: None, source: "web" };
        let in_case = (id != CASE).then(|| InCase::new(CASE, step.map(str::to_owned)));
        self.collection.submit_within(who, new, in_case).await.map(drop)
    }

    pub(crate) async fn screened(&self) {
        self.send(&self.who(Role::FieldWorker), CASE, SCREENING, screening("wages documents"), None).await.unwrap();
    }

    /// The person of the case consents to the other agency.
    pub(crate) async fn consented(&self) {
        let consent = consent(&[OTHER], None);
        self.casework.consent(&self.who(Role::Coordinator), CASE, self.seen().await, consent).await.unwrap();
    }

    pub(crate) async fn state(&self) -> String {
        self.casework.case(&self.who(Role::Coordinator), CASE).await.unwrap().state.get(Lang::En).to_owned()
    }

    pub(crate) async fn seen(&self) -> i64 {
        self.casework.case(&self.who(Role::Coordinator), CASE).await.unwrap().seen
    }

    pub(crate) async fn admit(&self, day: &str) -> Result<(), ServiceError> {
        let answers = json!({
            "code": "P-0001", "admitted_on": day, "shelter_kind": "identification_centre", "consent": "yes", "phone_kept": "yes",
        });
        self.send(
            &self.who(Role::FieldWorker),
            "admission-1",
            "identification/shelter-admission",
            answers,
            Some("admit"),
        )
        .await
    }
}

/// Consent to agencies until a day.
pub(crate) fn consent(agencies: &[&str], until: Option<&str>) -> Consent {
    Consent {
        agencies: agencies.iter().map(|id| (*id).to_owned()).collect(),
        by: "guardian".into(),
        language: "mya".into(),
        interpreter: true,
        assent: Some(true),
        until: until.map(str::to_owned),
    }
}

pub(crate) fn screening(signs: &str) -> Json {
    json!({
        "code": "P-0001", "screened_on": "2026-03-01", "province": "57", "agency": "police", "age_group": "adult",
        "interpreter": "yes", "danger": "no", "agreed": "yes", "signs": signs,
    })
}

/// Somebody who said what they read for.
pub(crate) fn supervising(who: Context) -> Context {
    Context { purpose: Some(Purpose::new("supervision", "").unwrap()), ..who }
}
