//! Tokens to tree: the grammar of XPath 1.0 section 3 without variables, which no form uses.

use crate::ast::{Axis, Call, Expr, Operator, Path, Start, Step, Test};
use crate::functions;
use crate::lexer::{Placed, Token, tokens};
use crate::{ParseError, ParseProblem};

/// Longest expression in characters. The longest in 93 real forms has about 9,000.
const LONGEST: usize = 64 * 1024;
/// Brackets within brackets. Keeps recursion, here and in evaluation, far from the end of a 2 MiB stack.
const DEEPEST: usize = 150;

/// Reads a whole expression; strictly, only if all its calls can be made.
pub(crate) fn parse(source: &str, is_strict: bool) -> Result<Expr, ParseError> {
    if source.len() > LONGEST {
        return Err(ParseError { offset: LONGEST, problem: ParseProblem::TooLong });
    }
    let tokens = tokens(source)?;
    if tokens.is_empty() {
        return Err(ParseError { offset: 0, problem: ParseProblem::Empty });
    }
    let end = source.chars().count();
    let mut parser = Parser { tokens, at: 0, end, depth: 0, is_strict };
    let expression = parser.expression(0)?;
    match parser.tokens.get(parser.at) {
        None => Ok(expression),
        Some(placed) => Err(unexpected(placed)),
    }
}

struct Parser {
    tokens: Vec<Placed>,
    at: usize,
    end: usize,
    depth: usize,
    is_strict: bool,
}

fn unexpected(placed: &Placed) -> ParseError {
    ParseError { offset: placed.offset, problem: ParseProblem::Unexpected(spelled(&placed.token)) }
}

fn spelled(token: &Token) -> String {
    let fixed = match token {
        Token::Text(text) => return text.to_string(),
        Token::Number(number) => return crate::format_number(*number).into_owned(),
        Token::Name(None, local) => return local.to_string(),
        Token::Name(Some(prefix), local) => return format!("{prefix}:{local}"),
        Token::PrefixStar(prefix) => return format!("{prefix}:*"),
        Token::Axis(axis) => return format!("{axis}::"),
        Token::Operator(operator) => operator_sign(*operator),
        Token::Star => "*",
        Token::Slash => "/",
        Token::DoubleSlash => "//",
        Token::Open => "(",
        Token::Close => ")",
        Token::OpenPredicate => "[",
        Token::ClosePredicate => "]",
        Token::Comma => ",",
        Token::At => "@",
        Token::Dot => ".",
        Token::DotDot => "..",
    };
    fixed.to_owned()
}

fn operator_sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Or => "or",
        Operator::And => "and",
        Operator::Equal => "=",
        Operator::NotEqual => "!=",
        Operator::Less => "<",
        Operator::LessOrEqual => "<=",
        Operator::Greater => ">",
        Operator::GreaterOrEqual => ">=",
        Operator::Add => "+",
        Operator::Subtract => "-",
        Operator::Multiply => "*",
        Operator::Divide => "div",
        Operator::Modulo => "mod",
        Operator::Union => "|",
    }
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|placed| &placed.token)
    }

    fn offset(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |placed| placed.offset)
    }

    fn take(&mut self, wanted: &Token) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: &Token, sign: &'static str) -> Result<(), ParseError> {
        if self.take(wanted) { Ok(()) } else { Err(self.missing(sign)) }
    }

    fn missing(&self, sign: &'static str) -> ParseError {
        match self.tokens.get(self.at) {
            Some(placed) => unexpected(placed),
            None => ParseError { offset: self.end, problem: ParseProblem::Unfinished(sign) },
        }
    }

    fn fail<T>(&self, problem: ParseProblem) -> Result<T, ParseError> {
        Err(ParseError { offset: self.offset(), problem })
    }

    /// Operators by precedence climbing: everything that binds at least as tightly as `least`.
    fn expression(&mut self, least: u8) -> Result<Expr, ParseError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.fail(ParseProblem::TooDeep);
        }
        let mut left = self.unary()?;
        // A long chain of operators is as deep a tree as that many brackets.
        let mut chained = 0;
        while let Some(Token::Operator(operator)) = self.peek().cloned() {
            if operator.strength() < least.max(1) {
                break;
            }
            self.at += 1;
            let right = self.expression(operator.strength() + 1)?;
            left = Expr::Binary(operator, Box::new((left, right)));
            chained += 1;
            if chained > LONGEST_CHAIN {
                return self.fail(ParseProblem::TooLong);
            }
        }
        self.depth -= 1;
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expr, ParseError> {
        if !self.take(&Token::Operator(Operator::Subtract)) {
            return self.path();
        }
        let operand = self.expression(Operator::NEGATION)?;
        Ok(Expr::Negate(Box::new(operand)))
    }

    fn path(&mut self) -> Result<Expr, ParseError> {
        match self.peek() {
            Some(Token::Slash) => {
                self.at += 1;
                let steps = if self.starts_step() { self.steps()? } else { Vec::new() };
                Ok(Expr::Path(Path { start: Start::Top, steps }))
            }
            Some(Token::DoubleSlash) => {
                self.at += 1;
                let mut steps = vec![anywhere_below()];
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
            Some(Token::Name(prefix, local)) => {
                let is_call = self.tokens.get(self.at + 1).is_some_and(|next| next.token == Token::Open);
                is_call && (prefix.is_some() || !is_node_type(local))
            }
            _ => false,
        }
    }

    fn filter(&mut self) -> Result<Expr, ParseError> {
        let primary = self.primary()?;
        let predicates = self.predicates()?;
        let mut steps = Vec::new();
        if self.take(&Token::DoubleSlash) {
            steps.push(anywhere_below());
            steps.append(&mut self.steps()?);
        } else if self.take(&Token::Slash) {
            steps = self.steps()?;
        }
        if predicates.is_empty() && steps.is_empty() {
            return Ok(primary);
        }
        Ok(Expr::Path(Path { start: Start::Filter(Box::new(primary), predicates), steps }))
    }

    fn primary(&mut self) -> Result<Expr, ParseError> {
        let offset = self.offset();
        let token = self.peek().cloned();
        self.at += 1;
        match token {
            Some(Token::Text(text)) => Ok(Expr::Text(text)),
            Some(Token::Number(number)) => Ok(Expr::Number(number)),
            Some(Token::Open) => {
                let inner = self.expression(0)?;
                self.expect(&Token::Close, ")")?;
                Ok(inner)
            }
            Some(Token::Name(prefix, local)) => self.call(offset, prefix.as_deref(), &local),
            _ => Err(self.missing("value")),
        }
    }

    fn call(&mut self, offset: usize, prefix: Option<&str>, local: &str) -> Result<Expr, ParseError> {
        let name = prefix.map_or_else(|| local.to_owned(), |prefix| format!("{prefix}:{local}"));
        self.expect(&Token::Open, "(")?;
        let arguments = self.arguments()?;
        let Some(function) = functions::find(&name) else {
            let suggestion = functions::closest(&name);
            return self.refused(offset, ParseProblem::UnknownFunction { name, suggestion });
        };
        let found = arguments.len();
        if found < function.least || found > function.most {
            let (name, least, most) = (function.name, function.least, function.most);
            return self.refused(offset, ParseProblem::ArgumentCount { name, least, most, found });
        }
        let pattern = match (function.name, arguments.get(1)) {
            ("regex", Some(Expr::Text(pattern))) => {
                Some(functions::compile_pattern(pattern).map_err(|_refused| ParseError {
                    offset,
                    problem: ParseProblem::BadPattern(pattern.to_string()),
                })?)
            }
            _ => None,
        };
        Ok(Expr::Call(Call { function, arguments, pattern }))
    }

    /// A call that cannot be made: an error now, or when it is called.
    fn refused(&self, offset: usize, problem: ParseProblem) -> Result<Expr, ParseError> {
        if self.is_strict { Err(ParseError { offset, problem }) } else { Ok(Expr::Refused(Box::new(problem))) }
    }

    fn arguments(&mut self) -> Result<Vec<Expr>, ParseError> {
        let mut arguments = Vec::new();
        if self.take(&Token::Close) {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.expression(0)?);
            if self.take(&Token::Close) {
                return Ok(arguments);
            }
            self.expect(&Token::Comma, ")")?;
        }
    }

    fn predicates(&mut self) -> Result<Vec<Expr>, ParseError> {
        let mut predicates = Vec::new();
        while self.take(&Token::OpenPredicate) {
            predicates.push(self.expression(0)?);
            self.expect(&Token::ClosePredicate, "]")?;
        }
        Ok(predicates)
    }

    fn steps(&mut self) -> Result<Vec<Step>, ParseError> {
        let mut steps = vec![self.step()?];
        loop {
            if self.take(&Token::Slash) {
                steps.push(self.step()?);
            } else if self.take(&Token::DoubleSlash) {
                steps.push(anywhere_below());
                steps.push(self.step()?);
            } else {
                return Ok(steps);
            }
            if steps.len() > DEEPEST {
                return self.fail(ParseProblem::TooDeep);
            }
        }
    }

    fn step(&mut self) -> Result<Step, ParseError> {
        let offset = self.offset();
        match self.peek().cloned() {
            Some(Token::Dot) => self.short_step(Axis::This),
            Some(Token::DotDot) => self.short_step(Axis::Parent),
            Some(Token::At) => {
                self.at += 1;
                self.tested_step(Axis::Attribute)
            }
            Some(Token::Axis(name)) => {
                self.at += 1;
                let axis = Axis::named(&name)
                    .ok_or_else(|| ParseError { offset, problem: ParseProblem::UnknownAxis(name.to_string()) })?;
                self.tested_step(axis)
            }
            _ => self.tested_step(Axis::Child),
        }
    }

    /// `.` and `..`, which may carry predicates although XPath 1.0 says no: real forms have them, and JavaRosa reads them.
    fn short_step(&mut self, axis: Axis) -> Result<Step, ParseError> {
        self.at += 1;
        Ok(Step { axis, test: Test::Node, predicates: self.predicates()? })
    }

    fn tested_step(&mut self, axis: Axis) -> Result<Step, ParseError> {
        let test = match self.peek().cloned() {
            Some(Token::Star) => Test::Any,
            Some(Token::PrefixStar(prefix)) => Test::AnyIn(prefix),
            Some(Token::Name(None, local)) if is_node_type(&local) && self.opens_next() => {
                return self.node_type(axis, &local);
            }
            Some(Token::Name(prefix, local)) => Test::Name(prefix, local),
            _ => return Err(self.missing("name")),
        };
        self.at += 1;
        Ok(Step { axis, test, predicates: self.predicates()? })
    }

    fn opens_next(&self) -> bool {
        self.tokens.get(self.at + 1).is_some_and(|next| next.token == Token::Open)
    }

    fn node_type(&mut self, axis: Axis, name: &str) -> Result<Step, ParseError> {
        self.at += 2;
        let test = match name {
            "text" => Test::Text,
            "comment" => Test::Comment,
            "processing-instruction" => match self.peek().cloned() {
                Some(Token::Text(target)) => {
                    self.at += 1;
                    Test::Instruction(Some(target))
                }
                _ => Test::Instruction(None),
            },
            _ => Test::Node,
        };
        self.expect(&Token::Close, ")")?;
        Ok(Step { axis, test, predicates: self.predicates()? })
    }
}

/// Operators of one strength in a row. Generated conditions on long lists of choices have a few hundred.
const LONGEST_CHAIN: usize = 1_000;

fn anywhere_below() -> Step {
    Step { axis: Axis::DescendantOrSelf, test: Test::Node, predicates: Vec::new() }
}

fn is_node_type(name: &str) -> bool {
    matches!(name, "node" | "text" | "comment" | "processing-instruction")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_where_an_expression_goes_wrong() {
        let cases = [
            ("", 0, "the expression is empty"),
            ("1 +", 3, "the expression ends too early; `value` is missing"),
            ("(1 + 2", 6, "the expression ends too early; `)` is missing"),
            ("1 2", 2, "`2` is not expected here"),
            ("selcted(a, 'b')", 0, "there is no function `selcted`"),
            ("a + true(5)", 4, "`true` takes 0 to 0 arguments and has 1"),
            ("sideways::a", 0, "there is no axis `sideways`"),
            ("a # b", 2, "`#` cannot stand here"),
            ("regex(a, '[')", 0, "the pattern `[` is not a regular expression"),
        ];
        for (source, offset, message) in cases {
            let error = parse(source, true).expect_err(source);
            assert_eq!((error.offset, error.problem.to_string().as_str()), (offset, message), "{source}");
        }
    }

    #[test]
    fn suggests_the_function_that_was_meant() {
        let error = parse("selcted(a, 'b')", true).expect_err("unknown");
        assert!(matches!(error.problem, ParseProblem::UnknownFunction { suggestion: Some("selected"), .. }));
    }

    #[test]
    fn refuses_expressions_that_would_exhaust_the_stack() {
        for source in [
            "(".repeat(5_000),
            "-".repeat(5_000),
            format!("1{}", "+1".repeat(5_000)),
            "a[".repeat(5_000),
            "not(".repeat(5_000),
        ] {
            assert!(parse(&source, true).is_err());
        }
        assert!(parse(&format!("1{}", "+1".repeat(500)), true).is_ok());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_panic(source in "[-a-z0-9 /.*@()|\\[\\]'\"=<>!,:+]{0,60}") {
            let _read_or_refused = parse(&source, true);
        }
    }
}
