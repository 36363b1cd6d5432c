//! From degrees to pixels: equirectangular, true to scale at the middle latitude of the view. Over Thailand's 15 degrees the
//! widths at the ends are off by less than 3 %, which no reader of a shaded map sees.

use super::Ring;
use crate::svg::path_number;

pub(super) struct Projection {
    west: f64,
    north: f64,
    across: f64,
    down: f64,
    width: f64,
    height: f64,
}

/// Free room around what is shown, as a part of its size; more at the sides, where labels stand that do not fit inside.
const MARGINS: (f64, f64) = (0.14, 0.05);

/// How far off the panel a shape is followed, in pixels. Beyond, it runs along this line, which takes a few points instead of the
/// length of a foreign coast.
const OFF_PANEL: f64 = 24.0;

impl Projection {
    /// Shows all the points on a panel of this width and of a height within limits, with the scale the same in both directions.
    pub(super) fn fitting<'a>(points: impl Iterator<Item = &'a (f32, f32)>, width: f64, heights: (f64, f64)) -> Self {
        let nothing = (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
        let (west, south, east, north) =
            points.filter(|point| is_on_earth(point)).fold(nothing, |(west, south, east, north), (lon, lat)| {
                let (lon, lat) = (f64::from(*lon), f64::from(*lat));
                (west.min(lon), south.min(lat), east.max(lon), north.max(lat))
            });
        let is_area = east > west && north > south;
        let (west, south, east, north) = if is_area { (west, south, east, north) } else { (97.3, 5.6, 105.7, 20.5) };
        let shrink = ((south + north) / 2.0).to_radians().cos().max(0.05);
        let (wide, high) =
            ((east - west) * shrink * (1.0 + 2.0 * MARGINS.0), (north - south) * (1.0 + 2.0 * MARGINS.1));
        let height = (width * high / wide).clamp(heights.0, heights.1).round();
        let scale = (width / wide).min(height / high);
        let (across, down) = (scale * shrink, scale);
        Self {
            west: (west + east) / 2.0 - width / 2.0 / across,
            north: (south + north) / 2.0 + height / 2.0 / down,
            across,
            down,
            width,
            height,
        }
    }

    pub(super) fn width(&self) -> f64 {
        self.width
    }

    pub(super) fn height(&self) -> f64 {
        self.height
    }

    pub(super) fn point(&self, (lon, lat): (f32, f32)) -> (f64, f64) {
        ((f64::from(lon) - self.west) * self.across, (self.north - f64::from(lat)) * self.down)
    }

    pub(super) fn shows_point(&self, (x, y): (f64, f64)) -> bool {
        (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y)
    }

    /// Rings as path data on a grid of `grid` pixels. Each point goes to its grid point by itself, so that the two sides of a
    /// border stay one line; what then coincides is left out, and so is what lies off the panel.
    pub(super) fn path(&self, rings: &[Ring], grid: f64) -> String {
        let mut path = String::new();
        for ring in rings.iter().filter(|ring| ring.iter().all(is_on_earth)) {
            let mut points: Vec<(f64, f64)> = Vec::with_capacity(ring.len());
            for point in ring.iter().map(|point| self.on_grid(*point, grid)) {
                add_corner(&mut points, point);
            }
            if points.len() >= 4 && self.shows(&points, grid) {
                write_ring(&points, grid, &mut path);
            }
        }
        path
    }

    fn on_grid(&self, point: (f32, f32), grid: f64) -> (f64, f64) {
        let (x, y) = self.point(point);
        let (x, y) = (x.clamp(-OFF_PANEL, self.width + OFF_PANEL), y.clamp(-OFF_PANEL, self.height + OFF_PANEL));
        ((x / grid).round(), (y / grid).round())
    }

    fn shows(&self, grid_points: &[(f64, f64)], grid: f64) -> bool {
        let beyond = |is_beyond: &dyn Fn(&(f64, f64)) -> bool| grid_points.iter().all(is_beyond);
        !(beyond(&|(x, _)| *x < 0.0)
            || beyond(&|(_, y)| *y < 0.0)
            || beyond(&|(x, _)| x * grid > self.width)
            || beyond(&|(_, y)| y * grid > self.height))
    }
}

/// Adds a point that is not the last again; one on a level or upright stretch moves its end.
fn add_corner(points: &mut Vec<(f64, f64)>, point: (f64, f64)) {
    if points.last() == Some(&point) {
        return;
    }
    if let [.., before, last] = points.as_slice() {
        let is_level = before.1 == last.1 && last.1 == point.1;
        let is_upright = before.0 == last.0 && last.0 == point.0;
        if is_level || is_upright {
            points.pop();
        }
    }
    points.push(point);
}

/// Whether both numbers can be degrees; a ring with one that cannot is not drawn.
pub(super) fn is_on_earth((lon, lat): &(f32, f32)) -> bool {
    lon.abs() <= 180.0 && lat.abs() <= 90.0
}

/// Writes a ring with steps from point to point, which are shorter than positions; whole grid steps add up without error. After
/// the first step the letter is understood, and a minus separates as well as a space.
fn write_ring(points: &[(f64, f64)], grid: f64, path: &mut String) {
    let closing = points.len() - 1;
    let Some(((start_x, start_y), rest)) = points.get(..closing).and_then(<[_]>::split_first) else { return };
    path.push('M');
    write_pair(start_x * grid, start_y * grid, path);
    path.push('l');
    let (mut before_x, mut before_y) = (*start_x, *start_y);
    for (index, (x, y)) in rest.iter().enumerate() {
        let (across, down) = ((x - before_x) * grid, (y - before_y) * grid);
        if index > 0 && across >= 0.0 {
            path.push(' ');
        }
        write_pair(across, down, path);
        (before_x, before_y) = (*x, *y);
    }
    path.push('z');
}

fn write_pair(x: f64, y: f64, path: &mut String) {
    path.push_str(&path_number(x));
    let y = path_number(y);
    if !y.starts_with('-') {
        path.push(' ');
    }
    path.push_str(&y);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f32, south: f32) -> Ring {
        vec![(west, south), (west + 1.0, south), (west + 1.0, south + 1.0), (west, south + 1.0), (west, south)]
    }

    #[test]
    fn what_is_fitted_lies_on_the_panel_to_scale() {
        let rings = [square(100.0, 10.0), square(100.0, 14.0)];
        let projection = Projection::fitting(rings.iter().flatten(), 400.0, (200.0, 500.0));
        for (x, y) in rings.iter().flatten().map(|point| projection.point(*point)) {
            assert!((0.0..=400.0).contains(&x) && (0.0..=projection.height()).contains(&y), "{x} {y}");
        }
        let ((left, top), (right, bottom)) = (projection.point((100.0, 15.0)), projection.point((101.0, 14.0)));
        let expected = 12.5_f64.to_radians().cos();
        assert!(((right - left) / (bottom - top) - expected).abs() < 1e-6);
    }

    #[test]
    fn nothing_to_fit_shows_the_country() {
        let projection = Projection::fitting(std::iter::empty(), 400.0, (200.0, 500.0));
        let (x, y) = projection.point((100.5, 13.7));
        assert!((0.0..400.0).contains(&x) && (0.0..500.0).contains(&y));
    }

    #[test]
    fn paths_leave_out_what_is_too_small_or_elsewhere() {
        let near = square(100.0, 10.0);
        let projection = Projection::fitting(near.iter(), 400.0, (200.0, 500.0));
        let speck = near.iter().map(|(lon, lat)| (100.0 + (lon - 100.0) / 1e4, 10.0 + (lat - 10.0) / 1e4)).collect();
        assert_eq!(projection.path(&[near, speck, square(120.0, 40.0)], 0.5).matches('M').count(), 1);
        assert!(projection.path(&[vec![(100.0, 10.0)]], 0.5).is_empty());
    }
}
