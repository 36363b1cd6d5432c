//! Stories of forms that were begun and not sent.

use crate::content::*;
use crate::world::World;
use store::{Change, Draft, DraftHead, Drafts, Store, Submissions};

crate::on_both!(
    a_draft_is_its_owners_and_changes,
    what_was_sent_is_no_draft_any_more,
    old_drafts_are_removed,
    a_draft_belongs_to_an_account
);

pub(crate) fn draft(account_id: &str, id: &str, updated_at: i64) -> Draft {
    Draft {
        head: DraftHead {
            account_id: account_id.into(),
            id: id.into(),
            kind: "test/visit".into(),
            form_version: "1".into(),
            record_id: Some("r1".into()),
            supersedes: None,
            created_at: 1,
            updated_at,
        },
        content: "[[\"/venue\",\"โรงเรียน\"]]".into(),
    }
}

async fn people(world: &World) {
    let people = vec![
        Change::PutAgency(agency("a1")),
        Change::PutAccount(account("p1", "somchai")),
        Change::PutAccount(account("p2", "somsri")),
    ];
    world.database.commit(quietly(people)).await.unwrap();
}

async fn a_draft_is_its_owners_and_changes(world: World) {
    let database = &world.database;
    people(&world).await;
    let begun = [draft("p1", "d1", 1), draft("p1", "d2", 2), draft("p2", "d1", 3)].map(Change::PutDraft);
    database.commit(quietly(begun.into())).await.unwrap();
    assert_eq!(database.drafts_of("p1").await.unwrap(), [draft("p1", "d2", 2).head, draft("p1", "d1", 1).head]);
    let changed = Draft { content: "[]".into(), ..draft("p1", "d1", 5) };
    database.commit(quietly(vec![Change::PutDraft(changed.clone())])).await.unwrap();
    assert_eq!(database.draft("p1", "d1").await.unwrap(), Some(changed));
    assert_eq!(database.draft("p2", "d1").await.unwrap(), Some(draft("p2", "d1", 3)), "another's of the same id");
    assert_eq!(database.draft("p2", "d2").await.unwrap(), None);
    let dropped = Change::DropDraft { account_id: "p1".into(), id: "d1".into() };
    database.commit(quietly(vec![dropped])).await.unwrap();
    assert_eq!(database.draft("p1", "d1").await.unwrap(), None);
    assert!(database.draft("p2", "d1").await.unwrap().is_some());
}

async fn what_was_sent_is_no_draft_any_more(world: World) {
    let database = &world.database;
    people(&world).await;
    prepared(database).await;
    database.commit(quietly(vec![Change::PutDraft(draft("p1", "s1", 1))])).await.unwrap();
    let sent = vec![
        Change::Submit(submission("s1"), visit("2019-07-04", "34", &[])),
        Change::DropDraft { account_id: "p1".into(), id: "s1".into() },
    ];
    database.commit(quietly(sent)).await.unwrap();
    assert!(database.submission("s1").await.unwrap().is_some());
    database.commit(quietly(vec![Change::PutDraft(draft("p1", "s1", 2))])).await.unwrap();
    assert_eq!(database.drafts_of("p1").await.unwrap(), [], "what comes late is not kept");
}

async fn old_drafts_are_removed(world: World) {
    let database = &world.database;
    people(&world).await;
    let begun = [draft("p1", "d1", 1), draft("p2", "d2", 2), draft("p2", "d3", 3)].map(Change::PutDraft);
    database.commit(quietly(begun.into())).await.unwrap();
    database.commit(quietly(vec![Change::DropDraftsBefore { at: 3 }])).await.unwrap();
    assert_eq!(database.drafts_of("p1").await.unwrap(), []);
    assert_eq!(database.drafts_of("p2").await.unwrap(), [draft("p2", "d3", 3).head]);
}

async fn a_draft_belongs_to_an_account(world: World) {
    assert!(world.database.commit(quietly(vec![Change::PutDraft(draft("nobody", "d1", 1))])).await.is_err());
}
