//! From a written name to a place: the same spelling first, then the same sound, then a problem with suggestions.

use crate::name_key::{exact_key, sound_key};
use crate::{Gazetteer, Level, Place, PlaceProblem, suggest, written};
use language::{Lang, to_ascii_digits};
use std::collections::HashMap;

/// Names by key, each leading to positions in the level's list.
#[derive(Debug)]
pub(crate) struct Index {
    exact: HashMap<String, Vec<usize>>,
    sound: HashMap<String, Vec<usize>>,
}

impl Index {
    pub(crate) fn new(places: &[Place]) -> Self {
        let mut index = Self { exact: HashMap::new(), sound: HashMap::new() };
        for (position, place) in places.iter().enumerate() {
            for key in keys(place) {
                insert(&mut index.sound, sound_key(&key), position);
                insert(&mut index.exact, key, position);
            }
        }
        for (alias, code) in ALIASES {
            if let Some(position) = places.iter().position(|place| place.code() == code) {
                insert(&mut index.sound, sound_key(alias), position);
                insert(&mut index.exact, alias.to_owned(), position);
            }
        }
        index
    }
}

fn insert(names: &mut HashMap<String, Vec<usize>>, key: String, position: usize) {
    let positions = names.entry(key).or_default();
    if !positions.contains(&position) {
        positions.push(position);
    }
}

/// The keys of a place's names; a second name in parentheses counts as one of its own.
fn keys(place: &Place) -> impl Iterator<Item = String> {
    [place.name_in(Lang::Th), place.name_in(Lang::En)]
        .into_iter()
        .flat_map(|name| std::iter::once(name).chain(name.split(['(', ')']).filter(move |part| *part != name)))
        .map(exact_key)
        .filter(|key| !key.is_empty())
}

/// Short and everyday names, and spellings that no sound rule reaches, as exact keys.
const ALIASES: [(&str, &str); 28] = [
    ("กทม", "10"),
    ("กรุงเทพ", "10"),
    ("krungthep", "10"),
    ("krungthepmahanakhon", "10"),
    ("bkk", "10"),
    ("bangkokmetropolis", "10"),
    ("อยุธยา", "14"),
    ("ayutthaya", "14"),
    ("cholburi", "20"),
    ("แปดริ้ว", "24"),
    ("โคราช", "30"),
    ("korat", "30"),
    ("khorat", "30"),
    ("อุบล", "34"),
    ("ubon", "34"),
    ("ubolratchathani", "34"),
    ("หนองบัวลำพู", "39"),
    ("อุดร", "41"),
    ("udon", "41"),
    ("ratburi", "70"),
    ("rajburi", "70"),
    ("rajaburi", "70"),
    ("สุพรรณ", "72"),
    ("petburi", "76"),
    ("petchburi", "76"),
    ("ประจวบ", "77"),
    ("นครศรี", "80"),
    ("สุราษฎร์", "84"),
];

/// What people call the district around a province's capital, as sound keys; the second is that of `Mueang`, `Muang`, `Meuang`.
const CAPITAL: [&str; 2] = ["เมือง", "muank"];

/// What a name led to.
enum Look {
    Found(&'static Place),
    Several(Vec<&'static Place>),
    Nothing,
}

impl Gazetteer {
    /// The province that a text names: in Thai or English, with or without `จ.`, `จังหวัด`, `Changwat`, `Province`, alone or as
    /// part of an address; or its two-digit code.
    ///
    /// # Errors
    /// When no province is called so, with the names that are similar.
    pub fn find_province(&'static self, text: &str) -> Result<&'static Place, PlaceProblem> {
        self.find(Level::Province, text, None)
    }

    /// The district that a text names, in the given province when one is known. Plain `เมือง` or `Mueang` is the district around
    /// the province's capital. A text that names its own province (`อ.เมือง จ.น่าน`) needs none given.
    ///
    /// # Errors
    /// When there is no such district there, or several in the country and no province to decide.
    pub fn find_district(&'static self, text: &str, province: Option<&str>) -> Result<&'static Place, PlaceProblem> {
        self.find(Level::District, text, province)
    }

    /// The subdistrict that a text names, in the given district, or province, when one is known. A text that names its own
    /// district needs none given.
    ///
    /// # Errors
    /// When there is no such subdistrict there, or several and nothing to decide.
    pub fn find_subdistrict(&'static self, text: &str, area: Option<&str>) -> Result<&'static Place, PlaceProblem> {
        self.find(Level::Subdistrict, text, area)
    }

    pub(crate) fn find(
        &'static self,
        level: Level,
        text: &str,
        area: Option<&str>,
    ) -> Result<&'static Place, PlaceProblem> {
        let plain = to_ascii_digits(text);
        let within = self.narrowed(level, &plain, area);
        match self.look(level, &plain, within) {
            Look::Found(place) => Ok(place),
            Look::Several(candidates) => Err(PlaceProblem::Ambiguous { level, text: text.to_owned(), candidates }),
            Look::Nothing => Err(self.not_found(level, text, written::part(&plain, level), within)),
        }
    }

    /// As finding, for whoever only asks whether there is one: without the work of looking for similar names.
    pub(crate) fn lookup(&'static self, level: Level, text: &str, area: Option<&str>) -> Option<&'static Place> {
        match self.look(level, text, self.narrowed(level, text, area)) {
            Look::Found(place) => Some(place),
            _ => None,
        }
    }

    /// The area to look in: the given one, or the one that the text names itself.
    fn narrowed<'a>(&'static self, level: Level, text: &str, area: Option<&'a str>) -> &'a str {
        let given = area.unwrap_or_default();
        let larger = match level {
            Level::District if area.is_none() => Level::Province,
            Level::Subdistrict if given.len() < Level::District.digits() => Level::District,
            _ => return given,
        };
        let named = written::thai_part(text, larger).and_then(|_| self.lookup(larger, text, area));
        named.map_or(given, |place| place.code())
    }

    fn look(&'static self, level: Level, plain: &str, within: &str) -> Look {
        let by_code = self.place(plain.trim()).filter(|place| place.level() == level);
        if let Some(place) = by_code.filter(|place| place.code().starts_with(within)) {
            return Look::Found(place);
        }
        // A name may hold what looks like a word for a level (จ.ป.ร.), so the whole text goes first.
        for candidate in [plain, written::part(plain, level)] {
            match self.named(level, candidate, within).as_slice() {
                [] => {}
                [place] => return Look::Found(place),
                several => return Look::Several(several.to_vec()),
            }
        }
        Look::Nothing
    }

    /// All places of a level, inside the area, that a name may mean: by spelling, else by sound.
    fn named(&'static self, level: Level, name: &str, within: &str) -> Vec<&'static Place> {
        let exact = exact_key(name);
        let index = self.index(level);
        let inside = |positions: Option<&Vec<usize>>| -> Vec<&'static Place> {
            let places = positions.into_iter().flatten().filter_map(|position| self.level(level).get(*position));
            places.filter(|place| place.code().starts_with(within)).collect()
        };
        let same_spelling = inside(index.exact.get(&exact));
        if !same_spelling.is_empty() {
            return same_spelling;
        }
        let sound = sound_key(&exact);
        if level == Level::District && CAPITAL.contains(&sound.as_str()) {
            let places = self.within(level, within).iter();
            return places.filter(|place| place.is_capital_district()).collect();
        }
        inside(index.sound.get(&sound))
    }

    /// Every spelling of every place of a level, as exact keys.
    pub(crate) fn spelt(&'static self, level: Level) -> impl Iterator<Item = (&'static str, &'static Place)> {
        let places = self.level(level);
        let of = |positions: &'static [usize]| positions.iter().filter_map(|position| places.get(*position));
        self.index(level)
            .exact
            .iter()
            .flat_map(move |(key, positions)| of(positions).map(move |place| (key.as_str(), place)))
    }

    fn not_found(&'static self, level: Level, text: &str, name: &str, within: &str) -> PlaceProblem {
        let key = sound_key(&exact_key(name));
        let inside =
            |position: &usize| self.level(level).get(*position).filter(|place| place.code().starts_with(within));
        let names = self.index(level).sound.iter();
        let mut candidates: Vec<(&str, &'static Place)> = names
            .flat_map(|(key, positions)| positions.iter().filter_map(inside).map(move |place| (key.as_str(), place)))
            .collect();
        // The map has no order; equally near names are suggested by code.
        candidates.sort_by_key(|(_, place)| place.code());
        let suggestions = suggest::nearest(&key, candidates.into_iter());
        PlaceProblem::NotFound { level, text: text.to_owned(), within: self.place(within), suggestions }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::say;
    use proptest::prelude::*;

    fn gazetteer() -> &'static Gazetteer {
        Gazetteer::builtin()
    }

    #[test]
    fn finds_provinces_however_they_are_written() {
        for (text, code) in [
            ("เชียงใหม่", "50"),
            ("จ.เชียงใหม่", "50"),
            ("จังหวัดเชียงใหม่", "50"),
            ("  จ. เชียงใหม่ ", "50"),
            ("Chiang Mai", "50"),
            ("chiangmai", "50"),
            ("Chiengmai", "50"),
            ("CHIANG MAI PROVINCE", "50"),
            ("Changwat Chiang-Mai", "50"),
            ("50", "50"),
            ("๕๐", "50"),
            ("กรุงเทพฯ", "10"),
            ("กทม.", "10"),
            ("กรุงเทพมหานคร", "10"),
            ("Bangkok", "10"),
            ("Buriram", "31"),
            ("Buri Ram", "31"),
            ("Lopburi", "16"),
            ("Phang Nga", "82"),
            ("Phangnga", "82"),
            ("Pang-nga", "82"),
            ("Korat", "30"),
            ("Nakorn Ratchasima", "30"),
            ("Sisaket", "33"),
            ("Srisaket", "33"),
            ("Ubon Ratchatani", "34"),
            ("อุบลฯ", "34"),
            ("Nong Bua Lamphu", "39"),
            ("Petchabun", "67"),
            ("Phetchaburi", "76"),
            ("Mae Hong Son", "58"),
            ("Maehongson", "58"),
            ("ต.สุเทพ อ.เมือง จ.เชียงใหม่", "50"),
            ("เเม่ฮ่องสอน", "58"),
        ] {
            assert_eq!(gazetteer().find_province(text).map(Place::code), Ok(code), "{text}");
        }
    }

    #[test]
    fn finds_districts_within_their_province() {
        for (text, province, code) in [
            ("เมือง", Some("50"), "5001"),
            ("อ.เมือง", Some("58"), "5801"),
            ("อำเภอเมือง", Some("14"), "1401"),
            ("Mueang", Some("34"), "3401"),
            ("Amphoe Muang", Some("34"), "3401"),
            ("Muang District", Some("34"), "3401"),
            ("อ.เมืองเชียงใหม่", None, "5001"),
            ("อ.เมือง จ.น่าน", None, "5501"),
            ("Muang Chiang Mai", None, "5001"),
            ("อ.แม่สะเรียง", Some("58"), "5804"),
            ("Mae Sarieng", Some("58"), "5804"),
            ("Mae Sariang", None, "5804"),
            ("เขตบางรัก", Some("10"), "1004"),
            ("เขตบางรัก", None, "1004"),
            ("อำเภอเฉลิมพระเกียรติ", Some("55"), "5515"),
            ("๕๐๐๑", None, "5001"),
            ("สนามชัยเขต", None, "2408"),
        ] {
            assert_eq!(gazetteer().find_district(text, province).map(Place::code), Ok(code), "{text}");
        }
    }

    #[test]
    fn finds_subdistricts_and_takes_the_district_from_an_address() {
        for (text, area, code) in [
            ("ต.สุเทพ", Some("5001"), "500108"),
            ("Suthep", Some("5001"), "500108"),
            ("ต.สุเทพ อ.เมือง จ.เชียงใหม่", None, "500108"),
            ("จ.ป.ร.", Some("8504"), "850406"),
            ("แขวงสีลม", Some("10"), "100402"),
            ("ปอพาน", Some("45"), "450109"),
        ] {
            assert_eq!(gazetteer().find_subdistrict(text, area).map(Place::code), Ok(code), "{text}");
        }
    }

    #[test]
    fn every_place_is_found_by_its_own_names_in_its_own_area() {
        for level in [Level::Province, Level::District, Level::Subdistrict] {
            for place in gazetteer().level(level) {
                for lang in [Lang::Th, Lang::En] {
                    let within = place.parent_code().unwrap_or_default();
                    let found = gazetteer().named(level, place.name_in(lang), within);
                    assert!(found.contains(&place), "{place:?} in {lang}");
                    assert!(level != Level::Province || found.len() == 1, "{place:?} shares its name");
                    let titled = gazetteer().find(level, place.titled().get(lang), Some(within));
                    assert!(titled == Ok(place) || found.len() > 1, "{place:?} by its title: {titled:?}");
                }
            }
        }
    }

    #[test]
    fn no_two_provinces_sound_the_same() {
        for (key, positions) in &gazetteer().index(Level::Province).sound {
            assert_eq!(positions.len(), 1, "{key}");
        }
    }

    #[test]
    fn a_name_that_several_places_have_asks_for_the_area() {
        let problem = gazetteer().find_district("เฉลิมพระเกียรติ", None).expect_err("five provinces have one");
        let PlaceProblem::Ambiguous { candidates, .. } = &problem else { panic!("{problem:?}") };
        assert_eq!(
            candidates.iter().map(|place| place.code()).collect::<Vec<_>>(),
            ["1913", "3032", "3123", "5515", "8023"]
        );
        assert_eq!(
            say(Lang::En, &problem.message()),
            "“เฉลิมพระเกียรติ” can be any of 5 districts: Chaloem Phra Kiat (Saraburi), Chaloem Phra Kiat (Nakhon Ratchasima), \
             Chaloem Phra Kiat (Buri Ram), Chaloem Phra Kiat (Nan), …. Say which area it is in."
        );
        let twins = gazetteer().find_district("Bang Sai", Some("14")).expect_err("two have this English name");
        assert!(say(Lang::En, &twins.message()).contains("Bang Sai (บางไทร), Bang Sai (บางซ้าย)"), "{twins:?}");
        let capital = gazetteer().find_district("อ.เมือง", None).expect_err("every province has one");
        assert!(matches!(&capital, PlaceProblem::Ambiguous { candidates, .. } if candidates.len() == 76));
    }

    #[test]
    fn a_misspelt_name_gets_suggestions() {
        for (text, suggestion) in
            [("เชียงไหม่", "50"), ("Chaing Mai", "50"), ("Mea Hong Son", "58"), ("Ubon Rachathani", "34")]
        {
            let Err(PlaceProblem::NotFound { suggestions, .. }) = gazetteer().find_province(text) else {
                panic!("{text}")
            };
            assert_eq!(suggestions.first().map(|place| place.code()), Some(suggestion), "{text}");
        }
        let problem = gazetteer().find_district("แม่สะเรียน", Some("58")).expect_err("misspelt");
        assert_eq!(
            say(Lang::Th, &problem.message()),
            "ไม่พบอำเภอ/เขตชื่อ “แม่สะเรียน” ใน จังหวัดแม่ฮ่องสอน หมายถึง แม่สะเรียง หรือไม่"
        );
        let elsewhere = gazetteer().find_province("London").expect_err("not here");
        assert_eq!(
            say(Lang::En, &elsewhere.message()),
            "There is no province called “London”. Check the spelling, or choose it from the list."
        );
    }

    #[test]
    fn a_district_of_another_province_is_not_found_in_this_one() {
        assert!(gazetteer().find_district("แม่สะเรียง", Some("50")).is_err());
        assert!(gazetteer().find_district("5804", Some("50")).is_err());
        assert!(gazetteer().find_district("แม่สะเรียง", Some("no such code")).is_err());
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_search(text in "\\PC{0,80}") {
            let _province = gazetteer().find_province(&text);
            let _district = gazetteer().find_district(&text, Some("50"));
        }
    }
}
