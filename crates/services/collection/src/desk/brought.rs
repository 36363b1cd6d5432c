//! The files that somebody brings together: zips are opened, the form among the files is found, everything else stands beside it. Owns
//! how many and how large they may be; nothing is written to a folder.

use super::{CellProblem, LONGEST};
use language::Message;
use sheets::Limits;
use std::collections::BTreeSet;

/// The largest workbook or XForm, in bytes.
pub const LARGEST_WORKBOOK: usize = 10 * 1024 * 1024;
/// The most bytes that are brought at once, packed or not.
pub const LARGEST_BRINGING: usize = 48 * 1024 * 1024;
/// The most files beside a form.
const MOST_FILES: usize = 300;
/// Endings of workbooks. A text with commas may be a form too, when nothing else is.
const WORKBOOKS: [&str; 5] = [".xlsx", ".xlsm", ".xls", ".ods", ".md"];
/// How far into a text its outermost element is looked for, in bytes.
const HEAD: usize = 4 * 1024;

/// A file as it was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtFile {
    /// Its name, without folders.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl BroughtFile {
    /// A file of this name.
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), bytes }
    }

    /// Whether it is a form as XML.
    pub(super) fn is_xform(&self) -> bool {
        let head = self.bytes.get(..HEAD.min(self.bytes.len())).unwrap_or_default();
        self.ends_with(".xml") && String::from_utf8_lossy(head).contains("html")
    }

    fn ends_with(&self, ending: &str) -> bool {
        self.name.to_lowercase().ends_with(ending)
    }

    fn is_workbook(&self) -> bool {
        WORKBOOKS.iter().any(|ending| self.ends_with(ending))
    }
}

/// A form and what was brought with it.
#[derive(Debug)]
pub(super) struct Sorted {
    pub(super) form: BroughtFile,
    pub(super) beside: Vec<BroughtFile>,
}

/// Finds the form among files.
pub(super) fn sorted(files: Vec<BroughtFile>) -> Result<Sorted, Vec<CellProblem>> {
    not_too_many(&files)?;
    let mut files = unpacked(files)?;
    not_too_many(&files)?;
    let long = files.iter().filter(|file| file.name.len() > LONGEST);
    let message = || Message::new("desk-name-too-long").with("limit", LONGEST);
    let long: Vec<CellProblem> = long.map(|file| CellProblem::of_file(&file.name, message())).collect();
    if !long.is_empty() {
        return Err(long);
    }
    no_name_twice(&files)?;
    let at = place_of_form(&files)?;
    let form = files.remove(at);
    Ok(Sorted { form, beside: files })
}

/// Files are known by their names, so that each stands for one.
pub(super) fn no_name_twice(files: &[BroughtFile]) -> Result<(), Vec<CellProblem>> {
    let mut names = BTreeSet::new();
    let twice = files.iter().filter(|file| !names.insert(&file.name));
    let twice: Vec<CellProblem> =
        twice.map(|file| CellProblem::of_file(&file.name, Message::new("desk-file-twice"))).collect();
    if twice.is_empty() { Ok(()) } else { Err(twice) }
}

fn not_too_many(files: &[BroughtFile]) -> Result<(), Vec<CellProblem>> {
    if files.len() <= MOST_FILES {
        return Ok(());
    }
    Err(vec![CellProblem::of_all(Message::new("desk-many-files").with("most", MOST_FILES))])
}

fn place_of_form(files: &[BroughtFile]) -> Result<usize, Vec<CellProblem>> {
    // One file alone is meant as a form, whatever it is: what it lacks for that is told when it is read.
    if files.len() == 1 {
        return Ok(0);
    }
    let is_form = |file: &BroughtFile| file.is_workbook() || file.is_xform();
    let found: Vec<usize> = files.iter().zip(0..).filter(|(file, _)| is_form(file)).map(|(_, at)| at).collect();
    match found.as_slice() {
        [only] => Ok(*only),
        [] => Err(vec![CellProblem::of_all(Message::new("desk-no-form"))]),
        several => {
            let names: Vec<&str> =
                several.iter().filter_map(|at| files.get(*at)).map(|file| file.name.as_str()).collect();
            Err(vec![CellProblem::of_all(Message::new("desk-several-forms").with("files", names.join(", ")))])
        }
    }
}

/// The files, those of zips in the place of the zips. However many zips there are, they unpack to no more than one may.
fn unpacked(files: Vec<BroughtFile>) -> Result<Vec<BroughtFile>, Vec<CellProblem>> {
    let mut limits = Limits {
        file_bytes: LARGEST_BRINGING as u64,
        zip_entries: 2 * MOST_FILES as u64,
        unpacked_bytes: LARGEST_BRINGING as u64,
        ratio: 200,
        ..Limits::default()
    };
    let mut all = Vec::new();
    for file in files {
        if !file.ends_with(".zip") {
            all.push(file);
            continue;
        }
        let inside = sheets::unpack(&file.bytes, &limits);
        let inside = inside.map_err(|error| vec![CellProblem::of_file(&file.name, unpacking(&error))])?;
        let bytes: usize = inside.iter().map(|(_, bytes)| bytes.len()).sum();
        limits.zip_entries = limits.zip_entries.saturating_sub(inside.len() as u64);
        limits.unpacked_bytes = limits.unpacked_bytes.saturating_sub(bytes as u64);
        all.extend(inside.into_iter().map(|(name, bytes)| BroughtFile { name, bytes }));
    }
    Ok(all)
}

/// Why a zip was not opened. What `sheets` says of workbooks speaks of their rows.
fn unpacking(error: &sheets::SheetError) -> Message {
    match error {
        sheets::SheetError::Encrypted => Message::new("desk-zip-encrypted"),
        sheets::SheetError::TooMuch { .. } => {
            Message::new("desk-zip-too-much").with("most", MOST_FILES).with("megabytes", LARGEST_BRINGING / 1024 / 1024)
        }
        _ => Message::new("desk-zip-damaged"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> BroughtFile {
        BroughtFile::new(name, text.as_bytes().to_vec())
    }

    #[test]
    fn the_form_is_found_among_the_files() {
        let xform = "<?xml version='1.0'?>\n<h:html xmlns='http://www.w3.org/2002/xforms'>";
        let long = format!("{}.csv", "x".repeat(LONGEST));
        let cases: [(&[(&str, &str)], &str); 7] = [
            (&[("a.md", ""), (&long, "")], "desk-name-too-long"),
            (&[("towns.csv", "survey\n,type")], "towns.csv"),
            (&[("towns.csv", "name"), ("Visit.XLSX", "PK")], "Visit.XLSX"),
            (&[("towns.xml", "<root/>"), ("visit.xml", xform)], "visit.xml"),
            (&[("towns.csv", ""), ("more.csv", "")], "desk-no-form"),
            (&[("a.md", ""), ("b.xml", xform)], "desk-several-forms"),
            (&[("a.md", ""), ("b.csv", ""), ("b.csv", "")], "desk-file-twice"),
        ];
        for (files, expected) in cases {
            let files = files.iter().map(|(name, text)| file(name, text)).collect();
            let found = match sorted(files) {
                Ok(sorted) => sorted.form.name,
                Err(problems) => problems.first().map(|one| one.message.key.to_owned()).unwrap_or_default(),
            };
            assert_eq!(found, expected);
        }
    }

    fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file");
        std::io::Write::write_all(&mut zip, bytes).expect("bytes");
        zip.finish().expect("a zip").into_inner()
    }

    #[test]
    fn several_zips_unpack_to_no_more_than_one_may() {
        // Packs less well than a bomb, so that it is the sum that is refused.
        let half: Vec<u8> = (0..LARGEST_BRINGING / 2).map(|at| (at / 64 % 251) as u8).collect();
        let zip = |name: &str| BroughtFile::new(&format!("{name}.zip"), zipped(&format!("{name}.csv"), &half));
        assert_eq!(unpacked(vec![zip("a"), zip("b")]).map(|files| files.len()), Ok(2));
        let problems = unpacked(vec![zip("a"), zip("b"), zip("c")]).expect_err("too much");
        assert_eq!(
            problems.first().map(|one| (one.place.as_str(), one.message.key)),
            Some(("c.zip", "desk-zip-too-much"))
        );
    }

    #[test]
    fn a_zip_that_is_none_is_told() {
        let problems = sorted(vec![file("all.zip", "PK\u{3}\u{4}rubbish")]).expect_err("no zip");
        assert_eq!(problems, [CellProblem::of_file("all.zip", Message::new("desk-zip-damaged"))]);
    }
}
