//! Why a text is not a date, and what to say about it. Owns the cases; the sentences are in `locales/<code>/calendar.ftl`.

use crate::{Date, DateStyle, format_date};
use language::{Lang, Message, Text};

/// Why a text could not be read as one date. `text` is what was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateProblem {
    /// Nothing was written.
    #[error("the date is empty")]
    Empty,
    /// The text holds something that is not part of a date.
    #[error("`{text}` is not a date")]
    NotADate {
        /// What was written.
        text: String,
    },
    /// Day, month or year is missing.
    #[error("`{text}` lacks the day, the month or the year")]
    Incomplete {
        /// What was written.
        text: String,
    },
    /// The month's number is not 1 to 12.
    #[error("`{text}`: there is no month {month}")]
    NoSuchMonth {
        /// What was written.
        text: String,
        /// The number in the month's place.
        month: u32,
    },
    /// The month has no such day in that year.
    #[error("`{text}`: month {month} of {year} has no day {day}")]
    NoSuchDay {
        /// What was written.
        text: String,
        /// The number in the day's place.
        day: u32,
        /// The month, 1 to 12.
        month: u8,
        /// The year of the common era.
        year: i16,
    },
    /// The year is near neither the present of the Buddhist nor that of the common era.
    #[error("`{text}`: {year} is neither a Buddhist nor a common year of our time")]
    YearOutOfRange {
        /// What was written.
        text: String,
        /// The number in the year's place.
        year: u32,
    },
    /// The year has two digits that fit both eras.
    #[error("`{text}` is {common} in the common era and {buddhist} in the Buddhist era")]
    EitherEra {
        /// What was written.
        text: String,
        /// The date if the year is of the common era.
        common: Date,
        /// The date if the year is Buddhist.
        buddhist: Date,
    },
    /// The date exists only if the month stands before the day (or, when reading month first, the other way round).
    #[error("`{text}` is only a date with day and month exchanged: {meant}")]
    Exchanged {
        /// What was written.
        text: String,
        /// The date with day and month exchanged.
        meant: Date,
    },
    /// Two days are named, as for an event over several days.
    #[error("`{text}` names several days, {first} to {last}")]
    SeveralDays {
        /// What was written.
        text: String,
        /// The first day.
        first: Date,
        /// The last day.
        last: Date,
    },
}

impl DateProblem {
    /// The problem as a sentence for the person who wrote the date: what is wrong and what to write instead.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("calendar-empty"),
            Self::NotADate { text } => Message::new("calendar-not-a-date").with("text", text.as_str()),
            Self::Incomplete { text } => Message::new("calendar-incomplete").with("text", text.as_str()),
            Self::NoSuchMonth { text, month } => {
                Message::new("calendar-no-such-month").with("text", text.as_str()).with("month", month.to_string())
            }
            Self::NoSuchDay { text, day, .. } => {
                Message::new("calendar-no-such-day").with("text", text.as_str()).with("day", day.to_string())
            }
            Self::YearOutOfRange { text, year } => {
                Message::new("calendar-year-out-of-range").with("text", text.as_str()).with("year", year.to_string())
            }
            Self::EitherEra { text, common, buddhist } => Message::new("calendar-either-era")
                .with("text", text.as_str())
                .with("common", date_label(*common))
                .with("buddhist", date_label(*buddhist)),
            Self::Exchanged { text, meant } => {
                Message::new("calendar-exchanged").with("text", text.as_str()).with("meant", date_label(*meant))
            }
            Self::SeveralDays { text, first, last } => Message::new("calendar-several-days")
                .with("text", text.as_str())
                .with("first", date_label(*first))
                .with("last", date_label(*last)),
        }
    }
}

impl From<&DateProblem> for Message {
    fn from(problem: &DateProblem) -> Self {
        problem.message()
    }
}

impl From<DateProblem> for Message {
    fn from(problem: DateProblem) -> Self {
        problem.message()
    }
}

/// A date inside a sentence, said in each reader's own way.
pub fn date_label(date: Date) -> Text {
    Lang::ALL.into_iter().fold(Text::default(), |text, lang| text.with(lang, format_date(date, lang, DateStyle::Long)))
}

#[cfg(test)]
mod tests {
    use crate::parse_date;
    use language::{Lang, say};

    #[test]
    fn every_problem_is_said_in_english_and_thai_with_what_was_written() {
        let texts = [
            "",
            "soon",
            "4 July",
            "4/13/2562",
            "32/7/2562",
            "31/6/2562",
            "4/7/1200",
            "4 ก.ค. 19",
            "7/13/2019",
            "4-5 ก.ค. 62",
        ];
        for text in texts {
            let problem = parse_date(text).expect_err(text);
            for lang in [Lang::En, Lang::Th] {
                let said = say(lang, &problem.message());
                assert!(said.contains(text), "{lang}: {said}");
                assert!(!said.starts_with("calendar-") && !said.contains('{'), "{lang}: {said}");
            }
        }
    }

    #[test]
    fn a_date_in_a_sentence_follows_the_reader() {
        let problem = parse_date("4-5 ก.ค. 62").expect_err("two days");
        assert!(say(Lang::En, &problem.message()).contains("4 July 2019"));
        assert!(say(Lang::Th, &problem.message()).contains("4 กรกฎาคม 2562"));
    }
}
