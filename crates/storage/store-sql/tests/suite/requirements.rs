//! Stories of units that rest on something their caller read, when somebody else was faster: in the same program, or in another one
//! on the same database.

use crate::content::*;
use crate::world::World;
use futures_util::future::join_all;
use store::{
    Account, Accounts, Audit, Batch, BatchState, Change, Conflict, Imports, Invitation, Records, Requirement, Store,
    StoreError, Submission, Submissions, Unit, Written,
};

crate::on_both!(
    what_is_required_must_hold_or_nothing_is_written,
    a_refusal_costs_the_units_beside_it_nothing,
    of_two_programs_that_confirm_an_import_one_does,
    an_import_is_not_confirmed_and_undone_at_once,
    two_administrators_do_not_shut_each_other_out,
    a_one_time_link_works_once_for_two_programs,
    the_first_agency_is_made_once,
);

fn draft() -> Batch {
    Batch {
        id: "b1".into(),
        kind: KIND.into(),
        agency_id: "a1".into(),
        author_id: "p1".into(),
        file_name: "register.xlsx".into(),
        file_hash: "h".into(),
        project: None,
        mapping: "{}".into(),
        state: BatchState::Draft,
        summary: "{}".into(),
        created_at: 1,
        updated_at: 1,
    }
}

/// Somebody who can sign in.
fn administrator(id: &str) -> Account {
    Account { role: "administrator".into(), password_hash: Some("$argon2id$".into()), ..account(id, id) }
}

/// An import's step from the state it was read in, with what it makes of a record.
fn step(before: &Batch, state: BatchState, change: Change) -> Unit {
    let after = Batch { state, ..before.clone() };
    Unit::new(vec![change, Change::PutBatch(after)], vec![entry("import.step", "b1")])
        .requiring(Requirement::BatchUnchanged(before.clone()))
}

fn record_of(batch: &Batch) -> Change {
    let submission = Submission { batch_id: Some(batch.id.clone()), ..submission(&format!("s-{}", batch.id)) };
    Change::Submit(submission, visit("2019-07-04", "34", &[]))
}

fn is_changed(outcome: &Result<Vec<Written>, StoreError>) -> bool {
    matches!(outcome, Err(StoreError::Conflict(Conflict::Changed { .. })))
}

async fn what_is_required_must_hold_or_nothing_is_written(world: World) {
    let database = &world.database;
    prepared(database).await;
    let changes =
        vec![Change::PutAgency(agency("a1")), Change::PutAccount(administrator("p1")), Change::PutBatch(draft())];
    database.commit(quietly(changes)).await.unwrap();
    let other_account = Account { disabled: true, ..administrator("p1") };
    let other_batch = Batch { mapping: "other".into(), ..draft() };
    let another = |account_id: &str| Requirement::AnotherCanSignIn {
        role: "administrator".into(),
        account_id: account_id.into(),
    };
    let cases = [
        (Requirement::BatchUnchanged(draft()), true),
        (Requirement::BatchUnchanged(other_batch), false),
        (Requirement::BatchUnchanged(Batch { id: "b2".into(), ..draft() }), false),
        (Requirement::AccountUnchanged(administrator("p1")), true),
        (Requirement::AccountUnchanged(other_account), false),
        (Requirement::AccountUnchanged(administrator("p2")), false),
        (another("p2"), true),
        (another("p1"), false),
        (Requirement::NoAgency, false),
    ];
    let mut told = 0;
    for (number, (requirement, holds)) in cases.into_iter().enumerate() {
        let id = format!("s{number}");
        let unit = new_visit(&id).requiring(Requirement::BatchUnchanged(draft())).requiring(requirement.clone());
        let written = database.commit(unit).await;
        assert_eq!(written.is_ok(), holds, "{requirement:?}: {written:?}");
        assert_eq!(database.submission(&id).await.unwrap().is_some(), holds, "{requirement:?}");
        told += i64::from(holds);
        assert_eq!(database.audit_head().await.unwrap().0, told, "{requirement:?}");
    }
}

async fn a_refusal_costs_the_units_beside_it_nothing(world: World) {
    let database = &world.database;
    prepared(database).await;
    let units = (0..40).map(|number| {
        let unit = new_visit(&format!("s{number}"));
        let unit = if number % 2 == 0 { unit } else { unit.requiring(Requirement::BatchUnchanged(draft())) };
        database.commit(unit)
    });
    let outcomes = join_all(units).await;
    for (number, outcome) in outcomes.iter().enumerate() {
        assert!(if number % 2 == 0 { outcome.is_ok() } else { is_changed(outcome) }, "{number}: {outcome:?}");
    }
    assert_eq!(database.audit_head().await.unwrap().0, 20);
}

/// Lets two programs do something at the same moment.
async fn race<T>(first: impl Future<Output = T>, second: impl Future<Output = T>) -> [T; 2] {
    let (first, second) = tokio::join!(first, second);
    [first, second]
}

async fn of_two_programs_that_confirm_an_import_one_does(world: World) {
    let second = world.second().await;
    prepared(&world.database).await;
    prepared(&second).await;
    for round in 0..10 {
        let before = Batch { id: format!("b{round}"), ..draft() };
        world.database.commit(quietly(vec![Change::PutBatch(before.clone())])).await.unwrap();
        let confirm = || step(&before, BatchState::Imported, record_of(&before));
        let outcomes = race(world.database.commit(confirm()), second.commit(confirm())).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        assert_eq!(outcomes.iter().filter(|outcome| is_changed(outcome)).count(), 1, "{outcomes:?}");
        assert_eq!(second.audit_head().await.unwrap().0, round + 1, "what was refused is not told of as done");
    }
    second.close().await;
}

async fn an_import_is_not_confirmed_and_undone_at_once(world: World) {
    let second = world.second().await;
    prepared(&world.database).await;
    prepared(&second).await;
    for round in 0..10 {
        let before = Batch { id: format!("b{round}"), ..draft() };
        world.database.commit(quietly(vec![Change::PutBatch(before.clone())])).await.unwrap();
        let confirm = step(&before, BatchState::Imported, record_of(&before));
        let put_away = step(&before, BatchState::Undone, Change::PutAgency(agency("a1")));
        let outcomes = race(world.database.commit(confirm), second.commit(put_away)).await;
        assert_eq!(outcomes.iter().filter(|outcome| is_changed(outcome)).count(), 1, "{outcomes:?}");
        let records = second.records_of_batch(&before.id).await.unwrap();
        let state = second.batch(&before.id).await.unwrap().unwrap().state;
        let expected = if outcomes[0].is_ok() { (1, BatchState::Imported) } else { (0, BatchState::Undone) };
        assert_eq!((records.len(), state), expected, "{outcomes:?}");
    }
    second.close().await;
}

async fn two_administrators_do_not_shut_each_other_out(world: World) {
    let second = world.second().await;
    world.database.commit(quietly(vec![Change::PutAgency(agency("a1"))])).await.unwrap();
    for round in 0..10 {
        let (one, other) = (administrator("p1"), administrator("p2"));
        let both = vec![Change::PutAccount(one.clone()), Change::PutAccount(other.clone())];
        world.database.commit(quietly(both)).await.unwrap();
        let disable = |account: &Account| {
            let role = account.role.clone();
            quietly(vec![Change::PutAccount(Account { disabled: true, ..account.clone() })])
                .requiring(Requirement::AccountUnchanged(account.clone()))
                .requiring(Requirement::AnotherCanSignIn { role, account_id: account.id.clone() })
        };
        let outcomes = race(world.database.commit(disable(&one)), second.commit(disable(&other))).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{round}: {outcomes:?}");
        let left = second.accounts().await.unwrap();
        assert_eq!(left.iter().filter(|account| !account.disabled).count(), 1, "{round}: {left:?}");
        let refused = outcomes.into_iter().find_map(Result::err);
        assert!(matches!(refused, Some(StoreError::Conflict(Conflict::NobodyLeft { .. }))), "{round}: {refused:?}");
    }
    second.close().await;
}

async fn a_one_time_link_works_once_for_two_programs(world: World) {
    let second = world.second().await;
    let changes = vec![Change::PutAgency(agency("a1")), Change::PutAccount(account("p1", "p1"))];
    world.database.commit(quietly(changes)).await.unwrap();
    for round in 0..10 {
        let token_hash = format!("t{round}");
        let before = world.database.account("p1").await.unwrap().unwrap();
        let link = Invitation { token_hash: token_hash.clone(), account_id: "p1".into(), expires_at: 9, used_at: None };
        world.database.commit(quietly(vec![Change::PutInvitation(link)])).await.unwrap();
        let choose = |password: &str| {
            let after = Account { password_hash: Some(format!("{round}-{password}")), ..before.clone() };
            let used = Change::UseInvitation { token_hash: token_hash.clone(), at: 5 };
            quietly(vec![used, Change::PutAccount(after)]).requiring(Requirement::AccountUnchanged(before.clone()))
        };
        let outcomes = race(world.database.commit(choose("one")), second.commit(choose("other"))).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        let winner = if outcomes[0].is_ok() { "one" } else { "other" };
        let kept = second.account("p1").await.unwrap().unwrap().password_hash;
        assert_eq!(kept, Some(format!("{round}-{winner}")), "the other one's password was not kept");
    }
    second.close().await;
}

async fn the_first_agency_is_made_once(world: World) {
    let second = world.second().await;
    let make = |id: &str| quietly(vec![Change::PutAgency(agency(id))]).requiring(Requirement::NoAgency);
    let outcomes = race(world.database.commit(make("a1")), second.commit(make("a2"))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
    assert_eq!(second.agencies().await.unwrap().len(), 1);
    second.close().await;
}
