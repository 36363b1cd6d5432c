//! Where each thing of a definition was written, so that what a later reader finds wrong in it is told at its cell.

use crate::choices::Lists;
use crate::entry::Entry;
use crate::header::Header;
use crate::problem::Place;
use crate::tree::{NodeKind, Origin, SURVEY, Tree};
use std::collections::HashMap;
use xforms::{Aspect, Part};

/// Every aspect with the words of its column.
const COLUMNS: [(Aspect, &[&str]); 18] = [
    (Aspect::Node, &["name"]),
    (Aspect::Kind, &["type"]),
    (Aspect::Control, &["type"]),
    (Aspect::Preload, &["type"]),
    (Aspect::Label, &["label"]),
    (Aspect::Hint, &["hint"]),
    (Aspect::Relevant, &["bind", "relevant"]),
    (Aspect::Constraint, &["bind", "constraint"]),
    (Aspect::ConstraintMessage, &["bind", "jr:constraintMsg"]),
    (Aspect::Required, &["bind", "required"]),
    (Aspect::RequiredMessage, &["bind", "jr:requiredMsg"]),
    (Aspect::ReadOnly, &["bind", "readonly"]),
    (Aspect::Calculate, &["bind", "calculate"]),
    (Aspect::Action, &["default"]),
    (Aspect::Choices, &["choice_filter"]),
    (Aspect::Range, &["parameters"]),
    (Aspect::Count, &["control", "jr:count"]),
    (Aspect::SaveTo, &["bind", "entities:saveto"]),
];

/// What is meant where a row has nothing in the column of an aspect: a list without a filter is named by the type, and what is done
/// without a default is done at a trigger.
const ELSE: [(Aspect, Aspect); 3] =
    [(Aspect::Action, Aspect::Calculate), (Aspect::Choices, Aspect::Kind), (Aspect::Range, Aspect::Kind)];

/// Where each node and each choice of a definition was written.
#[derive(Clone, Debug, Default)]
pub struct Places {
    survey: String,
    /// The survey's columns by aspect.
    columns: Vec<(Aspect, String)>,
    /// By the absolute path of a node: its row, or the one cell that it comes from.
    nodes: HashMap<String, Written>,
    choices: String,
    choice_column: String,
    /// By list and by choice: its row.
    rows: HashMap<String, HashMap<String, usize>>,
}

#[derive(Clone, Debug)]
enum Written {
    /// A row of the survey, with the aspects of [`ELSE`] that it has a cell for.
    Row(usize, Vec<Aspect>),
    /// A column of the survey's row, whatever is asked: what a count is worked out from.
    Column(usize, Aspect),
    Cell(Place),
}

impl Places {
    /// The cell that a part of the definition was written in; the row where no column is known for it; `None` for what no cell wrote.
    pub fn of(&self, part: &Part) -> Option<Place> {
        if part.aspect == Aspect::Text {
            return self.of_text(&part.nodeset);
        }
        let (row, aspect) = match self.nodes.get(&part.nodeset)? {
            Written::Cell(place) => return Some(place.clone()),
            Written::Column(row, fixed) => (*row, *fixed),
            Written::Row(row, filled) => (*row, with_else(part.aspect, filled)),
        };
        let column = self.columns.iter().find(|(known, _)| *known == aspect).map(|(_, column)| column.clone());
        Some(Place { sheet: self.survey.clone(), row, column })
    }

    /// The cell of a text by its id: the path of its node and what it is, `/data/age:hint`.
    fn of_text(&self, id: &str) -> Option<Place> {
        let at = id
            .match_indices(':')
            .map(|(at, _)| at)
            .find(|at| self.nodes.contains_key(id.get(..*at).unwrap_or_default()))?;
        let (path, said) = id.split_at(at);
        let aspect = match said {
            ":hint" => Aspect::Hint,
            ":jr:constraintMsg" => Aspect::ConstraintMessage,
            ":jr:requiredMsg" => Aspect::RequiredMessage,
            _ => Aspect::Label,
        };
        self.of(&Part::new(path, aspect))
    }

    /// The cell with the name of a choice.
    pub fn of_choice(&self, list: &str, choice: &str) -> Option<Place> {
        let row = self.rows.get(list)?.get(choice)?;
        Some(Place::cell(&self.choices, *row, &self.choice_column))
    }

    pub(crate) fn new(
        tree: &Tree,
        paths: &[String],
        survey: &Header,
        choices: &Lists,
        place: impl Fn(usize) -> Place,
    ) -> Self {
        let columns = COLUMNS.iter().map(|(aspect, words)| (*aspect, survey.written(words))).collect();
        let mut places = Self {
            survey: survey.sheet.clone(),
            columns,
            choices: choices.header.sheet.clone(),
            choice_column: choices.header.written(&["name"]),
            ..Self::default()
        };
        for id in tree.descendants(SURVEY) {
            let node = tree.node(id);
            let Some(path) = paths.get(id).filter(|_| node.entry.row > 0 && !node.is_flat) else { continue };
            let is_counter = node.entry.kind.is_empty() && node.type_name() == "calculate";
            let written = match node.origin {
                Origin::Survey if is_counter => Written::Column(node.entry.row, Aspect::Count),
                Origin::Survey => Written::Row(node.entry.row, filled(&node.entry)),
                Origin::Entities if node.kind == NodeKind::Entity => Written::Cell(Place { column: None, ..place(id) }),
                Origin::Settings | Origin::Entities => Written::Cell(place(id)),
            };
            places.nodes.insert(path.clone(), written);
        }
        for list in choices.all() {
            let rows = list.choices.iter().filter(|choice| choice.row > 0);
            places.rows.insert(list.name.clone(), rows.map(|choice| (choice.name.clone(), choice.row)).collect());
        }
        places
    }
}

/// The aspects of [`ELSE`] that a row has a cell for.
fn filled(entry: &Entry) -> Vec<Aspect> {
    let cells = [&entry.default, &entry.choice_filter, &entry.parameters];
    ELSE.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()).map(|((aspect, _), _)| *aspect).collect()
}

fn with_else(aspect: Aspect, filled: &[Aspect]) -> Aspect {
    match ELSE.iter().find(|(known, _)| *known == aspect && !filled.contains(known)) {
        Some((_, other)) => *other,
        None => aspect,
    }
}
