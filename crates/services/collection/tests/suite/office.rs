//! An installation with two agencies, the prevention pack, and answers to its session form.

use collection::{Collection, Correction, ImportOutcome, ListQuery, NewSubmission, Receipt, Upload};
use jiff::civil::date;
use packs::Pack;
use serde_json::{Value as Json, json};
use service_kit::{Context, Kit, Role, ServiceError};
use std::sync::{Arc, OnceLock};
use store::Record;
use testkit::{HOME, OTHER, World};

pub(crate) const KIND: &str = "prevention/outreach-session";
pub(crate) const PROJECT_KIND: &str = "prevention/project";

pub(crate) struct Office {
    pub(crate) world: World,
    pub(crate) collection: Collection,
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::on(World::on(date(2020, 1, 15)).await).await
    }

    pub(crate) async fn on(world: World) -> Self {
        let collection = collection(world.kit.clone()).await;
        Self { world, collection }
    }

    /// The same installation as a second server sees it.
    pub(crate) async fn second_server(&self) -> Collection {
        collection(self.world.second_server().await).await
    }

    pub(crate) fn coordinator(&self) -> Context {
        self.world.person(Role::Coordinator, HOME)
    }

    pub(crate) fn stranger(&self) -> Context {
        self.world.person(Role::Coordinator, OTHER)
    }

    pub(crate) async fn submit(&self, context: &Context, id: &str, answers: Json) -> Result<Receipt, ServiceError> {
        self.collection.submit(context, first(id, answers)).await
    }

    /// Corrects a record from the version that `seen` is.
    pub(crate) async fn correct(
        &self,
        context: &Context,
        id: &str,
        seen: &Correction,
        answers: Json,
    ) -> Result<Receipt, ServiceError> {
        let reason = Some("counted again".to_owned());
        let new = NewSubmission { corrects: Some(seen.clone()), reason, ..first(id, answers) };
        self.collection.submit(context, new).await
    }

    pub(crate) async fn retract(&self, context: &Context, seen: &Correction) -> Result<(), ServiceError> {
        self.collection.retract(context, KIND, seen.clone(), "entered by mistake").await
    }

    /// Every record of a kind that somebody's list shows.
    pub(crate) async fn listed(&self, context: &Context, kind: &str) -> Vec<Record> {
        let page = self.collection.list(context, ListQuery::everything(kind)).await.unwrap();
        assert_eq!(page.total, page.records.len() as u64);
        page.records
    }

    pub(crate) async fn import(&self, context: &Context, csv: &str) -> ImportOutcome {
        self.collection.import_at_once(context, upload(csv)).await.unwrap()
    }
}

async fn collection(kit: Kit) -> Collection {
    static PACK: OnceLock<Arc<Pack>> = OnceLock::new();
    let pack = PACK.get_or_init(|| Arc::new(Pack::builtin("prevention").expect("the pack is sound")));
    let collection = Collection::new(kit, vec![Arc::clone(pack)]);
    collection.prepare().await.unwrap();
    collection
}

pub(crate) fn first(id: &str, answers: Json) -> NewSubmission {
    NewSubmission { id: id.into(), kind: KIND.into(), answers, corrects: None, reason: None, source: "web" }
}

/// The first version of a record.
pub(crate) fn first_version(id: &str) -> Correction {
    Correction { record_id: id.into(), supersedes: id.into() }
}

pub(crate) fn session(venue: &str, students: u32) -> Json {
    json!({
        "date": "2019-07-04",
        "venue": venue,
        "venue_kind": "school",
        "province": "50",
        "district": "5001",
        "attendance": [{ "participant_kind": "students", "count": students.to_string() }],
    })
}

pub(crate) fn upload(csv: &str) -> Upload {
    Upload { kind: KIND.into(), file_name: "register.csv".into(), bytes: csv.as_bytes().to_vec(), project: None }
}

/// A register of one table.
pub(crate) fn register(rows: &[&str]) -> String {
    let heading = "Date,Venue,Kind,District,Province,Students,Teachers,Notes";
    [heading].into_iter().chain(rows.iter().copied()).map(|row| format!("{row}\n")).collect()
}

pub(crate) const FANG: &str = "2019-07-18,District school,school,Fang,Chiang Mai,265,13,";
pub(crate) const MAE_HONG_SON: &str = "2019-07-24,Welfare school,school,Mueang Mae Hong Son,Mae Hong Son,285,6,";
