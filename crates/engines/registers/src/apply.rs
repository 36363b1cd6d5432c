//! Reads the planned tables to answers. Owns what is told of whole columns and sheets, and what was entered twice; the walk over rows is
//! `walk`'s.

use crate::cell::{Lookup, Memory, is_blank, number_of};
use crate::dates::{DateColumn, may_be_exchanged, order_of};
use crate::draft::repeated;
use crate::fields::Context;
use crate::grid::Grid;
use crate::heading::Headings;
use crate::linked::Linked;
use crate::plan::{Column, Confidence, Plan, Table, Target, WhyLeftOut};
use crate::problem::{Problem, Severity};
use crate::reading::{Reading, RowReading};
use crate::schema::{Kind, Schema};
use crate::walk::{TableReader, body};
use crate::where_found::PlaceFinder;
use calendar::DateOrder;
use language::{Lang, Message, Text};
use sheets::{Row, Sheet, Value, Workbook, cell_name};
use std::collections::{BTreeMap, HashMap};

/// Reads every row of the planned tables. Nothing is dropped in silence: a row is a [`RowReading`] or a skipped row, but for rows in
/// which no cell holds anything.
pub fn apply(workbook: &Workbook, schema: &Schema, plan: &Plan, finder: &dyn PlaceFinder) -> Reading {
    let lookup = Lookup::new(schema);
    let headings = Headings::new(schema);
    let mut memory = Memory::default();
    let mut reading = Reading { tables: plan.tables.clone(), ..Reading::default() };
    tell_left_out(plan, &mut reading.problems);
    let sheet_of = |table: &Table| workbook.sheets.iter().find(|sheet| sheet.name == table.sheet);
    let mut linked = Linked::default();
    for table in &plan.tables {
        if let Some(sheet) = sheet_of(table) {
            linked.read(sheet, table, schema, &lookup);
        }
    }
    for table in plan.tables.iter().filter(|table| table.part_of.is_none()) {
        let Some(sheet) = sheet_of(table) else { continue };
        let rows = rows_of(sheet, table);
        let dates = date_columns(&rows, table, schema, workbook.from_1904, &mut reading.problems);
        tell_columns(&rows, table, schema, &mut reading.problems);
        let first_column = table.mapping.columns.first().map_or(0, |column| column.column);
        let context = Context { schema, lookup: &lookup, finder, mapping: &table.mapping, dates, first_column };
        let uncounted = uncounted(&rows, table, schema, &linked);
        let grid = Grid::new(sheet);
        let reader = TableReader { table, grid, context, headings: &headings, linked: &linked, uncounted };
        reader.read(&rows, &mut memory, &mut reading);
    }
    mark_duplicates(&mut reading.rows);
    reading
}

/// The rows of a table, without the cells of a table beside it.
fn rows_of(sheet: &Sheet, table: &Table) -> Vec<Row> {
    let own = |row: &Row| match table.span {
        None => row.clone(),
        Some((first, last)) => {
            let cells = row.cells.iter().filter(|cell| (first..=last).contains(&cell.column));
            Row { number: row.number, cells: cells.cloned().collect() }
        }
    };
    body(sheet, table).map(own).filter(|row| !row.cells.is_empty()).collect()
}

/// Columns of dates with what the whole column tells about them.
fn date_columns(
    rows: &[Row],
    table: &Table,
    schema: &Schema,
    from_1904: bool,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, DateColumn> {
    let mut columns = BTreeMap::new();
    for field in &schema.fields {
        let Kind::Date { earliest, latest } = &field.kind else { continue };
        let known = DateColumn { earliest: *earliest, latest: *latest, from_1904, ..DateColumn::default() };
        let own: Vec<_> = table.mapping.columns_of(&field.path).collect();
        let [column] = own.as_slice() else {
            columns.insert(field.path.clone(), known);
            continue;
        };
        let values: Vec<&Value> = rows.iter().filter_map(|row| row.value(column.column)).collect();
        let text = |value: &&'_ Value| if let Value::Text(text) = value { Some(text.clone()) } else { None };
        let texts: Vec<String> = values.iter().filter_map(text).collect();
        let order = order_of(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        if order == DateOrder::MonthFirst {
            let message = Message::new("registers-month-first").with("heading", column.heading.as_str());
            problems.push(of_column(table, column.column, Severity::Warning, message));
        }
        columns.insert(field.path.clone(), DateColumn { order, may_be_exchanged: may_be_exchanged(&values), ..known });
    }
    columns
}

fn of_column(table: &Table, column: u32, severity: Severity, message: Message) -> Problem {
    let row = table.last_header_row;
    Problem { sheet: table.sheet.clone(), row, cell: cell_name(row, column), severity, message }
}

fn tell_left_out(plan: &Plan, problems: &mut Vec<Problem>) {
    for left_out in &plan.left_out {
        let key = match left_out.reason {
            WhyLeftOut::Named => "registers-sheet-named-otherwise",
            WhyLeftOut::Hidden => "registers-sheet-hidden",
            WhyLeftOut::Incomplete => "registers-sheet-incomplete",
        };
        let message = Message::new(key).with("sheet", left_out.sheet.as_str());
        let (sheet, row) = (left_out.sheet.clone(), left_out.row);
        problems.push(Problem { sheet, row, cell: cell_name(row, 0), severity: Severity::Warning, message });
    }
}

/// Columns that are not read although they hold something, and columns whose meaning was guessed.
fn tell_columns(rows: &[Row], table: &Table, schema: &Schema, problems: &mut Vec<Problem>) {
    for column in &table.mapping.columns {
        let holds = || rows.iter().any(|row| row.value(column.column).is_some_and(|value| !is_blank(value)));
        let (severity, message) = match (&column.target, column.confidence) {
            (None, _) if holds() => (Severity::Notice, Message::new("registers-column-not-read")),
            (Some(Target::Ignored), Confidence::Known | Confidence::Similar | Confidence::Guessed) if holds() => {
                (Severity::Notice, Message::new("registers-column-not-counted"))
            }
            (Some(target), Confidence::Guessed) => {
                let message = Message::new("registers-column-guessed").with("meaning", meaning(schema, target));
                (Severity::Warning, message)
            }
            _ => continue,
        };
        let message = message.with("heading", column.heading.as_str());
        problems.push(of_column(table, column.column, severity, message));
    }
}

/// What a column is read as, in words.
fn meaning(schema: &Schema, target: &Target) -> Text {
    match target {
        Target::Answer { path } => schema.field(path).map(|field| field.labels.clone()).unwrap_or_default(),
        Target::Count { repeat, of } => {
            let tally = schema.tallies.iter().find(|tally| tally.repeat == *repeat);
            let dimensions = || tally.into_iter().flat_map(|tally| &tally.dimensions);
            let labels: Vec<&Text> = dimensions()
                .filter_map(|dimension| {
                    let code = of.get(&dimension.question)?;
                    dimension.choices.iter().find(|choice| choice.code == *code).map(|choice| &choice.labels)
                })
                .collect();
            Lang::ALL.into_iter().fold(Text::default(), |text, lang| {
                text.with(lang, labels.iter().map(|label| label.get(lang)).collect::<Vec<_>>().join(", "))
            })
        }
        _ => Text::default(),
    }
}

/// Where nothing counts people: the column that is not read and whose cells are mostly whole numbers.
fn uncounted(rows: &[Row], table: &Table, schema: &Schema, linked: &Linked) -> Option<u32> {
    let counts = |target: &Target| {
        matches!(target, Target::Count { .. } | Target::Counts { .. } | Target::Category { .. } | Target::Total { .. })
    };
    let is_counted = table.mapping.targets().any(|(_, target)| counts(target))
        || schema.tallies.iter().any(|tally| linked.counts(table, tally));
    if is_counted || schema.tallies.is_empty() {
        return None;
    }
    let may_count = |column: &&Column| {
        let is_unread =
            matches!(column.target, None | Some(Target::Ignored)) && column.confidence != Confidence::Chosen;
        let cells: Vec<&Value> =
            rows.iter().filter_map(|row| row.value(column.column)).filter(|value| !is_blank(value)).collect();
        let is_number = |value: &&&Value| number_of(value).is_some_and(|number| number.fract() == 0.0);
        is_unread && !cells.is_empty() && cells.iter().filter(is_number).count() * 2 >= cells.len()
    };
    table.mapping.columns.iter().find(may_count).map(|column| column.column)
}

/// A record with the same answers as an earlier one is kept once; the later one says where the first is.
fn mark_duplicates(rows: &mut [RowReading]) {
    let mut seen: HashMap<String, (String, u32)> = HashMap::new();
    for row in rows.iter_mut().filter(|row| row.answers.as_object().is_some_and(|answers| !answers.is_empty())) {
        if row.duplicate_of.is_some() {
            continue;
        }
        let place = (row.sheet.clone(), row.row);
        let first = seen.entry(row.answers.to_string()).or_insert_with(|| place.clone());
        if *first != place {
            row.problems.push(repeated(&row.sheet, row.row, first));
            row.duplicate_of = Some(first.clone());
        }
    }
}
