//! What can go wrong in storage, told apart by what the caller can do about it.

/// Storage could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// What was asked contradicts what is kept. Nothing was written; the caller must look again.
    #[error("conflict: {0}")]
    Conflict(#[from] Conflict),
    /// The database cannot take writes now (disk full, read-only, gone). Nothing was acknowledged, and trying again later with the
    /// same ids is right: should the database have kept the unit before it went away, the retry finds it there.
    #[error("the database cannot take writes now: {0}")]
    Unavailable(String),
    /// A stored value cannot be what its column says.
    #[error("`{table}`, row `{row}`, column `{column}`: {problem}")]
    Corrupt {
        /// The table.
        table: String,
        /// The row's key.
        row: String,
        /// The column.
        column: String,
        /// What is wrong with the value.
        problem: String,
    },
    /// A record kind cannot be given its table.
    #[error("record kind `{kind}`: {problem}")]
    Schema {
        /// The record kind's id.
        kind: String,
        /// What is wrong.
        problem: String,
    },
    /// The database was written by a newer version of the product.
    #[error("the database has schema {found}, this program knows up to {known}: use a newer program")]
    TooNew {
        /// The schema number in the database.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// Anything else the database said.
    #[error("database: {0}")]
    Backend(String),
}

/// How a unit contradicts what is kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// A submission with this id and other content is already there.
    #[error("submission `{id}` is already there with other content")]
    OtherContent {
        /// The client-made id.
        id: String,
    },
    /// The record moved on since the caller read it.
    #[error("record `{record}` is now at submission `{current}`")]
    Stale {
        /// The record.
        record: String,
        /// The submission that it is at now.
        current: String,
    },
    /// A correction names a record, or a change an account or agency, that is not there.
    #[error("`{record}` is not there")]
    NoRecord {
        /// What was named.
        record: String,
    },
    /// What the caller read is not so any more.
    #[error("`{id}` was changed meanwhile")]
    Changed {
        /// What was read.
        id: String,
    },
    /// Nobody else of a role could sign in any more.
    #[error("nobody else who can sign in is {role}")]
    NobodyLeft {
        /// The role's id.
        role: String,
    },
    /// What it belongs to was erased: its key was destroyed, and nothing is added to it any more.
    #[error("`{subject}` was erased")]
    Erased {
        /// Whose key it was.
        subject: String,
    },
    /// A value that must be unique is taken, such as a login.
    #[error("`{value}` is already used as {what}")]
    Taken {
        /// What must be unique.
        what: String,
        /// The value.
        value: String,
    },
}
