//! Stories of entities.

use crate::content::*;
use crate::world::World;
use store::{
    Beside, Change, Entities, Entity, EntityChange, EntityCount, EntityPage, EntityQuery, ListedEntity, Requirement,
    Scope, Store, StoreError,
};

crate::on_both!(
    an_entity_is_kept_with_its_changes,
    a_reader_sees_the_entities_of_their_agencies,
    what_changed_after_a_revision_is_told,
    an_entity_that_another_changed_is_not_overwritten,
    pages_of_a_list_follow_on_each_other_and_find_texts
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

fn in_list(entity: &Entity) -> ListedEntity {
    ListedEntity {
        id: entity.id.clone(),
        label: entity.label.clone(),
        properties: entity.properties.clone(),
        version: entity.version,
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
    let unmade = Entity { version: 0, waiting: 1, ..entity("e5", "a3", 1) };
    database.commit(quietly(put(unmade, change("e5", 1, None)))).await.unwrap();
    let listed = |entities: &[&Entity]| entities.iter().map(|one| in_list(one)).collect::<Vec<_>>();
    let [first, second, third, _deleted] = &all;
    assert_eq!(database.entities_listed(LIST, &Scope::All).await.unwrap(), listed(&[first, second, third]));
    assert_eq!(database.entities_listed(LIST, &of(&["a2", "a3"])).await.unwrap(), listed(&[second]));
    assert_eq!(database.entities_listed(LIST, &of(&[])).await.unwrap(), []);
    assert_eq!(database.entities_listed("own-1/places", &Scope::All).await.unwrap(), []);
    let count = |entities, unsettled| EntityCount { list: LIST.into(), entities, unsettled, waiting: 0 };
    assert_eq!(database.entity_counts(&of(&["a1"])).await.unwrap(), [count(2, 1)]);
    assert_eq!(database.entity_counts(&of(&["a1", "a2"])).await.unwrap(), [count(3, 1)]);
    let waiting = EntityCount { waiting: 1, ..count(3, 1) };
    assert_eq!(database.entity_counts(&Scope::All).await.unwrap(), [waiting]);
}

async fn what_changed_after_a_revision_is_told(world: World) {
    let database = &world.database;
    for id in ["e1", "e2", "e3"] {
        database.commit(quietly(put(entity(id, "a1", 1), change(id, 1, Some(1))))).await.unwrap();
    }
    let seen = database.entity_revision(LIST).await.unwrap();
    assert_eq!(database.entities_moved(LIST, seen, 9).await.unwrap(), []);
    let deleted = Entity { deleted: true, ..entity("e3", "a1", 2) };
    let again = entity("e1", "a1", 2);
    database.commit(quietly(put(deleted.clone(), change("e3", 2, Some(2))))).await.unwrap();
    database.commit(quietly(put(again.clone(), change("e1", 2, Some(2))))).await.unwrap();
    assert_eq!(database.entities_moved(LIST, seen, 9).await.unwrap(), [deleted.clone(), again.clone()]);
    assert_eq!(database.entities_moved(LIST, seen, 1).await.unwrap(), [deleted]);
    assert_eq!(database.entities_moved(LIST, seen + 1, 9).await.unwrap(), [again]);
    assert_eq!(database.entities_moved("own-1/places", 0, 9).await.unwrap(), []);
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

fn asked(scope: Scope, text: &str, beside: Option<Beside>, limit: u32) -> EntityQuery {
    EntityQuery { list: LIST.into(), scope, text: text.into(), beside, limit }
}

fn ids(page: &EntityPage) -> Vec<String> {
    page.entities.iter().map(|entity| entity.id.clone()).collect()
}

async fn pages_of_a_list_follow_on_each_other_and_find_texts(world: World) {
    let database = &world.database;
    let long = "ก".repeat(3_000);
    let labels =
        ["Mali", "mali", "มะลิ", "Éva", "100%", "say \"hi\"", &format!("{long}ก"), &format!("{long}ข"), "Mali", ""];
    let mut all = Vec::new();
    for number in 0..40_usize {
        let label = labels[number % labels.len()].to_owned();
        let agency = ["a1", "a2", "a3"][number % 3];
        let properties = serde_json::json!({ "village": format!("Na \"{number}\" É") }).to_string();
        let id = format!("e{number:02}");
        all.push(Entity {
            label,
            properties,
            unsettled: i64::from(number % 7 == 0),
            waiting: i64::from(number % 11 == 0),
            deleted: number % 5 == 0,
            ..entity(&id, agency, 1)
        });
    }
    for one in &all {
        database.commit(quietly(put(one.clone(), change(&one.id, 1, Some(1))))).await.unwrap();
    }
    let key = |one: &Entity| {
        let called: String = one.label.chars().take(100).collect();
        (one.unsettled == 0 && one.waiting == 0, one.deleted, called, one.id.clone())
    };
    all.sort_by_key(key);
    let scopes = [Scope::All, Scope::Agencies(vec!["a1".into()]), Scope::Agencies(vec!["a3".into(), "a1".into()])];
    let texts = ["", "MALI", "มะลิ", "éVA", "é", "%", "_", "\"", "\"hi", "na \"3", "village", "nobody", "\\", "\0"];
    for scope in &scopes {
        for text in texts {
            let is_seen = |one: &Entity| match scope {
                Scope::All => true,
                Scope::Agencies(agencies) => agencies.contains(&one.agency_id),
            };
            let village = |one: &Entity| {
                serde_json::from_str::<serde_json::Value>(&one.properties).unwrap()["village"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            };
            let has = |one: &Entity| {
                [one.label.clone(), village(one)]
                    .iter()
                    .any(|value| value.to_lowercase().contains(&text.to_lowercase()))
            };
            let expected: Vec<String> =
                all.iter().filter(|one| is_seen(one) && has(one)).map(|one| one.id.clone()).collect();
            let mut forwards = Vec::new();
            let mut beside = None;
            loop {
                let page = database.entity_page(&asked(scope.clone(), text, beside, 3)).await.unwrap();
                assert!(!page.is_lost && page.entities.len() <= 3);
                let is_counted = text.is_empty() || expected.len() <= 3;
                assert_eq!(page.total, is_counted.then_some(expected.len() as u64), "{scope:?} {text}");
                beside = ids(&page).pop().map(Beside::After);
                forwards.extend(ids(&page));
                if !page.goes_on {
                    break;
                }
            }
            assert_eq!(forwards, expected, "{scope:?} {text}");
            for (place, id) in expected.iter().enumerate().skip(1) {
                let before = asked(scope.clone(), text, Some(Beside::Before(id.clone())), 3);
                let page = database.entity_page(&before).await.unwrap();
                assert_eq!(ids(&page), expected[place.saturating_sub(3)..place], "{scope:?} {text} before {id}");
                assert_eq!(page.goes_on, place > 3);
            }
        }
    }
    for lost in ["nobody", "", "e01", "a\0b"] {
        let scope = Scope::Agencies(vec!["a1".into()]);
        let page = database.entity_page(&asked(scope, "", Some(Beside::After(lost.into())), 3)).await.unwrap();
        assert!(page.is_lost && page.entities.is_empty(), "{lost}");
    }
    let nobody = database.entity_page(&asked(Scope::Agencies(Vec::new()), "", None, 3)).await.unwrap();
    assert_eq!((nobody.entities.len(), nobody.total), (0, Some(0)));
}
