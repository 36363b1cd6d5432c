//! `round`, as JavaRosa does it: on the decimal digits that a number is written with, not on its binary value, so that
//! `round(1.005, 2)` is 1.01.

use super::Arguments;
use crate::number::java_int;
use crate::{EvalError, Value};

/// More places than this JavaRosa gives no number for, before the point and after it.
const MOST_PLACES: i32 = 30;
const FEWEST_PLACES: i32 = -30;

pub(super) fn round<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let number = arguments.number(0)?;
    let places = if arguments.len() < 2 { 0 } else { java_int(arguments.number(1)?) };
    Ok(Value::Number(rounded(number, places)))
}

fn rounded(number: f64, places: i32) -> f64 {
    if !number.is_finite() {
        return number;
    }
    match places {
        0..=MOST_PLACES => to_decimals(number, usize::try_from(places).unwrap_or_default()),
        // To tens and more: half is added and the fraction dropped, which for negative numbers is not the nearest one.
        FEWEST_PLACES..0 => shifted((shifted(number, places) + 0.5).trunc(), -places),
        _ => f64::NAN,
    }
}

/// Half goes up, also below zero.
fn to_decimals(number: f64, places: usize) -> f64 {
    let written = number.abs().to_string();
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let Some((kept, dropped)) = fraction.split_at_checked(places) else { return number };
    let is_half = dropped.strip_prefix('5').is_some_and(|rest| rest.bytes().all(|digit| digit == b'0'));
    let goes_away_from_zero = dropped.starts_with(['5', '6', '7', '8', '9']) && !(is_half && number < 0.0);
    let mut digits = format!("{whole}{kept}").into_bytes();
    if goes_away_from_zero {
        increase(&mut digits);
    }
    let digits = String::from_utf8(digits).unwrap_or_default();
    format!("{digits}e-{places}").parse::<f64>().map_or(number, |size| size.copysign(number))
}

/// Adds one to a number in decimal digits.
fn increase(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
}

/// Moves the decimal point in the decimal spelling, so that 2.15 becomes 21.5 and not 21.499999.
fn shifted(number: f64, places: i32) -> f64 {
    format!("{number}e{places}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers of JavaRosa.
    #[test]
    fn rounds_as_javarosa_does() {
        let cases = [
            (2.5, 0, 3.0),
            (-2.5, 0, -2.0),
            (-2.6, 0, -3.0),
            (0.5, 0, 1.0),
            (-0.5, 0, 0.0),
            (9.5, 0, 10.0),
            (99.99, 1, 100.0),
            (1.005, 2, 1.01),
            (2.675, 2, 2.68),
            (0.125, 2, 0.13),
            (1.25, 1, 1.3),
            (-1.25, 1, -1.2),
            (-1.475, 2, -1.47),
            (33.33, -1, 30.0),
            (150.0, -2, 200.0),
            (-155.0, -1, -150.0),
            (1_234.567_8, -2, 1_200.0),
            (-1_234.567_8, -2, -1_100.0),
            (123_456_789_012_345_678.0, 0, 123_456_789_012_345_680.0),
            (1e300, 2, 1e300),
            (1.5, 30, 1.5),
            (f64::INFINITY, 0, f64::INFINITY),
        ];
        for (number, places, expected) in cases {
            assert_eq!(rounded(number, places), expected, "round({number}, {places})");
        }
        for places in [31, -31, i32::MAX, i32::MIN] {
            assert!(rounded(1.5, places).is_nan(), "{places}");
        }
    }
}
