//! A project as its records tell it: the project's own record, its notes, quotes and pictures. Owns which questions of the pack's
//! forms mean what; a pack whose forms are named `project`, `project-note`, `quote` and `picture` takes part.

use crate::report::{Currency, Money, ObjectiveStatus};
use calendar::{Date, Period};
use collection::{Collection, ListQuery};
use language::{Lang, Text};
use service_kit::{Context, ServiceError};
use stats::Target;
use store::{Filter, Record, Row, Test, Value};

/// The form whose records are a project's sessions.
pub(crate) const SESSION_FORM: &str = "outreach-session";

/// A project as its record tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// The record.
    pub record: Record,
    /// The code under which everything else names it.
    pub code: String,
    /// What it is called.
    pub title: Text,
    /// What it does.
    pub summary: Text,
    /// Who pays.
    pub donor: String,
    /// Who carries it out.
    pub implementer: String,
    /// Their IATI organisation identifier, when they have one.
    pub implementer_identifier: Option<String>,
    /// First and last day, when they are known.
    pub span: Option<(Date, Date)>,
    /// What was promised, by number.
    pub objectives: Vec<(i64, Text)>,
    /// Money by year.
    pub budget: Vec<BudgetYear>,
    /// What was aimed at.
    pub targets: Vec<Target>,
}

/// A project's money in one year.
#[derive(Clone, Debug, PartialEq)]
pub struct BudgetYear {
    /// The calendar year (Gregorian).
    pub year: i16,
    /// Which year of the project it is, counted from 1.
    pub number: Option<u8>,
    /// Planned.
    pub planned: Option<Money>,
    /// Still to be found.
    pub needed: Option<Money>,
}

/// What was written about an objective in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The objective's number; none when it is about the whole project.
    pub objective: Option<i64>,
    /// How far it is, as whoever wrote the note judged.
    pub status: ObjectiveStatus,
    /// What was done.
    pub progress: Text,
    /// What was hard, and what was learned from it.
    pub difficulties: Text,
    /// What comes next.
    pub next_steps: Text,
}

impl Project {
    /// Reads a record of a project form.
    pub(crate) fn of(record: Record) -> Self {
        let text = |name: &str| record.answer(name);
        let code = text("code");
        let span = date(&record.columns, "start").zip(date(&record.columns, "end"));
        let title = translated(&record.columns, "title", "title_th");
        Self {
            title: if title.is_empty() { Text::new(code.clone()) } else { title },
            code,
            summary: translated(&record.columns, "summary", "summary_th"),
            donor: text("donor"),
            implementer: text("implementer"),
            implementer_identifier: Some(text("implementer_identifier")).filter(|text| !text.is_empty()),
            span,
            objectives: objectives(&record),
            budget: record.rows("budget").iter().filter_map(budget_year).collect(),
            targets: record.rows("targets").iter().filter_map(target).collect(),
            record,
        }
    }

    /// Which year of the project a day falls in, counted from 1, and how many years it has; by its budget, else by its span.
    pub fn year_of(&self, day: Date) -> (u8, u8) {
        let numbered = self.budget.iter().filter_map(|line| Some((line.year, line.number?)));
        let last = numbered.clone().map(|(_, number)| number).max();
        let by_span = self.span.map(|(start, end)| {
            let years = |day: Date| u8::try_from(day.year() - start.year() + 1).unwrap_or(1).max(1);
            (years(day), years(end))
        });
        let by_budget = numbered.clone().find(|(year, _)| *year == day.year()).map(|(_, number)| number);
        let (span_year, span_years) = by_span.unwrap_or((1, 1));
        let years = last.unwrap_or(span_years).max(1);
        (by_budget.unwrap_or(span_year).min(years), years)
    }
}

/// Where the project forms of a pack keep their records.
pub(crate) struct Books<'a> {
    collection: &'a Collection,
    context: &'a Context,
    pack: String,
}

impl<'a> Books<'a> {
    /// The books of the first pack that has projects.
    pub(crate) fn open(collection: &'a Collection, context: &'a Context) -> Result<Self, ServiceError> {
        let has_projects = |id: &str| collection.in_use(&format!("{id}/project")).is_ok();
        let pack = collection.packs().iter().find(|pack| has_projects(&pack.id)).ok_or(ServiceError::NotFound)?;
        Ok(Self { collection, context, pack: pack.id.clone() })
    }

    /// The pack that they belong to.
    pub(crate) fn pack(&self) -> &str {
        &self.pack
    }

    /// The record kind of sessions.
    pub(crate) fn sessions_kind(&self) -> String {
        format!("{}/{SESSION_FORM}", self.pack)
    }

    pub(crate) async fn projects(&self) -> Result<Vec<Project>, ServiceError> {
        let mut projects: Vec<_> = self.of("project", Vec::new()).await?.into_iter().map(Project::of).collect();
        projects.sort_by(|left, right| left.code.cmp(&right.code));
        Ok(projects)
    }

    pub(crate) async fn project(&self, code: &str) -> Result<Project, ServiceError> {
        let found = self.of("project", vec![is("code", code)]).await?;
        found.into_iter().next().map(Project::of).ok_or(ServiceError::NotFound)
    }

    /// Whether any agency has a project; nothing of it is told.
    pub(crate) async fn are_begun(&self) -> Result<bool, ServiceError> {
        self.collection.is_kept(&format!("{}/project", self.pack)).await
    }

    /// Notes of a period, by objective.
    pub(crate) async fn notes(&self, code: &str, period: Period) -> Result<Vec<Note>, ServiceError> {
        let filters = vec![is("project", code), is("period", &period.to_string())];
        let mut notes: Vec<_> = self.of("project-note", filters).await?.iter().map(note).collect();
        notes.sort_by_key(|note| note.objective);
        Ok(notes)
    }

    /// Records of a project's form that are dated within a period; a record without a date counts too.
    pub(crate) async fn within(&self, form: &str, code: &str, period: Period) -> Result<Vec<Record>, ServiceError> {
        let mut records = self.of(form, vec![is("project", code)]).await?;
        records.retain(|record| date(&record.columns, "date").is_none_or(|day| period.contains(day)));
        records.sort_by_key(|record| record.answer("date"));
        Ok(records)
    }

    /// Records of one of the pack's forms without what says who somebody is.
    pub(crate) async fn outline(&self, form: &str) -> Result<Vec<Record>, ServiceError> {
        let query = ListQuery { with_rows: false, ..ListQuery::everything(format!("{}/{form}", self.pack)) };
        Ok(self.collection.outline(self.context, query).await?.records)
    }

    /// Records of one of the pack's forms.
    pub(crate) async fn of(&self, form: &str, filters: Vec<Filter>) -> Result<Vec<Record>, ServiceError> {
        let query = ListQuery { filters, ..ListQuery::everything(format!("{}/{form}", self.pack)) };
        Ok(self.collection.list(self.context, query).await?.records)
    }
}

fn is(column: &str, value: &str) -> Filter {
    Filter { column: column.to_owned(), test: Test::Is(Value::Text(value.to_owned())) }
}

fn objectives(record: &Record) -> Vec<(i64, Text)> {
    let mut objectives: Vec<_> = record
        .rows("objectives")
        .iter()
        .map(|row| (integer(row, "number").unwrap_or_default(), translated(row, "objective", "objective_th")))
        .collect();
    objectives.sort_by_key(|(number, _)| *number);
    objectives
}

fn budget_year(row: &Row) -> Option<BudgetYear> {
    let currency: Currency = answer(row, "currency").parse().ok()?;
    let money = |name: &str| Money::parse(&answer(row, name), currency).ok();
    Some(BudgetYear {
        year: i16::try_from(integer(row, "year")?).ok()?,
        number: integer(row, "year_number").and_then(|number| u8::try_from(number).ok()),
        planned: money("planned"),
        needed: money("needed"),
    })
}

fn target(row: &Row) -> Option<Target> {
    let value = match find(row, "target") {
        Value::Decimal(value) => *value,
        other => other.to_answer().parse().ok()?,
    };
    Some(Target { indicator: answer(row, "indicator"), period: answer(row, "period").parse().ok()?, value })
}

fn note(record: &Record) -> Note {
    let text = |name: &str| translated(&record.columns, name, &format!("{name}_th"));
    Note {
        objective: integer(&record.columns, "objective"),
        status: status(&record.answer("status")),
        progress: text("progress"),
        difficulties: text("difficulties"),
        next_steps: text("next_steps"),
    }
}

/// The choices of the note form; an unanswered one is on its way, since something was written about it.
fn status(choice: &str) -> ObjectiveStatus {
    match choice {
        "not_started" => ObjectiveStatus::NotStarted,
        "behind" => ObjectiveStatus::Behind,
        "achieved" => ObjectiveStatus::Achieved,
        "changed" => ObjectiveStatus::Changed,
        _ => ObjectiveStatus::OnTrack,
    }
}

/// A text that a form asks for in English and in Thai.
pub(crate) fn translated(row: &Row, english: &str, thai: &str) -> Text {
    [(Lang::En, english), (Lang::Th, thai)].into_iter().fold(Text::default(), |text, (lang, name)| {
        let answer = answer(row, name);
        if answer.is_empty() { text } else { text.with(lang, answer) }
    })
}

fn find<'r>(row: &'r Row, name: &str) -> &'r Value {
    row.iter().find(|(column, _)| column == name).map_or(&Value::Null, |(_, value)| value)
}

fn answer(row: &Row, name: &str) -> String {
    find(row, name).to_answer()
}

fn integer(row: &Row, name: &str) -> Option<i64> {
    match find(row, name) {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

pub(crate) fn date(row: &Row, name: &str) -> Option<Date> {
    find(row, name).as_text()?.parse().ok()
}
