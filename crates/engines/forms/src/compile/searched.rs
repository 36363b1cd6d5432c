//! Choices that Collect searches in a file: the appearance `search(…)`, and the `query` of `select_one_external`. Owns how both are
//! written; what is found is `session::search`'s.
//!
//! Rules of `search()`: https://xlsform.org/en/#dynamic-selects-from-pre-loaded-data, and what Collect does where that is silent.

use super::Compiler;
use super::calls::{arguments, quoted};
use super::choices::instance_of;
use crate::rules::{Cell, ChoiceRule, Itemset, Label, Search, Searched, SearchedChoice, Within};
use crate::{ChoiceSource, EXTERNAL_CHOICES};
use language::Message;
use xforms::{Aspect, Choices, FixedChoice, Question};

impl Compiler<'_> {
    /// The choices of a question that searches a file; `None` for every other, and where a search is not understood.
    pub(super) fn searched(&mut self, item: usize, question: &Question) -> Option<(ChoiceRule, ChoiceSource)> {
        match &question.choices {
            Choices::Fixed(fixed) => self.search(item, &question.appearance, fixed),
            Choices::None => {
                let query = question.attributes.iter().find(|attribute| attribute.name == "query")?;
                self.external(item, &query.value)
            }
            Choices::Itemset(_) => None,
        }
    }

    /// `search('people', 'matches', 'village', /data/village)` with one, four or six arguments.
    fn search(&mut self, item: usize, appearance: &str, fixed: &[FixedChoice]) -> Option<(ChoiceRule, ChoiceSource)> {
        let call = appearance.split_once("search(")?.1;
        let (arguments, _) = arguments(call)?;
        let (file, conditions) = arguments.split_first()?;
        let Some(file) = quoted(file).filter(|file| !file.is_empty()) else {
            self.warn_of_search(item, Message::new("forms-search-file"));
            return None;
        };
        let (find, filter) = match conditions {
            [] => (None, None),
            [how, columns, wanted] => (Some([*how, *columns, *wanted]), None),
            [how, columns, wanted, column, value] => (Some([*how, *columns, *wanted]), Some([*column, *value])),
            _ => {
                self.warn_of_search(item, Message::new("forms-search-arguments").with("found", arguments.len()));
                return None;
            }
        };
        let file = format!("{}.csv", file.strip_suffix(".csv").unwrap_or(file));
        let search = match (find, filter) {
            (None, _) => None,
            (Some(find), filter) => Some(self.search_for(item, find, filter)?),
        };
        let choices = fixed.iter().map(|choice| self.searched_choice(item, choice)).collect();
        let searched = Searched { instance: self.instance_of_file(&file), search, choices };
        Some((ChoiceRule::Searched(Box::new(searched)), ChoiceSource::File(file)))
    }

    fn search_for(&mut self, item: usize, find: [&str; 3], filter: Option<[&str; 2]>) -> Option<Search> {
        let written: Vec<&str> = find.into_iter().chain(filter.into_iter().flatten()).collect();
        let reads = self.expression(item, Aspect::Control, &format!("concat({})", written.join(",")))?;
        let mut expressions = Vec::with_capacity(written.len());
        for one in written {
            expressions.push(self.expression(item, Aspect::Control, one)?);
        }
        let mut expressions = expressions.into_iter();
        let (how, columns, wanted) = (expressions.next()?, expressions.next()?, expressions.next()?);
        Some(Search { how, columns, wanted, filter: expressions.next().zip(expressions.next()), reads })
    }

    /// Whole numbers are choices that are always there; other values name the column that values are in, and labels those of labels.
    fn searched_choice(&mut self, item: usize, choice: &FixedChoice) -> SearchedChoice {
        let label = self.saying(item, Aspect::Choices, &choice.label);
        let value = choice.value.trim();
        if value.parse::<i32>().is_ok() {
            SearchedChoice::Always { value: choice.value.clone(), label }
        } else {
            SearchedChoice::Rows { values: value.to_owned(), labels: label }
        }
    }

    /// `instance('cities')/root/item[state = /data/state]`: the rows of the file of external choices that belong to the list `cities`.
    fn external(&mut self, item: usize, query: &str) -> Option<(ChoiceRule, ChoiceSource)> {
        let list = instance_of(query).filter(|list| !list.contains('\''))?.to_owned();
        let rest = query.split_once(')')?.1.trim().strip_prefix("/root")?.strip_prefix("/item")?.trim();
        let condition = match rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(inner) => format!("list_name = '{list}' and ({inner})"),
            None if rest.is_empty() => format!("list_name = '{list}'"),
            None => return None,
        };
        let instance = self.instance_of_file(EXTERNAL_CHOICES);
        let nodeset = format!("instance('{instance}')/root/item[{condition}]");
        let nodeset = self.expression(item, Aspect::Choices, &nodeset)?;
        let rule = Itemset {
            quick: self.quick(item, nodeset.source()),
            nodeset,
            value: Cell::Child("name".to_owned()),
            label: Label::Listed,
            instance: Some(instance),
            within: Some(Within { column: "list_name".to_owned(), says: list }),
        };
        Some((ChoiceRule::Itemset(rule), ChoiceSource::File(EXTERNAL_CHOICES.to_owned())))
    }

    /// The id by which a file beside the form is known, given to it when the form does not declare it.
    fn instance_of_file(&mut self, file: &str) -> String {
        if let Some((id, _)) = self.files.iter().find(|(_, known)| *known == file) {
            return id.clone();
        }
        self.files.insert(file.to_owned(), file.to_owned());
        file.to_owned()
    }

    fn warn_of_search(&mut self, item: usize, message: Message) {
        let nodeset = self.nodeset(item);
        self.found.warn(&nodeset, Aspect::Control, message);
    }
}
