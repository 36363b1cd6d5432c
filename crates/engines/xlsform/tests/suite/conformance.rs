//! What pyxform's own tests expect: XForms and refusals. The cases are reference data beside the project; without them this says so
//! and passes, and the tables in `src` and in the other tests hold the rules.

use crate::canonical::{canonical, difference};
use crate::support::shared;
use serde_json::Value;
use std::fs;
use xlsform::{Layout, Options, Problems, Tables, convert, read_markdown};

/// Known gaps: the case's id, how many cases of that id differ, and why they do.
const GAPS: &[(&str, usize, &str)] = &[
    (
        "tests.test_notes.TestNotes.test_instance_expression__permutations",
        8,
        "pyxform escapes `<` twice inside an `instance()` in a label, after which no reader understands the expression",
    ),
    (
        "tests.test_upload_question.UploadTest.test_image_question_custom_col_calc",
        1,
        "pyxform writes the text of a Python dictionary for `body:esri:style`; the prefix is declared nowhere, so it is left out",
    ),
    (
        "tests.test_settings.TestSettings.test_name__from_sheet__invalid_characters__error",
        1,
        "pyxform says row 1 of the settings; the cell that is wrong is in row 2",
    ),
];

fn cases() -> Option<Vec<Value>> {
    let text = fs::read_to_string(shared("conformance/forms/pyxform/pyxform-md-cases.json")?).expect("readable");
    let parsed: Value = serde_json::from_str(&text).expect("JSON");
    Some(parsed["cases"].as_array().expect("cases").clone())
}

fn tables(input: &Value) -> Tables {
    if let Some(markdown) = input["md"].as_str() {
        return read_markdown(markdown);
    }
    let mut tables = Tables { layout: Layout::Text, ..Tables::default() };
    for (name, rows) in input["ss_structure"].as_object().expect("sheets") {
        let Some(rows) = rows.as_array() else { continue };
        let mut header: Vec<String> = Vec::new();
        for key in rows.iter().filter_map(Value::as_object).flat_map(serde_json::Map::keys) {
            if !header.contains(key) {
                header.push(key.clone());
            }
        }
        let cells = |row: &Value| header.iter().map(|key| row[key].as_str().unwrap_or_default().to_owned()).collect();
        let body = rows.iter().enumerate().map(|(at, row)| (at + 2, cells(row)));
        let all: Vec<(usize, Vec<String>)> = std::iter::once((1, header.clone())).chain(body).collect();
        tables.add_sheet(name, all);
    }
    tables
}

fn options(input: &Value) -> Options {
    Options { root_name: Some(input["name"].as_str().unwrap_or("test_name").to_owned()), ..Options::default() }
}

/// Every case that differs is a known gap, and every known gap still is one. Prints a line that `cargo xtask conformance` reads.
fn report(what: &str, all: &[&Value], failed: &[(String, String)]) {
    println!("conformance: {what}: {} of {}", all.len() - failed.len(), all.len());
    let gap = |id: &str| GAPS.iter().find(|(gap, ..)| *gap == id).map_or(0, |(_, count, _)| *count);
    let mut wrong = String::new();
    for case in all {
        let id = case["id"].as_str().expect("an id");
        let differ: Vec<&str> = failed.iter().filter(|(other, _)| other == id).map(|(_, why)| why.as_str()).collect();
        if differ.len() != gap(id) {
            wrong.push_str(&format!("{id}: {} differ, {} are known\n{}\n", differ.len(), gap(id), differ.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{what}\n{wrong}");
}

#[test]
fn xforms_are_those_of_pyxform() {
    let Some(cases) = cases() else { return };
    let mut failed = Vec::new();
    let with_xform: Vec<&Value> = cases.iter().filter(|case| case["xform"].is_string()).collect();
    for case in &with_xform {
        let id = case["id"].as_str().expect("an id").to_owned();
        let expected = canonical(case["xform"].as_str().expect("checked")).expect("pyxform writes XML");
        match convert(&tables(&case["input"]), &options(&case["input"])) {
            Err(problems) => failed.push((id, format!("  refused: {problems}"))),
            Ok(converted) => {
                let made = canonical(&xforms::write(&converted.definition)).expect("we write XML");
                if made != expected {
                    failed.push((id, difference(&expected, &made)));
                } else if case["itemsets_csv"].as_str() != converted.itemsets_csv.as_deref() {
                    failed.push((id, format!("  itemsets.csv: {:?}", converted.itemsets_csv)));
                }
            }
        }
    }
    report("workbooks to XForms", &with_xform, &failed);
}

#[test]
fn what_pyxform_refuses_is_refused_with_its_place() {
    let Some(cases) = cases() else { return };
    let mut failed = Vec::new();
    let with_error: Vec<&Value> = cases.iter().filter(|case| case["peer_error"].is_string()).collect();
    for case in &with_error {
        let id = case["id"].as_str().expect("an id").to_owned();
        let error = case["peer_error"].as_str().expect("checked");
        match convert(&tables(&case["input"]), &options(&case["input"])) {
            Ok(_) => failed.push((id, format!("  accepted: {error}"))),
            Err(problems) => {
                if let Some(why) = misplaced(error, &problems) {
                    failed.push((id, format!("  {why}\n  theirs: {error}\n  ours: {problems}")));
                }
            }
        }
    }
    report("workbooks refused at their place", &with_error, &failed);
}

/// Whether none of the problems is where pyxform says that its error is.
fn misplaced(error: &str, problems: &Problems) -> Option<String> {
    let row = error.strip_prefix("[row : ").and_then(|rest| rest.split_once(']')).and_then(|(row, _)| row.parse().ok());
    let sheet = ["survey", "choices", "settings", "entities"]
        .into_iter()
        .find(|sheet| error.contains(&format!("On the '{sheet}' sheet")));
    let is_there = |problem: &xlsform::Problem| {
        let place = &problem.place;
        sheet.is_none_or(|sheet| place.sheet.eq_ignore_ascii_case(sheet))
            && row.is_none_or(|row: usize| place.row == row)
    };
    if !problems.0.iter().any(is_there) {
        return Some("another place".to_owned());
    }
    let is_unsaid =
        |problem: &&xlsform::Problem| language::say(language::Lang::En, &problem.message).starts_with("xlsform-");
    problems.0.iter().find(is_unsaid).map(|problem| format!("no text for {}", problem.message.key))
}
