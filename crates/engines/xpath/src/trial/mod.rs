//! Tries one expression against one piece of XML, the way the language-neutral conformance cases state it: what
//! `saphan forms eval` answers and what the crate's own conformance test asks. Owns the addressing of nodes and what an answer
//! consists of; not its notation.

mod address;
mod world;

pub use address::FoundNode;

use crate::{Context, Document, Environment, Expression, Finding, Value};
use world::World;

/// An expression and what it is evaluated against.
#[derive(Clone, Debug)]
pub struct Trial<'t> {
    /// The expression.
    pub expression: &'t str,
    /// The document: an instance, or a whole form with secondary instances and translations in it.
    pub xml: &'t str,
    /// Where the expression stands, by names and places: `/data[1]/row[2]/count[1]`. The document itself when there is neither
    /// this nor the next.
    pub context: Option<&'t str>,
    /// The same by numbers of children, counted from 0 with texts and comments among them: `/0/3/@id`. Goes first.
    pub context_index_path: Option<&'t str>,
    /// The node that `/` is to name, by names and places. The document itself when there is none.
    pub root: Option<&'t str>,
    /// The language of translations.
    pub language: Option<&'t str>,
    /// Time, chance and prefixes.
    pub environment: &'t Environment,
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// True or false.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// Text, or a date written out.
    Text(String),
    /// Nodes, in the order in which the expression gives them.
    Nodes(Vec<FoundNode>),
    /// Nothing: the XML, the addresses or the expression cannot be used, or its evaluation failed. Says why.
    Failed(String),
}

/// The kind of value that is asked for, whatever the expression gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// Text.
    Text,
}

impl Trial<'_> {
    /// Evaluates the expression, and converts what it gives when a wish says so.
    pub fn run(&self, wish: Option<Wish>) -> Outcome {
        self.outcome(wish).unwrap_or_else(Outcome::Failed)
    }

    /// What in the expression is not portable; nothing when it cannot be read.
    pub fn portability(&self) -> Vec<Finding> {
        Expression::parse_leniently(self.expression).map(|expression| expression.portability()).unwrap_or_default()
    }

    fn outcome(&self, wish: Option<Wish>) -> Result<Outcome, String> {
        let document = Document::from_xml(self.xml.trim()).map_err(|error| error.to_string())?;
        let node = match (self.context_index_path, self.context) {
            (Some(index_path), _) => address::by_index(&document, index_path),
            (None, Some(path)) => address::by_name(&document, path),
            (None, None) => Some(document.top()),
        };
        let top = self.root.map_or(Some(document.top()), |root| address::by_name(&document, root));
        let (Some(node), Some(top)) = (node, top) else { return Err("no node has that address".to_owned()) };
        let world = World { document: &document, language: self.language };
        let context = Context { top, ..Context::new(&document, node, &world, self.environment) };
        let expression = Expression::parse_leniently(self.expression).map_err(|error| error.to_string())?;
        let value = expression.evaluate(&context).map_err(|error| error.to_string())?;
        Ok(match wish {
            Some(Wish::Boolean) => Outcome::Boolean(value.to_boolean()),
            Some(Wish::Number) => Outcome::Number(value.to_number()),
            Some(Wish::Text) => Outcome::Text(value.to_text().into_owned()),
            None => plain(value),
        })
    }
}

fn plain(value: Value<'_>) -> Outcome {
    match value {
        Value::Boolean(boolean) => Outcome::Boolean(boolean),
        Value::Number(number) => Outcome::Number(number),
        Value::Nodes(nodes) => {
            Outcome::Nodes(nodes.list.iter().map(|node| FoundNode::new(nodes.document, *node)).collect())
        }
        text @ (Value::Text(_) | Value::Moment(_)) => Outcome::Text(text.into_text().into_owned()),
    }
}
