//! ODK XPath: XPath 1.0 with the functions that ODK adds, as JavaRosa (the engine inside ODK Collect) understands it. Parses an
//! expression once and evaluates it many times against a [`Document`]. Knows nothing of forms, sheets or languages; reads no
//! clock and draws no randomness: both come in through [`Environment`].
//!
//! ```
//! use xpath::{Context, Document, Environment, Expression, NoInstances};
//! let mut record = Document::new("session");
//! let count = record.append(record.root(), "count");
//! record.set_text(count, "12");
//! let environment = Environment::on(jiff::civil::date(2019, 7, 4));
//! let context = Context::new(&record, record.root(), &NoInstances, &environment);
//! let expression = Expression::parse("count * 2 > 20 and today() >= date('2019-07-01')")?;
//! assert!(expression.evaluate(&context)?.to_boolean());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ast;
mod compare;
mod context;
mod display;
mod document;
mod error;
mod evaluate;
mod expression;
mod functions;
mod lexer;
mod moment;
mod number;
mod parser;
mod path;
mod pattern;
mod portability;
mod references;
mod single;
pub mod trial;
mod value;
mod xml;

pub use context::{Context, Environment, Instances, NoInstances};
pub use document::{Children, Content, Document, Kind, Name, NodeId};
pub use error::{EvalError, ParseError, ParseProblem};
pub use expression::Expression;
pub use moment::Moment;
pub use number::{format_number, parse_number};
pub use portability::{Client, Difference, Finding};
pub use references::{PathPattern, PatternStep};
pub use value::{Nodes, Value};
pub use xml::{XmlError, XmlProblem};
