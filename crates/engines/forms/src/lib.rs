//! Forms: compiles a definition, or the tables of a workbook, into a [`Form`], answers it in a [`Session`], and checks whole
//! submissions by [`check`]. The same rules serve a page, an import and a phone. Draws nothing on a screen, opens no file, reads no
//! clock: definitions, lists of choices and the time come in as values.
//!
//! ```
//! use forms::{NoItemsets, Session, check, read_markdown};
//! let form = read_markdown("
//! | survey |
//! |        | type    | name  | label      | constraint |
//! |        | integer | count | How many?  | . >= 0     |
//! | settings |
//! |        | form_id |
//! |        | session |
//! ")?;
//! let environment = xpath::Environment::on(jiff::civil::date(2019, 7, 4));
//! let mut session = Session::new(&form, &NoItemsets, environment.clone());
//! session.set("/count", "12")?;
//! assert!(session.violations().is_empty());
//! assert!(check(&form, &serde_json::json!({"count": "-1"}), &NoItemsets, environment).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod check;
mod compile;
mod condition;
mod flaw;
mod form;
mod itemsets;
mod kind;
mod label_files;
mod list_check;
mod list_values;
pub mod lists;
mod one_by_one;
mod points;
mod replay;
mod rules;
mod saying;
mod session;
mod shown;
mod tongue;
mod violation;
mod workbook;
mod xform;
mod xml_words;

pub use check::{CheckedAnswers, check, each_file};
pub use compile::{Calls, Compiled, compile_definition};
pub use condition::{Comparison, Condition, Relation};
pub use flaw::{Flaw, Flaws};
pub use form::{AskedFile, Form, Item};
pub use itemsets::{Choice, EXTERNAL_CHOICES, Itemset, Itemsets, NoItemsets};
pub use kind::{ChoiceSource, Kind, Media, Metadata, Range};
pub use label_files::label_file;
pub use list_check::ListFindings;
pub use one_by_one::{Task, Turn, one_by_one};
pub use points::first_point;
pub use replay::replay;
pub use session::{
    Content, EntityStatement, Entry, Known, LabelMedia, ReceiveError, RepeatInstance, Session, SessionError,
    ShownChoice, SubmissionHead,
};
pub use tongue::Tongue;
pub use violation::{Said, Violation, ViolationKind};
pub use workbook::{Workbook, compile, read_markdown, read_markdown_workbook};
pub use xform::{XForm, read_xform};

/// What an expression sees of the outside world; see [`xpath::Environment`].
pub use xpath::Environment;
