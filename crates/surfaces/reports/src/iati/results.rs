//! Indicators as IATI results: one result an objective, periods side by side, parts of a value as dimensions or places. A value
//! that is withheld or unknown is left out, never published as zero.

use super::activity::{narrated, period, place_reference};
use super::tree::Element;
use language::{Lang, Text};
use programmes::report::{BreakdownCell, HalfYearReport, IndicatorFigure, Measure, Measured, ReportPeriod};

/// Dimensions whose parts are provinces that the activity lists as locations.
const PLACES: &str = "province";

/// A result for each objective that has indicators, then one for those of no objective.
pub(super) fn results(report: &HalfYearReport, lang: Lang) -> Vec<Element> {
    let known = |indicator: &IndicatorFigure| {
        report.objectives.iter().any(|objective| Some(&objective.id) == indicator.objective.as_ref())
    };
    let of_objectives = report.objectives.iter().map(|objective| {
        let indicators =
            report.indicators.iter().filter(|indicator| indicator.objective.as_ref() == Some(&objective.id));
        result(&objective.title, indicators, report, lang)
    });
    let others = report.indicators.iter().filter(|indicator| !known(indicator));
    let others = result(&report.project.title, others, report, lang);
    of_objectives.chain([others]).flatten().collect()
}

fn result<'report>(
    title: &Text,
    indicators: impl Iterator<Item = &'report IndicatorFigure>,
    report: &HalfYearReport,
    lang: Lang,
) -> Option<Element> {
    let indicators: Vec<Element> = indicators.map(|figure| indicator(figure, report, lang)).collect();
    let head = Element::new("result").attribute("type", "1").attribute("aggregation-status", "true");
    (!indicators.is_empty()).then(|| head.child(narrated("title", title, lang)).children(indicators))
}

fn indicator(figure: &IndicatorFigure, report: &HalfYearReport, lang: Lang) -> Element {
    let (measure, adds_up) = match figure.measure {
        Measure::Count => ("1", "true"),
        Measure::Percentage => ("2", "false"),
    };
    let baseline = figure.baseline.map(|baseline| {
        Element::new("baseline")
            .attribute("year", baseline.year.to_string())
            .maybe_attribute("value", plain(baseline.value))
    });
    let before = [(figure.year_before, &report.year_before), (figure.previous, &report.previous_period)];
    let before = before.into_iter().filter_map(|(value, period)| past_period(value?, period));
    Element::new("indicator")
        .attribute("measure", measure)
        .attribute("ascending", "true")
        .attribute("aggregation-status", adds_up)
        .child(narrated("title", &figure.title, lang))
        .children(baseline)
        .children(before)
        .child(this_period(figure, report))
}

fn past_period(value: Measured, when: &ReportPeriod) -> Option<Element> {
    let value = value.number().and_then(plain)?;
    Some(
        Element::new("period")
            .children(period(when.start, when.end))
            .child(Element::new("actual").attribute("value", value)),
    )
}

fn this_period(figure: &IndicatorFigure, report: &HalfYearReport) -> Element {
    let target = figure.target.and_then(plain).map(|target| Element::new("target").attribute("value", target));
    let total = figure.value.number().and_then(plain).map(|value| Element::new("actual").attribute("value", value));
    let parts = figure
        .breakdowns
        .iter()
        .flat_map(|breakdown| breakdown.cells.iter().filter_map(|cell| part(&breakdown.dimension, cell, report)));
    Element::new("period")
        .children(period(report.period.start, report.period.end))
        .children(target)
        .children(total)
        .children(parts)
}

fn part(dimension: &str, cell: &BreakdownCell, report: &HalfYearReport) -> Option<Element> {
    let value = cell.value.number().and_then(plain)?;
    let is_listed_place = dimension == PLACES && report.coverage.iter().any(|province| province.code == cell.code);
    let which = if is_listed_place {
        Element::new("location").attribute("ref", place_reference(&report.project.country, &cell.code))
    } else {
        Element::new("dimension").attribute("name", dimension).attribute("value", &cell.code)
    };
    Some(Element::new("actual").attribute("value", value).child(which))
}

/// A number as XML writes it; nothing for what is no number.
fn plain(value: f64) -> Option<String> {
    value.is_finite().then(|| value.to_string())
}
