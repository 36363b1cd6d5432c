//! `POST /api/v1/exports`: a list of any length as CSV, a spreadsheet or JSON. It is posted because what somebody looks for must stand in
//! no address; nothing is kept of it but the audit entry.

use crate::ApiState;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::sent::{Fields, NotTaken, Sent};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use collection::{Export, Narrowing};
use language::Message;
use reports::table::{Format, TableFile};

pub(crate) async fn make(
    State(state): State<ApiState>,
    Caller(context): Caller,
    sent: Sent,
) -> Result<Response, Failure> {
    let (wanted, format) = wanted(sent).map_err(|problem| Failure::not_taken(context.lang, problem))?;
    let failed = |error| Failure::new(context.lang, error);
    let mut table = TableFile::new(format);
    state.collection.export(&context, &wanted, &mut table).await.map_err(failed)?;
    let made = table.finish().map_err(failed)?;
    let (media_type, length, number) = (made.media_type, made.length, made.number.clone());
    let mut response = Response::new(Body::from_stream(futures_util::stream::iter(made)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if let Some(number) = number.and_then(|number| HeaderValue::from_str(&number).ok()) {
        response.headers_mut().insert("saphan-export", number);
    }
    Ok(response)
}

fn wanted(sent: Sent) -> Result<(Export, Format), NotTaken> {
    let mut fields = sent.fields()?;
    let kind = fields.text("kind");
    let mark = fields.flag_if_given("byte_order_mark");
    let format = parsed(&mut fields, "format", "api-export-format", |name| Format::named(name, mark));
    let labels = parsed(&mut fields, "labels", "api-export-labels", |name| name.parse().ok());
    let split_choices = fields.flag_if_given("split_choices");
    let narrowed = fields.object_if_given("narrowed", |fields| Narrowing {
        text: fields.text_if_given("text"),
        period: parsed(fields, "period", "api-export-period", |name| name.parse().ok()),
        agency: fields.text_if_given("agency"),
        author: fields.text_if_given("author"),
        answers: fields.texts_if_given("answers"),
    });
    fields.finish()?;
    let format = format.unwrap_or(Format::Csv { byte_order_mark: mark });
    let narrowed = narrowed.unwrap_or_default();
    Ok((Export { kind, narrowed, labels, split_choices, format: format.name() }, format))
}

/// A text that may be left out, and that means something when it is there.
fn parsed<T>(
    fields: &mut Fields,
    name: &str,
    otherwise: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let text = fields.text_if_given(name)?;
    let found = parse(&text);
    if found.is_none() {
        fields.problem(name, Message::new(otherwise));
    }
    found
}
