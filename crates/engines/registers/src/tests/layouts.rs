//! Other layouts that offices use: each test is one habit, with the answers it must give.

use super::support::*;
use crate::{Mapping, Plan, Reading, RegisterProblem, Severity, Skip, Target, apply, propose};
use language::{Lang, say};
use places::Gazetteer;
use rust_xlsxwriter::{Format, Workbook as Written};
use serde_json::{Value as Json, json};

const PLAIN: &[&str] = &["Date", "Venue", "Kind", "Province", "Students"];

/// One session at a school in Chiang Mai with these counts.
#[allow(clippy::needless_pass_by_value)]
fn session(date: &str, attendance: Json) -> Json {
    json!({"date": date, "venue": "School 1", "venue_kind": "school", "province": "50", "attendance": attendance})
}

fn students(count: &str) -> Json {
    json!([{"participant_kind": "students", "count": count}])
}

fn clean(reading: &Reading) -> Vec<Json> {
    assert_eq!(problems(reading), []);
    answers(reading)
}

#[test]
fn dates_are_read_in_every_writing_of_a_column() {
    for date in [
        "4/7/2562",
        "04/07/62",
        "4 ก.ค. 62",
        "2019-07-04",
        "4 July 2019",
        "๔ กรกฎาคม ๒๕๖๒",
        "43650",
        "4-Jul-19",
        "20190704",
    ] {
        let reading = read(&xlsx("a", &[PLAIN, &[date, "School 1", "school", "Chiang Mai", "296"]]), "a.xlsx");
        assert_eq!(clean(&reading), [session("2019-07-04", students("296"))], "{date}");
    }
}

#[test]
fn true_dates_are_read_with_the_years_that_programs_gave_them() {
    for (year, warned) in [(2019_u16, false), (2562, false), (1962, true)] {
        let mut written = Written::new();
        let format = Format::new().set_num_format("d/m/yyyy");
        let sheet = written.add_worksheet();
        for (column, text) in (0..).zip(PLAIN) {
            sheet.write(0, column, *text).expect("heading");
        }
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(year, 7, 4).expect("date");
        sheet.write_with_format(1, 0, date, &format).expect("date");
        for (column, text) in (1..).zip(["School 1", "school", "Chiang Mai"]) {
            sheet.write(1, column, text).expect("text");
        }
        sheet.write(1, 4, 296).expect("number");
        let reading = read(&written.save_to_buffer().expect("saves"), "a.xlsx");
        assert_eq!(answers(&reading), [session("2019-07-04", students("296"))], "{year}");
        assert_eq!(!problems(&reading).is_empty(), warned, "{year}");
    }
}

#[test]
fn columns_stand_in_any_order_with_thai_or_english_headings_and_unknown_ones_between() {
    for (header, row) in [
        (
            ["Students", "Budget (baht)", "Province", "Type", "Place", "Date"],
            ["296", "5000", "Chiang Mai", "School", "School 1", "4/7/2562"],
        ),
        (
            ["นักเรียน (คน)", "งบประมาณ", "จังหวัด", "ประเภทสถานที่", "สถานที่จัดกิจกรรม", "วัน/เดือน/ปี"],
            ["๒๙๖", "๕๐๐๐", "จ.เชียงใหม่", "ร.ร.", "School 1", "๔/๗/๖๒"],
        ),
        (
            ["จำนวนนักเรียน", "เบอร์โทร", "จังหวัดที่จัด", "ลักษณะสถานที่", "ชื่อสถานที่", "วันที่จัด"],
            ["296 คน", "x", "จังหวัดเชียงใหม่", "โรงเรียน", "School 1", "4 กรกฎาคม 2562"],
        ),
    ] {
        let reading = read(&xlsx("a", &[&["ทะเบียน"], &[], &header, &row]), "a.xlsx");
        assert_eq!(clean(&reading), [session("2019-07-04", students("296"))], "{header:?}");
    }
}

#[test]
fn headings_in_two_and_three_rows_are_joined_whether_merged_or_not() {
    let rows: &[&[&str]] = &[
        &["วันที่", "สถานที่", "ประเภท", "จังหวัด", "จำนวนผู้เข้าร่วม", "", "", ""],
        &["", "", "", "", "นักเรียน", "", "ครู", ""],
        &["", "", "", "", "ชาย", "หญิง", "ชาย", "หญิง"],
        &["4/7/2562", "School 1", "โรงเรียน", "เชียงใหม่", "100", "96", "3", "10"],
    ];
    let attendance = json!([
        {"participant_kind": "students", "sex": "female", "count": "96"}, {"participant_kind": "students", "sex": "male", "count": "100"},
        {"participant_kind": "teachers", "sex": "female", "count": "10"}, {"participant_kind": "teachers", "sex": "male", "count": "3"},
    ]);
    assert_eq!(clean(&read(&xlsx("a", rows), "a.xlsx")), [session("2019-07-04", attendance.clone())]);

    let mut written = Written::new();
    let (sheet, plain) = (written.add_worksheet(), Format::new());
    for (column, heading) in (0..).zip(["วันที่", "สถานที่", "ประเภท", "จังหวัด"])
    {
        sheet.merge_range(2, column, 4, column, heading, &plain).expect("merge");
    }
    sheet.merge_range(2, 4, 2, 7, "จำนวนผู้เข้าร่วม", &plain).expect("merge");
    sheet.merge_range(3, 4, 3, 5, "นักเรียน", &plain).expect("merge");
    sheet.merge_range(3, 6, 3, 7, "ครู", &plain).expect("merge");
    for (column, sex) in (4..).zip(["ชาย", "หญิง", "ชาย", "หญิง"]) {
        sheet.write(4, column, sex).expect("heading");
    }
    for (column, text) in (0..).zip(["4/7/2562", "School 1", "โรงเรียน", "เชียงใหม่"])
    {
        sheet.write(5, column, text).expect("text");
    }
    for (column, count) in (4..).zip([100, 96, 3, 10]) {
        sheet.write(5, column, count).expect("number");
    }
    assert_eq!(clean(&read(&written.save_to_buffer().expect("saves"), "a.xlsx")), [session("2019-07-04", attendance)]);
}

#[test]
fn totals_beside_their_parts_are_compared_and_not_counted() {
    let header =
        &["Date", "Venue", "Kind", "Province", "Students", "Students female", "Students male", "Teachers", "Total"];
    let reading = read(
        &xlsx(
            "a",
            &[
                header,
                &["4/7/2562", "School 1", "school", "Chiang Mai", "296", "150", "146", "13", "309"],
                &["5/7/2562", "School 1", "school", "Chiang Mai", "100", "", "", "-", "100"],
                &["6/7/2562", "School 1", "school", "Chiang Mai", "", "", "", "", "80"],
                &["7/7/2562", "School 1", "school", "Chiang Mai", "", "5", "5", "", "11"],
                &["Total", "", "", "", "396", "150", "146", "13", "489"],
            ],
        ),
        "a.xlsx",
    );
    assert_eq!(
        answers(&reading),
        [
            session(
                "2019-07-04",
                json!([
            {"participant_kind": "students", "sex": "female", "count": "150"}, {"participant_kind": "students", "sex": "male", "count": "146"},
            {"participant_kind": "teachers", "count": "13"}])
            ),
            session("2019-07-05", students("100")),
            session("2019-07-06", json!([{"participant_kind": "other", "count": "80"}])),
            session(
                "2019-07-07",
                json!([
            {"participant_kind": "students", "sex": "female", "count": "5"}, {"participant_kind": "students", "sex": "male", "count": "5"}])
            ),
        ]
    );
    let keys: Vec<_> = problems(&reading);
    assert_eq!(
        keys,
        [
            ("F6".to_owned(), "registers-total-row-differs"),
            ("G6".to_owned(), "registers-total-row-differs"),
            ("I6".to_owned(), "registers-total-row-differs"),
            ("E3".to_owned(), "registers-only-total"),
            ("I4".to_owned(), "registers-only-total"),
            ("I5".to_owned(), "registers-total-differs"),
        ]
    );
}

#[test]
fn a_second_split_of_the_same_people_is_not_counted_again() {
    let reading = read(
        &xlsx(
            "a",
            &[
                &["Date", "Venue", "Kind", "Province", "นักเรียน", "ครู", "ชาย", "หญิง", "รวม"],
                &["4/7/2562", "School 1", "school", "Chiang Mai", "20", "5", "12", "13", "25"],
            ],
        ),
        "a.xlsx",
    );
    assert_eq!((clean(&reading).len(), people(&reading, None)), (1, 25));
}

#[test]
fn one_kind_of_participant_to_a_row_makes_one_session() {
    let rows: &[&[&str]] = &[
        &["วันที่", "สถานที่", "ประเภท", "จังหวัด", "ผู้เข้าร่วม", "จำนวน"],
        &["4/7/2562", "School 1", "โรงเรียน", "เชียงใหม่", "นักเรียน", "296"],
        &["4/7/2562", "School 1", "โรงเรียน", "เชียงใหม่", "ครู", "13"],
        &["5/7/2562", "School 1", "โรงเรียน", "เชียงใหม่", "นักเรียน", "50"],
        &["", "", "", "", "ผู้ปกครอง", "7"],
        &["", "", "", "", "รวม", "366"],
    ];
    let reading = read(&xlsx("a", rows), "a.xlsx");
    assert_eq!(
        clean(&reading),
        [
            session(
                "2019-07-04",
                json!([{"participant_kind": "students", "count": "296"}, {"participant_kind": "teachers", "count": "13"}])
            ),
            session(
                "2019-07-05",
                json!([{"participant_kind": "students", "count": "50"}, {"participant_kind": "parents", "count": "7"}])
            ),
        ]
    );
    assert_eq!(reading.rows[1].further_rows, [5]);
    assert_eq!(reading.skipped.len(), 1);
}

#[test]
fn cells_merged_downwards_and_dittos_stand_for_each_row() {
    let mut written = Written::new();
    let sheet = written.add_worksheet();
    for (column, text) in (0..).zip(PLAIN) {
        sheet.write(0, column, *text).expect("heading");
    }
    sheet.merge_range(1, 0, 2, 0, "4/7/2562", &Format::new()).expect("merge");
    sheet.merge_range(1, 4, 2, 4, "", &Format::new()).expect("merge");
    sheet.write(1, 4, 10).expect("number");
    for (row, texts) in (1..).zip([["School 1", "school", "Chiang Mai"], ["School 2", "\"", "\""]]) {
        for (column, text) in (1..).zip(texts) {
            sheet.write(row, column, text).expect("text");
        }
    }
    let reading = read(&written.save_to_buffer().expect("saves"), "a.xlsx");
    let second = json!({"date": "2019-07-04", "venue": "School 2", "venue_kind": "school", "province": "50"});
    assert_eq!(answers(&reading), [session("2019-07-04", students("10")), second]);
    assert_eq!(problems(&reading), [("E3".to_owned(), "registers-nobody-counted")]);
}

#[test]
fn a_delimited_text_in_the_old_thai_encoding_is_read() {
    let text = "ทะเบียน\r\n\r\nที่;วันที่;สถานที่;ประเภท;จังหวัด;นักเรียน\r\n๑;๔ ก.ค. ๖๒;School 1;โรงเรียน;เชียงใหม่;1,296\r\n;;;;รวม;1,296\r\n";
    let bytes = encoding_rs::WINDOWS_874.encode(text).0.into_owned();
    assert_eq!(clean(&read(&bytes, "ทะเบียน.csv")), [session("2019-07-04", students("1296"))]);
}

#[test]
fn sheets_by_month_are_read_and_others_left_alone() {
    let mut written = Written::new();
    written.add_worksheet().set_name("ปก").expect("name");
    for (name, date) in [("ก.ค. 62", "4 ก.ค."), ("ส.ค. 62", "4/8/2562")] {
        let sheet = written.add_worksheet();
        sheet.set_name(name).expect("name");
        sheet.write(0, 0, format!("เดือน {name} ปี 2562")).expect("title");
        for (row, cells) in (2..).zip([PLAIN, &[date, "School 1", "school", "Chiang Mai", "10"]]) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, *cell).expect("cell");
            }
        }
    }
    let summary = written.add_worksheet();
    summary.set_name("สรุป").expect("name");
    for (row, cells) in (0..).zip([["จังหวัด", "นักเรียน"], ["เชียงใหม่", "20"]])
    {
        for (column, cell) in (0..).zip(cells) {
            summary.write(row, column, cell).expect("cell");
        }
    }
    let reading = read(&written.save_to_buffer().expect("saves"), "a.xlsx");
    assert_eq!(reading.tables.iter().map(|table| table.sheet.as_str()).collect::<Vec<_>>(), ["ก.ค. 62", "ส.ค. 62"]);
    assert_eq!(answers(&reading), [session("2019-07-04", students("10")), session("2019-08-04", students("10"))]);
    assert_eq!(problems(&reading), [("A4".to_owned(), "registers-date-completed")]);
}

#[test]
fn what_stands_between_records_is_skipped_with_its_reason() {
    let reading = read(
        &xlsx(
            "a",
            &[
                &["No.", "Date", "Venue", "Kind", "Students"],
                &["จังหวัดเชียงใหม่"],
                &["1", "4/7/2562", "School 1", "school", "10"],
                &["2", "", "", "", ""],
                &["รวมเชียงใหม่", "", "", "", "10"],
                &["No.", "Date", "Venue", "Kind", "Students"],
                &["", "จ.น่าน"],
                &["3", "5/7/2562", "School 1", "school", "20"],
                &["", "", "", "", "20"],
                &["รวมทั้งสิ้น", "", "", "", "30"],
                &["หมายเหตุ: ข้อมูล ณ วันที่รายงาน"],
            ],
        ),
        "a.xlsx",
    );
    let mut nan = session("2019-07-05", students("20"));
    nan["province"] = json!("55");
    assert_eq!(answers(&reading), [session("2019-07-04", students("10")), nan]);
    let reasons: Vec<_> = reading.skipped.iter().map(|row| (row.row, row.reason.clone())).collect();
    let sub_heading = |text: &str| Skip::SubHeading(text.to_owned());
    assert_eq!(
        reasons[..6],
        [
            (2, sub_heading("จังหวัดเชียงใหม่")),
            (4, Skip::Blank),
            (5, Skip::Total),
            (6, Skip::Header),
            (7, sub_heading("จ.น่าน")),
            (9, Skip::Total),
        ]
        .to_vec()
    );
}

#[test]
fn a_row_with_an_error_is_listed_with_its_cells() {
    let reading = read(
        &xlsx(
            "a",
            &[
                &["Date", "Venue", "Kind", "Province", "District", "Students"],
                &["31/6/2562", "School 1", "school", "Chiang Mai", "Fang", "10"],
                &["4/7/2562", "", "school", "London", "Fang", "ten"],
                &["5/7/2562", "School 1", "temple", "Chiang Mai", "Nowhere", "10"],
                &["6/7/2562", "School 1", "school", "", "Mae Sariang", "10"],
            ],
        ),
        "a.xlsx",
    );
    assert_eq!(
        problems(&reading),
        [
            ("A2".to_owned(), "calendar-no-such-day"),
            ("D3".to_owned(), "places-not-found"),
            ("F3".to_owned(), "registers-not-a-count"),
            ("B3".to_owned(), "registers-answer-missing"),
            ("C4".to_owned(), "registers-unknown-choice"),
            ("E4".to_owned(), "places-not-found-within"),
        ]
    );
    assert_eq!(reading.rows.len(), 4);
    let importable: Vec<_> = reading.importable().map(|row| row.answers["province"].clone()).collect();
    assert_eq!(importable, ["58"], "the district tells the province");
    let unknown = reading.all_problems().find(|problem| problem.cell == "C4").expect("told");
    assert!(say(Lang::En, &unknown.message).contains("“temple”"));
    assert_eq!(unknown.severity, Severity::Error);
}

#[test]
fn a_kind_of_place_without_a_column_is_taken_from_the_name_of_the_place() {
    let header = &["วันที่", "สถานที่", "จังหวัด", "นักเรียน"];
    let reading = read(
        &xlsx("a", &[header, &["4/7/2562", "โรงเรียนบ้านแม่ริม", "เชียงใหม่", "10"], &["5/7/2562", "วัด", "เชียงใหม่", "10"]]),
        "a.xlsx",
    );
    assert_eq!(answers(&reading).iter().map(|answers| &answers["venue_kind"]).collect::<Vec<_>>(), ["school"]);
    assert_eq!(
        problems(&reading),
        [("A2".to_owned(), "registers-choice-from-text"), ("A3".to_owned(), "registers-no-column")]
    );
}

#[test]
fn dates_with_the_month_first_are_read_so_when_the_column_shows_it() {
    let row = |date| [date, "School 1", "school", "Chiang Mai", "10"];
    let reading = read(&xlsx("a", &[PLAIN, &row("7/4/2019"), &row("7/18/2019")]), "a.xlsx");
    assert_eq!(answers(&reading), [session("2019-07-04", students("10")), session("2019-07-18", students("10"))]);
    assert_eq!(problems(&reading), [("A1".to_owned(), "registers-month-first")]);
}

#[test]
fn a_mapping_can_be_changed_kept_and_used_for_the_next_file() {
    let rows: &[&[&str]] =
        &[&["Date", "Venue", "Kind", "Province", "Heads"], &["4/7/2562", "School 1", "school", "Chiang Mai", "296"]];
    let workbook = open(&xlsx("a", rows), "a.xlsx");
    let schema = schema();
    let mut plan = propose(&workbook, &schema, &Gazetteer::builtin()).expect("a register");
    let column = &mut plan.tables[0].mapping.columns[4];
    assert_eq!((column.heading.as_str(), &column.target), ("Heads", &None));
    let of = [("participant_kind".to_owned(), "students".to_owned())].into();
    column.target = Some(Target::Count { repeat: "attendance".into(), of });
    let kept = serde_json::to_string(&plan.tables[0].mapping).expect("writes");
    let changed = apply(&workbook, &schema, &plan, &Gazetteer::builtin());
    assert_eq!(answers(&changed), [session("2019-07-04", students("296"))]);

    let next = propose(&workbook, &schema, &Gazetteer::builtin()).expect("a register");
    let signature = next.tables[0].signature.clone();
    let remembered: Mapping = serde_json::from_str(&kept).expect("reads");
    let next = next.with_remembered(|asked| (asked == signature).then(|| remembered.clone()));
    assert_eq!(answers(&apply(&workbook, &schema, &next, &Gazetteer::builtin())), answers(&changed));
    let other = Plan::default().with_remembered(|_| Some(remembered.clone()));
    assert_eq!(other, Plan::default());
}

#[test]
fn workbooks_without_a_register_say_what_was_looked_for() {
    let schema = schema();
    let empty = open(&xlsx("a", &[]), "a.xlsx");
    assert_eq!(propose(&empty, &schema, &Gazetteer::builtin()), Err(RegisterProblem::NothingWritten));
    let other = open(&xlsx("a", &[&["Shopping", "Price"], &["Rice", "30"]]), "a.xlsx");
    let problem = propose(&other, &schema, &Gazetteer::builtin()).expect_err("no register");
    assert!(say(Lang::En, &problem.message()).contains("Date, Where it took place"), "{problem:?}");
    assert!(say(Lang::Th, &problem.message()).contains("วันที่, สถานที่"), "{problem:?}");
}

#[test]
fn addresses_in_one_column_and_places_in_many_spellings_are_found() {
    let header = &["วันที่", "สถานที่", "ประเภท", "ตำบล/อำเภอ", "อำเภอ", "จังหวัด", "นักเรียน"];
    for (district, province) in [
        ("อ.เมือง", "จ.เชียงใหม่"),
        ("เมืองเชียงใหม่", "เชียงใหม่"),
        ("Amphoe Mueang", "Chiang Mai"),
        ("Muang", "Chiangmai"),
        ("อำเภอเมืองเชียงใหม่", "จังหวัด เชียงใหม่"),
    ] {
        let reading =
            read(&xlsx("a", &[header, &["4/7/2562", "School 1", "ร.ร.", "", district, province, "10"]]), "a.xlsx");
        assert_eq!(clean(&reading)[0]["district"], "5001", "{district}, {province}");
    }
}

#[test]
fn attendance_without_kinds_is_counted_and_told() {
    let reading = read(
        &xlsx(
            "a",
            &[
                &["Date", "Venue", "Kind", "Province", "จำนวนผู้เข้าร่วม (คน)"],
                &["4/7/2562", "School 1", "school", "Chiang Mai", "50"],
            ],
        ),
        "a.xlsx",
    );
    assert_eq!(answers(&reading), [session("2019-07-04", json!([{"participant_kind": "other", "count": "50"}]))]);
    assert_eq!(problems(&reading), [("E2".to_owned(), "registers-category-unspecified")]);
}

#[test]
fn the_sheet_with_the_register_is_found_behind_notes() {
    let mut written = Written::new();
    let notes = written.add_worksheet();
    notes.write(0, 0, "Please fill in Date, Venue and Province on the next sheet").expect("note");
    notes.write(2, 0, "Date").expect("note");
    notes.write(2, 1, "the day it took place").expect("note");
    let sheet = written.add_worksheet();
    for (row, cells) in (25..).zip([PLAIN, &["4/7/2562", "School 1", "school", "Chiang Mai", "10"]]) {
        sheet.write(row - 20, 1, format!("line {row}")).expect("note");
        for (column, cell) in (3..).zip(cells) {
            sheet.write(row, column, *cell).expect("cell");
        }
    }
    let reading = read(&written.save_to_buffer().expect("saves"), "a.xlsx");
    assert_eq!(clean(&reading), [session("2019-07-04", students("10"))]);
    assert_eq!(reading.tables[0].first_header_row, 26);
}

#[test]
fn day_month_and_year_may_stand_in_three_columns() {
    for (header, date) in [
        (["วัน", "เดือน", "ปี"], ["4", "ก.ค.", "2562"]),
        (["วันที่", "เดือน", "พ.ศ."], ["๔", "กรกฎาคม", "62"]),
        (["Day", "Month", "Year"], ["4", "7", "2019"]),
    ] {
        let header: Vec<&str> = header.into_iter().chain(["Venue", "Kind", "Province", "Students"]).collect();
        let row: Vec<&str> = date.into_iter().chain(["School 1", "school", "Chiang Mai", "10"]).collect();
        let reading = read(&xlsx("a", &[&header, &row]), "a.xlsx");
        assert_eq!(clean(&reading), [session("2019-07-04", students("10"))], "{header:?}");
    }
    let header = &["วัน", "เดือน", "ปี", "Venue", "Kind", "Province", "Students"];
    let reading =
        read(&xlsx("a", &[header, &["31", "มิ.ย.", "2562", "School 1", "school", "Chiang Mai", "10"]]), "a.xlsx");
    assert_eq!(problems(&reading), [("A2".to_owned(), "calendar-no-such-day")]);
}

#[test]
fn an_address_tells_province_and_district_where_no_column_does() {
    let header = &["วันที่", "สถานที่", "ที่ตั้ง", "นักเรียน"];
    let reading = read(&xlsx("a", &[header, &["4/7/2562", "โรงเรียน 1", "ต.สุเทพ อ.เมือง จ.เชียงใหม่", "10"]]), "a.xlsx");
    let found = &answers(&reading)[0];
    assert_eq!((&found["province"], &found["district"]), (&json!("50"), &json!("5001")));
    assert_eq!(problems(&reading)[0], ("C1".to_owned(), "registers-column-guessed"));
}

#[test]
fn a_venue_that_begins_like_a_total_is_a_venue() {
    let row = |date| [date, "รวมใจพัฒนา", "school", "Chiang Mai", "10"];
    let reading = read(&xlsx("a", &[PLAIN, &row("4/7/2562"), &row("soon")]), "a.xlsx");
    assert_eq!((reading.rows.len(), reading.skipped.len()), (2, 0));
    assert_eq!(problems(&reading), [("A3".to_owned(), "calendar-not-a-date")]);
}
