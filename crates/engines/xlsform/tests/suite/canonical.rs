//! XML compared as two readers of it would: the order of attributes, white space around texts, and the order of translations do not
//! matter.

use xml::Limits;
use xpath::{Document, Kind, NodeId};

/// Elements whose children may stand in any order.
const UNORDERED: [&str; 3] = ["itext", "translation", "text"];

/// A document as text in which only what matters differs.
pub(crate) fn canonical(text: &str) -> Result<String, String> {
    unordered(text, &UNORDERED)
}

/// The same, where the order of the children of these elements does not matter.
pub(crate) fn unordered(text: &str, elements: &[&str]) -> Result<String, String> {
    let document = xml::read(text, &Limits::default()).map_err(|error| error.to_string())?;
    let mut lines = String::new();
    write(&document, document.root(), elements, 0, &mut lines);
    Ok(lines)
}

fn write(document: &Document, node: NodeId, unordered: &[&str], depth: usize, lines: &mut String) {
    let indent = " ".repeat(depth);
    let name = document.full_name(node).map(xpath::Name::qualified).unwrap_or_default();
    let mut attributes: Vec<String> = document
        .attributes(node)
        .map(|found| {
            let name = document.full_name(found).map(xpath::Name::qualified).unwrap_or_default();
            format!(" {name}={:?}", collapsed(document.own_text(found)))
        })
        .chain(
            document
                .namespaces(node)
                .map(|found| format!(" xmlns:{}={:?}", document.name(found), document.own_text(found))),
        )
        .collect();
    attributes.sort();
    lines.push_str(&format!("{indent}<{name}{}>\n", attributes.concat()));
    let mut children: Vec<String> = Vec::new();
    for child in document.children(node) {
        let mut inner = String::new();
        match document.kind(child) {
            Kind::Element => write(document, child, unordered, depth + 1, &mut inner),
            Kind::Text => {
                let text = collapsed(document.own_text(child));
                if !text.is_empty() {
                    inner = format!("{indent} {text:?}\n");
                }
            }
            _ => {}
        }
        children.push(inner);
    }
    if unordered.contains(&name.as_str()) {
        children.sort();
    }
    lines.push_str(&children.concat());
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first lines that differ.
pub(crate) fn difference(expected: &str, made: &str) -> String {
    let (left, right): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), made.lines().collect());
    let at = left.iter().zip(&right).take_while(|(left, right)| left == right).count();
    let show = |lines: &[&str]| lines.iter().skip(at).take(3).copied().collect::<Vec<_>>().join("\n    ");
    format!("  expected\n    {}\n  made\n    {}", show(&left), show(&right))
}
