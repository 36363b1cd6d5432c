//! What fuzzing begins with: the small inputs under `fuzz/seeds`, the forms of packs, the recordings that the engine for files is tested
//! with, and the cases beside the project, where they are.

mod pictures;

use crate::failure::Failure;
use crate::workspace;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The endings of recordings.
const RECORDINGS: [&str; 9] = ["3gp", "aac", "m4a", "mov", "mp3", "mp4", "ogg", "wav", "webm"];

/// Puts the seeds of a target into its corpus, which keeps what earlier runs added.
pub(super) fn gather(target: &str, corpus: &Path) -> Result<(), Failure> {
    fs::create_dir_all(corpus).map_err(Failure::at(corpus))?;
    let root = workspace::root();
    let shared = root.join("../shared");
    copy(&root.join("fuzz/seeds").join(target), &["", "md", "xml"], corpus)?;
    let cases = shared.join("conformance/forms");
    match target {
        "workbooks" => {
            for pack in files_in(&root.join("packs")) {
                copy(&pack.join("forms"), &["md"], corpus)?;
            }
            copy(&shared.join("data/xlsforms"), &["xlsx"], corpus)?;
            copy(&shared.join("data/xlsforms/pyxform-examples"), &["xls", "xlsx"], corpus)?;
            take(&cases.join("pyxform"), "/input/md", corpus)
        }
        "xforms" => {
            copy(&shared.join("data/xlsforms"), &["xml"], corpus)?;
            take(&cases.join("scenarios"), "/form_xml", corpus)
        }
        "xpath" => take(&cases.join("xpath"), "/expression", corpus),
        "media" => {
            for (name, picture) in pictures::all() {
                let to = corpus.join(name);
                fs::write(&to, picture).map_err(Failure::at(&to))?;
            }
            copy(&root.join("crates/engines/media/src/recordings/samples"), &RECORDINGS, corpus)
        }
        _ => Ok(()),
    }
}

fn copy(from: &Path, endings: &[&str], corpus: &Path) -> Result<(), Failure> {
    for path in files_in(from) {
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if endings.contains(&ending.as_str()) {
            let to = corpus.join(path.file_name().unwrap_or_default());
            let bytes = fs::read(&path).map_err(Failure::at(&path))?;
            fs::write(&to, bytes).map_err(Failure::at(&to))?;
        }
    }
    Ok(())
}

/// The texts at a place in every case of the files of a folder.
fn take(folder: &Path, pointer: &str, corpus: &Path) -> Result<(), Failure> {
    let files = files_in(folder);
    if files.is_empty() {
        println!("there are no cases at {}: fuzzing begins with fewer", folder.display());
    }
    for path in files {
        let text = fs::read_to_string(&path).map_err(Failure::at(&path))?;
        let read: Value = serde_json::from_str(&text).map_err(Failure::Metadata)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for (at, input) in inputs(&read, pointer).enumerate() {
            let to = corpus.join(format!("{stem}-{at}"));
            fs::write(&to, input).map_err(Failure::at(&to))?;
        }
    }
    Ok(())
}

fn inputs<'v>(read: &'v Value, pointer: &'v str) -> impl Iterator<Item = &'v str> {
    let cases = read.get("cases").and_then(Value::as_array).into_iter().flatten();
    cases.filter_map(|case| case.pointer(pointer).and_then(Value::as_str))
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_stand_at_a_place_in_every_case() {
        let read = serde_json::json!({"cases": [{"input": {"md": "a"}}, {"input": {}}, {"input": {"md": "b"}}]});
        assert_eq!(inputs(&read, "/input/md").collect::<Vec<_>>(), ["a", "b"]);
    }
}
