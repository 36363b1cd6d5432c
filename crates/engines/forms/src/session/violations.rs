//! What is wrong with the answers now.

use super::{Session, kept};
use crate::answer::{problem, shortened};
use crate::template::Template;
use crate::{Item, Kind, Said, Violation, ViolationKind};
use language::Message;
use xpath::{Expression, NodeId};

impl Session<'_> {
    /// Every answer that breaks a rule, in the order of the form. What is not relevant breaks none.
    pub fn violations(&self) -> Vec<Violation> {
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
        if item.rules.required_message.is_empty() {
            Message::new("forms-required").into()
        } else {
            Said::Form(self.filled(&item.rules.required_message, node))
        }
    }

    fn broken_constraint(&self, item: &Item, node: NodeId) -> Option<(ViolationKind, Said)> {
        let constraint = item.rules.constraint.as_ref()?;
        match self.holds(constraint, node) {
            Ok(true) => None,
            Ok(false) if item.rules.constraint_message.is_empty() => {
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
    fn filled(&self, template: &Template, node: NodeId) -> language::Text {
        template.fill_all(|lang| {
            let lists = self.lists(lang);
            template.fill(lang, &self.context(node, &lists))
        })
    }

    fn wrong_choice(&self, item: &Item, node: NodeId, text: &str) -> Option<Message> {
        let source = item.kind.choice_source()?;
        let lists = self.lists(self.form.default_language);
        let Some(itemset) = lists.itemset(source) else {
            return Some(Message::new("forms-list-not-there").with("list", source.instance()));
        };
        let names = match item.kind {
            Kind::SelectMultiple(_) => text.split_whitespace().collect(),
            _ => vec![text],
        };
        let is_offered = |name: &str| {
            let rows: Vec<NodeId> =
                itemset.places(name).iter().filter_map(|at| itemset.nodes.get(*at)).copied().collect();
            match &item.rules.choice_filter {
                None => !rows.is_empty(),
                // Only the rows of the chosen name are asked, so the length of the list does not matter.
                Some(filter) => filter
                    .keep(&self.context(node, &lists), &itemset.document, &rows)
                    .is_ok_and(|kept| !kept.is_empty()),
            }
        };
        let wrong = names.into_iter().find(|name| !is_offered(name))?;
        let key = if itemset.places(wrong).is_empty() { "forms-no-such-choice" } else { "forms-choice-not-offered" };
        let label = itemset.named(wrong).next().map(|choice| choice.label.clone()).filter(|label| !label.is_empty());
        let answer = Message::new(key);
        Some(match label {
            Some(label) => answer.with("answer", label),
            None => answer.with("answer", shortened(wrong)),
        })
    }

    /// Whether an expression that is no rule of the form holds for these answers, at their root: for workflow and lists.
    ///
    /// # Errors
    /// When the expression cannot be worked out.
    pub fn test(&self, expression: &Expression) -> Result<bool, xpath::EvalError> {
        self.holds(expression, self.document.root())
    }

    /// What an expression that is no rule of the form gives for these answers, at their root, as text.
    ///
    /// # Errors
    /// When the expression cannot be worked out.
    pub fn text_of(&self, expression: &Expression) -> Result<String, xpath::EvalError> {
        self.evaluate(expression, self.document.root()).map(kept)
    }
}
