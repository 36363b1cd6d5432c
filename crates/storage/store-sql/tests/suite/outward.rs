//! Stories of what leaves the server: agencies outside, receipts of packages, files made of lists.

use crate::content::*;
use crate::world::World;
use store::{Change, ExportMade, OutsideAgency, Outward, PackageReceipt, Store};

crate::on_both!(
    an_agency_outside_is_changed_and_keeps_its_place,
    a_receipt_is_found_by_its_hash_and_the_first_stands,
    files_are_listed_by_agency_and_counted_by_account
);

fn agency(id: &str, created_at: i64) -> OutsideAgency {
    OutsideAgency {
        id: id.into(),
        name_en: "Night clinic".into(),
        name_th: "คลินิกกลางคืน".into(),
        kind: "health".into(),
        recipient: String::new(),
        is_open: true,
        created_at,
        updated_at: created_at,
    }
}

async fn an_agency_outside_is_changed_and_keeps_its_place(world: World) {
    let database = &world.database;
    let closed = OutsideAgency { is_open: false, recipient: "age1".into(), updated_at: 3, ..agency("outside-2", 1) };
    for one in [agency("outside-2", 1), agency("outside-1", 2), closed.clone()] {
        database.commit(quietly(vec![Change::PutOutsideAgency(one)])).await.unwrap();
    }
    assert_eq!(database.outside_agencies().await.unwrap(), [closed, agency("outside-1", 2)]);
}

async fn a_receipt_is_found_by_its_hash_and_the_first_stands(world: World) {
    let database = &world.database;
    let receipt = |referral: &str| PackageReceipt {
        code_hash: "h1".into(),
        referral_id: referral.into(),
        case_id: "c1".into(),
        until: "2026-05-30".into(),
        made_at: 7,
    };
    for referral in ["r1", "r2"] {
        database.commit(quietly(vec![Change::PutPackageReceipt(receipt(referral))])).await.unwrap();
    }
    assert_eq!(database.package_receipt("h1").await.unwrap(), Some(receipt("r1")));
    assert_eq!(database.package_receipt("h2").await.unwrap(), None);
}

async fn files_are_listed_by_agency_and_counted_by_account(world: World) {
    let database = &world.database;
    let made = |id: &str, account: &str, agency: &str, sensitive: i64, made_at: i64| ExportMade {
        id: id.into(),
        account_id: account.into(),
        agency_id: agency.into(),
        kind: "demo/visit".into(),
        format: "csv".into(),
        purpose: "supervision".into(),
        rows: 10,
        sensitive,
        made_at,
    };
    for one in [
        made("E-1", "p1", "a1", 2, 1),
        made("E-2", "p1", "a1", 0, 2),
        made("E-3", "p1", "a1", 1, 3),
        made("E-4", "p2", "a2", 1, 4),
    ] {
        database.commit(quietly(vec![Change::PutExportMade(one)])).await.unwrap();
    }
    for (agency, offset, limit, expected) in [
        (None, 0, 9, vec!["E-4", "E-3", "E-2", "E-1"]),
        (None, 1, 2, vec!["E-3", "E-2"]),
        (Some("a2"), 0, 9, vec!["E-4"]),
        (Some(""), 0, 9, vec![]),
    ] {
        let found = database.exports_made(agency, offset, limit).await.unwrap();
        assert_eq!(found.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), expected, "{agency:?} {offset}");
    }
    for (account, since, expected) in [("p1", 0, 20), ("p1", 2, 10), ("p1", 4, 0), ("p2", 0, 10), ("p3", 0, 0)] {
        assert_eq!(database.sensitive_rows_since(account, since).await.unwrap(), expected, "{account} {since}");
    }
}
