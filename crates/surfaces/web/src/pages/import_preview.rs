//! An import before it is confirmed, and after: every row with what would become of it, every problem at its cell, and every column
//! with some of its cells beside the question that it answers.

use super::{Answer, page, record_table};
use crate::WebState;
use crate::parts::{Cell, Choice, Column, Heading, Link, Notice, Stat, Table, Tone};
use crate::views::{Confirm, ImportPage, MappedColumn};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use collection::{Definition, ImportPreview, ImportProblem, MissingQuestion, PreviewRow, RowState, TargetChoice};
use language::{Lang, phrase, say};
use registers::Target;
use serde_json::Value as Json;
use store::BatchState;

/// Rows of a kind that a page shows; the rest is counted.
const SHOWN: usize = 200;
/// Rows that are shown at once; more are a press away.
const FIRST: usize = 10;

/// `GET /import/{id}`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let lang = caller.visit.lang;
    let preview = state.collection.import_preview(&caller.context, &id).await?;
    let in_use = state.collection.in_use(&preview.batch.kind)?;
    let of = in_use.definition();
    let is_draft = preview.batch.state == BatchState::Draft;
    let address = format!("/import/{}", words::segment(&id));
    let title = preview.batch.file_name.clone();
    // A question without a column is told once over everything, not once a row.
    let is_told = |one: &&ImportProblem| one.message.key == "registers-no-column" && !preview.missing.is_empty();
    let found: Vec<&ImportProblem> = preview.problems.iter().filter(|one| !is_told(one)).collect();
    let mut rows = if is_draft { rows(&state, of, &preview.rows, lang) } else { Table::default() };
    let rest = rows.rows.split_off(FIRST.min(rows.rows.len()));
    let more = rest.len();
    let more_rows = Table { rows: rest, ..rows.clone() };
    page(&ImportPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(format!(
                "{} · {}",
                of.kind.plural.get(lang),
                words::moment(&state.kit, preview.batch.created_at, lang)
            ))
            .under([Link::new("/import", phrase(lang, "web-nav-import"))]),
        stats: stats(&preview, lang),
        confirm: confirm(&preview, &address, lang),
        problems_title: words::counted(lang, "web-import-problems", found.len()),
        problems: if is_draft { problems(&found, lang) } else { Table::default() },
        rows_title: phrase(lang, "web-import-first-rows"),
        rows,
        more_rows,
        more_rows_title: words::counted(lang, "web-import-more-rows", more),
        left_out_title: words::counted(lang, "web-import-left-out-title", preview.skipped.len()),
        left_out: left_out(&preview, lang),
        missing: missing(&preview, lang).filter(|_| is_draft),
        mapping_action: format!("{address}/mapping"),
        mapping: if is_draft { mapping(&preview, lang) } else { Vec::new() },
    })
}

fn stats(preview: &ImportPreview, lang: Lang) -> Vec<Stat> {
    let stat =
        |key: &str, value: usize| Stat { label: phrase(lang, key), value: words::whole(value), ..Stat::default() };
    let new = preview.count(RowState::New);
    let present = preview.count(RowState::AlreadyPresent);
    let mut stats = vec![stat("web-import-read", preview.rows.len().saturating_sub(preview.count(RowState::Repeated)))];
    stats.extend((preview.batch.state == BatchState::Draft).then(|| stat("web-import-ready", new)));
    stats.push(stat("web-import-present", present));
    stats.push(stat("web-import-with-problems", preview.count(RowState::Blocked)));
    stats.push(stat("web-import-left-out", preview.skipped.len() + preview.count(RowState::Repeated)));
    stats
}

fn confirm(preview: &ImportPreview, address: &str, lang: Lang) -> Option<Confirm> {
    let new = preview.count(RowState::New);
    match preview.batch.state {
        // What nobody can import yet needs its columns or cells corrected first.
        BatchState::Draft if new + preview.count(RowState::AlreadyPresent) == 0 => None,
        BatchState::Draft => Some(Confirm {
            action: format!("{address}/confirm"),
            button: words::counted(lang, "web-import-confirm", new),
            text: if preview.count(RowState::Blocked) > 0 {
                phrase(lang, "web-import-confirm-problems")
            } else {
                phrase(lang, "web-import-nothing-written")
            },
            leads: false,
            dangerous: false,
        }),
        BatchState::Imported => Some(Confirm {
            action: format!("{address}/undo"),
            button: phrase(lang, "web-import-undo"),
            text: phrase(lang, "web-import-undo-text"),
            leads: true,
            dangerous: true,
        }),
        BatchState::Undone => None,
    }
}

fn problems(found: &[&ImportProblem], lang: Lang) -> Table {
    let row = |one: &&ImportProblem| {
        let tone = if one.blocks { Tone::Bad } else { Tone::Warn };
        let cell = Cell::new(format!("{} {}", one.sheet, one.cell));
        vec![cell, Cell { tone, ..Cell::new(say(lang, &one.message)) }]
    };
    Table {
        caption: phrase(lang, "web-import-problem"),
        columns: vec![Column::text(phrase(lang, "web-import-cell")), Column::text(phrase(lang, "web-import-problem"))],
        rows: found.iter().take(SHOWN).map(row).collect(),
    }
}

fn left_out(preview: &ImportPreview, lang: Lang) -> Table {
    let row = |one: &registers::SkippedRow| {
        vec![Cell::new(format!("{} {}", one.sheet, one.row)), Cell::new(say(lang, &one.reason.message()))]
    };
    Table {
        caption: phrase(lang, "web-import-left-out"),
        columns: vec![Column::text(phrase(lang, "web-import-row")), Column::text(phrase(lang, "web-import-why"))],
        rows: preview.skipped.iter().take(SHOWN).map(row).collect(),
    }
}

/// The rows as the form would show them: the questions of the kind's list, the numbers of its repeats summed, and what would become
/// of each row. A question that no row answers has no column.
fn rows(state: &WebState, of: Definition<'_>, rows: &[PreviewRow], lang: Lang) -> Table {
    let shown = of.kind.list.iter().filter_map(|question| of.kind.column(question));
    let shown: Vec<_> = shown.filter(|column| rows.iter().any(|row| !answer(row, column).is_empty())).collect();
    let summed: Vec<_> =
        of.kind.rows.iter().flat_map(|repeat| summable(repeat).map(move |column| (repeat, column))).collect();
    let one_sheet = rows.windows(2).all(|pair| matches!(pair, [one, other] if one.sheet == other.sheet));
    let row = |row: &PreviewRow| {
        let became = match row.state {
            RowState::New => ("web-import-ready", Tone::Good),
            RowState::AlreadyPresent => ("web-import-present", Tone::Plain),
            RowState::Repeated => ("web-import-left-out", Tone::Plain),
            RowState::Blocked => ("web-import-with-problems", Tone::Bad),
        };
        let place = if one_sheet { row.row.to_string() } else { format!("{} {}", row.sheet, row.row) };
        let mut cells = vec![Cell::new(place)];
        cells.extend(shown.iter().map(|column| {
            let answer = answer(row, column);
            let value = if answer.is_empty() { store::Value::Null } else { store::Value::Text(answer.to_owned()) };
            Cell::new(record_table::value(state, of, column, &value, lang))
        }));
        cells.extend(summed.iter().map(|(repeat, column)| Cell::new(sum(row, &repeat.name, &column.name))));
        cells.push(Cell { tone: became.1, ..Cell::new(phrase(lang, became.0)) });
        cells
    };
    let mut columns = vec![Column::text(phrase(lang, "web-import-row"))];
    columns.extend(shown.iter().map(|column| Column::text(record_table::heading(of, column, lang))));
    columns.extend(summed.iter().map(|(_, column)| Column::number(column.label.get(lang))));
    columns.push(Column::text(phrase(lang, "web-import-became")));
    Table { caption: phrase(lang, "web-import-first-rows"), columns, rows: rows.iter().take(SHOWN).map(row).collect() }
}

fn answer<'a>(row: &'a PreviewRow, column: &packs::Column) -> &'a str {
    row.answers.get(&column.name).and_then(Json::as_str).unwrap_or_default()
}

fn summable(repeat: &packs::Rows) -> impl Iterator<Item = &packs::Column> {
    repeat.columns.iter().filter(|column| column.kind == packs::ColumnKind::Integer)
}

/// The sum of a number over a row's instances of a repeat; empty when there are none.
fn sum(row: &PreviewRow, repeat: &str, column: &str) -> String {
    let instances = row.answers.get(repeat).and_then(Json::as_array);
    let numbers = instances.into_iter().flatten().filter_map(|one| one.get(column)?.as_str()?.parse::<f64>().ok());
    numbers.reduce(|sum, number| sum + number).map(words::number).unwrap_or_default()
}

/// Every column with some of its cells, what it is read as, and everything that it could be.
fn mapping(preview: &ImportPreview, lang: Lang) -> Vec<MappedColumn> {
    let several = preview.plan.tables.len() > 1;
    let mut mapped = Vec::new();
    for (at, table) in preview.plan.tables.iter().enumerate() {
        for column in &table.mapping.columns {
            let name = format!("{at}.{}", column.column);
            let sample = preview.samples.iter().find(|sample| (sample.table, sample.column) == (at, column.column));
            let note = match &column.target {
                None => phrase(lang, "web-import-unmapped"),
                Some(_) => String::new(),
            };
            mapped.push(MappedColumn {
                id: format!("m-{name}"),
                name,
                heading: column.heading.clone(),
                sheet: if several { table.sheet.clone() } else { String::new() },
                samples: sample.map(|sample| sample.values.clone()).unwrap_or_default(),
                note,
                choices: choices(preview, column, lang),
            });
        }
    }
    mapped
}

fn choices(preview: &ImportPreview, column: &registers::Column, lang: Lang) -> Vec<Choice> {
    let own = column.target.as_ref();
    let ignored = phrase(lang, "web-import-ignore");
    let mut choices = vec![Choice::new("", ignored, matches!(own, None | Some(Target::Ignored)))];
    let known = preview.targets.iter().any(|choice| Some(&choice.target) == own);
    // What the file proposed beyond the list (counts of two groups in one heading) stays as it is until it is changed.
    if let (Some(target), false) = (own.filter(|target| **target != Target::Ignored), known) {
        choices.push(Choice::new("keep", described(preview, target, lang), true));
    }
    choices.extend(preview.targets.iter().enumerate().map(|(index, choice)| {
        Choice::new(index.to_string(), choice_label(choice, lang), Some(&choice.target) == own)
    }));
    choices
}

/// The questions that must be answered and have no column, as one warning over the columns.
fn missing(preview: &ImportPreview, lang: Lang) -> Option<Notice> {
    let several = preview.plan.tables.len() > 1;
    let name = |one: &MissingQuestion| {
        let label = one.label.get(lang);
        if several { format!("{}: {label}", one.sheet) } else { label.to_owned() }
    };
    let mut notice = Notice::new(Tone::Bad, words::counted(lang, "web-import-missing", preview.missing.len()));
    notice.lines = preview.missing.iter().map(name).collect();
    (!notice.lines.is_empty()).then_some(notice)
}

fn choice_label(choice: &TargetChoice, lang: Lang) -> String {
    let label = choice.label.get(lang);
    choice.section.as_ref().map_or_else(|| label.to_owned(), |section| format!("{} › {label}", section.get(lang)))
}

/// A proposal that the list of choices does not hold, in words.
fn described(preview: &ImportPreview, target: &Target, lang: Lang) -> String {
    let section = |repeat: &str| {
        let found = preview.targets.iter().find(|choice| match &choice.target {
            Target::Count { repeat: own, .. }
            | Target::Category { repeat: own, .. }
            | Target::Total { repeat: own, .. } => own == repeat,
            _ => false,
        });
        found
            .and_then(|choice| choice.section.as_ref())
            .map_or_else(|| repeat.to_owned(), |section| section.get(lang).to_owned())
    };
    match target {
        Target::Answer { path } => path.clone(),
        Target::Count { repeat, of } | Target::Total { repeat, of } => {
            format!("{} › {}", section(repeat), of.values().cloned().collect::<Vec<_>>().join(", "))
        }
        Target::Counts { repeat, of } => {
            let each = of.iter().map(|of| of.values().cloned().collect::<Vec<_>>().join(", "));
            format!("{} › {}", section(repeat), each.collect::<Vec<_>>().join(" / "))
        }
        Target::Category { repeat, question } => format!("{} › {question}", section(repeat)),
        Target::Serial => phrase(lang, "web-import-serial"),
        Target::Ignored => phrase(lang, "web-import-ignore"),
    }
}
