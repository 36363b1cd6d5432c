//! A date as a reader expects it: Buddhist era for Thai, each language's own month names and order. Digits are ASCII ones, as for
//! every other figure (see `language::format_number`).

use crate::names::{MonthStyle, month_name};
use crate::{Date, buddhist_year};
use language::Lang;

/// How much room a date has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// `4 July 2019`, `4 กรกฎาคม 2562`.
    Long,
    /// `4 Jul 2019`, `4 ก.ค. 2562`.
    Short,
    /// `4/7/2019`, `4/7/2562`: day, month, year in every language.
    Numeric,
}

/// Writes a date for a reader of `lang`; always with a four-digit year, so that reading it back gives the same date.
pub fn format_date(date: Date, lang: Lang, style: DateStyle) -> String {
    let (day, month) = (date.day(), date.month().unsigned_abs());
    let year = year_for(date.year(), lang);
    match (style, lang) {
        (DateStyle::Numeric, _) => format!("{day}/{month}/{year}"),
        (DateStyle::Long, Lang::My) => format!("{year} ခုနှစ် {}လ {day} ရက်", month_name(month, lang, MonthStyle::Full)),
        (DateStyle::Short, Lang::My) => format!("{year} {} {day}", month_name(month, lang, MonthStyle::Short)),
        (DateStyle::Long, _) => format!("{day} {} {year}", month_name(month, lang, MonthStyle::Full)),
        (DateStyle::Short, _) => format!("{day} {} {year}", month_name(month, lang, MonthStyle::Short)),
    }
}

/// The year in the era that readers of `lang` count in.
pub(crate) fn year_for(common_year: i16, lang: Lang) -> i16 {
    if lang == Lang::Th { buddhist_year(common_year) } else { common_year }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_date;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn each_language_has_its_own_form() {
        let day = date(2019, 7, 4);
        for (lang, long, short, numeric) in [
            (Lang::En, "4 July 2019", "4 Jul 2019", "4/7/2019"),
            (Lang::Th, "4 กรกฎาคม 2562", "4 ก.ค. 2562", "4/7/2562"),
            (Lang::My, "2019 ခုနှစ် ဇူလိုင်လ 4 ရက်", "2019 ဇူ 4", "4/7/2019"),
            (Lang::Km, "4 កក្កដា 2019", "4 កក្កដា 2019", "4/7/2019"),
            (Lang::Lo, "4 ກໍລະກົດ 2019", "4 ກ.ລ. 2019", "4/7/2019"),
        ] {
            assert_eq!(format_date(day, lang, DateStyle::Long), long);
            assert_eq!(format_date(day, lang, DateStyle::Short), short);
            assert_eq!(format_date(day, lang, DateStyle::Numeric), numeric);
        }
    }

    proptest! {
        #[test]
        fn a_written_date_is_read_back(year in 1860_i16..2099, month in 1_i8..=12, day in 1_i8..=28) {
            let written = date(year, month, day);
            for lang in Lang::ALL {
                for style in [DateStyle::Long, DateStyle::Short, DateStyle::Numeric] {
                    let text = format_date(written, lang, style);
                    prop_assert_eq!(parse_date(&text), Ok(written), "{}", text);
                }
            }
        }
    }
}
