//! Reads GeoJSON (RFC 7946). The format draws a border once for each side; here the two become one arc again, so that neighbours
//! stay neighbours when they are simplified.

use super::read::{Feature, Raw, check_areas, degrees, parse};
use super::{ArcUse, BoundaryProblem, Limits};
use crate::Ring;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::HashMap;

#[derive(Deserialize)]
struct Collection {
    features: Vec<Written>,
}

#[derive(Deserialize)]
struct Written {
    id: Option<Value>,
    properties: Option<Map<String, Value>>,
    geometry: Option<Geometry>,
}

/// A line of positions; each has longitude, latitude and perhaps a height.
type Line = Vec<Vec<f64>>;

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Geometry {
    Polygon {
        coordinates: Vec<Line>,
    },
    MultiPolygon {
        coordinates: Vec<Vec<Line>>,
    },
    /// Points and lines have no land.
    #[serde(other)]
    Other,
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Raw, BoundaryProblem> {
    let collection: Collection = parse(bytes)?;
    check_areas(collection.features.len(), limits)?;
    let mut rings = Vec::new();
    let mut features = Vec::new();
    for (index, written) in collection.features.into_iter().enumerate() {
        let lines = match written.geometry {
            Some(Geometry::Polygon { coordinates }) => coordinates,
            Some(Geometry::MultiPolygon { coordinates }) => coordinates.into_iter().flatten().collect(),
            Some(Geometry::Other) | None => continue,
        };
        let owner = features.len();
        for line in &lines {
            rings.push((owner, closed(line, index + 1)?));
        }
        let properties = written.properties.unwrap_or_default();
        features.push(Feature { id: written.id, properties, ..Feature::default() });
    }
    Ok(shared(&rings, features))
}

fn closed(line: &Line, position: usize) -> Result<Ring, BoundaryProblem> {
    let mut ring: Ring = Vec::with_capacity(line.len());
    for written in line {
        let [lon, lat, ..] = written.as_slice() else {
            return Err(BoundaryProblem::NotDegrees { position, found: format!("{written:?}") });
        };
        ring.push(degrees(*lon, *lat, position)?);
    }
    ring.dedup();
    if ring.first() != ring.last() {
        ring.extend(ring.first().copied());
    }
    Ok(ring)
}

/// A point as a key: equal bits are the same corner.
type Corner = (u32, u32);

fn corner((lon, lat): (f32, f32)) -> Corner {
    // Adding zero makes −0 and 0 the same.
    ((lon + 0.0).to_bits(), (lat + 0.0).to_bits())
}

/// Cuts every ring where borders meet or part, and keeps equal pieces once.
fn shared(rings: &[(usize, Ring)], mut features: Vec<Feature>) -> Raw {
    let junctions = junctions(rings.iter().map(|(_, ring)| ring));
    let mut arcs: Vec<Ring> = Vec::new();
    let mut known: HashMap<Vec<Corner>, usize> = HashMap::new();
    for (owner, ring) in rings {
        let mut walk = Vec::new();
        for piece in pieces(ring, &junctions) {
            let forwards: Vec<Corner> = piece.iter().copied().map(corner).collect();
            let backwards: Vec<Corner> = forwards.iter().rev().copied().collect();
            if let Some(arc) = known.get(&backwards).filter(|_| !known.contains_key(&forwards)) {
                walk.push(ArcUse { arc: *arc, backwards: true });
                continue;
            }
            let arc = *known.entry(forwards).or_insert_with(|| {
                arcs.push(piece);
                arcs.len() - 1
            });
            walk.push(ArcUse { arc, backwards: false });
        }
        if let Some(feature) = features.get_mut(*owner) {
            feature.walks.push(walk);
        }
    }
    Raw { arcs, features }
}

/// Corners at which some ring has other neighbours than another ring: there a shared border starts or ends.
fn junctions<'a>(rings: impl Iterator<Item = &'a Ring>) -> HashMap<Corner, bool> {
    let mut sides: HashMap<Corner, (Corner, Corner)> = HashMap::new();
    let mut is_junction: HashMap<Corner, bool> = HashMap::new();
    for ring in rings {
        let corners: Vec<Corner> = ring.iter().skip(1).copied().map(corner).collect();
        let previous = corners.iter().cycle().skip(corners.len().saturating_sub(1));
        let next = corners.iter().cycle().skip(1);
        for ((corner, previous), next) in corners.iter().zip(previous).zip(next) {
            let around = (*previous.min(next), *previous.max(next));
            let first = *sides.entry(*corner).or_insert(around);
            *is_junction.entry(*corner).or_default() |= first != around;
        }
    }
    is_junction
}

/// The ring in pieces from junction to junction; a ring without any is one piece that starts at its least corner, so that the
/// same ring drawn from elsewhere is recognised.
fn pieces(ring: &Ring, junctions: &HashMap<Corner, bool>) -> Vec<Ring> {
    let open = ring.get(1..).unwrap_or_default();
    let is_junction = |point: &(f32, f32)| junctions.get(&corner(*point)).copied().unwrap_or_default();
    let least = || open.iter().enumerate().min_by_key(|(_, point)| corner(**point)).map(|(index, _)| index);
    let Some(start) = open.iter().position(is_junction).or_else(least) else { return Vec::new() };
    let mut pieces = Vec::new();
    let mut piece: Ring = Vec::new();
    for point in open.iter().cycle().skip(start).take(open.len() + 1) {
        piece.push(*point);
        if piece.len() > 1 && is_junction(point) {
            pieces.push(std::mem::replace(&mut piece, vec![*point]));
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}
