//! How the reader asks where a named place is. Owns the question; `places` answers it.

use crate::cell::Memory;
use language::{Lang, Message, Text};
use places::{Gazetteer, Level};

/// A place that a cell means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its official code.
    pub code: String,
    /// Its name, where it was written with a wrong letter and the reader should be told how it was understood.
    pub guess: Option<Text>,
}

/// Finds official codes of places by what people write.
pub trait PlaceFinder {
    /// The place of a level that a cell means, in an area when one is known.
    ///
    /// # Errors
    /// A sentence for the reader when there is no such place or no telling which.
    fn find(&self, level: Level, text: &str, area: Option<&str>) -> Result<Found, Message>;

    /// The code of the one province that a title or a remark names plainly.
    fn province_told(&self, text: &str) -> Option<String>;
}

impl PlaceFinder for &'static Gazetteer {
    fn find(&self, level: Level, text: &str, area: Option<&str>) -> Result<Found, Message> {
        let meant = self.meant(level, text, area).map_err(|problem| problem.message())?;
        let name = || Text::new(meant.place.name_in(Lang::En)).with(Lang::Th, meant.place.name_in(Lang::Th));
        Ok(Found { code: meant.place.code().to_owned(), guess: meant.is_guess.then(name) })
    }

    fn province_told(&self, text: &str) -> Option<String> {
        Gazetteer::province_told(self, text).map(|place| place.code().to_owned())
    }
}

/// Looks a place up once for each text and area: a register names the same few places on thousands of rows.
pub(crate) fn find(
    finder: &dyn PlaceFinder,
    memory: &mut Memory,
    level: Level,
    text: &str,
    area: Option<&str>,
) -> Result<Found, Message> {
    let asked = (level, text.to_owned(), area.map(str::to_owned));
    memory.places.entry(asked).or_insert_with(|| finder.find(level, text, area)).clone()
}

/// As [`find`], for the province that a title or remark names.
pub(crate) fn province_told(finder: &dyn PlaceFinder, memory: &mut Memory, text: &str) -> Option<String> {
    memory.told.entry(text.to_owned()).or_insert_with(|| finder.province_told(text)).clone()
}
