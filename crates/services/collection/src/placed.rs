//! Records that have a point, for a map of a list. Owns which question gives the point and how many records are looked through; drawing is
//! a surface's.

use crate::lists::in_scope;
use crate::{Collection, Definition, Narrowing};
use forms::{Kind, first_point};
use jiff::civil::Date;
use packs::Column;
use serde_json::json;
use service_kit::{Context, ServiceError};
use store::{RecordQuery, Unit};

/// Records looked through for points; a map of more says no more.
pub const MOST_PLACED: usize = 20_000;

/// Records read at once.
const STEP: u32 = 1_000;

/// A record and where it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The record.
    pub id: String,
    /// Latitude and longitude in degrees.
    pub at: (f64, f64),
    /// Its day, when its kind has one.
    pub day: Option<Date>,
}

/// The first question of a kind that asks for a place on Earth.
pub fn point_column(of: Definition<'_>) -> Option<&Column> {
    let asks = |column: &&Column| {
        let kind = of.form.item(&column.path).map(|item| &item.kind);
        matches!(kind, Some(Kind::Geopoint | Kind::Geotrace | Kind::Geoshape))
    };
    of.kind.columns.iter().find(asks)
}

impl Collection {
    /// Where the records are that a list was narrowed to, of those that the reader may see and that have a point, in the order in which
    /// they came, among the first [`MOST_PLACED`]. Leaves an audit entry, as a list of a sensitive kind does.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such kind.
    pub async fn placed(
        &self,
        context: &Context,
        kind: &str,
        narrowed: &Narrowing,
    ) -> Result<Vec<Placed>, ServiceError> {
        let in_use = self.kind(context, kind)?;
        let of = in_use.definition();
        let Some(column) = point_column(of) else { return Ok(Vec::new()) };
        let query = narrowed.query(of);
        let asked = query.asked();
        let query = RecordQuery { limit: Some(STEP), ..in_scope(context, query) };
        let (mut found, mut looked_at, mut after) = (Vec::new(), 0, Some(0));
        while let Some(place) = after.filter(|_| looked_at < MOST_PLACED) {
            let step = self.kit.store.records_after(&query, place).await?;
            looked_at += step.records.len();
            found.extend(step.records.iter().filter_map(|record| {
                let day = of.kind.date_question.as_ref().and_then(|name| record.answer(name).parse().ok());
                Some(Placed { id: record.id.clone(), at: first_point(&record.answer(&column.name))?, day })
            }));
            after = step.next;
        }
        if of.is_sensitive() {
            let detail = json!({ "count": found.len(), "of": looked_at, "filters": asked });
            self.kit.commit(Unit::told(self.kit.entry(context, "record.list", kind, "", &detail))).await?;
        }
        Ok(found)
    }
}
