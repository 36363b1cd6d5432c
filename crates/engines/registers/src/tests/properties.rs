//! Writing answers as a sheet and reading them back gives the same answers; and time for a large register.

use super::support::*;
use calendar::{Date, DateStyle, format_date};
use language::Lang;
use places::Gazetteer;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

#[derive(Clone, Debug)]
struct Session {
    date: Date,
    venue: String,
    venue_kind: usize,
    province: usize,
    district: usize,
    first_time: usize,
    counts: [u32; 4],
    lang: Lang,
    style: DateStyle,
}

const VENUE_KINDS: [(&str, &str, &str); 3] =
    [("school", "School", "โรงเรียน"), ("village", "Village", "หมู่บ้าน"), ("expo", "Exhibition", "นิทรรศการ")];
const YES_NO: [(&str, &str, &str); 3] =
    [("yes", "Yes", "ใช่"), ("no", "No", "ไม่ใช่"), ("unknown", "Not known", "ไม่ทราบ")];
const COUNTED: [(&str, Option<&str>, &str, &str); 4] = [
    ("students", Some("female"), "Students (female)", "นักเรียนหญิง"),
    ("students", Some("male"), "Students (male)", "นักเรียนชาย"),
    ("teachers", None, "Teachers", "ครู"),
    ("parents", None, "Parents", "ผู้ปกครอง"),
];

fn sessions() -> impl Strategy<Value = Session> {
    let day = (2000_i16..2026, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).expect("a day"));
    let place = (0_usize..77, 0_usize..1000);
    let lang = prop_oneof![Just(Lang::En), Just(Lang::Th)];
    let style = prop_oneof![Just(DateStyle::Long), Just(DateStyle::Short), Just(DateStyle::Numeric)];
    (
        day,
        "[A-Zก-ฮ][a-z]{2,6} [0-9]{1,3}",
        0_usize..3,
        place,
        0_usize..3,
        [0_u32..5, 0_u32..2000, 0_u32..99, 0_u32..9],
        lang,
        style,
    )
        .prop_map(|(date, venue, venue_kind, (province, district), first_time, counts, lang, style)| Session {
            date,
            venue,
            venue_kind,
            province,
            district,
            first_time,
            counts,
            lang,
            style,
        })
}

impl Session {
    fn places(&self) -> [&'static places::Place; 2] {
        let gazetteer = Gazetteer::builtin();
        let provinces = gazetteer.provinces();
        let province = &provinces[self.province % provinces.len()];
        let districts = gazetteer.children(province.code());
        [province, &districts[self.district % districts.len()]]
    }

    fn cells(&self) -> Vec<String> {
        let say =
            |(_, english, thai): (&str, &str, &str)| if self.lang == Lang::Th { thai } else { english }.to_owned();
        let [province, district] = self.places();
        // Two districts of a province may share an English name, so districts are always written in Thai.
        let mut cells = vec![
            format_date(self.date, self.lang, self.style),
            self.venue.clone(),
            say(VENUE_KINDS[self.venue_kind]),
            format!("อ.{}", district.name_in(Lang::Th)),
            province.name_in(self.lang).to_owned(),
            say(YES_NO[self.first_time]),
        ];
        cells.extend(self.counts.iter().map(|count| match (count, self.lang) {
            (0, _) => "-".to_owned(),
            (count, Lang::Th) => language::to_thai_digits(&count.to_string()),
            (count, _) => language::format_number(f64::from(*count), 0),
        }));
        cells
    }

    fn answers(&self) -> Json {
        let [province, district] = self.places();
        let lines =
            COUNTED.iter().zip(self.counts).filter(|(_, count)| *count > 0).map(|((kind, sex, ..), count)| match sex {
                Some(sex) => json!({"participant_kind": kind, "sex": sex, "count": count.to_string()}),
                None => json!({"participant_kind": kind, "count": count.to_string()}),
            });
        let lines: Vec<Json> = lines.collect();
        let mut answers = json!({
            "date": self.date.to_string(), "venue": self.venue, "venue_kind": VENUE_KINDS[self.venue_kind].0,
            "province": province.code(), "district": district.code(), "first_time": YES_NO[self.first_time].0,
        });
        if !lines.is_empty() {
            answers["attendance"] = Json::Array(lines);
        }
        answers
    }
}

/// Columns in another order, headings of one language.
fn sheet(sessions: &[Session], order: &[usize], lang: Lang) -> Vec<Vec<String>> {
    let english = ["Date", "Venue", "Kind", "District", "Province", "First time here"];
    let thai = ["วันที่", "สถานที่", "ประเภท", "อำเภอ", "จังหวัด", "ครั้งแรก"];
    let mut header: Vec<&str> = if lang == Lang::Th { thai } else { english }.to_vec();
    header.extend(COUNTED.iter().map(|(_, _, english, thai)| if lang == Lang::Th { *thai } else { *english }));
    let arrange = |cells: Vec<String>| order.iter().map(|index| cells[*index].clone()).collect();
    let header = header.into_iter().map(str::to_owned).collect();
    std::iter::once(header).chain(sessions.iter().map(Session::cells)).map(arrange).collect()
}

fn written(rows: &[Vec<String>]) -> Vec<u8> {
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    xlsx("a", &rows)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn written_answers_are_read_back(
        sessions in prop::collection::vec(sessions(), 1..8),
        order in Just((0_usize..10).collect::<Vec<_>>()).prop_shuffle(),
        lang in prop_oneof![Just(Lang::En), Just(Lang::Th)],
    ) {
        let reading = read(&written(&sheet(&sessions, &order, lang)), "a.xlsx");
        let expected: Vec<Json> = sessions.iter().map(Session::answers).collect();
        let found: Vec<Json> = reading.rows.iter().map(|row| row.answers.clone()).collect();
        prop_assert_eq!(found, expected);
        let errors = reading.rows.iter().filter(|row| row.has_error()).count();
        prop_assert_eq!(errors, 0);
    }

    #[test]
    fn any_grid_is_read_or_refused(rows in prop::collection::vec(prop::collection::vec("(Date|วันที่|Students|จังหวัด|Total|รวม|4/7/62|-|\\PC{0,6})", 0..6), 0..12)) {
        let workbook = open(&written(&rows), "a.xlsx");
        let schema = schema();
        if let Ok(plan) = crate::propose(&workbook, &schema, &Gazetteer::builtin()) {
            let _reading = crate::apply(&workbook, &schema, &plan, &Gazetteer::builtin());
        }
    }
}

/// Ten thousand rows are few enough to check here; how long they take is measured with `--ignored --nocapture` in a release build.
#[test]
#[ignore = "measures; run by hand in a release build"]
fn ten_thousand_rows_take_well_under_five_seconds() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let sessions: Vec<Session> =
        (0..10_000).map(|_| sessions().new_tree(&mut runner).expect("a session").current()).collect();
    let bytes = written(&sheet(&sessions, &(0..10).collect::<Vec<_>>(), Lang::Th));
    #[allow(clippy::disallowed_methods)]
    let start = std::time::Instant::now();
    let workbook = open(&bytes, "a.xlsx");
    let opened = start.elapsed();
    let schema = schema();
    let plan = crate::propose(&workbook, &schema, &Gazetteer::builtin()).expect("a register");
    let proposed = start.elapsed();
    let reading = crate::apply(&workbook, &schema, &plan, &Gazetteer::builtin());
    println!(
        "{} rows: opened after {opened:?}, proposed after {proposed:?}, read after {:?}",
        reading.rows.len(),
        start.elapsed()
    );
    assert_eq!(reading.rows.len(), 10_000);
    assert!(start.elapsed().as_secs() < 5);
}
