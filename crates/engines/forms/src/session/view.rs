//! The form as a person sees it now: relevant questions with labels, choices and answers, in the reader's language.

use super::Session;
use crate::template::Template;
use crate::{Item, Kind};
use language::Lang;
use xpath::NodeId;

/// A question or section as shown.
#[derive(Clone, Debug)]
pub struct Entry<'f> {
    /// Where it stands, with the numbers of repeat instances; for a repeat the path to add an instance at.
    pub path: String,
    /// Its definition.
    pub item: &'f Item,
    /// The label, answers filled in.
    pub label: String,
    /// The hint, answers filled in.
    pub hint: String,
    /// Help for the person who asks, answers filled in.
    pub guidance_hint: String,
    /// What is in it.
    pub content: Content<'f>,
}

/// What a question or section has in it.
#[derive(Clone, Debug)]
pub enum Content<'f> {
    /// A question, or a note.
    Question {
        /// The answer as kept; empty when there is none.
        value: String,
        /// Whether an answer is needed now.
        required: bool,
        /// Whether it may not be changed now.
        read_only: bool,
        /// What can be chosen now, for selects.
        choices: Vec<ShownChoice>,
    },
    /// A group.
    Group(Vec<Entry<'f>>),
    /// A repeat.
    Repeat {
        /// Its instances in order.
        instances: Vec<RepeatInstance<'f>>,
        /// Whether a person may add and remove instances.
        may_change: bool,
    },
}

/// An instance of a repeat as shown.
#[derive(Clone, Debug)]
pub struct RepeatInstance<'f> {
    /// Its path, `/attendance[2]`.
    pub path: String,
    /// Which one, counted from 1.
    pub index: usize,
    /// What is in it.
    pub entries: Vec<Entry<'f>>,
}

/// A choice as offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownChoice {
    /// What is kept as the answer.
    pub name: String,
    /// What a person reads.
    pub label: String,
    /// Whether it is chosen now.
    pub chosen: bool,
}

impl<'f> Session<'f> {
    /// Everything that is relevant and shown, in order.
    pub fn view(&self, lang: Lang) -> Vec<Entry<'f>> {
        self.entries(self.document.root(), lang)
    }

    /// What is relevant and shown in the section at a path: a group or an instance of a repeat. Empty when there is none.
    pub fn view_of(&self, path: &str, lang: Lang) -> Vec<Entry<'f>> {
        self.find(path).map(|section| self.entries(section, lang)).unwrap_or_default()
    }

    /// The label of the question or section at a path, answers filled in. `None` when there is nothing at that path.
    pub fn label(&self, path: &str, lang: Lang) -> Option<String> {
        let node = self.find(path).ok()?;
        Some(self.shown(&self.item_of(node).rules.label, node, lang))
    }

    /// What can be chosen at a path now, in the reader's language; empty for questions that are no selects.
    pub fn choices(&self, path: &str, lang: Lang) -> Vec<ShownChoice> {
        self.find(path).map(|node| self.offered(node, lang)).unwrap_or_default()
    }

    fn shown(&self, template: &Template, node: NodeId, lang: Lang) -> String {
        let lists = self.lists(lang);
        template.fill(lang, &self.context(node, &lists))
    }

    fn entries(&self, section: NodeId, lang: Lang) -> Vec<Entry<'f>> {
        let mut entries = Vec::new();
        for child in &self.item_of(section).children {
            let Some(item) = self.form.at(*child).filter(|item| item.kind.is_shown()) else { continue };
            if item.kind == Kind::Repeat {
                entries.extend(self.repeat_entry(section, *child, item, lang));
            } else if let Some(node) = self.child_of(section, *child).filter(|node| !self.document.is_hidden(*node)) {
                entries.push(self.entry(node, item, self.path_of(node), self.content(node, item, lang), lang));
            }
        }
        entries
    }

    fn entry(&self, node: NodeId, item: &'f Item, path: String, content: Content<'f>, lang: Lang) -> Entry<'f> {
        Entry {
            path,
            item,
            label: self.shown(&item.rules.label, node, lang),
            hint: self.shown(&item.rules.hint, node, lang),
            guidance_hint: self.shown(&item.rules.guidance_hint, node, lang),
            content,
        }
    }

    fn content(&self, node: NodeId, item: &Item, lang: Lang) -> Content<'f> {
        if item.kind == Kind::Group {
            return Content::Group(self.entries(node, lang));
        }
        Content::Question {
            value: self.document.text(node).into_owned(),
            required: item.kind.is_asked() && self.is_required(node),
            read_only: item.rules.calculation.is_some() || self.is_read_only(node),
            choices: self.offered(node, lang),
        }
    }

    /// A repeat with its instances. One without any is shown all the same, so that a person can add the first, unless it or the
    /// section around it is not relevant.
    fn repeat_entry(&self, parent: NodeId, repeat: usize, item: &'f Item, lang: Lang) -> Option<Entry<'f>> {
        let all = self.instances(parent, repeat);
        let nodes: Vec<NodeId> = all.iter().copied().filter(|node| !self.document.is_hidden(*node)).collect();
        if nodes.is_empty() && !all.is_empty() {
            return None;
        }
        if nodes.is_empty()
            && item.rules.relevant.as_ref().is_some_and(|relevant| !self.holds(relevant, parent).unwrap_or(true))
        {
            return None;
        }
        let instances = nodes.iter().enumerate().map(|(at, node)| RepeatInstance {
            path: self.path_of(*node),
            index: at + 1,
            entries: self.entries(*node, lang),
        });
        let content = Content::Repeat { instances: instances.collect(), may_change: item.rules.repeat_count.is_none() };
        let path = format!("{}/{}", self.path_of(parent).trim_end_matches('/'), item.name);
        let labelled_at = nodes.first().copied().unwrap_or(parent);
        Some(self.entry(labelled_at, item, path, content, lang))
    }

    fn offered(&self, node: NodeId, lang: Lang) -> Vec<ShownChoice> {
        let item = self.item_of(node);
        let Some(source) = item.kind.choice_source() else { return Vec::new() };
        let lists = self.lists(lang);
        let Some(itemset) = lists.itemset(source) else { return Vec::new() };
        let context = self.context(node, &lists);
        let answer = self.document.text(node);
        let shown = |at: usize| {
            let choice = itemset.choices.get(at)?;
            let label = choice.template.fill(lang, &context);
            let chosen = match item.kind {
                Kind::SelectMultiple(_) => answer.split_whitespace().any(|name| name == choice.name),
                _ => answer == choice.name,
            };
            let label = if label.is_empty() { choice.name.clone() } else { label };
            Some(ShownChoice { name: choice.name.clone(), label, chosen })
        };
        match &item.rules.choice_filter {
            None => (0..itemset.choices.len()).filter_map(shown).collect(),
            Some(filter) => {
                let kept = filter.keep(&context, &itemset.document, &itemset.nodes).unwrap_or_default();
                // Both lists are in document order, so one walk finds the places of the kept rows.
                let mut kept = kept.into_iter().peekable();
                let places = itemset.nodes.iter().enumerate().filter(|(_, row)| kept.next_if_eq(row).is_some());
                places.map(|(at, _)| at).collect::<Vec<_>>().into_iter().filter_map(shown).collect()
            }
        }
    }
}
