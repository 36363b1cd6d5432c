//! `POST /api/v1/people`: looking for people by a name, a number or a code. It is posted because whom somebody looks for must stand in no
//! address; who is found is decided by `casework`.

use crate::ApiState;
use crate::caller::Caller;
use crate::failure::{Failure, told};
use crate::sent::{NotTaken, Sent};
use axum::Json;
use axum::extract::State;
use casework::Alike;
use language::{Lang, say};
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Found {
    /// Whether everybody was looked at: not yet, for a while after a start with many people.
    complete: bool,
    /// The likeliest first.
    people: Vec<Person>,
}

#[derive(Serialize)]
struct Person {
    id: String,
    kind: String,
    code: String,
    names: Vec<String>,
    /// How alike they are to whom was looked for; negative when more speaks against it.
    points: i32,
    /// What speaks for it and against it.
    grounds: Vec<String>,
    /// Whether the record is the caller's own or their agency's: what may be corrected and tied to cases.
    own: bool,
}

/// `POST /api/v1/people`
pub(crate) async fn find(
    State(state): State<ApiState>,
    Caller(context): Caller,
    sent: Sent,
) -> Result<Json<Found>, Failure> {
    let text = text(sent).map_err(|problem| Failure::not_taken(context.lang, problem))?;
    let found = state.casework.find_people(&context, &text).await.map_err(told(&context))?;
    let people = found.people.into_iter().map(|one| person(one, context.lang)).collect();
    Ok(Json(Found { complete: found.is_complete, people }))
}

fn text(sent: Sent) -> Result<String, NotTaken> {
    let mut fields = sent.fields()?;
    let text = fields.text("text");
    fields.finish()?;
    Ok(text)
}

fn person(one: Alike, lang: Lang) -> Person {
    Person {
        id: one.record.id,
        kind: one.record.kind,
        code: one.code,
        names: one.known.names,
        points: one.points,
        grounds: one.grounds.iter().map(|ground| say(lang, ground)).collect(),
        own: one.is_own,
    }
}
