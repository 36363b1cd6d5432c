//! Values over periods, as columns or lines, with a target line.

use crate::axis::{are_whole, ticks};
use crate::frame::{LABEL, SMALL};
use crate::legend::{self, Swatch};
use crate::svg::{Element, number};
use crate::{Drawing, Frame, Table, text};
use language::phrase;

/// How a value over time is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TrendMark {
    /// A column a period: for counts that start anew each period.
    #[default]
    Columns,
    /// A line through the periods: for levels and shares.
    Lines,
}

/// One quantity over the periods.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrendSeries {
    /// What it is.
    pub name: String,
    /// A value for each period; none when nobody knows, which leaves a gap.
    pub values: Vec<Option<f64>>,
}

/// Values over periods; values are zero or more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrendChart {
    /// Title, language, size, colours.
    pub frame: Frame,
    /// What the periods are, as a column heading: `Half-year`.
    pub period_heading: String,
    /// Names of the periods, oldest first; short enough to stand under a column.
    pub periods: Vec<String>,
    /// One or a few quantities on one scale; the first is the subject.
    pub series: Vec<TrendSeries>,
    /// What was promised for each period.
    pub target: Option<f64>,
    /// Columns or lines.
    pub mark: TrendMark,
    /// Whether the latest period is not over: what it has so far is drawn open.
    pub is_latest_open: bool,
}

struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    most: f64,
    slot: f64,
}

impl Plot {
    fn x(&self, period: usize) -> f64 {
        self.left + (period as f64 + 0.5) * self.slot
    }

    fn y(&self, value: f64) -> f64 {
        self.bottom - value.max(0.0) / self.most * (self.bottom - self.top)
    }
}

/// The name of a period under the axis.
struct PeriodName {
    middle: f64,
    half: f64,
    lines: Vec<String>,
}

/// The least room between two names, in pixels.
const GAP: f64 = 8.0;

/// Whether every so many of the names, counted from the last, stand apart.
fn is_apart(names: &[PeriodName], every: usize) -> bool {
    let shown: Vec<&PeriodName> = names.iter().rev().step_by(every).collect();
    shown.windows(2).all(|pair| match pair {
        [later, earlier] => earlier.middle + earlier.half + GAP <= later.middle - later.half,
        _ => true,
    })
}

impl TrendChart {
    /// Draws the chart.
    pub fn draw(&self) -> Drawing {
        let (mut content, legend_height) = legend::draw(&self.frame, &self.legend(), 0.0, 0.0, self.frame.width());
        let ticks = self.ticks();
        let plot = self.plot(&ticks, legend_height);
        content.extend(ticks.iter().flat_map(|tick| self.draw_tick(*tick, &plot)));
        content.extend(self.draw_marks(&plot));
        content.extend(self.target.map(|target| self.draw_target(target, &plot)));
        // Values come last, on top of every line.
        content.extend(self.draw_values(&plot));
        let (names, height) = self.draw_period_names(&plot);
        content.extend(names);
        self.frame.finish(content, Vec::new(), plot.bottom + height, self.table())
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        self.series.iter().flat_map(|series| series.values.iter().flatten().copied()).chain(self.target)
    }

    fn ticks(&self) -> Vec<f64> {
        let most = self.values().fold(0.0, f64::max);
        ticks(most, if self.frame.is_compact() { 3.0 } else { 4.0 }, are_whole(self.values()))
    }

    fn plot(&self, ticks: &[f64], legend_height: f64) -> Plot {
        let axis = ticks.iter().map(|tick| text::width(&Frame::number(*tick), SMALL)).fold(0.0, f64::max);
        let height = if self.frame.is_compact() { 170.0 } else { 230.0 };
        let top = legend_height + LABEL * 1.6;
        let (left, right) = (axis + 10.0, self.frame.width());
        let slot = (right - left) / (self.periods.len().max(1) as f64);
        Plot { left, right, top, bottom: top + height, most: ticks.last().copied().unwrap_or(1.0), slot }
    }

    fn legend(&self) -> Vec<(Swatch, String)> {
        let target = self.target.map(|target| {
            let words = format!("{} {}", phrase(self.frame.lang, "charts-target"), Frame::number(target));
            (Swatch::Line("c-target", self.frame.theme.ink.clone(), true), words)
        });
        if self.series.len() < 2 {
            return target.into_iter().collect();
        }
        let entry = |(index, series): (usize, &TrendSeries)| {
            let (class, colour) = self.colour(index);
            let swatch = match self.mark {
                TrendMark::Columns => Swatch::Filled(class, colour),
                TrendMark::Lines => Swatch::Line(class, colour, index > 0),
            };
            (swatch, series.name.clone())
        };
        self.series.iter().enumerate().map(entry).chain(target).collect()
    }

    fn colour(&self, series: usize) -> (&'static str, String) {
        let [.., middle, _, strongest] = &self.frame.theme.accent_scale;
        match series {
            0 => ("c-series-1", strongest.clone()),
            1 => ("c-series-2", middle.clone()),
            _ => ("c-muted", self.frame.theme.muted.clone()),
        }
    }

    fn draw_tick(&self, tick: f64, plot: &Plot) -> [Element; 2] {
        let y = plot.y(tick);
        let theme = &self.frame.theme;
        let (class, colour) = if tick == 0.0 { ("c-axis", &theme.muted) } else { ("c-grid", &theme.grid) };
        [
            self.frame.line(class, (plot.left, y), (plot.right, y), colour, 1.0),
            self.frame.note(plot.left - 8.0, y + SMALL * 0.36, &Frame::number(tick)).with("text-anchor", "end"),
        ]
    }

    fn draw_marks(&self, plot: &Plot) -> Vec<Element> {
        match self.mark {
            TrendMark::Columns => self.draw_columns(plot),
            // The first series is the subject and comes last, over the others.
            TrendMark::Lines => {
                let series = self.series.iter().enumerate().rev();
                series.flat_map(|(index, series)| self.draw_line(index, series, plot)).collect()
            }
        }
    }

    /// Columns of one series are paler before the latest period, which is what the reader came for.
    fn draw_columns(&self, plot: &Plot) -> Vec<Element> {
        let latest = self.periods.len().saturating_sub(1);
        let [palest, _, earlier, ..] = &self.frame.theme.accent_scale;
        let mut elements = Vec::new();
        for (index, series) in self.series.iter().enumerate() {
            for (period, value) in self.known(series) {
                let (class, colour) = self.colour(index);
                let is_earlier = self.series.len() == 1 && period < latest;
                let (class, colour) = if is_earlier { ("c-earlier", earlier.clone()) } else { (class, colour) };
                let (x, y, width) = (self.column_middle(index, period, plot), plot.y(value), self.column_width(plot));
                let column = Element::new("rect").with("class", class).with("x", x - width / 2.0).with("y", y);
                let column = column.with("width", width).with("height", plot.bottom - y);
                elements.push(if self.is_latest_open && period == latest {
                    // Its outline says how high it is; that it is open, that it still grows.
                    column
                        .with("fill", palest)
                        .with("stroke", &colour)
                        .with("stroke-width", 1.5)
                        .with("stroke-dasharray", "4 3")
                } else {
                    column.with("fill", colour)
                });
            }
        }
        elements
    }

    fn column_width(&self, plot: &Plot) -> f64 {
        (plot.slot * 0.68 / self.series.len().max(1) as f64).min(56.0) - 1.0
    }

    fn column_middle(&self, series: usize, period: usize, plot: &Plot) -> f64 {
        let from_middle = series as f64 - (self.series.len().max(1) as f64 - 1.0) / 2.0;
        plot.x(period) + from_middle * (self.column_width(plot) + 1.0)
    }

    /// What is known of a series, with the position of its period.
    fn known(&self, series: &TrendSeries) -> Vec<(usize, f64)> {
        let values = series.values.iter().enumerate().take(self.periods.len());
        values.filter_map(|(period, value)| Some((period, (*value)?))).collect()
    }

    /// Values in figures: over every column that has the room, and over the latest point of the subject.
    fn draw_values(&self, plot: &Plot) -> Vec<Element> {
        let latest = self.periods.len().saturating_sub(1);
        let room = plot.slot / self.series.len().max(1) as f64;
        let mut elements = Vec::new();
        for (index, series) in self.series.iter().enumerate() {
            let known = self.known(series);
            match self.mark {
                TrendMark::Columns => elements.extend(known.into_iter().filter_map(|(period, value)| {
                    let x = self.column_middle(index, period, plot);
                    self.value_above(x, self.off_target(plot.y(value) - 6.0, plot), value, room, period == latest)
                })),
                TrendMark::Lines if index == 0 => elements.extend(known.last().and_then(|(period, value)| {
                    let baseline = self.off_target(plot.y(*value) - 9.0, plot);
                    self.value_above(plot.x(*period), baseline, *value, room, true)
                })),
                TrendMark::Lines => {}
            }
        }
        elements
    }

    /// A baseline near `baseline` on which the target's line does not strike the figures through.
    fn off_target(&self, baseline: f64, plot: &Plot) -> f64 {
        let target = self.target.map(|target| plot.y(target));
        target.filter(|line| (baseline - SMALL..=baseline + 3.0).contains(line)).map_or(baseline, |line| line - 5.0)
    }

    /// The value over its mark, where it has room; the latest always.
    fn value_above(&self, x: f64, baseline: f64, value: f64, room: f64, is_latest: bool) -> Option<Element> {
        let words = Frame::number(value);
        let width = text::width(&words, SMALL);
        let inside = (width / 2.0).max(x.min(self.frame.width() - width / 2.0));
        let label = self.frame.text(inside, baseline, SMALL, &words).with("text-anchor", "middle");
        let label = if is_latest { label.with("font-weight", "600") } else { label };
        (is_latest || width + 4.0 < room).then(|| self.frame.halo(label))
    }

    fn draw_line(&self, index: usize, series: &TrendSeries, plot: &Plot) -> Vec<Element> {
        let (class, colour) = self.colour(index);
        let known = self.known(series);
        let mut path = String::new();
        let mut before = None;
        for (period, value) in &known {
            // A period that nobody knows interrupts the line.
            let is_drawing = before.is_some_and(|before: usize| before + 1 == *period);
            let letter = if is_drawing { "L" } else { "M" };
            path.push_str(&format!("{letter}{} {}", number(plot.x(*period)), number(plot.y(*value))));
            before = Some(*period);
        }
        let line = Element::new("path").with("class", class).with("d", &path).with("fill", "none");
        let line = line.with("stroke", &colour).with("stroke-linejoin", "round");
        let (width, radius) = if index == 0 { (2.5, 3.5) } else { (2.0, 2.5) };
        let line = line.with("stroke-width", width);
        let mut elements = vec![if index == 0 { line } else { line.with("stroke-dasharray", "5 4") }];
        for (period, value) in &known {
            let dot =
                Element::new("circle").with("class", class).with("cx", plot.x(*period)).with("cy", plot.y(*value));
            elements.push(dot.with("r", radius).with("fill", &colour));
        }
        elements
    }

    fn draw_target(&self, target: f64, plot: &Plot) -> Element {
        let y = plot.y(target);
        let line = self.frame.line("c-target", (plot.left, y), (plot.right, y), &self.frame.theme.ink, 1.5);
        line.with("stroke-dasharray", "6 4")
    }

    /// Names below, broken into lines, as many as have room beside each other, the latest among them; and the height that they take.
    fn draw_period_names(&self, plot: &Plot) -> (Vec<Element>, f64) {
        let names: Vec<PeriodName> =
            self.periods.iter().enumerate().map(|(at, name)| self.period_name(at, name, plot)).collect();
        let every = (1..=names.len()).find(|every| is_apart(&names, *every)).unwrap_or(1);
        let shown = || names.iter().rev().step_by(every);
        let line_height = SMALL * 1.35;
        let lines = shown().map(|name| name.lines.len()).max().unwrap_or_default();
        let line = |name: &PeriodName, (at, words): (usize, &String)| {
            self.frame
                .note(name.middle, plot.bottom + SMALL * 1.5 + at as f64 * line_height, words)
                .with("text-anchor", "middle")
        };
        let drawn =
            shown().flat_map(|name| name.lines.iter().enumerate().map(move |entry| line(name, entry))).collect();
        (drawn, SMALL * 0.7 + lines.max(1) as f64 * line_height)
    }

    /// Where a name stands: under its mark, moved inwards where it would leave the drawing.
    fn period_name(&self, period: usize, name: &str, plot: &Plot) -> PeriodName {
        let lines = text::lines(name, SMALL, plot.slot - GAP);
        let half = lines.iter().map(|line| text::width(line, SMALL)).fold(0.0, f64::max) / 2.0;
        PeriodName { middle: plot.x(period).min(plot.right - half).max(half), half, lines }
    }

    fn table(&self) -> Table {
        let mut header = vec![self.period_heading.clone()];
        header.extend(self.series.iter().map(|series| series.name.clone()));
        header.extend(self.target.map(|_| phrase(self.frame.lang, "charts-target")));
        let row = |(period, name): (usize, &String)| {
            let values = self.series.iter().map(|series| Frame::cell(series.values.get(period).copied().flatten()));
            let target = self.target.map(Frame::number);
            std::iter::once(name.clone()).chain(values).chain(target).collect()
        };
        Table { header, rows: self.periods.iter().enumerate().map(row).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::Lang;

    fn chart(mark: TrendMark) -> TrendChart {
        TrendChart {
            frame: Frame::new("trend", "More people each half-year", Lang::En),
            period_heading: "Half-year".into(),
            periods: ["2018-H1", "2018-H2", "2019-H1", "2019-H2"].map(str::to_owned).into(),
            series: vec![TrendSeries {
                name: "People".into(),
                values: vec![Some(1000.0), None, Some(2000.0), Some(3913.0)],
            }],
            target: Some(3000.0),
            mark,
            is_latest_open: false,
        }
    }

    #[test]
    fn columns_stand_on_zero_and_a_gap_is_a_gap() {
        let svg = chart(TrendMark::Columns).draw().svg;
        assert_eq!(svg.matches("<rect ").count(), 3);
        assert_eq!(svg.matches("c-earlier").count(), 2);
        assert!(svg.contains(">4,000</text>"), "the axis ends at a round number above the greatest value");
    }

    #[test]
    fn a_line_is_interrupted_where_nobody_knows() {
        let svg = chart(TrendMark::Lines).draw().svg;
        let path = svg.split(" d=\"").nth(1).expect("a path").split('"').next().expect("its end");
        assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 1), "{path}");
    }

    #[test]
    fn the_table_has_a_row_for_each_period() {
        let table = chart(TrendMark::Lines).draw().table;
        assert_eq!(table.header, ["Half-year", "People", "Target"]);
        assert_eq!(table.rows[1], ["2018-H2", "–", "3,000"]);
    }

    #[test]
    fn names_thin_out_but_the_latest_stays() {
        let mut chart = chart(TrendMark::Columns);
        chart.frame.size = crate::Size::Compact;
        chart.periods = (1..=24).map(|month| format!("2019-{month:02}")).collect();
        chart.series = vec![TrendSeries { name: "People".into(), values: vec![Some(5.0); 24] }];
        let svg = chart.draw().svg;
        assert!(svg.contains(">2019-24</text>") && !svg.contains(">2019-23</text>"));
    }

    /// The left and right ends of every period's name, by the line that it stands on.
    fn names(svg: &str, words: &[&str]) -> Vec<(String, f64, f64)> {
        let texts = svg.split("<text ").skip(1).filter_map(|text| text.split("</text>").next());
        let named = texts.filter_map(|text| text.split_once('>')).filter(|(_, said)| words.contains(said));
        let value = |tag: &str, name: &str| {
            tag.split(&format!("{name}=\""))
                .nth(1)
                .and_then(|rest| rest.split('"').next())
                .unwrap_or_default()
                .to_owned()
        };
        named
            .map(|(tag, said)| {
                let (middle, half) = (value(tag, "x").parse::<f64>().expect("x"), text::width(said, SMALL) / 2.0);
                (value(tag, "y"), middle - half, middle + half)
            })
            .collect()
    }

    #[test]
    fn names_never_run_into_each_other() {
        let thai = ["ม.ค.–มิ.ย.", "ก.ค.–ธ.ค.", "2567", "2568", "2569"];
        for size in [crate::Size::Compact, crate::Size::Wide] {
            for count in 1..=14 {
                let mut chart = chart(TrendMark::Columns);
                chart.frame = Frame { size, ..Frame::new("trend", "title", Lang::Th) };
                let name = |at: usize| format!("{} {}", thai[at % 2], thai[2 + at / 2 % 3]);
                chart.periods = (0..count).map(name).collect();
                chart.series = vec![TrendSeries { name: "x".into(), values: vec![Some(12_345.0); count] }];
                let whole: Vec<String> = (0..count).map(name).collect();
                let words: Vec<&str> = thai.iter().copied().chain(whole.iter().map(String::as_str)).collect();
                let mut found = names(&chart.draw().svg, &words);
                assert!(!found.is_empty());
                found.sort_by(|left, right| left.0.cmp(&right.0).then(left.1.total_cmp(&right.1)));
                for pair in found.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
                    assert!(pair[0].2 < pair[1].1, "{size:?} {count}: {pair:?}");
                }
                assert!(found.iter().all(|(_, left, right)| *left >= -0.1 && *right <= chart.frame.width() + 0.1));
            }
        }
    }

    #[test]
    fn what_is_not_over_is_drawn_open() {
        let open = TrendChart { is_latest_open: true, ..chart(TrendMark::Columns) }.draw().svg;
        let rects: Vec<_> = open.split("<rect ").skip(1).filter_map(|rect| rect.split('>').next()).collect();
        assert_eq!(rects.iter().filter(|rect| rect.contains("stroke-dasharray")).count(), 1);
        assert!(rects.last().is_some_and(|rect| rect.contains("stroke-dasharray")), "{rects:?}");
        assert!(!chart(TrendMark::Columns).draw().svg.contains("<rect stroke"));
    }

    #[test]
    fn nothing_to_draw_still_draws() {
        let empty = TrendChart { periods: Vec::new(), series: Vec::new(), target: None, ..chart(TrendMark::Lines) };
        assert!(empty.draw().height > 0.0);
    }
}
