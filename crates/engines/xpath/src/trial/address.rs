//! Addresses of nodes: by names and places, and by numbers of children.

use crate::{Document, Kind, Name, NodeId};

/// A node of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundNode {
    /// By names and places: `/data[1]/row[2]/text()[1]`.
    pub path: String,
    /// By numbers of children: `/0/3/0`.
    pub index_path: String,
    /// The name as written, or `#text` and its like for nodes that have none.
    pub name: String,
    /// The text; a document type has none.
    pub value: Option<String>,
}

impl FoundNode {
    pub(super) fn new(document: &Document, node: NodeId) -> Self {
        let mut way: Vec<_> = std::iter::once(node).chain(document.ancestors(node)).collect();
        // The document itself has no step.
        way.pop();
        way.reverse();
        let joined = |step: fn(&Document, NodeId) -> String| {
            let path: String = way.iter().flat_map(|node| ["/".to_owned(), step(document, *node)]).collect();
            if path.is_empty() { "/".to_owned() } else { path }
        };
        let has_value = document.kind(node) != Kind::Doctype;
        Self {
            path: joined(step),
            index_path: joined(index_step),
            name: name(document, node),
            value: has_value.then(|| document.text(node).into_owned()),
        }
    }
}

/// The node at a path of numbers, `/0/3/@id`.
pub(super) fn by_index(document: &Document, path: &str) -> Option<NodeId> {
    follow(document, path, |parent, part| match part.strip_prefix('@') {
        Some(_) => named(document, parent, part),
        None => document.children(parent).nth(part.parse().ok()?),
    })
}

/// The node at a path of names and places, `/data[1]/row[2]/@id`.
pub(super) fn by_name(document: &Document, path: &str) -> Option<NodeId> {
    follow(document, path, |parent, part| named(document, parent, part))
}

fn follow(document: &Document, path: &str, step: impl Fn(NodeId, &str) -> Option<NodeId>) -> Option<NodeId> {
    path.split('/').filter(|part| !part.is_empty()).try_fold(document.top(), step)
}

fn named(document: &Document, parent: NodeId, part: &str) -> Option<NodeId> {
    let beside = document.attributes(parent).chain(document.namespaces(parent));
    let mut candidates = beside.chain(document.children(parent));
    match part.strip_suffix(']').and_then(|part| part.rsplit_once('[')) {
        None => candidates.find(|node| kind_of_step(document, *node) == part),
        Some((wanted, place)) => {
            let place = place.parse::<usize>().ok()?.checked_sub(1)?;
            candidates.filter(|node| kind_of_step(document, *node) == wanted).nth(place)
        }
    }
}

/// A step without the place: nodes of one parent with the same are counted together.
fn kind_of_step(document: &Document, node: NodeId) -> String {
    match document.kind(node) {
        Kind::Text | Kind::CData => "text()".to_owned(),
        Kind::Comment => "comment()".to_owned(),
        Kind::Instruction => "processing-instruction()".to_owned(),
        Kind::Attribute | Kind::Namespace => format!("@{}", name(document, node)),
        // Not an element, and so never counted with one of its name.
        Kind::Doctype => format!("{}[0]", name(document, node)),
        Kind::Element | Kind::Top => name(document, node),
    }
}

fn step(document: &Document, node: NodeId) -> String {
    let own = kind_of_step(document, node);
    if document.kind(node).is_attribute() || document.kind(node) == Kind::Doctype {
        return own;
    }
    let before = std::iter::successors(document.previous_sibling(node), |node| document.previous_sibling(*node));
    let place = before.filter(|sibling| kind_of_step(document, *sibling) == own).count() + 1;
    format!("{own}[{place}]")
}

fn index_step(document: &Document, node: NodeId) -> String {
    if document.kind(node).is_attribute() {
        return kind_of_step(document, node);
    }
    let before = std::iter::successors(document.previous_sibling(node), |node| document.previous_sibling(*node));
    before.count().to_string()
}

fn name(document: &Document, node: NodeId) -> String {
    let written = || document.full_name(node).map(Name::qualified).unwrap_or_default();
    match document.kind(node) {
        Kind::Top => "#document".to_owned(),
        Kind::Text => "#text".to_owned(),
        Kind::CData => "#cdata-section".to_owned(),
        Kind::Comment => "#comment".to_owned(),
        Kind::Namespace if written() != "xmlns" => format!("xmlns:{}", written()),
        Kind::Element | Kind::Attribute | Kind::Namespace | Kind::Instruction | Kind::Doctype => written(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_found_again_by_both_of_its_addresses() {
        let xml = "<!DOCTYPE d><d xmlns:x='u' a='1'>t<e/>t<![CDATA[c]]><x:e x:b='2'>t</x:e><e/><!--c--><?p i?></d>";
        let document = Document::from_xml(xml).expect("well-formed");
        let mut all = vec![document.top()];
        all.extend(document.descendants(document.top()));
        let beside = all
            .clone()
            .into_iter()
            .flat_map(|node| document.attributes(node).chain(document.namespaces(node)).collect::<Vec<_>>());
        all.extend(beside);
        for node in all {
            let found = FoundNode::new(&document, node);
            assert_eq!(by_index(&document, &found.index_path), Some(node), "{found:?}");
            if document.kind(node) != Kind::Doctype {
                assert_eq!(by_name(&document, &found.path), Some(node), "{found:?}");
            }
        }
        let second = by_name(&document, "/d[1]/e[2]").map(|node| FoundNode::new(&document, node).index_path);
        assert_eq!(second.as_deref(), Some("/1/5"));
        for absent in ["/d[2]", "/d[0]", "/d[1]/@z", "/d[1]/f", "/d[1]/e[x]"] {
            assert_eq!(by_name(&document, absent), None, "{absent}");
        }
    }
}
