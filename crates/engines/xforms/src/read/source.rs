//! The XML of a form, asked by the meaning of names: which namespace an element or attribute is in, whatever its prefix.

use super::places::{Holder, PartPlaces};
use super::problem::{Problem, Wrong};
use crate::Attribute;
use std::cell::RefCell;
use std::collections::HashMap;
use xml::Places;
use xpath::{Document, Name, NodeId};

/// A namespace of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// None, or that of XForms.
    Plain,
    Html,
    JavaRosa,
    OpenRosa,
    Odk,
    Entities,
    Events,
}

/// Every namespace of the specification with its usual prefix.
const SPACES: [(Space, &str, &str); 6] = [
    (Space::Html, "h", "http://www.w3.org/1999/xhtml"),
    (Space::JavaRosa, "jr", "http://openrosa.org/javarosa"),
    (Space::OpenRosa, "orx", "http://openrosa.org/xforms"),
    (Space::Odk, "odk", "http://www.opendatakit.org/xforms"),
    (Space::Entities, "entities", "http://www.opendatakit.org/xforms/entities"),
    (Space::Events, "ev", "http://www.w3.org/2001/xml-events"),
];

/// Further addresses that every form declares and none needs.
const USUAL: [&str; 3] = [xml::XFORMS, "http://www.w3.org/2001/XMLSchema", "http://www.w3.org/XML/1998/namespace"];

pub(super) struct Source<'d> {
    pub(super) document: &'d Document,
    places: &'d Places<'d>,
    /// The nodesets of binds by their ids, for elements that name a bind instead of a node.
    binds: HashMap<&'d str, &'d str>,
    found: RefCell<Found>,
}

#[derive(Default)]
struct Found {
    errors: Vec<Problem>,
    warnings: Vec<Problem>,
    places: PartPlaces,
}

impl<'d> Source<'d> {
    pub(super) fn new(document: &'d Document, places: &'d Places<'d>) -> Self {
        let mut source = Self { document, places, binds: HashMap::new(), found: RefCell::default() };
        if let Some(model) = source.descendant(document.root(), "model") {
            let binds = document.elements(model).filter(|child| source.is(*child, "bind"));
            source.binds = binds
                .filter_map(|bind| Some((source.plain(bind, "id")?, source.plain(bind, "nodeset")?.trim())))
                .collect();
        }
        source
    }

    /// The nodeset of the bind with this id.
    pub(super) fn bind_nodeset(&self, id: &str) -> Option<&'d str> {
        self.binds.get(id).copied()
    }

    /// The mistakes and oddities found, and where the parts stand.
    pub(super) fn finish(self) -> (Vec<Problem>, Vec<Problem>, PartPlaces) {
        let found = self.found.into_inner();
        (found.errors, found.warnings, found.places)
    }

    pub(super) fn problem(&self, node: NodeId, wrong: Wrong) -> Problem {
        let (line, column) = self.places.of(node);
        Problem { line, column, wrong }
    }

    pub(super) fn refuse(&self, node: NodeId, wrong: Wrong) {
        let problem = self.problem(node, wrong);
        self.found.borrow_mut().errors.push(problem);
    }

    pub(super) fn warn(&self, node: NodeId, wrong: Wrong) {
        let problem = self.problem(node, wrong);
        self.found.borrow_mut().warnings.push(problem);
    }

    /// An element that nobody knows is told and left out.
    pub(super) fn warn_of_unknown(&self, node: NodeId) {
        self.warn(node, Wrong::UnknownElement(self.written_name(node)));
    }

    pub(super) fn note(&self, holder: Holder, name: &str, node: NodeId) {
        let place = self.places.of(node);
        self.found.borrow_mut().places.note(holder, name, place);
    }

    pub(super) fn elements(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        self.document.elements(node)
    }

    /// The first child element of that name, in a namespace that forms use for elements.
    pub(super) fn child(&self, node: NodeId, local: &str) -> Option<NodeId> {
        self.elements(node).find(|child| self.is(*child, local))
    }

    /// The first element of that name outside instances and the body's controls: head and model are shallow.
    pub(super) fn descendant(&self, node: NodeId, local: &str) -> Option<NodeId> {
        let mut level = vec![node];
        for _depth in 0..4 {
            if let Some(found) = level.iter().find(|node| self.is(**node, local)) {
                return Some(*found);
            }
            level = level.iter().flat_map(|node| self.elements(*node)).collect();
        }
        None
    }

    /// Whether an element has this name in the namespaces of XForms, HTML or ODK.
    pub(super) fn is(&self, node: NodeId, local: &str) -> bool {
        self.document.name(node) == local
            && matches!(self.space(node), Some(Space::Plain | Space::Html | Space::Odk | Space::OpenRosa))
    }

    pub(super) fn local(&self, node: NodeId) -> &'d str {
        self.document.name(node)
    }

    pub(super) fn written_name(&self, node: NodeId) -> String {
        self.document.full_name(node).map(Name::qualified).unwrap_or_default()
    }

    /// The namespace of an element or attribute; `None` for those outside the specification.
    pub(super) fn space(&self, node: NodeId) -> Option<Space> {
        let name = self.document.full_name(node)?;
        match (&name.namespace, &name.prefix) {
            (Some(address), _) => SPACES.iter().find(|(_, _, known)| known == address).map(|(space, _, _)| *space),
            (None, Some(_)) => None,
            (None, None) => Some(Space::Plain),
        }
    }

    pub(super) fn attribute(&self, node: NodeId, space: Space, local: &str) -> Option<&'d str> {
        let document = self.document;
        document
            .attributes(node)
            .find(|attribute| document.name(*attribute) == local && self.space(*attribute) == Some(space))
            .map(|attribute| document.own_text(attribute))
    }

    /// An attribute without prefix.
    pub(super) fn plain(&self, node: NodeId, local: &str) -> Option<&'d str> {
        self.attribute(node, Space::Plain, local)
    }

    /// An attribute without prefix, trimmed; told as missing when it is not there or empty.
    pub(super) fn needed(&self, node: NodeId, attribute: &'static str) -> Option<&'d str> {
        let value = self.plain(node, attribute).map(str::trim).filter(|value| !value.is_empty());
        if value.is_none() {
            self.refuse(node, Wrong::AttributeMissing { element: self.written_name(node), attribute });
        }
        value
    }

    /// The attributes that are none of the known ones. Left out is what has a usual prefix with an address of its own: a prefix has one
    /// address in what is written, where the attribute would come to mean something.
    pub(super) fn other_attributes(&self, node: NodeId, known: &[(Space, &str)]) -> Vec<Attribute> {
        let is_known = |attribute: &NodeId| {
            let space = self.space(*attribute);
            known.iter().any(|(known, local)| space == Some(*known) && self.local(*attribute) == *local)
        };
        self.document
            .attributes(node)
            .filter(|attribute| !is_known(attribute) && !self.has_prefix_of_another(*attribute))
            .map(|attribute| Attribute {
                name: self.written_name(attribute),
                value: self.document.own_text(attribute).to_owned(),
            })
            .collect()
    }

    fn has_prefix_of_another(&self, attribute: NodeId) -> bool {
        let Some(Name { prefix: Some(prefix), namespace: Some(address), .. }) = self.document.full_name(attribute)
        else {
            return false;
        };
        SPACES.iter().any(|(_, usual, known)| usual == prefix && known != address)
    }

    /// The text of an element, trimmed.
    pub(super) fn text(&self, node: NodeId) -> String {
        self.document.text(node).trim().to_owned()
    }

    /// Prefixes declared on the root, but for the usual ones of the specification.
    pub(super) fn declared_prefixes(&self, root: NodeId) -> Vec<(String, String)> {
        let declared = self.document.namespaces(root).map(|node| (self.local(node), self.document.own_text(node)));
        declared
            .filter(|(prefix, address)| {
                // Another prefix for an address that every form declares is one that names and expressions of the form may use.
                let is_usual = SPACES.iter().any(|(_, usual, known)| usual == prefix && known == address);
                *prefix != "xmlns" && !USUAL.contains(address) && !is_usual
            })
            .map(|(prefix, address)| (prefix.to_owned(), address.to_owned()))
            .collect()
    }
}
