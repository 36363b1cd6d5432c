//! The answers of a row that stand once: reading each cell as its question wants it, and what one answer tells about another. Owns
//! the order of that; single values are read in `cell`, `dates` and `choices`.

use crate::area::{areas_from_texts, derive_areas, district_in};
use crate::around::Around;
use crate::cell::{Lookup, Memory, formula_problem, is_blank, number_answer, says, text_answer};
use crate::cell_words::NEGATIONS;
use crate::dates::{DateColumn, label};
use crate::plan::{Mapping, Target};
use crate::problem::{Collector, Problem, Severity};
use crate::schema::{Choice, Field, Kind, Schema};
use crate::where_found::{Found, PlaceFinder, find};
use language::{Message, Text};
use places::Level;
use sheets::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Answers by the path of their question.
pub(crate) type Answers = BTreeMap<String, String>;

/// What is at hand while the rows of a table are read.
pub(crate) struct Context<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) lookup: &'a Lookup<'a>,
    pub(crate) finder: &'a dyn PlaceFinder,
    pub(crate) mapping: &'a Mapping,
    /// For each date question that has a column.
    pub(crate) dates: BTreeMap<String, DateColumn>,
    /// The first column of the table: where problems are shown that belong to no column.
    pub(crate) first_column: u32,
}

impl Context<'_> {
    /// Where problems of a question are shown.
    pub(crate) fn column_of(&self, path: &str) -> u32 {
        self.mapping.column_of(path).map_or(self.first_column, |column| column.column)
    }

    pub(crate) fn field_of(&self, level: Level) -> Option<&Field> {
        self.schema.fields.iter().find(|field| level_of(&field.kind) == Some(level))
    }

    /// Reads every answer that has a cell of its own, and what headings above the row answer.
    pub(crate) fn read<'v>(
        &self,
        value_at: &dyn Fn(u32) -> Option<&'v Value>,
        around: &Around,
        memory: &mut Memory,
        collector: &mut Collector<'_>,
    ) -> Answers {
        let mut answers = Answers::new();
        // Larger areas first: a district is looked for in its province.
        let mut fields: Vec<&Field> = self.schema.fields.iter().collect();
        fields.sort_by_key(|field| level_of(&field.kind));
        for field in fields {
            let Some((column, value)) = self.cell_of(field, value_at) else {
                self.answer_from_around(field, value_at, around, &mut answers, memory, collector);
                continue;
            };
            match self.answer(field, &value, around, &answers, memory) {
                Ok(None) => self.answer_from_around(field, value_at, around, &mut answers, memory, collector),
                Ok(Some((answer, guess))) => {
                    answers.insert(field.path.clone(), answer);
                    if let Some(guess) = guess {
                        collector.add(column, Severity::Warning, guess);
                    }
                }
                Err(message) => {
                    let loses_row = field.required && field.unspecified.is_none();
                    let severity = if loses_row { Severity::Error } else { Severity::Warning };
                    collector.add(column, severity, message);
                }
            }
        }
        answers
    }

    /// What headings answer where no cell does: the day above a day's rows, the province above its rows or in a title.
    fn answer_from_around<'v>(
        &self,
        field: &Field,
        value_at: &dyn Fn(u32) -> Option<&'v Value>,
        around: &Around,
        answers: &mut Answers,
        memory: &mut Memory,
        collector: &mut Collector<'_>,
    ) {
        let (answer, heading, message) = match (&field.kind, &around.day, &around.province) {
            (Kind::Date { .. }, Some((day, heading)), _) if field.required => {
                let message = Message::new("registers-date-from-heading").with("date", label(*day));
                (day.to_string(), heading, message)
            }
            (Kind::Province, _, told) if field.required && !self.has_column(field) => {
                let district = self.field_of(Level::District).and_then(|field| self.cell_of(field, value_at));
                let own = district
                    .filter(|(_, value)| !is_blank(value))
                    .and_then(|(_, value)| find(self.finder, memory, Level::District, &text_answer(&value), None).ok());
                if let Some(code) = own.as_ref().and_then(|found| found.code.get(..Level::Province.digits())) {
                    answers.insert(field.path.clone(), code.to_owned());
                    return;
                }
                let Some((code, text)) = told else { return };
                (code.clone(), text, Message::new("registers-place-from-text"))
            }
            (Kind::District, ..) => {
                let province = self.field_of(Level::Province).and_then(|field| self.cell_of(field, value_at));
                if let (Some((_, text)), Some(code)) = (province, self.answered(Level::Province, answers)) {
                    let code = code.to_owned();
                    district_in(self, &text_answer(&text), &code, answers, memory);
                }
                return;
            }
            _ => return,
        };
        answers.insert(field.path.clone(), answer);
        let column = self.column_of(&field.path);
        // One heading stands for many rows and is told once.
        if memory.said.insert((column, format!("{}\n{heading}", collector.sheet))) {
            collector.add(column, Severity::Warning, message.with("text", heading.as_str()));
        }
    }

    /// The cell that answers a question. Several columns for one question are put together, and the first cell stands for them.
    fn cell_of<'v>(&self, field: &Field, value_at: &dyn Fn(u32) -> Option<&'v Value>) -> Option<(u32, Cow<'v, Value>)> {
        let columns: Vec<u32> = self.mapping.columns_of(&field.path).map(|column| column.column).collect();
        if let [column] = columns.as_slice() {
            return Some((*column, Cow::Borrowed(value_at(*column)?)));
        }
        let values = columns.iter().filter_map(|column| value_at(*column)).filter(|value| !is_blank(value));
        let text = values.map(Value::shown).collect::<Vec<_>>().join(" ");
        Some((*columns.first()?, Cow::Owned(Value::Text(text)))).filter(|(_, value)| !is_blank(value))
    }

    /// One cell as an answer, with what was guessed; `None` when it says nothing.
    fn answer(
        &self,
        field: &Field,
        value: &Value,
        around: &Around,
        answers: &Answers,
        memory: &mut Memory,
    ) -> Result<Option<(String, Option<Message>)>, Message> {
        if let Some(problem) = formula_problem(value) {
            return Err(problem);
        }
        // A choice may be called like a sign for nothing: "ไม่มี" is also "no".
        let choice = || self.lookup.choice(&field.path);
        let is_choice = choice().is_some_and(|index| index.exact(&value.shown()).is_some());
        if is_blank(value) && !is_choice {
            return Ok(None);
        }
        let plain = |answer: String| Ok(Some((answer, None)));
        match &field.kind {
            Kind::Text => plain(text_answer(value)),
            Kind::Integer => plain(number_answer(value, true)?),
            Kind::Decimal => plain(number_answer(value, false)?),
            Kind::Date { .. } => {
                let column = self.dates.get(&field.path).copied().unwrap_or_default();
                let column = DateColumn { around: around.mentioned, ..column };
                column.read(value).map(|(date, guess)| Some((date.to_string(), guess)))
            }
            Kind::Choice(choices) => {
                let shown = value.shown();
                let unknown = || {
                    Message::new("registers-unknown-choice")
                        .with("found", shown.as_str())
                        .with("question", field.labels.clone())
                };
                let found = choice().and_then(|index| index.find(&shown)).ok_or_else(unknown)?;
                let guess = (!found.sure).then(|| guessed("registers-choice-guessed", &shown, choices, &found.code));
                Ok(Some((found.code, guess)))
            }
            Kind::Choices(_) => {
                let shown = value.shown();
                let (codes, unknown) = choice().map(|index| index.find_all(&shown)).unwrap_or_default();
                let message = || {
                    Message::new("registers-unknown-choice")
                        .with("found", unknown.join(", "))
                        .with("question", field.labels.clone())
                };
                if codes.is_empty() {
                    return Err(message());
                }
                Ok(Some((codes.join(" "), (!unknown.is_empty()).then(message))))
            }
            Kind::Province | Kind::District | Kind::Subdistrict => {
                let text = text_answer(value);
                let found = self.place(level_of(&field.kind), &text, answers, memory)?;
                let guess =
                    |name| Message::new("registers-choice-guessed").with("found", text.as_str()).with("choice", name);
                Ok(Some((found.code, found.guess.map(guess))))
            }
        }
    }

    fn place(
        &self,
        level: Option<Level>,
        text: &str,
        answers: &Answers,
        memory: &mut Memory,
    ) -> Result<Found, Message> {
        let within = match level {
            Some(Level::District) => self.answered(Level::Province, answers),
            Some(Level::Subdistrict) => {
                self.answered(Level::District, answers).or_else(|| self.answered(Level::Province, answers))
            }
            _ => None,
        };
        find(self.finder, memory, level.unwrap_or(Level::Province), text, within)
    }

    pub(crate) fn answered<'m>(&self, level: Level, answers: &'m Answers) -> Option<&'m str> {
        let field = self.field_of(level)?;
        answers.get(&field.path).map(String::as_str)
    }

    /// Fills in what other answers of the row tell, and finds what is still missing.
    pub(crate) fn complete(
        &self,
        answers: &mut Answers,
        remarks: &[String],
        memory: &mut Memory,
        collector: &mut Collector<'_>,
    ) {
        derive_areas(self, answers);
        areas_from_texts(self, answers, remarks, memory, collector);
        for field in &self.schema.fields {
            if answers.contains_key(&field.path) {
                continue;
            }
            if let Some(code) = marked(field, remarks) {
                answers.insert(field.path.clone(), code.to_owned());
            } else if field.required {
                self.fill_required(field, answers, collector);
            }
        }
    }

    fn fill_required(&self, field: &Field, answers: &mut Answers, collector: &mut Collector<'_>) {
        let column = self.column_of(&field.path);
        if self.told(field, column, collector) {
            return;
        }
        if let Kind::Choice(choices) = &field.kind {
            let texts = self.schema.fields.iter().filter(|other| matches!(other.kind, Kind::Text));
            let index = self.lookup.choice(&field.path);
            let found = texts
                .filter_map(|other| answers.get(&other.path))
                .find_map(|text| Some((text.clone(), index?.told_by_name(text)?)));
            if let Some((text, code)) = found {
                let message =
                    guessed("registers-choice-from-text", &text, choices, &code).with("question", field.labels.clone());
                collector.add(column, Severity::Warning, message);
                answers.insert(field.path.clone(), code);
                return;
            }
        }
        match &field.unspecified {
            Some(unspecified) => {
                let choice = match &field.kind {
                    Kind::Choice(choices) | Kind::Choices(choices) => label_of(choices, unspecified),
                    _ => Text::new(unspecified.as_str()),
                };
                let message = Message::new("registers-answer-unspecified")
                    .with("question", field.labels.clone())
                    .with("choice", choice);
                collector.add(column, Severity::Warning, message);
                answers.insert(field.path.clone(), unspecified.clone());
            }
            None => self.tell_missing(field, column, collector),
        }
    }

    /// Whether a cell is of the kind that its column wants; free texts show nothing.
    pub(crate) fn fits(&self, column: u32, value: &Value, memory: &mut Memory) -> bool {
        let of_column = self.mapping.targets().find(|(candidate, _)| candidate.column == column);
        match of_column.map(|(_, target)| target) {
            Some(Target::Count { .. } | Target::Counts { .. } | Target::Total { .. }) => {
                value.shown().contains(|letter: char| letter.is_numeric()) || matches!(value, Value::Uncalculated)
            }
            Some(Target::Category { repeat, question }) => {
                self.lookup.dimension(repeat, question).is_some_and(|index| index.find(&value.shown()).is_some())
            }
            Some(Target::Answer { path }) => match self.schema.field(path).map(|field| &field.kind) {
                Some(Kind::Date { .. }) => value.shown().contains(|letter: char| letter.is_numeric()),
                Some(Kind::Integer | Kind::Decimal) => number_answer(value, false).is_ok(),
                Some(Kind::Choice(_) | Kind::Choices(_)) => {
                    self.lookup.choice(path).is_some_and(|index| index.find(&value.shown()).is_some())
                }
                Some(kind @ (Kind::Province | Kind::District | Kind::Subdistrict)) => {
                    let level = level_of(kind).unwrap_or(Level::Province);
                    find(self.finder, memory, level, &text_answer(value), None).is_ok_and(|found| found.guess.is_none())
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether the cell was told to be wrong already.
    fn told(&self, field: &Field, column: u32, collector: &Collector<'_>) -> bool {
        let cell = sheets::cell_name(collector.row, column);
        let is_told = |problem: &Problem| problem.cell == cell && problem.severity == Severity::Error;
        self.has_column(field) && collector.problems.iter().any(is_told)
    }

    pub(crate) fn has_column(&self, field: &Field) -> bool {
        self.mapping.column_of(&field.path).is_some()
    }

    fn tell_missing(&self, field: &Field, column: u32, collector: &mut Collector<'_>) {
        let has_column = self.has_column(field);
        let key = if has_column { "registers-answer-missing" } else { "registers-no-column" };
        collector.add(column, Severity::Error, Message::new(key).with("question", field.labels.clone()));
    }

    /// Texts of a row in which a remark may stand: answers in free text that need not be there, and cells that nothing is read from.
    pub(crate) fn remarks<'v>(&self, value_at: &dyn Fn(u32) -> Option<&'v Value>) -> Vec<String> {
        let is_remark = |target: &Option<Target>| match target {
            None => true,
            Some(Target::Answer { path }) => {
                self.schema.field(path).is_some_and(|field| !field.required && matches!(field.kind, Kind::Text))
            }
            Some(_) => false,
        };
        self.mapping
            .columns
            .iter()
            .filter(|column| is_remark(&column.target))
            .filter_map(|column| match value_at(column.column) {
                Some(Value::Text(text)) => Some(text.clone()),
                _ => None,
            })
            .collect()
    }
}

pub(crate) fn level_of(kind: &Kind) -> Option<Level> {
    match kind {
        Kind::Province => Some(Level::Province),
        Kind::District => Some(Level::District),
        Kind::Subdistrict => Some(Level::Subdistrict),
        _ => None,
    }
}

fn marked<'f>(field: &'f Field, remarks: &[String]) -> Option<&'f str> {
    let mark = field.marks.iter().find(|mark| remarks.iter().any(|remark| says(remark, &mark.phrase, NEGATIONS)))?;
    Some(&mark.code)
}

fn label_of(choices: &[Choice], code: &str) -> Text {
    choices.iter().find(|choice| choice.code == code).map(|choice| choice.labels.clone()).unwrap_or_else(|| code.into())
}

fn guessed(key: &'static str, found: &str, choices: &[Choice], code: &str) -> Message {
    Message::new(key).with("found", found).with("choice", label_of(choices, code))
}
