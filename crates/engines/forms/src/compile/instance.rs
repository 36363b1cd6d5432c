//! The empty instance of a form, with a template set aside for each repeat.

use crate::form::Instance;
use crate::{Item, Kind};
use xpath::{Document, NodeId};

/// Builds the document: every node is tagged with its item; repeats are taken out of the tree and stay as templates.
pub(super) fn build(items: &[Item]) -> Instance {
    let root_name = items.first().map_or("data", |root| root.name.as_str());
    let mut document = Document::new(root_name);
    let mut nodes: Vec<NodeId> = vec![document.root()];
    for (at, item) in items.iter().enumerate().skip(1) {
        let parent = item.parent.and_then(|parent| nodes.get(parent)).copied().unwrap_or_else(|| document.root());
        let node = document.append(parent, &item.name);
        document.set_tag(node, u32::try_from(at).unwrap_or_default());
        nodes.push(node);
    }
    for (item, node) in items.iter().zip(&nodes) {
        if item.kind == Kind::Repeat {
            document.remove(*node);
        }
    }
    Instance { document, nodes }
}
