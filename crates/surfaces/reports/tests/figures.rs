//! A report on figures as its reader gets it: a tagged PDF, a workbook in which a withheld figure is a word, and words in two languages.

mod sample;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use language::{Lang, Text};
use programmes::report::*;
use reports::view::figures_view;
use sample::{both, date, number};
use std::io::Cursor;

const WITHHELD: Measured = Measured::Missing(Missing::Withheld);

fn period(code: &str, start: &str, end: &str) -> ReportPeriod {
    ReportPeriod { code: code.into(), label: Text::new(code), start: date(start), end: date(end) }
}

fn figure(id: &str) -> Figure {
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><rect width=\"20\" height=\"10\"/></svg>";
    Figure { id: id.into(), title: Text::new("Most came by the hotline"), svg: Text::new(svg), table: Table::default() }
}

fn report() -> FiguresReport {
    let cell = |code: &str, value| BreakdownCell {
        code: code.into(),
        label: Text::new(code),
        value,
        previous: Some(number(3.0)),
    };
    let cells = vec![cell("hotline", number(12.0)), cell("others", WITHHELD)];
    let received = IndicatorFigure {
        id: "received".into(),
        title: both("Reports received", "เรื่องที่ได้รับแจ้ง"),
        unit: both("reports", "เรื่อง"),
        measure: Measure::Count,
        headline: false,
        objective: None,
        value: number(21.0),
        target: None,
        previous: Some(WITHHELD),
        year_before: None,
        baseline: None,
        breakdowns: vec![Breakdown {
            dimension: "channel".into(), title: both("channel", "ช่องทาง"), cells
        }],
    };
    FiguresReport {
        id: "reports".into(),
        title: both("Reports in figures", "เรื่องที่รับแจ้งในตัวเลข"),
        lead: both("For everybody.", "สำหรับทุกคน"),
        subject: both("Reports and triage", "รับแจ้งและคัดแยก"),
        publisher: both("Example Foundation", "มูลนิธิตัวอย่าง"),
        period: period("2026-H2", "2026-07-01", "2026-12-31"),
        previous_period: period("2026-H1", "2026-01-01", "2026-06-30"),
        year_before: period("2025-H2", "2025-07-01", "2025-12-31"),
        prepared_on: date("2026-11-27"),
        smallest: 5,
        sections: vec![FiguresSection {
            title: both("What came in", "เรื่องที่เข้ามา"),
            text: Text::new("=1+1 #panic() *stars*"),
            indicators: vec![received],
            splits: vec![figure("received-channel")],
            trends: vec![figure("received-trend")],
        }],
        data_notes: vec![both("Counts from 1 to 4 are withheld.", "ไม่แสดงจำนวน 1 ถึง 4")],
        sources: vec![Text::new("=cmd|'/C calc'!A0")],
    }
}

#[test]
fn every_language_makes_an_accessible_pdf_and_the_same_bytes() {
    for lang in Lang::ALL {
        let pdf = reports::pdf::render_figures(&report(), lang).expect("set");
        let contains = |text: &str| pdf.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(pdf.starts_with(b"%PDF-1.7") && contains("pdfuaid:part") && contains("StructTreeRoot"), "{lang}");
        assert!(pdf == reports::pdf::render_figures(&report(), lang).expect("set"), "{lang}");
    }
}

#[test]
fn a_withheld_figure_is_a_word_in_the_workbook_and_what_was_typed_is_text() {
    let bytes = reports::xlsx::render_figures(&report(), Lang::En).expect("written");
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("read back");
    assert_eq!(book.sheet_names(), ["Summary", "Indicators", "Notes"]);
    let rows = book.worksheet_range("Indicators").expect("a sheet");
    let values: Vec<_> = rows.rows().skip(1).map(|row| (row[6].to_string(), row[7].clone())).collect();
    let word = || Data::String("withheld".into());
    assert!(values.contains(&("hotline".into(), Data::Float(12.0))), "{values:?}");
    assert!(values.contains(&("others".into(), word())) && values.contains(&(String::new(), word())), "{values:?}");
    assert!(book.worksheet_formula("Notes").expect("a sheet").is_empty());
}

#[test]
fn the_page_says_that_parts_are_withheld() {
    let view = figures_view(&report(), Lang::Th);
    assert_eq!(view.cover.kind, "รายงานตัวเลข");
    assert!(view.sections[0].splits[0].is_partly_withheld);
    assert_eq!(view.sections[0].indicators.rows[0][3], "ไม่เปิดเผย");
}
