//! What an audit entry says, in the reader's words: what was done, and the counts and codes that are kept with it. Owns which detail
//! of which action is said how; an entry that this version has no words for is shown as it is kept.

use crate::WebState;
use crate::words;
use language::{Lang, Message, has_phrase, phrase, say};
use serde_json::{Map, Value as Json};
use service_kit::PURPOSES;
use store::AuditEntry;

/// An action in words.
pub(super) fn done(action: &str, lang: Lang) -> String {
    let key = format!("web-did-{}", action.replace('.', "-"));
    if has_phrase(Lang::En, &key) { phrase(lang, &key) } else { action.to_owned() }
}

/// What is kept with an entry besides.
pub(super) fn details(state: &WebState, entry: &AuditEntry, lang: Lang) -> String {
    let kept: Map<String, Json> = serde_json::from_str(&entry.detail).unwrap_or_default();
    let count = |name: &str| words::whole(kept.get(name).and_then(Json::as_u64).map_or(0, |count| count as usize));
    let text = |name: &str| kept.get(name).and_then(Json::as_str).unwrap_or_default();
    match entry.action.as_str() {
        _ if kept.is_empty() => String::new(),
        "record.list" => {
            let shown = match kept.get("of").and_then(Json::as_u64) {
                Some(_) => Message::new("web-detail-list").with("of", count("of")),
                None => Message::new("web-detail-list-some"),
            };
            let shown = shown.with("count", count("count"));
            let asked = asked_by(state, &entry.subject_kind, kept.get("filters"), lang);
            if asked.is_empty() {
                return say(lang, &shown);
            }
            let asked = Message::new("web-detail-narrowed").with("questions", asked);
            format!("{}; {}", say(lang, &shown), say(lang, &asked))
        }
        "record.export" => {
            let made = Message::new("web-detail-export").with("count", count("count")).with("format", text("format"));
            let asked = asked_by(state, &entry.subject_kind, kept.get("filters"), lang);
            match asked.as_str() {
                "" => say(lang, &made),
                _ => {
                    let asked = Message::new("web-detail-narrowed").with("questions", asked);
                    format!("{}; {}", say(lang, &made), say(lang, &asked))
                }
            }
        }
        "record.submit" | "record.correct" => {
            let key = format!("web-detail-from-{}", text("source"));
            if has_phrase(Lang::En, &key) { phrase(lang, &key) } else { text("source").to_owned() }
        }
        "session.open" if text("by") == "provider" => phrase(lang, "web-detail-by-provider"),
        "session.open" => phrase(lang, "web-detail-by-passkey"),
        "import.confirm" => {
            let imported = Message::new("web-detail-imported")
                .with("read", count("read"))
                .with("imported", count("imported"))
                .with("present", count("already_present"))
                .with("problems", count("problems"));
            say(lang, &imported)
        }
        "import.undo" => {
            let undone =
                Message::new("web-detail-undone").with("retracted", count("retracted")).with("kept", count("kept"));
            say(lang, &undone)
        }
        "account.invite" => role(text("role"), lang),
        "account.role" => {
            let changed = Message::new("web-detail-role")
                .with("from", role(text("from"), lang))
                .with("to", role(text("to"), lang));
            say(lang, &changed)
        }
        "case.read" | "record.read" if kept.contains_key("purpose") => purpose(text("purpose"), text("told"), lang),
        "outlines.keep" => count("count"),
        _ => kept
            .values()
            .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// What something was read for.
fn purpose(id: &str, told: &str, lang: Lang) -> String {
    let named =
        PURPOSES.iter().find(|(known, _)| *known == id).map_or_else(|| id.to_owned(), |(_, key)| phrase(lang, key));
    if told.is_empty() { named } else { format!("{named}: {told}") }
}

fn role(id: &str, lang: Lang) -> String {
    let key = format!("role-{id}");
    if has_phrase(Lang::En, &key) { phrase(lang, &key) } else { id.to_owned() }
}

/// The questions that a list was narrowed by, as their form asks them.
fn asked_by(state: &WebState, kind: &str, filters: Option<&Json>, lang: Lang) -> String {
    let in_use = state.collection.in_use(kind).ok();
    let label = |name: &str| {
        let column = in_use.as_ref().and_then(|found| found.definition().kind.column(name));
        column.map_or_else(|| name.to_owned(), |column| column.label.get(lang).to_owned())
    };
    let names = filters.and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    names.map(label).collect::<Vec<_>>().join(", ")
}
