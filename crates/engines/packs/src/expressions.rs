//! Expressions in a pack's TOML files. Owns telling one that cannot be read, with its line.

use crate::problem::PackProblem;
use crate::toml_file::SourceFile;
use language::Message;
use std::ops::Range;
use xpath::Expression;

/// Reads an expression that stands at a byte range.
pub(crate) fn read(file: SourceFile<'_>, source: &str, span: Range<usize>) -> Result<Expression, PackProblem> {
    Expression::parse(source).map_err(|error| {
        let message = Message::new("packs-bad-expression").with("expression", source).with("reason", error.to_string());
        file.problem(span, message)
    })
}
