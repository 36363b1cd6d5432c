//! Characters to tokens, XPath 1.0 section 3.7, with its rule for telling the operator `*`, `and`, `or`, `div`, `mod` from names.

use crate::ast::Operator;
use crate::{ParseError, ParseProblem};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    Text(Box<str>),
    Number(f64),
    /// A name, with its prefix.
    Name(Option<Box<str>>, Box<str>),
    /// `*` where a name can stand.
    Star,
    /// `prefix:*`
    PrefixStar(Box<str>),
    Operator(Operator),
    Slash,
    DoubleSlash,
    Open,
    Close,
    OpenPredicate,
    ClosePredicate,
    Comma,
    At,
    Axis(Box<str>),
    Dot,
    DotDot,
}

/// A token and the character it starts at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placed {
    pub(crate) token: Token,
    pub(crate) offset: usize,
}

/// Reads all tokens.
pub(crate) fn tokens(source: &str) -> Result<Vec<Placed>, ParseError> {
    let mut lexer = Lexer { characters: source.chars().collect(), at: 0, tokens: Vec::new() };
    lexer.run()?;
    Ok(lexer.tokens)
}

struct Lexer {
    characters: Vec<char>,
    at: usize,
    tokens: Vec<Placed>,
}

impl Lexer {
    fn run(&mut self) -> Result<(), ParseError> {
        while let Some(character) = self.peek(0) {
            if character.is_whitespace() {
                self.at += 1;
                continue;
            }
            let offset = self.at;
            let token = self.token(character)?;
            self.tokens.push(Placed { token, offset });
        }
        Ok(())
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    fn fail<T>(&self, problem: ParseProblem) -> Result<T, ParseError> {
        Err(ParseError { offset: self.at, problem })
    }

    fn token(&mut self, character: char) -> Result<Token, ParseError> {
        match character {
            '"' | '\'' => self.quoted(character),
            '0'..='9' => Ok(self.number()),
            '.' if self.peek(1).is_some_and(|next| next.is_ascii_digit()) => Ok(self.number()),
            _ if starts_name(character) => self.name(),
            _ => self.sign(character),
        }
    }

    fn quoted(&mut self, quote: char) -> Result<Token, ParseError> {
        let rest = self.characters.iter().skip(self.at + 1);
        let text: String = rest.take_while(|character| **character != quote).collect();
        let length = text.chars().count();
        if self.peek(length + 1).is_none() {
            return self.fail(ParseProblem::UnclosedText(quote));
        }
        self.at += length + 2;
        Ok(Token::Text(text.into()))
    }

    fn number(&mut self) -> Token {
        let mut text = String::new();
        let mut seen_point = false;
        while let Some(character) = self.peek(0) {
            if character == '.' && !seen_point {
                seen_point = true;
            } else if !character.is_ascii_digit() {
                break;
            }
            text.push(character);
            self.at += 1;
        }
        // Digits with at most one point are always a number to Rust, once a bare point is excluded as `token` does.
        Token::Number(text.parse().unwrap_or(f64::NAN))
    }

    fn name(&mut self) -> Result<Token, ParseError> {
        let start = self.at;
        let first = self.name_part();
        if self.comes_after_value()
            && let Some((operator, length)) = word_operator(&first)
        {
            self.at = start + length;
            return Ok(Token::Operator(operator));
        }
        if self.peek(0) == Some(':') && self.peek(1) == Some(':') {
            self.at += 2;
            return Ok(Token::Axis(first));
        }
        if self.axis_follows_after_space() {
            return Ok(Token::Axis(first));
        }
        if self.peek(0) != Some(':') {
            return Ok(Token::Name(None, first));
        }
        self.at += 1;
        match self.peek(0) {
            Some('*') => {
                self.at += 1;
                Ok(Token::PrefixStar(first))
            }
            Some(character) if starts_name(character) => Ok(Token::Name(Some(first), self.name_part())),
            Some(character) => self.fail(ParseProblem::UnexpectedCharacter(character)),
            None => self.fail(ParseProblem::Unfinished("name")),
        }
    }

    /// `child :: a` is as good as `child::a`.
    fn axis_follows_after_space(&mut self) -> bool {
        let spaces = self.characters.iter().skip(self.at).take_while(|character| character.is_whitespace()).count();
        let follows = spaces > 0 && self.peek(spaces) == Some(':') && self.peek(spaces + 1) == Some(':');
        if follows {
            self.at += spaces + 2;
        }
        follows
    }

    fn name_part(&mut self) -> Box<str> {
        let mut part = String::new();
        while let Some(character) = self.peek(0).filter(|character| continues_name(*character)) {
            part.push(character);
            self.at += 1;
        }
        part.into()
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

    fn sign(&mut self, character: char) -> Result<Token, ParseError> {
        let (token, length) = match (character, self.peek(1)) {
            ('/', Some('/')) => (Token::DoubleSlash, 2),
            ('/', _) => (Token::Slash, 1),
            ('.', Some('.')) => (Token::DotDot, 2),
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
            ('!', Some('=')) => (Token::Operator(Operator::NotEqual), 2),
            ('<', Some('=')) => (Token::Operator(Operator::LessOrEqual), 2),
            ('<', _) => (Token::Operator(Operator::Less), 1),
            ('>', Some('=')) => (Token::Operator(Operator::GreaterOrEqual), 2),
            ('>', _) => (Token::Operator(Operator::Greater), 1),
            _ => return self.fail(ParseProblem::UnexpectedCharacter(character)),
        };
        self.at += length;
        Ok(token)
    }
}

/// The operator that a word is, or begins with before a number: JavaRosa reads `1div2`. With its length.
fn word_operator(word: &str) -> Option<(Operator, usize)> {
    let words = [("and", Operator::And), ("or", Operator::Or), ("div", Operator::Divide), ("mod", Operator::Modulo)];
    words.into_iter().find_map(|(name, operator)| {
        let rest = word.strip_prefix(name)?;
        (rest.is_empty() || rest.starts_with(|next: char| next.is_ascii_digit())).then_some((operator, name.len()))
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

    fn words(source: &str) -> Vec<Token> {
        tokens(source).expect(source).into_iter().map(|placed| placed.token).collect()
    }

    #[test]
    fn a_star_is_a_name_or_an_operator_by_what_stands_before_it() {
        assert_eq!(words("* * *"), [Token::Star, Token::Operator(Operator::Multiply), Token::Star]);
        assert_eq!(
            words("div div mod"),
            [Token::Name(None, "div".into()), Token::Operator(Operator::Divide), Token::Name(None, "mod".into())]
        );
    }

    #[test]
    fn reads_prefixed_names_axes_and_numbers() {
        assert_eq!(words("jr:choice-name"), [Token::Name(Some("jr".into()), "choice-name".into())]);
        assert_eq!(words("child::x"), [Token::Axis("child".into()), Token::Name(None, "x".into())]);
        assert_eq!(words(".5"), [Token::Number(0.5)]);
        assert_eq!(words("จำนวน"), [Token::Name(None, "จำนวน".into())]);
    }

    #[test]
    fn an_unclosed_text_is_told_at_its_quotation_mark() {
        let error = tokens("a = 'b").expect_err("unclosed");
        assert_eq!(error, ParseError { offset: 4, problem: ParseProblem::UnclosedText('\'') });
    }
}
