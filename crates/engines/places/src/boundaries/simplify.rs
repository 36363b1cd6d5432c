//! Fewer points for the same borders (Douglas and Peucker, 1973), arc by arc, so that both sides of a border stay one line.

use super::{ArcUse, Area, Boundaries, is_ring, outline, ring};
use crate::Ring;
use crate::outline::area;
use std::collections::HashSet;

pub(super) fn simplify(boundaries: &Boundaries, tolerance: f32) -> Boundaries {
    let mut arcs: Vec<Ring> = boundaries.arcs.iter().map(|arc| simplify_arc(arc, tolerance)).collect();
    for arc in needed_whole(boundaries, &arcs) {
        if let (Some(simplified), Some(original)) = (arcs.get_mut(arc), boundaries.arcs.get(arc)) {
            simplified.clone_from(original);
        }
    }
    let areas =
        boundaries.areas.iter().map(|area| Area { outline: outline(&arcs, &area.walks), ..area.clone() }).collect();
    Boundaries { arcs, areas, unmatched: boundaries.unmatched.clone() }
}

/// The arcs of the largest ring of every area that would otherwise vanish.
fn needed_whole(boundaries: &Boundaries, simplified: &[Ring]) -> HashSet<usize> {
    let vanishes = |area: &&Area| !area.walks.iter().any(|walk| is_ring(&ring(simplified, walk)));
    let size = |walk: &Vec<ArcUse>| area(&ring(&boundaries.arcs, walk));
    let largest = |area: &Area| area.walks.iter().max_by(|left, right| size(left).total_cmp(&size(right))).cloned();
    let walks = boundaries.areas.iter().filter(vanishes).filter_map(largest);
    walks.flatten().map(|step| step.arc).collect()
}

/// Keeps the ends, and of the points between those that lie farther than `tolerance` from the line without them.
fn simplify_arc(arc: &Ring, tolerance: f32) -> Ring {
    let mut kept = vec![false; arc.len()];
    let mut mark = |index: usize| kept.get_mut(index).is_some_and(|kept| !std::mem::replace(kept, true));
    let last = arc.len().saturating_sub(1);
    mark(0);
    mark(last);
    let mut open = vec![(0, last)];
    // A stack instead of recursion: a border may have more points than the call stack has room for.
    while let Some((from, to)) = open.pop() {
        if let Some(split) = farthest(arc, from, to, tolerance) {
            mark(split);
            open.extend([(from, split), (split, to)]);
        }
    }
    arc.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(point, _)| *point).collect()
}

fn farthest(arc: &Ring, from: usize, to: usize, tolerance: f32) -> Option<usize> {
    let (start, end) = (arc.get(from)?, arc.get(to)?);
    let between = arc.iter().enumerate().take(to).skip(from + 1);
    between
        .map(|(index, point)| (index, distance(*point, *start, *end)))
        .max_by(|(_, left), (_, right)| left.total_cmp(right))
        .filter(|(_, distance)| *distance > tolerance)
        .map(|(index, _)| index)
}

/// Degrees from a point to the stretch between two others; to the first of them when they are the same, as in a closed arc.
fn distance((x, y): (f32, f32), (start_x, start_y): (f32, f32), (end_x, end_y): (f32, f32)) -> f32 {
    let (step_x, step_y) = (end_x - start_x, end_y - start_y);
    let length = step_x * step_x + step_y * step_y;
    let part = ((x - start_x) * step_x + (y - start_y) * step_y) / length;
    let along = if length > 0.0 { part.clamp(0.0, 1.0) } else { 0.0 };
    (x - start_x - along * step_x).hypot(y - start_y - along * step_y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn drops_points_near_the_line_and_keeps_the_rest() {
        let arc = vec![(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (3.0, 1.0), (4.0, 0.0)];
        assert_eq!(simplify_arc(&arc, 0.1), [(0.0, 0.0), (2.0, 0.0), (3.0, 1.0), (4.0, 0.0)]);
        assert_eq!(simplify_arc(&Ring::new(), 0.1), Ring::new());
    }

    proptest! {
        #[test]
        fn no_dropped_point_was_farther_than_the_tolerance(
            arc in prop::collection::vec((-10.0_f32..10.0, -10.0_f32..10.0), 2..40),
            tolerance in 0.0_f32..5.0,
        ) {
            let simple = simplify_arc(&arc, tolerance);
            prop_assert_eq!((simple.first(), simple.last()), (arc.first(), arc.last()));
            for point in &arc {
                let nearest = simple.windows(2).map(|ends| distance(*point, ends[0], ends[1])).fold(f32::MAX, f32::min);
                prop_assert!(nearest <= tolerance + 1e-4);
            }
        }
    }
}
