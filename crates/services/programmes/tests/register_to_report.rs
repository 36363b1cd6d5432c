//! From an office's register to the half-year report, through the services as every surface uses them: the figures that a programme
//! reported for July to December 2019 come out again, whichever way its register was kept.

use calendar::Period;
use collection::{Collection, ImportOutcome, Upload};
use insight::{Figure, Insight};
use jiff::civil::date;
use packs::Pack;
use programmes::Programmes;
use programmes::report::Measured;
use service_kit::{Context, Role, ServiceError};
use std::path::PathBuf;
use std::sync::Arc;
use testkit::{HOME, OTHER, World};

struct Office {
    world: World,
    collection: Arc<Collection>,
    insight: Arc<Insight>,
    programmes: Programmes,
}

impl Office {
    async fn open() -> Self {
        let world = World::on(date(2020, 1, 15)).await;
        let pack = Pack::builtin("prevention").expect("the pack is sound");
        let collection = Arc::new(Collection::new(world.kit.clone(), vec![Arc::new(pack)]));
        collection.prepare().await.expect("tables");
        let insight = Arc::new(Insight::new(world.kit.clone(), Arc::clone(&collection)));
        let programmes = Programmes::new(Arc::clone(&collection), Arc::clone(&insight));
        Self { world, collection, insight, programmes }
    }

    fn coordinator(&self) -> Context {
        self.world.person(Role::Coordinator, HOME)
    }

    async fn import(&self, file_name: &str, bytes: &[u8]) -> ImportOutcome {
        let upload = Upload {
            kind: "prevention/outreach-session".into(),
            file_name: file_name.into(),
            bytes: bytes.to_vec(),
            project: Some("THA-ZOE-TTH-P02".into()),
        };
        self.collection.import_at_once(&self.coordinator(), upload).await.expect("an import")
    }

    async fn figures(&self, by: &[&str]) -> Vec<Figure> {
        let by: Vec<String> = by.iter().map(|name| (*name).to_owned()).collect();
        self.insight.indicators(&self.coordinator(), "prevention", period(), &by).await.expect("figures")
    }

    async fn value(&self, indicator: &str) -> f64 {
        self.figures(&[]).await.iter().find(|figure| figure.indicator == indicator).map_or(0.0, |figure| figure.value)
    }
}

fn period() -> Period {
    "2019-H2".parse().expect("a period")
}

/// The register as CSV, so that the figures are proven without the reference workbooks: the split over sessions is illustrative, the
/// totals are what was reported.
const REGISTER: &str = include_str!("register-2019h2.csv");

#[tokio::test]
async fn a_register_gives_the_figures_that_were_reported() {
    let office = Office::open().await;
    let outcome = office.import("register.csv", REGISTER.as_bytes()).await;
    assert_eq!((outcome.read, outcome.imported, outcome.already_present), (21, 21, 0), "{:?}", outcome.problems);
    reported_figures(&office).await;
}

async fn reported_figures(office: &Office) {
    assert_eq!(office.value("outreach_sessions").await, 21.0);
    assert_eq!(office.value("people_reached").await, 3913.0);
    assert_eq!(office.value("teachers_and_parents_reached").await, 394.0);
    let ubon = |figures: &[Figure], indicator: &str| {
        let of = |figure: &&Figure| {
            figure.indicator == indicator && figure.by.get("province").is_some_and(|name| name == "Ubon Ratchathani")
        };
        figures.iter().find(of).map_or(0.0, |figure| figure.value)
    };
    let figures = office.figures(&["province"]).await;
    assert_eq!(ubon(&figures, "outreach_sessions"), 3.0);
    assert_eq!(ubon(&figures, "students_reached"), 700.0);
    assert_eq!(ubon(&figures, "people_reached"), 700.0);
}

#[tokio::test]
async fn splits_add_up_to_the_whole() {
    let office = Office::open().await;
    office.import("register.csv", REGISTER.as_bytes()).await;
    let figures = office.figures(&["province", "participant_kind", "setting"]).await;
    let sum = |indicator: &str| -> f64 {
        figures.iter().filter(|figure| figure.indicator == indicator).map(|figure| figure.value).sum()
    };
    assert_eq!((sum("people_reached"), sum("outreach_sessions")), (3913.0, 21.0));
    let session = figures.iter().find(|figure| figure.indicator == "outreach_sessions").expect("a figure");
    let dimensions: Vec<_> = session.by.keys().map(String::as_str).collect();
    assert_eq!(dimensions, ["province", "setting"], "a session has no kind of participant");
}

#[tokio::test]
async fn a_second_import_adds_nothing_and_an_undone_one_can_be_repeated() {
    let office = Office::open().await;
    office.import("register.csv", REGISTER.as_bytes()).await;
    let again = office.import("copy of register.csv", REGISTER.as_bytes()).await;
    assert_eq!((again.imported, again.already_present), (0, 21));
    assert_eq!(office.value("people_reached").await, 3913.0);

    let context = office.coordinator();
    let batches = office.collection.imports(&context, "prevention/outreach-session").await.expect("imports");
    for batch in &batches {
        office.collection.import_undo(&context, &batch.id).await.expect("undone");
    }
    assert_eq!(office.value("outreach_sessions").await, 0.0);
    let once_more = office.import("register.csv", REGISTER.as_bytes()).await;
    assert_eq!((once_more.imported, once_more.already_present), (21, 0));
    assert_eq!(office.value("people_reached").await, 3913.0);
}

#[tokio::test]
async fn the_report_says_what_was_done() {
    let office = Office::open().await;
    office.import("register.csv", REGISTER.as_bytes()).await;
    let context = office.coordinator();
    let report = office.programmes.half_year_report(&context, "THA-ZOE-TTH-P02", period()).await.expect("a report");
    assert_eq!(report.sessions.len(), 21);
    let reached = report.indicators.iter().find(|figure| figure.id == "people_reached").expect("an indicator");
    assert_eq!(reached.value, Measured::Number(3913.0));
    let ubon = report.coverage.iter().find(|province| province.code == "34").expect("a province");
    assert_eq!((ubon.sessions, ubon.first_time, ubon.people), (3, true, Measured::Number(700.0)));
    assert!(report.figures.iter().any(|figure| figure.id == "map"));
}

#[tokio::test]
async fn another_agency_knows_nothing_of_it() {
    let office = Office::open().await;
    office.import("register.csv", REGISTER.as_bytes()).await;
    let stranger = office.world.person(Role::Coordinator, OTHER);
    let figures = office.insight.indicators(&stranger, "prevention", period(), &[]).await.expect("figures");
    assert!(figures.iter().all(|figure| figure.value == 0.0), "{figures:?}");
    let report = office.programmes.half_year_report(&stranger, "THA-ZOE-TTH-P02", period()).await;
    assert!(matches!(report, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn the_reference_registers_give_the_same_figures() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/registers");
    for name in ["outreach-2019H2.xlsx", "outreach-2019H2-as-kept.xlsx"] {
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            eprintln!("skipped: the reference register {name} is not here");
            return;
        };
        let office = Office::open().await;
        let outcome = office.import(name, &bytes).await;
        assert_eq!((outcome.read, outcome.imported), (21, 21), "{name}: {:?}", outcome.problems);
        reported_figures(&office).await;
        let again = office.import(name, &bytes).await;
        assert_eq!((again.imported, again.already_present), (0, 21), "{name}");
    }
}

#[tokio::test]
async fn a_session_typed_by_hand_is_found_in_the_register() {
    let office = Office::open().await;
    let typed = collection::NewSubmission {
        id: "11111111-1111-4111-8111-111111111111".into(),
        kind: "prevention/outreach-session".into(),
        answers: serde_json::json!({
            "date": "2019-07-04", "venue": "Municipal  Secondary School 1", "venue_kind": "school",
            "province": "50", "district": "5001",
            "attendance": [
                {"participant_kind": "teachers", "count": "13"},
                {"participant_kind": "students", "sex": "unknown", "count": "296"},
            ],
        }),
        corrects: None,
        reason: None,
        source: "web",
    };
    office.collection.submit(&office.coordinator(), typed).await.expect("a submission");
    let outcome = office.import("register.csv", REGISTER.as_bytes()).await;
    assert_eq!((outcome.imported, outcome.already_present), (20, 1));
    assert_eq!(office.value("people_reached").await, 3913.0);
}

#[tokio::test]
async fn a_reference_reads_as_the_name_of_what_it_refers_to() {
    let office = Office::open().await;
    // The demo's agreements are of later years than this office's first day, and no form takes a date that lies ahead.
    office.world.clock.advance(7 * 365 * 24 * 60 * 60 * 1000);
    let context = office.coordinator();
    let pack = Pack::builtin("prevention").expect("the pack is sound");
    for form in ["prevention/organisation", "prevention/agreement"] {
        for record in pack.demo.iter().filter(|record| record.kind == form) {
            let new = collection::NewSubmission {
                id: record.id.clone(),
                kind: record.kind.clone(),
                answers: record.answers.clone(),
                corrects: None,
                reason: None,
                source: "demo",
            };
            office.collection.submit(&context, new).await.expect("a submission");
        }
    }
    let in_use = office.collection.in_use("prevention/agreement").expect("a kind");
    let of = in_use.definition();
    let query = collection::ListQuery::recent("prevention/agreement");
    let mut records = office.collection.list(&context, query).await.expect("a list").records;
    assert!(!records.is_empty());
    let ids: Vec<_> = records.iter().map(|record| record.answer("organisation")).collect();
    let _named = office.collection.name_references(&context, of, &mut records).await.expect("names");
    for (record, id) in records.iter().zip(&ids) {
        assert_ne!(&record.answer("organisation"), id);
    }
    let stranger = office.world.person(Role::Coordinator, OTHER);
    let mut same = records.clone();
    same.iter_mut().zip(&ids).for_each(|(record, id)| {
        record.columns.iter_mut().filter(|(name, _)| name == "organisation").for_each(|(_, value)| {
            *value = store::Value::Text(id.clone());
        });
    });
    let _named = office.collection.name_references(&stranger, of, &mut same).await.expect("names");
    assert!(
        same.iter().zip(&ids).all(|(record, id)| record.answer("organisation") == *id),
        "a name is not told to strangers"
    );
}
