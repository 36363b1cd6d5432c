//! The list of all places and the way to one by its code. Finding by name is in `find`.

use crate::find::Index;
use crate::{Level, Place};
use std::sync::{LazyLock, OnceLock};

/// Every province, district and subdistrict of Thailand.
#[derive(Debug, Default)]
pub struct Gazetteer {
    provinces: Vec<Place>,
    districts: Vec<Place>,
    subdistricts: Vec<Place>,
    indexes: [OnceLock<Index>; 3],
}

static BUILTIN: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::read(include_str!("../data/places.tsv")));

impl Gazetteer {
    /// The built-in list, read on first use.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Reads the list. Lines come sorted by code within a level, which `the_list_is_sorted_within_each_level` holds them to.
    fn read(lines: &'static str) -> Self {
        let mut gazetteer = Self::default();
        for place in lines.lines().filter_map(Place::read) {
            gazetteer.level_mut(place.level()).push(place);
        }
        gazetteer
    }

    fn level_mut(&mut self, level: Level) -> &mut Vec<Place> {
        match level {
            Level::Province => &mut self.provinces,
            Level::District => &mut self.districts,
            Level::Subdistrict => &mut self.subdistricts,
        }
    }

    /// All places of a level, by code.
    pub fn level(&self, level: Level) -> &[Place] {
        match level {
            Level::Province => &self.provinces,
            Level::District => &self.districts,
            Level::Subdistrict => &self.subdistricts,
        }
    }

    /// All 77 provinces, Bangkok among them, by code.
    pub fn provinces(&self) -> &[Place] {
        &self.provinces
    }

    /// The places directly below the one with this code: a province's districts, a district's subdistricts.
    pub fn children(&self, code: &str) -> &[Place] {
        match Level::of_code(code) {
            Some(Level::Province) => self.within(Level::District, code),
            Some(Level::District) => self.within(Level::Subdistrict, code),
            Some(Level::Subdistrict) | None => &[],
        }
    }

    /// The places of a level whose code starts with `code`: those inside that area, or all for "".
    pub fn within(&self, level: Level, code: &str) -> &[Place] {
        let places = self.level(level);
        let first = places.partition_point(|place| place.code() < code);
        let rest = places.get(first..).unwrap_or_default();
        let count = rest.partition_point(|place| place.code().starts_with(code));
        rest.get(..count).unwrap_or_default()
    }

    /// The place with this code, of whichever level its length says.
    pub fn place(&self, code: &str) -> Option<&Place> {
        let places = self.level(Level::of_code(code)?);
        let found = places.binary_search_by(|place| place.code().cmp(code)).ok()?;
        places.get(found)
    }

    /// The province with this two-digit code.
    pub fn province(&self, code: &str) -> Option<&Place> {
        self.place(code).filter(|place| place.level() == Level::Province)
    }

    /// The district with this four-digit code.
    pub fn district(&self, code: &str) -> Option<&Place> {
        self.place(code).filter(|place| place.level() == Level::District)
    }

    /// The subdistrict with this six-digit code.
    pub fn subdistrict(&self, code: &str) -> Option<&Place> {
        self.place(code).filter(|place| place.level() == Level::Subdistrict)
    }

    /// The area one level up.
    pub fn parent(&self, place: &Place) -> Option<&Place> {
        self.place(place.parent_code()?)
    }

    /// Names by the way they are written, made on first use of a level.
    pub(crate) fn index(&self, level: Level) -> &Index {
        let slot = match level {
            Level::Province => 0,
            Level::District => 1,
            Level::Subdistrict => 2,
        };
        self.indexes.get(slot).expect("there is one slot per level").get_or_init(|| Index::new(self.level(level)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> &'static Gazetteer {
        Gazetteer::builtin()
    }

    #[test]
    fn holds_every_area_once_below_its_parent() {
        let counts = [Level::Province, Level::District, Level::Subdistrict].map(|level| gazetteer().level(level).len());
        assert_eq!(counts, [77, 928, 7436]);
        for place in gazetteer().level(Level::District).iter().chain(gazetteer().level(Level::Subdistrict)) {
            let parent = gazetteer().parent(place).expect("every district and subdistrict has a parent");
            assert!(gazetteer().children(parent.code()).contains(place), "{place:?}");
            assert!(place.level() == Level::District || place.postal_codes().all(|code| code.len() == 5), "{place:?}");
        }
    }

    #[test]
    fn the_list_is_sorted_within_each_level() {
        for level in [Level::Province, Level::District, Level::Subdistrict] {
            assert!(gazetteer().level(level).is_sorted_by(|left, right| left.code() < right.code()));
        }
    }

    #[test]
    fn finds_by_code_only_at_the_level_asked_for() {
        assert_eq!(gazetteer().province("50").map(|place| place.name_in(language::Lang::En)), Some("Chiang Mai"));
        assert_eq!(gazetteer().district("3801").map(|place| place.name_in(language::Lang::Th)), Some("เมืองบึงกาฬ"));
        assert!(gazetteer().subdistrict("500108").is_some());
        for code in ["5001", "", "9", "99", "500108x"] {
            assert!(gazetteer().province(code).is_none(), "{code}");
        }
        assert_eq!(gazetteer().children("58").len(), 7);
        assert!(gazetteer().children("580101").is_empty());
        assert_eq!(gazetteer().within(Level::Subdistrict, "58").len(), 45);
    }
}
