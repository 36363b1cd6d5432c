//! A tree written out again, in one way: no more brackets than are needed, one space around operators, abbreviated steps. What is
//! written reads back as the same tree.

use crate::ast::{Axis, Call, Chain, Expr, Operator, Path, Start, Step, Test};
use crate::format_number;
use std::fmt::{self, Display, Formatter, Write};

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => quoted(f, text),
            Self::Number(number) => f.write_str(&format_number(*number)),
            Self::Negate(operand) => {
                f.write_char('-')?;
                operand_within(f, operand, Operator::NEGATION)
            }
            Self::Chain(chain) => chain.fmt(f),
            Self::Path(path) => path.fmt(f),
            Self::Call(call) => call.fmt(f),
            // Written as what it never is, so that it is refused again.
            Self::Refused(problem) => write!(f, "refused('{}')", problem.to_string().replace('\'', "`")),
        }
    }
}

/// How tightly a whole expression holds together.
fn strength(tree: &Expr) -> u8 {
    match tree {
        Expr::Chain(chain) => chain.rest.first().map_or(u8::MAX, |link| link.operator.strength()),
        Expr::Negate(_) => Operator::NEGATION,
        _ => u8::MAX,
    }
}

/// An operand, in brackets when it holds together less tightly than what is around it, or begins with a bare `/`, which would take
/// the next word for a step.
fn operand_within(f: &mut Formatter<'_>, tree: &Expr, least: u8) -> fmt::Result {
    let is_bare = matches!(tree, Expr::Path(Path { start: Start::Top, steps }) if steps.is_empty());
    if is_bare || strength(tree) < least { write!(f, "({tree})") } else { tree.fmt(f) }
}

fn quoted(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    let quote = if text.contains('\'') { '"' } else { '\'' };
    write!(f, "{quote}{text}{quote}")
}

impl Display for Chain {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let strength = self.rest.first().map_or(u8::MAX, |link| link.operator.strength());
        operand_within(f, &self.first, strength)?;
        for link in &self.rest {
            write!(f, " {} ", link.operator.sign())?;
            operand_within(f, &link.right, strength + 1)?;
        }
        Ok(())
    }
}

impl Display for Call {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.function.name)?;
        for (at, argument) in self.arguments.iter().enumerate() {
            f.write_str(if at > 0 { ", " } else { "" })?;
            argument.fmt(f)?;
        }
        f.write_char(')')
    }
}

impl Display for Path {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.start {
            Start::Top => f.write_char('/')?,
            Start::Here => {}
            Start::Filter(primary, filters) => {
                match **primary {
                    Expr::Text(_) | Expr::Number(_) | Expr::Call(_) => primary.fmt(f)?,
                    _ => write!(f, "({primary})")?,
                }
                predicates(f, filters)?;
                f.write_str(if self.steps.is_empty() { "" } else { "/" })?;
            }
        }
        for (at, step) in self.steps.iter().enumerate() {
            f.write_str(if at > 0 { "/" } else { "" })?;
            step.fmt(f)?;
        }
        Ok(())
    }
}

fn predicates(f: &mut Formatter<'_>, all: &[Expr]) -> fmt::Result {
    all.iter().try_for_each(|predicate| write!(f, "[{predicate}]"))
}

impl Display for Step {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.axis, &self.test) {
            (Axis::This, Test::Node) => f.write_char('.')?,
            (Axis::Parent, Test::Node) => f.write_str("..")?,
            (Axis::Child, test) => test.fmt(f)?,
            (Axis::Attribute, test) => write!(f, "@{test}")?,
            (axis, test) => write!(f, "{}::{test}", axis.name())?,
        }
        predicates(f, &self.predicates)
    }
}

impl Display for Test {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(None, local) => f.write_str(local),
            Self::Name(Some(prefix), local) => write!(f, "{prefix}:{local}"),
            Self::Any => f.write_char('*'),
            Self::AnyIn(prefix) => write!(f, "{prefix}:*"),
            Self::Node => f.write_str("node()"),
            Self::Text => f.write_str("text()"),
            Self::Comment => f.write_str("comment()"),
            Self::Instruction(None) => f.write_str("processing-instruction()"),
            Self::Instruction(Some(target)) => {
                f.write_str("processing-instruction(")?;
                quoted(f, target)?;
                f.write_char(')')
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Expression;

    #[test]
    fn an_expression_is_written_in_one_way() {
        let cases = [
            ("1+2 *3", "1 + 2 * 3"),
            ("((1+2))*3", "(1 + 2) * 3"),
            ("1-(2-3)-4", "1 - (2 - 3) - 4"),
            ("(1-2)-3", "1 - 2 - 3"),
            ("not ( a or b and c )", "not(a or b and c)"),
            ("(a or b) and c", "(a or b) and c"),
            ("- - -5", "-5"),
            ("---(--a)", "-a"),
            ("-(-(--a))", "--a"),
            ("-(a|b)", "-a | b"),
            ("(-a)|b", "(-a) | b"),
            ("- (1 + 2)", "-(1 + 2)"),
            ("\"it's\" = 'ok'", "\"it's\" = 'ok'"),
            ("self::node()/parent::node()/child::a/attribute::b", "./../a/@b"),
            ("//a[ 1 ][@b = 'c']", "/descendant-or-self::node()/a[1][@b = 'c']"),
            ("/", "/"),
            ("(/) = 1", "(/) = 1"),
            ("(a)[1]/b", "(a)[1]/b"),
            ("instance( 'l' )/root", "instance('l')/root"),
            ("a div div mod mod", "a div div mod mod"),
            ("processing-instruction(\"x\")", "processing-instruction('x')"),
            ("x:*|*|text()", "x:* | * | text()"),
            (".5 + 5.", "0.5 + 5"),
            ("จำนวน > 1", "จำนวน > 1"),
        ];
        for (source, expected) in cases {
            let written = Expression::parse(source).expect(source).canonical();
            assert_eq!(written, expected, "{source}");
            assert_eq!(Expression::parse(&written).expect(&written).canonical(), expected, "{source}, read back");
        }
    }
}
