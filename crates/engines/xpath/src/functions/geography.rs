//! Points, lines and shapes, written as `latitude longitude altitude accuracy` with `;` between points.

use super::{ANY, Arguments, Function, function};
use crate::{EvalError, Value};

pub(super) const FUNCTIONS: &[Function] =
    &[function("area", 1, 1, area), function("distance", 1, ANY, distance), function("geofence", 2, 2, geofence)];

/// Radius of the sphere that ODK measures on: WGS 84's equatorial radius, in metres.
const EARTH_RADIUS: f64 = 6_378_100.0;

#[derive(Clone, Copy)]
struct Point {
    latitude: f64,
    longitude: f64,
}

/// The points of a text; `None` when one is no point on earth.
fn points(text: &str) -> Option<Vec<Point>> {
    let written = text.split(';').map(str::trim).filter(|point| !point.is_empty());
    written.map(point).collect()
}

fn point(text: &str) -> Option<Point> {
    let mut parts = text.split_whitespace().map(crate::parse_number);
    let (latitude, longitude) = (parts.next()?, parts.next()?);
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    on_earth.then_some(Point { latitude, longitude })
}

/// The points of one argument, or of all: nodes give one or more points each.
fn all_points(arguments: &mut Arguments<'_, '_>) -> Result<Vec<Point>, EvalError> {
    let texts: Vec<_> = arguments.spread(0)?.into_iter().map(Value::into_text).collect();
    let joined = texts.join(";");
    arguments.evaluator.spend(joined.len())?;
    points(&joined).ok_or_else(|| EvalError::mismatch(arguments.name(), &joined))
}

/// Square metres inside a shape on the sphere (Chamberlain and Duquette 2007, the formula of ODK's own library).
fn area<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let shape = all_points(arguments)?;
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

/// Metres along a line on the sphere.
fn distance<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let line = all_points(arguments)?;
    Ok(Value::Number(line.iter().zip(line.iter().skip(1)).map(|(from, to)| between(*from, *to)).sum()))
}

/// Great-circle distance by the law of cosines: less exact over metres than haversine, but what JavaRosa and so Collect show.
fn between(from: Point, to: Point) -> f64 {
    let (from_latitude, to_latitude) = (from.latitude.to_radians(), to.latitude.to_radians());
    let width = (to.longitude - from.longitude).to_radians();
    let cosine = from_latitude.sin() * to_latitude.sin() + from_latitude.cos() * to_latitude.cos() * width.cos();
    EARTH_RADIUS * cosine.clamp(-1.0, 1.0).acos()
}

/// Whether a point lies inside a shape, by counting the edges that a ray crosses.
fn geofence<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let (place, shape) = (arguments.text(0)?, arguments.text(1)?);
    let name = arguments.name();
    arguments.evaluator.spend(shape.len())?;
    let inside = point(&place).ok_or_else(|| EvalError::mismatch(name, &place))?;
    let shape = points(&shape).ok_or_else(|| EvalError::mismatch(name, &shape))?;
    if shape.is_empty() {
        return Err(EvalError::mismatch(name, ""));
    }
    let edges = shape.iter().zip(shape.iter().cycle().skip(1));
    let crossings = edges.filter(|(from, to)| crosses(inside, **from, **to)).count();
    Ok(Value::Boolean(!crossings.is_multiple_of(2)))
}

fn crosses(point: Point, from: Point, to: Point) -> bool {
    let spans = (from.latitude > point.latitude) != (to.latitude > point.latitude);
    let slope = (to.longitude - from.longitude) / (to.latitude - from.latitude);
    spans && point.longitude < from.longitude + (point.latitude - from.latitude) * slope
}
