//! When two rows tell of the same record: the submission's id follows from what they tell, so that a second import of a file, or
//! another office's copy of it, finds every record already present. Owns that rule.

use crate::Definition;
use serde_json::Value as Json;
use std::fmt::Write as _;
use uuid::Uuid;

/// Names the ids that are made here (RFC 9562, version 5); a random UUID of this product's own.
const NAMESPACE: Uuid = Uuid::from_u128(0x6d1f_3c52_8a0b_4e57_9d4e_27c1_b0f4_93ae);

/// The id of the submission that a row makes for an agency: the same whenever date, place, label and counted lines agree. What is
/// written about it besides (remarks, methods, how the place is set) may differ between two copies of one register. `generation`
/// rises when the record was taken back and the row is imported once more.
pub(crate) fn submission_id(agency_id: &str, definition: Definition<'_>, answers: &Json, generation: u32) -> String {
    let mut told = format!("{agency_id}\n{}\n{generation}\n", definition.kind.id);
    for question in definition.telling_questions() {
        let _infallible = writeln!(told, "{question}={}", answer(answers, question));
    }
    for repeat in &definition.kind.rows {
        let mut lines: Vec<_> = lines(answers, &repeat.name);
        lines.sort_unstable();
        for line in lines {
            let _infallible = writeln!(told, "{}:{line}", repeat.name);
        }
    }
    Uuid::new_v5(&NAMESPACE, told.as_bytes()).to_string()
}

/// An answer without regard to letter case and spacing, since people type a venue's name again and again.
fn answer(answers: &Json, question: &str) -> String {
    let text = answers.get(question).and_then(Json::as_str).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The lines of a repeat, each as its answers in order of their names. A line that counts nobody tells nothing.
fn lines(answers: &Json, repeat: &str) -> Vec<String> {
    let rows = answers.get(repeat).and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    rows.iter()
        .filter(|row| row.get("count").and_then(Json::as_str) != Some("0"))
        .filter_map(Json::as_object)
        .map(|row| {
            let mut answers: Vec<_> = row.iter().map(|(name, value)| format!("{name}={value}")).collect();
            answers.sort_unstable();
            answers.join(";")
        })
        .collect()
}
