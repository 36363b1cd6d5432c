//! A form as registers see it: its questions as fields, its counting repeats as tallies, with the other words that the pack says
//! registers use. Owns the reading of the `saphan:import`, `saphan:marks`, `saphan:unspecified` and `saphan:synonyms` columns.

use crate::Definition;
use calendar::Date;
use forms::{ChoiceSource, Form, Item, Kind};
use language::Text;
use registers::{Choice, Dimension, Field, Kind as FieldKind, Mark, Schema, Tally, Target};
use std::collections::BTreeMap;

/// Registers are of this time; it settles two-digit years.
const EARLIEST: Date = Date::constant(1990, 1, 1);

/// Something that a column can be read as, for a person who changes the proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetChoice {
    /// What the column would mean.
    pub target: Target,
    /// What it is called.
    pub label: Text,
    /// The section that it stands under: the repeat's label, nothing for questions of the record itself.
    pub section: Option<Text>,
}

/// The form of a kind as a register's schema; no row is later than `today`.
pub(crate) fn schema(definition: Definition<'_>, today: Date) -> Schema {
    let form = definition.form;
    let outside = |item: &&Item| form.repeat_of(item).is_none() && item.kind.is_asked() && !item.is_read_only;
    Schema {
        fields: form.questions().filter(outside).filter_map(|item| field(definition, item, today)).collect(),
        tallies: form.items().filter(|item| item.kind == Kind::Repeat).filter_map(|item| tally(form, item)).collect(),
    }
}

fn field(definition: Definition<'_>, item: &Item, today: Date) -> Option<Field> {
    let kind = field_kind(definition, item, today)?;
    Some(Field {
        path: item.path.trim_start_matches('/').to_owned(),
        labels: item.label.clone(),
        synonyms: words(item.extras.get("import")),
        kind,
        required: item.is_required,
        marks: words(item.extras.get("marks")).iter().filter_map(|mark| mark_of(mark)).collect(),
        unspecified: item.extras.get("unspecified").filter(|code| !code.is_empty()).cloned(),
    })
}

/// Files, times and agreements are not answered by a register's cells.
fn field_kind(definition: Definition<'_>, item: &Item, today: Date) -> Option<FieldKind> {
    let place = &definition.kind.place;
    let is = |question: &Option<String>| question.as_deref() == Some(item.name.as_str());
    Some(match &item.kind {
        _ if is(&place.province) => FieldKind::Province,
        _ if is(&place.district) => FieldKind::District,
        _ if is(&place.subdistrict) => FieldKind::Subdistrict,
        Kind::Text | Kind::SelectOne(ChoiceSource::File(_)) => FieldKind::Text,
        Kind::Integer => FieldKind::Integer,
        Kind::Decimal => FieldKind::Decimal,
        Kind::Date => FieldKind::Date { earliest: Some(EARLIEST), latest: Some(latest(definition, item, today)) },
        Kind::SelectOne(ChoiceSource::List(_)) => FieldKind::Choice(choices(definition.form, item)),
        Kind::SelectMultiple(ChoiceSource::List(_)) => FieldKind::Choices(choices(definition.form, item)),
        _ => return None,
    })
}

/// What dates a record has happened already; other dates (a wish, an end) may lie ahead.
fn latest(definition: Definition<'_>, item: &Item, today: Date) -> Date {
    let dates_the_record = definition.kind.date_question.as_deref() == Some(item.name.as_str());
    let ahead = today.checked_add(jiff::Span::new().years(30)).unwrap_or(Date::MAX);
    if dates_the_record { today } else { ahead }
}

/// A repeat counts people when it has a whole number and at least one list of choices.
fn tally(form: &Form, repeat: &Item) -> Option<Tally> {
    let count = form.children(repeat).find(|item| item.kind == Kind::Integer)?;
    let lists = form.children(repeat).filter(|item| matches!(item.kind, Kind::SelectOne(ChoiceSource::List(_))));
    let dimensions: Vec<_> = lists.map(|item| dimension(form, item)).collect();
    (!dimensions.is_empty()).then(|| Tally {
        repeat: repeat.path.trim_start_matches('/').to_owned(),
        count: count.name.clone(),
        labels: repeat.label.clone(),
        synonyms: words(repeat.extras.get("import")).into_iter().chain(words(count.extras.get("import"))).collect(),
        dimensions,
    })
}

fn dimension(form: &Form, item: &Item) -> Dimension {
    Dimension {
        question: item.name.clone(),
        labels: item.label.clone(),
        synonyms: words(item.extras.get("import")),
        choices: choices(form, item),
        unspecified: item.extras.get("unspecified").filter(|code| !code.is_empty()).or(item.default.as_ref()).cloned(),
    }
}

fn choices(form: &Form, item: &Item) -> Vec<Choice> {
    let choice = |choice: &forms::Choice| Choice {
        code: choice.name.clone(),
        labels: choice.label.clone(),
        synonyms: words(choice.columns.get("saphan:synonyms")),
    };
    form.choices(item).iter().map(choice).collect()
}

/// A cell with several words or phrases, separated by semicolons.
fn words(cell: Option<&String>) -> Vec<String> {
    let parts = cell.map(String::as_str).unwrap_or_default().split(';');
    parts.map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// `ครั้งแรก=yes`.
fn mark_of(written: &str) -> Option<Mark> {
    let (phrase, code) = written.rsplit_once('=')?;
    Some(Mark { phrase: phrase.trim().to_owned(), code: code.trim().to_owned() })
}

/// Everything that a column can be read as.
pub(crate) fn targets(definition: Definition<'_>, today: Date) -> Vec<TargetChoice> {
    let schema = schema(definition, today);
    let answers = schema.fields.iter().map(|field| TargetChoice {
        target: Target::Answer { path: field.path.clone() },
        label: field.labels.clone(),
        section: None,
    });
    answers.chain(schema.tallies.iter().flat_map(tally_targets)).collect()
}

/// The number of people of each choice of the most telling question, the number of all, and each question as a column.
fn tally_targets(tally: &Tally) -> Vec<TargetChoice> {
    let section = Some(tally.labels.clone());
    let count = |of: BTreeMap<String, String>| Target::Count { repeat: tally.repeat.clone(), of };
    let mut targets =
        vec![TargetChoice { target: count(BTreeMap::new()), label: tally.labels.clone(), section: section.clone() }];
    let telling = tally.dimensions.first();
    targets.extend(telling.into_iter().flat_map(|dimension| &dimension.choices).map(|choice| {
        let question = telling.map(|dimension| dimension.question.clone()).unwrap_or_default();
        TargetChoice {
            target: count(BTreeMap::from([(question, choice.code.clone())])),
            label: choice.labels.clone(),
            section: section.clone(),
        }
    }));
    targets.extend(tally.dimensions.iter().map(|dimension| TargetChoice {
        target: Target::Category { repeat: tally.repeat.clone(), question: dimension.question.clone() },
        label: dimension.labels.clone(),
        section: section.clone(),
    }));
    targets
}
