//! Saying that a package arrived, and answering it, without an account: by the receipt code that stands inside it. Owns the questions; nothing of the
//! visit is kept, and the code stands in no address.

use super::account::refused;
use super::report_public::{empty_page, told_problems};
use super::{Answer, page};
use crate::WebState;
use crate::parts::{Choice, Control, Field, Problem};
use crate::posted::Posted;
use crate::views::PublicPage;
use crate::visit::Visit;
use axum::extract::State;
use axum::http::StatusCode;
use casework::{LONGEST_NOTE, PackageAnswer, PackageStanding, ReferralState};
use language::{Message, phrase, say};
use service_kit::ServiceError;

/// `GET /package`
pub(crate) async fn code_page(State(state): State<WebState>, visit: Visit) -> Answer {
    page(&code_view(&state, &visit, Vec::new()))
}

fn code_view(state: &WebState, visit: &Visit, problems: Vec<Problem>) -> PublicPage {
    let mut field = Field::new("code", phrase(visit.lang, "web-package-receipt"), Control::Text);
    field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    PublicPage {
        problems,
        action: "/package",
        asked: vec![field],
        button: phrase(visit.lang, "web-package-receipt-look"),
        ..empty_page(state, visit, "web-package-receipt-title", "web-package-receipt-lead")
    }
}

/// `POST /package`: how a referral stands by its receipt code, and answering it.
pub(crate) async fn code(State(state): State<WebState>, visit: Visit, posted: Posted) -> Answer {
    let (lang, code) = (visit.lang, posted.get("code"));
    let mut problems = Vec::new();
    let mut is_kept = false;
    if posted.has("answer") {
        match state.casework.answer_package(lang, code, answer(&posted)).await {
            Ok(()) => is_kept = true,
            Err(ServiceError::NotFound) => {}
            Err(ServiceError::Conflict(message)) => {
                problems = vec![Problem { id: "f-answer".to_owned(), text: say(lang, &message) }];
            }
            Err(error) => problems = told_problems(error, "note", lang)?.0,
        }
    }
    match state.casework.standing_of_package(lang, code).await {
        Ok(standing) => {
            let is_wrong = !problems.is_empty();
            let view = standing_view(&state, &visit, &posted, (&standing, is_kept), problems);
            if is_wrong { refused(&view, StatusCode::UNPROCESSABLE_ENTITY) } else { page(&view) }
        }
        Err(ServiceError::NotFound) => {
            let wrong = Problem { id: "f-code".to_owned(), text: phrase(lang, "web-package-receipt-wrong") };
            refused(&code_view(&state, &visit, vec![wrong]), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => {
            let (problems, status) = told_problems(error, "code", lang)?;
            refused(&code_view(&state, &visit, problems), status)
        }
    }
}

fn answer(posted: &Posted) -> PackageAnswer {
    let note = posted.get("note").to_owned();
    match posted.get("answer") {
        "accepted" => PackageAnswer::Accepted { note },
        "rejected" => PackageAnswer::Rejected { note },
        "done" => PackageAnswer::Done { note },
        _ => PackageAnswer::Received,
    }
}

fn standing_view(
    state: &WebState,
    visit: &Visit,
    posted: &Posted,
    (standing, is_kept): (&PackageStanding, bool),
    problems: Vec<Problem>,
) -> PublicPage {
    let lang = visit.lang;
    let of = Message::new("web-package-receipt-of")
        .with("code", standing.code.as_str())
        .with("agency", standing.from.as_str());
    let state_key = match standing.state {
        ReferralState::Asked if standing.is_received => "web-package-is-received".to_owned(),
        other => format!("web-package-is-{}", other.id()),
    };
    let kept = is_kept.then(|| phrase(lang, "web-package-answer-kept"));
    let choices: &[&str] = match standing.state {
        ReferralState::Asked => &["received", "accepted", "rejected", "done"],
        ReferralState::Accepted => &["done", "rejected"],
        _ => &[],
    };
    let choice = |word: &&str| {
        Choice::new(*word, phrase(lang, &format!("web-package-answer-{word}")), posted.get("answer") == *word)
    };
    let is_wrong = !problems.is_empty();
    let mut asked = vec![
        Field::new("answer", phrase(lang, "web-package-answer"), Control::One(choices.iter().map(choice).collect())),
        Field::new("note", phrase(lang, "web-package-note"), Control::Area)
            .optional()
            .hint(say(lang, &Message::new("web-package-note-hint").with("max", LONGEST_NOTE)))
            .value(if is_wrong { posted.get("note") } else { "" }),
    ];
    for field in &mut asked {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    if choices.is_empty() {
        asked.clear();
    }
    PublicPage {
        told: kept.into_iter().chain([say(lang, &of), phrase(lang, &state_key)]).collect(),
        problems,
        action: "/package",
        hidden: vec![("code", posted.get("code").to_owned())],
        asked,
        button: phrase(lang, "web-package-answer-send"),
        ..empty_page(state, visit, "web-package-receipt-title", "web-package-standing-lead")
    }
}
