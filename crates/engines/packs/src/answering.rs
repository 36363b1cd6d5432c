//! Answers put to a form without a server around it, for cases and demonstration records. Owns the stand-ins for lists that are kept
//! elsewhere; the rules are the form's.

use calendar::Date;
use forms::{Choice, ChoiceSource, Environment, Form, Item, Itemset, Kind};
use language::Text;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a form says to answers.
pub(crate) struct Answered {
    /// The answers as they would be kept, calculated values included. As given when something is refused.
    pub(crate) answers: Value,
    /// The paths of refused answers below the form's root, `attendance[2]/count`.
    pub(crate) refused: BTreeSet<String>,
}

/// Puts answers to a form on a day.
///
/// A list from a file holds whatever the answers name: whether a district exists is the gazetteer's to say, not a case's.
pub(crate) fn answer(form: &Form, answers: &Value, on: Date) -> Answered {
    let lists = stand_in_lists(form, answers);
    match forms::check(form, answers, &lists, Environment::on(on)) {
        Ok(checked) => Answered { answers: checked.into_answers(), refused: BTreeSet::new() },
        Err(violations) => Answered {
            answers: answers.clone(),
            refused: violations.iter().map(|violation| violation.path.trim_start_matches('/').to_owned()).collect(),
        },
    }
}

fn stand_in_lists(form: &Form, answers: &Value) -> BTreeMap<String, Itemset> {
    let mut named: BTreeMap<String, BTreeSet<String>> =
        form.files().into_iter().map(|file| (file.to_owned(), BTreeSet::new())).collect();
    for item in form.questions() {
        if let Some(ChoiceSource::File(file)) = item.kind.choice_source() {
            let values = named.entry(file.clone()).or_default();
            collect(answers, item, values);
        }
    }
    named.into_iter().map(|(file, values)| (file, Itemset::new(values.iter().map(|value| stand_in(value))))).collect()
}

/// A choice of that name. Official codes begin with the code of what they lie in (TIS 1099: two digits of the province, two of the
/// district, two of the subdistrict), by which place lists are narrowed.
fn stand_in(value: &str) -> Choice {
    let within = |digits| value.get(..digits).unwrap_or_default();
    Choice::new(value, Text::new(value)).with("province", within(2)).with("district", within(4))
}

/// The answers given to a question anywhere in groups and repeats; names are unique in the forms of packs.
fn collect(answers: &Value, item: &Item, values: &mut BTreeSet<String>) {
    match answers {
        Value::Object(fields) => {
            for (name, answer) in fields {
                match answer {
                    Value::String(text) if *name == item.name => values.extend(names_in(&item.kind, text)),
                    other => collect(other, item, values),
                }
            }
        }
        Value::Array(rows) => rows.iter().for_each(|row| collect(row, item, values)),
        _ => {}
    }
}

fn names_in(kind: &Kind, text: &str) -> Vec<String> {
    match kind {
        Kind::SelectMultiple(_) => text.split_whitespace().map(str::to_owned).collect(),
        _ if text.is_empty() => Vec::new(),
        _ => vec![text.to_owned()],
    }
}
