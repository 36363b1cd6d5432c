//! Events: what an action does, where, and what follows.

use super::{Fault, FaultError, FaultyRule, Session};
use crate::Kind;
use crate::answer::{LONGEST_ANSWER, cast};
use crate::rules::{Action, Deed};
use xpath::{NodeId, Value};

/// Events inside one another: an action changes an answer, which has an action. Real forms have two or three.
const DEEPEST: usize = 20;

impl Session<'_> {
    /// Does what is to be done everywhere that it stands.
    pub(super) fn fire(&mut self, actions: &[usize]) {
        for action in actions {
            let Some(around) = self.form.actions.all.get(*action).map(|action| action.around) else { continue };
            for node in self.nodes_of(around, None) {
                self.perform(*action, node);
            }
        }
    }

    /// Does one action as seen from a node.
    pub(super) fn perform(&mut self, at: usize, from: NodeId) {
        let form = self.form;
        let Some(action) = form.actions.all.get(at) else { return };
        let rule = FaultyRule::Action(at);
        self.faults.retain(|fault| (fault.node, fault.rule) != (from, rule));
        let outcome = self.act(action, from);
        if let Err(error) = outcome {
            self.faults.push(Fault { node: from, rule, error });
        }
    }

    fn act(&mut self, action: &Action, from: NodeId) -> Result<(), FaultError> {
        let targets = self.targets(action, from)?;
        let target = match targets.as_slice() {
            [] => return Ok(()),
            [only] => *only,
            several => return Err(FaultError::SeveralTargets(several.len())),
        };
        let value = match &action.deed {
            Deed::Set(expression) => self.evaluate(expression, target)?,
            Deed::Text(text) => Value::Text(text.clone().into()),
            Deed::Device => return Ok(()),
        };
        let text = cast(self.item_of(target).rules.data, value, self.environment.offset_minutes);
        if text.len() > LONGEST_ANSWER {
            return Err(xpath::EvalError::TooLong { limit: LONGEST_ANSWER }.into());
        }
        self.put(target, &text);
        Ok(())
    }

    /// The nodes that an action means: in the instances of repeats that it is seen from.
    fn targets(&self, action: &Action, from: NodeId) -> Result<Vec<NodeId>, FaultError> {
        if let Some(narrowed) = &action.narrowed {
            let lists = self.lists(from, self.tongue);
            let value = narrowed.evaluate(&self.context(from, &lists))?;
            return Ok(value.as_nodes().map(|nodes| nodes.list.clone()).unwrap_or_default());
        }
        let mut around: Vec<NodeId> = std::iter::once(from).chain(self.document.ancestors(from)).collect();
        around.retain(|node| self.item_of(*node).kind == Kind::Repeat);
        // The innermost repeat around both is the one to stay in.
        let shared = around.into_iter().find(|instance| self.form.stands_in(action.target, self.index_of(*instance)));
        Ok(self.nodes_of(action.target, shared))
    }

    /// Gives a node a value, with everything that follows from it.
    pub(super) fn put(&mut self, node: NodeId, text: &str) {
        self.taken.remove(&node);
        if self.answer_of(node) == text {
            return;
        }
        self.write(node, text);
        self.settle();
        let actions = self.item_of(node).rules.when_changed.clone();
        if actions.is_empty() || self.event_depth >= DEEPEST {
            return;
        }
        self.event_depth += 1;
        for action in actions {
            self.perform(action, node);
        }
        self.event_depth -= 1;
    }

    /// Writes a text and queues what reads it.
    pub(super) fn write(&mut self, node: NodeId, text: &str) {
        if self.answer_of(node) != text {
            self.document.set_text(node, text);
            self.mark_changed(node);
        }
    }
}
