//! XML text to a document.

use crate::names;
use crate::write::is_held;
use crate::{Places, ReadError, Wrong};
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use xpath::{Document, Kind, Name, NodeId};

/// The namespace that questions of a form are in by default. Names in it are kept without it, because expressions name them without a
/// prefix.
pub const XFORMS: &str = "http://www.w3.org/2002/xforms";

/// How much is read before a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the text.
    pub bytes: usize,
    /// Elements inside one another.
    pub depth: usize,
    /// Elements, attributes and texts together.
    pub nodes: usize,
}

impl Default for Limits {
    /// Enough for a form of tens of thousands of questions: 32 MiB, 200 deep, two million nodes.
    fn default() -> Self {
        Self { bytes: 32 << 20, depth: 200, nodes: 2_000_000 }
    }
}

/// Reads a document with its comments and instructions. White space between elements is kept as text. Characters that XML cannot hold
/// are left out of texts, as [`crate::write`] leaves them out: a stray one refuses nobody's answers, and what was read is what is written.
///
/// # Errors
/// When the text is not well-formed, has a document type, or is beyond the limits; with the place.
pub fn read(text: &str, limits: &Limits) -> Result<Document, ReadError> {
    read_with_places(text, limits).map(|(document, _)| document)
}

/// Reads a document like [`read`], and where each of its elements stands, for telling what is wrong with their meaning.
///
/// # Errors
/// Those of [`read`].
pub fn read_with_places<'t>(text: &'t str, limits: &Limits) -> Result<(Document, Places<'t>), ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > limits.bytes {
        return Err(ReadError { line: 1, column: 1, wrong: Wrong::TooLong(limits.bytes) });
    }
    let mut reading = Reading {
        reader: NsReader::from_str(text),
        document: Document::empty(),
        open: Vec::new(),
        pending: String::new(),
        limits,
        has_root: false,
        start: 0,
        starts: Vec::new(),
    };
    match reading.run() {
        Ok(()) => Ok((reading.document, Places::new(text, reading.starts))),
        Err(wrong) => {
            let at = usize::try_from(reading.reader.error_position().max(1)).unwrap_or(usize::MAX);
            let at = if matches!(wrong, Wrong::NotWellFormed(_)) { at } else { reading.position() };
            let (line, column) = Places::new(text, Vec::new()).at(at.saturating_sub(1));
            Err(ReadError { line, column, wrong })
        }
    }
}

struct Reading<'t> {
    reader: NsReader<&'t [u8]>,
    document: Document,
    /// The elements that are open, the innermost last.
    open: Vec<NodeId>,
    /// Text that was read and not yet kept, since references cut it in pieces.
    pending: String,
    limits: &'t Limits,
    has_root: bool,
    /// Where the event that is read now begins, in bytes.
    start: usize,
    /// Where each element begins: its number in the document, and bytes.
    starts: Vec<(usize, usize)>,
}

impl Reading<'_> {
    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn run(&mut self) -> Result<(), Wrong> {
        loop {
            self.start = self.position();
            let event = self.reader.read_event().map_err(|error| Wrong::NotWellFormed(error.to_string()))?;
            if !matches!(event, Event::Text(_) | Event::GeneralRef(_) | Event::CData(_)) {
                self.keep_text()?;
            }
            match event {
                Event::Eof => return self.finish(),
                Event::Start(start) => {
                    let element = self.element(&start)?;
                    self.open.push(element);
                }
                Event::Empty(start) => {
                    self.element(&start)?;
                }
                Event::End(_) => {
                    self.open.pop();
                }
                Event::Text(text) => self.pending.push_str(&text),
                Event::CData(text) => self.pending.push_str(&text),
                Event::GeneralRef(reference) => {
                    let character = character(&reference)?;
                    self.pending.push(character);
                }
                Event::Comment(comment) => {
                    let parent = self.parent();
                    self.document.append_other(parent, Kind::Comment, &comment);
                }
                Event::PI(instruction) => {
                    let (target, content) = (instruction.target().to_owned(), instruction.content().trim().to_owned());
                    let parent = self.parent();
                    self.document.append_instruction(parent, &target, &content);
                }
                Event::DocType(_) => return Err(Wrong::DocumentType),
                Event::Decl(_) => {}
            }
            if self.document.len() > self.limits.nodes {
                return Err(Wrong::TooMany(self.limits.nodes));
            }
        }
    }

    fn parent(&self) -> NodeId {
        self.open.last().copied().unwrap_or_else(|| self.document.top())
    }

    fn keep_text(&mut self) -> Result<(), Wrong> {
        if self.pending.is_empty() {
            return Ok(());
        }
        self.pending.retain(is_held);
        match self.open.last() {
            Some(_) if self.pending.is_empty() => {}
            Some(parent) => {
                self.document.append_other(*parent, Kind::Text, &self.pending);
            }
            None if self.pending.trim().is_empty() => {}
            None => return Err(Wrong::BesideRoot),
        }
        self.pending.clear();
        Ok(())
    }

    fn element(&mut self, start: &BytesStart<'_>) -> Result<NodeId, Wrong> {
        if self.open.len() >= self.limits.depth {
            return Err(Wrong::TooDeep(self.limits.depth));
        }
        if self.open.is_empty() && std::mem::replace(&mut self.has_root, true) {
            return Err(Wrong::BesideRoot);
        }
        let (namespace, local) = self.reader.resolver().resolve_element(start.name());
        let prefix = start.name().prefix().map(|prefix| prefix.as_ref().to_owned());
        let name = name(prefix, local.as_ref(), &namespace)?;
        let parent = self.parent();
        let node = self.document.append_named(parent, name);
        self.starts.push((node.number(), self.start));
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| Wrong::NotWellFormed(error.to_string()))?;
            let text = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            let mut text = text.map_err(|error| Wrong::NotWellFormed(error.to_string()))?.into_owned();
            text.retain(is_held);
            let key: &str = attribute.key.as_ref();
            if key == "xmlns" || key.starts_with("xmlns:") {
                let declared = key.strip_prefix("xmlns:").unwrap_or("xmlns");
                self.document.append_attribute(node, Kind::Namespace, Name::local(declared), &text);
                continue;
            }
            let (namespace, local) = self.reader.resolver().resolve_attribute(attribute.key);
            let prefix = attribute.key.prefix().map(|prefix| prefix.as_ref().to_owned());
            let full = self::name(prefix, local.as_ref(), &namespace)?;
            self.document.append_attribute(node, Kind::Attribute, full, &text);
        }
        Ok(node)
    }

    fn finish(&self) -> Result<(), Wrong> {
        match self.open.last() {
            Some(open) => Err(Wrong::Unclosed(self.document.name(*open).to_owned())),
            None if self.has_root => Ok(()),
            None => Err(Wrong::Empty),
        }
    }
}

/// The character that a reference stands for.
fn character(reference: &str) -> Result<char, Wrong> {
    let unknown = || Wrong::Entity(reference.chars().take(40).collect());
    let code = match reference {
        "lt" => return Ok('<'),
        "gt" => return Ok('>'),
        "amp" => return Ok('&'),
        "quot" => return Ok('"'),
        "apos" => return Ok('\''),
        other => match (other.strip_prefix("#x"), other.strip_prefix('#')) {
            (Some(hex), _) => u32::from_str_radix(hex, 16),
            (None, Some(decimal)) => decimal.parse(),
            (None, None) => return Err(unknown()),
        },
    };
    code.ok().filter(|code| *code != 0).and_then(char::from_u32).ok_or_else(unknown)
}

/// A name with its namespace. The parser itself looks at no letter of it and lets prefixes pass that nothing declares.
fn name(prefix: Option<String>, local: &str, namespace: &ResolveResult<'_>) -> Result<Name, Wrong> {
    if !names::is_name(local) || !prefix.as_deref().is_none_or(names::is_name) {
        let written = prefix.map_or_else(|| local.to_owned(), |prefix| format!("{prefix}:{local}"));
        return Err(Wrong::Name(written.chars().take(40).collect()));
    }
    match namespace {
        ResolveResult::Bound(namespace) if namespace.as_ref() == XFORMS => Ok(Name::local(local)),
        ResolveResult::Bound(namespace) => {
            Ok(Name { prefix, local: local.to_owned(), namespace: Some(namespace.as_ref().to_owned()) })
        }
        ResolveResult::Unknown(prefix) => Err(Wrong::Prefix(prefix.chars().take(40).collect())),
        ResolveResult::Unbound => Ok(Name { prefix, local: local.to_owned(), namespace: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> ReadError {
        read(text, &Limits { bytes: 2_000, depth: 10, nodes: 100 }).expect_err("it is wrong")
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let deep = "<a>".repeat(20);
        let many = format!("<a>{}</a>", "<b/>".repeat(200));
        let cases = [
            ("", Wrong::Empty, 1),
            ("<!-- nothing -->", Wrong::Empty, 1),
            ("<a>\n<b>", Wrong::Unclosed("b".into()), 2),
            ("<a/>\n<b/>", Wrong::BesideRoot, 2),
            ("<a/>\ntext", Wrong::BesideRoot, 2),
            ("<!DOCTYPE a [<!ENTITY b 'ccc'>]>\n<a>&b;</a>", Wrong::DocumentType, 1),
            ("<a>\n< />\n</a>", Wrong::Name(String::new()), 2),
            ("<a>\n<b:/>\n</a>", Wrong::Name("b:".into()), 2),
            ("<a>\n<1b/>\n</a>", Wrong::Name("1b".into()), 2),
            ("<a>\n<b c:d:e='1'/>\n</a>", Wrong::Name("c:d:e".into()), 2),
            ("<a>\n<b:c/>\n</a>", Wrong::Prefix("b".into()), 2),
            ("<a>\n<c b:d='1'/>\n</a>", Wrong::Prefix("b".into()), 2),
            ("<a>\n&nbsp;</a>", Wrong::Entity("nbsp".into()), 2),
            ("<a>&#0;</a>", Wrong::Entity("#0".into()), 1),
            (&deep, Wrong::TooDeep(10), 1),
            (&many, Wrong::TooMany(100), 1),
            (&"x".repeat(2_001), Wrong::TooLong(2_000), 1),
        ];
        for (text, expected, line) in cases {
            let error = wrong(text);
            assert_eq!((error.wrong, error.line), (expected, line), "{text}");
        }
        let mismatched = wrong("<a>\n  <b></c>\n</a>");
        assert!(matches!(mismatched.wrong, Wrong::NotWellFormed(_)), "{mismatched}");
        assert_eq!(mismatched.line, 2);
        assert!(matches!(wrong("<a b='1' b='2'/>").wrong, Wrong::NotWellFormed(_)));
    }

    #[test]
    fn names_are_of_any_script() {
        let document = read("<ชื่อ နာမည်='1'><_a.b-1/><xml:c/></ชื่อ>", &Limits::default()).expect("they are names");
        assert_eq!(document.name(document.root()), "ชื่อ");
    }

    #[test]
    fn text_is_kept_in_one_piece_across_references_and_cdata() {
        let document = read("<a>1 &lt; 2<![CDATA[ & 3]]>&#x0E01;</a>", &Limits::default()).expect("well-formed");
        assert_eq!(document.children(document.root()).count(), 1);
        assert_eq!(document.text(document.root()), "1 < 2 & 3ก");
    }

    #[test]
    fn characters_that_xml_cannot_hold_are_left_out_of_what_is_read() {
        let document =
            read("<a b='1\u{e}2&#xb;'>\u{11}3&#14;4<c>\u{1}</c></a>", &Limits::default()).expect("well-formed");
        assert_eq!(crate::write(&document), "<a b=\"12\">34<c/></a>");
    }

    #[test]
    fn names_in_the_namespace_of_forms_are_plain_and_others_keep_theirs() {
        let text =
            "<data xmlns='http://www.w3.org/2002/xforms' xmlns:orx='http://openrosa.org/xforms'><orx:meta/></data>";
        let document = read(text, &Limits::default()).expect("well-formed");
        let meta = document.elements(document.root()).next().expect("one");
        let name = document.full_name(meta).expect("named");
        assert_eq!(name.qualified(), "orx:meta");
        assert_eq!(name.namespace.as_deref(), Some("http://openrosa.org/xforms"));
        assert_eq!(document.full_name(document.root()), Some(&Name::local("data")));
    }
}
