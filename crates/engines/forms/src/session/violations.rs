//! What is wrong with the answers now.

use super::Session;
use crate::answer::{cast, problem, shortened};
use crate::kind::DataType;
use crate::saying::Saying;
use crate::{Item, Kind, Said, Violation, ViolationKind};
use language::{Message, Text};
use xforms::Form as TextForm;
use xpath::{Expression, NodeId};

impl Session<'_> {
    /// Every answer that breaks a rule, in the order of the form. What is not relevant breaks none.
    pub fn violations(&self) -> Vec<Violation> {
        self.refill();
        let mut found = Vec::new();
        self.collect(self.document.root(), &mut found);
        found
    }

    fn collect(&self, section: NodeId, found: &mut Vec<Violation>) {
        for node in self.document.elements(section) {
            if self.document.is_hidden(node) {
                continue;
            }
            if !self.faults.is_empty() {
                found.extend(self.fault(node));
            }
            if self.item_of(node).kind.is_section() {
                self.collect(node, found);
            } else if let Some((kind, message)) = self.broken_rule(node) {
                found.push(Violation { path: self.path_of(node), kind, message });
            }
        }
    }

    fn fault(&self, node: NodeId) -> Option<Violation> {
        let error = &self.faults.iter().find(|fault| fault.node == node)?.error;
        let message = Message::new("forms-rule-failed").with("reason", error.to_string());
        Some(Violation { path: self.path_of(node), kind: ViolationKind::Rule, message: message.into() })
    }

    /// The first rule that the answer at a node breaks.
    fn broken_rule(&self, node: NodeId) -> Option<(ViolationKind, Said)> {
        let item = self.item_of(node);
        let text = self.document.text(node);
        if text.is_empty() {
            let is_needed = item.kind.is_asked() && item.rules.calculation.is_none() && self.is_required(node);
            return is_needed.then(|| (ViolationKind::Required, self.required_message(item, node)));
        }
        if let Some(message) = problem(&item.kind, &text) {
            return Some((ViolationKind::Type, message.into()));
        }
        if let Some(message) = self.wrong_choice(item, node, &text) {
            return Some((ViolationKind::Choice, message.into()));
        }
        self.broken_constraint(item, node)
    }

    fn required_message(&self, item: &Item, node: NodeId) -> Said {
        if item.rules.required_message.is_nothing() {
            Message::new("forms-required").into()
        } else {
            Said::Form(self.filled(&item.rules.required_message, node))
        }
    }

    fn broken_constraint(&self, item: &Item, node: NodeId) -> Option<(ViolationKind, Said)> {
        let constraint = item.rules.constraint.as_ref()?;
        match self.holds(constraint, node) {
            Ok(true) => None,
            Ok(false) if item.rules.constraint_message.is_nothing() => {
                Some((ViolationKind::Constraint, Message::new("forms-constraint").into()))
            }
            Ok(false) => {
                Some((ViolationKind::Constraint, Said::Form(self.filled(&item.rules.constraint_message, node))))
            }
            Err(error) => {
                let message = Message::new("forms-rule-failed").with("reason", error.to_string());
                Some((ViolationKind::Rule, message.into()))
            }
        }
    }

    /// A text of the form in all its languages, answers filled in.
    fn filled(&self, saying: &Saying, node: NodeId) -> Text {
        let tongues = &self.form.tongues;
        let said = (0..tongues.all.len()).map(|tongue| Some(self.said(saying, &TextForm::Plain, node, tongue)));
        tongues.text(said)
    }

    fn wrong_choice(&self, item: &Item, node: NodeId, text: &str) -> Option<Message> {
        let source = item.kind.choice_source()?;
        let file = self.form.files.get(source.instance());
        if file.is_some_and(|file| self.itemsets.may_have_changed(file)) {
            return None;
        }
        let names: Vec<&str> = if item.kind.is_list() { text.split_whitespace().collect() } else { vec![text] };
        for name in &names {
            match self.is_offered(node, name) {
                Some(true) => {}
                Some(false) => return Some(self.wrong_choice_message(item, name)),
                None => return Some(Message::new("forms-list-not-there").with("list", source.instance())),
            }
        }
        if matches!(item.kind, Kind::Rank(_)) {
            let offers = self.offers(node).unwrap_or_default();
            if offers.len() != names.len() {
                return Some(
                    Message::new("forms-answer-not-ranked").with("all", offers.len()).with("ranked", names.len()),
                );
            }
        }
        None
    }

    fn wrong_choice_message(&self, item: &Item, name: &str) -> Message {
        match self.listed(item, name) {
            None => Message::new("forms-no-such-choice").with("answer", shortened(name)),
            Some(label) if label.is_empty() => Message::new("forms-choice-not-offered").with("answer", shortened(name)),
            Some(label) => Message::new("forms-choice-not-offered").with("answer", label),
        }
    }

    /// Whether an expression that is no rule of the form holds for these answers, at their root: for workflow and lists.
    ///
    /// # Errors
    /// When the expression cannot be worked out.
    pub fn test(&self, expression: &Expression) -> Result<bool, xpath::EvalError> {
        self.refill();
        self.holds(expression, self.document.root())
    }

    /// What an expression that is no rule of the form gives for these answers, at their root, as text.
    ///
    /// # Errors
    /// When the expression cannot be worked out.
    pub fn text_of(&self, expression: &Expression) -> Result<String, xpath::EvalError> {
        self.refill();
        let value = self.evaluate(expression, self.document.root())?;
        Ok(cast(DataType::Text, value, self.environment.offset_minutes))
    }
}
