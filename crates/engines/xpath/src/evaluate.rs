//! The tree to a value. Owns the step budget and the operators; paths are in `path`, comparisons in `compare`.

use crate::ast::{Chain, Expr, Link, Operator};
use crate::functions::Arguments;
use crate::pattern::Pattern;
use crate::value::Nodes;
use crate::{Context, Document, EvalError, NodeId, Value, compare};

/// Steps of one evaluation. Counting all 100,000 rows of a list under a condition takes about 800,000.
const MOST_STEPS: u64 = 5_000_000;
/// Longest text that an expression may build, in bytes.
pub(crate) const LONGEST_TEXT: usize = 1024 * 1024;
/// What compiling a pattern costs that is worked out: a large one takes as long as so many steps.
const COST_OF_PATTERN: usize = 200_000;

pub(crate) struct Evaluator<'d> {
    pub(crate) context: Context<'d>,
    steps_left: u64,
    /// How many random values were drawn so far in this evaluation, and what they are derived from.
    pub(crate) drawn: u64,
    pub(crate) place: Option<u64>,
    /// The last pattern that was worked out.
    pattern: Option<(Box<str>, Pattern)>,
}

/// Where an expression stands while it is evaluated: a node among others.
#[derive(Clone, Copy)]
pub(crate) struct Focus<'d> {
    pub(crate) document: &'d Document,
    pub(crate) node: NodeId,
    pub(crate) position: usize,
    pub(crate) size: usize,
}

impl<'d> Evaluator<'d> {
    pub(crate) fn new(context: Context<'d>) -> Self {
        Self { context, steps_left: MOST_STEPS, drawn: 0, place: None, pattern: None }
    }

    /// An evaluation that may take fewer steps than usual.
    pub(crate) fn within(context: Context<'d>, steps: u64) -> Self {
        Self { steps_left: MOST_STEPS.min(steps), ..Self::new(context) }
    }

    /// How many of so many allowed steps were taken.
    pub(crate) fn taken_of(&self, steps: u64) -> u64 {
        MOST_STEPS.min(steps).saturating_sub(self.steps_left)
    }

    pub(crate) fn run(&mut self, tree: &'d Expr) -> Result<Value<'d>, EvalError> {
        let focus = Focus { document: self.context.document, node: self.context.node, position: 1, size: 1 };
        self.value(tree, focus)
    }

    /// Takes steps from the budget.
    pub(crate) fn spend(&mut self, steps: usize) -> Result<(), EvalError> {
        self.steps_left = self.steps_left.checked_sub(steps as u64).ok_or(EvalError::OutOfSteps)?;
        Ok(())
    }

    pub(crate) fn value(&mut self, tree: &'d Expr, focus: Focus<'d>) -> Result<Value<'d>, EvalError> {
        self.spend(1)?;
        match tree {
            Expr::Text(text) => Ok(Value::borrowed(text)),
            Expr::Number(number) => Ok(Value::Number(*number)),
            Expr::Negate(operand) => Ok(Value::Number(-self.value(operand, focus)?.to_number())),
            Expr::Chain(chain) => self.chain(chain, focus),
            Expr::Path(path) => self.path(path, focus).map(Value::Nodes),
            Expr::Call(call) => call.function.run(&mut Arguments { evaluator: self, focus, call }),
            Expr::Refused(problem) => Err(EvalError::Refused(problem.clone())),
        }
    }

    /// The nodes of an expression that must be a path.
    pub(crate) fn nodes(
        &mut self,
        tree: &'d Expr,
        focus: Focus<'d>,
        function: &'static str,
    ) -> Result<Nodes<'d>, EvalError> {
        match self.value(tree, focus)? {
            Value::Nodes(nodes) => Ok(nodes),
            _ => Err(EvalError::NotNodes { function }),
        }
    }

    /// A pattern that was worked out rather than written in the expression, compiled.
    pub(crate) fn pattern(&mut self, source: &str) -> Result<Pattern, EvalError> {
        if let Some((known, pattern)) = &self.pattern
            && **known == *source
        {
            return Ok(pattern.clone());
        }
        self.spend(COST_OF_PATTERN)?;
        let pattern = Pattern::new(source).map_err(|_| EvalError::BadPattern(source.chars().take(100).collect()))?;
        self.pattern = Some((source.into(), pattern.clone()));
        Ok(pattern)
    }

    fn chain(&mut self, chain: &'d Chain, focus: Focus<'d>) -> Result<Value<'d>, EvalError> {
        let mut value = self.value(&chain.first, focus)?;
        for link in &chain.rest {
            value = self.apply(value, link, focus)?;
        }
        Ok(value)
    }

    fn apply(&mut self, left: Value<'d>, link: &'d Link, focus: Focus<'d>) -> Result<Value<'d>, EvalError> {
        let operator = link.operator;
        match operator {
            Operator::Or | Operator::And => {
                let left = left.to_boolean();
                let is_decided = left == (operator == Operator::Or);
                return Ok(Value::Boolean(if is_decided {
                    left
                } else {
                    self.value(&link.right, focus)?.to_boolean()
                }));
            }
            Operator::Union => return self.union(left, &link.right, focus),
            _ => {}
        }
        let right = self.value(&link.right, focus)?;
        self.spend_reading(&left)?;
        self.spend_reading(&right)?;
        if let Some(arithmetic) = arithmetic(operator) {
            return Ok(Value::Number(arithmetic(left.to_number(), right.to_number())));
        }
        self.spend(compare::cost(operator, &left, &right))?;
        Ok(Value::Boolean(compare::holds(operator, &left, &right)))
    }

    fn union(&mut self, left: Value<'d>, right: &'d Expr, focus: Focus<'d>) -> Result<Value<'d>, EvalError> {
        let Value::Nodes(mut left) = left else { return Err(EvalError::NotNodes { function: "|" }) };
        let right = self.nodes(right, focus, "|")?;
        if !std::ptr::eq(left.document, right.document) {
            // A union across documents has no order; whichever has nodes stands for it.
            return Ok(Value::Nodes(if left.list.is_empty() { right } else { left }));
        }
        left.list.extend(right.list);
        left.found_hidden |= right.found_hidden;
        self.sort(left.document, &mut left.list)?;
        Ok(Value::Nodes(left))
    }

    /// Takes steps for reading the text of nodes, where it does not stand in one piece.
    pub(crate) fn spend_reading(&mut self, value: &Value<'d>) -> Result<(), EvalError> {
        let Value::Nodes(nodes) = value else { return Ok(()) };
        let cost = nodes.list.iter().map(|node| nodes.document.reading_cost(*node)).sum();
        if cost > 0 { self.spend(cost) } else { Ok(()) }
    }

    /// Sorts into document order at the cost that it has.
    pub(crate) fn sort(&mut self, document: &Document, nodes: &mut Vec<NodeId>) -> Result<(), EvalError> {
        self.spend(document.sorting_cost(nodes.len()))?;
        document.sort(nodes);
        Ok(())
    }
}

fn arithmetic(operator: Operator) -> Option<fn(f64, f64) -> f64> {
    Some(match operator {
        Operator::Add => |left, right| left + right,
        Operator::Subtract => |left, right| left - right,
        Operator::Multiply => |left, right| left * right,
        Operator::Divide => |left, right| left / right,
        Operator::Modulo => |left, right| left % right,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Evaluator;
    use crate::parser::parse;
    use crate::{Context, Document, Environment, EvalError, NoInstances};

    #[test]
    fn an_expression_that_would_never_end_is_stopped() {
        let mut document = Document::new("data");
        for _ in 0..50 {
            document.append(document.root(), "row");
        }
        let environment = Environment::on(jiff::civil::date(2019, 7, 4));
        let context = Context::new(&document, document.root(), &NoInstances, &environment);
        let tree = parse("count(//*[count(//*[count(//*) > 0]) > 0])", true).expect("readable");
        let mut evaluator = Evaluator { steps_left: 20_000, ..Evaluator::new(context) };
        assert_eq!(evaluator.run(&tree).expect_err("bounded"), EvalError::OutOfSteps);
    }
}
