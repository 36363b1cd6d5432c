//! The backup file: gzip of JSON lines, a heading first and a seal last, so that a file that was cut off or changed is refused before
//! anything is restored. Owns the file's shape; which rows there are is storage's.

use crate::failure::Failure;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::{BufRead, BufReader, Read, Write};
use store::{DumpRow, StoreError};

const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Heading {
    saphan_backup: u32,
    made_at: String,
}

#[derive(Serialize, Deserialize)]
struct Seal {
    rows: u64,
    sha256: String,
}

/// Writes rows to a backup file.
pub(crate) struct Writer<W: Write> {
    gzip: GzEncoder<W>,
    hasher: Sha256,
    rows: u64,
}

impl<W: Write> Writer<W> {
    pub(crate) fn new(target: W, made_at: String) -> Result<Self, Failure> {
        let mut writer = Self { gzip: GzEncoder::new(target, Compression::default()), hasher: Sha256::new(), rows: 0 };
        writer.line(&serde_json::to_string(&Heading { saphan_backup: FORMAT, made_at })?)?;
        Ok(writer)
    }

    pub(crate) fn row(&mut self, row: &DumpRow) -> Result<(), StoreError> {
        let text = serde_json::to_string(row).map_err(|problem| StoreError::Backend(problem.to_string()))?;
        self.rows += 1;
        self.line(&text).map_err(|problem| StoreError::Unavailable(problem.to_string()))
    }

    fn line(&mut self, text: &str) -> std::io::Result<()> {
        self.hasher.update(text);
        self.hasher.update("\n");
        self.gzip.write_all(text.as_bytes())?;
        self.gzip.write_all(b"\n")
    }

    /// Seals the file and returns the target with the number of rows.
    pub(crate) fn finish(mut self) -> Result<(W, u64), Failure> {
        let seal = Seal { rows: self.rows, sha256: hex::encode(self.hasher.finalize()) };
        self.gzip.write_all(serde_json::to_string(&seal)?.as_bytes())?;
        self.gzip.write_all(b"\n")?;
        Ok((self.gzip.finish()?, self.rows))
    }
}

/// Reads a whole backup file once to see that it is complete and unchanged; returns the number of rows.
pub(crate) fn examine(source: impl Read) -> Result<u64, Failure> {
    let broken = |what: &str| Failure::said(format!("this backup is not whole: {what}. Nothing was restored"));
    let mut lines = BufReader::new(GzDecoder::new(source)).lines();
    let first = lines.next().and_then(Result::ok).ok_or_else(|| Failure::said("this is not a backup of Saphan"))?;
    let heading: Heading = serde_json::from_str(&first).map_err(|_| Failure::said("this is not a backup of Saphan"))?;
    if heading.saphan_backup != FORMAT {
        return Err(Failure::said("this backup was made by a newer Saphan: use a newer program"));
    }
    let mut hasher = Sha256::new();
    let (mut rows, mut previous) = (0, first);
    for line in lines {
        let line = line.map_err(|_| broken("it ends too early or was damaged"))?;
        hasher.update(std::mem::replace(&mut previous, line));
        hasher.update("\n");
        rows += 1;
    }
    let seal: Seal = serde_json::from_str(&previous).map_err(|_| broken("its last line is missing"))?;
    // The heading was hashed but is no row; the seal is neither.
    let intact = seal.sha256 == hex::encode(hasher.finalize()) && seal.rows + 1 == rows;
    if intact { Ok(seal.rows) } else { Err(broken("its content does not match its seal")) }
}

/// The rows of a backup file that was examined.
pub(crate) fn rows(source: impl Read + Send, count: u64) -> impl Iterator<Item = Result<DumpRow, StoreError>> + Send {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    BufReader::new(GzDecoder::new(source)).lines().skip(1).take(count).map(|line| {
        let line = line.map_err(|problem| StoreError::Backend(problem.to_string()))?;
        serde_json::from_str(&line).map_err(|problem| StoreError::Backend(problem.to_string()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::Value;

    fn backup(rows: usize) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new(), "2026-01-01T00:00:00Z".into()).expect("heading");
        for index in 0..rows {
            let values = vec![("id".to_owned(), Value::Text(format!("row {index}")))];
            writer.row(&DumpRow { table: "record".into(), values }).expect("row");
        }
        writer.finish().expect("seal").0
    }

    #[test]
    fn what_was_written_is_read_back() {
        for count in [0, 1, 500] {
            let file = backup(count);
            let found = examine(file.as_slice()).expect("whole");
            assert_eq!(found, count as u64);
            assert_eq!(rows(file.as_slice(), found).filter_map(Result::ok).count(), count);
        }
    }

    #[test]
    fn a_cut_or_changed_file_is_refused() {
        let file = backup(500);
        for length in [0, 1, 10, file.len() / 2, file.len() - 9, file.len() - 1] {
            assert!(examine(&file[..length]).is_err(), "cut to {length} of {}", file.len());
        }
        let mut text = String::new();
        GzDecoder::new(file.as_slice()).read_to_string(&mut text).expect("gunzip");
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(text.replace("row 7\"", "row 8\"").as_bytes()).expect("gzip");
        assert!(examine(gzip.finish().expect("gzip").as_slice()).is_err());
    }
}
