//! Dots on a map: each a place where something was recorded, those that would lie on one another as one dot with their number.

use super::projection::Projection;
use super::{ChoroplethMap, MapPoint};
use crate::svg::Element;
use language::{Message, say};
use std::collections::BTreeMap;

/// Dots nearer than this become one, in pixels: a finger's width would take too much of a phone.
const APART: f64 = 18.0;
/// More links on one drawing than this help nobody on their way through it by keyboard; the list has them all.
const MOST_LINKS: usize = 200;
/// Free room around points, in degrees: some ten kilometres.
const ROOM: f32 = 0.1;
const RADIUS: f64 = 5.0;
const LARGEST: f64 = 13.0;
const NUMBER: f64 = 10.0;

/// What a map of nothing but points has to show.
pub(super) fn around(points: &[MapPoint]) -> Vec<(f32, f32)> {
    let corners = |point: &MapPoint| {
        let (east, north) = point.at;
        [(east - ROOM, north - ROOM), (east + ROOM, north + ROOM)]
    };
    points.iter().flat_map(corners).collect()
}

/// Points of one cell, and where their dot is.
#[derive(Default)]
struct Cluster<'a> {
    points: Vec<&'a MapPoint>,
    x: f64,
    y: f64,
}

pub(super) fn draw(map: &ChoroplethMap, projection: &Projection) -> Element {
    let mut cells: BTreeMap<(i64, i64), Cluster<'_>> = BTreeMap::new();
    for point in &map.points {
        let (x, y) = projection.point(point.at);
        if !(0.0..=projection.width()).contains(&x) || !(0.0..=projection.height()).contains(&y) {
            continue;
        }
        let cell = cells.entry(((y / APART) as i64, (x / APART) as i64)).or_default();
        cell.points.push(point);
        cell.x += x;
        cell.y += y;
    }
    let is_linked = map.points.len() <= MOST_LINKS;
    let mut dots = Element::new("g").with("class", "c-points");
    dots.extend(cells.into_values().map(|cell| dot(map, &cell, is_linked)));
    dots
}

fn dot(map: &ChoroplethMap, cell: &Cluster<'_>, is_linked: bool) -> Element {
    let frame = &map.frame;
    let count = cell.points.len();
    let (x, y) = (cell.x / count as f64, cell.y / count as f64);
    let radius = (RADIUS + 2.0 * (count as f64).ln()).min(LARGEST);
    // Hollow, so that it is not taken for the end of a label's line.
    let theme = &frame.theme;
    let circle = Element::new("circle").with("class", "c-point").with("cx", x).with("cy", y).with("r", radius);
    let circle = circle.with("fill", &theme.background).with("stroke", &theme.ink).with("stroke-width", 2.0);
    match cell.points.as_slice() {
        [one] => {
            let named = circle.child(Element::new("title").text(&one.label));
            match is_linked && !one.href.is_empty() {
                true => Element::new("a").with("href", &one.href).child(named),
                false => named,
            }
        }
        several => {
            let words = say(frame.lang, &Message::new("charts-points").with("count", several.len()));
            let number = frame.text(x, y + NUMBER * 0.36, NUMBER, &several.len().to_string());
            let number = number.with("text-anchor", "middle");
            let group = Element::new("g").child(Element::new("title").text(&words)).child(circle);
            if radius > NUMBER * 0.7 { group.child(number) } else { group }
        }
    }
}
