//! A compiled form: its questions, lists and rules, ready to be answered any number of times at once. Made by `compile` only.

use crate::compile::Graph;
use crate::template::Template;
use crate::{Choice, ChoiceSource, Itemset, Kind, Problem};
use language::{Lang, Text};
use std::collections::{BTreeMap, HashMap};
use xpath::{Document, Expression, NodeId};

/// A compiled form.
#[derive(Clone, Debug)]
pub struct Form {
    /// `form_id` of the settings sheet.
    pub id: String,
    /// `version` of the settings sheet; empty when there is none.
    pub version: String,
    /// `form_title` of the settings sheet, else the id.
    pub title: Text,
    /// The language of columns that name none.
    pub default_language: Lang,
    /// What was odd in the workbook but does not keep the form from being used.
    pub warnings: Vec<Problem>,
    /// Questions and sections in the order of the sheet, each before what it holds; the first is the form as a whole.
    pub(crate) items: Vec<Item>,
    pub(crate) lists: BTreeMap<String, Itemset>,
    pub(crate) instance_name: Option<Expression>,
    pub(crate) graph: Graph,
    pub(crate) instance: Instance,
}

/// The empty instance that every session starts from.
#[derive(Clone, Debug)]
pub(crate) struct Instance {
    /// One of each question and group; repeats have no instance in it.
    pub(crate) document: Document,
    /// By item: its node in the document, or inside the template of the repeat around it.
    pub(crate) nodes: Vec<NodeId>,
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
    /// The label as written, `${…}` included; [`crate::Session::label`] fills it.
    pub label: Text,
    /// The hint as written.
    pub hint: Text,
    /// Help for the person who asks, as written.
    pub guidance_hint: Text,
    /// The `appearance` column.
    pub appearance: String,
    /// Whether an answer is always needed while the question is relevant. Conditions are known to a session only.
    pub is_required: bool,
    /// Whether nobody may change it, whatever else is answered.
    pub is_read_only: bool,
    /// The answer that a new form starts with, when it is a fixed one.
    pub default: Option<String>,
    /// The columns `bind::saphan:*` by the rest of their name.
    pub extras: BTreeMap<String, String>,
    /// The row of the survey sheet, for messages to the author.
    pub row: usize,
    pub(crate) parent: Option<usize>,
    pub(crate) children: Vec<usize>,
    pub(crate) child_by_name: HashMap<String, usize>,
    pub(crate) rules: Rules,
}

/// What an item's columns say, as expressions and filled texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    pub(crate) label: Template,
    pub(crate) hint: Template,
    pub(crate) guidance_hint: Template,
    pub(crate) constraint_message: Template,
    pub(crate) required_message: Template,
    pub(crate) relevant: Option<Expression>,
    pub(crate) constraint: Option<Expression>,
    pub(crate) required: Option<Expression>,
    pub(crate) read_only: Option<Expression>,
    pub(crate) calculation: Option<Expression>,
    pub(crate) default: Option<Expression>,
    pub(crate) choice_filter: Option<Expression>,
    pub(crate) repeat_count: Option<Expression>,
}

impl Form {
    /// Every question in the order of the sheet: all items but groups and repeats.
    pub fn questions(&self) -> impl Iterator<Item = &Item> {
        self.items().filter(|item| !item.kind.is_section())
    }

    /// Every question and section in the order of the sheet, each section before what it holds; without the form itself.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().skip(1)
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

    /// The first question or section of that name, in the order of the sheet.
    pub fn named(&self, name: &str) -> Option<&Item> {
        self.items().find(|item| item.name == name)
    }

    /// What the form as a whole holds.
    pub fn top(&self) -> impl Iterator<Item = &Item> {
        self.items.first().into_iter().flat_map(|root| self.children(root))
    }

    /// What a section holds, in order.
    pub fn children<'f>(&'f self, section: &'f Item) -> impl Iterator<Item = &'f Item> {
        section.children.iter().filter_map(|at| self.items.get(*at))
    }

    /// The section that an item stands in; `None` at the top.
    pub fn section_of(&self, item: &Item) -> Option<&Item> {
        item.parent.filter(|parent| *parent > 0).and_then(|parent| self.items.get(parent))
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

    /// The files that the form takes lists from, each once.
    pub fn files(&self) -> Vec<&str> {
        let mut files: Vec<&str> = self
            .items()
            .filter_map(|item| match item.kind.choice_source() {
                Some(ChoiceSource::File(file)) => Some(file.as_str()),
                _ => None,
            })
            .collect();
        files.sort_unstable();
        files.dedup();
        files
    }

    /// The name of the root element: `name` of the settings sheet, else `data`.
    pub fn root_name(&self) -> &str {
        self.items.first().map_or("data", |root| &root.name)
    }

    /// The item that a node of an instance belongs to.
    pub(crate) fn at(&self, index: usize) -> Option<&Item> {
        self.items.get(index)
    }
}
