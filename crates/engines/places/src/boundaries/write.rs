//! Boundaries as TopoJSON, for keeping what was imported.

use super::{ArcUse, Area};
use crate::Ring;
use serde_json::{Value, json};

/// Steps in a degree of the grid that coordinates are rounded to.
const STEPS_PER_DEGREE: f64 = 100_000.0;

pub(super) fn topojson(arcs: &[Ring], areas: &[Area]) -> String {
    let geometries: Vec<Value> = areas.iter().map(geometry).collect();
    let arcs: Vec<Vec<(i64, i64)>> = arcs.iter().map(deltas).collect();
    json!({
        "type": "Topology",
        "transform": { "scale": [1.0 / STEPS_PER_DEGREE, 1.0 / STEPS_PER_DEGREE], "translate": [0, 0] },
        "objects": { "places": { "type": "GeometryCollection", "geometries": geometries } },
        "arcs": arcs,
    })
    .to_string()
}

/// Each ring stands as a polygon of its own: which is a hole in which, the even-odd rule tells.
fn geometry(area: &Area) -> Value {
    let polygons: Vec<[Vec<i64>; 1]> = area.walks.iter().map(|walk| [walk.iter().map(arc_number).collect()]).collect();
    json!({ "type": "MultiPolygon", "id": area.code, "arcs": polygons })
}

fn arc_number(step: &ArcUse) -> i64 {
    let number = i64::try_from(step.arc).unwrap_or(i64::MAX);
    if step.backwards { !number } else { number }
}

fn deltas(arc: &Ring) -> Vec<(i64, i64)> {
    let on_grid = |degrees: f32| (f64::from(degrees) * STEPS_PER_DEGREE).round() as i64;
    let mut previous = (0, 0);
    arc.iter()
        .map(|(lon, lat)| {
            let point = (on_grid(*lon), on_grid(*lat));
            let (before_x, before_y) = std::mem::replace(&mut previous, point);
            (point.0 - before_x, point.1 - before_y)
        })
        .collect()
}
