//! Stories of entities.

use crate::content::*;
use crate::world::World;
use store::{Change, Entities, Entity, EntityChange, EntityCount, Requirement, Scope, Store, StoreError};

crate::on_both!(
    an_entity_is_kept_with_its_changes,
    a_reader_sees_the_entities_of_their_agencies,
    an_entity_that_another_changed_is_not_overwritten
);

const LIST: &str = "own-1/people";

fn entity(id: &str, agency_id: &str, changes: i64) -> Entity {
    Entity {
        list: LIST.into(),
        id: id.into(),
        agency_id: agency_id.into(),
        author_id: "p1".into(),
        label: "มะลิ".into(),
        properties: r#"{"village":"Na Di"}"#.into(),
        version: changes,
        changes,
        unsettled: 0,
        waiting: 0,
        deleted: false,
        created_at: 1,
        updated_at: changes,
    }
}

fn change(id: &str, number: i64, version: Option<i64>) -> EntityChange {
    EntityChange {
        list: LIST.into(),
        entity_id: id.into(),
        number,
        version,
        submission_id: Some(format!("s{number}")),
        record_id: Some("r1".into()),
        author_id: "p1".into(),
        said: "{}".into(),
        at: number,
    }
}

fn put(entity: Entity, change: EntityChange) -> Vec<Change> {
    vec![Change::PutEntity(entity), Change::PutEntityChange(change)]
}

async fn an_entity_is_kept_with_its_changes(world: World) {
    let database = &world.database;
    assert_eq!(database.entity_revision(LIST).await.unwrap(), 0);
    let waiting = Entity { version: 0, waiting: 1, ..entity("e1", "a1", 1) };
    database.commit(quietly(put(waiting.clone(), change("e1", 1, None)))).await.unwrap();
    assert_eq!(database.entity(LIST, "e1").await.unwrap(), Some(waiting));
    database.commit(quietly(put(entity("e1", "a1", 2), change("e1", 2, Some(1))))).await.unwrap();
    database.commit(quietly(vec![Change::PutEntityChange(change("e1", 1, Some(2)))])).await.unwrap();
    assert_eq!(database.entity(LIST, "e1").await.unwrap(), Some(entity("e1", "a1", 2)));
    let changes = database.entity_changes(LIST, "e1").await.unwrap();
    assert_eq!(changes, [change("e1", 1, Some(2)), change("e1", 2, Some(1))]);
    assert_eq!(database.entities_of_record("r1").await.unwrap(), [(LIST.to_owned(), "e1".to_owned())]);
    assert_eq!(database.entity_revision(LIST).await.unwrap(), 2);
}

async fn a_reader_sees_the_entities_of_their_agencies(world: World) {
    let database = &world.database;
    let unsettled = Entity { unsettled: 2, ..entity("e3", "a1", 2) };
    let deleted = Entity { deleted: true, ..entity("e4", "a1", 2) };
    let all = [entity("e1", "a1", 1), entity("e2", "a2", 1), unsettled.clone(), deleted.clone()];
    for one in &all {
        database.commit(quietly(put(one.clone(), change(&one.id, 1, Some(1))))).await.unwrap();
    }
    let of = |agencies: &[&str]| Scope::Agencies(agencies.iter().map(|one| (*one).to_owned()).collect());
    assert_eq!(database.entities(LIST, &Scope::All).await.unwrap(), all);
    assert_eq!(database.entities(LIST, &of(&["a2"])).await.unwrap(), [entity("e2", "a2", 1)]);
    assert_eq!(database.entities(LIST, &of(&[])).await.unwrap(), []);
    assert_eq!(database.entities("own-1/places", &Scope::All).await.unwrap(), []);
    let count = |entities, unsettled| EntityCount { list: LIST.into(), entities, unsettled, waiting: 0 };
    assert_eq!(database.entity_counts(&of(&["a1"])).await.unwrap(), [count(2, 1)]);
    assert_eq!(database.entity_counts(&of(&["a1", "a2"])).await.unwrap(), [count(3, 1)]);
    assert_eq!(database.entity_counts(&Scope::All).await.unwrap(), [count(3, 1)]);
}

async fn an_entity_that_another_changed_is_not_overwritten(world: World) {
    let database = &world.database;
    let at = |changes| Requirement::EntityAt { list: LIST.into(), id: "e1".into(), changes, version: changes };
    let first = quietly(put(entity("e1", "a1", 1), change("e1", 1, Some(1)))).requiring(at(0));
    database.commit(first.clone()).await.unwrap();
    let refused = database.commit(first).await.unwrap_err();
    assert!(matches!(refused, StoreError::Conflict(_)), "{refused:?}");
    database.commit(quietly(put(entity("e1", "a1", 2), change("e1", 2, Some(2)))).requiring(at(1))).await.unwrap();
    assert_eq!(database.entity_changes(LIST, "e1").await.unwrap().len(), 2);
    // What waited counts now, without another change: whoever saw it wait decides on something that is no more.
    let waited = Requirement::EntityAt { list: LIST.into(), id: "e1".into(), changes: 2, version: 1 };
    let refused =
        database.commit(quietly(put(entity("e1", "a1", 3), change("e1", 3, Some(3)))).requiring(waited)).await;
    assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
}
