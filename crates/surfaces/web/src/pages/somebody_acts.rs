//! What is said about a person besides what is recorded: who belongs to them, and that two records are of one person; each before it is done and
//! when it is taken back. Owns the questions; `casework` decides.

use super::persons::{address, age, called};
use super::somebody::relation_key;
use super::{Answer, page, people, record_table, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Cell, Choice, Column, Control, Fact, Field, Heading, Link, Problem, Table};
use crate::posted::Posted;
use crate::views::{ConfirmPage, MergePage};
use crate::visit::Caller;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use casework::{PersonView, RELATIONS};
use language::{Lang, phrase};
use serde::Deserialize;
use service_kit::ServiceError;

/// Whom else it is about.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Other {
    #[serde(default)]
    other: String,
}

/// One thing to confirm about a person.
#[derive(Default)]
pub(super) struct Asking {
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) action: String,
    pub(super) hidden: Vec<(&'static str, String)>,
    pub(super) asked: Vec<Field>,
    pub(super) button: String,
    pub(super) facts: Vec<Fact>,
    /// Whether it cannot be undone.
    pub(super) dangerous: bool,
}

pub(super) fn confirm(
    state: &WebState,
    caller: &Caller,
    person: &PersonView,
    asking: Asking,
    problems: Vec<Problem>,
) -> Answer {
    let lang = caller.visit.lang;
    let (at, is_wrong) = (address(&person.record.id), !problems.is_empty());
    let Asking { title, lead, action, hidden, mut asked, button, facts, dangerous } = asking;
    for field in &mut asked {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    let mut response = page(&ConfirmPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(lead).under([Link::new(&at, called(&person.known, lang))]),
        problems,
        facts,
        action,
        hidden,
        asked,
        button,
        dangerous,
        back: at,
    })?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `GET /persons/{id}/relate`
pub(crate) async fn relate_page(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    Query(other): Query<Other>,
) -> Answer {
    relating(&state, &caller, &id, &other.other, Vec::new()).await
}

async fn relating(state: &WebState, caller: &Caller, id: &str, other: &str, problems: Vec<Problem>) -> Answer {
    let lang = caller.visit.lang;
    let person = state.casework.person(&caller.context, id).await?;
    let own = if person.is_own { Ok(()) } else { Err(Failure::not_found()) };
    own?;
    let choices =
        RELATIONS.iter().map(|(relation, _)| Choice::new(*relation, phrase(lang, &relation_key(relation)), false));
    let (facts, asked) = match state.casework.person(&caller.context, other).await {
        Ok(other) => {
            let fact = Fact::new(other.called.get(lang), called(&other.known, lang));
            let asked = Field::new("relation", phrase(lang, "web-person-relation"), Control::One(choices.collect()));
            (fact, vec![asked])
        }
        Err(ServiceError::NotFound) => {
            let household = state.casework.household(&caller.context, other).await?;
            let name = record_table::name(state, &household, lang);
            (Fact::new(phrase(lang, "web-person-household"), name), Vec::new())
        }
        Err(error) => return Err(error.into()),
    };
    let asking = Asking {
        title: phrase(lang, "web-person-relate"),
        lead: phrase(lang, "web-person-relate-lead"),
        action: format!("{}/relate", address(id)),
        hidden: vec![("tie", state.kit.new_id()), ("other", other.to_owned())],
        asked,
        button: phrase(lang, "web-person-relate-do"),
        facts: vec![facts],
        ..Asking::default()
    };
    confirm(state, caller, &person, asking, problems)
}

/// `POST /persons/{id}/relate`
pub(crate) async fn relate(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let (other, relation) = (posted.get("other"), posted.get("relation"));
    match state.casework.relate(&caller.context, posted.get("tie"), (&id, other), relation).await {
        Ok(()) => done(&id),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = people::problems(&error, "relation", caller.visit.lang);
            relating(&state, &caller, &id, other, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /persons/{id}/unrelate/{tie}`
pub(crate) async fn unrelate_page(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, tie)): Path<(String, String)>,
) -> Answer {
    let lang = caller.visit.lang;
    let person = state.casework.person(&caller.context, &id).await?;
    let one = person.related.iter().find(|one| one.tie == tie && person.is_own).ok_or_else(Failure::not_found)?;
    let label = one.relation.map_or_else(|| phrase(lang, "web-person-household"), |is| phrase(lang, &relation_key(is)));
    let asking = Asking {
        title: phrase(lang, "web-person-unrelate"),
        lead: phrase(lang, "web-person-unrelate-lead"),
        action: format!("{}/unrelate/{}", address(&id), crate::words::segment(&tie)),
        button: phrase(lang, "web-person-unrelate"),
        facts: vec![Fact::new(label, one.called.get(lang))],
        ..Asking::default()
    };
    confirm(&state, &caller, &person, asking, Vec::new())
}

/// `POST /persons/{id}/unrelate/{tie}`
pub(crate) async fn unrelate(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, tie)): Path<(String, String)>,
    // Holds that the form carries this browser's token.
    _genuine: Posted,
) -> Answer {
    state.casework.unrelate(&caller.context, &id, &tie).await?;
    done(&id)
}

/// `GET /persons/{id}/merge`
pub(crate) async fn merge_page(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    Query(other): Query<Other>,
) -> Answer {
    let lang = caller.visit.lang;
    let kept = state.casework.person(&caller.context, &id).await?;
    let other = state.casework.person(&caller.context, &other.other).await?;
    if !kept.may_correct || !other.may_correct {
        return Err(Failure::not_found());
    }
    let title = phrase(lang, "web-person-merge");
    page(&MergePage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-person-merge-lead"))
            .under([Link::new(address(&id), called(&kept.known, lang))]),
        table: side_by_side(&state, &caller, (&kept, &other), lang)?,
        action: format!("{}/merge", address(&id)),
        hidden: vec![("tie", state.kit.new_id()), ("other", other.record.id.clone())],
        button: phrase(lang, "web-person-merge-do"),
        back: address(&id),
    })
}

/// What two records say, question by question.
fn side_by_side(
    state: &WebState,
    caller: &Caller,
    (kept, other): (&PersonView, &PersonView),
    lang: Lang,
) -> Result<Table, Failure> {
    let told = |person: &PersonView| -> Result<Vec<(String, String)>, Failure> {
        let in_use = state.collection.in_use(&person.record.kind)?;
        let head = [
            (phrase(lang, "web-person-names"), called(&person.known, lang)),
            (phrase(lang, "web-person-age-label"), age(&person.known, &caller.context, lang).unwrap_or_default()),
        ];
        let facts = record_table::facts(state, in_use.definition(), &person.record, lang);
        Ok(head.into_iter().chain(facts.into_iter().map(|fact| (fact.label, fact.value))).collect())
    };
    let (left, right) = (told(kept)?, told(other)?);
    let mut labels: Vec<&String> = left.iter().map(|(label, _)| label).collect();
    labels.extend(right.iter().map(|(label, _)| label).filter(|label| left.iter().all(|(known, _)| known != *label)));
    let says = |told: &[(String, String)], label: &String| {
        Cell::new(told.iter().find(|(known, _)| known == label).map(|(_, value)| value.clone()).unwrap_or_default())
    };
    Ok(Table {
        caption: phrase(lang, "web-person-merge-table"),
        columns: vec![
            Column::text(phrase(lang, "web-person-question")),
            Column::text(phrase(lang, "web-person-kept")),
            Column::text(phrase(lang, "web-person-other")),
        ],
        rows: labels
            .into_iter()
            .map(|label| vec![Cell::new(label.clone()), says(&left, label), says(&right, label)])
            .collect(),
    })
}

/// `POST /persons/{id}/merge`
pub(crate) async fn merge(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    state.casework.merge(&caller.context, posted.get("tie"), posted.get("other"), &id).await?;
    done(&id)
}

/// `GET /persons/{id}/separate/{tie}`
pub(crate) async fn separate_page(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, tie)): Path<(String, String)>,
) -> Answer {
    let lang = caller.visit.lang;
    let person = state.casework.person(&caller.context, &id).await?;
    let other = person.others.iter().find(|other| other.tie.as_ref() == Some(&tie)).ok_or_else(Failure::not_found)?;
    let asking = Asking {
        title: phrase(lang, "web-person-separate"),
        lead: phrase(lang, "web-person-separate-lead"),
        action: format!("{}/separate/{}", address(&id), crate::words::segment(&tie)),
        button: phrase(lang, "web-person-separate"),
        facts: vec![Fact::new(other.called.get(lang), called(&other.known, lang))],
        ..Asking::default()
    };
    confirm(&state, &caller, &person, asking, Vec::new())
}

/// `POST /persons/{id}/separate/{tie}`
pub(crate) async fn separate(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, tie)): Path<(String, String)>,
    // Holds that the form carries this browser's token.
    _genuine: Posted,
) -> Answer {
    state.casework.separate(&caller.context, &tie).await?;
    done(&id)
}

pub(super) fn done(id: &str) -> Answer {
    see(&format!("{}?said=person-done", address(id)))
}
