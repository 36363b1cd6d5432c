//! A version of a form as a chat: the same session asked question by question. Everything that was said stands in the page and is sent
//! along, so that nothing is kept anywhere.

use super::desk::{address, called};
use super::desk_version::Named;
use super::preview::{Tried, tried};
use super::{Answer, form_input, page};
use crate::WebState;
use crate::parts::{Heading, Link};
use crate::posted::Posted;
use crate::views::{ChatPage, ChatTurn};
use crate::visit::Caller;
use axum::extract::{Query, State};
use forms::{Content, Entry, Kind, Session, ShownChoice, Task, Turn, one_by_one};
use language::{Lang, phrase};

/// Choices that are offered at once: a chat shows no more quick replies.
const CHOICES_AT_ONCE: usize = 13;

/// `GET /forms/preview/chat`
pub(crate) async fn begin(State(state): State<WebState>, caller: Caller, Query(named): Query<Named>) -> Answer {
    talk(&state, &caller, &named, &Posted::default()).await
}

/// `POST /forms/preview/chat`
pub(crate) async fn say(
    State(state): State<WebState>,
    caller: Caller,
    Query(named): Query<Named>,
    posted: Posted,
) -> Answer {
    talk(&state, &caller, &named, &posted).await
}

async fn talk(state: &WebState, caller: &Caller, named: &Named, posted: &Posted) -> Answer {
    let lang = caller.visit.lang;
    let Tried { own, form, lists } = tried(state, caller, named).await?;
    let mut session = Session::new(&form, &lists, state.collection.environment(&caller.context));
    form_input::fill(&mut session, posted);
    let mut done: Vec<String> = posted.get("done").split_whitespace().map(str::to_owned).collect();
    let mut problem = String::new();
    let mut first_choice = 0;
    let asked = posted.get("asked");
    if posted.has("back") {
        done.pop();
    } else if posted.has("from") {
        first_choice = posted.get("from").parse().unwrap_or(0);
    } else if !asked.is_empty() {
        problem = reply(&mut session, asked, posted, lang);
        if problem.is_empty() {
            done.push(asked.to_owned());
        }
    }
    let turns = one_by_one(&session, lang);
    let next = turns.iter().position(|turn| turn.task != Task::Hear && !done.contains(&turn.path));
    let said = turns.iter().take(next.map_or(turns.len(), |at| at + 1)).map(|turn| shown(turn, &done, lang)).collect();
    let asked = next.and_then(|at| turns.get(at));
    let choices = asked.map(|turn| offered(turn, lang)).unwrap_or_default();
    let is_many = asked.is_some_and(|turn| matches!(&turn.task, Task::Answer { kind, .. } if kind.is_list()));
    let last_choice = (first_choice + CHOICES_AT_ONCE).min(choices.len());
    let title = phrase(lang, "web-preview-chat");
    let lead = if asked.is_some() { "web-preview-nothing-kept" } else { "web-preview-complete" };
    let under = [
        Link::new("/forms", phrase(lang, "web-forms-title")),
        Link::new(address("/forms/version", &own), called(&own)),
    ];
    page(&ChatPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, lead)).under(under),
        action: address("/forms/preview/chat", &own),
        kept: kept(&session, lang),
        done: done.join(" "),
        may_go_back: !done.is_empty(),
        said,
        problem,
        asked: asked.map(|turn| turn.path.clone()).unwrap_or_default(),
        is_many,
        input: asked.filter(|_| choices.is_empty()).map(input_type),
        choices: choices.get(first_choice..last_choice).unwrap_or_default().to_vec(),
        earlier: (first_choice > 0).then(|| first_choice.saturating_sub(CHOICES_AT_ONCE)),
        later: (last_choice < choices.len()).then_some(last_choice),
    })
}

/// Takes a reply; what is wrong with it, or nothing.
fn reply(session: &mut Session<'_>, asked: &str, posted: &Posted, lang: Lang) -> String {
    if let Some(another) = asked.strip_prefix('+') {
        let repeat = another.rsplit_once('[').map_or(another, |(path, _)| path);
        if posted.get("say") == "yes" {
            let _fixed = session.add_repeat(repeat);
        }
        return String::new();
    }
    let replies: Vec<&str> =
        posted.fields.iter().filter(|(name, _)| name == "say").map(|(_, reply)| reply.trim()).collect();
    let chosen: Vec<String> =
        replies.iter().filter(|reply| !reply.is_empty()).map(|reply| meant(session, asked, reply, lang)).collect();
    if let Err(error) = session.set(asked, &chosen.join(" ")) {
        return language::say(lang, &error.message());
    }
    let violations = session.violations();
    violations.iter().find(|one| one.path == asked).map(|one| one.message.get(lang)).unwrap_or_default()
}

/// What somebody typed, as the choice that is called so.
fn meant(session: &Session<'_>, asked: &str, reply: &str, lang: Lang) -> String {
    let choices = session.choices(asked, lang);
    let is_it = |choice: &&ShownChoice| choice.name == reply || choice.label.eq_ignore_ascii_case(reply);
    choices.iter().find(is_it).map_or_else(|| reply.to_owned(), |choice| choice.name.clone())
}

fn shown(turn: &Turn<'_>, done: &[String], lang: Lang) -> ChatTurn {
    let is_done = done.contains(&turn.path);
    let answer = match &turn.task {
        Task::Answer { choices, value, .. } if is_done => {
            let chosen: Vec<&str> = choices.iter().filter(|one| one.chosen).map(|one| one.label.as_str()).collect();
            if value.is_empty() {
                phrase(lang, "web-chat-skipped")
            } else if chosen.is_empty() {
                value.clone()
            } else {
                chosen.join(", ")
            }
        }
        // When there is another, its questions say so.
        Task::Another(_) if is_done => phrase(lang, "web-chat-no-more"),
        _ => String::new(),
    };
    let label = match &turn.task {
        Task::Another(_) => {
            language::say(lang, &language::Message::new("web-chat-another").with("what", turn.label.as_str()))
        }
        _ => turn.label.clone(),
    };
    ChatTurn { label, hint: turn.hint.clone(), answer }
}

/// Quick replies: names with what is read on them.
fn offered(turn: &Turn<'_>, lang: Lang) -> Vec<(String, String, bool)> {
    match &turn.task {
        Task::Another(_) => vec![
            ("yes".to_owned(), phrase(lang, "web-yes"), false),
            ("no".to_owned(), phrase(lang, "web-chat-no"), false),
        ],
        Task::Answer { choices, .. } => {
            choices.iter().map(|one| (one.name.clone(), one.label.clone(), one.chosen)).collect()
        }
        Task::Hear => Vec::new(),
    }
}

fn input_type(turn: &Turn<'_>) -> (&'static str, String) {
    let Task::Answer { kind, value, .. } = &turn.task else { return ("text", String::new()) };
    let input = match kind {
        Kind::Date => "date",
        Kind::Time => "time",
        Kind::DateTime => "datetime-local",
        _ => "text",
    };
    (input, value.clone())
}

/// The answers so far as fields of the page: how many instances there are, then what was answered.
fn kept(session: &Session<'_>, lang: Lang) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    keep(&session.view(lang), &mut fields);
    fields
}

fn keep(entries: &[Entry<'_>], fields: &mut Vec<(String, String)>) {
    for entry in entries {
        match &entry.content {
            Content::Group(inside) => keep(inside, fields),
            Content::Repeat { instances, .. } => {
                fields.push(("rows".to_owned(), format!("{}={}", entry.path, instances.len())));
                instances.iter().for_each(|instance| keep(&instance.entries, fields));
            }
            Content::Question { value, read_only: false, .. } if !value.is_empty() => {
                fields.push((entry.path.clone(), value.clone()));
            }
            Content::Question { .. } => {}
        }
    }
}
