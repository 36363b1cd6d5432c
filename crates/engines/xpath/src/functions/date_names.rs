//! Short names of months and days of the week, in the languages of the interface, as Java's CLDR data has them and Collect writes
//! them.

use jiff::civil::Date;

pub(super) struct Names {
    language: &'static str,
    months: [&'static str; 12],
    /// From Sunday.
    weekdays: [&'static str; 7],
}

const ENGLISH: Names = Names {
    language: "en",
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    weekdays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};

const OTHERS: [Names; 4] = [
    Names {
        language: "th",
        months: ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."],
        weekdays: ["อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส."],
    },
    Names {
        language: "my",
        months: ["ဇန်", "ဖေ", "မတ်", "ဧ", "မေ", "ဇွန်", "ဇူ", "ဩ", "စက်", "အောက်", "နို", "ဒီ"],
        weekdays: ["တနင်္ဂနွေ", "တနင်္လာ", "အင်္ဂါ", "ဗုဒ္ဓဟူး", "ကြာသပတေး", "သောကြာ", "စနေ"],
    },
    Names {
        language: "km",
        months: ["មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"],
        weekdays: ["អាទិត្យ", "ចន្ទ", "អង្គារ", "ពុធ", "ព្រហ", "សុក្រ", "សៅរ៍"],
    },
    Names {
        language: "lo",
        months: ["ມ.ກ.", "ກ.ພ.", "ມ.ນ.", "ມ.ສ.", "ພ.ພ.", "ມິ.ຖ.", "ກ.ລ.", "ສ.ຫ.", "ກ.ຍ.", "ຕ.ລ.", "ພ.ຈ.", "ທ.ວ."],
        weekdays: ["ອາທິດ", "ຈັນ", "ອັງຄານ", "ພຸດ", "ພະຫັດ", "ສຸກ", "ເສົາ"],
    },
];

/// The names of a language, by its code; the English ones when there are none.
pub(super) fn of(language: &str) -> &'static Names {
    const NAMES: &[Names] = &OTHERS;
    NAMES.iter().find(|names| names.language == language).unwrap_or(&ENGLISH)
}

impl Names {
    pub(super) fn month(&self, date: Date) -> &'static str {
        usize::try_from(date.month() - 1).ok().and_then(|at| self.months.get(at)).copied().unwrap_or_default()
    }

    pub(super) fn weekday(&self, date: Date) -> &'static str {
        let at = usize::try_from(date.weekday().to_sunday_zero_offset()).ok();
        at.and_then(|at| self.weekdays.get(at)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_language_or_english() {
        let monday = jiff::civil::date(2020, 5, 4);
        let cases = [
            ("en", "May", "Mon"),
            ("th", "พ.ค.", "จ."),
            ("my", "မေ", "တနင်္လာ"),
            ("km", "ឧសភា", "ចន្ទ"),
            ("lo", "ພ.ພ.", "ຈັນ"),
            ("xx", "May", "Mon"),
        ];
        for (language, month, weekday) in cases {
            let names = of(language);
            assert_eq!((names.month(monday), names.weekday(monday)), (month, weekday), "{language}");
        }
    }
}
