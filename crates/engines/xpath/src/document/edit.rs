//! Changing a document: adding, copying, removing, writing text.

use super::{Content, Document, Kind, Name, NameId, Node, NodeId};
use std::sync::Arc;

impl Document {
    /// Adds an element as the last child.
    pub fn append(&mut self, parent: NodeId, name: &str) -> NodeId {
        let name = self.intern_plain(name);
        self.attach_last(parent, Node::new(Kind::Element, name))
    }

    /// Adds an element with a namespaced name as the last child.
    pub fn append_named(&mut self, parent: NodeId, name: Name) -> NodeId {
        let name = self.intern(name);
        self.attach_last(parent, Node::new(Kind::Element, name))
    }

    /// Adds a text, comment or instruction as the last child.
    pub fn append_other(&mut self, parent: NodeId, kind: Kind, text: &str) -> NodeId {
        let mut node = Node::new(kind, NameId::default());
        node.text = self.words.add(text);
        self.attach_last(parent, node)
    }

    /// Adds a processing instruction as the last child.
    pub fn append_instruction(&mut self, parent: NodeId, target: &str, text: &str) -> NodeId {
        let mut node = Node::new(Kind::Instruction, self.intern_plain(target));
        node.text = self.words.add(text);
        self.attach_last(parent, node)
    }

    /// Adds a document type at the end of the document.
    pub(crate) fn append_doctype(&mut self, name: &str) {
        let name = self.intern_plain(name);
        self.attach_last(self.top(), Node::new(Kind::Doctype, name));
    }

    /// Adds an attribute, or a namespace declaration, after those that the element has.
    pub fn append_attribute(&mut self, element: NodeId, kind: Kind, name: Name, text: &str) -> NodeId {
        let mut node = Node::new(kind, self.intern(name));
        node.text = self.words.add(text);
        let last = self.all_attributes(element).last();
        self.attach_attribute(element, last, node)
    }

    fn attach_attribute(&mut self, element: NodeId, last: Option<NodeId>, node: Node) -> NodeId {
        let id = self.push(Node { parent: Some(element), previous: last, next: None, ..node });
        match last.and_then(|last| self.node_mut(last)) {
            Some(last) => last.next = Some(id),
            None => {
                if let Some(element) = self.node_mut(element) {
                    element.first_attribute = Some(id);
                }
            }
        }
        id
    }

    /// Sets an attribute in no namespace, adding it when the element has none of that name.
    pub fn set_attribute(&mut self, element: NodeId, name: &str, text: &str) {
        let existing = self.attributes(element).find(|attribute| self.name(*attribute) == name);
        match existing {
            Some(attribute) => self.write(attribute, text),
            None => {
                self.append_attribute(element, Kind::Attribute, Name::local(name), text);
            }
        }
    }

    /// Adds a copy of `source` with everything in it right after `sibling`: how a repeat grows by an instance.
    /// The copy keeps tags and hidden marks.
    pub fn copy_after(&mut self, sibling: NodeId, source: NodeId) -> Option<NodeId> {
        let parent = self.parent(sibling)?;
        let copy = self.copy_detached(source)?;
        let next = self.node(sibling).and_then(|node| node.next);
        self.link(parent, Some(sibling), next, copy);
        Some(copy)
    }

    /// Adds a copy of `source` with everything in it right before `sibling`.
    pub fn copy_before(&mut self, sibling: NodeId, source: NodeId) -> Option<NodeId> {
        let parent = self.parent(sibling)?;
        let copy = self.copy_detached(source)?;
        let previous = self.node(sibling).and_then(|node| node.previous);
        self.link(parent, previous, Some(sibling), copy);
        Some(copy)
    }

    /// Adds a copy of `source` with everything in it as the last child of `parent`.
    pub fn copy_into(&mut self, parent: NodeId, source: NodeId) -> Option<NodeId> {
        let copy = self.copy_detached(source)?;
        let last = self.node(parent).and_then(|node| node.last_child);
        self.link(parent, last, None, copy);
        Some(copy)
    }

    /// Takes a node with everything in it out of the tree. Its `NodeId`s stay valid for [`Document::copy_after`] and its like, so
    /// a removed node can serve as a template.
    pub fn remove(&mut self, node: NodeId) {
        let Some(found) = self.node(node) else { return };
        let (parent, previous, next) = (found.parent, found.previous, found.next);
        match previous.and_then(|previous| self.node_mut(previous)) {
            Some(previous) => previous.next = next,
            None => {
                if let Some(parent) = parent.and_then(|parent| self.node_mut(parent)) {
                    parent.first_child = next;
                }
            }
        }
        match next.and_then(|next| self.node_mut(next)) {
            Some(next) => next.previous = previous,
            None => {
                if let Some(parent) = parent.and_then(|parent| self.node_mut(parent)) {
                    parent.last_child = previous;
                }
            }
        }
        if let Some(found) = self.node_mut(node) {
            (found.parent, found.previous, found.next) = (None, None, None);
        }
    }

    /// Replaces everything inside an element by a text, or the own text of any other node.
    pub fn set_text(&mut self, node: NodeId, text: &str) {
        match self.only_text(node) {
            _ if self.kind(node) != Kind::Element => self.write(node, text),
            Some(only) => self.write(only, text),
            None => self.replace_children_by_text(node, text),
        }
    }

    /// Writes a node's own text.
    fn write(&mut self, node: NodeId, text: &str) {
        self.indexes.forget();
        let Some(found) = self.nodes.get(node.index()).copied() else { return };
        let is_wasteful = self.words.drop(found.text);
        let span = self.words.add(text);
        if let Some(found) = self.marks_mut(node) {
            found.text = span;
        }
        if is_wasteful {
            self.write_anew();
        }
    }

    /// Leaves out the texts that no node stands for any more.
    fn write_anew(&mut self) {
        let fresh = self.words.emptied();
        let old = std::mem::replace(&mut self.words, fresh);
        for node in &mut self.nodes {
            node.text = self.words.add(old.get(node.text));
        }
    }

    fn only_text(&self, element: NodeId) -> Option<NodeId> {
        let found = self.node(element)?;
        let first = found.first_child?;
        (found.last_child == Some(first) && self.kind(first).is_text()).then_some(first)
    }

    fn replace_children_by_text(&mut self, element: NodeId, text: &str) {
        while let Some(child) = self.node(element).and_then(|node| node.first_child) {
            self.remove(child);
        }
        if !text.is_empty() {
            self.append_other(element, Kind::Text, text);
        }
    }

    /// Ties the node to something of the caller's, by number.
    pub fn set_tag(&mut self, node: NodeId, tag: u32) {
        if let Some(found) = self.marks_mut(node) {
            found.tag = tag;
        }
    }

    /// Says what the node's text stands for. A copy of the node keeps it.
    pub fn set_content(&mut self, node: NodeId, content: Content) {
        self.indexes.forget();
        if let Some(found) = self.marks_mut(node) {
            found.content = content;
        }
    }

    /// Hides a node from paths, or shows it again. What stands inside it keeps its own mark: hide each node that is to be hidden.
    pub fn set_hidden(&mut self, node: NodeId, hidden: bool) {
        self.has_hidden |= hidden;
        if let Some(found) = self.marks_mut(node) {
            found.hidden = hidden;
        }
    }

    fn intern_plain(&mut self, local: &str) -> NameId {
        match self.names.find(local) {
            Some(id) => id,
            None => Arc::make_mut(&mut self.names).add(Name::local(local)),
        }
    }

    fn intern(&mut self, name: Name) -> NameId {
        match self.names.find_full(&name) {
            Some(id) => id,
            None => Arc::make_mut(&mut self.names).add(name),
        }
    }

    fn push(&mut self, node: Node) -> NodeId {
        let id = NodeId::at(self.nodes.len());
        if node.kind == Kind::Element {
            self.note_bearer(node.name, id);
        }
        self.nodes.push(node);
        id
    }

    fn attach_last(&mut self, parent: NodeId, node: Node) -> NodeId {
        let id = self.push(node);
        let last = self.node(parent).and_then(|node| node.last_child);
        self.link(parent, last, None, id);
        id
    }

    fn link(&mut self, parent: NodeId, previous: Option<NodeId>, next: Option<NodeId>, node: NodeId) {
        self.note_child(parent, node);
        if let Some(found) = self.node_mut(node) {
            (found.parent, found.previous, found.next) = (Some(parent), previous, next);
        }
        match previous.and_then(|previous| self.node_mut(previous)) {
            Some(previous) => previous.next = Some(node),
            None => {
                if let Some(parent) = self.node_mut(parent) {
                    parent.first_child = Some(node);
                }
            }
        }
        match next.and_then(|next| self.node_mut(next)) {
            Some(next) => next.previous = Some(node),
            None => {
                if let Some(parent) = self.node_mut(parent) {
                    parent.last_child = Some(node);
                }
            }
        }
    }

    fn copy_detached(&mut self, source: NodeId) -> Option<NodeId> {
        let mut copy = *self.node(source)?;
        let (first_child, first_attribute) = (copy.first_child, copy.first_attribute);
        (copy.parent, copy.previous, copy.next) = (None, None, None);
        (copy.first_child, copy.last_child, copy.first_attribute) = (None, None, None);
        let id = self.push(copy);
        let mut attribute = first_attribute;
        let mut last = None;
        while let Some(from) = attribute {
            let found = *self.node(from)?;
            attribute = found.next;
            last = Some(self.attach_attribute(id, last, found));
        }
        let mut child = first_child;
        while let Some(from) = child {
            child = self.node(from).and_then(|node| node.next);
            let copied = self.copy_detached(from)?;
            let last = self.node(id).and_then(|node| node.last_child);
            self.link(id, last, None, copied);
        }
        Some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(document: &Document) -> Vec<String> {
        document
            .children(document.root())
            .map(|child| format!("{}={}", document.name(child), document.text(child)))
            .collect()
    }

    #[test]
    fn repeat_instances_come_and_go() {
        let mut document = Document::new("data");
        let row = document.append(document.root(), "row");
        let count = document.append(row, "count");
        document.set_tag(count, 7);
        let after = document.append(document.root(), "notes");
        document.set_text(count, "1");
        let second = document.copy_after(row, row).expect("attached");
        let second_count = document.child(second, "count").expect("copied");
        document.set_text(second_count, "2");
        assert_eq!(names(&document), ["row=1", "row=2", "notes="]);
        assert_eq!(document.tag(second_count), 7);
        document.remove(row);
        assert_eq!(names(&document), ["row=2", "notes="]);
        document.copy_before(after, row).expect("a removed node is still a template");
        assert_eq!(names(&document), ["row=2", "row=1", "notes="]);
        document.remove(after);
        document.remove(second);
        assert_eq!(names(&document), ["row=1"]);
    }

    #[test]
    fn attributes_are_copied_with_their_element() {
        let mut document = Document::new("data");
        let row = document.append(document.root(), "row");
        document.set_attribute(row, "id", "a");
        document.set_attribute(row, "id", "b");
        let copy = document.copy_into(document.root(), row).expect("copied");
        assert_eq!(document.attribute(copy, "id"), Some("b"));
        assert_eq!(document.attributes(copy).count(), 1);
    }
}
