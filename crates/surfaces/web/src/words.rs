//! Saying plain values to a reader: moments, days, counts, agencies. Owns which form is used where; the words are in `locales`.

use calendar::{Date, DateStyle, format_date, relative_day};
use language::{Lang, Message, format_number, say};
use service_kit::Kit;
use store::{Agency, Millis};

/// An agency's name in Thai for readers of Thai, else in English; whichever there is.
pub(crate) fn agency_name(agency: &Agency, lang: Lang) -> String {
    let (first, second) =
        if lang == Lang::Th { (&agency.name_th, &agency.name_en) } else { (&agency.name_en, &agency.name_th) };
    if first.is_empty() { second.clone() } else { first.clone() }
}

/// A text with a count in it.
pub(crate) fn counted(lang: Lang, key: &'static str, count: usize) -> String {
    say(lang, &Message::new(key).with("count", count))
}

/// A text with a written number in it, under the text's own name for it.
pub(crate) fn counted_as(lang: Lang, key: &'static str, name: &'static str, count: usize) -> String {
    say(lang, &Message::new(key).with(name, whole(count)))
}

/// A count as it is written.
pub(crate) fn number(value: f64) -> String {
    format_number(value, 2)
}

/// A whole count as it is written.
pub(crate) fn whole(count: usize) -> String {
    format_number(count as f64, 0)
}

/// A day, near ones by their distance: "yesterday".
pub(crate) fn near_day(kit: &Kit, at: Millis, lang: Lang) -> String {
    say(lang, &relative_day(kit.local(at).date(), kit.local(kit.now()).date()))
}

/// The exact moment: day and time of the users' clock.
pub(crate) fn moment(kit: &Kit, at: Millis, lang: Lang) -> String {
    let local = kit.local(at);
    format!("{} {:02}:{:02}", format_date(local.date(), lang, DateStyle::Short), local.hour(), local.minute())
}

/// A day in words.
pub(crate) fn long_day(date: Date, lang: Lang) -> String {
    format_date(date, lang, DateStyle::Long)
}

/// A day where room is scarce; it stays on one line.
pub(crate) fn short_day(date: Date, lang: Lang) -> String {
    format_date(date, lang, DateStyle::Short).replace(' ', "\u{a0}")
}

/// A local address from what a form or link carried; anything that leads elsewhere becomes the first page.
pub(crate) fn local_address(to: &str) -> &str {
    let is_local =
        to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\") && !to.chars().any(char::is_control);
    if is_local { to } else { "/" }
}

/// A query of an address, each part encoded; empty values are left out.
pub(crate) fn query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut serializer = form_urlencoded::Serializer::new(String::new());
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        serializer.append_pair(name, value);
    }
    let query = serializer.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// A part of an address's path, such as a project's code, encoded.
pub(crate) fn segment(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// A time of day, or a moment, as an answer keeps it: hours and minutes, and the day before them; seconds and zone were typed by nobody.
pub(crate) fn time(answer: &str, lang: Lang) -> String {
    let (day, time) = answer.split_once('T').map_or((None, answer), |(day, time)| (Some(day), time));
    let time = time.get(.."10:20".len()).unwrap_or(time);
    match day.and_then(|day| day.parse().ok()) {
        Some(day) => format!("{} {time}", short_day(day, lang)),
        None => time.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_hours_and_minutes() {
        assert_eq!(time("10:20:00.000+07:00", Lang::Th), "10:20");
        let moment = time("2019-07-04T10:20:30.000+07:00", Lang::Th);
        assert!(moment.contains("2562") && moment.ends_with(" 10:20"), "{moment}");
        assert_eq!(time("", Lang::En), "");
    }

    #[test]
    fn leads_nowhere_else() {
        for (to, expected) in [
            ("/records?q=1", "/records?q=1"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example", "/"),
            ("javascript:alert(1)", "/"),
            ("/a\r\nb", "/"),
            ("", "/"),
        ] {
            assert_eq!(local_address(to), expected, "{to:?}");
        }
    }

    #[test]
    fn addresses_are_encoded() {
        assert_eq!(query("/records", &[("q", "ก&b"), ("page", "")]), "/records?q=%E0%B8%81%26b");
        assert_eq!(segment("A/B C"), "A%2FB%20C");
    }
}
