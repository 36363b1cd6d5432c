//! Forms on paper: a blank one for whoever goes where there is no phone, and a record as its form was filled in. A filled form says what
//! the record's page says to the same reader: it is read by the same calls, leaves the same audit entries, and refers to the same names.

use super::Answer;
use crate::WebState;
use crate::failure::Failure;
use crate::visit::Caller;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use collection::{Definition, Version};
use forms::{Form, Media};
use language::Lang;
use reports::paper::{self, Filling, MOST_PICTURES, Name, PaperForm};
use serde::Deserialize;
use serde_json::Value as Json;
use service_kit::{Context, ServiceError};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Attachment, Record};

/// The most bytes of pictures that one paper takes in; further ones are told and not shown.
const MOST_PICTURE_BYTES: usize = 3 * collection::LARGEST_FILE;

/// The language of the paper, when it is another than the reader's.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    lang: String,
}

impl Asked {
    fn lang(&self, reader: Lang) -> Lang {
        self.lang.parse().unwrap_or(reader)
    }
}

/// `GET /records/{pack}/{form}/print.pdf`
pub(crate) async fn blank(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let kind = format!("{pack}/{form}");
    let in_use = state.collection.kind(&caller.context, &kind)?;
    let lang = asked.lang(caller.visit.lang);
    let mut taken = Taken::default();
    for file in pictures_named(in_use.definition().form) {
        if !taken.is_full() {
            taken.take_as(&file, if_there(state.collection.own_file(&caller.context, &kind, &file).await)?);
        }
    }
    let make = move || {
        let of = in_use.definition();
        paper::blank(of.form, name(of), &taken.pictures, lang)
    };
    set(make, &format!("{form}-{lang}")).await
}

/// `GET /records/{pack}/{form}/{id}/print.pdf`
pub(crate) async fn filled(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form, id)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let kind = format!("{pack}/{form}");
    let lang = asked.lang(caller.visit.lang);
    let context = Context { lang, ..caller.context };
    let record = state.collection.read(&context, &kind, &id).await?;
    let history = state.collection.history(&context, &kind, &id).await?;
    let make = filled_paper(&state, &context, &record, &history).await?;
    set(make, &format!("{form}-{id}-{lang}")).await
}

fn name<'n>(of: Definition<'n>) -> Name<'n> {
    Name { id: &of.kind.id, title: &of.kind.title }
}

async fn filled_paper(
    state: &WebState,
    context: &Context,
    record: &Record,
    history: &[Version],
) -> Result<impl FnOnce() -> PaperForm + Send + 'static + use<>, Failure> {
    let in_use = state.collection.in_use(&record.kind)?;
    let (last, answers) = latest(history).ok_or_else(Failure::not_found)?;
    let lists = state.collection.all_itemsets(context, &record.kind).await?;
    let pictures = pictures(state, context, in_use.definition(), record).await?;
    // What follows from the day is worked out for the day on which the answers came in, as it was then.
    let then = Context { local: state.kit.local(last.received_at), ..context.clone() };
    let filling = filling(state, context.lang, record, history);
    let (collection, answers, lang) = (Arc::clone(&state.collection), answers.clone(), context.lang);
    Ok(move || {
        let of = in_use.definition();
        let mut session = collection.session(&then, of, &lists);
        // An older version of the form may have asked what this one does not: the page does not show it either.
        let _left_out = session.load(&answers);
        paper::filled(&session, name(of), filling, &pictures, lang)
    })
}

/// The last version that has answers, with them.
fn latest(history: &[Version]) -> Option<(&Version, &Json)> {
    history.iter().rev().find_map(|version| Some((version, version.answers.as_ref()?)))
}

/// Who recorded it and who corrected it last.
fn filling(state: &WebState, lang: Lang, record: &Record, history: &[Version]) -> Filling {
    let mut filling = Filling::default();
    let said = |version: &Version| (version.author.clone(), state.kit.local(version.received_at));
    if let Some((by, at)) = history.first().map(said) {
        filling = filling.recorded(&by, at, lang);
    }
    if let Some((by, at)) = history.get(1..).and_then(<[Version]>::last).map(said) {
        filling = filling.corrected(&by, at, lang);
    }
    filling.of_record(&record.id, lang)
}

/// The pictures that the record names, in repeats too, by their names: no more than are printed.
async fn pictures(
    state: &WebState,
    context: &Context,
    of: Definition<'_>,
    record: &Record,
) -> Result<BTreeMap<String, Vec<u8>>, ServiceError> {
    let mut taken = Taken::default();
    for column in of.kind.columns.iter().filter(|column| column.is_attachment) {
        taken.take(state.collection.file(context, record, &column.name).await?);
    }
    for rows in &of.kind.rows {
        for column in rows.columns.iter().filter(|column| column.is_attachment) {
            for row in 1..=record.rows(&rows.name).len() {
                // Rows may be many: what is not printed is not read.
                if taken.is_full() {
                    return Ok(taken.pictures);
                }
                taken.take(state.collection.file_of_row(context, record, (&rows.name, row), &column.name).await?);
            }
        }
    }
    Ok(taken.pictures)
}

/// The pictures that a form's labels name. Sounds and films are not printed, and not read for it.
pub(super) fn pictures_named(form: &Form) -> impl Iterator<Item = String> {
    form.label_files().into_iter().filter(|(_, media)| *media == Media::Image).map(|(file, _)| file)
}

/// A file, when there is one.
pub(super) fn if_there(found: Result<Attachment, ServiceError>) -> Result<Option<Attachment>, ServiceError> {
    match found {
        Ok(file) => Ok(Some(file)),
        Err(ServiceError::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Pictures for one paper.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) pictures: BTreeMap<String, Vec<u8>>,
    /// Bytes of everything that was read for it.
    bytes: usize,
}

impl Taken {
    fn take(&mut self, file: Option<Attachment>) {
        if let Some(name) = file.as_ref().map(|file| file.hash.clone()) {
            self.take_as(&name, file);
        }
    }

    /// The same under another name than its own.
    pub(super) fn take_as(&mut self, name: &str, file: Option<Attachment>) {
        let Some(file) = file else { return };
        self.bytes += file.bytes.len();
        if file.media_type.starts_with("image/") && self.bytes <= MOST_PICTURE_BYTES {
            self.pictures.insert(name.to_owned(), file.bytes);
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.pictures.len() >= MOST_PICTURES || self.bytes > MOST_PICTURE_BYTES
    }
}

/// The paper as a file to open, print or keep.
pub(super) async fn set(make: impl FnOnce() -> PaperForm + Send + 'static, name: &str) -> Answer {
    // Making pictures ready and setting pages takes a good part of a second of one core, so it does not stand in the way of other
    // requests.
    let pdf = tokio::task::spawn_blocking(move || paper::render(&make()))
        .await
        .map_err(|problem| ServiceError::Internal(format!("the paper's work ended early: {problem}")))?
        .map_err(|problem| Failure::said(StatusCode::UNPROCESSABLE_ENTITY, problem.message()))?;
    let mut response: Response = Body::from(pdf).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    let plain: String = name.chars().filter(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_')).collect();
    if let Ok(disposition) = HeaderValue::from_str(&format!("inline; filename=\"{plain}.pdf\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}
