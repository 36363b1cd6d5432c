//! Standard output and error, in one place, so that a closed pipe ends a command quietly instead of breaking it.

use std::io::Write as _;

/// Writes one line to standard error: what somebody should know, though the work was done.
pub(crate) fn note(text: impl AsRef<str>) {
    let _closed = writeln!(std::io::stderr().lock(), "{}", text.as_ref());
}

/// Writes one line. A reader that went away (`saphan … | head`) is no error of ours.
pub(crate) fn line(text: impl AsRef<str>) {
    let _closed = writeln!(std::io::stdout().lock(), "{}", text.as_ref());
}
