//! Writing texts, dates, numbers and amounts for one reader. Owns how they read; not which of them a report shows.

use crate::fonts::{count_replaced, printable};
use calendar::{DateStyle, format_date};
use language::{Lang, Message, Text, format_number, say};
use programmes::report::{Measured, Missing, Money};
use std::cell::Cell;

/// Whoever reads: writes texts, numbers, dates in their language, and counts characters that cannot be printed.
pub(super) struct Reader {
    pub(super) lang: Lang,
    replaced: Cell<usize>,
}

impl Reader {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, replaced: Cell::new(0) }
    }

    /// What is said when characters so far could not be printed.
    pub(super) fn note_of_replaced(&self) -> Option<String> {
        let count = self.replaced.get();
        (count > 0).then(|| say(self.lang, &Message::new("reports-note-replaced").with("count", count)))
    }

    pub(super) fn plain(&self, text: &str) -> String {
        let printed = printable(text).trim().to_owned();
        // A � that somebody typed counts too: it is as unreadable as one of ours.
        self.replaced.set(self.replaced.get() + count_replaced(&printed));
        printed
    }

    pub(super) fn text(&self, text: &Text) -> String {
        self.plain(text.get(self.lang))
    }

    pub(super) fn texts(&self, texts: &[Text]) -> Vec<String> {
        texts.iter().map(|text| self.text(text)).filter(|text| !text.is_empty()).collect()
    }

    pub(super) fn paragraphs(&self, text: &Text) -> Vec<String> {
        let whole = self.text(text);
        whole.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    pub(super) fn word(&self, key: &'static str) -> String {
        say(self.lang, &Message::new(key))
    }

    pub(super) fn date(&self, date: programmes::report::Date) -> String {
        format_date(date, self.lang, DateStyle::Short)
    }

    pub(super) fn measured(&self, value: Measured) -> String {
        match value {
            Measured::Number(number) => format_number(number, 1),
            Measured::Missing(Missing::Withheld) => self.word("reports-withheld"),
            Measured::Missing(Missing::Unknown) => self.word("reports-unknown"),
        }
    }

    /// A compared value; a dash when there was nothing to compare with.
    pub(super) fn compared(&self, value: Option<Measured>) -> String {
        value.map_or_else(|| "–".to_owned(), |value| self.measured(value))
    }

    pub(super) fn money(&self, money: Money) -> String {
        format!("{} {}", grouped(&money.decimal()), money.currency)
    }

    pub(super) fn credit(&self, credit: &str) -> String {
        match self.plain(credit) {
            name if name.is_empty() => name,
            name => say(self.lang, &Message::new("reports-picture-by").with("name", name)),
        }
    }
}

/// A plain decimal with a comma every three digits of the whole part; a fraction of zeros is left out.
pub(super) fn grouped(decimal: &str) -> String {
    let (sign, digits) = decimal.strip_prefix('-').map_or(("", decimal), |digits| ("−", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut written = String::with_capacity(whole.len() * 2);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    let fraction = if fraction.bytes().all(|byte| byte == b'0') { String::new() } else { format!(".{fraction}") };
    format!("{sign}{written}{fraction}")
}

pub(super) fn join(between: &str, parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_grouped_and_keeps_its_cents() {
        for (decimal, read) in
            [("22230.00", "22,230"), ("2222456.50", "2,222,456.50"), ("-1000", "−1,000"), ("0.05", "0.05")]
        {
            assert_eq!(grouped(decimal), read);
        }
    }
}
