//! When a question is asked, as far as a sentence can say it: comparisons of answers with fixed values, joined by one word. Owns reading
//! them out of an expression; whether they hold is the session's business, and how they are said a surface's.

use crate::{Form, Item};

/// When a question or section is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition<'f> {
    /// Whatever else is answered.
    Always,
    /// When all of these hold, in the order in which the form's author wrote them; never empty.
    All(Vec<Comparison<'f>>),
    /// When one of these holds; at least two.
    Any(Vec<Comparison<'f>>),
    /// By a rule that no short sentence says.
    Rule,
}

/// An answer compared with a fixed value.
#[derive(Clone, Debug)]
pub struct Comparison<'f> {
    /// The question whose answer counts.
    pub question: &'f Item,
    /// How they are compared.
    pub relation: Relation,
    /// The value as answers are kept: a choice's name, a number. Empty where the question is whether there is an answer at all.
    pub value: String,
}

impl PartialEq for Comparison<'_> {
    fn eq(&self, other: &Self) -> bool {
        (&self.question.path, self.relation, &self.value) == (&other.question.path, other.relation, &other.value)
    }
}

/// How an answer is compared with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It is the value, or has it among its choices.
    Is,
    /// It is not the value, nor has it among its choices.
    IsNot,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Form {
    /// When an item is asked, conditions of the sections around it aside.
    pub fn condition<'f>(&'f self, item: &Item) -> Condition<'f> {
        let Some(relevant) = &item.rules.relevant else { return Condition::Always };
        let Some((tests, joined)) = read(relevant.source()) else { return Condition::Rule };
        let compared = |(path, relation, value): (String, Relation, String)| {
            let question = self.item(&self.plain_path(item, &path)?).filter(|found| found.kind.is_asked())?;
            Some(Comparison { question, relation, value })
        };
        match tests.into_iter().map(compared).collect::<Option<Vec<_>>>() {
            None => Condition::Rule,
            Some(tests) if joined == Joined::Or => Condition::Any(tests),
            Some(tests) => Condition::All(tests),
        }
    }

    /// The largest number that an item's constraint allows, when it says so plainly: 240 for `. >= 0 and . <= 240`.
    pub fn largest(&self, item: &Item) -> Option<f64> {
        let (tests, joined) = read(item.rules.constraint.as_ref()?.source())?;
        let limit = |(path, relation, value): (String, Relation, String)| {
            let caps = path == "." && matches!(relation, Relation::AtMost | Relation::Less);
            value.parse().ok().filter(|_| caps)
        };
        if joined == Joined::Or { None } else { tests.into_iter().filter_map(limit).reduce(f64::min) }
    }

    /// Whether an item's answer follows from others, so that nobody is asked for it.
    pub fn is_worked_out(&self, item: &Item) -> bool {
        item.rules.calculation.is_some()
    }

    /// The path of a question without its root, from a path as expressions write it: `/data/a/b`, or `../b` seen from an item.
    fn plain_path(&self, item: &Item, path: &str) -> Option<String> {
        if let Some(below) = path.strip_prefix('/') {
            return below.strip_prefix(self.root_name()).filter(|rest| rest.starts_with('/')).map(str::to_owned);
        }
        let mut names: Vec<&str> = item.path.split('/').filter(|name| !name.is_empty()).collect();
        for step in path.strip_prefix("current()/").unwrap_or(path).split('/') {
            match step {
                "." => {}
                ".." => {
                    names.pop()?;
                }
                name => names.push(name),
            }
        }
        Some(format!("/{}", names.join("/")))
    }
}

/// What joins comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joined {
    And,
    Or,
}

type Test = (String, Relation, String);

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A path, a function's name, `and`, `or`.
    Word(String),
    /// A text in quotes, or a number.
    Value(String),
    /// An operator, bracket or comma.
    Sign(&'static str),
}

/// Longer signs first, so that `<=` is not read as `<`.
const SIGNS: [&str; 9] = ["!=", "<=", ">=", "=", "<", ">", "(", ")", ","];

/// The comparisons of an expression and what joins them; `None` when it is anything else.
fn read(source: &str) -> Option<(Vec<Test>, Joined)> {
    let tokens = tokens(source)?;
    let mut rest = tokens.as_slice();
    let mut joined = None;
    let mut tests = Vec::new();
    loop {
        let (test, after) = test(rest)?;
        tests.push(test);
        let Some((Token::Word(word), after)) = after.split_first() else {
            return after.is_empty().then_some((tests, joined.unwrap_or(Joined::And)));
        };
        let joins = match word.as_str() {
            "and" => Joined::And,
            "or" => Joined::Or,
            _ => return None,
        };
        // `a and b or c` needs more than one word.
        if joined.replace(joins).is_some_and(|before| before != joins) {
            return None;
        }
        rest = after;
    }
}

fn tokens(source: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            (Token::Sign(sign), sign.len())
        } else if matches!(first, '\'' | '"') {
            let inside = rest.get(1..)?;
            let end = inside.find(first)?;
            (Token::Value(inside.get(..end)?.to_owned()), end + 2)
        } else {
            let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '/' | '-' | ':');
            let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
            let word = rest.get(..end).filter(|word| !word.is_empty())?;
            let is_number = word.parse::<f64>().is_ok() && word.bytes().any(|byte| byte.is_ascii_digit());
            (if is_number { Token::Value(word.to_owned()) } else { Token::Word(word.to_owned()) }, end)
        };
        tokens.push(token);
        rest = rest.get(length..)?.trim_start();
    }
    Some(tokens)
}

/// One comparison at the beginning, and what follows it.
fn test(tokens: &[Token]) -> Option<(Test, &[Token])> {
    use Token::{Sign, Value, Word};
    match tokens {
        [Word(not), Sign("("), inner @ ..] if not == "not" => {
            let ((path, relation, value), after) = test(inner)?;
            let after = after.strip_prefix(&[Sign(")")])?;
            Some(((path, opposite(relation), value), after))
        }
        [Word(selected), Sign("("), Word(path), Sign(","), Value(value), Sign(")"), after @ ..]
            if selected == "selected" =>
        {
            Some(((path.clone(), Relation::Is, value.clone()), after))
        }
        [Word(path), Sign(sign), Value(value), after @ ..] => {
            Some(((path.clone(), relation(sign)?, value.clone()), after))
        }
        [Value(value), Sign(sign), Word(path), after @ ..] => {
            Some(((path.clone(), turned(relation(sign)?), value.clone()), after))
        }
        [Sign("("), inner @ ..] => {
            let (found, after) = test(inner)?;
            Some((found, after.strip_prefix(&[Sign(")")])?))
        }
        _ => None,
    }
}

fn relation(sign: &str) -> Option<Relation> {
    Some(match sign {
        "=" => Relation::Is,
        "!=" => Relation::IsNot,
        "<" => Relation::Less,
        "<=" => Relation::AtMost,
        ">" => Relation::More,
        ">=" => Relation::AtLeast,
        _ => return None,
    })
}

/// The same with its sides exchanged.
fn turned(relation: Relation) -> Relation {
    match relation {
        Relation::Is | Relation::IsNot => relation,
        Relation::Less => Relation::More,
        Relation::AtMost => Relation::AtLeast,
        Relation::More => Relation::Less,
        Relation::AtLeast => Relation::AtMost,
    }
}

fn opposite(relation: Relation) -> Relation {
    match relation {
        Relation::Is => Relation::IsNot,
        Relation::IsNot => Relation::Is,
        Relation::Less => Relation::AtLeast,
        Relation::AtMost => Relation::More,
        Relation::More => Relation::AtMost,
        Relation::AtLeast => Relation::Less,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_markdown;

    /// A form whose last question has this condition and constraint.
    fn form(relevant: &str, constraint: &str) -> Form {
        let text = format!(
            "
| survey |
| | type | name | label | relevant | constraint | calculation |
| | select_one yn | consent | Consent | | | |
| | select_multiple yn | seen | Seen | | | |
| | integer | age | Age | | | |
| | calculate | sum | | | | 1 + 1 |
| | begin repeat | visit | Visits | | | |
| | text | who | Who | | | |
| | integer | asked | Asked | {relevant} | {constraint} | |
| | end repeat | | | | | |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| settings |
| | form_id | name |
| | a | root |
"
        );
        read_markdown(&text).expect("a form")
    }

    fn said(relevant: &str) -> String {
        let form = form(relevant, "");
        let item = form.named("asked").expect("a question");
        let tests = |tests: Vec<Comparison<'_>>| {
            let said = |one: &Comparison<'_>| format!("{} {:?} {}", one.question.path, one.relation, one.value);
            tests.iter().map(said).collect::<Vec<_>>().join("; ")
        };
        match form.condition(item) {
            Condition::Always => "always".to_owned(),
            Condition::Rule => "rule".to_owned(),
            Condition::All(all) => tests(all),
            Condition::Any(any) => format!("any: {}", tests(any)),
        }
    }

    #[test]
    fn plain_comparisons_are_read_and_everything_else_is_a_rule() {
        for (relevant, expected) in [
            ("", "always"),
            ("${consent} = 'yes'", "/consent Is yes"),
            ("\"no\" != ${consent}", "/consent IsNot no"),
            ("(${consent} = 'yes')", "/consent Is yes"),
            ("selected(${seen}, 'yes')", "/seen Is yes"),
            ("not(selected(${seen}, 'yes'))", "/seen IsNot yes"),
            ("${age} >= 18 and ${consent} = 'yes'", "/age AtLeast 18; /consent Is yes"),
            ("18 > ${age}", "/age Less 18"),
            ("not(${age} < 18)", "/age AtLeast 18"),
            ("${consent} = 'yes' or ${consent} = 'no'", "any: /consent Is yes; /consent Is no"),
            ("${who} != ''", "/visit/who IsNot "),
            ("${consent} = 'yes' and ${age} > 3 or ${age} = 1", "rule"),
            ("${sum} = 2", "rule"),
            ("${age} = ${sum}", "rule"),
            ("string-length(${who}) > 3", "rule"),
            ("true()", "always"),
            ("${age} + 1 > 3", "rule"),
            ("count(${visit}) > 1", "rule"),
        ] {
            assert_eq!(said(relevant), expected, "{relevant}");
        }
    }

    #[test]
    fn the_largest_number_is_read_from_a_plain_constraint() {
        for (constraint, expected) in [
            (". >= 0 and . <= 240", Some(240.0)),
            (". < 100 and . <= 240", Some(100.0)),
            (". >= 0", None),
            (". <= 5 or . = 9", None),
            (". <= ${age}", None),
            ("", None),
        ] {
            let form = form("", constraint);
            assert_eq!(form.largest(form.named("asked").expect("a question")), expected, "{constraint}");
        }
        let form = form("", "");
        assert!(form.is_worked_out(form.named("sum").expect("a question")));
        assert!(!form.is_worked_out(form.named("asked").expect("a question")));
    }
}
