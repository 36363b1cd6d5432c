//! What other agencies ask of ours, what ours asks of them, and answering. Owns what stands where; what a reader sees of a referral is
//! `casework`'s, and it is never the case.

use super::case_referral::{service, standing};
use super::{Answer, page, people, record_table, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Empty, Fact, FactGroup, Field, Heading, Line, Link, Pager, Problem, Tab};
use crate::posted::Posted;
use crate::views::{CasesPage, ConfirmPage, RecordPage, ReferralPage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use calendar::deadline;
use casework::{Answer as Answered, LONGEST_NOTE, ReferralLine, ReferralState, ReferralView};
use language::{Lang, Message, phrase, say};
use serde::Deserialize;
use service_kit::ServiceError;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    which: String,
}

fn address(id: &str) -> String {
    format!("/referrals/{}", words::segment(id))
}

fn crumb(lang: Lang) -> Link {
    Link::new("/referrals", phrase(lang, "web-referrals"))
}

/// `GET /referrals`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let lang = caller.visit.lang;
    let lists = state.casework.referrals(&caller.context).await?;
    let sent = asked.which == "sent";
    let lines = if sent { &lists.sent } else { &lists.received };
    let title = phrase(lang, "web-referrals");
    let tab = |which: &str, key: &str, icon| Tab {
        href: words::query("/referrals", &[("which", which)]),
        text: phrase(lang, key),
        icon,
        current: sent == (which == "sent"),
    };
    let (empty, text) = match sent {
        true => ("web-referrals-sent-none", "web-referrals-sent-none-text"),
        false => ("web-referrals-none", "web-referrals-none-text"),
    };
    page(&CasesPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-referrals-lead")),
        stats: Vec::new(),
        code: None,
        waiting: Vec::new(),
        more_waiting: None,
        acts: Vec::new(),
        tabs: vec![tab("", "web-referrals-received", "import"), tab("sent", "web-referrals-sent", "leave")],
        empty: lines.is_empty().then(|| Empty {
            title: phrase(lang, empty),
            text: phrase(lang, text),
            action: sent.then(|| Link::new("/cases", phrase(lang, "web-cases-title"))),
        }),
        pager: Pager::default(),
        lines: lines.iter().map(|one| line(&caller, one)).collect(),
    })
}

fn line(caller: &Caller, one: &ReferralLine) -> Line {
    let lang = caller.visit.lang;
    let (tone, word) = standing(one.state, one.is_late, lang);
    let until = (one.state == ReferralState::Asked).then(|| say(lang, &deadline(one.due, caller.context.today())));
    let parts = [Some(one.code.clone()), Some(one.other.clone()), until];
    Line {
        title: service(&one.service, lang),
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        href: one.case_id.as_deref().map_or_else(|| address(&one.id), super::case::address),
        badge: badge(tone, word),
        action: None,
    }
}

/// `GET /referrals/{id}`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let lang = caller.visit.lang;
    let one = state.casework.referral(&caller.context, &id).await?;
    let title = titled(&one, lang);
    let act = |act: &str, key: &str| Link::new(format!("{}/{act}", address(&id)), phrase(lang, key));
    let (action, other) = match one.state {
        ReferralState::Asked => {
            (Some(act("accept", "web-referral-accept")), Some(act("reject", "web-referral-reject")))
        }
        ReferralState::Accepted => (Some(act("done", "web-referral-say-done")), None),
        _ => (None, None),
    };
    let record = |(record, title): &(String, language::Text)| Line {
        title: title.get(lang).to_owned(),
        href: format!("{}/records/{}", address(&id), words::segment(record)),
        ..Line::default()
    };
    page(&ReferralPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title).lead(lead(&caller, &one)).under([crumb(lang)]).action(action),
        facts: facts(&one, lang),
        records: one.records.iter().map(record).collect(),
        other,
    })
}

fn titled(one: &ReferralView, lang: Lang) -> String {
    format!("{} · {}", service(&one.service, lang), one.from)
}

/// How it stands, and until when it waits.
fn lead(caller: &Caller, one: &ReferralView) -> String {
    let lang = caller.visit.lang;
    let (_, word) = standing(one.state, one.is_late, lang);
    match one.state {
        ReferralState::Asked => format!("{word} · {}", say(lang, &deadline(one.due, caller.context.today()))),
        _ => word,
    }
}

fn facts(one: &ReferralView, lang: Lang) -> Vec<Fact> {
    let fact = |key: &str, value: &str| (!value.is_empty()).then(|| Fact::new(phrase(lang, key), value));
    let facts = [
        fact("web-referral-code", &one.code),
        fact("web-referral-from", &one.from),
        fact("web-referral-asked-by", &one.asked_by),
        fact("web-referral-note", &one.note),
        fact("web-referral-owner", &one.owner),
        fact("web-referral-said", &one.said),
    ];
    facts.into_iter().flatten().collect()
}

/// `GET /referrals/{id}/records/{record}`
pub(crate) async fn record(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, record)): Path<(String, String)>,
) -> Answer {
    let lang = caller.visit.lang;
    let found = state.casework.referred_record(&caller.context, &id, &record).await?;
    let in_use = state.collection.in_use(&found.kind)?;
    let of = in_use.definition();
    let title = of.kind.title.get(lang).to_owned();
    let mut shown = [found];
    let _named = state.collection.name_references(&caller.context, of, &mut shown).await?;
    let [shown] = shown;
    page(&RecordPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title).under([crumb(lang), Link::new(address(&id), phrase(lang, "web-referral-one"))]),
        notice: None,
        groups: vec![FactGroup { title: String::new(), facts: record_table::facts(&state, of, &shown, lang) }],
        tables: record_table::repeats(&state, of, &shown, lang),
        events: Vec::new(),
        print: None,
        correct: None,
        take_back: None,
    })
}

/// `GET /referrals/{id}/{answer}`
pub(crate) async fn answer_page(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, answer)): Path<(String, String)>,
) -> Answer {
    view(&state, &caller, (&id, &answer), &Posted::default(), Vec::new()).await
}

async fn view(
    state: &WebState,
    caller: &Caller,
    (id, answer): (&str, &str),
    posted: &Posted,
    problems: Vec<Problem>,
) -> Answer {
    let lang = caller.visit.lang;
    let one = state.casework.referral(&caller.context, id).await?;
    let text = |name: &str, key: &str| {
        let hint = Message::new("web-referral-note-hint").with("max", LONGEST_NOTE);
        Field::new(name, phrase(lang, key), Control::Area).hint(say(lang, &hint)).value(posted.get(name))
    };
    let (mut asked, button, waits) = match answer {
        "accept" => {
            let own = &caller.context.actor.account_id;
            let people = state.casework.who_could_do(&caller.context, id).await?;
            let people = people.into_iter().map(|(id, name)| Choice::new(&id, name, id == *own)).collect();
            let who = Field::new("person", phrase(lang, "web-referral-owner"), Control::Select(people)).optional();
            (vec![who], "web-referral-accept", ReferralState::Asked)
        }
        "reject" => (vec![text("reason", "web-referral-why-not")], "web-referral-reject", ReferralState::Asked),
        "done" => (vec![text("what", "web-referral-what")], "web-referral-say-done", ReferralState::Accepted),
        _ => return Err(Failure::not_found()),
    };
    if one.state != waits {
        return Err(Failure::not_found());
    }
    for field in &mut asked {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    let (title, is_wrong) = (phrase(lang, button), !problems.is_empty());
    let mut response = page(&ConfirmPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).under([crumb(lang), Link::new(address(id), titled(&one, lang))]),
        problems,
        facts: facts(&one, lang),
        action: format!("{}/{answer}", address(id)),
        hidden: vec![("seen", one.seen.to_string())],
        asked,
        button: phrase(lang, button),
        dangerous: answer == "reject",
        back: address(id),
    })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `POST /referrals/{id}/{answer}`
pub(crate) async fn answer(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, answer)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let said = match answer.as_str() {
        "accept" => Answered::Accept { owner_id: posted.get("person").to_owned() },
        "reject" => Answered::Reject { reason: posted.get("reason").to_owned() },
        "done" => Answered::Done { what: posted.get("what").to_owned() },
        _ => return Err(Failure::not_found()),
    };
    let seen = posted.get("seen").parse().map_err(|_| Failure::not_found())?;
    match state.casework.answer_referral(&caller.context, &id, seen, said).await {
        Ok(()) => see(&format!("{}?said=referral-{answer}", address(&id))),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = people::problems(&error, "reason", caller.visit.lang);
            view(&state, &caller, (&id, &answer), &posted, problems).await
        }
        Err(error) => Err(error.into()),
    }
}
