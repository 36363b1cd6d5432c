//! The states of a form's nodes at a moment, and how they differ from those of another.

use crate::session::NodeState;
use crate::{Kind, Session, Violation, ViolationKind};
use serde_json::{Map, Value as Json, json};
use std::collections::HashMap;

/// The states of all nodes in the order of the form.
pub(super) struct States {
    nodes: Vec<(String, Json)>,
}

impl States {
    pub(super) fn of(session: &Session<'_>) -> Self {
        let violations = session.violations();
        let by_path: HashMap<&str, &Violation> =
            violations.iter().map(|violation| (violation.path.as_str(), violation)).collect();
        let root = format!("/{}", session.form().root_name());
        let nodes = session.node_states().into_iter().map(|state| {
            let reference = if state.path == "/" { root.clone() } else { format!("{root}{}", state.path) };
            let violation = by_path.get(state.path.as_str()).copied();
            let written = written(&reference, &state, violation, session);
            (reference, written)
        });
        Self { nodes: nodes.collect() }
    }

    pub(super) fn nodes(&self) -> Vec<&Json> {
        self.nodes.iter().map(|(_, node)| node).collect()
    }

    /// What is new or different afterwards, and which nodes are gone.
    pub(super) fn differences(&self, after: &Self) -> (Vec<Json>, Vec<String>) {
        let before: HashMap<&str, &Json> =
            self.nodes.iter().map(|(reference, node)| (reference.as_str(), node)).collect();
        let later: HashMap<&str, &Json> =
            after.nodes.iter().map(|(reference, node)| (reference.as_str(), node)).collect();
        let is_new = |(reference, node): &&(String, Json)| before.get(reference.as_str()) != Some(&node);
        let changed = after.nodes.iter().filter(is_new).map(|(_, node)| node.clone()).collect();
        let gone = self
            .nodes
            .iter()
            .map(|(reference, _)| reference)
            .filter(|reference| !later.contains_key(reference.as_str()));
        (changed, gone.cloned().collect())
    }
}

fn written(reference: &str, state: &NodeState<'_>, violation: Option<&Violation>, session: &Session<'_>) -> Json {
    let mut node = Map::new();
    let mut put = |name: &str, value: Json| {
        node.insert(name.to_owned(), value);
    };
    put("ref", json!(reference));
    put("type", json!(kind_of(state)));
    put("relevant", json!(state.is_relevant));
    if state.is_read_only {
        put("readonly", json!(true));
    }
    if state.is_required {
        put("required", json!(true));
    }
    if let Some(label) = &state.label {
        put("label", json!(label));
    }
    if let Some(hint) = &state.hint {
        put("hint", json!(hint));
    }
    if let Some(count) = state.count {
        put("count", json!(count));
    }
    if let Some(value) = &state.value {
        put("value", json!(value));
    }
    if let Some(choices) = &state.choices {
        let choices = choices.iter().map(|choice| json!({"value": choice.name, "label": choice.label}));
        put("choices", Json::Array(choices.collect()));
    }
    if let Some(violation) = violation {
        let name = match violation.kind {
            ViolationKind::Required => "required",
            ViolationKind::Constraint => "constraint",
            _ => return Json::Object(node),
        };
        put(&format!("{name}_violated"), json!(true));
        if let Some(said) = session.said_by_form(violation) {
            put(&format!("{name}_message"), json!(said));
        }
    }
    Json::Object(node)
}

fn kind_of(state: &NodeState<'_>) -> &'static str {
    if state.path == "/" {
        return "root";
    }
    match (&state.item.kind, state.count.is_some()) {
        (Kind::Repeat, true) if state.is_count_fixed => "repeat-range:controlled",
        (Kind::Repeat, true) => "repeat-range:uncontrolled",
        (Kind::Repeat, false) => "repeat-instance",
        (Kind::Group, _) => "group",
        (Kind::Note, _) => "note",
        (Kind::SelectOne(_) | Kind::SelectMultiple(_), _) => "select",
        (Kind::Rank(_), _) => "rank",
        (Kind::Range(_), _) => "range",
        (Kind::Acknowledge, _) => "trigger",
        (Kind::File(_), _) => "upload",
        (Kind::Calculate | Kind::Hidden | Kind::Metadata(_), _) => "model-value",
        _ => "input",
    }
}
