//! Collects the cells of a workbook while counting them against the limits. Owns the order of rows and cells.

use crate::error::Excess;
use crate::name::cell_name;
use crate::serial::time_of_day;
use crate::{Area, Cell, Limits, Row, Sheet, SheetError, ShownTime, Value, Workbook};

/// A workbook under construction.
pub(crate) struct Builder<'a> {
    limits: &'a Limits,
    workbook: Workbook,
    sheet: Sheet,
    rows: u64,
    cells: u64,
    text_bytes: u64,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(limits: &'a Limits, from_1904: bool) -> Self {
        let workbook = Workbook { sheets: Vec::new(), from_1904 };
        Self { limits, workbook, sheet: Sheet::default(), rows: 0, cells: 0, text_bytes: 0 }
    }

    pub(crate) fn begin_sheet(&mut self, name: &str, hidden: bool) -> Result<(), SheetError> {
        Excess::Sheets.check(self.workbook.sheets.len() as u64 + 1, self.limits.sheets)?;
        self.sheet = Sheet { name: name.to_owned(), hidden, ..Sheet::default() };
        Ok(())
    }

    /// Adds a cell; row from 1, column from 0. Blank text is nothing and is dropped.
    pub(crate) fn put(&mut self, row: u32, column: u32, value: Value) -> Result<(), SheetError> {
        if let Value::Text(text) | Value::Error(text) = &value {
            if text.trim().is_empty() {
                return Ok(());
            }
            // A text is at most as many characters as bytes, so that most are never counted.
            if text.len() as u64 > self.limits.cell_length {
                let length = text.chars().count() as u64;
                self.check_at(Excess::CellLength, length, self.limits.cell_length, (row, column))?;
            }
            self.text_bytes += text.len() as u64;
            Excess::TextBytes.check(self.text_bytes, self.limits.text_bytes)?;
        }
        self.check_at(Excess::Columns, u64::from(column) + 1, self.limits.columns, (row, column))?;
        self.cells += 1;
        Excess::Cells.check(self.cells, self.limits.cells)?;
        match self.sheet.rows.last_mut() {
            Some(last) if last.number == row => last.cells.push(Cell { column, value }),
            _ => {
                self.rows += 1;
                Excess::Rows.check(self.rows, self.limits.rows)?;
                self.sheet.rows.push(Row { number: row, cells: vec![Cell { column, value }] });
            }
        }
        Ok(())
    }

    /// Checks a limit that a single cell can pass, and then says which did.
    pub(crate) fn check_at(
        &self,
        excess: Excess,
        found: u64,
        allowed: u64,
        (row, column): (u32, u32),
    ) -> Result<(), SheetError> {
        excess.check(found, allowed).map_err(|_| SheetError::TooMuchAt {
            excess,
            allowed,
            sheet: self.sheet.name.clone(),
            cell: cell_name(row, column),
        })
    }

    /// Notes the time of day that a cell shows, which its value leaves out.
    pub(crate) fn note_time(&mut self, row: u32, column: u32, serial: Option<f64>) {
        if let Some(time) = serial.and_then(time_of_day) {
            self.sheet.times.push(ShownTime { row, column, time });
        }
    }

    /// Notes a merged area; there are never more of them than cells are allowed.
    pub(crate) fn merge(&mut self, area: Area) -> Result<(), SheetError> {
        Excess::Cells.check(self.sheet.merged.len() as u64 + 1, self.limits.cells)?;
        self.sheet.merged.push(area);
        Ok(())
    }

    pub(crate) fn end_sheet(&mut self) {
        let mut sheet = std::mem::take(&mut self.sheet);
        put_in_order(&mut sheet.rows);
        sheet.times.sort_by_key(|shown| (shown.row, shown.column));
        self.workbook.sheets.push(sheet);
    }

    pub(crate) fn finish(self) -> Result<Workbook, SheetError> {
        if self.workbook.sheets.is_empty() {
            return Err(SheetError::damaged("no sheet"));
        }
        Ok(self.workbook)
    }
}

/// Programs write rows and cells in order, but nothing makes them. A cell written twice keeps its last value, as in Excel.
fn put_in_order(rows: &mut Vec<Row>) {
    if !rows.is_sorted_by(|a, b| a.number < b.number) {
        rows.sort_by_key(|row| row.number);
        rows.dedup_by(|later, earlier| {
            let same = later.number == earlier.number;
            if same {
                earlier.cells.append(&mut later.cells);
            }
            same
        });
    }
    for row in rows.iter_mut().filter(|row| !row.cells.is_sorted_by(|a, b| a.column < b.column)) {
        row.cells.sort_by_key(|cell| cell.column);
        row.cells.reverse();
        row.cells.dedup_by_key(|cell| cell.column);
        row.cells.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_cells_come_out_in_order_with_the_last_value() {
        let limits = Limits::default();
        let mut builder = Builder::new(&limits, false);
        builder.begin_sheet("s", false).expect("sheet");
        for (row, column, number) in [(3, 1, 1.0), (2, 5, 2.0), (3, 0, 3.0), (3, 1, 4.0)] {
            builder.put(row, column, Value::Number(number)).expect("fits");
        }
        builder.end_sheet();
        let workbook = builder.finish().expect("workbook");
        let sheet = &workbook.sheets[0];
        assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(sheet.value(3, 0), Some(&Value::Number(3.0)));
        assert_eq!(sheet.value(3, 1), Some(&Value::Number(4.0)));
        assert_eq!(sheet.value(2, 5), Some(&Value::Number(2.0)));
        assert_eq!(sheet.value(1, 0), None);
    }
}
