//! Stories of forms that agencies bring: looked at, taken into use, answered by their people and by nobody else, replaced, and taken
//! out of use. Told on SQLite and, where there is a server, on PostgreSQL.

use crate::office::{Office, first};
use collection::{BroughtFile, Collection, Correction, ListQuery, NewSubmission, OwnForm, SentForm};
use jiff::civil::date;
use language::{Lang, say};
use serde_json::{Value as Json, json};
use service_kit::{Context, Role, ServiceError};
use store::{Attachment, Change, FormState, FormVersion, Unit};
use testkit::{HOME, World};

const HOUSEHOLD: &str = "
| survey |
| | type | name | label::English (en) | label::ไทย (th) | constraint | bind::saphan:class |
| | date | seen_on | Date | วันที่ | | |
| | begin group | who | Who | ใคร | | |
| | text | Name | Name | ชื่อ | | |
| | end group | | | | | |
| | select_one yn | safe | Is it safe? | ปลอดภัยไหม | | work |
| | begin repeat | child | Child | เด็ก | | |
| | integer | age | Age | อายุ | . < 18 | |
| | end repeat | | | | | |
| choices |
| | list_name | name | label::English (en) | label::ไทย (th) |
| | yn | yes | Yes | ใช่ |
| | yn | no | No | ไม่ |
| settings |
| | form_id | version | form_title::English (en) |
| | Household Visit | 1 | Household visit |
";

pub(crate) async fn everywhere() -> Vec<Office> {
    let day = date(2020, 1, 15);
    let mut offices = Vec::new();
    for world in [Some(World::on(day).await), World::on_postgres(day).await].into_iter().flatten() {
        offices.push(Office::on(world).await);
    }
    offices
}

pub(crate) fn file(name: &str, text: &str) -> BroughtFile {
    BroughtFile::new(name, text.as_bytes().to_vec())
}

async fn brought(office: &Office, context: &Context, text: &str) -> Result<OwnForm, ServiceError> {
    office.collection.bring_form(context, vec![file("household.md", text)]).await
}

pub(crate) async fn in_use(office: &Office, context: &Context, text: &str) -> OwnForm {
    let form = brought(office, context, text).await.unwrap();
    office.collection.publish_form(context, &form.version.form_id, &form.version.version).await.unwrap()
}

fn answers() -> Json {
    json!({ "seen_on": "2020-01-10", "who": { "Name": "Nok (invented)" }, "safe": "yes", "child": [{ "age": "7" }] })
}

pub(crate) fn of_kind(id: &str, kind: &str, answers: Json) -> NewSubmission {
    NewSubmission { kind: kind.to_owned(), ..first(id, answers) }
}

pub(crate) fn told(refused: Result<impl Sized, ServiceError>) -> Vec<String> {
    match refused {
        Err(ServiceError::Invalid(problems)) => {
            problems.iter().map(|one| format!("{}: {}", one.path, say(Lang::En, &one.message))).collect()
        }
        Err(other) => vec![other.to_string()],
        Ok(_) => Vec::new(),
    }
}

#[tokio::test]
async fn a_form_is_brought_taken_into_use_and_answered() {
    for office in everywhere().await {
        let context = office.coordinator();
        let draft = brought(&office, &context, HOUSEHOLD).await.unwrap();
        assert_eq!((draft.version.state, draft.version.form_id.as_str()), (FormState::Draft, "Household Visit"));
        assert!(office.collection.kind(&context, &draft.kind).is_err(), "a draft is not in use");
        let form = in_use(&office, &context, HOUSEHOLD).await;
        let worker = office.world.person(Role::FieldWorker, HOME);
        office.collection.submit(&worker, of_kind("visit-one", &form.kind, answers())).await.unwrap();
        let records = office.listed(&worker, &form.kind).await;
        let [record] = records.as_slice() else { panic!("one record: {records:?}") };
        let kind = office.collection.kind(&worker, &form.kind).unwrap();
        let columns = &kind.definition().kind.columns;
        let name = columns.iter().find(|column| column.path == "/who/Name").unwrap();
        assert_eq!((record.answer(&name.name), record.answer("safe")), ("Nok (invented)".into(), "yes".into()));
        let record = office.collection.read(&worker, &form.kind, "visit-one").await.unwrap();
        assert_eq!(record.rows.first().map(|(repeat, rows)| (repeat.as_str(), rows.len())), Some(("child", 1)));
        let wrong = json!({ "seen_on": "2020-01-10", "safe": "yes", "child": [{ "age": "19" }] });
        assert_eq!(told(office.collection.submit(&worker, of_kind("visit-two", &form.kind, wrong)).await).len(), 1);
    }
}

#[tokio::test]
async fn a_form_is_its_agencys_own() {
    for office in everywhere().await {
        let form = in_use(&office, &office.coordinator(), HOUSEHOLD).await;
        let stranger = office.stranger();
        let collection = &office.collection;
        assert!(
            collection.own_kinds(&stranger).is_empty() && collection.own_forms(&stranger).await.unwrap().is_empty()
        );
        assert!(matches!(collection.kind(&stranger, &form.kind), Err(ServiceError::NotFound)));
        let lists = collection.list(&stranger, ListQuery::everything(&form.kind)).await;
        assert!(matches!(lists, Err(ServiceError::NotFound)));
        let tried = collection.submit(&stranger, of_kind("visit-of-another", &form.kind, answers())).await;
        assert!(matches!(tried, Err(ServiceError::Invalid(_))), "as of a kind that is not there: {tried:?}");
        let retired = collection.retire_form(&stranger, "Household Visit", "1").await;
        assert!(matches!(retired, Err(ServiceError::NotFound)));
        let director = office.world.person(Role::Director, testkit::OTHER);
        assert!(collection.kind(&director, &form.kind).is_ok(), "who reads every agency's records sees their forms");
        let tried = collection.submit(&director, of_kind("visit-of-director", &form.kind, answers())).await;
        assert!(matches!(tried, Err(ServiceError::Refused)), "{tried:?}");
        let worker = office.world.person(Role::FieldWorker, HOME);
        assert!(matches!(brought(&office, &worker, HOUSEHOLD).await, Err(ServiceError::Refused)));
        assert!(matches!(collection.own_forms(&worker).await, Err(ServiceError::Refused)));
    }
}

#[tokio::test]
async fn a_later_version_takes_over_and_keeps_what_was_answered() {
    for office in everywhere().await {
        let context = office.coordinator();
        let form = in_use(&office, &context, HOUSEHOLD).await;
        office.collection.submit(&context, of_kind("visit-one", &form.kind, answers())).await.unwrap();
        let changed = HOUSEHOLD.replace("| safe | Is it safe?", "| safe | Is everybody safe?");
        let same_version = told(brought(&office, &context, &changed).await);
        assert!(same_version.len() == 1 && same_version[0].starts_with("settings row 2, version:"), "{same_version:?}");
        let second = changed
            .replace("| Household Visit | 1 |", "| Household Visit | 2 |")
            .replace("| | begin repeat |", "| | integer | rooms | Rooms | ห้อง | | work |\n| | begin repeat |");
        let second = in_use(&office, &context, &second).await;
        assert_eq!(second.kind, form.kind);
        let states: Vec<_> =
            office.collection.own_forms(&context).await.unwrap().iter().map(|one| one.version.state).collect();
        assert_eq!(states, [FormState::Retired, FormState::Published]);
        let mut more = answers();
        more["rooms"] = json!("2");
        let seen = Correction { record_id: "visit-one".into(), supersedes: "visit-one".into() };
        let correction = NewSubmission { corrects: Some(seen), ..of_kind("visit-more", &form.kind, more) };
        office.collection.submit(&context, correction).await.unwrap();
        let record = office.collection.read(&context, &form.kind, "visit-one").await.unwrap();
        assert_eq!((record.answer("safe"), record.answer("rooms")), ("yes".into(), "2".into()));
        let retyped = HOUSEHOLD
            .replace("| Household Visit | 1 |", "| Household Visit | 3 |")
            .replace("| select_one yn | safe |", "| integer | safe |");
        let told = told(brought(&office, &context, &retyped).await);
        assert!(
            told.len() == 1 && told[0].starts_with("survey row 6, type: Answers to “/safe” are already kept"),
            "{told:?}"
        );
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_cell_and_nothing_is_kept() {
    let office = Office::open().await;
    let context = office.coordinator();
    let cases = [
        ("| date | seen_on", "| dat | seen_on", "survey row 2, type:"),
        (". < 18", ". < (18", "survey row 8, constraint:"),
        (
            "| integer | age",
            "| select_one_from_file towns.csv | age",
            "survey row 8, type: Nobody supplies the list “towns.csv”",
        ),
        ("| | work |", "| | secret |", "survey row 6, bind::saphan:class:"),
        ("| Household Visit |", "| outreach-session |", "settings row 2, form_id: “outreach-session” is"),
    ];
    for (from, to, expected) in cases {
        let told = told(brought(&office, &context, &HOUSEHOLD.replace(from, to)).await);
        assert!(told.iter().any(|one| one.starts_with(expected)), "{to}: {told:?}");
    }
    let huge = office
        .collection
        .bring_form(&context, vec![BroughtFile::new("huge.xlsx", vec![0; collection::LARGEST_WORKBOOK + 1])])
        .await;
    assert_eq!(told(huge).len(), 1);
    for hostile in [&b"PK\x03\x04 not a workbook"[..], b"", b"\xff\xfe\x00"] {
        assert!(
            !told(office.collection.bring_form(&context, vec![BroughtFile::new("a.xlsx", hostile.to_vec())]).await)
                .is_empty()
        );
    }
    assert!(office.collection.own_forms(&context).await.unwrap().is_empty());
}

/// The form with `age` asked for as something else, as a version of its own.
fn retyped(version: &str, kind: &str) -> String {
    let other = HOUSEHOLD.replace("| integer | age |", &format!("| {kind} | age |")).replace(". < 18", "");
    other.replace("| Household Visit | 1 |", &format!("| Household Visit | {version} |"))
}

#[tokio::test]
async fn a_question_never_becomes_something_else_also_after_versions_without_it() {
    for office in everywhere().await {
        let context = office.coordinator();
        in_use(&office, &context, HOUSEHOLD).await;
        let without = HOUSEHOLD.replace("| integer | age |", "| integer | years |");
        in_use(&office, &context, &without.replace("| Household Visit | 1 |", "| Household Visit | 2 |")).await;
        let found = told(brought(&office, &context, &retyped("3", "text")).await);
        let expected = "Answers to “/child/age” are already kept as something else. Give the question another name.";
        assert_eq!(found, [format!("survey row 8, type: {expected}")]);
        assert!(brought(&office, &context, &retyped("3", "integer")).await.is_ok());
    }
}

#[tokio::test]
async fn a_draft_that_was_never_in_use_cannot_go_out_of_it() {
    for office in everywhere().await {
        let context = office.coordinator();
        let draft = brought(&office, &context, HOUSEHOLD).await.unwrap();
        let refused = told(office.collection.retire_form(&context, "Household Visit", "1").await);
        assert_eq!(refused, ["version: This form was never in use. Take it into use first."]);
        assert_eq!(office.collection.own_forms(&context).await.unwrap(), [draft]);
        in_use(&office, &context, HOUSEHOLD).await;
        let once = office.collection.retire_form(&context, "Household Visit", "1").await.unwrap();
        let again = office.collection.retire_form(&context, "Household Visit", "1").await.unwrap();
        assert_eq!((once.version.state, &again), (FormState::Retired, &once));
    }
}

#[tokio::test]
async fn a_form_that_contradicts_its_records_is_left_out_and_nothing_else() {
    for office in everywhere().await {
        let context = office.coordinator();
        let form = in_use(&office, &context, HOUSEHOLD).await;
        let other = HOUSEHOLD.replace("| Household Visit |", "| Another Visit |");
        let other = in_use(&office, &context, &other).await;
        // However a version came to be there that does not fit.
        let file = retyped("2", "text");
        let was = office.world.kit.store.attachment(&form.version.file_hash).await.unwrap().unwrap();
        let attachment = Attachment { hash: Attachment::name(file.as_bytes()), bytes: file.into_bytes(), ..was };
        let misfit = FormVersion { version: "2".into(), file_hash: attachment.hash.clone(), ..form.version.clone() };
        let retired = FormVersion { state: FormState::Retired, ..form.version };
        let changes = vec![Change::PutAttachment(attachment), Change::PutForm(retired), Change::PutForm(misfit)];
        office.world.kit.store.commit(Unit::new(changes, Vec::new())).await.unwrap();
        let second = office.second_server().await;
        assert!(second.kind(&context, &other.kind).is_ok() && second.kind(&context, &form.kind).is_err());
    }
}

#[tokio::test]
async fn what_a_phone_collected_before_a_form_went_out_of_use_still_arrives() {
    for office in everywhere().await {
        let context = office.coordinator();
        let form = in_use(&office, &context, HOUSEHOLD).await;
        office.collection.retire_form(&context, "Household Visit", "1").await.unwrap();
        let xml = r#"<data id="Household Visit" version="1"><seen_on>2020-01-10</seen_on><who><Name>Nok</Name></who>
            <safe>yes</safe><child><age>7</age></child><meta><instanceID>uuid:late-visit-0001</instanceID></meta></data>"#;
        let sent = || SentForm { xml: xml.to_owned(), files: Vec::new() };
        let worker = office.world.person(Role::FieldWorker, HOME);
        assert!(!office.collection.receive(&worker, &form.kind, sent()).await.unwrap().already_present);
        assert!(office.collection.receive(&worker, &form.kind, sent()).await.unwrap().already_present);
        assert_eq!(office.listed(&context, &form.kind).await.len(), 1);
        let of_another = office.collection.receive(&office.stranger(), &form.kind, sent()).await;
        assert!(matches!(of_another, Err(ServiceError::NotFound)), "{of_another:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_server_takes_up_what_this_one_publishes() {
    for office in everywhere().await {
        let context = office.coordinator();
        let second: Collection = office.second_server().await;
        let form = in_use(&office, &context, HOUSEHOLD).await;
        assert!(second.kind(&context, &form.kind).is_err(), "it has not looked yet");
        second.take_up_brought_forms().await.unwrap();
        second.submit(&context, of_kind("visit-two", &form.kind, answers())).await.unwrap();
        office.collection.retire_form(&context, "Household Visit", "1").await.unwrap();
        second.take_up_brought_forms().await.unwrap();
        let later = office.second_server().await;
        for (server, id) in [(&second, "visit-three"), (&later, "visit-four"), (&office.collection, "visit-five")] {
            let records = server.list(&context, ListQuery::everything(&form.kind)).await.unwrap().records;
            assert_eq!(records.len(), 1, "what was answered stays and is read");
            let tried = server.submit(&context, of_kind(id, &form.kind, answers())).await;
            assert!(matches!(tried, Err(ServiceError::Refused)), "{tried:?}");
        }
    }
}

#[tokio::test]
async fn a_draft_is_compared_with_the_version_in_use_and_with_what_was_collected() {
    for office in everywhere().await {
        let context = office.coordinator();
        let form = in_use(&office, &context, HOUSEHOLD).await;
        office.collection.submit(&context, of_kind("visit-one", &form.kind, answers())).await.unwrap();
        let unsafe_one = json!({ "seen_on": "2020-01-10", "safe": "no", "child": [{ "age": "16" }] });
        office.collection.submit(&context, of_kind("visit-two", &form.kind, unsafe_one)).await.unwrap();
        assert!(office.collection.compare_form(&context, &form.version).await.unwrap().is_none(), "the first version");
        let changed = HOUSEHOLD
            .replace("| Household Visit | 1 |", "| Household Visit | 2 |")
            .replace(". < 18", ". < 15")
            .replace("| | text | Name | Name | ชื่อ | | |\n", "")
            .replace(
                "| | begin group | who | Who | ใคร | | |\n| | end group | | | | | |\n",
                "| | text | note | Note | หมายเหตุ | | |\n",
            )
            .replace("| Is it safe? |", "| Is the house safe? |")
            .replace("| | yn | no | No | ไม่ |", "| | yn | unsure | Not sure | ไม่แน่ใจ |");
        let draft = brought(&office, &context, &changed).await.unwrap();
        let comparison =
            office.collection.compare_form(&context, &draft.version).await.unwrap().expect("another version");
        assert_eq!((comparison.before.as_str(), comparison.records, comparison.checked), ("1", 2, 2));
        let found: Vec<_> =
            comparison.changes.iter().map(|one| (one.path.as_str(), one.what.clone(), one.concerned)).collect();
        use collection::Difference::{Added, ChoicesAdded, ChoicesRemoved, Constraint, Relabelled, Removed};
        let expected = [
            ("/note", Added, 0),
            ("/safe", Relabelled, 0),
            ("/safe", ChoicesAdded(vec!["unsure".into()]), 0),
            ("/safe", ChoicesRemoved(vec!["no".into()]), 1),
            ("/child/age", Constraint, 1),
            ("/who/Name", Removed, 1),
        ];
        assert_eq!(found, expected);
        assert_eq!(comparison.refused, 1);
        let stranger = office.stranger();
        assert!(office.collection.compare_form(&stranger, &draft.version).await.is_err());
    }
}
