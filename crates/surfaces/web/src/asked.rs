//! What the questions of forms take besides the plain controls of `parts`: files, drawings, places, orders, codes. Plain values; how an
//! answer becomes one is `pages::form_controls`'.

use crate::parts::Choice;

/// How a question of a form is answered, where more than one field or a button is needed.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    /// A file.
    Upload(Upload),
    /// A point on the map.
    Point(Point),
    /// A line or an area.
    Points(Points),
    /// Choices in an order.
    Order(Order),
    /// What a code says that a camera can read.
    Code,
    /// A number within limits, also by sliding.
    Slide(Slide),
    /// One of many choices, found by typing.
    Find(Vec<Choice>),
    /// One of a few choices that stand beside each other, such as from "not at all" to "very much".
    Scale(Vec<Choice>),
    /// A month or a year: the type of the input.
    Part(&'static str),
}

/// A file that is asked for; the field's value is the name of the one that is kept already.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    /// The types that a browser offers.
    pub(crate) accept: &'static str,
    /// Which camera a phone opens at once: `environment`, `user`, or none.
    pub(crate) capture: &'static str,
    /// Whether it is drawn by hand: on nothing, or over a picture.
    pub(crate) draws: Draws,
    /// Whether it is a picture.
    pub(crate) is_picture: bool,
    /// What is said of a file that is too large to be sent.
    pub(crate) too_large: String,
    /// The most bytes.
    pub(crate) most: usize,
}

/// Whether a picture is drawn by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Draws {
    /// It is not.
    No,
    /// A signature or a drawing.
    Blank,
    /// Over a picture that is chosen first.
    Over,
}

/// A point, in degrees as they are typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Point {
    pub(crate) latitude: String,
    pub(crate) longitude: String,
    /// "Accurate to 5 m"; empty when nothing is known.
    pub(crate) accuracy: String,
    /// The same sentence with `#` for the metres, for the script.
    pub(crate) accurate: String,
}

/// A line or area, a point a line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Points {
    pub(crate) lines: String,
    /// The same as a drawing, trusted markup; empty for less than two points.
    pub(crate) drawing: String,
    /// "4 points".
    pub(crate) count: String,
    /// "Accurate to # m", for the script.
    pub(crate) accurate: String,
}

/// Choices in an order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    pub(crate) choices: Vec<Choice>,
    /// Whether the order is an answer, or only how the form has them.
    pub(crate) is_answered: bool,
}

/// A number from one to another in steps, as written in the form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slide {
    pub(crate) least: String,
    pub(crate) greatest: String,
    pub(crate) step: String,
}
