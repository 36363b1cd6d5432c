//! Amounts of money in a report: whole minor units and a currency, so that no sum is ever rounded. Owns how many decimals a
//! currency has; not exchange rates, not how an amount is shown to a reader.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A currency by its ISO 4217 letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// ISO 4217 currencies without a minor unit.
const WITHOUT_DECIMALS: [&str; 16] =
    ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF"];

/// ISO 4217 currencies with a thousandth as the minor unit.
const WITH_THREE_DECIMALS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

impl Currency {
    /// Thai baht.
    pub const THB: Self = Self(*b"THB");
    /// United States dollar.
    pub const USD: Self = Self(*b"USD");
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Decimals of the currency's minor unit by ISO 4217: 2 for most, 0 for yen, 3 for dinars.
    pub fn decimals(self) -> usize {
        match self.code() {
            code if WITHOUT_DECIMALS.contains(&code) => 0,
            code if WITH_THREE_DECIMALS.contains(&code) => 3,
            _ => 2,
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        match code.trim().to_ascii_uppercase().as_bytes() {
            [a, b, c] if [a, b, c].iter().all(|letter| letter.is_ascii_uppercase()) => Ok(Self([*a, *b, *c])),
            _ => Err(MoneyError::Currency(code.to_owned())),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyError;

    fn try_from(code: String) -> Result<Self, MoneyError> {
        code.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

/// An amount of one currency, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The amount in minor units of the currency (cents, satang); negative for a return.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// Why a text is not an amount of money, or two amounts have no sum.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// Not three letters.
    #[error("`{0}` is not a currency code; use three letters such as THB or USD")]
    Currency(String),
    /// Not a decimal number, too large, or finer than the currency's minor unit.
    #[error("`{amount}` is not an amount of {currency}; write it as a plain number with at most {decimals} decimals")]
    Amount {
        /// What was written.
        amount: String,
        /// In which currency.
        currency: Currency,
        /// The decimals which that currency has.
        decimals: usize,
    },
}

impl Money {
    /// An amount in whole units, such as 22,230 dollars. `None` beyond what 64 bits of minor units hold.
    pub fn whole(units: i64, currency: Currency) -> Option<Self> {
        units.checked_mul(scale(currency)).map(|minor| Self { minor, currency })
    }

    /// Reads a plain decimal number: digits, thousands commas allowed, a point, at most the currency's decimals.
    pub fn parse(amount: &str, currency: Currency) -> Result<Self, MoneyError> {
        let wrong = || MoneyError::Amount { amount: amount.to_owned(), currency, decimals: currency.decimals() };
        let plain: String = amount.trim().chars().filter(|character| *character != ',').collect();
        let (sign, plain) = plain.strip_prefix(['-', '−']).map_or((1, plain.as_str()), |rest| (-1, rest));
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > currency.decimals() {
            return Err(wrong());
        }
        let minor = format!("{whole}{fraction:0<width$}", width = currency.decimals());
        let minor: i64 = minor.parse().map_err(|_| wrong())?;
        Ok(Self { minor: sign * minor, currency })
    }

    /// The amount as a plain decimal, as IATI and spreadsheets take it: `22230.00`.
    pub fn decimal(self) -> String {
        let decimals = self.currency.decimals();
        let sign = if self.minor < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.minor.unsigned_abs(), width = decimals + 1);
        match digits.split_at_checked(digits.len() - decimals) {
            Some((whole, fraction)) if decimals > 0 => format!("{sign}{whole}.{fraction}"),
            _ => format!("{sign}{digits}"),
        }
    }

    /// The sum of two amounts of one currency; `None` for two currencies or beyond 64 bits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let minor = self.minor.checked_add(other.minor)?;
        (self.currency == other.currency).then_some(Self { minor, currency: self.currency })
    }

    /// The sum of amounts; `None` when there are none, or they have no sum.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut amounts = amounts.into_iter();
        let first = amounts.next()?;
        amounts.try_fold(first, Self::plus)
    }
}

fn scale(currency: Currency) -> i64 {
    match currency.decimals() {
        0 => 1,
        3 => 1000,
        _ => 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_amounts_exactly() {
        for (written, currency, minor, decimal) in [
            ("22,230", Currency::USD, 2_223_000, "22230.00"),
            ("2222456", Currency::EUR, 222_245_600, "2222456.00"),
            ("0.05", Currency::THB, 5, "0.05"),
            ("-1.5", Currency::THB, -150, "-1.50"),
            ("900", "JPY".parse().expect("letters"), 900, "900"),
            ("1.234", "KWD".parse().expect("letters"), 1234, "1.234"),
        ] {
            let money = Money::parse(written, currency).expect(written);
            assert_eq!((money.minor, money.decimal().as_str()), (minor, decimal), "{written}");
            assert_eq!(Money::parse(&money.decimal(), currency), Ok(money));
        }
    }

    #[test]
    fn refuses_what_is_no_amount() {
        for wrong in ["", "-", "1.234", "12a", "1e5", ".5", "99999999999999999999"] {
            assert!(Money::parse(wrong, Currency::USD).is_err(), "{wrong}");
        }
        assert!("US".parse::<Currency>().is_err());
        assert_eq!("thb".parse(), Ok(Currency::THB));
    }

    #[test]
    fn adds_only_one_currency() {
        let dollars = Money::whole(10, Currency::USD).expect("small");
        let baht = Money::whole(10, Currency::THB).expect("small");
        assert_eq!(Money::sum([dollars, dollars]).map(Money::decimal).as_deref(), Some("20.00"));
        assert_eq!(Money::sum([dollars, baht]), None);
        assert_eq!(Money::sum([]), None);
        assert_eq!(Money::whole(i64::MAX, Currency::USD), None);
    }
}
