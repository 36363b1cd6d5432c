//! Maps by area: where how much was reached, where not yet, where for the first time. Owns layout and order of drawing; the
//! shapes come from the caller as rings of longitudes and latitudes.

mod labels;
mod points;
mod projection;

use crate::classes::Classes;
use crate::frame::{LABEL, LINE, SMALL};
use crate::legend::{self, Swatch};
use crate::svg::Element;
use crate::{Drawing, Frame, Table, text};
use language::phrase;
use projection::Projection;

/// A closed line of (longitude, latitude) in degrees on WGS 84, the last point repeating the first.
pub type Ring = Vec<(f32, f32)>;

/// What is known of an area.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum AreaValue {
    /// A counted quantity above zero; zero or less is drawn as [`AreaValue::NotYet`].
    Known(f64),
    /// Ours to reach, and nothing reached so far.
    NotYet,
    /// Nobody knows.
    Unknown,
    /// Not part of the subject; there for orientation.
    #[default]
    Elsewhere,
}

/// One area of the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapArea {
    /// Official code; stands in the drawing as `data-code` for pages that react to it.
    pub code: String,
    /// Name in the reader's language.
    pub label: String,
    /// Outer rings and holes (even-odd rule).
    pub rings: Vec<Ring>,
    /// Where its label sits best: (longitude, latitude).
    pub centre: Option<(f32, f32)>,
    /// What is known.
    pub value: AreaValue,
    /// Whether this period is the first in which it was reached.
    pub is_first_time: bool,
}

/// A place where something was recorded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapPoint {
    /// Longitude and latitude.
    pub at: (f32, f32),
    /// What is there, in the reader's language.
    pub label: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
}

/// A map that shades areas by a quantity in four or five steps that also read in grey.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChoroplethMap {
    /// Title, language, size, colours.
    pub frame: Frame,
    /// What an area is, as a column heading: `Province`.
    pub area_heading: String,
    /// What is counted, as the heading of legend and column: `People reached`.
    pub value_heading: String,
    /// What an area that is no subject is called; empty for one that the programme does not work in.
    pub elsewhere: String,
    /// The areas.
    pub areas: Vec<MapArea>,
    /// Land around them, drawn pale.
    pub neighbours: Vec<Ring>,
    /// Borders of a higher level, drawn as stronger lines over the areas: provinces over districts.
    pub borders: Vec<Ring>,
    /// Codes of the areas to zoom to; none shows all.
    pub focus: Vec<String>,
    /// Places on it, as dots; close ones become one with their number. Where no area has a value, the map zooms to them.
    pub points: Vec<MapPoint>,
}

/// Width of the map itself on the wide layout; the key stands to the right of it.
const PANEL: f64 = 440.0;
const GUTTER: f64 = 28.0;
/// Areas listed beside the map, largest first.
const LISTED: usize = 10;

impl MapArea {
    fn known(&self) -> Option<f64> {
        match self.value {
            AreaValue::Known(value) if value > 0.0 && value.is_finite() => Some(value),
            _ => None,
        }
    }

    /// The value with zero, and what is no number, brought to where they belong.
    fn shown(&self) -> AreaValue {
        match self.value {
            AreaValue::Known(value) if !value.is_finite() => AreaValue::Unknown,
            AreaValue::Known(value) if value <= 0.0 => AreaValue::NotYet,
            other => other,
        }
    }
}

impl ChoroplethMap {
    /// Draws the map.
    pub fn draw(&self) -> Drawing {
        let classes = Classes::of(self.areas.iter().filter_map(MapArea::known));
        let projection = self.projection();
        let mut content = vec![self.draw_land(&projection, &classes)];
        content.extend(labels::draw(self, &projection, &classes));
        content.push(points::draw(self, &projection));
        let (key, height) = if self.frame.is_compact() {
            let (key, height) = self.draw_key(&classes, 0.0, projection.height() + 12.0, self.frame.width());
            (key, projection.height() + 12.0 + height)
        } else {
            let left = PANEL + GUTTER;
            // No room beside an entry sets each on a line of its own.
            let (mut key, height) = self.draw_key(&classes, left, 0.0, 0.0);
            let (list, list_height) = self.draw_list(&classes, left, height + 22.0);
            key.extend(list);
            (key, projection.height().max(height + 22.0 + list_height))
        };
        content.extend(key);
        self.frame.finish(content, self.definitions(&projection), height + 2.0, self.table())
    }

    /// The areas that the map is about: those zoomed to, or all.
    fn subject(&self) -> impl Iterator<Item = &MapArea> {
        self.areas.iter().filter(|area| self.focus.is_empty() || self.focus.contains(&area.code))
    }

    fn projection(&self) -> Projection {
        let is_about_points =
            !self.points.is_empty() && self.focus.is_empty() && self.areas.iter().all(|area| area.known().is_none());
        let around: Vec<(f32, f32)> = if is_about_points { points::around(&self.points) } else { Vec::new() };
        let areas = self.subject().filter(|_| !is_about_points).flat_map(|area| area.rings.iter().flatten());
        let points = areas.chain(&around);
        let (width, heights) =
            if self.frame.is_compact() { (self.frame.width(), (200.0, 460.0)) } else { (PANEL, (280.0, 640.0)) };
        Projection::fitting(points, width, heights)
    }

    fn clip_id(&self) -> String {
        self.frame.local_id("panel")
    }

    /// What the map refers to: its edge, and two patterns for what has no shade, which differ also in print.
    fn definitions(&self, projection: &Projection) -> Vec<Element> {
        let theme = &self.frame.theme;
        let panel = Element::new("rect").with("width", projection.width()).with("height", projection.height());
        let pattern = |name: &str, side: f64, mark: Element| {
            let pattern =
                Element::new("pattern").with("id", self.frame.local_id(name)).with("patternUnits", "userSpaceOnUse");
            let pattern = pattern.with("width", side).with("height", side);
            let ground = Element::new("rect")
                .with("class", "c-land")
                .with("width", side)
                .with("height", side)
                .with("fill", &theme.land);
            pattern.child(ground).child(mark)
        };
        let hatch = self.frame.line("c-hatch", (0.0, 0.0), (0.0, 6.0), &theme.muted, 1.6);
        let dot = Element::new("circle")
            .with("class", "c-dots")
            .with("cx", 2.5)
            .with("cy", 2.5)
            .with("r", 0.8)
            .with("fill", &theme.muted);
        vec![
            Element::new("clipPath").with("id", self.clip_id()).child(panel),
            pattern("not-yet", 6.0, hatch).with("patternTransform", "rotate(45)"),
            pattern("unknown", 5.0, dot),
        ]
    }

    fn draw_land(&self, projection: &Projection, classes: &Classes) -> Element {
        let theme = &self.frame.theme;
        let mut land = Element::new("g").with("clip-path", format!("url(#{})", self.clip_id()));
        let far = Element::new("path").with("class", "c-far-land").with("fill", &theme.far_land);
        land.push(far.with("d", projection.path(&self.neighbours, 2.0)));
        // What has a value comes last, so that its border lies over those of what has none.
        let (with_value, without): (Vec<_>, Vec<_>) = self.areas.iter().partition(|area| area.known().is_some());
        for area in without.into_iter().chain(with_value) {
            land.extend(self.draw_area(area, projection, classes));
        }
        let borders = Element::new("path").with("class", "c-border").with("fill", "none").with("stroke", &theme.ink);
        if !self.borders.is_empty() {
            let borders = borders.with("stroke-width", 0.9).with("stroke-opacity", 0.55);
            land.push(borders.with("d", projection.path(&self.borders, 0.5)));
        }
        land
    }

    /// An area that lies off the panel is not drawn.
    fn draw_area(&self, area: &MapArea, projection: &Projection, classes: &Classes) -> Option<Element> {
        let path = projection.path(&area.rings, 0.5);
        let (class, fill) = self.fill(area, classes);
        let element = Element::new("path")
            .with("class", format!("c-area {class}"))
            .with("data-code", &area.code)
            .with("d", &path)
            .with("fill", fill)
            .with("fill-rule", "evenodd")
            .with("stroke", &self.frame.theme.background)
            .with("stroke-width", 0.8)
            .with("stroke-linejoin", "round")
            .child(Element::new("title").text(&self.sentence(area)));
        (!path.is_empty()).then_some(element)
    }

    fn fill(&self, area: &MapArea, classes: &Classes) -> (&'static str, String) {
        let theme = &self.frame.theme;
        match area.shown() {
            AreaValue::Known(value) => {
                let shade = classes.shade(value);
                let class = ["c-step-1", "c-step-2", "c-step-3", "c-step-4", "c-step-5"].get(shade).copied();
                (class.unwrap_or("c-step-5"), theme.accent_scale.get(shade).cloned().unwrap_or_default())
            }
            AreaValue::NotYet => ("c-not-yet", format!("url(#{})", self.frame.local_id("not-yet"))),
            AreaValue::Unknown => ("c-unknown", format!("url(#{})", self.frame.local_id("unknown"))),
            AreaValue::Elsewhere => ("c-land", theme.land.clone()),
        }
    }

    /// The value in words; nothing for what is not the subject.
    fn words(&self, area: &MapArea) -> String {
        let say = |key| phrase(self.frame.lang, key);
        match area.shown() {
            AreaValue::Known(value) => Frame::number(value),
            AreaValue::NotYet => say("charts-not-yet"),
            AreaValue::Unknown => say("charts-no-data"),
            AreaValue::Elsewhere if self.elsewhere.is_empty() => say("charts-elsewhere"),
            AreaValue::Elsewhere => self.elsewhere.clone(),
        }
    }

    fn sentence(&self, area: &MapArea) -> String {
        let first = if area.is_first_time {
            format!(" · {}", phrase(self.frame.lang, "charts-first-time"))
        } else {
            String::new()
        };
        format!("{}: {}{first}", area.label, self.words(area))
    }

    fn draw_key(&self, classes: &Classes, left: f64, top: f64, room: f64) -> (Vec<Element>, f64) {
        let mut elements =
            vec![self.frame.text(left, top + LABEL * 1.1, LABEL, &self.value_heading).with("font-weight", "600")];
        let heading = LABEL * LINE + 4.0;
        let (entries, height) = legend::draw(&self.frame, &self.key_entries(classes), left, top + heading, room);
        elements.extend(entries);
        (elements, heading + height)
    }

    fn key_entries(&self, classes: &Classes) -> Vec<(Swatch, String)> {
        let mut entries: Vec<(Swatch, String)> = classes
            .ranges()
            .map(|(value, words)| {
                let sample = MapArea { value: AreaValue::Known(value), ..MapArea::default() };
                let (class, fill) = self.fill(&sample, classes);
                (Swatch::Filled(class, fill), words)
            })
            .collect();
        for value in [AreaValue::NotYet, AreaValue::Unknown, AreaValue::Elsewhere] {
            if self.areas.iter().any(|area| area.shown() == value) {
                let sample = MapArea { value, ..MapArea::default() };
                let (class, fill) = self.fill(&sample, classes);
                entries.push((Swatch::Filled(class, fill), self.words(&sample)));
            }
        }
        if self.subject().any(|area| area.is_first_time) {
            entries.push((Swatch::New, phrase(self.frame.lang, "charts-first-time")));
        }
        entries
    }

    fn ranked<'a>(areas: impl Iterator<Item = &'a MapArea>) -> Vec<(&'a MapArea, f64)> {
        let mut ranked: Vec<_> = areas.filter_map(|area| Some((area, area.known()?))).collect();
        ranked.sort_by(|(left_area, left), (right_area, right)| {
            right.total_cmp(left).then_with(|| left_area.code.cmp(&right_area.code))
        });
        ranked
    }

    /// The areas with most, each with a bar, so that sizes are compared and not only shades.
    fn draw_list(&self, classes: &Classes, left: f64, top: f64) -> (Vec<Element>, f64) {
        const ENTRY: f64 = 38.0;
        const BAR: f64 = 8.0;
        let room = self.frame.width() - left;
        let ranked = Self::ranked(self.subject());
        let most = ranked.first().map_or(1.0, |(_, value)| *value);
        let mut elements = Vec::new();
        for (index, (area, value)) in ranked.iter().take(LISTED).enumerate() {
            let y = top + index as f64 * ENTRY;
            let words = Frame::number(*value);
            let name = text::fitted(&area.label, LABEL, room - text::width(&words, LABEL) - 30.0);
            let number = self.frame.text(left + room, y + LABEL, LABEL, &words).with("text-anchor", "end");
            elements.push(self.frame.text(left, y + LABEL, LABEL, &name));
            elements.push(number);
            if area.is_first_time {
                elements.push(legend::new_marker(
                    &self.frame,
                    left + text::width(&name, LABEL) + 12.0,
                    y + LABEL * 0.65,
                ));
            }
            let (class, fill) = self.fill(area, classes);
            let bar = Element::new("rect").with("class", class).with("x", left).with("y", y + LABEL * LINE);
            elements.push(bar.with("width", value / most * room).with("height", BAR).with("fill", fill));
        }
        let listed = ranked.len().min(LISTED);
        let mut height = listed as f64 * ENTRY;
        if ranked.len() > LISTED {
            elements.push(self.frame.note(left, top + height + SMALL, "…"));
            height += SMALL * LINE;
        }
        (elements, height)
    }

    /// The areas that the map is about, largest value first, then those not reached and those not known.
    fn table(&self) -> Table {
        let has_first = self.subject().any(|area| area.is_first_time);
        let mut header = vec![self.area_heading.clone(), self.value_heading.clone()];
        header.extend(has_first.then(|| phrase(self.frame.lang, "charts-first-time")));
        let rest = [AreaValue::NotYet, AreaValue::Unknown]
            .into_iter()
            .flat_map(|value| self.subject().filter(move |area| area.shown() == value));
        let ranked = Self::ranked(self.subject());
        let row = |area: &MapArea| {
            let first = if area.is_first_time { phrase(self.frame.lang, "charts-yes") } else { String::new() };
            [area.label.clone(), self.words(area)].into_iter().chain(has_first.then_some(first)).collect()
        };
        Table { header, rows: ranked.into_iter().map(|(area, _)| area).chain(rest).map(row).collect() }
    }
}

#[cfg(test)]
mod tests;
