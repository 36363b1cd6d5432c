//! Where the database is, read from what an operator wrote.

use std::path::PathBuf;
use std::str::FromStr;
use store::StoreError;

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// A file on this machine.
    Sqlite(PathBuf),
    /// A PostgreSQL server, as its URL.
    Postgres(String),
}

impl FromStr for Address {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")).unwrap_or(text);
        if path.contains("://") {
            // The URL may hold a password: only its scheme is told.
            let scheme = path.split("://").next().unwrap_or_default();
            let problem =
                format!("`{scheme}://` is not a database this program knows: use a file path or `postgres://`");
            return Err(StoreError::Backend(problem));
        }
        if path.is_empty() || path == ":memory:" {
            return Err(StoreError::Backend("the database needs a file path or a `postgres://` address".to_owned()));
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_addresses_are_told_apart() {
        let cases = [
            ("sqlite://data/saphan.db", Some(Address::Sqlite("data/saphan.db".into()))),
            ("sqlite:///srv/saphan.db", Some(Address::Sqlite("/srv/saphan.db".into()))),
            ("sqlite:saphan.db", Some(Address::Sqlite("saphan.db".into()))),
            ("./with space.db", Some(Address::Sqlite("./with space.db".into()))),
            ("postgres://u:p@h/d", Some(Address::Postgres("postgres://u:p@h/d".into()))),
            ("postgresql://h/d", Some(Address::Postgres("postgresql://h/d".into()))),
            ("mysql://u:secret@h/d", None),
            ("sqlite::memory:", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<Address>().ok(), expected, "{text}");
        }
    }

    #[test]
    fn a_refused_address_does_not_show_its_password() {
        let error = "mysql://u:secret@h/d".parse::<Address>().unwrap_err();
        assert!(!error.to_string().contains("secret"));
    }
}
