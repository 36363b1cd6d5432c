//! A record of a case: what a form said that was sent in it, for those who read that part.

use super::case::address;
use super::{Answer, page, record_table};
use crate::WebState;
use crate::parts::{FactGroup, Heading, Link};
use crate::views::RecordPage;
use crate::visit::Caller;
use axum::extract::{Path, State};
use language::phrase;
use service_kit::Action;

/// `GET /cases/{id}/records/{record}`: what a form said that was sent in a case.
pub(crate) async fn record(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, record_id)): Path<(String, String)>,
) -> Answer {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let found = state.casework.record(context, &id, &record_id).await?;
    let in_use = state.collection.in_use(&found.record.kind)?;
    let of = in_use.definition();
    let title = of.kind.title.get(lang).to_owned();
    let own = record_table::address(&found.record);
    let may_correct = state.collection.may(context, &found.record, Action::CorrectRecord).await?;
    let mut shown = [found.record];
    let _named = state.collection.name_references(context, of, &mut shown).await?;
    let [shown] = shown;
    page(&RecordPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .under([Link::new("/cases", phrase(lang, "web-cases-title")), Link::new(address(&id), found.code)]),
        notice: None,
        groups: vec![FactGroup { title: String::new(), facts: record_table::facts(&state, of, &shown, lang) }],
        tables: record_table::repeats(&state, of, &shown, lang),
        events: Vec::new(),
        print: None,
        correct: may_correct.then(|| format!("{own}/correct")),
        take_back: None,
    })
}
