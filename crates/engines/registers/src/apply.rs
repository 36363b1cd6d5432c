//! Reads the rows of planned tables to answers. Owns the walk over the rows, what belongs to one record, and what was entered twice.

use crate::attendance::{Line, read_lines, to_answers};
use crate::cell::{Lookup, Memory, is_blank, is_ditto};
use crate::dates::{DateColumn, order_of, year_of};
use crate::fields::{Answers, Context};
use crate::grid::Grid;
use crate::plan::{Plan, Table, Target};
use crate::problem::{Collector, Problem, Severity};
use crate::row::RowJudge;
use crate::schema::{Kind, Schema};
use crate::where_found::PlaceFinder;
use calendar::DateOrder;
use language::Message;
use serde_json::{Map, Value as Json};
use sheets::{Row, Sheet, Value, Workbook, cell_name};
use std::collections::{BTreeMap, HashMap};

/// What a workbook holds, read by a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The tables that were read.
    pub tables: Vec<Table>,
    /// Every record, with those that cannot be imported and those that were entered before.
    pub rows: Vec<RowReading>,
    /// Rows that are no records, and why.
    pub skipped: Vec<SkippedRow>,
    /// What concerns a column or a sheet rather than one row.
    pub problems: Vec<Problem>,
}

/// A record read from a row, or from several rows that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct RowReading {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// Further rows with counts of the same record.
    pub further_rows: Vec<u32>,
    /// The answers, as the form's instance holds them: objects for groups, arrays for repeats, every value a text.
    pub answers: Json,
    /// What is wrong or was guessed.
    pub problems: Vec<Problem>,
    /// Sheet and row of the record that this one repeats word for word.
    pub duplicate_of: Option<(String, u32)>,
}

impl RowReading {
    /// Whether something in the row has to be corrected before it can be imported.
    pub fn has_error(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

impl Reading {
    /// The records to import: without errors, and each once.
    pub fn importable(&self) -> impl Iterator<Item = &RowReading> {
        self.rows.iter().filter(|row| row.duplicate_of.is_none() && !row.has_error())
    }

    /// Every problem, of the tables first, then row by row.
    pub fn all_problems(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().chain(self.rows.iter().flat_map(|row| &row.problems))
    }
}

/// A row that is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedRow {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// Why it is none.
    pub reason: Skip,
}

/// Why a row is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    /// Nothing but signs for nothing, or a number of the row.
    Blank,
    /// The headings once more.
    Header,
    /// A sum of rows.
    Total,
    /// One text for the rows below it, or a remark under the table.
    SubHeading(String),
}

impl Skip {
    /// The reason as a sentence for a preview.
    pub fn message(&self) -> Message {
        match self {
            Self::Blank => Message::new("registers-skip-blank"),
            Self::Header => Message::new("registers-skip-header"),
            Self::Total => Message::new("registers-skip-total"),
            Self::SubHeading(text) => Message::new("registers-skip-sub-heading").with("text", text.as_str()),
        }
    }
}

/// Reads every row of the planned tables. Nothing is dropped in silence: a row is a [`RowReading`] or a [`SkippedRow`], but for rows
/// in which no cell holds anything.
pub fn apply(workbook: &Workbook, schema: &Schema, plan: &Plan, finder: &dyn PlaceFinder) -> Reading {
    let lookup = Lookup::new(schema);
    let mut memory = Memory::default();
    let mut reading = Reading { tables: plan.tables.clone(), ..Reading::default() };
    for table in &plan.tables {
        let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name == table.sheet) else { continue };
        let dates = date_columns(sheet, table, schema, workbook.from_1904, &mut reading.problems);
        tell_unread_columns(sheet, table, &mut reading.problems);
        let first_column = table.mapping.columns.first().map_or(0, |column| column.column);
        let context = Context { schema, lookup: &lookup, finder, mapping: &table.mapping, dates, first_column };
        TableReader { table, grid: Grid::new(sheet), context }.read(&mut memory, &mut reading);
    }
    mark_duplicates(&mut reading.rows);
    reading
}

/// Columns of dates with what the whole column, titles and the sheet's name tell about them.
fn date_columns(
    sheet: &Sheet,
    table: &Table,
    schema: &Schema,
    from_1904: bool,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, DateColumn> {
    let titles = sheet.rows.iter().take_while(|row| row.number < table.first_header_row).flat_map(|row| &row.cells);
    let titles: Vec<String> = titles.map(|cell| cell.value.shown()).collect();
    let year = year_of(titles.iter().map(String::as_str).chain([sheet.name.as_str()]));
    let mut columns = BTreeMap::new();
    for field in &schema.fields {
        let Kind::Date { earliest, latest } = &field.kind else { continue };
        let known = DateColumn { earliest: *earliest, latest: *latest, from_1904, year, ..DateColumn::default() };
        let own: Vec<_> = table.mapping.columns_of(&field.path).collect();
        let [column] = own.as_slice() else {
            columns.insert(field.path.clone(), known);
            continue;
        };
        let texts = body(sheet, table).filter_map(|row| match row.value(column.column) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        });
        let order = order_of(&texts.collect::<Vec<_>>());
        if order == DateOrder::MonthFirst {
            let message = Message::new("registers-month-first").with("heading", column.heading.as_str());
            problems.push(of_column(table, column.column, Severity::Warning, message));
        }
        columns.insert(field.path.clone(), DateColumn { order, ..known });
    }
    columns
}

fn body<'s>(sheet: &'s Sheet, table: &Table) -> impl Iterator<Item = &'s Row> {
    let last = table.last_header_row;
    sheet.rows.iter().filter(move |row| row.number > last)
}

fn of_column(table: &Table, column: u32, severity: Severity, message: Message) -> Problem {
    let row = table.last_header_row;
    Problem { sheet: table.sheet.clone(), row, cell: cell_name(row, column), severity, message }
}

fn tell_unread_columns(sheet: &Sheet, table: &Table, problems: &mut Vec<Problem>) {
    for column in table.mapping.columns.iter().filter(|column| column.target.is_none()) {
        let holds = body(sheet, table).any(|row| row.value(column.column).is_some_and(|value| !is_blank(value)));
        if holds {
            let message = Message::new("registers-column-not-read").with("heading", column.heading.as_str());
            problems.push(of_column(table, column.column, Severity::Notice, message));
        }
    }
}

struct TableReader<'a> {
    table: &'a Table,
    grid: Grid<'a>,
    context: Context<'a>,
}

/// A record while further rows may still belong to it.
struct Draft {
    row: u32,
    further_rows: Vec<u32>,
    /// As read from the cells, before anything was filled in.
    answers: Answers,
    /// By tally, in the schema's order.
    lines: Vec<Vec<Line>>,
    remarks: Vec<String>,
    problems: Vec<Problem>,
}

impl TableReader<'_> {
    fn read(&self, memory: &mut Memory, reading: &mut Reading) {
        let judge = RowJudge::new(self.table, self.date_column());
        let mut above: HashMap<u32, &Value> = HashMap::new();
        let mut province: Option<String> = None;
        let mut draft: Option<Draft> = None;
        for row in body(self.grid.sheet, self.table) {
            if let Some(reason) = judge.skip(row) {
                if let Skip::SubHeading(text) = &reason {
                    province = self.context.finder.province(text).ok().or(province);
                }
                let sheet = self.table.sheet.clone();
                reading.skipped.push(SkippedRow { sheet, row: row.number, reason });
                continue;
            }
            let next = self.draft(row, &above, province.as_deref(), memory);
            draft = match draft {
                Some(mut earlier) if self.continues(&earlier, &next) => {
                    earlier.take_in(next);
                    Some(earlier)
                }
                earlier => {
                    reading.rows.extend(earlier.map(|earlier| self.finish(earlier, memory)));
                    Some(next)
                }
            };
            above.extend(row.cells.iter().filter(|cell| !is_ditto(&cell.value)).map(|cell| (cell.column, &cell.value)));
        }
        reading.rows.extend(draft.map(|draft| self.finish(draft, memory)));
    }

    fn date_column(&self) -> Option<(u32, DateColumn)> {
        let mut dates = self.context.dates.iter();
        dates.find_map(|(path, dates)| {
            let mut columns = self.table.mapping.columns_of(path);
            // A date in parts does not show in any one cell whether the row has one.
            columns.next().filter(|_| columns.next().is_none()).map(|column| (column.column, *dates))
        })
    }

    fn draft(&self, row: &Row, above: &HashMap<u32, &Value>, province: Option<&str>, memory: &mut Memory) -> Draft {
        let mut collector = Collector::new(&self.table.sheet, row.number);
        let own = |column: u32| row.value(column);
        let filled = |column: u32| match self.grid.filled_down(row.number, column) {
            Some(value) if is_ditto(value) => above.get(&column).copied(),
            value => value,
        };
        let answers = self.context.read(&filled, province, memory, &mut collector);
        let mut lines = Vec::new();
        for tally in &self.context.schema.tallies {
            let at = |column: u32| if self.counts(column) { own(column) } else { filled(column) };
            lines.push(read_lines(tally, &self.table.mapping, &at, self.context.lookup, &mut collector));
        }
        let remarks = self.context.remarks(&filled);
        Draft { row: row.number, further_rows: Vec::new(), answers, lines, remarks, problems: collector.problems }
    }

    /// A number merged over several rows still counts once.
    fn counts(&self, column: u32) -> bool {
        let of_column = self.table.mapping.targets().find(|(candidate, _)| candidate.column == column);
        matches!(of_column, Some((_, Target::Count { .. } | Target::Total { .. })))
    }

    /// In a table with one category of people to a row, the next row belongs to the same record when it says nothing else, or the
    /// same, and counts other people.
    fn continues(&self, earlier: &Draft, next: &Draft) -> bool {
        let by_category = self.table.mapping.targets().any(|(_, target)| matches!(target, Target::Category { .. }));
        let says_the_same = next.answers.iter().all(|(path, answer)| earlier.answers.get(path) == Some(answer));
        let counts_others = earlier
            .lines
            .iter()
            .zip(&next.lines)
            .all(|(earlier, next)| next.iter().all(|line| earlier.iter().all(|other| other.of != line.of)));
        by_category && says_the_same && counts_others && next.lines.iter().any(|lines| !lines.is_empty())
    }

    fn finish(&self, draft: Draft, memory: &mut Memory) -> RowReading {
        let mut collector = Collector::new(&self.table.sheet, draft.row);
        collector.problems = draft.problems;
        let mut answers = draft.answers;
        self.context.complete(&mut answers, &draft.remarks, memory, &mut collector);
        let mut json = Map::new();
        for (path, answer) in answers {
            put(&mut json, &path, Json::String(answer));
        }
        for (tally, lines) in self.context.schema.tallies.iter().zip(&draft.lines) {
            if lines.is_empty() {
                self.tell_nobody_counted(&tally.repeat, &mut collector);
            } else {
                put(&mut json, &tally.repeat, to_answers(tally, lines));
            }
        }
        RowReading {
            sheet: self.table.sheet.clone(),
            row: draft.row,
            further_rows: draft.further_rows,
            answers: Json::Object(json),
            problems: collector.problems,
            duplicate_of: None,
        }
    }

    fn tell_nobody_counted(&self, tally: &str, collector: &mut Collector<'_>) {
        let count = self
            .table
            .mapping
            .targets()
            .find(|(_, target)| matches!(target, Target::Count { repeat, .. } if repeat == tally));
        let told = collector.problems.iter().any(|problem| problem.severity == Severity::Error);
        if let Some((column, _)) = count.filter(|_| !told) {
            collector.add(column.column, Severity::Warning, Message::new("registers-nobody-counted"));
        }
    }
}

impl Draft {
    fn take_in(&mut self, next: Self) {
        self.further_rows.push(next.row);
        for (lines, more) in self.lines.iter_mut().zip(next.lines) {
            lines.extend(more);
        }
        self.remarks.extend(next.remarks);
        self.problems.extend(next.problems);
    }
}

/// Puts an answer at its path, making the objects of its groups.
fn put(object: &mut Map<String, Json>, path: &str, answer: Json) {
    match path.split_once('/') {
        None => {
            object.insert(path.to_owned(), answer);
        }
        Some((group, rest)) => {
            let inner = object.entry(group.to_owned()).or_insert_with(|| Json::Object(Map::new()));
            if let Json::Object(inner) = inner {
                put(inner, rest, answer);
            }
        }
    }
}

/// A record with the same answers as an earlier one is kept once; the later one says where the first is.
fn mark_duplicates(rows: &mut [RowReading]) {
    let mut seen: HashMap<String, (String, u32)> = HashMap::new();
    for row in rows.iter_mut().filter(|row| row.answers.as_object().is_some_and(|answers| !answers.is_empty())) {
        let place = (row.sheet.clone(), row.row);
        let first = seen.entry(row.answers.to_string()).or_insert_with(|| place.clone());
        if *first != place {
            let message =
                Message::new("registers-duplicate").with("sheet", first.0.as_str()).with("row", first.1.to_string());
            let cell = cell_name(row.row, 0);
            let (sheet, number) = place;
            row.problems.push(Problem { sheet, row: number, cell, severity: Severity::Notice, message });
            row.duplicate_of = Some(first.clone());
        }
    }
}
