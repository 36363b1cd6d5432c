//! Reading a workflow's expressions in a case's document. Owns the bound on their work; a condition that cannot be read is an error and
//! never simply false.

use crate::RulesError;
use calendar::Date;
use xpath::{Context, Document, Environment, Expression, NoInstances, Value};

/// The steps that all expressions of one case may take together. A case with 1,000 records needs some 10,000.
const MOST_STEPS: u64 = 1_000_000;

pub(crate) struct Reader<'d> {
    document: &'d Document,
    environment: Environment,
    steps: u64,
}

impl<'d> Reader<'d> {
    pub(crate) fn new(document: &'d Document, today: Date) -> Self {
        Self { document, environment: Environment::on(today), steps: MOST_STEPS }
    }

    pub(crate) fn today(&self) -> Date {
        self.environment.today
    }

    pub(crate) fn holds(&mut self, expression: &Expression) -> Result<bool, RulesError> {
        self.read(expression, |value| value.to_boolean())
    }

    /// The day that an expression gives; `None` when it gives nothing or something that is no date.
    pub(crate) fn day(&mut self, expression: &Expression) -> Result<Option<Date>, RulesError> {
        self.read(expression, |value| {
            // Sums of dates and numbers are days since 1970, as ODK counts them.
            match value {
                Value::Number(days) => xpath::Moment::from_whole_days(*days).map(|moment| moment.local.date()),
                other => other.to_text().get(..10).and_then(|text| text.parse().ok()),
            }
        })
    }

    fn read<T>(&mut self, expression: &Expression, take: impl FnOnce(&Value<'_>) -> T) -> Result<T, RulesError> {
        let context = Context::new(self.document, self.document.root(), &NoInstances, &self.environment);
        let value = expression
            .evaluate_within(&context, &mut self.steps)
            .map_err(|error| RulesError { expression: expression.source().to_owned(), reason: error.to_string() })?;
        Ok(take(&value))
    }
}
