//! `/api/v1/forms`: the forms that an agency brings, from the workbook to its use. Owns how their files arrive; what a form may be and who
//! may bring one is the form desk's.

use crate::ApiState;
use crate::caller::Caller;
use crate::failure::{Failure, Problem};
use crate::sent::{NotTaken, Sent};
use axum::Json;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use collection::{BroughtFile, LARGEST_BRINGING, OwnForm, file_name};
use language::{Lang, Message};
use serde::Serialize;
use service_kit::{Context, ServiceError};

/// The largest body of a request that brings files: all of them, and what stands between them.
pub(crate) const LARGEST_BODY: usize = LARGEST_BRINGING + 64 * 1024;

/// A version of a form.
#[derive(Serialize)]
pub(crate) struct Shown {
    form_id: String,
    version: String,
    state: &'static str,
    /// The kind that its records have or would have.
    kind: String,
    agency: String,
    file: String,
    lists: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct Listed {
    forms: Vec<Shown>,
}

/// A form that was brought, and what is odd about it.
#[derive(Serialize)]
pub(crate) struct Brought {
    #[serde(flatten)]
    form: Shown,
    warnings: Vec<Problem>,
}

/// `GET /api/v1/forms`: every version of the forms that the caller looks after.
pub(crate) async fn list(State(state): State<ApiState>, Caller(context): Caller) -> Result<Json<Listed>, Failure> {
    let forms = state.collection.own_forms(&context).await.map_err(failed(&context))?;
    Ok(Json(Listed { forms: forms.into_iter().map(shown).collect() }))
}

/// `POST /api/v1/forms`: a workbook or XForm and the files of its lists, as the parts of a form, in zips or not. The form is a draft then;
/// the same files again change nothing.
pub(crate) async fn bring(
    State(state): State<ApiState>,
    Caller(context): Caller,
    request: Request,
) -> Result<Json<Brought>, Failure> {
    let files = files(request).await.map_err(|problem| Failure::not_taken(context.lang, problem))?;
    let form = state.collection.bring_form(&context, files).await.map_err(failed(&context))?;
    let examined = state.collection.examine_kept_form(&context, &form.version).await.map_err(failed(&context))?;
    let warnings = examined.warnings.iter().map(|odd| Problem::at(context.lang, &odd.place, &odd.message));
    Ok(Json(Brought { form: shown(form), warnings: warnings.collect() }))
}

/// `POST /api/v1/forms/publish` with `form_id` and `version`: people answer this version from now on.
pub(crate) async fn publish(
    State(state): State<ApiState>,
    Caller(context): Caller,
    sent: Sent,
) -> Result<Json<Shown>, Failure> {
    let (form_id, version) = named(sent, context.lang)?;
    let form = state.collection.publish_form(&context, &form_id, &version).await.map_err(failed(&context))?;
    Ok(Json(shown(form)))
}

/// `POST /api/v1/forms/retire` with `form_id` and `version`: nobody answers this version any more.
pub(crate) async fn retire(
    State(state): State<ApiState>,
    Caller(context): Caller,
    sent: Sent,
) -> Result<Json<Shown>, Failure> {
    let (form_id, version) = named(sent, context.lang)?;
    let form = state.collection.retire_form(&context, &form_id, &version).await.map_err(failed(&context))?;
    Ok(Json(shown(form)))
}

fn failed(context: &Context) -> impl Fn(ServiceError) -> Failure {
    let lang = context.lang;
    move |error| Failure::new(lang, error)
}

fn named(sent: Sent, lang: Lang) -> Result<(String, String), Failure> {
    let read = |sent: Sent| {
        let mut fields = sent.fields()?;
        // A form may have no version, which is one too.
        let named = (fields.text("form_id"), fields.text("version"));
        fields.finish()?;
        Ok(named)
    };
    read(sent).map_err(|problem| Failure::not_taken(lang, problem))
}

fn shown(form: OwnForm) -> Shown {
    let OwnForm { version, kind } = form;
    Shown {
        form_id: version.form_id,
        version: version.version,
        state: version.state.name(),
        kind,
        agency: version.agency_id,
        file: version.file_name,
        lists: version.lists.into_iter().map(|list| list.name).collect(),
    }
}

/// The files among the parts of a request; parts that are no files say nothing here.
async fn files(request: Request) -> Result<Vec<BroughtFile>, NotTaken> {
    let not_parts = |_| NotTaken::whole(StatusCode::UNSUPPORTED_MEDIA_TYPE, Message::new("api-not-parts"));
    let mut parts = Multipart::from_request(request, &()).await.map_err(not_parts)?;
    let mut files = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|error| cut_off(&error))? {
        let Some(name) = part.file_name().map(file_name) else { continue };
        let bytes = part.bytes().await.map_err(|error| cut_off(&error))?;
        files.push(BroughtFile::new(&name, bytes.into()));
    }
    if files.is_empty() {
        return Err(NotTaken::whole(StatusCode::UNPROCESSABLE_ENTITY, Message::new("api-no-files")));
    }
    Ok(files)
}

fn cut_off(error: &MultipartError) -> NotTaken {
    match error.status() {
        status @ StatusCode::PAYLOAD_TOO_LARGE => {
            NotTaken::whole(status, Message::new("api-too-large").with("kilobytes", LARGEST_BODY / 1024))
        }
        _ => NotTaken::whole(StatusCode::BAD_REQUEST, Message::new("api-cut-off")),
    }
}
