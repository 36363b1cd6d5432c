//! Does the 773 traces again that were recorded from the tests of ODK Web Forms (many of them JavaRosa's), where the shared cases are
//! present. Compares the value and relevance of every node after every step. The traces hold also what the original tests did not
//! assert; where JavaRosa says otherwise than the engine that recorded them, it decides, and the difference is in the list.

#![allow(clippy::indexing_slicing, reason = "indexing JSON gives null where there is nothing")]

mod own;

use forms::{Environment, replay};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::PathBuf;
use xpath::{Document, NodeId};

/// Traces that come out otherwise than recorded, each with the reason: `id reference reason`, a line each; ids and references may end in `*`.
const EXPECTED: &str = include_str!("expected.txt");

fn files() -> Vec<(String, Vec<Json>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/conformance/forms/scenarios");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("readable");
        let json: Json = serde_json::from_str(&text).expect("the traces are JSON");
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        (name, json["cases"].as_array().expect("a list of cases").clone())
    };
    paths.into_iter().map(read).collect()
}

/// The moment and zone that the traces were recorded in.
fn environment() -> Environment {
    Environment::new(jiff::civil::date(2026, 11, 21).at(19, 11, 44, 0), -420, 7)
}

/// The states of all nodes, by reference, after each step.
fn states(recorded: &Json) -> Vec<HashMap<String, Json>> {
    let by_reference = |nodes: &Json| -> Vec<(String, Json)> {
        let nodes = nodes.as_array().map(Vec::as_slice).unwrap_or_default();
        nodes.iter().map(|node| (node["ref"].as_str().unwrap_or_default().to_owned(), node.clone())).collect()
    };
    let mut now: HashMap<String, Json> = by_reference(&recorded["initial"]["nodes"]).into_iter().collect();
    let mut states = vec![now.clone()];
    for step in recorded["steps"].as_array().map(Vec::as_slice).unwrap_or_default() {
        for gone in step["gone"].as_array().map(Vec::as_slice).unwrap_or_default() {
            now.remove(gone.as_str().unwrap_or_default());
        }
        now.extend(by_reference(&step["changed"]));
        states.push(now.clone());
    }
    states
}

/// Values that are drawn or read from the clock are the same when they look the same.
fn same_value(left: &Json, right: &Json) -> bool {
    let shape = |json: &Json| {
        let text = json.as_str().unwrap_or_default();
        let uuid = text.strip_prefix("uuid:").unwrap_or(text);
        if uuid.len() == 36 && uuid.split('-').map(str::len).eq([8, 4, 4, 4, 12]) {
            return Some("id");
        }
        text.strip_prefix("2026-11-21T").map(|_| "now")
    };
    left == right || shape(left).is_some() && shape(left) == shape(right)
}

/// What a part of a test goes on from that its recording does not hold: the submission that a part before it ended with, when it
/// keeps its id, or replaces it.
fn with_instance(case: &Json, before: &BTreeMap<String, Vec<Json>>) -> Json {
    let mut case = case.clone();
    if case.get("edit_instance").is_some() {
        return case;
    }
    let own = case["initial"]["submission_xml"].as_str().unwrap_or_default().to_owned();
    let within = |tag: &str| Some(own.split_once(tag)?.1.split_once('<')?.0).filter(|id| !id.is_empty());
    let earlier = before.get(case["test"].as_str().unwrap_or_default()).map(Vec::as_slice).unwrap_or_default();
    let of = |id: &str| {
        earlier.iter().rev().find(|last| last.as_str().unwrap_or_default().contains(&format!("instanceID>{id}<")))
    };
    if let Some(last) = within("deprecatedID>").and_then(of) {
        case["edit_instance"] = last.clone();
    } else if let Some(last) = within("instanceID>").and_then(of) {
        case["restore_instance"] = last.clone();
    }
    case
}

/// The submission that a part of a test ended with.
fn last_submission(case: &Json) -> Json {
    let steps = case["steps"].as_array().map(Vec::as_slice).unwrap_or_default();
    steps.last().unwrap_or(&case["initial"])["submission_xml"].clone()
}

/// The submissions at the beginning and after each step.
fn submissions(recorded: &Json) -> Vec<&Json> {
    let steps = recorded["steps"].as_array().map(Vec::as_slice).unwrap_or_default();
    std::iter::once(&recorded["initial"]).chain(steps).map(|state| &state["submission_xml"]).collect()
}

/// Names, attributes and texts of an element and what is in it, a line each; where namespaces are declared does not matter.
fn lines_of(xml: &Json) -> Vec<String> {
    fn visit(document: &Document, node: NodeId, lines: &mut Vec<String>) {
        let name = |node| document.full_name(node).map(xpath::Name::qualified).unwrap_or_default();
        let mut attributes: Vec<[String; 2]> =
            document.attributes(node).map(|one| [name(one), document.own_text(one).to_owned()]).collect();
        attributes.sort();
        let children: Vec<NodeId> = document.elements(node).collect();
        let text = if children.is_empty() { document.text(node).into_owned() } else { String::new() };
        lines.push(name(node));
        lines.extend(attributes.into_iter().flatten());
        lines.push(text);
        children.into_iter().for_each(|child| visit(document, child, lines));
        lines.push(String::new());
    }
    let text = xml.as_str().unwrap_or_default();
    let Ok(document) = xml::read(text, &xml::Limits::default()) else { return vec![format!("unreadable: {text}")] };
    let mut lines = Vec::new();
    visit(&document, document.root(), &mut lines);
    lines
}

fn same_submission(left: &Json, right: &Json) -> bool {
    let (left, right) = (lines_of(left), lines_of(right));
    left.len() == right.len() && left.iter().zip(&right).all(|(left, right)| same_value(&json!(left), &json!(right)))
}

#[derive(Default)]
struct Score {
    same: usize,
    all: usize,
    same_submissions: usize,
    all_submissions: usize,
    /// Traces of which every node and submission is as recorded.
    same_traces: usize,
    all_traces: usize,
    /// `id reference: what came out, what was recorded`
    differences: Vec<String>,
}

impl Score {
    fn compare(&mut self, case: &Json, done: &Json) {
        let before = self.differences.len();
        self.compare_all(case, done);
        self.all_traces += 1;
        self.same_traces += usize::from(self.differences.len() == before);
    }

    fn compare_all(&mut self, case: &Json, done: &Json) {
        let id = case["id"].as_str().unwrap_or_default();
        if case["kind"] == "load_error" {
            self.all += 1;
            if done["kind"] == "load_error" {
                self.same += 1;
            } else {
                self.differences.push(format!("{id} form: loads, though {}", case["peer_message"]));
            }
            return;
        }
        if let Some(message) = done["message"].as_str() {
            let recorded = states(case).iter().map(HashMap::len).sum::<usize>();
            self.all += recorded;
            self.differences.push(format!("{id} form: {recorded} nodes lost: {message}"));
            return;
        }
        for (at, (recorded, own)) in submissions(case).into_iter().zip(submissions(done)).enumerate() {
            self.all_submissions += 1;
            if same_submission(recorded, own) {
                self.same_submissions += 1;
            } else {
                self.differences.push(format!("{id} submission: step {at}: {own}, recorded {recorded}"));
            }
        }
        for (at, (recorded, own)) in states(case).iter().zip(states(done)).enumerate() {
            let mut references: Vec<&String> = recorded.keys().collect();
            references.sort();
            for reference in references {
                let (recorded, own) = (&recorded[reference], own.get(reference).unwrap_or(&Json::Null));
                let both = ["value", "relevant"].map(|name| (&recorded[name], &own[name]));
                self.all += 1;
                if both.iter().all(|(recorded, own)| same_value(recorded, own)) {
                    self.same += 1;
                } else {
                    let [value, relevant] = both;
                    self.differences.push(format!(
                        "{id} {reference}: step {at}: {} {}, recorded {} {}",
                        value.1, relevant.1, value.0, relevant.0
                    ));
                }
            }
        }
    }
}

fn is_expected(difference: &str) -> bool {
    let Some((id, rest)) = difference.split_once(' ') else { return false };
    let reference = rest.split(": ").next().unwrap_or_default();
    let matches = |line: &str| {
        let mut words = line.split_whitespace();
        let (Some(expected_id), Some(expected)) = (words.next(), words.next()) else { return false };
        let fits = |pattern: &str, text: &str| {
            pattern.strip_suffix('*').map_or(pattern == text, |start| text.starts_with(start))
        };
        // A submission is the nodes once more.
        fits(expected_id, id) && (fits(expected, reference) || reference == "submission")
    };
    EXPECTED.lines().filter(|line| !line.starts_with('#')).any(matches)
}

#[test]
fn traces_come_out_as_recorded_or_as_expected() {
    let files = files();
    if files.is_empty() {
        eprintln!("the shared traces are not here; nothing was compared");
        return;
    }
    let mut score = Score::default();
    let mut report = String::new();
    for (name, cases) in files {
        let (same, all) = (score.same, score.all);
        let mut before: BTreeMap<String, Vec<Json>> = BTreeMap::new();
        for case in &cases {
            let done = replay(&with_instance(case, &before), environment());
            score.compare(case, &done);
            let test = case["test"].as_str().unwrap_or_default().to_owned();
            before.entry(test).or_default().push(last_submission(case));
        }
        let _text = writeln!(report, "{name}: {} of {}", score.same - same, score.all - all);
    }
    let unexpected: Vec<_> = score.differences.iter().filter(|difference| !is_expected(difference)).collect();
    println!("{report}{} unexpected", unexpected.len());
    // Lines that `cargo xtask conformance` reads.
    println!("conformance: traces: {} of {}", score.same_traces, score.all_traces);
    println!("conformance: nodes of traces: {} of {}", score.same, score.all);
    println!("conformance: submissions of traces: {} of {}", score.same_submissions, score.all_submissions);
    unexpected.iter().for_each(|difference| println!("{difference}"));
    assert!(unexpected.is_empty(), "{} nodes came out unexpectedly", unexpected.len());
    let per_mille = score.same * 1_000 / score.all;
    assert!(per_mille >= 970, "{per_mille} of 1000 nodes are as recorded");
}

#[test]
fn expected_differences_are_of_this_world() {
    for line in EXPECTED.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        assert!(line.split_whitespace().count() > 3, "`{line}` gives no reason");
    }
}

#[test]
fn a_trace_is_answered_in_its_own_shape() {
    let trace = json!({
        "id": "one",
        "form_xml": "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><model>\
            <instance><data id='f'><a/><b/></data></instance><bind nodeset='/data/b' relevant=\"/data/a = '1'\"/></model></h:head>\
            <h:body><input ref='/data/a'/><input ref='/data/b'/></h:body></h:html>",
        "steps": [{"op": {"op": "answer", "ref": "/data/a", "value": 1}}],
    });
    let done = replay(&trace, environment());
    assert_eq!(done["id"], "one");
    assert_eq!(done["initial"]["nodes"][2], json!({"ref": "/data/b", "type": "input", "relevant": false, "value": ""}));
    assert_eq!(done["steps"][0]["changed"].as_array().map(Vec::len), Some(2));
    assert_eq!(replay(&json!({"form_xml": "<a>"}), environment())["kind"], "load_error");
}
