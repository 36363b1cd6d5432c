//! `cargo xtask conformance`: how much of the language-neutral form cases beside the checkout comes out as expected. The tests of the
//! engines run the cases, compare, hold the lists of known gaps, and print what they counted; here the counts become a table with the
//! bars. The command line gives the same engines JSON lines and adds no rule.

use crate::failure::Failure;
use crate::{process, workspace};

/// What is counted, by the name that the test prints; how many cases there must be; the bar in thousandths of them, where one
/// is set; and where the known gaps stand with their reasons. A trace counts when every node and submission in it is as recorded, also
/// those that the original test did not assert, so it is the nodes that have the bar.
const BARS: [(&str, usize, Option<usize>, &str); 8] = [
    ("expressions where JavaRosa and Web Forms agree", 1_199, Some(1_000), "xpath/tests/conformance/gaps.rs"),
    ("expressions of Web Forms", 2_534, Some(980), "xpath/tests/conformance/gaps.rs"),
    ("expressions of JavaRosa", 360, Some(980), "xpath/tests/conformance/gaps.rs"),
    ("workbooks to XForms", 781, Some(980), "xlsform/tests/suite/conformance.rs"),
    ("workbooks refused at their place", 342, Some(950), "xlsform/tests/suite/conformance.rs"),
    ("traces", 773, None, "forms/tests/traces/expected.txt"),
    ("nodes of traces", 1, Some(970), "forms/tests/traces/expected.txt"),
    ("submissions of traces", 1, None, "forms/tests/traces/expected.txt"),
];

/// Runs the tests that count and prints the table.
pub(crate) fn run() -> Result<(), Failure> {
    let counts = counts(&printed()?);
    println!("| what | as expected | of | share | bar | known gaps, with reasons |\n|---|---|---|---|---|---|");
    let mut short = Vec::new();
    for (name, least, bar, gaps) in BARS {
        let Some((_, right, all)) = counts.iter().find(|(counted, ..)| counted == name) else {
            let folder = "../shared/conformance/forms";
            return Err(Failure::Conformance(format!("nobody counted {name}; are the cases in {folder}?")));
        };
        let (share, bar_told) = (percent(*right, *all), bar.map_or("none".to_owned(), |bar| percent(bar, 1_000)));
        println!("| {name} | {right} | {all} | {share} | {bar_told} | `{gaps}` |");
        if *all < least || right * 1_000 < bar.unwrap_or(0) * all {
            short.push(name);
        }
    }
    if short.is_empty() { Ok(()) } else { Err(Failure::Conformance(format!("below the bar: {}", short.join(", ")))) }
}

/// What the tests that run the cases print. They are selected from the whole workspace, so that a tree that was tested has nothing
/// left to compile.
fn printed() -> Result<String, Failure> {
    let mut tests = process::cargo();
    tests.args(["test", "--quiet", "--workspace", "--test", "conformance", "--test", "suite", "--test", "traces"]);
    tests.args(["--", "--nocapture", "--test-threads", "1"]);
    tests.args(["answers_like", "xforms_are_those", "what_pyxform_refuses", "traces_come_out"]);
    process::capture(tests.current_dir(workspace::root()))
}

/// Name, as expected, of how many, from lines such as `conformance: traces: 700 of 773`.
fn counts(printed: &str) -> Vec<(String, usize, usize)> {
    // The line before may not be ended: a test's name is printed without a break.
    let lines = printed.lines().filter_map(|line| line.split_once("conformance: ").map(|(_, counted)| counted));
    let read = |line: &str| {
        let (name, counted) = line.rsplit_once(": ")?;
        let (right, all) = counted.split_once(" of ")?;
        Some((name.to_owned(), right.parse().ok()?, all.parse().ok()?))
    };
    lines.filter_map(read).collect()
}

/// A share with one digit behind the point, rounded down, so that no miss looks whole.
fn percent(part: usize, whole: usize) -> String {
    let thousandths = part * 1_000 / whole.max(1);
    format!("{}.{} %", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tests_counted_is_found_among_what_they_print() {
        let printed = "running 2 tests\n.conformance: traces: 700 of 773\nselect: 3 of 4\nconformance: a: b: 1 of 2\n\
            conformance: x: many of 3\n";
        let expected = [("traces".to_owned(), 700, 773), ("a: b".to_owned(), 1, 2)];
        assert_eq!(counts(printed), expected);
    }

    #[test]
    fn a_share_is_never_told_larger_than_it_is() {
        for (part, whole, expected) in
            [(1, 1, "100.0 %"), (2_533, 2_534, "99.9 %"), (97, 100, "97.0 %"), (0, 0, "0.0 %")]
        {
            assert_eq!(percent(part, whole), expected);
        }
    }
}
