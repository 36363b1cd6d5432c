//! An answer as somebody reads it: labels of what was chosen, days and numbers in the reader's way, pictures as pictures.

use super::filling::moment;
use super::make::Maker;
use super::{Answer, Said};
use calendar::{DateStyle, format_date};
use forms::{Item, Kind, Media, ShownChoice};
use language::{Message, format_number, say};

/// Digits after the point that a reader sees.
const DECIMALS: usize = 6;
/// The largest number of which every smaller whole one is exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Maker<'_> {
    pub(super) fn answer(&mut self, item: &Item, value: &str, choices: &[ShownChoice]) -> Answer {
        if value.trim().is_empty() {
            return Answer::NotAnswered;
        }
        let lines = match &item.kind {
            Kind::File(Media::Image) => return self.picture(item, value),
            Kind::File(_) => vec![self.phrase("paper-file-kept")],
            kind if kind.choice_source().is_some() => self.chosen(item, value, choices),
            Kind::Acknowledge if value == "OK" => vec![self.phrase("paper-agreed")],
            _ => Said::lines(&self.written(&item.kind, value), self.lang),
        };
        if lines.is_empty() { Answer::NotAnswered } else { Answer::Lines { lines } }
    }

    /// The labels of what was chosen, in the order of the list; a name that the list does not have stays as it is.
    fn chosen(&self, item: &Item, value: &str, choices: &[ShownChoice]) -> Vec<Said> {
        let own = self.form.choices(item);
        let names: Vec<&str> = match item.kind {
            Kind::SelectOne(_) => vec![value],
            _ => value.split_whitespace().collect(),
        };
        let label = |name: &str| {
            let shown = choices.iter().find(|choice| choice.name == name).map(|choice| self.said(&choice.label));
            let known = || own.iter().find(|choice| choice.name == name).map(|choice| self.choice(choice));
            shown.or_else(known).unwrap_or_else(|| self.said(name))
        };
        names.into_iter().map(label).filter(|label| !label.is_empty()).collect()
    }

    fn written(&self, kind: &Kind, value: &str) -> String {
        let day = |text: &str| text.parse().ok().map(|day| format_date(day, self.lang, DateStyle::Long));
        match kind {
            Kind::Date => day(value),
            Kind::Time => clock(value).map(str::to_owned),
            Kind::DateTime => local(value).map(|at| moment(at, self.lang)),
            Kind::Integer | Kind::Decimal | Kind::Calculate => number(value),
            _ => None,
        }
        .unwrap_or_else(|| value.to_owned())
    }

    fn picture(&mut self, item: &Item, value: &str) -> Answer {
        let Some(file) = self.pictures.show(value) else {
            return Answer::Lines { lines: vec![self.phrase("paper-picture-elsewhere")] };
        };
        let label = Message::new("paper-picture-of").with("label", self.referring(item.label.get(self.lang)));
        Answer::Picture { file, alt: self.said(&say(self.lang, &label)) }
    }
}

/// `10:20` of `10:20:00.000+07:00`.
fn clock(value: &str) -> Option<&str> {
    value.get(..5).filter(|clock| clock.as_bytes().get(2) == Some(&b':'))
}

/// The wall clock of `2019-07-04T10:20:00.000+07:00`.
fn local(value: &str) -> Option<jiff::civil::DateTime> {
    value.get(..19)?.parse().ok()
}

/// A number as it is written. One too large to be exact stays as it was given, and so does a code such as 0812 that only looks like one.
fn number(value: &str) -> Option<String> {
    let number: f64 = value.trim().parse().ok()?;
    let is_code = value
        .trim_start_matches('-')
        .strip_prefix('0')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (number.is_finite() && number.abs() < EXACT && !is_code).then(|| format_number(number, DECIMALS))
}

/// Values of a condition are written the same way.
pub(super) fn written_number(value: &str) -> String {
    number(value).unwrap_or_else(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_numbers_are_read_from_how_answers_are_kept() {
        assert_eq!(clock("10:20:00.000+07:00"), Some("10:20"));
        assert_eq!(clock("soon"), None);
        assert_eq!(
            local("2019-07-04T10:20:00.000+07:00").map(|at| at.to_string()).as_deref(),
            Some("2019-07-04T10:20:00")
        );
        assert_eq!(local("ภาษาไทยยาวพอสมควร"), None);
        for (value, expected) in [
            ("0812345678", None),
            ("0.5", Some("0.5")),
            ("3913", Some("3,913")),
            ("2.50", Some("2.5")),
            ("inf", None),
            ("99999999999999999999", None),
            ("x", None),
        ] {
            assert_eq!(number(value).as_deref(), expected, "{value}");
        }
    }
}
