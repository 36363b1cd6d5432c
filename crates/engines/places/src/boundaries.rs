//! Outlines of places with official codes: the built-in ones of the provinces, and better ones that an office brings. Owns what
//! can be asked of them; reading files of others is in the modules below.

mod geojson;
mod matching;
mod problem;
mod read;
mod simplify;
mod topojson;
mod write;

pub use problem::{BoundaryProblem, Limits};

use crate::outline::{Outline, Ring, area};
use crate::{Gazetteer, Level, Place};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// One direction through an arc: its number, and whether it is walked from its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ArcUse {
    arc: usize,
    backwards: bool,
}

/// The rings of an area as walks through arcs.
type Walks = Vec<Vec<ArcUse>>;

/// A place with its outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    code: String,
    walks: Walks,
    outline: Outline,
}

impl Area {
    /// The official code of the place.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Its shape on the ground.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }
}

/// An area in a file that no place of the gazetteer answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// Its position among the file's areas, from 1.
    pub position: usize,
    /// Its identifier and names as the file writes them.
    pub label: String,
}

/// Outlines that share their borders: neighbours stay neighbours when they are simplified.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boundaries {
    arcs: Vec<Ring>,
    areas: Vec<Area>,
    unmatched: Vec<Unmatched>,
}

/// How far off a generalised shore a point still counts as on it, in kilometres. The built-in outlines are drawn for maps of a
/// country, and a village on a bay may lie outside them.
const SHORE_KILOMETRES: f64 = 5.0;

/// How far outside the box of its province an area may lie and still be taken for a place there, in degrees. A village or district
/// abroad can bear the name of one in Thailand.
const ASIDE_DEGREES: f32 = 0.2;

struct Builtin {
    provinces: Boundaries,
    neighbours: Vec<Outline>,
}

static BUILTIN: LazyLock<Builtin> = LazyLock::new(|| {
    let file = include_bytes!("../data/outlines.topojson");
    let mut raw = read::read(file, &Limits::default()).expect("a test reads the file that is compiled in");
    let (provinces, neighbours): (Vec<_>, Vec<_>) =
        std::mem::take(&mut raw.features).into_iter().partition(|feature| feature.collection == "provinces");
    let neighbours = neighbours.iter().map(|feature| outline(&raw.arcs, &feature.walks)).collect();
    raw.features = provinces;
    let provinces = Boundaries::matched(raw, |_, _| true);
    Builtin { provinces, neighbours }
});

/// Reads boundaries in GeoJSON (RFC 7946) or TopoJSON (version 1), and finds the place each area is: by an official code among its
/// properties or as its identifier, else by its names; and it must lie where that place is. What is no place of Thailand stays in
/// [`Boundaries::unmatched`].
///
/// # Errors
/// When the bytes are no such file, are larger than the limits, hold impossible coordinates, or no area matches.
pub fn import(bytes: &[u8], limits: &Limits) -> Result<Boundaries, BoundaryProblem> {
    let raw = read::read(bytes, limits)?;
    if raw.features.is_empty() {
        return Err(BoundaryProblem::NoAreas);
    }
    let boundaries = Boundaries::matched(raw, lies_in_its_province);
    if boundaries.areas.is_empty() {
        let example = boundaries.unmatched.first().map(|area| area.label.clone()).unwrap_or_default();
        return Err(BoundaryProblem::NothingMatched { example });
    }
    Ok(boundaries)
}

/// The land of the countries around Thailand, for the background of a map; cut off well outside of what a map shows.
pub fn neighbours() -> &'static [Outline] {
    &BUILTIN.neighbours
}

impl Boundaries {
    /// The built-in outlines: all provinces, no districts.
    pub fn builtin() -> &'static Self {
        &BUILTIN.provinces
    }

    /// Gives each area its code, when it lies where the place of that code may be; areas of the same place become one.
    fn matched(raw: read::Raw, may_be: impl Fn(&Place, &Outline) -> bool) -> Self {
        let gazetteer = Gazetteer::builtin();
        let mut walks_by_code: BTreeMap<&'static str, Walks> = BTreeMap::new();
        let mut unmatched = Vec::new();
        for (index, feature) in raw.features.into_iter().enumerate() {
            let place = matching::place(&feature, gazetteer);
            match place.filter(|place| may_be(place, &outline(&raw.arcs, &feature.walks))) {
                Some(place) => walks_by_code.entry(place.code()).or_default().extend(feature.walks),
                None => unmatched.push(Unmatched { position: index + 1, label: matching::label(&feature) }),
            }
        }
        let arcs = only_used(raw.arcs, walks_by_code.values_mut());
        let with_outline = |(code, walks): (&str, Walks)| {
            let outline = outline(&arcs, &walks);
            Area { code: code.to_owned(), walks, outline }
        };
        let areas = walks_by_code.into_iter().map(with_outline).collect();
        Self { arcs, areas, unmatched }
    }

    /// All areas, by code: a province before its districts.
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// The areas of one level inside the area with this code, or all of that level for "".
    pub fn within(&self, level: Level, code: &str) -> impl Iterator<Item = &Area> {
        self.areas.iter().filter(move |area| area.code.len() == level.digits() && area.code.starts_with(code))
    }

    /// The outline of the place with this code.
    pub fn outline(&self, code: &str) -> Option<&Outline> {
        let found = self.areas.binary_search_by(|area| area.code.as_str().cmp(code)).ok()?;
        self.areas.get(found).map(Area::outline)
    }

    /// Areas of the file that are no place of the gazetteer.
    pub fn unmatched(&self) -> &[Unmatched] {
        &self.unmatched
    }

    /// The number of points that all borders have, shared ones counted once.
    pub fn point_count(&self) -> usize {
        self.arcs.iter().map(Vec::len).sum()
    }

    /// The place of a level that holds a point (degrees, WGS 84). A point in none, nor in a neighbouring country, but at most
    /// 5 km off one belongs to the nearest: shores are drawn roughly.
    pub fn locate(&self, level: Level, lat: f64, lon: f64) -> Option<&'static Place> {
        let holding = self.within(level, "").find(|area| area.outline.contains(lon, lat));
        let area = holding.or_else(|| self.off_shore(level, lat, lon))?;
        Gazetteer::builtin().place(&area.code)
    }

    fn off_shore(&self, level: Level, lat: f64, lon: f64) -> Option<&Area> {
        if neighbours().iter().any(|outline| outline.contains(lon, lat)) {
            return None;
        }
        self.within(level, "")
            .filter_map(|area| Some((area.outline.distance_to_border(lon, lat, SHORE_KILOMETRES)?, area)))
            .min_by(|(left, _), (right, _)| left.total_cmp(right))
            .map(|(_, area)| area)
    }

    /// The same areas with fewer points: no border moves by more than `tolerance` degrees (0.01 is about 1.1 km), and shared ones
    /// move together. Islands and holes smaller than that go; the last ring of an area stays.
    #[must_use]
    pub fn simplified(&self, tolerance: f32) -> Self {
        simplify::simplify(self, tolerance)
    }

    /// The boundaries as compact TopoJSON with official codes as identifiers, to be kept and read again by [`import`].
    /// Coordinates are rounded to 0.00001 degrees, about a metre.
    pub fn to_topojson(&self) -> String {
        write::topojson(&self.arcs, &self.areas)
    }
}

impl Gazetteer {
    /// The province that holds a point (degrees, WGS 84), by the built-in outlines; see [`Boundaries::locate`].
    /// Those are drawn for a map of the country: within a kilometre or two of a border the answer may be the other side's.
    pub fn locate(&self, lat: f64, lon: f64) -> Option<&'static Place> {
        Boundaries::builtin().locate(Level::Province, lat, lon)
    }
}

/// Whether an area lies in or beside the province of a place, as the built-in outlines have it.
fn lies_in_its_province(place: &Place, area: &Outline) -> bool {
    let province = place.code().get(..Level::Province.digits()).unwrap_or_default();
    let known = Boundaries::builtin().outline(province);
    known.is_none_or(|known| known.bounds().meets(&area.bounds(), ASIDE_DEGREES))
}

/// Keeps the arcs that some walk uses, and renumbers the walks accordingly.
fn only_used<'a>(arcs: Vec<Ring>, walks: impl Iterator<Item = &'a mut Walks>) -> Vec<Ring> {
    let mut arcs: Vec<Option<Ring>> = arcs.into_iter().map(Some).collect();
    let mut numbers = HashMap::new();
    let mut used = Vec::new();
    for step in walks.flatten().flatten() {
        step.arc = *numbers.entry(step.arc).or_insert_with_key(|arc| {
            used.push(arcs.get_mut(*arc).and_then(Option::take).unwrap_or_default());
            used.len() - 1
        });
    }
    used
}

/// Walks the arcs into closed rings.
fn outline(arcs: &[Ring], walks: &Walks) -> Outline {
    Outline::new(walks.iter().map(|walk| ring(arcs, walk)).filter(is_ring).collect())
}

fn ring(arcs: &[Ring], walk: &[ArcUse]) -> Ring {
    let mut ring = Ring::new();
    for step in walk {
        let points = arcs.get(step.arc).map(Vec::as_slice).unwrap_or_default();
        let mut add = |point: &(f32, f32)| {
            if ring.last() != Some(point) {
                ring.push(*point);
            }
        };
        if step.backwards {
            points.iter().rev().for_each(&mut add);
        } else {
            points.iter().for_each(&mut add);
        }
    }
    if ring.first() != ring.last() {
        ring.extend(ring.first().copied());
    }
    ring
}

/// Whether a ring encloses land: three corners at least, not on one line.
fn is_ring(ring: &Ring) -> bool {
    ring.len() >= 4 && area(ring) > 0.0
}

#[cfg(test)]
mod tests;
