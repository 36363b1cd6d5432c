//! Nodes: counting, names, lists and settings beside the document. Places in repeats are in `repeats`.

use super::{Arguments, Function, function};
use crate::document::{Rows, Wanted};
use crate::value::Nodes;
use crate::{EvalError, Kind, NodeId, Value};
use std::borrow::Cow;

pub(super) const FUNCTIONS: &[Function] = &[
    function("count", 1, 1, |arguments| arguments.nodes(0).map(|nodes| Value::Number(nodes.list.len() as f64))),
    function("count-non-empty", 1, 1, count_non_empty),
    function("last", 0, 0, |arguments| Ok(Value::Number(arguments.focus.size as f64))).not_in_collect(),
    function("name", 0, 1, |arguments| named(arguments, |name| name.qualified())).not_in_collect(),
    function("local-name", 0, 1, |arguments| named(arguments, |name| name.local.clone())).not_in_collect(),
    function("namespace-uri", 0, 1, |arguments| named(arguments, |name| name.namespace.clone().unwrap_or_default()))
        .not_in_collect(),
    function("id", 1, 1, id).not_in_collect(),
    function("current", 0, 0, current),
    function("instance", 1, 1, instance),
    function("pulldata", 4, 4, pulldata),
    function("property", 1, 1, property).not_in_web_forms(),
    function("version", 0, 0, version).not_in_web_forms(),
];

/// How many nodes have a text or elements in them.
fn count_non_empty<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let nodes = arguments.nodes(0)?;
    let document = nodes.document;
    let is_filled = |node: &&NodeId| document.elements(**node).next().is_some() || !document.text(**node).is_empty();
    Ok(Value::Number(nodes.list.iter().filter(is_filled).count() as f64))
}

/// A name of the first node. Namespace declarations have none, as in Web Forms; XPath 1.0 would give their prefix.
fn named<'d>(arguments: &mut Arguments<'_, 'd>, part: fn(&crate::Name) -> String) -> Result<Value<'d>, EvalError> {
    let (document, node) = if arguments.len() == 0 {
        (arguments.focus.document, Some(arguments.focus.node))
    } else {
        let nodes = arguments.nodes(0)?;
        (nodes.document, nodes.list.first().copied())
    };
    let node = node.filter(|node| document.kind(*node) != Kind::Namespace);
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
    Ok(Value::Nodes(Nodes::one(context.document, context.node)))
}

fn instance<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let name = arguments.text(0)?;
    let instances = arguments.evaluator.context.instances;
    match (instances.instance(&name), instances.instance_top(&name)) {
        (Some(document), Some(top)) => Ok(Value::Nodes(Nodes::one(document, top))),
        _ => Err(EvalError::UnknownInstance(name.into_owned())),
    }
}

/// `pulldata('list', 'column', 'key column', key)`: one cell of a list, by its row's key.
fn pulldata<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let name = arguments.text(0)?;
    let (column, key_column, key) = (arguments.text(1)?, arguments.text(2)?, arguments.text(3)?);
    let instances = arguments.evaluator.context.instances;
    let Some(document) = instances.instance(&name) else { return Err(EvalError::UnknownInstance(name.into_owned())) };
    let Some(cell) = document.find_name(&key_column) else { return Ok(Value::borrowed("")) };
    let all = Rows { parent: document.root(), row: None, cell };
    let found = match document.rows_with(all, Wanted::Text(&key)) {
        Some(rows) => rows.first().copied(),
        None => {
            let mut visited = 0;
            let mut rows = document.elements(document.root()).inspect(|_| visited += 1);
            let has_key =
                |row: &NodeId| document.child(*row, &key_column).is_some_and(|cell| document.text(cell) == key);
            let found = rows.find(has_key);
            arguments.evaluator.spend(visited)?;
            found
        }
    };
    let cell = found.and_then(|row| document.child(row, &column));
    Ok(Value::Text(cell.map_or(Cow::Borrowed(""), |cell| document.text(cell))))
}

/// A setting of the device or account, such as `property('username')`; empty when it is not set.
fn property<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    let name = arguments.text(0)?;
    Ok(Value::Text(arguments.evaluator.context.instances.property(&name).unwrap_or_default()))
}

/// The version of the form; empty when it has none.
fn version<'d>(arguments: &mut Arguments<'_, 'd>) -> Result<Value<'d>, EvalError> {
    Ok(Value::Text(arguments.evaluator.context.instances.version().unwrap_or_default()))
}
