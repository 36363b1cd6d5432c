//! Makes XForms of every form there is: those of packs, the workbooks beside the project, and the cases of pyxform's own tests. Judges none.

use crate::failure::Failure;
use crate::{process, workspace};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What was made.
pub(super) struct Made {
    /// The files, one a form.
    pub(super) xforms: Vec<PathBuf>,
    /// How many forms Saphan refused to convert; whether it should is for the tests of the converter.
    pub(super) refused: usize,
    /// Whether the cases were there.
    pub(super) has_cases: bool,
}

/// Converts all forms into the folder, by the command that people use.
pub(super) fn make(saphan: &Path, folder: &Path) -> Result<Made, Failure> {
    let mut made = Made { xforms: Vec::new(), refused: 0, has_cases: false };
    for pack in files_in(&workspace::root().join("packs")) {
        convert_files(saphan, &pack.join("forms"), folder, &mut made)?;
    }
    let shared = workspace::root().join("../shared");
    convert_files(saphan, &shared.join("data/xlsforms"), folder, &mut made)?;
    convert_files(saphan, &shared.join("data/xlsforms/pyxform-examples"), folder, &mut made)?;
    convert_cases(saphan, &shared.join("conformance/forms/pyxform/pyxform-md-cases.json"), folder, &mut made)?;
    Ok(made)
}

fn convert_files(saphan: &Path, from: &Path, folder: &Path, made: &mut Made) -> Result<(), Failure> {
    for form in files_in(from) {
        let ending = form.extension().unwrap_or_default().to_string_lossy().into_owned();
        if ["md", "xlsx", "xls"].contains(&ending.as_str()) {
            let stem = form.file_stem().unwrap_or_default().to_string_lossy();
            // Two formats of one form are two forms here.
            convert(saphan, &form, None, &folder.join(format!("{stem}-{ending}.xml")), made)?;
        }
    }
    Ok(())
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
    paths.sort();
    paths
}

/// The cases that pyxform converts.
fn convert_cases(saphan: &Path, path: &Path, folder: &Path, made: &mut Made) -> Result<(), Failure> {
    let Ok(text) = fs::read_to_string(path) else {
        println!("the cases of pyxform are not at {}: only other forms are tried", path.display());
        return Ok(());
    };
    made.has_cases = true;
    let cases: Value = serde_json::from_str(&text).map_err(Failure::Metadata)?;
    for (number, case) in cases.get("cases").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let text = |path: &str| case.pointer(path).and_then(Value::as_str);
        if text("/xform").is_none() {
            continue;
        }
        let (name, tables) = match (text("/input/md"), case.pointer("/input/ss_structure")) {
            (Some(markdown), _) => ("form.md", markdown.to_owned()),
            (None, Some(sheets)) => ("form.csv", delimited(sheets)),
            (None, None) => continue,
        };
        let form = folder.join(name);
        fs::write(&form, tables).map_err(Failure::at(&form))?;
        let to = folder.join(format!("{number:04}~{}.xml", text("/id").unwrap_or_default()));
        convert(saphan, &form, Some(text("/input/name").unwrap_or("test_name")), &to, made)?;
    }
    Ok(())
}

/// Sheets given as lists of rows by heading, as the delimited text that pyxform reads: a sheet's name stands before its rows.
fn delimited(sheets: &Value) -> String {
    let mut text = String::new();
    for (name, rows) in sheets.as_object().into_iter().flatten() {
        let rows: Vec<_> = rows.as_array().into_iter().flatten().filter_map(Value::as_object).collect();
        let mut headings: Vec<&str> = Vec::new();
        for heading in rows.iter().flat_map(|row| row.keys()) {
            if !headings.contains(&heading.as_str()) {
                headings.push(heading);
            }
        }
        text.push_str(&format!("{}\n{}", quoted(name), line(headings.iter().copied())));
        for row in rows {
            let cell = |heading: &&str| row.get(*heading).and_then(Value::as_str).unwrap_or_default();
            text.push_str(&line(headings.iter().map(cell)));
        }
    }
    text
}

fn line<'t>(cells: impl Iterator<Item = &'t str>) -> String {
    cells.map(|cell| format!(",{}", quoted(cell))).collect::<String>() + "\n"
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// Writes a form's XForm, unless the form is refused.
fn convert(saphan: &Path, form: &Path, root_name: Option<&str>, to: &Path, made: &mut Made) -> Result<(), Failure> {
    let mut command = Command::new(saphan);
    command.args(["forms", "convert"]).arg(form);
    if let Some(name) = root_name {
        command.args(["--name", name]);
    }
    let output = command.output().map_err(|source| process::cannot_start(&command, source))?;
    if !output.status.success() {
        made.refused += 1;
        return Ok(());
    }
    fs::write(to, output.stdout).map_err(Failure::at(to))?;
    made.xforms.push(to.to_owned());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_by_heading_become_delimited_text() {
        let sheets =
            serde_json::json!({ "survey": [{ "name": "a", "type": "note" }, { "label": "L", "name": "b \"c\"\nd" }] });
        let expected =
            "\"survey\"\n,\"name\",\"type\",\"label\"\n,\"a\",\"note\",\"\"\n,\"b \"\"c\"\"\nd\",\"\",\"L\"\n";
        assert_eq!(delimited(&sheets), expected);
    }
}
