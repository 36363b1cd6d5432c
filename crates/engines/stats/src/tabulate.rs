//! The figures of an indicator over records, in one pass. Owns the reading of rows; the arithmetic is in `tally`.

use crate::tally::{Contribution, Group, Tally};
use crate::{Dimension, Indicator, Measure, StatsError, Window};
use calendar::{Date, Period};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use xpath::{Context, Document, Environment, Expression, NoInstances, NodeId, Value};

/// One figure of a split.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// The dimensions that the figure is split by, in the order asked for, each with its value. `None` is unknown.
    pub by: Vec<(String, Option<String>)>,
    /// The figure, in the indicator's unit.
    pub value: f64,
}

/// The figures of a split, and what could not be part of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One for each combination of values that occurs, ordered by value, unknown last.
    pub cells: Vec<Cell>,
    /// Rows that have no date and so belong to no period.
    pub undated: usize,
}

/// Consecutive days that a figure is counted over: a period, or as much of it as has gone by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// The first day.
    pub first: Date,
    /// The last day; `today()` in an indicator's expressions.
    pub last: Date,
}

impl From<Period> for Days {
    fn from(period: Period) -> Self {
        Self { first: period.start(), last: period.end() }
    }
}

/// The figures of an indicator over a period or some days, split by those of the dimensions `by` that it has.
///
/// Records outside them are left out. Without a split, and also where nothing is counted, the result is one cell; a ratio or a
/// latest value of nothing has no cell at all, since it is not 0. Cells of an additive measure sum to the total.
///
/// # Errors
/// When an expression fails or gives no number where one is needed.
pub fn tabulate<'d>(
    indicator: &Indicator,
    documents: impl IntoIterator<Item = &'d Document>,
    days: impl Into<Days>,
    by: &[impl AsRef<str>],
) -> Result<Vec<Cell>, StatsError> {
    let mut tabulation = Tabulation::new(indicator, days, by);
    for document in documents {
        tabulation.add(document)?;
    }
    Ok(tabulation.finish().cells)
}

/// The figure without a split; `None` when nothing gives one.
///
/// # Errors
/// As [`tabulate`].
pub fn total<'d>(
    indicator: &Indicator,
    documents: impl IntoIterator<Item = &'d Document>,
    days: impl Into<Days>,
) -> Result<Option<f64>, StatsError> {
    let cells = tabulate(indicator, documents, days, &[] as &[&str])?;
    Ok(cells.first().map(|cell| cell.value))
}

/// What a tabulation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// The indicator's figure.
    Figure,
    /// The rows that the figure comes from, whatever its measure: how few stand behind it.
    Rows,
    /// What was done on each day, of a figure that adds up over time; of others, nothing.
    ByDay,
}

/// A split being counted while records stream by.
pub struct Tabulation<'i> {
    reader: RowReader<'i>,
    days: Days,
    tally: Tally,
    undated: usize,
    counted: Counted,
}

impl<'i> Tabulation<'i> {
    /// Nothing counted yet. A dimension of `by` that the indicator does not have, or that was named before, is left out.
    pub fn new(indicator: &'i Indicator, days: impl Into<Days>, by: &[impl AsRef<str>]) -> Self {
        Self::counting(Counted::Figure, indicator, days, by)
    }

    /// Nothing counted yet, of something else than the figure. By day there is no other split.
    pub fn counting(counted: Counted, indicator: &'i Indicator, days: impl Into<Days>, by: &[impl AsRef<str>]) -> Self {
        let days = days.into();
        let tally = if counted == Counted::Rows { new_tally(&Measure::Count) } else { new_tally(&indicator.measure) };
        let reader = RowReader::new(indicator, days.last, if counted == Counted::ByDay { &[] } else { by });
        Self { reader, days, tally, undated: 0, counted }
    }

    /// Counts one record.
    ///
    /// # Errors
    /// As [`tabulate`].
    pub fn add(&mut self, document: &Document) -> Result<(), StatsError> {
        let indicator = self.reader.indicator;
        if self.counted == Counted::ByDay && !indicator.measure.adds_over_time(indicator.window) {
            return Ok(());
        }
        for row in rows_of(indicator, document) {
            let Some(date) = self.reader.date(document, row)? else {
                self.undated += 1;
                continue;
            };
            if !is_in_window(indicator.window, self.days, date) || !self.reader.is_counted(document, row)? {
                continue;
            }
            if let Some(contribution) = self.reader.contribution(document, row)? {
                let (group, contribution) = match self.counted {
                    Counted::Figure => (self.reader.group(document, row)?, contribution),
                    Counted::Rows => (self.reader.group(document, row)?, Contribution::Amount(1.0)),
                    Counted::ByDay => (vec![Some(date.to_string())], contribution),
                };
                self.tally.add(date, group, contribution);
            }
        }
        Ok(())
    }

    /// The figures.
    pub fn finish(self) -> Table {
        let Self { reader, tally, undated, counted, .. } = self;
        let is_zero = counted == Counted::Rows || is_zero_of_nothing(&reader.indicator.measure);
        let mut figures = tally.into_figures();
        if figures.is_empty() && reader.split.is_empty() && is_zero {
            figures.insert(Group::new(), 0.0);
        }
        Table { cells: cells_of(&reader.split, figures), undated }
    }

    /// The figures of the days on which there was something, of a tabulation [`Counted::ByDay`].
    pub fn finish_days(self) -> BTreeMap<Date, f64> {
        let day = |group: Group| group.into_iter().next().flatten()?.parse().ok();
        let figures = self.tally.into_figures();
        figures.into_iter().filter_map(|(group, value)| Some((day(group)?, value))).collect()
    }
}

/// Whether the figure of no rows is 0. A ratio or a state of nothing is not known.
fn is_zero_of_nothing(measure: &Measure) -> bool {
    matches!(measure, Measure::Count | Measure::Sum(_) | Measure::CountDistinct(_))
}

fn cells_of(split: &[&Dimension], figures: BTreeMap<Group, f64>) -> Vec<Cell> {
    let mut ordered: Vec<_> = figures.into_iter().collect();
    ordered.sort_by(|(left, _), (right, _)| unknown_last(left).cmp(unknown_last(right)));
    ordered
        .into_iter()
        .map(|(group, value)| Cell {
            by: split.iter().map(|dimension| dimension.id.clone()).zip(group).collect(),
            value,
        })
        .collect()
}

/// A key that sorts known values by themselves and unknown ones behind.
fn unknown_last(group: &Group) -> impl Iterator<Item = (bool, Option<&String>)> {
    group.iter().map(|value| (value.is_none(), value.as_ref()))
}

fn new_tally(measure: &Measure) -> Tally {
    match measure {
        Measure::Count | Measure::Sum(_) => Tally::Sums(BTreeMap::new()),
        Measure::CountDistinct(_) => Tally::Members(BTreeMap::new()),
        Measure::Latest { .. } => Tally::States(HashMap::new()),
        Measure::Ratio { .. } => Tally::Parts(BTreeMap::new()),
    }
}

fn is_in_window(window: Window, days: Days, date: Date) -> bool {
    match window {
        Window::Within => (days.first..=days.last).contains(&date),
        Window::AsAtEnd => date <= days.last,
    }
}

/// The nodes that the indicator's expressions are read at.
fn rows_of<'d>(indicator: &'d Indicator, document: &'d Document) -> impl Iterator<Item = NodeId> + 'd {
    let whole = indicator.rows.is_none().then(|| document.root());
    let repeated = indicator
        .rows
        .as_deref()
        .into_iter()
        .flat_map(move |name| document.elements(document.root()).filter(move |node| document.name(*node) == name));
    whole.into_iter().chain(repeated)
}

/// Reads the expressions of an indicator at rows.
struct RowReader<'i> {
    indicator: &'i Indicator,
    split: Vec<&'i Dimension>,
    environment: Environment,
}

impl<'i> RowReader<'i> {
    fn new(indicator: &'i Indicator, last_day: Date, by: &[impl AsRef<str>]) -> Self {
        let mut split: Vec<&Dimension> = Vec::with_capacity(by.len());
        for dimension in by.iter().filter_map(|id| indicator.dimension(id.as_ref())) {
            if split.iter().all(|known| known.id != dimension.id) {
                split.push(dimension);
            }
        }
        Self { indicator, split, environment: Environment::on(last_day) }
    }

    fn date(&self, document: &Document, row: NodeId) -> Result<Option<Date>, StatsError> {
        let text = self.text(&self.indicator.date, "date", document, row)?;
        if text.is_empty() {
            return Ok(None);
        }
        // A date and time counts on its day: the first ten characters of ISO 8601.
        text.get(..10)
            .and_then(|day| day.parse().ok())
            .map(Some)
            .ok_or_else(|| StatsError::NotADate { indicator: self.indicator.id.clone(), text })
    }

    fn is_counted(&self, document: &Document, row: NodeId) -> Result<bool, StatsError> {
        match &self.indicator.filter {
            Some(filter) => Ok(self.value(filter, "filter", document, row)?.to_boolean()),
            None => Ok(true),
        }
    }

    /// What the row adds; `None` when the value that matters is missing.
    fn contribution(&self, document: &Document, row: NodeId) -> Result<Option<Contribution>, StatsError> {
        Ok(match &self.indicator.measure {
            Measure::Count => Some(Contribution::Amount(1.0)),
            Measure::Sum(amount) => self.number(amount, "sum", document, row)?.map(Contribution::Amount),
            Measure::CountDistinct(member) => Some(self.text(member, "value", document, row)?)
                .filter(|text| !text.is_empty())
                .map(Contribution::Member),
            Measure::Latest { value, of } => {
                let of = self.text(of, "subject", document, row)?;
                let value = self.number(value, "latest value", document, row)?;
                value.filter(|_| !of.is_empty()).map(|value| Contribution::State { of, value })
            }
            Measure::Ratio { numerator, denominator } => Some(Contribution::Parts {
                numerator: self.number(numerator, "numerator", document, row)?.unwrap_or_default(),
                denominator: self.number(denominator, "denominator", document, row)?.unwrap_or_default(),
            }),
        })
    }

    fn group(&self, document: &Document, row: NodeId) -> Result<Group, StatsError> {
        self.split
            .iter()
            .map(|dimension| {
                let text = self.text(&dimension.value, &dimension.id, document, row)?;
                Ok(Some(text).filter(|text| !text.is_empty()))
            })
            .collect()
    }

    fn value<'d>(
        &'d self,
        expression: &'d Expression,
        part: &str,
        document: &'d Document,
        row: NodeId,
    ) -> Result<Value<'d>, StatsError> {
        let context = Context::new(document, row, &NoInstances, &self.environment);
        expression.evaluate(&context).map_err(|source| StatsError::Expression {
            indicator: self.indicator.id.clone(),
            part: part.to_owned(),
            source,
        })
    }

    fn text(
        &self,
        expression: &Expression,
        part: &str,
        document: &Document,
        row: NodeId,
    ) -> Result<String, StatsError> {
        Ok(self.value(expression, part, document, row)?.to_text().trim().to_owned())
    }

    /// A number, or `None` when there is none: an empty answer, or arithmetic on one.
    fn number(
        &self,
        expression: &Expression,
        part: &str,
        document: &Document,
        row: NodeId,
    ) -> Result<Option<f64>, StatsError> {
        let value = self.value(expression, part, document, row)?;
        let number = value.to_number();
        if number.is_finite() {
            return Ok(Some(number));
        }
        let text = value.to_text().trim().to_owned();
        if text.is_empty() || text == "NaN" {
            return Ok(None);
        }
        Err(StatsError::NotANumber { indicator: self.indicator.id.clone(), part: part.to_owned(), text })
    }
}
