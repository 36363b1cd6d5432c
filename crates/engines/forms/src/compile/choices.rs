//! Choices: lists that stand in the form, and questions about them.

use super::Compiler;
use super::calls::{arguments, quoted};
use crate::rules::{Cell, ChoiceRule, Itemset as ItemsetRule, Label, Quick};
use crate::saying::Saying;
use crate::{Choice, ChoiceSource, Itemset};
use language::{Message, Text};
use std::collections::BTreeMap;
use xforms::{Aspect, Choices, Definition, FixedChoice, Form as TextForm, Question, Source};
use xpath::{Document, Expression, NodeId};

const CHOICE_NAME: &str = "jr:choice-name(";

/// By id of an instance: the file that its content is in.
pub(super) fn files(definition: &Definition) -> BTreeMap<String, String> {
    let file = |source: &Source| match source {
        Source::File(address) => Some(file_of(address)),
        Source::Inline(_) => None,
    };
    definition.secondary.iter().filter_map(|one| Some((one.id.clone(), file(&one.source)?))).collect()
}

/// `jr://file-csv/districts.csv` is the file `districts.csv`.
fn file_of(address: &str) -> String {
    let inside = address.strip_prefix("jr://").and_then(|rest| rest.split_once('/')).map(|(_, file)| file);
    inside.unwrap_or_else(|| address.rsplit('/').next().unwrap_or(address)).to_owned()
}

impl Compiler<'_> {
    /// The lists that stand in the form, by their ids.
    pub(super) fn read_lists(&mut self) -> BTreeMap<String, Itemset> {
        let definition = self.definition;
        let mut lists = BTreeMap::new();
        for instance in &definition.secondary {
            if let Source::Inline(document) = &instance.source {
                lists.insert(instance.id.clone(), self.list(document));
            }
        }
        lists
    }

    fn list(&self, document: &Document) -> Itemset {
        let nodes: Vec<NodeId> = document.elements(document.root()).collect();
        let choices = nodes.iter().map(|node| self.choice(document, *node)).collect();
        Itemset::of_parts(Some(choices), document.clone(), nodes)
    }

    fn choice(&self, document: &Document, node: NodeId) -> Choice {
        let mut choice = Choice::new("", Text::default());
        for cell in document.elements(node) {
            let text = document.text(cell);
            match document.name(cell) {
                "name" => choice.name = text.into_owned(),
                "label" => choice.label = self.tongues.text(self.tongues.all.iter().map(|_| Some(&*text))),
                "itextId" => {
                    if let Some(at) = self.texts.ids.get(&*text) {
                        choice.label = Saying::Shared(*at).text(&TextForm::Plain, &self.texts, &self.tongues);
                    }
                }
                _ => {
                    let column = document.full_name(cell).map(xpath::Name::qualified).unwrap_or_default();
                    choice.columns.insert(column, text.into_owned());
                }
            }
        }
        choice
    }

    /// What can be chosen at an item, and where it comes from.
    pub(super) fn choice_rule(
        &mut self,
        item: usize,
        question: &Question,
        lists: &mut BTreeMap<String, Itemset>,
    ) -> (Option<ChoiceRule>, ChoiceSource) {
        if let Some((rule, source)) = self.searched(item, question) {
            return (Some(rule), source);
        }
        match &question.choices {
            Choices::None => (None, ChoiceSource::List(self.nodeset(item))),
            Choices::Fixed(fixed) => self.fixed(item, fixed, lists),
            Choices::Itemset(itemset) => self.itemset(item, itemset),
        }
    }

    fn fixed(
        &mut self,
        item: usize,
        fixed: &[FixedChoice],
        lists: &mut BTreeMap<String, Itemset>,
    ) -> (Option<ChoiceRule>, ChoiceSource) {
        let list = self.nodeset(item);
        let mut labels = Vec::with_capacity(fixed.len());
        let mut choices = Vec::with_capacity(fixed.len());
        for choice in fixed {
            let label = self.saying(item, Aspect::Choices, &choice.label);
            choices.push(Choice::new(&choice.value, label.text(&TextForm::Plain, &self.texts, &self.tongues)));
            labels.push(label);
        }
        lists.insert(list.clone(), Itemset::new(choices));
        (Some(ChoiceRule::Fixed { list: list.clone(), labels }), ChoiceSource::List(list))
    }

    fn itemset(&mut self, item: usize, itemset: &xforms::Itemset) -> (Option<ChoiceRule>, ChoiceSource) {
        let Some(nodeset) = self.expression(item, Aspect::Choices, &itemset.nodeset) else {
            return (None, ChoiceSource::Answers);
        };
        let instance = instance_of(&itemset.nodeset).filter(|id| nodeset.instances().contains(id));
        let source = instance.map_or(ChoiceSource::Answers, |id| self.source(id));
        let value = self.cell(item, &itemset.value);
        let label = match itemset.label.strip_prefix("jr:itext(").and_then(|rest| rest.strip_suffix(')')) {
            Some(inner) => self.cell(item, inner).map(Label::Translated),
            None => self.cell(item, &itemset.label).map(Label::Cell),
        };
        let (Some(value), Some(label)) = (value, label) else { return (None, source) };
        let is_by_name = matches!(&value, Cell::Child(name) if name == "name");
        let quick = if is_by_name { self.quick(item, nodeset.source()) } else { None };
        let instance = instance.map(str::to_owned);
        (Some(ChoiceRule::Itemset(ItemsetRule { nodeset, value, label, instance, quick, within: None })), source)
    }

    /// `jr:choice-name(…, '/data/sex')` means a question about choices.
    pub(super) fn check_choice_names(&mut self) {
        for item in 0..self.items.len() {
            let Some(rules) = self.items.get(item).map(|item| &item.rules) else { continue };
            let expressions = [
                (Aspect::Calculate, &rules.calculation),
                (Aspect::Relevant, &rules.relevant),
                (Aspect::Constraint, &rules.constraint),
            ];
            let mut wrong = Vec::new();
            for (aspect, expression) in expressions {
                let source = expression.as_ref().map(Expression::source).unwrap_or_default();
                wrong.extend(
                    questions_of_choice_names(source)
                        .into_iter()
                        .filter(|path| !self.has_choices(path))
                        .map(|path| (aspect, path.to_owned())),
                );
            }
            for (aspect, path) in wrong {
                self.refuse(item, aspect, Message::new("forms-no-choices-at").with("path", path));
            }
        }
    }

    /// Whether a question about choices stands at an absolute path; relative ones are not followed here.
    fn has_choices(&self, path: &str) -> bool {
        let found = self.find(path).and_then(|item| self.items.get(item));
        !path.starts_with('/') || found.is_some_and(|item| item.kind.choice_source().is_some())
    }

    fn source(&self, id: &str) -> ChoiceSource {
        let found =
            self.definition.secondary.iter().find(|instance| instance.id == id).map(|instance| &instance.source);
        match found {
            Some(Source::File(address)) => ChoiceSource::File(file_of(address)),
            _ => ChoiceSource::List(id.to_owned()),
        }
    }

    fn cell(&mut self, item: usize, written: &str) -> Option<Cell> {
        let written = written.trim();
        let is_name = !written.is_empty()
            && written.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-'));
        if is_name && !written.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
            return Some(Cell::Child(written.to_owned()));
        }
        match Expression::parse(written) {
            Ok(expression) => Some(Cell::Worked(expression)),
            Err(error) => {
                self.refuse(item, Aspect::Choices, super::expression_message(written, &error));
                None
            }
        }
    }

    /// `instance('list')/root/item[condition]`, when that is all.
    pub(super) fn quick(&self, item: usize, nodeset: &str) -> Option<Quick> {
        let instance = instance_of(nodeset)?;
        let rest = nodeset.trim().strip_prefix("instance(")?.split_once(')')?.1;
        let rest = rest.trim_start().strip_prefix("/root")?.strip_prefix("/item")?.trim();
        if rest.is_empty() {
            return Some(Quick { instance: instance.to_owned(), condition: None });
        }
        let inner = rest.strip_prefix('[')?.strip_suffix(']')?;
        if !is_one_condition(inner) {
            return None;
        }
        let (condition, _) = self.parse(item, inner).ok()?;
        let depends_on_place = condition.functions().iter().any(|name| matches!(*name, "position" | "last"));
        let is_truth = !condition.is_literal() && (inner.contains(['=', '<', '>']) || inner.contains("selected("));
        (is_truth && !depends_on_place).then(|| Quick { instance: instance.to_owned(), condition: Some(condition) })
    }
}

/// The written-out paths that calls of `jr:choice-name` in an expression name.
fn questions_of_choice_names(source: &str) -> Vec<&str> {
    let calls = source.match_indices(CHOICE_NAME).filter_map(|(at, name)| source.get(at + name.len()..));
    calls.filter_map(|call| quoted(arguments(call)?.0.get(1)?).map(str::trim)).collect()
}

/// Whether brackets in a condition never close the one around it.
fn is_one_condition(inner: &str) -> bool {
    let (mut depth, mut quote) = (0_i32, None);
    for character in inner.chars() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '[') => depth += 1,
            (None, ']') => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// The id in a nodeset that begins with `instance('id')`, perhaps inside `randomize(…)`.
pub(super) fn instance_of(nodeset: &str) -> Option<&str> {
    let trimmed = nodeset.trim();
    let inside = trimmed.strip_prefix("randomize(").map_or(trimmed, str::trim_start);
    let quoted = inside.strip_prefix("instance(")?.split_once(')')?.0.trim();
    let unquoted = |quote: char| quoted.strip_prefix(quote)?.strip_suffix(quote);
    unquoted('\'').or_else(|| unquoted('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_what_stands_after_their_folder() {
        for (address, file) in [
            ("jr://file-csv/districts.csv", "districts.csv"),
            ("jr://file/a/b.xml", "a/b.xml"),
            ("jr://instance/last-saved", "last-saved"),
            ("lists/a.csv", "a.csv"),
        ] {
            assert_eq!(file_of(address), file);
        }
    }

    #[test]
    fn calls_of_choice_names_name_questions() {
        let source = "concat(jr:choice-name(selected-at(/a/b, 1), ' /a/b '), jr:choice-name( ../c, \"/a/c\"), jr:choice-name(x, y))";
        assert_eq!(questions_of_choice_names(source), ["/a/b", "/a/c"]);
    }

    #[test]
    fn conditions_that_end_inside_are_several() {
        assert!(is_one_condition("a = b[c = ']']"));
        assert!(!is_one_condition("a = 1][b = 2"));
    }
}
