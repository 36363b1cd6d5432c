//! Where each thing of a definition was written, so that what a later reader finds wrong in it is told at its cell.

use crate::choices::Lists;
use crate::header::Header;
use crate::problem::Place;
use crate::tree::{NodeKind, Origin, SURVEY, Tree};
use std::collections::HashMap;

/// What about a node is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aspect {
    /// The node itself: its name.
    Name,
    /// How it is asked, and the list, file or answers it chooses from.
    Kind,
    /// `label`
    Label,
    /// `hint`
    Hint,
    /// `guidance_hint`
    Guidance,
    /// `relevant`
    Relevant,
    /// `constraint`
    Constraint,
    /// `constraint_message`
    ConstraintMessage,
    /// `required`
    Required,
    /// `required_message`
    RequiredMessage,
    /// `read_only`
    ReadOnly,
    /// `calculation`
    Calculation,
    /// `default`
    Default,
    /// `trigger`
    Trigger,
    /// `choice_filter`
    ChoiceFilter,
    /// `parameters`
    Parameters,
    /// `appearance`
    Appearance,
    /// `repeat_count`
    Count,
    /// `save_to`
    SaveTo,
}

/// Every aspect with the words of its column.
const COLUMNS: [(Aspect, &[&str]); 19] = [
    (Aspect::Name, &["name"]),
    (Aspect::Kind, &["type"]),
    (Aspect::Label, &["label"]),
    (Aspect::Hint, &["hint"]),
    (Aspect::Guidance, &["guidance_hint"]),
    (Aspect::Relevant, &["bind", "relevant"]),
    (Aspect::Constraint, &["bind", "constraint"]),
    (Aspect::ConstraintMessage, &["bind", "jr:constraintMsg"]),
    (Aspect::Required, &["bind", "required"]),
    (Aspect::RequiredMessage, &["bind", "jr:requiredMsg"]),
    (Aspect::ReadOnly, &["bind", "readonly"]),
    (Aspect::Calculation, &["bind", "calculate"]),
    (Aspect::Default, &["default"]),
    (Aspect::Trigger, &["trigger"]),
    (Aspect::ChoiceFilter, &["choice_filter"]),
    (Aspect::Parameters, &["parameters"]),
    (Aspect::Appearance, &["control", "appearance"]),
    (Aspect::Count, &["control", "jr:count"]),
    (Aspect::SaveTo, &["bind", "entities:saveto"]),
];

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
    Row(usize),
    /// A column of the survey's row, whatever is asked: what a count is worked out from.
    Column(usize, Aspect),
    Cell(Place),
}

impl Places {
    /// The cell that an aspect of the node at an absolute path was written in; `None` for nodes that no cell wrote.
    pub fn of(&self, path: &str, aspect: Aspect) -> Option<Place> {
        let (row, aspect) = match self.nodes.get(path)? {
            Written::Cell(place) => return Some(place.clone()),
            Written::Column(row, fixed) => (*row, *fixed),
            Written::Row(row) => (*row, aspect),
        };
        let column = self.columns.iter().find(|(known, _)| *known == aspect).map(|(_, column)| column.clone());
        Some(Place { sheet: self.survey.clone(), row, column })
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
                Origin::Survey => Written::Row(node.entry.row),
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
