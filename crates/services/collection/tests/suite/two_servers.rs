//! Stories of two servers on one database that work on one import, told on SQLite and, where there is a server, on PostgreSQL.

use crate::office::{FANG, KIND, MAE_HONG_SON, Office, first_version, register, session, upload};
use collection::{Collection, ImportOutcome};
use jiff::civil::date;
use service_kit::{Context, ServiceError};
use store::BatchState;
use testkit::World;

/// Two servers that share a database, on every engine that is at hand.
async fn everywhere() -> Vec<(Office, Collection)> {
    let day = date(2020, 1, 15);
    let mut pairs = Vec::new();
    for world in [Some(World::on(day).await), World::on_postgres(day).await].into_iter().flatten() {
        let office = Office::on(world).await;
        let second = office.second_server().await;
        pairs.push((office, second));
    }
    pairs
}

fn said(outcome: &Result<ImportOutcome, ServiceError>) -> &str {
    match outcome {
        Err(ServiceError::Conflict(said)) => said.key,
        _ => "",
    }
}

async fn draft(office: &Office, context: &Context) -> String {
    office.collection.import_upload(context, upload(&register(&[FANG, MAE_HONG_SON]))).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_is_confirmed_once() {
    for (office, second) in everywhere().await {
        let context = office.coordinator();
        let id = draft(&office, &context).await;
        let (one, other) =
            tokio::join!(office.collection.import_confirm(&context, &id), second.import_confirm(&context, &id));
        let (won, lost) = if one.is_ok() { (&one, &other) } else { (&other, &one) };
        assert_eq!(won.as_ref().unwrap().imported, 2);
        assert_eq!(said(lost), "collection-import-done", "{lost:?}");
        assert_eq!(office.listed(&context, KIND).await.len(), 2);
        let told = office.world.audit().await;
        assert_eq!(told.iter().filter(|row| row.entry.action == "import.confirm").count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_is_either_confirmed_or_put_away() {
    for (office, second) in everywhere().await {
        let context = office.coordinator();
        let id = draft(&office, &context).await;
        let (confirmed, put_away) =
            tokio::join!(office.collection.import_confirm(&context, &id), second.import_discard(&context, &id));
        assert_ne!(confirmed.is_ok(), put_away.is_ok(), "{confirmed:?}, {put_away:?}");
        let state = office.world.kit.store.batch(&id).await.unwrap().unwrap().state;
        let records = office.listed(&context, KIND).await.len();
        let expected = if confirmed.is_ok() { (BatchState::Imported, 2) } else { (BatchState::Undone, 0) };
        assert_eq!((state, records), expected);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn undoing_an_import_and_confirming_it_again_end_as_one_after_the_other() {
    for (office, second) in everywhere().await {
        let context = office.coordinator();
        let id = draft(&office, &context).await;
        office.collection.import_confirm(&context, &id).await.unwrap();
        let (undone, again, confirmed) = tokio::join!(
            office.collection.import_undo(&context, &id),
            second.import_undo(&context, &id),
            second.import_confirm(&context, &id),
        );
        assert_eq!(said(&confirmed), "collection-import-done");
        assert_ne!(undone.is_ok(), again.is_ok(), "{undone:?}, {again:?}");
        assert_eq!(undone.or(again).unwrap(), (2, 0));
        assert!(office.listed(&context, KIND).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_corrected_while_its_import_is_undone_is_kept_or_gone_but_never_both() {
    for (office, second) in everywhere().await {
        let context = office.coordinator();
        let id = draft(&office, &context).await;
        office.collection.import_confirm(&context, &id).await.unwrap();
        let record = office.listed(&context, KIND).await[0].id.clone();
        let seen = first_version(&record);
        let (corrected, undone) = tokio::join!(
            office.correct(&context, "a-correction", &seen, session("School 1", 7)),
            second.import_undo(&context, &id),
        );
        let expected = if corrected.is_ok() { (1, 1) } else { (2, 0) };
        assert_eq!(undone.unwrap(), expected, "{corrected:?}");
        assert_eq!(office.listed(&context, KIND).await.len(), expected.1);
    }
}
