//! What people narrow a list by: a text, a period, places, agency, who recorded it, answers to questions with choices. Owns which
//! columns of a kind these are, so that a page, an export and a program ask the same; who may see what is decided where lists are.

use crate::{Collection, Definition, ListQuery};
use calendar::Period;
use packs::{Column, ColumnKind};
use service_kit::{Action, Context, ServiceError, scope};
use store::{Filter, Scope, Test, Value};

/// A question with more choices than this is searched, not narrowed by, unless they are places or records.
const MOST_CHOICES: usize = 40;

/// What a list is narrowed by; all of it must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narrowing {
    /// Looked for in what the record is called by.
    pub text: Option<String>,
    /// When it was, by the kind's own date.
    pub period: Option<Period>,
    /// Whose record it is.
    pub agency: Option<String>,
    /// The account that recorded it.
    pub author: Option<String>,
    /// Answers by column: of several choices, one of those that were chosen.
    pub answers: Vec<(String, String)>,
}

impl Narrowing {
    /// The question for a kind; what the kind cannot be narrowed by is not heeded.
    pub fn query(&self, of: Definition<'_>) -> ListQuery {
        let mut filters: Vec<Filter> = narrowing_columns(of)
            .filter_map(|column| {
                let (_, answer) = self.answers.iter().find(|(name, _)| *name == column.name)?;
                Some(Filter { column: column.name.clone(), test: chosen(of, column, answer) })
            })
            .collect();
        if let (Some(column), Some(text)) = (searched_column(of), &self.text) {
            filters.push(Filter { column: column.name.clone(), test: Test::Contains(text.clone()) });
        }
        if let (Some(column), Some(period)) = (&of.kind.date_question, self.period) {
            filters.push(within(column, period));
        }
        ListQuery {
            filters,
            agency: self.agency.clone(),
            author: self.author.clone(),
            ..ListQuery::recent(&of.kind.id)
        }
    }
}

fn chosen(of: Definition<'_>, column: &Column, answer: &str) -> Test {
    match of.form.item(&column.path).map(|item| &item.kind) {
        Some(forms::Kind::SelectMultiple(_)) => Test::Has(answer.to_owned()),
        _ => Test::Is(Value::Text(answer.to_owned())),
    }
}

fn within(column: &str, period: Period) -> Filter {
    let day = |date: calendar::Date| Value::Text(date.to_string());
    Filter { column: column.to_owned(), test: Test::Between(day(period.start()), day(period.end())) }
}

/// Columns that a list can be narrowed by: places, references, and questions with a handful of choices.
pub fn narrowing_columns(of: Definition<'_>) -> impl Iterator<Item = &Column> {
    of.kind.columns.iter().filter(move |column| {
        let place = &of.kind.place;
        let is_place = [&place.province, &place.district].into_iter().flatten().any(|name| *name == column.name);
        let is_reference = of.kind.references.iter().any(|one| one.rows.is_none() && one.question == column.name);
        let choices = of.form.item(&column.path).map_or(0, |item| match item.kind {
            forms::Kind::SelectOne(_) | forms::Kind::SelectMultiple(_) => of.form.choices(item).len(),
            _ => 0,
        });
        is_place || is_reference || (1..=MOST_CHOICES).contains(&choices)
    })
}

/// The column that text is searched in: what the record is called by.
pub fn searched_column(of: Definition<'_>) -> Option<&Column> {
    let called_by = of.kind.label.questions();
    called_by.filter_map(|question| of.kind.column(question)).find(|column| column.kind == ColumnKind::Text)
}

impl Collection {
    /// The people whose records the reader may see, with their names, for narrowing a list by who recorded it.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn recorders(&self, context: &Context) -> Result<Vec<(String, String)>, ServiceError> {
        let seen = scope(&context.actor, Action::ReadRecord);
        let accounts = self.kit.store.accounts().await?.into_iter();
        Ok(accounts.filter(|one| seen.includes(&one.agency_id)).map(|one| (one.id, one.name)).collect())
    }

    /// The agencies whose records the reader may see, when there are several, for narrowing a list by them.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn agencies_seen(&self, context: &Context) -> Result<Vec<store::Agency>, ServiceError> {
        match scope(&context.actor, Action::ReadRecord) {
            Scope::All => Ok(self.kit.store.agencies().await?),
            Scope::Agencies(_) => Ok(Vec::new()),
        }
    }
}
