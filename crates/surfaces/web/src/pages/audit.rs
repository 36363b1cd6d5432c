//! What was done: the audit chain for those who may see it, and whether it still holds.

use super::audit_words::{details, done};
use super::{Answer, page, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Cell, Choice, Column, Control, Field, Heading, Notice, Pager, Table, Tone};
use crate::posted::Posted;
use crate::views::AuditPage;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, State};
use identity::{AuditAsked, AuditEntries, AuditPosition, FullRun, Standing, chain_problem};
use language::{Lang, Message, phrase, say};
use service_kit::ServiceError;
use std::collections::HashMap;
use store::{AuditRow, ChainBreak};

/// Verbs that the list can be narrowed to, by how they begin.
const ACTIONS: [&str; 8] = ["session.", "record.", "import.", "account.", "agency.", "device.", "file.", "outlines."];

type Asked = HashMap<String, String>;

/// `GET /audit`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Query(asked): Query<Asked>) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let given = |name: &str| asked.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let wanted = AuditAsked {
        person: given("person"),
        action: given("action"),
        subject: given("subject"),
        from: given("from").and_then(|text| text.parse().ok()),
        until: given("until").and_then(|text| text.parse().ok()),
        position: position(&asked),
    };
    let entries = state.identity.audit(context, &wanted).await.map_err(hidden)?;
    let people = state.identity.audited_people(context).await?;
    let standing = state.identity.audit_standing(context).await?;
    let title = phrase(lang, "web-audit-title");
    page(&AuditPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-audit-lead")),
        chain: chain(&standing, lang),
        full: full(&state, standing.full.as_ref(), lang),
        filters: filters(&people, &asked, lang),
        table: table(&state, &entries.rows, &people, lang),
        pager: pager(&entries, &asked, lang),
    })
}

/// `POST /audit/verify`: follows the whole chain from its first entry.
pub(crate) async fn verify(State(state): State<WebState>, caller: Caller, _posted: Posted) -> Answer {
    state.identity.verify_audit(&caller.context).await.map_err(hidden)?;
    see("/audit")
}

/// Whoever may not see the chain does not learn that there is a page of it.
fn hidden(error: ServiceError) -> Failure {
    match error {
        ServiceError::Refused => Failure::not_found(),
        other => other.into(),
    }
}

fn position(asked: &Asked) -> AuditPosition {
    let place = |name: &str| asked.get(name).and_then(|text| text.parse().ok());
    match (place("before"), place("after")) {
        (Some(before), _) => AuditPosition::Before(before),
        (None, Some(after)) => AuditPosition::After(after),
        (None, None) => AuditPosition::Newest,
    }
}

/// What following the chain on from the last look found.
fn chain(standing: &Standing, lang: Lang) -> Notice {
    if let Some(broken) = &standing.broken {
        return is_broken(broken, lang);
    }
    let (reached, last) = (row_number(standing.reached.seq), row_number(standing.last));
    match (standing.last, standing.reached.seq) {
        (0, _) => Notice::new(Tone::Good, phrase(lang, "web-audit-empty")),
        (last_row, reached_row) if reached_row < last_row => {
            let partly = Message::new("web-audit-partly").with("reached", reached).with("last", last);
            Notice::new(Tone::Plain, say(lang, &partly))
        }
        _ => Notice::new(Tone::Good, say(lang, &Message::new("web-audit-holds").with("last", last))),
    }
}

fn is_broken(broken: &ChainBreak, lang: Lang) -> Notice {
    let said = Message::new("web-audit-broken").with("problem", chain_problem(broken));
    Notice::new(Tone::Bad, say(lang, &said))
}

/// When everything was last followed from the first entry, and what that found.
fn full(state: &WebState, run: Option<&FullRun>, lang: Lang) -> Notice {
    let Some(run) = run else {
        return Notice::new(Tone::Plain, phrase(lang, "web-audit-never"));
    };
    let (tone, message) = match &run.broken {
        None => (Tone::Good, Message::new("web-audit-full-held").with("last", row_number(run.reached.seq))),
        Some(broken) => (Tone::Bad, Message::new("web-audit-full-broken").with("problem", chain_problem(broken))),
    };
    Notice::new(tone, say(lang, &message.with("when", words::moment(&state.kit, run.at, lang))))
}

fn row_number(seq: i64) -> String {
    words::whole(usize::try_from(seq).unwrap_or_default())
}

fn filters(people: &[(String, String)], asked: &Asked, lang: Lang) -> Vec<Field> {
    let given = |name: &str| asked.get(name).map_or("", String::as_str);
    let system = ("system".to_owned(), phrase(lang, "web-audit-system"));
    let choices = people.iter().chain([&system]);
    let choices = choices.map(|(id, name)| Choice::new(id, name, id == given("person"))).collect();
    let actions = ACTIONS.iter().map(|prefix| {
        let key = format!("web-audit-of-{}", prefix.trim_end_matches('.'));
        Choice::new(*prefix, phrase(lang, &key), *prefix == given("action"))
    });
    let day = |name: &str, key: &str| Field::new(name, phrase(lang, key), Control::Date).value(given(name)).filter();
    vec![
        Field::new("person", phrase(lang, "web-audit-person"), Control::Select(choices)).filter(),
        Field::new("action", phrase(lang, "web-audit-action"), Control::Select(actions.collect())).filter(),
        day("from", "web-audit-from"),
        day("until", "web-audit-until"),
    ]
}

fn table(state: &WebState, rows: &[AuditRow], people: &[(String, String)], lang: Lang) -> Table {
    let name = |id: &str| match people.iter().find(|(known, _)| known == id) {
        Some((_, name)) => name.clone(),
        None if id == "system" => phrase(lang, "web-audit-system"),
        None => short(id),
    };
    let row = |row: &AuditRow| {
        let entry = &row.entry;
        let subject = state.collection.in_use(&entry.subject_kind).ok();
        let mut on = match &subject {
            Some(of) => Cell::link(
                of.definition().kind.title.get(lang),
                subject_address(&entry.action, &entry.subject_kind, &entry.subject_id),
            ),
            None if entry.subject_kind == "account" => Cell::new(name(&entry.subject_id)),
            None => Cell::new(entry.subject_kind.clone()),
        };
        on.note = if subject.is_some() { short(&entry.subject_id) } else { String::new() };
        vec![
            Cell::new(words::moment(&state.kit, entry.at, lang)),
            Cell::new(name(&entry.actor)),
            Cell { note: details(state, entry, lang), ..Cell::new(done(&entry.action, lang)) },
            on,
            Cell { note: row.hash.chars().take(12).collect(), ..Cell::new(row.seq.to_string()) },
        ]
    };
    Table {
        caption: phrase(lang, "web-audit-title"),
        columns: ["web-audit-when", "web-audit-who", "web-audit-what", "web-audit-subject", "web-audit-place"]
            .iter()
            .map(|key| Column::text(phrase(lang, key)))
            .collect(),
        rows: rows.iter().map(row).collect(),
    }
}

/// Where the thing is that an entry tells of: an import is named by its record kind too, but is none of its records, and a list is
/// of the whole kind.
fn subject_address(action: &str, kind: &str, id: &str) -> String {
    if action.starts_with("import") {
        format!("/import/{}", words::segment(id))
    } else if id.is_empty() {
        format!("/records/{kind}")
    } else {
        format!("/records/{kind}/{}", words::segment(id))
    }
}

/// Enough of an id to tell it from others on the page.
fn short(id: &str) -> String {
    let end: String = id.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    if id.chars().count() > 8 { format!("…{end}") } else { end }
}

/// Pages lie by the places of their rows; what the list is narrowed by goes along.
fn pager(entries: &AuditEntries, asked: &Asked, lang: Lang) -> Pager {
    let given = |name: &'static str| (name, asked.get(name).map_or("", String::as_str));
    let address = |position: AuditPosition| {
        let (name, place) = match position {
            AuditPosition::Before(place) => ("before", place.to_string()),
            AuditPosition::After(place) => ("after", place.to_string()),
            AuditPosition::Newest => ("", String::new()),
        };
        let narrowed = ["person", "action", "subject", "from", "until"].map(given);
        words::query("/audit", &[&narrowed[..], &[(name, &place)]].concat())
    };
    let text = match (entries.rows.last(), entries.rows.first()) {
        (Some(last), Some(first)) => {
            let rows =
                Message::new("web-audit-rows").with("from", row_number(last.seq)).with("to", row_number(first.seq));
            say(lang, &rows)
        }
        _ => String::new(),
    };
    Pager { text, previous: entries.later.map(address), next: entries.earlier.map(address) }
}
