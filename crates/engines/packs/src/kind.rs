//! Record kinds: what a form's answers become. Owns columns, their classes and references to other kinds, derived from the form;
//! not how a store keeps them.

use crate::manifest::{KindFile, PersonQuestions, PlaceQuestions};
use crate::names::Names;
use crate::problem::{PackProblem, Place};
use crate::template::LabelTemplate;
use forms::{ChoiceSource, Form, Item, Kind, Media};
use language::{Message, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::str::FromStr;

/// A kind of record, built from the answers of one form.
#[derive(Clone, Debug)]
pub struct RecordKind {
    /// The id: pack, slash, form, for example `prevention/outreach-session`.
    pub id: String,
    /// The form's id, which is also the name of the root element of its records.
    pub form: String,
    /// The group that it is listed under.
    pub group: Option<String>,
    /// One of it, for readers.
    pub title: Text,
    /// Several of it, for readers.
    pub plural: Text,
    /// The name of its pictogram.
    pub icon: String,
    /// The question whose answer dates the record.
    pub date_question: Option<String>,
    /// The questions that say where it was.
    pub place: PlaceQuestions,
    /// The question by whose answer other records refer to this one (a project's code). Without it they use the record's id.
    pub key: Option<String>,
    /// How a record is called.
    pub label: LabelTemplate,
    /// The questions shown in lists, in order.
    pub list: Vec<String>,
    /// A column for each question outside repeats.
    pub columns: Vec<Column>,
    /// Rows of their own for each repeat.
    pub rows: Vec<Rows>,
    /// Whether registers may be imported as records of this kind.
    pub import: bool,
    /// Questions whose answer names a record of a kind of this pack.
    pub references: Vec<Reference>,
    /// The questions that say who somebody is, when a record of this kind is a person.
    pub person: Option<PersonQuestions>,
    /// Whether a record of this kind is a household, of which people are part.
    pub household: bool,
}

/// A value of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What it is kept under: the question's name, or one made from it where that could name no column or not tell it from another.
    pub name: String,
    /// The question's path in the form, without numbers of instances.
    pub path: String,
    /// What kind of value it is.
    pub kind: ColumnKind,
    /// Who may see it.
    pub class: Class,
    /// The question, for readers.
    pub label: Text,
    /// Whether the value is the name of an attached file.
    pub is_attachment: bool,
}

/// What kind of value a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Text, also the names of choices (several separated by spaces).
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A day.
    Date,
    /// Yes or no, nothing else.
    Flag,
}

/// Who may see a value: the wider the harm, the narrower the circle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// May appear in reports and on public pages.
    Public,
    /// For the people who work with the record.
    #[default]
    Work,
    /// Says who a person is; kept sealed.
    Identity,
    /// Says what happened to a person; kept sealed.
    Case,
}

impl Class {
    /// Whether it says who somebody is or what happened to them.
    pub fn is_sensitive(self) -> bool {
        self >= Self::Identity
    }
}

impl FromStr for Class {
    type Err = Message;

    fn from_str(name: &str) -> Result<Self, Message> {
        match name {
            "public" => Ok(Self::Public),
            "work" => Ok(Self::Work),
            "identity" => Ok(Self::Identity),
            "case" => Ok(Self::Case),
            _ => Err(Message::new("packs-unknown-class").with("class", name)),
        }
    }
}

/// The rows of a repeat.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// What they are kept under: the repeat's name, or one made from it.
    pub name: String,
    /// The repeat's path in the form, without numbers of instances.
    pub path: String,
    /// What the rows are, for readers.
    pub title: Text,
    /// A column for each question of the repeat.
    pub columns: Vec<Column>,
}

/// A question whose answer names another record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The repeat that the question stands in.
    pub rows: Option<String>,
    /// The question.
    pub question: String,
    /// The id of the kind that it names a record of.
    pub kind: String,
}

impl RecordKind {
    /// The column of a question outside repeats.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The rows of a repeat.
    pub fn rows(&self, name: &str) -> Option<&Rows> {
        self.rows.iter().find(|rows| rows.name == name)
    }

    /// The kind that a form and its entry in the manifest make. `forms` are the forms of the pack.
    pub(crate) fn new(
        pack: &str,
        written: KindFile,
        form: &Form,
        forms: &BTreeSet<&str>,
        place: &Place,
        problems: &mut Vec<PackProblem>,
    ) -> Self {
        let label = LabelTemplate::parse(&written.label).unwrap_or_else(|message| {
            problems.push(PackProblem::new("pack.toml", place.clone(), message));
            LabelTemplate::default()
        });
        let columns = columns_of(form, None, Class::default(), problems);
        let rows = rows_of(form, Class::default(), problems);
        Self {
            id: format!("{pack}/{}", written.form),
            references: references(pack, form, forms),
            form: written.form,
            group: written.group,
            title: written.title,
            plural: written.plural,
            icon: written.icon,
            date_question: written.date,
            place: written.place,
            key: written.key,
            label,
            list: written.list,
            columns,
            rows,
            import: written.import,
            person: written.person,
            household: written.household,
        }
    }
}

/// The rows of every repeat.
pub(crate) fn rows_of(form: &Form, class: Class, problems: &mut Vec<PackProblem>) -> Vec<Rows> {
    let mut names = Names::default();
    let repeats = form.items().filter(|item| item.kind == Kind::Repeat);
    repeats
        .map(|repeat| Rows {
            name: names.make(&repeat.name, &repeat.path),
            path: repeat.path.clone(),
            title: repeat.label.clone(),
            columns: columns_of(form, Some(repeat), class, problems),
        })
        .collect()
}

/// The questions with an answer to keep that stand in this repeat, or in none. `class` is that of questions which name none.
pub(crate) fn columns_of(
    form: &Form,
    repeat: Option<&Item>,
    class: Class,
    problems: &mut Vec<PackProblem>,
) -> Vec<Column> {
    let mut names = Names::default();
    form.questions()
        .filter(|item| form.repeat_of(item).map(|found| &found.path) == repeat.map(|repeat| &repeat.path))
        .filter_map(|item| new_column(form, item, class, &mut names, problems))
        .collect()
}

fn new_column(
    form: &Form,
    item: &Item,
    class: Class,
    names: &mut Names,
    problems: &mut Vec<PackProblem>,
) -> Option<Column> {
    let kind = column_kind(&item.kind)?;
    let mut wrong = |column: &str, message: Message| {
        let place = Place::Cell { sheet: "survey".to_owned(), row: item.row, column: column.to_owned() };
        problems.push(PackProblem::new(&format!("forms/{}.md", form.id), place, message));
    };
    let class = item.extras.get("class").map_or(Ok(class), |class| class.parse()).unwrap_or_else(|message| {
        wrong("bind::saphan:class", message);
        Class::default()
    });
    let kept = item.extras.get("keep").map(|words| words.trim()).filter(|words| !words.is_empty());
    if let Some(words) = kept.filter(|words| *words != "place" || !matches!(item.kind, Kind::File(Media::Image))) {
        wrong("bind::saphan:keep", Message::new("packs-unknown-keep").with("words", words));
    }
    Some(Column {
        name: names.make(&item.name, &item.path),
        path: item.path.clone(),
        kind,
        class,
        label: item.label.clone(),
        is_attachment: matches!(item.kind, Kind::File(_)),
    })
}

/// What an answer is kept as; `None` where nothing is answered. A choice, a calculated value and a moment are text.
fn column_kind(kind: &Kind) -> Option<ColumnKind> {
    match kind {
        Kind::Group | Kind::Repeat | Kind::Note => None,
        Kind::Integer => Some(ColumnKind::Integer),
        Kind::Decimal => Some(ColumnKind::Decimal),
        Kind::Date => Some(ColumnKind::Date),
        Kind::Acknowledge => Some(ColumnKind::Flag),
        _ => Some(ColumnKind::Text),
    }
}

fn references(pack: &str, form: &Form, forms: &BTreeSet<&str>) -> Vec<Reference> {
    form.questions()
        .filter_map(|item| {
            let ChoiceSource::File(file) = item.kind.choice_source()? else { return None };
            let list = file.strip_suffix(".csv").filter(|list| forms.contains(list))?;
            Some(Reference {
                rows: form.repeat_of(item).map(|repeat| repeat.name.clone()),
                question: item.name.clone(),
                kind: format!("{pack}/{list}"),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn of_a_file_only_the_place_of_a_picture_can_be_kept() {
        let cases = [
            ("image", "place", true, 0),
            ("image", "", false, 0),
            ("image", "time", false, 1),
            ("audio", "place", false, 1),
        ];
        for (kind, word, keeps_place, wrong) in cases {
            let rows =
                format!("| survey |\n| | type | name | label | bind::saphan:keep |\n| | {kind} | f | F | {word} |\n");
            let form = forms::read_markdown(&rows).expect("a form");
            let mut problems = Vec::new();
            columns_of(&form, None, Class::default(), &mut problems);
            assert_eq!(problems.len(), wrong, "{kind} {word}");
            let asked = form.named("f").and_then(Item::asked_file).expect("a file");
            assert_eq!(asked.keeps_place, keeps_place, "{kind} {word}");
        }
    }
}
