//! Names that packs bring into the database: which are accepted, and which tables and indexes they become.

use store::StoreError;

/// PostgreSQL cuts longer names without saying so.
const LONGEST: usize = 63;

/// A column is named like its question: a lower-case letter, then letters, digits and underscores.
pub(crate) fn check_column(kind: &str, name: &str) -> Result<(), StoreError> {
    if is_identifier(name, false) && name.len() <= LONGEST {
        return Ok(());
    }
    let shown: String = name.chars().take(LONGEST).collect();
    Err(StoreError::Schema {
        kind: kind.to_owned(),
        problem: format!(
            "`{shown}` cannot name a column: use a lower-case letter, then lower-case letters, digits and `_`, at most {LONGEST}"
        ),
    })
}

/// The table of a kind's records: `r_<pack>_<form>`.
pub(crate) fn record_table(kind: &str) -> Result<String, StoreError> {
    let name = kind.split_once('/').filter(|(pack, form)| is_identifier(pack, true) && is_identifier(form, true));
    let Some((pack, form)) = name else {
        return Err(StoreError::Schema {
            kind: kind.chars().take(LONGEST).collect(),
            problem: "a kind is named `pack/form`, each of lower-case letters, digits, `-` and `_`".to_owned(),
        });
    };
    fitting(kind, format!("r_{}_{}", pack.replace('-', "_"), form.replace('-', "_")))
}

/// The table of a repeat's rows: `r_<pack>_<form>__<repeat>`.
pub(crate) fn rows_table(kind: &str, repeat: &str) -> Result<String, StoreError> {
    check_column(kind, repeat)?;
    fitting(kind, format!("{}__{repeat}", record_table(kind)?))
}

/// The index of a column, named by numbers so that it always fits: what it indexes is read from its definition.
pub(crate) fn index_name(table: &str, column: &str) -> String {
    let digest = format!("{table}.{column}").bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        // FNV-1a, 64 bits (<https://www.rfc-editor.org/rfc/rfc9923>): names only need to differ.
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("by_{digest:016x}")
}

fn fitting(kind: &str, name: String) -> Result<String, StoreError> {
    if name.len() <= LONGEST {
        return Ok(name);
    }
    Err(StoreError::Schema {
        kind: kind.to_owned(),
        problem: format!(
            "the table name `{name}` is longer than {LONGEST} characters: shorten the form's or the repeat's name"
        ),
    })
}

fn is_identifier(name: &str, hyphens: bool) -> bool {
    let mut letters = name.bytes();
    letters.next().is_some_and(|first| first.is_ascii_lowercase())
        && letters
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || (hyphens && byte == b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_become_tables() {
        assert_eq!(record_table("prevention/outreach-session").unwrap(), "r_prevention_outreach_session");
        assert_eq!(
            rows_table("prevention/outreach-session", "attendance").unwrap(),
            "r_prevention_outreach_session__attendance"
        );
        for column in ["date", "order", "select", "a", "age_15_17"] {
            assert!(check_column("k/f", column).is_ok(), "{column}");
        }
    }

    #[test]
    fn hostile_names_are_refused() {
        let columns = [
            "",
            "_record",
            "Age",
            "1st",
            "a b",
            "a\"b",
            "a;drop table record",
            "a--",
            "a'",
            "a$1",
            "a?",
            "ก",
            "a\0",
            "a-b",
        ];
        for column in columns {
            assert!(check_column("k/f", column).is_err(), "{column:?}");
        }
        assert!(check_column("k/f", &"a".repeat(64)).is_err());
        for kind in ["", "form", "a/", "/b", "a/b/c", "a/b\"c", "a/B", "../x", "a/b c", "a;/b"] {
            assert!(record_table(kind).is_err(), "{kind:?}");
        }
        assert!(record_table(&format!("prevention/{}", "x".repeat(60))).is_err());
    }
}
