//! Records of any kind in words: values by their columns, lists by the kind's own choice of questions. Owns nothing of any one kind.

use crate::WebState;
use crate::parts::{Cell, Column, Fact, Table};
use crate::words;
use collection::Definition;
use forms::Kind;
use language::{Lang, phrase};
use packs::ColumnKind;
use store::{Record, Row, Value};

/// The address of a record.
pub(super) fn address(record: &Record) -> String {
    format!("/records/{}/{}", record.kind, words::segment(&record.id))
}

/// How a record is called; never empty.
pub(super) fn name(state: &WebState, record: &Record, lang: Lang) -> String {
    let label = state.collection.record_label(record).map(|label| label.get(lang).to_owned()).unwrap_or_default();
    if label.trim().is_empty() { phrase(lang, "web-record-unnamed") } else { label }
}

/// A value as a reader of `lang` reads it; empty when nothing was answered.
pub(super) fn value(state: &WebState, of: Definition<'_>, column: &packs::Column, value: &Value, lang: Lang) -> String {
    let answer = value.to_answer();
    if answer.is_empty() {
        return answer;
    }
    match (column.kind, value) {
        (ColumnKind::Date, _) => answer.parse().map_or(answer, |day| words::short_day(day, lang)),
        (ColumnKind::Flag, Value::Integer(flag)) => phrase(lang, if *flag == 0 { "none" } else { "web-yes" }),
        (_, Value::Integer(_)) if is_year(column) => answer,
        (_, Value::Integer(number)) => words::number(*number as f64),
        (_, Value::Decimal(number)) => words::number(*number),
        _ if is_clock(of, column) => words::time(&answer, lang),
        _ if is_calculated(of, column) => answer.parse().map_or(answer, words::number),
        _ => labels(state, of, column, &answer, lang),
    }
}

/// Several choices are kept as names with spaces between them, also in an order; anything else is one answer.
fn labels(state: &WebState, of: Definition<'_>, column: &packs::Column, answer: &str, lang: Lang) -> String {
    let label = |one: &str| state.collection.answer_label(&of.kind.id, &column.path, one).get(lang).to_owned();
    let is_many = of.form.item(&column.path).is_some_and(|item| item.kind.is_list());
    if is_many { answer.split_whitespace().map(label).collect::<Vec<_>>().join(", ") } else { label(answer) }
}

/// What a column of a list is called: the short name that figures split by it have, else the question.
pub(super) fn heading(of: Definition<'_>, column: &packs::Column, lang: Lang) -> String {
    of.pack.dimension_title(&column.name).unwrap_or(&column.label).get(lang).to_owned()
}

/// Whether a column holds numbers: by its kind, or worked out from answers and nothing else in it.
fn is_number(of: Definition<'_>, column: &packs::Column, records: &[Record]) -> bool {
    match column.kind {
        ColumnKind::Integer | ColumnKind::Decimal => true,
        _ if !is_calculated(of, column) => false,
        _ => records.iter().map(|record| record.answer(&column.name)).all(|text| text.parse::<f64>().is_ok()),
    }
}

/// Whether a column holds years, by its name: forms have no type for them, and a year is called by its digits and not counted.
fn is_year(column: &packs::Column) -> bool {
    column.name == "year" || column.name.ends_with("_year")
}

/// Whether a column holds times of day, or moments.
fn is_clock(of: Definition<'_>, column: &packs::Column) -> bool {
    use forms::Metadata::{End, Start};
    let is_one = |kind: &Kind| matches!(kind, Kind::Time | Kind::DateTime | Kind::Metadata(Start | End));
    of.form.item(&column.path).is_some_and(|item| is_one(&item.kind))
}

fn is_calculated(of: Definition<'_>, column: &packs::Column) -> bool {
    of.form.item(&column.path).is_some_and(|item| item.kind == Kind::Calculate)
}

/// A list of records with the questions that the kind shows, under the record's name; dates and places tell them apart.
/// `sorting` says of a question where its heading leads and how the rows are sorted by it.
pub(super) fn table(
    state: &WebState,
    of: Definition<'_>,
    records: &[Record],
    sorting: impl Fn(&str) -> (String, &'static str),
    lang: Lang,
) -> Table {
    let shown: Vec<&packs::Column> = of.kind.list.iter().filter_map(|question| of.kind.column(question)).collect();
    let head = |column: &&packs::Column| {
        let (href, sorted) = sorting(&column.name);
        let number = is_number(of, column, records);
        Column { number, href, sorted, ..Column::text(heading(of, column, lang)) }
    };
    let row = |record: &Record| {
        let cell = |column: &&packs::Column| Cell::new(value(state, of, column, record.value(&column.name), lang));
        let mut cells: Vec<Cell> = shown.iter().map(cell).collect();
        // The first answer leads to the record; a record without one is still reachable, by its name.
        if let Some(first) = cells.first_mut() {
            first.href = Some(address(record));
            if first.text.is_empty() {
                first.text = name(state, record, lang);
            }
        }
        cells
    };
    Table {
        caption: of.kind.plural.get(lang).to_owned(),
        columns: shown.iter().map(head).collect(),
        rows: records.iter().map(row).collect(),
    }
}

/// Every answered question of a record outside repeats.
pub(super) fn facts(state: &WebState, of: Definition<'_>, record: &Record, lang: Lang) -> Vec<Fact> {
    let fact = |column: &packs::Column| {
        let text = value(state, of, column, record.value(&column.name), lang);
        let reference = of.kind.references.iter().find(|one| one.rows.is_none() && one.question == column.name);
        let mut fact = Fact::new(column.label.get(lang), text);
        if column.is_attachment {
            fact.href = Some(format!("{}/files/{}", address(record), words::segment(&column.name)));
            // How a file is called tells nobody anything.
            fact.value = if fact.value.is_empty() { fact.value } else { phrase(lang, "web-record-file") };
        } else if reference.is_some_and(|one| one.kind.ends_with("/project")) {
            fact.href = Some(format!("/projects/{}", words::segment(&record.answer(&column.name))));
        }
        (!fact.value.is_empty()).then_some(fact)
    };
    of.kind.columns.iter().filter_map(fact).collect()
}

/// The rows of each repeat that has any. Those in which nothing was answered are counted and not shown.
pub(super) fn repeats(state: &WebState, of: Definition<'_>, record: &Record, lang: Lang) -> Vec<Table> {
    let table = |rows: &packs::Rows| {
        let found = record.rows(&rows.name);
        let value_of = |row: &Row, name: &str| {
            row.iter().find(|(candidate, _)| candidate == name).map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let cell = |at: usize, row: &Row, column: &packs::Column| {
            let text = value(state, of, column, &value_of(row, &column.name), lang);
            if !column.is_attachment || text.is_empty() {
                return Cell::new(text);
            }
            let (repeat, question) = (words::segment(&rows.name), words::segment(&column.name));
            Cell::link(
                phrase(lang, "web-record-file"),
                format!("{}/files/{repeat}/{}/{question}", address(record), at + 1),
            )
        };
        let cells = |(at, row): (usize, &Row)| rows.columns.iter().map(|column| cell(at, row, column)).collect();
        let is_answered = |cells: &Vec<Cell>| cells.iter().any(|cell| !cell.text.is_empty());
        let shown: Vec<Vec<Cell>> = found.iter().enumerate().map(cells).filter(is_answered).collect();
        let mut caption = rows.title.get(lang).to_owned();
        if shown.len() < found.len() {
            let without = words::counted(lang, "web-record-rows-without", found.len() - shown.len());
            caption = format!("{caption} · {without}");
        }
        let number = |column: &packs::Column| matches!(column.kind, ColumnKind::Integer | ColumnKind::Decimal);
        (!found.is_empty()).then(|| Table {
            caption,
            columns: rows
                .columns
                .iter()
                .map(|column| Column { number: number(column), ..Column::text(column.label.get(lang)) })
                .collect(),
            rows: shown,
        })
    };
    of.kind.rows.iter().filter_map(table).collect()
}
