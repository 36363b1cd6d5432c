//! Records on a map of a list. Owns which question gives a record its point, and that whoever looks at a map is told of as whoever looks
//! at the list; adding up by place is `insight`'s, drawing a surface's.

use crate::{Collection, Definition, ListQuery, Narrowing};
use forms::{Kind, first_point};
use jiff::civil::Date;
use packs::Column;
use serde_json::json;
use service_kit::{Context, ServiceError};
use store::{Record, Unit};

/// Points on a map; one of more says no more.
pub const MOST_PLACED: usize = 20_000;

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

/// What a map of a list is drawn from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapped {
    /// The records that the list was narrowed to, of any period: a map shows what was before beside what is, and counts them by place.
    pub records: Vec<Record>,
    /// Those of the period that have a point, the last changed first, at most [`MOST_PLACED`].
    pub placed: Vec<Placed>,
}

impl Collection {
    /// Where the records are that a list was narrowed to, of those that the reader may see. Of a sensitive kind it leaves an audit entry,
    /// as the list itself does, whether any record has a point or not: what a narrowed map counts tells of somebody, too.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such kind.
    pub async fn mapped(&self, context: &Context, kind: &str, narrowed: &Narrowing) -> Result<Mapped, ServiceError> {
        let in_use = self.kind(context, kind)?;
        let of = in_use.definition();
        let asked = narrowed.query(of).asked();
        let whenever = Narrowing { period: None, ..narrowed.clone() };
        let query = ListQuery { limit: None, with_rows: true, ..whenever.query(of) };
        let records = self.kit.store.records(&self.in_scope(context, query)).await?.records;
        let is_in_period =
            |one: &Placed| narrowed.period.is_none_or(|period| one.day.is_some_and(|day| period.contains(day)));
        let placed = records.iter().filter_map(|record| placed(of, record)).filter(is_in_period);
        let placed: Vec<Placed> = placed.take(MOST_PLACED).collect();
        if of.is_sensitive() {
            let detail = json!({ "count": records.len(), "points": placed.len(), "filters": asked });
            self.kit.commit(Unit::told(self.kit.entry(context, "record.list", kind, "", &detail))).await?;
        }
        Ok(Mapped { records, placed })
    }
}

fn placed(of: Definition<'_>, record: &Record) -> Option<Placed> {
    let at = first_point(&record.answer(&point_column(of)?.name))?;
    let day = of.kind.date_question.as_ref().and_then(|name| record.answer(name).parse().ok());
    Some(Placed { id: record.id.clone(), at, day })
}
