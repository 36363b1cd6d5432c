//! `saphan forms run`: traces as JSON lines, in the notation of the language-neutral conformance cases. What a trace is, and the
//! answering of it, is `forms::replay`.

use super::{lines, zone};
use crate::failure::Failure;
use serde_json::{Value as Json, json};
use service_kit::{Clock, SystemClock};
use std::process::ExitCode;

pub(super) fn run() -> Result<ExitCode, Failure> {
    lines::answer_each(|line| answer(line, &SystemClock))
}

/// What one trace comes to; an error in it is an answer too.
fn answer(line: &[u8], clock: &dyn Clock) -> Json {
    let trace: Json = match serde_json::from_slice(line) {
        Ok(trace) => trace,
        Err(problem) => return failed(None, &problem.to_string()),
    };
    // A single trace says `tz`; files of recorded ones say `timezone` once for all of theirs.
    let zone = trace.get("tz").or_else(|| trace.get("timezone")).and_then(Json::as_str).unwrap_or(zone::THAILAND);
    match zone::environment(zone, clock) {
        Ok(environment) => forms::replay(&trace, environment),
        Err(problem) => failed(trace.get("id"), &problem),
    }
}

fn failed(id: Option<&Json>, message: &str) -> Json {
    let mut answer = json!({ "kind": "load_error", "message": message });
    if let (Some(id), Some(fields)) = (id, answer.as_object_mut()) {
        fields.insert("id".to_owned(), id.clone());
    }
    answer
}

#[cfg(test)]
mod tests;
