//! Whether rows of totals agree with the rows they sum. Owns the running sums and the comparison.

use crate::cell::count_of;
use crate::plan::{Table, Target};
use crate::problem::{Problem, Severity};
use language::Message;
use sheets::{Row, cell_name};
use std::collections::{BTreeMap, HashSet};

/// Sums by column. Rows entered twice are summed in one way with and in one without their second time: people correct either.
#[derive(Clone, Debug, Default)]
struct Sums {
    all: BTreeMap<u32, u64>,
    once: BTreeMap<u32, u64>,
    rows: u32,
}

impl Sums {
    fn add(&mut self, column: u32, count: u64, is_repeated: bool) {
        *self.all.entry(column).or_default() += count;
        *self.once.entry(column).or_default() += if is_repeated { 0 } else { count };
    }

    fn of(&self, column: u32) -> [u64; 2] {
        [&self.all, &self.once].map(|sums| sums.get(&column).copied().unwrap_or_default())
    }
}

/// A row of totals: its number, what it says by column, and the sums of the whole and of the group above it.
type RowOfTotals = (u32, Vec<(u32, u64)>, Sums, Sums);

/// The sums of a table's columns while its rows are walked.
pub(crate) struct Totals<'a> {
    table: &'a Table,
    columns: Vec<u32>,
    /// Columns that are counted; the others sum them.
    counted: Vec<u32>,
    whole: Sums,
    /// Since the last row of totals.
    group: Sums,
    seen: HashSet<String>,
    /// Rows of totals with the sums of what stood above them.
    rows: Vec<RowOfTotals>,
}

impl<'a> Totals<'a> {
    pub(crate) fn new(table: &'a Table) -> Self {
        let of = |is_such: fn(&Target) -> bool| {
            let targets = table.mapping.targets().filter(move |(_, target)| is_such(target));
            targets.map(|(column, _)| column.column).collect::<Vec<_>>()
        };
        Self {
            table,
            columns: of(|target| matches!(target, Target::Count { .. } | Target::Total { .. })),
            counted: of(|target| matches!(target, Target::Count { .. })),
            whole: Sums::default(),
            group: Sums::default(),
            seen: HashSet::new(),
            rows: Vec::new(),
        }
    }

    /// Takes in the row of a record.
    pub(crate) fn add(&mut self, row: &Row) {
        let is_serial = |column: u32| {
            self.table.mapping.targets().any(|(own, target)| own.column == column && *target == Target::Serial)
        };
        let cells = row.cells.iter().filter(|cell| !is_serial(cell.column));
        let told: String = cells.map(|cell| format!("{}={}\n", cell.column, cell.value.shown())).collect();
        let is_repeated = !self.seen.insert(told);
        self.whole.rows += 1;
        self.group.rows += 1;
        for (column, count) in self.numbers(row) {
            self.whole.add(column, count, is_repeated);
            self.group.add(column, count, is_repeated);
        }
    }

    fn numbers(&self, row: &Row) -> Vec<(u32, u64)> {
        let number =
            |column: &u32| Some((*column, row.value(*column).and_then(|value| count_of(value).ok().flatten())?));
        self.columns.iter().filter_map(number).collect()
    }

    /// Takes in a row of totals.
    pub(crate) fn add_total(&mut self, row: &Row) {
        let numbers = self.numbers(row);
        self.rows.push((row.number, numbers, self.whole.clone(), std::mem::take(&mut self.group)));
    }

    /// Whether every number of a row sums at least so many rows above it: its column, or all that is counted.
    pub(crate) fn sums_what_is_above(&self, row: &Row, least_rows: u32) -> bool {
        let numbers = self.numbers(row);
        let sums = [&self.whole, &self.group];
        let agrees = |column: u32, number: &u64| {
            let mut enough = sums.iter().filter(|sums| sums.rows >= least_rows);
            enough.any(|sums| sums.of(column).contains(number) || self.of_all_counted(sums).contains(number))
        };
        !numbers.is_empty() && numbers.iter().all(|(column, number)| agrees(*column, number))
    }

    fn of_all_counted(&self, sums: &Sums) -> [u64; 2] {
        let each = self.counted.iter().map(|column| sums.of(*column));
        each.fold([0, 0], |[all, once], [more, more_once]| [all + more, once + more_once])
    }

    /// Totals that agree neither with the rows since the last one, nor with all above, nor with the whole table.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (row, numbers, above, group) in &self.rows {
            for (column, number) in numbers {
                let sums = [group, above, &self.whole];
                let agrees = sums
                    .iter()
                    .any(|sums| sums.of(*column).contains(number) || self.of_all_counted(sums).contains(number));
                let [sum, _] = if group.of(*column)[0] > 0 { group } else { above }.of(*column);
                if agrees || sum == 0 {
                    continue;
                }
                let message = Message::new("registers-total-row-differs").with("total", *number).with("sum", sum);
                problems.push(Problem {
                    sheet: self.table.sheet.clone(),
                    row: *row,
                    cell: cell_name(*row, *column),
                    severity: Severity::Warning,
                    message,
                });
            }
        }
        problems
    }
}
