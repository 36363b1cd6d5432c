//! Which of the tables found in a workbook are parts of the register. Owns the choice, and telling which tables were left out and why.

use crate::linked::link;
use crate::plan::{LeftOut, Plan, Table, Target, WhyLeftOut};
use crate::schema::{Kind, Schema};
use crate::vocabulary::{NO_OTHER_SHEETS_THAI, OTHER_SHEETS, OTHER_SHEETS_THAI};
use crate::walk::body;
use sheets::Workbook;
use std::collections::BTreeSet;

/// A table and how well its headings fit.
pub(crate) struct Found {
    pub(crate) score: f64,
    pub(crate) table: Table,
}

/// The tables that hold what the best one holds; nothing when there is none. Hidden sheets, and those whose names say that they hold
/// plans or examples, are left out where others remain.
pub(crate) fn select(workbook: &Workbook, schema: &Schema, found: Vec<Found>) -> Option<Plan> {
    let hidden = |table: &Table| workbook.sheets.iter().any(|sheet| sheet.hidden && sheet.name == table.sheet);
    let in_sight: Vec<&Found> = found.iter().filter(|found| !hidden(&found.table)).collect();
    let is_complete = |found: &&&Found| !is_named_otherwise(&found.table.sheet);
    let best = best(in_sight.iter().filter(is_complete)).or_else(|| best(in_sight.iter()))?;
    let needed = essentials(schema, best);
    let takes_all = is_named_otherwise(&best.sheet);
    let mut plan = Plan::default();
    for Found { table, .. } in &found {
        let own = essentials(schema, table);
        let reason = if hidden(table) {
            Some(WhyLeftOut::Hidden)
        } else if !takes_all && is_named_otherwise(&table.sheet) {
            Some(WhyLeftOut::Named)
        } else if !needed.is_subset(&own) {
            Some(WhyLeftOut::Incomplete)
        } else {
            None
        };
        match reason {
            None => plan.tables.push(table.clone()),
            // A list, a note or a summary shares a heading or two with the register and is none.
            Some(reason) if needed.intersection(&own).count() >= needed.len().min(2) && holds_rows(workbook, table) => {
                plan.left_out.push(LeftOut { sheet: table.sheet.clone(), row: table.last_header_row, reason });
            }
            Some(_) => {}
        }
    }
    let tables: Vec<Table> = found.into_iter().map(|found| found.table).collect();
    link(workbook, schema, &tables, &mut plan);
    Some(plan)
}

fn best<'f>(found: impl Iterator<Item = &'f &'f Found>) -> Option<&'f Table> {
    // Of equals the first one stays.
    let better = |best: &'f Found, next: &'f Found| if next.score > best.score { next } else { best };
    found.copied().reduce(better).map(|found| &found.table)
}

/// Whether anything below the headings looks like a row of a table.
fn holds_rows(workbook: &Workbook, table: &Table) -> bool {
    let sheet = workbook.sheets.iter().find(|sheet| sheet.name == table.sheet);
    sheet.is_some_and(|sheet| body(sheet, table).any(|row| row.cells.len() > 2))
}

/// What makes a table a part of the same register: the day, the name, and that it counts.
fn essentials(schema: &Schema, table: &Table) -> BTreeSet<String> {
    let is_essential = |path: &&String| {
        let field = schema.field(path);
        field.is_some_and(|field| field.required && matches!(field.kind, Kind::Date { .. } | Kind::Text))
    };
    let name = |target: &Target| match target {
        Target::Answer { path } => Some(path).filter(is_essential).cloned(),
        Target::Count { repeat, .. } | Target::Counts { repeat, .. } => Some(repeat.clone()),
        _ => None,
    };
    table.mapping.targets().filter_map(|(_, target)| name(target)).collect()
}

/// Whether a sheet's name says that it holds what was planned, or shows how to fill in others.
fn is_named_otherwise(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric());
    let thai = NO_OTHER_SHEETS_THAI.iter().fold(lower.clone(), |text, word| text.replace(word, ""));
    words.any(|word| OTHER_SHEETS.contains(&word)) || OTHER_SHEETS_THAI.iter().any(|word| thai.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_of_plans_and_examples_are_told_by_their_names() {
        for (name, expected) in [
            ("แผนปี 63", true),
            ("Plan", true),
            ("2020 plan", true),
            ("ตัวอย่าง", true),
            ("Example", true),
            ("แผนงานป้องกัน", false),
            ("แผนกการศึกษา", false),
            ("Sheet1", false),
            ("Planet", false),
            ("ก.ค. 62", false),
        ] {
            assert_eq!(is_named_otherwise(name), expected, "{name}");
        }
    }
}
