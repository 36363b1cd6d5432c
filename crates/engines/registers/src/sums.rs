//! Which columns of counts sum others, whatever they are called: `นักเรียน` beside `นักเรียนชาย` and `นักเรียนหญิง`, `จำนวน` beside all of
//! them, a second split of the same people (`ชาย`, `หญิง` beside `นักเรียน`, `ครู`). Owns telling counts from sums.

use crate::assign::{Assigned, Headed};
use crate::cell::count_of;
use crate::plan::{Categories, Target};
use crate::schema::Tally;

/// Makes sums of the columns of a tally that sum others, and counts of those that stand alone.
pub(crate) fn mark_sums(tally: &Tally, columns: &[Headed<'_>], assigned: &mut [Assigned]) {
    let main = tally.dimensions.first().map(|dimension| dimension.question.as_str()).unwrap_or_default();
    let counted = counted(tally, assigned);
    for (index, of, split) in &counted {
        let has_parts = counted.iter().any(|(other, others, other_split)| {
            let is_narrower = others.len() > of.len() || others == of && split.is_empty() && !other_split.is_empty();
            other != index && is_narrower && of.iter().all(|pair| others.get(pair.0) == Some(pair.1))
        });
        if has_parts {
            make(assigned, *index, |repeat, of| Target::Total { repeat, of });
        }
    }
    mark_second_split(tally, main, columns, assigned);
    restore_lone_totals(tally, assigned);
}

/// Columns that count people of the tally in one number, with whom.
fn counted(tally: &Tally, assigned: &[Assigned]) -> Vec<(usize, Categories, String)> {
    let of = |(index, column): (usize, &Assigned)| match &column.target {
        Some(Target::Count { repeat, of }) if *repeat == tally.repeat => {
            Some((index, of.clone(), column.split.clone()))
        }
        _ => None,
    };
    assigned.iter().enumerate().filter_map(of).collect()
}

fn make(assigned: &mut [Assigned], index: usize, as_target: impl Fn(String, Categories) -> Target) {
    if let Some(column) = assigned.get_mut(index)
        && let Some(Target::Count { repeat, of } | Target::Total { repeat, of }) = column.target.clone()
    {
        column.target = Some(as_target(repeat, of));
    }
}

/// Beside columns that say which kind of people, columns that only say which sex or age count the same people once more, when the
/// numbers agree; where they never do, they are other people (`Boys`, `Girls`, `Teachers`).
fn mark_second_split(tally: &Tally, main: &str, columns: &[Headed<'_>], assigned: &mut [Assigned]) {
    let counted = counted(tally, assigned);
    let (telling, others): (Vec<_>, Vec<_>) = counted.iter().partition(|(_, of, _)| of.contains_key(main));
    if telling.is_empty() || others.is_empty() {
        return;
    }
    let sum = |row: usize, of: &[&(usize, Categories, String)]| -> u64 {
        let cells = of.iter().filter_map(|(index, ..)| columns.get(*index)?.samples.get(row).copied().flatten());
        cells.filter_map(|value| count_of(value).ok().flatten()).sum()
    };
    let rows = columns.iter().map(|column| column.samples.len()).max().unwrap_or_default();
    let sums = (0..rows).map(|row| (sum(row, &telling), sum(row, &others)));
    let comparable: Vec<(u64, u64)> = sums.filter(|(kinds, others)| *kinds > 0 && *others > 0).collect();
    let agreeing = comparable.iter().filter(|(kinds, others)| kinds == others).count();
    if agreeing * 2 >= comparable.len() {
        for (index, ..) in others {
            make(assigned, *index, |repeat, of| Target::Total { repeat, of });
        }
    }
}

/// A total with nothing beside it that it could sum is the count itself: `Total students`, `รวม` alone.
fn restore_lone_totals(tally: &Tally, assigned: &mut [Assigned]) {
    let is_counted = |column: &Assigned| match &column.target {
        Some(Target::Counts { repeat, .. }) => *repeat == tally.repeat,
        _ => false,
    };
    let in_turn = assigned.iter().any(is_counted);
    let totals: Vec<(usize, Categories)> = assigned
        .iter()
        .enumerate()
        .filter_map(|(index, column)| match &column.target {
            Some(Target::Total { repeat, of }) if *repeat == tally.repeat => Some((index, of.clone())),
            _ => None,
        })
        .collect();
    // The more a total says, the narrower it is: those come first, and what sums them stays a total.
    let mut narrowest = totals;
    narrowest.sort_by_key(|(index, of)| (std::cmp::Reverse(of.len()), *index));
    for (index, of) in narrowest {
        let has_parts = counted(tally, assigned)
            .iter()
            .any(|(_, others, _)| of.iter().all(|pair| others.get(pair.0) == Some(pair.1)));
        let is_second_split = !of.is_empty() && !counted(tally, assigned).is_empty() && !says_main(tally, &of);
        if !has_parts && !is_second_split && !in_turn {
            make(assigned, index, |repeat, of| Target::Count { repeat, of });
        }
    }
}

fn says_main(tally: &Tally, of: &Categories) -> bool {
    tally.dimensions.first().is_some_and(|dimension| of.contains_key(&dimension.question))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::schema;
    use sheets::Value;

    /// What a column's heading says of whom it counts, by question.
    type Of<'a> = &'a [(&'a str, &'a str)];

    /// Whether each column sums others, by whom it counts and its numbers.
    fn sums(columns: &[(Of<'_>, &str, &[f64])]) -> Vec<bool> {
        let schema = schema();
        let tally = &schema.tallies[0];
        let numbers: Vec<Vec<Value>> =
            columns.iter().map(|(.., numbers)| numbers.iter().map(|number| Value::Number(*number)).collect()).collect();
        let headed: Vec<Headed<'_>> = numbers
            .iter()
            .map(|numbers| Headed { parts: Vec::new(), samples: numbers.iter().map(Some).collect() })
            .collect();
        let mut assigned: Vec<Assigned> = columns
            .iter()
            .map(|(of, split, _)| {
                let of = of.iter().map(|(question, code)| ((*question).to_owned(), (*code).to_owned())).collect();
                let target = Some(Target::Count { repeat: tally.repeat.clone(), of });
                Assigned { target, split: (*split).to_owned(), ..Assigned::default() }
            })
            .collect();
        mark_sums(tally, &headed, &mut assigned);
        assigned.iter().map(|column| matches!(column.target, Some(Target::Total { .. }))).collect()
    }

    #[test]
    fn sums_are_told_from_counts() {
        let students: &[(&str, &str)] = &[("participant_kind", "students")];
        let teachers: &[(&str, &str)] = &[("participant_kind", "teachers")];
        let girls: &[(&str, &str)] = &[("participant_kind", "students"), ("sex", "female")];
        let (female, male): (Of<'_>, Of<'_>) = (&[("sex", "female")], &[("sex", "male")]);
        assert_eq!(sums(&[(students, "", &[5.0]), (girls, "", &[2.0])]), [true, false]);
        assert_eq!(sums(&[(&[], "", &[5.0]), (students, "", &[5.0])]), [true, false]);
        assert_eq!(sums(&[(students, "ประถม", &[5.0]), (students, "มัธยม", &[5.0])]), [false, false]);
        assert_eq!(sums(&[(students, "", &[9.0]), (students, "มัธยม", &[5.0])]), [true, false]);
        assert_eq!(
            sums(&[(students, "", &[5.0]), (teachers, "", &[1.0]), (female, "", &[4.0]), (male, "", &[2.0])]),
            [false, false, true, true]
        );
        assert_eq!(sums(&[(female, "", &[4.0]), (male, "", &[2.0]), (teachers, "", &[1.0])]), [false, false, false]);
        assert_eq!(sums(&[(female, "", &[4.0]), (male, "", &[2.0])]), [false, false]);
    }
}
