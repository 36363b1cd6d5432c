//! The counts of a row: which people each cell counts, and whether the totals beside them agree. Owns the arithmetic.

use crate::cell::{Lookup, count_of, is_blank};
use crate::count_text::{in_words, numbers_in};
use crate::plan::{Categories, Mapping, Target};
use crate::problem::{Collector, Severity};
use crate::schema::{Dimension, Tally};
use language::Message;
use serde_json::{Map, Value as Json};
use sheets::Value;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// People of certain categories, counted in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) of: Categories,
    pub(crate) count: u64,
}

/// The cells of a row, and what their columns mean.
pub(crate) struct LineCells<'c, 'v> {
    pub(crate) mapping: &'c Mapping,
    pub(crate) value_at: &'c dyn Fn(u32) -> Option<&'v Value>,
}

/// Reads every count of a tally in a row.
pub(crate) fn read_lines(
    tally: &Tally,
    cells: &LineCells<'_, '_>,
    lookup: &Lookup<'_>,
    collector: &mut Collector<'_>,
) -> Vec<Line> {
    let categories = row_categories(tally, cells, lookup, collector);
    let mut lines: Vec<Line> = Vec::new();
    for (column, target) in cells.mapping.targets() {
        let Some(value) = (cells.value_at)(column.column) else { continue };
        let counted = match target {
            Target::Count { repeat, of } if *repeat == tally.repeat => counted(tally, of, value, lookup),
            Target::Counts { repeat, of } if *repeat == tally.repeat => counted_in_turn(of, value),
            _ => continue,
        };
        match counted {
            Ok(counted) => lines.extend(counted.into_iter().filter(|line| line.count > 0).map(|line| {
                let of = categories.clone().into_iter().chain(line.of).collect();
                Line { of, ..line }
            })),
            Err(message) => collector.add(column.column, Severity::Error, message),
        }
    }
    lines
}

/// The people that a cell counts, in a number or in words.
fn counted(tally: &Tally, of: &Categories, value: &Value, lookup: &Lookup<'_>) -> Result<Vec<Line>, Message> {
    let problem = match count_of(value) {
        Ok(count) => return Ok(count.map(|count| Line { of: of.clone(), count }).into_iter().collect()),
        Err(problem) => problem,
    };
    let words = lookup.people(&tally.repeat).filter(|_| of.is_empty());
    let told = words.and_then(|words| in_words(words, &value.shown())).ok_or(problem)?;
    Ok(told.into_iter().map(|(of, count)| Line { of, count }).collect())
}

/// The people that a cell counts in several numbers.
fn counted_in_turn(of: &[Categories], value: &Value) -> Result<Vec<Line>, Message> {
    if is_blank(value) {
        return Ok(Vec::new());
    }
    let refuse = || {
        let numbers = language::format_number(of.len() as f64, 0);
        Message::new("registers-not-counts").with("found", value.shown()).with("numbers", numbers)
    };
    let numbers = numbers_in(value, of.len()).ok_or_else(refuse)?;
    let line = |(of, count): (&Categories, Option<u64>)| Some(Line { of: of.clone(), count: count? });
    Ok(of.iter().zip(numbers).filter_map(line).collect())
}

/// The categories that cells of the row name for all of its counts.
fn row_categories(
    tally: &Tally,
    cells: &LineCells<'_, '_>,
    lookup: &Lookup<'_>,
    collector: &mut Collector<'_>,
) -> Categories {
    let mut categories = Categories::new();
    for (column, target) in cells.mapping.targets() {
        let Target::Category { repeat, question } = target else { continue };
        let value = (cells.value_at)(column.column).filter(|value| !is_blank(value));
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

/// A total is compared with what it sums. Where nothing that it sums is filled in, the total is the count; where it sums more than the
/// parts that have columns, the rest are people whom the register does not tell apart.
pub(crate) fn compare_totals(
    tally: &Tally,
    cells: &LineCells<'_, '_>,
    lines: &mut Vec<Line>,
    collector: &mut Collector<'_>,
) {
    let main = tally.dimensions.first().map(|dimension| dimension.question.as_str()).unwrap_or_default();
    let mut totals: Vec<(u32, &Categories)> = cells
        .mapping
        .targets()
        .filter_map(|(column, target)| match target {
            Target::Total { repeat, of } if *repeat == tally.repeat => Some((column.column, of)),
            _ => None,
        })
        .collect();
    // Totals of a part first: where one of them stands for its part, the total of all has to include it.
    totals.sort_by_key(|(_, of)| std::cmp::Reverse(of.len()));
    let number = |column: u32| (cells.value_at)(column).and_then(|value| count_of(value).ok().flatten());
    compare_second_splits(&totals, main, lines, &number, collector);
    for (column, of) in totals {
        // A second split of the same people names categories that the counts do not know.
        if !of.is_empty() && !of.contains_key(main) {
            continue;
        }
        let Some(total) = number(column).filter(|total| *total > 0) else { continue };
        let summed: Vec<&Line> = lines.iter().filter(|line| agrees(&line.of, of)).collect();
        let sum: u64 = summed.iter().map(|line| line.count).sum();
        if total == sum {
            continue;
        }
        let message = if summed.is_empty() {
            lines.push(Line { of: of.clone(), count: total });
            Message::new("registers-only-total").with("total", total)
        } else if total > sum && lacks_a_part(tally, cells.mapping, of) {
            lines.push(Line { of: of.clone(), count: total - sum });
            Message::new("registers-total-holds-more").with("total", total).with("sum", sum).with("rest", total - sum)
        } else {
            Message::new("registers-total-differs").with("total", total).with("sum", sum)
        };
        collector.add(column, Severity::Warning, message);
    }
}

fn agrees(of_line: &Categories, of_total: &Categories) -> bool {
    of_total.iter().all(|(question, code)| of_line.get(question) == Some(code))
}

/// Columns that say once more how many of each sex there were: their sum is that of the kinds of people.
fn compare_second_splits(
    totals: &[(u32, &Categories)],
    main: &str,
    lines: &[Line],
    number: &dyn Fn(u32) -> Option<u64>,
    collector: &mut Collector<'_>,
) {
    let mut by_questions: BTreeMap<Vec<&String>, Vec<u32>> = BTreeMap::new();
    for (column, of) in totals.iter().filter(|(_, of)| !of.is_empty() && !of.contains_key(main)) {
        by_questions.entry(of.keys().collect()).or_default().push(*column);
    }
    let sum: u64 = lines.iter().map(|line| line.count).sum();
    for columns in by_questions.values().filter(|columns| columns.len() > 1) {
        let total: u64 = columns.iter().filter_map(|column| number(*column)).sum();
        if let Some(column) = columns.first().filter(|_| total > 0 && sum > 0 && total != sum) {
            let message = Message::new("registers-total-differs").with("total", total).with("sum", sum);
            collector.add(*column, Severity::Warning, message);
        }
    }
}

/// Whether the columns that a total sums leave a choice out: only girls are counted apart, not boys.
fn lacks_a_part(tally: &Tally, mapping: &Mapping, of: &Categories) -> bool {
    let parts: Vec<&Categories> = mapping
        .targets()
        .filter_map(|(_, target)| match target {
            Target::Count { repeat, of: own } if *repeat == tally.repeat && agrees(own, of) => Some(own),
            _ => None,
        })
        .collect();
    let told_apart = tally.dimensions.iter().skip(1).find(|dimension| {
        !of.contains_key(&dimension.question) && parts.iter().any(|own| own.contains_key(&dimension.question))
    });
    told_apart.is_some_and(|dimension| {
        let codes: BTreeSet<&String> = parts.iter().filter_map(|own| own.get(&dimension.question)).collect();
        codes.len() < 2
    })
}

/// Counts of people whom the heading does not tell apart get the choice meant for them. Said once for a column whose heading is the
/// cause, otherwise once a row.
pub(crate) fn tell_unspecified(
    tally: &Tally,
    mapping: &Mapping,
    lines: &mut [Line],
    said: &mut HashSet<(u32, String)>,
    collector: &mut Collector<'_>,
) {
    for (index, dimension) in tally.dimensions.iter().enumerate() {
        let Some(unspecified) = &dimension.unspecified else { continue };
        let mut told = false;
        for line in lines.iter_mut().filter(|line| !line.of.contains_key(&dimension.question)) {
            line.of.insert(dimension.question.clone(), unspecified.clone());
            told = true;
        }
        // Only the first question decides who was reached; for the others "not counted" is an ordinary answer.
        let silent = mapping.targets().find(|(_, target)| match target {
            Target::Count { repeat, of } => *repeat == tally.repeat && !of.contains_key(&dimension.question),
            _ => false,
        });
        let (Some((column, _)), true, 0) = (silent, told, index) else { continue };
        let by_row = mapping
            .targets()
            .any(|(_, target)| matches!(target, Target::Category { question, .. } if *question == dimension.question));
        if by_row || said.insert((column.column, collector.sheet.to_owned())) {
            let choice = dimension.choices.iter().find(|choice| choice.code == *unspecified);
            let label = choice.map(|choice| choice.labels.clone()).unwrap_or_default();
            let message = Message::new("registers-category-unspecified")
                .with("question", dimension.labels.clone())
                .with("choice", label);
            collector.add(column.column, Severity::Warning, message);
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
