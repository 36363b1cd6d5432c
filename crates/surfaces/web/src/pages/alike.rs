//! Somebody is being entered who may be here already: who that is, before a second record of them is made. Owns the page between the form and
//! the saving of it; who is alike is `casework`'s to say.

use super::corrections::Start;
use super::{Answer, case, page, persons};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Heading, Link};
use crate::posted::Posted;
use crate::views::AlikePage;
use crate::visit::Caller;
use crate::words;
use axum::http::StatusCode;
use axum::response::Response;
use casework::Alike;
use language::phrase;
use serde_json::Value as Json;

/// What the button says that saves somebody although others are alike.
const ANOTHER: &str = "another";

/// The page that shows who may be meant; nothing when nobody may be, when that was seen, and for what is no new person.
pub(super) async fn page_for(
    state: &WebState,
    caller: &Caller,
    kind: &str,
    start: &Start,
    answers: &Json,
    posted: &Posted,
) -> Result<Option<Response>, Failure> {
    let is_asked = start.corrects.is_none() && posted.get("save") != ANOTHER && is_person(state, kind);
    if !is_asked {
        return Ok(None);
    }
    let found = state.casework.alike(&caller.context, kind, answers, Some(posted.get("submission"))).await?;
    if found.is_empty() {
        return Ok(None);
    }
    shown(state, caller, kind, start, &found, posted).map(Some)
}

fn shown(state: &WebState, caller: &Caller, kind: &str, start: &Start, found: &[Alike], posted: &Posted) -> Answer {
    let lang = caller.visit.lang;
    let carried = |(name, _): &&(String, String)| !["csrf", "save"].contains(&name.as_str());
    let line = |one: &Alike| {
        let mut line = persons::line(state, &caller.context, one, lang);
        if let Some(href) = chosen(start, &one.record.id).filter(|_| one.is_own) {
            line.action = Some(Link::new(href, phrase(lang, "web-alike-choose")));
        }
        line
    };
    let title = phrase(lang, "web-alike-title");
    let mut response = page(&AlikePage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-alike-lead")),
        found: found.iter().map(line).collect(),
        action: format!("/records/{kind}/new"),
        hidden: posted.fields.iter().filter(carried).cloned().collect(),
    })?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// Where one goes on after somebody was recorded: to the case or the person for whom they were, or to their own page.
pub(super) fn after(state: &WebState, kind: &str, start: &Start, record_id: &str) -> Option<String> {
    let own = || is_person(state, kind).then(|| format!("{}?said=person-saved", persons::address(record_id)));
    chosen(start, record_id).or_else(own)
}

fn chosen(start: &Start, id: &str) -> Option<String> {
    match (start.for_case.as_str(), start.for_person.as_str()) {
        ("", "") => None,
        ("", person) => Some(words::query(&format!("{}/relate", persons::address(person)), &[("other", id)])),
        (of, _) => Some(format!("{}/people/{}", case::address(of), words::segment(id))),
    }
}

fn is_person(state: &WebState, kind: &str) -> bool {
    state.casework.person_kinds().iter().any(|(id, _)| id == kind)
}
