//! Tokens to tree: the grammar of XPath 1.0 section 3 without variables, which no form uses. Here operators and calls; steps are in
//! `paths`.

mod paths;

use crate::ast::{Call, Chain, Expr, Link, Operator};
use crate::error::problem_at;
use crate::functions;
use crate::lexer::{Placed, Token, tokens};
use crate::pattern::Pattern;
use crate::{ParseError, ParseProblem};

/// Longest expression in bytes. The longest in 93 real forms has about 9,000 characters.
const LONGEST: usize = 64 * 1024;
/// Brackets within brackets. Keeps recursion, here and in evaluation, far from the end of a 2 MiB stack.
const DEEPEST: usize = 200;

/// Reads a whole expression; strictly, only if all its calls can be made.
pub(crate) fn parse(source: &str, is_strict: bool) -> Result<Expr, ParseError> {
    if source.len() > LONGEST {
        return Err(problem_at(source, LONGEST, ParseProblem::TooLong));
    }
    let tokens = tokens(source)?;
    if tokens.is_empty() {
        return Err(problem_at(source, 0, ParseProblem::Empty));
    }
    let mut parser = Parser { source, tokens, next: 0, depth: 0, is_strict };
    let expression = parser.expression(0)?;
    match parser.tokens.get(parser.next) {
        None => Ok(expression),
        Some(placed) => Err(parser.unexpected(*placed)),
    }
}

struct Parser<'s> {
    source: &'s str,
    tokens: Vec<Placed<'s>>,
    next: usize,
    depth: usize,
    is_strict: bool,
}

/// A token as it is written, for quoting it.
fn spelled(token: Token<'_>) -> String {
    let fixed = match token {
        Token::Text(text) => text,
        Token::Number(number) => return crate::format_number(number).into_owned(),
        Token::Name(None, local) => local,
        Token::Name(Some(prefix), local) => return format!("{prefix}:{local}"),
        Token::PrefixStar(prefix) => return format!("{prefix}:*"),
        Token::Axis(axis) => return format!("{axis}::"),
        Token::Operator(operator) => operator.sign(),
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

impl<'s> Parser<'s> {
    fn peek(&self) -> Option<Token<'s>> {
        self.tokens.get(self.next).map(|placed| placed.token)
    }

    /// The byte at which the next token starts.
    fn at(&self) -> u32 {
        let end = u32::try_from(self.source.len()).unwrap_or(u32::MAX);
        self.tokens.get(self.next).map_or(end, |placed| placed.at)
    }

    fn take(&mut self, wanted: Token<'_>) -> bool {
        let found = self.peek() == Some(wanted);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: Token<'_>, sign: &'static str) -> Result<(), ParseError> {
        if self.take(wanted) { Ok(()) } else { Err(self.missing(sign)) }
    }

    fn unexpected(&self, placed: Placed<'_>) -> ParseError {
        problem_at(self.source, placed.at as usize, ParseProblem::Unexpected(spelled(placed.token)))
    }

    fn missing(&self, sign: &'static str) -> ParseError {
        match self.tokens.get(self.next) {
            Some(placed) => self.unexpected(*placed),
            None => self.problem(self.at(), ParseProblem::Unfinished(sign)),
        }
    }

    fn problem(&self, at: u32, problem: ParseProblem) -> ParseError {
        problem_at(self.source, at as usize, problem)
    }

    /// Operators by precedence climbing: everything that binds at least as tightly as `least`.
    fn expression(&mut self, least: u8) -> Result<Expr, ParseError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.problem(self.at(), ParseProblem::TooDeep));
        }
        let mut left = self.unary()?;
        while let Some(Token::Operator(operator)) = self.peek()
            && operator.strength() >= least.max(1)
        {
            let at = self.at();
            self.next += 1;
            let right = self.expression(operator.strength() + 1)?;
            left = chained(left, Link { operator, at, right });
        }
        self.depth -= 1;
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expr, ParseError> {
        let mut signs = 0_usize;
        while self.take(Token::Operator(Operator::Subtract)) {
            signs += 1;
        }
        if signs == 0 {
            return self.path();
        }
        // Two signs still make a number of what they stand before, and four do nothing more than two.
        let mut operand = self.expression(Operator::NEGATION)?;
        // Those in needless brackets are counted too, since they are written without.
        while let Expr::Negate(inside) = operand {
            signs += 1;
            operand = *inside;
        }
        let negated = Expr::Negate(Box::new(operand));
        Ok(if signs.is_multiple_of(2) { Expr::Negate(Box::new(negated)) } else { negated })
    }

    fn primary(&mut self) -> Result<Expr, ParseError> {
        let at = self.at();
        let token = self.peek();
        self.next += 1;
        match token {
            Some(Token::Text(text)) => Ok(Expr::Text(text.into())),
            Some(Token::Number(number)) => Ok(Expr::Number(number)),
            Some(Token::Open) => {
                let inner = self.expression(0)?;
                self.expect(Token::Close, ")")?;
                Ok(inner)
            }
            Some(Token::Name(prefix, local)) => self.call(at, prefix, local),
            _ => {
                self.next -= 1;
                Err(self.missing("value"))
            }
        }
    }

    fn call(&mut self, at: u32, prefix: Option<&str>, local: &str) -> Result<Expr, ParseError> {
        self.expect(Token::Open, "(")?;
        let arguments = self.arguments()?;
        let qualified = prefix.map(|prefix| format!("{prefix}:{local}"));
        let name = qualified.as_deref().unwrap_or(local);
        let Some(function) = functions::find(name) else {
            let suggestion = functions::closest(name);
            return self.refused(at, ParseProblem::UnknownFunction { name: name.to_owned(), suggestion });
        };
        let found = arguments.len();
        if found < function.least || found > function.most {
            let (name, least, most) = (function.name, function.least, function.most);
            return self.refused(at, ParseProblem::ArgumentCount { name, least, most, found });
        }
        let pattern = match (function.name, arguments.get(1)) {
            ("regex", Some(Expr::Text(pattern))) => match Pattern::new(pattern) {
                Ok(compiled) => Some(compiled),
                Err(_) => return self.refused(at, ParseProblem::BadPattern(pattern.to_string())),
            },
            _ => None,
        };
        Ok(Expr::Call(Call { function, at, arguments, pattern }))
    }

    /// A call that cannot be made: an error now, or when it is called.
    fn refused(&self, at: u32, problem: ParseProblem) -> Result<Expr, ParseError> {
        if self.is_strict { Err(self.problem(at, problem)) } else { Ok(Expr::Refused(Box::new(problem))) }
    }

    fn arguments(&mut self) -> Result<Vec<Expr>, ParseError> {
        let mut arguments = Vec::new();
        if self.take(Token::Close) {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.expression(0)?);
            if self.take(Token::Close) {
                return Ok(arguments);
            }
            self.expect(Token::Comma, ")")?;
        }
    }
}

/// Adds to a row of operators, or begins one. A bracket begins a new one too, and there the strengths differ or it stands to the
/// right; `(a - b) - c` is the same row as `a - b - c`.
fn chained(left: Expr, link: Link) -> Expr {
    match left {
        Expr::Chain(mut chain) if strength(&chain) == Some(link.operator.strength()) => {
            chain.rest.push(link);
            Expr::Chain(chain)
        }
        first => Expr::Chain(Box::new(Chain { first, rest: vec![link] })),
    }
}

fn strength(chain: &Chain) -> Option<u8> {
    chain.rest.first().map(|link| link.operator.strength())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_where_an_expression_goes_wrong() {
        let cases = [
            ("", 0, "the expression is empty"),
            ("  ", 0, "the expression is empty"),
            ("1 +", 3, "the expression ends too early; `value` is missing"),
            ("(1 + 2", 6, "the expression ends too early; `)` is missing"),
            ("1 2", 2, "`2` is not expected here"),
            ("1)", 1, "`)` is not expected here"),
            ("concat('a',)", 11, "`)` is not expected here"),
            ("a[]", 2, "`]` is not expected here"),
            ("a/", 2, "the expression ends too early; `name` is missing"),
            ("//", 2, "the expression ends too early; `name` is missing"),
            ("selcted(a, 'b')", 0, "there is no function `selcted`"),
            ("a + true(5)", 4, "`true` takes no arguments and has 1"),
            ("min()", 0, "`min` takes at least 1 arguments and has 0"),
            ("selected(a)", 0, "`selected` takes 2 arguments and has 1"),
            ("round()", 0, "`round` takes 1 to 2 arguments and has 0"),
            ("sideways::a", 0, "there is no axis `sideways`"),
            ("a # b", 2, "`#` cannot stand here"),
            ("'ไทย' # b", 6, "`#` cannot stand here"),
            ("regex(a, '[')", 0, "the pattern `[` is not a regular expression"),
            ("1 == 2", 3, "`=` is not expected here"),
            ("1 <> 2", 3, "`>` is not expected here"),
            ("+1", 0, "`+` is not expected here"),
            ("1e3", 1, "`e3` is not expected here"),
            ("'it''s'", 4, "`s` is not expected here"),
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
        let too_deep = [
            "(".repeat(60_000),
            format!("{}1{}", "(".repeat(30_000), ")".repeat(30_000)),
            "a[".repeat(30_000),
            "not(".repeat(15_000),
            format!("{}1", "-(".repeat(30_000)),
            format!("1{}", " + (1".repeat(10_000)),
        ];
        for source in too_deep {
            assert_eq!(parse(&source, true).expect_err("too deep").problem, ParseProblem::TooDeep);
        }
        assert_eq!(parse(&"(".repeat(100_000), true).expect_err("too long").problem, ParseProblem::TooLong);
    }

    #[test]
    fn reads_what_is_long_without_being_deep() {
        let long = [
            format!("1{}", "+1".repeat(30_000)),
            format!("a{}", "|a".repeat(30_000)),
            format!("a{}", " or a".repeat(10_000)),
            format!("a{}", "/a".repeat(30_000)),
            format!("a{}", "[1]".repeat(20_000)),
            format!("{}1", "-".repeat(60_000)),
            format!("concat('a'{})", ",'a'".repeat(15_000)),
        ];
        for source in long {
            assert!(parse(&source, true).is_ok(), "{}", source.chars().take(20).collect::<String>());
        }
    }
}
