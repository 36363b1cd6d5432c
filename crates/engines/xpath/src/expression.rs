//! A parsed expression: made once, evaluated many times.

use crate::ast::Expr;
use crate::evaluate::Evaluator;
use crate::references::{self, PathPattern};
use crate::single;
use crate::{Context, Document, EvalError, Finding, NodeId, ParseError, Value, parser, path, portability};

/// An expression ready to be evaluated.
#[derive(Clone, Debug)]
pub struct Expression {
    tree: Expr,
    source: Box<str>,
}

impl Expression {
    /// Reads an expression. Unknown functions and wrong numbers of arguments are found here, not at evaluation.
    pub fn parse(source: &str) -> Result<Self, ParseError> {
        Ok(Self { tree: parser::parse(source, true)?, source: source.into() })
    }

    /// Reads an expression as Collect does: a function that does not exist, or has the wrong number of arguments, is told only
    /// when it is called. For forms made elsewhere, which may carry such calls where they are never reached.
    pub fn parse_leniently(source: &str) -> Result<Self, ParseError> {
        Ok(Self { tree: parser::parse(source, false)?, source: source.into() })
    }

    /// The text that was parsed.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The expression written in one way. Two expressions that differ only in white space, kinds of quotes and needless brackets are
    /// written alike, so that it tells whether another version of a form says something else. Reads back as the same expression.
    pub fn canonical(&self) -> String {
        self.tree.to_string()
    }

    /// The value at a place. The evaluation is bounded in steps and in the length of texts.
    pub fn evaluate<'d>(&'d self, context: &Context<'d>) -> Result<Value<'d>, EvalError> {
        Evaluator::new(*context).run(&self.tree)
    }

    /// The value at a place, its steps taken from a budget that several evaluations share.
    pub fn evaluate_within<'d>(&'d self, context: &Context<'d>, steps: &mut u64) -> Result<Value<'d>, EvalError> {
        let mut evaluator = Evaluator::within(*context, *steps);
        let value = evaluator.run(&self.tree);
        *steps = steps.saturating_sub(evaluator.taken_of(*steps));
        value
    }

    /// The nodes of another document for which the expression holds as a predicate: how a list of choices is narrowed. Relative
    /// paths start at each of the nodes, absolute ones and `current()` stay with the context. When the nodes are all the rows of a
    /// list, equality with something outside it is answered by a table that the document keeps.
    pub fn keep<'d>(
        &'d self,
        context: &Context<'d>,
        document: &'d Document,
        nodes: &[NodeId],
    ) -> Result<Vec<NodeId>, EvalError> {
        Evaluator::new(*context).kept_of(&self.tree, document, nodes)
    }

    /// Every path that the expression reads, made absolute from `context`, the names from the root element down to the node it
    /// is evaluated at. Predicates are left out of the paths; what is read inside them is listed too. Paths into
    /// `instance('…')` are not listed, since those do not change (see [`Expression::instances`]).
    pub fn references(&self, context: &[&str]) -> Vec<PathPattern> {
        references::of(&self.tree, context)
    }

    /// The paths that one value is taken from, made absolute like those of [`Expression::references`]. Where one of them can find
    /// several nodes, JavaRosa stops with an error.
    pub fn single_values(&self, context: &[&str]) -> Vec<PathPattern> {
        single::of(&self.tree, context)
    }

    /// The names of the secondary instances that the expression reads by `instance('…')` or `pulldata('…', …)`.
    pub fn instances(&self) -> Vec<&str> {
        references::instances_of(&self.tree)
    }

    /// The children of a node that the condition compares with `=` to what is the same for every node: rows of long lists are found by
    /// them instead of walked through, see [`crate::Document::prepare`].
    pub fn columns_compared(&self) -> Vec<&str> {
        path::columns_compared(&self.tree)
    }

    /// Whether the value is the same everywhere and always: a written-out text or number.
    pub fn is_literal(&self) -> bool {
        matches!(&self.tree, Expr::Text(_) | Expr::Number(_))
    }

    /// What in the expression Collect and the web take differently, in the order of the text; nothing when it is portable.
    pub fn portability(&self) -> Vec<Finding> {
        portability::of(&self.tree, &self.source)
    }

    /// The names of the functions that the expression calls, each once.
    pub fn functions(&self) -> Vec<&'static str> {
        references::functions_of(&self.tree)
    }
}
