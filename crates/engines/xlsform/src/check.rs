//! Names of the finished form: those that conversion itself gave must not meet others either.

use crate::header::Header;
use crate::problem::Report;
use crate::tree::{NodeKind, SURVEY, Tree};
use language::Message;
use std::collections::HashSet;

/// Checks that names differ within each section, and names of repeats in the whole form.
pub(crate) fn check(tree: &Tree, header: &Header, report: &mut Report) {
    let mut repeats = HashSet::new();
    for id in tree.descendants(SURVEY) {
        let mut names = HashSet::new();
        for child in tree.children(id).iter().map(|child| tree.node(*child)) {
            let is_attribute = matches!(child.kind, NodeKind::Attribute(_) | NodeKind::EntityLabel);
            if !is_attribute && child.entry.row > 0 && !child.name().is_empty() && !names.insert(child.name()) {
                let place = header.place(child.entry.row, &["name"]);
                report.problem(place, Message::new("xlsform-name-twice").with("name", child.name()));
            }
        }
        let node = tree.node(id);
        if node.is_repeat() && !node.name().is_empty() && !repeats.insert(node.name()) {
            let place = header.place(node.entry.row, &["name"]);
            report.problem(place, Message::new("xlsform-repeat-twice").with("name", node.name()));
        }
    }
}
