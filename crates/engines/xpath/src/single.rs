//! Which paths an expression takes one value from. Where such a path can find several nodes, JavaRosa stops with an error instead of
//! taking the first, so that whoever writes the expression should be told before.

use crate::ast::{Expr, Operator, Path, Start};
use crate::references::{Collector, Here, PathPattern, advance};

/// The paths that one value is taken from, without those that a condition narrows: it may leave one node.
pub(crate) fn of(tree: &Expr, context: &[&str]) -> Vec<PathPattern> {
    let mut walk = Walk { collector: Collector::at(context), found: Vec::new() };
    let origin = walk.collector.origin().clone();
    walk.see(tree, &[origin], true);
    walk.found.sort();
    walk.found.dedup();
    walk.found
}

struct Walk {
    collector: Collector,
    found: Vec<PathPattern>,
}

/// How a function takes an argument.
enum Taken {
    /// As one value.
    One,
    /// As whatever the call itself is taken as.
    Alike,
    /// As any number of nodes, or in a way that is not known to be the first.
    Many,
}

impl Walk {
    fn see(&mut self, tree: &Expr, here: Here<'_>, is_one: bool) {
        match tree {
            Expr::Text(_) | Expr::Number(_) | Expr::Refused(_) => {}
            Expr::Negate(operand) => self.see(operand, here, true),
            Expr::Chain(chain) => {
                let is_union = chain.rest.iter().all(|link| link.operator == Operator::Union);
                let operands = std::iter::once(&chain.first).chain(chain.rest.iter().map(|link| &link.right));
                operands.for_each(|operand| self.see(operand, here, is_one || !is_union));
            }
            Expr::Call(call) => {
                for (at, argument) in call.arguments.iter().enumerate() {
                    let is_one = match taken(call.function.name, at, call.arguments.len()) {
                        Taken::One => true,
                        Taken::Alike => is_one,
                        Taken::Many => false,
                    };
                    self.see(argument, here, is_one);
                }
            }
            Expr::Path(path) => self.path(path, here, is_one),
        }
    }

    fn path(&mut self, path: &Path, here: Here<'_>, is_one: bool) {
        let mut is_narrowed = false;
        let mut at = match &path.start {
            Start::Top => vec![PathPattern { steps: Vec::new(), anchor: 0 }],
            Start::Here => here.to_vec(),
            Start::Filter(primary, predicates) => {
                is_narrowed |= !predicates.is_empty();
                self.see(primary, here, is_one && !is_narrowed && path.steps.is_empty());
                let start = self.collector.expression(primary, here);
                predicates.iter().for_each(|predicate| self.see(predicate, &start, false));
                start
            }
        };
        for step in &path.steps {
            at = at.into_iter().map(|at| advance(at, step)).collect();
            is_narrowed |= !step.predicates.is_empty();
            step.predicates.iter().for_each(|predicate| self.see(predicate, &at, false));
        }
        if is_one && !is_narrowed && !path.steps.is_empty() {
            self.found.append(&mut at);
        }
    }
}

/// As JavaRosa takes them. `concat` joins the nodes of its only argument; each of several is one value.
fn taken(function: &str, at: usize, arguments: usize) -> Taken {
    match function {
        "if" if at > 0 => Taken::Alike,
        "coalesce" | "once" => Taken::Alike,
        "concat" if arguments == 1 => Taken::Many,
        "if" | "concat" | "selected" | "selected-at" | "count-selected" | "string" | "number" | "string-length"
        | "normalize-space" | "int" | "round" | "date" | "date-time" | "format-date" | "format-date-time"
        | "decimal-date-time" | "decimal-time" | "contains" | "starts-with" | "ends-with" | "substr" | "substring"
        | "substring-before" | "substring-after" | "regex" | "pow" | "abs" | "translate" | "pulldata" => Taken::One,
        _ => Taken::Many,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Expression, PatternStep};

    #[test]
    fn paths_that_one_value_is_taken_from_are_told_from_others() {
        let cases: [(&str, &[&str]); 17] = [
            ("/data/row/count", &["data/row/count"]),
            ("/data/row/count + 1", &["data/row/count"]),
            ("sum(/data/row/count) + count(/data/row)", &[]),
            ("join(' ', /data/row/count)", &[]),
            ("concat(/data/row/count)", &[]),
            ("concat(/data/row/count, 'x')", &["data/row/count"]),
            ("if(/data/row/count, 1, 2)", &["data/row/count"]),
            ("/data/row[1]/count", &[]),
            ("/data/row[kind = 'x']/count = 2", &["data/row/kind"]),
            ("indexed-repeat(/data/row/count, /data/row, 1)", &[]),
            ("if(/data/a = 1, /data/row/count, '')", &["data/a", "data/row/count"]),
            ("sum(if(true(), /data/row/count, 0))", &[]),
            ("selected(/data/row/kind, 'x')", &["data/row/kind"]),
            ("current()/../kind = 'x'", &["data/row/kind"]),
            ("instance('x')/root/item[name = /data/row/kind]/label", &["data/row/kind"]),
            ("-/data/row/count", &["data/row/count"]),
            ("string-length(.)", &["data/row/own"]),
        ];
        for (source, expected) in cases {
            let found = Expression::parse(source).expect(source).single_values(&["data", "row", "own"]);
            let spell = |step: &PatternStep| match step {
                PatternStep::Name(name) => name.clone(),
                _ => "*".to_owned(),
            };
            let found: Vec<String> =
                found.iter().map(|path| path.steps.iter().map(spell).collect::<Vec<_>>().join("/")).collect();
            assert_eq!(found, expected, "{source}");
        }
    }
}
