//! Reads the XML of a case into a document, with comments, instructions and namespaces.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use xpath::{Document, Kind, Name, NodeId};

/// Forms have their questions in the XForms namespace by default; expressions name them without prefix.
const XFORMS: &str = "http://www.w3.org/2002/xforms";

pub(crate) fn read(xml: &str) -> Document {
    let mut reader = NsReader::from_str(xml.trim());
    let mut document = Document::empty();
    let mut open = vec![document.top()];
    let mut text = String::new();
    loop {
        let event = reader.read_event().expect("the cases are well-formed");
        let parent = *open.last().expect("the top stays open");
        if !matches!(event, Event::Text(_) | Event::GeneralRef(_)) & !text.is_empty() {
            if parent != document.top() {
                document.append_other(parent, Kind::Text, &text);
            }
            text.clear();
        }
        match event {
            Event::Eof => return document,
            Event::Start(start) => open.push(element(&mut document, &reader, parent, &start)),
            Event::Empty(start) => {
                element(&mut document, &reader, parent, &start);
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(found) => text.push_str(&found),
            Event::GeneralRef(reference) => text.push_str(&resolved(&reference)),
            Event::CData(data) => {
                document.append_other(parent, Kind::Text, &data);
            }
            Event::Comment(comment) => {
                document.append_other(parent, Kind::Comment, &comment);
            }
            Event::PI(instruction) => {
                let target = instruction.target().to_owned();
                let content = instruction.content().trim().to_owned();
                document.append_instruction(parent, &target, &content);
            }
            Event::Decl(_) | Event::DocType(_) => {}
        }
    }
}

fn resolved(reference: &str) -> String {
    match reference {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => {
            let code = other.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16));
            let code =
                code.or_else(|| other.strip_prefix('#').map(str::parse)).expect("a character").expect("a number");
            char::from_u32(code).expect("a character").to_string()
        }
    }
}

fn element(document: &mut Document, reader: &NsReader<&[u8]>, parent: NodeId, start: &BytesStart<'_>) -> NodeId {
    let (namespace, local) = reader.resolver().resolve_element(start.name());
    let prefix = start.name().prefix().map(|prefix| prefix.as_ref().to_owned());
    let name = name(prefix, local.as_ref(), &namespace);
    let node = document.append_named(parent, name);
    for attribute in start.attributes() {
        let attribute = attribute.expect("well-formed");
        let text = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("resolvable").into_owned();
        let key = attribute.key.as_ref().to_owned();
        if key == "xmlns" || key.starts_with("xmlns:") {
            let declared = key.strip_prefix("xmlns:").unwrap_or("xmlns");
            document.append_attribute(node, Kind::Namespace, Name::local(declared), &text);
            continue;
        }
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let prefix = attribute.key.prefix().map(|prefix| prefix.as_ref().to_owned());
        let full = self::name(prefix, local.as_ref(), &namespace);
        document.append_attribute(node, Kind::Attribute, full, &text);
    }
    node
}

fn name(prefix: Option<String>, local: &str, namespace: &ResolveResult<'_>) -> Name {
    let namespace = match namespace {
        ResolveResult::Bound(namespace) => Some(namespace.as_ref().to_owned()),
        _ => None,
    };
    let namespace = namespace.filter(|namespace| namespace != XFORMS);
    Name { prefix, local: local.to_owned(), namespace }
}
