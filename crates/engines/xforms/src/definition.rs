//! A form as a whole: its instance, its binds, its actions and what stands beside them. What is shown is in `control`, what is said
//! in `said`.

use crate::{Control, Translation};
use xpath::Document;

/// The prefixes that every form may use, each with its namespace's address.
pub const STANDARD_NAMESPACES: [(&str, &str); 6] = [
    ("h", "http://www.w3.org/1999/xhtml"),
    ("ev", "http://www.w3.org/2001/xml-events"),
    ("xsd", "http://www.w3.org/2001/XMLSchema"),
    ("jr", "http://openrosa.org/javarosa"),
    ("orx", "http://openrosa.org/xforms"),
    ("odk", "http://www.opendatakit.org/xforms"),
];

/// The prefix of what only Saphan understands, with its namespace's address. Others pass over it.
pub const OWN_NAMESPACE: (&str, &str) = ("saphan", "urn:saphan:xforms");

/// A form.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The title, as shown in lists of forms.
    pub title: String,
    /// Prefixes beyond those of the specification, each with its namespace's address.
    pub namespaces: Vec<(String, String)>,
    /// The primary instance: its root carries `id` and `version`; a repeat's template carries `jr:template`. Names are kept with their
    /// prefixes and namespaces; those in the XForms namespace have none.
    pub instance: Document,
    /// The version of the entities specification that the form needs, when it makes or changes entities.
    pub entities_version: Option<String>,
    /// Binds and actions in the order in which they stand.
    pub model: Vec<ModelItem>,
    /// The texts of `itext`, a language each, in the order in which they stand.
    pub translations: Vec<Translation>,
    /// The instances beside the primary one, in the order in which they stand.
    pub secondary: Vec<SecondaryInstance>,
    /// How answers are to be handed in, where the form says so.
    pub submission: Option<Submission>,
    /// The `class` of the body: `pages`, `theme-grid`; empty when it has none.
    pub body_class: String,
    /// What is shown, in order.
    pub body: Vec<Control>,
}

/// A bind or an action of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelItem {
    /// What holds for a node.
    Bind(Box<Bind>),
    /// What is done when something happens.
    Action(Action),
}

/// What holds for a node of the primary instance. Expressions are kept as written; empty ones are not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bind {
    /// The absolute path of the node: `/data/visit/date`, `/data/meta/entity/@id`.
    pub nodeset: String,
    /// The data type without its prefix: `string`, `int`, `date`, `geopoint`, `binary`; empty when it has none.
    pub kind: String,
    /// When the node is relevant.
    pub relevant: Option<String>,
    /// What an answer must satisfy.
    pub constraint: Option<String>,
    /// What is said when it does not: a text, or `jr:itext('id')`.
    pub constraint_message: Option<String>,
    /// When an answer is needed.
    pub required: Option<String>,
    /// What is said when there is none: a text, or `jr:itext('id')`.
    pub required_message: Option<String>,
    /// When an answer may not be changed.
    pub read_only: Option<String>,
    /// What the value is worked out from.
    pub calculate: Option<String>,
    /// What the session fills in: `timestamp`, `date`, `uid`, `property`.
    pub preload: Option<String>,
    /// Which one of them: `start`, `end`, `today`, `username`.
    pub preload_parameters: Option<String>,
    /// The property of an entity that the value is saved to.
    pub save_to: Option<String>,
    /// Everything else: `saphan:class`, `odk:max-pixels`.
    pub attributes: Vec<Attribute>,
}

/// An attribute that this model has no field for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribute {
    /// The name as written, with its prefix when it has one.
    pub name: String,
    /// The value.
    pub value: String,
}

/// What is done when something happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What is done.
    pub kind: ActionKind,
    /// The path of the node that it is done to, as written; relative ones start at the node of the control around.
    pub target: String,
    /// What has to happen: `odk-instance-first-load`, `odk-instance-load`, `odk-new-repeat`, `xforms-value-changed`,
    /// `xforms-ready`; several are possible.
    pub events: Vec<String>,
    /// Everything else: `odk:quality`.
    pub attributes: Vec<Attribute>,
}

/// What an action does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// `setvalue` with an expression.
    SetValue(String),
    /// `setvalue` with a fixed text, perhaps the empty one.
    SetText(String),
    /// `odk:setgeopoint`
    SetGeopoint,
    /// `odk:recordaudio`
    RecordAudio,
}

/// An instance beside the primary one.
#[derive(Clone, Debug)]
pub struct SecondaryInstance {
    /// What `instance('…')` knows it by.
    pub id: String,
    /// Where its content is.
    pub source: Source,
}

/// Where an instance's content is.
#[derive(Clone, Debug)]
pub enum Source {
    /// In the form: the document's root is the element inside `<instance>`, usually `root` with `item` children.
    Inline(Document),
    /// In a file beside the form: `jr://file-csv/districts.csv`.
    File(String),
}

/// How answers are to be handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    /// The address, where the form names one.
    pub action: Option<String>,
    /// The method, `post`.
    pub method: Option<String>,
    /// The public key that answers are to be encrypted with, in Base64.
    pub public_key: Option<String>,
    /// Everything else: `orx:auto-send`, `orx:auto-delete`, `odk:client-editable`.
    pub attributes: Vec<Attribute>,
}
