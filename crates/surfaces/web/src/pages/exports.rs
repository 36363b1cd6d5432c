//! The files that were made of lists, for whoever looks after the data: by its number a leaked file leads to who made it. Owns the list; nothing of
//! what stood in a file is kept.

use super::{Answer, page};
use crate::WebState;
use crate::parts::{Empty, Heading, Line, Pager, Tone};
use crate::views::{CasesPage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, State};
use collection::ExportLine;
use language::{Message, phrase, say};
use serde::Deserialize;
use service_kit::PURPOSES;

/// The lines of a full page.
const FULL: usize = 50;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    from: u32,
}

/// `GET /exports`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let lang = caller.visit.lang;
    let lines = state.collection.exports_made(&caller.context, asked.from).await?;
    let title = phrase(lang, "web-exports");
    let at = |from: u32| words::query("/exports", &[("from", &from.to_string())]);
    page(&CasesPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-exports-lead")),
        stats: Vec::new(),
        code: None,
        waiting: Vec::new(),
        more_waiting: None,
        acts: Vec::new(),
        tabs: Vec::new(),
        empty: lines.is_empty().then(|| Empty {
            title: phrase(lang, "web-exports-none"),
            text: phrase(lang, "web-exports-none-text"),
            action: None,
        }),
        pager: Pager {
            text: String::new(),
            previous: (asked.from > 0).then(|| at(asked.from.saturating_sub(50))),
            next: (lines.len() >= FULL).then(|| at(asked.from.saturating_add(50))),
        },
        lines: lines.iter().map(|one| line(&state, &caller, one)).collect(),
    })
}

fn line(state: &WebState, caller: &Caller, one: &ExportLine) -> Line {
    let lang = caller.visit.lang;
    let local = state.kit.local(one.made.made_at);
    let when = format!("{} {:02}:{:02}", words::short_day(local.date(), lang), local.hour(), local.minute());
    let rows = say(lang, &Message::new("web-exports-rows").with("count", one.made.rows));
    let purpose = PURPOSES.iter().find(|(id, _)| *id == one.made.purpose).map(|(_, key)| phrase(lang, key));
    let parts = [Some(one.by.clone()), Some(when), Some(rows), Some(one.made.format.clone()), purpose];
    let is_sensitive = one.made.sensitive > 0;
    Line {
        title: format!("{} · {}", one.kind.get(lang), one.made.id),
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        badge: is_sensitive.then(|| badge(Tone::Warn, phrase(lang, "web-exports-sensitive"))).flatten(),
        ..Line::default()
    }
}
