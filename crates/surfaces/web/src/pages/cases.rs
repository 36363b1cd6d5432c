//! Cases as a list: what is due first, whose they are, and beginning one. Owns no line about a person: a list names nobody.

use super::{Answer, page};
use crate::WebState;
use crate::parts::{Empty, Heading, Line, LineGroup, Link, Pager, Stat, Tab, Tone};
use crate::views::{CasesPage, LinksPage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, State};
use casework::{CaseLine, CasesAsked, LONGEST_PAGE};
use language::{Lang, Message, phrase, say};
use serde::Deserialize;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    which: String,
    #[serde(default)]
    from: u32,
}

/// The views of a list: the word in the address, the text, the sign.
const VIEWS: [(&str, &str, &str); 3] =
    [("", "web-cases-open", "case"), ("own", "web-cases-own", "person"), ("closed", "web-cases-closed", "done")];

/// `GET /cases`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let (closed, own) = (asked.which == "closed", asked.which == "own");
    let found = state.casework.cases(context, CasesAsked { closed, own, offset: asked.from }).await?;
    let count = &found.count;
    let (open, overdue, ended) = (count.open, count.overdue, count.closed);
    let number = |key: &str, value: u64, href: &str| Stat {
        label: phrase(lang, key),
        value: words::number(value as f64),
        href: Some(href.to_owned()),
        ..Stat::default()
    };
    let title = phrase(lang, "web-cases-title");
    let may_open = !state.casework.opening_forms(context).is_empty();
    let begin = may_open.then(|| Link::new("/cases/new", phrase(lang, "web-cases-new")));
    let total = if closed { ended } else { open };
    let is_empty = found.lines.is_empty() && asked.from == 0;
    page(&CasesPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-cases-lead"))
            .action(begin.clone().filter(|_| !(is_empty && asked.which.is_empty()))),
        stats: vec![
            number("web-cases-open", open, "/cases"),
            number("web-cases-overdue", overdue, "/cases"),
            number("web-cases-closed", ended, "/cases?which=closed"),
        ],
        tabs: VIEWS.iter().map(|view| tab(view, &asked, lang)).collect(),
        empty: is_empty.then(|| Empty {
            title: phrase(lang, "web-cases-empty"),
            text: phrase(lang, "web-cases-empty-text"),
            action: begin.filter(|_| asked.which.is_empty()),
        }),
        pager: pager(&asked, found.lines.len(), total, lang),
        lines: found.lines.iter().map(|one| line(one, lang)).collect(),
    })
}

fn tab((which, key, icon): &(&str, &str, &'static str), asked: &Asked, lang: Lang) -> Tab {
    Tab {
        href: words::query("/cases", &[("which", which)]),
        text: phrase(lang, key),
        icon,
        current: asked.which == *which,
    }
}

fn line(case: &CaseLine, lang: Lang) -> Line {
    let tone = if case.is_overdue { Tone::Bad } else { Tone::Plain };
    Line {
        title: format!("{} · {}", case.code, case.kind.get(lang)),
        text: format!("{} · {}", case.state.get(lang), case.owner),
        href: format!("/cases/{}", words::segment(&case.id)),
        badge: case.due.as_ref().and_then(|due| badge(tone, say(lang, due))),
        action: None,
    }
}

fn pager(asked: &Asked, shown: usize, total: u64, lang: Lang) -> Pager {
    let address = |from: u32| {
        let from = if from == 0 { String::new() } else { from.to_string() };
        words::query("/cases", &[("which", &asked.which), ("from", &from)])
    };
    let last = asked.from.saturating_add(u32::try_from(shown).unwrap_or(u32::MAX));
    let is_full = shown >= LONGEST_PAGE as usize;
    // How many of one's own there are is not counted: whether there are more is seen from a full page.
    let text = match asked.which.as_str() {
        _ if shown == 0 => String::new(),
        "own" => format!("{}–{last}", asked.from.saturating_add(1)),
        _ => {
            let message = Message::new("web-cases-range").with("from", asked.from.saturating_add(1)).with("to", last);
            say(lang, &message.with("of", words::number(total as f64)))
        }
    };
    Pager {
        text,
        previous: (asked.from > 0).then(|| address(asked.from.saturating_sub(LONGEST_PAGE))),
        next: (is_full && u64::from(last) < total).then(|| address(last)),
    }
}

/// `GET /cases/new`: the forms that open a case.
pub(crate) async fn begin(State(state): State<WebState>, caller: Caller) -> Answer {
    let lang = caller.visit.lang;
    let mut groups: Vec<LineGroup> = Vec::new();
    for one in state.casework.opening_forms(&caller.context) {
        let title = one.case.get(lang).to_owned();
        let line = Line {
            title: one.title.get(lang).to_owned(),
            href: format!("/records/{}/new", one.form),
            ..Line::default()
        };
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.lines.push(line),
            None => groups.push(LineGroup { title, lines: vec![line] }),
        }
    }
    if groups.is_empty() {
        return Err(crate::failure::Failure::not_found());
    }
    let title = phrase(lang, "web-cases-new");
    page(&LinksPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-cases-new-lead"))
            .under([Link::new("/cases", phrase(lang, "web-cases-title"))]),
        groups,
    })
}
