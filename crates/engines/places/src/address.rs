//! What a cell meant for a place holds beside a bare name: an address with its larger areas, a code with the country before it, a
//! short name, a name with one wrong letter. Owns those readings; single names are `find`'s.

use crate::abbreviations::PROVINCES;
use crate::name_key::exact_key;
use crate::{Gazetteer, Level, Place, PlaceProblem, written};
use language::{edit_distance, to_ascii_digits};
use std::collections::BTreeSet;

/// A place that a cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The place.
    pub place: &'static Place,
    /// Whether its name was written with a wrong letter, and the reader should be told how it was understood.
    pub is_guess: bool,
}

/// No address is longer; what is longer is a story. Unit: bytes.
const LONGEST: usize = 400;
/// Words of a place's name that are looked for at the end or beginning of an address without commas.
const MOST_WORDS: usize = 3;
/// Letters from which on a name may have a wrong one: shorter names are too like each other.
const LONG_NAME: usize = 4;

impl Gazetteer {
    /// The place of a level that a cell means, in an area when one is known: by its name or code, as part of an address
    /// (`อ.เมือง จ.น่าน`, `Fang, Chiang Mai`), by the short name of a province (`ชม.`), or by a name with one wrong letter that can be no
    /// other.
    ///
    /// # Errors
    /// As for finding a name.
    pub fn meant(&'static self, level: Level, text: &str, within: Option<&str>) -> Result<Meant, PlaceProblem> {
        let problem = match self.find(level, text, within) {
            Ok(place) => return Ok(Meant { place, is_guess: false }),
            Err(problem) => problem,
        };
        if text.len() > LONGEST {
            return Err(problem);
        }
        let plain = to_ascii_digits(text);
        let within = within.unwrap_or_default();
        let sure = self.by_country_code(level, &plain, within).or_else(|| self.in_address(level, &plain, within));
        if let Some(place) = sure {
            return Ok(Meant { place, is_guess: false });
        }
        match self.misspelt(level, written::part(&plain, level), within) {
            Some(place) => Ok(Meant { place, is_guess: true }),
            None => Err(problem),
        }
    }

    /// The one province that a remark or title names: alone, behind its word (`จังหวัดน่าน`), or between commas or brackets. Short
    /// names and misspelt ones do not count there, being words of their own.
    pub fn province_told(&'static self, text: &str) -> Option<&'static Place> {
        if text.len() > LONGEST {
            return None;
        }
        let plain = to_ascii_digits(text);
        let is_number = |piece: &str| piece.bytes().all(|byte| byte.is_ascii_digit());
        let pieces = std::iter::once(plain.as_ref()).chain(pieces(&plain));
        let texts = pieces.filter(|piece| !is_number(piece));
        only(texts.filter_map(|piece| self.lookup(Level::Province, piece, None)))
    }

    /// `TH-50` (ISO 3166-2) and `TH5001` (as humanitarian data sets write it).
    fn by_country_code(&'static self, level: Level, text: &str, within: &str) -> Option<&'static Place> {
        let code = exact_key(text).strip_prefix("th")?.to_owned();
        self.place(&code).filter(|place| place.level() == level && place.code().starts_with(within))
    }

    fn by_short_name(&'static self, text: &str) -> Option<&'static Place> {
        let key = exact_key(written::part(text, Level::Province));
        PROVINCES.iter().find(|(short, _)| *short == key).and_then(|(_, code)| self.place(code))
    }

    /// The one place of the level that the parts of an address name together.
    fn in_address(&'static self, level: Level, text: &str, within: &str) -> Option<&'static Place> {
        let spans: Vec<&str> = pieces(text).chain(ends(text)).collect();
        let province = |piece: &&str| self.lookup(Level::Province, piece, None).or_else(|| self.by_short_name(piece));
        if level == Level::Province {
            return only(std::iter::once(text).chain(spans).filter_map(|piece| province(&piece)));
        }
        let told = only(spans.iter().filter_map(province)).map(Place::code);
        let area = if within.is_empty() { told? } else { within };
        if told.is_some_and(|told| !area.starts_with(told)) {
            return None;
        }
        only(spans.iter().filter_map(|piece| self.lookup(level, piece, Some(area))))
    }

    /// The only place inside the area whose name differs from the written one in a single letter.
    fn misspelt(&'static self, level: Level, name: &str, within: &str) -> Option<&'static Place> {
        // Outside a known province too many districts are called nearly alike.
        if level != Level::Province && within.is_empty() {
            return None;
        }
        let key = exact_key(name);
        let letters: Vec<char> = key.chars().collect();
        if letters.len() < LONG_NAME || !letters.iter().any(|letter| letter.is_alphabetic()) {
            return None;
        }
        let near = |candidate: &str| {
            let candidate: Vec<char> = candidate.chars().collect();
            candidate.len() >= LONG_NAME
                && candidate.len().abs_diff(letters.len()) <= 1
                && edit_distance(&candidate, &letters) == 1
        };
        only(
            self.spelt(level)
                .filter(|(spelling, _)| near(spelling))
                .map(|(_, place)| place)
                .filter(|place| place.code().starts_with(within)),
        )
    }
}

/// The parts of an address between commas, slashes, brackets and dashes with spaces around them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '/', ';', '(', ')', '|', '\n', '、', '，'])
        .flat_map(|piece| piece.split(" - "))
        .map(str::trim)
        .filter(move |piece| !piece.is_empty() && *piece != text)
}

/// The first and last few words, each with the rest: an address without commas (`เมือง เชียงใหม่`).
fn ends(text: &str) -> impl Iterator<Item = &str> {
    let spaces: Vec<usize> = text.match_indices(char::is_whitespace).map(|(at, _)| at).collect();
    let first = spaces.iter().take(MOST_WORDS).copied();
    let last = spaces.iter().rev().take(MOST_WORDS).copied();
    let cuts: BTreeSet<usize> = first.chain(last).collect();
    cuts.into_iter()
        .filter_map(|at| text.split_at_checked(at))
        .flat_map(|(before, after)| [before.trim(), after.trim()])
        .filter(|piece| !piece.is_empty())
}

/// What all agree on.
fn only(mut places: impl Iterator<Item = &'static Place>) -> Option<&'static Place> {
    let first = places.next()?;
    places.all(|place| place == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(level: Level, text: &str, within: Option<&str>) -> Option<(&'static str, bool)> {
        Gazetteer::builtin().meant(level, text, within).ok().map(|meant| (meant.place.code(), meant.is_guess))
    }

    #[test]
    fn a_cell_of_provinces_may_hold_more_or_less_than_a_name() {
        for (text, expected) in [
            ("เชียงใหม่", Some(("50", false))),
            ("50", Some(("50", false))),
            ("TH-50", Some(("50", false))),
            ("TH50", Some(("50", false))),
            ("ชม.", Some(("50", false))),
            ("จ.ชร.", Some(("57", false))),
            ("เมือง/เชียงใหม่", Some(("50", false))),
            ("Fang, Chiang Mai", Some(("50", false))),
            ("Fang District, Chiang Mai Province", Some(("50", false))),
            ("A. Muang, Mae Hong Son", Some(("58", false))),
            ("ฝาง เชียงใหม่", Some(("50", false))),
            ("Fang Chiang Mai", Some(("50", false))),
            ("Chiang Mai - Fang", Some(("50", false))),
            ("เชียงไหม่", Some(("50", true))),
            ("Chaing Mai", Some(("50", true))),
            ("Mea Hong Son", Some(("58", true))),
            ("Ubon Rachathani", Some(("34", false))),
            ("Nakhon Phanon", Some(("48", true))),
            ("Chiang Sai", None),
            ("Chiang Mai / Chiang Rai", None),
            ("TH99", None),
            ("พบเด็ก", None),
            ("London", None),
            ("", None),
        ] {
            assert_eq!(found(Level::Province, text, None), expected, "{text}");
        }
    }

    #[test]
    fn a_cell_of_districts_may_name_its_province_too() {
        for (text, within, expected) in [
            ("เมือง/เชียงใหม่", None, Some(("5001", false))),
            ("เมือง (แม่ฮ่องสอน)", None, Some(("5801", false))),
            ("Mueang Chiang Mai, Chiang Mai", None, Some(("5001", false))),
            ("A. Muang, Chiang Mai", None, Some(("5001", false))),
            ("Sop Moei Mae Hong Son", None, Some(("5806", false))),
            ("TH5001", None, Some(("5001", false))),
            ("เมือง (เชียงใหม่)", Some("50"), Some(("5001", false))),
            ("แม่สะเรียน", Some("58"), Some(("5804", true))),
            ("แม่สะเรียน", None, None),
            ("เมือง/เชียงใหม่", Some("58"), None),
            ("เมือง", None, None),
        ] {
            assert_eq!(found(Level::District, text, within), expected, "{text} {within:?}");
        }
    }

    #[test]
    fn remarks_and_titles_tell_a_province_only_plainly() {
        for (text, expected) in [
            ("จังหวัดเชียงใหม่", Some("50")),
            ("ทะเบียนกิจกรรม จังหวัดน่าน ปี 2562", None),
            ("เชียงใหม่", Some("50")),
            ("โรงเรียน 1 (Chiang Mai)", Some("50")),
            ("Chiang Mai, Nan", None),
            ("พบ", None),
            ("50", None),
            ("เชียงไหม่", None),
            ("ไม่มีปัญหา เลย", None),
            ("", None),
        ] {
            let told = Gazetteer::builtin().province_told(text).map(Place::code);
            assert_eq!(told, expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in "\\PC{0,60}") {
            for level in [Level::Province, Level::District, Level::Subdistrict] {
                let _meant = Gazetteer::builtin().meant(level, &text, Some("50"));
            }
            let _told = Gazetteer::builtin().province_told(&text);
        }
    }
}
