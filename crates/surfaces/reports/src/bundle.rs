//! Several files as one, in memory: what is locked before it is written anywhere. Owns the container, not what stands in it.

use crate::ReportError;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip of these files, each with its name.
///
/// # Errors
/// When two have the same name, or there is no memory.
pub fn bundle(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ReportError> {
    let failed = |problem: &dyn std::fmt::Display| ReportError::Writing(problem.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).map_err(|problem| failed(&problem))?;
        zip.write_all(bytes).map_err(|problem| failed(&problem))?;
    }
    Ok(zip.finish().map_err(|problem| failed(&problem))?.into_inner())
}
