//! Dates of cells: texts, true dates and bare day numbers, with what a whole column or title tells about them. Owns the guesses that
//! are safe; each is told.

use crate::cell::formula_problem;
use calendar::{Date, DateOrder, DateProblem, Mentioned, in_common_era, parse_date, parse_date_in_order};
use language::{Lang, Message, Text};
use sheets::{Value, date_from_serial};

/// What is known about a column of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct DateColumn {
    pub(crate) earliest: Option<Date>,
    pub(crate) latest: Option<Date>,
    pub(crate) order: DateOrder,
    /// Day numbers count from 1904.
    pub(crate) from_1904: bool,
    /// The month and year that headings above, titles and the sheet's name speak of.
    pub(crate) around: Mentioned,
    /// Day and month may have been exchanged by the program that the dates were typed into.
    pub(crate) may_be_exchanged: bool,
}

/// A date and what had to be guessed for it.
pub(crate) type DateReading = Result<(Date, Option<Message>), Message>;

/// Excel takes a two-digit Buddhist year of 30 and above for one of the twentieth century: 62 becomes 1962, 57 years before 2019.
const EXCEL_TOOK_BUDDHIST_FOR_COMMON: i16 = 57;

/// Bare numbers that can be days: 1954 to 2064, and the same in Buddhist years.
const DAY_NUMBERS: [std::ops::RangeInclusive<f64>; 2] = [20_000.0..=60_200.0, 218_000.0..=258_500.0];

impl DateColumn {
    /// Reads a cell that holds something.
    pub(crate) fn read(&self, value: &Value) -> DateReading {
        match value {
            Value::Date(date) => self.true_date(*date),
            Value::Number(number) => self.number(*number),
            Value::Text(text) => self.text(text.trim()),
            Value::Bool(_) => Err(DateProblem::NotADate { text: value.shown() }.message()),
            Value::Error(_) | Value::Uncalculated => {
                Err(formula_problem(value).unwrap_or_else(|| DateProblem::Empty.message()))
            }
        }
    }

    fn true_date(&self, written: Date) -> DateReading {
        let Some(date) = in_common_era(written) else {
            return Err(DateProblem::NotADate { text: written.to_string() }.message());
        };
        if self.may_be_exchanged && date.day() <= 12 && date.day() != date.month() {
            return Err(Message::new("registers-date-may-be-exchanged").with("date", label(date)));
        }
        if self.allows(date) {
            return Ok((date, None));
        }
        let meant =
            Date::new(date.year().saturating_add(EXCEL_TOOK_BUDDHIST_FOR_COMMON), date.month(), date.day()).ok();
        match meant.filter(|meant| (1930..2000).contains(&date.year()) && self.allows(*meant)) {
            Some(meant) => {
                let guess =
                    Message::new("registers-date-two-digit-year").with("found", label(date)).with("date", label(meant));
                Ok((meant, Some(guess)))
            }
            None => Err(self.outside(date)),
        }
    }

    fn number(&self, number: f64) -> DateReading {
        let is_day = DAY_NUMBERS.iter().any(|days| days.contains(&number));
        match date_from_serial(number, self.from_1904).filter(|_| is_day) {
            Some(date) => self.true_date(date),
            None => self.text(&number.to_string()),
        }
    }

    fn text(&self, text: &str) -> DateReading {
        match parse_date_in_order(text, self.order) {
            Ok(date) if self.allows(date) => Ok((date, None)),
            Ok(date) => Err(self.outside(date)),
            Err(problem) => self.settle(&problem),
        }
    }

    /// What the limits and the title can settle.
    fn settle(&self, problem: &DateProblem) -> DateReading {
        match problem {
            DateProblem::SeveralDays { text, first, .. } if self.allows(*first) => {
                let guess =
                    Message::new("registers-date-several-days").with("text", text.as_str()).with("date", label(*first));
                Ok((*first, Some(guess)))
            }
            DateProblem::EitherEra { common, buddhist, .. } => {
                match (self.is_inside(*common), self.is_inside(*buddhist)) {
                    (true, false) => Ok((*common, None)),
                    (false, true) => Ok((*buddhist, None)),
                    _ => Err(problem.message()),
                }
            }
            DateProblem::Incomplete { text } | DateProblem::NotADate { text } => {
                if let Some(date) = self.completed(text) {
                    let guess =
                        Message::new("registers-date-completed").with("text", text.as_str()).with("date", label(date));
                    return Ok((date, Some(guess)));
                }
                match text.parse::<f64>() {
                    Ok(number) if DAY_NUMBERS.iter().any(|days| days.contains(&number)) => self.number(number),
                    _ => Err(problem.message()),
                }
            }
            _ => Err(problem.message()),
        }
    }

    /// A day, or a day and a month, with what the heading above says of the rest; of several days the first.
    fn completed(&self, text: &str) -> Option<Date> {
        let year = self.around.year?;
        let first = |text: String| match parse_date(&text) {
            Ok(date) | Err(DateProblem::SeveralDays { first: date, .. }) => Some(date),
            Err(_) => None,
        };
        // Under the heading of a month `4-5` are two of its days; alone they are a day and a month.
        let of_month = self.around.month.filter(|_| !text.contains(['/', '.']));
        let in_month = of_month.and_then(|month| first(format!("{text}/{month}/{year}")));
        let date = in_month.or_else(|| first(format!("{text} {year}")))?;
        self.allows(date).then_some(date)
    }

    fn allows(&self, date: Date) -> bool {
        self.earliest.is_none_or(|earliest| earliest <= date) && self.latest.is_none_or(|latest| date <= latest)
    }

    /// As `allows`, but knowing it from a limit: without limits nothing is inside.
    fn is_inside(&self, date: Date) -> bool {
        (self.earliest.is_some() || self.latest.is_some()) && self.allows(date)
    }

    fn outside(&self, date: Date) -> Message {
        match self.latest {
            Some(latest) if latest < date => {
                Message::new("registers-date-too-late").with("date", label(date)).with("latest", label(latest))
            }
            _ => Message::new("registers-date-too-early").with("date", label(date)),
        }
    }
}

/// The order in which a column writes day and month: month first when some of its texts are dates only so and none only otherwise.
pub(crate) fn order_of(texts: &[&str]) -> DateOrder {
    let only_in_other = |order: DateOrder| {
        texts.iter().any(|text| matches!(parse_date_in_order(text, order), Err(DateProblem::Exchanged { .. })))
    };
    if only_in_other(DateOrder::DayFirst) && !only_in_other(DateOrder::MonthFirst) {
        DateOrder::MonthFirst
    } else {
        DateOrder::DayFirst
    }
}

/// Whether a column shows that the program it was typed into exchanges day and month where it can: what was left as text are dates in
/// numbers that it could not read, and each of the dates that it did read would be one either way.
pub(crate) fn may_be_exchanged(values: &[&Value]) -> bool {
    let dates: Vec<i8> =
        values.iter().filter_map(|value| if let Value::Date(date) = value { Some(date.day()) } else { None }).collect();
    let texts: Vec<&str> = values
        .iter()
        .filter_map(|value| if let Value::Text(text) = value { Some(text.trim()) } else { None })
        .collect();
    let is_in_numbers = |text: &&&str| text.split(['/', '-', '.']).all(|part| part.trim().parse::<u32>().is_ok());
    let in_numbers: Vec<&str> = texts.iter().filter(is_in_numbers).copied().collect();
    let only_one_way = |text: &&str| {
        [DateOrder::DayFirst, DateOrder::MonthFirst]
            .iter()
            .any(|order| matches!(parse_date_in_order(text, *order), Err(DateProblem::Exchanged { .. })))
    };
    dates.len() > 1
        && dates.iter().all(|day| *day <= 12)
        && !in_numbers.is_empty()
        && in_numbers.iter().all(only_one_way)
}

/// A date in a sentence, in each reader's own way.
pub(crate) fn label(date: Date) -> Text {
    Lang::ALL.into_iter().fold(Text::default(), |text, lang| {
        text.with(lang, calendar::format_date(date, lang, calendar::DateStyle::Long))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn column() -> DateColumn {
        DateColumn {
            earliest: Some(day("1990-01-01")),
            latest: Some(day("2026-12-31")),
            around: Mentioned { month: None, year: Some(2019) },
            ..DateColumn::default()
        }
    }

    #[test]
    fn dates_come_as_texts_true_dates_and_day_numbers() {
        for (value, date, guessed) in [
            (Value::Text("4 ก.ค. 62".into()), "2019-07-04", false),
            (Value::Date(day("2019-07-04")), "2019-07-04", false),
            (Value::Date(day("2562-07-04")), "2019-07-04", false),
            (Value::Date(day("1962-07-04")), "2019-07-04", true),
            (Value::Number(43_650.0), "2019-07-04", false),
            (Value::Number(241_977.0), "2019-07-04", false),
            (Value::Text("43650".into()), "2019-07-04", false),
            (Value::Number(20_190_704.0), "2019-07-04", false),
            (Value::Text("4 ก.ค. 19".into()), "2019-07-04", false),
            (Value::Text("4-5 ก.ค. 62".into()), "2019-07-04", true),
            (Value::Text("4 ก.ค.".into()), "2019-07-04", true),
        ] {
            let (found, guess) = column().read(&value).unwrap_or_else(|message| panic!("{value:?}: {message:?}"));
            assert_eq!((found, guess.is_some()), (day(date), guessed), "{value:?}");
        }
        for value in
            [Value::Number(12.0), Value::Text("soon".into()), Value::Bool(true), Value::Date(day("2031-01-01"))]
        {
            assert!(column().read(&value).is_err(), "{value:?}");
        }
    }

    #[test]
    fn a_column_shows_its_order() {
        assert_eq!(order_of(&["7/4/2019", "7/18/2019"]), DateOrder::MonthFirst);
        assert_eq!(order_of(&["7/4/2019", "18/7/2019"]), DateOrder::DayFirst);
        assert_eq!(order_of(&["18/7/2019", "7/18/2019"]), DateOrder::DayFirst);
    }

    #[test]
    fn a_heading_completes_days_and_months() {
        let july = DateColumn { around: Mentioned { month: Some(7), year: Some(2019) }, ..column() };
        for (column, value, expected) in [
            (july, Value::Number(4.0), Some("2019-07-04")),
            (july, Value::Text("๔".into()), Some("2019-07-04")),
            (july, Value::Text("วันที่ 4".into()), Some("2019-07-04")),
            (july, Value::Text("4-5".into()), Some("2019-07-04")),
            (july, Value::Text("4 ส.ค.".into()), Some("2019-08-04")),
            (july, Value::Text("4/8".into()), Some("2019-08-04")),
            (july, Value::Number(32.0), None),
            (july, Value::Text("soon".into()), None),
            (column(), Value::Number(4.0), None),
        ] {
            let found = column.read(&value).ok();
            assert_eq!(found.as_ref().map(|(date, _)| *date), expected.map(day), "{value:?}");
            assert!(found.is_none_or(|(_, guess)| guess.is_some()), "{value:?}");
        }
    }

    #[test]
    fn a_column_shows_when_its_program_exchanged_day_and_month() {
        let date = |text: &str| Value::Date(day(text));
        let text = |text: &str| Value::Text(text.into());
        for (values, expected) in [
            (vec![date("2019-04-07"), date("2019-11-07"), text("18/7/2019")], true),
            (vec![date("2019-04-07"), date("2019-11-07"), text("7/18/2019")], true),
            (vec![date("2019-04-07"), date("2019-07-18"), text("18/7/2019")], false),
            (vec![date("2019-04-07"), date("2019-11-07"), text("8/7/2019"), text("18/7/2019")], false),
            (vec![date("2019-04-07"), date("2019-11-07"), text("18 ก.ค. 62")], false),
            (vec![date("2019-04-07"), date("2019-11-07")], false),
            (vec![text("4/7/2019"), text("18/7/2019")], false),
        ] {
            assert_eq!(may_be_exchanged(&values.iter().collect::<Vec<_>>()), expected, "{values:?}");
        }
        let exchanged = DateColumn { may_be_exchanged: true, ..column() };
        assert!(exchanged.read(&date("2019-04-07")).is_err());
        assert!(exchanged.read(&text("18/7/2019")).is_ok());
    }
}
