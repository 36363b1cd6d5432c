//! Which number formats show a date or a time of day. Owns the list of built-in formats and the reading of custom ones.

/// What a number is shown as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shown {
    /// A number.
    #[default]
    Number,
    /// A day, perhaps with a time of day.
    Date,
    /// A time of day.
    Time,
}

impl Shown {
    /// What a built-in format shows.
    pub(crate) fn builtin(id: u32) -> Self {
        match id {
            _ if is_builtin_date(id) => Self::Date,
            18..=21 | 45..=47 => Self::Time,
            _ => Self::Number,
        }
    }

    /// What a format code shows.
    pub(crate) fn code(code: &str) -> Self {
        if is_date_code(code) {
            Self::Date
        } else if is_time_code(code) {
            Self::Time
        } else {
            Self::Number
        }
    }
}

/// Built-in formats that show a date: the common ones (ECMA-376 part 1, 18.8.30) and those of the Thai and East Asian versions of
/// Excel, whose numbers mean the same in files saved by them.
fn is_builtin_date(id: u32) -> bool {
    matches!(id, 14..=17 | 22 | 27..=36 | 50..=58 | 71..=74 | 77 | 81)
}

/// Whether a format code shows a day, month or year: `d/m/yyyy`, `[$-107041E]d mmm yy;@`, `วว/ดด/ปปปป`, `d/m/bbbb`. Text in quotes,
/// escaped or in brackets is only decoration, and minutes alone (`h:mm`) are no date.
fn is_date_code(code: &str) -> bool {
    let shown = undecorated(code);
    if shown.trim() == "general" || shown.contains(['0', '#', '?']) && !shown.contains(['y', 'd']) {
        return false;
    }
    shown.contains(['d', 'y', 'b', 'ว', 'ป']) || shown.contains("mmm") || shown.contains("ดดด")
}

/// Whether a format code shows hours or seconds and no day: `h:mm`, `mm:ss.0`.
fn is_time_code(code: &str) -> bool {
    let shown = undecorated(code);
    !shown.contains(['#', '?', '@']) && (shown.contains('h') || shown.contains("ss"))
}

/// What a format code shows of a positive number, in small letters.
fn undecorated(code: &str) -> String {
    let mut shown = String::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => skip_to(&mut characters, '"'),
            '[' => skip_to(&mut characters, ']'),
            '\\' | '_' | '*' => {
                characters.next();
            }
            other => shown.extend(other.to_lowercase()),
        }
    }
    shown
}

fn skip_to(characters: &mut std::str::Chars<'_>, end: char) {
    for character in characters.by_ref() {
        if character == end {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_numbers() {
        for code in [
            "d/m/yyyy",
            "yyyy-mm-dd",
            "[$-107041E]d mmm yy;@",
            "d/m/bbbb",
            "ว/ด/ปปปป",
            "mmm-yy",
            "dd\\ mmmm\\ yyyy",
            "m/d/yy h:mm",
        ] {
            assert!(is_date_code(code), "{code}");
        }
        for code in [
            "General",
            "0",
            "#,##0",
            "#,##0.00 \"baht per day\"",
            "h:mm",
            "[h]:mm:ss",
            "mm:ss.0",
            "0%",
            "@",
            "[Red]#,##0",
            "0\\ \\d",
        ] {
            assert!(!is_date_code(code), "{code}");
        }
    }

    #[test]
    fn times_are_told_from_numbers_and_dates() {
        for (code, expected) in [
            ("h:mm", Shown::Time),
            ("mm:ss.0", Shown::Time),
            ("hh:mm AM/PM", Shown::Time),
            ("d/m/yy h:mm", Shown::Date),
            ("0.00 \"hours\"", Shown::Number),
            ("General", Shown::Number),
        ] {
            assert_eq!(Shown::code(code), expected, "{code}");
        }
        assert_eq!([20, 22, 2].map(Shown::builtin), [Shown::Time, Shown::Date, Shown::Number]);
    }
}
