//! Workbooks of pyxform's examples, against the XForms that it makes of them. Reference data beside the project; without it this says
//! so and passes.

use crate::canonical::{difference, unordered};
use crate::support::shared;
use std::fs;
use std::path::Path;
use xlsform::{Options, convert, read_file};

/// Where the order of children does not matter; the expected XForms are older than the order in which names and labels of choices
/// stand now.
const UNORDERED: [&str; 4] = ["itext", "translation", "text", "item"];

/// Expected XForms that pyxform 4.5 itself does not make any more: choices in the body, lists in another order.
const STALE: [&str; 3] = ["htcds_xlsform", "table-list", "widgets"];

#[test]
fn workbooks_become_the_xforms_of_pyxform() {
    let Some(folder) = shared("data/xlsforms") else { return };
    let mut wrong = String::new();
    let mut compared = 0;
    for (workbooks, expected) in [("", ""), ("pyxform-examples", "pyxform-expected-xform")] {
        for file in fs::read_dir(folder.join(workbooks)).expect("a folder").map(|file| file.expect("a file").path()) {
            let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
            let theirs = fs::read_to_string(folder.join(expected).join(format!("{stem}.xml")));
            let is_workbook = file.extension().is_some_and(|ending| ending == "xlsx" || ending == "xls");
            if let (true, false, Ok(theirs)) = (is_workbook, STALE.contains(&stem.as_str()), theirs) {
                wrong.push_str(&compared_with(&file, &stem, &theirs));
                compared += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(compared > 0, "there are workbooks with an expected XForm");
}

/// How ours differs from an expected XForm; nothing when it does not.
fn compared_with(file: &Path, stem: &str, theirs: &str) -> String {
    let theirs = unordered(theirs, &UNORDERED).expect("XML");
    // The examples were made with their name as that of the root.
    let root = theirs.lines().skip_while(|line| !line.contains("<instance>")).nth(1).unwrap_or_default();
    let root = root.trim().trim_start_matches('<').split([' ', '>']).next().unwrap_or_default().to_owned();
    let options = Options { root_name: Some(root), form_id: Some(stem.to_owned()), ..Options::default() };
    let tables = read_file(&fs::read(file).expect("bytes"), &file.to_string_lossy()).expect("a workbook");
    match convert(&tables, &options) {
        Err(problems) => format!("{stem} is refused\n{problems}\n"),
        Ok(converted) => {
            let ours = unordered(&xforms::write(&converted.definition), &UNORDERED).expect("XML");
            if ours == theirs { String::new() } else { format!("{stem}\n{}\n", difference(&theirs, &ours)) }
        }
    }
}

#[test]
fn a_mistake_in_a_workbook_is_told_with_its_cell() {
    let Some(file) = shared("data/xlsforms/pyxform-examples/unknown_question_type.xls") else { return };
    let tables = read_file(&fs::read(file).expect("bytes"), "unknown_question_type.xls").expect("a workbook");
    let problems = convert(&tables, &Options::default()).expect_err("a type is unknown");
    let found: Vec<String> =
        problems.0.iter().map(|problem| format!("{}: {}", problem.place, problem.message.key)).collect();
    assert!(found.contains(&"survey row 52, type: xlsform-unknown-type".to_owned()), "{found:?}");
}
