//! One answer's text: whether it is of its question's type, and the one way to write it.

use crate::Kind;
use crate::kind::DataType;
use crate::points;
use language::{Message, to_ascii_digits};
use std::borrow::Cow;
use xpath::{Moment, Value};

/// Longest answer in bytes.
pub(crate) const LONGEST_ANSWER: usize = 64 * 1024;

/// The answer as it is kept: digits of the region's scripts as ASCII ones, dates of any calendar as ISO dates, white space at the
/// ends of everything but free text cut. What cannot be read stays as it was typed, so that the person sees it again.
pub(crate) fn canonical<'t>(kind: &Kind, text: &'t str, offset_minutes: i32) -> Cow<'t, str> {
    let trimmed = text.trim();
    match kind {
        Kind::Integer | Kind::Decimal | Kind::Range(_) => number(trimmed),
        Kind::Date => date(trimmed),
        Kind::Time => time(trimmed, offset_minutes),
        Kind::DateTime => date_time(trimmed, offset_minutes),
        Kind::SelectMultiple(_) | Kind::Rank(_) => words(trimmed),
        Kind::Geopoint | Kind::Geotrace | Kind::Geoshape => place(trimmed),
        Kind::Text | Kind::Note | Kind::Barcode if trimmed.is_empty() => Cow::Borrowed(""),
        Kind::Text | Kind::Note | Kind::Barcode | Kind::Calculate | Kind::Hidden => Cow::Borrowed(text),
        Kind::Group | Kind::Repeat => Cow::Borrowed(""),
        Kind::SelectOne(_) | Kind::Acknowledge | Kind::Boolean | Kind::File(_) | Kind::Metadata(_) => {
            Cow::Borrowed(trimmed)
        }
    }
}

/// A value that was worked out, as it is kept in a node of this type; as JavaRosa casts it. No number gives no answer.
pub(crate) fn cast(data: DataType, value: Value<'_>, offset_minutes: i32) -> String {
    match (data, value) {
        (_, Value::Number(number)) if number.is_nan() => String::new(),
        (DataType::Integer, value) => xpath::format_number(value.to_number().trunc()).replace("NaN", ""),
        (DataType::Decimal, value) => xpath::format_number(value.to_number()).replace("NaN", ""),
        (DataType::Boolean, Value::Boolean(truth)) => if truth { "1" } else { "0" }.to_owned(),
        (DataType::Date, Value::Moment(moment)) => moment.without_time().to_string(),
        (DataType::Date, value) => {
            let text = value.into_text();
            Moment::parse(&text, offset_minutes)
                .map_or_else(|| text.clone().into_owned(), |read| read.without_time().to_string())
        }
        (DataType::DateTime, value) => date_time(&value.into_text(), offset_minutes).into_owned(),
        (DataType::Time, value) => time(&value.into_text(), offset_minutes).into_owned(),
        (DataType::Geopoint | DataType::Geotrace | DataType::Geoshape, value) => {
            points::spelt(&value.into_text()).into_owned()
        }
        (_, value) => value.into_text().into_owned(),
    }
}

fn place(text: &str) -> Cow<'_, str> {
    match to_ascii_digits(text) {
        Cow::Borrowed(text) => points::spelt(text),
        Cow::Owned(text) => Cow::Owned(points::spelt(&text).into_owned()),
    }
}

fn time(text: &str, offset_minutes: i32) -> Cow<'_, str> {
    match Moment::parse_time(&to_ascii_digits(text), offset_minutes) {
        Some(time) => {
            let moment = Moment::at(jiff::civil::date(2000, 1, 1).to_datetime(time), offset_minutes).to_string();
            Cow::Owned(moment.split_once('T').map_or_else(String::new, |(_, time)| time.to_owned()))
        }
        None => Cow::Borrowed(text),
    }
}

fn date_time(text: &str, offset_minutes: i32) -> Cow<'_, str> {
    match Moment::parse(&to_ascii_digits(text), offset_minutes) {
        Some(moment) => Cow::Owned(Moment::at(moment.local, offset_minutes).to_string()),
        None => Cow::Borrowed(text),
    }
}

/// A number in ASCII digits without the commas that group thousands.
fn number(text: &str) -> Cow<'_, str> {
    let digits = to_ascii_digits(text);
    if !digits.contains(',') {
        return digits;
    }
    let whole = digits.split_once('.').map_or(&*digits, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first_fits = groups.next().is_some_and(|first| (1..=3).contains(&first.trim_start_matches('-').len()));
    if first_fits && groups.all(|group| group.len() == 3) { Cow::Owned(digits.replace(',', "")) } else { digits }
}

fn date(text: &str) -> Cow<'_, str> {
    if is_iso_date(text) || text.is_empty() {
        return Cow::Borrowed(text);
    }
    match calendar::parse_date(text) {
        Ok(date) => Cow::Owned(Moment::day(date).to_string()),
        Err(_) => Cow::Borrowed(text),
    }
}

fn is_iso_date(text: &str) -> bool {
    text.len() == 10 && Moment::parse(text, 0).is_some_and(|moment| moment.offset_minutes.is_none())
}

/// Names with one space between them, each once.
fn words(text: &str) -> Cow<'_, str> {
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        if !kept.contains(&word) {
            kept.push(word);
        }
    }
    let joined = kept.join(" ");
    if joined == text { Cow::Borrowed(text) } else { Cow::Owned(joined) }
}

/// What is wrong with a canonical answer as one of its type; choices are checked where the list is known.
pub(crate) fn problem(kind: &Kind, text: &str) -> Option<Message> {
    let (fits, key) = match kind {
        Kind::Integer => (is_integer(text), "forms-answer-not-integer"),
        Kind::Decimal => (is_decimal(text), "forms-answer-not-number"),
        Kind::Date => (is_iso_date(text), "forms-answer-not-date"),
        Kind::Time => (Moment::parse_time(text, 0).is_some(), "forms-answer-not-time"),
        Kind::DateTime => (text.contains('T') && Moment::parse(text, 0).is_some(), "forms-answer-not-date-time"),
        Kind::Acknowledge => (text == "OK", "forms-answer-not-acknowledged"),
        Kind::File(_) => (is_file_name(text), "forms-answer-not-file"),
        Kind::Boolean => (matches!(text, "true" | "false" | "1" | "0"), "forms-answer-not-boolean"),
        Kind::Range(range) => return out_of_range(range, text),
        Kind::Geopoint => (points::is_point(text), "forms-answer-not-point"),
        Kind::Geotrace => (points::count(text).is_some_and(|count| count >= 2), "forms-answer-not-line"),
        Kind::Geoshape => (points::count(text).is_some_and(|count| count >= 3), "forms-answer-not-area"),
        // No database keeps a NUL, whatever the question is.
        _ => (!text.contains('\0'), "forms-answer-not-text"),
    };
    (!fits).then(|| Message::new(key).with("answer", shortened(text)))
}

fn out_of_range(range: &crate::Range, text: &str) -> Option<Message> {
    let (least, most, step) = range.numbers()?;
    let number = xpath::parse_number(text);
    // Values lie on the steps from the least; a thousandth of a step is what decimal fractions lose in between.
    let steps = (number - least) / step;
    let is_on_step = (steps - steps.round()).abs() < 1.0e-3;
    let fits = number >= least && number <= most && is_on_step && (!range.is_whole || is_integer(text));
    let message = || {
        Message::new("forms-answer-out-of-range")
            .with("answer", shortened(text))
            .with("least", xpath::format_number(least).into_owned())
            .with("most", xpath::format_number(most).into_owned())
            .with("step", xpath::format_number(step).into_owned())
    };
    (!fits).then(message)
}

/// The first characters of what a person typed, for quoting it.
pub(crate) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn is_integer(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && text.parse::<i64>().is_ok()
}

fn is_decimal(text: &str) -> bool {
    !xpath::parse_number(text).is_nan()
}

/// A bare name: no folder, nothing that climbs out of one.
fn is_file_name(text: &str) -> bool {
    text.len() <= 255
        && !text.starts_with('.')
        && !text.chars().any(|character| matches!(character, '/' | '\\' | '\0') || character.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ChoiceSource, Media, Range};

    #[test]
    fn answers_are_kept_in_one_way() {
        let list = || ChoiceSource::List("x".into());
        let cases = [
            (Kind::Integer, " ๒๙๖ ", "296"),
            (Kind::Integer, "3,913", "3913"),
            (Kind::Integer, "3,91", "3,91"),
            (Kind::Integer, "many", "many"),
            (Kind::Date, "4/7/2562", "2019-07-04"),
            (Kind::Date, "4 ก.ค. 2562", "2019-07-04"),
            (Kind::Date, "2019-07-04", "2019-07-04"),
            (Kind::Date, "soon", "soon"),
            (Kind::Time, "9:05", "09:05:00.000+07:00"),
            (Kind::DateTime, "2019-07-04T02:00:00Z", "2019-07-04T09:00:00.000+07:00"),
            (Kind::SelectMultiple(list()), " talk  games talk ", "talk games"),
            (Kind::Text, " kept as is ", " kept as is "),
            (Kind::Text, "   ", ""),
            (Kind::Geopoint, "๑๘.๗๙ 98.98 310 5", "18.79 98.98 310.0 5.0"),
        ];
        for (kind, text, expected) in cases {
            assert_eq!(canonical(&kind, text, 420), expected, "{kind:?} {text}");
        }
    }

    fn range(start: &str, end: &str, step: &str) -> Kind {
        let [start, end, step] = [start, end, step].map(str::to_owned);
        Kind::Range(Range { start, end, step, is_whole: false })
    }

    #[test]
    fn what_is_worked_out_is_kept_in_the_nodes_type() {
        let moment = || Value::Moment(Moment::parse("2019-07-04T10:20:30", 420).expect("a moment"));
        let cases = [
            (DataType::Integer, Value::Number(2.9), "2"),
            (DataType::Integer, Value::Text("many".into()), ""),
            (DataType::Integer, Value::Boolean(true), "1"),
            (DataType::Decimal, Value::Text("2.50".into()), "2.5"),
            (DataType::Text, Value::Number(f64::NAN), ""),
            (DataType::Text, Value::Boolean(true), "true"),
            (DataType::Boolean, Value::Boolean(false), "0"),
            (DataType::Date, moment(), "2019-07-04"),
            (DataType::DateTime, moment(), "2019-07-04T10:20:30.000+07:00"),
            (DataType::Time, Value::Text("10:20".into()), "10:20:00.000+07:00"),
        ];
        for (data, value, expected) in cases {
            assert_eq!(cast(data, value.clone(), 420), expected, "{data:?} {value:?}");
        }
    }

    #[test]
    fn tells_answers_that_are_not_of_their_type() {
        let cases = [
            (Kind::Integer, "12", None),
            (Kind::Integer, "-12", None),
            (Kind::Integer, "1.5", Some("forms-answer-not-integer")),
            (Kind::Integer, "99999999999999999999", Some("forms-answer-not-integer")),
            (Kind::Decimal, "1.5", None),
            (Kind::Decimal, "1e5", Some("forms-answer-not-number")),
            (Kind::Date, "2019-02-30", Some("forms-answer-not-date")),
            (Kind::Time, "25:00", Some("forms-answer-not-time")),
            (Kind::DateTime, "2019-07-04", Some("forms-answer-not-date-time")),
            (Kind::Acknowledge, "yes", Some("forms-answer-not-acknowledged")),
            (Kind::File(Media::Image), "../etc/passwd", Some("forms-answer-not-file")),
            (Kind::File(Media::Image), "a.jpg", None),
            (Kind::Boolean, "yes", Some("forms-answer-not-boolean")),
            (Kind::Geopoint, "18.79 98.98 310 5", None),
            (Kind::Geopoint, "18.79", Some("forms-answer-not-point")),
            (Kind::Geopoint, "98.98 18.79", Some("forms-answer-not-point")),
            (Kind::Geotrace, "18.79 98.98; 18.80 98.98", None),
            (Kind::Geoshape, "18.79 98.98; 18.80 98.98", Some("forms-answer-not-area")),
            (range("0", "10", "2"), "4", None),
            (range("0", "10", "2"), "5", Some("forms-answer-out-of-range")),
            (range("2", "-2", "0.1"), "-0.3", None),
            (range("0", "10", "2"), "12", Some("forms-answer-out-of-range")),
            (Kind::Text, "a\0b", Some("forms-answer-not-text")),
            (Kind::Hidden, "a\0b", Some("forms-answer-not-text")),
            (Kind::SelectMultiple(ChoiceSource::List("x".into())), "a \0", Some("forms-answer-not-text")),
        ];
        for (kind, text, expected) in cases {
            assert_eq!(problem(&kind, text).map(|message| message.key), expected, "{kind:?} {text}");
        }
    }
}
