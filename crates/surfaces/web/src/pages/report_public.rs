//! Telling something without signing in, and coming back with a code. Owns the questions, as few and as plain as can be; nobody's name is
//! asked for, nothing of the visit is kept, and the code stands in no address.

use super::account::refused;
use super::{Answer, page, people};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Field, Problem};
use crate::posted::Posted;
use crate::views::PublicPage;
use crate::visit::Visit;
use axum::extract::State;
use axum::http::StatusCode;
use casework::{Progress, PublicReport, grouped};
use language::{Lang, phrase, say};
use service_kit::ServiceError;

/// What can be told of, as the form of reports has it, with the words for people who report.
const KINDS: [(&str, &str); 8] = [
    ("labour", "web-public-kind-labour"),
    ("sexual", "web-public-kind-sexual"),
    ("sextortion", "web-public-kind-sextortion"),
    ("scam", "web-public-kind-scam"),
    ("child_work", "web-public-kind-child-work"),
    ("job_offer", "web-public-kind-job-offer"),
    ("missing", "web-public-kind-missing"),
    ("other", "web-public-kind-other"),
];
/// Numbers to call in Thailand, as known in November 2026 and not checked by calling: social assistance, police.
const CALLS: [(&str, &str); 2] = [("1300", "web-public-call-1300"), ("191", "web-public-call-191")];

pub(super) fn empty_page(state: &WebState, visit: &Visit, title: &str, lead: &str) -> PublicPage {
    PublicPage {
        frame: visit.frame(state, phrase(visit.lang, title)),
        title: phrase(visit.lang, title),
        lead: phrase(visit.lang, lead),
        calls: Vec::new(),
        code: String::new(),
        told: Vec::new(),
        problems: Vec::new(),
        action: "/report",
        hidden: Vec::new(),
        asked: Vec::new(),
        button: String::new(),
        audience: Vec::new(),
        back: String::new(),
        calls_source: None,
        other: None,
    }
}

pub(super) fn open(state: &WebState) -> Result<(), Failure> {
    if state.casework.takes_reports() { Ok(()) } else { Err(Failure::not_found()) }
}

/// `GET /report`
pub(crate) async fn tell_page(State(state): State<WebState>, visit: Visit) -> Answer {
    open(&state)?;
    page(&tell_view(&state, &visit, &Posted::default(), Vec::new()))
}

fn tell_view(state: &WebState, visit: &Visit, posted: &Posted, problems: Vec<Problem>) -> PublicPage {
    let lang = visit.lang;
    let key = if posted.has("key") { posted.get("key").to_owned() } else { state.kit.new_secret() };
    let kinds = KINDS.iter().map(|(kind, key)| Choice::new(*kind, phrase(lang, key), *kind == posted.get("kind")));
    let mut asked = vec![
        Field::new("kind", phrase(lang, "web-public-kind"), Control::One(kinds.collect())),
        Field::new(
            "danger",
            phrase(lang, "web-public-is-danger"),
            Control::One(yes_no_unknown(posted, "danger", lang)),
        ),
        Field::new("child", phrase(lang, "web-public-is-child"), Control::One(yes_no_unknown(posted, "child", lang))),
        Field::new("told", phrase(lang, "web-public-told"), Control::Area)
            .hint(phrase(lang, "web-public-told-hint"))
            .value(posted.get("told")),
        Field::new("place", phrase(lang, "web-public-place"), Control::Text).optional().value(posted.get("place")),
        Field::new("contact", phrase(lang, "web-public-contact"), Control::Text)
            .optional()
            .hint(phrase(lang, "web-public-contact-hint"))
            .value(posted.get("contact")),
    ];
    for field in &mut asked {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    PublicPage {
        calls: CALLS.iter().map(|(number, key)| (*number, phrase(lang, key))).collect(),
        problems,
        audience: audience(lang, false),
        hidden: vec![("key", key)],
        asked,
        button: phrase(lang, "web-public-send"),
        other: Some(("/report/code", phrase(lang, "web-public-have-code"))),
        ..empty_page(state, visit, "web-public-title", "web-public-lead")
    }
}

/// The two ways to tell: in words for everybody, and in words for children.
pub(super) fn audience(lang: Lang, is_child: bool) -> Vec<(&'static str, String, bool)> {
    vec![
        ("/report", phrase(lang, "web-public-for-all"), !is_child),
        ("/report/child", phrase(lang, "web-public-for-children"), is_child),
    ]
}

fn yes_no_unknown(posted: &Posted, name: &str, lang: Lang) -> Vec<Choice> {
    [("yes", "web-yes"), ("no", "web-no"), ("unknown", "unknown")]
        .into_iter()
        .map(|(value, key)| Choice::new(value, phrase(lang, key), posted.get(name) == value))
        .collect()
}

/// `POST /report`: the answer holds the code, which no address leads to.
pub(crate) async fn tell(State(state): State<WebState>, visit: Visit, posted: Posted) -> Answer {
    open(&state)?;
    let report = PublicReport {
        key: posted.get("key").to_owned(),
        kind: posted.get("kind").to_owned(),
        danger: posted.get("danger").to_owned(),
        child: posted.get("child").to_owned(),
        told: posted.get("told").to_owned(),
        place: posted.get("place").to_owned(),
        contact: posted.get("contact").to_owned(),
    };
    let home = state.identity.home_agency().await?;
    match state.casework.tell(visit.lang, &home, &report).await {
        Ok(code) => {
            let calls = if report.danger == "yes" { CALLS.as_slice() } else { &[] };
            page(&PublicPage {
                calls: calls.iter().map(|(number, key)| (*number, phrase(visit.lang, key))).collect(),
                code: grouped(&code),
                other: Some(("/report/code", phrase(visit.lang, "web-public-have-code"))),
                ..empty_page(&state, &visit, "web-public-sent", "web-public-sent-lead")
            })
        }
        Err(error) => {
            let (problems, status) = told_problems(error, "told", visit.lang)?;
            refused(&tell_view(&state, &visit, &posted, problems), status)
        }
    }
}

/// What the sender can do something about; anything else is a failure.
pub(super) fn told_problems(
    error: ServiceError,
    field: &str,
    lang: Lang,
) -> Result<(Vec<Problem>, StatusCode), Failure> {
    match error {
        ServiceError::Invalid(_) => Ok((people::problems(&error, field, lang), StatusCode::UNPROCESSABLE_ENTITY)),
        ServiceError::TooMuch(message) => {
            let problem = Problem { id: String::new(), text: say(lang, &message) };
            Ok((vec![problem], StatusCode::TOO_MANY_REQUESTS))
        }
        other => Err(other.into()),
    }
}

/// `GET /report/code`
pub(crate) async fn code_page(State(state): State<WebState>, visit: Visit) -> Answer {
    open(&state)?;
    page(&code_view(&state, &visit, Vec::new()))
}

fn code_view(state: &WebState, visit: &Visit, problems: Vec<Problem>) -> PublicPage {
    let mut field = Field::new("code", phrase(visit.lang, "web-public-code"), Control::Text);
    field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    PublicPage {
        problems,
        action: "/report/code",
        asked: vec![field],
        button: phrase(visit.lang, "web-public-look"),
        other: Some(("/report", phrase(visit.lang, "web-public-tell"))),
        ..empty_page(state, visit, "web-public-back", "web-public-back-lead")
    }
}

/// `POST /report/code`: how far a report is, with room to add something; and adding it.
pub(crate) async fn code(State(state): State<WebState>, visit: Visit, posted: Posted) -> Answer {
    open(&state)?;
    let (lang, code) = (visit.lang, posted.get("code"));
    let mut problems = Vec::new();
    let mut is_added = false;
    if posted.has("told") {
        match state.casework.add_to_report(lang, code, posted.get("key"), posted.get("told")).await {
            Ok(()) => is_added = true,
            Err(ServiceError::NotFound) => {}
            Err(error) => problems = told_problems(error, "told", lang)?.0,
        }
    }
    let standing = match state.casework.standing_of_report(code).await {
        Ok(standing) => standing,
        Err(ServiceError::NotFound) => {
            let wrong = Problem { id: "f-code".to_owned(), text: phrase(lang, "web-public-code-wrong") };
            return refused(&code_view(&state, &visit, vec![wrong]), StatusCode::UNPROCESSABLE_ENTITY);
        }
        Err(error) => {
            let (problems, status) = told_problems(error, "code", lang)?;
            return refused(&code_view(&state, &visit, problems), status);
        }
    };
    let progress = match standing.progress {
        Progress::Received => "web-public-received",
        Progress::LookedAt => "web-public-looked-at",
        Progress::Done => "web-public-done",
    };
    let added = is_added.then(|| phrase(lang, "web-public-added"));
    let is_wrong = !problems.is_empty();
    let mut field = Field::new("told", phrase(lang, "web-public-add"), Control::Area);
    field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    field.value = if is_wrong { posted.get("told").to_owned() } else { String::new() };
    let view = PublicPage {
        told: added.into_iter().chain([phrase(lang, progress)]).chain(standing.answers).collect(),
        problems,
        action: "/report/code",
        hidden: vec![("code", code.to_owned()), ("key", state.kit.new_secret())],
        asked: vec![field],
        button: phrase(lang, "web-public-add-button"),
        ..empty_page(&state, &visit, "web-public-back", "web-public-standing-lead")
    };
    if is_wrong { refused(&view, StatusCode::UNPROCESSABLE_ENTITY) } else { page(&view) }
}
