//! Numbers as ODK writes and reads them. Owns both directions; not rounding for display (see `language`).

use std::borrow::Cow;

/// Reads a number as JavaRosa does: digits with at most one point, an optional minus, white space around; no exponent and no
/// `Infinity`. Anything else is NaN.
pub fn parse_number(text: &str) -> f64 {
    let trimmed = text.trim();
    let unsigned = trimmed.strip_prefix('-').unwrap_or(trimmed);
    let plain = unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && unsigned.bytes().any(|byte| byte.is_ascii_digit());
    if plain { trimmed.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

/// Writes a number without exponent: whole numbers without a point, `NaN`, `Infinity` and `-Infinity` by name, no minus zero.
pub fn format_number(number: f64) -> Cow<'static, str> {
    if number.is_nan() {
        return Cow::Borrowed("NaN");
    }
    if number.is_infinite() {
        return Cow::Borrowed(if number > 0.0 { "Infinity" } else { "-Infinity" });
    }
    if number == 0.0 {
        return Cow::Borrowed("0");
    }
    // Whole numbers are most of what forms compute; writing them as integers is several times faster.
    if number.fract() == 0.0 && number.abs() < 9.0e15 {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53, so the conversion is exact")]
        return Cow::Owned((number as i64).to_string());
    }
    Cow::Owned(number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_javarosa_reads() {
        for (text, expected) in [(" -12.5 ", -12.5), (".1", 0.1), ("0017.", 17.0), ("12", 12.0)] {
            assert_eq!(parse_number(text), expected, "{text}");
        }
        for text in ["", "-", ".", "1e6", "Infinity", "- 17", "34.56.7", "4,6", "+5", "nan"] {
            assert!(parse_number(text).is_nan(), "{text}");
        }
    }

    #[test]
    fn writes_without_exponent() {
        for (number, expected) in
            [(-0.0, "0"), (296.0, "296"), (0.557_586, "0.557586"), (1e21, "1000000000000000000000")]
        {
            assert_eq!(format_number(number), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_reads_back(number in -1e15_f64..1e15) {
            proptest::prop_assert_eq!(parse_number(&format_number(number)), number);
        }
    }
}
