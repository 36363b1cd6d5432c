//! How the reader asks where a named place is. Owns the question; `places` answers it.

use crate::cell::Memory;
use language::Message;
use places::{Gazetteer, Level};

/// Finds official codes of places by what people write.
pub trait PlaceFinder {
    /// The code of a province.
    ///
    /// # Errors
    /// A sentence for the reader when there is no such province or no telling which.
    fn province(&self, text: &str) -> Result<String, Message>;

    /// The code of a district, in a province when that is known.
    ///
    /// # Errors
    /// As for provinces.
    fn district(&self, text: &str, province: Option<&str>) -> Result<String, Message>;

    /// The code of a subdistrict, in a district or province when that is known.
    ///
    /// # Errors
    /// As for provinces.
    fn subdistrict(&self, text: &str, area: Option<&str>) -> Result<String, Message>;
}

impl PlaceFinder for &'static Gazetteer {
    fn province(&self, text: &str) -> Result<String, Message> {
        self.find_province(text).map(|place| place.code().to_owned()).map_err(|problem| problem.message())
    }

    fn district(&self, text: &str, province: Option<&str>) -> Result<String, Message> {
        self.find_district(text, province).map(|place| place.code().to_owned()).map_err(|problem| problem.message())
    }

    fn subdistrict(&self, text: &str, area: Option<&str>) -> Result<String, Message> {
        self.find_subdistrict(text, area).map(|place| place.code().to_owned()).map_err(|problem| problem.message())
    }
}

/// Looks a place up once for each text and area: a register names the same few places on thousands of rows.
pub(crate) fn find(
    finder: &dyn PlaceFinder,
    memory: &mut Memory,
    level: Level,
    text: &str,
    area: Option<&str>,
) -> Result<String, Message> {
    let asked = (level, text.to_owned(), area.map(str::to_owned));
    memory
        .places
        .entry(asked)
        .or_insert_with(|| match level {
            Level::Province => finder.province(text),
            Level::District => finder.district(text, area),
            Level::Subdistrict => finder.subdistrict(text, area),
        })
        .clone()
}
