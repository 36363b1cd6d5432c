//! What happened in a case, as rules read it: the forms sent, the moves made, the decisions taken, each with its day. Owns what a history
//! amounts to (its state) and the document that expressions read; not who may see what of it.

use crate::Workflow;
use calendar::Date;
use xpath::{Document, NodeId};

/// The root of a case's document.
pub(crate) const ROOT: &str = "case";

/// Everything that happened in a case, in the order in which it came.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// What happened.
    pub events: Vec<Event>,
}

/// Something that happened on a day.
#[derive(Clone, Debug)]
pub struct Event {
    /// The day.
    pub on: Date,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum What {
    /// A form was sent.
    Form {
        /// The record kind, `identification/interview` or, in its own pack, `interview`.
        form: String,
        /// The answers, with groups flattened and a repeat's rows as elements.
        answers: Document,
    },
    /// A move was made.
    Moved {
        /// The move.
        id: String,
        /// The state that it led to.
        to: String,
    },
    /// A conference decided.
    Decided {
        /// The conference.
        conference: String,
        /// What came out.
        outcome: String,
    },
}

impl History {
    /// The day on which the case was opened.
    pub fn opened(&self) -> Option<Date> {
        self.events.first().map(|event| event.on)
    }

    /// The state of the case and the day on which it came into it. `None` before it is opened.
    pub fn state<'h>(&'h self, workflow: &'h Workflow) -> Option<(&'h str, Date)> {
        let last = self.events.iter().rev().find_map(|event| match &event.what {
            What::Moved { to, .. } => Some((to.as_str(), event.on)),
            _ => None,
        });
        last.or_else(|| Some((workflow.start.as_str(), self.opened()?)))
    }

    /// What a conference decided last, and the day.
    pub fn decision(&self, conference: &str) -> Option<(&str, Date)> {
        self.events.iter().rev().find_map(|event| match &event.what {
            What::Decided { conference: of, outcome } if of == conference => Some((outcome.as_str(), event.on)),
            _ => None,
        })
    }

    /// The document that expressions are read in: `case` with `opened`, `state`, `since`, and in the order in which they came an element for
    /// every form (its own part of the kind's name, with `recorded`), every `move` and every `decision`.
    pub fn document(&self, workflow: &Workflow) -> Document {
        let mut document = Document::new(ROOT);
        let root = document.root();
        if let Some(opened) = self.opened() {
            append(&mut document, root, "opened", &opened.to_string());
        }
        if let Some((state, since)) = self.state(workflow) {
            append(&mut document, root, "state", state);
            append(&mut document, root, "since", &since.to_string());
        }
        for event in &self.events {
            append_event(&mut document, root, event);
        }
        document
    }
}

fn append_event(document: &mut Document, root: NodeId, event: &Event) {
    let day = event.on.to_string();
    match &event.what {
        What::Form { form, answers } => {
            let node = document.append(root, local_name(form));
            append(document, node, "recorded", &day);
            copy(document, node, answers, answers.root());
        }
        What::Moved { id, to } => {
            let node = document.append(root, "move");
            for (name, text) in [("id", id.as_str()), ("on", &day), ("to", to)] {
                append(document, node, name, text);
            }
        }
        What::Decided { conference, outcome } => {
            let node = document.append(root, "decision");
            for (name, text) in [("conference", conference.as_str()), ("on", &day), ("outcome", outcome)] {
                append(document, node, name, text);
            }
        }
    }
}

fn append(document: &mut Document, parent: NodeId, name: &str, text: &str) {
    let node = document.append(parent, name);
    document.set_text(node, text);
}

fn copy(document: &mut Document, parent: NodeId, source: &Document, from: NodeId) {
    for child in source.elements(from) {
        let node = document.append(parent, source.name(child));
        if source.elements(child).next().is_some() {
            copy(document, node, source, child);
        } else {
            document.set_text(node, &source.text(child));
        }
    }
}

/// The element of a record kind in a case's document: `interview` of `identification/interview`.
pub fn local_name(form: &str) -> &str {
    form.rsplit('/').next().unwrap_or(form)
}
