//! Answers that are places: points, lines and areas, each point as latitude and longitude in degrees, then perhaps altitude and
//! accuracy in metres. Owns their spelling and what is one; knows nothing of questions.

use std::borrow::Cow;

/// A place as it is kept, as Collect writes it: numbers with a fraction always, points parted by `; `. What is none stays as it is.
pub(crate) fn spelt(text: &str) -> Cow<'_, str> {
    let written: Option<Vec<String>> = parts(text).map(spelt_point).collect();
    match written.map(|points| points.join("; ")) {
        Some(written) if written != text => Cow::Owned(written),
        _ => Cow::Borrowed(text),
    }
}

fn spelt_point(point: &str) -> Option<String> {
    let numbers: Option<Vec<String>> = point.split_whitespace().map(spelt_number).collect();
    numbers.map(|numbers| numbers.join(" "))
}

fn spelt_number(word: &str) -> Option<String> {
    let number = word.parse::<f64>().ok().filter(|number| number.is_finite())?;
    Some(with_fraction(number))
}

/// A number with a fraction always, as phones write it.
pub(crate) fn with_fraction(number: f64) -> String {
    let written = xpath::format_number(number);
    if written.contains('.') { written.into_owned() } else { format!("{written}.0") }
}

/// Whether a text is one point on Earth.
pub(crate) fn is_point(text: &str) -> bool {
    let numbers: Vec<f64> = text.split_whitespace().map(|word| word.parse().unwrap_or(f64::NAN)).collect();
    let within = |at: usize, most: f64| numbers.get(at).is_some_and(|number| number.abs() <= most);
    (2..=4).contains(&numbers.len())
        && within(0, 90.0)
        && within(1, 180.0)
        && numbers.iter().all(|number| number.is_finite())
}

/// Latitude and longitude, in degrees, of the first point of an answer that is a place; `None` when it is none.
pub fn first_point(text: &str) -> Option<(f64, f64)> {
    let first = parts(text).next().filter(|point| is_point(point))?;
    let mut numbers = first.split_whitespace().filter_map(|word| word.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}

/// How many points a line has; `None` when one of them is none.
pub(crate) fn count(text: &str) -> Option<usize> {
    let points: Vec<&str> = parts(text).collect();
    points.iter().all(|point| is_point(point)).then_some(points.len())
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|point| !point.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_spelt_in_one_way() {
        let cases = [
            ("18.79 98.98", "18.79 98.98"),
            ("0 1 0.0 5", "0.0 1.0 0.0 5.0"),
            ("18.79 98.98 310 5; 18.8  98.9;", "18.79 98.98 310.0 5.0; 18.8 98.9"),
            ("18,79 98.98", "18,79 98.98"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(spelt(text), expected, "{text}");
        }
    }

    #[test]
    fn a_place_is_where_its_first_point_is() {
        let cases = [
            ("18.79 98.98 310 5", Some((18.79, 98.98))),
            ("18.79 98.98; 18.80 98.99", Some((18.79, 98.98))),
            ("98.98 18.79", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(first_point(text), expected, "{text}");
        }
    }

    #[test]
    fn points_lie_on_earth() {
        assert!(is_point("18.79 98.98 310 5"));
        assert!(!is_point("98.98 18.79") && !is_point("18.79") && !is_point("18 98 1 1 1"));
        assert_eq!([count("1 1; 2 2;"), count("1 1; x")], [Some(2), None]);
    }
}
