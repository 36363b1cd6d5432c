//! `saphan forms eval`: expressions as JSON lines, in the notation of the language-neutral conformance cases. Owns that notation;
//! what a trial is, and how nodes are addressed, is `xpath::trial`.

use super::{lines, zone};
use crate::failure::Failure;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use service_kit::{Clock, SystemClock};
use std::collections::BTreeMap;
use std::process::ExitCode;
use xpath::trial::{FoundNode, Outcome, Trial, Wish};
use xpath::{Client, Environment, Finding};

/// What an expression means by these prefixes when the line declares none.
const PREFIXES: [(&str, &str); 3] = [
    ("xhtml", "http://www.w3.org/1999/xhtml"),
    ("mathml", "http://www.w3.org/1998/Math/MathML"),
    ("jr", "http://openrosa.org/javarosa"),
];

/// One line that comes in. Other fields are passed over, so that a case can be handed in as it stands.
#[derive(Deserialize)]
struct Question {
    expression: String,
    xml: Option<String>,
    context: Option<String>,
    context_index_path: Option<String>,
    root: Option<String>,
    language: Option<String>,
    /// A zone by name or as `+07:00`; Thailand's when there is none.
    tz: Option<String>,
    result_type: Option<String>,
    namespaces: Option<BTreeMap<String, String>>,
}

pub(super) fn run() -> Result<ExitCode, Failure> {
    lines::answer_each(|line| answer(line, &SystemClock))
}

/// The answer to one line; an error in it is an answer too.
fn answer(line: &[u8], clock: &dyn Clock) -> Json {
    let failed = |problem: String| json!({ "type": "error", "value": problem });
    let question: Question = match serde_json::from_slice(line) {
        Ok(question) => question,
        Err(problem) => return failed(problem.to_string()),
    };
    let environment = match environment(&question, clock) {
        Ok(environment) => environment,
        Err(problem) => return failed(problem),
    };
    let trial = Trial {
        expression: &question.expression,
        xml: question.xml.as_deref().unwrap_or("<data/>"),
        context: question.context.as_deref(),
        context_index_path: question.context_index_path.as_deref(),
        root: question.root.as_deref(),
        language: question.language.as_deref(),
        environment: &environment,
    };
    let wish = match question.result_type.as_deref() {
        Some("boolean") => Some(Wish::Boolean),
        Some("number") => Some(Wish::Number),
        Some("string") => Some(Wish::Text),
        _ => None,
    };
    let mut answer = told(trial.run(wish));
    let findings: Vec<Json> = trial.portability().iter().map(finding).collect();
    if let (false, Json::Object(fields)) = (findings.is_empty(), &mut answer) {
        fields.insert("not_portable".to_owned(), Json::Array(findings));
    }
    answer
}

fn environment(question: &Question, clock: &dyn Clock) -> Result<Environment, String> {
    let mut environment = zone::environment(question.tz.as_deref().unwrap_or(zone::THAILAND), clock)?;
    environment.namespaces = match &question.namespaces {
        Some(declared) => declared.clone().into_iter().collect(),
        None => PREFIXES.map(|(prefix, address)| (prefix.to_owned(), address.to_owned())).to_vec(),
    };
    if let Some(language) = &question.language {
        environment.language.clone_from(language);
    }
    Ok(environment)
}

fn told(outcome: Outcome) -> Json {
    match outcome {
        Outcome::Boolean(boolean) => json!({ "type": "boolean", "value": boolean }),
        Outcome::Number(value) => json!({ "type": "number", "value": number(value) }),
        Outcome::Text(text) => json!({ "type": "string", "value": text }),
        Outcome::Nodes(nodes) => {
            let nodes: Vec<Json> = nodes.iter().map(node).collect();
            json!({ "type": "nodes", "value": nodes })
        }
        Outcome::Failed(problem) => json!({ "type": "error", "value": problem }),
    }
}

/// A number as JSON has it, whole ones without a point; what JSON has not, by name.
fn number(number: f64) -> Json {
    let is_minus_zero = number == 0.0 && number.is_sign_negative();
    if is_minus_zero {
        return json!("-0");
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53, so the conversion is exact")]
    match number {
        _ if !number.is_finite() => json!(xpath::format_number(number)),
        _ if number.fract() == 0.0 && number.abs() < 9.0e15 => json!(number as i64),
        _ => json!(number),
    }
}

fn node(node: &FoundNode) -> Json {
    json!({ "path": node.path, "index_path": node.index_path, "name": node.name, "value": node.value })
}

fn finding(finding: &Finding) -> Json {
    let refused_by = finding.difference.refused_by().map(|client| match client {
        Client::Collect => "collect",
        Client::WebForms => "web-forms",
    });
    json!({ "offset": finding.offset, "difference": finding.difference.code(), "refused_by": refused_by })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock that stands at noon in Thailand on 4 July 2019.
    struct Still;

    impl Clock for Still {
        fn now(&self) -> jiff::Timestamp {
            "2019-07-04T05:00:00Z".parse().expect("a moment")
        }
    }

    fn answered(line: &str) -> Json {
        answer(line.as_bytes(), &Still)
    }

    #[test]
    fn a_line_is_answered_by_a_line() {
        let cases = [
            (r#"{"expression":"1 + 1"}"#, r#"{"type":"number","value":2}"#),
            (r#"{"expression":"1 div 3"}"#, r#"{"type":"number","value":0.3333333333333333}"#),
            (r#"{"expression":"-0"}"#, r#"{"type":"number","value":"-0"}"#),
            (r#"{"expression":"0 div 0"}"#, r#"{"type":"number","value":"NaN"}"#),
            (r#"{"expression":"-1 div 0"}"#, r#"{"type":"number","value":"-Infinity"}"#),
            (r#"{"expression":"true()"}"#, r#"{"type":"boolean","value":true}"#),
            (r#"{"expression":"concat('ก', 1)"}"#, r#"{"type":"string","value":"ก1"}"#),
            (r#"{"expression":"today()","tz":"+07:00"}"#, r#"{"type":"string","value":"2019-07-04"}"#),
            (r#"{"expression":"format-date(today(), '%b')","language":"th"}"#, r#"{"type":"string","value":"ก.ค."}"#),
            (
                r#"{"expression":"date-time(0)","tz":"America/Phoenix","more":[1]}"#,
                r#"{"type":"string","value":"1969-12-31T17:00:00.000-07:00"}"#,
            ),
            (
                r#"{"expression":". * 2","xml":"<d><a>1</a><b>4</b></d>","context_index_path":"/0/1"}"#,
                r#"{"type":"number","value":8}"#,
            ),
            (
                r#"{"expression":"/a","xml":"<d><i><a>1</a></i></d>","root":"/d[1]/i[1]","context":"/"}"#,
                r#"{"type":"nodes","value":[{"path":"/d[1]/i[1]/a[1]","index_path":"/0/0/0","name":"a","value":"1"}]}"#,
            ),
            (
                r#"{"expression":"a","xml":"<d><a>1</a></d>","context":"/d[1]","result_type":"boolean"}"#,
                r#"{"type":"boolean","value":true}"#,
            ),
            (
                r#"{"expression":"1 + floor(1.5)"}"#,
                r#"{"type":"number","value":2,"not_portable":[{"offset":4,"difference":"no-function","refused_by":"collect"}]}"#,
            ),
            (
                r#"{"expression":"number(today() + 1)","tz":"GMT"}"#,
                r#"{"type":"number","value":18082,"not_portable":[{"offset":15,"difference":"date-as-number","refused_by":null}]}"#,
            ),
        ];
        for (question, expected) in cases {
            let expected: Json = serde_json::from_str(expected).expect("JSON");
            assert_eq!(answered(question), expected, "{question}");
        }
    }

    #[test]
    fn whatever_is_wrong_is_an_answer() {
        for question in [
            "not json",
            "{}",
            r#"{"expression":"1 +"}"#,
            r#"{"expression":"date('x')"}"#,
            r#"{"expression":"1","xml":"<d>"}"#,
            r#"{"expression":"1","context":"/nowhere"}"#,
            r#"{"expression":"1","root":"/nowhere"}"#,
            r#"{"expression":"1","context_index_path":"/0/x"}"#,
            r#"{"expression":"1","tz":"Mars/Olympus"}"#,
        ] {
            let answer = answered(question);
            assert_eq!(answer["type"], "error", "{question}");
            assert!(answer["value"].as_str().is_some_and(|problem| !problem.is_empty()), "{question}");
        }
        assert_eq!(answer(b"\xFF\xFE", &Still)["type"], "error");
    }
}
