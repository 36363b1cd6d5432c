//! Reading a form from a file, whichever way it is written, and the lists that stand in the same folder. Owns which way that is and
//! how much is read; what is wrong in a file is told by the engines, here with its place in the reader's language.

use crate::failure::Failure;
use forms::lists::{self, ListLimits};
use forms::{Calls, EXTERNAL_CHOICES, Form, Itemset};
use language::{Lang, Message, say};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use xlsform::Options;

/// Most bytes of one file. The engines have narrower limits of their own; this one is for files that never end.
const MOST_BYTES: u64 = 256 << 20;

/// A form that was read from a file.
pub(super) struct Source {
    pub(super) form: Form,
    /// The list that a workbook has in a sheet, for questions that search in it.
    external_choices: Option<String>,
}

impl Source {
    /// A form that stands in no file.
    pub(super) fn of(form: Form) -> Self {
        Self { form, external_choices: None }
    }

    /// Reads a form: an XForm by the ending `.xml`, else an XLSForm.
    pub(super) fn read(path: &Path, lang: Lang) -> Result<Self, Failure> {
        let bytes = bytes(path)?;
        let is_xform = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml"));
        let read = if is_xform { of_xform(&text(bytes, path)?, lang) } else { of_tables(&bytes, path, lang) };
        read.map_err(Failure::said)
    }

    /// The lists that the form names and that are in a folder or in the workbook itself, by their names. One that is not there is
    /// missing where the form asks for it.
    pub(super) fn lists(&self, folder: &Path, lang: Lang) -> Result<BTreeMap<String, Itemset>, Failure> {
        let mut found = BTreeMap::new();
        for name in self.form.files().into_iter().filter(|name| is_bare(name)) {
            let path = folder.join(name);
            let own = self.external_choices.as_ref().filter(|_| name == EXTERNAL_CHOICES);
            let content = match own {
                Some(own) => own.clone(),
                None if path.is_file() => text(bytes(&path)?, &path)?,
                None => continue,
            };
            let Some(format) = lists::Format::of_file(name) else { continue };
            let told = |message: &Message| format!("`{}`: {}", path.display(), say(lang, message));
            let list = lists::read(&content, format, ListLimits::default())
                .map_err(|problem| Failure::said(told(&problem.message())))?;
            let problems = self.form.check_list(name, &list).problems;
            if !problems.is_empty() {
                return Err(Failure::said(sentences(problems.iter().map(told))));
            }
            found.insert(name.to_owned(), list.itemset);
        }
        Ok(found)
    }
}

/// A whole file, unless it is too large.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |problem: std::io::Error| Failure::file("read", path, &problem);
    let mut bytes = Vec::new();
    File::open(path).map_err(failed)?.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::said(format!("`{}` is longer than {} MiB", path.display(), MOST_BYTES >> 20)));
    }
    Ok(bytes)
}

/// Bytes as text, or where they are none.
pub(super) fn text(bytes: Vec<u8>, path: &Path) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|problem| {
        let sound = problem.as_bytes().get(..problem.utf8_error().valid_up_to()).unwrap_or_default();
        let line = 1 + sound.iter().filter(|byte| **byte == b'\n').count();
        Failure::said(format!("`{}`, line {line}: this is no text in UTF-8; save the file as UTF-8", path.display()))
    })
}

/// Several sentences, a line each.
pub(super) fn sentences(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join("\n")
}

/// Whether a name leads to a file in the same folder and nowhere else.
pub(super) fn is_bare(name: &str) -> bool {
    Path::new(name).file_name().is_some_and(|bare| bare == name)
}

fn of_tables(bytes: &[u8], path: &Path, lang: Lang) -> Result<Source, String> {
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let form_id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let options = Options { form_id, ..Options::default() };
    let read =
        xlsform::read_file(bytes, &file_name).and_then(|tables| forms::compile(&tables, &options, Calls::MayBeMissing));
    read.map(|workbook| Source { form: workbook.form, external_choices: workbook.converted.itemsets_csv })
        .map_err(|problems| sentences(problems.0.iter().map(|one| super::convert::sentence(one, lang))))
}

fn of_xform(text: &str, lang: Lang) -> Result<Source, String> {
    let read = forms::read_xform(text, Calls::MayBeMissing);
    read.map(|read| Source::of(read.form))
        .map_err(|problems| sentences(problems.iter().map(|problem| say(lang, problem))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A folder with files in it.
    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).expect("written");
        }
        folder
    }

    const TABLES: &str = "| survey |\n| | type | name | label |\n| | select_one_from_file towns.csv | town | Town |\n\
        | settings |\n| | form_id |\n| | own |\n";

    const XFORM: &str = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><model>\n\
        <instance><data id='own'><town/></data></instance>\n\
        <instance id='towns' src='jr://file/towns.xml'/>\n\
        <bind nodeset='/data/town' relevant=\"true()\"/></model></h:head><h:body>\n\
        <select1 ref='/data/town'><itemset nodeset=\"instance('towns')/root/item\"><value ref='name'/><label ref='label'/>\
        </itemset></select1></h:body></h:html>";

    fn told<T>(result: Result<T, Failure>) -> String {
        result.err().map(|failure| failure.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_form_is_read_whichever_way_it_is_written() {
        let folder = folder(&[("a.md", TABLES.as_bytes()), ("a.XML", XFORM.as_bytes())]);
        for (name, list) in [("a.md", "towns.csv"), ("a.XML", "towns.xml")] {
            let form = Source::read(&folder.path().join(name), Lang::En).expect(name).form;
            assert_eq!((form.id.as_str(), form.files()), ("own", vec![list]), "{name}");
        }
    }

    #[test]
    fn what_is_wrong_in_a_form_is_told_with_its_place() {
        let bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>\n<x>&a;</x>";
        let files: [(&str, Vec<u8>, &str); 8] = [
            ("cell.md", TABLES.replace("select_one_from_file towns.csv", "txt").into(), "survey row 2"),
            ("bomb.xml", bomb.into(), "A document type is not accepted"),
            ("open.xml", "<a>\n<b>".into(), "line 2"),
            ("other.xml", "<a/>".into(), "line 1, column 1: There is no model"),
            ("expression.xml", XFORM.replace("true()", "1 +").into(), "line 4, column 1: "),
            ("bytes.xml", b"<a>\n\xFF</a>".to_vec(), "line 2: this is no text in UTF-8"),
            ("broken.xlsx", b"PK\x03\x04rubbish".to_vec(), ""),
            ("empty.csv", Vec::new(), ""),
        ];
        for (name, bytes, expected) in files {
            let folder = folder(&[(name, &bytes)]);
            let told = told(Source::read(&folder.path().join(name), Lang::En));
            assert!(!told.is_empty() && told.contains(expected), "{name}: {told}");
        }
        assert!(
            told(Source::read(&PathBuf::from("/nowhere/a.md"), Lang::En)).starts_with("cannot read `/nowhere/a.md`")
        );
    }

    #[test]
    fn lists_are_read_from_the_folder_of_the_form() {
        let files: [(&str, &[u8]); 3] = [
            ("a.md", TABLES.as_bytes()),
            ("towns.csv", b"name,label\na,A\nb,B\n"),
            ("other.csv", b"name,label\nc,C\n"),
        ];
        let folder = folder(&files);
        let form = Source::read(&folder.path().join("a.md"), Lang::En).expect("sound");
        let lists = form.lists(folder.path(), Lang::En).expect("sound");
        assert_eq!(lists.keys().collect::<Vec<_>>(), ["towns.csv"]);
        assert_eq!(lists["towns.csv"].choices().len(), 2);
        let towns = folder.path().join("towns.csv");
        let cases: [(&[u8], &str); 4] = [
            (b"name,label\na,A,x\n", "Row 2: There are more cells"),
            (b"name,label\na,\"A\n", "Row 2: A quotation mark"),
            (b"name,label\n\xFF,A\n", "line 2: this is no text in UTF-8"),
            (b"name,title\na,A\n", "no column “label”"),
        ];
        for (bytes, expected) in cases {
            std::fs::write(&towns, bytes).expect("written");
            let told = told(form.lists(folder.path(), Lang::En));
            assert!(told.contains("towns.csv`") && told.contains(expected), "{told}");
        }
        std::fs::remove_file(&towns).expect("removed");
        assert!(
            form.lists(folder.path(), Lang::En).is_ok_and(|lists| lists.is_empty()),
            "told where the form asks for it"
        );
    }

    #[test]
    fn names_that_lead_elsewhere_are_not_followed() {
        for (name, expected) in
            [("a.csv", true), ("../a.csv", false), ("/etc/passwd", false), ("b/a.csv", false), ("..", false)]
        {
            assert_eq!(is_bare(name), expected, "{name}");
        }
    }

    #[test]
    fn choices_that_stand_in_the_workbook_need_no_file() {
        let tables = "| survey |\n| | type | name | label | choice_filter |\n| | select_one_external towns | town | Town | a='1' |\n\
            | external_choices |\n| | list_name | name | label | a |\n| | towns | n | North | 1 |\n| settings |\n| | form_id |\n| | own |\n";
        let folder = folder(&[("a.md", tables.as_bytes())]);
        let lists =
            Source::read(&folder.path().join("a.md"), Lang::En).and_then(|form| form.lists(folder.path(), Lang::En));
        let lists = lists.expect("sound");
        assert_eq!(lists.get(EXTERNAL_CHOICES).map(|list| list.choices().len()), Some(1));
    }
}
