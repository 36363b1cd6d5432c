//! The functions, one table an area. A function is one entry: its name, how many arguments, and what it does.

mod chance;
mod dates;
mod geography;
mod logic;
mod nodes;
mod numbers;
mod selects;
mod texts;

use crate::ast::{Call, Expr};
use crate::evaluate::{Evaluator, Focus, LONGEST_TEXT};
use crate::value::Nodes;
use crate::{EvalError, Value};
use regex::{Regex, RegexBuilder};
use std::borrow::Cow;
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
    pub(crate) run: Run,
}

type Run = for<'a, 'd> fn(&mut Arguments<'a, 'd>) -> Result<Value<'d>, EvalError>;

/// No limit to the number of arguments.
const ANY: usize = usize::MAX;

const fn function(name: &'static str, least: usize, most: usize, run: Run) -> Function {
    Function { name, least, most, run }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

const AREAS: [&[Function]; 8] = [
    logic::FUNCTIONS,
    texts::FUNCTIONS,
    numbers::FUNCTIONS,
    dates::FUNCTIONS,
    nodes::FUNCTIONS,
    selects::FUNCTIONS,
    chance::FUNCTIONS,
    geography::FUNCTIONS,
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

/// Compiles a pattern that must match a whole text, bounded in size.
pub(crate) fn compile_pattern(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(1 << 20).dfa_size_limit(1 << 20).build()
}

/// The arguments of a call. They are evaluated when asked for, so that `if` and `coalesce` leave the other branch alone.
pub(crate) struct Arguments<'a, 'd> {
    pub(crate) evaluator: &'a mut Evaluator<'d>,
    pub(crate) focus: Focus<'d>,
    pub(crate) call: &'d Call,
}

impl<'d> Arguments<'_, 'd> {
    fn name(&self) -> &'static str {
        self.call.function.name
    }

    fn len(&self) -> usize {
        self.call.arguments.len()
    }

    fn tree(&self, at: usize) -> Option<&'d Expr> {
        self.call.arguments.get(at)
    }

    /// The value of an argument; the empty text when it was left out.
    fn value(&mut self, at: usize) -> Result<Value<'d>, EvalError> {
        match self.tree(at) {
            Some(tree) => self.evaluator.value(tree, self.focus),
            None => Ok(Value::borrowed("")),
        }
    }

    fn text(&mut self, at: usize) -> Result<Cow<'d, str>, EvalError> {
        self.value(at).map(Value::into_text)
    }

    fn number(&mut self, at: usize) -> Result<f64, EvalError> {
        self.value(at).map(|value| value.to_number())
    }

    fn boolean(&mut self, at: usize) -> Result<bool, EvalError> {
        self.value(at).map(|value| value.to_boolean())
    }

    fn nodes(&mut self, at: usize) -> Result<Nodes<'d>, EvalError> {
        let name = self.name();
        match self.tree(at) {
            Some(tree) => self.evaluator.nodes(tree, self.focus, name),
            None => Err(EvalError::NotNodes { function: name }),
        }
    }

    /// The text of an argument, or of the node that the expression stands at when the argument was left out.
    fn text_or_own(&mut self) -> Result<Cow<'d, str>, EvalError> {
        if self.len() == 0 { Ok(self.focus.document.text(self.focus.node)) } else { self.text(0) }
    }

    /// Every argument from the `first` on, with each node of a path counted on its own.
    fn spread(&mut self, first: usize) -> Result<Vec<Value<'d>>, EvalError> {
        let mut items = Vec::new();
        for at in first..self.len() {
            items.append(&mut self.spread_one(at)?);
        }
        Ok(items)
    }

    /// An argument, with each node of a path counted on its own.
    fn spread_one(&mut self, at: usize) -> Result<Vec<Value<'d>>, EvalError> {
        match self.value(at)? {
            Value::Nodes(Nodes { document, list, .. }) => {
                self.evaluator.spend(list.len())?;
                let single = |node| Value::Nodes(Nodes { document, list: vec![node], found_hidden: false });
                Ok(list.into_iter().map(single).collect())
            }
            value => Ok(vec![value]),
        }
    }

    /// Text made by a function, refused beyond the limit.
    fn made(&mut self, text: String) -> Result<Value<'d>, EvalError> {
        if text.len() > LONGEST_TEXT {
            return Err(EvalError::TooLong { limit: LONGEST_TEXT });
        }
        self.evaluator.spend(text.len() / 64)?;
        Ok(Value::owned(text))
    }
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
