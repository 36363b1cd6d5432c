//! Numbers: sums, extremes, powers, angles. Rounding is in `rounding`.

use super::{ANY, Arguments, Function, function};
use crate::value::answer_number;
use crate::{Content, EvalError, NodeId, Nodes, Value};

pub(super) const FUNCTIONS: &[Function] = &[
    function("number", 0, 1, number).in_collect(1, 1),
    function("int", 1, 1, |arguments| arguments.number(0).map(|number| Value::Number(number.trunc()))),
    function("round", 1, 2, super::rounding::round),
    function("floor", 1, 1, |arguments| map(arguments, f64::floor)).not_in_collect(),
    function("ceiling", 1, 1, |arguments| map(arguments, f64::ceil)).not_in_collect(),
    function("abs", 1, 1, |arguments| map(arguments, f64::abs)),
    function("sum", 1, 1, sum),
    function("min", 1, ANY, |arguments| extreme(arguments, f64::min)),
    function("max", 1, ANY, |arguments| extreme(arguments, f64::max)),
    function("pow", 2, 2, |arguments| pair(arguments, power)),
    function("exp", 1, 1, |arguments| map(arguments, f64::exp)),
    function("exp10", 1, 1, |arguments| map(arguments, |power| 10_f64.powf(power))),
    function("log", 1, 1, |arguments| map(arguments, f64::ln)),
    function("log10", 1, 1, |arguments| map(arguments, f64::log10)),
    function("sqrt", 1, 1, |arguments| map(arguments, f64::sqrt)),
    function("pi", 0, 0, |_| Ok(Value::Number(std::f64::consts::PI))),
    function("sin", 1, 1, |arguments| map(arguments, f64::sin)),
    function("cos", 1, 1, |arguments| map(arguments, f64::cos)),
    function("tan", 1, 1, |arguments| map(arguments, f64::tan)),
    function("asin", 1, 1, |arguments| map(arguments, f64::asin)),
    function("acos", 1, 1, |arguments| map(arguments, f64::acos)),
    function("atan", 1, 1, |arguments| map(arguments, f64::atan)),
    function("atan2", 2, 2, |arguments| pair(arguments, f64::atan2)),
];

fn map<'d>(arguments: &mut Arguments<'_, 'd>, apply: fn(f64) -> f64) -> Result<Value<'d>, EvalError> {
    arguments.double(0).map(|number| Value::Number(apply(number)))
}

fn pair<'d>(arguments: &mut Arguments<'_, 'd>, apply: fn(f64, f64) -> f64) -> Result<Value<'d>, EvalError> {
    let (left, right) = (arguments.double(0)?, arguments.double(1)?);
    Ok(Value::Number(apply(left, right)))
}

/// As in Java, where unlike in C no power of something unknown or infinite is 1.
fn power(base: f64, exponent: f64) -> f64 {
    let is_unknown = exponent.is_nan() || base.abs() == 1.0 && exponent.is_infinite();
    if is_unknown { f64::NAN } else { base.powf(exponent) }
}

fn number<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    if arguments.len() == 0 {
        let (document, node) = (arguments.focus.document, arguments.focus.node);
        return Ok(Value::Number(answer_number(&document.text(node), document.content(node))));
    }
    arguments.number(0).map(Value::Number)
}

/// A question that is not answered adds nothing, as in JavaRosa. Other nodes that are no number make the sum NaN, as in XPath 1.0
/// and on the web.
fn sum<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let nodes = arguments.nodes(0)?;
    arguments.evaluator.spend_reading(&Value::Nodes(nodes.clone()))?;
    // Beginning with zero, since the sum of nothing would be minus zero.
    Ok(Value::Number(answered(&nodes).fold(0.0, |sum, number| sum + number)))
}

/// The least or the greatest, taken as in `sum`; NaN when there is none. Unlike JavaRosa's `max`, which never gives a negative
/// number, this one does.
fn extreme<'d>(arguments: &mut Arguments<'_, 'd>, choose: fn(f64, f64) -> f64) -> Result<Value<'d>, EvalError> {
    let mut chosen = f64::NAN;
    for at in 0..arguments.len() {
        match arguments.value(at)? {
            Value::Nodes(nodes) => {
                arguments.evaluator.spend_reading(&Value::Nodes(nodes.clone()))?;
                for number in answered(&nodes) {
                    if number.is_nan() {
                        return Ok(Value::Number(f64::NAN));
                    }
                    chosen = choose(chosen, number);
                }
            }
            // A value of the expression itself that is no number is left out: both functions pass over NaN.
            value => chosen = choose(chosen, value.to_number()),
        }
    }
    Ok(Value::Number(chosen))
}

/// The numbers of the nodes, without the questions that have no answer.
fn answered(nodes: &Nodes<'_>) -> impl Iterator<Item = f64> {
    let document = nodes.document;
    let is_answered = |node: &NodeId| document.content(*node) == Content::Unknown || !document.text(*node).is_empty();
    nodes.list.iter().zip(nodes.numbers()).filter(move |(node, _)| is_answered(node)).map(|(_, number)| number)
}
