//! Numbers in the digits of the region's scripts. Owns the digit tables; not dates (see `calendar`).

use std::borrow::Cow;

/// First code points of the ten consecutive digits of each script: Thai, Lao, Myanmar, Khmer, full-width.
const ZEROS: [u32; 5] = [0x0E50, 0x0ED0, 0x1040, 0x17E0, 0xFF10];

/// Replaces Thai, Lao, Burmese, Khmer and full-width digits by ASCII ones; everything else stays.
pub fn to_ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(ascii_digit).collect())
}

fn ascii_digit(character: char) -> char {
    let code = u32::from(character);
    ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))
        .and_then(|zero| char::from_digit(code - zero, 10))
        .unwrap_or(character)
}

/// Replaces ASCII digits by Thai ones, for readers who chose them.
pub fn to_thai_digits(text: &str) -> String {
    text.chars()
        .map(|character| character.to_digit(10).and_then(|digit| char::from_u32(0x0E50 + digit)).unwrap_or(character))
        .collect()
}

/// A number with a comma every three digits and at most `decimals` of a fraction, trailing zeros cut; the same in all five
/// languages, since Thai, Burmese, Khmer and Lao office practice writes figures that way in ASCII digits.
pub fn format_number(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
    let mut grouped = String::with_capacity(whole.len() + whole.len() / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction = fraction.trim_end_matches('0');
    let is_zero = grouped == "0" && fraction.is_empty();
    let sign = if value < 0.0 && !is_zero { "−" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_digits_of_every_script() {
        assert_eq!(to_ascii_digits("๒๕๖๒ ၁၂ ໑໒ ១២ 12"), "2562 12 12 12 12");
        assert!(matches!(to_ascii_digits("12"), Cow::Borrowed(_)));
    }

    #[test]
    fn thai_digits_round_trip() {
        assert_eq!(to_thai_digits("3,913 คน"), "๓,๙๑๓ คน");
        assert_eq!(to_ascii_digits(&to_thai_digits("0123456789")), "0123456789");
    }

    #[test]
    fn groups_thousands() {
        for (value, decimals, expected) in [
            (3913.0, 0, "3,913"),
            (22230.5, 2, "22,230.5"),
            (-1000.0, 0, "−1,000"),
            (-0.001, 1, "0"),
            (999.0, 0, "999"),
        ] {
            assert_eq!(format_number(value, decimals), expected);
        }
    }
}
