//! Stories of imports that are undone.

use crate::office::{FANG, KIND, MAE_HONG_SON, Office, PROJECT_KIND, first_version, register, session, upload};
use collection::Upload;
use service_kit::{Context, ServiceError};

async fn last_import(office: &Office, context: &Context) -> String {
    office.collection.imports(context, KIND).await.unwrap()[0].id.clone()
}

#[tokio::test]
async fn undoing_keeps_what_somebody_corrected_since() {
    let office = Office::open().await;
    let context = office.coordinator();
    office.import(&context, &register(&[FANG, MAE_HONG_SON])).await;
    let batch = last_import(&office, &context).await;
    let corrected = office.listed(&context, KIND).await[0].id.clone();
    office.correct(&context, "a-correction", &first_version(&corrected), session("School 1", 7)).await.unwrap();
    assert_eq!(office.collection.import_undo(&context, &batch).await.unwrap(), (1, 1));
    let left = office.listed(&context, KIND).await;
    assert_eq!(left.iter().map(|record| &record.id).collect::<Vec<_>>(), [&corrected]);
    let again = office.collection.import_undo(&context, &batch).await;
    assert!(matches!(again, Err(ServiceError::Conflict(said)) if said.key == "collection-import-not-confirmed"));
}

#[tokio::test]
async fn an_undone_import_says_in_the_history_how_it_was_taken_back() {
    let office = Office::open().await;
    let context = office.coordinator();
    office.import(&context, &register(&[FANG])).await;
    let id = office.listed(&context, KIND).await[0].id.clone();
    office.collection.import_undo(&context, &last_import(&office, &context).await).await.unwrap();
    let history = office.collection.history(&context, KIND, &id).await.unwrap();
    let sources: Vec<_> = history.iter().map(|version| version.source.as_str()).collect();
    assert_eq!(sources, ["import", "import"]);
    assert!(history[1].reason.as_ref().is_some_and(|reason| reason.contains("register.csv")));
}

#[tokio::test]
async fn a_project_goes_with_the_import_that_made_it_unless_others_are_linked_to_it() {
    let office = Office::open().await;
    let context = office.coordinator();
    let import = |row: &str| {
        let upload = Upload { project: Some("DEMO-P1".into()), ..upload(&register(&[row])) };
        office.collection.import_at_once(&context, upload)
    };
    import(FANG).await.unwrap();
    let first = last_import(&office, &context).await;
    office.collection.import_undo(&context, &first).await.unwrap();
    assert!(office.listed(&context, PROJECT_KIND).await.is_empty());

    office.world.clock.advance(1000);
    let context = office.coordinator();
    assert_eq!(import(FANG).await.unwrap().imported, 1);
    let second = last_import(&office, &context).await;
    assert_eq!(import(MAE_HONG_SON).await.unwrap().imported, 1);
    assert_eq!(office.collection.import_undo(&context, &second).await.unwrap(), (1, 1));
    assert_eq!(office.listed(&context, PROJECT_KIND).await.len(), 1, "the second file's session is linked to it");
    let left = office.listed(&context, KIND).await;
    assert_eq!(left.iter().map(|record| record.answer("venue")).collect::<Vec<_>>(), ["Welfare school"]);
}
