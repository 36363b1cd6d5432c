//! Brings a database's schema up to what this program knows, one transaction a step, so that a stop in the middle starts again
//! where it was.

use crate::link::{Engine, Pools, Transaction};
use crate::statement::static_sql;
use store::StoreError;

/// One step, its script for each engine.
#[derive(Debug)]
struct Migration {
    number: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

impl Migration {
    fn script(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

/// What follows this line of a step fills its tables from others. A dump of an older schema does not have them, so that it is done
/// again when one is put back.
const WORKED_OUT: &str = "-- Worked out from what was kept before, also after an older dump was put back.";

macro_rules! migrations {
    ($($number:literal $name:literal),* $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }),*]
    };
}

/// Every step, in order. A step that was released is never edited.
const MIGRATIONS: &[Migration] = migrations![1 "0001_foundation", 2 "0002_form", 3 "0003_device", 4 "0004_entity", 5 "0005_draft", 6 "0006_form_file", 7 "0007_form_share", 8 "0008_list_order", 9 "0009_file_names", 10 "0010_entity_moved", 11 "0011_case", 12 "0012_agency_kind", 13 "0013_case_workflow", 14 "0014_session_name", 15 "0015_seal", 16 "0016_public_receipt", 17 "0017_seal_subject", 18 "0018_referral", 19 "0019_case_board", 20 "0020_proof", 21 "0021_outward", 22 "0022_person_tie", 23 "0023_kept", 24 "0024_outer_identity", 25 "0025_erasure_request"];

/// The newest schema this program knows.
pub(crate) fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |migration| migration.number)
}

/// Does the steps that the database lacks.
pub(crate) async fn migrate(pools: &Pools) -> Result<(), StoreError> {
    let mut transaction = pools.write().await?;
    transaction
        .script("CREATE TABLE IF NOT EXISTS schema_version (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL)")
        .await?;
    let found = version(&mut transaction).await?;
    transaction.commit().await?;
    if found > newest() {
        return Err(StoreError::TooNew { found, known: newest() });
    }
    for migration in MIGRATIONS.iter().filter(|migration| migration.number > found) {
        step(pools, migration).await?;
    }
    Ok(())
}

/// What the steps after a version work out from what was there, to be done for a dump of that version.
pub(crate) fn worked_out_after(version: i64, engine: Engine) -> impl Iterator<Item = &'static str> {
    let later = MIGRATIONS.iter().filter(move |migration| migration.number > version);
    later.filter_map(move |migration| migration.script(engine).split_once(WORKED_OUT)).map(|(_, script)| script)
}

/// The schema the database has.
pub(crate) async fn version(transaction: &mut Transaction) -> Result<i64, StoreError> {
    let rows = transaction.fetch(static_sql::SCHEMA_VERSIONS, &[]).await?;
    let newest = rows.last().map(|row| row.get::<i64>(0)).transpose()?;
    Ok(newest.flatten().unwrap_or(0))
}

async fn step(pools: &Pools, migration: &Migration) -> Result<(), StoreError> {
    let mut transaction = pools.write().await?;
    // Another server may have done it since.
    if version(&mut transaction).await? >= migration.number {
        return Ok(());
    }
    transaction.script(migration.script(pools.engine())).await?;
    let name = migration.name;
    transaction.execute(static_sql::NOTE_SCHEMA_VERSION, &[migration.number.into(), name.into()]).await?;
    transaction.commit().await?;
    tracing::info!(migration = name, "the database schema was brought forward");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(engine: &str) -> Vec<String> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        let mut names: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn both_folders_hold_exactly_the_listed_steps() {
        let listed: Vec<String> = MIGRATIONS.iter().map(|migration| format!("{}.sql", migration.name)).collect();
        assert_eq!(files("sqlite"), listed);
        assert_eq!(files("postgres"), listed);
        assert!(MIGRATIONS.is_sorted_by(|one, next| one.number + 1 == next.number));
        for migration in MIGRATIONS {
            assert!(migration.name.starts_with(&format!("{:04}_", migration.number)));
        }
    }
}
