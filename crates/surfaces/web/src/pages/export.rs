//! A list as a file: what is offered below it, and the file. Owns the form; what is in it is `collection`'s, how it is written `reports`'.

use super::list_asked::Asked;
use super::list_paging::is_of_page;
use super::records::narrowed;
use super::{Answer, page, people};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Fact, Field, Heading, Link, Problem};
use crate::posted::Posted;
use crate::views::{ExportOffer, ExportPage};
use crate::visit::Caller;
use crate::words;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use collection::{Definition, Export, ExportPreview, MOST_SENSITIVE_A_DAY};
use language::{Lang, Message, phrase, say};
use reports::table::{Format, Made, TableFile};
use service_kit::{Action, Context, LONGEST_PURPOSE, PURPOSES, Purpose, Reach, ServiceError, reach};

/// The choice of names instead of a language.
const CODES: &str = "codes";

/// The form that makes a file of a list, with what the list is narrowed by. It is posted, so that what somebody looked for stands in no
/// address.
pub(super) fn offer(of: Definition<'_>, asked: &Asked, context: &Context) -> ExportOffer {
    let lang = context.lang;
    let note = match reach(context.actor.role, Action::ExportSensitive) {
        _ if !of.is_sensitive() => "",
        Reach::No => "web-export-left-out",
        _ => "web-export-asks",
    };
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
        note: if note.is_empty() { String::new() } else { p(note) },
        action: format!("/records/{}/export", of.kind.id),
        hidden,
        asked: vec![
            Field::new("as-format", p("web-export-format"), Control::One(formats.into())),
            Field::new("as-labels", p("web-export-labels"), Control::One(tongues)),
            Field::new("as-extra", p("web-export-extra"), Control::Many(extras)),
        ],
    }
}

/// `POST /records/{pack}/{form}/export`: the file; where sensitive columns go out, what it is for is asked first.
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
    let context = match purpose(&state, &caller, &wanted, &posted).await? {
        Ok(context) => context,
        Err(asked) => return Ok(*asked),
    };
    let mut table = TableFile::new(format);
    state.collection.export(&context, &wanted, &mut table).await.map_err(refused)?;
    Ok(download(table.finish()?, &form))
}

/// The caller with what the file is for, or the page that asks it.
async fn purpose(
    state: &WebState,
    caller: &Caller,
    wanted: &Export,
    posted: &Posted,
) -> Result<Result<Context, Box<Response>>, Failure> {
    let shown = state.collection.export_preview(&caller.context, wanted).await?;
    if shown.sensitive.is_empty() {
        return Ok(Ok(caller.context.clone()));
    }
    let mut problems = Vec::new();
    if posted.has("as-purpose") {
        match Purpose::new(posted.get("as-purpose"), posted.get("as-told")) {
            Ok(purpose) => return Ok(Ok(Context { purpose: Some(purpose), ..caller.context.clone() })),
            Err(error) => problems = people::problems(&error, "purpose", caller.visit.lang),
        }
    }
    Ok(Err(Box::new(purpose_page(state, caller, (&shown, wanted), posted, problems)?)))
}

fn purpose_page(
    state: &WebState,
    caller: &Caller,
    (shown, wanted): (&ExportPreview, &Export),
    posted: &Posted,
    problems: Vec<Problem>,
) -> Answer {
    let lang = caller.visit.lang;
    let labels: Vec<&str> = shown.sensitive.iter().map(|label| label.get(lang)).collect();
    let title = phrase(lang, "web-export-purpose-title");
    let chosen = posted.get("as-purpose");
    let purposes = PURPOSES.iter().map(|(id, key)| Choice::new(*id, phrase(lang, key), *id == chosen)).collect();
    let limit = Message::new("web-purpose-told-hint").with("max", LONGEST_PURPOSE);
    let mut asked = vec![
        Field::new("as-purpose", phrase(lang, "web-purpose"), Control::One(purposes)),
        Field::new("as-told", phrase(lang, "web-purpose-told"), Control::Text)
            .optional()
            .hint(say(lang, &limit))
            .value(posted.get("as-told")),
    ];
    for (field, of) in asked.iter_mut().zip(["f-purpose", "f-told"]) {
        field.problem = problems.iter().filter(|one| one.id == of).map(|one| one.text.clone()).collect();
    }
    let back = format!("/records/{}", wanted.kind);
    let is_wrong = !problems.is_empty();
    let lead = Message::new("web-export-purpose-lead").with("max", MOST_SENSITIVE_A_DAY);
    let carried = posted.fields.iter().filter(|(name, _)| !matches!(name.as_str(), "csrf" | "as-purpose" | "as-told"));
    let mut response = page(&ExportPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(say(lang, &lead)).under([Link::new(&back, phrase(lang, "web-nav-records"))]),
        problems,
        facts: vec![
            Fact::new(phrase(lang, "web-export-rows"), words::number(shown.rows as f64)),
            Fact::new(phrase(lang, "web-export-sensitive"), labels.join(" · ")),
        ],
        action: format!("{back}/export"),
        hidden: carried.cloned().collect(),
        asked,
        back,
    })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Nothing that was sent is too large: others are being served, or enough left today.
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
    let number = made.number.as_ref().map(|number| format!("-{number}")).unwrap_or_default();
    let name = format!("attachment; filename=\"{plain}{number}.{}\"", made.extension);
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
