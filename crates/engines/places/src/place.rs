//! One administrative area of Thailand: its level, code and names. Does not know other areas except by their codes.

use language::{Lang, Text};

/// The three levels of administration that have official codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// จังหวัด, and Bangkok: two digits.
    Province,
    /// อำเภอ, in Bangkok เขต: four digits.
    District,
    /// ตำบล, in Bangkok แขวง: six digits.
    Subdistrict,
}

impl Level {
    /// The number of digits of this level's codes.
    pub fn digits(self) -> usize {
        match self {
            Self::Province => 2,
            Self::District => 4,
            Self::Subdistrict => 6,
        }
    }

    /// The level whose codes have this many digits.
    pub fn of_code(code: &str) -> Option<Self> {
        [Self::Province, Self::District, Self::Subdistrict]
            .into_iter()
            .find(|level| level.digits() == code.len() && code.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

/// The code under which Bangkok stands among the provinces.
const BANGKOK: &str = "10";

/// A province, district or subdistrict.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    level: Level,
    code: &'static str,
    thai: &'static str,
    english: &'static str,
    postal_codes: &'static str,
}

impl Place {
    /// Reads a line of `data/places.tsv`.
    pub(crate) fn read(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let code = cells.next()?;
        Some(Self {
            level: Level::of_code(code)?,
            code,
            thai: cells.next()?,
            english: cells.next()?,
            postal_codes: cells.next()?,
        })
    }

    /// Whether it is a province, a district or a subdistrict.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The official code (Department of Provincial Administration; the same scheme as TIS 1099): 2, 4 or 6 digits.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The code of the province it is in, or is.
    pub fn province_code(&self) -> &'static str {
        self.code.get(..2).unwrap_or(self.code)
    }

    /// The code of the district it is in, or is; none for a province.
    pub fn district_code(&self) -> Option<&'static str> {
        self.code.get(..4)
    }

    /// The code of the area one level up; none for a province.
    pub fn parent_code(&self) -> Option<&'static str> {
        match self.level {
            Level::Province => None,
            Level::District | Level::Subdistrict => self.code.get(..self.code.len() - 2),
        }
    }

    /// The bare name in Thai and English. Other languages have no licensed source yet and fall back to English.
    pub fn name(&self) -> Text {
        Text::new(self.english).with(Lang::Th, self.thai)
    }

    /// The bare name as [`Place::name`] says it to a reader of `lang`, without building a text.
    pub fn name_in(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Th => self.thai,
            Lang::En | Lang::My | Lang::Km | Lang::Lo => self.english,
        }
    }

    /// The name with the word for its level, as an address says it: `อำเภอแม่ริม`, `Mae Rim District`, `เขตบางรัก`. Bangkok
    /// itself takes no such word.
    pub fn titled(&self) -> Text {
        let in_bangkok = self.province_code() == BANGKOK;
        let (before, after) = match (self.level, in_bangkok) {
            (Level::Province, true) => ("", ""),
            (Level::Province, false) => ("จังหวัด", " Province"),
            (Level::District, true) => ("เขต", " District"),
            (Level::District, false) => ("อำเภอ", " District"),
            (Level::Subdistrict, true) => ("แขวง", " Subdistrict"),
            (Level::Subdistrict, false) => ("ตำบล", " Subdistrict"),
        };
        Text::new(format!("{}{after}", self.english)).with(Lang::Th, format!("{before}{}", self.thai))
    }

    /// Postal codes in use there, five digits each; only subdistricts have them, and a few have several.
    pub fn postal_codes(&self) -> impl Iterator<Item = &'static str> {
        self.postal_codes.split_ascii_whitespace()
    }

    /// Whether this is the district around the province's capital, the one people call just `เมือง`. By the numbering of the
    /// Department of Provincial Administration it is number 01 everywhere; Bangkok has no capital district.
    pub(crate) fn is_capital_district(&self) -> bool {
        self.level == Level::District && self.code.ends_with("01") && self.province_code() != BANGKOK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: &'static str) -> Place {
        Place::read(line).expect("well formed")
    }

    #[test]
    fn codes_tell_the_level_and_the_parents() {
        let suthep = place("500108\tสุเทพ\tSuthep\t50100 50200");
        assert_eq!(suthep.level(), Level::Subdistrict);
        assert_eq!(
            (suthep.province_code(), suthep.district_code(), suthep.parent_code()),
            ("50", Some("5001"), Some("5001"))
        );
        assert_eq!(suthep.postal_codes().collect::<Vec<_>>(), ["50100", "50200"]);
        let province = place("50\tเชียงใหม่\tChiang Mai\t");
        assert_eq!(
            (province.district_code(), province.parent_code(), province.postal_codes().count()),
            (None, None, 0)
        );
    }

    #[test]
    fn titles_follow_the_level_and_bangkok() {
        for (line, thai, english) in [
            ("10\tกรุงเทพมหานคร\tBangkok\t", "กรุงเทพมหานคร", "Bangkok"),
            ("50\tเชียงใหม่\tChiang Mai\t", "จังหวัดเชียงใหม่", "Chiang Mai Province"),
            ("1004\tบางรัก\tBang Rak\t", "เขตบางรัก", "Bang Rak District"),
            ("5007\tแม่ริม\tMae Rim\t", "อำเภอแม่ริม", "Mae Rim District"),
            ("100402\tสีลม\tSi Lom\t10500", "แขวงสีลม", "Si Lom Subdistrict"),
            ("500108\tสุเทพ\tSuthep\t50200", "ตำบลสุเทพ", "Suthep Subdistrict"),
        ] {
            let titled = place(line).titled();
            assert_eq!((titled.get(Lang::Th), titled.get(Lang::En)), (thai, english));
        }
    }

    #[test]
    fn refuses_codes_of_another_shape() {
        for code in ["", "5", "500", "50a1", "5001081", "๕๐"] {
            assert_eq!(Level::of_code(code), None, "{code}");
        }
    }
}
