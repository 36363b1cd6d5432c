//! A form being answered: what is relevant now, what is wrong, and what follows from the answers. Every change is worked through
//! at once, and only as far as it reaches.

mod answers;
mod begin;
mod choose;
mod entities;
mod events;
mod lists;
mod paths;
mod receive;
pub(crate) mod search;
mod settle;
mod states;
mod submission;
mod view;
mod violations;

pub use begin::Known;
pub use entities::EntityStatement;
pub use receive::{ReceiveError, SubmissionHead};
pub(crate) use states::NodeState;
pub use view::{Content, Entry, LabelMedia, RepeatInstance, ShownChoice};

use crate::answer::{LONGEST_ANSWER, canonical};
use crate::compile::Worked;
use crate::{Form, Item, Itemsets, Kind};
use language::{Lang, Message};
use lists::Lists;
use settle::Pending;
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};
use xpath::{Context, Document, Environment, EvalError, Expression, NodeId, Value};

/// Most instances of one repeat.
pub(crate) const MOST_INSTANCES: usize = 1_000;
/// Most instances of all repeats together. A calculation in each row that reads all rows costs their square, so this is what
/// bounds the time that a hostile submission can take.
const MOST_INSTANCES_IN_ALL: usize = 5_000;
/// Most nodes of the answers, removed ones included: about 100 MB.
const MOST_NODES: usize = 1_000_000;
/// Steps of all expressions together that follow from one change, or that one look at the form takes: some seconds at worst.
const STEPS_AT_ONCE: u64 = 100_000_000;

/// A form being answered.
pub struct Session<'f> {
    form: &'f Form,
    itemsets: &'f dyn Itemsets,
    environment: Environment,
    known: Known,
    document: Document,
    /// How many instances all repeats have together.
    instance_count: usize,
    /// By trigger of the graph: where it has to be worked out again.
    pending: Vec<Pending>,
    /// The triggers that are pending, in the order to work them out.
    queue: BTreeSet<usize>,
    /// Rules that could not be worked out.
    faults: Vec<Fault>,
    /// The language that the form speaks to itself, for expressions that ask for texts.
    tongue: usize,
    /// Answers that a condition on choices took away, as they were; they come back with their choices.
    taken: HashMap<NodeId, String>,
    /// How many steps are left for expressions until the next change.
    steps: Cell<u64>,
    /// How many events stand inside one another now.
    event_depth: usize,
    /// Whether answers are read in whole: then nothing is taken away from them.
    is_loading: bool,
    /// Whether they come from elsewhere, where the clock and the lists were others.
    is_receiving: bool,
}

/// A rule that could not be worked out.
struct Fault {
    node: NodeId,
    rule: FaultyRule,
    error: FaultError,
}

/// Which rule of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FaultyRule {
    Worked(Worked),
    Action(usize),
}

/// Why a rule gave nothing.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
enum FaultError {
    #[error("{0}")]
    Expression(#[from] EvalError),
    #[error("the action means one answer and its path leads to {0}")]
    SeveralTargets(usize),
}

/// A change that the form does not allow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// The form has nothing at that path, or the repeat has no such instance.
    #[error("the form has no question at `{0}`")]
    NoSuchPath(String),
    /// The question is worked out or fixed by the form.
    #[error("the answer at `{0}` cannot be changed")]
    ReadOnly(String),
    /// The answer is longer than allowed.
    #[error("the answer at `{path}` is longer than {limit} bytes")]
    TooLong {
        /// Where.
        path: String,
        /// The most bytes allowed.
        limit: usize,
    },
    /// The repeat has as many instances as allowed, or its number follows from other answers.
    #[error("the repeat at `{0}` cannot have more or fewer instances")]
    FixedCount(String),
    /// The form has no texts in that language.
    #[error("the form has no language `{0}`")]
    NoSuchLanguage(String),
}

impl SessionError {
    /// What to tell the person.
    pub fn message(&self) -> Message {
        match self {
            Self::NoSuchPath(path) => Message::new("forms-no-such-path").with("path", path.as_str()),
            Self::ReadOnly(path) => Message::new("forms-read-only").with("path", path.as_str()),
            Self::TooLong { path, limit } => {
                Message::new("forms-answer-too-long").with("path", path.as_str()).with("limit", *limit)
            }
            Self::FixedCount(path) => Message::new("forms-fixed-count").with("path", path.as_str()),
            Self::NoSuchLanguage(name) => Message::new("forms-no-such-language").with("language", name.as_str()),
        }
    }
}

impl<'f> Session<'f> {
    /// The form that is answered.
    pub fn form(&self) -> &'f Form {
        self.form
    }

    /// Sets an answer. What cannot be read as the question's type is kept as typed and told by [`Session::violations`], so that the
    /// person sees it again.
    ///
    /// # Errors
    /// When there is no such question, it may not be changed, or the text is too long.
    pub fn set(&mut self, path: &str, text: &str) -> Result<(), SessionError> {
        let node = self.find(path)?;
        let item = self.item_of(node);
        if item.kind.is_section() {
            return Err(SessionError::NoSuchPath(path.to_owned()));
        }
        if !matches!(item.kind, Kind::Hidden) && !item.kind.is_asked() || self.is_read_only(node) {
            return Err(SessionError::ReadOnly(path.to_owned()));
        }
        if text.len() > LONGEST_ANSWER {
            return Err(SessionError::TooLong { path: path.to_owned(), limit: LONGEST_ANSWER });
        }
        let answer = canonical(&item.kind, text, self.environment.offset_minutes).into_owned();
        self.refill();
        self.put(node, &answer);
        Ok(())
    }

    /// Adds an instance at the end of the repeat at `path` (`/attendance`, or `/visit[2]/attendance` in a nested one). Gives the
    /// path of the new instance.
    ///
    /// # Errors
    /// When there is no such repeat, or its number is fixed.
    pub fn add_repeat(&mut self, path: &str) -> Result<String, SessionError> {
        let (parent, repeat) = self.find_repeat(path)?;
        let refused = || SessionError::FixedCount(path.to_owned());
        if self.is_count_fixed(repeat) || self.instances(parent, repeat).len() >= MOST_INSTANCES {
            return Err(refused());
        }
        self.refill();
        let instance = self.append_instance(parent, repeat).ok_or_else(refused)?;
        self.begin_instance(instance, repeat);
        self.settle();
        Ok(self.path_of(instance))
    }

    /// Removes an instance, counted from 1, of the repeat at `path`.
    ///
    /// # Errors
    /// When there is no such repeat or instance, or its number is fixed.
    pub fn remove_repeat(&mut self, path: &str, index: usize) -> Result<(), SessionError> {
        let (parent, repeat) = self.find_repeat(path)?;
        if self.is_count_fixed(repeat) {
            return Err(SessionError::FixedCount(path.to_owned()));
        }
        let instance = index.checked_sub(1).and_then(|at| self.instances(parent, repeat).get(at).copied());
        let Some(instance) = instance else { return Err(SessionError::NoSuchPath(format!("{path}[{index}]"))) };
        self.refill();
        self.remove_instance(instance, repeat);
        self.settle();
        Ok(())
    }

    /// Whether nobody may add or remove instances of a repeat.
    fn is_count_fixed(&self, repeat: usize) -> bool {
        self.form.at(repeat).is_some_and(|item| item.rules.count.is_some() || item.rules.is_fixed)
    }

    /// How many instances the repeat at `path` has; `None` when there is no such repeat.
    pub fn repeat_count(&self, path: &str) -> Option<usize> {
        let (parent, repeat) = self.find_repeat(path).ok()?;
        Some(self.instances(parent, repeat).len())
    }

    /// The answer at a path as it is kept; empty when there is none or it is not relevant.
    pub fn value(&self, path: &str) -> Option<Cow<'_, str>> {
        self.find(path).ok().map(|node| self.document.text(node))
    }

    /// Whether the question or section at a path is relevant now; not when there is none.
    pub fn relevant(&self, path: &str) -> bool {
        self.find(path).is_ok_and(|node| !self.document.is_hidden(node))
    }

    /// Whether an answer is needed at a path now.
    pub fn required(&self, path: &str) -> bool {
        self.find(path).is_ok_and(|node| self.is_required(node))
    }

    /// The name that the form gives to these answers by `meta/instanceName`, when it gives one.
    pub fn instance_name(&self) -> Option<String> {
        let name = self.meta_text("instanceName")?.trim().to_owned();
        (!name.is_empty()).then_some(name)
    }

    /// Speaks another of the form's languages from now on, by the name that the form gives it. Values that say what a
    /// choice is called follow at once, as in ODK Web Forms; other texts when they are next worked out, as in Collect.
    ///
    /// # Errors
    /// When the form has no such language.
    pub fn set_language(&mut self, name: &str) -> Result<(), SessionError> {
        let Some(tongue) = self.form.tongues.named(name) else {
            return Err(SessionError::NoSuchLanguage(name.to_owned()));
        };
        if tongue != self.tongue {
            self.tongue = tongue;
            self.refill();
            self.queue_names_of_choices();
            self.settle();
        }
        Ok(())
    }

    /// The name of the form's language that the session speaks; empty in a form that names none.
    pub fn language(&self) -> &'f str {
        self.form.tongues.all.get(self.tongue).map_or("", |tongue| tongue.name.as_str())
    }

    fn item_of(&self, node: NodeId) -> &'f Item {
        let items = &self.form.items;
        items.get(self.index_of(node)).or_else(|| items.first()).expect("a form has at least the item of its root")
    }

    /// The item's number, from the tag that the instance was built with; the highest bit is not part of it (see `settle`).
    fn index_of(&self, node: NodeId) -> usize {
        (self.document.tag(node) & !settle::NOT_RELEVANT) as usize
    }

    fn is_required(&self, node: NodeId) -> bool {
        let condition = self.item_of(node).rules.required.as_ref();
        condition.is_some_and(|condition| self.evaluate(condition, node).is_ok_and(|value| value.to_boolean()))
    }

    /// Whether the form says of a node, or of a section around it, that it may not be changed.
    fn is_read_only(&self, node: NodeId) -> bool {
        std::iter::once(node).chain(self.document.ancestors(node)).any(|at| {
            let condition = self.item_of(at).rules.read_only.as_ref();
            condition.is_some_and(|condition| self.evaluate(condition, at).is_ok_and(|value| value.to_boolean()))
        })
    }

    /// The lists as expressions at a node see them.
    fn lists(&self, node: NodeId, tongue: usize) -> Lists<'_, 'f> {
        Lists { session: self, node, tongue, depth: 0 }
    }

    fn context<'d>(&'d self, node: NodeId, lists: &'d Lists<'d, 'f>) -> Context<'d> {
        Context::new(&self.document, node, lists, &self.environment)
    }

    /// The whole budget of steps again, at the beginning of a change or a look.
    fn refill(&self) {
        self.steps.set(STEPS_AT_ONCE);
    }

    /// Takes steps off the budget for work that no expression counts.
    fn spend(&self, steps: usize) -> Result<(), EvalError> {
        let left = self.steps.get().checked_sub(steps as u64).ok_or(EvalError::OutOfSteps)?;
        self.steps.set(left);
        Ok(())
    }

    /// Works an expression out at a node, the value made independent of the session.
    fn evaluate(&self, expression: &Expression, node: NodeId) -> Result<Value<'static>, EvalError> {
        let lists = self.lists(node, self.tongue);
        let mut steps = self.steps.get();
        let value = expression.evaluate_within(&self.context(node, &lists), &mut steps);
        self.steps.set(steps);
        Ok(match value? {
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Number(number) => Value::Number(number),
            Value::Boolean(boolean) => Value::Boolean(boolean),
            Value::Moment(moment) => Value::Moment(moment),
            Value::Nodes(nodes) => Value::Text(Cow::Owned(nodes.first_text().into_owned())),
        })
    }

    /// Works out a condition without copying what it reads.
    fn holds(&self, expression: &Expression, node: NodeId) -> Result<bool, EvalError> {
        let lists = self.lists(node, self.tongue);
        let mut steps = self.steps.get();
        let value = expression.evaluate_within(&self.context(node, &lists), &mut steps).map(|value| truth(&value));
        self.steps.set(steps);
        value
    }

    /// The reader's language among the form's.
    fn tongue_of(&self, lang: Lang) -> usize {
        self.form.tongues.for_reader(lang)
    }
}

/// A condition's value as JavaRosa takes it: a path holds when it leads to an answer, where XPath 1.0 asks only for a node.
fn truth(value: &Value<'_>) -> bool {
    match value {
        Value::Nodes(nodes) => nodes.texts().any(|text| !text.is_empty()),
        value => value.to_boolean(),
    }
}
