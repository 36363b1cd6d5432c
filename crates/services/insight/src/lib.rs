//! Figures from records: indicators, their splits, comparisons and trends, and where the work has been. Owns which records a reader's
//! figures are counted from; how a figure is counted is the `stats` engine's, what is counted is a pack's.

mod count;
mod coverage;
mod figure;
mod findings;
mod outlines;
mod pictures;

pub use count::{Count, Split, Trend};
pub use coverage::{Counted, Coverage, CoveredArea};
pub use figure::Figure;
pub use findings::{compared, period_said};
pub use outlines::{KeptOutlines, no_outlines};
pub use pictures::{Picture, Setting};

use calendar::Period;
use collection::{Collection, Narrowing, Placed, document};
use language::Message;
use places::Boundaries;
use service_kit::{Action, Context, Kit, Reach, ServiceError, reach};
use stats::Indicator;
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
        let count = self.count(context, &pack.id, None).await?;
        let mut figures = Vec::new();
        for indicator in &pack.indicators {
            for cell in count.split(indicator, period, by)? {
                figures.push(Figure::new(&self.collection, indicator, cell));
            }
        }
        Ok(figures)
    }

    /// The records that a pack's indicators are counted from, as far as the reader may see them: read once, counted many times.
    /// With a project, only its records and those of no project in kinds that know none.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such pack; [`ServiceError::Refused`] when the caller sees no figures.
    pub async fn count(&self, context: &Context, pack: &str, project: Option<&str>) -> Result<Count, ServiceError> {
        if reach(context.actor.role, Action::ReadIndicators) == Reach::No {
            return Err(ServiceError::Refused);
        }
        let pack = self.collection.pack(pack)?;
        let kinds: BTreeSet<&str> =
            pack.indicators.iter().map(|indicator: &Indicator| indicator.kind.as_str()).collect();
        let mut documents = BTreeMap::new();
        for kind in kinds {
            let records = self.records(context, kind, project).await?;
            documents.insert(kind.to_owned(), records.iter().map(document).collect());
        }
        Ok(Count::new(documents, context.today()))
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
        let records = self.records(context, kind, project).await?;
        Ok(Coverage::of(&records, self.collection.in_use(kind)?.definition(), Some(period)))
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
        Ok((Coverage::of(&mapped.records, in_use.definition(), narrowed.period), mapped.placed))
    }

    async fn records(&self, context: &Context, kind: &str, project: Option<&str>) -> Result<Vec<Record>, ServiceError> {
        let mut records = self.collection.for_counting(context, kind).await?;
        if let (Some(code), true) = (project, self.collection.in_use(kind)?.definition().has_column("project")) {
            records.retain(|record| record.answer("project") == code);
        }
        Ok(records)
    }
}
