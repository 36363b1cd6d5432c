//! Files with sensitive columns: for whom, for what, how many a day, and that each leads to whoever took it along.

use crate::auditing::{PERSON, TRAINING, of_kind, person, training};
use crate::office::Office;
use collection::{Export, ExportCell, ExportMark, ExportSheet, MOST_SENSITIVE_A_DAY, Narrowing, Receiver};
use serde_json::json;
use service_kit::{Context, Purpose, Role, ServiceError};
use store::{Change, ExportMade, Unit};
use testkit::HOME;

#[derive(Default)]
struct Marked {
    mark: Option<ExportMark>,
    columns: Vec<String>,
    rows: usize,
}

impl Receiver for Marked {
    fn mark(&mut self, mark: &ExportMark) -> Result<(), ServiceError> {
        self.mark = Some(mark.clone());
        Ok(())
    }

    fn begin(&mut self, sheets: &[ExportSheet]) -> Result<(), ServiceError> {
        self.columns = sheets[0].columns.iter().map(|column| column.name.clone()).collect();
        Ok(())
    }

    fn row(&mut self, _: usize, _: &[ExportCell]) -> Result<(), ServiceError> {
        self.rows += 1;
        Ok(())
    }
}

fn all() -> Export {
    let narrowed = Narrowing::default();
    Export { kind: PERSON.to_owned(), narrowed, labels: None, split_choices: false, format: "xlsx" }
}

async fn with_people() -> Office {
    let office = Office::open().await;
    let context = office.coordinator();
    office.collection.submit(&context, of_kind("a-training", TRAINING, training())).await.unwrap();
    for number in 0..3 {
        let mut answers = person();
        answers["code"] = json!(format!("P{number}"));
        office.collection.submit(&context, of_kind(&format!("a-person-{number}"), PERSON, answers)).await.unwrap();
    }
    office
}

fn for_a_purpose(who: Context) -> Context {
    Context { purpose: Some(Purpose::new("data-quality", "").unwrap()), ..who }
}

async fn taken(office: &Office, who: &Context) -> Result<Marked, ServiceError> {
    let mut file = Marked::default();
    office.collection.export(who, &all(), &mut file).await.map(|_| file)
}

#[tokio::test]
async fn names_leave_with_those_who_answer_for_the_data_and_others_get_the_rest() {
    let office = with_people().await;
    for (role, leaves) in [
        (Role::Coordinator, false),
        (Role::FieldWorker, false),
        (Role::Administrator, false),
        (Role::Director, true),
        (Role::DataOfficer, true),
    ] {
        let who = for_a_purpose(office.world.person(role, HOME));
        let file = taken(&office, &who).await.unwrap();
        assert_eq!(file.rows, 3, "{role:?}");
        assert_eq!(file.columns.iter().any(|name| name == "full_name"), leaves, "{role:?} {:?}", file.columns);
        assert_eq!(file.mark.is_some(), leaves, "{role:?}");
        let shown = office.collection.export_preview(&who, &all()).await.unwrap();
        assert_eq!(
            (shown.rows, shown.sensitive.is_empty(), shown.left_out.is_empty()),
            (3, !leaves, leaves),
            "{role:?}"
        );
    }
}

#[tokio::test]
async fn without_a_purpose_nothing_sensitive_is_made_and_with_one_the_file_leads_to_it() {
    let office = with_people().await;
    let director = office.world.person(Role::Director, HOME);
    let untold = taken(&office, &director).await;
    assert!(matches!(untold, Err(ServiceError::PurposeNeeded)));
    let file = taken(&office, &for_a_purpose(director.clone())).await.unwrap();
    let mark = file.mark.unwrap();
    assert_eq!((mark.by.as_str(), mark.purpose.as_str()), (director.actor.account_id.as_str(), "data-quality"));
    let told = office.world.audit().await;
    let entry = told.iter().rfind(|row| row.entry.action == "record.export").unwrap();
    assert!(entry.entry.detail.contains(&mark.number) && entry.entry.detail.contains("data-quality"));
    let officer = office.world.person(Role::DataOfficer, HOME);
    let lines = office.collection.exports_made(&officer, 0).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.made.id.as_str()).collect::<Vec<_>>(), [mark.number.as_str()]);
    let hidden = office.collection.exports_made(&office.coordinator(), 0).await;
    assert!(matches!(hidden, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn above_the_bound_of_a_day_nothing_leaves_until_the_next() {
    let office = with_people().await;
    let officer = for_a_purpose(office.world.person(Role::DataOfficer, HOME));
    let taken_before = |rows: u64| ExportMade {
        id: "E-BEFORE".into(),
        account_id: officer.actor.account_id.clone(),
        agency_id: HOME.into(),
        kind: PERSON.into(),
        format: "csv".into(),
        purpose: "other".into(),
        rows: rows as i64,
        sensitive: 2,
        made_at: office.world.kit.now(),
    };
    let made = Change::PutExportMade(taken_before(MOST_SENSITIVE_A_DAY - 2));
    office.world.kit.commit(Unit::new(vec![made], Vec::new())).await.unwrap();
    assert!(matches!(taken(&office, &officer).await, Err(ServiceError::TooMuch(_))));
    office.world.clock.advance(25 * 60 * 60 * 1000);
    let next_day = Context { at: office.world.kit.now(), ..officer };
    assert_eq!(taken(&office, &next_day).await.unwrap().rows, 3);
}
