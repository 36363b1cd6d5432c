//! Location paths (XPath 1.0 section 2): from a start along the steps. Directions are in `axes`, name tests in `test`, predicates in
//! `predicates` and `lookup`.

mod axes;
mod lookup;
mod predicates;
mod test;

pub(crate) use lookup::columns_compared;

use crate::ast::{Axis, Path, Start, Step, Test};
use crate::evaluate::{Evaluator, Focus};
use crate::value::Nodes;
use crate::{Document, EvalError, NodeId};
use test::NodeTest;

/// Where a step leads from one node, as far as that can be said without looking around.
enum Next {
    Node(NodeId),
    Nowhere { is_hidden: bool },
    Unclear,
}

impl<'d> Evaluator<'d> {
    pub(crate) fn path(&mut self, path: &'d Path, focus: Focus<'d>) -> Result<Nodes<'d>, EvalError> {
        let (document, node) = match &path.start {
            Start::Top => (self.context.document, self.context.top),
            Start::Here => (focus.document, focus.node),
            Start::Filter(primary, predicates) => {
                let mut nodes = self.nodes(primary, focus, "/")?;
                for predicate in predicates {
                    nodes.list = self.kept(predicate, nodes.document, nodes.list)?;
                }
                return self.along(&path.steps, nodes);
            }
        };
        self.one_by_one(&path.steps, document, node)
    }

    /// Most paths of a form lead from one node to one node, and need no lists on the way.
    fn one_by_one(
        &mut self,
        steps: &'d [Step],
        document: &'d Document,
        mut node: NodeId,
    ) -> Result<Nodes<'d>, EvalError> {
        for (at, step) in steps.iter().enumerate() {
            match next(step, document, node) {
                Next::Node(next) => {
                    self.spend(1)?;
                    node = next;
                }
                Next::Nowhere { is_hidden } => {
                    return Ok(Nodes { document, list: Vec::new(), found_hidden: is_hidden });
                }
                Next::Unclear => {
                    return self.along(steps.get(at..).unwrap_or_default(), Nodes::one(document, node));
                }
            }
        }
        Ok(Nodes::one(document, node))
    }

    fn along(&mut self, steps: &'d [Step], mut nodes: Nodes<'d>) -> Result<Nodes<'d>, EvalError> {
        for (at, step) in steps.iter().enumerate() {
            // Through a repeat or a list there may be many nodes, and then again one.
            if let ([node], false, 1..) = (nodes.list.as_slice(), nodes.found_hidden, at) {
                return self.one_by_one(steps.get(at..).unwrap_or_default(), nodes.document, *node);
            }
            nodes = self.step(step, nodes)?;
        }
        Ok(nodes)
    }

    fn step(&mut self, step: &'d Step, from: Nodes<'d>) -> Result<Nodes<'d>, EvalError> {
        let document = from.document;
        let test = NodeTest::new(&step.test, step.axis, document, self);
        let several = from.list.len() > 1;
        let mut found_hidden = from.found_hidden;
        let mut list = Vec::new();
        for node in from.list {
            if let Some(mut found) = self.looked_up(step, &test, document, node)? {
                list.append(&mut found);
                continue;
            }
            let before = list.len();
            match test.sole(document, step.axis) {
                Some(sole) if sole.is_none_or(|sole| document.parent(sole) != Some(node)) => self.spend(1)?,
                Some(sole) => list.extend(sole),
                None => self.walk(document, node, step.axis, &test, &mut list)?,
            }
            if document.has_hidden() {
                let shown = list.len();
                list.retain(|node| !document.is_hidden(*node));
                found_hidden |= list.len() < shown;
            }
            if !step.predicates.is_empty() {
                let mut candidates = list.split_off(before.min(list.len()));
                for predicate in &step.predicates {
                    candidates = self.kept(predicate, document, candidates)?;
                }
                list.append(&mut candidates);
            }
        }
        if several && !matches!(step.axis, Axis::This | Axis::Attribute | Axis::Child) || step.axis.is_reverse() {
            self.sort(document, &mut list)?;
        } else if several && step.axis == Axis::Child && is_nested(document, &list) {
            // Children of nodes in document order are in document order unless one of those nodes holds another.
            self.sort(document, &mut list)?;
        }
        Ok(Nodes { document, list, found_hidden })
    }
}

/// Follows `name`, `.` and `..` without predicates where the name is one question's alone.
fn next(step: &Step, document: &Document, node: NodeId) -> Next {
    if !step.predicates.is_empty() {
        return Next::Unclear;
    }
    let next = match (step.axis, &step.test) {
        (Axis::Child, Test::Name(None, local)) => match document.sole(local) {
            Some(sole) => sole.filter(|sole| document.parent(*sole) == Some(node)),
            None => return Next::Unclear,
        },
        (Axis::This, Test::Node) => Some(node),
        (Axis::Parent, Test::Node) => document.parent(node),
        _ => return Next::Unclear,
    };
    match next {
        Some(next) if document.is_hidden(next) => Next::Nowhere { is_hidden: true },
        Some(next) => Next::Node(next),
        None => Next::Nowhere { is_hidden: false },
    }
}

/// Whether nodes stand at different depths.
fn is_nested(document: &Document, list: &[NodeId]) -> bool {
    let depth = |node: &NodeId| document.ancestors(*node).count();
    let first = list.first().map(depth);
    list.iter().any(|node| Some(depth(node)) != first)
}
