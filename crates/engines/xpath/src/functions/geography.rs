//! Points, lines and shapes, written as `latitude longitude altitude accuracy` with `;` between points.

use super::{ANY, Arguments, Function, function};
use crate::value::Nodes;
use crate::{EvalError, Value};

pub(super) const FUNCTIONS: &[Function] = &[
    function("area", 1, 1, area),
    function("enclosed-area", 1, 1, area).not_in_web_forms(),
    function("distance", 1, ANY, distance),
    function("geofence", 2, 2, geofence),
    function("intersects", 1, 1, intersects).not_in_web_forms(),
];

/// Radius of the sphere that ODK measures on: WGS 84's equatorial radius, in metres.
const EARTH_RADIUS: f64 = 6_378_100.0;
/// More points than this are not looked at pair by pair.
const MOST_POINTS_IN_PAIRS: usize = 2_000;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    latitude: f64,
    longitude: f64,
}

/// The points of a text; `None` when one has a part that is no number.
fn points(text: &str) -> Option<Vec<Point>> {
    let written = text.split(';').map(str::trim).filter(|point| !point.is_empty());
    written.map(point).collect()
}

/// A point. As in JavaRosa nothing asks whether it is on earth, and what is left out is 0.
fn point(text: &str) -> Option<Point> {
    let mut parts = [0.0; 4];
    for (part, written) in parts.iter_mut().zip(text.split_whitespace()) {
        *part = Some(crate::parse_number(written)).filter(|number| number.is_finite() && !written.contains(','))?;
    }
    let [latitude, longitude, ..] = parts;
    Some(Point { latitude, longitude })
}

/// The points of nodes: one node holds a line, several hold a point each.
fn points_of(arguments: &mut Arguments<'_, '_>, nodes: &Nodes<'_>) -> Result<Vec<Point>, EvalError> {
    let texts: Vec<_> = nodes.texts().collect();
    let joined = texts.join(";");
    arguments.evaluator.spend(joined.len())?;
    points(&joined).ok_or_else(|| EvalError::mismatch(arguments.name(), &joined))
}

/// Square metres inside a shape on the sphere (Chamberlain and Duquette 2007). JavaRosa takes the shape for flat and differs in the
/// seventh digit.
fn area<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let nodes = arguments.nodes(0)?;
    let shape = points_of(arguments, &nodes)?;
    if shape.len() < 3 {
        return Ok(Value::Number(0.0));
    }
    let pairs = shape.iter().zip(shape.iter().cycle().skip(1));
    let total: f64 = pairs
        .map(|(from, to)| {
            let width = (to.longitude - from.longitude).to_radians();
            width * (2.0 + from.latitude.to_radians().sin() + to.latitude.to_radians().sin())
        })
        .sum();
    Ok(Value::Number((total * EARTH_RADIUS * EARTH_RADIUS / 2.0).abs()))
}

/// Metres along a line on the sphere. The line is one answer or text, or the points that several of them are.
fn distance<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let mut line = Vec::new();
    for at in 0..arguments.len() {
        line.append(&mut line_at(arguments, at)?);
    }
    let parts = line.iter().zip(line.iter().skip(1)).map(|(from, to)| between(*from, *to));
    // Beginning with zero, since the sum of nothing would be minus zero.
    Ok(Value::Number(parts.fold(0.0, |length, part| length + part)))
}

/// The points of one argument, an answer or a text.
fn line_at(arguments: &mut Arguments<'_, '_>, at: usize) -> Result<Vec<Point>, EvalError> {
    match arguments.value(at)? {
        Value::Nodes(nodes) => points_of(arguments, &nodes),
        Value::Text(text) => {
            arguments.evaluator.spend(text.len())?;
            points(&text).ok_or_else(|| EvalError::mismatch(arguments.name(), &text))
        }
        other => Err(EvalError::mismatch(arguments.name(), &other.to_text())),
    }
}

/// Great-circle distance by the law of cosines: less exact over metres than haversine, but what JavaRosa and so Collect show.
fn between(from: Point, to: Point) -> f64 {
    let (from_latitude, to_latitude) = (from.latitude.to_radians(), to.latitude.to_radians());
    let width = (to.longitude - from.longitude).to_radians();
    let cosine = from_latitude.sin() * to_latitude.sin() + from_latitude.cos() * to_latitude.cos() * width.cos();
    EARTH_RADIUS * cosine.clamp(-1.0, 1.0).acos()
}

/// Whether a point lies inside a shape, by counting the edges that a ray crosses. The shape is an answer, its last point the first
/// again. A point that is not there is nowhere inside; JavaRosa would take it for 0° 0°.
fn geofence<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let (name, place) = (arguments.name(), arguments.text(0)?);
    let nodes = arguments.nodes(1)?;
    if place.trim().is_empty() {
        return Ok(Value::Boolean(false));
    }
    let inside = point(&place).ok_or_else(|| EvalError::mismatch(name, &place))?;
    let shape = points_of(arguments, &nodes)?;
    let crossings = shape.windows(2).filter(|edge| matches!(edge, [from, to] if crosses(inside, *from, *to))).count();
    Ok(Value::Boolean(!crossings.is_multiple_of(2)))
}

fn crosses(point: Point, from: Point, to: Point) -> bool {
    let spans = (from.latitude > point.latitude) != (to.latitude > point.latitude);
    let slope = (to.longitude - from.longitude) / (to.latitude - from.latitude);
    spans && point.longitude < from.longitude + (point.latitude - from.latitude) * slope
}

/// Whether a line or the outline of a shape crosses or touches itself.
fn intersects<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let line = line_at(arguments, 0)?;
    if line.len() > MOST_POINTS_IN_PAIRS {
        return Err(EvalError::OutOfSteps);
    }
    arguments.evaluator.spend(line.len() * line.len() / 2)?;
    Ok(Value::Boolean(crosses_itself(&line)))
}

fn crosses_itself(line: &[Point]) -> bool {
    let edges: Vec<(Point, Point)> =
        line.iter().copied().zip(line.iter().copied().skip(1)).filter(|(from, to)| from != to).collect();
    let is_closed = line.len() > 2 && line.first() == line.last();
    edges.iter().enumerate().any(|(at, one)| {
        edges.iter().enumerate().skip(at + 1).any(|(other_at, other)| {
            let follows = other_at == at + 1;
            let closes = is_closed && at == 0 && other_at + 1 == edges.len();
            match (follows, closes) {
                (true, _) => turns_back(*one, *other),
                (_, true) => turns_back(*other, *one),
                _ => meet(*one, *other),
            }
        })
    })
}

/// Whether the second of two edges that share a point goes back over the first.
fn turns_back(one: (Point, Point), other: (Point, Point)) -> bool {
    side(one.0, one.1, other.1) == 0.0 && is_between(one.0, one.1, other.1)
        || side(other.0, other.1, one.0) == 0.0 && is_between(other.0, other.1, one.0)
}

/// Whether two edges have a point in common.
fn meet(one: (Point, Point), other: (Point, Point)) -> bool {
    let sides = [
        (side(one.0, one.1, other.0), one, other.0),
        (side(one.0, one.1, other.1), one, other.1),
        (side(other.0, other.1, one.0), other, one.0),
        (side(other.0, other.1, one.1), other, one.1),
    ];
    let [(first, ..), (second, ..), (third, ..), (fourth, ..)] = sides;
    let crosses = first * second < 0.0 && third * fourth < 0.0;
    crosses || sides.into_iter().any(|(side, edge, point)| side == 0.0 && is_between(edge.0, edge.1, point))
}

/// On which side of a line a point lies: positive, negative, or on it.
fn side(from: Point, to: Point, point: Point) -> f64 {
    (to.longitude - from.longitude) * (point.latitude - from.latitude)
        - (to.latitude - from.latitude) * (point.longitude - from.longitude)
}

/// Whether a point of a line lies between two others.
fn is_between(from: Point, to: Point, point: Point) -> bool {
    let within = |low: f64, high: f64, number: f64| (low.min(high)..=low.max(high)).contains(&number);
    within(from.latitude, to.latitude, point.latitude) && within(from.longitude, to.longitude, point.longitude)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_crosses_or_touches_itself_is_found() {
        let cases = [
            ("", false),
            ("0 0", false),
            ("0 0;1 1", false),
            ("0 0;0 1;1 1;1 0;0 0", false),
            ("0 0;1 1;0 1;1 0", true),
            ("0 0;1 1;0 1;1 0;0 0", true),
            ("0 0;0 2;1 2;1 1;0 1", true),
            ("0 0;0 2;0 1", true),
            ("0 0;0 1;0 2", false),
            ("0 0;0 0;0 1", false),
        ];
        for (line, expected) in cases {
            assert_eq!(crosses_itself(&points(line).expect("points")), expected, "{line}");
        }
    }

    #[test]
    fn a_point_may_be_written_short() {
        assert_eq!(points(" 7.5 -1 3 4 ; 8 ").map(|points| points.len()), Some(2));
        assert_eq!(point("8"), Some(Point { latitude: 8.0, longitude: 0.0 }));
        assert_eq!(points("0 0,0 1"), None);
        assert_eq!(points("0 0 high"), None);
    }
}
