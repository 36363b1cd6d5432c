//! Nodes: counting, names, places in repeats, lists beside the document.

use super::{Arguments, Function, function};
use crate::value::Nodes;
use crate::{EvalError, Kind, NodeId, Value};
use std::borrow::Cow;

pub(super) const FUNCTIONS: &[Function] = &[
    function("count", 1, 1, |arguments| arguments.nodes(0).map(|nodes| Value::Number(nodes.list.len() as f64))),
    function("count-non-empty", 1, 1, count_non_empty),
    function("position", 0, 1, position),
    function("last", 0, 0, |arguments| Ok(Value::Number(arguments.focus.size as f64))),
    function("name", 0, 1, |arguments| named(arguments, |name| name.qualified())),
    function("local-name", 0, 1, |arguments| named(arguments, |name| name.local.clone())),
    function("namespace-uri", 0, 1, |arguments| named(arguments, |name| name.namespace.clone().unwrap_or_default())),
    function("id", 1, 1, id),
    function("current", 0, 0, current),
    function("instance", 1, 1, instance),
    function("pulldata", 4, 4, pulldata),
    function("indexed-repeat", 3, 7, indexed_repeat),
];

/// How many nodes have a text or elements in them.
fn count_non_empty<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let nodes = arguments.nodes(0)?;
    let document = nodes.document;
    let is_filled = |node: &&NodeId| document.elements(**node).next().is_some() || !document.text(**node).is_empty();
    Ok(Value::Number(nodes.list.iter().filter(is_filled).count() as f64))
}

/// Without argument the place among the nodes that a predicate looks at; with one, which instance of a repeat the node is.
fn position<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    if arguments.len() == 0 {
        return Ok(Value::Number(arguments.focus.position as f64));
    }
    let nodes = arguments.nodes(0)?;
    let Some(node) = nodes.list.first() else { return Ok(Value::Number(f64::NAN)) };
    let position = nodes.document.position_by_name(*node);
    arguments.evaluator.spend(position)?;
    Ok(Value::Number(position as f64))
}

fn named<'d>(arguments: &mut Arguments<'_, 'd>, part: fn(&crate::Name) -> String) -> Result<Value<'d>, EvalError> {
    let (document, node) = if arguments.len() == 0 {
        (arguments.focus.document, Some(arguments.focus.node))
    } else {
        let nodes = arguments.nodes(0)?;
        (nodes.document, nodes.list.first().copied())
    };
    Ok(Value::owned(node.and_then(|node| document.full_name(node)).map(part).unwrap_or_default()))
}

/// The elements whose `id` attribute is one of the given words.
fn id<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let words = match arguments.value(0)? {
        Value::Nodes(nodes) => nodes.texts().collect::<Vec<_>>().join(" "),
        value => value.into_text().into_owned(),
    };
    let document = arguments.focus.document;
    arguments.evaluator.spend(document.len())?;
    let all = std::iter::successors(Some(document.top()), |node| document.following(*node));
    let list = all
        .filter(|node| document.kind(*node) == Kind::Element)
        .filter(|node| {
            document.attribute(*node, "id").is_some_and(|id| words.split_whitespace().any(|word| word == id))
        })
        .collect();
    Ok(Value::Nodes(Nodes { document, list, found_hidden: false }))
}

/// The node that the whole expression is evaluated at, also inside a predicate.
fn current<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let context = arguments.evaluator.context;
    Ok(Value::Nodes(Nodes { document: context.document, list: vec![context.node], found_hidden: false }))
}

fn instance<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let name = arguments.text(0)?;
    let instances = arguments.evaluator.context.instances;
    match (instances.instance(&name), instances.instance_top(&name)) {
        (Some(document), Some(top)) => Ok(Value::Nodes(Nodes { document, list: vec![top], found_hidden: false })),
        _ => Err(EvalError::UnknownInstance(name.into_owned())),
    }
}

/// `pulldata('list', 'column', 'key column', key)`: one cell of a list, by its row's key.
fn pulldata<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let name = arguments.text(0)?;
    let (column, key_column, key) = (arguments.text(1)?, arguments.text(2)?, arguments.text(3)?);
    let instances = arguments.evaluator.context.instances;
    let Some(document) = instances.instance(&name) else { return Err(EvalError::UnknownInstance(name.into_owned())) };
    let rows = document.elements(document.root());
    let mut visited = 0;
    let found = rows
        .inspect(|_| visited += 1)
        .find(|row| document.child(*row, &key_column).is_some_and(|cell| document.text(cell) == key));
    arguments.evaluator.spend(visited)?;
    let cell = found.and_then(|row| document.child(row, &column));
    Ok(Value::Text(cell.map_or(Cow::Borrowed(""), |cell| document.text(cell))))
}

/// `indexed-repeat(answer, repeat, index, repeat, index …)`: the answer in the given instances of one to three nested repeats.
fn indexed_repeat<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    if arguments.len().is_multiple_of(2) {
        return Err(EvalError::NotNodes { function: arguments.name() });
    }
    let mut nodes = arguments.nodes(0)?;
    for at in (1..arguments.len()).step_by(2) {
        let repeats = arguments.nodes(at)?;
        let index = arguments.number(at + 1)?;
        arguments.evaluator.spend(nodes.list.len() * 4 + repeats.list.len())?;
        let document = nodes.document;
        nodes.list.retain(|node| {
            let within = instance_around(document, *node, &repeats.list);
            within.is_some_and(|instance| document.position_by_name(instance) as f64 == index)
        });
    }
    nodes.list.truncate(1);
    Ok(Value::Nodes(nodes))
}

fn instance_around(document: &crate::Document, node: NodeId, repeats: &[NodeId]) -> Option<NodeId> {
    std::iter::once(node).chain(document.ancestors(node)).find(|ancestor| repeats.contains(ancestor))
}
