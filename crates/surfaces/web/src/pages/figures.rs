//! Counted figures: what a pack's dashboards show of a period, beside the period before and what was promised, and the numbers as a
//! file. Counting and drawing are `insight`'s.

use super::{Answer, page, records};
use crate::WebState;
use crate::drawings;
use crate::parts::{Chart, Choice, Control, Empty, Field, Heading, Link, Stat, Target};
use crate::views::DashboardPage;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use calendar::Period;
use insight::{Count, change_sentence};
use language::{Lang, Message, format_number, phrase, say};
use packs::{Chart as Drawn, Dashboard, Pack, Panel};
use places::Level;
use service_kit::{Context, ServiceError};
use stats::Indicator;
use std::collections::HashMap;

/// Half-years that a trend looks back on.
const LOOKING_BACK: usize = 6;

type Asked = HashMap<String, String>;

/// `GET /figures`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let given = |name: &str| asked.get(name).map(String::as_str).filter(|text| !text.is_empty());
    let project = given("project");
    let period = match given("period").and_then(|text| text.parse().ok()) {
        Some(period) => period,
        None => latest_period(&state, context).await?,
    };
    let boards =
        state.collection.packs().iter().flat_map(|pack| pack.dashboards.iter().map(move |board| (&**pack, board)));
    let mut boards = boards.collect::<Vec<_>>();
    boards.sort_by_key(|(_, board)| Some(board.id.as_str()) != given("view"));
    let Some((pack, board)) = boards.first().copied() else {
        return page(&nothing(&state, &caller, Vec::new()));
    };
    let filters = filters(&state, context, &asked, period, board).await?;
    if !has_records(&state, context).await? {
        return page(&nothing(&state, &caller, Vec::new()));
    }
    let count = state.insight.count(context, &pack.id, project).await?;
    let drawing = Board { state: &state, context, pack, count: &count, period, project };
    let csv = words::query(
        "/figures.csv",
        &[("period", &period.to_string()), ("project", project.unwrap_or("")), ("view", &board.id)],
    );
    page(&DashboardPage {
        frame: caller.visit.frame(&state, phrase(lang, "web-figures-title")),
        heading: Heading::new(board.title.get(lang)).lead(period.label(lang)),
        filters,
        empty: None,
        stats: drawing.stats(board)?,
        charts: drawing.charts(board).await?,
        csv: Some(csv),
    })
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
            action: Some(Link::new("/import", phrase(lang, "web-nav-import"))),
        }),
        stats: Vec::new(),
        charts: Vec::new(),
        csv: None,
    }
}

async fn has_records(state: &WebState, context: &Context) -> Result<bool, ServiceError> {
    for pack in state.collection.packs() {
        for kind in &pack.kinds {
            let query = collection::ListQuery { limit: Some(1), ..collection::ListQuery::recent(&kind.id) };
            if state.collection.list(context, query).await?.total > 0 {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The half-year of the latest record of the everyday kind, else today's.
pub(super) async fn latest_period(state: &WebState, context: &Context) -> Result<Period, ServiceError> {
    let Some(kind) = state.main_kind() else { return Ok(Period::half_of(context.today())) };
    let span = records::span(state, context, state.collection.kind(&kind.id)?.definition()).await?;
    Ok(Period::half_of(span.map_or_else(|| context.today(), |(_, last)| last.min(context.today()))))
}

/// The large figures of the first dashboard, for the first page.
pub(super) async fn first_figures(
    state: &WebState,
    context: &Context,
    period: Period,
) -> Result<Vec<Stat>, ServiceError> {
    let Some(pack) = state.collection.packs().first() else { return Ok(Vec::new()) };
    let Some(board) = pack.dashboards.first() else { return Ok(Vec::new()) };
    let count = state.insight.count(context, &pack.id, None).await?;
    Board { state, context, pack, count: &count, period, project: None }.stats(board)
}

async fn filters(
    state: &WebState,
    context: &Context,
    asked: &Asked,
    period: Period,
    current: &Dashboard,
) -> Result<Vec<Field>, ServiceError> {
    let lang = context.lang;
    let boards = state.collection.packs().iter().flat_map(|pack| &pack.dashboards);
    let boards = boards.map(|board| Choice::new(&board.id, board.title.get(lang), board.id == current.id)).collect();
    let mut fields = vec![Field::new("view", phrase(lang, "web-figures-view"), Control::Select(boards)).filter()];
    if let Some(kind) = state.main_kind() {
        let periods =
            records::periods(state, context, state.collection.kind(&kind.id)?.definition(), &period.to_string())
                .await?;
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

/// A dashboard being filled.
struct Board<'a> {
    state: &'a WebState,
    context: &'a Context,
    pack: &'a Pack,
    count: &'a Count,
    period: Period,
    project: Option<&'a str>,
}

impl<'a> Board<'a> {
    fn panels(&self, board: &'a Dashboard) -> impl Iterator<Item = (&'a Panel, &'a Indicator)> {
        let pack = self.pack;
        board.panels.iter().filter_map(move |panel| Some((panel, pack.indicator(&panel.indicator)?)))
    }

    fn stats(&self, board: &'a Dashboard) -> Result<Vec<Stat>, ServiceError> {
        self.panels(board)
            .filter(|(panel, _)| panel.chart == Drawn::Figure)
            .map(|(_, indicator)| self.stat(indicator))
            .collect()
    }

    fn stat(&self, indicator: &Indicator) -> Result<Stat, ServiceError> {
        let lang = self.context.lang;
        let comparison = self.count.comparison(indicator, self.period, &[])?;
        let value = comparison.value.unwrap_or_default();
        let named = indicator.scale_label(value).map(|label| label.get(lang).to_owned());
        let is_named = named.is_some();
        let previous = comparison.previous.map(|previous| {
            let shown = format_number(previous, indicator.decimals);
            say(
                lang,
                &Message::new("web-compare-previous")
                    .with("value", shown)
                    .with("period", self.period.previous().label(lang)),
            )
        });
        Ok(Stat {
            label: indicator.title.get(lang).to_owned(),
            value: named.unwrap_or_else(|| {
                comparison.value.map_or_else(|| "–".to_owned(), |value| format_number(value, indicator.decimals))
            }),
            unit: if is_named { String::new() } else { indicator.unit.label.get(lang).to_owned() },
            compare: change_sentence(&comparison, lang).or(previous).unwrap_or_default(),
            target: comparison.target.map(|target| self::target(value, target, indicator, lang)),
            href: None,
        })
    }

    async fn charts(&self, board: &'a Dashboard) -> Result<Vec<Chart>, ServiceError> {
        let mut charts = Vec::new();
        for (at, (panel, indicator)) in self.panels(board).enumerate() {
            charts.extend(self.chart(&format!("c{at}"), panel, indicator).await?);
        }
        Ok(charts)
    }

    async fn chart(&self, id: &str, panel: &Panel, indicator: &Indicator) -> Result<Option<Chart>, ServiceError> {
        let (lang, insight) = (self.context.lang, &self.state.insight);
        Ok(match (panel.chart, &panel.by) {
            (Drawn::Trend, _) => {
                let points = self.count.trend(indicator, self.period, LOOKING_BACK)?;
                let is_empty = points.iter().all(|point| point.value.is_none_or(|value| value == 0.0));
                (!is_empty).then(|| {
                    drawings::chart(id, lang, false, |setting| insight.trend_chart(setting, indicator, &points, None))
                })
            }
            (Drawn::Map, _) => {
                let coverage = insight.coverage(self.context, &indicator.kind, self.period, self.project).await?;
                let outlines = insight.outlines(Level::Province).await?;
                let busy = coverage.provinces.values().any(|area| area.records > 0);
                busy.then(|| {
                    drawings::chart(id, lang, false, |setting| insight.map(setting, &coverage, &outlines, None))
                })
            }
            (Drawn::Bars | Drawn::Stacked | Drawn::Table, Some(by)) => {
                let cells = self.count.split(indicator, self.period, &[by])?;
                let before = self.count.split(indicator, self.period.previous(), &[by])?;
                let busy = cells.iter().any(|cell| cell.value != 0.0);
                busy.then(|| {
                    drawings::chart(id, lang, false, |setting| insight.bars(setting, indicator, by, &cells, &before))
                })
            }
            _ => None,
        })
    }
}

pub(super) fn target(value: f64, target: f64, indicator: &Indicator, lang: Lang) -> Target {
    let percent = if target > 0.0 { (100.0 * value / target).round().max(0.0) } else { 0.0 };
    let message = Message::new("web-target")
        .with("percent", format_number(percent, 0))
        .with("target", format_number(target, indicator.decimals));
    Target { text: say(lang, &message), percent: bar(percent), reached: percent >= 100.0 }
}

/// How long the bar is: a target that was passed fills it.
fn bar(percent: f64) -> u8 {
    (0..=100).rev().find(|step| f64::from(*step) <= percent).unwrap_or(0)
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
    for pack in state.collection.packs() {
        let count = state.insight.count(context, &pack.id, given("project")).await?;
        for board in pack.dashboards.iter().filter(|board| given("view").is_none_or(|view| view == board.id)) {
            let board_of = Board { state: &state, context, pack, count: &count, period, project: given("project") };
            for (panel, indicator) in board_of.panels(board) {
                for cell in count.split(indicator, period, panel.by.as_slice())? {
                    let (dimension, code) = cell.by.into_iter().next().unwrap_or_default();
                    let label = code.as_deref().map(|code| {
                        state.collection.value_label(&indicator.kind, &dimension, code).get(lang).to_owned()
                    });
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

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        for (percent, expected) in [(0.0, 0), (49.9, 49), (100.0, 100), (250.0, 100), (-3.0, 0)] {
            assert_eq!(bar(percent), expected);
        }
    }
}
