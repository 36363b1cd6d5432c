//! Dates, where the two differ most: as numbers, as text, and in their formats.

use super::{Difference, Found};
use crate::Moment;
use crate::ast::{Call, Chain, Expr, Operator};

/// What an expression is, as far as its text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Date,
    DateTime,
    /// A text that is a date.
    WrittenDate,
    Other,
}

fn sort(tree: &Expr) -> Sort {
    match tree {
        Expr::Text(text) if Moment::parse(text, 0).is_some() => Sort::WrittenDate,
        Expr::Call(call) => match call.function.name {
            "today" => Sort::Date,
            "now" => Sort::DateTime,
            "date" | "date-time" => match call.arguments.first() {
                Some(Expr::Text(text)) if text.contains('T') => Sort::DateTime,
                Some(argument) if call.function.name == "date-time" && sort(argument) == Sort::DateTime => {
                    Sort::DateTime
                }
                _ => Sort::Date,
            },
            _ => Sort::Other,
        },
        _ => Sort::Other,
    }
}

pub(super) fn look_at_chain(chain: &Chain, found: &mut Found) {
    let mut left = sort(&chain.first);
    for link in &chain.rest {
        let right = sort(&link.right);
        if let Some(difference) = difference(link.operator, left, right) {
            found.add(link.at, difference);
        }
        left = Sort::Other;
    }
}

fn difference(operator: Operator, left: Sort, right: Sort) -> Option<Difference> {
    use Operator as O;
    let either = |sort| left == sort || right == sort;
    match operator {
        O::Add | O::Subtract | O::Multiply | O::Divide | O::Modulo => match (left, right) {
            // Both are as many days apart on either side.
            (Sort::Date, Sort::Date) if operator == O::Subtract => None,
            _ if either(Sort::WrittenDate) => Some(Difference::TextAsDate),
            _ if either(Sort::Date) || either(Sort::DateTime) => Some(Difference::DateAsNumber),
            _ => None,
        },
        O::Less | O::LessOrEqual | O::Greater | O::GreaterOrEqual => {
            if either(Sort::WrittenDate) {
                Some(Difference::TextAsDate)
            } else if either(Sort::DateTime) {
                Some(Difference::TimeOfDay)
            } else {
                None
            }
        }
        O::Equal | O::NotEqual if either(Sort::DateTime) => Some(Difference::TimeOfDay),
        _ => None,
    }
}

pub(super) fn look_at_call(call: &Call, found: &mut Found) {
    let difference = match call.function.name {
        "format-date" | "format-date-time" => call.arguments.get(1).and_then(format_difference),
        "number" | "int" | "round" | "abs" | "pow" | "sqrt" | "log" | "log10" | "exp" | "exp10" => {
            call.arguments.iter().find_map(|argument| match sort(argument) {
                Sort::Date | Sort::DateTime => Some(Difference::DateAsNumber),
                Sort::WrittenDate => Some(Difference::TextAsDate),
                Sort::Other => None,
            })
        }
        "string" | "concat" | "join" | "substr" | "substring" | "string-length" | "contains" | "starts-with"
        | "ends-with" | "substring-before" | "substring-after" | "translate" | "regex" | "digest"
        | "normalize-space" => {
            let has_time = call.arguments.iter().any(|argument| sort(argument) == Sort::DateTime);
            has_time.then_some(Difference::TimeOfDay)
        }
        _ => None,
    };
    if let Some(difference) = difference {
        found.add(call.at, difference);
    }
}

/// The first letter of a written-out format that not both know.
fn format_difference(format: &Expr) -> Option<Difference> {
    let Expr::Text(format) = format else { return None };
    let mut letters = format.chars();
    while letters.any(|letter| letter == '%') {
        let letter = letters.next();
        match letter {
            Some('Y' | 'y' | 'm' | 'n' | 'b' | 'd' | 'e' | 'H' | 'h' | 'M' | 'S' | '3' | 'a') => {}
            Some('%' | 'W') => return Some(Difference::DateFormat { letter, in_collect: true }),
            _ => return Some(Difference::DateFormat { letter, in_collect: false }),
        }
    }
    None
}
