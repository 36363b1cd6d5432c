//! Stories of records that have a point, on a map of a list. Told on SQLite and, where there is a server, on PostgreSQL.

use crate::desk::{everywhere, in_use, of_kind};
use crate::office::Office;
use collection::{Narrowing, point_column};
use serde_json::json;
use service_kit::Role;
use store::AuditQuery;
use testkit::{HOME, OTHER};

const VISIT: &str = "
| survey |
| | type | name | label | bind::saphan:class |
| | date | seen_on | Day | work |
| | select_one yn | safe | Safe? | work |
| | geopoint | house | House | case |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| settings |
| | form_id | version | form_title |
| | visit | 1 | Visit |
";

/// How many looks at a list of a kind were told of.
async fn looks(office: &Office, kind: &str) -> usize {
    let told = office.world.kit.store.audit(&AuditQuery { limit: 100, ..AuditQuery::default() }).await.unwrap();
    told.iter().filter(|one| one.entry.action == "record.list" && one.entry.subject_kind == kind).count()
}

#[tokio::test]
async fn who_looks_at_a_map_of_what_happened_to_people_is_told_of_once() {
    let without_points =
        VISIT.replace("| geopoint | house |", "| text | house |").replace("| | visit |", "| | visit-without |");
    let harmless = VISIT.replace("House | case", "House | work").replace("| | visit |", "| | visit-harmless |");
    for office in everywhere().await {
        let context = office.coordinator();
        for (text, expected) in [(VISIT, 1), (&without_points, 1), (&harmless, 0)] {
            let form = in_use(&office, &context, text).await;
            office.collection.mapped(&context, &form.kind, &Narrowing::default()).await.unwrap();
            assert_eq!(looks(&office, &form.kind).await, expected, "{text}");
        }
    }
}

#[tokio::test]
async fn a_map_shows_the_points_of_the_list_that_its_reader_may_see() {
    for office in everywhere().await {
        let context = office.coordinator();
        let form = in_use(&office, &context, VISIT).await;
        let answers = [
            ("visit-one", json!({ "seen_on": "2020-01-10", "safe": "yes", "house": "18.79 98.98 310 5" })),
            ("visit-two", json!({ "seen_on": "2020-01-11", "safe": "no", "house": "18.80 98.99 0 0" })),
            ("visit-nowhere", json!({ "seen_on": "2020-01-12", "safe": "no" })),
        ];
        for (id, given) in answers {
            office.collection.submit(&context, of_kind(id, &form.kind, given)).await.unwrap();
        }
        let found = |narrowed: Narrowing, context| {
            let (collection, kind) = (&office.collection, &form.kind);
            async move {
                let placed = collection.mapped(&context, kind, &narrowed).await.unwrap().placed;
                placed.into_iter().rev().map(|one| (one.id, one.at, one.day.map(|day| day.day()))).collect::<Vec<_>>()
            }
        };
        let (one, two) = ((18.79, 98.98), (18.8, 98.99));
        let all = [("visit-one".to_owned(), one, Some(10)), ("visit-two".to_owned(), two, Some(11))];
        assert_eq!(found(Narrowing::default(), context.clone()).await, all);
        let unsafe_only = Narrowing { answers: vec![("safe".into(), "no".into())], ..Narrowing::default() };
        assert_eq!(found(unsafe_only, context.clone()).await, all[1..]);
        let january = Narrowing { period: Some("2020-01".parse().unwrap()), ..Narrowing::default() };
        assert_eq!(found(january, context.clone()).await, all);
        let later = Narrowing { period: Some("2020-02".parse().unwrap()), ..Narrowing::default() };
        assert!(found(later.clone(), context.clone()).await.is_empty());
        let before = office.collection.mapped(&context, &form.kind, &later).await.unwrap();
        assert_eq!(before.records.len(), 3, "what was before is shown beside what is");
        office.collection.share_form(&context, "visit", &[OTHER.to_owned()]).await.unwrap();
        let partner = office.world.person(Role::FieldWorker, OTHER);
        assert!(found(Narrowing::default(), partner).await.is_empty(), "of another agency");
        let kind = office.collection.kind(&office.world.person(Role::FieldWorker, HOME), &form.kind).unwrap();
        assert_eq!(point_column(kind.definition()).map(|column| column.name.as_str()), Some("house"));
    }
}
