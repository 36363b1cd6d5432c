//! Exact decimal numbers, for the steps of a range: `0.1` goes into `0.3` three times here.

use std::cmp::Ordering;

/// A number `units / 10^scale`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decimal {
    units: i128,
    scale: u32,
}

/// Digits that leave room to bring two numbers to the same scale.
const MOST_DIGITS: usize = 18;

impl Decimal {
    /// Reads `12`, `-1.5`, `.5`, `1e3`; `None` for anything else and for numbers of more digits than a range needs.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let lower = text.trim().to_ascii_lowercase();
        let (mantissa, exponent) = match lower.split_once('e') {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (lower.as_str(), 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let unsigned = whole.strip_prefix(['-', '+']).unwrap_or(whole);
        let digits = format!("{unsigned}{fraction}");
        if digits.is_empty() || digits.len() > MOST_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let units: i128 = digits.parse().ok()?;
        let units = if whole.starts_with('-') { -units } else { units };
        let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        match u32::try_from(scale) {
            Ok(scale) if scale <= MOST_DIGITS as u32 => Some(Self { units, scale }),
            Ok(_) => None,
            Err(_) if scale >= -(MOST_DIGITS as i32) => {
                Some(Self { units: units.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?, scale: 0 })
            }
            Err(_) => None,
        }
    }

    /// Both numbers in the smaller of their units.
    fn aligned(self, other: Self) -> (i128, i128) {
        let scale = self.scale.max(other.scale);
        let raised = |number: Self| number.units.saturating_mul(10_i128.saturating_pow(scale - number.scale));
        (raised(self), raised(other))
    }

    pub(crate) fn is_zero(self) -> bool {
        self.units == 0
    }

    pub(crate) fn is_whole(self) -> bool {
        self.units.checked_rem(10_i128.saturating_pow(self.scale)) == Some(0)
    }

    /// How far apart two numbers are.
    pub(crate) fn distance(self, other: Self) -> Self {
        let (left, right) = self.aligned(other);
        Self { units: left.saturating_sub(right).saturating_abs(), scale: self.scale.max(other.scale) }
    }

    /// Whether the number is a multiple of another one that is not zero.
    pub(crate) fn is_multiple_of(self, step: Self) -> bool {
        let (units, step) = self.aligned(step);
        units.checked_rem(step) == Some(0)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (left, right) = self.aligned(*other);
        left.cmp(&right)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn decimal(text: &str) -> Decimal {
        Decimal::read(text).expect(text)
    }

    #[test]
    fn steps_are_counted_exactly() {
        assert!(decimal("0.3").is_multiple_of(decimal("0.1")));
        assert!(!decimal("0.35").is_multiple_of(decimal("0.1")));
        assert!(decimal("1.50") == decimal("1.5") && decimal("-2") < decimal("-1.9"));
        assert!(decimal("2.0").is_whole() && decimal("1e3").is_whole() && !decimal("1e-3").is_whole());
        assert_eq!(decimal("10").distance(decimal("-0.5")), decimal("10.5"));
        assert!(decimal("0").is_zero() && decimal("-.5") < decimal("+.5"));
        for text in ["", "a", "1.2.3", "inf", "nan", "1e999", "--1", "12345678901234567890"] {
            assert!(Decimal::read(text).is_none(), "{text}");
        }
    }
}
