//! What can be chosen at a question now, what it is called, and which answers still stand.

use super::Session;
use super::lists::Lists;
use super::search;
use crate::rules::{Cell, ChoiceRule, Itemset as ItemsetRule, Label, Quick};
use crate::saying::{Saying, Telling};
use crate::{Item, Itemset, Kind};
use language::{Lang, Text};
use std::borrow::Cow;
use xforms::Form as TextForm;
use xpath::{Context, Document, EvalError, NodeId, Value};

/// Who reads: the language of the form, and that of the interface.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    pub(crate) tongue: usize,
    pub(crate) lang: Lang,
}

/// A choice that is offered.
pub(super) struct Offered<'s> {
    pub(super) name: String,
    /// What it is called.
    pub(super) label: OfferedLabel<'s>,
}

/// Where the name of a choice is.
pub(super) enum OfferedLabel<'s> {
    /// A text of the form.
    Saying(&'s Saying),
    /// The text of the form with this id.
    Id(String),
    /// A text in the languages of the interface.
    Text(&'s Text),
    /// These words.
    Words(String),
    /// Cells of a row, from the columns that a text of the form names.
    Row { document: &'s Document, row: NodeId, labels: &'s Saying, otherwise: String },
}

impl<'f> Session<'f> {
    pub(super) fn reader(&self, lang: Lang) -> Reader {
        Reader { tongue: self.tongue_of(lang), lang }
    }

    /// A list of the form or of a file beside it, by the id that expressions know it by.
    pub(super) fn list(&self, instance: &str) -> Option<&'f Itemset> {
        if let Some(own) = self.form.lists.get(instance) {
            return Some(own);
        }
        match self.form.files.get(instance) {
            Some(file) => self.itemsets.itemset(file),
            None => self.itemsets.itemset(&format!("{instance}.csv")),
        }
    }

    /// Everything that can be chosen at a node now.
    pub(super) fn offers(&self, node: NodeId) -> Result<Vec<Offered<'f>>, EvalError> {
        let item = self.item_of(node);
        match item.rules.choices.as_deref() {
            None => Ok(Vec::new()),
            Some(ChoiceRule::Fixed { list, labels }) => {
                let names = self.form.lists.get(list).map(Itemset::choices).unwrap_or_default();
                let offers = names.iter().zip(labels);
                Ok(offers
                    .map(|(choice, label)| Offered { name: choice.name.clone(), label: OfferedLabel::Saying(label) })
                    .collect())
            }
            Some(ChoiceRule::Itemset(rule)) => self.offers_of(rule, node),
            Some(ChoiceRule::Searched(rule)) => self.offers_of_search(rule, node),
        }
    }

    fn offers_of(&self, rule: &'f ItemsetRule, node: NodeId) -> Result<Vec<Offered<'f>>, EvalError> {
        let lists = self.lists(node, self.tongue);
        let context = self.context(node, &lists);
        let mut steps = self.steps.get();
        let value = rule.nodeset.evaluate_within(&context, &mut steps);
        self.steps.set(steps);
        let Value::Nodes(nodes) = value? else { return Ok(Vec::new()) };
        let list = self.list_of(item_instance(self.item_of(node)));
        let offers = nodes.list.iter().map(|row| {
            let name = cell(&rule.value, nodes.document, *row, &context).into_owned();
            Offered { name, label: label(&rule.label, nodes.document, *row, &context, list) }
        });
        Ok(offers.collect())
    }

    fn list_of(&self, instance: &str) -> Option<&'f Itemset> {
        if instance.is_empty() { None } else { self.list(instance) }
    }

    /// Whether a choice is offered at a node now; `None` when its list is not there.
    pub(super) fn is_offered(&self, node: NodeId, name: &str) -> Option<bool> {
        let item = self.item_of(node);
        match item.rules.choices.as_deref() {
            None => Some(true),
            Some(ChoiceRule::Fixed { list, .. }) => {
                self.form.lists.get(list).map(|list| list.named(name).next().is_some())
            }
            Some(ChoiceRule::Itemset(ItemsetRule { quick: Some(quick), .. })) => self.is_in_list(quick, node, name),
            Some(ChoiceRule::Itemset(rule)) => {
                if item.kind.choice_source().is_some_and(|source| !source.instance().is_empty()) {
                    self.list_of(item_instance(item))?;
                }
                let offers = self.offers_of(rule, node).unwrap_or_default();
                Some(offers.iter().any(|offered| offered.name == name))
            }
            Some(ChoiceRule::Searched(rule)) => {
                self.list_of(&rule.instance)?;
                let offers = self.offers_of_search(rule, node).unwrap_or_default();
                Some(offers.iter().any(|offered| offered.name == name))
            }
        }
    }

    /// Only the rows of the chosen name are asked, so the length of the list does not matter.
    fn is_in_list(&self, quick: &Quick, node: NodeId, name: &str) -> Option<bool> {
        let list = self.list(&quick.instance)?;
        let rows = list.nodes_named(name);
        let Some(condition) = &quick.condition else { return Some(!rows.is_empty()) };
        let lists = self.lists(node, self.tongue);
        let kept = condition.keep(&self.context(node, &lists), list.document(), &rows);
        Some(kept.is_ok_and(|kept| !kept.is_empty()))
    }

    /// Whether the list that a question takes its choices from knows a name, offered now or not; with its label.
    pub(super) fn listed(&self, item: &Item, name: &str) -> Option<Text> {
        let list = match item.rules.choices.as_deref()? {
            ChoiceRule::Fixed { list, .. } => self.form.lists.get(list)?,
            ChoiceRule::Itemset(_) | ChoiceRule::Searched(_) => self.list_of(item_instance(item))?,
        };
        self.form.label_in(item, list, name)
    }

    /// What an offered choice is called.
    pub(super) fn called(
        &self,
        offered: &Offered<'_>,
        node: NodeId,
        reader: Reader,
        form: &TextForm,
    ) -> Option<String> {
        self.called_within(offered, node, reader, form, &self.lists(node, reader.tongue))
    }

    pub(super) fn called_within<'t>(
        &'t self,
        offered: &Offered<'_>,
        node: NodeId,
        reader: Reader,
        form: &TextForm,
        lists: &'t Lists<'t, 'f>,
    ) -> Option<String> {
        let telling = self.telling(reader.tongue, self.context(node, lists));
        match &offered.label {
            OfferedLabel::Saying(saying) => saying.say(form, &telling),
            OfferedLabel::Id(id) => {
                let entry = self.form.texts.ids.get(id).and_then(|at| self.form.texts.entries.get(*at))?;
                entry.say(form, &telling)
            }
            OfferedLabel::Text(text) => (*form == TextForm::Plain).then(|| text.get(reader.lang).to_owned()),
            OfferedLabel::Words(words) => (*form == TextForm::Plain).then(|| words.clone()),
            OfferedLabel::Row { document, row, labels, otherwise } => {
                let named = labels.say(form, &telling)?;
                match form {
                    TextForm::Plain => {
                        let called = search::called(document, *row, &named);
                        Some(if called.trim().is_empty() { otherwise.clone() } else { called })
                    }
                    TextForm::Image => search::picture(document, *row, &named),
                    _ => None,
                }
            }
        }
    }

    pub(super) fn telling<'t>(&'t self, tongue: usize, context: Context<'t>) -> Telling<'t> {
        Telling { texts: &self.form.texts, tongues: &self.form.tongues, tongue, context }
    }

    /// Takes away of an answer what is not offered any more, and gives back what is offered again, as Collect does when it shows the
    /// question. A ranking stays one of all choices.
    pub(super) fn work_out_choices(&mut self, item: &Item, node: NodeId) -> Result<(), EvalError> {
        if self.is_loading {
            return Ok(());
        }
        let now = self.answer_of(node).to_owned();
        let given = self.taken.get(&node).unwrap_or(&now).clone();
        if given.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> =
            if item.kind.is_list() { given.split_whitespace().collect() } else { vec![given.as_str()] };
        let mut kept: Vec<Cow<'_, str>> = Vec::new();
        if matches!(item.kind, Kind::Rank(_)) {
            let offers = self.offers(node)?;
            let is_offered = |name: &&&str| offers.iter().any(|offered| offered.name == **name);
            kept.extend(names.iter().filter(is_offered).map(|name| Cow::Borrowed(*name)));
            let new = offers.into_iter().filter(|offered| !names.contains(&offered.name.as_str()));
            kept.extend(new.map(|offered| Cow::Owned(offered.name)));
        } else {
            kept.extend(
                names.iter().filter(|name| self.is_offered(node, name) != Some(false)).map(|name| Cow::Borrowed(*name)),
            );
        }
        let text = kept.join(" ");
        if text == given {
            self.taken.remove(&node);
        } else {
            self.taken.insert(node, given);
        }
        self.write(node, &text);
        Ok(())
    }
}

/// The id of the instance that the choices of an item are in; empty when they are other answers.
fn item_instance(item: &Item) -> &str {
    item.rules.choices.as_deref().and_then(ChoiceRule::instance).unwrap_or_default()
}

/// The text at a cell of a row.
fn cell<'d>(cell: &'d Cell, document: &'d Document, row: NodeId, context: &Context<'d>) -> Cow<'d, str> {
    match cell {
        Cell::Child(name) => document.child(row, name).map(|cell| document.text(cell)).unwrap_or_default(),
        Cell::Worked(expression) => {
            let at = Context { document, node: row, top: document.top(), ..*context };
            expression.evaluate(&at).map(Value::into_text).unwrap_or_default()
        }
    }
}

fn label<'f>(
    label: &Label,
    document: &Document,
    row: NodeId,
    context: &Context<'_>,
    list: Option<&'f Itemset>,
) -> OfferedLabel<'f> {
    match label {
        Label::Translated(at) => OfferedLabel::Id(cell(at, document, row, context).into_owned()),
        Label::Cell(Cell::Child(name)) if name == "label" => {
            let given = list.filter(|list| std::ptr::eq(list.document(), document)).and_then(|list| list.given_of(row));
            match given.filter(|choice| !choice.label.is_empty()) {
                Some(choice) => OfferedLabel::Text(&choice.label),
                None => OfferedLabel::Words(cell_text(document, row, name)),
            }
        }
        Label::Listed => match list.and_then(|list| list.choice_of(row)) {
            Some(choice) => OfferedLabel::Text(&choice.label),
            None => OfferedLabel::Words(String::new()),
        },
        Label::Cell(at) => OfferedLabel::Words(cell(at, document, row, context).into_owned()),
    }
}

fn cell_text(document: &Document, row: NodeId, name: &str) -> String {
    document.child(row, name).map(|cell| document.text(cell).into_owned()).unwrap_or_default()
}
