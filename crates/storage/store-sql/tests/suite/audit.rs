//! Stories of the chain: it holds under load and from several programs, and what is done behind its back is refused or found.

use crate::content::*;
use crate::world::World;
use store::{Audit, AuditEntry, AuditQuery, ChainBreak, GENESIS, Store, Unit, verify_chain};
use store_sql::Database;

crate::on_both!(
    the_chain_holds_when_two_programs_write_at_once,
    the_log_and_the_chain_cannot_be_changed,
    a_tail_that_was_cut_off_is_missed,
    the_audit_view_finds_and_pages,
);

/// Reads the chain as `audit verify` does, a page at a time.
async fn verify(database: &Database) -> Result<i64, ChainBreak> {
    let mut head = (0, GENESIS.to_owned());
    loop {
        let rows = database.audit_after(head.0, 7).await.unwrap();
        if rows.is_empty() {
            break;
        }
        head = verify_chain(head, &rows)?;
    }
    let noted = database.audit_head().await.unwrap();
    if noted != head {
        return Err(ChainBreak::Cut { expected: noted.0, found: head.0 });
    }
    Ok(head.0)
}

async fn the_chain_holds_when_two_programs_write_at_once(world: World) {
    prepared(&world.database).await;
    let second = world.second().await;
    let units = (0..120).map(|number| {
        let database = if number % 2 == 0 { &world.database } else { &second };
        async move { database.commit(new_visit(&format!("s{number}"))).await }
    });
    for written in futures_util::future::join_all(units).await {
        written.unwrap();
    }
    assert_eq!(verify(&second).await, Ok(120));
    second.close().await;
}

async fn the_log_and_the_chain_cannot_be_changed(world: World) {
    prepared(&world.database).await;
    world.database.commit(new_visit("s1")).await.unwrap();
    let mut attempts = vec![
        "UPDATE submission SET answers = '{}'",
        "DELETE FROM submission",
        "UPDATE audit SET actor = 'nobody'",
        "DELETE FROM audit WHERE seq = 1",
    ];
    if world.is_postgres() {
        attempts.extend(["TRUNCATE audit", "TRUNCATE submission CASCADE"]);
    }
    for attempt in attempts {
        let error = world.tamper(attempt).await.unwrap_err().to_string();
        assert!(error.contains("only appended to"), "{attempt}: {error}");
    }
    assert_eq!(verify(&world.database).await, Ok(1));
}

async fn a_tail_that_was_cut_off_is_missed(world: World) {
    for number in 0..5 {
        world.database.commit(Unit::told(entry("record.read", &format!("s{number}")))).await.unwrap();
    }
    let (guard, cut) = if world.is_postgres() {
        ("ALTER TABLE audit DISABLE TRIGGER ALL", "DELETE FROM audit WHERE seq > 3")
    } else {
        ("DROP TRIGGER audit_is_not_deleted", "DELETE FROM audit WHERE seq > 3")
    };
    world.tamper(&format!("{guard}; {cut}")).await.unwrap();
    assert_eq!(verify(&world.database).await, Err(ChainBreak::Cut { expected: 5, found: 3 }));
    // What is written later does not heal it.
    world.database.commit(Unit::told(entry("record.read", "s9"))).await.unwrap();
    assert_eq!(verify(&world.database).await, Err(ChainBreak::Hole { expected: 4, found: 6 }));
}

async fn the_audit_view_finds_and_pages(world: World) {
    let database = &world.database;
    let made = |actor: &str, agency: &str, action: &str, subject: &str| AuditEntry {
        actor: actor.into(),
        agency_id: agency.into(),
        ..entry(action, subject)
    };
    let audit = vec![
        AuditEntry { at: 1_000, ..made("p1", "a1", "record.read", "s1") },
        AuditEntry { at: 2_000, ..made("p2", "a1", "record.list", "") },
        made("p3", "a2", "submission.accept", "s1"),
        made("p1", "a1", "recorded", "s2"),
        made("p1", "a1", "Record.read", "s%"),
    ];
    database.commit(Unit::new(Vec::new(), audit)).await.unwrap();
    let all = AuditQuery { limit: 100, ..AuditQuery::default() };
    let text = |text: &str| Some(text.to_owned());
    let cases = [
        (all.clone(), vec![5, 4, 3, 2, 1]),
        (AuditQuery { limit: 2, ..all.clone() }, vec![5, 4]),
        (AuditQuery { before: Some(3), ..all.clone() }, vec![2, 1]),
        (AuditQuery { after: Some(1), limit: 2, ..all.clone() }, vec![3, 2]),
        (AuditQuery { after: Some(1), before: Some(4), ..all.clone() }, vec![3, 2]),
        (AuditQuery { from: Some(1_001), until: Some(2_001), ..all.clone() }, vec![2]),
        (AuditQuery { until: Some(2_000), ..all.clone() }, vec![1]),
        (AuditQuery { from: Some(2_000), actor: text("p1"), ..all.clone() }, vec![5, 4]),
        (AuditQuery { agency_id: text("a2"), ..all.clone() }, vec![3]),
        (AuditQuery { actor: text("p1"), action_prefix: text("record."), ..all.clone() }, vec![1]),
        (AuditQuery { action_prefix: text("record"), ..all.clone() }, vec![4, 2, 1]),
        (AuditQuery { action_prefix: text("%"), ..all.clone() }, vec![]),
        (AuditQuery { subject_id: text("s1"), ..all.clone() }, vec![3, 1]),
        (AuditQuery { subject_id: text("s1' OR '1'='1"), ..all.clone() }, vec![]),
        (AuditQuery { limit: 0, ..all }, vec![]),
    ];
    for (query, expected) in cases {
        let found: Vec<i64> = database.audit(&query).await.unwrap().iter().map(|row| row.seq).collect();
        assert_eq!(found, expected, "{query:?}");
    }
}
