//! A record as a document that expressions read: the root named like the form, a child a column, a child a row of each repeat.

use store::{Record, Row};
use xpath::{Document, NodeId};

/// The document of a record, with the rows that were read with it.
pub fn document(record: &Record) -> Document {
    let name = record.kind.rsplit('/').next().unwrap_or(&record.kind);
    let mut document = Document::new(name);
    let root = document.root();
    append(&mut document, root, &record.columns);
    for (repeat, rows) in &record.rows {
        for row in rows {
            let node = document.append(root, repeat);
            append(&mut document, node, row);
        }
    }
    document
}

fn append(document: &mut Document, parent: NodeId, row: &Row) {
    for (name, value) in row {
        let node = document.append(parent, name);
        document.set_text(node, &value.to_answer());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::Value;

    #[test]
    fn rows_read_their_record_by_its_parent() {
        let count = |number| vec![("count".to_owned(), Value::Integer(number))];
        let record = Record {
            id: "r1".into(),
            kind: "prevention/outreach-session".into(),
            agency_id: "a".into(),
            submission_id: "s1".into(),
            created_at: 0,
            updated_at: 0,
            retracted: false,
            erased: false,
            columns: vec![("province".into(), Value::Text("34".into())), ("notes".into(), Value::Null)],
            rows: vec![("attendance".into(), vec![count(250), count(0)])],
        };
        let document = document(&record);
        let root = document.root();
        assert_eq!(document.name(root), "outreach-session");
        let row = document.child(root, "attendance").expect("a row");
        let parent = document.parent(row).expect("its record");
        let province = document.child(parent, "province").expect("a column");
        assert_eq!(document.text(province), "34");
    }
}
