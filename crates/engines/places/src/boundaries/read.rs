//! What GeoJSON and TopoJSON files have in common: areas with identifier, properties and walks through arcs, within limits.

use super::{ArcUse, BoundaryProblem, Limits, Walks, geojson, topojson};
use crate::Ring;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A file as read, before anybody asked which place an area is.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) arcs: Vec<Ring>,
    pub(super) features: Vec<Feature>,
}

/// One area of a file.
#[derive(Debug, Default)]
pub(super) struct Feature {
    /// The TopoJSON object it is in; "" in GeoJSON.
    pub(super) collection: String,
    pub(super) id: Option<Value>,
    pub(super) properties: Map<String, Value>,
    pub(super) walks: Walks,
}

#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "type", default)]
    kind: Value,
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Raw, BoundaryProblem> {
    if bytes.len() > limits.bytes {
        return Err(BoundaryProblem::TooManyBytes { limit: limits.bytes });
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let kind: Kind = parse(bytes)?;
    let raw = match kind.kind.as_str() {
        Some("FeatureCollection") => geojson::read(bytes, limits)?,
        Some("Topology") => topojson::read(bytes, limits)?,
        other => return Err(BoundaryProblem::OtherKind { found: shortened(other.unwrap_or_default()) }),
    };
    check_points(&raw, limits)?;
    Ok(raw)
}

/// Parses JSON; a problem is located by line and column.
pub(super) fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, BoundaryProblem> {
    serde_json::from_slice(bytes)
        .map_err(|error| BoundaryProblem::Malformed { line: error.line(), column: error.column() })
}

/// A border point in degrees, when its numbers can be that.
pub(super) fn degrees(lon: f64, lat: f64, position: usize) -> Result<(f32, f32), BoundaryProblem> {
    if (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat) {
        return Ok((lon as f32, lat as f32));
    }
    Err(BoundaryProblem::NotDegrees { position, found: format!("{lon}, {lat}") })
}

/// A file's own words, short enough to stand in a sentence.
pub(super) fn shortened(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(60).collect()
}

pub(super) fn check_areas(count: usize, limits: &Limits) -> Result<(), BoundaryProblem> {
    if count > limits.areas { Err(BoundaryProblem::TooManyAreas { limit: limits.areas }) } else { Ok(()) }
}

/// A small file can name a long border thousands of times, so points count as often as they are used.
fn check_points(raw: &Raw, limits: &Limits) -> Result<(), BoundaryProblem> {
    let length = |step: &ArcUse| raw.arcs.get(step.arc).map_or(0, Vec::len);
    let used = raw.features.iter().flat_map(|feature| feature.walks.iter().flatten()).map(length);
    if used.fold(0_usize, usize::saturating_add) > limits.points {
        return Err(BoundaryProblem::TooManyPoints { limit: limits.points });
    }
    Ok(())
}
