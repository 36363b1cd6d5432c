//! Projects: what was promised, how far it is, and the half-year report as a preview and as files.

use super::{Answer, figures, page, record_table};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{
    Cell, Chart, Choice, Column, Control, Empty, Fact, Field, Heading, Line, Link, Notice, Quote, Stat, Table, Tone,
};
use crate::views::{ProjectPage, ProjectsPage, ReportPage, ReportWords, TextList, badge};
use crate::visit::Caller;
use crate::words;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use calendar::Period;
use language::{Lang, Message, Text, format_number, phrase, say};
use programmes::Project;
use programmes::report::{HalfYearReport, ObjectiveStatus};
use reports::view::{TableView, View};
use serde::Deserialize;
use service_kit::{Action, Context, Reach, ServiceError, reach};
use std::sync::Arc;

/// The period and language of a report.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    period: String,
    #[serde(default)]
    lang: String,
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
    let may_report = reach(context.actor.role, Action::MakeReport) > Reach::No;
    page(&ProjectPage {
        frame: caller.visit.frame(&state, project.title.get(lang)),
        heading: Heading::new(project.title.get(lang))
            .lead(project.summary.get(lang))
            .under([Link::new("/projects", phrase(lang, "web-projects-title"))]),
        report_action: format!("/projects/{}/report", words::segment(&code)),
        report_fields: if may_report { report_fields(project, period, lang) } else { Vec::new() },
        stats_title: period.label(lang),
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
        links: links(&state, &pack, &code, &project.record, lang),
    })
}

async fn period(state: &WebState, context: &Context, asked: &Asked) -> Result<Period, ServiceError> {
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

/// What was promised for the period: large figures with their progress, and all targets as a table.
async fn promised(
    state: &WebState,
    context: &Context,
    project: &Project,
    period: Period,
) -> Result<(Vec<Stat>, Vec<Table>), Failure> {
    let lang = context.lang;
    let pack = state.collection.pack(project.record.kind.split('/').next().unwrap_or_default())?;
    let count = state.insight.count(context, &pack.id, Some(&project.code)).await?;
    let (mut stats, mut rows) = (Vec::new(), Vec::new());
    let mut targets: Vec<_> = project.targets.iter().collect();
    targets.sort_by_key(|target| std::cmp::Reverse(target.period.start()));
    for target in targets {
        let Some(indicator) = pack.indicator(&target.indicator) else { continue };
        let value = count.total(indicator, target.period)?.unwrap_or_default();
        let shown = format_number(value, indicator.decimals);
        let target_view = figures::target(value, target.value, indicator, lang);
        rows.push(vec![
            Cell::new(indicator.title.get(lang)),
            Cell::new(target.period.label(lang)),
            Cell::new(format_number(target.value, indicator.decimals)),
            Cell { tone: if target_view.reached { Tone::Good } else { Tone::Plain }, ..Cell::new(shown.clone()) },
        ]);
        if target.period == period {
            stats.push(Stat {
                label: indicator.title.get(lang).to_owned(),
                value: shown,
                unit: indicator.unit.label.get(lang).to_owned(),
                target: Some(target_view),
                ..Stat::default()
            });
        }
    }
    let table = Table {
        caption: phrase(lang, "web-project-targets"),
        columns: vec![
            Column::text(phrase(lang, "web-project-indicator")),
            Column::text(phrase(lang, "web-figures-period")),
            Column::number(phrase(lang, "web-project-target")),
            Column::number(phrase(lang, "web-project-reached")),
        ],
        rows,
    };
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

fn status(status: ObjectiveStatus, lang: Lang) -> Option<crate::parts::Badge> {
    let (tone, key) = match status {
        ObjectiveStatus::NotStarted => (Tone::Plain, "web-status-not-started"),
        ObjectiveStatus::OnTrack => (Tone::Good, "web-status-on-track"),
        ObjectiveStatus::Behind => (Tone::Bad, "web-status-behind"),
        ObjectiveStatus::Achieved => (Tone::Good, "web-status-achieved"),
        ObjectiveStatus::Changed => (Tone::Warn, "web-status-changed"),
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
        let in_use = state.collection.kind(&record.kind).ok()?;
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
fn links(state: &WebState, pack: &str, code: &str, record: &store::Record, lang: Lang) -> Vec<Link> {
    let mut links = vec![Link::new(record_table::address(record), phrase(lang, "web-project-edit"))];
    for (form, key) in [
        ("project-note", "web-project-note-new"),
        ("quote", "web-project-quote-new"),
        ("picture", "web-project-picture-new"),
    ] {
        let kind = format!("{pack}/{form}");
        if state.collection.kind(&kind).is_ok() {
            links.push(Link::new(
                words::query(&format!("/records/{kind}/new"), &[("project", code)]),
                phrase(lang, key),
            ));
        }
    }
    links
}

/// `GET /projects/{code}/report`: what the files will say.
pub(crate) async fn preview(
    State(state): State<WebState>,
    caller: Caller,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let period = period(&state, context, &asked).await?;
    let report_lang = report_lang(&asked, lang);
    let report = state.programmes.half_year_report(context, &code, period).await?;
    let view = reports::view::view(&report, report_lang);
    let address = |file: &str| {
        words::query(
            &format!("/projects/{}/report/{file}", words::segment(&code)),
            &[("period", &period.to_string()), ("lang", report_lang.code())],
        )
    };
    let file = |file: &str, format: &str| {
        Link::new(address(file), say(lang, &Message::new("web-report-download").with("format", format)))
    };
    let title = say(lang, &Message::new("web-report-title").with("period", period.label(lang)));
    page(&filled(
        caller.visit.frame(&state, title.clone()),
        Heading::new(title).lead(phrase(lang, "web-report-lead")).under([
            Link::new("/projects", phrase(lang, "web-projects-title")),
            Link::new(format!("/projects/{}", words::segment(&code)), &report.project.code),
        ]),
        vec![file("report.pdf", "PDF"), file("report.xlsx", "XLSX"), file("iati.xml", "IATI")],
        &view,
        report_lang,
    ))
}

/// Reports are made in English or Thai.
fn report_lang(asked: &Asked, lang: Lang) -> Lang {
    match asked.lang.parse().unwrap_or(lang) {
        Lang::Th => Lang::Th,
        _ => Lang::En,
    }
}

fn filled(frame: crate::frame::Frame, heading: Heading, files: Vec<Link>, view: &View, lang: Lang) -> ReportPage {
    let word = |name: &str| view.words.get(name).cloned().unwrap_or_default();
    let named = |caption: String, table: &TableView| Table {
        caption,
        columns: table
            .columns
            .iter()
            .zip(&table.numeric)
            .map(|(label, number)| Column { label: label.clone(), number: *number })
            .collect(),
        rows: table.rows.iter().map(|row| row.iter().map(Cell::new).collect()).collect(),
    };
    let mut tables = vec![named(word("results"), &view.indicators)];
    tables.extend(view.breakdowns.iter().map(|one| named(one.title.clone(), &one.table)));
    tables.push(named(word("coverage-table"), &view.coverage));
    tables.push(named(word("session-list"), &view.sessions));
    tables.extend(view.budget.iter().map(|year| named(format!("{} · {}", word("budget"), year.title), &year.table)));
    tables.retain(|table| !table.rows.is_empty());
    let list = |name: &str, lines: &[String]| TextList { title: word(name), lines: lines.to_vec() };
    let lists = [
        list("lessons", &view.lessons),
        list("next-steps", &view.next_steps),
        list("data-notes", &view.data_notes),
        list("sources", &view.sources),
    ];
    ReportPage {
        frame,
        heading,
        files,
        missing: None::<Notice>,
        report_lang: lang.code(),
        words: ReportWords { summary: word("summary"), objectives: word("objectives") },
        summary: view.summary.join(" "),
        stats: view
            .headlines
            .iter()
            .map(|one| Stat {
                label: one.label.clone(),
                value: one.value.clone(),
                compare: one.notes.join(" · "),
                ..Stat::default()
            })
            .collect(),
        charts: view
            .figures
            .iter()
            .map(|figure| Chart {
                title: figure.title.clone(),
                svg: figure.svg.clone(),
                wide: String::new(),
                table: named(figure.title.clone(), &figure.table),
                note: String::new(),
                full: true,
            })
            .collect(),
        objectives: view
            .objectives
            .iter()
            .map(|one| Line {
                title: one.title.clone(),
                text: one.progress.join("\n"),
                badge: status(one.status, lang),
                ..Line::default()
            })
            .collect(),
        tables,
        quotes: view.quotes.iter().map(|one| Quote { text: one.text.clone(), who: one.who.clone() }).collect(),
        lists: lists.into_iter().filter(|list| !list.lines.is_empty()).collect(),
    }
}

/// `GET /projects/{code}/report/{file}`
pub(crate) async fn file(
    State(state): State<WebState>,
    caller: Caller,
    Path((code, file)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let period = period(&state, &caller.context, &asked).await?;
    let lang = report_lang(&asked, caller.visit.lang);
    let render: fn(&HalfYearReport, Lang) -> Result<Vec<u8>, reports::ReportError> = match file.as_str() {
        "report.pdf" => |report, lang| reports::pdf::render(report, lang, &reports::pdf::Template::half_year()),
        "report.xlsx" => reports::xlsx::render,
        "iati.xml" => |report, lang| Ok(reports::iati::render(report, lang)?.xml.into_bytes()),
        _ => return Err(Failure::not_found()),
    };
    let report = Arc::new(state.programmes.half_year_report(&caller.context, &code, period).await?);
    // Setting a page takes a good part of a second of one core, so it does not stand in the way of other requests.
    let bytes = tokio::task::spawn_blocking(move || render(&report, lang))
        .await
        .map_err(|problem| ServiceError::Internal(format!("the report's work ended early: {problem}")))?
        .map_err(|problem| Failure::said(StatusCode::UNPROCESSABLE_ENTITY, problem.message()))?;
    let media_type = match file.as_str() {
        "report.pdf" => "application/pdf",
        "report.xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/xml; charset=utf-8",
    };
    let mut response: Response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    let plain: String = code.chars().filter(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_')).collect();
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{plain}-{period}-{lang}-{file}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
