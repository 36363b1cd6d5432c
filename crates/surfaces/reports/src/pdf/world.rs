//! The typesetter's world: a handful of named texts and files in memory and the embedded fonts. Everything else does not exist.

use crate::fonts::FONTS;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, WorldExt};

/// The typesetter's functions, built once a process.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// What one compilation can see.
pub(super) struct World {
    main: Source,
    files: BTreeMap<String, Bytes>,
}

impl World {
    /// The template under its path, and the files by absolute path.
    pub(super) fn new(name: &str, template: &str, files: BTreeMap<String, Vec<u8>>) -> Self {
        Self {
            main: Source::new(file_id(name), template.to_owned()),
            files: files.into_iter().map(|(path, bytes)| (path, Bytes::new(bytes))).collect(),
        }
    }

    /// Where a problem is, as `path:line`; the path alone when it has no line.
    pub(super) fn place(&self, span: DiagSpan) -> String {
        let Some(id) = span.id() else { return self.main.id().get().vpath().get_with_slash().to_owned() };
        let path = id.get().vpath().get_with_slash();
        let line = typst::World::source(self, id)
            .ok()
            .zip(self.range(span))
            .and_then(|(source, range)| source.lines().byte_to_line(range.start));
        line.map_or_else(|| path.to_owned(), |line| format!("{path}:{}", line + 1))
    }
}

/// The typesetter's handle of a path. Paths are a handful of fixed names: handles are never given back.
fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).or_else(|_| VirtualPath::new("/template.typ")).expect("a plain name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let text = String::from_utf8(self.file(id)?.to_vec())?;
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        let found = matches!(path.root(), VirtualRoot::Project)
            .then(|| self.files.get(path.vpath().get_with_slash()))
            .flatten();
        found.cloned().ok_or_else(|| FileError::NotFound(path.vpath().get_with_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
