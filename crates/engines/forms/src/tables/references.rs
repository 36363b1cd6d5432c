//! `${name}` in expressions and texts: which question is meant, and the path to it, as pyxform writes it.

use super::survey::Asked;
use crate::Kind;
use crate::compile::Surroundings;
use language::Message;
use std::collections::HashMap;
use xforms::{Piece, Words};

/// The names that references can mean.
pub(super) struct Scope<'i> {
    items: &'i [Asked],
    by_name: HashMap<&'i str, Vec<usize>>,
}

impl<'i> Scope<'i> {
    pub(super) fn new(items: &'i [Asked]) -> Self {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            by_name.entry(&item.name).or_default().push(at);
        }
        Self { items, by_name }
    }

    /// The expression with every `${name}` replaced by a path.
    pub(super) fn resolved(&self, context: usize, written: &str, in_filter: bool) -> Result<String, Message> {
        let mut resolved = String::with_capacity(written.len() + 32);
        let mut surroundings = Surroundings::default();
        let mut rest = written;
        while let Some(start) = rest.find("${") {
            let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
            let Some(end) = from.find('}') else {
                return Err(Message::new("forms-reference-open").with("expression", crate::answer::shortened(written)));
            };
            before.chars().for_each(|character| surroundings.pass(character));
            surroundings.end_word();
            resolved.push_str(before);
            let name = from.get(2..end).unwrap_or_default().trim();
            resolved.push_str(&self.path(
                context,
                name,
                in_filter || surroundings.in_condition(),
                surroundings.names_instances(),
            )?);
            rest = from.get(end + 1..).unwrap_or_default();
        }
        resolved.push_str(rest);
        Ok(resolved)
    }

    /// The path from one item to the question of that name: relative inside a repeat that both stand in, else absolute.
    fn path(&self, context: usize, name: &str, from_current: bool, absolute: bool) -> Result<String, Message> {
        let name = name.strip_prefix("last-saved#").unwrap_or(name);
        let target = match self.by_name.get(name).map(Vec::as_slice) {
            None | Some([]) => return Err(self.unknown(name)),
            Some([only]) => *only,
            Some(_) => return Err(Message::new("forms-reference-ambiguous").with("name", name)),
        };
        let shares_repeat = self.ancestors(context).any(|section| {
            self.items.get(section).is_some_and(|item| item.kind == Kind::Repeat)
                && self.ancestors(target).any(|other| other == section)
        });
        if absolute || !shares_repeat {
            return Ok(format!(" {} ", self.absolute(target)));
        }
        let common = std::iter::once(context)
            .chain(self.ancestors(context))
            .find(|section| *section == target || self.ancestors(target).any(|other| other == *section));
        let up = std::iter::once(context)
            .chain(self.ancestors(context))
            .take_while(|section| Some(*section) != common)
            .count();
        let down: Vec<&str> = self.names_below(target, common.unwrap_or_default());
        let mut steps = vec![".."; up];
        steps.extend(down);
        let path = if steps.is_empty() { ".".to_owned() } else { steps.join("/") };
        Ok(if from_current { format!(" current()/{path} ") } else { format!(" {path} ") })
    }

    fn unknown(&self, name: &str) -> Message {
        let near = self.by_name.keys().find(|known| known.eq_ignore_ascii_case(name));
        match near {
            Some(known) => Message::new("forms-reference-case").with("name", name).with("known", *known),
            None => Message::new("forms-reference-unknown").with("name", name),
        }
    }

    /// The sections around an item, innermost first, the form itself last.
    fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        let parent = |at: usize| self.items.get(at).and_then(|item| item.parent);
        std::iter::successors(parent(at), move |at| parent(*at))
    }

    fn absolute(&self, at: usize) -> String {
        let root = self.items.first().map_or("data", |root| root.name.as_str());
        let path = self.items.get(at).map_or("", |item| item.path.trim_end_matches('/'));
        format!("/{root}{path}")
    }

    fn names_below(&self, target: usize, common: usize) -> Vec<&str> {
        let chain = std::iter::once(target).chain(self.ancestors(target)).take_while(|at| *at != common);
        let mut names: Vec<&str> = chain.filter_map(|at| self.items.get(at)).map(|item| item.name.as_str()).collect();
        names.reverse();
        names
    }

    /// A text for people with the answers that stand in it.
    pub(super) fn words(&self, context: usize, written: &str) -> Result<Words, Message> {
        let mut pieces = Vec::new();
        let mut rest = written;
        while let Some(start) = rest.find("${") {
            let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
            let Some(end) = from.find('}') else { break };
            let reference = from.get(..=end).unwrap_or_default();
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(Piece::Output(self.resolved(context, reference, false)?.trim().to_owned()));
            rest = from.get(end + 1..).unwrap_or_default();
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Words(pieces))
    }
}
