//! Characters to tokens, XPath 1.0 section 3.7, with its rule for telling the operator `*`, `and`, `or`, `div`, `mod` from names.

use crate::ast::Operator;
use crate::error::problem_at;
use crate::{ParseError, ParseProblem};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token<'s> {
    Text(&'s str),
    Number(f64),
    /// A name, with its prefix.
    Name(Option<&'s str>, &'s str),
    /// `*` where a name can stand.
    Star,
    /// `prefix:*`
    PrefixStar(&'s str),
    Operator(Operator),
    Slash,
    DoubleSlash,
    Open,
    Close,
    OpenPredicate,
    ClosePredicate,
    Comma,
    At,
    Axis(&'s str),
    Dot,
    DotDot,
}

/// A token and the byte it starts at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Placed<'s> {
    pub(crate) token: Token<'s>,
    pub(crate) at: u32,
}

/// Reads all tokens.
pub(crate) fn tokens(source: &str) -> Result<Vec<Placed<'_>>, ParseError> {
    let mut lexer = Lexer { source, at: 0, tokens: Vec::with_capacity(source.len() / 4 + 1) };
    lexer.run()?;
    Ok(lexer.tokens)
}

struct Lexer<'s> {
    source: &'s str,
    at: usize,
    tokens: Vec<Placed<'s>>,
}

impl<'s> Lexer<'s> {
    fn run(&mut self) -> Result<(), ParseError> {
        while let Some(character) = self.rest().chars().next() {
            if character.is_whitespace() {
                self.at += character.len_utf8();
                continue;
            }
            let at = u32::try_from(self.at).unwrap_or(u32::MAX);
            let token = self.token(character)?;
            self.tokens.push(Placed { token, at });
        }
        Ok(())
    }

    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Takes so many bytes.
    fn take(&mut self, length: usize) -> &'s str {
        let taken = self.rest().get(..length).unwrap_or_default();
        self.at += length;
        taken
    }

    fn fail<T>(&self, problem: ParseProblem) -> Result<T, ParseError> {
        Err(problem_at(self.source, self.at, problem))
    }

    fn token(&mut self, character: char) -> Result<Token<'s>, ParseError> {
        let mut ahead = self.rest().bytes();
        match (character, ahead.nth(1)) {
            ('"' | '\'', _) => self.quoted(character),
            ('0'..='9', _) | ('.', Some(b'0'..=b'9')) => Ok(self.number()),
            _ if starts_name(character) => self.name(),
            (_, next) => self.sign(character, next),
        }
    }

    fn quoted(&mut self, quote: char) -> Result<Token<'s>, ParseError> {
        let Some((text, _)) = self.rest().get(1..).and_then(|rest| rest.split_once(quote)) else {
            return self.fail(ParseProblem::UnclosedText(quote));
        };
        self.at += text.len() + 2;
        Ok(Token::Text(text))
    }

    /// Digits with at most one point.
    fn number(&mut self) -> Token<'s> {
        let mut seen_point = false;
        let length = self
            .rest()
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || *byte == b'.' && !std::mem::replace(&mut seen_point, true))
            .count();
        // Always a number to Rust, once a bare point is excluded as `token` does.
        Token::Number(self.take(length).parse().unwrap_or(f64::NAN))
    }

    fn name(&mut self) -> Result<Token<'s>, ParseError> {
        let first = self.name_part();
        if self.comes_after_value()
            && let Some((operator, length)) = word_operator(first)
        {
            self.at -= first.len() - length;
            return Ok(Token::Operator(operator));
        }
        // `child :: a` is as good as `child::a`.
        let rest = self.rest();
        let spaces = rest.len() - rest.trim_start().len();
        if rest.trim_start().starts_with("::") {
            self.at += spaces + 2;
            return Ok(Token::Axis(first));
        }
        if !rest.starts_with(':') {
            return Ok(Token::Name(None, first));
        }
        self.at += 1;
        match self.rest().chars().next() {
            Some('*') => {
                self.at += 1;
                Ok(Token::PrefixStar(first))
            }
            Some(character) if starts_name(character) => Ok(Token::Name(Some(first), self.name_part())),
            Some(character) => self.fail(ParseProblem::UnexpectedCharacter(character)),
            None => self.fail(ParseProblem::Unfinished("name")),
        }
    }

    fn name_part(&mut self) -> &'s str {
        let rest = self.rest();
        let length = rest.find(|character| !continues_name(character)).unwrap_or(rest.len());
        self.take(length)
    }

    /// XPath 1.0 section 3.7: after a value, `*` multiplies and the four words are operators.
    fn comes_after_value(&self) -> bool {
        !matches!(
            self.tokens.last().map(|placed| &placed.token),
            None | Some(
                Token::At
                    | Token::Axis(_)
                    | Token::Open
                    | Token::OpenPredicate
                    | Token::Comma
                    | Token::Operator(_)
                    | Token::Slash
                    | Token::DoubleSlash
            )
        )
    }

    fn sign(&mut self, character: char, next: Option<u8>) -> Result<Token<'s>, ParseError> {
        let (token, length) = match (character, next) {
            ('/', Some(b'/')) => (Token::DoubleSlash, 2),
            ('/', _) => (Token::Slash, 1),
            ('.', Some(b'.')) => (Token::DotDot, 2),
            ('.', _) => (Token::Dot, 1),
            ('(', _) => (Token::Open, 1),
            (')', _) => (Token::Close, 1),
            ('[', _) => (Token::OpenPredicate, 1),
            (']', _) => (Token::ClosePredicate, 1),
            (',', _) => (Token::Comma, 1),
            ('@', _) => (Token::At, 1),
            ('*', _) if self.comes_after_value() => (Token::Operator(Operator::Multiply), 1),
            ('*', _) => (Token::Star, 1),
            ('|', _) => (Token::Operator(Operator::Union), 1),
            ('+', _) => (Token::Operator(Operator::Add), 1),
            ('-', _) => (Token::Operator(Operator::Subtract), 1),
            ('=', _) => (Token::Operator(Operator::Equal), 1),
            ('!', Some(b'=')) => (Token::Operator(Operator::NotEqual), 2),
            ('<', Some(b'=')) => (Token::Operator(Operator::LessOrEqual), 2),
            ('<', _) => (Token::Operator(Operator::Less), 1),
            ('>', Some(b'=')) => (Token::Operator(Operator::GreaterOrEqual), 2),
            ('>', _) => (Token::Operator(Operator::Greater), 1),
            _ => return self.fail(ParseProblem::UnexpectedCharacter(character)),
        };
        self.at += length;
        Ok(token)
    }
}

/// The operator that a word is, or begins with before a number: JavaRosa reads `1div2` and `6 div-2`. With its length.
fn word_operator(word: &str) -> Option<(Operator, usize)> {
    let words = [("and", Operator::And), ("or", Operator::Or), ("div", Operator::Divide), ("mod", Operator::Modulo)];
    words.into_iter().find_map(|(name, operator)| {
        let rest = word.strip_prefix(name)?;
        let ends =
            rest.is_empty() || rest.starts_with(|next: char| next.is_ascii_digit() || next == '-' || next == '.');
        ends.then_some((operator, name.len()))
    })
}

fn starts_name(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

/// Combining marks are needed for names in Thai, Lao, Khmer and Burmese, whose vowels and tones are not letters to Unicode.
fn continues_name(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '_' | '-' | '.')
        || (!character.is_ascii() && !character.is_whitespace() && !character.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<Token<'_>> {
        tokens(source).expect(source).into_iter().map(|placed| placed.token).collect()
    }

    #[test]
    fn a_star_is_a_name_or_an_operator_by_what_stands_before_it() {
        assert_eq!(words("* * *"), [Token::Star, Token::Operator(Operator::Multiply), Token::Star]);
        assert_eq!(
            words("div div mod"),
            [Token::Name(None, "div"), Token::Operator(Operator::Divide), Token::Name(None, "mod")]
        );
        let minus = Token::Operator(Operator::Subtract);
        assert_eq!(
            words("6 div-2"),
            [Token::Number(6.0), Token::Operator(Operator::Divide), minus, Token::Number(2.0)]
        );
        assert_eq!(words("a-b - c"), [Token::Name(None, "a-b"), minus, Token::Name(None, "c")]);
    }

    #[test]
    fn reads_prefixed_names_axes_and_numbers() {
        assert_eq!(words("jr:choice-name"), [Token::Name(Some("jr"), "choice-name")]);
        assert_eq!(words("child::x"), [Token::Axis("child"), Token::Name(None, "x")]);
        assert_eq!(words("child \n:: x"), [Token::Axis("child"), Token::Name(None, "x")]);
        assert_eq!(words(".5"), [Token::Number(0.5)]);
        assert_eq!(words("5."), [Token::Number(5.0)]);
        assert_eq!(words("1.2.3"), [Token::Number(1.2), Token::Number(0.3)]);
        assert_eq!(words("จำนวน"), [Token::Name(None, "จำนวน")]);
        assert_eq!(words("x:*"), [Token::PrefixStar("x")]);
    }

    #[test]
    fn places_are_told_in_characters() {
        let cases = [
            ("a = 'b", 4, ParseProblem::UnclosedText('\'')),
            ("'ก' = \"b", 6, ParseProblem::UnclosedText('"')),
            ("จำนวน # 1", 6, ParseProblem::UnexpectedCharacter('#')),
            ("a:", 2, ParseProblem::Unfinished("name")),
            ("a:1", 2, ParseProblem::UnexpectedCharacter('1')),
        ];
        for (source, offset, problem) in cases {
            assert_eq!(tokens(source).expect_err(source), ParseError { offset, problem }, "{source}");
        }
    }
}
