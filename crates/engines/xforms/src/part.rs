//! Which part of a form is meant, for telling where something is wrong with its meaning.

/// A part of a form: what is said of a node, or a thing with a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part {
    /// The absolute path of the node that it is about; the id of an instance or a text for those; empty for the form as a whole.
    pub nodeset: String,
    /// What of it.
    pub aspect: Aspect,
}

impl Part {
    /// A part of what is said of a node.
    pub fn new(nodeset: impl Into<String>, aspect: Aspect) -> Self {
        Self { nodeset: nodeset.into(), aspect }
    }

    /// The form as a whole.
    pub fn form() -> Self {
        Self::new("", Aspect::Form)
    }
}

/// What of a node, or which thing that is no node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aspect {
    /// The form as a whole.
    Form,
    /// The node itself: its name and where it stands.
    Node,
    /// The data type of the bind.
    Kind,
    /// `relevant`
    Relevant,
    /// `constraint`
    Constraint,
    /// `jr:constraintMsg`
    ConstraintMessage,
    /// `required`
    Required,
    /// `jr:requiredMsg`
    RequiredMessage,
    /// `readonly`
    ReadOnly,
    /// `calculate`
    Calculate,
    /// `jr:preload` and its parameters.
    Preload,
    /// `entities:saveto`
    SaveTo,
    /// The control that shows the node: that it is there, and where.
    Control,
    /// Its label.
    Label,
    /// Its hint.
    Hint,
    /// Its choices or itemset.
    Choices,
    /// The limits of a range.
    Range,
    /// The count of a repeat.
    Count,
    /// An action whose target the node is, or that stands in its control.
    Action,
    /// A text of `itext`, by its id.
    Text,
    /// A choice's text of `itext` or its label in an instance.
    Choice,
    /// An instance beside the primary one, by its id.
    Instance,
    /// How answers are handed in.
    Submission,
}
