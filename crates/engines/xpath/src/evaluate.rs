//! The tree to a value. Owns the step budget and the operators; paths are in `path`, comparisons in `compare`.

use crate::ast::{Call, Expr, Operator};
use crate::functions::Arguments;
use crate::value::Nodes;
use crate::{Context, Document, EvalError, NodeId, Value, compare};

/// Steps of one evaluation. Counting all 100,000 rows of a list under a condition takes about 800,000.
const MOST_STEPS: u64 = 5_000_000;
/// Longest text that an expression may build, in bytes.
pub(crate) const LONGEST_TEXT: usize = 1024 * 1024;

pub(crate) struct Evaluator<'d> {
    pub(crate) context: Context<'d>,
    steps_left: u64,
    /// How many random values were drawn so far in this evaluation.
    pub(crate) drawn: u64,
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
        Self { context, steps_left: MOST_STEPS, drawn: 0 }
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
            Expr::Binary(operator, operands) => self.binary(*operator, operands, focus),
            Expr::Path(path) => self.path(path, focus).map(Value::Nodes),
            Expr::Call(call) => self.call(call, focus),
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

    fn call(&mut self, call: &'d Call, focus: Focus<'d>) -> Result<Value<'d>, EvalError> {
        (call.function.run)(&mut Arguments { evaluator: self, focus, call })
    }

    /// A row of operators, taken from the left without recursion: a condition of hundreds of `or` is one level deep.
    fn binary(
        &mut self,
        operator: Operator,
        operands: &'d (Expr, Expr),
        focus: Focus<'d>,
    ) -> Result<Value<'d>, EvalError> {
        if !matches!(operands.0, Expr::Binary(..)) {
            let left = self.value(&operands.0, focus)?;
            return self.apply(operator, left, &operands.1, focus);
        }
        let mut row = vec![(operator, &operands.1)];
        let mut first = &operands.0;
        while let Expr::Binary(operator, operands) = first {
            row.push((*operator, &operands.1));
            first = &operands.0;
        }
        let mut value = self.value(first, focus)?;
        for (operator, right) in row.into_iter().rev() {
            value = self.apply(operator, value, right, focus)?;
        }
        Ok(value)
    }

    fn apply(
        &mut self,
        operator: Operator,
        left: Value<'d>,
        right: &'d Expr,
        focus: Focus<'d>,
    ) -> Result<Value<'d>, EvalError> {
        match operator {
            Operator::Or => return Ok(Value::Boolean(left.to_boolean() || self.value(right, focus)?.to_boolean())),
            Operator::And => return Ok(Value::Boolean(left.to_boolean() && self.value(right, focus)?.to_boolean())),
            Operator::Union => return self.union(left, right, focus),
            _ => {}
        }
        let right = self.value(right, focus)?;
        if let Some(arithmetic) = arithmetic(operator) {
            return Ok(Value::Number(arithmetic(left.to_number(), right.to_number())));
        }
        self.spend(compare::cost(&left, &right))?;
        Ok(Value::Boolean(compare::holds(operator, &left, &right)))
    }

    fn union(&mut self, left: Value<'d>, right: &'d Expr, focus: Focus<'d>) -> Result<Value<'d>, EvalError> {
        let Value::Nodes(mut left) = left else { return Err(EvalError::NotNodes { function: "|" }) };
        let right = self.nodes(right, focus, "|")?;
        if !std::ptr::eq(left.document, right.document) {
            // A union across documents has no order; whichever has nodes stands for it.
            return Ok(Value::Nodes(if left.list.is_empty() { right } else { left }));
        }
        self.spend(right.list.len())?;
        left.list.extend(right.list);
        left.found_hidden |= right.found_hidden;
        left.document.sort(&mut left.list);
        Ok(Value::Nodes(left))
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
        let mut evaluator = Evaluator { context, steps_left: 20_000, drawn: 0 };
        assert_eq!(evaluator.run(&tree).expect_err("bounded"), EvalError::OutOfSteps);
    }
}
