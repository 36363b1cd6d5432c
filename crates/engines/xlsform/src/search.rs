//! The appearance `search(…)`: choices that are searched in a file by the phone, so that they stand in the body instead of an
//! instance.

use crate::choices::Lists;
use crate::header::Header;
use crate::problem::Report;
use crate::survey::{is_list_file, stem};
use crate::tree::{NodeId, SURVEY, Tree};
use language::Message;

/// Marks the lists that are searched. A list is searched by all its questions or by none.
pub(crate) fn mark(tree: &Tree, choices: &mut Lists, header: &Header, report: &mut Report) {
    let selects = tree.descendants(SURVEY).into_iter().filter(|id| tree.node(*id).asked().is_select());
    let (searched, others): (Vec<NodeId>, Vec<NodeId>) = selects.partition(|id| is_search(tree, *id));
    for id in searched {
        let node = tree.node(id);
        let place = |column: &[&str]| header.place(node.entry.row, column);
        if is_list_file(stem(&node.itemset).1) {
            let message = Message::new("xlsform-search-file").with("name", node.name());
            report.problem(place(&["control", "appearance"]), message);
            continue;
        }
        let list = node.list.as_deref().unwrap_or(&node.itemset);
        let other = others.iter().map(|id| tree.node(*id)).find(|other| node.list.is_some() && other.list == node.list);
        if let Some(other) = other {
            let message = Message::new("xlsform-search-mixed").with("name", node.name()).with("list", list);
            report.problem(place(&["control", "appearance"]), message.with("other", other.name()));
        }
        if let Some(list) = choices.get_mut(list) {
            list.is_searched = true;
        }
    }
}

fn is_search(tree: &Tree, id: NodeId) -> bool {
    let appearance = tree.node(id).entry.controlled("appearance");
    appearance.find("search(").is_some_and(|at| appearance.get(at..).is_some_and(|call| call.contains(')')))
}
