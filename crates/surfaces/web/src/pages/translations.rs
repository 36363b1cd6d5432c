//! The texts of a form by language: what is missing and stale, the same as a spreadsheet, and that spreadsheet brought back as another
//! version of the form.

use super::desk::{address, called};
use super::desk_version::{Named, find};
use super::{Answer, export, page, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Cell, Column, Control, Field, Heading, Link, Problem, Table};
use crate::posted::Posted;
use crate::views::TranslationsPage;
use crate::visit::Caller;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use collection::{
    BroughtFile, ExportCell, ExportColumn, ExportSheet, Receiver, Standing, TRANSLATION_COLUMNS, TranslatedText,
    Translations, UNNAMED_LANGUAGE,
};
use language::{Lang, Message, phrase, say};
use reports::table::{Format, TableFile};
use service_kit::ServiceError;
use xlsform::Tables;

/// Texts on the page; the spreadsheet has them all.
const MOST_SHOWN: usize = 200;

/// `GET /forms/translations`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Query(named): Query<Named>) -> Answer {
    page(&view(&state, &caller, &named, Vec::new()).await?)
}

async fn view(
    state: &WebState,
    caller: &Caller,
    named: &Named,
    problems: Vec<Problem>,
) -> Result<TranslationsPage, Failure> {
    let lang = caller.visit.lang;
    let p = |key| phrase(lang, key);
    let own = find(state, caller, named).await?;
    let translations = state.collection.translations(&caller.context, &own.version).await?;
    let waiting = translations.texts.iter().filter(|text| text.needs_work()).count();
    let title = p("web-translations-title");
    let heading = Heading::new(title.clone())
        .lead(say(
            lang,
            &Message::new("web-translations-lead").with("count", waiting).with("of", translations.texts.len()),
        ))
        .under([Link::new("/forms", p("web-forms-title")), Link::new(address("/forms/version", &own), called(&own))]);
    let file = Field::new("file", p("web-translations-file"), Control::File(".xlsx,.xls,.ods,.csv"));
    let version = Field::new("new-version", p("web-translations-version"), Control::Text);
    Ok(TranslationsPage {
        frame: caller.visit.frame(state, title),
        heading,
        table: table(&translations, lang),
        spreadsheet: address("/forms/translations.xlsx", &own),
        action: address("/forms/translations", &own),
        problems,
        asked: vec![file.hint(p("web-translations-file-hint")), version],
    })
}

fn named_language(language: &str) -> String {
    if language.is_empty() { UNNAMED_LANGUAGE.to_owned() } else { language.to_owned() }
}

/// What waits comes first.
fn table(translations: &Translations, lang: Lang) -> Table {
    let mut texts: Vec<&TranslatedText> = translations.texts.iter().collect();
    texts.sort_by_key(|text| !text.needs_work());
    let row = |text: &&TranslatedText| {
        let mut first = Cell::new(text.name.clone());
        first.note = format!("{}, {}", text.sheet, text.column);
        let cell = |(said, standing): &(String, Standing)| match standing {
            Standing::Good => Cell::new(said.clone()),
            Standing::Missing => Cell::new(phrase(lang, "web-translations-missing")),
            Standing::Stale => {
                let mut cell = Cell::new(said.clone());
                cell.note = phrase(lang, "web-translations-stale");
                cell
            }
        };
        [first].into_iter().chain(text.said.iter().map(cell)).collect()
    };
    let heads = translations.languages.iter().map(|language| Column::text(named_language(language)));
    Table {
        caption: phrase(lang, "web-translations-title"),
        columns: [Column::text(phrase(lang, "web-translations-text"))].into_iter().chain(heads).collect(),
        rows: texts.iter().take(MOST_SHOWN).map(row).collect(),
    }
}

/// `GET /forms/translations.xlsx`
pub(crate) async fn file(State(state): State<WebState>, caller: Caller, Query(named): Query<Named>) -> Answer {
    let own = find(&state, &caller, &named).await?;
    let translations = state.collection.translations(&caller.context, &own.version).await?;
    let languages = translations.languages.iter().map(|language| named_language(language));
    let heads: Vec<String> = TRANSLATION_COLUMNS.iter().map(|one| (*one).to_owned()).chain(languages).collect();
    let mut table = TableFile::new(Format::Xlsx);
    table.begin(&[sheet("texts", &heads)])?;
    for text in &translations.texts {
        let own = [&text.sheet, &text.name, &text.column].map(|text| ExportCell::Text(text.clone()));
        let said = text.said.iter().map(|(said, _)| ExportCell::Text(said.clone()));
        table.row(0, &own.into_iter().chain(said).collect::<Vec<_>>())?;
    }
    Ok(export::download(table.finish()?, "translations"))
}

fn sheet(name: &str, headings: &[String]) -> ExportSheet {
    let column = |heading: &String| ExportColumn { name: heading.clone(), heading: heading.clone() };
    ExportSheet { name: name.to_owned(), columns: headings.iter().map(column).collect() }
}

/// `POST /forms/translations`
pub(crate) async fn bring(
    State(state): State<WebState>,
    caller: Caller,
    Query(named): Query<Named>,
    posted: Posted,
) -> Answer {
    let lang = caller.visit.lang;
    let own = find(&state, &caller, &named).await?;
    let problem = |text: String| Problem { id: "f-file".to_owned(), text };
    let found = match posted.file("file") {
        None => vec![problem(phrase(lang, "web-import-file-missing"))],
        Some(file) => {
            let (name, version) = (collection::file_name(&file.name), posted.get("new-version"));
            let changed =
                state.collection.translated(&caller.context, &own.version, version, &name, file.bytes.clone()).await;
            let brought = match changed {
                Ok(tables) => {
                    let file = BroughtFile::new(&workbook_name(&own.version.file_name), workbook(&tables)?);
                    state.collection.bring_form(&caller.context, vec![file]).await
                }
                Err(error) => Err(error),
            };
            match brought {
                Ok(form) => return see(&address("/forms/version", &form)),
                Err(ServiceError::Invalid(found)) => found.iter().map(|one| problem(one.said_at_place(lang))).collect(),
                Err(error) => return Err(error.into()),
            }
        }
    };
    let mut response = page(&view(&state, &caller, &named, found).await?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn workbook_name(file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    format!("{stem}.xlsx")
}

/// Tables as a workbook. What stands under no heading is notes of its author and is left out.
fn workbook(tables: &Tables) -> Result<Vec<u8>, Failure> {
    let mut file = TableFile::new(Format::Xlsx);
    file.begin(&tables.sheets.iter().map(|one| sheet(&one.name, &one.header)).collect::<Vec<_>>())?;
    for (one, number) in tables.sheets.iter().zip(0..) {
        for row in &one.rows {
            let cell = |(heading, place): (&String, usize)| match row.cell(place) {
                text if text.is_empty() || heading.is_empty() => ExportCell::Empty,
                text => ExportCell::Text(text.to_owned()),
            };
            file.row(number, &one.header.iter().zip(0..).map(cell).collect::<Vec<_>>())?;
        }
    }
    let mut bytes = Vec::new();
    for piece in file.finish()? {
        let failed = |problem| ServiceError::Internal(format!("a workbook could not be read again: {problem}"));
        bytes.extend(piece.map_err(failed)?);
    }
    Ok(bytes)
}
