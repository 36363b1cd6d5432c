//! The key to marks and colours: entries side by side, broken into lines where the width ends.

use crate::bars::hundredths;
use crate::frame::{Frame, LINE, SMALL};
use crate::svg::Element;
use crate::text;

/// What stands before the words of an entry.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Swatch {
    /// A filled square: class, fill.
    Filled(&'static str, String),
    /// The same, filled only so strongly: class, fill, a share of one.
    Pale(&'static str, String, f64),
    /// A short line across: class, colour, dashes.
    Line(&'static str, String, bool),
    /// A short upright line: class, colour.
    Upright(&'static str, String),
    /// The marker of something new.
    New,
}

const SWATCH: f64 = 13.0;
const GAP: f64 = 6.0;
const BETWEEN: f64 = 18.0;

/// Entries from `left` and `top` within `room`; gives the elements and the height used, 0 without entries.
pub(crate) fn draw(frame: &Frame, entries: &[(Swatch, String)], left: f64, top: f64, room: f64) -> (Vec<Element>, f64) {
    let line_height = SMALL * LINE + 2.0;
    let (mut x, mut line) = (0.0, 0.0);
    let mut elements = Vec::new();
    for (swatch, words) in entries {
        let width = SWATCH + GAP + text::width(words, SMALL);
        if x > 0.0 && x + width > room {
            (x, line) = (0.0, line + 1.0);
        }
        let middle = top + line * line_height + line_height / 2.0;
        elements.push(mark(frame, swatch, left + x, middle));
        elements.push(frame.note(left + x + SWATCH + GAP, middle + SMALL * 0.36, words));
        x += width + BETWEEN;
    }
    let height = if entries.is_empty() { 0.0 } else { (line + 1.0) * line_height };
    (elements, height)
}

fn mark(frame: &Frame, swatch: &Swatch, x: f64, middle: f64) -> Element {
    match swatch {
        Swatch::Filled(class, fill) => square(x, middle).with("class", *class).with("fill", fill),
        Swatch::Pale(class, fill, opacity) => {
            square(x, middle).with("class", *class).with("fill", fill).with("fill-opacity", hundredths(*opacity))
        }
        Swatch::Line(class, colour, is_dashed) => {
            let line = frame.line(class, (x, middle), (x + SWATCH, middle), colour, 2.0);
            if *is_dashed { line.with("stroke-dasharray", "4 3") } else { line }
        }
        Swatch::Upright(class, colour) => {
            let x = x + SWATCH / 2.0;
            frame.line(class, (x, middle - SWATCH / 2.0), (x, middle + SWATCH / 2.0), colour, 2.5)
        }
        Swatch::New => new_marker(frame, x + SWATCH / 2.0, middle),
    }
}

fn square(x: f64, middle: f64) -> Element {
    let square = Element::new("rect").with("x", x + 0.5).with("y", middle - SWATCH / 2.0);
    square.with("width", SWATCH).with("height", SWATCH).with("rx", 2.0)
}

/// The marker of a place reached for the first time: a four-pointed star, a shape that nothing else in a drawing has.
pub(crate) fn new_marker(frame: &Frame, x: f64, y: f64) -> Element {
    const LONG: f64 = 7.0;
    const SHORT: f64 = 2.3;
    let corners = [
        (0.0, -LONG),
        (SHORT, -SHORT),
        (LONG, 0.0),
        (SHORT, SHORT),
        (0.0, LONG),
        (-SHORT, SHORT),
        (-LONG, 0.0),
        (-SHORT, -SHORT),
    ];
    let points: Vec<String> = corners
        .iter()
        .map(|(across, down)| format!("{},{}", crate::svg::number(x + across), crate::svg::number(y + down)))
        .collect();
    Element::new("polygon")
        .with("class", "c-new")
        .with("points", points.join(" "))
        .with("fill", &frame.theme.warm)
        .with("stroke", &frame.theme.background)
        .with("stroke-width", 1.2)
        .with("paint-order", "stroke")
}
