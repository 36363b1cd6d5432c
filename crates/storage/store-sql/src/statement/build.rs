//! Statements whose text depends on a kind's columns, on a reader's filters or on how many rows there are. The only place that
//! vouches for a text to the driver.

use crate::catalogue::Table;
use crate::link::{Arg, Engine};
use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};
use std::fmt::Write;

/// At most so many rows go into one insert: more gains nothing, and each size is prepared on its own.
const ROWS_AT_ONCE: usize = 64;
/// SQLite takes 32,766 arguments in one statement, PostgreSQL 65,535; half of the smaller leaves room.
const ARGUMENTS_AT_ONCE: usize = 16_384;

/// A name in double quotes. Callers pass names that `identifier` accepted or that stand in the source.
pub(crate) fn quoted(name: &str) -> String {
    debug_assert!(!name.contains(['"', '\0']), "a name was not checked");
    format!("\"{name}\"")
}

/// Definitions of tables, put together from checked names.
pub(crate) fn script(text: String) -> SqlStr {
    AssertSqlSafe(text).into_sql_str()
}

/// An index over one column.
pub(crate) fn create_index(name: &str, table: &str, column: &str) -> String {
    format!("CREATE INDEX IF NOT EXISTS {} ON {} ({});", quoted(name), quoted(table), quoted(column))
}

/// The next size of a list that has a prepared statement: sizes are powers of two, so that few statements serve every length.
pub(crate) fn prepared_size(length: usize) -> usize {
    length.clamp(1, ROWS_AT_ONCE).next_power_of_two().min(ROWS_AT_ONCE)
}

/// A question with a list: `$1` to `$count` between `before` and a closing bracket.
pub(crate) fn in_list(before: &'static str, count: usize) -> SqlStr {
    let mut text = String::from(before);
    push_placeholders(&mut text, 1, count);
    text.push(')');
    AssertSqlSafe(text).into_sql_str()
}

/// Deletes the rows of so many records.
pub(crate) fn delete_rows(table: &str, column: &str, count: usize) -> SqlStr {
    let mut text = format!("DELETE FROM {} WHERE {} IN (", quoted(table), quoted(column));
    push_placeholders(&mut text, 1, count);
    text.push(')');
    AssertSqlSafe(text).into_sql_str()
}

/// An insert of many rows into one table.
#[derive(Debug)]
pub(crate) struct Insert {
    before: String,
    after: String,
    width: usize,
}

impl Insert {
    /// Appends; a row that is there already is an error.
    pub(crate) fn append<'c>(table: &str, columns: impl IntoIterator<Item = &'c str>) -> Self {
        let columns: Vec<&str> = columns.into_iter().collect();
        Self::new(table, &columns, String::new())
    }

    /// Appends to a table of the catalogue.
    pub(crate) fn into_table(table: &Table) -> Self {
        Self::append(table.name, table.columns.iter().map(|(name, _)| *name))
    }

    /// Inserts, or changes the columns after the first `key` ones where the row is there.
    pub(crate) fn or_change<'c>(table: &str, columns: impl IntoIterator<Item = &'c str>, key: usize) -> Self {
        let columns: Vec<&str> = columns.into_iter().collect();
        let names: Vec<String> = columns.iter().map(|name| quoted(name)).collect();
        let (keys, values) = names.split_at(key.min(names.len()));
        let changes: Vec<String> = values.iter().map(|name| format!("{name} = excluded.{name}")).collect();
        let action =
            if changes.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}", changes.join(", ")) };
        Self::new(table, &columns, format!(" ON CONFLICT ({}) DO {action}", keys.join(", ")))
    }

    fn new(table: &str, columns: &[&str], after: String) -> Self {
        let names: Vec<String> = columns.iter().map(|name| quoted(name)).collect();
        let before = format!("INSERT INTO {} ({}) VALUES ", quoted(table), names.join(", "));
        Self { before, after, width: columns.len() }
    }

    /// How many of the waiting rows the next statement takes: a power of two, so that few statements serve every number.
    pub(crate) fn take(&self, waiting: usize) -> usize {
        let most = ARGUMENTS_AT_ONCE.checked_div(self.width).unwrap_or(1).clamp(1, ROWS_AT_ONCE);
        let limit = waiting.clamp(1, most);
        1 << limit.ilog2()
    }

    /// The statement for so many rows. SQLite gets placeholders without numbers: it looks a number up by going through all of
    /// them, which for a thousand placeholders costs more than the insert.
    pub(crate) fn text(&self, rows: usize, engine: Engine) -> SqlStr {
        let mut text = self.before.clone();
        for row in 0..rows {
            text.push_str(if row == 0 { "(" } else { ", (" });
            match engine {
                Engine::Sqlite => text.extend((0..self.width).map(|place| if place == 0 { "?" } else { ", ?" })),
                Engine::Postgres => {
                    push_placeholders(&mut text, row.saturating_mul(self.width).saturating_add(1), self.width);
                }
            }
            text.push(')');
        }
        text.push_str(&self.after);
        AssertSqlSafe(text).into_sql_str()
    }
}

/// Conditions that must all hold, with their arguments.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conditions<'a> {
    parts: Vec<String>,
    arguments: Vec<Arg<'a>>,
}

impl<'a> Conditions<'a> {
    /// A condition in which each `?` stands for the next of the arguments. The text is the program's own; what a reader brings
    /// goes into the arguments.
    pub(crate) fn push(&mut self, text: &str, arguments: impl IntoIterator<Item = Arg<'a>>) {
        let mut arguments = arguments.into_iter();
        let mut part = String::with_capacity(text.len());
        for piece in text.split_inclusive('?') {
            match piece.strip_suffix('?') {
                Some(piece) => {
                    part.push_str(piece);
                    self.arguments.extend(arguments.next());
                    push_placeholders(&mut part, self.arguments.len(), 1);
                }
                None => part.push_str(piece),
            }
        }
        self.parts.push(part);
    }

    /// The column is one of the values. The caller has turned an empty list away.
    pub(crate) fn one_of(&mut self, column: &str, values: impl IntoIterator<Item = Arg<'a>>) {
        let values: Vec<Arg<'a>> = values.into_iter().collect();
        if let [one] = values.as_slice() {
            return self.push(&format!("{column} = ?"), [*one]);
        }
        self.listed(&format!("{column} IN ("), values, ")");
    }

    /// A condition around a list of values. The texts are the program's own. The caller has turned an empty list away.
    pub(crate) fn listed(&mut self, before: &str, values: impl IntoIterator<Item = Arg<'a>>, after: &str) {
        let first = self.arguments.len().saturating_add(1);
        self.arguments.extend(values);
        let mut part = before.to_owned();
        push_placeholders(&mut part, first, self.arguments.len().saturating_add(1).saturating_sub(first));
        part.push_str(after);
        self.parts.push(part);
    }

    /// The arguments in the order of their placeholders.
    pub(crate) fn arguments(&self) -> &[Arg<'a>] {
        &self.arguments
    }

    /// `WHERE …`, or nothing when there is no condition.
    pub(crate) fn clause(&self) -> String {
        if self.parts.is_empty() { String::new() } else { format!(" WHERE {}", self.parts.join(" AND ")) }
    }
}

/// A question over a kind's tables: what is selected, from where, what follows the conditions.
pub(crate) fn select_records(what: &str, from: &str, conditions: &Conditions<'_>, after: &str) -> SqlStr {
    AssertSqlSafe(format!("SELECT {what} FROM {from}{}{after}", conditions.clause())).into_sql_str()
}

/// How many rows such a question finds, counted up to so many if it must end somewhere.
pub(crate) fn count_records(from: &str, conditions: &Conditions<'_>, most: Option<u64>) -> SqlStr {
    let clause = conditions.clause();
    AssertSqlSafe(match most {
        None => format!("SELECT count(*) FROM {from}{clause}"),
        Some(most) => format!("SELECT count(*) FROM (SELECT 1 FROM {from}{clause} LIMIT {most}) AS found"),
    })
    .into_sql_str()
}

fn push_placeholders(text: &mut String, first: usize, count: usize) {
    for number in first..first.saturating_add(count) {
        if number > first {
            text.push_str(", ");
        }
        // Writing to a string does not fail.
        let _ = write!(text, "${number}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inserts_take_rows_in_powers_of_two_within_the_limits() {
        let narrow = Insert::append("t", ["a", "b"]);
        let takes: Vec<usize> = [1, 2, 3, 7, 63, 64, 1000].map(|waiting| narrow.take(waiting)).into();
        assert_eq!(takes, [1, 2, 2, 4, 32, 64, 64]);
        let names: Vec<String> = (0..1000).map(|n| format!("c{n}")).collect();
        let wide = Insert::append("t", names.iter().map(String::as_str));
        assert_eq!(wide.take(1000), 16);
    }

    #[test]
    fn texts_number_their_placeholders_through() {
        let insert = Insert::or_change("r_x", ["_record", "order"], 1);
        assert_eq!(
            insert.text(2, Engine::Sqlite).as_str(),
            r#"INSERT INTO "r_x" ("_record", "order") VALUES (?, ?), (?, ?) ON CONFLICT ("_record") DO UPDATE SET "order" = excluded."order""#
        );
        assert_eq!(
            insert.text(2, Engine::Postgres).as_str(),
            r#"INSERT INTO "r_x" ("_record", "order") VALUES ($1, $2), ($3, $4) ON CONFLICT ("_record") DO UPDATE SET "order" = excluded."order""#
        );
        let mut conditions = Conditions::default();
        conditions.push("a BETWEEN ? AND ?", [Arg::from(1), Arg::from(2)]);
        conditions.one_of("b", [Arg::from("x"), Arg::from("y")]);
        assert_eq!(conditions.clause(), " WHERE a BETWEEN $1 AND $2 AND b IN ($3, $4)");
        assert_eq!(in_list("SELECT 1 FROM t WHERE id IN (", 2).as_str(), "SELECT 1 FROM t WHERE id IN ($1, $2)");
    }

    #[test]
    fn a_list_is_padded_to_a_prepared_size() {
        assert_eq!([0, 1, 3, 33, 64, 500].map(prepared_size), [1, 1, 4, 64, 64, 64]);
    }
}
