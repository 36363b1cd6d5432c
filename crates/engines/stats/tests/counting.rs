//! Indicators over small registers of records, as a programme would count them by hand.

use calendar::{Date, Period};
use language::Text;
use stats::{
    Cell, Counted, Days, Dimension, Indicator, Measure, People, StatsError, Tabulation, Unit, Window, suppress,
    tabulate, total,
};
use xpath::{Document, Expression};

/// Date, province, setting, and rows of (participant kind, count).
type Session = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

const SESSIONS: &[Session] = &[
    ("2019-07-04", "50", "urban", &[("students", "296"), ("teachers", "13")]),
    ("2019-08-20", "34", "rural", &[("students", "250")]),
    ("2019-09-07", "58", "", &[("students", "40"), ("teachers", "5"), ("parents", "21"), ("", "")]),
    ("2019-12-31", "50", "urban", &[("students", "10")]),
    ("2020-01-01", "50", "urban", &[("students", "1000")]),
    ("2018-07-01", "50", "rural", &[("students", "200")]),
    ("", "50", "rural", &[("students", "5000")]),
];

fn session((date, province, setting, attendance): &Session) -> Document {
    let mut record = Document::new("outreach-session");
    for (name, text) in [("date", date), ("province", province), ("setting", setting)] {
        let node = record.append(record.root(), name);
        record.set_text(node, text);
    }
    for (kind, count) in *attendance {
        let row = record.append(record.root(), "attendance");
        for (name, text) in [("participant_kind", kind), ("count", count)] {
            let node = record.append(row, name);
            record.set_text(node, text);
        }
    }
    record
}

fn sessions() -> Vec<Document> {
    SESSIONS.iter().map(session).collect()
}

fn expression(source: &str) -> Expression {
    Expression::parse(source).expect("a readable expression")
}

fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a date")
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

fn indicator(rows: Option<&str>, measure: Measure, date: &str, by: &[(&str, &str)]) -> Indicator {
    Indicator {
        id: "example".into(),
        title: Text::new("Example"),
        unit: Unit {
            id: "attendance".into(),
            label: Text::new("attendances"),
            one: Text::default(),
            people: Some(People::EachTime),
        },
        kind: "prevention/outreach-session".into(),
        rows: rows.map(str::to_owned),
        filter: None,
        measure,
        date: expression(date),
        window: Window::Within,
        by: by.iter().map(|(id, value)| Dimension { id: (*id).into(), value: expression(value) }).collect(),
        decimals: 0,
        more_is_better: Some(true),
        scale: Vec::new(),
        note: Text::new("By hand."),
    }
}

fn people() -> Indicator {
    let by = [("province", "../province"), ("participant_kind", "participant_kind"), ("setting", "../setting")];
    indicator(Some("attendance"), Measure::Sum(expression("count")), "../date", &by)
}

fn held() -> Indicator {
    indicator(None, Measure::Count, "date", &[("province", "province"), ("setting", "setting")])
}

fn written(cells: &[Cell]) -> Vec<String> {
    cells
        .iter()
        .map(|cell| {
            let by: Vec<_> = cell.by.iter().map(|(_, value)| value.as_deref().unwrap_or("?")).collect();
            format!("{}={}", by.join(","), cell.value)
        })
        .collect()
}

#[test]
fn counts_the_records_of_the_period_by_the_dimensions_that_the_indicator_has() {
    let records = sessions();
    let asked = ["province", "participant_kind", "setting"];
    let sessions = tabulate(&held(), &records, period("2019-H2"), &asked).expect("counted");
    assert_eq!(written(&sessions), ["34,rural=1", "50,urban=2", "58,?=1"]);
    let people = tabulate(&people(), &records, period("2019-H2"), &asked).expect("counted");
    assert_eq!(
        written(&people),
        [
            "34,students,rural=250",
            "50,students,urban=306",
            "50,teachers,urban=13",
            "58,parents,?=21",
            "58,students,?=40",
            "58,teachers,?=5"
        ]
    );
}

#[test]
fn cells_sum_to_the_total_and_undated_records_are_told() {
    let records = sessions();
    let people = people();
    let whole = total(&people, &records, period("2019-H2")).expect("counted");
    assert_eq!(whole, Some(635.0));
    let mut tabulation = Tabulation::new(&people, period("2019-H2"), &["setting", "setting", "no_such_dimension"]);
    for record in &records {
        tabulation.add(record).expect("counted");
    }
    let table = tabulation.finish();
    assert_eq!(table.cells.iter().map(|cell| cell.value).sum::<f64>(), 635.0);
    assert_eq!(written(&table.cells), ["rural=250", "urban=319", "?=66"]);
    assert_eq!(table.undated, 1);
}

#[test]
fn a_filter_leaves_rows_out() {
    let adults = Indicator {
        filter: Some(expression("participant_kind = 'teachers' or participant_kind = 'parents'")),
        ..people()
    };
    assert_eq!(total(&adults, &sessions(), period("2019")).expect("counted"), Some(39.0));
}

#[test]
fn nothing_counted_is_zero_but_a_ratio_of_nothing_is_not_known() {
    let none: [Document; 0] = [];
    assert_eq!(
        written(&tabulate(&held(), &none, period("2019"), &["setting"]).expect("counted")),
        Vec::<String>::new().as_slice()
    );
    assert_eq!(total(&held(), &none, period("2019")).expect("counted"), Some(0.0));
    let share = Measure::Ratio {
        numerator: expression("if(participant_kind = 'teachers', count, 0)"),
        denominator: expression("count"),
    };
    let share = Indicator { measure: share, ..people() };
    assert_eq!(total(&share, &none, period("2019")).expect("counted"), None);
    assert_eq!(total(&share, &sessions(), period("2019-07")).expect("counted"), Some(13.0 / 309.0));
}

#[test]
fn different_values_are_counted_once() {
    let provinces = indicator(None, Measure::CountDistinct(expression("province")), "date", &[("setting", "setting")]);
    assert_eq!(total(&provinces, &sessions(), period("2019-H2")).expect("counted"), Some(3.0));
    assert!(!provinces.measure.is_additive());
}

#[test]
fn the_latest_state_counts_once_where_it_is_now() {
    let visits: &[Session] = &[
        ("2019-02-01", "57", "family A", &[("no", "0")]),
        ("2019-05-01", "55", "family A", &[("yes", "1")]),
        ("2019-03-01", "57", "family B", &[("yes", "1")]),
        ("2019-11-01", "57", "family B", &[("no", "0")]),
    ];
    let records: Vec<_> = visits.iter().map(session).collect();
    let latest = Measure::Latest { value: expression("attendance/count"), of: expression("setting") };
    let standing =
        Indicator { window: Window::AsAtEnd, ..indicator(None, latest, "date", &[("province", "province")]) };
    let at = |text| written(&tabulate(&standing, &records, period(text), &["province"]).expect("counted"));
    assert_eq!(at("2019-Q1"), ["57=1"]);
    assert_eq!(at("2019-H1"), ["55=1", "57=1"]);
    assert_eq!(at("2019"), ["55=1", "57=0"]);
    assert_eq!(total(&standing, &records, period("2018")).expect("counted"), None);
}

#[test]
fn today_is_the_last_day_of_the_period() {
    let open = Indicator { filter: Some(expression("today() = date('2019-12-31')")), ..held() };
    assert_eq!(total(&open, &sessions(), period("2019-H2")).expect("counted"), Some(4.0));
    assert_eq!(total(&open, &sessions(), period("2019-Q3")).expect("counted"), Some(0.0));
}

#[test]
fn every_period_has_its_figure() {
    for (code, expected) in [("2018-H2", 200.0), ("2019-H1", 0.0), ("2019-H2", 635.0), ("2020-H1", 1000.0)] {
        assert_eq!(total(&people(), &sessions(), period(code)).expect("counted"), Some(expected), "{code}");
    }
}

#[test]
fn rows_are_counted_whatever_the_measure() {
    let provinces = Indicator { measure: Measure::CountDistinct(expression("province")), ..held() };
    let mut rows = Tabulation::counting(Counted::Rows, &provinces, period("2019-H2"), &[] as &[&str]);
    sessions().iter().try_for_each(|session| rows.add(session)).expect("counted");
    let counted: Vec<_> = rows.finish().cells.iter().map(|cell| cell.value).collect();
    assert_eq!(counted, [4.0], "four sessions in three provinces");
}

#[test]
fn a_wrong_value_fails_the_figure_and_says_which() {
    let wrong = session(&("2019-07-04", "50", "urban", &[("students", "many")]));
    let error = total(&people(), [&wrong], period("2019")).expect_err("not a number");
    assert!(matches!(&error, StatsError::NotANumber { text, .. } if text == "many"), "{error}");
    let undated = session(&("last July", "50", "urban", &[]));
    let error = total(&held(), [&undated], period("2019")).expect_err("not a date");
    assert_eq!(error.to_string(), "indicator `example`: its date is `last July`, which is not a date");
}

#[test]
fn errors_are_said_in_every_complete_language() {
    let error = StatsError::NotADate { indicator: "people_reached".into(), text: "last July".into() };
    for lang in [language::Lang::En, language::Lang::Th] {
        let sentence = language::say(lang, &error.message());
        assert!(sentence.contains("people_reached") && sentence.contains("last July"), "{sentence}");
    }
}

#[test]
fn a_split_can_be_published_without_its_small_figures() {
    let cells =
        tabulate(&people(), &sessions(), period("2019-H2"), &["province", "participant_kind"]).expect("counted");
    let published = suppress(&cells, 10);
    let teachers = published
        .iter()
        .find(|cell| cell.by.iter().map(|(_, value)| value.as_deref()).eq([Some("58"), Some("teachers")]));
    assert_eq!(teachers.map(|cell| cell.value), Some(None));
}

#[test]
fn some_days_of_a_period_count_as_they_would_alone() {
    let days = Days { first: date(2019, 7, 1), last: date(2019, 8, 20) };
    assert_eq!(total(&people(), &sessions(), days).expect("counted"), Some(559.0));
    let until = Days { last: date(2019, 8, 19), ..days };
    assert_eq!(total(&people(), &sessions(), until).expect("counted"), Some(309.0));
    assert_eq!(
        total(&people(), &sessions(), period("2019-H2")),
        total(&people(), &sessions(), Days::from(period("2019-H2")))
    );
}

#[test]
fn days_add_up_to_their_period_and_only_of_what_was_done() {
    let by_day = |indicator: &Indicator| {
        let mut tabulation = Tabulation::counting(Counted::ByDay, indicator, period("2019-H2"), &["province"]);
        sessions().iter().try_for_each(|session| tabulation.add(session)).expect("counted");
        tabulation.finish_days()
    };
    let expected =
        [(date(2019, 7, 4), 309.0), (date(2019, 8, 20), 250.0), (date(2019, 9, 7), 66.0), (date(2019, 12, 31), 10.0)];
    assert_eq!(by_day(&people()).into_iter().collect::<Vec<_>>(), expected);
    let standing = Indicator { window: Window::AsAtEnd, ..people() };
    assert!(by_day(&standing).is_empty());
}
