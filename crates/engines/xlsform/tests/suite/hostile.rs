//! Tables that nobody writes in good faith: conversion answers, with a form or with problems, and stays within its means.

use crate::support::{form, problems};
use proptest::prelude::*;
use xlsform::{Options, convert, read_file, read_markdown};

/// Words that mean something somewhere, so that arbitrary cells meet real rules.
const WORDS: [&str; 44] = [
    "text",
    "note",
    "calculate",
    "select_one l",
    "select_multiple l or_other",
    "rank l",
    "begin group",
    "begin_repeat",
    "end group",
    "end repeat",
    "begin loop over l",
    "end loop",
    "range",
    "geopoint",
    "audit",
    "image",
    "osm l",
    "select_one_from_file a.csv",
    "select_one ${a}",
    "csv-external",
    "background-geopoint",
    "a",
    "b",
    "l",
    "meta",
    "${a}",
    "${b} + ${a}",
    "${last-saved#a}",
    "instance('l')/root/item[name = ${a}]/label x",
    "indexed-repeat(${a}, ${b}, 1)",
    "pulldata('f', ",
    "${",
    "%(label)s",
    "100%",
    "yes",
    "search('x')",
    "table-list",
    "start=1 end=",
    "a=1",
    "l#a",
    "-",
    "\u{0}",
    "randomize=true seed=${a}",
    "ก\u{300}",
];

const HEADINGS: [&str; 30] = [
    "type",
    "name",
    "label",
    "label::en",
    "label:th:x",
    "hint",
    "guidance_hint",
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "repeat_count",
    "appearance",
    "parameters",
    "trigger",
    "default",
    "save_to",
    "bind::a:b",
    "bind::type",
    "control::tag",
    "instance::x",
    "media::image::en",
    "list_name",
    "list name",
    "entity_id",
    "create_if",
    "flat",
    "namespaces",
    "",
    "media",
];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => proptest::sample::select(&WORDS[..]).prop_map(str::to_owned),
        1 => Just(String::new()),
        1 => "\\PC{0,12}",
    ]
}

fn sheet() -> impl Strategy<Value = Vec<Vec<String>>> {
    let heading = prop_oneof![9 => proptest::sample::select(&HEADINGS[..]).prop_map(str::to_owned), 1 => "\\PC{0,8}"];
    let header = proptest::collection::vec(heading, 0..10);
    (header, proptest::collection::vec(proptest::collection::vec(cell(), 0..10), 0..12))
        .prop_map(|(header, rows)| std::iter::once(header).chain(rows).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_tables_are_converted_or_refused(
        sheets in proptest::collection::vec(sheet(), 6),
        text in any::<bool>(),
        root in proptest::option::of("\\PC{0,4}"),
    ) {
        let layout = if text { xlsform::Layout::Text } else { xlsform::Layout::Workbook };
        let mut tables = xlsform::Tables { layout, ..xlsform::Tables::default() };
        let names = ["survey", "choices", "settings", "entities", "external_choices", "osm"];
        for (name, rows) in names.into_iter().zip(sheets) {
            tables.add_sheet(name, rows.into_iter().enumerate().map(|(at, row)| (at + 1, row)));
        }
        let options = Options { root_name: root, ..Options::default() };
        if let Ok(converted) = convert(&tables, &options) {
            let xml = xforms::write(&converted.definition);
            prop_assert!(xml::read(&xml, &xml::Limits::default()).is_ok(), "{xml}");
        }
    }

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), ending in "(md|csv|xlsx|xls|ods)") {
        let _read = read_file(&bytes, &format!("form.{ending}"));
    }
}

#[test]
fn sections_cannot_be_nested_without_end() {
    let rows: String = (0..5_000).map(|at| format!("| | begin repeat | r{at} | R |\n")).collect();
    let tables = read_markdown(&format!("| survey |\n| | type | name | label |\n{rows}"));
    let problems = convert(&tables, &Options::default()).expect_err("too deep");
    assert!(problems.0.iter().any(|problem| problem.message.key == "xlsform-too-deep"));
}

#[test]
fn loops_cannot_multiply_without_end() {
    let begin: String = (0..6).map(|at| format!("begin loop over l | w{at} | W\n")).collect();
    let survey = format!("type | name | label\n{begin}text | a | A\n{}", "end loop | |\n".repeat(6));
    let list: String = (0..100).map(|at| format!("l | c{at} | C\n")).collect();
    let found = problems(&[("survey", &survey), ("choices", &format!("list_name | name | label\n{list}"))]);
    assert!(found.iter().any(|problem| problem.ends_with("loop-too-large")), "{found:?}");
}

#[test]
fn references_cannot_swell_without_end() {
    let deep: String = (0..60).map(|at| format!("begin group | {}{at} | G\n", "g".repeat(490))).collect();
    let label = "${a}".repeat(3_000);
    let survey = format!("type | name | label\n{deep}text | a | A\n{}note | n | {label}", "end group | |\n".repeat(60));
    let found = problems(&[("survey", &survey)]);
    assert!(found.iter().any(|problem| problem.ends_with("too-large")), "{} problems", found.len());
}

#[test]
fn long_names_are_refused() {
    let survey = format!("type | name | label\ntext | {} | A", "a".repeat(600));
    assert_eq!(problems(&[("survey", &survey)]), ["survey row 2, name: name-too-long"]);
}

#[test]
fn languages_cannot_multiply_without_end() {
    let headings: Vec<String> = (0..900).map(|at| format!("label::l{at}")).collect();
    let survey = form(&[("survey", "type | name | label\nselect_one l | a | A")]);
    let text = format!("{survey}| choices |\n| | list_name | name | {} |\n| | l | a |\n", headings.join(" | "));
    let problems = convert(&read_markdown(&text), &Options::default()).expect_err("too many languages");
    assert!(problems.0.iter().any(|problem| problem.message.key == "xlsform-too-many-languages"));
}
