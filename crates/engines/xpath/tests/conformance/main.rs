//! Runs the language-neutral cases of ODK Web Forms and JavaRosa, when they are beside the checkout. What is expected to differ
//! stands in `gaps`, with its reason; a case that stops differing has to leave that list.
#![expect(clippy::print_stderr, clippy::print_stdout, reason = "a test says what it skipped and what it counted")]
#![expect(clippy::indexing_slicing, reason = "indexing JSON gives null where there is nothing")]

mod gaps;

use serde_json::Value as Json;
use std::path::PathBuf;
use xpath::trial::{FoundNode, Outcome, Trial, Wish};
use xpath::{Client, Environment};

fn cases(file: &str) -> Option<Vec<Json>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/conformance/forms/xpath").join(file);
    let text = std::fs::read_to_string(path).ok()?;
    let json: Json = serde_json::from_str(&text).expect("the cases are JSON");
    Some(json["cases"].as_array().expect("a list of cases").clone())
}

fn environment(offset_minutes: i32) -> Environment {
    let mut environment = Environment::new(jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0), offset_minutes, 42);
    environment.namespaces = [
        ("xhtml", "http://www.w3.org/1999/xhtml"),
        ("mathml", "http://www.w3.org/1998/Math/MathML"),
        ("jr", "http://openrosa.org/javarosa"),
    ]
    .map(|(prefix, address)| (prefix.to_owned(), address.to_owned()))
    .to_vec();
    environment
}

/// What is right: what JavaRosa gives where it gives a value, what Web Forms gives where JavaRosa was not asked. Where JavaRosa
/// refuses, both are: it decides about functions it has, and standard ones that it lacks are worth having all the same.
fn accepted(case: &Json) -> Vec<&Json> {
    let javarosa = case.get("javarosa").filter(|_| case["agree"] != Json::Bool(true));
    match javarosa {
        None => vec![&case["expected"]],
        Some(javarosa) if case["agree"] == Json::Bool(false) => vec![javarosa],
        Some(javarosa) => vec![javarosa, &case["expected"]],
    }
}

fn trial<'c>(case: &'c Json, environment: &'c Environment) -> Trial<'c> {
    Trial {
        expression: case["expression"].as_str().expect("an expression"),
        xml: case["xml"].as_str().unwrap_or("<root/>"),
        context: case["context"].as_str(),
        context_index_path: case["context_index_path"].as_str(),
        root: case["root"].as_str(),
        language: case["language"].as_str(),
        environment,
    }
}

fn is_refused_by_collect(case: &Json, environment: &Environment) -> bool {
    let findings = trial(case, environment).portability();
    findings.iter().any(|finding| finding.difference.refused_by() == Some(Client::Collect))
}

fn run(case: &Json, environment: &Environment) -> Outcome {
    trial(case, environment).run(match case["result_type"].as_str() {
        Some("boolean") => Some(Wish::Boolean),
        Some("number") => Some(Wish::Number),
        Some("string") => Some(Wish::Text),
        _ => None,
    })
}

fn number(json: &Json) -> f64 {
    match json {
        Json::String(text) => text.parse().expect("a number"),
        json => json.as_f64().expect("a number"),
    }
}

/// Web Forms rounds distances and areas to centimetres, hence the tolerance.
fn same_number(left: f64, right: f64, tolerance: f64) -> bool {
    left == right || (left.is_nan() && right.is_nan()) || (left - right).abs() <= tolerance.max(right.abs() * 1e-12)
}

fn is_as_expected(case: &Json, outcome: &Outcome, expected: &Json) -> bool {
    let tolerance = if case["feature"] == "odk/geo" { 0.005 } else { 1e-12 };
    let (kind, wanted) = expected.as_object().and_then(|object| object.iter().next()).expect("one expectation");
    if kind == "error" || expected.get("error").is_some() {
        return matches!(outcome, Outcome::Failed(_));
    }
    let same_path = |found: &FoundNode, wanted: &Json| wanted["index_path"] == *found.index_path;
    match (kind.as_str(), outcome) {
        ("boolean", Outcome::Boolean(found)) => *found == wanted.as_bool().unwrap_or_else(|| wanted == "true"),
        // Whatever was asked for, JavaRosa told the number that came before the conversion.
        ("number", Outcome::Number(found)) => same_number(*found, number(wanted), tolerance),
        ("number", Outcome::Text(text)) => same_number(text.parse().unwrap_or(f64::NAN), number(wanted), tolerance),
        ("string", Outcome::Text(found)) => wanted == found,
        ("date", Outcome::Text(found)) => found.split('T').next() == wanted.as_str(),
        ("node", Outcome::Nodes(found)) => found.first().is_some_and(|node| same_path(node, wanted)),
        ("nodes", Outcome::Nodes(found)) => {
            let wanted = wanted.as_array().expect("a list");
            found.len() == wanted.len() && found.iter().zip(wanted).all(|(found, wanted)| same_path(found, wanted))
        }
        _ => false,
    }
}

/// How many of some cases come out as expected, gaps apart: a line that `cargo xtask conformance` reads.
struct Tally {
    name: &'static str,
    right: usize,
    all: usize,
}

impl Tally {
    fn of(name: &'static str) -> Self {
        Self { name, right: 0, all: 0 }
    }

    fn count(&mut self, is_right: bool) {
        self.all += 1;
        self.right += usize::from(is_right);
    }

    fn tell(&self) {
        println!("conformance: {}: {} of {}", self.name, self.right, self.all);
    }
}

/// Runs a file of cases: whether a case comes out as expected and whether it stands in the list of gaps must be the same.
fn check(file: &str, name: &'static str, offset_minutes: i32) {
    let Some(cases) = cases(file) else {
        eprintln!("skipped: the shared conformance cases are not beside this checkout");
        return;
    };
    let environment = environment(offset_minutes);
    let mut surprises = Vec::new();
    let (mut tally, mut agreed) = (Tally::of(name), Tally::of("expressions where JavaRosa and Web Forms agree"));
    for case in &cases {
        let id = case["id"].as_str().expect("an id");
        let outcome = run(case, &environment);
        if case["kind"] == "javarosa_limit" {
            // What only JavaRosa refuses may work here, and is to be warned of.
            assert!(is_refused_by_collect(case, &environment), "{id} is told to be refused by Collect");
            tally.count(true);
            continue;
        }
        let passes = accepted(case).into_iter().any(|expected| is_as_expected(case, &outcome, expected));
        tally.count(passes);
        if case["agree"] == Json::Bool(true) {
            agreed.count(passes);
        }
        let gap = gaps::reason(id);
        if passes == gap.is_some() {
            surprises.push(format!(
                "{id} {} expected {:.200} found {:.200} {}",
                case["expression"],
                format!("{:?}", accepted(case)),
                format!("{outcome:?}"),
                gap.unwrap_or_default()
            ));
        }
    }
    tally.tell();
    if agreed.all > 0 {
        agreed.tell();
    }
    assert!(surprises.is_empty(), "{} of {}:\n{}", surprises.len(), cases.len(), surprises.join("\n"));
}

#[test]
fn answers_like_web_forms_and_where_they_differ_like_javarosa() {
    check("webforms-xpath.json", "expressions of Web Forms", -420);
}

#[test]
fn answers_like_the_tests_of_javarosa() {
    check("javarosa-xpath.json", "expressions of JavaRosa", 0);
}
