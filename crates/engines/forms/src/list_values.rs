//! What a question takes from the rows of a list that stands outside the form: values, and what they are called. Every question may take
//! both from columns of its own choice.

use crate::rules::{ChoiceRule, Itemset as Rule, SearchedChoice};
use crate::saying::Saying;
use crate::session::search;
use crate::{Choice, Form, Item, Itemset};
use language::Text;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use xforms::Form as TextForm;
use xpath::{Document, Expression, NodeId};

impl Form {
    /// The choices that a question has in a list, conditions aside, in its order.
    pub fn choices_in<'l>(&self, item: &Item, list: &'l Itemset) -> Cow<'l, [Choice]> {
        let document = list.document();
        match item.rules.choices.as_deref() {
            Some(ChoiceRule::Searched(rule)) => {
                let choices = rule.choices.iter().flat_map(|choice| self.choices_of_search(choice, document));
                Cow::Owned(choices.collect())
            }
            Some(ChoiceRule::Itemset(Rule { within: Some(within), .. })) => {
                let rows = document.rows_where(&within.column, &within.says);
                Cow::Owned(rows.into_iter().filter_map(|row| list.choice_of(row)).cloned().collect())
            }
            _ => match columns(item) {
                Some((value, label)) if !list.has_choices_of_its_own() && (value, label) != ("name", "label") => {
                    let choice = |row| Choice::new(&cell(document, row, value), Text::new(cell(document, row, label)));
                    Cow::Owned(document.elements(document.root()).map(choice).collect())
                }
                _ => Cow::Borrowed(list.choices()),
            },
        }
    }

    /// What a question's choice of this value is called in a list; nothing when there is none.
    pub fn label_in(&self, item: &Item, list: &Itemset, value: &str) -> Option<Text> {
        let document = list.document();
        match item.rules.choices.as_deref() {
            Some(ChoiceRule::Searched(rule)) => {
                rule.choices.iter().find_map(|choice| self.label_in_search(choice, document, value))
            }
            Some(ChoiceRule::Itemset(Rule { within: Some(within), .. })) => {
                let rows = document.rows_where("name", value);
                let row = rows.into_iter().find(|row| cell(document, *row, &within.column) == within.says)?;
                list.choice_of(row).map(|choice| choice.label.clone())
            }
            _ => match columns(item) {
                Some((values, labels)) if !list.has_choices_of_its_own() => {
                    document.row_where(values, value).map(|row| Text::new(cell(document, row, labels)))
                }
                _ => list.named(value).next().map(|choice| choice.label.clone()),
            },
        }
    }

    /// The files that the form's questions take choices from, each with the columns by which conditions find rows in it.
    pub fn columns_compared(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for item in &self.items {
            let Some(ChoiceRule::Itemset(Rule { quick: Some(quick), .. })) = item.rules.choices.as_deref() else {
                continue;
            };
            if let Some(file) = self.files.get(&quick.instance) {
                let columns = quick.condition.iter().flat_map(Expression::columns_compared);
                found.entry(file).or_default().extend(columns);
            }
        }
        found
    }

    fn choices_of_search(&self, choice: &SearchedChoice, document: &Document) -> Vec<Choice> {
        match choice {
            SearchedChoice::Always { value, label } => vec![Choice::new(value, self.plain_text(label))],
            SearchedChoice::Rows { values, labels } => {
                let Some(values) = search::column(document, values) else { return Vec::new() };
                let labels = self.plain_text(labels);
                let choice =
                    |row| Choice::new(&cell(document, row, values), called_in_languages(document, row, &labels));
                document.elements(document.root()).map(choice).collect()
            }
        }
    }

    fn label_in_search(&self, choice: &SearchedChoice, document: &Document, wanted: &str) -> Option<Text> {
        match choice {
            SearchedChoice::Always { value, label } => (value == wanted).then(|| self.plain_text(label)),
            SearchedChoice::Rows { values, labels } => {
                let row = document.row_where(search::column(document, values)?, wanted)?;
                Some(called_in_languages(document, row, &self.plain_text(labels)))
            }
        }
    }

    pub(crate) fn plain_text(&self, saying: &Saying) -> Text {
        saying.text(&TextForm::Plain, &self.texts, &self.tongues)
    }
}

/// What a row is called in each language that the columns are named in.
fn called_in_languages(document: &Document, row: NodeId, columns: &Text) -> Text {
    columns.all().fold(Text::default(), |text, (lang, columns)| text.with(lang, search::called(document, row, columns)))
}

/// The columns of values and labels, where they are plain ones.
fn columns(item: &Item) -> Option<(&str, &str)> {
    let Some(ChoiceRule::Itemset(rule)) = item.rules.choices.as_deref() else { return None };
    Some((rule.value.child()?, rule.label.cell()?.child()?))
}

fn cell(document: &Document, row: NodeId, column: &str) -> String {
    document.child(row, column).map(|cell| document.text(cell).into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::lists::{Format, ListLimits, read};
    use language::Lang;

    #[test]
    fn questions_take_values_and_labels_from_their_own_columns() {
        let form = crate::read_markdown(
            "
| survey |
| | type | name | label | parameters |
| | select_one_from_file towns.csv | by_name | By name | |
| | select_one_from_file towns.csv | by_code | By code | value=code label=title |
| settings |
| | form_id |
| | own |
",
        )
        .expect("a form");
        let text = "name,label,code,title\na,A,1,One\nb,B,2,Two\n";
        let list = read(text, Format::Csv, ListLimits::default()).expect("a list").itemset;
        for (question, values, called) in [("by_name", ["a", "b"], "B"), ("by_code", ["1", "2"], "Two")] {
            let item = form.named(question).expect(question);
            let choices = form.choices_in(item, &list);
            assert_eq!(choices.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), values);
            let label = form.label_in(item, &list, values[1]).expect("a label");
            assert_eq!((label.get(Lang::Th), form.label_in(item, &list, "x").is_none()), (called, true));
        }
    }

    #[test]
    fn lists_are_made_ready_for_the_conditions_of_questions() {
        let form = crate::read_markdown(
            "
| survey |
| | type | name | label | choice_filter |
| | text | ward | Ward | |
| | select_one_from_file towns.csv | town | Town | ward = ${ward} and kind = 'x' |
| | select_one_from_file all.csv | any | Any | |
| | select_one_from_file towns.csv | other | Other | contains(label, ${ward}) |
| settings |
| | form_id |
| | own |
",
        )
        .expect("a form");
        let compared = form.columns_compared();
        let columns: Vec<&str> = compared["towns.csv"].iter().copied().collect();
        assert_eq!((columns.as_slice(), compared["all.csv"].len()), (["kind", "ward"].as_slice(), 0));
        let rows: String = (0..100).map(|row| format!("t{row},T,{},x\n", row % 10)).collect();
        let text = format!("name,label,ward,kind\n{rows}");
        let list = read(&text, Format::Csv, ListLimits::default()).expect("a list").itemset;
        assert!(!list.is_prepared(columns.iter().copied()));
        list.prepare(columns.iter().copied());
        assert!(list.is_prepared(columns.iter().copied()) && !list.is_prepared(["label"]));
        let lists = std::collections::BTreeMap::from([("towns.csv".to_owned(), list)]);
        let environment = crate::Environment::on(jiff::civil::date(2026, 11, 26));
        let mut session = crate::Session::new(&form, &lists, environment);
        session.set("/ward", "3").expect("a question");
        assert_eq!(session.choices("/town", Lang::En).len(), 10);
    }
}
