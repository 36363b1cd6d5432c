//! The arguments of a call, evaluated when they are asked for, so that `if` and `coalesce` leave the other branch alone.

use crate::ast::{Call, Expr};
use crate::evaluate::{Evaluator, Focus, LONGEST_TEXT};
use crate::value::Nodes;
use crate::{EvalError, Value};
use std::borrow::Cow;

pub(crate) struct Arguments<'a, 'd> {
    pub(crate) evaluator: &'a mut Evaluator<'d>,
    pub(crate) focus: Focus<'d>,
    pub(crate) call: &'d Call,
}

impl<'d> Arguments<'_, 'd> {
    pub(super) fn name(&self) -> &'static str {
        self.call.function.name
    }

    pub(super) fn len(&self) -> usize {
        self.call.arguments.len()
    }

    fn tree(&self, at: usize) -> Option<&'d Expr> {
        self.call.arguments.get(at)
    }

    /// The value of an argument; the empty text when it was left out.
    pub(super) fn value(&mut self, at: usize) -> Result<Value<'d>, EvalError> {
        match self.tree(at) {
            Some(tree) => self.evaluator.value(tree, self.focus),
            None => Ok(Value::borrowed("")),
        }
    }

    pub(super) fn text(&mut self, at: usize) -> Result<Cow<'d, str>, EvalError> {
        self.read(at).map(Value::into_string)
    }

    pub(super) fn number(&mut self, at: usize) -> Result<f64, EvalError> {
        self.read(at).map(|value| value.to_number())
    }

    /// A value whose text is to be read, at the cost that this has.
    fn read(&mut self, at: usize) -> Result<Value<'d>, EvalError> {
        let value = self.value(at)?;
        self.evaluator.spend_reading(&value)?;
        Ok(value)
    }

    /// A number for the functions that take a date with its time of day: JavaRosa's do when it was worked out in the expression,
    /// and not when it is an answer.
    pub(super) fn double(&mut self, at: usize) -> Result<f64, EvalError> {
        Ok(match self.read(at)? {
            Value::Moment(moment) => moment.local_days(),
            value => value.to_number(),
        })
    }

    pub(super) fn boolean(&mut self, at: usize) -> Result<bool, EvalError> {
        self.value(at).map(|value| value.to_boolean())
    }

    pub(super) fn nodes(&mut self, at: usize) -> Result<Nodes<'d>, EvalError> {
        let name = self.name();
        match self.tree(at) {
            Some(tree) => self.evaluator.nodes(tree, self.focus, name),
            None => Err(EvalError::NotNodes { function: name }),
        }
    }

    /// The text of an argument, or of the node that the expression stands at when the argument was left out.
    pub(super) fn text_or_own(&mut self) -> Result<Cow<'d, str>, EvalError> {
        if self.len() > 0 {
            return self.text(0);
        }
        self.evaluator.spend(self.focus.document.reading_cost(self.focus.node))?;
        Ok(self.focus.document.text(self.focus.node))
    }

    /// Every argument from the `first` on, with each node of a path counted on its own.
    pub(super) fn spread(&mut self, first: usize) -> Result<Vec<Value<'d>>, EvalError> {
        let mut items = Vec::new();
        for at in first..self.len() {
            items.append(&mut self.spread_one(at)?);
        }
        Ok(items)
    }

    /// An argument, with each node of a path counted on its own.
    pub(super) fn spread_one(&mut self, at: usize) -> Result<Vec<Value<'d>>, EvalError> {
        match self.value(at)? {
            Value::Nodes(Nodes { document, list, .. }) => {
                let reading = list.iter().map(|node| document.reading_cost(*node) + 1).sum();
                self.evaluator.spend(reading)?;
                Ok(list.into_iter().map(|node| Value::Nodes(Nodes::one(document, node))).collect())
            }
            value => Ok(vec![value]),
        }
    }

    /// Text made by a function, refused beyond the limit.
    pub(super) fn made(&mut self, text: String) -> Result<Value<'d>, EvalError> {
        if text.len() > LONGEST_TEXT {
            return Err(EvalError::TooLong { limit: LONGEST_TEXT });
        }
        self.evaluator.spend(text.len() / 64)?;
        Ok(Value::owned(text))
    }
}
