//! Telling without signing in, in words for children: one question at a time, the answers before it carried along in the page and kept nowhere. Owns
//! the questions; what is sent is the same report as everybody's, with the same code and the same bounds.

use super::account::refused;
use super::report_public::{audience, empty_page, open, told_problems};
use super::{Answer, page};
use crate::WebState;
use crate::parts::{Choice, Control, Field, Problem};
use crate::posted::Posted;
use crate::views::PublicPage;
use crate::visit::Visit;
use axum::extract::State;
use axum::http::StatusCode;
use casework::{PublicReport, grouped};
use language::{Lang, phrase};

/// Numbers that children can call in Thailand, as known in November 2026 and not checked by calling: Childline Thailand Foundation, social
/// assistance of the ministry, police.
const CALLS: [(&str, &str); 3] =
    [("1387", "web-child-call-1387"), ("1300", "web-child-call-1300"), ("191", "web-public-call-191")];
/// What can be told of, in a child's words: the form's code, a sign beside the words, the words.
const KINDS: [(&str, &str, &str); 6] = [
    ("child_work", "🧹", "web-child-kind-work"),
    ("sexual", "🚫", "web-child-kind-touch"),
    ("sextortion", "📱", "web-child-kind-pictures"),
    ("job_offer", "🎁", "web-child-kind-promise"),
    ("missing", "🔍", "web-child-kind-missing"),
    ("other", "💬", "web-child-kind-other"),
];
const DANGER: [(&str, &str); 3] =
    [("yes", "web-child-danger-yes"), ("no", "web-child-danger-no"), ("unknown", "web-child-danger-unknown")];
/// The questions, in their order.
const STEPS: [&str; 5] = ["kind", "danger", "told", "place", "contact"];

/// `GET /report/child`
pub(crate) async fn show(State(state): State<WebState>, visit: Visit) -> Answer {
    open(&state)?;
    page(&step_view(&state, &visit, &Posted::default(), 0, Vec::new()))
}

/// `POST /report/child`: the next question, the one before it, or the end.
pub(crate) async fn next(State(state): State<WebState>, visit: Visit, posted: Posted) -> Answer {
    open(&state)?;
    let at = STEPS.iter().position(|step| *step == posted.get("step")).unwrap_or_default();
    if posted.has("back") {
        return page(&step_view(&state, &visit, &posted, at.saturating_sub(1), Vec::new()));
    }
    let name = STEPS.get(at).copied().unwrap_or_default();
    let is_needed = matches!(name, "kind" | "danger" | "told");
    if is_needed && posted.get(name).trim().is_empty() {
        let key = if name == "told" { "web-child-write" } else { "web-child-choose" };
        let problem = Problem { id: format!("f-{name}"), text: phrase(visit.lang, key) };
        return refused(&step_view(&state, &visit, &posted, at, vec![problem]), StatusCode::UNPROCESSABLE_ENTITY);
    }
    if at.saturating_add(1) < STEPS.len() {
        return page(&step_view(&state, &visit, &posted, at.saturating_add(1), Vec::new()));
    }
    send(&state, &visit, &posted, at).await
}

async fn send(state: &WebState, visit: &Visit, posted: &Posted, at: usize) -> Answer {
    let report = PublicReport {
        key: posted.get("key").to_owned(),
        kind: posted.get("kind").to_owned(),
        danger: posted.get("danger").to_owned(),
        child: "yes".to_owned(),
        told: posted.get("told").to_owned(),
        place: posted.get("place").to_owned(),
        contact: posted.get("contact").to_owned(),
    };
    let home = state.identity.home_agency().await?;
    match state.casework.tell(visit.lang, &home, &report).await {
        Ok(code) => page(&PublicPage {
            code: grouped(&code),
            told: vec![phrase(visit.lang, "web-child-next")],
            other: Some(("/report/code", phrase(visit.lang, "web-child-have-code"))),
            audience: Vec::new(),
            ..child_page(state, visit, "web-child-sent", "web-child-sent-lead")
        }),
        // What is wrong with an earlier answer is shown where it was asked.
        Err(error) => {
            let (problems, status) = told_problems(error, "told", visit.lang)?;
            let asked = |step: &&str| problems.iter().any(|one| one.id == format!("f-{step}"));
            let at = STEPS.iter().position(asked).unwrap_or(at);
            refused(&step_view(state, visit, posted, at, problems), status)
        }
    }
}

fn child_page(state: &WebState, visit: &Visit, title: &str, lead: &str) -> PublicPage {
    let lang = visit.lang;
    PublicPage {
        calls: CALLS.iter().map(|(number, key)| (*number, phrase(lang, key))).collect(),
        calls_source: Some(phrase(lang, "web-child-calls-source")),
        audience: audience(lang, true),
        action: "/report/child",
        ..empty_page(state, visit, title, lead)
    }
}

fn step_view(state: &WebState, visit: &Visit, posted: &Posted, at: usize, problems: Vec<Problem>) -> PublicPage {
    let lang = visit.lang;
    let name = STEPS.get(at).copied().unwrap_or("kind");
    let key = if posted.has("key") { posted.get("key").to_owned() } else { state.kit.new_secret() };
    let mut field = question(name, posted, lang);
    field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    // Every answer but this one goes along; nothing is kept until the end.
    let others = STEPS.iter().filter(|step| **step != name);
    let mut hidden: Vec<(&'static str, String)> =
        others.map(|step| (*step, posted.get(step).to_owned())).filter(|(_, value)| !value.is_empty()).collect();
    hidden.extend([("step", name.to_owned()), ("key", key)]);
    let is_first = at == 0;
    let is_last = at.saturating_add(1) == STEPS.len();
    let lead = if is_first { "web-child-lead" } else { "web-child-lead-short" };
    PublicPage {
        told: if is_first { vec![phrase(lang, "web-child-who-reads")] } else { Vec::new() },
        problems,
        hidden,
        asked: vec![field],
        button: phrase(lang, if is_last { "web-child-send" } else { "web-child-go-on" }),
        back: if is_first { String::new() } else { phrase(lang, "web-child-go-back") },
        other: is_first.then(|| ("/report/code", phrase(lang, "web-child-have-code"))),
        ..child_page(state, visit, "web-child-title", lead)
    }
}

fn question(name: &'static str, posted: &Posted, lang: Lang) -> Field {
    let chosen = |value: &str| posted.get(name) == value;
    match name {
        "kind" => {
            let kinds = KINDS
                .iter()
                .map(|(value, sign, key)| Choice::new(*value, format!("{sign} {}", phrase(lang, key)), chosen(value)));
            Field::new("kind", phrase(lang, "web-child-kind"), Control::One(kinds.collect()))
        }
        "danger" => {
            let choices = DANGER.iter().map(|(value, key)| Choice::new(*value, phrase(lang, key), chosen(value)));
            Field::new("danger", phrase(lang, "web-child-danger"), Control::One(choices.collect()))
        }
        "told" => Field::new("told", phrase(lang, "web-child-told"), Control::Area)
            .hint(phrase(lang, "web-child-told-hint"))
            .value(posted.get("told")),
        "place" => Field::new("place", phrase(lang, "web-child-place"), Control::Text)
            .optional()
            .hint(phrase(lang, "web-child-place-hint"))
            .value(posted.get("place")),
        _ => Field::new("contact", phrase(lang, "web-child-contact"), Control::Text)
            .optional()
            .hint(phrase(lang, "web-child-contact-hint"))
            .value(posted.get("contact")),
    }
}
