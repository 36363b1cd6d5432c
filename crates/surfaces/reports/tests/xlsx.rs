//! The workbook read back: numbers are numbers, dates are dates, and nothing that a person typed is a formula.

mod sample;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use language::{Lang, Text};
use programmes::report::HalfYearReport;
use std::io::Cursor;

fn book(report: &HalfYearReport, lang: Lang) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(reports::xlsx::render(report, lang).expect("written"))).expect("read back")
}

fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    book.worksheet_range(sheet).expect(sheet).rows().map(<[Data]>::to_vec).collect()
}

/// Whether a cell holds exactly this text; an empty cell holds "".
fn is(cell: &Data, text: &str) -> bool {
    match cell {
        Data::String(written) => written == text,
        Data::Empty => text.is_empty(),
        _ => false,
    }
}

#[test]
fn sheets_are_named_in_the_readers_language() {
    let english = ["Summary", "Indicators", "Provinces", "Sessions", "Budget", "Notes"];
    assert_eq!(book(&sample::report(), Lang::En).sheet_names(), english);
    let thai = ["สรุป", "ตัวชี้วัด", "จังหวัด", "กิจกรรม", "งบประมาณ", "หมายเหตุ"];
    assert_eq!(book(&sample::report(), Lang::Th).sheet_names(), thai);
}

#[test]
fn sessions_are_real_dates_and_add_up_to_the_reported_total() {
    let sessions = rows(&mut book(&sample::report(), Lang::Th), "กิจกรรม");
    let (heading, sessions) = sessions.split_first().expect("headings");
    assert_eq!(heading.first(), Some(&Data::String("วันที่".into())));
    assert_eq!(sessions.len(), 21);
    assert!(sessions.iter().all(|row| matches!(row[0], Data::DateTime(_))));
    let Data::DateTime(first) = &sessions[0][0] else { panic!("no date") };
    assert_eq!(first.as_f64(), 43650.0, "4 July 2019, whatever era it is shown in");
    let attended: f64 =
        sessions.iter().map(|row| if let Data::Float(people) = row[5] { people } else { panic!("{row:?}") }).sum();
    assert_eq!(attended, 3913.0);
}

#[test]
fn indicators_are_tidy_one_value_a_row() {
    let indicators = rows(&mut book(&sample::report(), Lang::En), "Indicators");
    let number = |row: &[Data]| if let Data::Float(value) = row[7] { value } else { panic!("{row:?}") };
    let of = |period: &str, dimension: &str, part: &str| {
        let fits = |row: &&Vec<Data>| {
            is(&row[0], "People reached") && is(&row[2], period) && is(&row[5], dimension) && is(&row[6], part)
        };
        indicators.iter().find(fits).map(|row| number(row))
    };
    let period = "July–December 2019";
    assert_eq!(of(period, "", ""), Some(3913.0));
    assert_eq!(of("January–June 2019", "", ""), Some(3402.0));
    let adults = of(period, "kind of participant", "Teachers").zip(of(period, "kind of participant", "Parents"));
    assert_eq!(adults.map(|(teachers, parents)| teachers + parents), Some(394.0));
    let unknown =
        indicators.iter().find(|row| is(&row[2], "July–December 2018") && row[0].to_string().starts_with("Schools"));
    assert_eq!(unknown.map(|row| row[7].to_string()).as_deref(), Some("not known"), "an unknown value is no nought");
}

#[test]
fn money_keeps_its_cents() {
    let budget = rows(&mut book(&sample::report(), Lang::En), "Budget");
    assert_eq!(budget[1][5], Data::Float(14655.40));
    let needed: f64 =
        budget.iter().filter_map(|row| if let Data::Float(amount) = row[6] { Some(amount) } else { None }).sum();
    assert_eq!(needed, 22230.0);
}

#[test]
fn what_people_typed_is_never_a_formula() {
    let mut report = sample::report();
    let typed = ["=HYPERLINK(\"x\")", "+1+1", "-2", "@SUM(A1)", "\t=1"];
    for (session, venue) in report.sessions.iter_mut().zip(typed) {
        session.venue = venue.into();
    }
    report.lessons = typed.map(Text::new).into();
    let mut book = book(&report, Lang::En);
    for sheet in book.sheet_names() {
        assert_eq!(
            book.worksheet_formula(&sheet)
                .expect("read")
                .rows()
                .flatten()
                .filter(|formula| !formula.is_empty())
                .count(),
            0
        );
    }
    let sessions = rows(&mut book, "Sessions");
    assert_eq!(sessions[1][3], Data::String("=HYPERLINK(\"x\")".into()));
    assert_eq!(sessions[3][3], Data::String("-2".into()));
}

#[test]
fn the_same_report_gives_the_same_bytes_and_names_no_person() {
    let bytes = reports::xlsx::render(&sample::report(), Lang::En).expect("written");
    assert!(bytes == reports::xlsx::render(&sample::report(), Lang::En).expect("written"));
}
