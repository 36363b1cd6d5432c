//! ODK XForms as plain data: what a form's XML says, neither more nor less. Made from XLSForm tables, or from XML written elsewhere;
//! read by the engine that answers forms, and written as XML for phones. Follows the ODK XForms specification. Knows no sheet, no
//! session and no reader's language, and works out no expression: they stay texts here.

mod control;
mod definition;
mod part;
mod read;
mod said;
mod write;

pub use control::{Choices, Control, ControlKind, FixedChoice, Group, Itemset, Question, Repeat, Tag};
pub use definition::{
    Action, ActionKind, Attribute, Bind, Definition, ModelItem, OWN_NAMESPACE, STANDARD_NAMESPACES, SecondaryInstance,
    Source, Submission,
};
pub use part::{Aspect, Part};
pub use read::{FormXml, PartPlaces, Problem, ReadError, Wrong, read};
pub use said::{Form, Piece, Said, Translation, Words};
pub use write::write;
