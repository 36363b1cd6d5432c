//! The database as the rest of the product holds it: opening, closing, and the door to each part.

use crate::apply::padded;
use crate::kinds::Kinds;
use crate::link::{Address, Arg, Cells, Options, Pools, Row};
use crate::statement::{in_list, prepared_size, static_sql};
use crate::writer::Writer;
use crate::{examine, migrate};
use async_trait::async_trait;
use sqlx::SqlSafeStr;
use std::sync::Arc;
use store::{Change, KindSchema, Store, StoreError, Unit, Written};

/// An open database. Must be made and used inside a tokio runtime. Close it with [`Store::close`]; a program that ends without
/// that loses nothing that was acknowledged.
#[derive(Debug)]
pub struct Database {
    pub(crate) pools: Pools,
    pub(crate) kinds: Arc<Kinds>,
    pub(crate) address: Address,
    writer: Writer,
}

impl Database {
    /// Opens a database and brings its schema up to date. The address is a file path, `sqlite://path` or `postgres://…`; a
    /// missing file is made, its folder is not.
    ///
    /// # Errors
    /// [`StoreError::TooNew`] when a newer program wrote it, [`StoreError::Unavailable`] when it cannot be reached.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        Self::open_with(address, Options::default()).await
    }

    /// Opens a database otherwise than by default: for harnesses and tests.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub async fn open_with(address: &str, options: Options) -> Result<Self, StoreError> {
        let address: Address = address.parse()?;
        let pools = Pools::open(&address, options).await?;
        migrate::migrate(&pools).await?;
        let kinds = Arc::new(Kinds::default());
        kinds.reload(&pools).await?;
        let writer = Writer::start(pools.clone(), Arc::clone(&kinds));
        Ok(Self { pools, kinds, address, writer })
    }

    /// Every row of a question. What an argument can never find is not looked for.
    pub(crate) async fn all<T>(
        &self,
        sql: impl SqlSafeStr,
        arguments: &[Arg<'_>],
        read: impl Fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        if arguments.iter().any(Arg::is_never_kept) {
            return Ok(Vec::new());
        }
        let rows = self.pools.reader().await?.fetch(sql, arguments).await?;
        rows.iter().map(read).collect()
    }

    /// Every row that has one of these in the list that ends the question, asked for in parts. What can never be found is not looked for,
    /// and what stands there twice is found once for each part that asks for it.
    pub(crate) async fn all_in<T>(
        &self,
        before: &'static str,
        names: &[String],
        read: impl Fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::with_capacity(names.len());
        let kept = |name: &&str| !Arg::from(*name).is_never_kept();
        let names: Vec<&str> = names.iter().map(String::as_str).filter(kept).collect();
        for part in names.chunks(prepared_size(usize::MAX)) {
            let size = prepared_size(part.len());
            found.extend(self.all(in_list(before, size), &padded(part, size), &read).await?);
        }
        Ok(found)
    }

    /// The only row of a question, when there is one.
    pub(crate) async fn first<T>(
        &self,
        sql: impl SqlSafeStr,
        arguments: &[Arg<'_>],
        read: impl Fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        if arguments.iter().any(Arg::is_never_kept) {
            return Ok(None);
        }
        let rows = self.pools.reader().await?.fetch(sql, arguments).await?;
        rows.first().map(read).transpose()
    }
}

/// Before a unit waits in the queue, what can be checked without the database is.
fn check_attachment(change: &Change) -> Result<(), StoreError> {
    match change {
        Change::PutAttachment(attachment) if !attachment.is_itself() => Err(StoreError::Corrupt {
            table: "attachment".to_owned(),
            row: attachment.hash.clone(),
            column: "bytes".to_owned(),
            problem: "the content is not what its name says".to_owned(),
        }),
        _ => Ok(()),
    }
}

#[async_trait]
impl Store for Database {
    async fn commit(&self, unit: Unit) -> Result<Vec<Written>, StoreError> {
        for change in &unit.changes {
            check_attachment(change)?;
            if let Change::Submit(submission, _) = change {
                // Kinds that another program prepared since are learnt here, not in the writing task.
                self.kinds.get(&self.pools, &submission.kind).await?;
            }
        }
        self.writer.commit(unit).await
    }

    async fn prepare_kinds(&self, kinds: &[KindSchema]) -> Result<(), StoreError> {
        self.kinds.prepare(&self.pools, kinds).await
    }

    async fn kind(&self, id: &str) -> Result<Option<KindSchema>, StoreError> {
        self.kinds.standing(&self.pools, id).await
    }

    async fn settle(&self) -> Result<(), StoreError> {
        Ok(self.pools.settle().await?)
    }

    async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let read = |row: &Row| Cells::new(row, "setting").text("value");
        self.first(static_sql::SETTING, &[name.into()], read).await
    }

    async fn examine(&self) -> Result<Vec<String>, StoreError> {
        examine::examine(self).await
    }

    async fn facts(&self) -> Result<Vec<String>, StoreError> {
        examine::facts(self).await
    }

    async fn close(&self) {
        self.writer.close().await;
        self.pools.close().await;
    }
}
