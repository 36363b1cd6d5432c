//! The shape of an area on the ground: rings of points, and the questions that geometry answers about them. Knows no codes and no
//! map projection; longitudes and latitudes are degrees on WGS 84.

/// A closed line of (longitude, latitude) in degrees; the last point repeats the first.
pub type Ring = Vec<(f32, f32)>;

/// Kilometres in a degree of latitude (mean meridian, WGS 84).
const KILOMETRES_PER_DEGREE: f64 = 111.2;

/// The smallest box of longitudes and latitudes around something, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Least longitude.
    pub west: f32,
    /// Least latitude.
    pub south: f32,
    /// Greatest longitude.
    pub east: f32,
    /// Greatest latitude.
    pub north: f32,
}

impl Bounds {
    /// The box around some points; around none it is empty and holds nothing.
    fn around<'a>(points: impl Iterator<Item = &'a (f32, f32)>) -> Self {
        let nothing =
            Self { west: f32::INFINITY, south: f32::INFINITY, east: f32::NEG_INFINITY, north: f32::NEG_INFINITY };
        points.fold(nothing, |bounds, (lon, lat)| Self {
            west: bounds.west.min(*lon),
            south: bounds.south.min(*lat),
            east: bounds.east.max(*lon),
            north: bounds.north.max(*lat),
        })
    }

    /// Whether the two boxes have a point in common when one is grown by `margin` degrees.
    pub(crate) fn meets(&self, other: &Self, margin: f32) -> bool {
        self.west - margin <= other.east
            && other.west <= self.east + margin
            && self.south - margin <= other.north
            && other.south <= self.north + margin
    }

    /// Whether the point is inside, or within `margin` degrees of it.
    fn holds(&self, lon: f64, lat: f64, margin: f64) -> bool {
        (f64::from(self.west) - margin..=f64::from(self.east) + margin).contains(&lon)
            && (f64::from(self.south) - margin..=f64::from(self.north) + margin).contains(&lat)
    }
}

/// The land of an area: outer rings and the rings of holes in them, told apart by how often they enclose a point (even-odd rule).
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    rings: Vec<Ring>,
    bounds: Bounds,
}

impl Outline {
    /// An outline of these rings.
    pub fn new(rings: Vec<Ring>) -> Self {
        let bounds = Bounds::around(rings.iter().flatten());
        Self { rings, bounds }
    }

    /// The rings, outer ones and holes alike.
    pub fn rings(&self) -> &[Ring] {
        &self.rings
    }

    /// The box around the whole outline.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// Whether the point lies inside.
    pub fn contains(&self, lon: f64, lat: f64) -> bool {
        self.bounds.holds(lon, lat, 0.0)
            && self.rings.iter().flat_map(edges).filter(|edge| is_crossed(edge, lon, lat)).count() % 2 == 1
    }

    /// The distance from the point to the nearest border in kilometres, when it is at most `within` kilometres.
    pub fn distance_to_border(&self, lon: f64, lat: f64, within: f64) -> Option<f64> {
        let margin = within / (KILOMETRES_PER_DEGREE * lat.to_radians().cos().max(0.1));
        if !self.bounds.holds(lon, lat, margin) {
            return None;
        }
        let nearest = self.rings.iter().flat_map(edges).map(|edge| distance(&edge, lon, lat));
        nearest.min_by(f64::total_cmp).filter(|distance| *distance <= within)
    }

    /// A point well inside the largest part, where a label sits best: (longitude, latitude). It is the point farthest from the
    /// border on a grid that is refined twice, so it lies inside even a crescent.
    pub fn centre(&self) -> Option<(f32, f32)> {
        let largest = self.rings.iter().max_by(|left, right| area(left).total_cmp(&area(right)))?;
        let largest = Self::new(vec![largest.clone()]);
        let mut window = largest.bounds;
        let mut best = None;
        for _ in 0..3 {
            let (lon, lat) = largest.deepest_on_grid(window).or(best)?;
            best = Some((lon, lat));
            let (half_width, half_height) = ((window.east - window.west) / 8.0, (window.north - window.south) / 8.0);
            window = Bounds {
                west: lon - half_width,
                south: lat - half_height,
                east: lon + half_width,
                north: lat + half_height,
            };
        }
        best
    }

    fn deepest_on_grid(&self, window: Bounds) -> Option<(f32, f32)> {
        const STEPS: u16 = 8;
        let at = |from: f32, to: f32, step: u16| from + (to - from) * (f32::from(step) + 0.5) / f32::from(STEPS);
        (0..STEPS * STEPS)
            .map(|cell| (at(window.west, window.east, cell % STEPS), at(window.south, window.north, cell / STEPS)))
            .filter(|(lon, lat)| self.contains(f64::from(*lon), f64::from(*lat)))
            .filter_map(|(lon, lat)| {
                let depth = self.distance_to_border(f64::from(lon), f64::from(lat), f64::INFINITY)?;
                Some((depth, (lon, lat)))
            })
            .max_by(|(left, _), (right, _)| left.total_cmp(right))
            .map(|(_, point)| point)
    }
}

type Edge = ((f64, f64), (f64, f64));

fn edges(ring: &Ring) -> impl Iterator<Item = Edge> + '_ {
    let wide = |(lon, lat): &(f32, f32)| (f64::from(*lon), f64::from(*lat));
    ring.iter().zip(ring.iter().skip(1)).map(move |(from, to)| (wide(from), wide(to)))
}

/// Whether a line from the point to the east crosses the edge.
fn is_crossed(((from_lon, from_lat), (to_lon, to_lat)): &Edge, lon: f64, lat: f64) -> bool {
    (*from_lat > lat) != (*to_lat > lat)
        && lon < from_lon + (lat - from_lat) / (to_lat - from_lat) * (to_lon - from_lon)
}

/// Kilometres from the point to the edge, on the plane that touches the earth at the point.
fn distance(((from_lon, from_lat), (to_lon, to_lat)): &Edge, lon: f64, lat: f64) -> f64 {
    let shrink = lat.to_radians().cos();
    let (from_x, from_y) = ((from_lon - lon) * shrink, from_lat - lat);
    let (step_x, step_y) = ((to_lon - from_lon) * shrink, to_lat - from_lat);
    let length = step_x * step_x + step_y * step_y;
    let along = if length > 0.0 { (-(from_x * step_x + from_y * step_y) / length).clamp(0.0, 1.0) } else { 0.0 };
    (from_x + along * step_x).hypot(from_y + along * step_y) * KILOMETRES_PER_DEGREE
}

/// The area inside a ring in square degrees (shoelace formula).
pub(crate) fn area(ring: &Ring) -> f64 {
    let doubled: f64 = edges(ring).map(|((from_x, from_y), (to_x, to_y))| from_x * to_y - to_x * from_y).sum();
    doubled.abs() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f32, south: f32, side: f32) -> Ring {
        vec![(west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south)]
    }

    #[test]
    fn a_hole_is_outside_and_an_island_inside() {
        let outline = Outline::new(vec![square(100.0, 10.0, 4.0), square(101.0, 11.0, 2.0), square(101.5, 11.5, 1.0)]);
        for (lon, lat, inside) in [(100.5, 10.5, true), (101.2, 11.2, false), (102.0, 12.0, true), (99.0, 12.0, false)]
        {
            assert_eq!(outline.contains(lon, lat), inside, "{lon} {lat}");
        }
    }

    #[test]
    fn the_distance_to_a_border_is_in_kilometres() {
        let outline = Outline::new(vec![square(100.0, 0.0, 1.0)]);
        let distance = outline.distance_to_border(101.5, 0.5, 100.0).expect("near enough");
        assert!((distance - 55.6).abs() < 0.1, "{distance}");
        assert_eq!(outline.distance_to_border(101.5, 0.5, 50.0), None);
    }

    #[test]
    fn a_crescent_has_its_centre_inside() {
        let crescent = vec![(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (9.0, 1.0), (1.0, 1.0), (0.0, 10.0), (0.0, 0.0)];
        let outline = Outline::new(vec![crescent, square(20.0, 0.0, 0.5)]);
        let (lon, lat) = outline.centre().expect("it has land");
        assert!(outline.contains(f64::from(lon), f64::from(lat)) && lon < 11.0, "{lon} {lat}");
        assert_eq!(Outline::new(Vec::new()).centre(), None);
        assert_eq!(Outline::new(vec![vec![(1.0, 1.0); 4]]).centre(), None);
    }
}
