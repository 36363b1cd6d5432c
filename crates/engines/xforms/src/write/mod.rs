//! Definitions to XML, as phones read it and as pyxform shapes it. Owns the outermost elements and how elements are laid out; the
//! model and the body have a module each.

mod body;
mod model;

use crate::{Attribute, Definition, Piece, STANDARD_NAMESPACES, Words};
use xml::{escape_attribute, escape_text};

/// The namespace of names without prefix.
const XFORMS: &str = "http://www.w3.org/2002/xforms";

/// The namespace of entities, declared when a form has some.
const ENTITIES: (&str, &str) = ("entities", "http://www.opendatakit.org/xforms/entities");

/// The version of the ODK XForms specification that is written.
const VERSION: &str = "1.0.0";

/// The form as XML, two spaces a level between elements and none inside texts.
pub fn write(definition: &Definition) -> String {
    let mut writer = Writer::default();
    writer.text.push_str("<?xml version=\"1.0\"?>\n");
    writer.begin("h:html");
    writer.attribute("xmlns", XFORMS);
    for (prefix, address) in STANDARD_NAMESPACES {
        writer.attribute(&format!("xmlns:{prefix}"), address);
    }
    let has_own = definition.namespaces.iter().any(|(prefix, _)| prefix == ENTITIES.0);
    let entities = Some(ENTITIES).filter(|_| definition.entities_version.is_some() && !has_own);
    let own = definition.namespaces.iter().map(|(prefix, address)| (prefix.as_str(), address.as_str()));
    for (prefix, address) in own.chain(entities) {
        if !STANDARD_NAMESPACES.iter().any(|(standard, _)| *standard == prefix) {
            writer.attribute(&format!("xmlns:{prefix}"), address);
        }
    }
    writer.begin("h:head");
    writer.element_with_text("h:title", &definition.title);
    model::write(definition, &mut writer);
    writer.end("h:head");
    writer.begin("h:body");
    writer.optional("class", &definition.body_class);
    body::write(&definition.body, &mut writer);
    writer.end("h:body");
    writer.end("h:html");
    writer.text
}

/// XML while it grows.
#[derive(Default)]
struct Writer {
    text: String,
    depth: usize,
    /// Whether the last element was begun and its tag is still open for attributes.
    is_tag_open: bool,
}

impl Writer {
    fn begin(&mut self, name: &str) {
        self.close_tag();
        self.indent();
        self.text.push('<');
        self.text.push_str(name);
        self.depth += 1;
        self.is_tag_open = true;
    }

    fn end(&mut self, name: &str) {
        self.depth -= 1;
        if self.is_tag_open {
            self.text.push_str("/>\n");
            self.is_tag_open = false;
            return;
        }
        self.indent();
        self.end_tag(name);
    }

    fn end_tag(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push_str(">\n");
    }

    fn close_tag(&mut self) {
        if std::mem::take(&mut self.is_tag_open) {
            self.text.push_str(">\n");
        }
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("  ", self.depth));
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        self.text.push_str(&escape_attribute(value));
        self.text.push('"');
    }

    /// An attribute that is not written when it is empty.
    fn optional(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.attribute(name, value);
        }
    }

    fn attributes(&mut self, attributes: &[Attribute]) {
        for attribute in attributes {
            self.attribute(&attribute.name, &attribute.value);
        }
    }

    /// An element with a text and nothing else.
    fn element_with_text(&mut self, name: &str, text: &str) {
        self.begin(name);
        if text.is_empty() {
            return self.end(name);
        }
        self.is_tag_open = false;
        self.text.push('>');
        self.text.push_str(&escape_text(text));
        self.depth -= 1;
        self.end_tag(name);
    }

    /// Ends the element that was begun last, with words in it.
    fn end_with_words(&mut self, name: &str, words: &Words) {
        if words.is_empty() {
            return self.end(name);
        }
        self.is_tag_open = false;
        self.text.push('>');
        for piece in &words.0 {
            match piece {
                Piece::Text(text) => self.text.push_str(&escape_text(text)),
                Piece::Output(value) => {
                    self.text.push_str("<output");
                    self.attribute("value", value);
                    self.text.push_str("/>");
                }
            }
        }
        self.depth -= 1;
        self.end_tag(name);
    }
}
