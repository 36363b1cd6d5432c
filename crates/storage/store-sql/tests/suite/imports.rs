//! Stories of imports, remembered mappings and files.

use crate::content::*;
use crate::world::World;
use store::{
    Attachment, Attachments, Batch, BatchState, Change, Imports, Projection, Records, Store, StoreError, Submission,
};

crate::on_both!(
    an_import_goes_through_its_states,
    the_records_of_an_import_are_those_that_stand,
    a_mapping_is_remembered_for_its_layout,
    a_file_is_kept_once_under_its_content,
);

fn batch(id: &str, created_at: i64) -> Batch {
    Batch {
        id: id.into(),
        kind: KIND.into(),
        agency_id: "a1".into(),
        author_id: "p1".into(),
        file_name: "ทะเบียน 2562.xlsx".into(),
        file_hash: "h".into(),
        project: None,
        mapping: "{}".into(),
        state: BatchState::Draft,
        summary: "{}".into(),
        created_at,
        updated_at: created_at,
    }
}

async fn an_import_goes_through_its_states(world: World) {
    let database = &world.database;
    let changes = [("b1", 1), ("b2", 3), ("b3", 2)].map(|(id, at)| Change::PutBatch(batch(id, at)));
    database.commit(quietly(changes.into())).await.unwrap();
    for state in [BatchState::Imported, BatchState::Undone] {
        let changed = Batch { state, project: Some("THA-1".into()), updated_at: 9, ..batch("b1", 1) };
        database.commit(quietly(vec![Change::PutBatch(changed.clone())])).await.unwrap();
        assert_eq!(database.batch("b1").await.unwrap(), Some(changed));
    }
    let latest = database.batches(KIND, 2).await.unwrap();
    assert_eq!(latest.iter().map(|batch| batch.id.as_str()).collect::<Vec<_>>(), ["b2", "b3"]);
    assert!(database.batches("prevention/other", 9).await.unwrap().is_empty());
}

async fn the_records_of_an_import_are_those_that_stand(world: World) {
    let database = &world.database;
    prepared(database).await;
    let of_batch = |id: &str| Submission { batch_id: Some("b1".into()), ..submission(id) };
    for id in ["s1", "s2", "s3"] {
        database.commit(submit(of_batch(id), visit("2019-07-04", "34", &[]))).await.unwrap();
    }
    database.commit(new_visit("other")).await.unwrap();
    database.commit(submit(correction("c2", "s2", "s2"), visit("2019-07-04", "50", &[]))).await.unwrap();
    database.commit(submit(retraction("c3", "s3", "s3"), Projection::default())).await.unwrap();
    let records = database.records_of_batch("b1").await.unwrap();
    let found: Vec<(&str, &str)> =
        records.iter().map(|record| (record.id.as_str(), record.submission_id.as_str())).collect();
    assert_eq!(found, [("s1", "s1"), ("s2", "c2")]);
    assert!(database.records_of_batch("nobody").await.unwrap().is_empty());
}

async fn a_mapping_is_remembered_for_its_layout(world: World) {
    let database = &world.database;
    for (agency_id, mapping) in [("a1", "first"), ("a2", "other"), ("a1", "second")] {
        let change = Change::RememberMapping {
            agency_id: agency_id.into(),
            kind: KIND.into(),
            signature: "date|place".into(),
            mapping: mapping.into(),
        };
        database.commit(quietly(vec![change])).await.unwrap();
    }
    assert_eq!(database.remembered_mapping("a1", KIND, "date|place").await.unwrap().as_deref(), Some("second"));
    assert_eq!(database.remembered_mapping("a2", KIND, "date|place").await.unwrap().as_deref(), Some("other"));
    assert_eq!(database.remembered_mapping("a1", KIND, "else").await.unwrap(), None);
}

async fn a_file_is_kept_once_under_its_content(world: World) {
    let database = &world.database;
    let bytes: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    let first = Attachment {
        hash: Attachment::name(&bytes),
        media_type: "image/png".into(),
        agency_id: "a1".into(),
        created_at: 1,
        bytes,
    };
    let again = Attachment { agency_id: "a2".into(), created_at: 2, ..first.clone() };
    for attachment in [first.clone(), again] {
        database.commit(quietly(vec![Change::PutAttachment(attachment)])).await.unwrap();
    }
    assert_eq!(database.attachment(&first.hash).await.unwrap(), Some(first.clone()));
    let forged = Attachment { bytes: b"other".into(), ..first };
    let error = database.commit(quietly(vec![Change::PutAttachment(forged)])).await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
}
