//! Names and values on the map: inside their area where they fit, beside it with a leader where they do not, never over each
//! other. An area whose label finds no room is still in the list and the table.

use super::projection::{Projection, is_on_earth};
use super::{AreaValue, ChoroplethMap, MapArea, Ring};
use crate::classes::Classes;
use crate::frame::SMALL;
use crate::svg::Element;
use crate::{Frame, legend, text};

const NAME: f64 = 13.0;
const LINE_HEIGHT: f64 = 16.5;
/// Room for the marker of a first time before a name.
const MARKER: f64 = 17.0;
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

    /// The same spot moved as far as the panel needs.
    fn slid_onto(self, projection: &Projection) -> Self {
        let left = self.left.min(projection.width() - 2.0 - self.width).max(2.0);
        let top = self.top.min(projection.height() - 2.0 - self.height).max(2.0);
        Self { left, top, ..self }
    }

    fn lies_on(&self, projection: &Projection) -> bool {
        self.left >= 2.0
            && self.top >= 2.0
            && self.right() <= projection.width() - 2.0
            && self.bottom() <= projection.height() - 2.0
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right()).contains(&x) && (self.top..=self.bottom()).contains(&y)
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
    /// Around the largest ring: where the label goes.
    extent: Spot,
    /// Around all rings.
    reach: Spot,
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

    /// Where the label may stand, best first, and whether a leader ties it to its area: inside, then around it in all directions
    /// of a compass rose, near before far.
    fn spots(&self, projection: &Projection) -> Vec<(Spot, bool)> {
        let (width, height) = self.size();
        let (x, y) = self.anchor;
        let inside = Spot::around(x, y, width, height);
        let fits = inside.rim().iter().all(|corner| encloses(&self.outline, *corner));
        let beside = DISTANCES.iter().flat_map(|distance| {
            DIRECTIONS.iter().map(move |(across, down)| {
                let side = if *across > 0.0 { self.extent.right() - x } else { x - self.extent.left };
                let edge = if *down > 0.0 { self.extent.bottom() - y } else { y - self.extent.top };
                let (away_x, away_y) = (side + distance + width / 2.0, edge + distance * 0.6 + height / 2.0);
                let spot = Spot::around(x + across * away_x, y + down * away_y, width, height);
                (spot.slid_onto(projection), true)
            })
        });
        fits.then_some((inside, false)).into_iter().chain(beside).collect()
    }

    fn holds(&self, point: (f64, f64)) -> bool {
        self.reach.holds(point) && encloses(&self.outline, point)
    }

    /// Whether a spot lies on the area, wholly or in part.
    fn is_under(&self, spot: &Spot) -> bool {
        self.reach.overlaps(spot)
            && (spot.rim().into_iter().chain([spot.middle()]).any(|point| encloses(&self.outline, point))
                || self.outline.iter().flatten().any(|point| spot.holds(*point)))
    }

    /// Where the line from the area to a label beside it ends.
    fn leader_end(&self, spot: &Spot) -> (f64, f64) {
        let (x, y) = self.anchor;
        (x.clamp(spot.left, spot.right()), y.clamp(spot.top, spot.bottom()))
    }

    /// Points on that line.
    fn leader(&self, spot: &Spot) -> impl Iterator<Item = (f64, f64)> {
        let (from_x, from_y) = self.anchor;
        let (to_x, to_y) = self.leader_end(spot);
        (1..=12).map(move |step| {
            let part = f64::from(step) / 13.0;
            (from_x + part * (to_x - from_x), from_y + part * (to_y - from_y))
        })
    }
}

/// Sideways first, since text is wide and areas beside leave it room; slanted ones reach past neighbours.
const DIRECTIONS: [(f64, f64); 12] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (1.0, -0.6),
    (1.0, 0.6),
    (-1.0, -0.6),
    (-1.0, 0.6),
    (0.6, -1.0),
    (0.6, 1.0),
    (-0.6, -1.0),
    (-0.6, 1.0),
];
/// Lengths of a leader from an area's edge, in pixels.
const DISTANCES: [f64; 3] = [14.0, 34.0, 60.0];

pub(super) fn draw(map: &ChoroplethMap, projection: &Projection, classes: &Classes) -> Vec<Element> {
    let labels = labels(map, projection);
    place(&labels, projection)
        .into_iter()
        .flat_map(|(label, spot, beside)| draw_label(map, label, spot, beside, classes))
        .collect()
}

/// A label with the spot it found, and whether that is beside its area.
type Placed<'a, 'b> = (&'b Label<'a>, Spot, bool);

/// How often places are dealt out anew for labels that found none.
const ROUNDS: usize = 8;

/// The labels that found room. They choose in order of weight; when that leaves one without room, it chooses first in a new
/// round, and the round that places most stands.
fn place<'a, 'b>(labels: &'b [Label<'a>], projection: &Projection) -> Vec<Placed<'a, 'b>> {
    let mut order: Vec<&Label<'a>> = labels.iter().filter(|label| label.is_written).collect();
    let mut best = Vec::new();
    for _ in 0..ROUNDS {
        let placed = place_in_order(&order, labels, projection);
        let is_without = |label: &&Label<'a>| {
            label.value.is_some() && !placed.iter().any(|(other, ..)| other.area.code == label.area.code)
        };
        let without = order.iter().position(is_without);
        if best.is_empty() || placed.len() > best.len() {
            best = placed;
        }
        let Some(without) = without else { break };
        if without == 0 {
            break;
        }
        let label = order.remove(without);
        order.insert(0, label);
    }
    best
}

fn place_in_order<'a, 'b>(
    order: &[&'b Label<'a>],
    labels: &[Label<'a>],
    projection: &Projection,
) -> Vec<Placed<'a, 'b>> {
    let mut placed: Vec<Placed<'a, 'b>> = Vec::new();
    for label in order {
        let is_free = |(spot, beside): &(Spot, bool)| {
            spot.lies_on(projection)
                && !placed.iter().any(|(_, other, _)| other.overlaps(spot))
                && (!beside || (label.value.is_some() && may_stand_beside(label, spot, labels, &placed)))
        };
        let spots: Vec<(Spot, bool)> = label.spots(projection).into_iter().filter(is_free).collect();
        // Best on land that is not the subject; on an area still to reach if it must.
        let best = spots.iter().find(|(spot, beside)| !beside || !covers_unreached(spot, labels));
        if let Some((spot, beside)) = best.or_else(|| spots.first()) {
            placed.push((label, *spot, *beside));
        }
    }
    placed
}

/// Whether neither the label nor its leader crosses an area with a value or another label; a leader through an area would seem
/// to belong to it.
fn may_stand_beside(label: &Label<'_>, spot: &Spot, labels: &[Label<'_>], placed: &[Placed<'_, '_>]) -> bool {
    let is_other = |other: &&Label<'_>| other.value.is_some() && other.area.code != label.area.code;
    let crosses_area = |other: &Label<'_>| other.is_under(spot) || label.leader(spot).any(|point| other.holds(point));
    let crosses_label = |(other, other_spot, beside): &Placed<'_, '_>| {
        label.leader(spot).any(|point| other_spot.holds(point))
            || (*beside && other.leader(other_spot).any(|point| spot.holds(point)))
            || (*beside
                && lines_cross((label.anchor, label.leader_end(spot)), (other.anchor, other.leader_end(other_spot))))
    };
    !label.is_under(spot) && !placed.iter().any(crosses_label) && !labels.iter().filter(is_other).any(crosses_area)
}

type Line = ((f64, f64), (f64, f64));

/// Whether two lines cross: each has its ends on different sides of the other.
fn lines_cross(left: Line, right: Line) -> bool {
    let side = |(from, to): Line, point: (f64, f64)| {
        (to.0 - from.0) * (point.1 - from.1) - (to.1 - from.1) * (point.0 - from.0) > 0.0
    };
    side(left, right.0) != side(left, right.1) && side(right, left.0) != side(right, left.1)
}

fn covers_unreached(spot: &Spot, labels: &[Label<'_>]) -> bool {
    labels.iter().any(|other| other.value.is_none() && other.is_under(spot))
}

/// Labels in order of weight: reached areas by value, then areas still to reach, when these are few.
fn labels<'a>(map: &'a ChoroplethMap, projection: &Projection) -> Vec<Label<'a>> {
    let reached =
        ChoroplethMap::ranked(map.areas.iter()).into_iter().map(|(area, value)| (area, Some(Frame::number(value))));
    let unreached: Vec<&MapArea> = map.areas.iter().filter(|area| area.shown() == AreaValue::NotYet).collect();
    let are_few = unreached.len() <= MOST_UNREACHED;
    reached
        .chain(unreached.into_iter().map(|area| (area, None)))
        .filter_map(|(area, value)| label(area, value, are_few, projection))
        .filter(|label| projection.shows_point(label.anchor))
        .collect()
}

fn label<'a>(area: &'a MapArea, value: Option<String>, are_few: bool, projection: &Projection) -> Option<Label<'a>> {
    let project = |ring: &Ring| ring.iter().map(|point| projection.point(*point)).collect::<Vec<_>>();
    let outline: Vec<Vec<(f64, f64)>> =
        area.rings.iter().filter(|ring| ring.iter().all(is_on_earth)).map(project).collect();
    let largest = outline.iter().max_by(|left, right| size(left).total_cmp(&size(right)))?;
    let reach = extent(outline.iter().flatten());
    let extent = extent(largest.iter());
    let anchor = area.centre.map_or_else(|| extent.middle(), |centre| projection.point(centre));
    let is_written = value.is_some() || are_few;
    Some(Label { area, anchor, extent, reach, name: area.label.clone(), value, is_written, outline })
}

fn extent<'a>(points: impl Iterator<Item = &'a (f64, f64)>) -> Spot {
    let nothing = (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
    let (left, top, right, bottom) = points
        .fold(nothing, |(left, top, right, bottom), (x, y)| (left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)));
    Spot { left, top, width: right - left, height: bottom - top }
}

fn size(points: &[(f64, f64)]) -> f64 {
    let extent = extent(points.iter());
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
        elements.push(frame.line("c-leader", (x, y), label.leader_end(&spot), &theme.ink, 0.8));
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
    fn lines_cross_only_where_they_meet() {
        let rising = ((0.0, 0.0), (2.0, 2.0));
        assert!(lines_cross(rising, ((0.0, 2.0), (2.0, 0.0))));
        assert!(!lines_cross(rising, ((3.0, 0.0), (5.0, 2.0))));
        assert!(!lines_cross(rising, ((3.0, 4.0), (4.0, 3.0))));
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
