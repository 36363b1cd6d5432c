//! Stories of registers that become records, each row once.

use crate::office::{FANG, KIND, MAE_HONG_SON, Office, PROJECT_KIND, register, upload};
use collection::{ImportPreview, RowState, Upload};
use language::Lang;
use registers::{Confidence, Mapping, Target};
use service_kit::{Role, ServiceError};
use testkit::{HOME, OTHER};

/// A register whose column of places nobody could guess.
fn odd_register(rows: &[&str]) -> String {
    register(rows).replacen("Venue", "Qzx", 1)
}

fn target(preview: &ImportPreview, heading: &str) -> Option<Target> {
    let columns = &preview.plan.tables[0].mapping.columns;
    columns.iter().find(|column| column.heading == heading).unwrap().target.clone()
}

#[tokio::test]
async fn a_changed_mapping_is_used_and_remembered_for_the_same_layout() {
    let office = Office::open().await;
    let context = office.coordinator();
    let collection = &office.collection;
    let batch = collection.import_upload(&context, upload(&odd_register(&[FANG]))).await.unwrap();
    let preview = collection.import_preview(&context, &batch).await.unwrap();
    let venue = Target::Answer { path: "venue".into() };
    assert_ne!(target(&preview, "Qzx"), Some(venue.clone()));
    assert_eq!(preview.count(RowState::Blocked), 1, "a session without its place is none");
    let missing: Vec<_> = preview.missing.iter().map(|one| one.label.get(Lang::En).to_owned()).collect();
    assert_eq!(missing, ["Where it took place"], "the page says which question has no column");
    let sample = |heading: &str| {
        let columns = &preview.plan.tables[0].mapping.columns;
        let column = columns.iter().find(|column| column.heading == heading).unwrap().column;
        preview.samples.iter().find(|sample| (sample.table, sample.column) == (0, column)).unwrap().values.clone()
    };
    assert_eq!(sample("Qzx"), ["District school"]);
    assert!(preview.targets.iter().any(|choice| choice.target == venue), "the page offers it");

    let mut mapping: Mapping = preview.plan.tables[0].mapping.clone();
    for column in mapping.columns.iter_mut().filter(|column| column.heading == "Qzx") {
        column.target = Some(venue.clone());
        column.confidence = Confidence::Chosen;
    }
    collection.import_map(&context, &batch, 0, mapping).await.unwrap();
    let preview = collection.import_preview(&context, &batch).await.unwrap();
    assert_eq!(
        (preview.count(RowState::New), preview.missing.len()),
        (1, 0),
        "read again without bringing the file again"
    );
    assert_eq!(collection.import_confirm(&context, &batch).await.unwrap().imported, 1);
    assert_eq!(office.listed(&context, KIND).await[0].answer("venue"), "District school");

    let next = collection.import_upload(&context, upload(&odd_register(&[MAE_HONG_SON]))).await.unwrap();
    let preview = collection.import_preview(&context, &next).await.unwrap();
    assert_eq!((target(&preview, "Qzx"), preview.count(RowState::New)), (Some(venue.clone()), 1));
    let stranger = office.stranger();
    let theirs = collection.import_upload(&stranger, upload(&odd_register(&[FANG]))).await.unwrap();
    let preview = collection.import_preview(&stranger, &theirs).await.unwrap();
    assert_ne!(target(&preview, "Qzx"), Some(venue), "one agency's habit is not another's");
}

#[tokio::test]
async fn a_row_entered_twice_becomes_one_record() {
    let office = Office::open().await;
    let context = office.coordinator();
    let (remark, spelt) = (format!("{FANG}rained"), FANG.replacen("District school", "district  SCHOOL", 1));
    let outcome = office.import(&context, &register(&[FANG, MAE_HONG_SON, FANG, &remark, &spelt])).await;
    assert_eq!((outcome.read, outcome.imported, outcome.already_present), (2, 2, 0), "{:?}", outcome.problems);
    let told: Vec<_> = outcome.problems.iter().filter(|problem| problem.message.key == "registers-duplicate").collect();
    assert_eq!(told.iter().map(|problem| problem.row).collect::<Vec<_>>(), [4, 5, 6]);
    assert!(told.iter().all(|problem| !problem.blocks));
    let again = office.import(&context, &register(&[&remark, MAE_HONG_SON])).await;
    assert_eq!((again.imported, again.already_present), (0, 2));
}

#[tokio::test]
async fn rows_that_cannot_be_read_are_told_at_their_cells_and_the_rest_is_imported() {
    let office = Office::open().await;
    let context = office.coordinator();
    let nowhere = MAE_HONG_SON.replacen("Mae Hong Son,285", "Atlantis,285", 1);
    let ahead = FANG.replacen("2019-07-18", "2020-07-18", 1);
    let too_many = FANG.replacen("265", "100001", 1);
    let csv = register(&[FANG, &nowhere, &ahead, &too_many]);
    let trial = office.collection.import_trial(&context, &upload(&csv)).await.unwrap();
    assert_eq!((trial.read, trial.imported), (4, 0));
    assert!(office.listed(&context, KIND).await.is_empty());
    let outcome = office.import(&context, &csv).await;
    assert_eq!((outcome.read, outcome.imported), (4, 1));
    assert_eq!(outcome.problems, trial.problems, "the trial tells what the import tells");
    let blocked: Vec<_> =
        outcome.problems.iter().filter(|problem| problem.blocks).map(|problem| problem.cell.as_str()).collect();
    for cell in ["E3", "A4", "F5"] {
        assert!(blocked.contains(&cell), "{cell} in {:?}", outcome.problems);
    }
}

#[tokio::test]
async fn a_project_is_made_once_and_for_its_own_agency() {
    let office = Office::open().await;
    let (context, stranger) = (office.coordinator(), office.stranger());
    let of_project = |csv: &str| Upload { project: Some("DEMO-P1".into()), ..upload(csv) };
    let import = |context, row: &str| office.collection.import_at_once(context, of_project(&register(&[row])));
    let (one, other) = tokio::join!(import(&context, FANG), import(&context, MAE_HONG_SON));
    assert_eq!((one.unwrap().imported, other.unwrap().imported), (1, 1));
    assert_eq!(office.listed(&context, PROJECT_KIND).await.len(), 1);
    assert!(office.listed(&context, KIND).await.iter().all(|record| record.answer("project") == "DEMO-P1"));
    // A data officer sees every agency's projects, and still makes their own agency's.
    let officer = office.world.person(Role::DataOfficer, OTHER);
    import(&officer, FANG).await.unwrap();
    let theirs = office.listed(&stranger, PROJECT_KIND).await;
    assert_eq!(theirs.len(), 1);
    assert_eq!(theirs[0].agency_id, OTHER);
}

#[tokio::test]
async fn what_is_no_register_is_refused_and_leaves_nothing() {
    let office = Office::open().await;
    let context = office.coordinator();
    let too_large = vec![b'x'; 25 * 1024 * 1024 + 1];
    let too_wide = vec![b','; 200_000];
    for (what, bytes) in [
        ("nothing", Vec::new()),
        ("half a zip", b"PK\x03\x04 and then nothing of use".to_vec()),
        ("half a workbook", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and then nothing".to_vec()),
        ("no text", (0..=255).cycle().take(5000).collect()),
        ("no table", b"hello\nthis is a letter\n".to_vec()),
        ("too large", too_large),
        ("too wide", too_wide),
    ] {
        let file = Upload { bytes, ..upload("") };
        for tried in [
            office.collection.import_upload(&context, file.clone()).await.map(drop),
            office.collection.import_at_once(&context, file.clone()).await.map(drop),
            office.collection.import_trial(&context, &file).await.map(drop),
        ] {
            assert!(
                matches!(&tried, Err(ServiceError::Invalid(problems)) if problems[0].path == "file"),
                "{what}: {tried:?}"
            );
        }
    }
    let wrong_code = Upload { project: Some("not a code!".into()), ..upload(&register(&[FANG])) };
    let tried = office.collection.import_upload(&context, wrong_code).await;
    assert!(matches!(&tried, Err(ServiceError::Invalid(problems)) if problems[0].path == "/code"), "{tried:?}");
    assert!(office.collection.imports(&context, KIND).await.unwrap().is_empty());
    assert!(office.world.audit().await.is_empty());
}

#[tokio::test]
async fn a_file_imported_twice_at_once_adds_each_record_once() {
    let office = Office::open().await;
    let context = office.coordinator();
    let csv = register(&[FANG, MAE_HONG_SON]);
    let (one, other) = tokio::join!(office.import(&context, &csv), office.import(&context, &csv));
    assert_eq!(one.imported + other.imported, 2);
    assert_eq!(one.already_present + other.already_present, 2);
    assert_eq!(office.listed(&context, KIND).await.len(), 2);

    let more = FANG.replacen("2019-07-18", "2019-07-19", 1);
    let batch = office.collection.import_upload(&context, upload(&register(&[&more]))).await.unwrap();
    let confirm = || office.collection.import_confirm(&context, &batch);
    let (one, other) = tokio::join!(confirm(), confirm());
    assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1);
    assert!(
        matches!(one.and(other).unwrap_err(), ServiceError::Conflict(said) if said.key == "collection-import-done")
    );
    assert_eq!(office.listed(&context, KIND).await.len(), 3);
}

#[tokio::test]
async fn an_import_stays_its_agencys_whoever_confirms_it() {
    let office = Office::open().await;
    let stranger = office.stranger();
    let batch = office.collection.import_upload(&stranger, upload(&register(&[FANG]))).await.unwrap();
    let officer = office.world.person(Role::DataOfficer, HOME);
    assert_eq!(office.collection.import_confirm(&officer, &batch).await.unwrap().imported, 1);
    assert_eq!(office.listed(&stranger, KIND).await[0].agency_id, OTHER);
    let again = office.import(&stranger, &register(&[FANG])).await;
    assert_eq!((again.imported, again.already_present), (0, 1), "the row is known by its agency, not by who confirmed");
}

#[tokio::test]
async fn who_does_not_import_is_refused_and_others_imports_do_not_exist() {
    let office = Office::open().await;
    let context = office.coordinator();
    let collection = &office.collection;
    for role in [Role::FieldWorker, Role::Partner] {
        let person = office.world.person(role, HOME);
        for tried in [
            collection.import_upload(&person, upload(&register(&[FANG]))).await.map(drop),
            collection.import_at_once(&person, upload(&register(&[FANG]))).await.map(drop),
            collection.imports(&person, KIND).await.map(drop),
        ] {
            assert!(matches!(tried, Err(ServiceError::Refused)), "{role:?}: {tried:?}");
        }
    }
    let batch = collection.import_upload(&context, upload(&register(&[FANG]))).await.unwrap();
    for stranger in [office.stranger(), office.world.person(Role::FieldWorker, HOME)] {
        for tried in [
            collection.import_preview(&stranger, &batch).await.map(drop),
            collection.import_map(&stranger, &batch, 0, Mapping::default()).await,
            collection.import_confirm(&stranger, &batch).await.map(drop),
            collection.import_undo(&stranger, &batch).await.map(drop),
            collection.import_discard(&stranger, &batch).await,
        ] {
            assert!(matches!(tried, Err(ServiceError::NotFound)), "{tried:?}");
        }
    }
    assert!(collection.imports(&office.stranger(), KIND).await.unwrap().is_empty());
    collection.import_discard(&context, &batch).await.unwrap();
    assert!(matches!(collection.import_confirm(&context, &batch).await, Err(ServiceError::Conflict(_))));
    assert_eq!(context.actor.agency_id, HOME);
    assert!(office.listed(&context, KIND).await.is_empty());
}
