//! XML under limits: no document type (so no entities of its own), bounded depth, whole to the end. Owns what an attack could use.

use crate::error::Excess;
use crate::{Limits, SheetError};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;

/// A piece of an XML document. An empty element comes as an opening and a closing.
pub(crate) enum Node<'a> {
    Open(BytesStart<'a>),
    Close(BytesEnd<'a>),
    Text(Cow<'a, str>),
    End,
}

/// Reads a document piece by piece.
pub(crate) struct XmlReader<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: u64,
    deepest: u64,
}

impl<'a> XmlReader<'a> {
    /// `part` names the document in errors.
    pub(crate) fn new(text: &'a str, part: &'a str, limits: &Limits) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part, depth: 0, deepest: limits.xml_depth }
    }

    pub(crate) fn next(&mut self) -> Result<Node<'a>, SheetError> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.damaged(&error.to_string()))?;
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    Excess::XmlDepth.check(self.depth, self.deepest)?;
                    return Ok(Node::Open(start));
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::Close(end));
                }
                Event::Text(text) => return Ok(Node::Text(text.xml10_content().into_owned().into())),
                Event::CData(data) => return Ok(Node::Text(data.xml10_content().into_owned().into())),
                Event::GeneralRef(reference) => return Ok(Node::Text(self.resolve(&reference)?)),
                Event::DocType(_) => return Err(self.damaged("it declares a document type")),
                Event::Eof if self.depth > 0 => return Err(self.damaged("it is cut off")),
                Event::Eof => return Ok(Node::End),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Without a document type only numbers and the five entities of XML itself have a meaning.
    fn resolve(&self, reference: &BytesRef<'_>) -> Result<Cow<'a, str>, SheetError> {
        if let Some(character) = reference.resolve_char_ref().map_err(|error| self.damaged(&error.to_string()))? {
            return Ok(character.to_string().into());
        }
        let name = reference.xml10_content();
        match name.as_ref() {
            "amp" => Ok("&".into()),
            "lt" => Ok("<".into()),
            "gt" => Ok(">".into()),
            "quot" => Ok("\"".into()),
            "apos" => Ok("'".into()),
            _ => Err(self.damaged("it uses an entity that is not declared")),
        }
    }

    pub(crate) fn damaged(&self, why: &str) -> SheetError {
        SheetError::damaged(format!("{}: {why}", self.part))
    }
}

/// The value of an attribute, by its name without prefix.
pub(crate) fn attribute(start: &BytesStart<'_>, local_name: &str) -> Option<String> {
    start
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == local_name)
        .and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned))
}
