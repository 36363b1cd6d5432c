//! Opening a case in an emergency, and being told of it. Owns what is asked and shown; the bounds are `casework`'s.

use super::{Answer, page, people, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Control, Empty, Fact, Field, Heading, Line, Link, Pager, Problem, Tone};
use crate::posted::Posted;
use crate::views::{CasesPage, ConfirmPage, TaskLine, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use casework::{EMERGENCY_HOURS, EmergencyView};
use language::{Lang, Message, phrase, say};
use service_kit::{Action, Context, Reach, ServiceError, reach};

const AT: &str = "/emergency";

fn address(id: &str) -> String {
    format!("{AT}/{}", words::segment(id))
}

fn may_open(context: &Context) -> bool {
    reach(context.actor.role, Action::OpenInEmergency) > Reach::No
}

/// `GET /emergency`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller) -> Answer {
    let lang = caller.visit.lang;
    let (own, told) = state.casework.emergencies(&caller.context).await?;
    let open = may_open(&caller.context).then(|| Link::new(format!("{AT}/open"), phrase(lang, "web-emergency-open")));
    let title = phrase(lang, "web-emergencies");
    let lines: Vec<Line> = own.iter().chain(&told).map(|one| line(one, lang)).collect();
    page(&CasesPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-emergencies-lead"))
            .action(open.clone().filter(|_| !lines.is_empty())),
        stats: Vec::new(),
        code: None,
        waiting: Vec::new(),
        more_waiting: None,
        acts: Vec::new(),
        tabs: Vec::new(),
        empty: lines.is_empty().then(|| Empty {
            title: phrase(lang, "web-emergencies-none"),
            text: phrase(lang, "web-emergencies-none-text"),
            action: open,
        }),
        pager: Pager::default(),
        lines,
    })
}

fn line(one: &EmergencyView, lang: Lang) -> Line {
    let (tone, word) = match (one.is_open, one.is_seen) {
        (true, _) => (Tone::Bad, say(lang, &until(one, lang))),
        (false, false) => (Tone::Warn, phrase(lang, "web-emergency-unseen")),
        (false, true) => (Tone::Plain, phrase(lang, "web-emergency-over")),
    };
    Line {
        title: format!("{} · {} · {}", one.code, one.person, one.agency),
        text: format!("{} · {}", words::long_day(one.opened.date(), lang), one.reason),
        href: address(&one.id),
        badge: badge(tone, word),
        action: None,
    }
}

fn until(one: &EmergencyView, lang: Lang) -> Message {
    let time = words::time(&one.until.time().strftime("%H:%M").to_string(), lang);
    Message::new("web-emergency-until").with("time", time)
}

/// What the reader was told of and has not seen, for the first page.
pub(super) fn task(one: &EmergencyView, lang: Lang) -> TaskLine {
    let title = Message::new("web-emergency-told").with("code", one.code.as_str());
    TaskLine {
        tone: Tone::Bad,
        title: say(lang, &title),
        text: format!("{} · {} · {}", one.person, one.agency, one.reason),
        actions: vec![Link::new(address(&one.id), phrase(lang, "web-open"))],
    }
}

/// What stands over a case that is open in an emergency.
pub(super) fn notice(one: &EmergencyView, lang: Lang) -> String {
    let until = say(lang, &until(one, lang));
    let message = Message::new("web-emergency-notice").with("person", one.person.as_str());
    format!("{} · {until}", say(lang, &message.with("agency", one.agency.as_str())))
}

/// `GET /emergency/open`
pub(crate) async fn open_page(State(state): State<WebState>, caller: Caller) -> Answer {
    view(&state, &caller, &Posted::default(), Vec::new())
}

fn view(state: &WebState, caller: &Caller, posted: &Posted, problems: Vec<Problem>) -> Answer {
    if !may_open(&caller.context) {
        return Err(Failure::not_found());
    }
    let lang = caller.visit.lang;
    let mut asked = vec![
        Field::new("code", phrase(lang, "web-case-code"), Control::Text)
            .hint(phrase(lang, "web-emergency-code-hint"))
            .value(posted.get("code")),
        Field::new("reason", phrase(lang, "web-emergency-reason"), Control::Area)
            .hint(phrase(lang, "web-emergency-reason-hint"))
            .value(posted.get("reason")),
    ];
    for field in &mut asked {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    let (title, is_wrong) = (phrase(lang, "web-emergency-open"), !problems.is_empty());
    let mut response = page(&ConfirmPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title)
            .lead(say(lang, &Message::new("web-emergency-open-lead").with("hours", EMERGENCY_HOURS)))
            .under([Link::new(AT, phrase(lang, "web-emergencies"))]),
        problems,
        facts: Vec::new(),
        action: format!("{AT}/open"),
        hidden: Vec::new(),
        asked,
        button: phrase(lang, "web-emergency-open"),
        dangerous: true,
        back: AT.to_owned(),
    })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `POST /emergency/open`
pub(crate) async fn open(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    match state.casework.open_in_emergency(&caller.context, posted.get("code"), posted.get("reason")).await {
        Ok(id) => see(&super::case::address(&id)),
        Err(error @ (ServiceError::Invalid(_) | ServiceError::TooMuch(_) | ServiceError::Conflict(_))) => {
            let problems = people::problems(&error, "code", caller.visit.lang);
            view(&state, &caller, &posted, problems)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /emergency/{id}`: one that the reader opened or is told of, to say that they saw it.
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let one = state.casework.one_emergency(&caller.context, &id).await?;
    let ends = one.is_own || (one.is_open && one.is_seen);
    about(&state, &caller, &one, ends)
}

/// `GET /emergency/{id}/end`
pub(crate) async fn end_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let one = state.casework.one_emergency(&caller.context, &id).await?;
    if !one.is_open {
        return Err(Failure::not_found());
    }
    about(&state, &caller, &one, true)
}

fn about(state: &WebState, caller: &Caller, one: &EmergencyView, ends: bool) -> Answer {
    let lang = caller.visit.lang;
    let at = address(&one.id);
    let (act, button) = if ends { ("end", "web-emergency-end") } else { ("seen", "web-emergency-see") };
    let title = say(lang, &Message::new("web-emergency-told").with("code", one.code.as_str()));
    let mut code = Fact::new(phrase(lang, "web-case-code"), one.code.as_str());
    code.href = one.case_id.as_deref().map(super::case::address);
    let standing = if one.is_open { say(lang, &until(one, lang)) } else { phrase(lang, "web-emergency-over") };
    let mut facts = vec![
        code,
        Fact::new(phrase(lang, "web-emergency-person"), format!("{} · {}", one.person, one.agency)),
        Fact::new(phrase(lang, "web-emergency-day"), when(one, lang)),
        Fact::new(phrase(lang, "web-emergency-reason"), one.reason.as_str()),
    ];
    if one.is_open && !ends {
        let end = Fact::new(say(lang, &until(one, lang)), phrase(lang, "web-emergency-end"));
        facts.push(Fact { href: Some(format!("{at}/end")), ..end });
    }
    page(&ConfirmPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title)
            .lead(if ends { format!("{standing} · {}", phrase(lang, "web-emergency-end-lead")) } else { standing })
            .under([Link::new(AT, phrase(lang, "web-emergencies"))]),
        problems: Vec::new(),
        facts,
        action: format!("{at}/{act}"),
        hidden: Vec::new(),
        asked: Vec::new(),
        button: phrase(lang, button),
        dangerous: ends,
        back: AT.to_owned(),
    })
}

fn when(one: &EmergencyView, lang: Lang) -> String {
    let time = words::time(&one.opened.time().strftime("%H:%M").to_string(), lang);
    format!("{} · {time}", words::long_day(one.opened.date(), lang))
}

/// `POST /emergency/{id}/end`
pub(crate) async fn end(State(state): State<WebState>, caller: Caller, Path(id): Path<String>, _: Posted) -> Answer {
    state.casework.end_emergency(&caller.context, &id).await?;
    see(&format!("{AT}?said=emergency-ended"))
}

/// `POST /emergency/{id}/seen`
pub(crate) async fn seen(State(state): State<WebState>, caller: Caller, Path(id): Path<String>, _: Posted) -> Answer {
    state.casework.see_emergency(&caller.context, &id).await?;
    see(&format!("{AT}?said=emergency-seen"))
}
