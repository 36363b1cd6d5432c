//! Prints forms on paper into a folder, for looking at: `cargo run -p reports --example paper -- DIR [FORM…]`. Without names every form
//! of the prevention pack and the form of the tests, in five languages, blank and filled.

#[path = "../tests/paper/sample.rs"]
mod sample;

use language::{Lang, Text};
use reports::paper::{Filling, Name, PaperForm, blank, filled, render};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name a folder to write into")?);
    let wanted: Vec<String> = arguments.collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|one| one == name);
    std::fs::create_dir_all(&folder)?;
    let pack = sample::pack();
    for form in pack.forms.keys().filter(|form| is_wanted(form)) {
        for lang in Lang::ALL {
            write(&folder, &format!("{form}-{lang}-blank"), &sample::blank_of(&pack, form, lang))?;
            if let Some(paper) = sample::filled_of(&pack, form, lang) {
                write(&folder, &format!("{form}-{lang}-filled"), &paper)?;
            }
        }
    }
    if is_wanted("everything") { everything(&folder, &pack) } else { Ok(()) }
}

fn everything(folder: &Path, pack: &packs::Pack) -> Outcome {
    let form = sample::form(sample::EVERYTHING);
    let (lists, answers) = (sample::lists(), serde_json::from_str(include_str!("../tests/paper/everything.json"))?);
    let title = Text::new("Everything");
    let name = Name { id: "tests/everything", title: &title };
    for lang in Lang::ALL {
        write(folder, &format!("everything-{lang}-blank"), &blank(&form, name, &BTreeMap::new(), lang))?;
        let session = sample::answered(&form, &answers, &lists);
        let paper = filled(&session, name, Filling::default(), &pack.demo_files, lang);
        write(folder, &format!("everything-{lang}-filled"), &paper)?;
    }
    Ok(())
}

fn write(folder: &Path, name: &str, paper: &PaperForm) -> Outcome {
    Ok(std::fs::write(folder.join(format!("{name}.pdf")), render(paper)?)?)
}
