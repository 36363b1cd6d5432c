//! XML to documents and back: forms, submissions and lists travel as XML. Owns the limits that make a hostile text cheap to refuse,
//! and the place of what is wrong in it. Knows no form; entities are never expanded, since document types are refused.
//!
//! ```
//! let document = xml::read("<data id='visit'><count>12</count></data>", &xml::Limits::default())?;
//! assert_eq!(document.text(document.root()), "12");
//! assert_eq!(xml::write(&document), "<data id=\"visit\"><count>12</count></data>");
//! assert!(xml::read("<data><count>12</data>", &xml::Limits::default()).is_err());
//! # Ok::<(), xml::ReadError>(())
//! ```

mod error;
mod names;
mod places;
mod read;
mod write;

pub use error::{ReadError, Wrong};
pub use names::{is_name, name_length};
pub use places::Places;
pub use read::{Limits, XFORMS, read, read_with_places};
pub use write::{escape_attribute, escape_text, write, write_node};
