//! Counted figures: what a pack's dashboards show of a period, beside the period before and what was promised, and the numbers as a
//! file. Counting and drawing are `insight`'s.

use super::board::Board;
use super::{Answer, figures_report, page, records};
use crate::WebState;
use crate::parts::{Choice, Control, Empty, Field, Heading, Stat};
use crate::views::DashboardPage;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use calendar::{Date, Period};
use insight::period_said;
use language::{phrase, say};
use packs::{Dashboard, Pack};
use service_kit::{Context, ServiceError};
use std::collections::{BTreeSet, HashMap};

type Asked = HashMap<String, String>;
/// A first and a last day.
type Span = (Date, Date);

/// `GET /figures`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let context = &caller.context;
    let given = |name: &str| asked.get(name).map(String::as_str).filter(|text| !text.is_empty());
    let project = given("project");
    let mut boards = boards(&state).collect::<Vec<_>>();
    boards.sort_by_key(|(_, board)| Some(board.id.as_str()) != given("view"));
    let Some((pack, board)) = boards.first().copied() else {
        return page(&nothing(&state, &caller, Vec::new()));
    };
    if !has_records(&state, context).await? {
        return page(&nothing(&state, &caller, Vec::new()));
    }
    let span = span_of(&state, context, pack, board).await?;
    let period = match given("period").and_then(|text| text.parse().ok()) {
        Some(period) => period,
        None => latest_half(span, context),
    };
    let filters = filters(&state, context, &asked, (period, span), board).await?;
    if span.is_none() {
        return page(&nothing(&state, &caller, filters));
    }
    let drawing = Board { state: &state, context, pack, board, period, project }.counted().await?;
    let csv = words::query(
        "/figures.csv",
        &[("period", &period.to_string()), ("project", project.unwrap_or("")), ("view", &board.id)],
    );
    page(&DashboardPage {
        frame: caller.visit.frame(&state, phrase(context.lang, "web-figures-title")),
        heading: Heading::new(board.title.get(context.lang)).lead(said(context, period)),
        filters,
        empty: None,
        stats: drawing.stats()?,
        charts: drawing.charts().await?,
        csv: Some(csv),
        reports: figures_report::links(&state, context),
    })
}

fn boards(state: &WebState) -> impl Iterator<Item = (&Pack, &Dashboard)> {
    state.collection.packs().iter().flat_map(|pack| pack.dashboards.iter().map(move |board| (&**pack, board)))
}

fn nothing(state: &WebState, caller: &Caller, filters: Vec<Field>) -> DashboardPage {
    let lang = caller.visit.lang;
    let title = phrase(lang, "web-figures-title");
    DashboardPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title),
        filters,
        empty: Some(Empty {
            title: phrase(lang, "web-figures-empty-title"),
            text: phrase(lang, "web-figures-empty-text"),
            action: records::begin_with(state, &caller.context),
        }),
        stats: Vec::new(),
        charts: Vec::new(),
        csv: None,
        reports: Vec::new(),
    }
}

async fn has_records(state: &WebState, context: &Context) -> Result<bool, ServiceError> {
    for pack in state.collection.packs() {
        for kind in &pack.kinds {
            if state.collection.total(context, &kind.id).await? > 0 {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// A period's name, which says when it is not over.
pub(super) fn said(context: &Context, period: Period) -> String {
    say(context.lang, &period_said(period, context.today()))
}

/// The half-year of the latest record of the everyday kind, else today's.
pub(super) async fn latest_period(state: &WebState, context: &Context) -> Result<Period, ServiceError> {
    let Some(kind) = state.main_kind() else { return Ok(Period::half_of(context.today())) };
    Ok(latest_half(state.collection.span(context, &kind.id).await?, context))
}

/// The half-year of the last day, else today's.
pub(super) fn latest_half(span: Option<Span>, context: &Context) -> Period {
    Period::half_of(span.map_or_else(|| context.today(), |(_, last)| last.min(context.today())))
}

/// The first and the last day of the records that a dashboard counts.
async fn span_of(
    state: &WebState,
    context: &Context,
    pack: &Pack,
    board: &Dashboard,
) -> Result<Option<Span>, ServiceError> {
    let indicators = board.panels.iter().filter_map(|panel| pack.indicator(&panel.indicator));
    span_of_kinds(state, context, indicators.map(|indicator| indicator.kind.as_str()).collect()).await
}

/// The first and the last day of the records of some kinds.
pub(super) async fn span_of_kinds(
    state: &WebState,
    context: &Context,
    kinds: BTreeSet<&str>,
) -> Result<Option<Span>, ServiceError> {
    let mut whole: Option<Span> = None;
    for kind in kinds {
        if let Some((first, last)) = state.collection.span(context, kind).await? {
            whole = Some(whole.map_or((first, last), |(from, to)| (from.min(first), to.max(last))));
        }
    }
    Ok(whole)
}

/// The large figures of the first dashboard, for the first page.
pub(super) async fn first_figures(
    state: &WebState,
    context: &Context,
    period: Period,
) -> Result<Vec<Stat>, ServiceError> {
    let Some(pack) = state.collection.packs().first() else { return Ok(Vec::new()) };
    let Some(board) = pack.dashboards.first() else { return Ok(Vec::new()) };
    Board { state, context, pack, board, period, project: None }.figures().await
}

async fn filters(
    state: &WebState,
    context: &Context,
    asked: &Asked,
    (period, span): (Period, Option<Span>),
    current: &Dashboard,
) -> Result<Vec<Field>, ServiceError> {
    let lang = context.lang;
    let boards = boards(state).map(|(_, board)| board);
    let boards = boards.map(|board| Choice::new(&board.id, board.title.get(lang), board.id == current.id)).collect();
    let mut fields = vec![Field::new("view", phrase(lang, "web-figures-view"), Control::Select(boards)).filter()];
    if let Some(span) = span {
        let periods = records::periods_of(span, lang, &period.to_string());
        fields.push(Field::new("period", phrase(lang, "web-figures-period"), Control::Select(periods)).filter());
    }
    let projects = match state.programmes.projects(context).await {
        Ok(projects) => projects,
        Err(ServiceError::NotFound) => Vec::new(),
        Err(error) => return Err(error),
    };
    if !projects.is_empty() {
        let given = asked.get("project").map_or("", String::as_str);
        let choice = |project: &programmes::Project| {
            Choice::new(&project.code, format!("{} · {}", project.code, project.title.get(lang)), project.code == given)
        };
        let choices = projects.iter().map(choice).collect();
        fields.push(Field::new("project", phrase(lang, "web-figures-project"), Control::Select(choices)).filter());
    }
    Ok(fields)
}

/// `GET /figures.csv`: every figure of a dashboard's indicators in a period, split as its panels are.
pub(crate) async fn csv(State(state): State<WebState>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let given = |name: &str| asked.get(name).map(String::as_str).filter(|text| !text.is_empty());
    let period = match given("period").and_then(|text| text.parse().ok()) {
        Some(period) => period,
        None => latest_period(&state, context).await?,
    };
    let mut lines = vec![
        ["indicator", "title", "unit", "period", "dimension", "value_code", "value_label", "value"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for (pack, board) in boards(&state).filter(|(_, board)| given("view").is_none_or(|view| view == board.id)) {
        let board = Board { state: &state, context, pack, board, period, project: given("project") }.counted().await?;
        for (panel, indicator) in board.panels() {
            for cell in board.count.split(indicator, period, panel.by.as_slice())? {
                let (dimension, code) = cell.by.into_iter().next().unwrap_or_default();
                let label = code
                    .as_deref()
                    .map(|code| state.collection.value_label(&indicator.kind, &dimension, code).get(lang).to_owned());
                lines.push(vec![
                    indicator.id.clone(),
                    indicator.title.get(lang).to_owned(),
                    indicator.unit.id.clone(),
                    period.to_string(),
                    dimension,
                    code.unwrap_or_default(),
                    label.unwrap_or_default(),
                    cell.value.to_string(),
                ]);
            }
        }
    }
    // The mark at the beginning makes spreadsheet programs read Thai as UTF-8.
    let text = lines.iter().fold("\u{feff}".to_owned(), |text, line| text + &csv_line(line));
    let mut response: Response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"figures-{period}.csv\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// One line by RFC 4180. A text that a spreadsheet program would take for a formula gets an apostrophe in front (OWASP, CSV
/// injection).
fn csv_line(cells: &[String]) -> String {
    let written = cells.iter().map(|cell| {
        let is_formula =
            cell.starts_with(['=', '+', '@', '\t', '\r']) || (cell.starts_with('-') && cell.parse::<f64>().is_err());
        let cell = if is_formula { format!("'{cell}") } else { cell.clone() };
        if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    });
    written.collect::<Vec<_>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        let line = |cell: &str| csv_line(&[cell.to_owned()]);
        for (cell, expected) in [
            ("=1+1", "'=1+1\r\n"),
            ("-5", "-5\r\n"),
            ("-5+A1", "'-5+A1\r\n"),
            ("@x", "'@x\r\n"),
            ("a,\"b\"", "\"a,\"\"b\"\"\"\r\n"),
            ("เชียงราย", "เชียงราย\r\n"),
        ] {
            assert_eq!(line(cell), expected);
        }
    }
}
