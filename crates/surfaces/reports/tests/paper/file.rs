//! The PDF as a file: its text in every language, its tags, and the same bytes every time.

use crate::reading::{plain, readable, structure, text};
use crate::sample::{EVERYTHING, answered, blank_of, filled_of, form, lists, pack};
use language::{Lang, Text};
use reports::paper::{Filling, Name, PaperForm, blank, filled, render};
use std::collections::BTreeMap;
use std::path::Path;

/// Forms of the pack whose text is kept and compared.
const KEPT: [&str; 3] = ["outreach-session", "livelihood-visit", "quote"];

fn everything(lang: Lang, is_filled: bool) -> PaperForm {
    let (form, lists, title) = (form(EVERYTHING), lists(), Text::new("Everything").with(Lang::Th, "ทุกอย่าง"));
    let name = Name { id: "tests/everything", title: &title };
    if !is_filled {
        return blank(&form, name, &BTreeMap::new(), lang);
    }
    let answers = serde_json::from_str(include_str!("everything.json")).unwrap();
    let session = answered(&form, &answers, &lists);
    filled(&session, name, Filling::default(), &pack().demo_files, lang)
}

/// Compares the text of a PDF with the kept one, white space aside.
fn compare(name: &str, paper: &PaperForm, wrong: &mut Vec<String>) {
    let Some(found) = text(&render(paper).unwrap()) else { return };
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/paper/{name}.txt"));
    if std::env::var_os("SAPHAN_UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, readable(&found)).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    if plain(&readable(&found)) != plain(&kept) {
        wrong.push(name.to_owned());
    }
}

#[test]
fn the_text_of_forms_is_what_it_was_in_every_language() {
    let pack = pack();
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for form in KEPT {
            compare(&format!("{form}-{lang}-blank"), &blank_of(&pack, form, lang), &mut wrong);
            compare(&format!("{form}-{lang}-filled"), &filled_of(&pack, form, lang).unwrap(), &mut wrong);
        }
        compare(&format!("everything-{lang}-blank"), &everything(lang, false), &mut wrong);
        compare(&format!("everything-{lang}-filled"), &everything(lang, true), &mut wrong);
    }
    assert!(wrong.is_empty(), "run with SAPHAN_UPDATE_GOLDEN=1 and read the difference of {wrong:?}");
}

#[test]
fn every_form_of_the_pack_is_printed_in_five_languages_and_names_itself_on_every_page() {
    let pack = pack();
    for form in pack.forms.keys() {
        for lang in Lang::ALL {
            for paper in [Some(blank_of(&pack, form, lang)), filled_of(&pack, form, lang)].into_iter().flatten() {
                let pdf = render(&paper).unwrap();
                assert!(pdf.windows(12).any(|part| part == b"pdfuaid:part"), "{form} {lang} is not declared as PDF/UA");
                // Every language is printed; one is read again, which takes longer than printing.
                let Some(found) = (lang == Lang::Th).then(|| text(&pdf)).flatten() else { continue };
                let pages: Vec<&str> = found.split('\u{C}').filter(|page| !page.trim().is_empty()).collect();
                for page in pages {
                    assert!(page.contains(&format!("prevention/{form}")), "{form} {lang}");
                    assert!(page.contains("2026-11-22"), "{form} {lang} without its version");
                }
            }
        }
    }
}

#[test]
fn whoever_does_not_see_the_paper_finds_headings_labels_and_tables() {
    let Some(tree) = structure(&render(&everything(Lang::En, false)).unwrap()) else { return };
    for expected in [
        "H1 \"Everything\"",
        "H2 \"About the person\"",
        "H3 \"Visits 2\"",
        "\"What name do you want us to use?\"",
        "\"Prefer not to say\"",
        "\"Why we ask: \"",
        "THead",
    ] {
        assert!(tree.contains(expected), "{expected} is not in {tree}");
    }
    let filled = structure(&render(&everything(Lang::En, true)).unwrap()).unwrap();
    assert!(filled.contains("Figure"), "{filled}");
    assert!(filled.contains("\"Identity card\"") && filled.contains("\"Somsri\""), "{filled}");
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    assert!(render(&everything(Lang::Km, true)) == render(&everything(Lang::Km, true)));
}
