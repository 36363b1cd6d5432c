//! Dates and times: reading, counting, writing out.

use super::{Arguments, Function, function};
use crate::moment::time_fraction;
use crate::{EvalError, Moment, Value};
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

fn read<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Read<'d>, EvalError> {
    let (name, offset) = (arguments.name(), arguments.evaluator.context.environment.offset_minutes);
    let mismatch = |text: &str| EvalError::mismatch(name, text);
    match arguments.value(0)? {
        Value::Moment(moment) => Ok(Read::Moment(moment)),
        Value::Number(number) if number.is_nan() => Ok(Read::Nothing(Value::Number(number))),
        Value::Number(number) => {
            let whole = name == "date";
            let moment = if whole { Moment::from_whole_days(number) } else { Moment::from_days(number, offset) };
            moment.map(Read::Moment).ok_or_else(|| mismatch(&crate::format_number(number)))
        }
        value => {
            let text = value.to_text();
            if text.is_empty() {
                return Ok(Read::Nothing(Value::borrowed("")));
            }
            Moment::parse(&text, offset).map(Read::Moment).ok_or_else(|| mismatch(&text))
        }
    }
}

fn date<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    Ok(match read(arguments)? {
        Read::Moment(moment) => Value::Moment(moment.without_time()),
        Read::Nothing(value) => value,
    })
}

fn date_time<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    Ok(match read(arguments)? {
        Read::Moment(moment) => Value::Moment(moment),
        Read::Nothing(value) => value,
    })
}

fn decimal_date_time<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let offset = arguments.evaluator.context.environment.offset_minutes;
    Ok(Value::Number(match read(arguments)? {
        Read::Moment(moment) => moment.decimal_days(offset),
        Read::Nothing(_) => f64::NAN,
    }))
}

/// The time of day as a fraction. A bare time is read from an answer only: written out in the expression JavaRosa refuses it.
fn decimal_time<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let offset = arguments.evaluator.context.environment.offset_minutes;
    if let Value::Nodes(nodes) = arguments.value(0)?
        && let Some(time) = Moment::parse_time(&nodes.first_text(), offset)
    {
        return Ok(Value::Number(time_fraction(time)));
    }
    Ok(Value::Number(match read(arguments)? {
        Read::Moment(moment) => moment.day_fraction(),
        Read::Nothing(_) => f64::NAN,
    }))
}

fn format_date<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let offset = arguments.evaluator.context.environment.offset_minutes;
    // A bare time of day in an answer can be written out too: the day is then any.
    if let Value::Nodes(nodes) = arguments.value(0)?
        && let Some(time) = Moment::parse_time(&nodes.first_text(), offset)
    {
        let local = arguments.evaluator.context.environment.today.to_datetime(time);
        let text = written(Moment::at(local, offset), &arguments.text(1)?);
        return arguments.made(text);
    }
    match read(arguments)? {
        Read::Nothing(_) => Ok(Value::borrowed("")),
        Read::Moment(moment) => {
            let text = written(moment, &arguments.text(1)?);
            arguments.made(text)
        }
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Writes a date by ODK's pattern letters; unknown ones stay as they are written.
fn written(moment: Moment, pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len() * 2);
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            None => text.push('%'),
            Some(code) => write_part(&mut text, moment, code),
        }
    }
    text
}

fn write_part(text: &mut String, moment: Moment, code: char) {
    let (date, time) = (moment.local.date(), moment.local.time());
    let named = |names: &'static [&'static str], number: i8| {
        usize::try_from(number - 1).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
    };
    // Writing to a String cannot fail.
    let _cannot_fail = match code {
        '%' => text.write_str("%"),
        'Y' => write!(text, "{:04}", date.year()),
        'y' => write!(text, "{:02}", date.year().rem_euclid(100)),
        'm' => write!(text, "{:02}", date.month()),
        'n' => write!(text, "{}", date.month()),
        'b' => text.write_str(named(&MONTHS, date.month())),
        'd' => write!(text, "{:02}", date.day()),
        'e' => write!(text, "{}", date.day()),
        'H' => write!(text, "{:02}", time.hour()),
        'h' => write!(text, "{}", time.hour()),
        'M' => write!(text, "{:02}", time.minute()),
        'S' => write!(text, "{:02}", time.second()),
        '3' => write!(text, "{:03}", time.millisecond()),
        'a' => text.write_str(named(&DAYS, date.weekday().to_monday_one_offset())),
        other => text.write_fmt(format_args!("%{other}")),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_every_pattern_letter() {
        let moment = Moment::parse("2019-07-04T09:05:06.007", 420).expect("a moment");
        assert_eq!(
            written(moment, "%Y %y %m %n %b %d %e %H %h %M %S %3 %a %% %q %"),
            "2019 19 07 7 Jul 04 4 09 9 05 06 007 Thu % %q %"
        );
    }
}
