//! Lines as they come in, and what comes out.

use super::*;

/// A clock that stands at half past six in the evening of 3 July 2019 in London, when Thailand has the next day.
struct Still;

impl Clock for Still {
    fn now(&self) -> jiff::Timestamp {
        "2019-07-03T17:30:00Z".parse().expect("a moment")
    }
}

const FORM: &str = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><model>\
    <instance><data id='own'><age/><school/><day/></data></instance>\
    <bind nodeset='/data/age' type='int'/><bind nodeset='/data/school' relevant='/data/age &lt; 18'/>\
    <bind nodeset='/data/day' calculate='today()'/></model></h:head>\
    <h:body><input ref='/data/age'/><input ref='/data/school'/></h:body></h:html>";

fn answered(trace: &Json) -> Json {
    answer(trace.to_string().as_bytes(), &Still)
}

#[test]
fn a_trace_is_answered_step_by_step() {
    let trace = json!({
        "id": "one", "form_xml": FORM, "more": [1],
        "steps": [
            {"op": {"op": "answer", "ref": "/data/age", "value": 12}},
            {"op": "answer", "ref": "/data/school", "value": "S"},
            {"op": "answer", "ref": "/data/nothing", "value": "S"},
        ],
    });
    let done = answered(&trace);
    assert_eq!((&done["id"], &done["kind"]), (&json!("one"), &json!("instance")));
    let relevant = |nodes: &Json| {
        let school = nodes.as_array()?.iter().find(|node| node["ref"] == "/data/school")?;
        school["relevant"].as_bool()
    };
    assert_eq!(relevant(&done["initial"]["nodes"]), Some(false));
    assert_eq!(relevant(&done["steps"][0]["changed"]), Some(true));
    assert!(done["steps"][1]["submission_xml"].as_str().is_some_and(|xml| xml.contains("<school>S</school>")));
    assert!(done["steps"][2]["threw"].as_str().is_some_and(|why| why.contains("/nothing")));
}

#[test]
fn the_day_is_that_of_the_zone() {
    let cases = [
        (json!({}), "2019-07-04"),
        (json!({"tz": "Asia/Yangon"}), "2019-07-04"),
        (json!({"tz": "GMT"}), "2019-07-03"),
        (json!({"timezone": "America/Phoenix"}), "2019-07-03"),
        (json!({"tz": "+07:00", "timezone": "GMT"}), "2019-07-04"),
    ];
    for (mut trace, expected) in cases {
        trace["form_xml"] = json!(FORM);
        let done = answered(&trace);
        let nodes = done["initial"]["nodes"].as_array().expect("nodes");
        let day = nodes.iter().find(|node| node["ref"] == "/data/day").expect("the day");
        assert_eq!(day["value"], expected, "{trace}");
    }
}

#[test]
fn whatever_is_wrong_with_a_line_is_an_answer() {
    let cases = [
        ("not json", "line 1 column 2"),
        ("[]", "there is no element"),
        (r#"{"form_xml": "<a>\n<b></a>"}"#, "line 2"),
        (r#"{"form_xml": "<!DOCTYPE a><a/>"}"#, "a document type is not accepted"),
        (r#"{"id": "x", "tz": "Mars/Olympus"}"#, "`Mars/Olympus` is not known"),
    ];
    for (line, expected) in cases {
        let done = answer(line.as_bytes(), &Still);
        assert_eq!(done["kind"], "load_error", "{line}");
        assert!(done["message"].as_str().is_some_and(|message| message.contains(expected)), "{line}: {done}");
    }
    assert_eq!(answer(br#"{"id": "x", "tz": "Mars/Olympus"}"#, &Still)["id"], "x");
    assert_eq!(answer(b"\xFF", &Still)["kind"], "load_error");
}
