//! Predicates (XPath 1.0 section 2.4): which of a list of nodes are kept.

use super::lookup::{Equality, wanted};
use crate::ast::Expr;
use crate::evaluate::{Evaluator, Focus};
use crate::{Document, EvalError, NodeId, Value, compare};

impl<'d> Evaluator<'d> {
    /// The nodes for which a predicate holds: by position when it gives a number.
    pub(crate) fn kept(
        &mut self,
        predicate: &'d Expr,
        document: &'d Document,
        mut nodes: Vec<NodeId>,
    ) -> Result<Vec<NodeId>, EvalError> {
        if nodes.is_empty() {
            return Ok(nodes);
        }
        if let Expr::Number(position) = predicate {
            self.spend(1)?;
            let mut place = 0.0;
            nodes.retain(|_| {
                place += 1.0;
                place == *position
            });
            return Ok(nodes);
        }
        if let Some(equality) = Equality::of(predicate) {
            return self.kept_by_equality(&equality, document, nodes);
        }
        let size = nodes.len();
        let mut kept = Vec::new();
        for (at, node) in nodes.into_iter().enumerate() {
            let focus = Focus { document, node, position: at + 1, size };
            let holds = match self.value(predicate, focus)? {
                Value::Number(wanted) => (at + 1) as f64 == wanted,
                value => value.to_boolean(),
            };
            if holds {
                kept.push(node);
            }
        }
        Ok(kept)
    }

    /// `[child = something that is the same for every node]`, the way lists of choices are narrowed: the fixed side is evaluated
    /// once instead of once a row.
    fn kept_by_equality(
        &mut self,
        equality: &Equality<'d>,
        document: &'d Document,
        mut nodes: Vec<NodeId>,
    ) -> Result<Vec<NodeId>, EvalError> {
        let size = nodes.len();
        let here = |at: usize, node: NodeId| Focus { document, node, position: at + 1, size };
        let Some(first) = nodes.first() else { return Ok(nodes) };
        let fixed = self.value(equality.fixed, here(0, *first))?;
        if let (Some(cell), Some(wanted)) = (equality.cell, wanted(&fixed)) {
            self.spend(size)?;
            match document.find_name(cell) {
                Some(cell) => nodes.retain(|row| document.says(*row, cell, wanted.borrow())),
                None => nodes.clear(),
            }
            return Ok(nodes);
        }
        let mut kept = Vec::new();
        for (at, node) in nodes.into_iter().enumerate() {
            let value = self.value(equality.own, here(at, node))?;
            self.spend(compare::cost(equality.operator, &value, &fixed))?;
            if compare::holds(equality.operator, &value, &fixed) {
                kept.push(node);
            }
        }
        Ok(kept)
    }
}
