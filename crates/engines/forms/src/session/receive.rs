//! Submissions coming in as XML: to be checked, to be gone on with, to be corrected.

use super::{Known, MOST_INSTANCES, Session};
use crate::answer::{LONGEST_ANSWER, shortened};
use crate::{Form, Item, Itemsets, Kind, Said, Violation, ViolationKind};
use language::Message;
use std::collections::HashSet;
use xpath::{Document, Environment, Name, NodeId};

/// The namespace of submissions that only the owner of a key can read.
const ENCRYPTED: &str = "http://www.opendatakit.org/xforms/encrypted";

/// A submission that cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiveError {
    /// It is no XML within the limits.
    #[error("{0}")]
    Xml(#[from] xml::ReadError),
    /// It answers another form.
    #[error("this is a submission to `{found}`, not to `{expected}`")]
    OtherForm {
        /// The id of this form.
        expected: String,
        /// The id that the submission has.
        found: String,
    },
    /// It begins with another element than those of this form.
    #[error("the submission begins with `<{found}>`, and those of this form with `<{expected}>`")]
    OtherRoot {
        /// The name of the form's root.
        expected: String,
        /// The name that the submission's root has.
        found: String,
    },
    /// It is encrypted.
    #[error("the submission is encrypted")]
    Encrypted,
}

impl ReceiveError {
    /// What to tell the person.
    pub fn message(&self) -> Message {
        match self {
            Self::Xml(error) => Message::new("forms-submission-unreadable").with("reason", error.to_string()),
            Self::OtherForm { expected, found } => Message::new("forms-submission-of-other-form")
                .with("expected", expected.as_str())
                .with("found", shortened(found)),
            Self::OtherRoot { expected, found } => Message::new("forms-submission-of-other-root")
                .with("expected", expected.as_str())
                .with("found", shortened(found)),
            Self::Encrypted => Message::new("forms-submission-encrypted"),
        }
    }
}

/// What a submission says of itself, read before anybody knows its form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubmissionHead {
    /// The form's id: the `id` of the root, else its namespace or name.
    pub form_id: String,
    /// The form's version; empty when there is none.
    pub version: String,
    /// `meta/instanceID`
    pub instance_id: Option<String>,
    /// `meta/deprecatedID`: the submission that this one replaces.
    pub deprecated_id: Option<String>,
    /// Whether the answers are encrypted.
    pub is_encrypted: bool,
}

impl SubmissionHead {
    /// Reads what a submission says of itself.
    ///
    /// # Errors
    /// When the text is no XML within the limits.
    pub fn read(text: &str) -> Result<Self, ReceiveError> {
        Ok(Self::of(&xml::read(text, &xml::Limits::default())?))
    }

    fn of(document: &Document) -> Self {
        let root = document.root();
        let name = document.full_name(root).cloned().unwrap_or_default();
        let id = document.attribute(root, "id").map(str::to_owned);
        let namespace = document.namespaces(root).find(|node| document.name(*node) == "xmlns");
        let namespace = namespace.map(|node| document.own_text(node).to_owned());
        let meta = document.elements(root).find(|child| document.name(*child) == "meta");
        let in_meta = |local: &str| {
            let node = document.elements(meta?).find(|child| document.name(*child) == local)?;
            Some(document.text(node).trim().to_owned()).filter(|text| !text.is_empty())
        };
        Self {
            form_id: id.or_else(|| namespace.clone()).unwrap_or_else(|| name.local.clone()),
            version: document.attribute(root, "version").unwrap_or_default().to_owned(),
            instance_id: in_meta("instanceID"),
            deprecated_id: in_meta("deprecatedID"),
            is_encrypted: namespace.as_deref() == Some(ENCRYPTED)
                || name.namespace.as_deref() == Some(ENCRYPTED)
                || document.attribute(root, "encrypted") == Some("yes"),
        }
    }
}

impl<'f> Session<'f> {
    /// Takes the answers of a submission in, to be checked: what it does not hold was left empty. Calculations are worked out anew,
    /// except those that depend on the clock, on chance or on lists, which a phone saw as they were. Gives the session, and what
    /// does not fit the form; the rest is there.
    ///
    /// # Errors
    /// When the text is no submission to this form, or encrypted.
    pub fn receive(
        form: &'f Form,
        itemsets: &'f dyn Itemsets,
        environment: Environment,
        text: &str,
    ) -> Result<(Self, Vec<Violation>), ReceiveError> {
        let submission = read(form, text)?;
        let mut session = Self::blank(form, itemsets, environment);
        session.is_loading = true;
        session.is_receiving = true;
        let mut taking = Taking { only_given: true, ..Taking::default() };
        session.take_in(&submission, &mut taking);
        let counted = session.counts_given();
        session.end_loading();
        session.is_receiving = false;
        session.tell_counts(counted, &mut taking.refused);
        session.tell_irrelevant(&taking.answered, &mut taking.refused);
        Ok((session, taking.refused))
    }

    /// Goes on with an earlier submission that is not handed in yet: its id stays.
    ///
    /// # Errors
    /// When the text is no submission to this form, or encrypted.
    pub fn resume(
        form: &'f Form,
        itemsets: &'f dyn Itemsets,
        environment: Environment,
        text: &str,
    ) -> Result<Self, ReceiveError> {
        let mut session = Self::with_submission(form, itemsets, environment, text)?;
        session.fire(&form.actions.load);
        session.queue_everything();
        session.settle();
        Ok(session)
    }

    /// Corrects an earlier submission: it gets a new id and names the one that it replaces.
    ///
    /// # Errors
    /// When the text is no submission to this form, or encrypted.
    pub fn correct(
        form: &'f Form,
        itemsets: &'f dyn Itemsets,
        environment: Environment,
        text: &str,
    ) -> Result<Self, ReceiveError> {
        let mut session = Self::with_submission(form, itemsets, environment, text)?;
        session.replace_id();
        session.fire(&form.actions.load);
        session.queue_everything();
        session.settle();
        Ok(session)
    }

    /// The form as it begins, without instances of repeats, with the answers of a submission.
    fn with_submission(
        form: &'f Form,
        itemsets: &'f dyn Itemsets,
        environment: Environment,
        text: &str,
    ) -> Result<Self, ReceiveError> {
        let submission = read(form, text)?;
        let mut fresh = form.instance.fresh.clone();
        let root = fresh.root();
        remove_instances(form, &mut fresh, root);
        if let Some(id) = find_meta(form, &fresh, "instanceID") {
            fresh.set_text(id, "");
        }
        let mut session = Self::on(fresh, form, itemsets, environment, Known::default());
        session.take_in(&submission, &mut Taking { only_given: true, ..Taking::default() });
        session.start_fixed(root);
        session.instance_count = session.instances_within(root);
        Ok(session)
    }

    /// Makes the id the one that is replaced, and a new one.
    fn replace_id(&mut self) {
        let Some(id) = self.meta_node("instanceID") else { return };
        let old = self.answer_of(id).to_owned();
        if let Some(new) = self.new_id(id) {
            self.write(id, &new);
        }
        if old.is_empty() {
            return;
        }
        let known = self.meta_node("deprecatedID").or_else(|| self.add_deprecated(id));
        if let Some(deprecated) = known {
            self.write(deprecated, &old);
        }
    }

    fn add_deprecated(&mut self, id: NodeId) -> Option<NodeId> {
        let meta = self.document.parent(id)?;
        let item = self.item_of(meta).children.iter().copied().find(|child| {
            self.form.at(*child).is_some_and(|item| item.name.rsplit(':').next() == Some("deprecatedID"))
        })?;
        let template = *self.form.instance.nodes.get(item)?;
        self.document.copy_into(meta, template)
    }

    fn take_in(&mut self, submission: &Document, taking: &mut Taking) {
        let root = self.document.root();
        self.take_section(root, submission, submission.root(), taking);
    }

    fn take_section(&mut self, section: NodeId, from: &Document, element: NodeId, taking: &mut Taking) {
        self.take_attributes(section, from, element);
        let mut seen: HashSet<usize> = HashSet::new();
        for child in from.elements(element) {
            let name = from.full_name(child).map(Name::qualified).unwrap_or_default();
            let Some(at) = self.child_for(section, &name) else {
                self.refuse_unknown(section, &name, taking);
                continue;
            };
            let Some(item) = self.form.at(at) else { continue };
            if item.kind == Kind::Repeat {
                self.take_instance(section, at, item, from, child, taking);
                continue;
            }
            let is_second = !seen.insert(at);
            let Some(node) = self.child_of(section, at).or_else(|| self.late_child(section, at)) else { continue };
            if is_second {
                let message = Message::new("forms-answer-twice").with("name", shortened(&name));
                taking.refuse(self.path_of(node), ViolationKind::Shape, message);
            } else if item.kind == Kind::Group {
                self.take_section(node, from, child, taking);
            } else {
                self.take_answer(node, from, child, taking);
            }
        }
    }

    fn refuse_unknown(&self, section: NodeId, name: &str, taking: &mut Taking) {
        let path = format!("{}/{}", self.path_of(section).trim_end_matches('/'), shortened(name));
        let message = Message::new("forms-unknown-answer").with("name", shortened(name));
        taking.refuse(path, ViolationKind::Unknown, message);
    }

    fn take_instance(
        &mut self,
        section: NodeId,
        repeat: usize,
        item: &Item,
        from: &Document,
        element: NodeId,
        taking: &mut Taking,
    ) {
        let is_full = self.instances(section, repeat).len() >= MOST_INSTANCES;
        match if is_full { None } else { self.append_instance(section, repeat) } {
            Some(instance) => {
                if taking.only_given {
                    self.remove_nested(instance);
                }
                self.take_section(instance, from, element, taking);
            }
            None => {
                let path = format!("{}/{}", self.path_of(section).trim_end_matches('/'), item.name);
                let message = Message::new("forms-too-many-instances").with("most", MOST_INSTANCES);
                taking.refuse(path, ViolationKind::Limit, message);
            }
        }
    }

    /// A submission says which instances there are, also inside a new one.
    fn remove_nested(&mut self, instance: NodeId) {
        for child in self.document.elements(instance).collect::<Vec<_>>() {
            if self.item_of(child).kind == Kind::Repeat {
                self.instance_count -= self.instances_within(child);
                self.document.remove(child);
            } else {
                self.remove_nested(child);
            }
        }
    }

    fn take_answer(&mut self, node: NodeId, from: &Document, element: NodeId, taking: &mut Taking) {
        self.take_attributes(node, from, element);
        if from.elements(element).next().is_some() {
            taking.refuse(self.path_of(node), ViolationKind::Shape, Message::new("forms-answer-not-string"));
            return;
        }
        let text = from.text(element);
        if text.len() > LONGEST_ANSWER {
            let path = self.path_of(node);
            let message =
                Message::new("forms-answer-too-long").with("path", path.as_str()).with("limit", LONGEST_ANSWER);
            taking.refuse(path, ViolationKind::Limit, message);
            return;
        }
        let is_free_text = matches!(self.item_of(node).kind, Kind::Text | Kind::Hidden | Kind::Calculate);
        let text = if is_free_text && !text.trim().is_empty() { &*text } else { text.trim() };
        self.document.set_text(node, text);
        if !text.is_empty() {
            taking.answered.push(node);
        }
    }

    fn take_attributes(&mut self, node: NodeId, from: &Document, element: NodeId) {
        for attribute in from.attributes(element) {
            let name = from.full_name(attribute).map(Name::qualified).unwrap_or_default();
            let Some(at) = self.item_of(node).child_by_name.get(&format!("@{name}")) else { continue };
            if let Some(known) = self.child_of(node, *at) {
                self.document.set_text(known, from.own_text(attribute));
            }
        }
    }

    /// The item of a child by its name, whatever prefix the submission gives it.
    fn child_for(&self, section: NodeId, name: &str) -> Option<usize> {
        let item = self.item_of(section);
        if let Some(found) = item.child_by_name.get(name) {
            return Some(*found);
        }
        let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
        let wanted = local(name);
        item.children.iter().copied().find(|child| self.form.at(*child).is_some_and(|item| local(&item.name) == wanted))
    }

    /// The node for an answer that is there only sometimes: the id that is replaced.
    fn late_child(&mut self, section: NodeId, at: usize) -> Option<NodeId> {
        let template = *self.form.instance.nodes.get(at)?;
        self.document.copy_into(section, template)
    }

    /// How many instances of each repeat whose number follows from answers there are, before it follows.
    fn counts_given(&self) -> Vec<(NodeId, usize, usize)> {
        let mut counts = Vec::new();
        for (repeat, item) in self.form.items.iter().enumerate() {
            if item.rules.count.is_none() {
                continue;
            }
            for parent in self.nodes_of(item.parent.unwrap_or_default(), None) {
                counts.push((parent, repeat, self.instances(parent, repeat).len()));
            }
        }
        counts
    }

    fn tell_counts(&self, given: Vec<(NodeId, usize, usize)>, refused: &mut Vec<Violation>) {
        for (parent, repeat, count) in given {
            let due = self.instances(parent, repeat).len();
            if due == count || self.document.is_hidden(parent) {
                continue;
            }
            let Some(item) = self.form.at(repeat) else { continue };
            let path = format!("{}/{}", self.path_of(parent).trim_end_matches('/'), item.name);
            let message = Message::new("forms-count-differs").with("due", due).with("found", count);
            refused.push(Violation { path, kind: ViolationKind::Shape, message: Said::Message(message) });
        }
    }

    /// Answers to questions that were not to be asked.
    fn tell_irrelevant(&self, answered: &[NodeId], refused: &mut Vec<Violation>) {
        for node in answered.iter().filter(|node| self.document.is_hidden(**node)) {
            let is_there = self.document.is_within(*node, self.document.root());
            if is_there && self.item_of(*node).kind.is_asked() {
                let message = Message::new("forms-answer-not-relevant");
                let path = self.path_of(*node);
                refused.push(Violation { path, kind: ViolationKind::Relevance, message: Said::Message(message) });
            }
        }
    }
}

/// What taking answers in has come to.
#[derive(Default)]
struct Taking {
    refused: Vec<Violation>,
    /// The nodes that were given something.
    answered: Vec<NodeId>,
    /// Whether a new instance holds only the inner instances that are given.
    only_given: bool,
}

impl Taking {
    fn refuse(&mut self, path: String, kind: ViolationKind, message: Message) {
        self.refused.push(Violation { path, kind, message: Said::Message(message) });
    }
}

fn read(form: &Form, text: &str) -> Result<Document, ReceiveError> {
    let document = xml::read(text, &xml::Limits::default())?;
    let head = SubmissionHead::of(&document);
    if head.is_encrypted {
        return Err(ReceiveError::Encrypted);
    }
    let root_name = document.name(document.root());
    let local = form.root_name().rsplit(':').next().unwrap_or_default();
    if let Some(found) = document.attribute(document.root(), "id").filter(|id| *id != form.id) {
        return Err(ReceiveError::OtherForm { expected: form.id.clone(), found: found.to_owned() });
    }
    if root_name != local {
        return Err(ReceiveError::OtherRoot { expected: local.to_owned(), found: root_name.to_owned() });
    }
    Ok(document)
}

fn remove_instances(form: &Form, document: &mut Document, within: NodeId) {
    for child in document.elements(within).collect::<Vec<_>>() {
        let is_repeat = form.at(document.tag(child) as usize).is_some_and(|item| item.kind == Kind::Repeat);
        if is_repeat {
            document.remove(child);
        } else {
            remove_instances(form, document, child);
        }
    }
}

fn find_meta(form: &Form, document: &Document, name: &str) -> Option<NodeId> {
    let is_meta = |node: &NodeId| {
        form.at(document.tag(*node) as usize).is_some_and(|item| item.place == crate::form::ItemPlace::Meta)
    };
    let metas = document.elements(document.root()).filter(is_meta);
    metas.flat_map(|meta| document.elements(meta)).find(|child| document.name(*child) == name)
}
