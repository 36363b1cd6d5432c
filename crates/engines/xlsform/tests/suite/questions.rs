//! Types of questions: how each is asked, what its bind says, and what its parameters become.

use crate::support::{assert_lines, problems};

#[test]
fn every_type_has_its_control_and_data_type() {
    let cases = [
        ("text", "string", "<input ref=\"/data/q\">"),
        ("integer", "int", "<input ref=\"/data/q\">"),
        ("decimal", "decimal", "<input ref=\"/data/q\">"),
        ("date", "date", "<input ref=\"/data/q\">"),
        ("dateTime", "dateTime", "<input ref=\"/data/q\">"),
        ("time", "time", "<input ref=\"/data/q\">"),
        ("geopoint", "geopoint", "<input ref=\"/data/q\">"),
        ("geotrace", "geotrace", "<input ref=\"/data/q\">"),
        ("geoshape", "geoshape", "<input ref=\"/data/q\">"),
        ("barcode", "barcode", "<input ref=\"/data/q\">"),
        ("image", "binary", "<upload ref=\"/data/q\" mediatype=\"image/*\">"),
        ("audio", "binary", "<upload ref=\"/data/q\" mediatype=\"audio/*\">"),
        ("video", "binary", "<upload ref=\"/data/q\" mediatype=\"video/*\">"),
        ("file", "binary", "<upload ref=\"/data/q\" mediatype=\"application/*\">"),
        ("acknowledge", "string", "<trigger ref=\"/data/q\">"),
        ("range", "int", "<range ref=\"/data/q\" start=\"1\" end=\"10\" step=\"1\">"),
        ("select_one l", "string", "<select1 ref=\"/data/q\">"),
        ("select_multiple l", "string", "<select ref=\"/data/q\">"),
        ("rank l", "odk:rank", "<odk:rank ref=\"/data/q\">"),
    ];
    for (kind, data_type, control) in cases {
        let survey = format!("type | name | label\n{kind} | q | Q");
        let bind = format!("<bind nodeset=\"/data/q\" type=\"{data_type}\"/>");
        let sheets = [("survey", survey.as_str()), ("choices", "list_name | name | label\nl | a | A")];
        assert_lines(&sheets, &[&bind, control], &[]);
    }
}

#[test]
fn what_the_phone_fills_in_is_not_asked() {
    let cases = [
        ("start", "type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"start\""),
        ("end", "type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"end\""),
        ("today", "type=\"date\" jr:preload=\"date\" jr:preloadParams=\"today\""),
        ("username", "type=\"string\" jr:preload=\"property\" jr:preloadParams=\"username\""),
        ("deviceid", "type=\"string\" jr:preload=\"property\" jr:preloadParams=\"deviceid\""),
    ];
    for (kind, attributes) in cases {
        let survey = format!("type | name\n{kind} | q");
        let bind = format!("<bind nodeset=\"/data/q\" {attributes}/>");
        assert_lines(&[("survey", &survey)], &[&bind, "<h:body/>"], &[]);
    }
}

#[test]
fn parameters_become_attributes() {
    let cases = [
        ("text", "rows=5", "<input ref=\"/data/q\" rows=\"5\">"),
        (
            "geopoint",
            "capture-accuracy=2.5 warning-accuracy=10",
            "<input ref=\"/data/q\" accuracyThreshold=\"2.5\" unacceptableAccuracyThreshold=\"10\">",
        ),
        ("geotrace", "incremental=true", "<input ref=\"/data/q\" incremental=\"true\">"),
        (
            "geopoint",
            "allow-mock-accuracy=true",
            "<bind nodeset=\"/data/q\" type=\"geopoint\" odk:allow-mock-accuracy=\"true\"/>",
        ),
        ("image", "max-pixels=640", "<bind nodeset=\"/data/q\" type=\"binary\" orx:max-pixels=\"640\"/>"),
        (
            "image",
            "app=org.example.camera max-pixels=1",
            "<upload ref=\"/data/q\" mediatype=\"image/*\" intent=\"org.example.camera\">",
        ),
        ("audio", "quality=low", "<bind nodeset=\"/data/q\" type=\"binary\" odk:quality=\"low\"/>"),
        ("range", "start=0 end=1 step=0.1", "<bind nodeset=\"/data/q\" type=\"decimal\"/>"),
        (
            "range",
            "end=10 tick_interval=2 placeholder=3",
            "<range ref=\"/data/q\" start=\"1\" end=\"10\" step=\"1\" odk:tick-interval=\"2\" odk:placeholder=\"3\">",
        ),
    ];
    for (kind, parameters, line) in cases {
        let survey = format!("type | name | label | parameters\n{kind} | q | Q | {parameters}");
        assert_lines(&[("survey", &survey)], &[line], &[]);
    }
}

#[test]
fn parameters_that_make_no_sense_are_told() {
    let cases = [
        ("text", "rows=many", "parameter-integer"),
        ("text", "height=3", "parameter-unknown"),
        ("text", "rows", "parameters"),
        ("geopoint", "capture-accuracy=near", "parameter-number"),
        ("geotrace", "incremental=no", "parameter-one-of"),
        ("geoshape", "reference-geometry=nowhere", "reference-geometry"),
        ("image", "app=camera", "app"),
        ("audio", "quality=best", "parameter-one-of"),
        ("range", "step=0", "range-zero"),
        ("range", "step=20", "range-larger"),
        ("range", "start=a", "parameter-number"),
        ("range", "tick_interval=3 step=2 end=11", "range-multiple"),
        ("range", "placeholder=20", "range-outside"),
        ("range", "tick_labelset=missing", "no-list"),
        ("range", "tick_labelset=l end=5", "range-label-number"),
        ("range", "tick_labelset=n end=5", "range-label-outside"),
        ("range", "tick_labelset=n end=11 step=2", "range-label-multiple"),
        ("select_one l", "randomize=maybe", "parameter-one-of"),
        ("select_one l", "seed=3", "seed-without-randomize"),
        ("select_one l", "randomize=true seed=three", "seed"),
        ("select_one_from_file a.csv", "value=a*", "parameter-name"),
    ];
    let choices = "list_name | name | label\nl | a | A\nn | 1 | One\nn | 6 | Six";
    for (kind, parameters, key) in cases {
        let survey = format!("type | name | label | parameters\n{kind} | q | Q | {parameters}");
        let found = problems(&[("survey", &survey), ("choices", choices)]);
        assert_eq!(found, [format!("survey row 2, parameters: {key}")], "{kind} {parameters}");
    }
}

#[test]
fn the_audit_stands_in_meta() {
    let audit = "location-priority=balanced location-min-interval=60 location-max-age=120 track-changes=true";
    let survey = format!("type | name | parameters\naudit | | {audit}");
    let bind = "<bind nodeset=\"/data/meta/audit\" type=\"binary\" odk:track-changes=\"true\" odk:location-priority=\"balanced\" odk:location-min-interval=\"60\" odk:location-max-age=\"120\"/>";
    assert_lines(&[("survey", &survey)], &["<audit/>", bind], &[]);
    let cases = [
        ("audit", "", "name: audit-name", "log"),
        ("audit", "track-changes=maybe", "parameters: parameter-one-of", ""),
        ("audit", "location-priority=balanced", "parameters: audit-location", ""),
        ("audit", "location-priority=balanced location-min-interval=9 location-max-age=3", "parameters: audit-age", ""),
        (
            "audit",
            "location-priority=balanced location-min-interval=-9 location-max-age=3",
            "parameters: parameter-negative",
            "",
        ),
    ];
    for (kind, parameters, expected, name) in cases {
        let survey = format!("type | name | parameters\n{kind} | {name} | {parameters}");
        assert_eq!(problems(&[("survey", &survey)]), [format!("survey row 2, {expected}")], "{parameters}");
    }
}

#[test]
fn defaults_stand_in_the_answers_or_are_worked_out() {
    let survey = "type | name | label | default
        text | fixed | F | word
        date | day | D | 2019-07-04
        image | picture | P | logo.png
        date | now | N | today()
        integer | sum | S | 1 + 2";
    let has = [
        "<fixed>word</fixed>",
        "<day>2019-07-04</day>",
        "<picture>jr://images/logo.png</picture>",
        "<now/>",
        "<setvalue ref=\"/data/now\" event=\"odk-instance-first-load\" value=\"today()\"/>",
        "<setvalue ref=\"/data/sum\" event=\"odk-instance-first-load\" value=\"1 + 2\"/>",
    ];
    assert_lines(&[("survey", survey)], &has, &["ref=\"/data/day\" event"]);
}

#[test]
fn a_change_of_one_question_works_out_another() {
    let survey = "type | name | label | trigger | calculation
        text | a | A | |
        calculate | b | | ${a} | now()
        background-geopoint | c | | ${a} |
        text | d | D | ${a} |";
    let has = [
        "<setvalue ref=\"/data/b\" event=\"xforms-value-changed\" value=\"now()\"/>",
        "<setvalue ref=\"/data/d\" event=\"xforms-value-changed\"/>",
        "<odk:setgeopoint ref=\"/data/c\" event=\"xforms-value-changed\"/>",
        "<bind nodeset=\"/data/b\" type=\"string\"/>",
    ];
    assert_lines(&[("survey", survey)], &has, &[]);
    let unseen = "type | name | label | trigger | calculation\ncalculate | a | | | 1\ncalculate | b | | ${a} | 2";
    assert_eq!(problems(&[("survey", unseen)]), ["survey row 3, trigger: trigger-unseen"]);
    let wrong = "type | name | label | trigger | calculation
        text | a | A | a |
        text | b | B | ${a} ${c} |
        text | c | C | ${z} |
        background-geopoint | d | | |
        background-geopoint | e | | ${a} | 1";
    let expected = [
        "survey row 2, trigger: reference-malformed",
        "survey row 3, trigger: trigger-comma",
        "survey row 4, trigger: reference-unknown",
        "survey row 5, trigger: background-trigger",
        "survey row 6, calculation: background-calculation",
    ];
    assert_eq!(problems(&[("survey", wrong)]), expected);
}

#[test]
fn what_runs_in_the_background_is_an_action() {
    let survey = "type | name | parameters\nstart-geopoint | here |\nbackground-audio | sound | quality=low";
    let has = [
        "<odk:setgeopoint ref=\"/data/here\" event=\"odk-instance-first-load\"/>",
        "<odk:recordaudio ref=\"/data/sound\" event=\"odk-instance-load\" odk:quality=\"low\"/>",
    ];
    assert_lines(&[("survey", survey)], &has, &[]);
}

#[test]
fn a_feature_on_the_map_is_asked_for_its_tags() {
    let sheets = [
        ("survey", "type | name | label\nosm building_tags | b | Building"),
        ("osm", "list_name | name | label\nbuilding_tags | levels | Levels"),
    ];
    let has = ["<upload ref=\"/data/b\" mediatype=\"osm/*\">", "<tag key=\"levels\">", "<label>Levels</label>"];
    assert_lines(&sheets, &has, &[]);
}

#[test]
fn a_tag_of_openstreetmap_needs_a_name() {
    let survey = ("survey", "type | name | label\nosm building_tags | b | Building");
    let tags = "list_name | name | label\nbuilding_tags | | Levels";
    assert_eq!(problems(&[survey, ("osm", tags)]), ["osm row 2, name: choice-name-missing"]);
}
