//! Numbers as JavaRosa reads, compares and writes them. Owns both directions; not rounding for display (see `language`).

use std::borrow::Cow;

/// Reads a number as JavaRosa does: digits with at most one point or comma, an optional minus, white space around; no exponent and
/// no `Infinity`. Anything else is NaN.
pub fn parse_number(text: &str) -> f64 {
    let trimmed = text.trim_matches(|character: char| character <= ' ');
    let unsigned = trimmed.strip_prefix('-').unwrap_or(trimmed);
    let mut digits = 0;
    let mut has_comma = false;
    for byte in unsigned.bytes() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'.' => {}
            b',' => has_comma = true,
            _ => return f64::NAN,
        }
    }
    match (digits, has_comma) {
        (0, _) => f64::NAN,
        (_, false) => trimmed.parse().unwrap_or(f64::NAN),
        (_, true) => trimmed.replace(',', ".").parse().unwrap_or(f64::NAN),
    }
}

/// Numbers are equal within the tolerance of JavaRosa, so that `6.1 - 7.8 = -1.7` holds.
pub(crate) fn same_number(left: f64, right: f64) -> bool {
    left == right || (left - right).abs() < TOLERANCE
}

/// Below this JavaRosa takes a number for nothing.
pub(crate) const TOLERANCE: f64 = 1.0e-12;

/// Writes a number without exponent: whole numbers without a point, `NaN`, `Infinity` and `-Infinity` by name, no minus zero.
pub fn format_number(number: f64) -> Cow<'static, str> {
    if let Some(name) = name_of(number) {
        return Cow::Borrowed(name);
    }
    // Whole numbers are most of what forms compute; writing them as integers is several times faster.
    if number.fract() == 0.0 && number.abs() < 9.0e15 {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53, so the conversion is exact")]
        return Cow::Owned((number as i64).to_string());
    }
    Cow::Owned(number.to_string())
}

/// Writes a number as it becomes text inside an expression, `concat(1 div 8)`: whole numbers of 32 bits plainly, others as Java
/// writes a `double`, which from ten million on and below a thousandth is with an exponent. That is what Collect shows.
pub(crate) fn number_as_text(number: f64) -> Cow<'static, str> {
    if let Some(name) = name_of(number) {
        return Cow::Borrowed(name);
    }
    if number.abs() < TOLERANCE {
        return Cow::Borrowed("0");
    }
    #[expect(clippy::cast_possible_truncation, reason = "a saturating cast, as Java's is")]
    let whole = number as i32;
    if (number - f64::from(whole)).abs() < TOLERANCE {
        return Cow::Owned(whole.to_string());
    }
    if (1.0e-3..1.0e7).contains(&number.abs()) {
        return Cow::Owned(with_fraction(number.to_string()));
    }
    let scientific = format!("{number:E}");
    match scientific.split_once('E') {
        Some((digits, exponent)) => Cow::Owned(format!("{}E{exponent}", with_fraction(digits.to_owned()))),
        None => Cow::Owned(scientific),
    }
}

/// Java writes at least one digit after the point.
fn with_fraction(digits: String) -> String {
    if digits.contains('.') { digits } else { digits + ".0" }
}

fn name_of(number: f64) -> Option<&'static str> {
    Some(match number {
        _ if number.is_nan() => "NaN",
        f64::INFINITY => "Infinity",
        f64::NEG_INFINITY => "-Infinity",
        0.0 => "0",
        _ => return None,
    })
}

/// A number as the integer that Java's narrowing makes of it: the fraction dropped, NaN as 0, beyond 32 bits the nearest end.
pub(crate) fn java_int(number: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a saturating cast that gives 0 for NaN is what is wanted")]
    let int = number as i32;
    int
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_javarosa_reads() {
        let cases = [
            (" -12.5 ", -12.5),
            (".1", 0.1),
            ("0017.", 17.0),
            ("12", 12.0),
            ("4,6", 4.6),
            ("-,5", -0.5),
            ("\t1\r\n", 1.0),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_number(text), expected, "{text}");
        }
        for text in [
            "",
            "-",
            ".",
            ",",
            "1e6",
            "Infinity",
            "- 17",
            "34.56.7",
            "1,000,000",
            "1,000.5",
            "+5",
            "nan",
            "--5",
            "5-",
            "๕",
        ] {
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

    /// Answers of JavaRosa to `string(…)`.
    #[test]
    fn becomes_text_as_in_java() {
        let cases = [
            (0.1 + 0.2, "0.30000000000000004"),
            (100_000_000.0, "100000000"),
            (2_147_483_647.0, "2147483647"),
            (2_147_483_648.0, "2.147483648E9"),
            (-2_147_483_649.0, "-2.147483649E9"),
            (1_234_567_890_123.0, "1.234567890123E12"),
            (1e21, "1.0E21"),
            (12_345_678.5, "1.23456785E7"),
            (9_999_999.5, "9999999.5"),
            (123_456.789, "123456.789"),
            (0.001, "0.001"),
            (0.0009, "9.0E-4"),
            (0.000_01, "1.0E-5"),
            (1e-12, "1.0E-12"),
            (1e-13, "0"),
            (-0.0, "0"),
            (-1.5, "-1.5"),
            (5.000_000_000_000_1, "5"),
            (f64::NEG_INFINITY, "-Infinity"),
        ];
        for (number, expected) in cases {
            assert_eq!(number_as_text(number), expected, "{number}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_reads_back(number in -1e15_f64..1e15) {
            proptest::prop_assert_eq!(parse_number(&format_number(number)), number);
        }
    }
}
