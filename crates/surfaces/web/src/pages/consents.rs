//! Consents over all cases, for whoever looks after them. Owns no name: a line tells the case's code, the agencies and the days.

use super::{Answer, page};
use crate::WebState;
use crate::parts::{Empty, Heading, Line, Pager, Tab, Tone};
use crate::views::{CasesPage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, State};
use calendar::deadline;
use casework::{ConsentLine, ConsentsShown, LONGEST_PAGE, SOON_DAYS};
use language::{Message, phrase, say};
use serde::Deserialize;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    which: String,
    #[serde(default)]
    from: u32,
}

/// The views of the list: the word in the address, the text, the sign.
const VIEWS: [(&str, &str, &str, ConsentsShown); 4] = [
    ("", "web-all-consents-holding", "done", ConsentsShown::Holding),
    ("ending", "web-all-consents-ending", "calendar", ConsentsShown::Ending),
    ("over", "web-all-consents-over", "info", ConsentsShown::Over),
    ("withdrawn", "web-all-consents-withdrawn", "leave", ConsentsShown::Withdrawn),
];

/// `GET /consents`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let lang = caller.visit.lang;
    let view = VIEWS.iter().find(|(which, ..)| *which == asked.which);
    let shown = view.map(|(.., shown)| *shown).unwrap_or_default();
    let lines = state.casework.consents(&caller.context, shown, asked.from).await?;
    let title = phrase(lang, "web-all-consents");
    let tab = |(which, key, icon, one): &(&str, &str, &'static str, ConsentsShown)| Tab {
        href: words::query("/consents", &[("which", which)]),
        text: phrase(lang, key),
        icon,
        current: *one == shown,
    };
    page(&CasesPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title).lead(say(lang, &Message::new("web-all-consents-lead").with("days", SOON_DAYS))),
        stats: Vec::new(),
        code: None,
        waiting: Vec::new(),
        more_waiting: None,
        acts: Vec::new(),
        tabs: VIEWS.iter().map(tab).collect(),
        empty: lines.is_empty().then(|| Empty {
            title: phrase(lang, "web-all-consents-none"),
            text: phrase(lang, "web-all-consents-none-text"),
            action: None,
        }),
        pager: pager(&asked, lines.len()),
        lines: lines.iter().map(|one| line(&caller, one)).collect(),
    })
}

fn line(caller: &Caller, one: &ConsentLine) -> Line {
    let lang = caller.visit.lang;
    let today = caller.context.today();
    let (tone, word) = match (one.withdrawn_on, one.until) {
        (Some(day), _) => {
            (Tone::Bad, format!("{} · {}", phrase(lang, "web-consent-withdrawn"), words::short_day(day, lang)))
        }
        (None, Some(until)) if until < today => (Tone::Plain, phrase(lang, "web-consent-over")),
        (None, Some(until)) => (Tone::Warn, say(lang, &deadline(until, today))),
        (None, None) => (Tone::Good, phrase(lang, "web-consent-holds")),
    };
    let given = Message::new("web-all-consents-given").with("day", words::long_day(one.given_on, lang));
    Line {
        title: format!("{} · {}", one.code, one.agency),
        text: format!("{} · {}", say(lang, &given), one.keeper),
        href: one.case_id.as_deref().map(super::case::address).unwrap_or_default(),
        badge: badge(tone, word),
        action: None,
    }
}

fn pager(asked: &Asked, shown: usize) -> Pager {
    let at = |from: u32| words::query("/consents", &[("which", &asked.which), ("from", &from.to_string())]);
    let is_full = shown >= LONGEST_PAGE as usize;
    let last = asked.from.saturating_add(u32::try_from(shown).unwrap_or(u32::MAX));
    let is_paged = is_full || asked.from > 0;
    Pager {
        text: if is_paged { format!("{}–{last}", asked.from.saturating_add(1)) } else { String::new() },
        previous: (asked.from > 0).then(|| at(asked.from.saturating_sub(LONGEST_PAGE))),
        next: is_full.then(|| at(last)),
    }
}
