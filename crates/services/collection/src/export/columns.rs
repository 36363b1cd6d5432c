//! The columns of exported tables: their headings, and how a kept value becomes what a cell shows. Owns no reading of records.

use super::{Export, value_in};
use crate::Definition;
use forms::{ChoiceSource, Itemsets, Kind};
use language::Lang;
use packs::{Column, ColumnKind, Rows};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use store::{Row, Value};

/// A table of an export.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportSheet {
    /// Its name: the form's or the repeat's, a plain one.
    pub name: String,
    /// Its columns.
    pub columns: Vec<ExportColumn>,
}

/// A column of an export.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportColumn {
    /// The question's path from the form's or the repeat's root; `id`, `key` and the like for those that no question has.
    pub name: String,
    /// What stands at its top.
    pub heading: String,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportCell {
    /// Nothing was answered.
    Empty,
    /// A text, whatever it looks like.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Decimal(f64),
    /// A day, as ISO 8601.
    Date(String),
}

/// All tables of one export.
pub(super) struct Plan {
    pub(super) sheets: Vec<SheetPlan>,
    /// What agencies are called, by id.
    pub(super) agencies: HashMap<String, String>,
}

/// A table, and where its cells come from.
pub(super) struct SheetPlan {
    pub(super) shown: ExportSheet,
    /// The name under which a repeat's rows are kept; the kind's form for records.
    pub(super) name: String,
    /// A repeat's path; nothing for records.
    pub(super) path: Option<String>,
    /// The path of the repeat around it.
    pub(super) inside: Option<String>,
    readings: Vec<(String, Reading)>,
}

/// How a kept value is read.
pub(super) enum Reading {
    Plain,
    Date,
    Choices { names: HashMap<String, String>, order: Vec<String>, is_many: bool, is_split: bool },
}

impl Reading {
    /// How a column's values are read; the labels of choices only where they are asked for.
    pub(super) fn of(of: Definition<'_>, column: &Column, lists: &dyn Itemsets, labels: Option<Lang>) -> Self {
        if column.kind == ColumnKind::Date {
            return Self::Date;
        }
        let Some(item) = of.form.item(&column.path) else { return Self::Plain };
        let is_many = matches!(item.kind, Kind::SelectMultiple(_));
        let Some(source) = item.kind.choice_source() else { return Self::Plain };
        let own = of.form.choices(item);
        let choices = match source {
            ChoiceSource::File(file) => {
                lists.itemset(file).map_or(Cow::Borrowed(own), |list| of.form.choices_in(item, list))
            }
            _ => Cow::Borrowed(own),
        };
        let label =
            |choice: &forms::Choice| labels.map(|lang| (choice.name.clone(), choice.label.get(lang).to_owned()));
        let mut order: Vec<String> = Vec::new();
        if is_many && !matches!(source, ChoiceSource::File(_)) {
            choices.iter().for_each(|choice| {
                if !order.contains(&choice.name) {
                    order.push(choice.name.clone());
                }
            });
        }
        let names = choices.iter().filter_map(label).filter(|(_, label)| !label.is_empty()).collect();
        Self::Choices { names, order, is_many, is_split: false }
    }

    fn heading(&self, choice: &str) -> String {
        match self {
            Self::Choices { names, .. } => names.get(choice).map_or(choice, String::as_str).to_owned(),
            _ => choice.to_owned(),
        }
    }

    fn cells(&self, value: &Value, to: &mut Vec<ExportCell>) {
        let plain = match value {
            Value::Null => ExportCell::Empty,
            Value::Integer(number) => ExportCell::Integer(*number),
            Value::Decimal(number) => ExportCell::Decimal(*number),
            Value::Text(text) => ExportCell::Text(text.clone()),
        };
        match (self, plain) {
            (Self::Date, ExportCell::Text(day)) => to.push(ExportCell::Date(day)),
            (Self::Choices { names, order, is_many, is_split }, plain) => {
                let answer = value.to_answer();
                let label = |one: &str| names.get(one).map_or(one, String::as_str).to_owned();
                to.push(match plain {
                    ExportCell::Text(_) if *is_many => {
                        let between = if names.is_empty() { " " } else { ", " };
                        ExportCell::Text(answer.split_whitespace().map(label).collect::<Vec<_>>().join(between))
                    }
                    ExportCell::Text(_) => ExportCell::Text(label(&answer)),
                    other => other,
                });
                if *is_split {
                    let chosen = |name: &String| answer.split_whitespace().any(|one| one == name);
                    let cell = |name| match answer.is_empty() {
                        true => ExportCell::Empty,
                        false => ExportCell::Integer(i64::from(chosen(name))),
                    };
                    to.extend(order.iter().map(cell));
                }
            }
            (_, plain) => to.push(plain),
        }
    }
}

impl SheetPlan {
    /// The table of the records themselves.
    pub(super) fn records(
        of: Definition<'_>,
        reading: &dyn Fn(&Column) -> Reading,
        (wanted, hidden): (&Export, &BTreeSet<String>),
    ) -> Self {
        let own = |name: &str| ExportColumn { name: name.to_owned(), heading: name.to_owned() };
        let columns = ["id", "agency", "received", "changed"].into_iter().map(own).collect();
        let sheet = ExportSheet { name: of.kind.form.clone(), columns };
        Self { shown: sheet, name: of.kind.form.clone(), path: None, inside: None, readings: Vec::new() }.with(
            &of.kind.columns,
            "",
            reading,
            (wanted, hidden),
        )
    }

    /// The table of a repeat's rows.
    pub(super) fn rows(
        of: Definition<'_>,
        rows: &Rows,
        reading: &dyn Fn(&Column) -> Reading,
        (wanted, hidden): (&Export, &BTreeSet<String>),
    ) -> Self {
        let is_around = |other: &&Rows| rows.path.strip_prefix(&other.path).is_some_and(|rest| rest.starts_with('/'));
        let around = of.kind.rows.iter().filter(is_around).max_by_key(|other| other.path.len());
        let own = |name: &str| ExportColumn { name: name.to_owned(), heading: name.to_owned() };
        let sheet = ExportSheet { name: rows.name.clone(), columns: ["key", "parent_key"].map(own).into() };
        let inside = around.map(|around| around.path.clone());
        Self { shown: sheet, name: rows.name.clone(), path: Some(rows.path.clone()), inside, readings: Vec::new() }
            .with(&rows.columns, &rows.path, reading, (wanted, hidden))
    }

    fn with(
        mut self,
        columns: &[Column],
        root: &str,
        reading: &dyn Fn(&Column) -> Reading,
        (wanted, hidden): (&Export, &BTreeSet<String>),
    ) -> Self {
        for column in columns.iter().filter(|column| !hidden.contains(&column.name)) {
            let name = column.path.strip_prefix(root).unwrap_or(&column.path).trim_start_matches('/').to_owned();
            let label = wanted.labels.map(|lang| column.label.get(lang)).filter(|label| !label.trim().is_empty());
            let heading = label.unwrap_or(&name).to_owned();
            let mut reading = reading(column);
            self.shown.columns.push(ExportColumn { name: name.clone(), heading: heading.clone() });
            if let Reading::Choices { is_split, order, .. } = &mut reading {
                *is_split = wanted.split_choices && !order.is_empty();
                if *is_split {
                    let order = order.clone();
                    self.shown.columns.extend(order.iter().map(|choice| ExportColumn {
                        name: format!("{name}/{choice}"),
                        heading: format!("{heading}/{}", reading.heading(choice)),
                    }));
                }
            }
            self.readings.push((column.name.clone(), reading));
        }
        self
    }

    /// The cells of a row's questions.
    pub(super) fn cells(&self, row: &Row) -> Vec<ExportCell> {
        let mut cells = Vec::with_capacity(self.shown.columns.len());
        for (name, reading) in &self.readings {
            reading.cells(value_in(row, name), &mut cells);
        }
        cells
    }
}
