//! From answers to typed columns: which tables a kind has, and what of a submission goes into them. Owns that mapping; the tables are
//! storage's, and any projection can be made again from the log.

use crate::Definition;
use language::Message;
use packs::{ColumnKind, RecordKind};
use serde_json::Value as Json;
use service_kit::FieldProblem;
use std::collections::BTreeMap;
use store::{Column, ColumnType, KindSchema, LONGEST_INDEXED, Projection, Row, RowsSchema, Value};

/// The typed tables of a kind.
pub(crate) fn schema(kind: &RecordKind) -> KindSchema {
    let indexed: Vec<&str> = indexed(kind).collect();
    KindSchema {
        id: kind.id.clone(),
        columns: kind.columns.iter().map(|column| typed(column, indexed.contains(&column.name.as_str()))).collect(),
        rows: kind
            .rows
            .iter()
            .map(|rows| RowsSchema {
                name: rows.name.clone(),
                columns: rows.columns.iter().map(|column| typed(column, false)).collect(),
            })
            .collect(),
    }
}

/// The questions that lists filter or sort by, and records are found by.
fn indexed(kind: &RecordKind) -> impl Iterator<Item = &str> {
    let questions = [&kind.date_question, &kind.key, &kind.place.province, &kind.place.district];
    let referring = kind.references.iter().filter(|reference| reference.rows.is_none());
    questions.into_iter().flatten().map(String::as_str).chain(referring.map(|one| one.question.as_str()))
}

/// Answers that are right by their form but longer than what records can be found by.
pub(crate) fn too_long_to_find(definition: Definition<'_>, answers: &Json) -> Vec<FieldProblem> {
    let flat = flattened(answers);
    let length = |question: &str| flat.get(question).and_then(|answer| answer.as_str()).map_or(0, str::len);
    let too_long = indexed(definition.kind).filter(|question| length(question) > LONGEST_INDEXED);
    let path = |question: &str| definition.form.named(question).map_or_else(String::new, |item| item.path.clone());
    let problem = |path: String| {
        let said = Message::new("forms-answer-too-long").with("path", path.as_str()).with("limit", LONGEST_INDEXED);
        FieldProblem::new(path, said)
    };
    too_long.map(|question| problem(path(question))).collect()
}

/// A question's column.
pub(crate) fn typed(column: &packs::Column, indexed: bool) -> Column {
    let column_type = match column.kind {
        ColumnKind::Text | ColumnKind::Date => ColumnType::Text,
        ColumnKind::Integer | ColumnKind::Flag => ColumnType::Integer,
        ColumnKind::Decimal => ColumnType::Decimal,
    };
    Column { name: column.name.clone(), column_type, indexed, sealed: column.class.is_sensitive() }
}

/// What of checked answers goes into typed columns. Rows of a repeat inside another one stand one after the other.
pub(crate) fn projection(kind: &RecordKind, answers: &Json) -> Projection {
    let lines = |rows: &packs::Rows| -> Vec<Row> {
        instances(answers, &rows.path).into_iter().map(|line| row(&rows.columns, line, &rows.path)).collect()
    };
    Projection {
        columns: row(&kind.columns, answers, ""),
        rows: kind.rows.iter().map(|rows| (rows.name.clone(), lines(rows))).collect(),
    }
}

/// The instances of a repeat, those of all instances around it in order.
fn instances<'a>(answers: &'a Json, path: &str) -> Vec<&'a Json> {
    let mut found = vec![answers];
    for name in names(path) {
        found = found
            .into_iter()
            .filter_map(|around| around.get(name))
            .flat_map(|inside| inside.as_array().map_or_else(|| vec![inside], |lines| lines.iter().collect()))
            .collect();
    }
    found
}

/// For each instance of a repeat the place of the instance of the repeat around it, whose path is `around`, both in order from 0.
pub(crate) fn around_each(answers: &Json, path: &str, around: &str) -> Vec<usize> {
    let inside = path.strip_prefix(around).unwrap_or(path);
    let outer = instances(answers, around);
    outer
        .into_iter()
        .zip(0..)
        .flat_map(|(outer, place)| instances(outer, inside).into_iter().map(move |_| place))
        .collect()
}

/// The values of questions in answers that stand at `around` in the form.
fn row(columns: &[packs::Column], answers: &Json, around: &str) -> Row {
    let answer = |path: &str| {
        let mut inside = names(path.strip_prefix(around).unwrap_or(path));
        inside.try_fold(answers, |at, name| at.get(name)).and_then(Json::as_str).unwrap_or_default()
    };
    columns.iter().map(|column| (column.name.clone(), value(column.kind, answer(&column.path)))).collect()
}

fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|name| !name.is_empty())
}

/// Answers by question name, whatever group they stand in. Repeats stay whole.
pub(crate) fn flattened(answers: &Json) -> BTreeMap<&str, &Json> {
    let mut flat = BTreeMap::new();
    let mut open = vec![answers];
    while let Some(group) = open.pop() {
        for (name, answer) in group.as_object().into_iter().flatten() {
            if answer.is_object() {
                open.push(answer);
            } else {
                flat.insert(name.as_str(), answer);
            }
        }
    }
    flat
}

/// An answer as its column holds it. A checked answer always fits; one that does not is stored as nothing rather than wrongly.
fn value(kind: ColumnKind, answer: &str) -> Value {
    if answer.is_empty() {
        return Value::Null;
    }
    match kind {
        ColumnKind::Text | ColumnKind::Date => Value::Text(answer.to_owned()),
        ColumnKind::Integer => integer(answer).map_or(Value::Null, Value::Integer),
        ColumnKind::Flag => Value::Integer(i64::from(!matches!(answer, "0" | "false" | "no"))),
        ColumnKind::Decimal => {
            answer.parse().ok().filter(|number: &f64| number.is_finite()).map_or(Value::Null, Value::Decimal)
        }
    }
}

/// A whole number, also as a sum writes it (`250.0`).
fn integer(answer: &str) -> Option<i64> {
    answer.parse().ok().or_else(|| answer.strip_suffix(".0")?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn groups_are_flattened_and_repeats_kept() {
        let answers = json!({"where": {"province": "50"}, "attendance": [{"count": "1"}]});
        let flat = flattened(&answers);
        assert_eq!(flat.get("province"), Some(&&json!("50")));
        assert!(flat.get("attendance").is_some_and(|rows| rows.is_array()));
    }

    #[test]
    fn answers_are_found_by_their_path_in_groups_and_nested_rows() {
        let column = |name: &str, path: &str| packs::Column {
            name: name.to_owned(),
            path: path.to_owned(),
            kind: ColumnKind::Integer,
            class: packs::Class::Work,
            label: language::Text::default(),
            is_attachment: false,
        };
        let answers =
            json!({"age": "1", "g": {"age": "2", "visit": [{"n": "3", "seen": [{"k": "4"}]}, {"seen": [{"k": "5"}]}]}});
        let columns = [column("age", "/age"), column("age_2", "/g/age"), column("none", "/g/none")];
        let number = |number| Value::Integer(number);
        let values = |row: Row| row.into_iter().map(|(_, value)| value).collect::<Vec<_>>();
        assert_eq!(values(row(&columns, &answers, "")), [number(1), number(2), Value::Null]);
        let seen = instances(&answers, "/g/visit/seen");
        let rows = seen.into_iter().map(|line| row(&[column("k", "/g/visit/seen/k")], line, "/g/visit/seen"));
        assert_eq!(rows.flat_map(values).collect::<Vec<_>>(), [number(4), number(5)]);
        assert_eq!(instances(&answers, "/g/visit").len(), 2);
        assert_eq!(around_each(&answers, "/g/visit/seen", "/g/visit"), [0, 1]);
    }

    #[test]
    fn every_kind_of_column_reads_its_answer() {
        for (kind, answer, expected) in [
            (ColumnKind::Integer, "296", Value::Integer(296)),
            (ColumnKind::Integer, "296.0", Value::Integer(296)),
            (ColumnKind::Integer, "", Value::Null),
            (ColumnKind::Decimal, "22230.5", Value::Decimal(22230.5)),
            (ColumnKind::Decimal, "NaN", Value::Null),
            (ColumnKind::Date, "2019-07-04", Value::Text("2019-07-04".into())),
            (ColumnKind::Text, "games talk", Value::Text("games talk".into())),
            (ColumnKind::Flag, "yes", Value::Integer(1)),
            (ColumnKind::Flag, "false", Value::Integer(0)),
        ] {
            assert_eq!(value(kind, answer), expected, "{answer}");
        }
    }
}
