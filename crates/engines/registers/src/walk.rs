//! The walk over a table's rows: which are records, what stands around them, and which rows are one record together. Owns the order of
//! that; single questions are asked of `row`, `around`, `above`, `totals` and `draft`.

use crate::above::Above;
use crate::around::Around;
use crate::attendance::{LineCells, compare_totals, read_lines, tell_unspecified};
use crate::cell::{Memory, is_blank, is_ditto};
use crate::dates::DateColumn;
use crate::draft::{Draft, Drafts};
use crate::fields::Context;
use crate::grid::Grid;
use crate::heading::Headings;
use crate::linked::Linked;
use crate::plan::{Table, Target};
use crate::problem::{Collector, Problem, Severity};
use crate::reading::{Reading, Skip, SkippedRow};
use crate::row::{RowJudge, joined};
use crate::totals::Totals;
use crate::where_found::province_told;
use language::Message;
use sheets::{Row, Sheet, Value, cell_name};
use std::collections::HashMap;

/// The rows below a table's headings.
pub(crate) fn body<'s>(sheet: &'s Sheet, table: &Table) -> impl Iterator<Item = &'s Row> {
    let (first, last) = (table.last_header_row, table.last_row);
    sheet.rows.iter().filter(move |row| row.number > first && last.is_none_or(|last| row.number <= last))
}

/// Reads one table.
pub(crate) struct TableReader<'a> {
    pub(crate) table: &'a Table,
    pub(crate) grid: Grid<'a>,
    pub(crate) context: Context<'a>,
    pub(crate) headings: &'a Headings<'a>,
    pub(crate) linked: &'a Linked,
    /// The column of numbers that may count people and that nobody understands, where nothing else counts them.
    pub(crate) uncounted: Option<u32>,
}

/// The rows that are records, each with what stands around it.
#[derive(Default)]
struct Records<'s> {
    rows: Vec<(&'s Row, usize)>,
    arounds: Vec<Around>,
}

impl<'a> TableReader<'a> {
    pub(crate) fn read(&self, rows: &'a [Row], memory: &mut Memory, reading: &mut Reading) {
        let mut judge = RowJudge::new(self.table, &self.context, self.headings, self.date_column());
        let records = self.records(rows, &mut judge, memory, reading);
        let own: Vec<&Row> = records.rows.iter().map(|(row, _)| *row).collect();
        let value_at =
            |row: &'a Row, column: u32| self.grid.filled_down(row.number, column).filter(|value| !is_blank(value));
        let mut above = Above::new(self.table, &self.context, &own, &value_at);
        let mut dittoed: HashMap<u32, &Value> = HashMap::new();
        let mut drafts = Drafts::new(self.table);
        let mut last_around = 0;
        for (row, around) in &records.rows {
            if *around != last_around {
                above.end();
                last_around = *around;
            }
            let from_above = above.fill(row, &value_at);
            let filled = |column: u32| match self.grid.filled_down(row.number, column) {
                Some(value) if is_ditto(value) => dittoed.get(&column).copied(),
                Some(value) if !is_blank(value) => Some(value),
                value => from_above.get(&column).copied().or(value),
            };
            let around = records.arounds.get(*around).cloned().unwrap_or_default();
            let draft = self.draft(row, &filled, &around, &judge, memory);
            drafts.add(draft);
            let own = row.cells.iter().filter(|cell| !is_ditto(&cell.value));
            dittoed.extend(own.map(|cell| (cell.column, &cell.value)));
        }
        reading.problems.extend(above.problems(self.table, &self.context));
        for draft in drafts.all() {
            reading.rows.push(draft.finish(self, memory));
        }
    }

    /// Tells records from what stands between them.
    fn records(
        &self,
        rows: &'a [Row],
        judge: &mut RowJudge<'_>,
        memory: &mut Memory,
        reading: &mut Reading,
    ) -> Records<'a> {
        let finder = self.context.finder;
        let mut around = Around::of_table(self.grid.sheet, self.table, &mut |text| province_told(finder, memory, text));
        let mut records = Records { rows: Vec::new(), arounds: vec![around.clone()] };
        let mut totals = Totals::new(self.table);
        let (date_column, date_rules) = (self.date_column(), self.date_rules());
        for row in rows {
            let dates = DateColumn { around: around.mentioned, ..date_rules };
            let date = date_column.and_then(|column| self.grid.filled_down(row.number, column));
            let skip = judge.skip(row, date, &dates);
            let has_date = date.is_some_and(|value| dates.read(value).is_ok());
            let no_record = |memory: &mut Memory| self.no_record(row, judge, &totals, memory);
            let skip = skip.or_else(|| if has_date { None } else { no_record(memory) });
            let Some(reason) = skip else {
                totals.add(row);
                records.rows.push((row, records.arounds.len() - 1));
                continue;
            };
            match &reason {
                Skip::SubHeading(text) => {
                    around.take(text, &mut |text| province_told(finder, memory, text));
                    records.arounds.push(around.clone());
                }
                Skip::Total => totals.add_total(row),
                _ => {}
            }
            reading.problems.extend(reason.warning().map(|message| self.at_row(row, message)));
            reading.skipped.push(SkippedRow { sheet: self.table.sheet.clone(), row: row.number, reason });
        }
        reading.problems.extend(totals.problems());
        records
    }

    /// What a row without a date is, as only the whole table can tell: sums that nobody labelled, and texts that answer nothing.
    fn no_record(&self, row: &Row, judge: &RowJudge<'_>, totals: &Totals<'_>, memory: &mut Memory) -> Option<Skip> {
        let is_bare = judge.is_only_counts(row);
        if totals.sums_what_is_above(row, if is_bare { 1 } else { 2 }) {
            return Some(Skip::Total);
        }
        if is_bare {
            return None;
        }
        let cells: Vec<(u32, &Value)> =
            row.cells.iter().filter(|cell| !is_blank(&cell.value)).map(|cell| (cell.column, &cell.value)).collect();
        let mut fits = cells.iter().map(|(column, value)| is_ditto(value) || self.context.fits(*column, value, memory));
        let fits = fits.any(|fits| fits);
        (!fits).then(|| Skip::SubHeading(joined(&cells)))
    }

    fn at_row(&self, row: &Row, message: Message) -> Problem {
        let cell = cell_name(row.number, row.cells.first().map_or(0, |cell| cell.column));
        Problem { sheet: self.table.sheet.clone(), row: row.number, cell, severity: Severity::Warning, message }
    }

    /// The column that holds the whole date of a record; a date in parts does not show in any one cell whether the row has one.
    fn date_column(&self) -> Option<u32> {
        self.context.dates.keys().find_map(|path| {
            let mut columns = self.table.mapping.columns_of(path);
            columns.next().filter(|_| columns.next().is_none()).map(|column| column.column)
        })
    }

    fn date_rules(&self) -> DateColumn {
        let has_one = |path: &&String| self.table.mapping.column_of(path).is_some();
        self.context.dates.iter().find(|(path, _)| has_one(path)).map(|(_, rules)| *rules).unwrap_or_default()
    }

    fn draft<'v>(
        &self,
        row: &'v Row,
        filled: &dyn Fn(u32) -> Option<&'v Value>,
        around: &Around,
        judge: &RowJudge<'_>,
        memory: &mut Memory,
    ) -> Draft
    where
        'a: 'v,
    {
        let mut collector = Collector::new(&self.table.sheet, row.number);
        let answers = self.context.read(filled, around, memory, &mut collector);
        let mut lines = Vec::new();
        for tally in &self.context.schema.tallies {
            // A number merged over several rows still counts once.
            let at = |column: u32| if self.counts(column) { row.value(column) } else { filled(column) };
            let cells = LineCells { mapping: &self.table.mapping, value_at: &at };
            let mut own = read_lines(tally, &cells, self.context.lookup, &mut collector);
            for (line, problems) in self.linked.of_row(self.table, tally, row) {
                own.push(line);
                collector.problems.extend(problems);
            }
            compare_totals(tally, &cells, &mut own, &mut collector);
            tell_unspecified(tally, &self.table.mapping, &mut own, &mut memory.said, &mut collector);
            lines.push(own);
        }
        let not_held = judge.not_held_but_counted(row).filter(|_| lines.iter().any(|lines| !lines.is_empty()));
        if let Some((column, text)) = not_held {
            collector.add(column, Severity::Error, Message::new("registers-not-held-but-counted").with("text", text));
        }
        let remarks = self.context.remarks(filled);
        Draft {
            row: row.number,
            further_rows: Vec::new(),
            answers,
            lines,
            remarks,
            repeats: None,
            problems: collector.problems,
        }
    }

    fn counts(&self, column: u32) -> bool {
        let of_column = self.table.mapping.targets().find(|(candidate, _)| candidate.column == column);
        matches!(of_column, Some((_, Target::Count { .. } | Target::Counts { .. } | Target::Total { .. })))
    }
}
