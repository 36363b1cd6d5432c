//! How a session begins: from a fresh form, from nothing, with a new instance of a repeat. Owns what the session fills in by itself.

use super::{Session, settle};
use crate::rules::Preload;
use crate::{Form, Item, Itemsets, Kind};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use xpath::{Document, Environment, Expression, Moment, NodeId};

/// What is known of whoever answers, and of what they answer with: filled in where the form asks for it by `jr:preload`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// `deviceid`
    pub device_id: Option<String>,
    /// `username`
    pub username: Option<String>,
    /// `email`
    pub email: Option<String>,
    /// `phonenumber`
    pub phone_number: Option<String>,
    /// Any other property, by its name.
    pub other: BTreeMap<String, String>,
}

impl Known {
    fn property(&self, name: &str) -> Option<&str> {
        let own = match name {
            "deviceid" => &self.device_id,
            "username" => &self.username,
            "email" => &self.email,
            "phonenumber" => &self.phone_number,
            other => return self.other.get(other).map(String::as_str),
        };
        own.as_deref()
    }
}

impl<'f> Session<'f> {
    /// Begins a new set of answers: defaults and what the form asks of the session filled in, with the instances of repeats that
    /// the form begins with.
    pub fn new(form: &'f Form, itemsets: &'f dyn Itemsets, environment: Environment) -> Self {
        Self::begin(form, itemsets, environment, Known::default())
    }

    /// Begins a new set of answers like [`Session::new`], by somebody of whom something is known.
    pub fn begin(form: &'f Form, itemsets: &'f dyn Itemsets, environment: Environment, known: Known) -> Self {
        let mut session = Self::on(form.instance.fresh.clone(), form, itemsets, environment, known);
        let root = session.document.root();
        session.start_fixed(root);
        session.fill_preloads(root);
        // As in JavaRosa events come before the first calculation, and each carries its own consequences with it.
        let actions = &form.actions;
        for event in [&actions.first_load, &actions.ready, &actions.load] {
            session.fire(event);
        }
        session.queue_everything();
        session.settle();
        session
    }

    /// A session without any answer: where a whole set of them is read into.
    pub(crate) fn blank(form: &'f Form, itemsets: &'f dyn Itemsets, environment: Environment) -> Self {
        Self::on(form.instance.blank.clone(), form, itemsets, environment, Known::default())
    }

    /// A session on a document, with nothing worked out.
    pub(super) fn on(
        document: Document,
        form: &'f Form,
        itemsets: &'f dyn Itemsets,
        environment: Environment,
        known: Known,
    ) -> Self {
        let mut session = Self {
            form,
            itemsets,
            environment,
            known,
            document,
            instance_count: 0,
            pending: vec![settle::Pending::Nowhere; form.graph.triggers.len()],
            queue: BTreeSet::new(),
            faults: Vec::new(),
            tongue: form.tongues.default,
            taken: HashMap::new(),
            steps: Cell::new(super::STEPS_AT_ONCE),
            event_depth: 0,
            is_loading: false,
            is_receiving: false,
        };
        session.instance_count = session.instances_within(session.document.root());
        session
    }

    /// Gives every repeat below a node that has no instance yet, and that nobody may add one to, its one.
    pub(super) fn start_fixed(&mut self, section: NodeId) {
        let children = self.item_of(section).children.clone();
        for child in children {
            let Some(item) = self.form.at(child) else { continue };
            match item.kind {
                Kind::Repeat => {
                    let is_due = item.rules.is_fixed && item.rules.count.is_none();
                    if is_due && self.instances(section, child).is_empty() {
                        let _full = self.append_instance(section, child);
                    }
                    for instance in self.instances(section, child) {
                        self.start_fixed(instance);
                    }
                }
                Kind::Group => {
                    if let Some(group) = self.child_of(section, child) {
                        self.start_fixed(group);
                    }
                }
                _ => {}
            }
        }
    }

    /// What happens in a new instance of a repeat before anything is worked out in it.
    pub(super) fn begin_instance(&mut self, instance: NodeId, repeat: usize) {
        self.start_fixed(instance);
        self.fill_preloads(instance);
        let actions = self.form.at(repeat).map(|item| item.rules.when_added.clone()).unwrap_or_default();
        for action in actions {
            self.perform(action, instance);
        }
    }

    /// Fills in what the form asks of the session, in a node and everything below it.
    pub(super) fn fill_preloads(&mut self, node: NodeId) {
        let item = self.item_of(node);
        if let Some(text) = self.preload(item, node) {
            self.write(node, &text);
        }
        for attribute in self.document.attributes(node).collect::<Vec<_>>() {
            if self.index_of(attribute) > 0
                && let Some(text) = self.preload(self.item_of(attribute), attribute)
            {
                self.write(attribute, &text);
            }
        }
        for child in self.document.elements(node).collect::<Vec<_>>() {
            self.fill_preloads(child);
        }
    }

    fn preload(&self, item: &Item, node: NodeId) -> Option<String> {
        match item.rules.preload.as_ref()? {
            Preload::Start => Some(self.now()),
            Preload::Today => Some(Moment::day(self.environment.today).to_string()),
            Preload::Uid => self.new_id(node),
            Preload::Property(name) => self.known.property(name).map(str::to_owned),
            Preload::End => None,
        }
    }

    pub(super) fn now(&self) -> String {
        Moment::at(self.environment.now, self.environment.offset_minutes).to_string()
    }

    /// An id that nobody else makes, from the seed and the place it is for.
    pub(super) fn new_id(&self, node: NodeId) -> Option<String> {
        let expression = Expression::parse("concat('uuid:', uuid())").ok()?;
        self.evaluate(&expression, node).ok().map(|id| id.into_text().into_owned())
    }

    /// Notes the time at which the answers are handed in, where the form asks for it, and gives them an id when they have none yet.
    pub fn finish(&mut self) {
        self.refill();
        if let Some(id) = self.meta_node("instanceID")
            && self.answer_of(id).is_empty()
            && let Some(new) = self.new_id(id)
        {
            self.write(id, &new);
        }
        let now = self.now();
        for at in 0..self.form.items.len() {
            if self.form.at(at).is_some_and(|item| item.rules.preload == Some(Preload::End)) {
                for node in self.nodes_of(at, None) {
                    self.write(node, &now);
                }
            }
        }
        self.settle();
    }
}
