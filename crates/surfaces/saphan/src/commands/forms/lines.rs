//! Lines of JSON in, a line of JSON out for each: how one process answers many questions.

use crate::failure::Failure;
use crate::output::line;
use serde_json::Value as Json;
use std::io::BufRead;
use std::process::ExitCode;

/// Answers every line of standard input that says something, one after the other.
pub(super) fn answer_each(answer: impl Fn(&[u8]) -> Json) -> Result<ExitCode, Failure> {
    let mut input = std::io::stdin().lock();
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        if !bytes.trim_ascii().is_empty() {
            line(answer(&bytes).to_string());
        }
    }
}
