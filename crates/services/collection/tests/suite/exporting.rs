//! Exports: what stands in the tables, whose records, and what the audit chain says of it. On SQLite and, where there is a server, on
//! PostgreSQL.

use crate::office::{KIND, Office, first, session};
use collection::{BroughtFile, EXPORTS_AT_ONCE, Export, ExportCell, ExportSheet, Narrowing, NewSubmission, Receiver};
use jiff::civil::date;
use language::Lang;
use serde_json::json;
use service_kit::{Context, Purpose, Role, ServiceError};
use std::sync::Barrier;
use store::AuditQuery;
use testkit::{HOME, OTHER, World};

#[derive(Default)]
struct Kept {
    sheets: Vec<ExportSheet>,
    rows: Vec<(usize, Vec<String>)>,
}

impl Receiver for Kept {
    fn begin(&mut self, sheets: &[ExportSheet]) -> Result<(), ServiceError> {
        self.sheets = sheets.to_vec();
        Ok(())
    }

    fn row(&mut self, sheet: usize, cells: &[ExportCell]) -> Result<(), ServiceError> {
        assert_eq!(cells.len(), self.sheets[sheet].columns.len(), "a cell for each column");
        let text = |cell: &ExportCell| match cell {
            ExportCell::Empty => String::new(),
            ExportCell::Text(text) | ExportCell::Date(text) => text.clone(),
            ExportCell::Integer(number) => number.to_string(),
            ExportCell::Decimal(number) => number.to_string(),
        };
        self.rows.push((sheet, cells.iter().map(text).collect()));
        Ok(())
    }
}

impl Kept {
    /// The values under a heading, of one sheet.
    fn column(&self, sheet: &str, heading: &str) -> Vec<&str> {
        let number = self.sheets.iter().position(|one| one.name == sheet).expect("a sheet");
        let place = self.sheets[number].columns.iter().position(|one| one.heading == heading);
        let place = place.unwrap_or_else(|| panic!("{heading}: {:?}", self.sheets[number]));
        self.rows.iter().filter(|(of, _)| *of == number).map(|(_, cells)| cells[place].as_str()).collect()
    }
}

async fn everywhere() -> Vec<Office> {
    let day = date(2020, 1, 15);
    let mut offices = Vec::new();
    for world in [Some(World::on(day).await), World::on_postgres(day).await].into_iter().flatten() {
        offices.push(Office::on(world).await);
    }
    offices
}

async fn exported(office: &Office, context: &Context, wanted: &Export) -> (u64, Kept) {
    let mut kept = Kept::default();
    let count = office.collection.export(context, wanted, &mut kept).await.unwrap();
    (count, kept)
}

fn all_of(kind: &str) -> Export {
    let narrowed = Narrowing::default();
    Export { kind: kind.to_owned(), narrowed, labels: None, split_choices: false, format: "csv" }
}

const NESTED: &str = "
| survey |
| | type | name | label::English (en) |
| | select_multiple needs | needs | Needs |
| | begin repeat | child | Child |
| | text | name | Name |
| | begin repeat | vaccine | Vaccine |
| | text | dose | Dose |
| | end repeat | | |
| | end repeat | | |
| choices |
| | list_name | name | label::English (en) |
| | needs | food | Food |
| | needs | shelter | A roof |
| settings |
| | form_id | version | form_title::English (en) |
| | nested | 1 | Nested |
";

#[tokio::test]
async fn rows_of_repeats_inside_repeats_say_whose_they_are() {
    for office in everywhere().await {
        let coordinator = office.coordinator();
        let draft = office
            .collection
            .bring_form(&coordinator, vec![BroughtFile::new("nested.md", NESTED.as_bytes().to_vec())])
            .await
            .unwrap();
        let form = office.collection.publish_form(&coordinator, "nested", "1").await.unwrap();
        assert_eq!(draft.kind, form.kind);
        let answers = json!({ "needs": "food shelter", "child": [
            { "name": "one", "vaccine": [] },
            { "name": "two", "vaccine": [{ "dose": "a" }, { "dose": "b" }] },
            { "name": "three", "vaccine": [{ "dose": "c" }] },
        ]});
        let new = NewSubmission { kind: form.kind.clone(), ..first("nested-one", answers) };
        office.collection.submit(&coordinator, new).await.unwrap();
        let new = NewSubmission { kind: form.kind.clone(), ..first("nested-two", json!({ "needs": "shelter" })) };
        office.collection.submit(&coordinator, new).await.unwrap();
        // What a form of one's own does not say to be harmless is sensitive.
        let purpose = Some(Purpose::new("data-quality", "").unwrap());
        let director = Context { purpose, ..office.world.person(Role::Director, HOME) };
        let wanted = Export { labels: Some(Lang::En), split_choices: true, ..all_of(&form.kind) };
        let (count, kept) = exported(&office, &director, &wanted).await;
        assert_eq!(count, 2);
        assert_eq!(kept.column("nested", "Needs"), ["Food, A roof", "A roof"]);
        assert_eq!(kept.column("nested", "Needs/Food"), ["1", "0"]);
        assert_eq!(kept.column("child", "parent_key"), ["nested-one"; 3]);
        let keys = kept.column("child", "key");
        assert_eq!(kept.column("vaccine", "Dose"), ["a", "b", "c"]);
        assert_eq!(kept.column("vaccine", "parent_key"), [keys[1], keys[1], keys[2]]);
        let one = Narrowing { answers: vec![("needs".into(), "food".into())], ..Narrowing::default() };
        let (count, kept) = exported(&office, &director, &Export { narrowed: one, ..all_of(&form.kind) }).await;
        assert_eq!((count, kept.column("nested", "needs")), (1, vec!["food shelter"]));
    }
}

#[tokio::test]
async fn everybody_exports_what_their_list_shows_and_it_is_told() {
    for office in everywhere().await {
        let (coordinator, stranger) = (office.coordinator(), office.stranger());
        office.submit(&coordinator, "export-one", session("School A", 20)).await.unwrap();
        let worker = office.world.person(Role::FieldWorker, HOME);
        office.submit(&worker, "export-two", session("School B", 30)).await.unwrap();
        office.submit(&stranger, "export-three", session("School C", 40)).await.unwrap();
        let (count, kept) = exported(&office, &coordinator, &all_of(KIND)).await;
        assert_eq!((count, kept.column("outreach-session", "id")), (2, vec!["export-one", "export-two"]));
        assert_eq!(kept.column("attendance", "count"), ["20", "30"]);
        let director = office.world.person(Role::Director, HOME);
        let all = exported(&office, &director, &all_of(KIND)).await;
        assert_eq!(all.0, 3);
        let theirs = Narrowing { agency: Some(OTHER.into()), ..Narrowing::default() };
        let theirs = Export { narrowed: theirs, ..all_of(KIND) };
        assert_eq!(exported(&office, &director, &theirs).await.0, 1);
        assert_eq!(exported(&office, &coordinator, &theirs).await.0, 0, "asking for another agency widens nothing");
        let author = Some(worker.actor.account_id.clone());
        let narrowed = Narrowing { author, text: Some("school".into()), ..Narrowing::default() };
        let wanted = Export { narrowed, labels: Some(Lang::En), ..all_of(KIND) };
        let (count, kept) = exported(&office, &coordinator, &wanted).await;
        assert_eq!((count, kept.column("outreach-session", "id")), (1, vec!["export-two"]));
        let query = AuditQuery { action_prefix: Some("record.export".into()), limit: 10, ..AuditQuery::default() };
        let told = office.world.kit.store.audit(&query).await.unwrap();
        assert_eq!(told.len(), 5);
        let detail = &told[0].entry.detail;
        assert!(detail.contains("\"count\":1") && detail.contains("author"), "{detail}");
        assert!(!detail.contains("school"), "what was looked for is not told: {detail}");
    }
}

#[tokio::test]
async fn a_long_list_is_gone_through_step_by_step() {
    for office in everywhere().await {
        let coordinator = office.coordinator();
        for number in 0..1003 {
            office.submit(&coordinator, &format!("long-{number:05}"), session("School", 1)).await.unwrap();
        }
        let (count, kept) = exported(&office, &coordinator, &all_of(KIND)).await;
        let ids: std::collections::BTreeSet<_> = kept.column("outreach-session", "id").into_iter().collect();
        assert_eq!((count, ids.len()), (1003, 1003));
    }
}

/// Stops an export at its beginning until it may go on.
struct Held<'b> {
    begun: &'b Barrier,
    go_on: &'b Barrier,
}

impl Receiver for Held<'_> {
    fn begin(&mut self, _: &[ExportSheet]) -> Result<(), ServiceError> {
        self.begun.wait();
        self.go_on.wait();
        Ok(())
    }

    fn row(&mut self, _: usize, _: &[ExportCell]) -> Result<(), ServiceError> {
        Ok(())
    }
}

#[test]
fn while_others_are_made_one_more_is_told_to_wait() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let office = runtime.block_on(Office::open());
    let (coordinator, wanted) = (office.coordinator(), all_of(KIND));
    let (begun, go_on) = (Barrier::new(EXPORTS_AT_ONCE + 1), Barrier::new(EXPORTS_AT_ONCE + 1));
    let (told, made) = std::thread::scope(|scope| {
        let make = || {
            let mut held = Held { begun: &begun, go_on: &go_on };
            runtime.block_on(office.collection.export(&coordinator, &wanted, &mut held))
        };
        let running: Vec<_> = (0..EXPORTS_AT_ONCE).map(|_| scope.spawn(make)).collect();
        begun.wait();
        let told = runtime.block_on(office.collection.export(&coordinator, &wanted, &mut Kept::default()));
        go_on.wait();
        (told, running.into_iter().map(|one| one.join().unwrap().unwrap()).collect::<Vec<_>>())
    });
    assert!(matches!(&told, Err(ServiceError::TooMuch(said)) if said.key == "collection-export-busy"), "{told:?}");
    assert_eq!(made, [0; EXPORTS_AT_ONCE]);
    assert_eq!(runtime.block_on(exported(&office, &coordinator, &wanted)).0, 0, "the places are free again");
    let query = AuditQuery { action_prefix: Some("record.export".into()), limit: 10, ..AuditQuery::default() };
    let entries = runtime.block_on(office.world.kit.store.audit(&query)).unwrap();
    assert_eq!(entries.len(), EXPORTS_AT_ONCE + 1, "nothing is told of what was not made");
}
