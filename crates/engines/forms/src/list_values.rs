//! What a question takes from the rows of a list that stands outside the form: values, and what they are called. Every question may take
//! both from columns of its own choice.

use crate::rules::{ChoiceRule, Label};
use crate::{Choice, Form, Item, Itemset};
use language::Text;
use std::borrow::Cow;
use xpath::{Document, NodeId};

impl Form {
    /// The choices that a question has in a list, conditions aside, in its order.
    pub fn choices_in<'l>(&self, item: &Item, list: &'l Itemset) -> Cow<'l, [Choice]> {
        let (value, label) = match columns(item) {
            Some(columns) if !list.has_choices_of_its_own() && columns != ("name", "label") => columns,
            _ => return Cow::Borrowed(list.choices()),
        };
        let document = list.document();
        let choice = |row| Choice::new(&cell(document, row, value), Text::new(cell(document, row, label)));
        Cow::Owned(document.elements(document.root()).map(choice).collect())
    }

    /// What a question's choice of this value is called in a list; nothing when there is none.
    pub fn label_in(&self, item: &Item, list: &Itemset, value: &str) -> Option<Text> {
        match columns(item) {
            Some((values, labels)) if !list.has_choices_of_its_own() => {
                let document = list.document();
                document.row_where(values, value).map(|row| Text::new(cell(document, row, labels)))
            }
            _ => list.named(value).next().map(|choice| choice.label.clone()),
        }
    }
}

/// The columns of values and labels, where they are plain ones.
fn columns(item: &Item) -> Option<(&str, &str)> {
    let Some(ChoiceRule::Itemset(rule)) = item.rules.choices.as_deref() else { return None };
    let (Label::Cell(label) | Label::Translated(label)) = &rule.label;
    Some((rule.value.child()?, label.child()?))
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
}
