//! Conditions on a list that are answered by a table of the document instead of a walk along the list:
//! `instance('districts')/root/item[province = current()/../province and kind = 'rural']`.

use super::test::NodeTest;
use crate::ast::{Axis, Chain, Expr, Operator, Path, Start, Step, Test};
use crate::document::{NameId, Rows, Wanted};
use crate::evaluate::{Evaluator, Focus};
use crate::references::visit;
use crate::value::answer_text;
use crate::{Content, Document, EvalError, NodeId, Value};
use std::borrow::Cow;

/// So few rows are asked one by one whether the other conditions hold, rather than making another table.
const FEW_ROWS: usize = 4_000;

/// `own = fixed`: a side that is about each node, and one that is the same for all.
pub(super) struct Equality<'t> {
    pub(super) operator: Operator,
    pub(super) own: &'t Expr,
    pub(super) fixed: &'t Expr,
    /// The name, when the side about the node is nothing but a child's name.
    pub(super) cell: Option<&'t str>,
}

impl<'t> Equality<'t> {
    pub(super) fn of(tree: &'t Expr) -> Option<Self> {
        let Expr::Chain(chain) = tree else { return None };
        let [link] = chain.rest.as_slice() else { return None };
        let operator = link.operator;
        if operator != Operator::Equal {
            return None;
        }
        let (own, fixed) = match (is_fixed(&chain.first), is_fixed(&link.right)) {
            (_, true) => (&chain.first, &link.right),
            (true, false) => (&link.right, &chain.first),
            (false, false) => return None,
        };
        Some(Self { operator, own, fixed, cell: plain_child(own) })
    }
}

/// [`Wanted`] with a text of its own.
pub(super) enum OwnWanted<'d> {
    Text(Cow<'d, str>),
    Number(f64),
}

impl OwnWanted<'_> {
    pub(super) fn borrow(&self) -> Wanted<'_> {
        match self {
            Self::Text(text) => Wanted::Text(text),
            Self::Number(number) => Wanted::Number(*number),
        }
    }
}

/// What a cell has to say to be equal to a value, when that is one thing.
pub(super) fn wanted<'d>(value: &Value<'d>) -> Option<OwnWanted<'d>> {
    match value {
        Value::Text(text) => Some(OwnWanted::Text(text.clone())),
        Value::Number(number) => Some(OwnWanted::Number(*number)),
        Value::Nodes(nodes) if nodes.list.len() == 1 => {
            let (text, content) = (nodes.first_text(), nodes.first_content());
            let is_number = content == Content::Number && !text.is_empty();
            Some(if is_number {
                OwnWanted::Number(value.to_number())
            } else {
                OwnWanted::Text(answer_text(text, content))
            })
        }
        Value::Nodes(nodes) if nodes.list.is_empty() && nodes.found_hidden => Some(OwnWanted::Text(Cow::Borrowed(""))),
        _ => None,
    }
}

impl<'d> Evaluator<'d> {
    /// The nodes that a step with predicates finds below a node of a list, when a table can say it.
    pub(super) fn looked_up(
        &mut self,
        step: &'d Step,
        test: &NodeTest<'_>,
        document: &'d Document,
        parent: NodeId,
    ) -> Result<Option<Vec<NodeId>>, EvalError> {
        let Some((first, others)) = step.predicates.split_first() else { return Ok(None) };
        let (Axis::Child, Some(row)) = (step.axis, test.plain_name()) else { return Ok(None) };
        let Some(mut rows) = self.rows_for(first, document, parent, row)? else { return Ok(None) };
        for predicate in others {
            rows = self.kept(predicate, document, rows)?;
        }
        Ok(Some(rows))
    }

    /// As [`Evaluator::kept`], for the nodes of a list as the caller holds them.
    pub(crate) fn kept_of(
        &mut self,
        predicate: &'d Expr,
        document: &'d Document,
        nodes: &[NodeId],
    ) -> Result<Vec<NodeId>, EvalError> {
        if let Some(first) = nodes.first()
            && let Some(parent) = document.parent(*first)
            && let Some(cell) = conjuncts(predicate).iter().find_map(|part| Equality::of(part)?.cell)
            && let Some(cell) = document.find_name(cell)
        {
            let row = document.name_id(*first);
            if document.are_all_rows(Rows { parent, row: Some(row), cell }, nodes)
                && let Some(rows) = self.rows_for(predicate, document, parent, row)?
            {
                return Ok(rows);
            }
        }
        self.kept(predicate, document, nodes.to_vec())
    }

    /// The element children of a name for which a condition holds, or `None` when it has to be asked of each. Only in documents
    /// beside the one that is being answered: that one changes too often for a table to pay.
    fn rows_for(
        &mut self,
        condition: &'d Expr,
        document: &'d Document,
        parent: NodeId,
        row: NameId,
    ) -> Result<Option<Vec<NodeId>>, EvalError> {
        if std::ptr::eq(document, self.context.document) || document.has_hidden() || asks_for_position(condition) {
            return Ok(None);
        }
        let mut open = Vec::new();
        let mut equalities = Vec::new();
        for part in conjuncts(condition) {
            let Some(Equality { fixed, cell: Some(cell), .. }) = Equality::of(part) else {
                open.push(part);
                continue;
            };
            let Some(cell) = document.find_name(cell) else { return Ok(Some(Vec::new())) };
            let value = self.value(fixed, Focus { document, node: parent, position: 1, size: 1 })?;
            match wanted(&value) {
                Some(wanted) => equalities.push((cell, wanted)),
                None => open.push(part),
            }
        }
        let mut best: Option<(usize, Cow<'d, [NodeId]>)> = None;
        for (at, (cell, wanted)) in equalities.iter().enumerate() {
            let rows = document.rows_with(Rows { parent, row: Some(row), cell: *cell }, wanted.borrow());
            if let Some(rows) = rows
                && best.as_ref().is_none_or(|(_, fewest)| rows.len() < fewest.len())
            {
                best = Some((at, rows));
            }
            if best.as_ref().is_some_and(|(_, rows)| rows.len() <= FEW_ROWS) {
                break;
            }
        }
        let Some((answered, rows)) = best else { return Ok(None) };
        self.spend(rows.len() * equalities.len())?;
        let mut rows = rows.into_owned();
        for (_, (cell, wanted)) in equalities.iter().enumerate().filter(|(at, _)| *at != answered) {
            rows.retain(|row| document.says(*row, *cell, wanted.borrow()));
        }
        for part in open {
            rows = self.kept_where(part, document, rows)?;
        }
        Ok(Some(rows))
    }

    /// The nodes for which one of several conditions holds, as a truth whatever kind of value it gives.
    fn kept_where(
        &mut self,
        condition: &'d Expr,
        document: &'d Document,
        nodes: Vec<NodeId>,
    ) -> Result<Vec<NodeId>, EvalError> {
        let size = nodes.len();
        let mut kept = Vec::new();
        for (at, node) in nodes.into_iter().enumerate() {
            if self.value(condition, Focus { document, node, position: at + 1, size })?.to_boolean() {
                kept.push(node);
            }
        }
        Ok(kept)
    }
}

/// The conditions that all have to hold.
fn conjuncts(condition: &Expr) -> Vec<&Expr> {
    match condition {
        Expr::Chain(chain) if is_conjunction(chain) => {
            std::iter::once(&chain.first).chain(chain.rest.iter().map(|link| &link.right)).collect()
        }
        other => vec![other],
    }
}

fn is_conjunction(chain: &Chain) -> bool {
    chain.rest.iter().all(|link| link.operator == Operator::And)
}

/// The children that a condition compares with what is the same for every node.
pub(crate) fn columns_compared(condition: &Expr) -> Vec<&str> {
    conjuncts(condition).into_iter().filter_map(|part| Equality::of(part)?.cell).collect()
}

/// Whether the place of a node in the list matters, or may.
fn asks_for_position(condition: &Expr) -> bool {
    let mut found = false;
    visit(condition, &mut |tree| {
        found |= matches!(tree, Expr::Call(call) if matches!(call.function.name, "position" | "last"));
    });
    found
}

fn plain_child(tree: &Expr) -> Option<&str> {
    let Expr::Path(Path { start: Start::Here, steps }) = tree else { return None };
    match steps.as_slice() {
        [Step { axis: Axis::Child, test: Test::Name(None, name), predicates, .. }] if predicates.is_empty() => {
            Some(name)
        }
        _ => None,
    }
}

/// Whether a value is the same for every node of the list: written out, or found from the top or from `current()`.
fn is_fixed(tree: &Expr) -> bool {
    match tree {
        Expr::Text(_) | Expr::Number(_) => true,
        Expr::Negate(operand) => is_fixed(operand),
        Expr::Path(Path { start, steps }) => {
            let starts_fixed = match start {
                Start::Top => true,
                Start::Here => false,
                Start::Filter(primary, predicates) => predicates.is_empty() && is_fixed(primary),
            };
            starts_fixed && steps.iter().all(|step| step.predicates.is_empty())
        }
        Expr::Call(call) => match call.function.name {
            "current" | "today" | "now" | "true" | "false" => true,
            "string" | "number" | "date" | "concat" | "normalize-space" | "int" | "format-date" | "selected-at"
            | "substr" | "coalesce" | "if" => !call.arguments.is_empty() && call.arguments.iter().all(is_fixed),
            _ => false,
        },
        Expr::Chain(_) | Expr::Refused(_) => false,
    }
}
