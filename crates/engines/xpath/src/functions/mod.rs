//! The functions, one table an area. A function is one entry: its name, how many arguments, what it does, and who else knows it.

mod arguments;
mod chance;
mod date_names;
mod dates;
mod digests;
mod geography;
mod logic;
mod nodes;
mod numbers;
mod repeats;
mod rounding;
mod selects;
mod texts;

pub(crate) use arguments::Arguments;

use crate::{EvalError, Value};
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

/// A function of the language.
pub(crate) struct Function {
    pub(crate) name: &'static str,
    /// The fewest arguments.
    pub(crate) least: usize,
    /// The most arguments; `ANY` for no limit.
    pub(crate) most: usize,
    run: Run,
    /// The fewest and the most arguments in Collect; `None` when Collect does not have the function.
    pub(crate) collect: Option<(usize, usize)>,
    /// The same for Web Forms.
    pub(crate) web: Option<(usize, usize)>,
}

type Run = for<'a, 'd> fn(&mut Arguments<'a, 'd>) -> Result<Value<'d>, EvalError>;

/// No limit to the number of arguments.
const ANY: usize = usize::MAX;

const fn function(name: &'static str, least: usize, most: usize, run: Run) -> Function {
    Function { name, least, most, run, collect: Some((least, most)), web: Some((least, most)) }
}

impl Function {
    /// A function of XPath 1.0 that JavaRosa, and so Collect, does not have.
    const fn not_in_collect(self) -> Self {
        Self { collect: None, ..self }
    }

    /// A function of JavaRosa that Web Forms does not have.
    const fn not_in_web_forms(self) -> Self {
        Self { web: None, ..self }
    }

    /// A function that JavaRosa takes with other numbers of arguments.
    const fn in_collect(self, least: usize, most: usize) -> Self {
        Self { collect: Some((least, most)), ..self }
    }

    /// A function that Web Forms takes with other numbers of arguments.
    const fn in_web_forms(self, least: usize, most: usize) -> Self {
        Self { web: Some((least, most)), ..self }
    }

    pub(crate) fn run<'d>(&self, arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
        (self.run)(arguments)
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

const AREAS: [&[Function]; 10] = [
    logic::FUNCTIONS,
    texts::FUNCTIONS,
    numbers::FUNCTIONS,
    dates::FUNCTIONS,
    nodes::FUNCTIONS,
    repeats::FUNCTIONS,
    selects::FUNCTIONS,
    chance::FUNCTIONS,
    geography::FUNCTIONS,
    digests::FUNCTIONS,
];

static BY_NAME: LazyLock<HashMap<&'static str, &'static Function>> =
    LazyLock::new(|| AREAS.into_iter().flatten().map(|function| (function.name, function)).collect());

/// The function of that name.
pub(crate) fn find(name: &str) -> Option<&'static Function> {
    BY_NAME.get(name).copied()
}

/// The function whose name is nearest to a mistyped one, when it is near enough to be meant.
pub(crate) fn closest(name: &str) -> Option<&'static str> {
    let all = AREAS.into_iter().flatten().map(|function| function.name);
    let nearest = all.map(|known| (edits(name, known), known)).min()?;
    (nearest.0 <= 1 + name.len() / 5).then_some(nearest.1)
}

/// How many letters must be added, dropped or changed to make one word of another.
fn edits(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, letter) in left.chars().take(40).enumerate() {
        let mut diagonal = at;
        let mut before = at + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(&right) {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = *cell;
            *cell = changed.min(diagonal + 1).min(before + 1);
            before = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_functions_share_a_name() {
        assert_eq!(BY_NAME.len(), AREAS.into_iter().flatten().count());
    }

    #[test]
    fn counts_edits() {
        for (left, right, expected) in
            [("", "abc", 3), ("kitten", "sitting", 3), ("selcted", "selected", 1), ("a", "a", 0)]
        {
            assert_eq!(edits(left, right), expected);
        }
    }
}
