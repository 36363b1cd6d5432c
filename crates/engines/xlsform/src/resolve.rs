//! What `${name}` becomes where it stands: an absolute path, or one relative to the question that asks, so that inside a repeat it
//! speaks of the same entry. The rules are pyxform's, with its exceptions for `indexed-repeat` and for filters of lists.

use crate::names::{Reference, references};
use crate::tree::{NodeId, NodeKind, SURVEY, Tree};
use language::Message;
use std::cell::Cell;
use std::collections::HashMap;

/// The instance of the record that was saved before.
pub(crate) const LAST_SAVED: &str = "__last-saved";

/// Bytes that all expressions of a form may become together.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Nodes by name, with their paths.
pub(crate) struct Resolver<'t> {
    pub(crate) tree: &'t Tree,
    paths: &'t [String],
    by_name: HashMap<&'t str, Named>,
    left: Cell<usize>,
}

#[derive(Clone, Copy)]
enum Named {
    One(NodeId),
    Several,
}

/// Where an expression stands and how it wants its references.
#[derive(Clone, Copy, Default)]
pub(crate) struct Asked {
    /// The node that asks; without one, all paths are absolute.
    pub(crate) context: Option<NodeId>,
    /// Whether relative paths begin with `current()`, as in a filter.
    pub(crate) from_current: bool,
    /// Whether a path goes over the section around a repeat, as for choices that are answers of a repeat.
    pub(crate) over_parent: bool,
}

impl Asked {
    /// As the expressions of a node itself ask.
    pub(crate) fn by(context: NodeId) -> Self {
        Self { context: Some(context), ..Self::default() }
    }
}

impl<'t> Resolver<'t> {
    pub(crate) fn new(tree: &'t Tree, paths: &'t [String]) -> Self {
        let mut by_name = HashMap::new();
        for id in tree.descendants(SURVEY) {
            let node = tree.node(id);
            if node.is_referable() {
                by_name.entry(node.name()).and_modify(|named| *named = Named::Several).or_insert(Named::One(id));
            }
        }
        Self { tree, paths, by_name, left: Cell::new(MOST_BYTES) }
    }

    /// The absolute path of a node.
    pub(crate) fn path(&self, id: NodeId) -> &'t str {
        self.paths.get(id).map_or("", String::as_str)
    }

    /// The node of a name.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub(crate) fn named(&self, name: &str) -> Result<NodeId, Message> {
        match self.by_name.get(name) {
            Some(Named::One(id)) => Ok(*id),
            Some(Named::Several) => Err(Message::new("xlsform-reference-ambiguous").with("name", name)),
            None => Err(Message::new("xlsform-reference-unknown").with("name", name)),
        }
    }

    /// An expression with paths in place of its references, as it stands in an attribute: with spaces for line ends.
    pub(crate) fn expression(&self, text: &str, asked: Asked) -> Result<String, Message> {
        let mut made = String::with_capacity(text.len());
        let mut from = 0;
        for reference in references(text) {
            made.push_str(text.get(from..reference.range.start).unwrap_or_default());
            from = reference.range.end;
            made.push_str(&self.reference(text, &reference, asked)?);
        }
        made.push_str(text.get(from..).unwrap_or_default());
        Ok(in_attribute(made))
    }

    /// The path that stands for a reference of `text`, with a space at each end.
    pub(crate) fn reference(&self, text: &str, reference: &Reference<'_>, asked: Asked) -> Result<String, Message> {
        let target = self.named(reference.name)?;
        let relative = match asked.context {
            Some(context) if !reference.last_saved && !takes_absolute(text, reference) => {
                let from_current = asked.from_current || is_in_instance_filter(text, reference);
                self.relative(context, target, reference.name, Asked { from_current, ..asked })
            }
            _ => None,
        };
        let path = relative.unwrap_or_else(|| {
            let saved = if reference.last_saved { format!("instance('{LAST_SAVED}')") } else { String::new() };
            format!(" {saved}{} ", self.path(target))
        });
        let left = self.left.get().checked_sub(path.len());
        self.left.set(left.ok_or_else(|| Message::new("xlsform-too-large"))?);
        Ok(path)
    }

    /// The path from one node to another in the same repeat; `None` when they share none.
    fn relative(&self, context: NodeId, target: NodeId, name: &str, asked: Asked) -> Option<String> {
        let (steps, repeat) = self.tree.common(context, target, |node| node.is_repeat())?;
        let (steps, below) = self.steps(context, target, (steps, repeat), asked.over_parent);
        let below = if below.ends_with(name) { below } else { format!("/{name}") };
        let start = if asked.from_current { " current()/" } else { " " };
        Some(format!("{start}{}{below} ", vec![".."; steps].join("/")))
    }

    /// How many steps up, and the path down from there.
    fn steps(&self, context: NodeId, target: NodeId, repeat: (usize, NodeId), over_parent: bool) -> (usize, String) {
        let (steps, repeat) = repeat;
        if over_parent {
            let is_outermost = self.tree.repeat_around(repeat).is_none();
            let is_targets = self.tree.repeat_around(target) == Some(repeat);
            let is_contexts = self.tree.repeat_around(context) == Some(repeat);
            if is_targets && (is_outermost || !is_contexts) {
                return (steps + 1, self.tree.path_below(self.tree.node(repeat).parent, target));
            }
        }
        let counts = |kind: &NodeKind| matches!(kind, NodeKind::Group | NodeKind::Repeat);
        let common = self.tree.common(context, target, |node| counts(&node.kind));
        common.map_or((steps, self.tree.path_below(Some(repeat), target)), |(steps, ancestor)| {
            (steps, self.tree.path_below(Some(ancestor), target))
        })
    }
}

/// Line ends and tabs in an attribute are read as spaces.
pub(crate) fn in_attribute(text: String) -> String {
    if text.contains(['\n', '\t']) { text.replace(['\n', '\t'], " ") } else { text }
}

/// Whether a reference stands in the filter of an instance's nodes: `instance('a')/root/item[name = ${b}]`.
fn is_in_instance_filter(text: &str, reference: &Reference<'_>) -> bool {
    let Some(call) = text.find("instance(") else { return false };
    if text.get(call + 9..).is_none_or(|rest| rest.trim_start_matches(')').is_empty()) {
        return false;
    }
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('[')).map(|at| from + at) {
        let Some(close) = text.get(open + 1..).and_then(|rest| rest.find(']')).map(|at| open + 1 + at) else { break };
        if close == open + 1 {
            from = open + 1;
            continue;
        }
        if reference.range.start >= open && reference.range.end <= close + 1 {
            return true;
        }
        from = close + 1;
    }
    false
}

/// Whether a reference has to be absolute: the repeats and questions that `indexed-repeat` is told.
fn takes_absolute(text: &str, reference: &Reference<'_>) -> bool {
    if !text.contains("indexed-repeat(") {
        return false;
    }
    let mut calls = indexed_repeats(text);
    while let Some((start, end)) = calls.next() {
        if reference.range.end > end {
            if calls.next().is_none() {
                return false;
            }
            continue;
        }
        if reference.range.end < start || reference.range.start > end {
            return false;
        }
        let arguments = text.get(start..end).and_then(|call| call.get(call.find('(')? + 1..call.rfind(')')?));
        let name = format!("${{{}}}", reference.name);
        let at = arguments
            .unwrap_or_default()
            .split(',')
            .enumerate()
            .filter(|(_, argument)| argument.contains(&name))
            .last();
        // The question, and the repeats; what counts their entries may be relative.
        return at.is_none_or(|(at, _)| matches!(at, 0 | 1 | 3 | 5));
    }
    true
}

/// Where calls of `indexed-repeat` stand, each up to its first closing bracket.
fn indexed_repeats(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find("indexed-repeat(")?;
            let inside = start + "indexed-repeat(".len();
            let end = inside + text.get(inside..)?.find(')')? + 1;
            from = if end == inside + 1 { inside } else { end };
            if end > inside + 1 {
                return Some((start, end));
            }
        }
    })
}
