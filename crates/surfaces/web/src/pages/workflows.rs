//! Versions of workflows: which cases go by an earlier one, what a takeover would change, and doing it. Owns the words; what changes is
//! `casework`'s.

use super::{Answer, page, people, see};
use crate::WebState;
use crate::parts::{Choice, Control, Fact, Field, Heading, Line, LineGroup, Link, Problem, Tone};
use crate::posted::Posted;
use crate::views::{ConfirmPage, LinksPage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use casework::{PackVersions, TakeoverPreview};
use language::{Lang, Message, Text, phrase, say};
use service_kit::ServiceError;

/// What takes the place of a state is asked for under this and the state's id.
const STATE: &str = "state:";

/// `GET /workflows`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller) -> Answer {
    let lang = caller.visit.lang;
    let packs = state.casework.versions(&caller.context).await?;
    let title = phrase(lang, "web-workflows-title");
    page(&LinksPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-workflows-lead")),
        groups: vec![LineGroup {
            title: String::new(),
            lines: packs.iter().map(|one| line(&state, one, lang)).collect(),
        }],
    })
}

fn line(state: &WebState, pack: &PackVersions, lang: Lang) -> Line {
    let since = pack.since.map(|since| words::long_day(state.kit.local(since).date(), lang)).unwrap_or_default();
    let version = Message::new("web-workflows-version").with("version", pack.version.to_string()).with("since", since);
    let open = words::counted(lang, "web-workflows-open", usize::try_from(pack.open).unwrap_or(usize::MAX));
    let behind = usize::try_from(pack.behind).unwrap_or(usize::MAX);
    Line {
        title: pack.title.get(lang).to_owned(),
        text: format!("{} · {open}", say(lang, &version)),
        href: if behind > 0 { format!("/workflows/{}", words::segment(&pack.pack)) } else { String::new() },
        badge: match behind {
            0 => badge(Tone::Good, phrase(lang, "web-workflows-all")),
            _ => badge(Tone::Warn, words::counted(lang, "web-workflows-behind", behind)),
        },
        action: None,
    }
}

/// `GET /workflows/{pack}`: what a takeover would change.
pub(crate) async fn preview(State(state): State<WebState>, caller: Caller, Path(pack): Path<String>) -> Answer {
    view(&state, &caller, &pack, &Posted::default(), Vec::new()).await
}

async fn view(state: &WebState, caller: &Caller, pack: &str, posted: &Posted, problems: Vec<Problem>) -> Answer {
    let lang = caller.visit.lang;
    let preview = state.casework.takeover_preview(&caller.context, pack).await?;
    let title = say(lang, &Message::new("web-takeover-title").with("kind", preview.title.get(lang)));
    let is_wrong = !problems.is_empty();
    let mut response = page(&ConfirmPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-takeover-lead"))
            .under([Link::new("/workflows", phrase(lang, "web-workflows-title"))]),
        problems,
        facts: facts(&preview, lang),
        action: format!("/workflows/{}", words::segment(pack)),
        hidden: vec![("version", preview.version.to_string())],
        asked: preview.lost.iter().map(|lost| replacement(&preview, lost, posted, lang)).collect(),
        button: words::counted(lang, "web-takeover-button", usize::try_from(preview.cases).unwrap_or(usize::MAX)),
        dangerous: false,
        back: "/workflows".to_owned(),
    })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// How many cases change in which way.
fn facts(preview: &TakeoverPreview, lang: Lang) -> Vec<Fact> {
    let number = |count: u64| words::number(count as f64);
    let mut facts = vec![
        Fact::new(phrase(lang, "web-takeover-cases"), number(preview.cases)),
        Fact::new(phrase(lang, "web-takeover-quiet"), number(preview.quiet)),
    ];
    let changes = [
        ("web-takeover-days", &preview.days),
        ("web-takeover-tasks-gone", &preview.tasks_gone),
        ("web-takeover-tasks-new", &preview.tasks_new),
    ];
    for (key, counted) in changes {
        let fact = |(title, count): &(Text, u64)| {
            Fact::new(say(lang, &Message::new(key).with("what", title.get(lang))), number(*count))
        };
        facts.extend(counted.iter().map(fact));
    }
    facts
}

/// The question which state takes the place of one that is gone. Unanswered, its cases stay as they are.
fn replacement(preview: &TakeoverPreview, lost: &(String, Text, u64), posted: &Posted, lang: Lang) -> Field {
    let (id, title, count) = lost;
    let name = format!("{STATE}{id}");
    let choices = preview
        .states
        .iter()
        .map(|(state, title)| Choice::new(state, title.get(lang), state == posted.get(&name)))
        .collect();
    let asked = Message::new("web-takeover-lost").with("state", title.get(lang)).with("count", count.to_string());
    Field::new(name, say(lang, &asked), Control::Select(choices))
        .optional()
        .hint(phrase(lang, "web-takeover-lost-hint"))
}

/// `POST /workflows/{pack}`
pub(crate) async fn take_over(
    State(state): State<WebState>,
    caller: Caller,
    Path(pack): Path<String>,
    posted: Posted,
) -> Answer {
    let version = posted.get("version").parse().unwrap_or_default();
    let given = |(name, state): &(String, String)| {
        let lost = name.strip_prefix(STATE).filter(|_| !state.is_empty())?;
        Some((lost.to_owned(), state.clone()))
    };
    let states = posted.fields.iter().filter_map(given).collect();
    match state.casework.take_over(&caller.context, &pack, version, states).await {
        Ok(done) if done.left > 0 => see("/workflows?said=takeover-left"),
        Ok(_) => see("/workflows?said=takeover"),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = people::problems(&error, "version", caller.visit.lang);
            view(&state, &caller, &pack, &posted, problems).await
        }
        Err(error) => Err(error.into()),
    }
}
