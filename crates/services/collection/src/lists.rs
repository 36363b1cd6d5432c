//! Lists of records: shown, counted, or only named. Owns which of these is told of in the audit chain: whoever is shown records of a
//! kind that holds identity or case values leaves one entry a list, with the columns that were asked by and how many records there
//! were, and without anything that was written in them or looked for.

use crate::{Belonging, Collection, Definition};
use jiff::civil::Date;
use serde_json::json;
use service_kit::{Action, Context, Reach, ServiceError, reach, scope};
use std::collections::BTreeSet;
use store::{Beside, Filter, Order, Page, Record, RecordQuery, Row, Scope, Test, Unit, Value};

/// The most records on one page of a list.
pub const LONGEST_PAGE: u32 = 200;

/// The records that are in memory at once while a kind of any length is counted.
const COUNTED_AT_ONCE: u32 = 500;

/// A walk through all records of a kind, in the order in which they were first received. Each step is of its own moment.
pub struct Counting<'c> {
    collection: &'c Collection,
    query: RecordQuery,
    after: Option<i64>,
}

impl Counting<'_> {
    /// The next records; nothing when there are no more.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn next(&mut self) -> Result<Option<Vec<Record>>, ServiceError> {
        let Some(after) = self.after else { return Ok(None) };
        let step = self.collection.kit.store.records_after(&self.query, after).await?;
        self.after = step.next;
        Ok(Some(step.records))
    }
}

/// What a list asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct ListQuery {
    /// `pack/form`.
    pub kind: String,
    /// All must hold.
    pub filters: Vec<Filter>,
    /// Only these records; `None` for all that the filters leave.
    pub ids: Option<Vec<String>>,
    /// Only those of this agency, as far as the reader may see them.
    pub agency: Option<String>,
    /// Only those that this account recorded.
    pub author: Option<String>,
    /// How it is sorted.
    pub order: Order,
    /// At most so many, up to [`LONGEST_PAGE`]; `None` for all, which calendars, maps and figures need.
    pub limit: Option<u32>,
    /// Left out at the start; not heeded beside a record.
    pub offset: u32,
    /// The record that the page lies beside; `None` for the beginning.
    pub beside: Option<Beside>,
    /// How far it is counted how many there are in all.
    pub count_to: u64,
    /// Whether repeats are read too.
    pub with_rows: bool,
}

impl ListQuery {
    /// The first page of a kind, last changed first.
    pub fn recent(kind: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            filters: Vec::new(),
            ids: None,
            agency: None,
            author: None,
            order: Order::RecentFirst,
            limit: Some(50),
            offset: 0,
            beside: None,
            count_to: u64::MAX,
            with_rows: false,
        }
    }

    /// What it is narrowed by, without what was looked for.
    pub(crate) fn asked(&self) -> BTreeSet<String> {
        let columns = self.filters.iter().map(|filter| filter.column.clone());
        let agency = self.agency.as_ref().map(|_| "agency".to_owned());
        columns.chain(agency).chain(self.author.as_ref().map(|_| "author".to_owned())).collect()
    }

    /// Every record of a kind, with rows.
    pub fn everything(kind: impl Into<String>) -> Self {
        Self { limit: None, with_rows: true, ..Self::recent(kind) }
    }
}

impl Definition<'_> {
    /// Whether reading such a record must leave an audit entry: some of its values say who somebody is or what happened to them.
    pub fn is_sensitive(&self) -> bool {
        !self.sensitive_columns().is_empty()
    }

    /// Whether a record's name or key says who somebody is or what happened to them.
    pub(crate) fn is_called_by_sensitive(&self) -> bool {
        let sensitive = self.sensitive_columns();
        self.kind.label.questions().chain(self.kind.key.as_deref()).any(|question| sensitive.contains(question))
    }

    /// The questions, inside repeats too, whose answers say who somebody is or what happened to them.
    pub(crate) fn sensitive_columns(&self) -> BTreeSet<&str> {
        let rows = self.kind.rows.iter().flat_map(|rows| &rows.columns);
        let columns = self.kind.columns.iter().chain(rows);
        columns.filter(|column| column.class.is_sensitive()).map(|column| column.name.as_str()).collect()
    }
}

impl Collection {
    /// A page of records of a kind that the reader may see, for showing them. Of a sensitive kind it leaves an audit entry. The page is
    /// empty and says so when the record that it was to lie beside is gone or not theirs to see.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such kind.
    pub async fn list(&self, context: &Context, query: ListQuery) -> Result<Page, ServiceError> {
        let sensitive = self.kind(context, &query.kind)?.definition().is_sensitive();
        let asked = query.asked();
        let (kind, count_to) = (query.kind.clone(), query.count_to);
        let page = self.page(context, query).await?;
        if sensitive && !page.is_lost {
            // What was not counted to its end is left out.
            let of = (page.total <= count_to).then_some(page.total);
            let detail = json!({ "count": page.records.len(), "of": of, "filters": asked });
            let entry = self.kit.entry(context, "record.list", &kind, "", &detail);
            // Nothing is shown that could not be told of.
            self.kit.commit(Unit::told(entry)).await?;
        }
        Ok(page)
    }

    /// Records without what says who somebody is or what happened to them: enough to name them and to see what waits. Nothing
    /// sensitive leaves, so nothing is told.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such kind; [`ServiceError::Internal`] for a question by a sensitive column, whose
    /// answer would give it away.
    pub async fn outline(&self, context: &Context, query: ListQuery) -> Result<Page, ServiceError> {
        let in_use = self.kind(context, &query.kind)?;
        let definition = in_use.definition();
        let sensitive = definition.sensitive_columns();
        if let Some(asked) = query.filters.iter().find(|filter| sensitive.contains(filter.column.as_str())) {
            return Err(ServiceError::Internal(format!("an outline was asked by the sensitive `{}`", asked.column)));
        }
        let mut page = self.page(context, query).await?;
        for record in &mut page.records {
            let rows = record.rows.iter_mut().flat_map(|(_, rows)| rows);
            rows.chain([&mut record.columns]).for_each(|row| blank(row, &sensitive));
        }
        Ok(page)
    }

    /// The one open question by whose answer records of a kind are called; nothing when it is several, or says who somebody is.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such kind.
    pub fn naming_column(&self, kind: &str) -> Result<Option<String>, ServiceError> {
        let in_use = self.in_use(kind)?;
        let definition = in_use.definition();
        let named: Vec<&str> = definition.kind.label.questions().collect();
        let is_open = !definition.is_called_by_sensitive();
        Ok(if let ([column], true) = (named.as_slice(), is_open) { Some((*column).to_owned()) } else { None })
    }

    /// Goes through every record of a kind that the reader may see, for counting only: whoever calls this hands on figures and no
    /// record, so nothing is told.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such kind.
    pub fn for_counting(&self, context: &Context, kind: &str) -> Result<Counting<'_>, ServiceError> {
        let with_rows = !self.kind(context, kind)?.definition().kind.rows.is_empty();
        let query = self.in_scope(context, ListQuery { with_rows, ..ListQuery::everything(kind) });
        Ok(Counting { collection: self, query: RecordQuery { limit: Some(COUNTED_AT_ONCE), ..query }, after: Some(0) })
    }

    /// How many records of a kind the reader may see.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such kind.
    pub async fn total(&self, context: &Context, kind: &str) -> Result<u64, ServiceError> {
        self.kind(context, kind)?;
        Ok(self.page(context, ListQuery { limit: Some(0), ..ListQuery::recent(kind) }).await?.total)
    }

    /// Whether there is a record of a kind that the reader may see.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such kind.
    pub async fn has_any(&self, context: &Context, kind: &str) -> Result<bool, ServiceError> {
        self.kind(context, kind)?;
        let query = ListQuery { limit: Some(0), count_to: 0, ..ListQuery::recent(kind) };
        Ok(self.page(context, query).await?.total > 0)
    }

    /// Whether anybody keeps a record of a kind, whoever asks: nothing else is told of it.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn is_kept(&self, kind: &str) -> Result<bool, ServiceError> {
        let query = RecordQuery { limit: Some(0), count_to: 0, ..RecordQuery::all(kind, Scope::All) };
        Ok(self.kit.store.records(&query).await?.total > 0)
    }

    /// The first and the last day on which a kind has a record that the reader may see; nothing when no record has a day.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such kind.
    pub async fn span(&self, context: &Context, kind: &str) -> Result<Option<(Date, Date)>, ServiceError> {
        let in_use = self.kind(context, kind)?;
        let Some(column) = &in_use.definition().kind.date_question else { return Ok(None) };
        let day = |text: &str| Value::Text(text.to_owned());
        let mut days = Vec::with_capacity(2);
        for descending in [false, true] {
            // A record without a day sorts first or last, so only dated ones are asked for.
            let dated = Filter { column: column.clone(), test: Test::Between(day("0001-01-01"), day("9999-12-31")) };
            let query = ListQuery {
                filters: vec![dated],
                order: Order::Column { name: column.clone(), descending },
                limit: Some(1),
                count_to: 0,
                ..ListQuery::recent(kind)
            };
            let page = self.page(context, query).await?;
            days.extend(page.records.first().and_then(|record| record.answer(column).parse::<Date>().ok()));
        }
        Ok(match days.as_slice() {
            [first, last] => Some((*first, *last)),
            _ => None,
        })
    }

    pub(crate) async fn page(&self, context: &Context, query: ListQuery) -> Result<Page, ServiceError> {
        Ok(self.kit.store.records(&self.in_scope(context, query)).await?)
    }

    /// The question as storage is asked it: within what the reader may see.
    pub(crate) fn in_scope(&self, context: &Context, query: ListQuery) -> RecordQuery {
        RecordQuery {
            scope: self.scope_of(context, &query.kind),
            kind: query.kind,
            filters: query.filters,
            ids: query.ids,
            agency: query.agency,
            author: query.author,
            order: query.order,
            limit: query.limit.map(|limit| limit.min(LONGEST_PAGE)),
            offset: query.offset,
            beside: query.beside,
            count_to: query.count_to,
            with_rows: query.with_rows,
        }
    }

    /// Whether records of a kind belong to cases: they are for those who work on the case, whoever reads other records of the agency.
    pub(crate) fn is_of_cases(&self, kind: &str) -> bool {
        self.belonging(kind) != Belonging::Nowhere
    }

    /// How records of a kind belong to cases.
    pub fn belonging(&self, kind: &str) -> Belonging {
        self.follower.as_ref().map_or(Belonging::Nowhere, |follower| follower.belonging(kind))
    }

    /// Whose records of a kind somebody may see. Those of cases that are only for their own workers are listed for nobody: each is found in
    /// its case.
    fn scope_of(&self, context: &Context, kind: &str) -> Scope {
        match reach(context.actor.role, Action::ReadCase) {
            _ if !self.is_of_cases(kind) => scope(&context.actor, Action::ReadRecord),
            Reach::OwnEntries => Scope::Agencies(Vec::new()),
            _ => scope(&context.actor, Action::ReadCase),
        }
    }
}

fn blank(row: &mut Row, sensitive: &BTreeSet<&str>) {
    row.iter_mut().filter(|(name, _)| sensitive.contains(name.as_str())).for_each(|(_, value)| *value = Value::Null);
}
