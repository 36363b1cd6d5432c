//! Where elements stand in the text that they were read from, in lines and columns as people count them.

use xpath::NodeId;

/// The places of a document's elements.
#[derive(Clone, Debug)]
pub struct Places<'t> {
    text: &'t str,
    /// The byte at which each line begins.
    lines: Vec<usize>,
    /// By number of the node in its document: the byte at which the element begins.
    starts: Vec<(usize, usize)>,
}

impl<'t> Places<'t> {
    pub(crate) fn new(text: &'t str, starts: Vec<(usize, usize)>) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, lines: std::iter::once(0).chain(after_breaks).collect(), starts }
    }

    /// Line and column of an element's tag, both from 1, the column in characters. Line 1 for what is no element of the document.
    pub fn of(&self, element: NodeId) -> (usize, usize) {
        let found = self.starts.binary_search_by_key(&element.number(), |(number, _)| *number);
        let start = found.ok().and_then(|at| self.starts.get(at)).map_or(0, |(_, start)| *start);
        self.at(start)
    }

    /// Line and column of a byte.
    pub(crate) fn at(&self, byte: usize) -> (usize, usize) {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        (line, self.text.get(start..byte).unwrap_or_default().chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Limits, read_with_places};

    #[test]
    fn every_element_has_its_line_and_column() {
        let text = "<a>\n  <!-- ก --> <b/>\n<c>\n\tก<d/></c></a>";
        let (document, places) = read_with_places(text, &Limits::default()).expect("well-formed");
        let root = document.root();
        let inner: Vec<_> = document.elements(root).map(|element| places.of(element)).collect();
        assert_eq!((places.of(root), inner.as_slice()), ((1, 1), [(2, 14), (3, 1)].as_slice()));
        let deep = document.elements(root).last().and_then(|c| document.child(c, "d")).expect("there");
        assert_eq!(places.of(deep), (4, 3));
    }
}
