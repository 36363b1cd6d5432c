//! Location paths: steps, tests, predicates (XPath 1.0 section 2).

use super::Parser;
use crate::ast::{Axis, Expr, Path, Start, Step, Test};
use crate::lexer::Token;
use crate::{ParseError, ParseProblem};

impl Parser<'_> {
    pub(super) fn path(&mut self) -> Result<Expr, ParseError> {
        match self.peek() {
            Some(Token::Slash) => {
                self.next += 1;
                let steps = if self.starts_step() { self.steps()? } else { Vec::new() };
                Ok(Expr::Path(Path { start: Start::Top, steps }))
            }
            Some(Token::DoubleSlash) => {
                let mut steps = vec![self.anywhere_below()];
                steps.append(&mut self.steps()?);
                Ok(Expr::Path(Path { start: Start::Top, steps }))
            }
            _ if self.starts_filter() => self.filter(),
            _ if self.starts_step() => Ok(Expr::Path(Path { start: Start::Here, steps: self.steps()? })),
            _ => Err(self.missing("value")),
        }
    }

    fn starts_step(&self) -> bool {
        matches!(
            self.peek(),
            Some(
                Token::Name(..)
                    | Token::Star
                    | Token::PrefixStar(_)
                    | Token::At
                    | Token::Axis(_)
                    | Token::Dot
                    | Token::DotDot
            )
        )
    }

    fn starts_filter(&self) -> bool {
        match self.peek() {
            Some(Token::Text(_) | Token::Number(_) | Token::Open) => true,
            Some(Token::Name(prefix, local)) => self.opens_next() && (prefix.is_some() || !is_node_type(local)),
            _ => false,
        }
    }

    fn filter(&mut self) -> Result<Expr, ParseError> {
        let primary = self.primary()?;
        let predicates = self.predicates()?;
        let mut steps = Vec::new();
        if self.peek() == Some(Token::DoubleSlash) {
            steps.push(self.anywhere_below());
            steps.append(&mut self.steps()?);
        } else if self.take(Token::Slash) {
            steps = self.steps()?;
        }
        if predicates.is_empty() && steps.is_empty() {
            return Ok(primary);
        }
        Ok(Expr::Path(Path { start: Start::Filter(Box::new(primary), predicates), steps }))
    }

    fn predicates(&mut self) -> Result<Vec<Expr>, ParseError> {
        let mut predicates = Vec::new();
        while self.take(Token::OpenPredicate) {
            predicates.push(self.expression(0)?);
            self.expect(Token::ClosePredicate, "]")?;
        }
        Ok(predicates)
    }

    fn steps(&mut self) -> Result<Vec<Step>, ParseError> {
        let mut steps = vec![self.step()?];
        loop {
            if self.take(Token::Slash) {
                steps.push(self.step()?);
            } else if self.peek() == Some(Token::DoubleSlash) {
                steps.push(self.anywhere_below());
                steps.push(self.step()?);
            } else {
                return Ok(steps);
            }
        }
    }

    /// Takes a `//`, which is short for a step.
    fn anywhere_below(&mut self) -> Step {
        let at = self.at();
        self.next += 1;
        Step { axis: Axis::DescendantOrSelf, test: Test::Node, at, predicates: Vec::new() }
    }

    fn step(&mut self) -> Result<Step, ParseError> {
        let at = self.at();
        match self.peek() {
            Some(Token::Dot) => self.short_step(Axis::This),
            Some(Token::DotDot) => self.short_step(Axis::Parent),
            Some(Token::At) => {
                self.next += 1;
                self.tested_step(Axis::Attribute, at)
            }
            Some(Token::Axis(name)) => {
                self.next += 1;
                let axis =
                    Axis::named(name).ok_or_else(|| self.problem(at, ParseProblem::UnknownAxis(name.to_owned())))?;
                self.tested_step(axis, at)
            }
            _ => self.tested_step(Axis::Child, at),
        }
    }

    /// `.` and `..`, which may carry predicates although XPath 1.0 says no: real forms have them, and JavaRosa reads them.
    fn short_step(&mut self, axis: Axis) -> Result<Step, ParseError> {
        let at = self.at();
        self.next += 1;
        Ok(Step { axis, test: Test::Node, at, predicates: self.predicates()? })
    }

    fn tested_step(&mut self, axis: Axis, at: u32) -> Result<Step, ParseError> {
        let test = match self.peek() {
            Some(Token::Star) => Test::Any,
            Some(Token::PrefixStar(prefix)) => Test::AnyIn(prefix.into()),
            Some(Token::Name(None, local)) if is_node_type(local) && self.opens_next() => {
                return self.node_type(axis, local, at);
            }
            Some(Token::Name(prefix, local)) => Test::Name(prefix.map(Into::into), local.into()),
            _ => return Err(self.missing("name")),
        };
        self.next += 1;
        Ok(Step { axis, test, at, predicates: self.predicates()? })
    }

    fn opens_next(&self) -> bool {
        self.tokens.get(self.next + 1).is_some_and(|next| next.token == Token::Open)
    }

    fn node_type(&mut self, axis: Axis, name: &str, at: u32) -> Result<Step, ParseError> {
        self.next += 2;
        let test = match name {
            "text" => Test::Text,
            "comment" => Test::Comment,
            "processing-instruction" => match self.peek() {
                Some(Token::Text(target)) => {
                    self.next += 1;
                    Test::Instruction(Some(target.into()))
                }
                _ => Test::Instruction(None),
            },
            _ => Test::Node,
        };
        self.expect(Token::Close, ")")?;
        Ok(Step { axis, test, at, predicates: self.predicates()? })
    }
}

fn is_node_type(name: &str) -> bool {
    matches!(name, "node" | "text" | "comment" | "processing-instruction")
}
