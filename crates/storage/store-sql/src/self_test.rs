//! Tests that look at statements and tables from inside: every static text is accepted by both engines, and the tables that the
//! migrations make are those of the catalogue.

use crate::catalogue::{TABLES, Type};
use crate::link::{Cells, Engine, Options, Pools, Transaction};
use crate::migrate;
use crate::statement::static_sql;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// Freshly migrated tables on SQLite and, unless it is knowingly left out, on PostgreSQL in a schema of its own.
async fn engines(purpose: &str) -> Vec<(Pools, Option<tempfile::TempDir>)> {
    let folder = tempfile::tempdir().unwrap();
    let mut addresses = vec![(folder.path().join("saphan.db").display().to_string(), Some(folder))];
    if std::env::var("SAPHAN_SKIP_POSTGRES").is_ok_and(|skip| skip == "1") {
        eprintln!("PostgreSQL is left out: SAPHAN_SKIP_POSTGRES is 1");
    } else {
        let server = std::env::var("SAPHAN_TEST_POSTGRES")
            .expect("SAPHAN_TEST_POSTGRES names a PostgreSQL server; `cargo xtask test` starts one");
        let schema = format!("inside_{purpose}_{}", std::process::id());
        let mut connection = PgConnection::connect(&server).await.unwrap();
        let script = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema};");
        sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut connection).await.unwrap();
        let separator = if server.contains('?') { '&' } else { '?' };
        addresses.push((format!("{server}{separator}options=-csearch_path%3D{schema}"), None));
    }
    let mut opened = Vec::new();
    for (address, folder) in addresses {
        let pools = Pools::open(&address.parse().unwrap(), Options::default()).await.unwrap();
        migrate::migrate(&pools).await.unwrap();
        opened.push((pools, folder));
    }
    opened
}

#[tokio::test]
async fn every_static_statement_prepares_on_both_engines() {
    for (pools, _folder) in engines("statements").await {
        for (name, sql) in static_sql::ALL {
            if pools.engine() == Engine::Sqlite && name.ends_with("_POSTGRES") {
                continue;
            }
            let prepared = pools.write().await.unwrap().prepare(sql).await;
            assert!(prepared.is_ok(), "{name} on {:?}: {prepared:?}", pools.engine());
        }
    }
}

/// Column names with their types, as each engine tells them.
async fn columns(transaction: &mut Transaction, engine: Engine, table: &str) -> Vec<(String, Type)> {
    let sql = match engine {
        Engine::Sqlite => "SELECT name, type, 'BINARY' FROM pragma_table_info($1) ORDER BY cid",
        Engine::Postgres => {
            "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT), coalesce(CAST(collation_name AS TEXT), '') \
             FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 \
             ORDER BY ordinal_position"
        }
    };
    let rows = transaction.fetch(sql, &[table.into()]).await.unwrap();
    let read = |row| {
        let mut cells = Cells::new(row, table);
        let name = cells.text("name").unwrap();
        let (declared, collation) = (cells.text("type").unwrap(), cells.text("collation").unwrap());
        let held = match declared.to_ascii_uppercase().as_str() {
            "TEXT" => Type::Text,
            "BIGINT" => Type::Integer,
            "BLOB" | "BYTEA" => Type::Bytes,
            other => panic!("{table}.{name} is {other}"),
        };
        if engine == Engine::Postgres && held == Type::Text {
            assert_eq!(collation, "C", "{table}.{name} must compare by bytes");
        }
        (name, held)
    };
    rows.iter().map(read).collect()
}

#[tokio::test]
async fn the_migrations_make_the_tables_of_the_catalogue_on_both_engines() {
    for (pools, _folder) in engines("catalogue").await {
        let engine = pools.engine();
        let mut transaction = pools.write().await.unwrap();
        for table in TABLES {
            let expected: Vec<(String, Type)> =
                table.columns.iter().map(|(name, held)| ((*name).to_owned(), *held)).collect();
            assert_eq!(columns(&mut transaction, engine, table.name).await, expected, "{} on {engine:?}", table.name);
        }
        let all = match engine {
            Engine::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
            Engine::Postgres => {
                "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() \
                 ORDER BY CAST(table_name AS TEXT) COLLATE \"C\""
            }
        };
        let rows = transaction.fetch(all, &[]).await.unwrap();
        let found: Vec<String> = rows.iter().map(|row| Cells::new(row, "tables").text("name").unwrap()).collect();
        let mut expected: Vec<&str> = TABLES.iter().map(|table| table.name).chain(["schema_version"]).collect();
        expected.sort_unstable();
        assert_eq!(found, expected, "a table that no dump would hold, on {engine:?}");
    }
}

#[tokio::test]
async fn a_stop_between_steps_is_taken_up_where_it_was() {
    for (pools, _folder) in engines("restart").await {
        // As a first start that was stopped right after the table of versions was made.
        let mut transaction = pools.write().await.unwrap();
        let cascade = if pools.engine() == Engine::Postgres { " CASCADE" } else { "" };
        for table in TABLES.iter().rev() {
            let drop = format!("DROP TABLE {}{cascade};", table.name);
            transaction.script(AssertSqlSafe(drop)).await.unwrap();
        }
        if pools.engine() == Engine::Postgres {
            transaction.script("DROP FUNCTION refuse_change CASCADE").await.unwrap();
        }
        transaction.script("DELETE FROM schema_version").await.unwrap();
        transaction.commit().await.unwrap();
        migrate::migrate(&pools).await.unwrap();
        let mut transaction = pools.write().await.unwrap();
        assert_eq!(migrate::version(&mut transaction).await.unwrap(), migrate::newest());
    }
}
