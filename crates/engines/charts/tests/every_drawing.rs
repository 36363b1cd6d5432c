//! What holds for every drawing: well-formed, accessible, and nothing in it that a strict page or a typesetter refuses.

use charts::{
    AreaValue, BarChart, BarLayout, BarRow, ChoroplethMap, DayChart, DayMonth, Drawing, Frame, MapArea, Size, Step,
    StepState, Timeline, TrendChart, TrendMark, TrendSeries,
};
use language::Lang;
use proptest::prelude::*;
use quick_xml::events::Event;
use std::collections::BTreeSet;

/// One of each kind, with the same text wherever a caller's text goes.
fn drawings(words: &str, lang: Lang, size: Size) -> Vec<Drawing> {
    let frame = Frame {
        id: words.into(),
        title: words.into(),
        description: words.into(),
        shows_title: true,
        lang,
        size,
        ..Frame::default()
    };
    let row =
        BarRow { label: words.into(), values: vec![Some(3.0), Some(4.0)], target: Some(9.0), previous: Some(5.0) };
    let bars = BarChart {
        frame: frame.clone(),
        label_heading: words.into(),
        series: vec![words.into(), words.into()],
        notes: vec![words.into()],
        previous_name: words.into(),
        layout: BarLayout::Stacked,
        rows: vec![row.clone(), row],
    };
    let trend = TrendChart {
        frame: frame.clone(),
        period_heading: words.into(),
        periods: vec![words.into(), words.into()],
        series: vec![TrendSeries { name: words.into(), values: vec![Some(1.0), Some(2.0)] }],
        target: Some(2.0),
        mark: TrendMark::Columns,
        is_latest_open: true,
    };
    let days = DayChart {
        frame: frame.clone(),
        month_heading: words.into(),
        busy_heading: words.into(),
        value_heading: words.into(),
        months: vec![DayMonth { label: words.into(), offset: 2, days: vec![Some(1.0), Some(0.0), None] }],
    };
    let ring = vec![(100.0, 15.0), (102.0, 15.0), (102.0, 17.0), (100.0, 15.0)];
    let area = MapArea {
        code: words.into(),
        label: words.into(),
        rings: vec![ring.clone()],
        centre: Some((101.5, 15.5)),
        value: AreaValue::Known(7.0),
        is_first_time: true,
    };
    let map = ChoroplethMap {
        frame: frame.clone(),
        area_heading: words.into(),
        value_heading: words.into(),
        elsewhere: words.into(),
        areas: vec![area.clone(), MapArea { value: AreaValue::NotYet, ..area }],
        neighbours: vec![ring.clone()],
        borders: vec![ring],
        focus: Vec::new(),
        points: vec![charts::MapPoint { at: (100.5, 15.5), label: "6 August 2026".into(), href: String::new() }],
    };
    let step = |state| Step { label: words.into(), detail: words.into(), state };
    let steps = [StepState::Done, StepState::Now, StepState::Late, StepState::Next].map(step).into();
    let timeline = Timeline { frame, label_heading: words.into(), steps };
    let lines = TrendChart { mark: TrendMark::Lines, ..trend.clone() };
    let many = BarChart { series: vec![words.into(); 7], ..bars.clone() };
    let grouped = BarChart { layout: BarLayout::Grouped, ..bars.clone() };
    vec![bars.draw(), many.draw(), grouped.draw(), trend.draw(), lines.draw(), map.draw(), timeline.draw(), days.draw()]
}

const ELEMENTS: [&str; 16] = [
    "svg",
    "title",
    "desc",
    "defs",
    "g",
    "path",
    "rect",
    "circle",
    "line",
    "polyline",
    "polygon",
    "text",
    "pattern",
    "clipPath",
    "linearGradient",
    "stop",
];

/// Reads the drawing as XML and gives what is wrong with it.
fn faults(svg: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut faults, mut ids, mut depth) = (Vec::new(), BTreeSet::new(), 0_i32);
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return vec![error.to_string()],
        };
        let (element, is_open) = match &event {
            Event::Start(element) => (element, 1),
            Event::Empty(element) => (element, 0),
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        depth += is_open;
        let name = element.name().as_ref().to_owned();
        if !ELEMENTS.contains(&name.as_str()) {
            faults.push(format!("element {name}"));
        }
        for attribute in element.attributes() {
            let Ok(attribute) = attribute else { return vec![format!("attributes of {name}")] };
            let key = attribute.key.as_ref().to_owned();
            let value = attribute.value.clone().into_owned();
            let is_foreign = key == "style" || key.starts_with("on") || key.ends_with("href");
            let leads_out = value.contains("url(") && !value.starts_with("url(#c-") || value.contains("javascript:");
            if is_foreign || leads_out && key != "class" && key != "data-code" {
                faults.push(format!("{key}={value}"));
            }
            if key == "id" && !ids.insert(value.clone()) {
                faults.push(format!("id {value} twice"));
            }
        }
    }
    if depth != 0 {
        faults.push("not closed".into());
    }
    faults
}

#[test]
fn every_drawing_has_a_role_a_title_a_description_and_a_language() {
    for lang in [Lang::En, Lang::Th] {
        for size in [Size::Wide, Size::Compact] {
            for drawing in drawings("แม่ฮ่องสอน reached most", lang, size) {
                assert_eq!(faults(&drawing.svg), Vec::<String>::new());
                assert!(drawing.svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
                for part in [
                    "role=\"img\"",
                    "aria-labelledby=\"c-",
                    "<title id=\"c-",
                    "<desc id=\"c-",
                    &format!("lang=\"{lang}\""),
                ] {
                    assert!(drawing.svg.contains(part), "{part}");
                }
                assert_eq!(drawing.width, if size == Size::Wide { 720.0 } else { 328.0 });
                assert!(drawing.table.rows.iter().all(|row| row.len() == drawing.table.header.len()));
                assert!(!drawing.table.rows.is_empty());
            }
        }
    }
}

#[test]
fn no_word_is_left_untranslated() {
    for lang in [Lang::En, Lang::Th] {
        for drawing in drawings("x", lang, Size::Wide) {
            assert!(!drawing.svg.contains("charts-"), "{}", drawing.svg);
            assert!(!drawing.table.header.concat().contains("charts-"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_text_of_a_caller_breaks_a_drawing(words in ".{0,30}", lead in prop::sample::select(vec!["", "\"><script>", "]]>", "&#0;", "' onload='"])) {
        for drawing in drawings(&format!("{lead}{words}"), Lang::Th, Size::Compact) {
            prop_assert_eq!(faults(&drawing.svg), Vec::<String>::new());
        }
    }
}
