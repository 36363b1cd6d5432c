//! What is wrong with an XML text, and where.

/// An XML text that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {wrong}")]
pub struct ReadError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is not well-formed; what the parser says of it.
    #[error("this is not well-formed XML: {0}")]
    NotWellFormed(String),
    /// A document type, which could make a small text large.
    #[error("a document type is not accepted")]
    DocumentType,
    /// An entity that XML does not know by itself.
    #[error("the entity `&{0};` is not known")]
    Entity(String),
    /// More text than allowed, in bytes.
    #[error("the text is longer than {0} bytes")]
    TooLong(usize),
    /// Elements inside one another, more of them than allowed.
    #[error("elements stand more than {0} deep inside one another")]
    TooDeep(usize),
    /// More elements, attributes and texts than allowed.
    #[error("there are more than {0} elements, attributes and texts")]
    TooMany(usize),
    /// Nothing but white space and comments.
    #[error("there is no element")]
    Empty,
    /// Something after the end of the root element.
    #[error("something stands beside the root element")]
    BesideRoot,
    /// An element that is never closed.
    #[error("`<{0}>` is never closed")]
    Unclosed(String),
    /// Something that XML does not take for the name of an element or an attribute.
    #[error("`{0}` cannot be a name")]
    Name(String),
    /// A prefix that nothing declares.
    #[error("the prefix `{0}:` is not declared")]
    Prefix(String),
}
