//! The arguments of a statement, whichever database it goes to. Owns that no text with a NUL is sent.

use super::Fault;
use rusqlite::types::Value;
use rusqlite::{ToSql, types::ToSqlOutput};
use sqlx::Arguments;
use sqlx::postgres::PgArguments;

/// One argument of a statement. Nothing is typed too, since PostgreSQL wants to know what is absent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Arg<'a> {
    /// A text.
    Text(Option<&'a str>),
    /// A whole number, a moment or a flag.
    Integer(Option<i64>),
    /// A number with a fraction.
    Decimal(Option<f64>),
    /// Bytes.
    Bytes(Option<&'a [u8]>),
}

impl Arg<'_> {
    /// About the bytes that it takes on the way to a server, with its length and its format.
    pub(crate) fn sent_bytes(&self) -> usize {
        let value = match self {
            Self::Text(text) => text.map_or(0, str::len),
            Self::Bytes(bytes) => bytes.map_or(0, <[u8]>::len),
            Self::Integer(_) | Self::Decimal(_) => 8,
        };
        value.saturating_add(8)
    }

    /// Whether nothing that is kept can be equal to it: a text with a NUL is never written.
    pub(crate) fn is_never_kept(&self) -> bool {
        matches!(self, Self::Text(Some(text)) if text.contains('\0'))
    }

    /// The same with what it borrows copied.
    pub(super) fn to_value(self) -> Value {
        match self {
            Self::Text(text) => text.map_or(Value::Null, |text| Value::Text(text.to_owned())),
            Self::Integer(number) => number.map_or(Value::Null, Value::Integer),
            Self::Decimal(number) => number.map_or(Value::Null, Value::Real),
            Self::Bytes(bytes) => bytes.map_or(Value::Null, |bytes| Value::Blob(bytes.to_vec())),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<&'a Option<String>> for Arg<'a> {
    fn from(text: &'a Option<String>) -> Self {
        Self::Text(text.as_deref())
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(Some(number))
    }
}

impl From<Option<i64>> for Arg<'_> {
    fn from(number: Option<i64>) -> Self {
        Self::Integer(number)
    }
}

impl From<bool> for Arg<'_> {
    fn from(flag: bool) -> Self {
        Self::Integer(Some(i64::from(flag)))
    }
}

impl ToSql for Arg<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Text(text) => text.to_sql(),
            Self::Integer(number) => number.to_sql(),
            Self::Decimal(number) => number.to_sql(),
            Self::Bytes(bytes) => bytes.to_sql(),
        }
    }
}

/// Refuses what PostgreSQL cannot keep, a text with a NUL in it, for both databases alike.
pub(super) fn check(arguments: &[Arg<'_>]) -> Result<(), Fault> {
    if arguments.iter().any(Arg::is_never_kept) {
        return Err(Fault::Refused("a text holds a NUL character".to_owned()));
    }
    Ok(())
}

/// The arguments as PostgreSQL's driver takes them.
pub(super) fn for_postgres(arguments: &[Arg<'_>]) -> Result<PgArguments, Fault> {
    let mut collected = PgArguments::default();
    collected.reserve(arguments.len(), 0);
    for argument in arguments {
        let added = match *argument {
            Arg::Text(text) => collected.add(text),
            Arg::Integer(number) => collected.add(number),
            Arg::Decimal(number) => collected.add(number),
            Arg::Bytes(bytes) => collected.add(bytes),
        };
        added.map_err(|error| Fault::Refused(error.to_string()))?;
    }
    Ok(collected)
}
