//! Submissions: one request with the answers as XML and the files that they name. Owns taking such a request apart, within limits.

use crate::caller::Phone;
use crate::reply::Reply;
use crate::{LARGEST_BODY, Shared};
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use collection::SentForm;
use forms::SubmissionHead;
use language::{Lang, Message};
use service_kit::ServiceError;

/// The part that holds the answers.
const ANSWERS: &str = "xml_submission_file";
/// The most parts of a request.
const MOST_PARTS: usize = 500;
/// The most bytes of the answers. The longest forms that are known make a fiftieth of that.
const LONGEST_ANSWERS: usize = 4 * 1024 * 1024;

/// `HEAD …/submission`: whether submissions are taken here, before a phone sends one.
pub(crate) async fn ready(_phone: Phone) -> StatusCode {
    StatusCode::NO_CONTENT
}

/// `POST …/submission`: 201 when it was kept now, 202 when it had been kept before or a file was added to it.
pub(crate) async fn receive(State(shared): State<Shared>, phone: Phone, request: Request) -> Result<Reply, Reply> {
    let lang = phone.context.lang;
    let sent = read(request, lang).await?;
    let head = SubmissionHead::read(&sent.xml).map_err(|error| malformed(lang, &error.message()))?;
    let in_use = shared.state.collection.kind_of_form(&phone.context, &head.form_id).map_err(|_| {
        let form: String = head.form_id.chars().take(100).collect();
        Reply::bad(StatusCode::NOT_FOUND, lang, &Message::new("openrosa-no-form").with("form", form))
    })?;
    let definition = in_use.definition();
    let received = shared.state.collection.receive(&phone.context, &definition.kind.id, sent).await;
    let receipt = received.map_err(|error| {
        let is_too_large = matches!(error, ServiceError::TooMuch(_));
        let reply = Reply::error(lang, &error, Some(definition.form));
        if is_too_large { reply.with_status(StatusCode::PAYLOAD_TOO_LARGE) } else { reply }
    })?;
    let status = if receipt.already_present { StatusCode::ACCEPTED } else { StatusCode::CREATED };
    Ok(Reply::good(status, lang, &Message::new("openrosa-received")))
}

/// The answers and the files of a request.
async fn read(request: Request, lang: Lang) -> Result<SentForm, Reply> {
    let not_parts = |_| malformed(lang, &Message::new("openrosa-not-multipart"));
    let mut parts = Multipart::from_request(request, &()).await.map_err(not_parts)?;
    let cut_off = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(lang),
        _ => malformed(lang, &Message::new("openrosa-cut-off")),
    };
    let (mut answers, mut files, mut count) = (None, Vec::new(), 0);
    while let Some(part) = parts.next_field().await.map_err(cut_off)? {
        count += 1;
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(cut_off)?;
        if count > MOST_PARTS || (name == ANSWERS && bytes.len() > LONGEST_ANSWERS) {
            return Err(too_large(lang));
        }
        if name == ANSWERS {
            let text = String::from_utf8(bytes.into());
            let text = text.map_err(|_| malformed(lang, &Message::new("openrosa-not-text")))?;
            if answers.replace(text).is_some() {
                return Err(malformed(lang, &Message::new("openrosa-answers-twice")));
            }
        } else if let Some(file_name) = file_name {
            // Fields that are no files say things of the sending, such as that more parts follow.
            files.push((if file_name.is_empty() { name } else { file_name }, bytes.into()));
        }
    }
    let xml = answers.ok_or_else(|| malformed(lang, &Message::new("openrosa-no-answers").with("part", ANSWERS)))?;
    Ok(SentForm { xml, files })
}

fn malformed(lang: Lang, message: &Message) -> Reply {
    Reply::bad(StatusCode::BAD_REQUEST, lang, message)
}

fn too_large(lang: Lang) -> Reply {
    let message = Message::new("openrosa-too-large").with("megabytes", LARGEST_BODY / 1024 / 1024);
    Reply::bad(StatusCode::PAYLOAD_TOO_LARGE, lang, &message)
}
