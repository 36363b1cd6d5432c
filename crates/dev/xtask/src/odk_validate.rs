//! `cargo xtask odk-validate`: every XForm that Saphan makes passes ODK Validate, which has JavaRosa in it, the engine of ODK Collect.
//! Owns bringing Validate, asking it, and the list of what it refuses with reason; `forms` makes the XForms.

mod forms;
mod refusals;

use crate::failure::Failure;
use crate::prerequisites::Need;
use crate::{prerequisites, process, run, workspace};
use refusals::REFUSALS;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python package that has the jar in it, exactly, so that every machine asks the same Validate.
const PYXFORM: &str = "pyxform==4.5.0 --hash=sha256:f6bc546d6b53c54a2b505f50850aaa45e7e306eb37d9c5141745eae17bfe9a94\n";
const WHEEL: &str = "pyxform-4.5.0-py3-none-any.whl";
const JAR_IN_WHEEL: &str = "pyxform/validators/odk_validate/bin/ODK_Validate.jar";

/// Makes all XForms there are, shows them to one Java program, and fails on a refusal that is not listed, or a listed one that is gone.
pub(crate) fn run() -> Result<(), Failure> {
    prerequisites::ensure(&[Need::Java, Need::Python])?;
    process::run(process::cargo().args(["build", "--quiet", "--workspace", "--bins"]).current_dir(workspace::root()))?;
    let jar = jar()?;
    let folder = tempfile::tempdir().map_err(Failure::at("the temporary folder"))?;
    let made = forms::make(&run::binary()?, folder.path())?;
    let refused = refused(&jar, &made.xforms)?;
    println!(
        "{} forms: {} pass, {} refused; {} more are refused by Saphan itself",
        made.xforms.len(),
        made.xforms.len() - refused.len(),
        refused.len(),
        made.refused
    );
    // Without the cases beside the project there is nothing that the list could be about.
    let listed: &[_] = if made.has_cases { REFUSALS } else { &[] };
    let surprises = surprises(&refused, listed);
    if surprises.is_empty() { Ok(()) } else { Err(Failure::Forms(surprises.join("\n"))) }
}

/// The jar inside the package, brought by pip into the target folder unless it is there.
fn jar() -> Result<PathBuf, Failure> {
    let folder = workspace::metadata()?.target_directory.join("odk-validate");
    let jar = folder.join(JAR_IN_WHEEL);
    if jar.is_file() {
        return Ok(jar);
    }
    fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
    let requirement = folder.join("requirements.txt");
    fs::write(&requirement, PYXFORM).map_err(Failure::at(&requirement))?;
    let pip = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"];
    process::run(Command::new("python3").args(pip).args(["-r", "requirements.txt"]).current_dir(&folder))?;
    process::run(Command::new("python3").args(["-m", "zipfile", "-e", WHEEL, "."]).current_dir(&folder))?;
    Ok(jar)
}

/// The names of the files that ODK Validate refuses. Every file must have been judged: a Java that stops halfway refuses nothing.
fn refused(jar: &Path, xforms: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let mut command = Command::new("java");
    command.args(["-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-jar"]).arg(jar).args(xforms);
    let output = command.output().map_err(|source| process::cannot_start(&command, source))?;
    let refused = named_as_failed(&String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout);
    let valid = said.lines().filter(|line| line.contains("Xform is valid!")).count();
    if valid + refused.len() == xforms.len() {
        return Ok(refused);
    }
    let judged = valid + refused.len();
    Err(Failure::Forms(format!("only {judged} of {} forms were judged ({})", xforms.len(), output.status)))
}

/// The names after the line that says which files failed.
fn named_as_failed(said: &str) -> Vec<String> {
    let after = said.lines().skip_while(|line| !line.contains("failed validation:")).skip(1);
    let paths =
        after.map(|line| Path::new(line.trim())).filter(|path| path.extension().is_some_and(|end| end == "xml"));
    paths.filter_map(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned()).collect()
}

/// Where what was refused and what is listed differ, in sentences.
fn surprises(refused: &[String], listed: &[(&str, &str)]) -> Vec<String> {
    // A case's file begins with its number, since several cases may have one id.
    let id = |name: &str| name.split_once('~').map_or(name, |(_, id)| id).to_owned();
    let by_id: BTreeMap<String, &String> = refused.iter().map(|name| (id(name), name)).collect();
    let is_listed = |id: &str| listed.iter().any(|(listed, _)| *listed == id);
    let new = by_id.iter().filter(|(id, _)| !is_listed(id)).map(|(_, name)| format!("{name} is refused"));
    let gone = listed.iter().filter(|(id, _)| !by_id.contains_key(*id));
    new.chain(gone.map(|(id, _)| format!("{id} passes, and is listed as refused"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_files_are_those_named_at_the_end() {
        let said = ">> XForm is invalid.\nat a/before.xml\nThe following files failed validation:\n/a/b/one.xml\n/a/b/0002~two.x.xml\n\n\
            Result: Invalid\n";
        assert_eq!(named_as_failed(said), ["one", "0002~two.x"]);
        assert!(named_as_failed("Result: Valid\n").is_empty());
    }

    #[test]
    fn a_new_refusal_and_one_that_is_gone_are_both_told() {
        let refused = ["0001~known".to_owned(), "0002~new".to_owned()];
        let listed = [("known", "why"), ("mended", "why")];
        let expected = ["0002~new is refused", "mended passes, and is listed as refused"];
        assert_eq!(surprises(&refused, &listed), expected);
        assert!(surprises(&refused[..1], &listed[..1]).is_empty());
    }
}
