//! What an operator should know about a database: whether it is whole, and whether it keeps what it acknowledges.

use crate::Database;
use crate::link::{Address, Cells, Connection, Engine, Fault, Protection};
use crate::statement::static_sql;
use std::path::Path;
use std::time::Duration;
use store::StoreError;

/// No disk that really waits for a write is faster than this; what is faster keeps it in a cache (measured: 100 to 500 µs on a
/// virtual disk in quiet moments, 4 to 8 ms on a loaded one).
const UNBELIEVABLE_SYNC: Duration = Duration::from_micros(20);

/// Below this an operator has days, not months: a submission takes about 10 kB with everything that hangs on it.
const LITTLE_SPACE: u64 = 500 << 20;

/// Findings as sentences; empty when all is well.
pub(crate) async fn examine(database: &Database) -> Result<Vec<String>, StoreError> {
    let mut findings = Vec::new();
    let mut writer = database.pools.writer().await?;
    match database.pools.engine() {
        Engine::Sqlite => examine_sqlite(&mut writer, &mut findings).await?,
        Engine::Postgres => {
            examine_postgres(&mut writer, &mut findings).await?;
            findings.extend(examine_link(Protection::of(&database.address, &mut writer).await?));
        }
    }
    drop(writer);
    if let Address::Sqlite(path) = &database.address {
        findings.extend(examine_space(path));
        findings.extend(examine_disk(path.clone()).await);
    }
    Ok(findings)
}

/// What an operator may want to know, all being well.
pub(crate) async fn facts(database: &Database) -> Result<Vec<String>, StoreError> {
    let mut connection = database.pools.reader().await?;
    if let Address::Sqlite(path) = &database.address {
        let size = std::fs::metadata(path).map_or(0, |file| file.len());
        return Ok(vec![format!("The database is the SQLite file `{}`, {} MB.", path.display(), size >> 20)]);
    }
    let mut facts = Vec::new();
    for row in &connection.fetch(static_sql::SERVER_POSTGRES, &[]).await? {
        let mut cells = Cells::new(row, "server");
        let (version, encoding) = (cells.text("version")?, cells.text("encoding")?);
        facts.push(format!("The database is a PostgreSQL {version} server that writes text as {encoding}."));
    }
    let protection = Protection::of(&database.address, &mut connection).await?;
    facts.extend(protection.map(|found| match (found.protocol, found.proven) {
        (Some(protocol), true) => {
            format!("The link to it is encrypted ({protocol}), and its certificate proves which server it is.")
        }
        (Some(protocol), false) => {
            format!("The link to it is encrypted ({protocol}), without proof which server it is.")
        }
        (None, _) => "The link to it is not encrypted.".to_owned(),
    }));
    Ok(facts)
}

/// A link that leaves the machine must be encrypted, and to the right server.
fn examine_link(protection: Option<Protection>) -> Option<String> {
    let found = protection.filter(|found| !found.stays_here)?;
    match (&found.protocol, found.proven) {
        (None, _) => Some(
            "The link to the database server leaves this machine and is not encrypted: whoever is on the way can read and change \
             everything. Turn `ssl` on at the server, and say `--database-certificate FILE` or `?sslmode=verify-full`."
                .to_owned(),
        ),
        (Some(_), false) => Some(
            "The link to the database server is encrypted, but nothing proves that it is the right server: somebody on the way \
             could stand in for it. Say `--database-certificate FILE` with the certificate that it is signed by, or \
             `?sslmode=verify-full` when a public authority signed it."
                .to_owned(),
        ),
        (Some(_), true) => None,
    }
}

async fn examine_sqlite(writer: &mut Connection, findings: &mut Vec<String>) -> Result<(), Fault> {
    for (setting, expected, meaning) in [
        ("PRAGMA journal_mode", "wal", "readers and the writer would wait for each other"),
        ("PRAGMA synchronous", "2", "a power loss could take back what was acknowledged"),
        ("PRAGMA foreign_keys", "1", "references are not checked"),
    ] {
        let found = first_cell(writer, setting).await?;
        if found != expected {
            findings.push(format!("`{setting}` is `{found}` instead of `{expected}`: {meaning}."));
        }
    }
    match damages(writer).await {
        Ok(damages) => findings.extend(damages),
        // A file can be so damaged that looking at it fails.
        Err(Fault::Refused(message)) => findings.push(damaged(&message)),
        Err(outage) => return Err(outage),
    }
    Ok(())
}

async fn damages(writer: &mut Connection) -> Result<Vec<String>, Fault> {
    let mut findings = Vec::new();
    for row in writer.fetch("PRAGMA integrity_check", &[]).await? {
        let said = Cells::new(&row, "integrity_check").text("integrity_check").unwrap_or_default();
        if said != "ok" {
            findings.push(damaged(&said));
        }
    }
    let dangling = writer.fetch("PRAGMA foreign_key_check", &[]).await?.len();
    if dangling > 0 {
        findings.push(damaged(&format!("{dangling} rows refer to rows that are not there")));
    }
    Ok(findings)
}

fn damaged(how: &str) -> String {
    format!("The file is damaged: {how}. Restore the last backup.")
}

async fn examine_postgres(writer: &mut Connection, findings: &mut Vec<String>) -> Result<(), Fault> {
    for (setting, meaning) in [
        ("SHOW fsync", "a power loss could destroy the database"),
        ("SHOW full_page_writes", "a power loss could destroy the database"),
        ("SHOW synchronous_commit", "a power loss could take back what was acknowledged"),
    ] {
        let found = first_cell(writer, setting).await?;
        if matches!(found.as_str(), "off" | "local" | "remote_write") && !(setting.contains("commit") && found != "off")
        {
            findings.push(format!("`{setting}` says `{found}`: {meaning}. Set it to `on` on the server."));
        }
    }
    if first_cell(writer, "SELECT CAST(pg_is_in_recovery() AS TEXT)").await? != "false" {
        findings.push("The server is a standby and takes no writes.".to_owned());
    }
    Ok(())
}

/// The only value of a question as text, whatever its type.
async fn first_cell(connection: &mut Connection, sql: &'static str) -> Result<String, Fault> {
    let rows = connection.fetch(sql, &[]).await?;
    let row = rows.first();
    let text = row.and_then(|row| row.get::<String>(0).ok().flatten());
    let number = || row.and_then(|row| row.get::<i64>(0).ok().flatten()).map(|number| number.to_string());
    Ok(text.or_else(number).unwrap_or_default())
}

/// How much room is left under the file.
fn examine_space(path: &Path) -> Option<String> {
    match rustix::fs::statvfs(path) {
        Ok(space) => {
            let free = space.f_bavail.saturating_mul(space.f_frsize);
            (free < LITTLE_SPACE)
                .then(|| format!("Only {} MB are free on the disk of the database. Make room.", free >> 20))
        }
        Err(error) => Some(format!("How much room the disk has cannot be told: {error}.")),
    }
}

/// Tries how long the disk under the file takes to make a small write durable.
async fn examine_disk(path: std::path::PathBuf) -> Option<String> {
    let tried = tokio::task::spawn_blocking(move || time_syncs(&path)).await;
    match tried {
        Ok(Ok(shortest)) if shortest < UNBELIEVABLE_SYNC => Some(format!(
            "The disk says after {} µs that a write is safe, faster than a disk can be: it may lose acknowledged data when \
             the power fails.",
            shortest.as_micros()
        )),
        Ok(Ok(_)) => None,
        Ok(Err(error)) => Some(format!("The folder of the database takes no new file: {error}.")),
        Err(error) => Some(format!("The disk could not be tried: {error}.")),
    }
}

/// The shortest of a few durable writes beside the file.
fn time_syncs(path: &Path) -> std::io::Result<Duration> {
    let mut probe = path.as_os_str().to_owned();
    probe.push("-sync-probe");
    let file = std::fs::File::create(&probe)?;
    let timed = (0..8_u8).map(|number| {
        std::io::Write::write_all(&mut &file, &[number; 4096])?;
        let start = tokio::time::Instant::now();
        file.sync_data()?;
        Ok(start.elapsed())
    });
    let shortest = timed.collect::<std::io::Result<Vec<_>>>().map(|times| times.into_iter().min().unwrap_or_default());
    std::fs::remove_file(&probe)?;
    shortest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_leaves_the_machine_must_be_encrypted_and_proven() {
        let cases = [
            (None, false, true, None),
            (None, false, false, Some("not encrypted")),
            (Some("TLSv1.3"), false, false, Some("nothing proves")),
            (Some("TLSv1.3"), true, false, None),
        ];
        for (protocol, proven, stays_here, expected) in cases {
            let protocol = protocol.map(str::to_owned);
            let found = examine_link(Some(Protection { protocol, proven, stays_here }));
            match expected {
                None => assert_eq!(found, None),
                Some(words) => assert!(found.as_ref().is_some_and(|found| found.contains(words)), "{found:?}"),
            }
        }
        assert_eq!(examine_link(None), None);
    }
}
