//! What an expression is evaluated against: a node of a document, the lists beside it, and the outside world held still.

use crate::{Document, NodeId, Nodes};
use jiff::civil::{Date, DateTime};
use std::borrow::Cow;

/// The place an expression is evaluated at.
#[derive(Clone, Copy)]
pub struct Context<'d> {
    /// The document that absolute paths start in.
    pub document: &'d Document,
    /// The node that relative paths start from; `current()` stays here.
    pub node: NodeId,
    /// The node that `/` names: the document node, unless the instance is part of a larger document.
    pub top: NodeId,
    /// Lists and labels beside the document.
    pub instances: &'d dyn Instances,
    /// Time and chance.
    pub environment: &'d Environment,
}

impl<'d> Context<'d> {
    /// A context whose absolute paths start at the document's top.
    pub fn new(
        document: &'d Document,
        node: NodeId,
        instances: &'d dyn Instances,
        environment: &'d Environment,
    ) -> Self {
        Self { document, node, top: document.top(), instances, environment }
    }

    /// The same context at another node.
    #[must_use]
    pub fn at(self, node: NodeId) -> Self {
        Self { node, ..self }
    }
}

/// The outside world as expressions see it, held still so that the same answers always give the same values.
#[derive(Clone, Debug, PartialEq)]
pub struct Environment {
    /// The local date that `today()` gives.
    pub today: Date,
    /// The local date and time that `now()` gives.
    pub now: DateTime,
    /// Minutes by which local time is ahead of UTC: 420 for Thailand.
    pub offset_minutes: i32,
    /// What `random()` and `uuid()` are derived from; take it from real randomness, once a session.
    pub seed: u64,
    /// Prefixes that name tests may use, with their namespace addresses.
    pub namespaces: Vec<(String, String)>,
    /// The code of the language that `format-date()` writes names of months and days in: `en`, `th`, `my`, `km` or `lo`.
    pub language: String,
}

impl Environment {
    /// Local time at an offset, with a seed for `random()` and `uuid()`.
    pub fn new(now: DateTime, offset_minutes: i32, seed: u64) -> Self {
        Self { today: now.date(), now, offset_minutes, seed, namespaces: Vec::new(), language: "en".to_owned() }
    }

    /// Midnight of a day in Thailand, seed 0: enough wherever an expression only looks at dates.
    pub fn on(today: Date) -> Self {
        Self::new(today.to_datetime(jiff::civil::Time::midnight()), 420, 0)
    }

    pub(crate) fn namespace(&self, prefix: &str) -> Option<&str> {
        self.namespaces.iter().find(|(known, _)| known == prefix).map(|(_, address)| address.as_str())
    }
}

/// The lists beside a document, and the texts that only the caller can look up.
pub trait Instances {
    /// The document of `instance('name')`; its root element is `root` with `item` children for lists of choices.
    fn instance(&self, name: &str) -> Option<&Document>;

    /// The node of [`Instances::instance`] that the call gives: the document node unless the list is part of a larger document.
    fn instance_top(&self, name: &str) -> Option<NodeId> {
        self.instance(name).map(Document::top)
    }

    /// What `jr:choice-name(value, 'path')` gives: the label of a choice of the question at `path`, in the reader's language.
    fn choice_name(&self, _path: &str, _value: &str) -> Option<Cow<'_, str>> {
        None
    }

    /// What `jr:itext('id')` gives, in the reader's language.
    fn translation(&self, _id: &str) -> Option<Cow<'_, str>> {
        None
    }

    /// What `jr:itext('id')` gives, when the texts are nodes of a document; asked before [`Instances::translation`].
    fn translation_nodes(&self, _id: &str) -> Option<Nodes<'_>> {
        None
    }

    /// What `property('name')` gives: a setting of the device or account.
    fn property(&self, _name: &str) -> Option<Cow<'_, str>> {
        None
    }

    /// What `version()` gives: the version of the form.
    fn version(&self) -> Option<Cow<'_, str>> {
        None
    }
}

/// No lists and no labels.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoInstances;

impl Instances for NoInstances {
    fn instance(&self, _name: &str) -> Option<&Document> {
        None
    }
}
