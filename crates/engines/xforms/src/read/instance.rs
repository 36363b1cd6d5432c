//! The instances: the primary one as answers will have it, and lists beside it.

use super::source::Source;
use xpath::{Document, Kind, Name, NodeId};

/// A copy of an element as a document of its own: attributes and declarations kept, white space between elements and comments left
/// out, names of the element's default namespace plain, since expressions name them without a prefix.
pub(super) fn copy(source: &Source<'_>, element: NodeId) -> Document {
    let mut copied = Document::empty();
    let top = copied.top();
    copy_into(source, element, &mut copied, top);
    copied
}

fn copy_into(source: &Source<'_>, from: NodeId, into: &mut Document, parent: NodeId) {
    let document = source.document;
    let name = match document.full_name(from) {
        Some(name) if name.prefix.is_some() => name.clone(),
        Some(name) => Name::local(&name.local),
        None => return,
    };
    let node = into.append_named(parent, name);
    for declaration in document.namespaces(from) {
        into.append_attribute(
            node,
            Kind::Namespace,
            Name::local(document.name(declaration)),
            document.own_text(declaration),
        );
    }
    for attribute in document.attributes(from) {
        if let Some(name) = document.full_name(attribute) {
            into.append_attribute(node, Kind::Attribute, name.clone(), document.own_text(attribute));
        }
    }
    let mut has_elements = false;
    for child in document.elements(from) {
        has_elements = true;
        copy_into(source, child, into, node);
    }
    if !has_elements {
        let text = document.text(from);
        let text = text.trim();
        if !text.is_empty() {
            into.append_other(node, Kind::Text, text);
        }
    }
}
