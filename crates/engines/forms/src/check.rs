//! Checking a whole submission by the form's own rules: what every way in does before anything is kept.

use crate::{EntityStatement, Form, Itemsets, Session, Violation};
use serde_json::Value as Json;
use xpath::Environment;

/// Answers that keep every rule of their form, in the one way to write them.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedAnswers {
    answers: Json,
    instance_name: Option<String>,
    entities: Vec<EntityStatement>,
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

    /// The answers of a session that took them in, when neither it refused something nor anything breaks a rule.
    ///
    /// # Errors
    /// What was refused, and every answer that breaks a rule, with its path.
    pub fn of(session: &Session<'_>, refused: Vec<Violation>) -> Result<Self, Vec<Violation>> {
        let mut violations = refused;
        violations.extend(session.violations());
        if violations.is_empty() {
            let instance_name = session.instance_name();
            Ok(Self { answers: session.answers(), instance_name, entities: session.entities() })
        } else {
            Err(violations)
        }
    }

    /// Answers that were checked before they were kept, as they were kept: for changing what no rule is about, such as where a file
    /// is. Checked once more, what depends on the clock or on lists would be worked out as of today.
    pub fn kept(answers: Json) -> Self {
        Self { answers, instance_name: None, entities: Vec::new() }
    }

    /// The same answers with files named otherwise: what a file is called is no rule's business.
    #[must_use]
    pub fn with_files_named(mut self, form: &Form, name: impl Fn(&str) -> Option<String>) -> Self {
        each_file(form, &mut self.answers, &mut |_, file| {
            if let Some(other) = name(file) {
                *file = other;
            }
        });
        self
    }

    /// What the answers say about entities.
    pub fn entities(&self) -> &[EntityStatement] {
        &self.entities
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
    let refused = session.load(answers).err().unwrap_or_default();
    CheckedAnswers::of(&session, refused)
}

/// Every answer that names a file, with the path of its question, to be looked at or named otherwise.
pub fn each_file(form: &Form, answers: &mut Json, visit: &mut dyn FnMut(&str, &mut String)) {
    each_file_in(form, answers, "", visit);
}

fn each_file_in(form: &Form, answers: &mut Json, path: &str, visit: &mut dyn FnMut(&str, &mut String)) {
    match answers {
        Json::Object(object) => {
            for (name, answer) in object {
                let path = format!("{path}/{name}");
                match answer {
                    Json::String(text) => {
                        if asks_for_a_file(form, &path) {
                            visit(&path, text);
                        }
                    }
                    _ => each_file_in(form, answer, &path, visit),
                }
            }
        }
        Json::Array(rows) => {
            for (at, row) in rows.iter_mut().enumerate() {
                each_file_in(form, row, &format!("{path}[{}]", at + 1), visit);
            }
        }
        _ => {}
    }
}

/// Whether the question at a path, with the numbers of instances or without, asks for a file.
fn asks_for_a_file(form: &Form, path: &str) -> bool {
    form.item_of_answer(path).is_some_and(|item| item.asked_file().is_some())
}
