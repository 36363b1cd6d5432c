//! The half-year report of a project: a preview of what the files will say, and the files. Owns the page; what a report says is
//! `programmes`' and how its files look `reports`'.

use super::projects::Asked;
use super::{Answer, page, projects};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Cell, Chart, Column, Heading, Line, Link, Notice, Quote, Stat, Table, Tone};
use crate::views::{ReportPage, ReportWords, TextList};
use crate::visit::Caller;
use crate::words;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use language::{Lang, Message, phrase, say};
use programmes::report::HalfYearReport;
use reports::view::{FigureView, TableView, View};
use service_kit::ServiceError;
use std::sync::Arc;

pub(super) const PDF: &str = "application/pdf";
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET /projects/{code}/report`: what the files will say.
pub(crate) async fn preview(
    State(state): State<WebState>,
    caller: Caller,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let period = projects::period(&state, context, &asked).await?;
    let report_lang = report_lang(&asked.lang, lang);
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
    let mut shown = filled(
        caller.visit.frame(&state, title.clone()),
        Heading::new(title).lead(phrase(lang, "web-report-lead")).under([
            Link::new("/projects", phrase(lang, "web-projects-title")),
            Link::new(format!("/projects/{}", words::segment(&code)), &report.project.code),
        ]),
        vec![file("report.pdf", "PDF"), file("report.xlsx", "XLSX"), file("iati.xml", "IATI")],
        &view,
        report_lang,
    );
    shown.missing = missing(&report, report_lang, lang);
    page(&shown)
}

/// What to know before the files are handed on, as the command line tells it too: in the reader's language.
fn missing(report: &HalfYearReport, report_lang: Lang, lang: Lang) -> Option<Notice> {
    let warnings = match reports::iati::render(report, report_lang) {
        Ok(file) => file.warnings,
        Err(problem) => vec![problem.message()],
    };
    let mut notice = Notice::new(Tone::Warn, phrase(lang, "web-report-missing"));
    notice.lines = warnings.iter().map(|warning| say(lang, warning)).collect();
    (!notice.lines.is_empty()).then_some(notice)
}

/// Reports are made in English or Thai: the language that was asked for, else the reader's.
pub(super) fn report_lang(asked: &str, lang: Lang) -> Lang {
    match asked.parse().unwrap_or(lang) {
        Lang::Th => Lang::Th,
        _ => Lang::En,
    }
}

/// A table of a report on a page.
pub(super) fn named(caption: String, table: &TableView) -> Table {
    Table {
        caption,
        columns: table
            .columns
            .iter()
            .zip(&table.numeric)
            .map(|(label, number)| Column { number: *number, ..Column::text(label.clone()) })
            .collect(),
        rows: table.rows.iter().map(|row| row.iter().map(Cell::new).collect()).collect(),
    }
}

/// A report's chart or map on a page.
pub(super) fn drawn(figure: &FigureView, note: String, full: bool) -> Chart {
    Chart {
        title: figure.title.clone(),
        svg: figure.svg.clone(),
        wide: String::new(),
        table: named(figure.title.clone(), &figure.table),
        note,
        full,
    }
}

fn filled(frame: crate::frame::Frame, heading: Heading, files: Vec<Link>, view: &View, lang: Lang) -> ReportPage {
    let word = |name: &str| view.words.get(name).cloned().unwrap_or_default();
    let mut tables: Vec<Table> = Vec::new();
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
        missing: None,
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
        charts: view.figures.iter().map(|figure| drawn(figure, String::new(), true)).collect(),
        objectives: view
            .objectives
            .iter()
            .map(|one| Line {
                title: one.title.clone(),
                text: one.progress.join("\n"),
                badge: projects::status(one.status, lang),
                ..Line::default()
            })
            .collect(),
        results: named(word("results"), &view.indicators),
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
    let period = projects::period(&state, &caller.context, &asked).await?;
    let lang = report_lang(&asked.lang, caller.visit.lang);
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
        "report.pdf" => PDF,
        "report.xlsx" => XLSX,
        _ => "application/xml; charset=utf-8",
    };
    let plain: String = code.chars().filter(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_')).collect();
    Ok(attached(bytes, media_type, &format!("{plain}-{period}-{lang}-{file}")))
}

/// A file to keep, under a plain name.
pub(super) fn attached(bytes: Vec<u8>, media_type: &'static str, name: &str) -> Response {
    let mut response: Response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
