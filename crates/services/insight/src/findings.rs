//! What figures say, as sentences: the finding that stands over a picture, and how a figure compares. Owns the choice of words; how a
//! figure is counted, and what it is read against, is `count`'s.

use crate::Counted;
use crate::Trend;
use crate::count::is_under_way;
use calendar::{Date, Period};
use charts::{AreaValue, MapArea};
use language::{Lang, Message, format_number, phrase, say};
use stats::{Cell, Comparison, Indicator};
use std::collections::BTreeMap;

/// A period's name on a day: one that is not over says so.
pub fn period_said(period: Period, today: Date) -> Message {
    if is_under_way(period, today) {
        return Message::new("insight-period-so-far").with("period", period.text());
    }
    Message::new("said").with("text", period.text())
}

/// How a figure compares with the period before, in a sentence; empty when there is nothing to compare it with.
pub fn compared(indicator: &Indicator, comparison: &Comparison, period: Period, lang: Lang) -> String {
    let Some(previous) = comparison.previous else { return String::new() };
    let is_same = comparison.value == Some(previous);
    let (more, less, same) = if comparison.is_under_way {
        ("insight-more-so-far", "insight-less-so-far", "insight-same-so-far")
    } else {
        ("insight-more", "insight-less", "insight-same")
    };
    let change = comparison.change().map(|change| (change * 100.0).round()).filter(|_| indicator.scale.is_empty());
    match change {
        _ if is_same => phrase(lang, same),
        Some(percent) if percent > 0.0 => say(lang, &Message::new(more).with("percent", percent)),
        Some(percent) if percent < 0.0 => say(lang, &Message::new(less).with("percent", percent.abs())),
        Some(_) => phrase(lang, same),
        None => {
            let key = if comparison.is_under_way { "insight-before-so-far" } else { "insight-before" };
            let before = Message::new(key).with("value", shown(indicator, previous, lang));
            say(lang, &before.with("period", period.previous().label(lang)))
        }
    }
}

/// A figure as it is read: the name of its place on the indicator's scale, or its number.
fn shown(indicator: &Indicator, value: f64, lang: Lang) -> String {
    let label = indicator.scale_label(value).map(|label| label.get(lang).to_owned());
    label.unwrap_or_else(|| format_number(value, indicator.decimals))
}

pub(crate) fn map_finding(areas: &[MapArea], counted: Counted, lang: Lang) -> String {
    let counts_people = counted == Counted::People;
    let [none, several, most_of_all] = match counted {
        Counted::Cases => ["insight-map-no-cases", "insight-map-from-cases", "insight-map-most-cases"],
        _ => ["insight-map-no-records", "insight-map-from-records", "insight-map-most-records"],
    };
    let value = |area: &MapArea| if let AreaValue::Known(number) = area.value { number } else { 0.0 };
    let most = areas.iter().filter(|area| value(area) > 0.0).max_by(|left, right| value(left).total_cmp(&value(right)));
    let waiting: Vec<_> = areas.iter().filter(|area| area.value == AreaValue::NotYet).collect();
    let message = match (most, waiting.as_slice()) {
        (None, _) if !counts_people => Message::new(none),
        (Some(most), _) if !counts_people && areas.iter().filter(|area| value(area) == value(most)).count() > 1 => {
            let busy = areas.iter().filter(|area| value(area) > 0.0).count();
            Message::new(several).with("count", busy)
        }
        (Some(most), _) if !counts_people => Message::new(most_of_all).with("place", most.label.as_str()),
        (None, _) => Message::new("insight-map-none"),
        (Some(most), []) => Message::new("insight-map-most").with("place", most.label.as_str()),
        (Some(most), [one]) => {
            Message::new("insight-map-most-but").with("place", most.label.as_str()).with("other", one.label.as_str())
        }
        (Some(most), many) => {
            Message::new("insight-map-most-many").with("place", most.label.as_str()).with("count", many.len())
        }
    };
    say(lang, &message)
}

/// The largest part, given the parts by size.
pub(crate) fn bars_finding(
    indicator: &Indicator,
    cells: &[&Cell],
    label: impl Fn(&Cell) -> String,
    lang: Lang,
) -> String {
    let title = indicator.title.get(lang);
    let sum: f64 = cells.iter().map(|cell| cell.value).sum();
    match cells.first() {
        Some(first) if indicator.measure.is_additive() && sum > 0.0 => say(
            lang,
            &Message::new("insight-bars-share")
                .with("label", label(first))
                .with("share", (100.0 * first.value / sum).round())
                .with("title", title),
        ),
        _ => title.to_owned(),
    }
}

pub(crate) fn trend_finding(indicator: &Indicator, trend: &Trend, lang: Lang) -> String {
    let title = indicator.title.get(lang);
    let Some((last, value)) = trend.points.last().and_then(|last| Some((last, last.value?))) else {
        return title.to_owned();
    };
    let key = if trend.is_under_way { "insight-trend-so-far" } else { "insight-trend" };
    let message = Message::new(key).with("title", title).with("value", shown(indicator, value, lang));
    say(lang, &message.with("period", last.period.label(lang)))
}

/// The month in which most took place; of equals the first.
pub(crate) fn days_finding(indicator: &Indicator, period: Period, values: &BTreeMap<Date, f64>, lang: Lang) -> String {
    let title = indicator.title.get(lang);
    let sum = |month: &Period| values.range(month.start()..=month.end()).map(|(_, value)| value).sum::<f64>();
    let months: Vec<(Period, f64)> = period.months().into_iter().map(|month| (month, sum(&month))).collect();
    match months.iter().rev().max_by(|left, right| left.1.total_cmp(&right.1)) {
        Some((month, most)) if *most > 0.0 && months.len() > 1 => say(
            lang,
            &Message::new("insight-days")
                .with("title", title)
                .with("month", month.label(lang))
                .with("value", format_number(*most, indicator.decimals)),
        ),
        _ => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::Text;
    use stats::{Measure, Unit, Window};
    use xpath::Expression;

    fn indicator(scale: Vec<(f64, Text)>) -> Indicator {
        Indicator {
            id: "held".into(),
            title: Text::new("Sessions"),
            unit: Unit { id: "session".into(), label: Text::new("sessions"), one: Text::default(), people: None },
            kind: "a/session".into(),
            rows: None,
            filter: None,
            measure: Measure::Count,
            date: Expression::parse("date").expect("a path"),
            window: Window::Within,
            by: Vec::new(),
            decimals: 0,
            more_is_better: None,
            scale,
            note: Text::default(),
        }
    }

    #[test]
    fn a_map_of_records_says_where_most_are_when_there_is_such_a_place() {
        let area = |label: &str, value| MapArea { label: label.into(), value, ..MapArea::default() };
        let known = AreaValue::Known;
        for (values, expected) in [
            ([known(2.0), known(1.0)], "Most records are from North"),
            ([known(2.0), known(2.0)], "Records from 2 places"),
            ([AreaValue::NotYet, AreaValue::Elsewhere], "No record here in this period yet"),
        ] {
            let [north, south] = values;
            let areas = [area("North", north), area("South", south)];
            assert_eq!(map_finding(&areas, Counted::Records, Lang::En), expected);
            let of_cases = map_finding(&areas, Counted::Cases, Lang::En);
            assert!(of_cases.to_lowercase().contains("open case"), "{of_cases}");
        }
    }

    #[test]
    fn a_comparison_says_what_it_compares_with() {
        let scale = || vec![(1.0, Text::new("Tier 1")), (2.0, Text::new("Tier 2"))];
        for (value, previous, is_under_way, scale, expected) in [
            (30.0, Some(20.0), false, vec![], "50% more than in the period before"),
            (30.0, Some(20.0), true, vec![], "50% more than by the same day of the period before"),
            (10.0, Some(20.0), true, vec![], "50% less than by the same day of the period before"),
            (20.0, Some(20.0), false, vec![], "the same as in the period before"),
            (20.0, Some(20.0), true, vec![], "the same as by the same day of the period before"),
            (3.0, Some(0.0), false, vec![], "0 in January–June 2026"),
            (3.0, Some(0.0), true, vec![], "0 by the same day of January–June 2026"),
            (3.0, None, true, vec![], ""),
            (2.0, Some(1.0), false, scale(), "Tier 1 in January–June 2026"),
            (2.0, Some(2.0), false, scale(), "the same as in the period before"),
        ] {
            let comparison = Comparison { value: Some(value), previous, is_under_way, ..Comparison::default() };
            let period = "2026-H2".parse().expect("a period");
            assert_eq!(compared(&indicator(scale), &comparison, period, Lang::En), expected);
        }
    }

    #[test]
    fn a_period_that_is_not_over_says_so() {
        let period: Period = "2026-H2".parse().expect("a period");
        for (today, expected) in [
            ("2026-06-30", "July–December 2026"),
            ("2026-07-01", "July–December 2026, so far"),
            ("2026-12-31", "July–December 2026, so far"),
            ("2027-01-01", "July–December 2026"),
        ] {
            assert_eq!(say(Lang::En, &period_said(period, today.parse().expect("a day"))), expected, "{today}");
        }
    }

    #[test]
    fn the_busiest_month_is_named() {
        let values = BTreeMap::from([("2026-07-04", 2.0), ("2026-09-01", 1.0), ("2026-09-30", 1.0)])
            .into_iter()
            .map(|(day, value)| (day.parse().expect("a day"), value))
            .collect();
        let said =
            |period: &str| days_finding(&indicator(vec![]), period.parse().expect("a period"), &values, Lang::En);
        assert_eq!(said("2026-H2"), "Sessions: most in July 2026 (2)");
        assert_eq!(said("2026-H1"), "Sessions");
        assert_eq!(said("2026-07"), "Sessions");
    }
}
