//! What a reader gets to see, in words: comparisons, eras, consent, and what is not known.

mod sample;

use language::{Lang, Text};
use programmes::report::{Cell, HalfYearReport, Measured, Missing, Picture};
use reports::view::view;

#[test]
fn a_frozen_report_comes_back_as_it_was() {
    let mut report = sample::report();
    report.indicators[0].value = Measured::Missing(Missing::Withheld);
    report.figures[0].table.rows[0][1] = Cell::Value(Measured::Missing(Missing::Unknown));
    let bytes = vec![0, 255, 10, 13];
    report.pictures.push(Picture { bytes, caption: Text::new("a"), credit: "b".into(), consent: true });
    let frozen = serde_json::to_string(&report).expect("frozen");
    assert_eq!(serde_json::from_str::<HalfYearReport>(&frozen).expect("read"), report);
}

#[test]
fn large_figures_say_target_and_change_in_the_readers_words() {
    for (lang, label, notes) in [
        (Lang::En, "People reached", ["Target 3,500", "511 more than in January–June 2019"]),
        (Lang::Th, "ผู้เข้าร่วมกิจกรรม", ["เป้าหมาย 3,500", "มากกว่าช่วง มกราคม–มิถุนายน 2562 อยู่ 511"]),
    ] {
        let view = view(&sample::report(), lang);
        let first = &view.headlines[0];
        assert_eq!((first.value.as_str(), first.label.as_str()), ("3,913", label));
        assert_eq!(first.notes, notes);
        assert_eq!(view.headlines.last().map(|needed| needed.value.as_str()), Some("22,230"));
    }
}

#[test]
fn thai_readers_get_the_buddhist_era() {
    let view = view(&sample::report(), Lang::Th);
    assert_eq!(view.cover.facts[3].1, "1 ม.ค. 2561 – 31 ธ.ค. 2563");
    assert_eq!(view.sessions.rows[0][0], "4 ก.ค. 2562");
}

#[test]
fn what_was_said_without_consent_is_not_there() {
    let view = view(&sample::report(), Lang::En);
    assert_eq!(view.quotes.len(), 1);
    let everything = serde_json::to_string(&view).expect("written");
    assert!(!everything.contains("without consent"));
}

#[test]
fn spending_that_is_partly_unknown_has_no_sum() {
    let mut report = sample::report();
    report.budget[0].spent = None;
    let budget = view(&report, Lang::En).budget;
    assert_eq!(budget[0].table.rows[2], ["Total", "21,000 USD", "–", "–"]);
    assert_eq!(budget[1].table.rows[2], ["Total", "21,500 USD", "20,889.10 USD", "–"]);
}

#[test]
fn shares_are_of_the_known_whole() {
    let mut report = sample::report();
    let shares = |report: &HalfYearReport| -> Vec<String> {
        view(report, Lang::En).breakdowns[0].table.rows.iter().map(|row| row[2].clone()).collect()
    };
    assert_eq!(shares(&report), ["90%", "6%", "4%"]);
    report.indicators[0].value = Measured::Missing(Missing::Unknown);
    assert_eq!(shares(&report), ["–", "–", "–"]);
}
