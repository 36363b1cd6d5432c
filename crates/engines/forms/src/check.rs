//! Checking a whole submission by the form's own rules: what every way in does before anything is kept.

use crate::{Form, Itemsets, Session, Violation};
use serde_json::Value as Json;
use xpath::Environment;

/// Answers that keep every rule of their form, in the one way to write them.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedAnswers {
    answers: Json,
    instance_name: Option<String>,
}

impl CheckedAnswers {
    /// The answers: relevant and given ones only, calculations worked out anew.
    pub fn answers(&self) -> &Json {
        &self.answers
    }

    /// The answers, taken out.
    pub fn into_answers(self) -> Json {
        self.answers
    }

    /// The name that the form gives to these answers by `instance_name`.
    pub fn instance_name(&self) -> Option<&str> {
        self.instance_name.as_deref()
    }
}

/// Checks answers: every name known, every answer of its type, offered, within its constraint, and present where it is required.
/// Calculations are worked out anew, and what is not relevant is left out.
///
/// # Errors
/// Every answer that breaks a rule, with its path.
pub fn check(
    form: &Form,
    answers: &Json,
    itemsets: &dyn Itemsets,
    environment: Environment,
) -> Result<CheckedAnswers, Vec<Violation>> {
    let mut session = Session::blank(form, itemsets, environment);
    let mut violations = session.load(answers).err().unwrap_or_default();
    violations.extend(session.violations());
    if violations.is_empty() {
        Ok(CheckedAnswers { answers: session.answers(), instance_name: session.instance_name() })
    } else {
        Err(violations)
    }
}
