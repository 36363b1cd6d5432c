//! XLSForms to XForms definitions: the tables that people write in a spreadsheet, as pyxform 4.5 reads them. What is wrong is told
//! with its sheet, row and column, all of it at once; where everything was written is kept, so that later readers can do the same.
//! Draws nothing, opens no file, works out no expression.
//!
//! ```
//! let tables = xlsform::read_markdown("
//! | survey |
//! |        | type    | name  | label      | constraint |
//! |        | integer | count | How many?  | . >= 0     |
//! ");
//! let converted = xlsform::convert(&tables, &xlsform::Options::default())?;
//! assert!(xforms::write(&converted.definition).contains("<input ref=\"/data/count\">"));
//! let cell = converted.places.of(&xforms::Part::new("/data/count", xforms::Aspect::Constraint)).expect("it was written");
//! assert_eq!(cell.to_string(), "survey row 2, constraint");
//! # Ok::<(), xlsform::Problems>(())
//! ```

mod check;
mod choices;
mod convert;
mod decimal;
mod emit;
mod entities;
mod entry;
mod external_file;
mod file;
mod flat;
mod header;
mod lexer;
mod loops;
mod markdown;
mod misspelling;
mod names;
mod one_file;
mod parameters;
mod places;
mod problem;
mod references;
mod resolve;
mod search;
mod settings;
mod subtags;
mod survey;
mod tables;
#[cfg(test)]
mod test_help;
mod texts;
mod translations;
mod tree;
mod type_cell;
mod types;
mod vocabulary;
mod workbook;

pub use convert::{Converted, Options, convert};
pub use file::read_file;
pub use markdown::read_markdown;
pub use one_file::read_one_file;
pub use places::Places;
pub use problem::{Place, Problem, Problems};
pub use tables::{Layout, Row, Sheet, Tables};
pub use workbook::read_workbook;
