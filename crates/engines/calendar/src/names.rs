//! Names of months and the words around a date, in every language read or written here. Data only; `parse` and `format` use it.

use crate::era::Era;
use language::{Lang, edit_distance};

/// How long a month's name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthStyle {
    /// `July`, `กรกฎาคม`.
    Full,
    /// `Jul`, `ก.ค.`; the full name in Khmer, which has no short ones (CLDR 44, `km`).
    Short,
}

type Twelve = [&'static str; 12];

const ENGLISH: Twelve = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const ENGLISH_SHORT: Twelve = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const THAI: Twelve = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
];
const THAI_SHORT: Twelve =
    ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];
const BURMESE: Twelve =
    ["ဇန်နဝါရီ", "ဖေဖော်ဝါရီ", "မတ်", "ဧပြီ", "မေ", "ဇွန်", "ဇူလိုင်", "ဩဂုတ်", "စက်တင်ဘာ", "အောက်တိုဘာ", "နိုဝင်ဘာ", "ဒီဇင်ဘာ"];
const BURMESE_SHORT: Twelve = ["ဇန်", "ဖေ", "မတ်", "ဧ", "မေ", "ဇွန်", "ဇူ", "ဩ", "စက်", "အောက်", "နို", "ဒီ"];
const KHMER: Twelve = ["មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"];
const LAO: Twelve = ["ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ"];
const LAO_SHORT: Twelve =
    ["ມ.ກ.", "ກ.ພ.", "ມ.ນ.", "ມ.ສ.", "ພ.ພ.", "ມິ.ຖ.", "ກ.ລ.", "ສ.ຫ.", "ກ.ຍ.", "ຕ.ລ.", "ພ.ຈ.", "ທ.ວ."];

/// Spellings met in registers beside the tables above: colloquial short forms and frequent misspellings.
const MONTH_VARIANTS: [(&str, u8); 29] = [
    ("sept", 9),
    ("มกรา", 1),
    ("กุมภา", 2),
    ("กุมภาพันธุ์", 2),
    ("กุมภาพัน", 2),
    ("มีนา", 3),
    ("เมษา", 4),
    ("เมษยน", 4),
    ("พฤษภา", 5),
    ("มิถุนา", 6),
    ("มิถุนายม", 6),
    ("กรกฎา", 7),
    ("กรกฏา", 7),
    ("กรกฏาคม", 7),
    ("กรกดาคม", 7),
    ("สิงหา", 8),
    ("กันยา", 9),
    ("กันยายม", 9),
    ("ตุลา", 10),
    ("พฤศจิกา", 11),
    ("พฤษจิกายน", 11),
    ("พฤจิกายน", 11),
    ("พฤศจิกายม", 11),
    ("ธันวา", 12),
    ("สิงหาคน", 8),
    ("သြဂုတ်", 8),
    ("ဖေဖေါ်ဝါရီ", 2),
    ("កុម្ភះ", 2),
    ("ກລະກົດ", 7),
];

/// Words that may stand in a date and change nothing, dots and spaces removed, lower case.
const NOISE: &[&str] = &[
    // English
    "st",
    "nd",
    "rd",
    "th",
    "of",
    "the",
    "on",
    "date",
    "day",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    // Thai
    "วันที่",
    "วัน",
    "ที่",
    "เดือน",
    "ปี",
    "จันทร์",
    "อังคาร",
    "พุธ",
    "พฤหัสบดี",
    "พฤหัส",
    "ศุกร์",
    "เสาร์",
    "อาทิตย์",
    "อา",
    "จ",
    "อ",
    "พ",
    "พฤ",
    "ศ",
    "ส",
    // Burmese, Khmer, Lao
    "ခုနှစ်",
    "ခု",
    "နှစ်",
    "လ",
    "ရက်နေ့",
    "ရက်",
    "နေ့",
    "ថ្ងៃទី",
    "ថ្ងៃ",
    "ទី",
    "ខែ",
    "ឆ្នាំ",
    "ວັນທີ",
    "ວັນ",
    "ທີ",
    "ເດືອນ",
    "ປີ",
];

/// Words that name the era.
const ERAS: &[(&str, Era)] = &[
    ("พุทธศักราช", Era::Buddhist),
    ("พศ", Era::Buddhist),
    ("be", Era::Buddhist),
    ("คริสตศักราช", Era::Common),
    ("คริสต์ศักราช", Era::Common),
    ("คศ", Era::Common),
    ("ad", Era::Common),
    ("ce", Era::Common),
    ("គស", Era::Common),
    ("ຄສ", Era::Common),
];

/// Words that join the first and the last of several days.
const UNTIL: &[&str] = &["to", "till", "until", "and", "ถึง", "และ", "กับ"];

/// What a known word in a date means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Month(u8),
    Era(Era),
    Noise,
}

/// The name of a month (1 to 12) in a language; empty for any other number.
pub fn month_name(month: u8, lang: Lang, style: MonthStyle) -> &'static str {
    let names = match (lang, style) {
        (Lang::En, MonthStyle::Full) => &ENGLISH,
        (Lang::En, MonthStyle::Short) => &ENGLISH_SHORT,
        (Lang::Th, MonthStyle::Full) => &THAI,
        (Lang::Th, MonthStyle::Short) => &THAI_SHORT,
        (Lang::My, MonthStyle::Full) => &BURMESE,
        (Lang::My, MonthStyle::Short) => &BURMESE_SHORT,
        (Lang::Km, _) => &KHMER,
        (Lang::Lo, MonthStyle::Full) => &LAO,
        (Lang::Lo, MonthStyle::Short) => &LAO_SHORT,
    };
    usize::from(month).checked_sub(1).and_then(|index| names.get(index)).copied().unwrap_or_default()
}

/// Every known word with its meaning, longest first, so that `กรกฎาคม` is found before `กรกฎา` and `พ.ค.` before `พ.`.
pub(crate) fn words() -> Vec<(String, Word)> {
    let mut all: Vec<(String, Word)> = written_months()
        .map(|(name, month)| (name, Word::Month(month)))
        .chain(ERAS.iter().map(|(name, era)| (*name, Word::Era(*era))))
        .chain(NOISE.iter().chain(UNTIL).map(|name| (*name, Word::Noise)))
        .map(|(name, word)| (name.replace('.', "").to_lowercase(), word))
        .collect();
    all.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    all
}

/// Every way to write a month, with its number.
fn written_months() -> impl Iterator<Item = (&'static str, u8)> {
    let tables = [ENGLISH, ENGLISH_SHORT, THAI, THAI_SHORT, BURMESE, BURMESE_SHORT, KHMER, LAO, LAO_SHORT];
    tables.into_iter().flat_map(|names| names.into_iter().zip(1..=12)).chain(MONTH_VARIANTS)
}

/// Letters of a word that may be a month's name with a wrong one: shorter names are too like each other.
const MISSPELT: std::ops::RangeInclusive<usize> = 5..=20;
/// Letters from which on a name may be meant.
const LONG_NAME: usize = 4;

/// The month whose name a word is but for one letter; none where two are as near (`Juny`).
pub(crate) fn misspelt_month(word: &str) -> Option<u8> {
    let letters: Vec<char> = word.chars().collect();
    if !MISSPELT.contains(&letters.len()) {
        return None;
    }
    let mut near = None;
    for (name, month) in written_months() {
        let name: Vec<char> = name.to_lowercase().chars().collect();
        let is_near = name.len() >= LONG_NAME && edit_distance(&letters, &name) <= 1;
        if is_near && near.replace(month).is_some_and(|other| other != month) {
            return None;
        }
    }
    near
}

/// A month's name as it stands inside other words.
pub(crate) struct NameIn {
    /// In lower case, with its dots.
    pub(crate) written: String,
    pub(crate) month: u8,
    /// Whether it is a month wherever it stands; `may` and short names are only beside a year.
    pub(crate) is_telling: bool,
}

/// Names of months to be found inside other words, longest first.
pub(crate) fn month_names() -> Vec<NameIn> {
    let mut names: Vec<NameIn> = written_months()
        .map(|(name, month)| {
            let common_word = name.is_ascii() && (name.len() < 6 || name == "August");
            let is_telling = !common_word && name.chars().count() > 2;
            NameIn { written: name.to_lowercase(), month, is_telling }
        })
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.written.len()));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_named_in_every_language() {
        assert_eq!(month_name(7, Lang::Th, MonthStyle::Full), "กรกฎาคม");
        assert_eq!(month_name(7, Lang::En, MonthStyle::Short), "Jul");
        assert_eq!(month_name(12, Lang::Lo, MonthStyle::Short), "ທ.ວ.");
        assert_eq!(month_name(0, Lang::En, MonthStyle::Full), "");
        assert_eq!(month_name(13, Lang::En, MonthStyle::Full), "");
    }

    #[test]
    fn no_word_means_two_months() {
        let mut seen = std::collections::HashMap::new();
        for (name, word) in words() {
            if let Some(other) = seen.insert(name.clone(), word) {
                assert_eq!(other, word, "{name}");
            }
        }
    }
}
