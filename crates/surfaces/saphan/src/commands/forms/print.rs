//! `saphan forms print FORM`: a form on paper. A blank one needs no database; answers are read with the lists of this installation, so
//! that they are printed by their names.

use super::source::{self, Source, is_bare, sentences};
use crate::app::App;
use crate::commands::known;
use crate::failure::Failure;
use crate::output::line;
use crate::settings::Place;
use clap::Args;
use forms::{Itemsets, Session, Violation};
use language::{Lang, Text, say};
use reports::paper::{self, Filling, Name, PaperForm};
use serde_json::Value as Json;
use service_kit::Context;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The form: one of a pack, such as prevention/outreach-session, or a file: a workbook (.xlsx, .xls, .ods), delimited text (.csv),
    /// Markdown tables (.md), or an XForm (.xml).
    form: String,
    /// Language of the paper: en, th, my, km, lo.
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Answers to print, as JSON; without them the form is printed blank. Pictures that they name are looked for beside them, lists beside the form.
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// The PDF to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// A form and what it is called.
struct Found {
    source: Source,
    id: String,
    title: Text,
    /// The folder with its lists; none of a kind of records of a pack, whose lists this installation has.
    folder: Option<PathBuf>,
}

impl Found {
    /// The pictures in the folder of the form that its labels name, by their names.
    fn label_pictures(&self) -> BTreeMap<String, Vec<u8>> {
        let names = self.source.form.label_files();
        self.folder.as_ref().map(|folder| small_files(folder, names.keys().map(String::as_str))).unwrap_or_default()
    }
}

pub(crate) async fn run(place: Place, arguments: Arguments) -> Result<ExitCode, Failure> {
    let found = find(&arguments.form, arguments.lang)?;
    let name = Name { id: &found.id, title: &found.title };
    let paper = match &arguments.answers {
        None => paper::blank(&found.source.form, name, &found.label_pictures(), arguments.lang),
        Some(file) => filled(place, &found, name, file, arguments.lang).await?,
    };
    let pdf = paper::render(&paper).map_err(|error| Failure::said(say(Lang::En, &error.message())))?;
    std::fs::write(&arguments.out, pdf).map_err(|problem| Failure::file("write", &arguments.out, &problem))?;
    line(arguments.out.display().to_string());
    Ok(ExitCode::SUCCESS)
}

fn find(named: &str, lang: Lang) -> Result<Found, Failure> {
    let path = Path::new(named);
    if path.is_file() {
        let source = Source::read(path, lang)?;
        let (id, title) = (source.form.id.clone(), source.form.title.clone());
        return Ok(Found { source, id, title, folder: Some(path.parent().unwrap_or(Path::new("")).to_owned()) });
    }
    let mut known_kinds = Vec::new();
    let packs = packs::builtin();
    for pack in packs.map_err(|problems| Failure::said(sentences(problems.iter().map(ToString::to_string))))? {
        if let Some((kind, form)) = pack.kinds.iter().find(|kind| kind.id == named).zip(pack.form(named)) {
            let (id, title) = (kind.id.clone(), kind.title.clone());
            return Ok(Found { source: Source::of(form.clone()), id, title, folder: None });
        }
        known_kinds.extend(pack.kinds.into_iter().map(|kind| kind.id));
    }
    Err(known::missing("form", named, known_kinds))
}

async fn filled(place: Place, found: &Found, name: Name<'_>, file: &Path, lang: Lang) -> Result<PaperForm, Failure> {
    let text = source::text(source::bytes(file)?, file)?;
    let answers: Json = serde_json::from_str(&text)?;
    let app = App::open(&place.settings(None, None)?).await?;
    let context = Context { lang, ..app.operator().await? };
    let (of_kind, in_folder);
    let lists: &dyn Itemsets = match &found.folder {
        None => {
            of_kind = app.collection.all_itemsets(&context, &found.id).await?;
            &of_kind
        }
        Some(folder) => {
            in_folder = found.source.lists(folder, lang)?;
            &in_folder
        }
    };
    let mut session = Session::new(&found.source.form, lists, app.collection.environment(&context));
    session.load(&answers).map_err(|refused| Failure::said(told(&refused, lang)))?;
    Ok(paper::filled(&session, name, Filling::default(), &beside(file, &answers), lang))
}

fn told(refused: &[Violation], lang: Lang) -> String {
    sentences(refused.iter().map(|one| format!("{}: {}", one.path, one.message.get(lang))))
}

/// Files in the folder of the answers that an answer names, by their names.
fn beside(file: &Path, answers: &Json) -> BTreeMap<String, Vec<u8>> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut names = Vec::new();
    texts(answers, &mut names);
    small_files(folder, names.into_iter().filter(|name| is_bare(name)))
}

/// Those of the named files that are in a folder and no larger than files that people send.
fn small_files<'n>(folder: &Path, names: impl Iterator<Item = &'n str>) -> BTreeMap<String, Vec<u8>> {
    let small = names.filter(|name| {
        let length =
            std::fs::metadata(folder.join(name)).map(|found| if found.is_file() { found.len() } else { u64::MAX });
        length.is_ok_and(|length| length <= collection::LARGEST_FILE as u64)
    });
    small.filter_map(|name| Some((name.to_owned(), std::fs::read(folder.join(name)).ok()?))).collect()
}

fn texts<'a>(answers: &'a Json, found: &mut Vec<&'a str>) {
    match answers {
        Json::String(text) => found.push(text),
        Json::Array(rows) => rows.iter().for_each(|row| texts(row, found)),
        Json::Object(object) => object.values().for_each(|answer| texts(answer, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_form_of_a_pack_is_found_by_its_name() {
        assert!(
            find("prevention/quote", Lang::En)
                .is_ok_and(|found| found.folder.is_none() && found.title.get(Lang::Th) == "คำบอกเล่า")
        );
        let told = find("prevention/nothing", Lang::En).err().map(|problem| problem.to_string()).unwrap_or_default();
        assert!(told.starts_with("there is no form `prevention/nothing`. Known: "), "{told}");
        assert!(told.contains(", prevention/quote,"), "{told}");
    }

    #[test]
    fn pictures_are_taken_from_beside_the_answers_and_from_nowhere_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("inner");
        std::fs::create_dir(&inner).expect("made");
        std::fs::write(inner.join("a.png"), b"picture").expect("written");
        std::fs::write(folder.path().join("secret"), b"secret").expect("written");
        let answers = json!({ "who": "Nok", "scene": "a.png", "rows": [{ "other": "../secret" }, { "up": ".." }] });
        let found = beside(&inner.join("answers.json"), &answers);
        assert_eq!(found.keys().collect::<Vec<_>>(), ["a.png"]);
    }
}
