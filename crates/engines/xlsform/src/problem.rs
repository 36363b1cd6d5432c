//! What is wrong or odd in a workbook, and in which cell. Sentences are in `locales/<code>/xlsform.ftl`.

use language::{Lang, Message, say};
use std::fmt;

/// Where something stands in a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The sheet's name as written; empty when the workbook as a whole is meant.
    pub sheet: String,
    /// The row, counted from 1; 0 when the whole sheet is meant.
    pub row: usize,
    /// The column's heading as written, when one cell is meant.
    pub column: Option<String>,
}

/// A mistake in a workbook, or something odd, where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What is wrong and what to do.
    pub message: Message,
}

impl Place {
    /// A cell.
    pub fn cell(sheet: &str, row: usize, column: &str) -> Self {
        Self { sheet: sheet.to_owned(), row, column: Some(column.to_owned()) }
    }

    /// A row.
    pub fn row(sheet: &str, row: usize) -> Self {
        Self { sheet: sheet.to_owned(), row, column: None }
    }
}

impl Place {
    /// The place as a reader says it; nothing when the workbook as a whole is meant.
    pub fn message(&self) -> Option<Message> {
        let key = match (&self.column, self.row) {
            (Some(_), _) => "xlsform-at-cell",
            (None, 1..) => "xlsform-at-row",
            (None, 0) if self.sheet.is_empty() => return None,
            (None, 0) => "xlsform-at-sheet",
        };
        // A row is written as a spreadsheet writes it, without separators.
        let message = Message::new(key).with("sheet", self.sheet.as_str()).with("row", self.row.to_string());
        Some(message.with("column", self.column.clone().unwrap_or_default()))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sheet)?;
        if self.row > 0 {
            write!(f, " row {}", self.row)?;
        }
        match &self.column {
            Some(column) => write!(f, ", {column}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separator = if self.place.sheet.is_empty() { "" } else { ": " };
        write!(f, "{}{separator}{}", self.place, say(Lang::En, &self.message))
    }
}

/// Everything that is wrong with a workbook, in its order; never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { "\n" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// What the passes find, gathered.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) problems: Vec<Problem>,
    pub(crate) warnings: Vec<Problem>,
}

/// More problems than anybody reads; the rest is told when these are mended.
const MOST: usize = 500;

impl Report {
    pub(crate) fn problem(&mut self, place: Place, message: Message) {
        let problem = Problem { place, message };
        if self.problems.len() < MOST && !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    pub(crate) fn warn(&mut self, place: Place, message: Message) {
        if self.warnings.len() < MOST {
            self.warnings.push(Problem { place, message });
        }
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_said_in_the_readers_language() {
        let cell = |row, column: Option<&str>| Place { sheet: "survey".into(), row, column: column.map(str::to_owned) };
        let cases = [
            (cell(1234, Some("type")), "survey row 1234, type", "แผ่นงาน survey แถว 1234 คอลัมน์ type"),
            (cell(3, None), "survey row 3", "แผ่นงาน survey แถว 3"),
            (cell(0, None), "survey", "แผ่นงาน survey"),
        ];
        for (place, english, thai) in cases {
            let message = place.message().expect("a place");
            assert_eq!((place.to_string().as_str(), say(Lang::En, &message).as_str()), (english, english));
            assert_eq!(say(Lang::Th, &message), thai);
        }
        assert_eq!(Place::default().message(), None);
    }
}
