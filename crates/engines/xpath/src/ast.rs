//! The tree that a parsed expression is.

use crate::ParseProblem;
use crate::functions::Function;
use regex::Regex;

#[derive(Clone, Debug)]
pub(crate) enum Expr {
    Text(Box<str>),
    Number(f64),
    Negate(Box<Expr>),
    Binary(Operator, Box<(Expr, Expr)>),
    Path(Path),
    Call(Call),
    /// A call that cannot be made; only in expressions read leniently.
    Refused(Box<ParseProblem>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Union,
}

impl Operator {
    /// How tightly the operator binds, XPath 1.0 section 3; all associate to the left.
    pub(crate) fn strength(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::NotEqual => 3,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 4,
            Self::Add | Self::Subtract => 5,
            Self::Multiply | Self::Divide | Self::Modulo => 6,
            Self::Union => 8,
        }
    }

    /// The strength of the unary minus, between multiplication and union.
    pub(crate) const NEGATION: u8 = 7;
}

#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) function: &'static Function,
    pub(crate) arguments: Vec<Expr>,
    /// The compiled pattern of a `regex()` whose pattern is written out.
    pub(crate) pattern: Option<Regex>,
}

#[derive(Clone, Debug)]
pub(crate) struct Path {
    pub(crate) start: Start,
    pub(crate) steps: Vec<Step>,
}

#[derive(Clone, Debug)]
pub(crate) enum Start {
    /// `/…`
    Top,
    /// A relative path.
    Here,
    /// `(…)[…]/…` or `f(…)[…]/…`
    Filter(Box<Expr>, Vec<Expr>),
}

#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) axis: Axis,
    pub(crate) test: Test,
    pub(crate) predicates: Vec<Expr>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    Ancestor,
    AncestorOrSelf,
    Attribute,
    Child,
    Descendant,
    DescendantOrSelf,
    Following,
    FollowingSibling,
    Namespace,
    Parent,
    Preceding,
    PrecedingSibling,
    This,
}

impl Axis {
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "ancestor" => Self::Ancestor,
            "ancestor-or-self" => Self::AncestorOrSelf,
            "attribute" => Self::Attribute,
            "child" => Self::Child,
            "descendant" => Self::Descendant,
            "descendant-or-self" => Self::DescendantOrSelf,
            "following" => Self::Following,
            "following-sibling" => Self::FollowingSibling,
            "namespace" => Self::Namespace,
            "parent" => Self::Parent,
            "preceding" => Self::Preceding,
            "preceding-sibling" => Self::PrecedingSibling,
            "self" => Self::This,
            _ => return None,
        })
    }

    /// Whether positions on the axis count backwards through the document.
    pub(crate) fn is_reverse(self) -> bool {
        matches!(self, Self::Ancestor | Self::AncestorOrSelf | Self::Preceding | Self::PrecedingSibling)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// `name` or `prefix:name`
    Name(Option<Box<str>>, Box<str>),
    /// `*`
    Any,
    /// `prefix:*`
    AnyIn(Box<str>),
    /// `node()`
    Node,
    /// `text()`
    Text,
    /// `comment()`
    Comment,
    /// `processing-instruction()` with or without a target
    Instruction(Option<Box<str>>),
}
