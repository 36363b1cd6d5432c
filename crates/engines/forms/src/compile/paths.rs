//! References of the body as absolute paths, and which paths repeat.

use crate::flaw::Found;
use language::Message;
use std::collections::HashMap;
use xforms::{Aspect, Control, Definition, ModelItem};

/// Controls within controls. Real forms have up to 10.
const DEEPEST: usize = 60;

/// The repeats of a form by the path of their nodes.
pub(super) struct Repeats {
    pub(super) by_path: HashMap<String, RepeatKind>,
    /// The attributes that binds and actions name: `/data/meta/entity/@id`.
    pub(super) attributes: std::collections::HashSet<String>,
}

/// How a repeat gets its instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RepeatKind {
    /// Whether their number follows from other answers.
    pub(super) is_counted: bool,
}

impl Repeats {
    pub(super) fn of(definition: &Definition, found: &mut Found) -> Self {
        let mut repeats = Self { by_path: HashMap::new(), attributes: std::collections::HashSet::new() };
        let root = root_path(definition);
        repeats.walk(&definition.body, &root, 0, found);
        let targets = definition.model.iter().map(|item| match item {
            ModelItem::Bind(bind) => bind.nodeset.as_str(),
            ModelItem::Action(action) => action.target.as_str(),
        });
        repeats.attributes.extend(targets.filter(|target| target.contains("/@")).map(str::to_owned));
        repeats
    }

    fn walk(&mut self, controls: &[Control], around: &str, depth: usize, found: &mut Found) {
        if depth > DEEPEST {
            found.refuse(around, Aspect::Control, Message::new("forms-too-deep").with("most", DEEPEST));
            return;
        }
        for control in controls {
            match control {
                Control::Question(question) => {
                    let here = absolute(&question.reference, around);
                    let parent = here.rsplit_once('/').map_or(around, |(parent, _)| parent).to_owned();
                    let targets = question.actions.iter().map(|action| absolute(&action.target, &parent));
                    self.attributes.extend(targets.filter(|target| target.contains("/@")));
                }
                Control::Group(group) => {
                    let here =
                        group.reference.as_deref().map_or_else(|| around.to_owned(), |path| absolute(path, around));
                    self.walk(&group.children, &here, depth + 1, found);
                }
                Control::Repeat(repeat) => {
                    let here = absolute(&repeat.nodeset, around);
                    if here.matches('/').count() < 2 {
                        found.refuse(&here, Aspect::Control, Message::new("forms-repeat-of-everything"));
                        continue;
                    }
                    let targets = repeat.actions.iter().map(|action| absolute(&action.target, &here));
                    self.attributes.extend(targets.filter(|target| target.contains("/@")));
                    self.by_path.insert(here.clone(), RepeatKind { is_counted: repeat.count.is_some() });
                    self.walk(&repeat.children, &here, depth + 1, found);
                }
            }
        }
    }
}

/// `/data`
pub(super) fn root_path(definition: &Definition) -> String {
    let instance = &definition.instance;
    let name = instance.full_name(instance.root()).map(xpath::Name::qualified).unwrap_or_default();
    format!("/{name}")
}

/// A reference as an absolute path; a relative one starts at the node around.
pub(super) fn absolute(reference: &str, around: &str) -> String {
    let reference = reference.trim();
    let relative = reference.strip_prefix("current()/").unwrap_or(reference);
    if relative.starts_with('/') {
        return normal(relative);
    }
    normal(&format!("{around}/{relative}"))
}

/// A path without steps that stay or go back.
fn normal(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/').map(str::trim) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    format!("/{}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn references_start_at_the_node_around() {
        let cases = [
            ("/data/a", "/data/b", "/data/a"),
            (" a ", "/data/b", "/data/b/a"),
            ("../a", "/data/b", "/data/a"),
            ("current()/../a", "/data/b", "/data/a"),
            ("./a", "/data/b", "/data/b/a"),
            (".", "/data/b", "/data/b"),
            ("/data/./a/../c", "/data/b", "/data/c"),
        ];
        for (reference, around, expected) in cases {
            assert_eq!(absolute(reference, around), expected, "{reference}");
        }
    }
}
