//! One way of writing a JSON text, whatever program wrote it: what comparing two submissions by their hash rests on. Owns that form;
//! not what is hashed.
//!
//! The order of an object's names is otherwise up to a build: a JSON library keeps it or sorts it depending on a feature that any
//! other dependency may turn on.

use serde_json::{Number, Value};
use std::fmt::Write;

/// Whole numbers up to here are the same as integers and as 64-bit fractions (2^53).
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// The text in its one form; nothing when it is no JSON. Names are sorted by their UTF-8 bytes and the last of two equal ones counts;
/// nothing stands between the parts; a text escapes `"`, `\` and control characters (as `\u00xx`) and nothing else; a whole number is
/// written as its digits and any other in the fewest decimal digits that give it back, so that `1`, `1.0` and `1e0` are one. Texts are
/// not normalised: another spelling of the same letters is another answer.
pub fn canonical(text: &str) -> Option<String> {
    let value: Value = serde_json::from_str(text).ok()?;
    let mut written = String::with_capacity(text.len());
    write_value(&value, &mut written);
    Some(written)
}

fn write_value(value: &Value, into: &mut String) {
    match value {
        Value::Null => into.push_str("null"),
        Value::Bool(flag) => into.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => write_number(number, into),
        Value::String(text) => write_text(text, into),
        Value::Array(values) => {
            into.push('[');
            for (place, value) in values.iter().enumerate() {
                separate(place, into);
                write_value(value, into);
            }
            into.push(']');
        }
        Value::Object(object) => {
            let mut members: Vec<_> = object.iter().collect();
            members.sort_unstable_by_key(|(name, _)| name.as_bytes());
            into.push('{');
            for (place, (name, value)) in members.into_iter().enumerate() {
                separate(place, into);
                write_text(name, into);
                into.push(':');
                write_value(value, into);
            }
            into.push('}');
        }
    }
}

fn separate(place: usize, into: &mut String) {
    if place > 0 {
        into.push(',');
    }
}

/// Writing to a string does not fail.
fn write_number(number: &Number, into: &mut String) {
    let _infallible = match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(whole), _, _) => write!(into, "{whole}"),
        (_, Some(whole), _) => write!(into, "{whole}"),
        (_, _, Some(number)) if number.fract() == 0.0 && number.abs() <= LARGEST_EXACT => {
            write!(into, "{}", number as i64)
        }
        (_, _, Some(number)) => write!(into, "{number}"),
        (_, _, None) => write!(into, "{number}"),
    };
}

fn write_text(text: &str, into: &mut String) {
    into.push('"');
    for character in text.chars() {
        match character {
            '"' => into.push_str("\\\""),
            '\\' => into.push_str("\\\\"),
            control if u32::from(control) < 0x20 => {
                let _infallible = write!(into, "\\u{:04x}", u32::from(control));
            }
            other => into.push(other),
        }
    }
    into.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_has_one_form() {
        let cases = [
            (r#"{"b":"2","a":"1"}"#, r#"{"a":"1","b":"2"}"#),
            (r#" { "a" : "1" , "b" : "2" } "#, r#"{"a":"1","b":"2"}"#),
            (
                r#"{"z":[{"d":"1","c":"2"},{}],"a":{"y":null,"x":true}}"#,
                r#"{"a":{"x":true,"y":null},"z":[{"c":"2","d":"1"},{}]}"#,
            ),
            (r#"{"a":"1","a":"2"}"#, r#"{"a":"2"}"#),
            (r#"{"สถานที่":"\u0e01","ab":"","aB":""}"#, r#"{"aB":"","ab":"","สถานที่":"ก"}"#),
            (r#""\n\u0007\"\\\/é""#, r#""\u000a\u0007\"\\/é""#),
            ("[1, 1.0, 1e0, 10e-1, -0, -0.0, 0]", "[1,1,1,1,0,0,0]"),
            (
                "[18446744073709551615, -9223372036854775808, 1e20]",
                "[18446744073709551615,-9223372036854775808,100000000000000000000]",
            ),
            ("[0.10, 1e-7, 12.50]", "[0.1,0.0000001,12.5]"),
        ];
        for (text, expected) in cases {
            assert_eq!(canonical(text).as_deref(), Some(expected), "{text}");
            assert_eq!(canonical(expected).as_deref(), Some(expected), "a form's form is itself");
        }
    }

    #[test]
    fn what_differs_stays_apart() {
        let texts =
            [r#"{"a":"1"}"#, r#"{"a":1}"#, r#"{"a":null}"#, r#"{"a":""}"#, "{}", r#"["1","2"]"#, r#"["2","1"]"#];
        for (place, text) in texts.iter().enumerate() {
            for other in texts.iter().skip(place + 1) {
                assert_ne!(canonical(text), canonical(other));
            }
        }
        assert_eq!(canonical("no JSON"), None);
        assert_eq!(canonical(""), None);
    }
}
