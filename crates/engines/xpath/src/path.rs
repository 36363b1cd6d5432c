//! Location paths: axes, name tests, predicates (XPath 1.0 section 2).

use crate::ast::{Axis, Expr, Operator, Path, Start, Step, Test};
use crate::document::{Bearers, NameId};
use crate::evaluate::{Evaluator, Focus};
use crate::value::Nodes;
use crate::{Document, EvalError, Kind, NodeId, Value, compare};
use std::borrow::Cow;

impl<'d> Evaluator<'d> {
    pub(crate) fn path(&mut self, path: &'d Path, focus: Focus<'d>) -> Result<Nodes<'d>, EvalError> {
        let mut nodes = self.start(&path.start, focus)?;
        for step in &path.steps {
            nodes = self.step(step, nodes)?;
        }
        Ok(nodes)
    }

    fn start(&mut self, start: &'d Start, focus: Focus<'d>) -> Result<Nodes<'d>, EvalError> {
        let (document, node) = match start {
            Start::Top => (self.context.document, self.context.top),
            Start::Here => (focus.document, focus.node),
            Start::Filter(primary, predicates) => {
                let mut nodes = self.nodes(primary, focus, "/")?;
                for predicate in predicates {
                    nodes.list = self.kept(predicate, nodes.document, nodes.list)?;
                }
                return Ok(nodes);
            }
        };
        Ok(Nodes { document, list: vec![node], found_hidden: false })
    }

    fn step(&mut self, step: &'d Step, from: Nodes<'d>) -> Result<Nodes<'d>, EvalError> {
        let document = from.document;
        let test = NodeTest::new(&step.test, step.axis, document, self);
        let several = from.list.len() > 1;
        let mut found_hidden = from.found_hidden;
        let mut list = Vec::new();
        for node in from.list {
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
            document.sort(&mut list);
        } else if several && step.axis == Axis::Child {
            // Children of nodes in document order are in document order unless one of those nodes holds another.
            sort_if_nested(document, &mut list);
        }
        Ok(Nodes { document, list, found_hidden })
    }

    /// Appends the nodes on an axis that pass the test, nearest first.
    fn walk(
        &mut self,
        document: &Document,
        node: NodeId,
        axis: Axis,
        test: &NodeTest<'_>,
        found: &mut Vec<NodeId>,
    ) -> Result<(), EvalError> {
        let mut visited = 0;
        let mut look = |candidate: NodeId| {
            visited += 1;
            if test.passes(document, candidate) {
                found.push(candidate);
            }
        };
        match axis {
            Axis::This => look(node),
            Axis::Parent => document.parent(node).into_iter().for_each(&mut look),
            Axis::Child => document.children(node).for_each(&mut look),
            Axis::Attribute => document.attributes(node).for_each(&mut look),
            Axis::Namespace => document.namespaces(node).for_each(&mut look),
            Axis::Ancestor => document.ancestors(node).for_each(&mut look),
            Axis::AncestorOrSelf => std::iter::once(node).chain(document.ancestors(node)).for_each(&mut look),
            Axis::Descendant => descendants(document, node).for_each(&mut look),
            Axis::DescendantOrSelf => std::iter::once(node).chain(descendants(document, node)).for_each(&mut look),
            Axis::FollowingSibling => siblings(node, document, |node| document.next_sibling(node)).for_each(&mut look),
            Axis::PrecedingSibling => {
                siblings(node, document, |node| document.previous_sibling(node)).for_each(&mut look);
            }
            Axis::Following => following(document, node).for_each(&mut look),
            Axis::Preceding => preceding(document, node).for_each(&mut look),
        }
        self.spend(visited)
    }

    /// The nodes for which a predicate holds: by position when it gives a number.
    pub(crate) fn kept(
        &mut self,
        predicate: &'d Expr,
        document: &'d Document,
        nodes: Vec<NodeId>,
    ) -> Result<Vec<NodeId>, EvalError> {
        if let Expr::Number(wanted) = predicate {
            return Ok(nodes
                .into_iter()
                .enumerate()
                .filter(|(at, _)| (*at + 1) as f64 == *wanted)
                .map(|(_, node)| node)
                .collect());
        }
        if let Some((own, fixed)) = equality_with_fixed_side(predicate) {
            return self.kept_by_equality(own, fixed, document, nodes);
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
        own: &'d Expr,
        fixed: &'d Expr,
        document: &'d Document,
        nodes: Vec<NodeId>,
    ) -> Result<Vec<NodeId>, EvalError> {
        let Some(first) = nodes.first() else { return Ok(nodes) };
        let size = nodes.len();
        let fixed = self.value(fixed, Focus { document, node: *first, position: 1, size })?;
        if let (Some(name), Some(wanted)) = (plain_child(own), one_text(&fixed)) {
            self.spend(size)?;
            return Ok(kept_by_cell(document, nodes, name, &wanted));
        }
        let mut kept = Vec::new();
        for (at, node) in nodes.into_iter().enumerate() {
            let value = self.value(own, Focus { document, node, position: at + 1, size })?;
            if compare::holds(Operator::Equal, &value, &fixed) {
                kept.push(node);
            }
        }
        Ok(kept)
    }
}

/// Splits `a = b` into the side that depends on the node and the side that does not: a literal, an absolute path, or one that
/// starts at `current()`.
fn equality_with_fixed_side(predicate: &Expr) -> Option<(&Expr, &Expr)> {
    let Expr::Binary(Operator::Equal, operands) = predicate else { return None };
    let (left, right) = (&operands.0, &operands.1);
    match (is_fixed(left), is_fixed(right)) {
        (_, true) => Some((left, right)),
        (true, false) => Some((right, left)),
        (false, false) => None,
    }
}

/// The name, when an expression is nothing but a child's name.
fn plain_child(tree: &Expr) -> Option<&str> {
    let Expr::Path(Path { start: Start::Here, steps }) = tree else { return None };
    match steps.as_slice() {
        [Step { axis: Axis::Child, test: Test::Name(None, name), predicates }] if predicates.is_empty() => Some(name),
        _ => None,
    }
}

/// The one text that a value is compared by, when there is just one.
fn one_text<'d>(value: &Value<'d>) -> Option<Cow<'d, str>> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Nodes(nodes) if nodes.list.len() == 1 => Some(nodes.first_text()),
        _ => None,
    }
}

/// The rows that have a cell of this name with this text.
fn kept_by_cell(document: &Document, mut rows: Vec<NodeId>, name: &str, wanted: &str) -> Vec<NodeId> {
    let Some(name) = document.find_name(name) else { return Vec::new() };
    rows.retain(|row| {
        document
            .elements(*row)
            .any(|cell| document.name_id(cell) == name && !document.is_hidden(cell) && document.text(cell) == wanted)
    });
    rows
}

fn is_fixed(tree: &Expr) -> bool {
    match tree {
        Expr::Text(_) | Expr::Number(_) => true,
        Expr::Path(Path { start, steps }) => {
            let starts_fixed = match start {
                Start::Top => true,
                Start::Here => false,
                Start::Filter(primary, predicates) => {
                    predicates.is_empty() && matches!(&**primary, Expr::Call(call) if call.function.name == "current")
                }
            };
            starts_fixed && steps.iter().all(|step| step.predicates.is_empty())
        }
        _ => false,
    }
}

fn sort_if_nested(document: &Document, list: &mut Vec<NodeId>) {
    let depth = |node: NodeId| document.ancestors(node).count();
    let Some(first) = list.first().map(|node| depth(*node)) else { return };
    if list.iter().any(|node| depth(*node) != first) {
        document.sort(list);
    }
}

fn descendants(document: &Document, node: NodeId) -> impl Iterator<Item = NodeId> {
    let end = document.following_outside(node);
    let is_attribute = matches!(document.kind(node), Kind::Attribute | Kind::Namespace);
    let first = if is_attribute { None } else { document.following(node) };
    std::iter::successors(first, |node| document.following(*node)).take_while(move |node| Some(*node) != end)
}

fn following(document: &Document, node: NodeId) -> impl Iterator<Item = NodeId> {
    let first = match document.kind(node) {
        // What follows an attribute is what follows its element's start: the element's own content, and on.
        Kind::Attribute | Kind::Namespace => document.parent(node).and_then(|element| document.following(element)),
        _ => document.following_outside(node),
    };
    std::iter::successors(first, |node| document.following(*node))
}

fn preceding(document: &Document, node: NodeId) -> impl Iterator<Item = NodeId> {
    let ancestors: Vec<_> = document.ancestors(node).collect();
    std::iter::successors(document.preceding(node), |node| document.preceding(*node))
        .filter(move |node| !ancestors.contains(node))
}

fn siblings(
    node: NodeId,
    document: &Document,
    step: impl Fn(NodeId) -> Option<NodeId>,
) -> impl Iterator<Item = NodeId> {
    let is_attribute = matches!(document.kind(node), Kind::Attribute | Kind::Namespace);
    let first = if is_attribute { None } else { step(node) };
    std::iter::successors(first, move |node| step(*node))
}

/// A name test made ready for one document.
struct NodeTest<'t> {
    test: &'t Test,
    /// The kind of node that `*` and names mean on this axis.
    principal: Kind,
    /// The number of an unprefixed name in this document; `None` in it when the document has no such name.
    plain: Option<Option<NameId>>,
    namespace: Option<&'t str>,
}

impl<'t> NodeTest<'t> {
    fn new<'d: 't>(test: &'t Test, axis: Axis, document: &Document, evaluator: &Evaluator<'d>) -> Self {
        let principal = match axis {
            Axis::Attribute => Kind::Attribute,
            Axis::Namespace => Kind::Namespace,
            _ => Kind::Element,
        };
        let plain = match test {
            Test::Name(None, local) => Some(document.find_name(local)),
            _ => None,
        };
        let namespace = match test {
            Test::Name(Some(prefix), _) | Test::AnyIn(prefix) => evaluator.context.environment.namespace(prefix),
            _ => None,
        };
        Self { test, principal, plain, namespace }
    }

    /// On the child axis, for a name that at most one element of the document bears: that element.
    fn sole(&self, document: &Document, axis: Axis) -> Option<Option<NodeId>> {
        let name = self.plain.filter(|_| axis == Axis::Child)?;
        match name.map_or(Bearers::None, |name| document.bearers(name)) {
            Bearers::None => Some(None),
            Bearers::One(element) => Some(Some(element)),
            Bearers::Several => None,
        }
    }

    fn passes(&self, document: &Document, node: NodeId) -> bool {
        let kind = document.kind(node);
        if let Some(wanted) = self.plain {
            return kind == self.principal && wanted.is_some_and(|wanted| document.name_id(node) == wanted);
        }
        match self.test {
            Test::Node => true,
            Test::Text => kind == Kind::Text,
            Test::Comment => kind == Kind::Comment,
            Test::Instruction(None) => kind == Kind::Instruction,
            Test::Instruction(Some(target)) => kind == Kind::Instruction && document.name(node) == &**target,
            Test::Any | Test::Name(None, _) => kind == self.principal,
            Test::AnyIn(prefix) => kind == self.principal && self.is_in(document, node, prefix),
            Test::Name(Some(prefix), local) => {
                kind == self.principal && document.name(node) == &**local && self.is_in(document, node, prefix)
            }
        }
    }

    /// A prefix that the environment declares is compared by its namespace, any other as it is written.
    fn is_in(&self, document: &Document, node: NodeId, prefix: &str) -> bool {
        let Some(name) = document.full_name(node) else { return false };
        match self.namespace {
            Some(address) => name.namespace.as_deref() == Some(address),
            None => name.prefix.as_deref() == Some(prefix),
        }
    }
}
