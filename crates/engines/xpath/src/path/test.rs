//! Name tests and node types (XPath 1.0 section 2.3), made ready for one document.

use crate::ast::{Axis, Test};
use crate::document::NameId;
use crate::evaluate::Evaluator;
use crate::{Document, Kind, NodeId};

pub(super) struct NodeTest<'t> {
    test: &'t Test,
    /// The kind of node that `*` and names mean on this axis.
    principal: Kind,
    /// The number of an unprefixed name in this document; `None` in it when the document has no such name.
    plain: Option<Option<NameId>>,
    namespace: Option<&'t str>,
}

impl<'t> NodeTest<'t> {
    pub(super) fn new<'d: 't>(test: &'t Test, axis: Axis, document: &Document, evaluator: &Evaluator<'d>) -> Self {
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

    /// The number of the unprefixed name that is asked for, when the document has it.
    pub(super) fn plain_name(&self) -> Option<NameId> {
        self.plain.flatten()
    }

    /// On the child axis, for a name that at most one element of the document bears: that element.
    pub(super) fn sole(&self, document: &Document, axis: Axis) -> Option<Option<NodeId>> {
        let name = self.plain.filter(|_| axis == Axis::Child)?;
        name.map_or(Some(None), |name| document.sole_bearer(name))
    }

    pub(super) fn passes(&self, document: &Document, node: NodeId) -> bool {
        let kind = document.kind(node);
        if let Some(wanted) = self.plain {
            return kind == self.principal && wanted.is_some_and(|wanted| document.name_id(node) == wanted);
        }
        match self.test {
            Test::Node => true,
            Test::Text => kind.is_text(),
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
