//! What the tests of conversion share: forms as Markdown in, XML or problems out.

use std::path::{Path, PathBuf};
use xlsform::{Converted, Options, Problems, convert, read_markdown};

/// Reference data beside the project; without it this says so.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared").join(path);
    if !found.exists() {
        println!("skipped: {path} is not beside the project");
        return None;
    }
    Some(found)
}

/// Tables of Markdown without the bars that every line begins and ends with.
pub(crate) fn form(sheets: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, rows) in sheets {
        text.push_str(&format!("| {name} |\n"));
        for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
            text.push_str(&format!("| | {row} |\n"));
        }
    }
    text
}

pub(crate) fn converted(sheets: &[(&str, &str)]) -> Result<Converted, Problems> {
    convert(&read_markdown(&form(sheets)), &Options::default())
}

/// The XML of a sound form.
pub(crate) fn xml(sheets: &[(&str, &str)]) -> String {
    match converted(sheets) {
        Ok(converted) => xforms::write(&converted.definition),
        Err(problems) => panic!("refused: {problems}\n{}", form(sheets)),
    }
}

/// What is wrong with a form, each with its cell and its key.
pub(crate) fn problems(sheets: &[(&str, &str)]) -> Vec<String> {
    let found = converted(sheets).err().map(|problems| problems.0).unwrap_or_default();
    found.iter().map(told).collect()
}

/// What is odd in a sound form.
pub(crate) fn warnings(sheets: &[(&str, &str)]) -> Vec<String> {
    let converted = converted(sheets).unwrap_or_else(|problems| panic!("refused: {problems}"));
    converted.warnings.iter().map(told).collect()
}

fn told(problem: &xlsform::Problem) -> String {
    format!("{}: {}", problem.place, problem.message.key.trim_start_matches("xlsform-"))
}

/// Checks that a form's XML has all these lines, however they are indented, and none of those.
pub(crate) fn assert_lines(sheets: &[(&str, &str)], has: &[&str], has_not: &[&str]) {
    let xml = xml(sheets);
    for line in has {
        assert!(xml.lines().any(|found| found.trim() == *line), "no line {line}\n{xml}");
    }
    for part in has_not {
        assert!(!xml.contains(part), "{part} is there\n{xml}");
    }
}
