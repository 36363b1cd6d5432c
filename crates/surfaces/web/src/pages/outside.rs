//! The agencies outside that have no account here, for those who keep them. Owns the pages; what a key is and who may change it is `identity`'s.

use super::people::{agency_kinds, problems, tabs};
use super::{Answer, page, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Field, Heading, Line, Link, Problem, Tone};
use crate::posted::Posted;
use crate::views::{ConfirmPage, PeoplePage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use identity::NewOutside;
use language::{Lang, phrase};
use service_kit::{ServiceError, agency_kind};
use store::OutsideAgency;

/// `GET /outside`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller) -> Answer {
    page(&view(&state, &caller, &Posted::default(), Vec::new()).await?)
}

/// `POST /outside`
pub(crate) async fn add(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    match state.identity.add_outside(&caller.context, entered(&posted, true)).await {
        Ok(_) => see("/outside?said=outside"),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = problems(&error, "name_en", caller.visit.lang);
            let mut response = page(&view(&state, &caller, &posted, problems).await?)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

fn entered(posted: &Posted, is_open: bool) -> NewOutside {
    NewOutside {
        name_en: posted.get("name_en").to_owned(),
        name_th: posted.get("name_th").to_owned(),
        kind: posted.get("kind").to_owned(),
        recipient: posted.get("recipient").to_owned(),
        is_open,
    }
}

fn named(one: &OutsideAgency, lang: Lang) -> String {
    let own = if lang == Lang::Th { &one.name_th } else { &one.name_en };
    [own, &one.name_en, &one.name_th].into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default()
}

async fn view(
    state: &WebState,
    caller: &Caller,
    posted: &Posted,
    problems: Vec<Problem>,
) -> Result<PeoplePage, Failure> {
    let lang = caller.visit.lang;
    let agencies = state.identity.outside_agencies(&caller.context).await?;
    let title = phrase(lang, "web-outside-tab");
    let line = |one: &OutsideAgency| {
        let kind = (!one.kind.is_empty()).then(|| phrase(lang, agency_kind(&one.kind)));
        let lock = if one.recipient.is_empty() { "web-outside-by-passphrase" } else { "web-outside-by-key" };
        Line {
            title: named(one, lang),
            text: kind.into_iter().chain([phrase(lang, lock)]).collect::<Vec<_>>().join(" · "),
            badge: (!one.is_open).then(|| badge(Tone::Plain, phrase(lang, "web-outside-closed"))).flatten(),
            action: Some(Link::new(address(&one.id), phrase(lang, "web-outside-change"))),
            ..Line::default()
        }
    };
    Ok(PeoplePage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-outside-lead")),
        tabs: tabs(&caller.context, "/outside"),
        link: None,
        list_title: words::counted(lang, "web-outside-list", agencies.len()),
        lines: agencies.iter().map(line).collect(),
        new_title: phrase(lang, "web-outside-new"),
        asked: asked(&entered(posted, true), &problems, lang),
        problems,
        action: "/outside".to_owned(),
        button: phrase(lang, "web-outside-add"),
    })
}

fn address(id: &str) -> String {
    format!("/outside/{}", words::segment(id))
}

fn asked(of: &NewOutside, problems: &[Problem], lang: Lang) -> Vec<Field> {
    let mut fields = vec![
        Field::new("name_en", phrase(lang, "web-agencies-name-en"), Control::Text).value(of.name_en.as_str()),
        Field::new("name_th", phrase(lang, "web-agencies-name-th"), Control::Text).value(of.name_th.as_str()),
        Field::new("kind", phrase(lang, "web-agency-kind"), Control::Select(agency_kinds(&of.kind, lang))).optional(),
        Field::new("recipient", phrase(lang, "web-outside-key"), Control::Text)
            .optional()
            .hint(phrase(lang, "web-outside-key-hint"))
            .value(of.recipient.as_str()),
    ];
    for field in &mut fields {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    fields
}

/// `GET /outside/{id}`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let agencies = state.identity.outside_agencies(&caller.context).await?;
    let one = agencies.into_iter().find(|one| one.id == id).ok_or_else(Failure::not_found)?;
    let of = NewOutside {
        name_en: one.name_en,
        name_th: one.name_th,
        kind: one.kind,
        recipient: one.recipient,
        is_open: one.is_open,
    };
    change_view(&state, &caller, &id, &of, Vec::new())
}

fn change_view(state: &WebState, caller: &Caller, id: &str, of: &NewOutside, problems: Vec<Problem>) -> Answer {
    let lang = caller.visit.lang;
    let mut asked = asked(of, &problems, lang);
    let open = [("yes", "web-yes", of.is_open), ("no", "web-no", !of.is_open)];
    let open = open.map(|(value, key, chosen)| Choice::new(value, phrase(lang, key), chosen));
    asked.push(Field::new("open", phrase(lang, "web-outside-open"), Control::One(open.into())));
    let title = phrase(lang, "web-outside-change");
    let is_wrong = !problems.is_empty();
    let mut response = page(&ConfirmPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-outside-change-lead"))
            .under([Link::new("/outside", phrase(lang, "web-outside-tab"))]),
        problems,
        facts: Vec::new(),
        action: address(id),
        hidden: Vec::new(),
        asked,
        button: phrase(lang, "web-outside-save"),
        dangerous: false,
        back: "/outside".to_owned(),
    })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `POST /outside/{id}`
pub(crate) async fn change(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let new = entered(&posted, posted.get("open") != "no");
    match state.identity.change_outside(&caller.context, &id, new.clone()).await {
        Ok(()) => see("/outside?said=outside"),
        Err(error @ ServiceError::Invalid(_)) => {
            change_view(&state, &caller, &id, &new, problems(&error, "name_en", caller.visit.lang))
        }
        Err(error) => Err(error.into()),
    }
}
