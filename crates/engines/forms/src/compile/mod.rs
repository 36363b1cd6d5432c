//! A definition to a form. Goes on after a mistake, so that an author sees all of them at once, each at its part.

mod actions;
mod binds;
mod calls;
mod choices;
mod collect;
mod controls;
mod expressions;
mod graph;
mod kinds;
mod own;
mod paths;
mod searched;
mod structure;
mod texts;

use expressions::message as expression_message;
pub(crate) use graph::{Graph, Trigger, Worked};

use crate::flaw::{Flaws, Found};
use crate::rules::Actions;
use crate::saying::Texts;
use crate::shown::Shown;
use crate::tongue::Tongues;
use crate::{Flaw, Form, Item};
use language::{Message, Text};
use paths::Repeats;
use std::collections::{BTreeMap, HashMap};
use xforms::{Aspect, Definition};
use xpath::Document;

/// A form, and what is odd with its definition but keeps nobody from using it.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The form.
    pub form: Form,
    /// What is odd.
    pub warnings: Vec<Flaw>,
}

/// What to think of calls of functions that do not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calls {
    /// They are mistakes: for forms that are written here.
    MustExist,
    /// They are odd, and matter when they are reached: for forms made elsewhere, as Collect takes them.
    MayBeMissing,
}

/// Compiles a form from its definition, however that was written.
///
/// # Errors
/// Every mistake with the part of the definition that it is in.
pub fn compile_definition(definition: &Definition, calls: Calls) -> Result<Compiled, Flaws> {
    let mut found = Found::default();
    let repeats = Repeats::of(definition, &mut found);
    let structure = structure::build(definition, &repeats, &mut found);
    if !found.errors.is_empty() {
        return Err(Flaws(found.errors));
    }
    let mut compiler = Compiler {
        definition,
        calls,
        found,
        tongues: texts::tongues(definition),
        items: structure.items,
        by_path: structure.by_path,
        texts: Texts::default(),
        files: choices::files(definition),
    };
    compiler.read_texts();
    compiler.read_binds();
    if structure.adds_id {
        compiler.fill_instance_id();
    }
    let mut lists = compiler.read_lists();
    let shown = compiler.read_controls(&mut lists);
    let actions = compiler.read_actions();
    let mut instance = structure.instance;
    compiler.settle_kinds(&instance.fresh, &instance.nodes);
    compiler.type_instance(&mut instance);
    compiler.check_choice_names();
    compiler.write_texts_of_items(&shown);
    let graph = compiler.build_graph();
    compiler.warn_of_collect(&lists);
    compiler.finish(instance, lists, shown, actions, graph)
}

/// A form on the way from its definition.
struct Compiler<'d> {
    definition: &'d Definition,
    calls: Calls,
    found: Found,
    tongues: Tongues,
    items: Vec<Item>,
    /// By nodeset: `/data/visit/date`.
    by_path: HashMap<String, usize>,
    texts: Texts,
    /// By id of an instance: the file beside the form that it is in.
    files: BTreeMap<String, String>,
}

impl Compiler<'_> {
    /// The absolute path of an item, root included, as binds name it.
    fn nodeset(&self, item: usize) -> String {
        let root = self.items.first().map_or("", |root| root.name.as_str());
        let path = self.items.get(item).map_or("", |item| item.path.trim_end_matches('/'));
        format!("/{root}{path}")
    }

    /// The item at a nodeset; names without the prefix that the instance gives them are understood.
    fn find(&self, nodeset: &str) -> Option<usize> {
        if let Some(found) = self.by_path.get(nodeset) {
            return Some(*found);
        }
        let mut at = None;
        for step in nodeset.split('/').filter(|step| !step.is_empty()) {
            at = Some(match at {
                None => self.items.first().filter(|root| local(&root.name) == local(step)).map(|_| 0)?,
                Some(at) => self.child_named(at, step)?,
            });
        }
        at
    }

    fn child_named(&self, section: usize, step: &str) -> Option<usize> {
        let section = self.items.get(section)?;
        let by_local = || {
            let mut children = section.children.iter().copied();
            children.find(|child| self.items.get(*child).is_some_and(|item| local(&item.name) == local(step)))
        };
        section.child_by_name.get(step).copied().or_else(by_local)
    }

    fn refuse(&mut self, item: usize, aspect: Aspect, message: Message) {
        let nodeset = self.nodeset(item);
        self.found.refuse(&nodeset, aspect, message);
    }

    fn finish(
        self,
        instance: crate::form::Instance,
        lists: BTreeMap<String, crate::Itemset>,
        shown: Shown,
        actions: Actions,
        graph: Graph,
    ) -> Result<Compiled, Flaws> {
        if !self.found.errors.is_empty() {
            return Err(Flaws(self.found.errors));
        }
        let attribute = |name: &str| attribute_of_root(&self.definition.instance, name);
        let id =
            attribute("id").unwrap_or_else(|| self.items.first().map_or_else(String::new, |root| root.name.clone()));
        let title = match self.definition.title.as_str() {
            "" => id.as_str(),
            title => title,
        };
        let form = Form {
            version: attribute("version").unwrap_or_default(),
            title: Text::default().with(self.tongues.default_lang(), title),
            id,
            default_language: self.tongues.default_lang(),
            body_class: self.definition.body_class.clone(),
            submission: self.definition.submission.clone(),
            items: self.items,
            lists,
            files: self.files,
            tongues: self.tongues,
            texts: self.texts,
            shown,
            actions,
            graph,
            instance,
        };
        Ok(Compiled { form, warnings: self.found.warnings })
    }
}

/// An attribute of the instance's root, whatever its prefix.
fn attribute_of_root(instance: &Document, name: &str) -> Option<String> {
    instance.attribute(instance.root(), name).map(str::to_owned)
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
