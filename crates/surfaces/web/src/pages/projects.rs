//! Projects: what was promised to whom, and how far it is.

use super::{Answer, board, figures, page, record_table};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Cell, Choice, Column, Control, Empty, Fact, Field, Heading, Line, Link, Quote, Stat, Table, Tone};
use crate::views::{ProjectPage, ProjectsPage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, Query, State};
use calendar::{Date, Period};
use insight::Questions;
use language::{Lang, Message, Text, format_number, phrase, say};
use programmes::Project;
use programmes::report::ObjectiveStatus;
use serde::Deserialize;
use service_kit::{Action, Context, ServiceError};
use std::collections::BTreeMap;

/// The period and language of a report.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    period: String,
    #[serde(default)]
    pub(super) lang: String,
}

/// `GET /projects`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller) -> Answer {
    let lang = caller.visit.lang;
    let projects = state.programmes.projects(&caller.context).await?;
    let title = phrase(lang, "web-projects-title");
    let new =
        project_kind(&state).map(|kind| Link::new(format!("/records/{kind}/new"), phrase(lang, "web-projects-new")));
    let line = |project: &Project| Line {
        title: project.title.get(lang).to_owned(),
        text: [project.code.as_str(), &project.donor, &dates(project, lang)]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        href: format!("/projects/{}", words::segment(&project.code)),
        badge: standing(project, &caller.context),
        action: None,
    };
    page(&ProjectsPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-projects-lead"))
            .action(new.clone().filter(|_| !projects.is_empty())),
        empty: projects.is_empty().then(|| Empty {
            title: phrase(lang, "web-projects-empty-title"),
            text: phrase(lang, "web-projects-empty-text"),
            action: new,
        }),
        lines: projects.iter().map(line).collect(),
    })
}

/// The kind whose records are projects.
fn project_kind(state: &WebState) -> Option<String> {
    let kinds = state.collection.packs().iter().flat_map(|pack| &pack.kinds);
    kinds.map(|kind| &kind.id).find(|id| id.ends_with("/project")).cloned()
}

fn dates(project: &Project, lang: Lang) -> String {
    project
        .span
        .map(|(start, end)| format!("{} – {}", words::short_day(start, lang), words::short_day(end, lang)))
        .unwrap_or_default()
}

fn standing(project: &Project, context: &Context) -> Option<crate::parts::Badge> {
    let (start, end) = project.span?;
    let (tone, key) = match context.today() {
        today if today < start => (Tone::Plain, "web-project-planned"),
        today if today > end => (Tone::Plain, "web-project-ended"),
        _ => (Tone::Good, "web-project-active"),
    };
    badge(tone, phrase(context.lang, key))
}

/// `GET /projects/{code}`
pub(crate) async fn show(
    State(state): State<WebState>,
    caller: Caller,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let period = period(&state, context, &asked).await?;
    let found = state.programmes.project(context, &code, period).await?;
    let project = &found.project;
    let promised = promised(&state, context, project, period).await?;
    let mut tables = promised.1;
    tables.extend(budget(project, lang));
    let pack = project.record.kind.split('/').next().unwrap_or_default().to_owned();
    let may_report = context.may(Action::MakeReport);
    let may_correct = state.collection.may(context, &project.record, Action::CorrectRecord).await?;
    page(&ProjectPage {
        frame: caller.visit.frame(&state, project.title.get(lang)),
        heading: Heading::new(project.title.get(lang))
            .lead(project.summary.get(lang))
            .under([Link::new("/projects", phrase(lang, "web-projects-title"))]),
        report_action: format!("/projects/{}/report", words::segment(&code)),
        report_fields: if may_report { report_fields(project, period, lang) } else { Vec::new() },
        stats_title: figures::said(context, period),
        stats: promised.0,
        objectives: project
            .objectives
            .iter()
            .map(|(number, text)| objective(*number, text, &found.notes, lang))
            .collect(),
        tables,
        quotes: found.quotes.iter().map(|record| quote(record, lang)).collect(),
        pictures: pictures(&state, &found.pictures, lang),
        facts: facts(project, context, lang),
        links: links(&state, &pack, project, may_correct, lang),
    })
}

pub(super) async fn period(state: &WebState, context: &Context, asked: &Asked) -> Result<Period, ServiceError> {
    match asked.period.parse::<Period>() {
        Ok(period) => Ok(period),
        Err(_) => figures::latest_period(state, context).await,
    }
}

/// The half-years that a project runs in, latest first, and the two languages that reports are made in.
fn report_fields(project: &Project, period: Period, lang: Lang) -> Vec<Field> {
    let mut halves = Vec::new();
    if let Some((start, end)) = project.span {
        let mut half = Period::half_of(end);
        while half.end() >= start && halves.len() < 40 {
            halves.push(half);
            half = half.previous();
        }
    }
    if !halves.contains(&period) {
        halves.insert(0, period);
    }
    let halves =
        halves.into_iter().map(|half| Choice::new(half.to_string(), half.label(lang), half == period)).collect();
    let own = if lang == Lang::Th { Lang::Th } else { Lang::En };
    let langs = [Lang::En, Lang::Th].map(|one| Choice::new(one.code(), one.autonym(), one == own)).to_vec();
    vec![
        Field::new("period", phrase(lang, "web-report-period"), Control::Select(halves)),
        Field::new("lang", phrase(lang, "web-report-language"), Control::Select(langs)),
    ]
}

/// What was promised for the period: large figures with their progress; and all targets as a table of periods, since a promise of
/// many half-years is read down a column.
async fn promised(
    state: &WebState,
    context: &Context,
    project: &Project,
    period: Period,
) -> Result<(Vec<Stat>, Vec<Table>), Failure> {
    let lang = context.lang;
    let pack = state.collection.pack(project.record.kind.split('/').next().unwrap_or_default())?;
    let mut questions = Questions::on(context.today());
    for target in &project.targets {
        if let Some(indicator) = pack.indicator(&target.indicator) {
            questions.total(indicator, target.period);
        }
    }
    let count = state.insight.count(context, questions, Some(&project.code)).await?;
    let mut stats = Vec::new();
    let mut by_period: BTreeMap<Date, (Period, BTreeMap<&str, Cell>)> = BTreeMap::new();
    for target in &project.targets {
        let Some(indicator) = pack.indicator(&target.indicator) else { continue };
        let value = count.total(indicator, target.period)?.unwrap_or_default();
        let progress = board::target(value, target.value, indicator, lang);
        let written = |number| format_number(number, indicator.decimals);
        let message =
            Message::new("web-project-of").with("value", written(value)).with("target", written(target.value));
        let tone = if progress.reached { Tone::Good } else { Tone::Plain };
        let row = by_period.entry(target.period.start()).or_insert_with(|| (target.period, BTreeMap::new()));
        row.1.insert(&indicator.id, Cell { tone, ..Cell::new(say(lang, &message)) });
        if target.period == period {
            stats.push(Stat {
                label: indicator.title.get(lang).to_owned(),
                value: written(value),
                unit: indicator.unit.beside(value, lang).to_owned(),
                target: Some(progress),
                ..Stat::default()
            });
        }
    }
    let is_promised =
        |indicator: &&stats::Indicator| by_period.values().any(|(_, cells)| cells.contains_key(indicator.id.as_str()));
    let promised: Vec<&stats::Indicator> = pack.indicators.iter().filter(is_promised).collect();
    let row = |(period, cells): &(Period, BTreeMap<&str, Cell>)| {
        let cell = |indicator: &&stats::Indicator| cells.get(indicator.id.as_str()).cloned().unwrap_or_default();
        std::iter::once(Cell::new(figures::said(context, *period))).chain(promised.iter().map(cell)).collect()
    };
    let mut columns = vec![Column::text(phrase(lang, "web-figures-period"))];
    columns.extend(promised.iter().map(|indicator| Column::number(indicator.title.get(lang))));
    let caption = phrase(lang, "web-project-targets");
    let table = Table { caption, columns, rows: by_period.values().rev().map(row).collect() };
    Ok((stats, if table.rows.is_empty() { Vec::new() } else { vec![table] }))
}

fn budget(project: &Project, lang: Lang) -> Option<Table> {
    let money = |money: Option<programmes::report::Money>| money.map(said_money).unwrap_or_default();
    let row = |year: &programmes::BudgetYear| {
        let name = if lang == Lang::Th { calendar::buddhist_year(year.year) } else { year.year };
        vec![Cell::new(name.to_string()), Cell::new(money(year.planned)), Cell::new(money(year.needed))]
    };
    let rows: Vec<_> = project.budget.iter().map(row).collect();
    (!rows.is_empty()).then(|| Table {
        caption: phrase(lang, "web-project-budget"),
        columns: vec![
            Column::text(phrase(lang, "web-project-year")),
            Column::number(phrase(lang, "web-project-budget-planned")),
            Column::number(phrase(lang, "web-project-budget-needed")),
        ],
        rows,
    })
}

fn said_money(money: programmes::report::Money) -> String {
    let amount = money
        .decimal()
        .parse::<f64>()
        .map_or_else(|_| money.decimal(), |value| format_number(value, money.currency.decimals()));
    format!("{amount} {}", money.currency)
}

fn objective(number: i64, text: &Text, notes: &[programmes::Note], lang: Lang) -> Line {
    let note = notes.iter().find(|note| note.objective == Some(number));
    Line {
        title: format!("{number}. {}", text.get(lang)),
        text: note.map(|note| note.progress.get(lang).to_owned()).unwrap_or_default(),
        badge: note.and_then(|note| status(note.status, lang)),
        ..Line::default()
    }
}

pub(super) fn status(status: ObjectiveStatus, lang: Lang) -> Option<crate::parts::Badge> {
    let (tone, key) = match status {
        ObjectiveStatus::NotStarted => (Tone::Plain, "web-status-not-started"),
        ObjectiveStatus::OnTrack => (Tone::Good, "web-status-on-track"),
        ObjectiveStatus::Behind => (Tone::Bad, "web-status-behind"),
        ObjectiveStatus::Achieved => (Tone::Good, "web-status-achieved"),
        ObjectiveStatus::Changed => (Tone::Warn, "web-status-changed"),
        ObjectiveStatus::NotTold => (Tone::Plain, "web-status-not-told"),
    };
    badge(tone, phrase(lang, key))
}

/// A quote's record in the reader's language, and whether it stays inside.
fn quote(record: &store::Record, lang: Lang) -> Quote {
    let first =
        |names: &[&str]| names.iter().map(|name| record.answer(name)).find(|text| !text.is_empty()).unwrap_or_default();
    let (text, who) = if lang == Lang::Th {
        (first(&["text_th", "text", "text_en"]), first(&["who_th", "who"]))
    } else {
        (first(&["text_en", "text", "text_th"]), first(&["who", "who_th"]))
    };
    let inside = if record.answer("consent") == "none" {
        format!(" · {}", phrase(lang, "web-project-no-consent"))
    } else {
        String::new()
    };
    Quote { text, who: who + &inside }
}

/// Pictures with their captions, by the records that hold them.
fn pictures(state: &WebState, records: &[store::Record], lang: Lang) -> Vec<Link> {
    let picture = |record: &store::Record| {
        let in_use = state.collection.in_use(&record.kind).ok()?;
        let kind = in_use.definition().kind;
        let column =
            kind.columns.iter().find(|column| column.is_attachment && !record.answer(&column.name).is_empty())?;
        let href = format!("{}/files/{}", record_table::address(record), words::segment(&column.name));
        Some(Link::new(href, record_table::name(state, record, lang)))
    };
    records.iter().filter_map(picture).collect()
}

fn facts(project: &Project, context: &Context, lang: Lang) -> Vec<Fact> {
    let (year, years) = project.year_of(context.today());
    let of =
        say(lang, &Message::new("web-project-year-of").with("year", u32::from(year)).with("years", u32::from(years)));
    [
        ("web-project-code", project.code.clone()),
        ("web-project-donor", project.donor.clone()),
        ("web-project-implementer", project.implementer.clone()),
        ("web-project-dates", dates(project, lang)),
        ("web-project-year", of),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(key, text)| Fact::new(phrase(lang, key), text))
    .collect()
}

/// What can be written about a project: whichever of the pack's forms ask for a project and are about reporting.
fn links(state: &WebState, pack: &str, project: &Project, may_correct: bool, lang: Lang) -> Vec<Link> {
    let record = if may_correct { "web-project-edit" } else { "web-saved-see" };
    let mut links = vec![Link::new(record_table::address(&project.record), phrase(lang, record))];
    for (form, key) in [
        ("project-note", "web-project-note-new"),
        ("quote", "web-project-quote-new"),
        ("picture", "web-project-picture-new"),
    ] {
        let kind = format!("{pack}/{form}");
        if state.collection.in_use(&kind).is_ok() {
            links.push(Link::new(
                words::query(&format!("/records/{kind}/new"), &[("project", &project.code)]),
                phrase(lang, key),
            ));
        }
    }
    links
}
