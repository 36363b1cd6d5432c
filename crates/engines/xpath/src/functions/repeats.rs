//! Where a node stands in a repeat, and answers of a certain instance of it.

use super::{Arguments, Function, function};
use crate::number::java_int;
use crate::{Document, EvalError, NodeId, Value};
use std::collections::HashSet;

pub(super) const FUNCTIONS: &[Function] =
    &[function("position", 0, 1, position), function("indexed-repeat", 3, 11, indexed_repeat).in_web_forms(3, 7)];

/// Without argument the place among the nodes that a predicate looks at; with one, which instance of a repeat the node is, and 0
/// when there is no such node.
fn position<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    if arguments.len() == 0 {
        return Ok(Value::Number(arguments.focus.position as f64));
    }
    let nodes = arguments.nodes(0)?;
    let position = nodes.list.first().map_or(0, |node| nodes.document.position_by_name(*node));
    arguments.evaluator.spend(position)?;
    Ok(Value::Number(position as f64))
}

/// `indexed-repeat(answer, repeat, index, repeat, index …)`: the answer in the given instances of nested repeats. An index below 1
/// is the first instance, as in JavaRosa; one that is no number is none, where JavaRosa would take the first too.
fn indexed_repeat<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    if arguments.len().is_multiple_of(2) {
        return Err(EvalError::Unpaired { function: arguments.name() });
    }
    let mut nodes = arguments.nodes(0)?;
    let document = nodes.document;
    for at in (1..arguments.len()).step_by(2) {
        let repeats = arguments.nodes(at)?;
        let index = arguments.number(at + 1)?;
        if index.is_nan() {
            nodes.list.clear();
            break;
        }
        let index = usize::try_from(java_int(index)).unwrap_or_default().max(1);
        let wanted = instances_at(arguments, document, &repeats.list, index)?;
        arguments.evaluator.spend(nodes.list.len() * 4)?;
        let is_within =
            |node: NodeId| std::iter::once(node).chain(document.ancestors(node)).any(|around| wanted.contains(&around));
        nodes.list.retain(|node| is_within(*node));
    }
    nodes.list.truncate(1);
    Ok(Value::Nodes(nodes))
}

/// Of the instances of a repeat, those that are the so manieth under their parent.
fn instances_at(
    arguments: &mut Arguments<'_, '_>,
    document: &Document,
    repeats: &[NodeId],
    index: usize,
) -> Result<HashSet<NodeId>, EvalError> {
    let mut wanted = HashSet::new();
    let mut seen = HashSet::new();
    for instance in repeats {
        let Some(parent) = document.parent(*instance) else { continue };
        if seen.insert((parent, document.name_id(*instance))) {
            let is_instance = |node: &NodeId| document.name_id(*node) == document.name_id(*instance);
            wanted.extend(document.elements(parent).filter(is_instance).nth(index - 1));
            arguments.evaluator.spend(index)?;
        }
    }
    arguments.evaluator.spend(repeats.len())?;
    let given: HashSet<NodeId> = repeats.iter().copied().collect();
    wanted.retain(|instance| given.contains(instance));
    Ok(wanted)
}
