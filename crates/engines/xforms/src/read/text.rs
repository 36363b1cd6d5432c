//! Texts for people: labels, hints and the texts of `itext`, with values in them.

use super::problem::Wrong;
use super::source::{Source, Space};
use crate::{Piece, Said, Words};
use xpath::{Kind, NodeId};

/// What a `<label>` or `<hint>` says.
pub(super) fn said(source: &Source<'_>, element: NodeId) -> Said {
    let Some(reference) = source.plain(element, "ref").map(str::trim).filter(|reference| !reference.is_empty()) else {
        return Said::Words(words(source, element));
    };
    match itext_id(reference) {
        Some(id) => Said::Translated(id.to_owned()),
        None => Said::Expression(reference.to_owned()),
    }
}

/// The id in `jr:itext('id')`.
fn itext_id(expression: &str) -> Option<&str> {
    let inside = expression.strip_prefix("jr:itext(")?.strip_suffix(')')?.trim();
    let quoted = |quote: char| inside.strip_prefix(quote)?.strip_suffix(quote);
    quoted('\'').or_else(|| quoted('"'))
}

/// The words in an element, trimmed at both ends; HTML in it stays as markup.
pub(super) fn words(source: &Source<'_>, element: NodeId) -> Words {
    let mut pieces = Vec::new();
    collect(source, element, &mut pieces);
    if let Some(Piece::Text(first)) = pieces.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Piece::Text(last)) = pieces.last_mut() {
        last.truncate(last.trim_end().len());
    }
    pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
    Words(pieces)
}

fn collect(source: &Source<'_>, element: NodeId, pieces: &mut Vec<Piece>) {
    let document = source.document;
    for child in document.children(element) {
        match document.kind(child) {
            Kind::Text => push(pieces, document.own_text(child)),
            Kind::Element if source.local(child) == "output" => output(source, child, pieces),
            Kind::Element if source.space(child) == Some(Space::Html) => {
                let (open, close) = tags(source, child);
                push(pieces, &open);
                collect(source, child, pieces);
                push(pieces, &close);
            }
            Kind::Element => source.warn_of_unknown(child),
            _ => {}
        }
    }
}

fn output(source: &Source<'_>, element: NodeId, pieces: &mut Vec<Piece>) {
    let expression = source.plain(element, "ref").or_else(|| source.plain(element, "value"));
    match expression.map(str::trim).filter(|expression| !expression.is_empty()) {
        Some(expression) => pieces.push(Piece::Output(expression.to_owned())),
        None => {
            source
                .refuse(element, Wrong::AttributeMissing { element: source.written_name(element), attribute: "value" });
        }
    }
}

fn tags(source: &Source<'_>, element: NodeId) -> (String, String) {
    let document = source.document;
    let name = source.local(element);
    let mut open = format!("<{name}");
    for attribute in document.attributes(element) {
        let value = xml::escape_attribute(document.own_text(attribute));
        open.push_str(&format!(" {}=\"{value}\"", source.written_name(attribute)));
    }
    open.push('>');
    (open, format!("</{name}>"))
}

fn push(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(before)) => before.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}
