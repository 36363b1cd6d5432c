//! The counts of a row: which people each cell counts, and whether the totals beside them agree. Owns the arithmetic.

use crate::cell::{Lookup, count_of, is_blank};
use crate::plan::{Mapping, Target};
use crate::problem::{Collector, Severity};
use crate::schema::{Dimension, Tally};
use language::Message;
use serde_json::{Map, Value as Json};
use sheets::Value;
use std::collections::BTreeMap;

/// People of certain categories, counted in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) of: BTreeMap<String, String>,
    pub(crate) count: u64,
}

/// Reads every count of a tally in a row.
pub(crate) fn read_lines<'v>(
    tally: &Tally,
    mapping: &Mapping,
    value_at: &dyn Fn(u32) -> Option<&'v Value>,
    lookup: &Lookup,
    collector: &mut Collector<'_>,
) -> Vec<Line> {
    let categories = row_categories(tally, mapping, value_at, lookup, collector);
    let mut lines: Vec<Line> = Vec::new();
    let mut first_column = None;
    for (column, target) in mapping.targets() {
        let Target::Count { repeat, of } = target else { continue };
        if *repeat != tally.repeat {
            continue;
        }
        first_column.get_or_insert(column.column);
        if let Some(count) = counted(column.column, value_at, collector).filter(|count| *count > 0) {
            let mut all = categories.clone();
            all.extend(of.clone());
            lines.push(Line { of: all, count });
        }
    }
    compare_totals(tally, mapping, value_at, &mut lines, collector);
    tell_unspecified(tally, &mut lines, first_column, collector);
    lines
}

fn counted<'v>(column: u32, value_at: &dyn Fn(u32) -> Option<&'v Value>, collector: &mut Collector<'_>) -> Option<u64> {
    match count_of(value_at(column)?) {
        Ok(count) => count,
        Err(message) => {
            collector.add(column, Severity::Error, message);
            None
        }
    }
}

/// The categories that cells of the row name for all of its counts.
fn row_categories<'v>(
    tally: &Tally,
    mapping: &Mapping,
    value_at: &dyn Fn(u32) -> Option<&'v Value>,
    lookup: &Lookup,
    collector: &mut Collector<'_>,
) -> BTreeMap<String, String> {
    let mut categories = BTreeMap::new();
    for (column, target) in mapping.targets() {
        let Target::Category { repeat, question } = target else { continue };
        let value = value_at(column.column).filter(|value| !is_blank(value));
        let (Some(value), true) = (value, *repeat == tally.repeat) else { continue };
        match lookup.dimension(repeat, question).and_then(|index| index.find(&value.shown())) {
            Some(found) => {
                categories.insert(question.clone(), found.code);
            }
            None => collector.add(
                column.column,
                Severity::Warning,
                Message::new("registers-unknown-category").with("found", value.shown()),
            ),
        }
    }
    categories
}

/// A total is compared with what it sums. Where nothing that it sums is filled in, the total is the count.
fn compare_totals<'v>(
    tally: &Tally,
    mapping: &Mapping,
    value_at: &dyn Fn(u32) -> Option<&'v Value>,
    lines: &mut Vec<Line>,
    collector: &mut Collector<'_>,
) {
    let main = tally.dimensions.first().map(|dimension| dimension.question.as_str()).unwrap_or_default();
    let mut totals: Vec<_> = mapping
        .targets()
        .filter_map(|(column, target)| match target {
            Target::Total { repeat, of } if *repeat == tally.repeat => Some((column, of)),
            _ => None,
        })
        .collect();
    // Totals of a part first: where one of them stands for its part, the total of all has to include it.
    totals.sort_by_key(|(_, of)| std::cmp::Reverse(of.len()));
    for (column, of) in totals {
        let Some(total) = value_at(column.column).and_then(|value| count_of(value).ok().flatten()) else { continue };
        let summed: Vec<&Line> =
            lines.iter().filter(|line| of.iter().all(|(question, code)| line.of.get(question) == Some(code))).collect();
        let sum: u64 = summed.iter().map(|line| line.count).sum();
        // A second split of the same people names categories that the counts do not know.
        let comparable = of.is_empty() || of.contains_key(main);
        if !comparable || total == sum || total == 0 {
            continue;
        }
        let message = if summed.is_empty() {
            lines.push(Line { of: of.clone(), count: total });
            Message::new("registers-only-total").with("total", total)
        } else {
            Message::new("registers-total-differs").with("total", total).with("sum", sum)
        };
        collector.add(column.column, Severity::Warning, message);
    }
}

/// Counts of people whom the heading does not tell apart get the choice meant for them, and that is said once a row.
fn tell_unspecified(tally: &Tally, lines: &mut [Line], column: Option<u32>, collector: &mut Collector<'_>) {
    for (index, dimension) in tally.dimensions.iter().enumerate() {
        let Some(unspecified) = &dimension.unspecified else { continue };
        let mut told = false;
        for line in lines.iter_mut().filter(|line| !line.of.contains_key(&dimension.question)) {
            line.of.insert(dimension.question.clone(), unspecified.clone());
            told = true;
        }
        // Only the first question decides who was reached; for the others "not counted" is an ordinary answer.
        if told && index == 0 {
            let choice = dimension.choices.iter().find(|choice| choice.code == *unspecified);
            let label = choice.map(|choice| choice.labels.clone()).unwrap_or_default();
            let message = Message::new("registers-category-unspecified")
                .with("question", dimension.labels.clone())
                .with("choice", label);
            collector.add(column.unwrap_or_default(), Severity::Warning, message);
        }
    }
}

/// The rows of the repeat, as answers: in the order of the form's choices and each category once, so that the order of columns does
/// not tell two equal records apart.
pub(crate) fn to_answers(tally: &Tally, lines: &[Line]) -> Json {
    let place = |line: &Line| -> Vec<Option<usize>> {
        let of = |dimension: &Dimension| {
            let code = line.of.get(&dimension.question);
            dimension.choices.iter().position(|choice| Some(&choice.code) == code).or(code.map(|_| usize::MAX))
        };
        tally.dimensions.iter().map(of).collect()
    };
    let mut lines = lines.to_vec();
    lines.sort_by_key(place);
    lines.dedup_by(|later, earlier| {
        let same = later.of == earlier.of;
        if same {
            earlier.count += later.count;
        }
        same
    });
    let row = |line: &Line| {
        let mut row = Map::new();
        for dimension in &tally.dimensions {
            if let Some(code) = line.of.get(&dimension.question) {
                row.insert(dimension.question.clone(), Json::String(code.clone()));
            }
        }
        row.insert(tally.count.clone(), Json::String(line.count.to_string()));
        Json::Object(row)
    };
    Json::Array(lines.iter().map(row).collect())
}
