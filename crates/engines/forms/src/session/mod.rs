//! A form being answered: what is relevant now, what is wrong, and what follows from the answers. Every change is worked through
//! at once, and only as far as it reaches.

mod answers;
mod lists;
mod paths;
mod settle;
mod view;
mod violations;

pub use view::{Content, Entry, RepeatInstance, ShownChoice};

use crate::answer::{LONGEST_ANSWER, canonical};
use crate::compile::Aspect;
use crate::{Form, Item, Itemsets, Kind, Metadata};
use language::{Lang, Message};
use lists::Lists;
use settle::Pending;
use std::borrow::Cow;
use std::collections::BTreeSet;
use xpath::{Context, Document, Environment, EvalError, Expression, Moment, NodeId, Value};

/// Most instances of one repeat.
pub(crate) const MOST_INSTANCES: usize = 1_000;
/// Most instances of all repeats together. A calculation in each row that reads all rows costs their square, so this is what
/// bounds the time that a hostile submission can take.
const MOST_INSTANCES_IN_ALL: usize = 5_000;

/// A form being answered.
pub struct Session<'f> {
    form: &'f Form,
    itemsets: &'f dyn Itemsets,
    environment: Environment,
    document: Document,
    /// How many instances all repeats have together.
    instance_count: usize,
    /// By trigger of the graph: where it has to be worked out again.
    pending: Vec<Pending>,
    /// The triggers that are pending, in the order to work them out.
    queue: BTreeSet<usize>,
    /// Rules that could not be worked out.
    faults: Vec<Fault>,
}

/// A rule that could not be worked out.
struct Fault {
    node: NodeId,
    /// Which rule of the node; `None` for its default.
    aspect: Option<Aspect>,
    error: EvalError,
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
        }
    }
}

impl<'f> Session<'f> {
    /// Begins a new set of answers: defaults filled in, one instance of each repeat whose number nothing fixes.
    pub fn new(form: &'f Form, itemsets: &'f dyn Itemsets, environment: Environment) -> Self {
        let mut session = Self::blank(form, itemsets, environment);
        let root = session.document.root();
        session.start_repeats(root);
        session.queue_everything();
        session.settle();
        session.fill_defaults(root);
        session.fill_metadata();
        session.settle();
        session
    }

    /// An instance with no answers and no instances of repeats, nothing worked out.
    pub(crate) fn blank(form: &'f Form, itemsets: &'f dyn Itemsets, environment: Environment) -> Self {
        let triggers = form.graph.triggers.len();
        Self {
            form,
            itemsets,
            environment,
            document: form.instance.document.clone(),
            instance_count: 0,
            pending: vec![Pending::Nowhere; triggers],
            queue: BTreeSet::new(),
            faults: Vec::new(),
        }
    }

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
        if item.rules.calculation.is_some()
            || !matches!(item.kind, Kind::Hidden) && !item.kind.is_asked()
            || self.is_read_only(node)
        {
            return Err(SessionError::ReadOnly(path.to_owned()));
        }
        if text.len() > LONGEST_ANSWER {
            return Err(SessionError::TooLong { path: path.to_owned(), limit: LONGEST_ANSWER });
        }
        let answer = canonical(&item.kind, text, self.environment.offset_minutes);
        if self.document.text(node) != answer || self.document.is_hidden(node) {
            self.document.set_text(node, &answer);
            self.mark_changed(node);
            self.settle();
        }
        Ok(())
    }

    /// Adds an instance at the end of the repeat at `path` (`/attendance`, or `/visit[2]/attendance` in a nested one). Gives the
    /// path of the new instance.
    ///
    /// # Errors
    /// When there is no such repeat, or its number is fixed.
    pub fn add_repeat(&mut self, path: &str) -> Result<String, SessionError> {
        let (parent, repeat) = self.find_repeat(path)?;
        let definition = self.form.at(repeat);
        let is_fixed = definition.is_some_and(|item| item.rules.repeat_count.is_some());
        if is_fixed || self.instances(parent, repeat).len() >= MOST_INSTANCES {
            return Err(SessionError::FixedCount(path.to_owned()));
        }
        let instance = self.append_instance(parent, repeat).ok_or_else(|| SessionError::FixedCount(path.to_owned()))?;
        self.start_repeats(instance);
        self.settle();
        self.fill_defaults(instance);
        self.settle();
        Ok(self.path_of(instance))
    }

    /// Removes an instance, counted from 1, of the repeat at `path`.
    ///
    /// # Errors
    /// When there is no such repeat or instance, or its number is fixed.
    pub fn remove_repeat(&mut self, path: &str, index: usize) -> Result<(), SessionError> {
        let (parent, repeat) = self.find_repeat(path)?;
        if self.form.at(repeat).is_some_and(|item| item.rules.repeat_count.is_some()) {
            return Err(SessionError::FixedCount(path.to_owned()));
        }
        let instance = index.checked_sub(1).and_then(|at| self.instances(parent, repeat).get(at).copied());
        let Some(instance) = instance else { return Err(SessionError::NoSuchPath(format!("{path}[{index}]"))) };
        self.remove_instance(instance, repeat);
        self.settle();
        Ok(())
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

    /// The name that the form gives to these answers by `instance_name`, when it gives one.
    pub fn instance_name(&self) -> Option<String> {
        let expression = self.form.instance_name.as_ref()?;
        let name = self.evaluate(expression, self.document.root()).ok()?.into_text().trim().to_owned();
        (!name.is_empty()).then_some(name)
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
        let item = self.item_of(node);
        let condition = item.rules.required.as_ref();
        condition.is_some_and(|condition| self.evaluate(condition, node).is_ok_and(|value| value.to_boolean()))
    }

    fn is_read_only(&self, node: NodeId) -> bool {
        let condition = self.item_of(node).rules.read_only.as_ref();
        condition.is_some_and(|condition| self.evaluate(condition, node).is_ok_and(|value| value.to_boolean()))
    }

    /// The lists as expressions see them, with labels in a reader's language.
    fn lists(&self, lang: Lang) -> Lists<'_> {
        Lists { form: self.form, itemsets: self.itemsets, lang }
    }

    fn context<'d>(&'d self, node: NodeId, lists: &'d Lists<'d>) -> Context<'d> {
        Context::new(&self.document, node, lists, &self.environment)
    }

    /// Works an expression out at a node, the value made independent of the session.
    fn evaluate(&self, expression: &Expression, node: NodeId) -> Result<Value<'static>, EvalError> {
        let lists = self.lists(self.form.default_language);
        Ok(match expression.evaluate(&self.context(node, &lists))? {
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Number(number) => Value::Number(number),
            Value::Boolean(boolean) => Value::Boolean(boolean),
            Value::Moment(moment) => Value::Moment(moment),
            Value::Nodes(nodes) => Value::Text(Cow::Owned(nodes.first_text().into_owned())),
        })
    }

    /// Works out a condition without copying what it reads.
    fn holds(&self, expression: &Expression, node: NodeId) -> Result<bool, EvalError> {
        let lists = self.lists(self.form.default_language);
        expression.evaluate(&self.context(node, &lists)).map(|value| truth(&value))
    }

    /// Gives every repeat below a node that has no instance yet one, unless its number follows from answers.
    fn start_repeats(&mut self, section: NodeId) {
        let children = self.item_of(section).children.clone();
        for child in children {
            let Some(item) = self.form.at(child) else { continue };
            match item.kind {
                Kind::Repeat if item.rules.repeat_count.is_none() && self.instances(section, child).is_empty() => {
                    if let Some(instance) = self.append_instance(section, child) {
                        self.start_repeats(instance);
                    }
                }
                Kind::Group => {
                    if let Some(group) = self.child_of(section, child) {
                        self.start_repeats(group);
                    }
                }
                _ => {}
            }
        }
    }

    /// Fills the defaults of everything below a node that has no answer.
    fn fill_defaults(&mut self, section: NodeId) {
        for node in self.document.elements(section).collect::<Vec<_>>() {
            let item = self.item_of(node);
            if item.kind.is_section() {
                self.fill_defaults(node);
                continue;
            }
            let worked_out = item.rules.default.as_ref().map(|default| self.evaluate(default, node));
            let text = match (worked_out, &item.default) {
                (Some(Ok(value)), _) => kept(value),
                (Some(Err(error)), _) => {
                    self.faults.push(Fault { node, aspect: None, error });
                    continue;
                }
                (None, Some(fixed)) => fixed.clone(),
                (None, None) => continue,
            };
            self.document.set_text(node, &canonical(&item.kind, &text, self.environment.offset_minutes));
            self.mark_changed(node);
        }
    }

    fn fill_metadata(&mut self) {
        let now = Moment::at(self.environment.now, self.environment.offset_minutes).to_string();
        let today = Moment::day(self.environment.today).to_string();
        for at in 0..self.form.items.len() {
            let Some(item) = self.form.at(at) else { continue };
            let text = match item.kind {
                Kind::Metadata(Metadata::Start) => &now,
                Kind::Metadata(Metadata::Today) => &today,
                _ => continue,
            };
            for node in self.nodes_of(at, None) {
                self.document.set_text(node, text);
                self.mark_changed(node);
            }
        }
    }
}

/// A value as an answer: no number gives no answer.
fn kept(value: Value<'_>) -> String {
    match value {
        Value::Number(number) if number.is_nan() => String::new(),
        value => value.into_text().into_owned(),
    }
}

/// A condition's value as JavaRosa takes it: a path holds when it leads to an answer, where XPath 1.0 asks only for a node.
fn truth(value: &Value<'_>) -> bool {
    match value {
        Value::Nodes(nodes) => nodes.texts().any(|text| !text.is_empty()),
        value => value.to_boolean(),
    }
}
