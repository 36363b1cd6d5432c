//! Where things are: Thailand's provinces, districts and subdistricts by official code and by the names people write, their
//! outlines, and which of them holds a point. Draws nothing (see `charts`) and reads no files: the data are built in, and better
//! boundaries come as bytes.
//!
//! The data and their licences: docs/decisions/places-data.md. Whoever shows names or codes credits [`NAMES_CREDIT`], whoever
//! shows built-in outlines [`OUTLINES_CREDIT`].

mod abbreviations;
mod address;
mod boundaries;
mod find;
mod gazetteer;
mod name_key;
mod outline;
mod place;
mod problem;
mod suggest;
mod written;

pub use address::Meant;
pub use boundaries::{Area, Boundaries, BoundaryProblem, Limits, Unmatched, import, neighbours};
pub use gazetteer::Gazetteer;
pub use outline::{Bounds, Outline, Ring};
pub use place::{Level, Place};
pub use problem::PlaceProblem;

/// The credit due wherever names, codes or built-in outlines are shown, as a sentence for the reader.
pub fn credit() -> language::Message {
    language::Message::new("places-credit").with("names", NAMES_CREDIT).with("outlines", OUTLINES_CREDIT)
}

/// Credit due wherever codes, names or postal codes are shown (CC BY 4.0).
pub const NAMES_CREDIT: &str = "GeoThai (CC BY 4.0)";

/// Credit for the built-in outlines; Natural Earth is in the public domain and asks for none, readers deserve to know.
pub const OUTLINES_CREDIT: &str = "Natural Earth";
