//! Dates and times: reading, counting, writing out.

use super::date_names::{self, Names};
use super::{Arguments, Function, function};
use crate::moment::time_fraction;
use crate::{EvalError, Moment, Value};
use jiff::civil::Date;
use std::fmt::Write;

pub(super) const FUNCTIONS: &[Function] = &[
    function("today", 0, 0, |arguments| Ok(Value::Moment(Moment::day(arguments.evaluator.context.environment.today)))),
    function("now", 0, 0, now),
    function("date", 1, 1, date),
    function("date-time", 1, 1, date_time),
    function("decimal-date-time", 1, 1, decimal_date_time),
    function("decimal-time", 1, 1, decimal_time),
    function("format-date", 2, 2, format_date),
    function("format-date-time", 2, 2, format_date),
];

fn now<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let environment = arguments.evaluator.context.environment;
    Ok(Value::Moment(Moment::at(environment.now, environment.offset_minutes)))
}

/// What an argument says as a date: empty text and NaN stay what they are, as in JavaRosa.
enum Read<'d> {
    Moment(Moment),
    Nothing(Value<'d>),
}

/// Reads a value as a date. A number is days in local time when it is to be a whole day, and days in UTC otherwise.
fn read<'d>(
    arguments: &Arguments<'_, 'd>,
    value: Value<'d>,
    from_days: fn(f64, i32) -> Option<Moment>,
) -> Result<Read<'d>, EvalError> {
    let (name, offset) = (arguments.name(), arguments.evaluator.context.environment.offset_minutes);
    match value {
        Value::Moment(moment) => Ok(Read::Moment(moment)),
        Value::Number(number) if number.is_nan() => Ok(Read::Nothing(Value::Number(number))),
        Value::Number(number) => from_days(number, offset)
            .map(Read::Moment)
            .ok_or_else(|| EvalError::mismatch(name, &crate::format_number(number))),
        value => {
            let text = value.into_text();
            if text.is_empty() {
                return Ok(Read::Nothing(Value::borrowed("")));
            }
            Moment::parse_loosely(&text, offset).map(Read::Moment).ok_or_else(|| EvalError::mismatch(name, &text))
        }
    }
}

/// A date. JavaRosa keeps the time of day of a text, and drops it of a date that was worked out.
fn date<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let value = arguments.value(0)?;
    let is_worked_out = matches!(value, Value::Moment(_));
    Ok(match read(arguments, value, |days, _| Moment::from_whole_days(days))? {
        Read::Moment(moment) if is_worked_out => Value::Moment(moment.without_time()),
        Read::Moment(moment) => Value::Moment(moment),
        Read::Nothing(value) => value,
    })
}

fn date_time<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let value = arguments.value(0)?;
    Ok(match read(arguments, value, Moment::from_days)? {
        Read::Moment(moment) => Value::Moment(moment),
        Read::Nothing(value) => value,
    })
}

fn decimal_date_time<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let offset = arguments.evaluator.context.environment.offset_minutes;
    let value = arguments.value(0)?;
    if let Some(days) = plain_days(arguments, &value)? {
        return Ok(Value::Number(days));
    }
    Ok(match read(arguments, value, Moment::from_days)? {
        Read::Moment(moment) => Value::Number(moment.decimal_days(offset)),
        Read::Nothing(value) => value,
    })
}

/// A number that is taken for days as it is, when it is one and not beyond what JavaRosa takes.
fn plain_days(arguments: &Arguments<'_, '_>, value: &Value<'_>) -> Result<Option<f64>, EvalError> {
    match value {
        Value::Number(days) if days.abs() > f64::from(i32::MAX) => {
            Err(EvalError::mismatch(arguments.name(), &crate::format_number(*days)))
        }
        Value::Number(days) => Ok(Some(*days)),
        _ => Ok(None),
    }
}

/// The time of day as a fraction. A bare time is read from an answer only: written out in the expression JavaRosa refuses it.
fn decimal_time<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let value = arguments.value(0)?;
    if let Some(days) = plain_days(arguments, &value)? {
        return Ok(Value::Number(days - days.floor()));
    }
    if let Some(time) = bare_time(arguments, &value) {
        return Ok(Value::Number(time_fraction(time)));
    }
    Ok(match read(arguments, value, Moment::from_days)? {
        Read::Moment(moment) => Value::Number(moment.day_fraction()),
        Read::Nothing(value) => value,
    })
}

/// The time of day that is an answer without a date.
fn bare_time(arguments: &Arguments<'_, '_>, value: &Value<'_>) -> Option<jiff::civil::Time> {
    let offset = arguments.evaluator.context.environment.offset_minutes;
    value.as_nodes().and_then(|nodes| Moment::parse_time(&nodes.first_text(), offset))
}

/// A date written out for people. A text that is no date shows as nothing, as on the web, where JavaRosa fails: it is mostly labels
/// that are made this way.
fn format_date<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let environment = arguments.evaluator.context.environment;
    let value = arguments.value(0)?;
    let is_text = matches!(value, Value::Text(_) | Value::Nodes(_));
    // A bare time of day in an answer can be written out too: the day is then any.
    let moment = match bare_time(arguments, &value) {
        Some(time) => Moment::at(environment.today.to_datetime(time), environment.offset_minutes),
        None => match read(arguments, value, Moment::from_days) {
            Ok(Read::Moment(moment)) => moment,
            Ok(Read::Nothing(_)) => return Ok(Value::borrowed("")),
            Err(_) if is_text => return Ok(Value::borrowed("")),
            Err(error) => return Err(error),
        },
    };
    let pattern = arguments.text(1)?;
    arguments.evaluator.spend(pattern.len() / 16)?;
    let text = written(moment, &pattern, date_names::of(&environment.language))
        .ok_or_else(|| EvalError::mismatch(arguments.name(), &pattern))?;
    arguments.made(text)
}

/// Writes a date by ODK's pattern letters; `None` when the pattern has one that JavaRosa does not know.
fn written(moment: Moment, pattern: &str, names: &Names) -> Option<String> {
    let mut text = String::with_capacity(pattern.len() * 2);
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '%' => write_part(&mut text, moment, letters.next()?, names)?,
            other => text.push(other),
        }
    }
    Some(text)
}

fn write_part(text: &mut String, moment: Moment, code: char, names: &Names) -> Option<()> {
    let (date, time) = (moment.local.date(), moment.local.time());
    let written = match code {
        '%' => text.write_str("%"),
        'Y' => write!(text, "{:04}", date.year()),
        'y' => write!(text, "{:02}", date.year().rem_euclid(100)),
        'm' => write!(text, "{:02}", date.month()),
        'n' => write!(text, "{}", date.month()),
        'b' => text.write_str(names.month(date)),
        'd' => write!(text, "{:02}", date.day()),
        'e' => write!(text, "{}", date.day()),
        'H' => write!(text, "{:02}", time.hour()),
        'h' => write!(text, "{}", time.hour()),
        'M' => write!(text, "{:02}", time.minute()),
        'S' => write!(text, "{:02}", time.second()),
        '3' => write!(text, "{:03}", time.millisecond()),
        'a' => text.write_str(names.weekday(date)),
        'W' => write!(text, "{}", week(date)),
        _ => return None,
    };
    written.ok()
}

/// The week of the year, as Java counts for its default locale: the first begins on 1 January, the others on Sundays, and the days
/// of December in a week with a January are in week 1.
fn week(date: Date) -> i16 {
    let days_since_sunday = i16::from(date.weekday().to_sunday_zero_offset());
    let days_to_saturday = 6 - days_since_sunday;
    if date.month() == 12 && i16::from(date.day()) + days_to_saturday > 31 {
        return 1;
    }
    (date.day_of_year() - 1 + 6 - days_since_sunday) / 7 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_every_pattern_letter() {
        let moment = Moment::parse("2019-07-04T09:05:06.007", 420).expect("a moment");
        let cases = [
            ("%Y %y %m %n %b %d %e", Some("2019 19 07 7 Jul 04 4")),
            ("%H %h %M %S %3 %a %%", Some("09 9 05 06 007 Thu %")),
            ("%W ไทย", Some("27 ไทย")),
            ("", Some("")),
            ("%q", None),
            ("%B", None),
            ("100%", None),
        ];
        for (pattern, expected) in cases {
            let found = written(moment, pattern, date_names::of("en"));
            assert_eq!(found.as_deref(), expected, "{pattern}");
        }
    }

    /// Answers of JavaRosa in English.
    #[test]
    fn counts_weeks_as_java_does() {
        let cases = [
            ("2020-01-01", 1),
            ("2020-01-05", 2),
            ("2020-12-26", 52),
            ("2020-12-27", 1),
            ("2021-01-02", 1),
            ("2021-01-03", 2),
            ("2019-12-30", 1),
            ("2018-01-06", 1),
            ("2018-01-07", 2),
            ("2022-01-01", 1),
            ("2022-01-02", 2),
            ("2020-03-04", 10),
        ];
        for (day, expected) in cases {
            assert_eq!(week(day.parse().expect("a date")), expected, "{day}");
        }
    }
}
