//! Figures as pictures: the same chart or map on a page and in a report, with its finding as the title, in the reader's language. Owns
//! which picture shows what; the sentences are in `findings`, and drawing is the `charts` engine's.

use crate::findings::{bars_finding, days_finding, map_finding, trend_finding};
use crate::{Coverage, Insight, Split, Trend};
use calendar::{Date, Period};
use charts::{
    AreaValue, BarChart, BarLayout, BarRow, ChoroplethMap, DayChart, DayMonth, Drawing, Frame, MapArea, MapPoint, Size,
    TrendChart, TrendMark, TrendSeries,
};
use collection::Collection;
use language::{Lang, Message, phrase, say};
use places::{Boundaries, Gazetteer, Level, neighbours};
use stats::{Cell, Indicator, Window};
use std::collections::BTreeMap;

/// Where a picture will stand.
#[derive(Clone, Debug)]
pub struct Setting {
    /// A name that is unique on its page.
    pub id: String,
    /// The reader's language.
    pub lang: Lang,
    /// How wide it is.
    pub size: Size,
    /// Whether the finding is drawn above it; a page that sets it as a heading leaves it out.
    pub shows_title: bool,
}

/// A drawing and the finding that it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The finding, as a sentence.
    pub title: String,
    /// What is drawn.
    pub drawing: Drawing,
}

impl Setting {
    fn frame(&self, title: &str) -> Frame {
        let mut frame = Frame::new(self.id.clone(), title, self.lang);
        frame.size = self.size;
        frame.shows_title = self.shows_title;
        frame
    }
}

impl Insight {
    /// A map of people reached, or of records where nobody is counted, by province or by the districts of one province; with dots
    /// where records have a point.
    pub fn map(
        &self,
        setting: &Setting,
        coverage: &Coverage,
        outlines: &Boundaries,
        province: Option<&str>,
        points: &[MapPoint],
    ) -> Picture {
        let lang = setting.lang;
        let (level, within) = province.map_or((Level::Province, ""), |code| (Level::District, code));
        let known = if level == Level::Province { &coverage.provinces } else { &coverage.districts };
        let areas = outlines.within(level, within).map(|area| {
            let covered = known.get(area.code());
            MapArea {
                code: area.code().to_owned(),
                label: name(area.code(), lang),
                rings: area.outline().rings().to_vec(),
                centre: area.outline().centre(),
                value: match covered {
                    Some(covered) if covered.records > 0 => AreaValue::Known(number(coverage.amount(covered))),
                    Some(_) => AreaValue::NotYet,
                    None if level == Level::District => AreaValue::NotYet,
                    None => AreaValue::Elsewhere,
                },
                is_first_time: covered.is_some_and(crate::CoveredArea::is_new),
            }
        });
        let areas: Vec<_> = areas.collect();
        let focus = if level == Level::District {
            Vec::new()
        } else {
            areas.iter().filter(|area| area.value != AreaValue::Elsewhere).map(|area| area.code.clone()).collect()
        };
        let shades_none = areas.iter().all(|area| area.value == AreaValue::Elsewhere);
        let title = match shades_none && !points.is_empty() {
            true => say(lang, &Message::new("insight-map-points").with("count", points.len())),
            false => map_finding(&areas, coverage.counted, lang),
        };
        let map = ChoroplethMap {
            frame: setting.frame(&title),
            area_heading: phrase(lang, if level == Level::District { "insight-district" } else { "insight-province" }),
            elsewhere: coverage.counted.elsewhere().map(|key| phrase(lang, key)).unwrap_or_default(),
            value_heading: phrase(lang, coverage.counted.heading()),
            neighbours: neighbours().iter().flat_map(|outline| outline.rings().to_vec()).collect(),
            borders: Vec::new(),
            focus,
            areas,
            points: points.to_vec(),
        };
        Picture { drawing: map.draw(), title }
    }

    /// A bar for each value of a dimension, largest first, with what it is read against.
    pub fn bars(&self, setting: &Setting, indicator: &Indicator, dimension: &str, split: &Split) -> Picture {
        let lang = setting.lang;
        let mut cells: Vec<_> = split.cells.iter().collect();
        cells.sort_by(|left, right| right.value.total_cmp(&left.value));
        let label = |cell: &Cell| cell_label(self.collection(), indicator, dimension, cell, lang);
        let before = |cell: &Cell| split.before.iter().find(|one| one.by == cell.by).map(|one| one.value);
        let title = bars_finding(indicator, &cells, label, lang);
        let chart = BarChart {
            frame: setting.frame(&title),
            label_heading: self.collection().dimension_title(&indicator.kind, dimension).get(lang).to_owned(),
            series: vec![indicator.unit.label.get(lang).to_owned()],
            notes: Vec::new(),
            previous_name: phrase(lang, previous_name(split)),
            layout: BarLayout::Stacked,
            rows: cells
                .iter()
                .map(|cell| BarRow {
                    label: label(cell),
                    values: vec![Some(cell.value)],
                    target: None,
                    previous: before(cell),
                })
                .collect(),
        };
        Picture { drawing: chart.draw(), title }
    }

    /// One bar divided by the values of a dimension, in the order in which the form offers them, and the bar that it is read
    /// against below it.
    pub fn stack(
        &self,
        setting: &Setting,
        indicator: &Indicator,
        dimension: &str,
        period: Period,
        split: &Split,
    ) -> Picture {
        let lang = setting.lang;
        let order = self.collection().value_order(&indicator.kind, dimension);
        let place = |cell: &Cell| {
            let value = code(cell);
            (value.is_none_or(|value| value == "unknown"), order.iter().position(|one| Some(one.as_str()) == value))
        };
        let mut parts: Vec<&Cell> = split.cells.iter().collect();
        parts.extend(split.before.iter().filter(|cell| split.cells.iter().all(|one| one.by != cell.by)));
        parts.sort_by_key(|cell| place(cell));
        let label = |cell: &Cell| cell_label(self.collection(), indicator, dimension, cell, lang);
        let value = |cells: &[Cell], part: &Cell| cells.iter().find(|cell| cell.by == part.by).map(|cell| cell.value);
        let row = |label: String, cells: &[Cell]| BarRow {
            label,
            values: parts.iter().map(|part| value(cells, part)).collect(),
            ..BarRow::default()
        };
        let sum: f64 = split.cells.iter().map(|cell| cell.value).sum();
        let share = |part: &&Cell| {
            let share = 100.0 * value(&split.cells, part).unwrap_or_default() / sum;
            if sum > 0.0 { format!("{}%", share.round()) } else { String::new() }
        };
        let mut largest: Vec<&Cell> = split.cells.iter().collect();
        largest.sort_by(|left, right| right.value.total_cmp(&left.value));
        let title = bars_finding(indicator, &largest, label, lang);
        let chart = BarChart {
            frame: setting.frame(&title),
            label_heading: phrase(lang, "insight-period"),
            series: parts.iter().map(|part| label(part)).collect(),
            notes: parts.iter().map(share).collect(),
            previous_name: String::new(),
            layout: BarLayout::Stacked,
            rows: [row(period.label(lang), &split.cells)]
                .into_iter()
                .chain((!split.before.is_empty()).then(|| row(phrase(lang, previous_name(split)), &split.before)))
                .collect(),
        };
        Picture { drawing: chart.draw(), title }
    }

    /// The days of a period, darker where more took place; those after `today` are empty.
    pub fn days(
        &self,
        setting: &Setting,
        indicator: &Indicator,
        period: Period,
        today: Date,
        values: &BTreeMap<Date, f64>,
    ) -> Picture {
        let lang = setting.lang;
        let title = days_finding(indicator, period, values, lang);
        let value = |day: Date| values.get(&day).copied();
        let months = period.months().into_iter().map(|month| DayMonth {
            label: month.short_label(lang),
            offset: usize::try_from(month.start().weekday().to_monday_zero_offset()).unwrap_or_default(),
            days: days_of(month).map(|day| value(day).or((day <= today).then_some(0.0))).collect(),
        });
        let chart = DayChart {
            frame: setting.frame(&title),
            month_heading: phrase(lang, "insight-month"),
            busy_heading: phrase(lang, "insight-busy-days"),
            value_heading: indicator.title.get(lang).to_owned(),
            months: months.collect(),
        };
        Picture { drawing: chart.draw(), title }
    }

    /// An indicator over consecutive periods.
    pub fn trend_chart(&self, setting: &Setting, indicator: &Indicator, trend: &Trend, target: Option<f64>) -> Picture {
        let lang = setting.lang;
        let title = trend_finding(indicator, trend, lang);
        let points = &trend.points;
        let chart = TrendChart {
            frame: setting.frame(&title),
            period_heading: phrase(lang, "insight-period"),
            periods: points.iter().map(|point| point.period.short_label(lang)).collect(),
            series: vec![TrendSeries {
                name: indicator.unit.label.get(lang).to_owned(),
                values: points.iter().map(|point| point.value).collect(),
            }],
            target,
            mark: if indicator.window == Window::AsAtEnd { TrendMark::Lines } else { TrendMark::Columns },
            is_latest_open: trend.is_under_way,
        };
        Picture { drawing: chart.draw(), title }
    }
}

/// What the figures that others are read against are called.
fn previous_name(split: &Split) -> &'static str {
    if split.is_under_way { "insight-previous-so-far" } else { "insight-previous" }
}

fn days_of(month: Period) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(month.start()), |day| day.tomorrow().ok()).take_while(move |day| *day <= month.end())
}

fn code(cell: &Cell) -> Option<&str> {
    cell.by.first().and_then(|(_, value)| value.as_deref())
}

fn cell_label(collection: &Collection, indicator: &Indicator, dimension: &str, cell: &Cell, lang: Lang) -> String {
    match code(cell) {
        Some(value) => collection.value_label(&indicator.kind, dimension, value).get(lang).to_owned(),
        None => phrase(lang, "unknown"),
    }
}

fn name(code: &str, lang: Lang) -> String {
    Gazetteer::builtin().place(code).map_or_else(|| code.to_owned(), |place| place.name_in(lang).to_owned())
}

/// People as a chart's number; counts of people stay far below 2^53, where every whole number is exact.
#[expect(clippy::cast_precision_loss, reason = "as said above")]
fn number(people: i64) -> f64 {
    people as f64
}
