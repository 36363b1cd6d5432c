//! The minutes of a meeting, as a page to print and as PDF: made of the cases that its maker may see, and kept nowhere. Owns what stands in
//! them: codes, states, decisions and next steps, never a person whom a case is about.

use super::meeting::{Agenda, crumbs};
use super::{Answer, case, page, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Fact, Heading, Link};
use crate::views::MinutesPage;
use crate::visit::Caller;
use crate::words;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use casework::{CaseInMeeting, CaseView};
use language::{Lang, Message, phrase, say};
use reports::minutes::{Matter, Minutes, Part};
use service_kit::{Context, ServiceError};

/// `GET /cases/meeting/minutes`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, RawQuery(query): RawQuery) -> Answer {
    let (lang, agenda) = (caller.visit.lang, Agenda::of(query.as_deref()));
    if agenda.cases.is_empty() {
        return see("/cases/meeting");
    }
    let minutes = made(&state, &caller.context, lang, &agenda).await?;
    page(&MinutesPage {
        frame: caller.visit.frame(&state, minutes.title.clone()),
        heading: Heading::new(minutes.title.clone())
            .lead(phrase(lang, "web-minutes-lead"))
            .under(
                crumbs(lang)
                    .into_iter()
                    .chain([Link::new(agenda.address("/agenda"), phrase(lang, "web-meeting-agenda-title"))]),
            )
            .action(Some(Link::new(agenda.address("/minutes.pdf"), phrase(lang, "web-minutes-pdf")))),
        facts: minutes.facts.iter().map(|(label, value)| Fact::new(label, value)).collect(),
        minutes,
    })
}

/// `GET /cases/meeting/minutes.pdf`
pub(crate) async fn file(State(state): State<WebState>, caller: Caller, RawQuery(query): RawQuery) -> Answer {
    let (lang, agenda) = (caller.visit.lang, Agenda::of(query.as_deref()));
    let minutes = made(&state, &caller.context, lang, &agenda).await?;
    // Setting pages takes a good part of a second of one core, so it does not stand in the way of other requests.
    let pdf = tokio::task::spawn_blocking(move || reports::minutes::render(&minutes))
        .await
        .map_err(|problem| ServiceError::Internal(format!("the minutes' work ended early: {problem}")))?
        .map_err(|problem| Failure::said(StatusCode::UNPROCESSABLE_ENTITY, problem.message()))?;
    let mut response: Response = Body::from(pdf).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    let name = format!("attachment; filename=\"minutes-{}-{lang}.pdf\"", caller.context.today());
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

async fn made(state: &WebState, context: &Context, lang: Lang, agenda: &Agenda) -> Result<Minutes, Failure> {
    let cases = state.casework.minutes(context, &agenda.cases).await?;
    let day = words::long_day(context.today(), lang);
    let agency = state.agency_name(&context.actor.agency_id, lang).await?;
    let fact = |key: &str, value: String| (phrase(lang, key), value);
    Ok(Minutes {
        lang,
        title: say(lang, &Message::new("web-minutes-title").with("day", day.clone())),
        confidential: phrase(lang, "web-minutes-confidential"),
        facts: vec![
            fact("web-minutes-day", day),
            fact("web-minutes-agency", agency),
            fact("web-minutes-by", context.actor.name.clone()),
            fact("web-minutes-cases", words::whole(cases.len())),
        ],
        matters: cases.iter().map(|one| matter(one, lang)).collect(),
    })
}

fn matter(one: &CaseInMeeting, lang: Lang) -> Matter {
    let view = &one.view;
    let today = one.today.iter().map(|entry| (say(lang, &entry.what), String::new())).collect();
    let parts = [
        part("web-meeting-today", "web-meeting-today-none", today, lang),
        part("web-meeting-decided", "", decided(view, lang), lang),
        part("web-meeting-steps", "web-meeting-steps-none", steps(view, lang), lang),
        part("web-meeting-clocks", "", clocks(view, lang), lang),
    ];
    Matter {
        title: case::titled(view, lang),
        lead: view.state.get(lang).to_owned(),
        // A part without anything to say is left out, unless that is worth saying.
        parts: parts.into_iter().filter(|part| !part.lines.is_empty() || !part.none.is_empty()).collect(),
    }
}

fn part(title: &str, none: &str, lines: Vec<(String, String)>, lang: Lang) -> Part {
    let none = if none.is_empty() { String::new() } else { phrase(lang, none) };
    Part { title: phrase(lang, title), lines, none }
}

/// What each conference decided last, and what each agency said in it.
fn decided(view: &CaseView, lang: Lang) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for one in view.conferences.iter().filter(|one| one.is_awaited || one.decided.is_some()) {
        let outcome =
            one.decided.as_ref().map(|(outcome, on)| format!("{} · {}", outcome.get(lang), words::long_day(*on, lang)));
        lines.push((one.title.get(lang).to_owned(), outcome.unwrap_or_else(|| phrase(lang, "web-meeting-undecided"))));
        lines.extend(one.said.iter().map(|(agency, outcome)| (agency.clone(), outcome.get(lang).to_owned())));
    }
    lines
}

fn until(day: Option<calendar::Date>, lang: Lang) -> String {
    let told = |day| say(lang, &Message::new("web-minutes-until").with("day", words::long_day(day, lang)));
    day.map(told).unwrap_or_default()
}

fn steps(view: &CaseView, lang: Lang) -> Vec<(String, String)> {
    view.tasks.iter().map(|task| (task.title.get(lang).to_owned(), until(task.due_on, lang))).collect()
}

fn clocks(view: &CaseView, lang: Lang) -> Vec<(String, String)> {
    let running = view.clocks.iter().filter(|clock| clock.due_on.is_some());
    running.map(|clock| (clock.title.get(lang).to_owned(), until(clock.due_on, lang))).collect()
}
