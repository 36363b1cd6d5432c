//! The two sample registers, where they are at hand, and one made here in the same layouts.

use super::support::*;
use crate::Skip;
use serde_json::json;
use std::path::Path;

#[test]
fn both_sample_registers_give_the_reported_figures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/registers");
    let mut readings = Vec::new();
    for name in ["outreach-2019H2.xlsx", "outreach-2019H2-as-kept.xlsx"] {
        let Ok(bytes) = std::fs::read(folder.join(name)) else {
            eprintln!("skipped: {name} is not at hand");
            return;
        };
        let reading = read(&bytes, name);
        assert_eq!(problems(&reading), [], "{name}");
        assert_eq!(reading.importable().count(), 21, "{name}");
        let counts = ["students", "teachers", "parents"].map(|kind| people(&reading, Some(kind)));
        assert_eq!((people(&reading, None), counts), (3913, [3519, 247, 147]), "{name}");
        let ubon: Vec<_> = answers(&reading).into_iter().filter(|answers| answers["province"] == "34").collect();
        assert_eq!(ubon.len(), 3, "{name}");
        assert!(ubon.iter().all(|answers| answers["first_time"] == "yes"), "{name}");
        readings.push(reading);
    }
    let (tidy, kept) = (&readings[0], &readings[1]);
    assert_eq!(kept.rows.iter().filter(|row| row.duplicate_of.is_some()).count(), 1);
    assert!(kept.skipped.iter().any(|row| row.reason == Skip::Total));
    for (tidy, kept) in answers(tidy).iter().zip(answers(kept)) {
        for question in ["date", "venue", "venue_kind", "province", "district", "attendance"] {
            assert_eq!(tidy[question], kept[question], "{question} of {tidy}");
        }
    }
}

#[test]
fn a_register_as_an_office_keeps_it_is_read() {
    let reading = read(
        &xlsx(
            "ก.ค.-ธ.ค. 2562",
            &[
                &["ทะเบียนกิจกรรมรณรงค์ กรกฎาคม - ธันวาคม 2562"],
                &[],
                &["ที่", "วันที่", "สถานที่", "ประเภท", "อำเภอ", "จังหวัด", "จำนวนผู้เข้าร่วม", "", "", "หมายเหตุ"],
                &["", "", "", "", "", "", "นักเรียน", "ครู", "ผู้ปกครอง", ""],
                &["1", "4 ก.ค. 62", "School 1", "โรงเรียน", "อ.เมือง", "เชียงใหม่", "296", "13", "-", ""],
                &[
                    "๒",
                    "๒๐ ส.ค. ๒๕๖๒",
                    "School A",
                    "โรงเรียน",
                    "โขงเจียม",
                    "จ.อุบลราชธานี",
                    "๒๕๐",
                    "-",
                    "-",
                    "ครั้งแรกในจังหวัด",
                ],
                &[
                    "๒",
                    "๒๐ ส.ค. ๒๕๖๒",
                    "School A",
                    "โรงเรียน",
                    "โขงเจียม",
                    "จ.อุบลราชธานี",
                    "๒๕๐",
                    "-",
                    "-",
                    "ครั้งแรกในจังหวัด",
                ],
                &[],
                &["", "", "", "", "", "รวม", "546", "13", "0"],
                &["ลงชื่อ ........................ ผู้รายงาน"],
            ],
        ),
        "x.xlsx",
    );
    assert_eq!(problems(&reading), []);
    assert_eq!(
        answers(&reading),
        [
            json!({"date": "2019-07-04", "venue": "School 1", "venue_kind": "school", "province": "50", "district": "5001",
            "attendance": [{"participant_kind": "students", "count": "296"}, {"participant_kind": "teachers", "count": "13"}]}),
            json!({"date": "2019-08-20", "venue": "School A", "venue_kind": "school", "province": "34", "district": "3403",
            "first_time": "yes", "notes": "ครั้งแรกในจังหวัด", "attendance": [{"participant_kind": "students", "count": "250"}]}),
        ]
    );
    let duplicate = reading.rows.iter().find(|row| row.duplicate_of.is_some()).expect("entered twice");
    assert_eq!((duplicate.row, duplicate.duplicate_of.clone()), (7, Some(("ก.ค.-ธ.ค. 2562".to_owned(), 6))));
    let reasons: Vec<_> = reading.skipped.iter().map(|skipped| (skipped.row, &skipped.reason)).collect();
    assert!(matches!(reasons.as_slice(), [(9, Skip::Total), (10, Skip::SubHeading(_))]), "{reasons:?}");
}
