//! Horizontal bars: one quantity for several things, perhaps in parts, beside its target and the period before.

use crate::frame::{LABEL, LINE, SMALL};
use crate::legend::{self, Swatch};
use crate::svg::Element;
use crate::{Drawing, Frame, Table, text};
use language::phrase;

/// How the values of a row stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BarLayout {
    /// Parts of a whole, one after the other in one bar. With one series this is the plain bar.
    #[default]
    Stacked,
    /// Side by side, each its own bar.
    Grouped,
}

/// One thing and its values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarRow {
    /// What it is.
    pub label: String,
    /// A value for each series, in their order; none when nobody knows.
    pub values: Vec<Option<f64>>,
    /// What was promised for the sum of the values. Drawn on stacked bars, listed in the table always.
    pub target: Option<f64>,
    /// The sum in the period before. Drawn behind stacked bars, listed in the table always.
    pub previous: Option<f64>,
}

/// Horizontal bars with their labels and values; values are zero or more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarChart {
    /// Title, language, size, colours.
    pub frame: Frame,
    /// What the labels name, as a column heading: `Province`.
    pub label_heading: String,
    /// What the values count, a name for each: `People reached`, or the parts of it.
    pub series: Vec<String>,
    /// What the legend adds to the name of each, such as its share; may be empty.
    pub notes: Vec<String>,
    /// The name of the period before, when rows have it.
    pub previous_name: String,
    /// Stacked or grouped.
    pub layout: BarLayout,
    /// The rows, drawn in this order.
    pub rows: Vec<BarRow>,
}

/// A bar's height, and that of the band of the period before behind it, in pixels.
const BAR: f64 = 16.0;
const BAND: f64 = 24.0;
const ROW: f64 = 38.0;
const GROUPED_BAR: f64 = 14.0;
/// Which steps of the scale tell series apart best, first to fifth.
const SERIES_SHADES: [usize; 5] = [4, 2, 1, 3, 0];

struct Layout {
    labels: f64,
    bars: f64,
    room: f64,
    most: f64,
}

impl Layout {
    fn length(&self, value: f64) -> f64 {
        if self.most > 0.0 { value.max(0.0) / self.most * self.room } else { 0.0 }
    }
}

impl BarRow {
    fn total(&self) -> Option<f64> {
        self.values.iter().flatten().copied().reduce(|sum, value| sum + value)
    }
}

impl BarChart {
    /// Draws the bars.
    pub fn draw(&self) -> Drawing {
        let layout = self.layout();
        let (mut content, mut y) = legend::draw(&self.frame, &self.legend(), 0.0, 0.0, self.frame.width());
        y += if y > 0.0 { 10.0 } else { 0.0 };
        let top = y;
        for row in &self.rows {
            let (elements, height) = self.draw_row(row, y, &layout);
            content.extend(elements);
            y += height;
        }
        if !self.frame.is_compact() {
            content.push(self.axis(&layout, top, y));
        }
        self.frame.finish(content, Vec::new(), y + 4.0, self.table())
    }

    /// Zero. On a phone labels stand above their bars, and a line through all would run through the words.
    fn axis(&self, layout: &Layout, top: f64, bottom: f64) -> Element {
        self.frame.line("c-axis", (layout.bars, top), (layout.bars, bottom), &self.frame.theme.muted, 1.0)
    }

    fn is_stacked(&self) -> bool {
        self.layout == BarLayout::Stacked || self.series.len() <= 1
    }

    fn layout(&self) -> Layout {
        let compact = self.frame.is_compact();
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let labels = widest(&mut self.rows.iter().map(|row| text::width(&row.label, LABEL)));
        let drawn = self.rows.iter().flat_map(|row| self.drawn_values(row));
        let most = drawn.fold(0.0, f64::max);
        let values = text::width(&Frame::number(most), LABEL) + 14.0;
        let bars = if compact { 0.5 } else { labels.clamp(60.0, 240.0) + 14.0 };
        Layout { labels: bars - 14.0, bars, room: self.frame.width() - bars - values, most }
    }

    /// Every value that a row's marks reach to.
    fn drawn_values(&self, row: &BarRow) -> Vec<f64> {
        if self.is_stacked() {
            row.total().into_iter().chain(row.target).chain(row.previous).collect()
        } else {
            row.values.iter().flatten().copied().collect()
        }
    }

    fn legend(&self) -> Vec<(Swatch, String)> {
        let theme = &self.frame.theme;
        let mut entries = Vec::new();
        let has_previous = self.is_stacked() && self.rows.iter().any(|row| row.previous.is_some());
        let has_target = self.is_stacked() && self.rows.iter().any(|row| row.target.is_some());
        if self.series.len() > 1 || has_previous || has_target {
            for (index, name) in self.series.iter().enumerate() {
                let note = self.notes.get(index).filter(|note| !note.is_empty());
                let words = note.map_or_else(|| name.clone(), |note| format!("{name} {note}"));
                entries.push((self.swatch(index), words));
            }
        }
        if has_previous {
            let [palest, ..] = &theme.accent_scale;
            entries.push((Swatch::Filled("c-previous", palest.clone()), self.previous_name.clone()));
        }
        if has_target {
            let words = phrase(self.frame.lang, "charts-target");
            entries.push((Swatch::Upright("c-target", theme.ink.clone()), words));
        }
        entries
    }

    /// How strongly a part is filled, when there are more parts than shades: evenly from full to pale, in their order.
    fn opacity(&self, series: usize) -> Option<f64> {
        let last = self.series.len().checked_sub(1).filter(|last| *last >= SERIES_SHADES.len())?;
        Some(1.0 - 0.85 * series as f64 / last as f64)
    }

    fn swatch(&self, series: usize) -> Swatch {
        match self.opacity(series) {
            Some(opacity) => Swatch::Pale(series_class(series), self.frame.theme.accent.clone(), opacity),
            None => Swatch::Filled(series_class(series), self.shade(series)),
        }
    }

    fn fill(&self, series: usize, part: Element) -> Element {
        let part = part.with("class", series_class(series));
        match self.opacity(series) {
            Some(opacity) => part.with("fill", &self.frame.theme.accent).with("fill-opacity", hundredths(opacity)),
            None => part.with("fill", self.shade(series)),
        }
    }

    fn shade(&self, series: usize) -> String {
        let step = SERIES_SHADES.iter().cycle().nth(series).copied().unwrap_or_default();
        self.frame.theme.accent_scale.get(step).cloned().unwrap_or_default()
    }

    fn draw_row(&self, row: &BarRow, top: f64, layout: &Layout) -> (Vec<Element>, f64) {
        let mut elements = Vec::new();
        let above = if self.frame.is_compact() { LABEL * LINE - 4.0 } else { 0.0 };
        let bars_top = top + above;
        let (drawn, height) = if self.is_stacked() {
            (self.draw_stack(row, bars_top + ROW / 2.0, layout), ROW)
        } else {
            self.draw_group(row, bars_top + 6.0, layout)
        };
        if self.frame.is_compact() {
            let label = text::fitted(&row.label, LABEL, self.frame.width());
            elements.push(self.frame.text(0.0, top + LABEL * 1.2, LABEL, &label));
            let middle = bars_top + height / 2.0;
            let half = (height / 2.0 - 6.0).max(BAND / 2.0);
            elements.push(self.axis(layout, middle - half, middle + half));
        } else {
            let label = text::fitted(&row.label, LABEL, layout.labels);
            let middle = bars_top + height / 2.0 + LABEL * 0.36;
            elements.push(self.frame.text(layout.labels, middle, LABEL, &label).with("text-anchor", "end"));
        }
        elements.extend(drawn);
        (elements, height + above)
    }

    fn draw_stack(&self, row: &BarRow, middle: f64, layout: &Layout) -> Vec<Element> {
        let theme = &self.frame.theme;
        let mut elements = Vec::new();
        if let Some(previous) = row.previous {
            let [palest, ..] = &theme.accent_scale;
            elements.push(
                bar(layout.bars, middle, layout.length(previous), BAND)
                    .with("class", "c-previous")
                    .with("fill", palest),
            );
        }
        let mut reached = 0.0;
        for (index, value) in row.values.iter().enumerate() {
            let Some(value) = value else { continue };
            let (from, to) = (layout.length(reached), layout.length(reached + value));
            reached += value.max(0.0);
            // A gap of a pixel keeps parts apart also where their shades print alike.
            let gap = if index + 1 < row.values.len() { 1.0_f64.min(to - from) } else { 0.0 };
            let part = bar(layout.bars + from, middle, to - from - gap, BAR);
            elements.push(self.fill(index, part));
        }
        let mut farthest = layout.length(row.total().unwrap_or_default());
        farthest = farthest.max(layout.length(row.previous.unwrap_or_default()));
        if let Some(target) = row.target {
            let x = layout.bars + layout.length(target);
            let ends = ((x, middle - BAND / 2.0 - 1.0), (x, middle + BAND / 2.0 + 1.0));
            // A light edge keeps the mark visible on a dark bar.
            elements.push(self.frame.line("c-edge", ends.0, ends.1, &theme.background, 5.5));
            elements.push(self.frame.line("c-target", ends.0, ends.1, &theme.ink, 2.5));
            farthest = farthest.max(layout.length(target));
        }
        elements.push(self.value(layout.bars + farthest, middle, row.total()));
        elements
    }

    fn draw_group(&self, row: &BarRow, top: f64, layout: &Layout) -> (Vec<Element>, f64) {
        let mut elements = Vec::new();
        for (index, value) in row.values.iter().enumerate() {
            let middle = top + (index as f64 + 0.5) * (GROUPED_BAR + 3.0);
            let length = layout.length(value.unwrap_or_default());
            let bar = bar(layout.bars, middle, length, GROUPED_BAR);
            elements.push(self.fill(index, bar));
            elements.push(self.value(layout.bars + length, middle, *value));
        }
        (elements, row.values.len() as f64 * (GROUPED_BAR + 3.0) + 16.0)
    }

    fn value(&self, x: f64, middle: f64, value: Option<f64>) -> Element {
        let words = value.map_or_else(|| phrase(self.frame.lang, "charts-no-data"), Frame::number);
        let size = if value.is_some() { LABEL } else { SMALL };
        self.frame.text(x + 7.0, middle + LABEL * 0.36, size, &words)
    }

    fn table(&self) -> Table {
        let mut header = vec![self.label_heading.clone()];
        header.extend(self.series.iter().cloned());
        let has_previous = self.rows.iter().any(|row| row.previous.is_some());
        let has_target = self.rows.iter().any(|row| row.target.is_some());
        header.extend(has_previous.then(|| self.previous_name.clone()));
        header.extend(has_target.then(|| phrase(self.frame.lang, "charts-target")));
        let cells = |row: &BarRow| {
            let values = (0..self.series.len()).map(|index| Frame::cell(row.values.get(index).copied().flatten()));
            let previous = has_previous.then(|| Frame::cell(row.previous));
            let target = has_target.then(|| Frame::cell(row.target));
            std::iter::once(row.label.clone()).chain(values).chain(previous).chain(target).collect()
        };
        Table { header, rows: self.rows.iter().map(cells).collect() }
    }
}

fn series_class(index: usize) -> &'static str {
    ["c-series-1", "c-series-2", "c-series-3", "c-series-4", "c-series-5"]
        .get(index % 5)
        .copied()
        .unwrap_or("c-series-1")
}

/// A share of one as an attribute, to the hundredth.
pub(crate) fn hundredths(value: f64) -> String {
    ((value * 100.0).round() / 100.0).to_string()
}

fn bar(x: f64, middle: f64, length: f64, height: f64) -> Element {
    Element::new("rect")
        .with("x", x)
        .with("y", middle - height / 2.0)
        .with("width", length.max(0.0))
        .with("height", height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::Lang;

    fn chart() -> BarChart {
        BarChart {
            frame: Frame::new("people", "Mae Hong Son reached most", Lang::En),
            label_heading: "Province".into(),
            series: vec!["People reached".into()],
            previous_name: "Jan–Jun 2019".into(),
            rows: vec![
                BarRow {
                    label: "Mae Hong Son".into(),
                    values: vec![Some(100.0)],
                    target: Some(200.0),
                    previous: Some(50.0),
                },
                BarRow { label: "Nan".into(), values: vec![None], ..BarRow::default() },
            ],
            ..BarChart::default()
        }
    }

    /// Widths of the rectangles of a class.
    fn widths(svg: &str, class: &str) -> Vec<f64> {
        let wanted = format!("class=\"{class}\"");
        let rects = svg.split("<rect ").skip(1).filter(|rect| rect.contains(&wanted) && !rect.contains("rx="));
        rects.map(|rect| rect.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()).collect()
    }

    #[test]
    fn lengths_are_in_proportion_to_values() {
        let svg = chart().draw().svg;
        let (bar, previous) = (widths(&svg, "c-series-1")[0], widths(&svg, "c-previous")[0]);
        assert!((bar - 2.0 * previous).abs() < 0.2, "{bar} {previous}");
    }

    #[test]
    fn what_nobody_knows_is_said_and_not_drawn_as_nothing() {
        let drawing = chart().draw();
        assert_eq!(widths(&drawing.svg, "c-series-1").len(), 1);
        assert!(drawing.svg.contains(">no data</text>"));
        assert_eq!(drawing.table.rows[1], ["Nan", "–", "–", "–"]);
        assert_eq!(drawing.table.header, ["Province", "People reached", "Jan–Jun 2019", "Target"]);
    }

    #[test]
    fn parts_of_a_stack_add_up_and_groups_stand_alone() {
        let mut chart = chart();
        chart.series = vec!["Students".into(), "Teachers".into()];
        chart.rows = vec![BarRow { label: "Nan".into(), values: vec![Some(30.0), Some(10.0)], ..BarRow::default() }];
        let stacked = chart.draw().svg;
        assert!(stacked.contains(">40</text>") && !stacked.contains(">30</text>"));
        chart.layout = BarLayout::Grouped;
        let grouped = chart.draw().svg;
        assert!(grouped.contains(">30</text>") && grouped.contains(">10</text>") && !grouped.contains(">40</text>"));
        let (first, second) = (widths(&grouped, "c-series-1")[0], widths(&grouped, "c-series-2")[0]);
        assert!((first - 3.0 * second).abs() < 0.3);
    }

    #[test]
    fn many_parts_are_told_apart_by_strength_and_named_with_their_share() {
        let names: Vec<String> = (1..=7).map(|part| format!("Part {part}")).collect();
        let many = BarChart {
            series: names.clone(),
            notes: names.iter().map(|_| "14%".to_owned()).collect(),
            rows: vec![BarRow { label: "Now".into(), values: vec![Some(1.0); 7], ..BarRow::default() }],
            ..chart()
        };
        let drawing = many.draw();
        let mut seen: Vec<_> =
            drawing.svg.split("fill-opacity=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 7, "{seen:?}");
        assert!(drawing.svg.contains(">Part 3 14%</text>"));
        assert_eq!(drawing.table.header[3], "Part 3", "a share of one row is no name of a column");
    }

    #[test]
    fn no_rows_and_zeros_still_draw() {
        let empty = BarChart { rows: Vec::new(), ..chart() };
        assert!(empty.draw().height > 0.0);
        let zero = BarRow { label: "Nan".into(), values: vec![Some(0.0)], ..BarRow::default() };
        let zero = BarChart { rows: vec![zero], ..chart() }.draw();
        assert_eq!(widths(&zero.svg, "c-series-1"), [0.0]);
    }
}
