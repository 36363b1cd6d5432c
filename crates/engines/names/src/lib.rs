//! Names of people in any script, and whether two descriptions may be of one person. Owns how names are made comparable and how likeness is
//! counted, and an index that finds who is to be compared; which people those are, and what is done about it, is a service's. Keeps nothing on disk.

mod fold;
mod index;
mod likeness;
mod sketch;
mod sound;

pub use fold::{Folded, folded};
pub use index::{Candidates, Index};
pub use likeness::{Ground, Likeness, VERY_LIKELY, WORTH_A_LOOK, compare, overlap};
pub use sketch::{Birth, Sketch, number};
pub use sound::sound;
