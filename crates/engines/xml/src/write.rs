//! Documents to XML text.

use std::borrow::Cow;
use xpath::{Document, Kind, NodeId};

/// The root element with everything in it, without a declaration and without white space of its own.
pub fn write(document: &Document) -> String {
    let mut text = String::new();
    write_node(document, document.root(), &mut text);
    text
}

/// A node with everything in it, added to a text. Hidden nodes are written like others: what is left out is the caller's decision.
pub fn write_node(document: &Document, node: NodeId, text: &mut String) {
    match document.kind(node) {
        Kind::Element => element(document, node, text),
        Kind::Text | Kind::CData => text.push_str(&escape_text(document.own_text(node))),
        Kind::Comment => {
            text.push_str("<!--");
            text.push_str(document.own_text(node));
            text.push_str("-->");
        }
        Kind::Instruction | Kind::Attribute | Kind::Namespace | Kind::Doctype => {}
        Kind::Top => document.children(node).for_each(|child| write_node(document, child, text)),
    }
}

fn element(document: &Document, node: NodeId, text: &mut String) {
    let name = document.full_name(node).map(xpath::Name::qualified).unwrap_or_default();
    text.push('<');
    text.push_str(&name);
    for declaration in document.namespaces(node) {
        let prefix = document.name(declaration);
        let prefix = if prefix == "xmlns" { String::new() } else { format!(":{prefix}") };
        attribute(&format!("xmlns{prefix}"), document.own_text(declaration), text);
    }
    for found in document.attributes(node) {
        let name = document.full_name(found).map(xpath::Name::qualified).unwrap_or_default();
        attribute(&name, document.own_text(found), text);
    }
    if document.children(node).next().is_none() {
        text.push_str("/>");
        return;
    }
    text.push('>');
    document.children(node).for_each(|child| write_node(document, child, text));
    text.push_str("</");
    text.push_str(&name);
    text.push('>');
}

fn attribute(name: &str, value: &str, text: &mut String) {
    text.push(' ');
    text.push_str(name);
    text.push_str("=\"");
    text.push_str(&escape_attribute(value));
    text.push('"');
}

/// Text as it stands between elements.
pub fn escape_text(text: &str) -> Cow<'_, str> {
    escaped(text, |character| match character {
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '&' => Some("&amp;"),
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// Text as it stands between double quotes; line breaks and tabs survive, which a reader would otherwise make spaces of.
pub fn escape_attribute(text: &str) -> Cow<'_, str> {
    escaped(text, |character| match character {
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '&' => Some("&amp;"),
        '"' => Some("&quot;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        '\t' => Some("&#9;"),
        _ => None,
    })
}

/// Whether XML can hold a character at all.
pub(crate) fn is_held(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Characters that XML cannot hold at all are left out.
fn escaped(text: &str, replacement: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    if text.chars().all(|character| is_held(character) && replacement(character).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut made = String::with_capacity(text.len() + 16);
    for character in text.chars().filter(|character| is_held(*character)) {
        match replacement(character) {
            Some(reference) => made.push_str(reference),
            None => made.push(character),
        }
    }
    Cow::Owned(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, read};

    #[test]
    fn what_was_read_is_written_the_same() {
        let texts = [
            "<data xmlns:jr=\"http://openrosa.org/javarosa\" id=\"a &amp; b\"><row jr:template=\"\"/><row>1 &lt; 2</row></data>",
            "<a><!-- said --> text <b c=\"line&#10;break\"/></a>",
            "<a>ก็ &gt; ၁</a>",
        ];
        for text in texts {
            let document = read(text, &Limits::default()).expect("well-formed");
            assert_eq!(write(&document), text);
        }
    }

    #[test]
    fn characters_that_xml_cannot_hold_are_left_out() {
        assert_eq!(escape_text("a\u{0}b\u{b}c<"), "abc&lt;");
        assert!(matches!(escape_attribute("plain"), Cow::Borrowed("plain")));
    }
}
