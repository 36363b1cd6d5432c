//! Numbers: sums, extremes, rounding, powers, angles.

use super::{ANY, Arguments, Function, function};
use crate::{EvalError, Value, parse_number};

pub(super) const FUNCTIONS: &[Function] = &[
    function("number", 0, 1, number),
    function("int", 1, 1, |arguments| map(arguments, f64::trunc)),
    function("round", 1, 2, round),
    function("floor", 1, 1, |arguments| map(arguments, f64::floor)),
    function("ceiling", 1, 1, |arguments| map(arguments, f64::ceil)),
    function("abs", 1, 1, |arguments| map(arguments, f64::abs)),
    function("sum", 1, 1, sum),
    function("min", 1, ANY, |arguments| extreme(arguments, f64::min)),
    function("max", 1, ANY, |arguments| extreme(arguments, f64::max)),
    function("pow", 2, 2, |arguments| pair(arguments, f64::powf)),
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
    arguments.number(0).map(|number| Value::Number(apply(number)))
}

fn pair<'d>(arguments: &mut Arguments<'_, 'd>, apply: fn(f64, f64) -> f64) -> Result<Value<'d>, EvalError> {
    let (left, right) = (arguments.number(0)?, arguments.number(1)?);
    Ok(Value::Number(apply(left, right)))
}

fn number<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    if arguments.len() == 0 {
        return Ok(Value::Number(parse_number(&arguments.text_or_own()?)));
    }
    arguments.number(0).map(Value::Number)
}

/// Half rounds up, also below zero, as in JavaRosa; a comma is read as a decimal point.
fn round<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let number = match arguments.value(0)? {
        Value::Text(text) if text.contains(',') => parse_number(&text.replace(',', ".")),
        value => value.to_number(),
    };
    if arguments.len() < 2 {
        return Ok(Value::Number((number + 0.5).floor()));
    }
    let digits = arguments.number(1)?.trunc();
    if !number.is_finite() || digits.is_nan() {
        return Ok(Value::Number(number));
    }
    #[expect(clippy::cast_possible_truncation, reason = "clamped to what a float can carry")]
    let digits = digits.clamp(-300.0, 30.0) as i32;
    // Before rounding to tens and more, JavaRosa drops the fraction.
    let moved = shift(if digits < 0 { number.trunc() } else { number }, digits);
    Ok(Value::Number(shift((moved + 0.5).floor(), -digits)))
}

/// Moves the decimal point through the decimal spelling, so that 2.15 becomes 21.5 and not 21.499999.
fn shift(number: f64, places: i32) -> f64 {
    format!("{number}e{places}").parse().unwrap_or(number)
}

fn sum<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let nodes = arguments.nodes(0)?;
    arguments.evaluator.spend(nodes.list.len())?;
    Ok(Value::Number(nodes.texts().map(|text| parse_number(&text)).sum()))
}

/// NaN when there is nothing or something is no number.
fn extreme<'d>(arguments: &mut Arguments<'_, 'd>, choose: fn(f64, f64) -> f64) -> Result<Value<'d>, EvalError> {
    let numbers = arguments.spread(0)?;
    let chosen = numbers
        .iter()
        .map(Value::to_number)
        .reduce(|left, right| if left.is_nan() || right.is_nan() { f64::NAN } else { choose(left, right) });
    Ok(Value::Number(chosen.unwrap_or(f64::NAN)))
}
