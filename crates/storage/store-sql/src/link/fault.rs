//! What a driver's error means for the caller: whether trying again later is right, or the statement itself was wrong.

use sqlx::Error;
use std::fmt;
use store::StoreError;

/// A driver's error, sorted.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The database cannot serve now: disk full, I/O error, locked, gone.
    Outage(String),
    /// The disk refused to keep what SQLite had written to a file: nobody knows what of it is there.
    Unsynced(String),
    /// Anything else: a statement or a value the database refuses.
    Refused(String),
}

/// SQLite's `SQLITE_IOERR_FSYNC`.
const SQLITE_NOT_SYNCED: i32 = 1034;

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Outage(message) | Self::Unsynced(message) | Self::Refused(message)) = self;
        formatter.write_str(message)
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        let code = match &error {
            rusqlite::Error::SqliteFailure(error, _) | rusqlite::Error::SqlInputError { error, .. } => {
                Some(error.extended_code)
            }
            _ => None,
        };
        match code {
            Some(SQLITE_NOT_SYNCED) => Self::Unsynced(error.to_string()),
            Some(code) if is_sqlite_outage(code) => Self::Outage(error.to_string()),
            _ => Self::Refused(error.to_string()),
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let message = error.to_string();
        let outage = match &error {
            Error::Database(inner) => inner.code().is_some_and(|code| is_postgres_outage(&code)),
            Error::Io(_)
            | Error::Tls(_)
            | Error::Protocol(_)
            | Error::PoolTimedOut
            | Error::PoolClosed
            | Error::BeginFailed => true,
            _ => false,
        };
        if outage { Self::Outage(message) } else { Self::Refused(message) }
    }
}

impl From<Fault> for StoreError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Outage(message) | Fault::Unsynced(message) => Self::Unavailable(message),
            Fault::Refused(message) => Self::Backend(message),
        }
    }
}

/// SQLite's result codes (<https://sqlite.org/rescode.html>) are numbers whose low byte is the primary code: BUSY 5, LOCKED 6, NOMEM 7,
/// READONLY 8, IOERR 10, FULL 13, CANTOPEN 14, PROTOCOL 15.
fn is_sqlite_outage(code: i32) -> bool {
    matches!(code & 0xff, 5 | 6 | 7 | 8 | 10 | 13 | 14 | 15)
}

/// PostgreSQL's SQLSTATE (<https://www.postgresql.org/docs/current/errcodes-appendix.html>) has five characters, its class being the first two:
/// connection, rollback by the server, resources, operator intervention, system error; and a server that only reads, or a lock
/// that was not to be had.
fn is_postgres_outage(code: &str) -> bool {
    let class = code.get(..2).unwrap_or_default();
    matches!(class, "08" | "40" | "53" | "57" | "58") || matches!(code, "25006" | "55P03")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_by_what_helps() {
        for code in [13, 10, 1034, 5, 261, 8, 14, 778] {
            assert!(is_sqlite_outage(code), "{code}");
        }
        for code in [1, 19, 2067, 1555, 11, 26] {
            assert!(!is_sqlite_outage(code), "{code}");
        }
        for code in ["53100", "08006", "57P01", "58030", "25006", "40P01", "55P03"] {
            assert!(is_postgres_outage(code), "{code}");
        }
        for code in ["23505", "42P01", "22021", "42601"] {
            assert!(!is_postgres_outage(code), "{code}");
        }
    }
}
