//! Figures from records: indicators, their splits, comparisons and trends, and where the work has been. Owns which records a reader's
//! figures are counted from; how a figure is counted is the `stats` engine's, what is counted is a pack's.

mod count;
mod coverage;
mod figure;
mod findings;
mod outlines;
mod pictures;
mod questions;

pub use count::{Count, Split, Trend};
pub use coverage::{Counted, Coverage, CoveredArea};
pub use figure::Figure;
pub use findings::{compared, period_said};
pub use outlines::{KeptOutlines, no_outlines};
pub use pictures::{Picture, Setting};
pub use questions::Questions;

use calendar::Period;
use collection::{Collection, Counting, Narrowing, Placed, document};
use count::Answering;
use language::Message;
use places::Boundaries;
use service_kit::{Action, Context, Kit, Reach, ServiceError, reach};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use store::Record;

/// Outlines that were read from storage, by setting, with the hash that they were read from.
type ReadOutlines = HashMap<&'static str, (String, Arc<Boundaries>)>;

/// The service.
pub struct Insight {
    kit: Kit,
    collection: Arc<Collection>,
    provinces: Arc<Boundaries>,
    outlines: Mutex<ReadOutlines>,
}

impl Insight {
    /// A service over what was collected.
    pub fn new(kit: Kit, collection: Arc<Collection>) -> Self {
        let provinces = Arc::new(Boundaries::builtin().clone());
        Self { kit, collection, provinces, outlines: Mutex::default() }
    }

    pub(crate) fn collection(&self) -> &Collection {
        &self.collection
    }

    /// Every indicator of a pack in a period, each split by those of the dimensions that it has.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such pack; [`ServiceError::Invalid`] when no indicator has one of the dimensions;
    /// [`ServiceError::Refused`] when the caller sees no figures.
    pub async fn indicators(
        &self,
        context: &Context,
        pack: &str,
        period: Period,
        by: &[String],
    ) -> Result<Vec<Figure>, ServiceError> {
        let pack = self.collection.pack(pack)?;
        if let Some(unknown) = by.iter().find(|name| !pack.indicators.iter().any(|one| one.dimension(name).is_some())) {
            let message = Message::new("insight-dimension-unknown").with("dimension", unknown.as_str());
            return Err(ServiceError::invalid("by", message));
        }
        let mut questions = Questions::on(context.today());
        pack.indicators.iter().for_each(|indicator| questions.split(indicator, period, by));
        let count = self.count(context, questions, None).await?;
        let mut figures = Vec::new();
        for indicator in &pack.indicators {
            for cell in count.split(indicator, period, by)? {
                figures.push(Figure::new(&self.collection, indicator, cell));
            }
        }
        Ok(figures)
    }

    /// Answers questions from the records that the reader may see. With a project, only from its records and those of kinds that know
    /// none. Memory holds some hundred records, however many there are.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] when the caller sees no figures; [`ServiceError::NotFound`] when an indicator's kind is gone.
    pub async fn count(
        &self,
        context: &Context,
        questions: Questions<'_>,
        project: Option<&str>,
    ) -> Result<Count, ServiceError> {
        if reach(context.actor.role, Action::ReadIndicators) == Reach::No {
            return Err(ServiceError::Refused);
        }
        let (today, kinds) = questions.by_kind();
        let mut count = Count::on(today);
        for (kind, questions) in kinds {
            let mut answering = Answering::new(questions);
            let mut walk = self.walk(context, kind, project)?;
            while let Some(records) = walk.next().await? {
                records.iter().map(document).try_for_each(|document| answering.add(&document))?;
            }
            count.take(answering);
        }
        Ok(count)
    }

    /// Where the work has been in a period, by province and district; with a project, its work only.
    ///
    /// # Errors
    /// As [`Insight::count`].
    pub async fn coverage(
        &self,
        context: &Context,
        kind: &str,
        period: Period,
        project: Option<&str>,
    ) -> Result<Coverage, ServiceError> {
        let in_use = self.collection.in_use(kind)?;
        let mut coverage = Coverage::begin(in_use.definition());
        let mut walk = self.walk(context, kind, project)?;
        while let Some(records) = walk.next().await? {
            coverage.add(&records, in_use.definition(), Some(period));
        }
        Ok(coverage)
    }

    /// Where the records are that a list was narrowed to, by place and those that have a point; with a period, those of it, beside what
    /// was before.
    ///
    /// # Errors
    /// As [`Insight::count`].
    pub async fn mapped(
        &self,
        context: &Context,
        narrowed: &Narrowing,
        kind: &str,
    ) -> Result<(Coverage, Vec<Placed>), ServiceError> {
        let in_use = self.collection.kind(context, kind)?;
        let mapped = self.collection.mapped(context, kind, narrowed).await?;
        let mut coverage = Coverage::begin(in_use.definition());
        coverage.add(&mapped.records, in_use.definition(), narrowed.period);
        Ok((coverage, mapped.placed))
    }

    fn walk<'p>(&self, context: &Context, kind: &str, project: Option<&'p str>) -> Result<Walk<'_, 'p>, ServiceError> {
        let knows_projects = self.collection.in_use(kind)?.definition().has_column("project");
        Ok(Walk { counting: self.collection.for_counting(context, kind)?, project: project.filter(|_| knows_projects) })
    }
}

/// A walk through the records of a kind; with a project, through its records.
struct Walk<'c, 'p> {
    counting: Counting<'c>,
    project: Option<&'p str>,
}

impl Walk<'_, '_> {
    async fn next(&mut self) -> Result<Option<Vec<Record>>, ServiceError> {
        let Some(mut records) = self.counting.next().await? else { return Ok(None) };
        if let Some(code) = self.project {
            records.retain(|record| record.answer("project") == code);
        }
        Ok(Some(records))
    }
}
