//! Reads XML into a document: elements, attributes, texts, comments, instructions, namespaces. Within limits, and without ever looking
//! up what a document type declares, so that a hostile file is cheap to refuse. Does not know what any element means.

use crate::{Document, Kind, Name, NodeId};
use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};

/// Forms have their questions in the XForms namespace by default; expressions name them without prefix.
const XFORMS: &str = "http://www.w3.org/2002/xforms";
/// Elements inside elements. Real forms have about a dozen.
const DEEPEST: usize = 200;
/// Nodes of one document, attributes included.
const MOST_NODES: usize = 4_000_000;

/// XML that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem} (at byte {offset})")]
pub struct XmlError {
    /// Where, in bytes from the start.
    pub offset: u64,
    /// What is wrong there.
    pub problem: XmlProblem,
}

/// What is wrong with XML that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XmlProblem {
    /// Not well-formed.
    #[error("the XML is not well-formed: {0}")]
    Malformed(String),
    /// A reference to something that only a document type could declare.
    #[error("the XML refers to `{0}`, which is not declared")]
    UnknownEntity(String),
    /// Elements nested beyond any form.
    #[error("the XML is nested too deeply")]
    TooDeep,
    /// More nodes than any form has.
    #[error("the XML is too large")]
    TooLarge,
    /// No element at all, or one that is never closed.
    #[error("the XML ends too early")]
    Unfinished,
}

impl Document {
    /// Reads XML. Elements in the XForms namespace are in none here, because expressions name them so; every other namespace is
    /// kept. White space is kept too, except outside the root element.
    ///
    /// # Errors
    /// When it is not well-formed, or beyond the limits.
    pub fn from_xml(xml: &str) -> Result<Self, XmlError> {
        let mut reading =
            Reading { reader: NsReader::from_str(xml), document: Self::empty(), open: Vec::new(), text: String::new() };
        match reading.run() {
            Ok(()) => Ok(reading.document),
            Err(problem) => Err(XmlError { offset: reading.reader.buffer_position(), problem }),
        }
    }
}

struct Reading<'x> {
    reader: NsReader<&'x [u8]>,
    document: Document,
    /// The elements that are not closed yet.
    open: Vec<NodeId>,
    /// Text since the last tag, put together of pieces between references.
    text: String,
}

impl Reading<'_> {
    fn run(&mut self) -> Result<(), XmlProblem> {
        loop {
            let event = self.reader.read_event().map_err(malformed)?;
            if !matches!(event, Event::Text(_) | Event::GeneralRef(_)) {
                self.end_text();
            }
            if self.document.len() > MOST_NODES {
                return Err(XmlProblem::TooLarge);
            }
            match event {
                Event::Eof => break,
                Event::Start(start) => {
                    let element = self.element(&start)?;
                    self.open.push(element);
                    if self.open.len() > DEEPEST {
                        return Err(XmlProblem::TooDeep);
                    }
                }
                Event::Empty(start) => {
                    self.element(&start)?;
                }
                Event::End(_) => {
                    self.open.pop();
                }
                other => self.other(other)?,
            }
        }
        let is_whole = self.open.is_empty() && self.document.is_element(self.document.root());
        if is_whole { Ok(()) } else { Err(XmlProblem::Unfinished) }
    }

    fn parent(&self) -> NodeId {
        self.open.last().copied().unwrap_or(self.document.top())
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() && !self.open.is_empty() {
            self.document.append_other(self.parent(), Kind::Text, &self.text);
        }
        self.text.clear();
    }

    fn other(&mut self, event: Event<'_>) -> Result<(), XmlProblem> {
        let parent = self.parent();
        match event {
            Event::Text(text) => self.text.push_str(&text),
            Event::GeneralRef(reference) => self.text.push_str(&resolved(&reference)?),
            Event::CData(data) => {
                self.document.append_other(parent, Kind::CData, &data);
            }
            Event::Comment(comment) => {
                self.document.append_other(parent, Kind::Comment, &comment);
            }
            Event::PI(instruction) => {
                self.document.append_instruction(parent, instruction.target(), instruction.content().trim());
            }
            Event::DocType(declared) => {
                let name = declared.split_whitespace().next().unwrap_or_default().to_owned();
                self.document.append_doctype(&name);
            }
            _ => {}
        }
        Ok(())
    }

    fn element(&mut self, start: &BytesStart<'_>) -> Result<NodeId, XmlProblem> {
        let (namespace, _) = self.reader.resolver().resolve_element(start.name());
        let name = full_name(start.name(), &namespace);
        let parent = self.parent();
        let element = self.document.append_named(parent, name);
        for attribute in start.attributes() {
            let attribute = attribute.map_err(malformed)?;
            let text = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(malformed)?;
            let key = attribute.key.as_ref();
            if key == "xmlns" || key.starts_with("xmlns:") {
                let declared = Name::local(key.strip_prefix("xmlns:").unwrap_or(key));
                self.document.append_attribute(element, Kind::Namespace, declared, &text);
                continue;
            }
            let (namespace, _) = self.reader.resolver().resolve_attribute(attribute.key);
            let name = full_name(attribute.key, &namespace);
            self.document.append_attribute(element, Kind::Attribute, name, &text);
        }
        Ok(element)
    }
}

fn malformed(error: impl std::fmt::Display) -> XmlProblem {
    XmlProblem::Malformed(error.to_string())
}

fn full_name(name: QName<'_>, namespace: &ResolveResult<'_>) -> Name {
    let namespace = match namespace {
        ResolveResult::Bound(namespace) if namespace.as_ref() != XFORMS => Some(namespace.as_ref().to_owned()),
        _ => None,
    };
    let prefix = name.prefix().map(|prefix| prefix.as_ref().to_owned());
    Name { prefix, local: name.local_name().as_ref().to_owned(), namespace }
}

/// The five entities that XML has of itself, and characters by number.
fn resolved(reference: &BytesRef<'_>) -> Result<String, XmlProblem> {
    let unknown = || XmlProblem::UnknownEntity(reference.chars().take(40).collect());
    if reference.is_char_ref() {
        let character = reference.resolve_char_ref().map_err(malformed)?;
        return character.map(String::from).ok_or_else(unknown);
    }
    quick_xml::escape::resolve_predefined_entity(reference).map(str::to_owned).ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_elements_texts_and_what_else_there_is() {
        let xml = "<?xml version=\"1.0\"?><!DOCTYPE data><!--first--><data xmlns:orx=\"u\" id=\"f&amp;1\">\
                   a &lt; &#x0E01;<![CDATA[<b>]]><orx:meta/><?keep this?></data>";
        let document = Document::from_xml(xml).expect("well-formed");
        let kinds: Vec<_> = document.children(document.top()).map(|node| document.kind(node)).collect();
        assert_eq!(kinds, [Kind::Doctype, Kind::Comment, Kind::Element]);
        let root = document.root();
        assert_eq!(document.text(root), "a < ก<b>");
        assert_eq!(document.attribute(root, "id"), Some("f&1"));
        let meta = document.child(root, "meta").expect("there");
        assert_eq!(document.full_name(meta).map(Name::qualified).as_deref(), Some("orx:meta"));
        assert_eq!(document.full_name(meta).and_then(|name| name.namespace.as_deref()), Some("u"));
    }

    #[test]
    fn the_namespace_of_forms_is_none() {
        let document = Document::from_xml("<model xmlns='http://www.w3.org/2002/xforms'><a/></model>").expect("read");
        assert_eq!(document.full_name(document.root()).and_then(|name| name.namespace.clone()), None);
    }

    #[test]
    fn refuses_what_is_broken_or_hostile() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>";
        let cases = [
            ("", XmlProblem::Unfinished),
            ("just text", XmlProblem::Unfinished),
            ("<a>", XmlProblem::Unfinished),
            (bomb, XmlProblem::UnknownEntity("b".into())),
        ];
        for (xml, problem) in cases {
            assert_eq!(Document::from_xml(xml).expect_err(xml).problem, problem, "{xml}");
        }
        for xml in ["<a></b>", "<a b></a>", "<a b='1' b='2'/>", "<a>&nbsp;</a>", "<a", "</a>"] {
            assert!(Document::from_xml(xml).is_err(), "{xml}");
        }
        let deep = "<a>".repeat(100_000);
        assert_eq!(Document::from_xml(&deep).expect_err("deep").problem, XmlProblem::TooDeep);
    }
}
