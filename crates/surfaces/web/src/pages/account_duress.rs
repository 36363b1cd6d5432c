//! The word under duress: looking whether there is one, choosing it, removing it. Each step asks for the password, and no address says what
//! was done, so that nothing of it stays in the browser.

use super::account::{refused, wrong};
use super::people::problems;
use super::{Answer, page};
use crate::WebState;
use crate::parts::{Control, Field, Heading, Link, Notice, Problem, Tone};
use crate::posted::Posted;
use crate::views::DuressPage;
use crate::visit::Caller;
use axum::extract::State;
use axum::http::StatusCode;
use identity::MIN_PASSWORD;
use language::{Message, phrase, say};
use service_kit::ServiceError;

/// What is known of the word on this answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Nothing,
    IsSet,
    IsNotSet,
}

/// `GET /account/duress`
pub(crate) async fn ask_page(State(state): State<WebState>, caller: Caller) -> Answer {
    page(&view(&state, &caller, Known::Nothing, None, Vec::new()))
}

/// `POST /account/duress`: first how it stands, then what is done about it.
pub(crate) async fn act(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let (present, word) = (posted.get("present"), posted.get("password"));
    let step = posted.get("do");
    if step == "save" && word != posted.get("again") {
        let differs = Problem { id: "f-again".to_owned(), text: phrase(lang, "web-password-differs") };
        let view = view(&state, &caller, Known::IsNotSet, None, vec![differs]);
        return refused(&view, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let identity = &state.identity;
    let done = match step {
        "save" => identity.set_duress_word(context, present, word).await.map(|()| (true, "web-duress-saved")),
        "remove" => identity.drop_duress_word(context, present).await.map(|()| (false, "web-duress-removed")),
        _ => identity.has_duress_word(context, present).await.map(|is_set| (is_set, standing(is_set))),
    };
    match done {
        Ok((is_set, key)) => {
            let tone = if step == "save" || step == "remove" { Tone::Good } else { Tone::Plain };
            let known = if is_set { Known::IsSet } else { Known::IsNotSet };
            page(&view(&state, &caller, known, Some(Notice::new(tone, phrase(lang, key))), Vec::new()))
        }
        Err(error) => again(&state, &caller, step, error),
    }
}

fn standing(is_set: bool) -> &'static str {
    if is_set { "web-duress-is-set" } else { "web-duress-is-not-set" }
}

fn again(state: &WebState, caller: &Caller, step: &str, error: ServiceError) -> Answer {
    let Some(status) = wrong(&error) else { return Err(error.into()) };
    let known = if step == "save" { Known::IsNotSet } else { Known::Nothing };
    refused(&view(state, caller, known, None, problems(&error, "present", caller.visit.lang)), status)
}

fn view(state: &WebState, caller: &Caller, known: Known, done: Option<Notice>, problems: Vec<Problem>) -> DuressPage {
    let lang = caller.visit.lang;
    let field = |name: &str, key: &str, kind| {
        let mut field = Field::new(name, phrase(lang, key), Control::Password(kind));
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
        field
    };
    let mut asked = vec![field("present", "web-account-present", "current-password")];
    if known != Known::Nothing {
        let hint = say(lang, &Message::new("web-password-hint").with("min", MIN_PASSWORD));
        asked.push(field("password", "web-duress-new", "off").hint(hint));
        asked.push(field("again", "web-password-again", "off"));
    }
    let removing = (known == Known::IsSet).then(|| Field {
        id: "f-present-remove".to_owned(),
        ..field("present", "web-account-present", "current-password")
    });
    let title = phrase(lang, "web-duress-title");
    DuressPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-duress-lead"))
            .under([Link::new("/account", phrase(lang, "web-account-title"))]),
        done,
        asked,
        step: if known == Known::Nothing { "look" } else { "save" },
        button: phrase(lang, if known == Known::Nothing { "web-code-next" } else { "web-duress-save" }),
        removing,
        problems,
    }
}
