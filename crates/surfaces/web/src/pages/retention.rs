//! Closed cases whose time is over, for whoever erases them: the list, what is about to be done with those chosen of it, and doing it. Owns no
//! name and no story: a line tells the case's code, its days and the rule. Who may, and what goes, is `casework`'s.

use super::{Answer, case_erase, page, people, see, somebody_erase};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Control, Empty, Fact, Field, Heading, Link, Pager, Problem, Tab, Tone};
use crate::posted::Posted;
use crate::views::{ConfirmPage, KeptCase, RetentionPage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use calendar::{Date, deadline};
use casework::{PersonToErase, RETENTION_SOON_DAYS, RetentionLine, RetentionShown};
use language::{Lang, Message, phrase, say};
use serde::Deserialize;
use service_kit::ServiceError;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    which: String,
    #[serde(default)]
    from: u32,
    /// Whether every case of the page is chosen.
    #[serde(default)]
    all: String,
}

/// The views of the list: the word in the address, the text, the sign.
const VIEWS: [(&str, &str, &str, RetentionShown); 3] = [
    ("", "web-retention-over", "calendar", RetentionShown::Over),
    ("soon", "web-retention-soon", "info", RetentionShown::Soon),
    ("asked", "web-retention-asked", "people", RetentionShown::Asked),
];

/// What can be done with chosen cases: the word, its button, what is said before, and whether it cannot be undone.
const ACTS: [(&str, &str, &str, bool); 4] = [
    ("ask", "web-retention-ask", "web-retention-ask-lead", false),
    ("keep", "web-retention-keep", "web-retention-keep-lead", false),
    ("confirm", "web-retention-confirm", "web-retention-confirm-lead", true),
    ("refuse", "web-retention-refuse", "web-retention-refuse-lead", false),
];

type Act = (&'static str, &'static str, &'static str, bool);

fn act_of(word: &str) -> Result<Act, Failure> {
    ACTS.into_iter().find(|(known, ..)| *known == word).ok_or_else(Failure::not_found)
}

/// `GET /retention`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let lang = caller.visit.lang;
    let shown = VIEWS.iter().find(|(which, ..)| *which == asked.which).map(|(.., shown)| *shown).unwrap_or_default();
    let (lines, more) = state.casework.retention(&caller.context, shown, asked.from).await?;
    let people = match shown {
        RetentionShown::Asked => state.casework.people_to_erase(&caller.context).await?,
        RetentionShown::Over | RetentionShown::Soon => Vec::new(),
    };
    let person =
        |one: &PersonToErase| somebody_erase::task(&one.asked, &one.record.id, one.called.get(lang).to_owned(), lang);
    let title = phrase(lang, "web-retention");
    let tab = |(which, key, icon, one): &(&str, &str, &'static str, RetentionShown)| Tab {
        href: words::query("/retention", &[("which", which)]),
        text: phrase(lang, key),
        icon,
        current: *one == shown,
    };
    let offered: &[&str] = match shown {
        RetentionShown::Over => &["ask", "keep"],
        RetentionShown::Soon => &["keep"],
        RetentionShown::Asked => &["confirm", "refuse"],
    };
    let at = |from: u32, all: &str| {
        words::query("/retention", &[("which", &asked.which), ("from", &from.to_string()), ("all", all)])
    };
    let after = asked.from.saturating_add(u32::try_from(lines.len()).unwrap_or(u32::MAX));
    let is_paged = more || asked.from > 0;
    page(&RetentionPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(say(lang, &Message::new("web-retention-lead").with("days", RETENTION_SOON_DAYS))),
        tabs: VIEWS.iter().map(tab).collect(),
        empty: (lines.is_empty() && people.is_empty()).then(|| Empty {
            title: phrase(lang, "web-retention-none"),
            text: phrase(lang, "web-retention-none-text"),
            action: None,
        }),
        people: people.iter().map(person).collect(),
        lines: lines.iter().map(|one| line(&caller, one, asked.all == "yes")).collect(),
        all: (lines.len() > 1).then(|| at(asked.from, if asked.all == "yes" { "" } else { "yes" })),
        all_chosen: asked.all == "yes",
        acts: ACTS
            .iter()
            .filter(|(word, ..)| offered.contains(word))
            .map(|(word, key, ..)| (*word, phrase(lang, key)))
            .collect(),
        pager: Pager {
            text: if is_paged { format!("{}–{after}", asked.from.saturating_add(1)) } else { String::new() },
            previous: (asked.from > 0).then(|| at(asked.from.saturating_sub(50), "")),
            next: more.then(|| at(after, "")),
        },
    })
}

fn line(caller: &Caller, one: &RetentionLine, chosen: bool) -> KeptCase {
    let lang = caller.visit.lang;
    let today = caller.context.today();
    let due = one.until.map(|until| say(lang, &deadline(until, today)));
    let tone = if one.until.is_some_and(|until| until < today) { Tone::Warn } else { Tone::Plain };
    let waits = one.asked.as_ref().filter(|asked| !asked.may_confirm).map(|_| phrase(lang, "web-retention-not-alone"));
    KeptCase {
        id: one.case_id.clone(),
        title: format!("{} · {}", one.code, one.title.get(lang)),
        days: days(one, lang),
        why: match &one.asked {
            Some(asked) => case_erase::why(asked, lang),
            None => one.why.as_ref().map(|why| say(lang, why)).unwrap_or_default(),
        },
        origin: one.origin.as_ref().map(|origin| say(lang, origin)).unwrap_or_default(),
        badge: due.and_then(|due| badge(tone, due)),
        waits: waits.unwrap_or_default(),
        chosen,
    }
}

/// When it was closed, until when it is kept, and how many records it has.
fn days(one: &RetentionLine, lang: Lang) -> String {
    let told = |key: &'static str, day: Option<Date>| {
        day.map(|day| say(lang, &Message::new(key).with("day", words::long_day(day, lang))))
    };
    let records = say(lang, &Message::new("web-retention-records").with("records", one.records));
    let people = say(lang, &Message::new("web-retention-people").with("people", one.people));
    let people = (one.people > 0).then_some(people);
    let days = [told("web-retention-closed", one.closed), told("web-retention-until", one.until)];
    let parts = days.into_iter().chain([Some(records), people]);
    parts.flatten().collect::<Vec<_>>().join(" · ")
}

/// `GET /retention/review`: what is about to be done with the chosen cases.
pub(crate) async fn review(State(state): State<WebState>, caller: Caller, RawQuery(query): RawQuery) -> Answer {
    let query = query.unwrap_or_default();
    let asked: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let word = asked.iter().find(|(name, _)| name == "do").map_or("", |(_, value)| value.as_str());
    let ids: Vec<String> = asked.iter().filter(|(name, _)| name == "case").map(|(_, id)| id.clone()).collect();
    ask(&state, &caller, act_of(word)?, &ids, ("", ""), Vec::new()).await
}

async fn ask(
    state: &WebState,
    caller: &Caller,
    act: Act,
    ids: &[String],
    (until, why): (&str, &str),
    problems: Vec<Problem>,
) -> Answer {
    let (word, button, lead, dangerous) = act;
    let lang = caller.visit.lang;
    let found = state.casework.retention_of(&caller.context, ids).await?;
    let lines: Vec<&RetentionLine> = found.iter().filter(|one| fits(word, one)).collect();
    if lines.is_empty() {
        return see("/retention?said=retention-nothing");
    }
    let mut fields = Vec::new();
    if word == "keep" {
        fields.push(Field::new("until", phrase(lang, "web-retention-keep-until"), Control::Date).value(until));
        fields.push(Field::new("why", phrase(lang, "web-retention-keep-why"), Control::Area).value(why));
    }
    for field in &mut fields {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    let title = phrase(lang, button);
    let is_wrong = !problems.is_empty();
    let mut response = page(&ConfirmPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title.clone())
            .lead(say(lang, &Message::new(lead).with("cases", lines.len())))
            .under([Link::new("/retention", phrase(lang, "web-retention"))]),
        problems,
        facts: lines
            .iter()
            .map(|one| Fact::new(one.code.as_str(), format!("{} · {}", one.title.get(lang), days(one, lang))))
            .collect(),
        action: format!("/retention/{word}"),
        hidden: lines.iter().map(|one| ("case", format!("{} {}", one.seen, one.case_id))).collect(),
        asked: fields,
        button: title,
        dangerous,
        back: "/retention".to_owned(),
    })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Whether something can be done with a case as it stands.
fn fits(word: &str, one: &RetentionLine) -> bool {
    match (word, &one.asked) {
        ("ask", asked) => asked.is_none(),
        ("confirm", Some(asked)) => asked.may_confirm,
        ("refuse", asked) => asked.is_some(),
        (word, _) => word == "keep",
    }
}

/// `POST /retention/ask`
pub(crate) async fn ask_all(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    act(&state, &caller, "ask", &posted).await
}

/// `POST /retention/keep`
pub(crate) async fn keep_all(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    act(&state, &caller, "keep", &posted).await
}

/// `POST /retention/confirm`
pub(crate) async fn confirm_all(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    act(&state, &caller, "confirm", &posted).await
}

/// `POST /retention/refuse`
pub(crate) async fn refuse_all(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    act(&state, &caller, "refuse", &posted).await
}

/// Each case by itself: one on which somebody works meanwhile stays as it is, and the others go on.
async fn act(state: &WebState, caller: &Caller, word: &'static str, posted: &Posted) -> Answer {
    let chosen = posted.all("case").into_iter().filter_map(|one| one.split_once(' '));
    let chosen: Vec<(i64, &str)> = chosen.filter_map(|(seen, id)| Some((seen.parse().ok()?, id))).collect();
    let mut left = false;
    for (seen, id) in &chosen {
        match one(state, caller, word, (id, *seen), posted).await {
            Ok(()) => {}
            Err(error @ ServiceError::Invalid(_)) if word == "keep" => {
                let problems = people::problems(&error, "until", caller.visit.lang);
                let ids: Vec<String> = chosen.iter().map(|(_, id)| (*id).to_owned()).collect();
                let said = (posted.get("until"), posted.get("why"));
                return ask(state, caller, act_of(word)?, &ids, said, problems).await;
            }
            Err(ServiceError::Invalid(_) | ServiceError::Conflict(_) | ServiceError::NotFound) => left = true,
            Err(error) => return Err(error.into()),
        }
    }
    let said = if left { "retention-some" } else { "retention-done" };
    see(&words::query("/retention", &[("said", said)]))
}

async fn one(
    state: &WebState,
    caller: &Caller,
    word: &str,
    (id, seen): (&str, i64),
    posted: &Posted,
) -> Result<(), ServiceError> {
    let (casework, context) = (&state.casework, &caller.context);
    match word {
        "ask" => casework.ask_to_erase(context, id, seen, "retention").await,
        "confirm" => casework.erase(context, id, seen).await,
        "refuse" => casework.refuse_to_erase(context, id, seen).await,
        _ => {
            // What is no day is before every day that can be chosen.
            let until = posted.get("until").parse().unwrap_or(Date::MIN);
            casework.keep_longer(context, id, seen, until, posted.get("why")).await
        }
    }
}
