//! What is shown to a person: questions, groups and repeats.

use crate::{Action, Attribute, Said};

/// Something shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// A question.
    Question(Box<Question>),
    /// Questions that belong together.
    Group(Box<Group>),
    /// Questions that are answered any number of times.
    Repeat(Box<Repeat>),
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// How it is asked.
    pub kind: ControlKind,
    /// The path of its node, as written.
    pub reference: String,
    /// The `appearance`, empty when it has none.
    pub appearance: String,
    /// The label.
    pub label: Said,
    /// The hint; help for the person who asks is its form [`crate::Form::Guidance`].
    pub hint: Said,
    /// What may be chosen; also the reference geometries of a place on a map.
    pub choices: Choices,
    /// What is done when something happens to it.
    pub actions: Vec<Action>,
    /// What is asked about a feature on OpenStreetMap.
    pub tags: Vec<Tag>,
    /// Everything else: `rows`, `query`, `accuracyThreshold`, `odk:tick-interval`.
    pub attributes: Vec<Attribute>,
}

/// How a question is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ControlKind {
    /// `input`
    Input,
    /// `select1`
    SelectOne,
    /// `select`
    SelectMultiple,
    /// `odk:rank`
    Rank,
    /// `range`, with its limits as written.
    Range {
        /// The least.
        start: String,
        /// The most.
        end: String,
        /// The distance between two values.
        step: String,
    },
    /// `upload`, with the kind of file as written: `image/*`.
    Upload {
        /// The media type.
        media_type: String,
    },
    /// `trigger`
    Trigger,
}

/// What may be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choices {
    /// Nothing: the question is not about choices.
    #[default]
    None,
    /// These.
    Fixed(Vec<FixedChoice>),
    /// Nodes of an instance.
    Itemset(Itemset),
}

/// A choice that stands in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedChoice {
    /// The label.
    pub label: Said,
    /// What is kept as the answer.
    pub value: String,
}

/// A property of a feature on OpenStreetMap that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The property's name there: `building:levels`.
    pub key: String,
    /// The label.
    pub label: Said,
}

/// Choices that are nodes of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Itemset {
    /// Which nodes: `instance('districts')/root/item[province = /data/province]`, perhaps inside `randomize(…)`.
    pub nodeset: String,
    /// Where a node's value is, seen from it: `name`.
    pub value: String,
    /// Where its label is, seen from it: `label`, `jr:itext(itextId)`.
    pub label: String,
}

/// Questions that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The path of its node, as written; a group that only arranges has none.
    pub reference: Option<String>,
    /// The `appearance`, empty when it has none.
    pub appearance: String,
    /// The label.
    pub label: Said,
    /// What it holds.
    pub children: Vec<Control>,
    /// What is done when something happens.
    pub actions: Vec<Action>,
    /// Everything else: `intent`.
    pub attributes: Vec<Attribute>,
}

/// Questions that are answered any number of times. The label of the whole is that of the group around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The path of its nodes, as written.
    pub nodeset: String,
    /// The `appearance`, empty when it has none.
    pub appearance: String,
    /// How many instances there are, when that follows from other answers.
    pub count: Option<String>,
    /// Whether nobody may add or remove one.
    pub no_add_remove: bool,
    /// What each instance holds.
    pub children: Vec<Control>,
    /// What is done when something happens: `odk-new-repeat`.
    pub actions: Vec<Action>,
    /// Everything else.
    pub attributes: Vec<Attribute>,
}
