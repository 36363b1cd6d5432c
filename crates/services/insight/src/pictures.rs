//! Figures as pictures: the same chart or map on a page and in a report, with its finding as the title, in the reader's language. Owns
//! the findings; drawing is the `charts` engine's.

use crate::{Coverage, Insight};
use charts::{
    AreaValue, BarChart, BarLayout, BarRow, ChoroplethMap, Drawing, Frame, MapArea, Size, TrendChart, TrendMark,
    TrendSeries,
};
use collection::Collection;
use language::{Lang, Message, format_number, phrase, say};
use places::{Boundaries, Gazetteer, Level, neighbours};
use stats::{Cell, Comparison, Indicator, Point, Window};

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
    /// A map of people reached by province, or by the districts of one province.
    pub fn map(
        &self,
        setting: &Setting,
        coverage: &Coverage,
        outlines: &Boundaries,
        province: Option<&str>,
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
                    Some(covered) if covered.records > 0 => AreaValue::Known(number(covered.people)),
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
        let title = map_finding(&areas, lang);
        let map = ChoroplethMap {
            frame: setting.frame(&title),
            area_heading: phrase(lang, if level == Level::District { "insight-district" } else { "insight-province" }),
            value_heading: phrase(lang, "insight-people"),
            neighbours: neighbours().iter().flat_map(|outline| outline.rings().to_vec()).collect(),
            borders: Vec::new(),
            focus,
            areas,
        };
        Picture { drawing: map.draw(), title }
    }

    /// A bar for each value of a dimension, largest first, with what the period before had.
    pub fn bars(
        &self,
        setting: &Setting,
        indicator: &Indicator,
        dimension: &str,
        cells: &[Cell],
        previous: &[Cell],
    ) -> Picture {
        let lang = setting.lang;
        let mut cells: Vec<_> = cells.iter().collect();
        cells.sort_by(|left, right| right.value.total_cmp(&left.value));
        let label = |cell: &Cell| cell_label(self.collection(), indicator, dimension, cell, lang);
        let before = |cell: &Cell| previous.iter().find(|one| one.by == cell.by).map(|one| one.value);
        let title = bars_finding(indicator, &cells, label, lang);
        let chart = BarChart {
            frame: setting.frame(&title),
            label_heading: self.collection().dimension_title(dimension).get(lang).to_owned(),
            series: vec![indicator.unit.label.get(lang).to_owned()],
            previous_name: phrase(lang, "insight-previous"),
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

    /// An indicator over consecutive periods.
    pub fn trend_chart(
        &self,
        setting: &Setting,
        indicator: &Indicator,
        points: &[Point],
        target: Option<f64>,
    ) -> Picture {
        let lang = setting.lang;
        let title = trend_finding(indicator, points, lang);
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
        };
        Picture { drawing: chart.draw(), title }
    }
}

/// What a comparison says in a sentence: the change to the period before, or that there is nothing to compare with.
pub fn change_sentence(comparison: &Comparison, lang: Lang) -> Option<String> {
    let percent = (comparison.change()? * 100.0).round();
    let message = match percent {
        percent if percent > 0.0 => Message::new("insight-more"),
        percent if percent < 0.0 => Message::new("insight-less"),
        _ => return Some(phrase(lang, "insight-same")),
    };
    Some(say(lang, &message.with("percent", percent.abs())))
}

fn map_finding(areas: &[MapArea], lang: Lang) -> String {
    let value = |area: &MapArea| if let AreaValue::Known(number) = area.value { number } else { 0.0 };
    let most = areas.iter().filter(|area| value(area) > 0.0).max_by(|left, right| value(left).total_cmp(&value(right)));
    let waiting: Vec<_> = areas.iter().filter(|area| area.value == AreaValue::NotYet).collect();
    let message = match (most, waiting.as_slice()) {
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

fn bars_finding(indicator: &Indicator, cells: &[&Cell], label: impl Fn(&Cell) -> String, lang: Lang) -> String {
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

fn trend_finding(indicator: &Indicator, points: &[Point], lang: Lang) -> String {
    let title = indicator.title.get(lang);
    let Some((last, value)) = points.last().and_then(|last| Some((last, last.value?))) else {
        return title.to_owned();
    };
    let shown = indicator
        .scale_label(value)
        .map_or_else(|| format_number(value, indicator.decimals), |label| label.get(lang).to_owned());
    let message =
        Message::new("insight-trend").with("title", title).with("value", shown).with("period", last.period.label(lang));
    say(lang, &message)
}

fn cell_label(collection: &Collection, indicator: &Indicator, dimension: &str, cell: &Cell, lang: Lang) -> String {
    match cell.by.first().and_then(|(_, value)| value.as_deref()) {
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
