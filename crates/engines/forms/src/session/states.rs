//! The state of every node of the instance, for whoever compares it with what another engine says.

use super::choose::Reader;
use super::{Session, ShownChoice};
use crate::answer::LONGEST_ANSWER;
use crate::form::ItemPlace;
use crate::{Item, Kind, SessionError, Violation, ViolationKind};
use xforms::Form as TextForm;
use xpath::NodeId;

/// A node, or a repeat as a whole, at a moment.
pub(crate) struct NodeState<'f> {
    /// Its path below the root; a repeat as a whole has no number.
    pub(crate) path: String,
    pub(crate) item: &'f Item,
    pub(crate) is_relevant: bool,
    pub(crate) is_read_only: bool,
    pub(crate) is_required: bool,
    pub(crate) is_count_fixed: bool,
    /// For repeats as a whole: how many instances there are.
    pub(crate) count: Option<usize>,
    pub(crate) value: Option<String>,
    pub(crate) label: Option<String>,
    pub(crate) hint: Option<String>,
    pub(crate) choices: Option<Vec<ShownChoice>>,
}

impl<'f> Session<'f> {
    /// Every element in the order of the form, each repeat as a whole before its instances.
    pub(crate) fn node_states(&self) -> Vec<NodeState<'f>> {
        self.refill();
        let mut states = Vec::new();
        let root = self.document.root();
        states.push(self.state_of(root));
        self.states_in(root, &mut states);
        states
    }

    fn states_in(&self, section: NodeId, states: &mut Vec<NodeState<'f>>) {
        for child in &self.item_of(section).children {
            let Some(item) = self.form.at(*child) else { continue };
            match (&item.kind, item.place) {
                (_, ItemPlace::Attribute | ItemPlace::Arrangement) => {}
                (Kind::Repeat, _) => {
                    let instances = self.instances(section, *child);
                    states.push(self.range_state(section, *child, item, &instances));
                    for instance in instances {
                        states.push(self.state_of(instance));
                        self.states_in(instance, states);
                    }
                }
                _ => {
                    let nodes: Vec<NodeId> =
                        self.document.elements(section).filter(|node| self.index_of(*node) == *child).collect();
                    for node in nodes {
                        states.push(self.state_of(node));
                        self.states_in(node, states);
                    }
                }
            }
        }
    }

    fn range_state(&self, section: NodeId, repeat: usize, item: &'f Item, instances: &[NodeId]) -> NodeState<'f> {
        let around_is_relevant = !self.document.is_hidden(section);
        let is_relevant = match instances {
            [] => around_is_relevant && self.may_begin(section, item),
            some => some.iter().any(|instance| !self.document.is_hidden(*instance)),
        };
        let around = self.path_of(section);
        NodeState {
            path: format!("{}/{}", around.trim_end_matches('/'), item.name),
            item,
            is_relevant,
            is_read_only: false,
            is_required: false,
            is_count_fixed: self.is_count_fixed(repeat),
            count: Some(instances.len()),
            value: None,
            label: None,
            hint: None,
            choices: None,
        }
    }

    fn state_of(&self, node: NodeId) -> NodeState<'f> {
        let item = self.item_of(node);
        let is_section = item.kind.is_section();
        let reader = self.own_reader();
        let control = self.form.shown.control_of(self.index_of(node)).and_then(|at| self.form.shown.controls.get(at));
        let label = control.filter(|control| !control.label.is_nothing());
        let hint = control.filter(|control| !control.hint.is_nothing());
        NodeState {
            path: self.path_of(node),
            item,
            is_relevant: !self.document.is_hidden(node),
            is_read_only: self.is_read_only(node),
            is_required: !is_section && self.is_required(node),
            is_count_fixed: false,
            count: None,
            value: (!is_section).then(|| self.document.text(node).into_owned()),
            label: label.map(|control| self.said(&control.label, &TextForm::Plain, node, reader.tongue)),
            hint: hint.map(|control| self.said(&control.hint, &TextForm::Plain, node, reader.tongue)),
            choices: item.kind.choice_source().map(|_| self.offered(node, reader)),
        }
    }

    /// The session's own language as a reader.
    pub(crate) fn own_reader(&self) -> Reader {
        let lang = self.form.tongues.all.get(self.tongue).and_then(|tongue| tongue.lang);
        Reader { tongue: self.tongue, lang: lang.unwrap_or_default() }
    }

    /// What a question at a path asks for.
    pub(crate) fn kind_at(&self, path: &str) -> Option<Kind> {
        self.find(path).ok().map(|node| self.item_of(node).kind.clone()).filter(|kind| !kind.is_section())
    }

    /// The names that can be chosen at a path now.
    pub(crate) fn names_offered(&self, path: &str) -> Vec<String> {
        self.refill();
        let offers = self.find(path).ok().and_then(|node| self.offers(node).ok()).unwrap_or_default();
        offers.into_iter().map(|offered| offered.name).collect()
    }

    /// Gives an answer the way a phone does: as it is, also to a question that the form works out.
    pub(crate) fn answer(&mut self, path: &str, text: &str) -> Result<(), SessionError> {
        if text.len() > LONGEST_ANSWER {
            return Err(SessionError::TooLong { path: path.to_owned(), limit: LONGEST_ANSWER });
        }
        let node = self.find(path)?;
        self.refill();
        self.faults.retain(|fault| !fault.is_of_action());
        self.put(node, text);
        Ok(())
    }

    /// What went wrong with an action of the last change.
    pub(crate) fn last_fault(&self) -> Option<String> {
        self.faults.iter().find(|fault| fault.is_of_action()).map(|fault| fault.error.to_string())
    }

    /// What keeps the form from being answered at all.
    pub(crate) fn first_fault(&self) -> Option<String> {
        self.faults.first().map(|fault| fault.error.to_string())
    }

    /// What the form itself says of a violation, in the session's language.
    pub(crate) fn said_by_form(&self, violation: &Violation) -> Option<String> {
        let node = self.find(&violation.path).ok()?;
        let rules = &self.item_of(node).rules;
        let saying = match violation.kind {
            ViolationKind::Required => &rules.required_message,
            _ => &rules.constraint_message,
        };
        (!saying.is_nothing()).then(|| self.said(saying, &TextForm::Plain, node, self.tongue))
    }
}

impl super::Fault {
    fn is_of_action(&self) -> bool {
        matches!(self.rule, super::FaultyRule::Action(_))
    }
}
