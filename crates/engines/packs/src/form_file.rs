//! `forms/`: XLSForm tables in Markdown. Owns reading a file into a form and finding what is not translated; the tables' meaning is
//! in `forms`.

use crate::pack::PhoneForm;
use crate::problem::{PackProblem, Place};
use crate::toml_file::SourceFile;
use forms::Form;
use language::{Lang, Message};
use std::collections::BTreeMap;
use xlsform::Sheet;

/// Reads a form, with what phones are given of it.
pub(crate) fn read_form(file: SourceFile<'_>) -> Result<(Form, PhoneForm), Vec<PackProblem>> {
    forms::read_markdown_workbook(file.text)
        .map(|read| {
            let phone = PhoneForm::of(&read);
            (read.form, phone)
        })
        .map_err(|problems| problems.0.into_iter().map(|problem| at_place(file, problem)).collect())
}

fn at_place(file: SourceFile<'_>, problem: xlsform::Problem) -> PackProblem {
    let xlsform::Place { sheet, row, column } = problem.place;
    let place =
        if sheet.is_empty() { Place::Whole } else { Place::Cell { sheet, row, column: column.unwrap_or_default() } };
    PackProblem::new(file.path, place, problem.message)
}

/// Cells written in one of the languages and empty in another.
pub(crate) fn untranslated(file: SourceFile<'_>, languages: &[Lang]) -> Vec<PackProblem> {
    xlsform::read_markdown(file.text)
        .sheets
        .iter()
        .flat_map(|sheet| untranslated_in(file.path, sheet, languages))
        .collect()
}

fn untranslated_in(path: &str, sheet: &Sheet, languages: &[Lang]) -> Vec<PackProblem> {
    let columns = translated_columns(sheet);
    let mut problems = Vec::new();
    for row in &sheet.rows {
        for (text, in_languages) in &columns {
            if in_languages.values().all(|column| row.cell(*column).is_empty()) {
                continue;
            }
            for lang in languages {
                if in_languages.get(lang).is_none_or(|column| row.cell(*column).is_empty()) {
                    let place = Place::Cell { sheet: sheet.name.clone(), row: row.number, column: text.clone() };
                    let message =
                        Message::new("packs-text-missing").with("what", text.as_str()).with("language", lang.autonym());
                    problems.push(PackProblem::new(path, place, message));
                }
            }
        }
    }
    problems
}

/// The columns of texts (`label`, `hint` …), each with where it stands in each language.
fn translated_columns(sheet: &Sheet) -> BTreeMap<String, BTreeMap<Lang, usize>> {
    let mut columns: BTreeMap<String, BTreeMap<Lang, usize>> = BTreeMap::new();
    for (at, heading) in sheet.header.iter().enumerate() {
        let Some((text, language)) = heading.split_once("::") else { continue };
        let code = language.rsplit_once('(').map_or(language, |(_, code)| code.trim_end_matches(')'));
        if let Ok(lang) = code.trim().parse() {
            columns.entry(text.to_owned()).or_default().insert(lang, at);
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "
| survey |
| | type | name | label::English (en) | label::ไทย (th) | constraint | bind::saphan:class |
| | text | venue | Where | สถานที่ | | work |
| | integer | count | How many | | . > 0 | |
| settings |
| | form_id |
| | session |
";

    #[test]
    fn an_empty_translation_is_found_at_its_cell() {
        let problems = untranslated(SourceFile { path: "forms/session.md", text: FORM }, &[Lang::En, Lang::Th]);
        let places: Vec<_> = problems.iter().map(|problem| problem.place.clone()).collect();
        assert_eq!(places, [Place::Cell { sheet: "survey".into(), row: 3, column: "label".into() }]);
    }

    #[test]
    fn a_mistake_in_a_form_is_told_with_its_cell() {
        let text = FORM.replace(". > 0", ". > (0");
        let problems = read_form(SourceFile { path: "forms/session.md", text: &text }).expect_err("a bad constraint");
        let [problem] = problems.as_slice() else { panic!("one problem: {problems:?}") };
        assert!(matches!(&problem.place, Place::Cell { row: 3, column, .. } if column == "constraint"), "{problem}");
    }
}
