//! Boundary files as they come: good, foreign and hostile.

use super::*;
use crate::place::Level::{District, Province};
use language::{Lang, say};
use std::fs;
use std::path::Path;

fn import_text(text: &str) -> Result<Boundaries, BoundaryProblem> {
    import(text.as_bytes(), &Limits::default())
}

/// Two squares side by side; each draws the border between them (x = 101) with a point at half height.
const TWO_SQUARES: &str = r#"{"type":"FeatureCollection","features":[
 {"type":"Feature","id":1,"properties":{"NAME_1":"Phayao"},"geometry":{"type":"Polygon","coordinates":
  [[[100,18],[101,18],[101.001,18.5],[101,19],[100,19],[100,18]]]}},
 {"type":"Feature","id":2,"properties":{"ADM1_TH":"น่าน"},"geometry":{"type":"MultiPolygon","coordinates":
  [[[[101,19],[101.001,18.5,400],[101,18],[102,18],[102,19],[101,19]]]]}},
 {"type":"Feature","id":3,"properties":{"name":"Atlantis"},"geometry":{"type":"Polygon","coordinates":
  [[[10,18],[11,18],[11,19],[10,18]]]}},
 {"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[100,18]}}]}"#;

#[test]
fn the_built_in_outlines_cover_every_province() {
    let builtin = Boundaries::builtin();
    assert!(builtin.unmatched().is_empty());
    let codes: Vec<&str> = builtin.areas().iter().map(Area::code).collect();
    let expected: Vec<&str> = Gazetteer::builtin().provinces().iter().map(Place::code).collect();
    assert_eq!(codes, expected);
    assert_eq!(neighbours().len(), 5);
    // Borders of neighbours do not burden what is kept of the provinces.
    let ends: Vec<usize> = builtin.areas().iter().flat_map(|area| area.walks.concat()).map(|step| step.arc).collect();
    assert_eq!(ends.iter().max(), Some(&(builtin.arcs.len() - 1)));
}

#[test]
fn towns_lie_in_their_province_and_foreign_ones_in_none() {
    for (lat, lon, code, town) in [
        (18.7883, 98.9853, Some("50"), "Chiang Mai"),
        (19.3020, 97.9654, Some("58"), "Mae Hong Son"),
        (15.2287, 104.8564, Some("34"), "Ubon Ratchathani"),
        (13.7563, 100.5018, Some("10"), "Bangkok"),
        (7.8804, 98.3923, Some("83"), "Phuket"),
        (16.7130, 98.5740, Some("63"), "Mae Sot"),
        (17.9757, 102.6331, None, "Vientiane"),
        (16.8906, 97.6333, None, "Hpa-An"),
        (13.6566, 102.5630, None, "Poipet"),
        (10.0, 101.0, None, "the open Gulf"),
        (f64::NAN, 100.0, None, "nowhere"),
    ] {
        assert_eq!(Gazetteer::builtin().locate(lat, lon).map(Place::code), code, "{town}");
    }
}

#[test]
fn geojson_is_matched_by_name_and_shares_its_borders() {
    let boundaries = import_text(TWO_SQUARES).expect("two of three areas match");
    assert_eq!(boundaries.areas().iter().map(Area::code).collect::<Vec<_>>(), ["55", "56"]);
    assert_eq!(boundaries.unmatched(), [Unmatched { position: 3, label: "3, Atlantis".into() }]);
    // The border between the two is one arc of three points, used once in each direction.
    let uses: Vec<ArcUse> = boundaries.areas().iter().flat_map(|area| area.walks.concat()).collect();
    let between =
        boundaries.arcs.iter().position(|arc| arc.len() == 3 && arc.contains(&(101.001, 18.5))).expect("kept");
    assert_eq!(uses.iter().filter(|step| step.arc == between).count(), 2);
    let simple = boundaries.simplified(0.01);
    for code in ["55", "56"] {
        assert_eq!(
            simple.outline(code).expect("still there").rings()[0].len(),
            5,
            "{code} lost the point on the border"
        );
    }
    assert_eq!(boundaries.locate(Province, 18.5, 101.5).map(Place::code), Some("55"));
}

#[test]
fn a_running_number_is_not_taken_for_a_code() {
    let area = |id: &str, properties: &str| {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","id":{id},"properties":{properties},
            "geometry":{{"type":"Polygon","coordinates":[[[98,18],[101,18],[101,19],[98,18]]]}}}}]}}"#
        )
    };
    for (id, properties, code) in [
        ("50", r#"{"name":"Nan"}"#, "55"),
        ("50", "null", "50"),
        (r#""50""#, r#"{"name":"Chiangmai"}"#, "50"),
        ("7", r#"{"ADM1_PCODE":"TH50","ADM2_PCODE":"TH5001"}"#, "5001"),
        ("7", r#"{"shapeISO":"TH-50","shapeName":"anything"}"#, "50"),
        ("7", r#"{"NAME_1":"Chiang Mai","NAME_2":"Mae Rim"}"#, "5007"),
        ("7", r#"{"NAME_1":"Nan","NAME_2":"Chaloem Phra Kiat"}"#, "5515"),
        ("7", r#"{"province_code":"55","name_th":"เฉลิมพระเกียรติ"}"#, "5515"),
        ("7", r#"{"name":"Mae Sariang"}"#, "5804"),
    ] {
        let boundaries = import_text(&area(id, properties)).expect("matches");
        assert_eq!(boundaries.areas()[0].code(), code, "{id} {properties}");
    }
}

#[test]
fn an_area_elsewhere_that_bears_the_name_of_a_place_is_not_that_place() {
    let abroad = TWO_SQUARES.replace(
        "[[100,18],[101,18],[101.001,18.5],[101,19],[100,19],[100,18]]",
        "[[104,18],[105,18],[105,19],[104,18]]",
    );
    let boundaries = import_text(&abroad).expect("Nan lies where it is");
    assert_eq!(boundaries.areas().iter().map(Area::code).collect::<Vec<_>>(), ["55"]);
    assert_eq!(boundaries.unmatched().first().map(|area| area.label.as_str()), Some("1, Phayao"));
}

#[test]
fn what_was_imported_is_kept_and_read_again_the_same() {
    let builtin = Boundaries::builtin();
    let again = import_text(&builtin.to_topojson()).expect("our own file");
    assert_eq!(again.areas().len(), builtin.areas().len());
    for (left, right) in builtin.areas().iter().zip(again.areas()) {
        assert_eq!((left.code(), left.outline().rings().len()), (right.code(), right.outline().rings().len()));
        let pairs = left.outline().rings().concat().into_iter().zip(right.outline().rings().concat());
        for ((left_lon, left_lat), (right_lon, right_lat)) in pairs {
            assert!((left_lon - right_lon).abs() < 2e-5 && (left_lat - right_lat).abs() < 2e-5);
        }
    }
}

#[test]
fn simplifying_keeps_every_province_and_drops_most_points() {
    let builtin = Boundaries::builtin();
    let coarse = builtin.simplified(0.05);
    assert!(coarse.point_count() * 3 < builtin.point_count(), "{} of {}", coarse.point_count(), builtin.point_count());
    assert!(builtin.simplified(50.0).areas().iter().all(|area| !area.outline().rings().is_empty()));
}

#[test]
fn bad_files_are_refused_with_the_place_of_the_problem() {
    let topology = |arcs: &str, used: &str| {
        format!(r#"{{"type":"Topology","arcs":{arcs},"objects":{{"a":{{"type":"Polygon","id":"56","arcs":{used}}}}}}}"#)
    };
    let square = "[[[100,18],[101,18],[101,19],[100,18]]]";
    for (text, expected) in [
        (String::new(), BoundaryProblem::Malformed { line: 1, column: 0 }),
        ("{\"type\":\"Topology\",\n nonsense".into(), BoundaryProblem::Malformed { line: 2, column: 2 }),
        (r#"{"type":"Topology"}"#.into(), BoundaryProblem::Malformed { line: 1, column: 19 }),
        (r#"{"type":"Feature"}"#.into(), BoundaryProblem::OtherKind { found: "Feature".into() }),
        (r#"{"type":7}"#.into(), BoundaryProblem::OtherKind { found: String::new() }),
        (r#"{"type":"FeatureCollection","features":[]}"#.into(), BoundaryProblem::NoAreas),
        (topology("[]", "[[0]]"), BoundaryProblem::MissingArc { position: 1, arc: 0 }),
        (topology(square, "[[-9223372036854775808]]"), BoundaryProblem::MissingArc { position: 1, arc: i64::MIN }),
        (
            topology("[[[500000,2000000]]]", "[[0]]"),
            BoundaryProblem::NotDegrees { position: 0, found: "500000, 2000000".into() },
        ),
        (topology("[[[500]]]", "[[0]]"), BoundaryProblem::NotDegrees { position: 0, found: "[500.0]".into() }),
        (
            topology(square, "[[0]]").replace("\"56\"", "\"Atlantis\""),
            BoundaryProblem::NothingMatched { example: "Atlantis".into() },
        ),
    ] {
        let problem = import_text(&text).expect_err(&text);
        assert_eq!(problem, expected, "{text}");
        for lang in [Lang::En, Lang::Th] {
            let sentence = say(lang, &problem.message());
            assert!(sentence.len() > 30 && !sentence.contains('$'), "{sentence}");
        }
    }
    assert!(import_text(&topology(square, "[[0]]")).is_ok());
}

#[test]
fn limits_hold_against_files_that_grow_when_read() {
    let limits = Limits { bytes: 2_000, areas: 3, points: 100 };
    assert_eq!(import(&[b' '; 3_000], &limits), Err(BoundaryProblem::TooManyBytes { limit: 2_000 }));
    let geometry = r#"{"type":"Polygon","id":"50","arcs":[[0]]}"#;
    let collection = |geometries: &str| {
        format!(
            r#"{{"type":"Topology","arcs":[[[100,18],[101,18],[101,19],[100,18]]],"objects":{{"a":{{"type":"GeometryCollection","geometries":[{geometries}]}}}}}}"#
        )
    };
    let many = collection(&[geometry; 4].join(","));
    assert_eq!(import(many.as_bytes(), &limits), Err(BoundaryProblem::TooManyAreas { limit: 3 }));
    // One short border, walked again and again, is a bomb of points.
    let bomb = collection(&geometry.replace("[[0]]", &format!("[[{}]]", ["0"; 200].join(","))));
    assert_eq!(import(bomb.as_bytes(), &limits), Err(BoundaryProblem::TooManyPoints { limit: 100 }));
    let deep = format!("{{\"type\":\"Topology\",\"arcs\":{}{}}}", "[".repeat(500), "]".repeat(500));
    assert!(matches!(import(deep.as_bytes(), &limits), Err(BoundaryProblem::Malformed { .. })));
}

/// Boundaries and points of another source, when the reference material lies beside the project.
fn reference(file: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/geo").join(file);
    let bytes = fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("skipped: {} is not here", path.display());
    }
    bytes
}

#[test]
fn reference_boundaries_match_every_place_by_code_and_by_name() {
    for (file, level, count) in [("tha-adm1", Province, 77), ("ne-adm1-tha", Province, 77), ("tha-adm2", District, 928)]
    {
        let Some(bytes) = reference(&format!("boundaries/{file}.topojson")) else { continue };
        let boundaries = import(&bytes, &Limits::default()).expect(file);
        assert_eq!(boundaries.unmatched(), [], "{file}");
        assert_eq!(boundaries.within(level, "").count(), count, "{file}");
    }
    for file in ["ne-adm1-lao", "ne-adm1-khm", "ne-adm1-mmr", "lao-adm2"] {
        let Some(bytes) = reference(&format!("boundaries/{file}.topojson")) else { return };
        let read = import(&bytes, &Limits::default());
        assert!(matches!(read, Err(BoundaryProblem::NothingMatched { .. })), "{file}");
    }
}

#[test]
fn reference_points_of_subdistricts_lie_in_their_province_and_district() {
    let (Some(points), Some(districts)) =
        (reference("thailand/subdistricts.csv"), reference("boundaries/tha-adm2.topojson"))
    else {
        return;
    };
    let districts = import(&districts, &Limits::default()).expect("districts");
    let (mut all, mut in_province, mut in_district) = (0_u32, 0_u32, 0_u32);
    for row in csv::Reader::from_reader(points.as_slice()).records().map(|row| row.expect("a row")) {
        let (Ok(lat), Ok(lon)) = (row[6].parse(), row[7].parse()) else { continue };
        all += 1;
        in_province += u32::from(Gazetteer::builtin().locate(lat, lon).map(Place::code) == Some(&row[2]));
        in_district += u32::from(districts.locate(District, lat, lon).map(Place::code) == Some(&row[1]));
    }
    eprintln!("of {all} points {in_province} lie in their province, {in_district} in their district");
    // The points themselves are of mixed quality, so this is a floor and not a truth.
    assert!(in_province * 100 >= all * 95 && in_district * 100 >= all * 90);
}
