//! A sheet seen as a table: cells with merged areas filled in where that is meant. Owns the filling.

use sheets::{Area, Sheet, Value};
use std::collections::HashMap;

/// A sheet with its merged areas at hand.
pub(crate) struct Grid<'a> {
    pub(crate) sheet: &'a Sheet,
    /// Areas by each row they cover; tall hostile ones are cut, as no heading or group of rows is that tall.
    areas: HashMap<u32, Vec<Area>>,
}

/// Rows of a merged area that are looked at.
const TALLEST: u32 = 1_000;
/// Merged areas of a sheet that are looked at.
const MOST_AREAS: usize = 20_000;

impl<'a> Grid<'a> {
    pub(crate) fn new(sheet: &'a Sheet) -> Self {
        let mut areas: HashMap<u32, Vec<Area>> = HashMap::new();
        for area in sheet.merged.iter().take(MOST_AREAS) {
            for row in area.first_row..=area.last_row.min(area.first_row.saturating_add(TALLEST)) {
                areas.entry(row).or_default().push(*area);
            }
        }
        Self { sheet, areas }
    }

    /// The merged area that covers a cell.
    pub(crate) fn area(&self, row: u32, column: u32) -> Option<&Area> {
        self.areas.get(&row)?.iter().find(|area| area.contains(row, column))
    }

    /// What a cell holds; for a cell inside a merged area, what the area holds.
    pub(crate) fn filled(&self, row: u32, column: u32) -> Option<&'a Value> {
        self.sheet.value(row, column).or_else(|| {
            let area = self.area(row, column)?;
            self.sheet.value(area.first_row, area.first_column)
        })
    }

    /// As [`Grid::filled`], but only downwards within the column: how a date merged over the rows of a day is meant, whereas a cell
    /// merged across columns is a heading.
    pub(crate) fn filled_down(&self, row: u32, column: u32) -> Option<&'a Value> {
        self.sheet.value(row, column).or_else(|| {
            let area =
                self.area(row, column).filter(|area| area.first_column == column && area.last_column == column)?;
            self.sheet.value(area.first_row, column)
        })
    }
}
