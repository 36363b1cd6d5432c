//! A small XML tree: what is built, checked and written. Owns escaping (through quick-xml); not which elements there are.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// An element with its attributes and what is inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) text: String,
    pub(super) children: Vec<Self>,
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), text: String::new(), children: Vec::new() }
    }

    pub(super) fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    pub(super) fn maybe_attribute(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    /// Text inside; characters that XML 1.0 cannot hold are left out.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.text = text.chars().filter(|character| is_xml_character(*character)).collect();
        self
    }

    pub(super) fn child(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    pub(super) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    pub(super) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| *name == attribute).map(|(_, value)| value.as_str())
    }

    pub(super) fn all<'tree>(&'tree self, name: &'tree str) -> impl Iterator<Item = &'tree Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub(super) fn first<'tree>(&'tree self, name: &'tree str) -> Option<&'tree Self> {
        self.all(name).next()
    }

    /// This element and everything below it.
    pub(super) fn descendants(&self) -> Vec<&Self> {
        let mut found = vec![self];
        found.extend(self.children.iter().flat_map(Self::descendants));
        found
    }

    /// The document with this element as its root, indented, with a comment above it when there is one.
    pub(super) fn to_xml(&self, comment: Option<&str>) -> io::Result<String> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        if let Some(comment) = comment {
            writer.write_event(Event::Comment(BytesText::new(comment)))?;
        }
        self.write(&mut writer)?;
        let mut bytes = writer.into_inner();
        bytes.push(b'\n');
        String::from_utf8(bytes).map_err(io::Error::other)
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            let value: String = value.chars().filter(|character| is_xml_character(*character)).collect();
            start.push_attribute((*name, value.as_str()));
        }
        if self.children.is_empty() && self.text.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        if !self.text.is_empty() {
            writer.write_event(Event::Text(BytesText::new(&self.text)))?;
        }
        for child in &self.children {
            child.write(writer)?;
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// The production `Char` of XML 1.0.
fn is_xml_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped() {
        let element = Element::new("title").attribute("note", "a \"b\" <c> & d\u{1}").text("1 < 2 & ข้อ\u{0}ความ");
        let xml = element.to_xml(Some("draft")).expect("written");
        assert_eq!(
            xml,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!--draft-->\n\
             <title note=\"a &quot;b&quot; &lt;c&gt; &amp; d\">1 &lt; 2 &amp; ข้อความ</title>\n"
        );
    }
}
