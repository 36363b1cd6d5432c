//! What is wrong with a text as XML, and where, said for whoever wrote it.

use language::Message;
use xml::Wrong;

/// What is wrong, with its line and column.
pub(crate) fn message(error: &xml::ReadError) -> Message {
    at(error.line, error.column, wrong(&error.wrong))
}

/// A problem at a line and column, both from 1.
pub(crate) fn at(line: usize, column: usize, problem: Message) -> Message {
    Message::new("forms-xml-at").with("line", line).with("column", column).with("problem", problem)
}

pub(crate) fn wrong(wrong: &Wrong) -> Message {
    match wrong {
        // What the parser says of it is English only; the place tells more.
        Wrong::NotWellFormed(_) => Message::new("forms-xml-not-well-formed"),
        Wrong::DocumentType => Message::new("forms-xml-document-type"),
        Wrong::Entity(name) => Message::new("forms-xml-entity").with("name", name.as_str()),
        Wrong::TooLong(bytes) => Message::new("forms-xml-too-long").with("megabytes", bytes / 1024 / 1024),
        Wrong::TooDeep(most) => Message::new("forms-xml-too-deep").with("most", *most),
        Wrong::TooMany(most) => Message::new("forms-xml-too-many").with("most", *most),
        Wrong::Empty => Message::new("forms-xml-empty"),
        Wrong::BesideRoot => Message::new("forms-xml-beside-root"),
        Wrong::Unclosed(name) => Message::new("forms-xml-unclosed").with("name", name.as_str()),
        Wrong::Name(name) => Message::new("forms-xml-name").with("name", name.as_str()),
        Wrong::Prefix(prefix) => Message::new("forms-xml-prefix").with("prefix", prefix.as_str()),
    }
}
