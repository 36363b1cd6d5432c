//! Stories of cases.

use crate::content::*;
use crate::world::World;
use store::{
    CaseCount, CaseEvent, CaseFile, CaseKeeperCount, CaseLoad, CaseMember, CaseNarrow, CaseProvinceCount, CaseQuery,
    CaseScope, CaseStateCount, CaseWorkflow, Cases, Change, PublicReceipt, Requirement, RetentionQuery, Store,
    StoreError,
};

crate::on_both!(
    a_case_is_kept_with_its_events_and_members,
    a_reader_sees_the_cases_of_their_agency_or_their_own,
    what_is_due_first_comes_first,
    cases_are_counted_by_province_and_by_who_keeps_them,
    closed_cases_are_found_by_the_time_for_which_they_are_kept,
    a_board_counts_and_narrows_what_its_reader_sees,
    a_case_that_another_changed_is_not_overwritten,
    a_receipt_is_found_by_its_hash_and_its_first_case_stands,
    many_cases_move_together_or_not_at_all
);

fn case(id: &str) -> CaseFile {
    CaseFile {
        id: id.into(),
        pack: "identification".into(),
        version: 1,
        code: format!("C-{id}"),
        agency_id: "a1".into(),
        author_id: "p1".into(),
        state: "screened".into(),
        is_closed: false,
        due: None,
        events: 1,
        opened_at: 1,
        updated_at: 1,
        waits: 0,
        keep_until: None,
        province: String::new(),
    }
}

fn event(case_id: &str, number: i64, record_id: Option<&str>) -> CaseEvent {
    CaseEvent {
        case_id: case_id.into(),
        number,
        on: "2026-03-01".into(),
        record_id: record_id.map(str::to_owned),
        author_id: "p1".into(),
        agency_id: "a1".into(),
        what: r#"{"opened":"มะลิ"}"#.into(),
        at: number,
    }
}

fn member(case_id: &str, agency_id: &str, owner_id: &str) -> CaseMember {
    CaseMember {
        case_id: case_id.into(),
        agency_id: agency_id.into(),
        as_kind: "police".into(),
        owner_id: owner_id.into(),
        is_open: true,
        until: None,
        updated_at: 1,
    }
}

fn scope(agency_id: &str, owner_id: Option<&str>) -> CaseScope {
    CaseScope { agency_id: agency_id.into(), owner_id: owner_id.map(str::to_owned), today: "2026-03-09".into() }
}

async fn ids(world: &World, scope: CaseScope, closed: bool) -> Vec<String> {
    narrowed(world, scope, closed, CaseNarrow::default()).await
}

async fn narrowed(world: &World, scope: CaseScope, closed: bool, narrow: CaseNarrow) -> Vec<String> {
    let query = CaseQuery { scope, closed, narrow, offset: 0, limit: 50 };
    world.database.cases(&query).await.unwrap().into_iter().map(|listed| listed.case.id).collect()
}

async fn a_case_is_kept_with_its_events_and_members(world: World) {
    let database = &world.database;
    let opened = vec![
        Change::PutCase(case("c1")),
        Change::AddCaseEvent(event("c1", 1, Some("r1"))),
        Change::PutCaseMember(member("c1", "a1", "p1")),
    ];
    database.commit(quietly(opened)).await.unwrap();
    let moved = CaseFile { state: "closed".into(), is_closed: true, events: 2, updated_at: 2, ..case("c1") };
    database
        .commit(quietly(vec![Change::PutCase(moved.clone()), Change::AddCaseEvent(event("c1", 2, None))]))
        .await
        .unwrap();
    assert_eq!(database.case("c1").await.unwrap(), Some(moved));
    assert_eq!(database.case("c2").await.unwrap(), None);
    assert_eq!(database.case_events("c1").await.unwrap(), [event("c1", 1, Some("r1")), event("c1", 2, None)]);
    assert_eq!(database.cases_of_record("r1").await.unwrap(), ["c1"]);
    let left = CaseMember { is_open: false, updated_at: 3, ..member("c1", "a1", "p2") };
    database.commit(quietly(vec![Change::PutCaseMember(left.clone())])).await.unwrap();
    assert_eq!(database.case_members("c1").await.unwrap(), std::slice::from_ref(&left));
    let asked = ["c1", "c9", "c\0"].map(str::to_owned);
    assert_eq!(database.members_of_cases(&asked).await.unwrap(), [left]);
    // What happened is never written over.
    assert!(database.commit(quietly(vec![Change::AddCaseEvent(event("c1", 2, Some("r9")))])).await.is_err());
}

async fn a_reader_sees_the_cases_of_their_agency_or_their_own(world: World) {
    let database = &world.database;
    let mut changes = Vec::new();
    for (id, owner, closed) in [("c1", "p1", false), ("c2", "p2", false), ("c3", "p1", true)] {
        changes.push(Change::PutCase(CaseFile { is_closed: closed, ..case(id) }));
        changes.push(Change::PutCaseMember(member(id, "a1", owner)));
    }
    changes.push(Change::PutCaseMember(member("c1", "a2", "p9")));
    changes.push(Change::PutCaseMember(CaseMember { is_open: false, ..member("c2", "a2", "p9") }));
    database.commit(quietly(changes)).await.unwrap();
    assert_eq!(ids(&world, scope("a1", None), false).await, ["c1", "c2"]);
    assert_eq!(ids(&world, scope("a1", None), true).await, ["c3"]);
    // A part that ended yesterday is none; one that ends today still is.
    for (until, seen) in [("2026-03-08", false), ("2026-03-09", true)] {
        let part = CaseMember { until: Some(until.into()), ..member("c1", "a5", "p5") };
        database.commit(quietly(vec![Change::PutCaseMember(part.clone())])).await.unwrap();
        assert_eq!(ids(&world, scope("a5", Some("p5")), false).await.len(), usize::from(seen), "{until}");
        assert_eq!(database.case_count(&scope("a5", None)).await.unwrap().open, u64::from(seen), "{until}");
        assert!(database.case_members("c1").await.unwrap().contains(&part));
    }
    assert_eq!(ids(&world, scope("a1", Some("p1")), false).await, ["c1"]);
    assert_eq!(ids(&world, scope("a2", None), false).await, ["c1"]);
    assert_eq!(ids(&world, scope("a2", Some("p1")), false).await, [""; 0]);
    assert_eq!(ids(&world, scope("a1", Some("")), false).await, [""; 0]);
    let count = database.case_count(&scope("a1", None)).await.unwrap();
    assert_eq!(count, CaseCount { open: 2, overdue: 0, closed: 1 });
    assert_eq!(database.case_count(&scope("a3", None)).await.unwrap(), CaseCount::default());
}

async fn a_board_counts_and_narrows_what_its_reader_sees(world: World) {
    let database = &world.database;
    let mut changes = Vec::new();
    for (id, state, owner, due, waits) in [
        ("c1", "screened", "p1", Some("2026-03-01"), 0),
        ("c2", "screened", "", None, 2),
        ("c3", "sheltered", "p1", Some("2026-03-10"), 5),
    ] {
        let due = due.map(str::to_owned);
        changes.push(Change::PutCase(CaseFile { state: state.into(), due, waits, ..case(id) }));
        changes.push(Change::PutCaseMember(member(id, "a1", owner)));
    }
    // Of another agency, of one whose part ended, and a closed one: none of them is counted anywhere.
    for (id, agency, is_open, is_closed) in
        [("n1", "a2", true, false), ("n2", "a1", false, false), ("n3", "a1", true, true)]
    {
        changes.push(Change::PutCase(CaseFile { is_closed, waits: 7, ..case(id) }));
        changes.push(Change::PutCaseMember(CaseMember { is_open, ..member(id, agency, "p1") }));
    }
    database.commit(quietly(changes)).await.unwrap();
    let moved = CaseFile { state: "interviewed".into(), waits: 1, events: 2, ..case("c2") };
    database.commit(quietly(vec![Change::PutCase(moved)])).await.unwrap();
    let state = |state: &str, open, overdue| CaseStateCount {
        pack: "identification".into(),
        state: state.into(),
        open,
        overdue,
    };
    let all = database.case_states(&scope("a1", None)).await.unwrap();
    assert_eq!(all, [state("interviewed", 1, 0), state("screened", 1, 1), state("sheltered", 1, 0)]);
    let own = database.case_states(&scope("a1", Some("p1"))).await.unwrap();
    assert_eq!(own, [state("screened", 1, 1), state("sheltered", 1, 0)]);
    assert_eq!(database.case_states(&scope("a1", Some(""))).await.unwrap(), []);
    let load = |owner_id: &str, open, overdue, waiting| CaseLoad {
        owner_id: owner_id.into(),
        owner: String::new(),
        open,
        overdue,
        waiting,
    };
    assert_eq!(database.case_load(&scope("a1", None), 4).await.unwrap(), [load("", 1, 0, 0), load("p1", 2, 1, 1)]);
    assert_eq!(database.case_load(&scope("a1", None), 1).await.unwrap(), [load("", 1, 0, 1), load("p1", 2, 1, 1)]);
    for (narrow, found) in [
        (CaseNarrow { state: Some("screened".into()), ..CaseNarrow::default() }, &["c1"][..]),
        (CaseNarrow { pack: Some("other".into()), ..CaseNarrow::default() }, &[]),
        (CaseNarrow { overdue: true, ..CaseNarrow::default() }, &["c1"]),
        (CaseNarrow { owner_id: Some(String::new()), ..CaseNarrow::default() }, &["c2"]),
        (CaseNarrow { owner_id: Some("p1".into()), ..CaseNarrow::default() }, &["c1", "c3"]),
        (CaseNarrow { shared: true, ..CaseNarrow::default() }, &[]),
        (CaseNarrow { waits: 5, ..CaseNarrow::default() }, &["c3", "c2"]),
        (CaseNarrow { waits: 8, ..CaseNarrow::default() }, &[]),
    ] {
        assert_eq!(narrowed(&world, scope("a1", None), false, narrow.clone()).await, found, "{narrow:?}");
    }
    let shared = CaseNarrow { shared: true, owner_id: Some("p1".into()), ..CaseNarrow::default() };
    assert_eq!(narrowed(&world, scope("a2", None), false, shared).await, ["n1"], "what another agency keeps");
    let unknown = CaseFile { waits: -1, events: 3, ..case("c1") };
    database.commit(quietly(vec![Change::PutCase(unknown.clone())])).await.unwrap();
    assert_eq!(database.cases_not_noted(9).await.unwrap(), [unknown]);
    let asked = CaseNarrow { waits: 8, ..CaseNarrow::default() };
    assert_eq!(
        narrowed(&world, scope("a1", None), false, asked).await,
        ["c1"],
        "what nobody noted may wait for anything"
    );
}

async fn what_is_due_first_comes_first(world: World) {
    let database = &world.database;
    let mut changes = Vec::new();
    for (id, due, opened_at) in
        [("c1", None, 1), ("c2", Some("2026-03-09"), 2), ("c3", Some("2026-03-02"), 3), ("c4", None, 0)]
    {
        changes.push(Change::PutCase(CaseFile { due: due.map(str::to_owned), opened_at, ..case(id) }));
        changes.push(Change::PutCaseMember(member(id, "a1", "p1")));
    }
    database.commit(quietly(changes)).await.unwrap();
    assert_eq!(ids(&world, scope("a1", None), false).await, ["c3", "c2", "c4", "c1"]);
    let query =
        CaseQuery { scope: scope("a1", None), closed: false, narrow: CaseNarrow::default(), offset: 1, limit: 2 };
    let page: Vec<_> = database.cases(&query).await.unwrap().into_iter().map(|listed| listed.case.id).collect();
    assert_eq!(page, ["c2", "c4"]);
    let count = database.case_count(&scope("a1", None)).await.unwrap();
    assert_eq!((count.open, count.overdue), (4, 1));
}

async fn cases_are_counted_by_province_and_by_who_keeps_them(world: World) {
    let database = &world.database;
    let mut changes = Vec::new();
    for (id, keeper, province, due, is_closed) in [
        ("c1", "a1", "57", Some("2026-03-01"), false),
        ("c2", "a1", "57", None, false),
        ("c3", "a9", "", None, false),
        ("c4", "a1", "34", None, true),
    ] {
        let due = due.map(str::to_owned);
        let agency_id = keeper.into();
        changes.push(Change::PutCase(CaseFile { agency_id, province: province.into(), due, is_closed, ..case(id) }));
        changes.push(Change::PutCaseMember(member(id, "a1", if id == "c2" { "p2" } else { "p1" })));
    }
    changes.push(Change::PutCase(CaseFile { province: "57".into(), ..case("n1") }));
    changes.push(Change::PutCaseMember(member("n1", "a2", "p1")));
    database.commit(quietly(changes)).await.unwrap();
    let province = |province: &str, open, overdue| CaseProvinceCount { province: province.into(), open, overdue };
    let keeper = |agency_id: &str, open, overdue| CaseKeeperCount { agency_id: agency_id.into(), open, overdue };
    assert_eq!(database.case_provinces(&scope("a1", None)).await.unwrap(), [province("", 1, 0), province("57", 2, 1)]);
    assert_eq!(database.case_provinces(&scope("a1", Some("p2"))).await.unwrap(), [province("57", 1, 0)]);
    assert_eq!(database.case_keepers(&scope("a1", None)).await.unwrap(), [keeper("a1", 2, 1), keeper("a9", 1, 0)]);
    assert_eq!(database.case_keepers(&scope("a1", Some(""))).await.unwrap(), []);
    let of = |province: &str| CaseNarrow { province: Some(province.into()), ..CaseNarrow::default() };
    assert_eq!(narrowed(&world, scope("a1", None), false, of("57")).await, ["c1", "c2"]);
    assert_eq!(narrowed(&world, scope("a1", None), false, of("")).await, ["c3"]);
    let kept = CaseNarrow { keeper: Some("a9".into()), ..CaseNarrow::default() };
    assert_eq!(narrowed(&world, scope("a1", None), false, kept).await, ["c3"]);
    let moved = CaseFile { province: "34".into(), events: 2, ..case("c2") };
    database.commit(quietly(vec![Change::PutCase(moved)])).await.unwrap();
    assert_eq!(narrowed(&world, scope("a1", None), false, of("34")).await, ["c2"], "its province was corrected");
}

async fn closed_cases_are_found_by_the_time_for_which_they_are_kept(world: World) {
    let database = &world.database;
    let mut changes = Vec::new();
    for (id, agency, until, waits) in [
        ("c1", "a1", Some("2026-03-01"), 16),
        ("c2", "a1", Some("2026-02-01"), 0),
        ("c3", "a1", None, 16),
        ("c4", "a1", Some("2027-01-01"), -1),
        ("n1", "a2", Some("2026-01-01"), 16),
    ] {
        let keep_until = until.map(str::to_owned);
        let kept = CaseFile { agency_id: agency.into(), is_closed: true, keep_until, waits, ..case(id) };
        changes.push(Change::PutCase(kept));
    }
    database.commit(quietly(changes)).await.unwrap();
    let found = async |from: &str, before: &str, waits, offset, limit| {
        let (from, before) = (from.to_owned(), before.to_owned());
        let query = RetentionQuery { agency_id: "a1".into(), from, before, waits, offset, limit };
        database.cases_kept(&query).await.unwrap().into_iter().map(|case| case.id).collect::<Vec<_>>()
    };
    assert_eq!(found("", "2026-03-02", 0, 0, 9).await, ["c2", "c1"]);
    assert_eq!(found("", "2026-03-01", 0, 0, 9).await, ["c2"], "not yet the one whose last day it is");
    assert_eq!(found("2026-03-01", "2027-01-02", 0, 0, 9).await, ["c1", "c4"]);
    assert_eq!(found("", "9", 0, 1, 1).await, ["c1"]);
    assert_eq!(found("", "", 16, 0, 9).await, ["c1", "c3"]);
    assert_eq!(found("", "", 4, 0, 9).await, [""; 0]);
    let workflow = CaseWorkflow { pack: "identification".into(), version: 1, source: "a".into(), since: 1 };
    database.commit(quietly(vec![Change::PutCaseWorkflow(workflow)])).await.unwrap();
    let again: Vec<_> = database.cases_not_noted(9).await.unwrap().into_iter().map(|case| case.id).collect();
    assert_eq!(again, ["c1", "c2", "c3", "c4", "n1"], "a new workflow may keep them for another time");
}

async fn a_case_that_another_changed_is_not_overwritten(world: World) {
    let database = &world.database;
    let at = |events| Requirement::CaseAt { id: "c1".into(), events };
    let first = quietly(vec![Change::PutCase(case("c1"))]).requiring(at(0));
    database.commit(first.clone()).await.unwrap();
    let refused = database.commit(first).await.unwrap_err();
    assert!(matches!(refused, StoreError::Conflict(_)), "{refused:?}");
    let next = CaseFile { events: 2, ..case("c1") };
    database.commit(quietly(vec![Change::PutCase(next)]).requiring(at(1))).await.unwrap();
}

async fn a_receipt_is_found_by_its_hash_and_its_first_case_stands(world: World) {
    let database = &world.database;
    let receipt = |case_id: &str| PublicReceipt { code_hash: "h1".into(), case_id: case_id.into(), created_at: 7 };
    for case_id in ["c1", "c1", "c2"] {
        database.commit(quietly(vec![Change::PutPublicReceipt(receipt(case_id))])).await.unwrap();
    }
    assert_eq!(database.public_receipt("h1").await.unwrap(), Some(receipt("c1")));
    assert_eq!(database.public_receipt("h2").await.unwrap(), None);
}

async fn many_cases_move_together_or_not_at_all(world: World) {
    let database = &world.database;
    let names: Vec<String> = (0..300).map(|number| format!("c{number:03}")).collect();
    let opened = names.iter().flat_map(|id| [Change::PutCase(case(id)), Change::PutCaseMember(member(id, "a1", "p1"))]);
    database.commit(quietly(opened.collect())).await.unwrap();
    let moved = |name: &String| {
        let due = Some("2026-03-02".to_owned());
        (CaseFile { due, version: 2, events: 2, ..case(name) }, event(name, 2, None))
    };
    let seen = |events| Requirement::CasesAt(names.iter().map(|id| (id.clone(), events)).collect());
    let unit = quietly(vec![Change::MoveCases(names.iter().map(moved).collect())]);
    let refused = database.commit(unit.clone().requiring(seen(2))).await.unwrap_err();
    assert!(matches!(refused, StoreError::Conflict(_)), "{refused:?}");
    assert_eq!(database.case_count(&scope("a1", None)).await.unwrap(), CaseCount { open: 300, overdue: 0, closed: 0 });
    database.commit(unit.clone().requiring(seen(1))).await.unwrap();
    assert_eq!(
        database.case_count(&scope("a1", None)).await.unwrap(),
        CaseCount { open: 300, overdue: 300, closed: 0 }
    );
    assert_eq!(database.case("c299").await.unwrap().unwrap().version, 2);
    assert_eq!(database.case_events("c000").await.unwrap().len(), 1);
    assert!(database.commit(unit.requiring(seen(1))).await.is_err(), "done once");
}
