//! What holds for each node, and what is done when the form opens.

use super::Emit;
use super::itext::is_message_text;
use crate::entry::MESSAGES;
use crate::resolve::Asked;
use crate::texts::{Texts, yes_or_no};
use crate::tree::{Act, ActKind, NEW_REPEAT, NodeId, NodeKind, SURVEY};
use xforms::{Action, ActionKind, Attribute, Bind, ModelItem};

/// Attributes in which a plain yes or no is an expression.
const CONDITIONS: [&str; 5] = ["readonly", "required", "relevant", "constraint", "calculate"];

impl Emit<'_> {
    /// Binds and actions, each node's own together.
    pub(super) fn model(&mut self) -> Vec<ModelItem> {
        let mut items = Vec::new();
        for id in self.tree.descendants(SURVEY) {
            items.extend(self.bind(id).map(|bind| ModelItem::Bind(Box::new(bind))));
            items.extend(self.actions(id, false).into_iter().map(ModelItem::Action));
        }
        items
    }

    fn bind(&mut self, id: NodeId) -> Option<Bind> {
        let node = self.tree.node(id);
        if node.is_flat || matches!(node.kind, NodeKind::Survey | NodeKind::External(_)) {
            return None;
        }
        let usual: &[(&str, &str)] = match &node.kind {
            NodeKind::Question(_, question) => question.bind,
            _ => &[],
        };
        if usual.is_empty() && node.entry.bind.is_empty() {
            return None;
        }
        let mut bind = Bind { nodeset: self.resolver.path(id).to_owned(), ..Bind::default() };
        let is_own = |name: &str| node.entry.bind.iter().any(|(own, _)| own == name);
        for (name, text) in usual.iter().filter(|(name, _)| !is_own(name)) {
            set(&mut bind, name, (*text).to_owned());
        }
        for (name, texts) in &node.entry.bind {
            // With a trigger, the calculation is an action of the question that triggers it.
            if name != "calculate" || node.triggers.is_empty() {
                let value = self.bound(id, name, texts);
                set(&mut bind, name, value);
            }
        }
        Some(bind)
    }

    fn bound(&mut self, id: NodeId, name: &str, texts: &Texts) -> String {
        if MESSAGES.contains(&name) && is_message_text(name, texts) {
            return format!("jr:itext('{}:{name}')", self.resolver.path(id));
        }
        match yes_or_no(texts.any()) {
            Some(yes) if CONDITIONS.contains(&name) => format!("{yes}()"),
            _ => self.expression(id, &["bind", name], texts.any(), Asked::by(id)),
        }
    }

    /// What is done when the form opens, or else when a repeat gets a new entry.
    pub(super) fn actions(&mut self, id: NodeId, on_new_entry: bool) -> Vec<Action> {
        let tree = self.tree;
        let wanted = tree.node(id).acts.iter().filter(|act| (act.event == NEW_REPEAT) == on_new_entry);
        wanted.map(|act| self.action(id, act)).collect()
    }

    fn action(&mut self, id: NodeId, act: &Act) -> Action {
        let mut attributes = Vec::new();
        let kind = match &act.kind {
            ActKind::Default => {
                let default = &self.tree.node(id).entry.default;
                set_value(self.expression(id, &["default"], default, Asked::by(id)))
            }
            ActKind::Value(expression) => set_value((*expression).to_owned()),
            ActKind::Geopoint => ActionKind::SetGeopoint,
            ActKind::Audio(quality) => {
                attributes.extend(quality.clone().map(|value| Attribute { name: "odk:quality".into(), value }));
                ActionKind::RecordAudio
            }
        };
        Action { kind, target: self.resolver.path(id).to_owned(), events: vec![act.event.to_owned()], attributes }
    }
}

/// Setting an expression's value, or nothing where there is none.
pub(super) fn set_value(expression: String) -> ActionKind {
    if expression.is_empty() { ActionKind::SetText(expression) } else { ActionKind::SetValue(expression) }
}

/// Puts an attribute in its field.
fn set(bind: &mut Bind, name: &str, value: String) {
    let field = match name {
        "type" => {
            bind.kind = value.split_once(':').map_or(value.as_str(), |(_, kind)| kind).to_owned();
            return;
        }
        "relevant" => &mut bind.relevant,
        "constraint" => &mut bind.constraint,
        "jr:constraintMsg" => &mut bind.constraint_message,
        "required" => &mut bind.required,
        "jr:requiredMsg" => &mut bind.required_message,
        "readonly" => &mut bind.read_only,
        "calculate" => &mut bind.calculate,
        "jr:preload" => &mut bind.preload,
        "jr:preloadParams" => &mut bind.preload_parameters,
        "entities:saveto" => &mut bind.save_to,
        _ => {
            bind.attributes.push(Attribute { name: name.to_owned(), value });
            return;
        }
    };
    *field = Some(value).filter(|value| !value.is_empty());
}
