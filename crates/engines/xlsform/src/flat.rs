//! The setting `flat`: answers that stand side by side whatever sections their questions are in. What a section's relevance said, its
//! questions then say themselves.

use crate::texts::Texts;
use crate::tree::{NodeId, SURVEY, Tree};

/// Makes a form's sections flat.
pub(crate) fn flatten(tree: &mut Tree) {
    let mut open: Vec<(NodeId, String)> = tree.children(SURVEY).iter().map(|id| (*id, String::new())).collect();
    while let Some((id, around)) = open.pop() {
        let relevant = joined(&around, tree.node(id).entry.bound("relevant"));
        let children = tree.children(id).to_vec();
        if children.is_empty() {
            if !relevant.is_empty() {
                set_relevant(tree, id, relevant);
            }
        } else {
            tree.node_mut(id).is_flat = true;
            open.extend(children.into_iter().map(|child| (child, relevant.clone())));
        }
    }
}

fn joined(around: &str, own: &str) -> String {
    match (around, own) {
        (around, "") => around.to_owned(),
        ("", own) => own.to_owned(),
        (around, own) => format!("{around} and ({own})"),
    }
}

fn set_relevant(tree: &mut Tree, id: NodeId, relevant: String) {
    let entry = &mut tree.node_mut(id).entry;
    match entry.bind.iter_mut().find(|(name, _)| name == "relevant") {
        Some((_, texts)) => *texts = Texts::Plain(relevant),
        None => entry.bind.push(("relevant".to_owned(), Texts::Plain(relevant))),
    }
}
