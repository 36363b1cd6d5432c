//! What became of submissions, noted outside the database in the moment it was known: one line an id, one write a line. A kill
//! leaves what was written; in a recorded run the writes mark when each acknowledgement was given.

use crate::failure::Failure;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// What stands before the id of an acknowledged submission.
pub(crate) const ACKNOWLEDGED: &str = "acknowledged ";
/// What stands before the id of one whose answer never came.
const UNANSWERED: &str = "unanswered ";

/// An open journal. Clients on several threads share it.
#[derive(Debug)]
pub(crate) struct Journal(File);

/// What a journal says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Noted {
    /// Acknowledged, in their order.
    pub(crate) acknowledged: Vec<String>,
    /// Sent, and the answer never came: may be kept or not.
    pub(crate) unanswered: Vec<String>,
}

impl Journal {
    /// Opens a journal to append to.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let file = OpenOptions::new().append(true).create(true).open(path);
        Ok(Self(file.map_err(Failure::at(path))?))
    }

    /// Notes an acknowledgement.
    pub(crate) fn acknowledged(&self, id: &str) -> Result<(), Failure> {
        self.note(ACKNOWLEDGED, id)
    }

    /// Notes that an answer never came.
    pub(crate) fn unanswered(&self, id: &str) -> Result<(), Failure> {
        self.note(UNANSWERED, id)
    }

    /// In one write, so that lines of several threads do not mix.
    fn note(&self, mark: &str, id: &str) -> Result<(), Failure> {
        (&self.0).write_all(format!("{mark}{id}\n").as_bytes()).map_err(Failure::at("the journal"))
    }
}

/// Reads a journal. A last line that was cut off is none.
pub(crate) fn read(path: &Path) -> Result<Noted, Failure> {
    let text = std::fs::read_to_string(path).map_err(Failure::at(path))?;
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let marked = |mark| whole.lines().filter_map(move |line| line.strip_prefix(mark)).map(str::to_owned).collect();
    Ok(Noted { acknowledged: marked(ACKNOWLEDGED), unanswered: marked(UNANSWERED) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_that_was_cut_off_says_what_was_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let journal = Journal::open(&path).unwrap();
        journal.acknowledged("one").unwrap();
        journal.unanswered("two").unwrap();
        (&journal.0).write_all(b"acknowledged thr").unwrap();
        let expected = Noted { acknowledged: vec!["one".into()], unanswered: vec!["two".into()] };
        assert_eq!(read(&path).unwrap(), expected);
    }
}
