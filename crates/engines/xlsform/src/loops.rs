//! Loops: their questions once for each choice of a list, in a group named like the choice, with the choice's name and label put
//! where the texts say `%(name)s` and `%(label)s`.

use crate::choices::{Choice, Lists};
use crate::entry::Entry;
use crate::header::Header;
use crate::problem::Report;
use crate::texts::Texts;
use crate::tree::{Node, NodeId, NodeKind, SURVEY, Tree};
use language::Message;

/// Nodes of a form with all its loops written out; the largest forms known have some 20,000.
const MOST_NODES: usize = 100_000;

/// Writes out the loops of a form. `false` when that cannot be done, and the tree is half written out.
pub(crate) fn expand(tree: &mut Tree, choices: &Lists, header: &Header, report: &mut Report) -> bool {
    // What an outer loop copies may hold loops, which are written out after it.
    let mut open = vec![SURVEY];
    while let Some(id) = open.pop() {
        if let NodeKind::Loop(list) = &tree.node(id).kind {
            let columns = choices.get(list).map(|list| list.choices.clone()).unwrap_or_default();
            if let Err((row, message)) = write_out(tree, id, &columns) {
                report.problem(header.place(row, &["type"]), message);
                return false;
            }
        }
        open.extend(tree.children(id));
    }
    true
}

fn write_out(tree: &mut Tree, id: NodeId, choices: &[Choice]) -> Result<(), (usize, Message)> {
    let row = tree.node(id).entry.row;
    let template = std::mem::take(&mut tree.node_mut(id).children);
    for choice in choices.iter().filter(|choice| choice.name != "none") {
        if !xml::is_name(&choice.name) {
            return Err((row, Message::new("xlsform-loop-choice-name").with("name", choice.name.as_str())));
        }
        let column = Entry {
            row,
            name: choice.name.clone(),
            label: choice.label.clone(),
            media: choice.media.clone(),
            ..Entry::default()
        };
        let column = tree.add(id, Node::new(NodeKind::Group, column));
        for child in &template {
            let copy = copy(tree, *child, column)?;
            let node = tree.node_mut(copy);
            substitute(node, choice).map_err(|message| (node.entry.row, message))?;
        }
    }
    Ok(())
}

/// Copies a node with everything in it.
fn copy(tree: &mut Tree, from: NodeId, parent: NodeId) -> Result<NodeId, (usize, Message)> {
    let mut node = tree.node(from).clone();
    if tree.len() >= MOST_NODES {
        return Err((node.entry.row, Message::new("xlsform-loop-too-large").with("most", MOST_NODES)));
    }
    let children = std::mem::take(&mut node.children);
    let copied = tree.add(parent, node);
    for child in children {
        copy(tree, child, copied)?;
    }
    Ok(copied)
}

/// Puts the choice's name and label into the texts of a node.
fn substitute(node: &mut Node, choice: &Choice) -> Result<(), Message> {
    let entry = &mut node.entry;
    let fill_plain = |text: &str| fill(text, choice, None);
    for text in [&mut entry.name, &mut entry.default, &mut entry.choice_filter, &mut entry.query, &mut node.itemset] {
        *text = fill_plain(text)?;
    }
    for texts in [&mut entry.label, &mut entry.hint, &mut entry.guidance] {
        *texts = texts.try_map(|language, text| fill(text, choice, language))?;
    }
    for (_, texts) in entry.bind.iter_mut().chain(&mut entry.media) {
        *texts = texts.try_map(|language, text| fill(text, choice, language))?;
    }
    for (_, text) in entry.control.iter_mut().chain(&mut entry.instance) {
        *text = fill_plain(text)?;
    }
    Ok(())
}

/// The text with `%(name)s` and `%(label)s` filled and `%%` made one sign.
fn fill(text: &str, choice: &Choice, language: Option<&str>) -> Result<String, Message> {
    if !text.contains('%') {
        return Ok(text.to_owned());
    }
    let label = label_in(&choice.label, language);
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        filled.push_str(before);
        let known = [("%", "%"), ("(name)s", choice.name.as_str()), ("(label)s", label)];
        let found = known.into_iter().find_map(|(sign, value)| Some((value, after.strip_prefix(sign)?)));
        let (value, after) = found.ok_or_else(|| Message::new("xlsform-loop-percent").with("text", text))?;
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn label_in<'t>(label: &'t Texts, language: Option<&str>) -> &'t str {
    let Texts::Languages(texts) = label else { return label.any() };
    let found = texts.iter().find(|(known, _)| Some(known.as_str()) == language);
    found.map_or_else(|| label.any(), |(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_labels_are_filled_in() {
        let label = Texts::Languages(vec![("en".into(), "Well".into()), ("th".into(), "บ่อ".into())]);
        let choice = Choice { name: "well".into(), label, ..Choice::default() };
        let cases = [
            ("How far is the %(label)s?", None, Some("How far is the Well?")),
            ("%(label)s ไกลไหม", Some("th"), Some("บ่อ ไกลไหม")),
            ("%(name)s 100%%", None, Some("well 100%")),
            ("100% sure", None, None),
            ("%(other)s", None, None),
        ];
        for (text, language, expected) in cases {
            assert_eq!(fill(text, &choice, language).ok().as_deref(), expected, "{text}");
        }
    }
}
