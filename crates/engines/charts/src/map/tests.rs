//! Maps of a small country of squares.

use super::*;
use crate::Size;
use language::Lang;
use proptest::prelude::*;

fn square(code: &str, west: f32, value: AreaValue) -> MapArea {
    let ring = vec![(west, 15.0), (west + 2.0, 15.0), (west + 2.0, 17.0), (west, 17.0), (west, 15.0)];
    MapArea {
        code: code.into(),
        label: format!("Area {code}"),
        rings: vec![ring],
        centre: Some((west + 1.0, 16.0)),
        value,
        is_first_time: code == "2",
    }
}

fn map(size: Size) -> ChoroplethMap {
    ChoroplethMap {
        frame: Frame { size, ..Frame::new("reach", "Area 1 reached most", Lang::En) },
        area_heading: "Province".into(),
        value_heading: "People reached".into(),
        elsewhere: String::new(),
        areas: vec![
            square("4", 106.0, AreaValue::Elsewhere),
            square("1", 100.0, AreaValue::Known(1713.0)),
            square("2", 102.0, AreaValue::Known(400.0)),
            square("3", 104.0, AreaValue::Known(0.0)),
            square("5", 108.0, AreaValue::Unknown),
        ],
        ..ChoroplethMap::default()
    }
}

#[test]
fn shades_follow_values_and_nothing_is_not_a_value() {
    let svg = map(Size::Wide).draw().svg;
    let class_of = |code: &str| {
        let (before, _) = svg.split_once(&format!("data-code=\"{code}\"")).expect("drawn");
        before.rsplit("class=\"").next().expect("it has one").trim_end_matches("\" ").to_owned()
    };
    let classes = ["1", "2", "3", "4", "5"].map(class_of);
    assert_eq!(
        classes,
        ["c-area c-step-5", "c-area c-step-1", "c-area c-not-yet", "c-area c-land", "c-area c-unknown"]
    );
}

#[test]
fn the_key_says_every_kind_that_is_drawn_and_no_other() {
    let svg = map(Size::Wide).draw().svg;
    for words in ["1–500", "1,501–2,000", "not yet reached", "no data", "not in the programme", "first time here"] {
        assert!(svg.contains(&format!(">{words}</text>")), "{words}");
    }
    let mut plain = map(Size::Wide);
    plain.areas.truncate(2);
    let svg = plain.draw().svg;
    assert!(!svg.contains(">no data</text>") && !svg.contains(">first time here</text>"));
}

#[test]
fn the_table_ranks_what_was_reached_and_names_what_was_not() {
    let table = map(Size::Compact).draw().table;
    assert_eq!(table.header, ["Province", "People reached", "first time here"]);
    let rows: Vec<String> = table.rows.iter().map(|row| row.join("|")).collect();
    assert_eq!(rows, ["Area 1|1,713|", "Area 2|400|yes", "Area 3|not yet reached|", "Area 5|no data|"]);
}

#[test]
fn zooming_shows_the_focus_larger() {
    let whole = map(Size::Wide);
    let mut near = map(Size::Wide);
    near.focus = vec!["1".into()];
    let width = |map: &ChoroplethMap| {
        let projection = map.projection();
        projection.point((102.0, 15.0)).0 - projection.point((100.0, 15.0)).0
    };
    assert!(width(&near) > 3.0 * width(&whole));
    let drawing = near.draw();
    assert_eq!(drawing.table.rows, [["Area 1", "1,713"]], "the table is about what is shown");
    assert!(!drawing.svg.contains(">Area 2</text>"), "an area off the panel has no label");
    near.focus = vec!["no such code".into()];
    assert!(near.draw().height > 0.0);
}

proptest! {
    #[test]
    fn any_rings_and_values_draw(
        rings in prop::collection::vec(prop::collection::vec((prop::num::f32::ANY, prop::num::f32::ANY), 0..6), 0..4),
        value in prop::num::f64::ANY,
    ) {
        let mut map = map(Size::Compact);
        map.areas.push(MapArea { code: "9".into(), rings, value: AreaValue::Known(value), ..MapArea::default() });
        let drawing = map.draw();
        prop_assert!(drawing.height.is_finite());
        prop_assert!(!drawing.svg.contains("NaN") && !drawing.svg.contains("inf"));
    }
}

#[test]
fn close_points_are_one_dot_with_their_number_and_far_ones_are_not_drawn() {
    let point = |at, href: &str| MapPoint { at, label: "6 August 2026".into(), href: href.into() };
    let mut country = map(Size::Wide);
    country.points = vec![
        point((100.5, 15.5), "/records/one"),
        point((104.5, 16.5), "/records/two"),
        point((104.5, 16.51), "/records/three"),
        point((-70.0, 40.0), "/records/elsewhere"),
    ];
    let svg = country.draw().svg;
    assert_eq!(svg.matches("c-point\"").count(), 2);
    assert!(svg.contains("<a href=\"/records/one\">") && svg.contains("<title>6 August 2026</title>"));
    assert!(svg.contains("<title>2 records here</title>") && !svg.contains("/records/two"));
    assert!(!svg.contains("/records/elsewhere"));
    country.points = (0..300).map(|at| point((100.0 + at as f32 / 75.0, 15.5), "/records/many")).collect();
    assert!(!country.draw().svg.contains("/records/many"), "too many to go through");
}

#[test]
fn a_map_of_points_alone_zooms_to_them() {
    let mut country = map(Size::Wide);
    country.areas.iter_mut().for_each(|area| area.value = AreaValue::Elsewhere);
    country.points = vec![
        MapPoint { at: (100.5, 15.5), ..MapPoint::default() },
        MapPoint { at: (100.6, 15.5), ..MapPoint::default() },
    ];
    assert_eq!(country.draw().svg.matches("c-point\"").count(), 2, "ten kilometres are far apart then");
}
