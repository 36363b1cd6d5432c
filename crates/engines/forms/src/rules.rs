//! What holds for a question or section, as expressions ready to be worked out. Made by `compile`, asked by `session`.

use crate::kind::DataType;
use crate::saying::Saying;
use xpath::{Content, Expression};

/// The rules of an item.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    pub(crate) data: DataType,
    /// What expressions take the answer for; not known where the bind names no type.
    pub(crate) content: Content,
    pub(crate) relevant: Option<Expression>,
    pub(crate) constraint: Option<Expression>,
    pub(crate) constraint_message: Saying,
    pub(crate) required: Option<Expression>,
    pub(crate) required_message: Saying,
    pub(crate) read_only: Option<Expression>,
    pub(crate) calculation: Option<Expression>,
    pub(crate) preload: Option<Preload>,
    pub(crate) choices: Option<Box<ChoiceRule>>,
    /// For repeats: how many instances there are, when that follows from answers.
    pub(crate) count: Option<Expression>,
    /// For repeats: whether nobody may add or remove one.
    pub(crate) is_fixed: bool,
    /// The property of an entity that the answer is saved to.
    pub(crate) save_to: Option<String>,
    /// For questions: what is done when the answer changes, by place in [`Actions::all`].
    pub(crate) when_changed: Vec<usize>,
    /// For repeats: what is done in a new instance.
    pub(crate) when_added: Vec<usize>,
    /// Whether an action can give it a value.
    pub(crate) is_target: bool,
}

/// What the session fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Preload {
    Start,
    End,
    Today,
    Uid,
    Property(String),
}

/// What can be chosen.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "one a question, and most are itemsets")]
pub(crate) enum ChoiceRule {
    /// Always the same, by the name of the list and what each is called.
    Fixed { list: String, labels: Vec<Saying> },
    /// Nodes of an instance.
    Itemset(Itemset),
    /// Rows of a file that are searched.
    Searched(Box<Searched>),
}

impl ChoiceRule {
    /// The id of the instance that the choices are in; none when they stand in the form or are other answers.
    pub(crate) fn instance(&self) -> Option<&str> {
        match self {
            Self::Fixed { .. } => None,
            Self::Itemset(rule) => rule.instance.as_deref(),
            Self::Searched(rule) => Some(&rule.instance),
        }
    }

    /// What says which choices are offered.
    pub(crate) fn condition(&self) -> Option<&Expression> {
        match self {
            Self::Fixed { .. } => None,
            Self::Itemset(rule) => Some(&rule.nodeset),
            Self::Searched(rule) => rule.search.as_ref().map(|search| &search.reads),
        }
    }
}

/// Choices that are nodes of an instance.
#[derive(Clone, Debug)]
pub(crate) struct Itemset {
    pub(crate) nodeset: Expression,
    pub(crate) value: Cell,
    pub(crate) label: Label,
    /// The id of the instance; none when the choices are other answers.
    pub(crate) instance: Option<String>,
    /// The same narrowed to the rows of one name, so that the length of the list does not matter.
    pub(crate) quick: Option<Quick>,
    /// Which rows of the instance are choices at all, where the instance has those of several lists.
    pub(crate) within: Option<Within>,
}

/// Rows of which a column says a certain text.
#[derive(Clone, Debug)]
pub(crate) struct Within {
    pub(crate) column: String,
    pub(crate) says: String,
}

/// Where something of a node stands, seen from it.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    /// In the child of this name.
    Child(String),
    /// Wherever an expression says.
    Worked(Expression),
}

impl Cell {
    /// The name of the child that it is in.
    pub(crate) fn child(&self) -> Option<&str> {
        match self {
            Self::Child(name) => Some(name),
            Self::Worked(_) => None,
        }
    }
}

/// What a choice is called.
#[derive(Clone, Debug)]
pub(crate) enum Label {
    /// The text at a cell.
    Cell(Cell),
    /// The text of the form whose id is at a cell.
    Translated(Cell),
    /// The row's text as the list has it in the reader's language: in `label`, or `label::ไทย (th)`.
    Listed,
}

impl Label {
    /// The cell that it is in, or that says where; none when it may be in several.
    pub(crate) fn cell(&self) -> Option<&Cell> {
        match self {
            Self::Cell(cell) | Self::Translated(cell) => Some(cell),
            Self::Listed => None,
        }
    }
}

/// Rows of a file that are searched, among choices that are always there.
#[derive(Clone, Debug)]
pub(crate) struct Searched {
    /// The id of the instance.
    pub(crate) instance: String,
    /// What is searched; none when every row is offered.
    pub(crate) search: Option<Search>,
    pub(crate) choices: Vec<SearchedChoice>,
}

/// What rows have to say.
#[derive(Clone, Debug)]
pub(crate) struct Search {
    /// How a cell has to be like what is wanted: `contains`, `matches`, `startswith`, `endswith`.
    pub(crate) how: Expression,
    /// The columns of which one has to be so.
    pub(crate) columns: Expression,
    pub(crate) wanted: Expression,
    /// A column, and the very text that it has to say.
    pub(crate) filter: Option<(Expression, Expression)>,
    /// All of these in one, for what they read.
    pub(crate) reads: Expression,
}

/// A choice of a question that searches.
#[derive(Clone, Debug)]
pub(crate) enum SearchedChoice {
    /// Offered whatever is found.
    Always { value: String, label: Saying },
    /// A choice for every row found: the column of values, and the columns that make up what it is called.
    Rows { values: String, labels: Saying },
}

/// A list and at most one condition on its rows.
#[derive(Clone, Debug)]
pub(crate) struct Quick {
    /// The id of the instance.
    pub(crate) instance: String,
    pub(crate) condition: Option<Expression>,
}

/// The actions of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Actions {
    pub(crate) all: Vec<Action>,
    /// What is done when somebody begins, when they begin or go on, in the order in which it is done.
    pub(crate) first_load: Vec<usize>,
    pub(crate) ready: Vec<usize>,
    pub(crate) load: Vec<usize>,
}

/// What is done when something happens.
#[derive(Clone, Debug)]
pub(crate) struct Action {
    pub(crate) deed: Deed,
    /// The item that it is done to.
    pub(crate) target: usize,
    /// Which of the item's nodes, when the path of the target has conditions.
    pub(crate) narrowed: Option<Expression>,
    /// The item of the control that it stands in; the root for those of the model.
    pub(crate) around: usize,
}

/// What an action does.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    Set(Expression),
    Text(String),
    /// Nothing here: the surface knows where the person is, or can listen.
    Device,
}
