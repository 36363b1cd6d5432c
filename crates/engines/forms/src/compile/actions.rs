//! Actions: what is done when something happens.

use super::Compiler;
use super::paths::{absolute, root_path};
use crate::rules::{Action, Actions, Deed};
use language::Message;
use xforms::{ActionKind, Aspect, Control, ModelItem};
use xpath::Expression;

impl Compiler<'_> {
    pub(super) fn read_actions(&mut self) -> Actions {
        let definition = self.definition;
        let mut actions = Actions::default();
        for item in &definition.model {
            if let ModelItem::Action(action) = item {
                self.action(action, 0, "", 0, &mut actions);
            }
        }
        let root = root_path(definition);
        self.actions_in(&definition.body, &root, &mut actions);
        actions
    }

    fn actions_in(&mut self, controls: &[Control], around: &str, actions: &mut Actions) {
        for control in controls {
            let (reference, own) = match control {
                Control::Question(question) => (Some(question.reference.as_str()), &question.actions),
                Control::Group(group) => (group.reference.as_deref(), &group.actions),
                Control::Repeat(repeat) => (Some(repeat.nodeset.as_str()), &repeat.actions),
            };
            let here = reference.map_or_else(|| around.to_owned(), |reference| absolute(reference, around));
            let item = self.find(&here).unwrap_or_default();
            // Relative targets of a question start at the node around it, those of a section at itself.
            let start = match control {
                Control::Question(_) => here.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned(),
                _ => here.clone(),
            };
            for action in own {
                self.action(action, item, &start, item, actions);
            }
            match control {
                Control::Question(_) => {}
                Control::Group(group) => self.actions_in(&group.children, &here, actions),
                Control::Repeat(repeat) => self.actions_in(&repeat.children, &here, actions),
            }
        }
    }

    fn action(&mut self, action: &xforms::Action, around: usize, start: &str, source: usize, actions: &mut Actions) {
        let path = absolute(&without_conditions(&action.target), start);
        let Some(target) = self.find(&path) else {
            let message = Message::new("forms-action-without-node").with("path", action.target.as_str());
            self.found.refuse(&action.target, Aspect::Action, message);
            return;
        };
        let narrowed = if action.target.contains('[') {
            match Expression::parse(&action.target) {
                Ok(expression) => Some(expression),
                Err(error) => {
                    let message = super::expression_message(&action.target, &error);
                    self.found.refuse(&action.target, Aspect::Action, message);
                    return;
                }
            }
        } else {
            None
        };
        let deed = match &action.kind {
            ActionKind::SetValue(written) => match self.expression(target, Aspect::Action, written) {
                Some(expression) => Deed::Set(expression),
                None => return,
            },
            ActionKind::SetText(text) => Deed::Text(text.clone()),
            ActionKind::SetGeopoint | ActionKind::RecordAudio => Deed::Device,
        };
        let made = actions.all.len();
        actions.all.push(Action { deed, target, narrowed, around });
        if let Some(item) = self.items.get_mut(target) {
            item.rules.is_target = true;
        }
        for event in &action.events {
            match event.as_str() {
                "odk-instance-first-load" => actions.first_load.push(made),
                "xforms-ready" => actions.ready.push(made),
                "odk-instance-load" => actions.load.push(made),
                "xforms-value-changed" => {
                    if let Some(item) = self.items.get_mut(source) {
                        item.rules.when_changed.push(made);
                    }
                }
                "odk-new-repeat" => self.when_added(source, made),
                _ => {}
            }
        }
    }

    /// A new instance is of the innermost repeat that the action stands in.
    fn when_added(&mut self, source: usize, action: usize) {
        let is_repeat =
            |compiler: &Self, at: usize| compiler.items.get(at).is_some_and(|item| item.kind == crate::Kind::Repeat);
        let repeat = self.with_sections(source).find(|at| is_repeat(self, *at));
        if let Some(item) = repeat.and_then(|repeat| self.items.get_mut(repeat)) {
            item.rules.when_added.push(action);
        }
    }
}

/// A path without what stands in brackets.
fn without_conditions(path: &str) -> String {
    let mut depth = 0_usize;
    path.chars()
        .filter(|character| {
            match character {
                '[' => depth += 1,
                ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn conditions_are_cut_out_of_paths() {
        assert_eq!(super::without_conditions("/data/row[position() = last()[1]]/a"), "/data/row/a");
    }
}
