//! Names and values on the map: inside their area where they fit, beside it with a leader where they do not, never over each
//! other. An area whose label finds no room is still in the list and the table.

use super::classes::Classes;
use super::projection::{Projection, is_on_earth};
use super::{AreaValue, ChoroplethMap, MapArea, Ring};
use crate::frame::SMALL;
use crate::svg::Element;
use crate::{Frame, legend, text};

const NAME: f64 = 13.0;
const LINE_HEIGHT: f64 = 16.5;
/// Room for the marker of a first time before a name.
const MARKER: f64 = 17.0;
/// Length of a leader from an area's edge.
const LEADER: f64 = 14.0;
/// Names of areas not yet reached are a help when few and clutter when many.
const MOST_UNREACHED: usize = 12;

#[derive(Clone, Copy, Debug)]
struct Spot {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Spot {
    fn around(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { left: x - width / 2.0, top: y - height / 2.0, width, height }
    }

    fn right(&self) -> f64 {
        self.left + self.width
    }

    fn bottom(&self) -> f64 {
        self.top + self.height
    }

    fn middle(&self) -> (f64, f64) {
        (self.left + self.width / 2.0, self.top + self.height / 2.0)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right() && other.left < self.right() && self.top < other.bottom() && other.top < self.bottom()
    }

    fn lies_on(&self, projection: &Projection) -> bool {
        self.left >= 2.0
            && self.top >= 2.0
            && self.right() <= projection.width() - 2.0
            && self.bottom() <= projection.height() - 2.0
    }

    /// Corners and middles of the sides.
    fn rim(&self) -> [(f64, f64); 8] {
        let (x, y) = self.middle();
        let (left, right, top, bottom) = (self.left, self.right(), self.top, self.bottom());
        [(left, top), (x, top), (right, top), (right, y), (right, bottom), (x, bottom), (left, bottom), (left, y)]
    }
}

struct Label<'a> {
    area: &'a MapArea,
    anchor: (f64, f64),
    outline: Vec<Vec<(f64, f64)>>,
    extent: Spot,
    name: String,
    value: Option<String>,
    /// Whether it is to be written, or only land that others avoid.
    is_written: bool,
}

impl Label<'_> {
    fn size(&self) -> (f64, f64) {
        let marker = if self.area.is_first_time { MARKER } else { 0.0 };
        let value = self.value.as_ref().map_or(0.0, |value| text::width(value, NAME));
        let lines = if self.value.is_some() { 2.0 } else { 1.0 };
        ((text::width(&self.name, NAME) + marker).max(value) + 4.0, lines * LINE_HEIGHT)
    }

    /// Where the label may stand, best first, and whether a leader ties it to its area.
    fn spots(&self) -> Vec<(Spot, bool)> {
        let (width, height) = self.size();
        let (x, y) = self.anchor;
        let inside = Spot::around(x, y, width, height);
        let fits = inside.rim().iter().all(|corner| encloses(&self.outline, *corner));
        let right = self.extent.right() + LEADER + width / 2.0;
        let left = self.extent.left - LEADER - width / 2.0;
        let (above, below) = (self.extent.top - 8.0 - height / 2.0, self.extent.bottom() + 8.0 + height / 2.0);
        let around = [
            (right, y),
            (left, y),
            (x, above),
            (x, below),
            (right, above),
            (right, below),
            (left, above),
            (left, below),
        ];
        let beside = around.into_iter().map(|(x, y)| (Spot::around(x, y, width, height), true));
        fits.then_some((inside, false)).into_iter().chain(beside).collect()
    }
}

pub(super) fn draw(map: &ChoroplethMap, projection: &Projection, classes: &Classes) -> Vec<Element> {
    let labels = labels(map, projection);
    place(&labels, projection)
        .into_iter()
        .flat_map(|(label, spot, beside)| draw_label(map, label, spot, beside, classes))
        .collect()
}

/// The labels that found room, each with its spot and whether that is beside the area.
fn place<'a, 'b>(labels: &'b [Label<'a>], projection: &Projection) -> Vec<(&'b Label<'a>, Spot, bool)> {
    let mut placed: Vec<(&Label<'_>, Spot, bool)> = Vec::new();
    for label in labels.iter().filter(|label| label.is_written) {
        let is_free = |(spot, beside): &(Spot, bool)| {
            spot.lies_on(projection)
                && !placed.iter().any(|(_, other, _)| other.overlaps(spot))
                && (label.value.is_some() || !beside)
        };
        // Beside its area a label lies best on land that is not the subject; on an area still to reach if it must; never on one
        // that has a value of its own.
        let covers = |spot: &Spot, others: &dyn Fn(&&Label<'_>) -> bool| {
            let points = || spot.rim().into_iter().chain([spot.middle()]);
            let others = labels.iter().filter(|other| other.area.code != label.area.code).filter(others);
            others.into_iter().any(|other| points().any(|point| encloses(&other.outline, point)))
        };
        let spots: Vec<(Spot, bool)> = label.spots().into_iter().filter(is_free).collect();
        let best = spots.iter().find(|(spot, beside)| !beside || !covers(spot, &|_| true));
        let found = best.or_else(|| spots.iter().find(|(spot, _)| !covers(spot, &|other| other.value.is_some())));
        if let Some((spot, beside)) = found {
            placed.push((label, *spot, *beside));
        }
    }
    placed
}

/// Labels in order of weight: reached areas by value, then areas still to reach, when these are few.
fn labels<'a>(map: &'a ChoroplethMap, projection: &Projection) -> Vec<Label<'a>> {
    let reached = map.ranked().into_iter().map(|(area, value)| (area, Some(Frame::number(value))));
    let unreached: Vec<&MapArea> = map.areas.iter().filter(|area| area.shown() == AreaValue::NotYet).collect();
    let are_few = unreached.len() <= MOST_UNREACHED;
    reached
        .chain(unreached.into_iter().map(|area| (area, None)))
        .filter_map(|(area, value)| label(area, value, are_few, projection))
        .collect()
}

fn label<'a>(area: &'a MapArea, value: Option<String>, are_few: bool, projection: &Projection) -> Option<Label<'a>> {
    let project = |ring: &Ring| ring.iter().map(|point| projection.point(*point)).collect::<Vec<_>>();
    let outline: Vec<Vec<(f64, f64)>> =
        area.rings.iter().filter(|ring| ring.iter().all(is_on_earth)).map(project).collect();
    let largest = outline.iter().max_by(|left, right| size(left).total_cmp(&size(right)))?;
    let extent = extent(largest);
    let anchor = area.centre.map_or_else(|| extent.middle(), |centre| projection.point(centre));
    let is_written = value.is_some() || are_few;
    Some(Label { area, anchor, extent, name: area.label.clone(), value, is_written, outline })
}

fn extent(points: &[(f64, f64)]) -> Spot {
    let least = |part: fn(&(f64, f64)) -> f64| points.iter().map(part).fold(f64::INFINITY, f64::min);
    let most = |part: fn(&(f64, f64)) -> f64| points.iter().map(part).fold(f64::NEG_INFINITY, f64::max);
    let (left, top) = (least(|point| point.0), least(|point| point.1));
    Spot { left, top, width: most(|point| point.0) - left, height: most(|point| point.1) - top }
}

fn size(points: &[(f64, f64)]) -> f64 {
    let extent = extent(points);
    extent.width * extent.height
}

/// Whether the point lies inside the rings (even-odd rule).
fn encloses(rings: &[Vec<(f64, f64)>], (x, y): (f64, f64)) -> bool {
    let crosses = |((from_x, from_y), (to_x, to_y)): (&(f64, f64), &(f64, f64))| {
        (*from_y > y) != (*to_y > y) && x < from_x + (y - from_y) / (to_y - from_y) * (to_x - from_x)
    };
    let edges = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().skip(1)));
    edges.filter(|edge| crosses(*edge)).count() % 2 == 1
}

fn draw_label(map: &ChoroplethMap, label: &Label<'_>, spot: Spot, beside: bool, classes: &Classes) -> Vec<Element> {
    let frame = &map.frame;
    let theme = &frame.theme;
    let is_on_dark = !beside && label.area.known().is_some_and(|value| classes.shade(value) >= 3);
    let mut elements = Vec::new();
    if beside {
        let (x, y) = label.anchor;
        let end_x = x.clamp(spot.left, spot.right());
        let end_y = y.clamp(spot.top, spot.bottom());
        elements.push(frame.line("c-leader", (x, y), (end_x, end_y), &theme.ink, 0.8));
        let dot = Element::new("circle").with("class", "c-leader-dot").with("cx", x).with("cy", y).with("r", 2.2);
        elements.push(dot.with("fill", &theme.ink).with("stroke", &theme.background).with("stroke-width", 1.0));
    }
    let (x, _) = spot.middle();
    let baseline = spot.top + NAME;
    let (class, ink) = if is_on_dark { ("c-on-accent", &theme.background) } else { ("c-text", &theme.ink) };
    let words = |x: f64, y: f64, size: f64, text: &str| {
        let element = Element::new("text").with("class", class).with("x", x).with("y", y).with("font-size", size);
        let element = element.with("fill", ink).text(text);
        if is_on_dark { element } else { frame.halo(element) }
    };
    let name_size = if label.value.is_some() { NAME } else { SMALL };
    if label.area.is_first_time {
        // The name starts right after its marker, however wide the reader's font is.
        let left = x - (text::width(&label.name, NAME) + MARKER) / 2.0;
        elements.push(legend::new_marker(frame, left + MARKER / 2.0 - 1.0, baseline - NAME * 0.36));
        elements.push(words(left + MARKER, baseline, name_size, &label.name));
    } else {
        elements.push(words(x, baseline, name_size, &label.name).with("text-anchor", "middle"));
    }
    if let Some(value) = &label.value {
        let value = words(x, baseline + LINE_HEIGHT, NAME, value).with("text-anchor", "middle");
        elements.push(value.with("font-weight", "600"));
    }
    elements
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd() -> ChoroplethMap {
        let square = |index: u8| {
            let (west, south) = (98.0 + f32::from(index % 8) * 0.9, 8.0 + f32::from(index / 8) * 1.3);
            let ring =
                vec![(west, south), (west + 0.8, south), (west + 0.8, south + 1.2), (west, south + 1.2), (west, south)];
            let label = format!("Area {index}");
            MapArea {
                code: index.to_string(),
                label,
                rings: vec![ring],
                value: AreaValue::Known(1.0),
                ..MapArea::default()
            }
        };
        ChoroplethMap { areas: (0..48).step_by(5).map(square).collect(), ..ChoroplethMap::default() }
    }

    #[test]
    fn labels_neither_overlap_nor_leave_the_panel_nor_cover_other_areas() {
        let map = crowd();
        let projection = map.projection();
        let labels = labels(&map, &projection);
        let placed = place(&labels, &projection);
        assert!(placed.len() >= 6, "{} of {} found room", placed.len(), labels.len());
        assert!(placed.iter().any(|(_, _, beside)| *beside));
        for (index, (label, spot, _)) in placed.iter().enumerate() {
            assert!(spot.lies_on(&projection));
            assert!(placed[..index].iter().all(|(_, other, _)| !other.overlaps(spot)), "{}", label.name);
            let covers =
                |other: &&Label<'_>| other.area.code != label.area.code && encloses(&other.outline, spot.middle());
            assert!(!labels.iter().any(|other| covers(&other)), "{}", label.name);
        }
    }

    #[test]
    fn many_unreached_areas_stay_without_names() {
        let mut map = crowd();
        map.areas = [map.areas.clone(), map.areas].concat();
        for area in &mut map.areas {
            area.value = AreaValue::NotYet;
        }
        let written =
            |map: &ChoroplethMap| labels(map, &map.projection()).iter().filter(|label| label.is_written).count();
        assert_eq!(written(&map), 0);
        map.areas.truncate(MOST_UNREACHED);
        assert_eq!(written(&map), MOST_UNREACHED);
    }
}
