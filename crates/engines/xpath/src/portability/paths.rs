//! Paths: JavaRosa follows child names, `*`, `.`, `..` and attributes by name, and nothing else.

use super::{Difference, Found};
use crate::ast::{Axis, Expr, Path, Start, Step, Test};

pub(super) fn look(path: &Path, found: &mut Found) {
    if let Start::Filter(primary, predicates) = &path.start {
        let is_known = predicates.is_empty()
            && matches!(&**primary, Expr::Call(call) if matches!(call.function.name, "instance" | "current"));
        if !is_known {
            let at = place(primary).or_else(|| predicates.iter().find_map(place));
            let at = at.or_else(|| path.steps.first().map(|step| step.at));
            found.add(at.unwrap_or_default(), Difference::Filter);
        }
    }
    for step in &path.steps {
        if !can_be_followed(step) {
            found.add(step.at, Difference::Step);
        } else if !is_ascii(step) {
            found.add(step.at, Difference::Name);
        }
    }
}

fn can_be_followed(step: &Step) -> bool {
    matches!(
        (step.axis, &step.test),
        (Axis::Child, Test::Name(..) | Test::Any)
            | (Axis::Attribute, Test::Name(..))
            | (Axis::This | Axis::Parent, Test::Node)
    )
}

fn is_ascii(step: &Step) -> bool {
    match &step.test {
        Test::Name(prefix, local) => local.is_ascii() && prefix.as_ref().is_none_or(|prefix| prefix.is_ascii()),
        _ => true,
    }
}

/// Where an expression begins, as far as the tree knows.
pub(super) fn place(tree: &Expr) -> Option<u32> {
    match tree {
        Expr::Call(call) => Some(call.at),
        Expr::Path(path) => match &path.start {
            Start::Filter(primary, _) => place(primary),
            _ => path.steps.first().map(|step| step.at),
        },
        Expr::Chain(chain) => place(&chain.first).or_else(|| chain.rest.first().map(|link| link.at)),
        Expr::Negate(operand) => place(operand),
        Expr::Text(_) | Expr::Number(_) | Expr::Refused(_) => None,
    }
}
