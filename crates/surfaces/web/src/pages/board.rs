//! A pack's dashboard being filled: its large figures with their targets, and its pictures. Counting and drawing are `insight`'s.

use crate::WebState;
use crate::drawings;
use crate::parts::{Chart, Stat, Target};
use calendar::Period;
use insight::{Count, Setting, compared};
use language::{Lang, Message, format_number, say};
use packs::{Chart as Drawn, Dashboard, Pack, Panel};
use places::Level;
use service_kit::{Context, ServiceError};
use stats::Indicator;

/// Half-years that a trend looks back on.
const LOOKING_BACK: usize = 6;

/// A dashboard being filled.
pub(super) struct Board<'a> {
    pub(super) state: &'a WebState,
    pub(super) context: &'a Context,
    pub(super) pack: &'a Pack,
    pub(super) count: &'a Count,
    pub(super) period: Period,
    pub(super) project: Option<&'a str>,
}

impl<'a> Board<'a> {
    /// The panels whose indicators the pack has.
    pub(super) fn panels(&self, board: &'a Dashboard) -> impl Iterator<Item = (&'a Panel, &'a Indicator)> {
        let pack = self.pack;
        board.panels.iter().filter_map(move |panel| Some((panel, pack.indicator(&panel.indicator)?)))
    }

    /// Its large figures.
    pub(super) fn stats(&self, board: &'a Dashboard) -> Result<Vec<Stat>, ServiceError> {
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
        Ok(Stat {
            label: indicator.title.get(lang).to_owned(),
            value: named.unwrap_or_else(|| {
                comparison.value.map_or_else(|| "–".to_owned(), |value| format_number(value, indicator.decimals))
            }),
            unit: if is_named { String::new() } else { indicator.unit.beside(value, lang).to_owned() },
            compare: compared(indicator, &comparison, self.period, lang),
            target: comparison.target.map(|target| self::target(value, target, indicator, lang)),
            href: None,
        })
    }

    /// Its pictures; a panel without anything to show is left out, and one that asks for a table has no drawing.
    pub(super) async fn charts(&self, board: &'a Dashboard) -> Result<Vec<Chart>, ServiceError> {
        let mut charts = Vec::new();
        for (at, (panel, indicator)) in self.panels(board).enumerate() {
            let mut chart = self.chart(&format!("c{at}"), panel, indicator).await?;
            if let (Some(chart), Drawn::Table) = (&mut chart, panel.chart) {
                chart.svg.clear();
            }
            charts.extend(chart);
        }
        Ok(charts)
    }

    async fn chart(&self, id: &str, panel: &Panel, indicator: &Indicator) -> Result<Option<Chart>, ServiceError> {
        let (lang, insight) = (self.context.lang, &self.state.insight);
        Ok(match (panel.chart, &panel.by) {
            (Drawn::Trend, _) | (Drawn::Table, None) => {
                let trend = self.count.trend(indicator, self.period, LOOKING_BACK)?;
                (!trend.points.is_empty()).then(|| {
                    drawings::chart(id, lang, false, |setting| insight.trend_chart(setting, indicator, &trend, None))
                })
            }
            (Drawn::Map, _) => {
                let coverage = insight.coverage(self.context, &indicator.kind, self.period, self.project).await?;
                let outlines = insight.outlines(Level::Province).await?;
                let busy = coverage.provinces.values().any(|area| area.records > 0);
                busy.then(|| {
                    drawings::chart(id, lang, false, |setting| insight.map(setting, &coverage, &outlines, None, &[]))
                })
            }
            (Drawn::Calendar, _) => {
                let (today, values) = (self.context.today(), self.count.day_by_day(indicator, self.period)?);
                (!values.is_empty()).then(|| {
                    let draw = |setting: &Setting| insight.days(setting, indicator, self.period, today, &values);
                    drawings::chart(id, lang, false, draw)
                })
            }
            (Drawn::Bars | Drawn::Stacked | Drawn::Table, Some(by)) => {
                let split = self.count.compared_split(indicator, self.period, by)?;
                let busy = split.cells.iter().any(|cell| cell.value != 0.0);
                busy.then(|| {
                    drawings::chart(id, lang, false, |setting| match panel.chart {
                        Drawn::Stacked => insight.stack(setting, indicator, by, self.period, &split),
                        _ => insight.bars(setting, indicator, by, &split),
                    })
                })
            }
            _ => None,
        })
    }
}

/// A target and how far a value is.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        for (percent, expected) in [(0.0, 0), (49.9, 49), (100.0, 100), (250.0, 100), (-3.0, 0)] {
            assert_eq!(bar(percent), expected);
        }
    }
}
