//! A list over sealed values is the list that the database gives over open ones, however it is narrowed, sorted and paged.

use crate::house::{KIND, schema, text, worlds};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use store::{
    Beside, Change, Filter, KindSchema, Order, Page, Projection, RecordQuery, Scope, Submission, Test, Unit, Value,
};
use testkit::{HOME, OTHER, World};

/// The same kind, open: what the database says of it is what is expected.
const OPEN: &str = "demo/open";
const NAMES: [&str; 6] = ["Malee", "malee S", "มาลี", "", "a b", "b"];

#[derive(Clone, Debug)]
struct Person {
    name: Option<usize>,
    age: Option<i64>,
    height: Option<f64>,
    province: Option<&'static str>,
    agency: &'static str,
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    let person = (
        proptest::option::of(0..NAMES.len()),
        proptest::option::of(0_i64..4),
        proptest::option::of(prop_oneof![Just(1.5), Just(2.0), Just(-3.25)]),
        proptest::option::of(prop_oneof![Just("50"), Just("57")]),
        prop_oneof![3 => Just(HOME), 1 => Just(OTHER)],
    );
    let person =
        person.prop_map(|(name, age, height, province, agency)| Person { name, age, height, province, agency });
    proptest::collection::vec(person, 0..14)
}

fn filters() -> impl Strategy<Value = Vec<Filter>> {
    let name = || (0..NAMES.len()).prop_map(|at| text(NAMES[at]));
    let age = || (0_i64..4).prop_map(Value::Integer);
    let test = prop_oneof![
        prop_oneof![name(), Just(Value::Null)].prop_map(|value| ("name", Test::Is(value))),
        proptest::collection::vec(name(), 0..3).prop_map(|values| ("name", Test::In(values))),
        (name(), name()).prop_map(|(low, high)| ("name", Test::Between(low, high))),
        prop_oneof![Just("ma"), Just("LEE"), Just("%"), Just("ล")]
            .prop_map(|part| ("name", Test::Contains(part.into()))),
        prop_oneof![Just("a"), Just("b"), Just("malee")].prop_map(|word| ("name", Test::Has(word.into()))),
        (age(), age()).prop_map(|(low, high)| ("age", Test::Between(low, high))),
        prop_oneof![age(), Just(Value::Null)].prop_map(|value| ("age", Test::Is(value))),
        Just(("height", Test::Is(Value::Decimal(1.5)))),
        Just(("province", Test::Is(text("50")))),
    ];
    let filter = test.prop_map(|(column, test)| Filter { column: column.into(), test });
    proptest::collection::vec(filter, 0..3)
}

fn queries() -> impl Strategy<Value = (RecordQuery, Option<(usize, bool)>)> {
    let order = prop_oneof![
        Just(Order::RecentFirst),
        (prop_oneof![Just("name"), Just("age"), Just("height"), Just("province")], any::<bool>())
            .prop_map(|(name, descending)| Order::Column { name: name.into(), descending }),
    ];
    let scope = prop_oneof![Just(Scope::All), Just(Scope::Agencies(vec![HOME.into()]))];
    let limit = proptest::option::of(0_u32..5);
    let beside = proptest::option::of((0_usize..14, any::<bool>()));
    (filters(), order, scope, limit, 0_u32..3, prop_oneof![Just(u64::MAX), Just(2)], beside).prop_map(
        |(filters, order, scope, limit, offset, count_to, beside)| {
            // Counting off and lying beside a record exclude each other.
            let offset = if beside.is_some() { 0 } else { offset };
            let query = RecordQuery { filters, order, limit, offset, count_to, ..RecordQuery::all(KIND, scope) };
            (RecordQuery { with_rows: false, ..query }, beside)
        },
    )
}

fn value<T>(of: Option<T>, made: impl Fn(T) -> Value) -> Value {
    of.map_or(Value::Null, made)
}

async fn fill(world: &World, kind: &str, prefix: &str, people: &[Person]) {
    for (at, person) in people.iter().enumerate() {
        let id = format!("{prefix}{at}");
        let submission = Submission {
            id: id.clone(),
            kind: kind.into(),
            form_version: "1".into(),
            record_id: id,
            supersedes: None,
            answers: Some("{}".into()),
            reason: None,
            agency_id: person.agency.into(),
            author_id: "someone".into(),
            batch_id: None,
            source: "web".into(),
            received_at: i64::try_from(at / 2).unwrap(),
        };
        let columns = vec![
            ("name".into(), value(person.name, |at| text(NAMES[at]))),
            ("age".into(), value(person.age, Value::Integer)),
            ("height".into(), value(person.height, Value::Decimal)),
            ("province".into(), value(person.province, text)),
        ];
        let change = Change::Submit(submission, Projection { columns, rows: Vec::new() });
        world.kit.store.commit(Unit::new(vec![change], Vec::new())).await.unwrap();
    }
}

/// A page as both sides can be compared: numbers of records with their values.
fn told(page: &Page, prefix: &str) -> (Vec<(String, store::Row)>, u64, bool, bool) {
    let records = page.records.iter().map(|record| {
        assert_eq!(record.columns.len(), schema().columns.len());
        (record.id.strip_prefix(prefix).unwrap().to_owned(), record.columns.clone())
    });
    (records.collect(), page.total, page.goes_on, page.is_lost)
}

#[tokio::test(flavor = "multi_thread")]
async fn sealed_lists_are_as_open_ones() {
    let mut runner = TestRunner::new(Config::default());
    let worlds = worlds().await;
    let mut open = KindSchema { id: OPEN.into(), ..schema() };
    let columns = open.columns.iter_mut().chain(open.rows.iter_mut().flat_map(|rows| &mut rows.columns));
    columns.for_each(|column| column.sealed = false);
    let mut asked = 0;
    for round in 0..12 {
        let people = people().new_tree(&mut runner).unwrap().current();
        let (sealed, plain) = (format!("s{round}-"), format!("o{round}-"));
        for world in &worlds {
            // Rounds lie apart: each in kinds of its own.
            let kinds = [(format!("demo/s{round}"), schema()), (format!("demo/o{round}"), open.clone())];
            let kinds = kinds.map(|(id, schema)| KindSchema { id, ..schema });
            world.kit.store.prepare_kinds(&kinds).await.unwrap();
            fill(world, &kinds[0].id, &sealed, &people).await;
            fill(world, &kinds[1].id, &plain, &people).await;
        }
        for _ in 0..60 {
            let (query, beside) = queries().new_tree(&mut runner).unwrap().current();
            for world in &worlds {
                let ask = |kind: String, prefix: &str| {
                    let place = beside.map(|(at, after)| {
                        let id = format!("{prefix}{at}");
                        if after { Beside::After(id) } else { Beside::Before(id) }
                    });
                    RecordQuery { kind, beside: place, ..query.clone() }
                };
                let store = &world.kit.store;
                let found = store.records(&ask(format!("demo/s{round}"), &sealed)).await.unwrap();
                let expected = store.records(&ask(format!("demo/o{round}"), &plain)).await.unwrap();
                assert_eq!(told(&found, &sealed), told(&expected, &plain), "{query:?} {beside:?} {people:?}");
                asked += usize::from(!expected.records.is_empty());
                let step = store.records_after(&ask(format!("demo/s{round}"), &sealed), 0).await.unwrap();
                let whole = RecordQuery { limit: None, ..ask(format!("demo/o{round}"), &plain) };
                let same = store.records_after(&whole, 0).await.unwrap().records;
                assert!(query.limit.is_some() || step.records.len() == same.len());
            }
        }
    }
    assert!(asked > 100, "most questions find something: {asked}");
}
