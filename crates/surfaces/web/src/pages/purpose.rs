//! "What for?", asked before somebody opens what is not their own work. Owns what an answer is about, by its address, and the question; when it
//! is asked is `service_kit`'s decision, and how long it is remembered `identity`'s.

use super::{Answer, page, people, see};
use crate::WebState;
use crate::parts::{Choice, Control, Field, Heading, Problem};
use crate::posted::Posted;
use crate::views::ConfirmPage;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use language::{Message, phrase, say};
use serde::Deserialize;
use service_kit::{LONGEST_PURPOSE, PURPOSES, Purpose};

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    to: String,
}

/// The page that leads back to a local address.
pub(crate) fn address(here: &str) -> String {
    words::query("/purpose", &[("to", here)])
}

/// What an address is about: a case with everything in it, or a record.
pub(crate) fn subject(here: &str) -> Option<String> {
    let path = here.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts.as_slice() {
        ["persons", id, ..] => Some(format!("/persons/{id}")),
        ["cases", id, ..] => Some(format!("/cases/{id}")),
        ["records", pack, form, id, ..] => Some(format!("/records/{pack}/{form}/{id}")),
        _ => None,
    }
}

/// `GET /purpose?to=…`
pub(crate) async fn ask_page(State(state): State<WebState>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    view(&state, &caller, &asked.to, &Posted::default(), Vec::new())
}

fn view(state: &WebState, caller: &Caller, to: &str, posted: &Posted, problems: Vec<Problem>) -> Answer {
    let lang = caller.visit.lang;
    let purposes =
        PURPOSES.iter().map(|(id, key)| Choice::new(*id, phrase(lang, key), *id == posted.get("purpose"))).collect();
    let limit = Message::new("web-purpose-told-hint").with("max", LONGEST_PURPOSE);
    let mut asked = vec![
        Field::new("purpose", phrase(lang, "web-purpose"), Control::One(purposes)),
        Field::new("told", phrase(lang, "web-purpose-told"), Control::Text)
            .optional()
            .hint(say(lang, &limit))
            .value(posted.get("told")),
    ];
    for field in &mut asked {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    let (title, is_wrong) = (phrase(lang, "web-purpose-title"), !problems.is_empty());
    let mut response = page(&ConfirmPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-purpose-lead")),
        problems,
        facts: Vec::new(),
        action: "/purpose".to_owned(),
        hidden: vec![("to", to.to_owned())],
        asked,
        button: phrase(lang, "web-purpose-open"),
        dangerous: false,
        back: "/".to_owned(),
    })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `POST /purpose`
pub(crate) async fn ask(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let to = words::local_address(posted.get("to")).to_owned();
    match Purpose::new(posted.get("purpose"), posted.get("told")) {
        Ok(purpose) => {
            if let Some((token, of)) = caller.visit.token.as_deref().zip(subject(&to)) {
                state.identity.note_purpose(token, &of, purpose);
            }
            see(&to)
        }
        Err(error) => {
            let problems = people::problems(&error, "purpose", caller.visit.lang);
            view(&state, &caller, &to, &posted, problems)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_about_one_case_or_one_record_and_everything_in_it() {
        for (here, expected) in [
            ("/cases/c1?said=done", Some("/cases/c1")),
            ("/cases/c1/records/r1", Some("/cases/c1")),
            ("/records/prevention/quote/q1/correct", Some("/records/prevention/quote/q1")),
            ("/records/prevention/quote", None),
            ("/cases", None),
            ("/", None),
        ] {
            assert_eq!(subject(here).as_deref(), expected, "{here}");
        }
    }
}
