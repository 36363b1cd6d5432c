//! A list as a file: what is offered below it, and the file. Owns the form; what is in it is `collection`'s, how it is written `reports`'.

use super::Answer;
use super::list_asked::Asked;
use super::list_paging::is_of_page;
use super::records::narrowed;
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Field};
use crate::posted::Posted;
use crate::views::ExportOffer;
use crate::visit::Caller;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use collection::{Definition, Export};
use language::{Lang, phrase};
use reports::table::{Format, Made, TableFile};
use service_kit::ServiceError;

/// The choice of names instead of a language.
const CODES: &str = "codes";

/// The form that makes a file of a list, with what the list is narrowed by. It is posted, so that what somebody looked for stands in no
/// address.
pub(super) fn offer(of: Definition<'_>, asked: &Asked, lang: Lang) -> ExportOffer {
    let p = |key| phrase(lang, key);
    let mut hidden: Vec<(String, String)> = asked
        .said()
        .filter(|(name, _)| !is_of_page(name) && *name != "said")
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    hidden.sort_unstable();
    let formats = ["xlsx", "csv", "json"]
        .map(|format| Choice::new(format, phrase(lang, &format!("web-export-{format}")), format == "xlsx"));
    let mut tongues: Vec<Choice> =
        Lang::ALL.iter().map(|tongue| Choice::new(tongue.to_string(), tongue.autonym(), *tongue == lang)).collect();
    tongues.push(Choice::new(CODES, p("web-export-codes"), false));
    let extras =
        vec![Choice::new("split", p("web-export-split"), false), Choice::new("mark", p("web-export-mark"), true)];
    ExportOffer {
        action: format!("/records/{}/export", of.kind.id),
        hidden,
        asked: vec![
            Field::new("as-format", p("web-export-format"), Control::One(formats.into())),
            Field::new("as-labels", p("web-export-labels"), Control::One(tongues)),
            Field::new("as-extra", p("web-export-extra"), Control::Many(extras)),
        ],
    }
}

/// `POST /records/{pack}/{form}/export`
pub(crate) async fn file(
    State(state): State<WebState>,
    caller: Caller,
    Path((pack, form)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let kind = format!("{pack}/{form}");
    let in_use = state.collection.kind(&caller.context, &kind)?;
    let chosen = |name: &str| posted.fields.iter().any(|(field, value)| field == "as-extra" && value == name);
    let format = Format::named(posted.get("as-format"), chosen("mark")).ok_or_else(Failure::not_found)?;
    let labels = match posted.get("as-labels") {
        CODES => None,
        tongue => Some(tongue.parse().unwrap_or(caller.visit.lang)),
    };
    let wanted = Export {
        narrowed: narrowed(in_use.definition(), |name| posted.get(name)),
        kind,
        labels,
        split_choices: chosen("split"),
        format: format.name(),
    };
    let mut table = TableFile::new(format);
    state.collection.export(&caller.context, &wanted, &mut table).await.map_err(refused)?;
    Ok(download(table.finish()?, &form))
}

/// Nothing that was sent is too large: others are being served.
fn refused(error: ServiceError) -> Failure {
    match error {
        ServiceError::TooMuch(message) => Failure::said(StatusCode::TOO_MANY_REQUESTS, message),
        error => error.into(),
    }
}

/// A finished file as an answer, piece by piece. Its name says which form and nothing of anybody.
pub(super) fn download(made: Made, form: &str) -> Response {
    let plain: String =
        form.chars().filter(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter)).collect();
    let name = format!("attachment; filename=\"{plain}.{}\"", made.extension);
    let (media_type, length) = (made.media_type, made.length);
    let mut response = Response::new(Body::from_stream(futures_util::stream::iter(made)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
