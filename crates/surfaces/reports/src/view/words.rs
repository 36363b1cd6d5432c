//! The interface's words that a report uses, by key. Owns which keys a template may ask for.

use language::{Lang, phrase};
use programmes::report::ObjectiveStatus;
use std::collections::BTreeMap;

/// Keys of `locales/<code>/reports.ftl` that take no values, without `reports-` in front.
const KEYS: [&str; 35] = [
    "half-year-report",
    "figures-report",
    "project",
    "period",
    "prepared-by",
    "at-a-glance",
    "summary",
    "objectives",
    "results",
    "indicator",
    "value",
    "target",
    "achieved-share",
    "where",
    "coverage-table",
    "province",
    "people",
    "sessions",
    "first-time",
    "figures",
    "table-behind",
    "session-list",
    "budget",
    "planned",
    "spent",
    "needed",
    "voices",
    "pictures",
    "lessons",
    "next-steps",
    "data-notes",
    "sources",
    "page-of",
    "yes",
    "contents",
];

/// Every word that a template may use, in the reader's language.
pub fn words(lang: Lang) -> BTreeMap<&'static str, String> {
    KEYS.iter().map(|key| (*key, phrase(lang, &format!("reports-{key}")))).collect()
}

pub(crate) fn status_key(status: ObjectiveStatus) -> &'static str {
    match status {
        ObjectiveStatus::NotStarted => "reports-status-not-started",
        ObjectiveStatus::OnTrack => "reports-status-on-track",
        ObjectiveStatus::Behind => "reports-status-behind",
        ObjectiveStatus::Achieved => "reports-status-achieved",
        ObjectiveStatus::Changed => "reports-status-changed",
        ObjectiveStatus::NotTold => "reports-status-not-told",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::has_phrase;

    #[test]
    fn every_word_exists_in_english_and_thai() {
        for lang in [Lang::En, Lang::Th] {
            for key in KEYS {
                assert!(has_phrase(lang, &format!("reports-{key}")), "{lang} {key}");
            }
        }
    }
}
