//! What was acknowledged, noted outside the database in the moment it was: one line an id, one write a line. A kill leaves what
//! was written; in a recorded run the writes mark when each acknowledgement was given.

use crate::failure::Failure;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// What stands before each id.
pub(crate) const MARK: &str = "acknowledged ";

/// An open journal. Clients on several threads share it.
#[derive(Debug)]
pub(crate) struct Journal(File);

impl Journal {
    /// Opens a journal to append to.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let file = OpenOptions::new().append(true).create(true).open(path);
        Ok(Self(file.map_err(Failure::at(path))?))
    }

    /// Notes an acknowledgement, in one write so that lines of several threads do not mix.
    pub(crate) fn note(&self, id: &str) -> std::io::Result<()> {
        (&self.0).write_all(format!("{MARK}{id}\n").as_bytes())
    }
}

/// The ids that were acknowledged, in their order. A last line that was cut off is none.
pub(crate) fn read(path: &Path) -> Result<Vec<String>, Failure> {
    let text = std::fs::read_to_string(path).map_err(Failure::at(path))?;
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    Ok(whole.lines().filter_map(|line| line.strip_prefix(MARK)).map(str::to_owned).collect())
}
