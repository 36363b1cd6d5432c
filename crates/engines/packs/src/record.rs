//! A record as a document that expressions read: groups of the form flattened, one element for each row of a repeat. Owns the shape
//! that indicators are written against.

use serde_json::Value;
use xpath::{Document, NodeId};

/// The record that a form's answers make. `answers` is the object of the form's instance: groups are objects, repeats arrays of
/// objects, everything else text. What is not answered has no element.
pub fn record_document(root: &str, answers: &Value) -> Document {
    let mut document = Document::new(root);
    let node = document.root();
    append_answers(&mut document, node, answers);
    document
}

fn append_answers(document: &mut Document, parent: NodeId, answers: &Value) {
    for (name, answer) in answers.as_object().into_iter().flatten() {
        match answer {
            Value::Object(_) => append_answers(document, parent, answer),
            Value::Array(rows) => {
                for row in rows {
                    let node = document.append(parent, name);
                    append_answers(document, node, row);
                }
            }
            Value::Null => {}
            Value::String(text) => append_text(document, parent, name, text),
            other => append_text(document, parent, name, &other.to_string()),
        }
    }
}

fn append_text(document: &mut Document, parent: NodeId, name: &str, text: &str) {
    if !text.is_empty() {
        let node = document.append(parent, name);
        document.set_text(node, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn groups_are_flattened_rows_are_kept_and_empty_answers_left_out() {
        let answers = json!({
            "where": { "province": "50", "district": "" },
            "attendance": [{ "who": { "participant_kind": "students" }, "count": "296" }, { "count": 3 }],
            "notes": null,
        });
        let record = record_document("outreach-session", &answers);
        let outline = |node| -> Vec<String> {
            record.elements(node).map(|child| format!("{}={}", record.name(child), record.text(child))).collect()
        };
        assert_eq!(outline(record.root()), ["attendance=296students", "attendance=3", "province=50"]);
        let first = record.child(record.root(), "attendance").expect("a row");
        assert_eq!(outline(first), ["count=296", "participant_kind=students"]);
    }
}
