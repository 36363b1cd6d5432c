//! The tree that a parsed expression is. A place (`at`) is a byte of the source.

use crate::ParseProblem;
use crate::functions::Function;
use crate::pattern::Pattern;

#[derive(Clone, Debug)]
pub(crate) enum Expr {
    Text(Box<str>),
    Number(f64),
    Negate(Box<Expr>),
    Chain(Box<Chain>),
    Path(Path),
    Call(Call),
    /// A call that cannot be made; only in expressions read leniently.
    Refused(Box<ParseProblem>),
}

/// Operators of one strength in a row, from left to right. One level of the tree however many there are, so that a condition of a
/// thousand `or` is neither deep to evaluate nor deep to drop.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    pub(crate) first: Expr,
    /// At least one.
    pub(crate) rest: Vec<Link>,
}

#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) operator: Operator,
    pub(crate) at: u32,
    pub(crate) right: Expr,
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

    /// As it is written.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "div",
            Self::Modulo => "mod",
            Self::Union => "|",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) function: &'static Function,
    pub(crate) at: u32,
    pub(crate) arguments: Vec<Expr>,
    /// The compiled pattern of a `regex()` whose pattern is written out.
    pub(crate) pattern: Option<Pattern>,
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
    pub(crate) at: u32,
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

const AXES: [(&str, Axis); 13] = [
    ("ancestor", Axis::Ancestor),
    ("ancestor-or-self", Axis::AncestorOrSelf),
    ("attribute", Axis::Attribute),
    ("child", Axis::Child),
    ("descendant", Axis::Descendant),
    ("descendant-or-self", Axis::DescendantOrSelf),
    ("following", Axis::Following),
    ("following-sibling", Axis::FollowingSibling),
    ("namespace", Axis::Namespace),
    ("parent", Axis::Parent),
    ("preceding", Axis::Preceding),
    ("preceding-sibling", Axis::PrecedingSibling),
    ("self", Axis::This),
];

impl Axis {
    pub(crate) fn named(name: &str) -> Option<Self> {
        AXES.into_iter().find(|(known, _)| *known == name).map(|(_, axis)| axis)
    }

    pub(crate) fn name(self) -> &'static str {
        AXES.into_iter().find(|(_, axis)| *axis == self).map_or("", |(name, _)| name)
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
