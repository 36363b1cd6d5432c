//! A pack's dashboard being filled: its large figures with their targets, and its pictures. Owns which counts each panel needs; counting
//! and drawing are `insight`'s.

use crate::WebState;
use crate::drawings;
use crate::parts::{Chart, Stat, Target};
use calendar::Period;
use insight::{Count, Questions, Setting, compared};
use language::{Lang, Message, format_number, say};
use packs::{Chart as Drawn, Dashboard, Pack, Panel};
use places::Level;
use service_kit::{Context, ServiceError};
use stats::Indicator;

/// Half-years that a trend looks back on.
const LOOKING_BACK: usize = 6;

/// A dashboard of a period being filled, for one reader.
pub(super) struct Board<'a> {
    pub(super) state: &'a WebState,
    pub(super) context: &'a Context,
    pub(super) pack: &'a Pack,
    pub(super) board: &'a Dashboard,
    pub(super) period: Period,
    pub(super) project: Option<&'a str>,
}

/// The same with what was counted for it.
pub(super) struct CountedBoard<'a> {
    of: Board<'a>,
    pub(super) count: Count,
}

impl<'a> Board<'a> {
    /// Counts its large figures alone.
    pub(super) async fn figures(self) -> Result<Vec<Stat>, ServiceError> {
        let mut questions = Questions::on(self.context.today());
        for (_, indicator) in self.panels().filter(|(panel, _)| panel.chart == Drawn::Figure) {
            questions.comparison(indicator, self.period);
        }
        let count = self.state.insight.count(self.context, questions, self.project).await?;
        CountedBoard { of: self, count }.stats()
    }

    /// Counts what its panels show, and their figures as lines.
    pub(super) async fn counted(self) -> Result<CountedBoard<'a>, ServiceError> {
        let mut questions = Questions::on(self.context.today());
        for (panel, indicator) in self.panels() {
            questions.split(indicator, self.period, panel.by.as_slice());
            match (panel.chart, &panel.by) {
                (Drawn::Figure, _) => questions.comparison(indicator, self.period),
                (Drawn::Trend, _) | (Drawn::Table, None) => questions.trend(indicator, self.period, LOOKING_BACK),
                (Drawn::Calendar, _) => questions.day_by_day(indicator, self.period),
                (Drawn::Bars | Drawn::Stacked | Drawn::Table, Some(by)) => {
                    questions.compared_split(indicator, self.period, by);
                }
                (Drawn::Map | Drawn::Bars | Drawn::Stacked, _) => {}
            }
        }
        let count = self.state.insight.count(self.context, questions, self.project).await?;
        Ok(CountedBoard { of: self, count })
    }

    /// The panels whose indicators the pack has.
    fn panels(&self) -> impl Iterator<Item = (&'a Panel, &'a Indicator)> + use<'a> {
        let pack = self.pack;
        self.board.panels.iter().filter_map(move |panel| Some((panel, pack.indicator(&panel.indicator)?)))
    }
}

impl<'a> CountedBoard<'a> {
    /// The panels whose indicators the pack has.
    pub(super) fn panels(&self) -> impl Iterator<Item = (&'a Panel, &'a Indicator)> + use<'a> {
        self.of.panels()
    }

    /// Its large figures.
    pub(super) fn stats(&self) -> Result<Vec<Stat>, ServiceError> {
        self.panels()
            .filter(|(panel, _)| panel.chart == Drawn::Figure)
            .map(|(_, indicator)| self.stat(indicator))
            .collect()
    }

    fn stat(&self, indicator: &Indicator) -> Result<Stat, ServiceError> {
        let lang = self.of.context.lang;
        let comparison = self.count.comparison(indicator, self.of.period, &[])?;
        let value = comparison.value.unwrap_or_default();
        let named = indicator.scale_label(value).map(|label| label.get(lang).to_owned());
        let is_named = named.is_some();
        Ok(Stat {
            label: indicator.title.get(lang).to_owned(),
            value: named.unwrap_or_else(|| {
                comparison.value.map_or_else(|| "–".to_owned(), |value| format_number(value, indicator.decimals))
            }),
            unit: if is_named { String::new() } else { indicator.unit.beside(value, lang).to_owned() },
            compare: compared(indicator, &comparison, self.of.period, lang),
            target: comparison.target.map(|target| self::target(value, target, indicator, lang)),
            href: None,
        })
    }

    /// Its pictures; a panel without anything to show is left out, and one that asks for a table has no drawing.
    pub(super) async fn charts(&self) -> Result<Vec<Chart>, ServiceError> {
        let mut charts = Vec::new();
        for (at, (panel, indicator)) in self.panels().enumerate() {
            let mut chart = self.chart(&format!("c{at}"), panel, indicator).await?;
            if let (Some(chart), Drawn::Table) = (&mut chart, panel.chart) {
                chart.svg.clear();
            }
            charts.extend(chart);
        }
        Ok(charts)
    }

    async fn chart(&self, id: &str, panel: &Panel, indicator: &Indicator) -> Result<Option<Chart>, ServiceError> {
        let Board { state, context, period, project, .. } = self.of;
        let (lang, insight) = (context.lang, &state.insight);
        Ok(match (panel.chart, &panel.by) {
            (Drawn::Trend, _) | (Drawn::Table, None) => {
                let trend = self.count.trend(indicator, period, LOOKING_BACK)?;
                (!trend.points.is_empty()).then(|| {
                    drawings::chart(id, lang, false, |setting| insight.trend_chart(setting, indicator, &trend, None))
                })
            }
            (Drawn::Map, _) => {
                let coverage = insight.coverage(context, &indicator.kind, period, project).await?;
                let outlines = insight.outlines(Level::Province).await?;
                let busy = coverage.provinces.values().any(|area| area.records > 0);
                busy.then(|| {
                    drawings::chart(id, lang, false, |setting| insight.map(setting, &coverage, &outlines, None, &[]))
                })
            }
            (Drawn::Calendar, _) => {
                let (today, values) = (context.today(), self.count.day_by_day(indicator, period)?);
                (!values.is_empty()).then(|| {
                    let draw = |setting: &Setting| insight.days(setting, indicator, period, today, &values);
                    drawings::chart(id, lang, false, draw)
                })
            }
            (Drawn::Bars | Drawn::Stacked | Drawn::Table, Some(by)) => {
                let split = self.count.compared_split(indicator, period, by)?;
                let busy = split.cells.iter().any(|cell| cell.value != 0.0);
                busy.then(|| {
                    drawings::chart(id, lang, false, |setting| match panel.chart {
                        Drawn::Stacked => insight.stack(setting, indicator, by, period, &split),
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
