//! Fuzzes expressions: whatever is read is written again as itself, and worked out within its steps on a small document.
#![no_main]

use libfuzzer_sys::fuzz_target;
use xpath::{Context, Document, Environment, Expression, NoInstances};

const STEPS: u64 = 200_000;
const DOCUMENT: &str = "<data><count>12</count><name>นภา</name><when>2019-07-04</when><many>a b c</many><g><row><n>1</n></row>\
    <row><n>2</n></row><row><n/></row></g><where>16.7 98.5 0 0</where></data>";

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = std::str::from_utf8(bytes) else { return };
    let document = xml::read(DOCUMENT, &xml::Limits::default()).expect("it is XML");
    if let Ok(lenient) = Expression::parse_leniently(source) {
        evaluate(&lenient, &document);
    }
    let Ok(expression) = Expression::parse(source) else { return };
    evaluate(&expression, &document);
    let canonical = expression.canonical();
    let again =
        Expression::parse(&canonical).unwrap_or_else(|error| panic!("{source:?} is written {canonical:?}: {error}"));
    assert_eq!(again.canonical(), canonical, "of {source:?}");
    assert_eq!(evaluate(&again, &document), evaluate(&expression, &document), "of {source:?}, written {canonical:?}");
    let named = (expression.references(&["data", "g", "row"]), expression.functions(), expression.instances());
    assert_eq!(named, (again.references(&["data", "g", "row"]), again.functions(), again.instances()), "of {source:?}");
    expression.portability();
});

/// The value as text, or what keeps it from having one.
fn evaluate(expression: &Expression, document: &Document) -> String {
    let environment = Environment::on(jiff::civil::date(2019, 7, 4));
    let context = Context::new(document, document.root(), &NoInstances, &environment);
    let mut steps = STEPS;
    let value = expression.evaluate_within(&context, &mut steps);
    assert!(steps <= STEPS, "steps are only taken");
    format!("{:?}", value.map(|value| value.to_text().into_owned()))
}
