//! Excel in: bringing a file, looking at what was understood, changing it, confirming, undoing.

use super::{Answer, page, record_table, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Cell, Choice, Column, Control, Field, Heading, Line, Link, Problem, Stat, Table, Tone};
use crate::posted::Posted;
use crate::views::{Confirm, ConfirmPage, ImportPage, ImportsPage, MappedColumn, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use collection::{Definition, ImportPreview, ImportProblem, PreviewRow, RowState, TargetChoice, Upload};
use language::{Lang, phrase, say};
use registers::{Confidence, Target};
use serde_json::Value as Json;
use service_kit::ServiceError;
use store::{Batch, BatchState};

/// Rows of a kind that a page shows; the rest is counted.
const SHOWN: usize = 200;
/// What a browser offers to choose.
const ACCEPTED: &str = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt";

/// `GET /import`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller) -> Answer {
    page(&view(&state, &caller, &Posted::default(), Vec::new()).await?)
}

async fn view(
    state: &WebState,
    caller: &Caller,
    posted: &Posted,
    problems: Vec<Problem>,
) -> Result<ImportsPage, Failure> {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let mut earlier = Vec::new();
    let mut kinds = Vec::new();
    for kind in state.collection.packs().iter().flat_map(|pack| &pack.kinds).filter(|kind| kind.import) {
        let chosen = posted.get("kind") == kind.id || (posted.get("kind").is_empty() && kinds.is_empty());
        kinds.push(Choice::new(&kind.id, kind.plural.get(lang), chosen));
        earlier.extend(state.collection.imports(context, &kind.id).await?.into_iter().map(|batch| (batch, kind)));
    }
    earlier.sort_by_key(|(batch, _)| std::cmp::Reverse(batch.created_at));
    let line = |(batch, kind): &(Batch, &packs::RecordKind)| Line {
        title: batch.file_name.clone(),
        text: [
            kind.plural.get(lang).to_owned(),
            summary(batch, lang),
            words::near_day(&state.kit, batch.created_at, lang),
        ]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" · "),
        href: format!("/import/{}", words::segment(&batch.id)),
        badge: state_badge(batch.state, lang),
        action: None,
    };
    let title = phrase(lang, "web-import-title");
    let projects = match state.programmes.projects(context).await {
        Ok(projects) => projects,
        Err(ServiceError::NotFound) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let project = |one: &programmes::Project| {
        Choice::new(&one.code, format!("{} · {}", one.code, one.title.get(lang)), one.code == posted.get("project"))
    };
    let mut asked = vec![
        Field::new("file", phrase(lang, "web-import-file"), Control::File(ACCEPTED))
            .hint(phrase(lang, "web-import-file-hint")),
        Field::new("kind", phrase(lang, "web-import-kind"), Control::Select(kinds)),
    ];
    if !projects.is_empty() {
        let control = Control::Select(projects.iter().map(project).collect());
        asked.push(
            Field::new("project", phrase(lang, "web-import-project"), control)
                .hint(phrase(lang, "web-import-project-hint"))
                .optional(),
        );
    }
    for field in &mut asked {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    Ok(ImportsPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-import-lead")),
        problems,
        asked,
        earlier: earlier.iter().map(line).collect(),
    })
}

fn summary(batch: &Batch, lang: Lang) -> String {
    let count = serde_json::from_str::<Json>(&batch.summary).ok().and_then(|summary| summary.get("imported")?.as_u64());
    count
        .map(|count| words::counted(lang, "web-import-summary", usize::try_from(count).unwrap_or_default()))
        .unwrap_or_default()
}

fn state_badge(state: BatchState, lang: Lang) -> Option<crate::parts::Badge> {
    match state {
        BatchState::Draft => badge(Tone::Warn, phrase(lang, "web-import-state-draft")),
        BatchState::Imported => badge(Tone::Good, phrase(lang, "web-import-state-imported")),
        BatchState::Undone => badge(Tone::Plain, phrase(lang, "web-import-state-undone")),
    }
}

/// `POST /import`
pub(crate) async fn upload(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let lang = caller.visit.lang;
    let problem = |field: &str, text: String| Problem { id: format!("f-{field}"), text };
    let mut problems = Vec::new();
    let file = posted.file("file");
    if file.is_none() {
        problems.push(problem("file", phrase(lang, "web-import-file-missing")));
    }
    if posted.get("kind").is_empty() {
        problems.push(problem("kind", phrase(lang, "web-import-kind-missing")));
    }
    if let (Some(file), true) = (file, problems.is_empty()) {
        let upload = Upload {
            kind: posted.get("kind").to_owned(),
            file_name: shown_name(&file.name),
            bytes: file.bytes.clone(),
            project: Some(posted.get("project").to_owned()).filter(|code| !code.is_empty()),
        };
        match state.collection.import_upload(&caller.context, upload).await {
            Ok(id) => return see(&format!("/import/{}", words::segment(&id))),
            Err(ServiceError::Invalid(found)) => {
                problems.extend(found.iter().map(|one| problem("file", say(lang, &one.message))));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let mut response = page(&view(&state, &caller, &posted, problems).await?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// A file's name as it is shown: without a folder, without signs that no name has, not endless.
fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|sign| !sign.is_control()).take(120).collect()
}

/// `GET /import/{id}`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let lang = caller.visit.lang;
    let preview = state.collection.import_preview(&caller.context, &id).await?;
    let in_use = state.collection.kind(&preview.batch.kind)?;
    let of = in_use.definition();
    let is_draft = preview.batch.state == BatchState::Draft;
    let address = format!("/import/{}", words::segment(&id));
    let title = preview.batch.file_name.clone();
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
        problems_title: words::counted(lang, "web-import-problems", preview.problems.len()),
        problems: if is_draft { problems(&preview.problems, lang) } else { Table::default() },
        rows_title: phrase(lang, "web-import-first-rows"),
        rows: if is_draft { rows(&state, of, &preview.rows, lang) } else { Table::default() },
        left_out_title: words::counted(lang, "web-import-left-out-title", preview.skipped.len()),
        left_out: left_out(&preview, lang),
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

fn problems(found: &[ImportProblem], lang: Lang) -> Table {
    let row = |one: &ImportProblem| {
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
    columns.extend(shown.iter().map(|column| Column::text(column.label.get(lang))));
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

/// Every column with what it is read as, and everything that it could be.
fn mapping(preview: &ImportPreview, lang: Lang) -> Vec<MappedColumn> {
    let mut mapped = Vec::new();
    for (at, table) in preview.plan.tables.iter().enumerate() {
        for column in &table.mapping.columns {
            let name = format!("{at}.{}", column.column);
            let own = column.target.as_ref();
            let mut choices =
                vec![Choice::new("", phrase(lang, "web-import-ignore"), matches!(own, None | Some(Target::Ignored)))];
            let known = preview.targets.iter().any(|choice| Some(&choice.target) == own);
            // What the file proposed beyond the list (counts of two groups in one heading) stays as it is until it is changed.
            if let (Some(target), false) = (own.filter(|target| **target != Target::Ignored), known) {
                choices.push(Choice::new("keep", described(preview, target, lang), true));
            }
            choices.extend(preview.targets.iter().enumerate().map(|(index, choice)| {
                Choice::new(index.to_string(), choice_label(choice, lang), Some(&choice.target) == own)
            }));
            mapped.push(MappedColumn {
                id: format!("m-{name}"),
                name,
                heading: column.heading.clone(),
                example: table.sheet.clone(),
                choices,
            });
        }
    }
    mapped
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
        Target::Category { repeat, question } => format!("{} › {question}", section(repeat)),
        Target::Serial => phrase(lang, "web-import-serial"),
        Target::Ignored => phrase(lang, "web-import-ignore"),
    }
}

/// `POST /import/{id}/mapping`
pub(crate) async fn map(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let preview = state.collection.import_preview(&caller.context, &id).await?;
    for (at, table) in preview.plan.tables.iter().enumerate() {
        let mut mapping = table.mapping.clone();
        for column in &mut mapping.columns {
            let name = format!("{at}.{}", column.column);
            let target = match posted.get(&name) {
                "keep" => column.target.clone(),
                "" => Some(Target::Ignored),
                index => index
                    .parse::<usize>()
                    .ok()
                    .and_then(|index| preview.targets.get(index))
                    .map(|choice| choice.target.clone()),
            };
            if posted.has(&name)
                && target != column.target
                && !(target == Some(Target::Ignored) && column.target.is_none())
            {
                column.target = target;
                column.confidence = Confidence::Chosen;
            }
        }
        if mapping != table.mapping {
            state.collection.import_map(&caller.context, &id, at, mapping).await?;
        }
    }
    see(&format!("/import/{}", words::segment(&id)))
}

/// `POST /import/{id}/confirm`
pub(crate) async fn confirm_import(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    let outcome = state.collection.import_confirm(&caller.context, &id).await?;
    let said = if outcome.imported == 0 { "nothing-new" } else { "imported" };
    see(&format!("/import/{}?said={said}", words::segment(&id)))
}

/// `GET /import/{id}/undo`
pub(crate) async fn undo_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let lang = caller.visit.lang;
    let preview = state.collection.import_preview(&caller.context, &id).await?;
    let title = phrase(lang, "web-import-undo-title");
    let address = format!("/import/{}", words::segment(&id));
    page(&ConfirmPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-import-undo-text"))
            .under([Link::new(&address, &preview.batch.file_name)]),
        problems: Vec::new(),
        facts: vec![crate::parts::Fact::new(phrase(lang, "web-import-imported"), summary(&preview.batch, lang))],
        action: format!("{address}/undo"),
        hidden: Vec::new(),
        asked: Vec::new(),
        button: phrase(lang, "web-import-undo"),
        dangerous: true,
        back: address,
    })
}

/// `POST /import/{id}/undo`
pub(crate) async fn undo(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    state.collection.import_undo(&caller.context, &id).await?;
    see(&format!("/import/{}?said=undone", words::segment(&id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_is_only_a_name() {
        for (name, expected) in [
            ("a.xlsx", "a.xlsx"),
            ("C:\\x\\ทะเบียน.xlsx", "ทะเบียน.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("a\u{0}b", "ab"),
        ] {
            assert_eq!(shown_name(name), expected);
        }
        assert_eq!(shown_name(&"ก".repeat(500)).chars().count(), 120);
    }
}
