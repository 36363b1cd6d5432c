//! What is shown: questions, groups and repeats, and what is done when an answer changes.

use super::Emit;
use super::model::set_value;
use crate::resolve::Asked;
use crate::texts::Texts;
use crate::tree::{Node, NodeId, NodeKind, SURVEY, VALUE_CHANGED};
use crate::types;
use language::Message;
use xforms::{Action, ActionKind, Attribute, Control, ControlKind, Group, Question, Repeat, Said, Tag, Words};

impl Emit<'_> {
    pub(super) fn body(&mut self) -> Vec<Control> {
        self.controls(SURVEY)
    }

    fn controls(&mut self, section: NodeId) -> Vec<Control> {
        let tree = self.tree;
        tree.children(section).iter().filter_map(|id| self.control(*id)).collect()
    }

    fn control(&mut self, id: NodeId) -> Option<Control> {
        let node = self.tree.node(id);
        match &node.kind {
            _ if node.is_hidden => None,
            NodeKind::Question(..) => self.question(id).map(|question| Control::Question(Box::new(question))),
            NodeKind::Group | NodeKind::Loop(_) => Some(Control::Group(Box::new(self.group(id)))),
            NodeKind::Repeat => Some(Control::Group(Box::new(self.repeat(id)))),
            _ => None,
        }
    }

    fn group(&mut self, id: NodeId) -> Group {
        let node = self.tree.node(id);
        let has_label = !node.entry.label.is_nothing() || node.entry.controlled("appearance") == "label";
        Group {
            reference: (!node.is_flat).then(|| self.resolver.path(id).to_owned()),
            appearance: node.entry.controlled("appearance").to_owned(),
            label: if has_label { self.label(id) } else { Said::Nothing },
            attributes: self.attributes(id, &["appearance"]),
            children: self.controls(id),
            actions: Vec::new(),
        }
    }

    /// A repeat stands in a group that bears its label.
    fn repeat(&mut self, id: NodeId) -> Group {
        let node = self.tree.node(id);
        let path = self.resolver.path(id).to_owned();
        let resolved = |emit: &mut Self, name: &str| match node.entry.controlled(name) {
            "" => String::new(),
            text => emit.expression(id, &["control", name], text, Asked::by(id)),
        };
        let fixed = node.entry.controlled("jr:noAddRemove") == "true()";
        let taken: &[&str] =
            if fixed { &["appearance", "jr:count", "jr:noAddRemove"] } else { &["appearance", "jr:count"] };
        let label = self.label(id);
        let repeat = Repeat {
            nodeset: path.clone(),
            appearance: resolved(self, "appearance"),
            count: Some(resolved(self, "jr:count")).filter(|count| !count.is_empty()),
            no_add_remove: fixed,
            attributes: self.attributes(id, taken),
            children: self.controls(id),
            actions: self.new_entry_actions(id),
        };
        Group {
            reference: Some(path),
            appearance: String::new(),
            label,
            children: vec![Control::Repeat(Box::new(repeat))],
            actions: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// What is done for a new entry: for all nodes in the repeat that are in none of its repeats.
    fn new_entry_actions(&mut self, repeat: NodeId) -> Vec<Action> {
        let inside = self.tree.descendants(repeat).into_iter();
        let own: Vec<NodeId> = inside.filter(|id| self.tree.repeat_around(*id) == Some(repeat)).collect();
        own.into_iter().flat_map(|id| self.actions(id, true)).collect()
    }

    fn question(&mut self, id: NodeId) -> Option<Question> {
        let tree = self.tree;
        let node = tree.node(id);
        if is_unseen(node) {
            self.refuse_triggers(id);
            return None;
        }
        let kind = self.kind(id)?;
        self.check_label(id);
        let has_hint = !node.entry.hint.is_nothing() || !node.entry.guidance.is_nothing();
        let hint = if has_hint { self.hint(id) } else { Said::Nothing };
        let taken: &[&str] = match kind {
            ControlKind::Range { .. } => &["appearance", "start", "end", "step"],
            ControlKind::Upload { .. } => &["appearance", "mediatype"],
            _ => &["appearance"],
        };
        let mut attributes = self.attributes(id, taken);
        attributes.extend(self.query(id));
        let appearance = node.entry.controlled("appearance");
        Some(Question {
            kind,
            reference: self.resolver.path(id).to_owned(),
            appearance: self.expression(id, &["control", "appearance"], appearance, Asked::by(id)),
            label: self.label(id),
            hint,
            choices: self.choices(id),
            actions: self.triggered_actions(id),
            tags: self.tags(id),
            attributes,
        })
    }

    fn kind(&mut self, id: NodeId) -> Option<ControlKind> {
        let node = self.tree.node(id);
        let control = |name: &str| node.entry.controlled(name).to_owned();
        Some(match node.asked() {
            types::Asked::Never => return None,
            types::Asked::Input => ControlKind::Input,
            types::Asked::Trigger => ControlKind::Trigger,
            types::Asked::SelectOne => ControlKind::SelectOne,
            types::Asked::SelectMultiple => ControlKind::SelectMultiple,
            types::Asked::Rank => ControlKind::Rank,
            types::Asked::Range => {
                ControlKind::Range { start: control("start"), end: control("end"), step: control("step") }
            }
            types::Asked::Upload(usual) => {
                let own = control("mediatype");
                ControlKind::Upload { media_type: if own.is_empty() { usual.to_owned() } else { own } }
            }
        })
    }

    /// Whoever answers has to be told what is asked; a hint for the interviewer alone may not be shown.
    fn check_label(&mut self, id: NodeId) {
        let node = self.tree.node(id);
        let entry = &node.entry;
        let is_told =
            !entry.label.is_nothing() || !entry.media.is_empty() || entry.has_bare_media || !entry.hint.is_nothing();
        if !is_told && entry.controlled("appearance") != "label" {
            self.problem(id, &["label"], Message::new("xlsform-label-missing").with("name", node.name()));
        }
        let has = |kind: &str| entry.media.iter().any(|(known, _)| known == kind);
        if has("big-image") && !has("image") {
            self.problem(id, &["media", "big-image"], Message::new("xlsform-big-image").with("name", node.name()));
        }
    }

    fn label(&mut self, id: NodeId) -> Said {
        let entry = &self.tree.node(id).entry;
        if entry.label.is_translated() || !entry.media.is_empty() {
            return Said::Translated(format!("{}:label", self.resolver.path(id)));
        }
        let usual = if entry.controlled("appearance") == "label" { " " } else { "" };
        match &entry.label {
            Texts::Plain(label) => Said::Words(self.said(id, &["label"], label)),
            _ => Said::Words(Words::plain(usual)),
        }
    }

    fn hint(&mut self, id: NodeId) -> Said {
        let node = self.tree.node(id);
        if node.entry.hint.is_translated() || !node.entry.guidance.is_nothing() {
            return Said::Translated(format!("{}:hint", self.resolver.path(id)));
        }
        Said::Words(self.said(id, &["hint"], node.entry.hint.any()))
    }

    pub(super) fn said(&mut self, id: NodeId, column: &[&str], text: &str) -> Words {
        match text {
            "-" => Words::plain(text),
            text => self.words(text, Some(id), |emit| emit.place(id, column)),
        }
    }

    /// The attributes of a control that have no field of their own.
    fn attributes(&mut self, id: NodeId, taken: &[&str]) -> Vec<Attribute> {
        let tree = self.tree;
        let others = tree.node(id).entry.control.iter().filter(|(name, _)| {
            !taken.contains(&name.as_str()) && !matches!(name.as_str(), "tag" | "ref" | "nodeset" | "bodyless")
        });
        others
            .map(|(name, value)| Attribute {
                name: name.clone(),
                value: self.expression(id, &["control", name], value, Asked::by(id)),
            })
            .collect()
    }

    /// The query of a select that searches a file.
    fn query(&mut self, id: NodeId) -> Option<Attribute> {
        let node = self.tree.node(id);
        let (list, filter) = (&node.entry.query, &node.entry.choice_filter);
        let is_place = matches!(node.type_name(), "geopoint" | "geotrace" | "geoshape");
        if list.is_empty() || is_place || node.asked() != types::Asked::Input {
            return None;
        }
        let asked = Asked { from_current: true, ..Asked::by(id) };
        let predicate = match filter.as_str() {
            "" => String::new(),
            filter => format!("[{}]", self.expression(id, &["choice_filter"], filter, asked)),
        };
        Some(Attribute { name: "query".to_owned(), value: format!("instance('{list}')/root/item{predicate}") })
    }

    /// What is worked out when this answer changes.
    fn triggered_actions(&mut self, id: NodeId) -> Vec<Action> {
        let name = self.tree.node(id).name();
        let triggered = self.triggered.get(name).map(Vec::as_slice).unwrap_or_default();
        let mut targets: Vec<(NodeId, &str, bool)> =
            triggered.iter().map(|found| (found.id, found.calculation, found.is_geopoint)).collect();
        targets.sort_by_key(|(.., is_geopoint)| *is_geopoint);
        let mut actions = Vec::new();
        for (target, calculation, is_geopoint) in targets {
            let found = self.resolver.named(self.tree.node(target).name());
            if let Err(message) = found {
                self.problem(target, &["name"], message);
                continue;
            }
            let asked = Asked::by(id);
            let kind = match is_geopoint {
                true => ActionKind::SetGeopoint,
                false => {
                    let resolved = self.resolver.expression(calculation, asked);
                    set_value(resolved.unwrap_or_else(|message| {
                        self.problem(target, &["bind", "calculate"], message);
                        String::new()
                    }))
                }
            };
            let target = self.resolver.path(target).to_owned();
            actions.push(Action { kind, target, events: vec![VALUE_CHANGED.to_owned()], attributes: Vec::new() });
        }
        actions
    }

    /// An answer that nobody gives cannot be waited for.
    fn refuse_triggers(&mut self, id: NodeId) {
        let name = self.tree.node(id).name();
        let waiting = self.triggered.get(name).map(Vec::as_slice).unwrap_or_default();
        let waiting: Vec<NodeId> = waiting.iter().filter(|found| !found.is_geopoint).map(|found| found.id).collect();
        for target in waiting {
            self.problem(target, &["trigger"], Message::new("xlsform-trigger-unseen").with("name", name));
        }
    }

    fn tags(&mut self, id: NodeId) -> Vec<Tag> {
        let tree = self.tree;
        let tags = tree.node(id).tags.iter();
        tags.map(|(key, label)| Tag { key: key.clone(), label: Said::Words(self.said(id, &["type"], label.any())) })
            .collect()
    }
}

/// Whether nobody sees the question: it is worked out, and says nothing.
fn is_unseen(node: &Node) -> bool {
    let is_worked_out = !node.entry.bound("calculate").is_empty()
        || !node.triggers.is_empty()
        || node.type_name() == "background-geopoint";
    let says_nothing =
        node.entry.label.is_nothing() && node.entry.controlled("appearance") != "label" && node.entry.hint.is_nothing();
    node.type_name() == "calculate" || is_worked_out && says_nothing
}
