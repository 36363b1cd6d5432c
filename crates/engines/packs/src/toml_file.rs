//! Reading a pack's TOML files with the line of every mistake. Owns the turning of byte offsets into lines.

use crate::problem::{PackProblem, Place};
use calendar::Date;
use language::Message;
use serde::de::DeserializeOwned;
use std::ops::Range;
use toml::Spanned;

/// A text file of the pack, for pointing at its lines.
#[derive(Clone, Copy)]
pub(crate) struct SourceFile<'f> {
    pub(crate) path: &'f str,
    pub(crate) text: &'f str,
}

impl<'f> SourceFile<'f> {
    /// The file as text.
    pub(crate) fn new(path: &'f str, bytes: &'f [u8]) -> Result<Self, PackProblem> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self { path, text }),
            Err(_) => Err(PackProblem::whole(path, Message::new("packs-not-text"))),
        }
    }

    /// Reads the whole file as TOML.
    pub(crate) fn parse<T: DeserializeOwned>(self) -> Result<T, PackProblem> {
        self.parse_part(self.text, 0)
    }

    /// Reads a part of the file that starts at a byte offset as TOML.
    pub(crate) fn parse_part<T: DeserializeOwned>(self, part: &str, start: usize) -> Result<T, PackProblem> {
        toml::from_str(part).map_err(|error| {
            let place = error.span().map_or(Place::Whole, |span| self.line(start + span.start));
            PackProblem::new(self.path, place, Message::new("packs-unreadable").with("reason", error.message()))
        })
    }

    /// A problem at a byte range.
    pub(crate) fn problem(self, span: Range<usize>, message: Message) -> PackProblem {
        PackProblem::new(self.path, self.line(span.start), message)
    }

    /// A day written as `2019-07-04`.
    pub(crate) fn day(self, written: &Spanned<String>) -> Result<Date, PackProblem> {
        let text = written.get_ref();
        text.parse()
            .map_err(|_| self.problem(written.span(), Message::new("packs-not-a-date").with("text", text.as_str())))
    }

    /// The line that a byte offset lies on.
    pub(crate) fn line(self, offset: usize) -> Place {
        Place::Line(self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let file = SourceFile { path: "pack.toml", text: "a = 1\nb = = 2\n" };
        let problem = file.parse::<BTreeMap<String, i64>>().expect_err("not TOML");
        assert_eq!(problem.place, Place::Line(2));
        assert!(SourceFile::new("pack.toml", &[0xff, 0xfe]).is_err());
    }
}
