//! What was done: the audit chain for those who may see it, and whether it still holds.

use super::{Answer, page};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Cell, Choice, Column, Control, Field, Heading, Notice, Pager, Table, Tone};
use crate::views::AuditPage;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, State};
use identity::Person;
use language::{Lang, Message, has_phrase, phrase, say};
use service_kit::{Action, Context, Reach, ServiceError, reach};
use std::collections::{BTreeMap, HashMap};
use store::{AuditQuery, AuditRow, GENESIS, verify_chain};

/// Entries on a page.
const ON_A_PAGE: u32 = 50;
/// Entries checked at a time.
const CHECKED_AT_A_TIME: u32 = 5_000;
/// Verbs that the list can be narrowed to, by how they begin.
const ACTIONS: [&str; 7] = ["session.", "record.", "import", "account.", "agency.", "report.", "indicator."];

/// `GET /audit`
pub(crate) async fn show(
    State(state): State<WebState>,
    caller: Caller,
    Query(asked): Query<HashMap<String, String>>,
) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let agency_id = match reach(context.actor.role, Action::ReadAudit) {
        Reach::Everything => None,
        Reach::OwnAgency | Reach::OwnEntries => Some(context.actor.agency_id.clone()),
        Reach::No => return Err(Failure::not_found()),
    };
    let given = |name: &str| asked.get(name).cloned().filter(|text| !text.is_empty());
    let query = AuditQuery {
        agency_id,
        actor: given("person"),
        action_prefix: given("action"),
        subject_id: given("subject"),
        before: given("before").and_then(|text| text.parse().ok()),
        limit: ON_A_PAGE,
    };
    let rows = state.kit.store.audit(&query).await.map_err(ServiceError::from)?;
    let people = people(&state, context).await?;
    let title = phrase(lang, "web-audit-title");
    page(&AuditPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-audit-lead")),
        chain: chain(&state, lang).await?,
        filters: filters(&people, &asked, lang),
        table: table(&state, &rows, &people, lang),
        pager: pager(&rows, &asked),
    })
}

/// Names for ids, as far as the reader keeps accounts; other ids stay ids.
async fn people(state: &WebState, context: &Context) -> Result<Vec<Person>, ServiceError> {
    match state.identity.people(context).await {
        Err(ServiceError::Refused) => Ok(Vec::new()),
        other => other,
    }
}

/// Walks the whole chain: a view that only claims to be whole is worth nothing.
async fn chain(state: &WebState, lang: Lang) -> Result<Notice, ServiceError> {
    let noted = state.kit.store.audit_head().await?;
    let mut head = (0, GENESIS.to_owned());
    loop {
        let rows = state.kit.store.audit_after(head.0, CHECKED_AT_A_TIME).await?;
        if rows.is_empty() {
            break;
        }
        match verify_chain(head, &rows) {
            Ok(next) => head = next,
            Err(broken) => return Ok(is_broken(&broken.to_string(), lang)),
        }
    }
    if head.0 < noted.0 {
        let cut = store::ChainBreak::Cut { found: head.0, expected: noted.0 };
        return Ok(is_broken(&cut.to_string(), lang));
    }
    let count = usize::try_from(head.0).unwrap_or_default();
    Ok(Notice::new(Tone::Good, words::counted(lang, "web-audit-holds", count)))
}

fn is_broken(problem: &str, lang: Lang) -> Notice {
    Notice::new(Tone::Bad, say(lang, &Message::new("web-audit-broken").with("problem", problem)))
}

fn filters(people: &[Person], asked: &HashMap<String, String>, lang: Lang) -> Vec<Field> {
    let given = |name: &str| asked.get(name).map_or("", String::as_str);
    let mut fields = Vec::new();
    if !people.is_empty() {
        let choices =
            people.iter().map(|person| Choice::new(&person.id, &person.name, person.id == given("person"))).collect();
        fields.push(Field::new("person", phrase(lang, "web-audit-person"), Control::Select(choices)).filter());
    }
    let actions = ACTIONS.iter().map(|prefix| {
        let key = format!("web-audit-of-{}", prefix.trim_end_matches('.'));
        Choice::new(*prefix, phrase(lang, &key), *prefix == given("action"))
    });
    fields.push(Field::new("action", phrase(lang, "web-audit-action"), Control::Select(actions.collect())).filter());
    fields
}

fn table(state: &WebState, rows: &[AuditRow], people: &[Person], lang: Lang) -> Table {
    let name = |id: &str| match people.iter().find(|person| person.id == id) {
        Some(person) => person.name.clone(),
        None if id == "system" => phrase(lang, "web-audit-system"),
        None => short(id),
    };
    let row = |row: &AuditRow| {
        let entry = &row.entry;
        let subject = state.collection.kind(&entry.subject_kind).ok();
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
            Cell { note: details(&entry.detail), ..Cell::new(done(&entry.action, lang)) },
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

/// Where the thing is that an entry tells of: an import is named by its record kind too, but is none of its records.
fn subject_address(action: &str, kind: &str, id: &str) -> String {
    if action.starts_with("import") {
        format!("/import/{}", words::segment(id))
    } else {
        format!("/records/{kind}/{}", words::segment(id))
    }
}

/// An action in words; one that this version has no words for, as it is kept.
fn done(action: &str, lang: Lang) -> String {
    let key = format!("web-did-{}", action.replace('.', "-"));
    if has_phrase(Lang::En, &key) { phrase(lang, &key) } else { action.to_owned() }
}

/// Counts and codes of an entry, without the signs of JSON.
fn details(detail: &str) -> String {
    let details: BTreeMap<String, serde_json::Value> = serde_json::from_str(detail).unwrap_or_default();
    let said = details.iter().map(|(name, value)| match value.as_str() {
        Some(text) => format!("{name}: {text}"),
        None => format!("{name}: {value}"),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// Enough of an id to tell it from others on the page.
fn short(id: &str) -> String {
    let end: String = id.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    if id.chars().count() > 8 { format!("…{end}") } else { end }
}

fn pager(rows: &[AuditRow], asked: &HashMap<String, String>) -> Pager {
    let given = |name: &str| asked.get(name).map_or("", String::as_str);
    let is_full = u32::try_from(rows.len()).is_ok_and(|count| count == ON_A_PAGE);
    let before = rows.last().filter(|_| is_full).map(|row| row.seq.to_string());
    Pager {
        text: String::new(),
        previous: None,
        next: before.map(|before| {
            words::query("/audit", &[("person", given("person")), ("action", given("action")), ("before", &before)])
        }),
    }
}
