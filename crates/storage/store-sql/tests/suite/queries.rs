//! Stories of lists: filters, scopes, order and paging, and questions that try to be more than questions.

use crate::content::*;
use crate::world::World;
use store::{
    Beside, Filter, Order, Projection, RecordQuery, Records, Scope, Store, StoreError, Submission, Submissions, Test,
    Value,
};

crate::on_both!(
    filters_find_what_they_say,
    a_scope_shows_only_its_agencies,
    records_are_found_by_their_ids_within_the_scope,
    lists_are_sorted_alike_on_both_engines,
    pages_tell_how_many_there_are,
    pages_follow_on_each_other_beside_their_records,
    a_page_beside_a_record_that_is_gone_or_not_theirs_is_lost,
    rows_come_with_the_records_they_belong_to,
    steps_find_in_order_what_the_whole_list_holds,
    hostile_questions_find_nothing_or_are_refused,
);

fn filtered(column: &str, test: Test) -> RecordQuery {
    let filters = vec![Filter { column: column.into(), test }];
    RecordQuery { filters, ..RecordQuery::all(KIND, Scope::All) }
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

async fn found(world: &World, query: &RecordQuery) -> Vec<String> {
    let mut ids: Vec<String> =
        world.database.records(query).await.unwrap().records.into_iter().map(|record| record.id).collect();
    ids.sort();
    ids
}

/// Id, date, province, order and cost; an empty text is nothing.
type Filled<'a> = (&'a str, &'a str, &'a str, Option<i64>, Option<f64>);

/// Puts in records.
async fn filled(world: &World, rows: &[Filled<'_>]) {
    prepared(&world.database).await;
    for (id, date, province, order, cost) in rows {
        let value = |given: &str| if given.is_empty() { Value::Null } else { text(given) };
        let columns = vec![
            ("date".into(), value(date)),
            ("province".into(), value(province)),
            ("order".into(), order.map_or(Value::Null, Value::Integer)),
            ("cost".into(), cost.map_or(Value::Null, Value::Decimal)),
        ];
        world.database.commit(submit(submission(id), Projection { columns, rows: Vec::new() })).await.unwrap();
    }
}

async fn filters_find_what_they_say(world: World) {
    let rows = [
        ("a", "2019-07-04", "34", Some(1), Some(0.5)),
        ("b", "2019-08-01", "50", Some(2), None),
        ("c", "2020-01-01", "เชียงใหม่ 100%", None, Some(2.0)),
        ("d", "", "Ban_Mai\\X", Some(-3), Some(-1.25)),
        ("e", "2019-07-04", "", None, None),
    ];
    filled(&world, &rows).await;
    let cases: Vec<(&str, Test, &[&str])> = vec![
        ("province", Test::Is(text("34")), &["a"]),
        ("province", Test::Is(Value::Null), &["e"]),
        ("order", Test::Is(Value::Integer(2)), &["b"]),
        ("cost", Test::Is(Value::Integer(2)), &["c"]),
        ("province", Test::In(vec![text("34"), text("50"), text("99")]), &["a", "b"]),
        ("province", Test::In(Vec::new()), &[]),
        ("date", Test::Between(text("2019-07-01"), text("2019-12-31")), &["a", "b", "e"]),
        ("order", Test::Between(Value::Integer(-5), Value::Integer(1)), &["a", "d"]),
        ("cost", Test::Between(Value::Decimal(-1.25), Value::Decimal(0.5)), &["a", "d"]),
        ("province", Test::Contains("ใหม่".into()), &["c"]),
        ("province", Test::Contains("%".into()), &["c"]),
        ("province", Test::Contains("_".into()), &["d"]),
        ("province", Test::Contains("ban_mai\\x".into()), &["d"]),
        ("province", Test::Contains("BAN".into()), &["d"]),
        ("province", Test::Contains(String::new()), &["a", "b", "c", "d"]),
    ];
    for (column, test, expected) in cases {
        assert_eq!(found(&world, &filtered(column, test.clone())).await, expected, "{column} {test:?}");
    }
    let mut both = filtered("date", Test::Is(text("2019-07-04")));
    both.filters.push(Filter { column: "province".into(), test: Test::Is(Value::Null) });
    assert_eq!(found(&world, &both).await, ["e"]);
}

async fn a_scope_shows_only_its_agencies(world: World) {
    prepared(&world.database).await;
    for (id, agency) in [("s1", "a1"), ("s2", "a2"), ("s3", "a3")] {
        let submission = Submission { agency_id: agency.into(), ..submission(id) };
        world.database.commit(submit(submission, Projection::default())).await.unwrap();
    }
    let cases: [(&[&str], &[&str]); 4] =
        [(&[], &[]), (&["a1"], &["s1"]), (&["a1", "a3"], &["s1", "s3"]), (&["a"], &[])];
    for (agencies, expected) in cases {
        let scope = Scope::Agencies(agencies.iter().map(|id| (*id).to_owned()).collect());
        let page = world.database.records(&RecordQuery::all(KIND, scope.clone())).await.unwrap();
        assert_eq!(page.total, expected.len() as u64);
        assert_eq!(found(&world, &RecordQuery::all(KIND, scope)).await, expected);
    }
}

async fn records_are_found_by_their_ids_within_the_scope(world: World) {
    filled(&world, &[("a", "2019-07-04", "34", None, None), ("b", "", "50", None, None)]).await;
    let theirs = Submission { agency_id: "a2".into(), ..submission("theirs") };
    world.database.commit(submit(theirs, visit("2019-07-04", "34", &[]))).await.unwrap();
    world.database.commit(submit(correction("a2", "a", "a"), visit("2019-07-05", "34", &[]))).await.unwrap();
    let asked = |ids: &[&str]| {
        let ids = Some(ids.iter().map(|id| (*id).to_owned()).collect());
        RecordQuery { ids, ..RecordQuery::all(KIND, Scope::Agencies(vec!["a1".into()])) }
    };
    let cases: [(&[&str], &[&str]); 5] = [
        (&["a", "b", "nobody"], &["a", "b"]),
        (&["theirs", "b"], &["b"]),
        // The id of a correction is not that of its record.
        (&["a2"], &[]),
        (&[], &[]),
        (&["a' OR '1'='1"], &[]),
    ];
    for (ids, expected) in cases {
        assert_eq!(found(&world, &asked(ids)).await, expected, "{ids:?}");
    }
    let narrowed = filtered("province", Test::Is(text("50")));
    let narrowed = RecordQuery { ids: Some(vec!["a".into(), "b".into()]), ..narrowed };
    assert_eq!(found(&world, &narrowed).await, ["b"]);
}

async fn lists_are_sorted_alike_on_both_engines(world: World) {
    let rows = [
        ("a", "b", "", Some(2), Some(1.0)),
        ("b", "B", "", Some(10), None),
        ("c", "", "", None, Some(-1.0)),
        ("d", "ข", "", Some(2), Some(0.25)),
        ("e", "เก", "", Some(-1), None),
        ("f", "a", "", None, Some(1.0)),
    ];
    filled(&world, &rows).await;
    let cases = [
        ("date", false, "cbfade"),
        ("date", true, "edafbc"),
        ("order", false, "cfeadb"),
        ("order", true, "bdaefc"),
        ("cost", false, "becdaf"),
        ("cost", true, "fadceb"),
    ];
    for (name, descending, expected) in cases {
        let order = Order::Column { name: name.into(), descending };
        let query = RecordQuery { order, ..RecordQuery::all(KIND, Scope::All) };
        let page = world.database.records(&query).await.unwrap();
        let found: String = page.records.into_iter().map(|record| record.id).collect();
        assert_eq!(found, expected, "{name} {descending}");
    }
    let recent = world.database.records(&RecordQuery::all(KIND, Scope::All)).await.unwrap();
    assert_eq!(recent.records.into_iter().map(|record| record.id).collect::<String>(), "fedcba");
}

async fn pages_tell_how_many_there_are(world: World) {
    prepared(&world.database).await;
    let changes = (0..25).map(|n| store::Change::Submit(submission(&format!("s{n:02}")), Projection::default()));
    world.database.commit(quietly(changes.collect())).await.unwrap();
    let mut seen = Vec::new();
    for offset in [0, 10, 20, 30] {
        let query = RecordQuery { limit: Some(10), offset, ..RecordQuery::all(KIND, Scope::All) };
        let page = world.database.records(&query).await.unwrap();
        assert_eq!(page.total, 25);
        seen.extend(page.records.into_iter().map(|record| record.id));
    }
    let all = world.database.records(&RecordQuery::all(KIND, Scope::All)).await.unwrap();
    assert_eq!(seen, all.records.into_iter().map(|record| record.id).collect::<Vec<_>>());
}

/// The ids of a page, how many there are, and whether there are more.
async fn paged(world: &World, query: &RecordQuery) -> (Vec<String>, u64, bool) {
    let page = world.database.records(query).await.unwrap();
    assert!(!page.is_lost);
    (page.records.into_iter().map(|record| record.id).collect(), page.total, page.goes_on)
}

async fn pages_follow_on_each_other_beside_their_records(world: World) {
    // Ties and rows without a value at every edge of a page.
    let ids: Vec<String> = (0..37).map(|number| format!("p{number:02}")).collect();
    let rows: Vec<Filled<'_>> = (0_i64..)
        .zip(&ids)
        .map(|(number, id)| {
            let date = ["", "2019-07-04", "2019-08-01", "2020-01-01"][(number % 4) as usize];
            let province = ["34", "50"][usize::from(number % 3 == 0)];
            (id.as_str(), date, province, (number % 5 > 1).then_some(number % 3), Some(1.5))
        })
        .collect();
    filled(&world, &rows).await;
    let columns = ["date", "province", "order", "cost"]
        .into_iter()
        .flat_map(|name| [false, true].map(|descending| Order::Column { name: name.into(), descending }));
    let filters = [None, Some(Test::Is(text("34"))), Some(Test::In(vec![text("34"), text("50")]))];
    for order in columns.chain([Order::RecentFirst]) {
        for test in &filters {
            let filters = test.iter().map(|test| Filter { column: "province".into(), test: test.clone() }).collect();
            let all =
                RecordQuery { order: order.clone(), filters, with_rows: true, ..RecordQuery::all(KIND, Scope::All) };
            let (whole, ..) = paged(&world, &all).await;
            let query = RecordQuery { limit: Some(5), ..all.clone() };
            let mut forwards = Vec::new();
            let mut begins = Vec::new();
            let mut beside = None;
            loop {
                let (ids, total, goes_on) = paged(&world, &RecordQuery { beside, ..query.clone() }).await;
                let offset = forwards.len() as u32;
                let counted_off = RecordQuery { offset, ..query.clone() };
                assert_eq!(
                    paged(&world, &counted_off).await,
                    (ids.clone(), total, goes_on),
                    "{order:?} {test:?} {offset}"
                );
                assert_eq!(total, whole.len() as u64);
                begins.push(ids[0].clone());
                beside = ids.last().cloned().map(Beside::After);
                forwards.extend(ids);
                if !goes_on {
                    break;
                }
            }
            assert_eq!(forwards, whole, "{order:?} {test:?}");
            for (page, first) in begins.iter().enumerate().skip(1) {
                let beside = Some(Beside::Before(first.clone()));
                let (ids, _, goes_on) = paged(&world, &RecordQuery { beside, ..query.clone() }).await;
                assert_eq!(ids, whole[(page - 1) * 5..page * 5], "{order:?} {test:?} before {first}");
                assert_eq!(goes_on, page > 1);
            }
        }
    }
    let counted = |count_to| RecordQuery { count_to, limit: Some(5), ..RecordQuery::all(KIND, Scope::All) };
    for (count_to, total) in [(u64::MAX, 37), (37, 37), (36, 37), (20, 21), (0, 1)] {
        assert_eq!(paged(&world, &counted(count_to)).await.1, total, "{count_to}");
    }
}

async fn a_page_beside_a_record_that_is_gone_or_not_theirs_is_lost(world: World) {
    filled(&world, &[("a", "2019-07-04", "34", None, None), ("b", "2019-07-05", "50", None, None)]).await;
    let theirs = Submission { agency_id: "a2".into(), ..submission("theirs") };
    world.database.commit(submit(theirs, visit("2019-07-04", "34", &[]))).await.unwrap();
    world.database.commit(submit(correction("a2", "a", "a"), visit("2019-07-06", "50", &[]))).await.unwrap();
    let order = Order::Column { name: "date".into(), descending: false };
    let scope = || Scope::Agencies(vec!["a1".into()]);
    let query = RecordQuery { order, limit: Some(5), ..RecordQuery::all(KIND, scope()) };
    for lost in ["theirs", "nobody", "a2", "", "a' OR '1'='1", "b\0"] {
        for beside in [Beside::After(lost.into()), Beside::Before(lost.into())] {
            let page = world.database.records(&RecordQuery { beside: Some(beside), ..query.clone() }).await.unwrap();
            assert!(page.is_lost && page.records.is_empty() && page.total == 0, "{lost}");
        }
    }
    let after = |id: &str| RecordQuery { beside: Some(Beside::After(id.into())), ..query.clone() };
    assert_eq!(paged(&world, &after("b")).await.0, ["a"], "where its correction put it");
    // What a list is narrowed by does not take a record's place away.
    let narrowed = filtered("province", Test::Is(text("99")));
    assert!(paged(&world, &RecordQuery { filters: narrowed.filters, ..after("b") }).await.0.is_empty());
    world.database.commit(submit(retraction("b3", "b", "b"), Projection::default())).await.unwrap();
    assert!(world.database.records(&after("b")).await.unwrap().is_lost);
}

async fn rows_come_with_the_records_they_belong_to(world: World) {
    prepared(&world.database).await;
    for number in 0..10 {
        let people: Vec<(&str, i64)> = (0..number % 4).map(|row| ("students", number * 10 + row)).collect();
        let projection = visit("2019-07-04", if number < 5 { "34" } else { "50" }, &people);
        world.database.commit(submit(submission(&format!("s{number}")), projection)).await.unwrap();
    }
    let mut query = filtered("province", Test::Is(text("34")));
    query.with_rows = true;
    query.order = Order::Column { name: "cost".into(), descending: true };
    query.limit = Some(3);
    query.offset = 1;
    let page = world.database.records(&query).await.unwrap();
    let found: Vec<(String, Vec<i64>)> = page
        .records
        .iter()
        .map(|record| {
            let counts = record.rows("attendance").iter().map(|row| match row[1].1 {
                Value::Integer(count) => count,
                ref other => panic!("{other:?}"),
            });
            (record.id.clone(), counts.collect())
        })
        .collect();
    assert_eq!(found, [("s3".into(), vec![30, 31, 32]), ("s2".into(), vec![20, 21]), ("s1".into(), vec![10])]);
    assert_eq!(page.total, 5);
    query.with_rows = false;
    assert!(world.database.records(&query).await.unwrap().records[1].rows.is_empty());
}

async fn hostile_questions_find_nothing_or_are_refused(world: World) {
    filled(&world, &[("a", "2019-07-04", "34", Some(1), None)]).await;
    let hostile =
        ["' OR 1=1 --", "\"; DROP TABLE record; --", "34' UNION SELECT 1 --", "$1", "?", "\\", "%' --", "34\0"];
    for input in hostile {
        for test in [Test::Is(text(input)), Test::In(vec![text(input)]), Test::Contains(input.into())] {
            assert!(found(&world, &filtered("province", test)).await.is_empty(), "{input}");
        }
        let scope = Scope::Agencies(vec![input.into()]);
        assert!(found(&world, &RecordQuery::all(KIND, scope)).await.is_empty(), "{input}");
        let order = Order::Column { name: input.into(), descending: false };
        let sorted = RecordQuery { order, ..RecordQuery::all(KIND, Scope::All) };
        for query in [filtered(input, Test::Is(Value::Null)), sorted, RecordQuery::all(input, Scope::All)] {
            let error = world.database.records(&query).await.unwrap_err();
            assert!(matches!(error, StoreError::Schema { .. }), "{input}: {error}");
        }
        assert_eq!(world.database.record(KIND, input).await.unwrap(), None);
    }
    let beside = Test::In(vec![text("a\0b"), text("34")]);
    assert_eq!(found(&world, &filtered("province", beside)).await, ["a"], "what can be found is found beside it");
    assert_eq!(world.database.submission("a\0b").await.unwrap(), None);
    assert_eq!(world.database.present(&["a\0b".into(), "a".into()]).await.unwrap(), ["a"]);
    let authors = world.database.authors_of(&["a\0b".into(), "a".into(), "nowhere".into()]).await.unwrap();
    assert_eq!(authors.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["a"]);
    assert_eq!(authors.first().map(|(_, author)| author.as_str()), Some("p1"));
    // A column of another type is no way in either, nor is a column of the system.
    for (column, test) in [
        ("order", Test::Is(text("1"))),
        ("order", Test::Contains("1".into())),
        ("_record", Test::Is(Value::Integer(1))),
        ("retracted", Test::Is(Value::Integer(0))),
    ] {
        assert!(world.database.records(&filtered(column, test)).await.is_err(), "{column}");
    }
    assert_eq!(found(&world, &RecordQuery::all(KIND, Scope::All)).await, ["a"]);
    let long = filtered("province", Test::Contains("x".repeat(60_000)));
    assert!(world.database.records(&long).await.map_or(true, |page| page.records.is_empty()));
}

/// Every record that the steps give, as they come.
async fn walked(world: &World, query: &RecordQuery) -> Vec<String> {
    let (mut ids, mut after) = (Vec::new(), Some(0));
    while let Some(place) = after {
        let step = world.database.records_after(query, place).await.unwrap();
        assert!(step.records.len() <= query.limit.unwrap() as usize);
        ids.extend(step.records.into_iter().map(|record| record.id));
        after = step.next;
    }
    ids
}

async fn steps_find_in_order_what_the_whole_list_holds(world: World) {
    let ids: Vec<String> = (0..700).map(|number| format!("step-{number:04}")).collect();
    // Dates run against the order of the log, so that an order taken from their index shows.
    let dates: Vec<String> = (0..700).map(|number| format!("20{:02}-07-04", 80 - number / 10)).collect();
    let rows: Vec<Filled<'_>> = (0_i64..)
        .zip(ids.iter().zip(&dates))
        .map(|(number, (id, date))| {
            let province = if number % 7 == 0 { "" } else { ["34", "50"][(number % 2) as usize] };
            (id.as_str(), date.as_str(), province, Some(number % 5), Some(number as f64 / 2.0))
        })
        .collect();
    filled(&world, &rows).await;
    let tests = [
        ("date", Test::Between(text("2020-01-01"), text("2049-12-31")), 300),
        ("date", Test::Between(text("1998-01-01"), text("1998-12-31")), 0),
        ("date", Test::Between(text("2000-01-01"), text("2099-12-31")), 700),
        ("province", Test::Is(text("50")), 300),
        ("province", Test::In(vec![text("34"), text("50")]), 600),
        ("province", Test::Is(Value::Null), 100),
        ("province", Test::Has("34".into()), 300),
        ("order", Test::Is(Value::Integer(3)), 140),
        ("cost", Test::Between(Value::Decimal(0.0), Value::Decimal(49.5)), 100),
    ];
    for (column, test, expected) in tests {
        for step in [64, 100, 1000] {
            let query = RecordQuery { limit: Some(step), ..filtered(column, test.clone()) };
            let ids = walked(&world, &query).await;
            assert_eq!(ids.len(), expected, "{column} {test:?}");
            assert!(ids.is_sorted(), "{column} {test:?}: in the order of the log");
            let whole = found(&world, &RecordQuery { limit: None, ..query }).await;
            assert_eq!(ids, whole, "{column} {test:?}");
        }
    }
}
