//! Expressions of a definition, parsed where they stand. Owns what is said of one that cannot be read.

use super::own::{Here, own_instances};
use super::{Calls, Compiler};
use crate::Kind;
use language::Message;
use xforms::Aspect;
use xpath::{Expression, ParseError, ParseProblem};

impl Compiler<'_> {
    /// An expression of an item, told as a mistake when it cannot be read.
    pub(super) fn expression(&mut self, item: usize, aspect: Aspect, written: &str) -> Option<Expression> {
        match self.parse(item, written) {
            Ok((expression, None)) => Some(expression),
            Ok((expression, Some(oddity))) => {
                let nodeset = self.nodeset(item);
                self.found.warn(&nodeset, aspect, oddity);
                Some(expression)
            }
            Err(message) => {
                self.refuse(item, aspect, message);
                None
            }
        }
    }

    /// The expression as seen from an item, and what is odd about it.
    pub(super) fn parse(&self, item: usize, written: &str) -> Result<(Expression, Option<Message>), Message> {
        let names = self.names(item);
        let repeats = self.repeat_depths(item);
        let meant = own_instances(written, &Here { names: &names, repeats: &repeats });
        match Expression::parse(&meant) {
            Ok(expression) => Ok((expression, None)),
            Err(error) if self.calls == Calls::MayBeMissing && is_about_calls(&error) => {
                let expression = Expression::parse_leniently(&meant).map_err(|error| message(written, &error))?;
                Ok((expression, Some(message(written, &error))))
            }
            Err(error) => Err(message(written, &error)),
        }
    }

    /// The names from the root element down to an item.
    fn names(&self, item: usize) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.with_sections(item).filter_map(|at| self.items.get(at)).map(|item| item.name.as_str()).collect();
        names.reverse();
        names
    }

    /// How deep the repeats around an item stand, itself included, counted from the root as 1.
    fn repeat_depths(&self, item: usize) -> Vec<usize> {
        let mut sections: Vec<usize> = self.with_sections(item).collect();
        sections.reverse();
        let is_repeat = |at: &usize| self.items.get(*at).is_some_and(|item| item.kind == Kind::Repeat);
        sections.iter().enumerate().filter(|(_, at)| is_repeat(at)).map(|(depth, _)| depth + 1).collect()
    }

    pub(super) fn with_sections(&self, item: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(item), |at| self.items.get(*at).and_then(|item| item.parent))
    }
}

fn is_about_calls(error: &ParseError) -> bool {
    matches!(error.problem, ParseProblem::UnknownFunction { .. } | ParseProblem::ArgumentCount { .. })
}

/// What is wrong with an expression, for its author.
pub(crate) fn message(written: &str, error: &ParseError) -> Message {
    use ParseProblem as P;
    let message = match &error.problem {
        P::UnknownFunction { name, suggestion: Some(suggestion) } => {
            Message::new("forms-unknown-function-suggest").with("name", name.as_str()).with("suggestion", *suggestion)
        }
        P::UnknownFunction { name, suggestion: None } => {
            Message::new("forms-unknown-function").with("name", name.as_str())
        }
        P::ArgumentCount { name, least, most, found } => {
            let message = Message::new("forms-argument-count").with("name", *name).with("found", *found);
            let most = if *most == usize::MAX { "…".to_owned() } else { most.to_string() };
            message.with("least", *least).with("most", most)
        }
        P::Unfinished(missing) => Message::new("forms-expression-unfinished").with("missing", *missing),
        P::UnclosedText(quote) => Message::new("forms-expression-quote").with("quote", quote.to_string()),
        P::Unexpected(token) => Message::new("forms-expression-unexpected").with("token", token.as_str()),
        P::UnexpectedCharacter(character) => {
            Message::new("forms-expression-unexpected").with("token", character.to_string())
        }
        P::UnknownAxis(axis) => Message::new("forms-expression-unexpected").with("token", format!("{axis}::")),
        P::BadPattern(pattern) => Message::new("forms-bad-pattern").with("pattern", pattern.as_str()),
        P::Empty | P::TooDeep | P::TooLong => Message::new("forms-expression-too-large"),
    };
    message.with("expression", crate::answer::shortened(written))
}
