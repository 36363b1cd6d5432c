//! A workbook as it is handed on: sheets of rows of cells, sparse, in order. Owns the shape and looking things up in it.

use crate::name::cell_name;
use jiff::civil::{Date, Time};

/// A workbook: at least one sheet, in the order of its tabs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// The sheets, hidden ones too.
    pub sheets: Vec<Sheet>,
    /// Whether day numbers count from 1904 (old Macintosh workbooks) instead of 1900.
    pub from_1904: bool,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The name on the tab; for a delimited text the stem of the file's name.
    pub name: String,
    /// Whether the tab is hidden.
    pub hidden: bool,
    /// Rows that hold something, in order.
    pub rows: Vec<Row>,
    /// Merged areas; the value stands in the first cell.
    pub merged: Vec<Area>,
    /// Times of day that cells show and their values leave out, in the order of the cells.
    pub times: Vec<ShownTime>,
}

/// The time of day that a cell shows: beside a date, or alone where its value is the bare fraction of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownTime {
    /// The row's number, from 1.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
    /// The time, to the millisecond.
    pub time: Time,
}

/// One row that holds something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The row's number, from 1, as the spreadsheet shows it.
    pub number: u32,
    /// Cells that hold something, by column.
    pub cells: Vec<Cell>,
}

/// One cell that holds something.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The column, from 0.
    pub column: u32,
    /// What it holds.
    pub value: Value,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text as written, never empty.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, when the cell is shown as a date; as written, so the year may be Buddhist. A time of day is dropped.
    Date(Date),
    /// Yes or no.
    Bool(bool),
    /// A formula's error, such as `#REF!`.
    Error(String),
    /// A formula whose result the program that wrote the file never worked out.
    Uncalculated,
}

/// A rectangle of cells, rows from 1, columns from 0, all inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Topmost row.
    pub first_row: u32,
    /// Bottom row.
    pub last_row: u32,
    /// Leftmost column.
    pub first_column: u32,
    /// Rightmost column.
    pub last_column: u32,
}

impl Area {
    /// Whether the area covers a cell.
    pub fn contains(&self, row: u32, column: u32) -> bool {
        (self.first_row..=self.last_row).contains(&row) && (self.first_column..=self.last_column).contains(&column)
    }

    /// The name of its first cell, such as `G3`.
    pub fn first_cell(&self) -> String {
        cell_name(self.first_row, self.first_column)
    }
}

impl Sheet {
    /// The row with a number (from 1), when it holds something.
    pub fn row(&self, number: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok().and_then(|index| self.rows.get(index))
    }

    /// The time of day that a cell shows; row from 1, column from 0.
    pub fn time(&self, row: u32, column: u32) -> Option<Time> {
        let found = self.times.binary_search_by_key(&(row, column), |shown| (shown.row, shown.column));
        found.ok().and_then(|index| self.times.get(index)).map(|shown| shown.time)
    }

    /// What a cell holds; row from 1, column from 0.
    pub fn value(&self, row: u32, column: u32) -> Option<&Value> {
        self.row(row)?.value(column)
    }
}

impl Row {
    /// What the cell in a column (from 0) holds.
    pub fn value(&self, column: u32) -> Option<&Value> {
        self.cells
            .binary_search_by_key(&column, |cell| cell.column)
            .ok()
            .and_then(|index| self.cells.get(index))
            .map(|cell| &cell.value)
    }
}

impl Value {
    /// What a reader sees in the cell, near enough to quote it: whole numbers without a fraction, dates in ISO form.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Uncalculated => String::new(),
        }
    }

    pub(crate) fn is_empty_text(&self) -> bool {
        matches!(self, Self::Text(text) | Self::Error(text) if text.trim().is_empty())
    }
}
