//! Reads TopoJSON (the format's specification, version 1): arcs, quantised or not, and areas that walk them.

use super::read::{Feature, Raw, check_areas, degrees, parse};
use super::{ArcUse, BoundaryProblem, Limits, Walks};
use crate::Ring;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Topology {
    objects: BTreeMap<String, Geometry>,
    arcs: Vec<Vec<Vec<f64>>>,
    transform: Option<Transform>,
}

#[derive(Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Geometry {
    #[serde(rename = "GeometryCollection")]
    Collection {
        geometries: Vec<Geometry>,
    },
    Polygon {
        arcs: Vec<Vec<i64>>,
        id: Option<Value>,
        properties: Option<Map<String, Value>>,
    },
    MultiPolygon {
        arcs: Vec<Vec<Vec<i64>>>,
        id: Option<Value>,
        properties: Option<Map<String, Value>>,
    },
    /// Points and lines have no land.
    #[serde(other)]
    Other,
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Raw, BoundaryProblem> {
    let topology: Topology = parse(bytes)?;
    let arcs =
        topology.arcs.iter().map(|arc| decode(arc, topology.transform.as_ref())).collect::<Result<Vec<_>, _>>()?;
    let mut raw = Raw { arcs, features: Vec::new() };
    for (name, geometry) in topology.objects {
        collect(&name, geometry, &mut raw)?;
    }
    check_areas(raw.features.len(), limits)?;
    Ok(raw)
}

fn decode(arc: &[Vec<f64>], transform: Option<&Transform>) -> Result<Ring, BoundaryProblem> {
    let (mut x, mut y) = (0.0, 0.0);
    arc.iter()
        .map(|position| {
            let [step_x, step_y, ..] = position.as_slice() else {
                return Err(BoundaryProblem::NotDegrees { position: 0, found: format!("{position:?}") });
            };
            let Some(Transform { scale, translate }) = transform else { return degrees(*step_x, *step_y, 0) };
            x += step_x;
            y += step_y;
            degrees(x * scale.0 + translate.0, y * scale.1 + translate.1, 0)
        })
        .collect()
}

/// Adds a geometry's areas. Collections nest no deeper than the JSON parser allows (128).
fn collect(name: &str, geometry: Geometry, raw: &mut Raw) -> Result<(), BoundaryProblem> {
    let (polygons, id, properties) = match geometry {
        Geometry::Collection { geometries } => {
            return geometries.into_iter().try_for_each(|inner| collect(name, inner, raw));
        }
        Geometry::Polygon { arcs, id, properties } => (vec![arcs], id, properties),
        Geometry::MultiPolygon { arcs, id, properties } => (arcs, id, properties),
        Geometry::Other => return Ok(()),
    };
    let position = raw.features.len() + 1;
    let walks = walks(&polygons, raw.arcs.len(), position)?;
    let properties = properties.unwrap_or_default();
    raw.features.push(Feature { collection: name.to_owned(), id, properties, walks });
    Ok(())
}

fn walks(polygons: &[Vec<Vec<i64>>], arc_count: usize, position: usize) -> Result<Walks, BoundaryProblem> {
    let step = |written: &i64| {
        let (arc, backwards) = if *written < 0 { (!*written, true) } else { (*written, false) };
        usize::try_from(arc)
            .ok()
            .filter(|arc| *arc < arc_count)
            .map(|arc| ArcUse { arc, backwards })
            .ok_or(BoundaryProblem::MissingArc { position, arc: *written })
    };
    polygons.iter().flatten().map(|ring| ring.iter().map(step).collect()).collect()
}
