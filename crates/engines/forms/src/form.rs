//! A compiled form: its questions, lists and rules, ready to be answered any number of times at once. Made by `compile` only.

use crate::compile::Graph;
use crate::rules::Rules;
use crate::saying::Texts;
use crate::shown::Shown;
use crate::tongue::Tongues;
use crate::{Choice, ChoiceSource, Itemset, Kind, Media, Tongue};
use language::{Lang, Text};
use std::collections::{BTreeMap, HashMap};
use xpath::{Document, NodeId};

/// A compiled form.
#[derive(Clone, Debug)]
pub struct Form {
    /// The id: `form_id` of the settings sheet, `id` of the instance.
    pub id: String,
    /// The version; empty when there is none.
    pub version: String,
    /// The title, else the id.
    pub title: Text,
    /// The language of the interface that the form's default one is; English when it is none of them.
    pub default_language: Lang,
    /// The classes of the body: `pages`, `theme-grid`.
    pub body_class: String,
    /// How answers are to be handed in, where the form says so.
    pub submission: Option<xforms::Submission>,
    /// Questions and sections, each before what it holds; the first is the form as a whole.
    pub(crate) items: Vec<Item>,
    pub(crate) lists: BTreeMap<String, Itemset>,
    /// By the id of an instance: the file that its content is in.
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) tongues: Tongues,
    pub(crate) texts: Texts,
    pub(crate) shown: Shown,
    pub(crate) actions: crate::rules::Actions,
    pub(crate) graph: Graph,
    pub(crate) instance: Instance,
}

/// The instances that sessions start from.
#[derive(Clone, Debug)]
pub(crate) struct Instance {
    /// As the form has it: with default answers and the repeat instances that it begins with.
    pub(crate) fresh: Document,
    /// Without answers and without instances of repeats.
    pub(crate) blank: Document,
    /// By item: its node in both documents, or inside the template of the repeat around it; a repeat's own is its template.
    pub(crate) nodes: Vec<NodeId>,
    /// By repeat whose number follows from answers: what the form itself says of its first instances.
    pub(crate) seeds: HashMap<usize, Vec<NodeId>>,
}

/// A question or section of a form.
#[derive(Clone, Debug)]
pub struct Item {
    /// The name, unique in its section.
    pub name: String,
    /// The path without numbers of repeat instances: `/attendance/count`. The form as a whole has `/`.
    pub path: String,
    /// What it asks for.
    pub kind: Kind,
    /// The label as written, `${…}` where answers stand; [`crate::Session::label`] fills it.
    pub label: Text,
    /// The hint as written.
    pub hint: Text,
    /// Help for the person who asks, as written.
    pub guidance_hint: Text,
    /// The `appearance`.
    pub appearance: String,
    /// Whether an answer is always needed while the question is relevant. Conditions are known to a session only.
    pub is_required: bool,
    /// Whether nobody may change it, whatever else is answered.
    pub is_read_only: bool,
    /// The answer that a new form starts with, when it is a fixed one.
    pub default: Option<String>,
    /// The attributes `saphan:*` by the rest of their name.
    pub extras: BTreeMap<String, String>,
    /// The row of the survey sheet, for messages to the author; 0 for forms that were no sheet.
    pub row: usize,
    pub(crate) parent: Option<usize>,
    /// What it holds: elements first in their order, then attributes.
    pub(crate) children: Vec<usize>,
    pub(crate) child_by_name: HashMap<String, usize>,
    pub(crate) place: ItemPlace,
    pub(crate) rules: Rules,
}

/// The file that a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedFile {
    /// What it holds.
    pub media: Media,
    /// Whether a picture's file goes on saying where it was taken.
    pub keeps_place: bool,
}

/// What an item is in the instance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ItemPlace {
    /// An element that holds an answer or a section of answers.
    #[default]
    Answer,
    /// `meta` or something in it: about the submission as a whole, not an answer.
    Meta,
    /// An attribute.
    Attribute,
    /// Nothing: a group that only arranges questions.
    Arrangement,
}

impl Item {
    /// Whether it belongs to the answers, not to the submission about them.
    fn is_answer(&self) -> bool {
        self.place == ItemPlace::Answer
    }

    /// What file it asks for; nothing when it asks for none. `bind::saphan:keep` with the word `place` says that the place of a
    /// picture stays in it.
    pub fn asked_file(&self) -> Option<AskedFile> {
        let Kind::File(media) = self.kind else { return None };
        let kept = self.extras.get("keep").map(String::as_str).unwrap_or_default();
        let keeps_place = media == Media::Image && kept.split_whitespace().any(|word| word == "place");
        Some(AskedFile { media, keeps_place })
    }

    /// Whether it is an element or attribute of the instance.
    pub(crate) fn is_in_instance(&self) -> bool {
        self.place != ItemPlace::Arrangement
    }
}

impl Form {
    /// Every question in order: all items but groups and repeats.
    pub fn questions(&self) -> impl Iterator<Item = &Item> {
        self.items().filter(|item| !item.kind.is_section())
    }

    /// Every question and section in order, each section before what it holds; without the form itself, and without what is about
    /// the submission instead of the answers.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().skip(1).filter(|item| item.is_answer())
    }

    /// The question or section at a path without numbers of instances, `/attendance/count`; `/` is the form as a whole.
    pub fn item(&self, path: &str) -> Option<&Item> {
        let names = path.split('/').filter(|name| !name.is_empty());
        let mut at = 0;
        for name in names {
            at = *self.items.get(at)?.child_by_name.get(name)?;
        }
        self.items.get(at)
    }

    /// The same with the numbers of instances: `/attendance[2]/count`.
    pub fn item_of_answer(&self, path: &str) -> Option<&Item> {
        let names = path.split('/').map(|piece| piece.split('[').next().unwrap_or_default());
        self.item(&names.collect::<Vec<_>>().join("/"))
    }

    /// The first question or section of that name, in order.
    pub fn named(&self, name: &str) -> Option<&Item> {
        self.items().find(|item| item.name == name)
    }

    /// What the form as a whole holds.
    pub fn top(&self) -> impl Iterator<Item = &Item> {
        self.items.first().into_iter().flat_map(|root| self.children(root))
    }

    /// What a section holds, in order.
    pub fn children<'f>(&'f self, section: &'f Item) -> impl Iterator<Item = &'f Item> {
        section.children.iter().filter_map(|at| self.items.get(*at)).filter(|item| item.is_answer())
    }

    /// The section that an item stands in; `None` at the top.
    pub fn section_of(&self, item: &Item) -> Option<&Item> {
        item.parent.filter(|parent| *parent > 0).and_then(|parent| self.items.get(parent))
    }

    /// Whether a new form begins with an answer to it, so that somebody only looks at it.
    pub fn begins_answered(&self, item: &Item) -> bool {
        let is_it = |action: &usize| {
            let target = self.actions.all.get(*action).and_then(|action| self.items.get(action.target));
            target.is_some_and(|target| target.path == item.path)
        };
        item.default.is_some() || self.actions.first_load.iter().any(is_it)
    }

    /// The repeat that an item stands in, the innermost; `None` for questions that are answered once.
    pub fn repeat_of(&self, item: &Item) -> Option<&Item> {
        std::iter::successors(self.section_of(item), |section| self.section_of(section))
            .find(|section| section.kind == Kind::Repeat)
    }

    /// The choices that a question has in the form itself, conditions aside. Empty for lists from files.
    pub fn choices(&self, item: &Item) -> &[Choice] {
        match item.kind.choice_source() {
            Some(ChoiceSource::List(list)) => self.lists.get(list).map_or(&[], |list| list.choices()),
            _ => &[],
        }
    }

    /// The files that the form takes lists from or looks things up in, each once.
    pub fn files(&self) -> Vec<&str> {
        let mut files: Vec<&str> = self.files.values().map(String::as_str).collect();
        files.sort_unstable();
        files.dedup();
        files
    }

    /// The name of the root element.
    pub fn root_name(&self) -> &str {
        self.items.first().map_or("data", |root| &root.name)
    }

    /// The form's languages, in its order; one without a name when it names none.
    pub fn languages(&self) -> &[Tongue] {
        &self.tongues.all
    }

    /// The item that a node of an instance belongs to.
    pub(crate) fn at(&self, index: usize) -> Option<&Item> {
        self.items.get(index)
    }

    /// Whether an item is a section or stands in it.
    pub(crate) fn stands_in(&self, item: usize, section: usize) -> bool {
        self.with_sections(item).any(|at| at == section)
    }

    /// An item and the sections around it, the innermost first.
    pub(crate) fn with_sections(&self, item: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(item), |at| self.at(*at).and_then(|item| item.parent))
    }
}
