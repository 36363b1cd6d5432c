//! What every function and operator gives, as tables of expressions: what is usual, what is at the edge, what is wrong. The values are
//! JavaRosa's wherever JavaRosa has one.

mod chance;
mod dates;
mod digests;
mod geography;
mod logic;
mod nodes;
mod numbers;
mod operators;
mod paths;
mod selects;
mod syntax;
mod texts;

use xpath::Environment;
use xpath::trial::{Outcome, Trial};

/// The answers that the expressions read, and a list beside them.
const FORM: &str = "<data id='f' version='3'>\
    <a>1</a><b>2.5</b><text>abc</text><empty/><yes>yes</yes><kinds>talk games  film</kinds>\
    <day>2020-01-02</day><moment>2020-01-02T10:20:30.500+07:00</moment><time>06:00:00.000+07:00</time>\
    <thai>สวัสดี</thai>\
    <row><n>1</n><k>x</k></row><row><n>20</n><k>y</k><deep><n>7</n></deep></row><row><n>3</n><k>x</k></row>\
    <gap><n>1</n><n/><n>3</n></gap>\
    <point>0.5 0.5 0 0</point><line>0 0;0 1;0 2</line><p>0 0</p><p>0 1</p><shape>0 0;0 1;1 1;1 0;0 0</shape>\
    <list><instance id='people'><root>\
    <item><name>k1</name><label>Somchai</label><age>30</age></item>\
    <item><name>k2</name><label>Malee</label><age>41</age></item></root></instance></list>\
    </data>";

/// What came out, shortly: `'text'`, `12`, `true`, the texts of nodes as `[a|b]`, and `error`.
fn told(outcome: Outcome) -> String {
    match outcome {
        Outcome::Boolean(boolean) => boolean.to_string(),
        Outcome::Number(number) => number.to_string(),
        Outcome::Text(text) => format!("'{text}'"),
        Outcome::Nodes(nodes) => {
            let texts: Vec<_> = nodes.into_iter().map(|node| node.value.unwrap_or_default()).collect();
            format!("[{}]", texts.join("|"))
        }
        Outcome::Failed(_) => "error".to_owned(),
    }
}

/// Evaluates at the root element, in Thailand at noon of 4 July 2019.
fn evaluated(expression: &str) -> String {
    let environment = Environment::new(jiff::civil::date(2019, 7, 4).at(12, 0, 0, 0), 420, 7);
    let trial = Trial {
        expression,
        xml: FORM,
        context: Some("/data[1]"),
        context_index_path: None,
        root: None,
        language: None,
        environment: &environment,
    };
    told(trial.run(None))
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(expression, expected)| (expression, expected, evaluated(expression)))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(expression, expected, found)| format!("{expression}: expected {expected}, found {found}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
