//! When two rows tell of the same record: the submission's id follows from what they tell, so that a second import of a file, or
//! another office's copy of it, finds every record already present. Owns that rule.

use crate::Definition;
use crate::project::flattened;
use serde_json::{Map, Value as Json};
use std::fmt::Write as _;
use store::{Record, Row};
use uuid::Uuid;

/// Names the ids that are made here; a random UUID of this product's own.
const NAMESPACE: Uuid = Uuid::from_u128(0x6d1f_3c52_8a0b_4e57_9d4e_27c1_b0f4_93ae);

/// The id of the submission that a row makes for an agency: the same whenever date, place, label and counted lines agree. What is
/// written about it besides (remarks, methods, how the place is set) may differ between two copies of one register. `generation`
/// rises when the record was taken back and the row is imported once more.
pub(crate) fn submission_id(agency_id: &str, definition: Definition<'_>, answers: &Json, generation: u32) -> String {
    let answers = flattened(answers);
    let mut told = format!("{agency_id}\n{}\n{generation}\n", definition.kind.id);
    for question in definition.telling_questions() {
        let answer = answers.get(question).and_then(|answer| answer.as_str()).unwrap_or_default();
        let _infallible = writeln!(told, "{question}={}", plain(answer));
    }
    for repeat in &definition.kind.rows {
        let mut lines: Vec<_> = answers.get(repeat.name.as_str()).map(|rows| lines(rows)).unwrap_or_default();
        lines.sort_unstable();
        for line in lines {
            let _infallible = writeln!(told, "{}:{line}", repeat.name);
        }
    }
    named(&told)
}

/// The id of the submission that makes an agency's project, so that two imports at once make it once.
pub(crate) fn project_id(agency_id: &str, kind: &str, code: &str, generation: u32) -> String {
    named(&format!("{agency_id}\n{kind}\n{generation}\ncode={code}\n"))
}

/// A UUID that follows from a text, of version 8 (RFC 9562), which tells it from every id that a client makes. The texts of different
/// uses begin differently.
pub(crate) fn named(told: &str) -> String {
    let hash = Uuid::new_v5(&NAMESPACE, told.as_bytes());
    uuid::Builder::from_custom_bytes(*hash.as_bytes()).into_uuid().to_string()
}

/// Whether an id is one of those that are made here.
pub(crate) fn is_of_imports(id: &str) -> bool {
    Uuid::try_parse(id).is_ok_and(|uuid| uuid.get_version() == Some(uuid::Version::Custom))
}

/// An answer without regard to letter case and spacing, since people type a venue's name again and again.
pub(crate) fn plain(answer: &str) -> String {
    answer.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What a kept record would have been imported as: the id by which a row finds it, however it came in.
pub(crate) fn id_of_record(definition: Definition<'_>, record: &Record) -> String {
    submission_id(&record.agency_id, definition, &flat_record(record), 0)
}

/// A kept record's answers, whatever groups the form has.
pub(crate) fn flat_record(record: &Record) -> Json {
    let row = |row: &Row| -> Json {
        row.iter().map(|(name, value)| (name.clone(), Json::String(value.to_answer()))).collect::<Map<_, _>>().into()
    };
    let mut answers = row(&record.columns);
    for (repeat, rows) in &record.rows {
        if let Some(object) = answers.as_object_mut() {
            object.insert(repeat.clone(), rows.iter().map(row).collect());
        }
    }
    answers
}

/// The lines of a repeat, each as its answers in order of their names. A line that counts nobody tells nothing, and neither does an
/// answer that was not given or says that nobody knows.
fn lines(rows: &Json) -> Vec<String> {
    rows.as_array()
        .into_iter()
        .flatten()
        .filter(|row| row.get("count").and_then(Json::as_str) != Some("0"))
        .filter_map(Json::as_object)
        .map(|row| {
            let said = row.iter().filter_map(|(name, value)| Some((name, value.as_str()?)));
            let known = said.filter(|(_, answer)| !answer.is_empty() && *answer != "unknown");
            let mut answers: Vec<_> = known.map(|(name, answer)| format!("{name}={answer}")).collect();
            answers.sort_unstable();
            answers.join(";")
        })
        .collect()
}
