//! Nothing that the demo's people told about themselves stands anywhere in its folder, its backup or its log of what was done.

use super::*;
use crate::settings::Place;
use packs::ColumnKind;
use std::collections::BTreeSet;
use std::path::Path;
use store::{Record, RecordQuery, Scope, Value};

/// Texts shorter than this stand by chance in a file of some megabytes.
const TELLING: usize = 12;

/// Everything sensitive that a record says in words of its own.
fn told(record: &Record, columns: &BTreeSet<&str>) -> Vec<String> {
    let rows = record.rows.iter().flat_map(|(_, rows)| rows).flatten();
    let values = record.columns.iter().chain(rows).filter(|(name, _)| columns.contains(name.as_str()));
    let texts = values.filter_map(|(_, value)| match value {
        // Codes of choices stand in forms and workflows too.
        Value::Text(text) if text.len() >= TELLING && (text.contains(' ') || !text.is_ascii()) => Some(text.clone()),
        _ => None,
    });
    texts.collect()
}

/// Every file of the folder; what is no text in it stands for nothing.
fn files(folder: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("a file").path());
    let read = |path: PathBuf| {
        Some((path.display().to_string(), String::from_utf8_lossy(&std::fs::read(&path).ok()?).into_owned()))
    };
    entries.filter_map(read).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_told_lies_nowhere_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = Place::folder(folder.path().to_owned());
    let settings = place.settings(None, None).expect("settings");
    let app = App::open_with_key(&settings).await.expect("the demo's app");
    fill(&app).await.expect("the demo");

    let mut canaries = BTreeSet::new();
    let mut open = BTreeSet::new();
    for pack in app.collection.packs() {
        for kind in &pack.kinds {
            let all = || kind.columns.iter().chain(kind.rows.iter().flat_map(|rows| &rows.columns));
            let of = |sensitive: bool| -> BTreeSet<&str> {
                let mine = all().filter(|one| one.kind == ColumnKind::Text && one.class.is_sensitive() == sensitive);
                mine.map(|column| column.name.as_str()).collect()
            };
            let query = RecordQuery { with_rows: true, ..RecordQuery::all(&kind.id, Scope::All) };
            for record in app.kit.store.records(&query).await.expect("records").records {
                canaries.extend(told(&record, &of(true)));
                open.extend(told(&record, &of(false)));
            }
        }
    }
    canaries.retain(|text| !open.contains(text));
    assert!(canaries.len() > 10, "the demo tells of people: {}", canaries.len());

    let mut found: Vec<String> = Vec::new();
    let mut dumped = String::new();
    let mut sink = |row: store::DumpRow| {
        dumped.push_str(&serde_json::to_string(&row).expect("a row"));
        Ok(())
    };
    app.kit.store.dump(&mut sink).await.expect("a backup");
    let mut everything = files(folder.path());
    everything.push(("the backup".to_owned(), dumped));
    assert!(
        everything.iter().any(|(_, file)| open.iter().any(|text| file.contains(text.as_str()))),
        "the search finds texts"
    );
    for (name, file) in &everything {
        found.extend(
            canaries.iter().filter(|text| file.contains(text.as_str())).map(|text| format!("{text} in {name}")),
        );
    }
    assert!(found.is_empty(), "{found:#?}");
}
