//! Lines and areas as a person types and sees them: a point a line, and a small drawing. Owns that way of writing; what a point is is
//! the engine's.

use crate::asked::Points;
use language::{Lang, Message, say};
use std::fmt::Write as _;

/// The longer side of the drawing, in its own units.
const SIDE: f64 = 240.0;
/// Free room around the line.
const MARGIN: f64 = 8.0;

/// A line or area as its control shows it.
pub(super) fn points(value: &str, lang: Lang) -> Points {
    let lines: Vec<&str> = value.split(';').map(str::trim).filter(|point| !point.is_empty()).collect();
    let count = match lines.len() {
        0 => String::new(),
        many => crate::words::counted(lang, "web-form-points", many),
    };
    Points {
        lines: lines.join("\n"),
        drawing: drawing(&lines).unwrap_or_default(),
        count,
        accurate: accurate_to("#", lang),
    }
}

/// "Accurate to about 5 m."
pub(super) fn accurate_to(metres: &str, lang: Lang) -> String {
    say(lang, &Message::new("web-form-accurate").with("metres", metres))
}

/// What was typed as it is kept. An area ends where it begins, which nobody has to type.
pub(super) fn answer(typed: &str, is_area: bool) -> String {
    let lines =
        typed.split(['\n', ';']).map(|line| line.replace(',', " ").split_whitespace().collect::<Vec<_>>().join(" "));
    let mut points: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    if is_area && points.len() > 2 && points.first() != points.last() {
        points.extend(points.first().cloned());
    }
    points.join("; ")
}

/// The line, north up and true to scale; none when it has no length.
fn drawing(lines: &[&str]) -> Option<String> {
    let degrees = |line: &&str| {
        let mut words =
            line.split_whitespace().map(|word| word.parse::<f64>().ok().filter(|number| number.is_finite()));
        Some((words.next()??, words.next()??))
    };
    let places: Vec<(f64, f64)> = lines.iter().map(degrees).collect::<Option<_>>()?;
    let nothing = (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
    let (south, west, north, east) = places.iter().fold(nothing, |(south, west, north, east), (lat, lon)| {
        (south.min(*lat), west.min(*lon), north.max(*lat), east.max(*lon))
    });
    let shrink = ((south + north) / 2.0).to_radians().cos().max(0.05);
    let longer = (north - south).max((east - west) * shrink);
    if !(longer.is_finite() && longer > 0.0) {
        return None;
    }
    let scale = SIDE / longer;
    let (width, height) = ((east - west) * shrink * scale + 2.0 * MARGIN, (north - south) * scale + 2.0 * MARGIN);
    let on_paper = |(lat, lon): &(f64, f64)| ((lon - west) * shrink * scale + MARGIN, (north - lat) * scale + MARGIN);
    let corners: Vec<(f64, f64)> = places.iter().map(on_paper).collect();
    let line: Vec<String> = corners.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let mut svg = format!(
        "<svg viewBox=\"0 0 {width:.0} {height:.0}\" class=\"track\" aria-hidden=\"true\"><polyline points=\"{}\"/>",
        line.join(" ")
    );
    for (x, y) in &corners {
        // Writing into a text cannot fail.
        let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>");
    }
    svg.push_str("</svg>");
    Some(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_shown_point_by_point_and_drawn_north_up() {
        let shown = points("18.0 98.0 310.0 5.0; 18.1 98.0", Lang::En);
        assert_eq!((shown.lines.as_str(), shown.count.as_str()), ("18.0 98.0 310.0 5.0\n18.1 98.0", "2 points"));
        assert!(shown.drawing.contains("points=\"8.0,248.0 8.0,8.0\""), "{}", shown.drawing);
        for none in ["", "18.0 98.0", "18.0 98.0; 18.0 98.0", "a b; c d", "18.0"] {
            assert_eq!(points(none, Lang::En).drawing, "", "{none}");
        }
    }
}
