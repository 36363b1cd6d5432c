//! One version of a form at the desk: what it is, what it changes for what was collected, and what can be done with it.

use super::desk::{address, called, state_badge};
use super::{Answer, desk_share, page};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Cell, Column, Fact, Heading, Link, Table};
use crate::views::VersionPage;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, State};
use collection::{Comparison, Difference, Examined, ExaminedList, FormChange, OwnForm};
use language::{Lang, Message, phrase, say};
use serde::Deserialize;
use service_kit::FieldProblem;
use store::FormState;

/// So many choices of a list that changed are named; the others are counted.
const MOST_NAMED: usize = 20;

/// Which version of which form of the caller's agency.
#[derive(Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    pub(super) form: String,
    #[serde(default)]
    pub(super) version: String,
}

/// The version that was asked for, when the caller looks after it.
pub(super) async fn find(state: &WebState, caller: &Caller, named: &Named) -> Result<OwnForm, Failure> {
    let agency = &caller.context.actor.agency_id;
    let forms = state.collection.own_forms(&caller.context).await?;
    let is_it = |form: &OwnForm| {
        let version = &form.version;
        version.agency_id == *agency && version.form_id == named.form && version.version == named.version
    };
    forms.into_iter().find(is_it).ok_or_else(Failure::not_found)
}

/// `GET /forms/version`: a version, taking it into use or out of it, and who else fills in its form.
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Query(named): Query<Named>) -> Answer {
    page(&version_page(&state, &caller, &named).await?)
}

/// The page of a version.
pub(super) async fn version_page(state: &WebState, caller: &Caller, named: &Named) -> Result<VersionPage, Failure> {
    let lang = caller.visit.lang;
    let p = |key| phrase(lang, key);
    let form = find(state, caller, named).await?;
    let is_used = form.version.state == FormState::Published;
    let examined = state.collection.examine_kept_form(&caller.context, &form.version).await?;
    let compared = match form.version.state {
        FormState::Draft => state.collection.compare_form(&caller.context, &form.version).await?,
        _ => None,
    };
    let title = called(&form);
    let heading = Heading::new(title.clone()).under([Link::new("/forms", p("web-forms-title"))]);
    Ok(VersionPage {
        frame: caller.visit.frame(state, title),
        heading,
        about: p(if is_used { "web-forms-retire-text" } else { "web-forms-publish-text" }),
        facts: facts(&form, &examined, lang),
        compared: compared.as_ref().map(|comparison| summary(comparison, lang)),
        changes: compared.map(|comparison| table(&comparison, lang)).unwrap_or_default(),
        links: links(&form, &examined, lang),
        action: if is_used { "/forms/retire" } else { "/forms/publish" }.to_owned(),
        hidden: vec![("form", named.form.clone()), ("version", named.version.clone())],
        button: p(if is_used { "web-forms-retire" } else { "web-forms-publish" }),
        dangerous: is_used,
        sharing: desk_share::sharing(state, caller, &named.form).await?,
    })
}

/// What else can be looked at. Texts travel as a spreadsheet only where they came from one.
fn links(form: &OwnForm, examined: &Examined, lang: Lang) -> Vec<Link> {
    let trying = Link::new(address("/forms/preview", form), phrase(lang, "web-preview-title"));
    let texts = Link::new(address("/forms/translations", form), phrase(lang, "web-translations-title"));
    if examined.is_xform { vec![trying] } else { vec![trying, texts] }
}

/// A list in a file: its name, how long it is, and where it comes from when it was not brought with this version.
fn list(list: &ExaminedList, lang: Lang) -> String {
    let rows = words::counted(lang, "web-forms-rows", list.rows);
    let facts = [list.name.clone(), rows].into_iter();
    let taken = list.taken_from.as_ref().map(|version| match version.as_str() {
        "" => phrase(lang, "web-forms-list-taken-unnamed"),
        version => say(lang, &Message::new("web-forms-list-taken").with("version", version)),
    });
    facts.chain(taken).collect::<Vec<_>>().join(" · ")
}

fn facts(form: &OwnForm, examined: &Examined, lang: Lang) -> Vec<Fact> {
    let p = |key| phrase(lang, key);
    let mut facts = vec![
        Fact::new(p("web-forms-state"), state_badge(form.version.state, lang).map(|one| one.text).unwrap_or_default()),
        Fact::new(p("web-forms-form"), form.version.file_name.clone()),
    ];
    if let Some(read) = &examined.form {
        let tongues = read.languages().iter().filter(|tongue| !tongue.name.is_empty());
        let tongues: Vec<&str> = tongues.map(|tongue| tongue.name.as_str()).collect();
        let asked = read.questions().filter(|item| item.kind.is_shown()).count();
        facts.push(Fact::new(p("web-forms-questions"), words::number(asked as f64)));
        facts.push(Fact::new(p("web-forms-languages"), tongues.join(", ")));
    }
    facts.extend(examined.lists.iter().map(|one| Fact::new(p("web-forms-list"), list(one, lang))));
    facts.push(Fact::new(p("web-forms-media"), examined.media.join(", ")));
    if examined.is_xform {
        facts.push(Fact::new(p("web-translations-title"), p("web-forms-xform-texts")));
    }
    let odd = examined.warnings.iter().chain(&examined.problems);
    facts.extend(odd.map(|one| Fact::new(p("web-forms-odd"), FieldProblem::from(one.clone()).said_at_place(lang))));
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

/// What the changes come to, in two sentences.
fn summary(comparison: &Comparison, lang: Lang) -> String {
    let whole = |count: u64| words::whole(usize::try_from(count).unwrap_or(usize::MAX));
    let against = match comparison.changes.is_empty() {
        true => Message::new("web-compare-same").with("version", comparison.before.as_str()),
        false => Message::new("web-compare-since")
            .with("version", comparison.before.as_str())
            .with("count", comparison.changes.len()),
    };
    let checked = match comparison.checked {
        0 => Message::new("web-compare-no-records"),
        _ => Message::new("web-compare-refused")
            .with("refused", whole(comparison.refused))
            .with("checked", whole(comparison.checked))
            .with("records", whole(comparison.records)),
    };
    format!("{} {}", say(lang, &against), say(lang, &checked))
}

fn table(comparison: &Comparison, lang: Lang) -> Table {
    let p = |key| phrase(lang, key);
    let row = |change: &FormChange| {
        let label = match change.label.get(lang) {
            "" => change.path.clone(),
            label => label.to_owned(),
        };
        let mut question = Cell::new(label);
        question.note = change.path.clone();
        vec![question, Cell::new(said(&change.what, lang)), Cell::new(meaning(change, lang))]
    };
    let heads = ["web-compare-question", "web-compare-what", "web-compare-collected"];
    Table {
        caption: p("web-compare-title"),
        columns: heads.map(|key| Column::text(p(key))).into(),
        rows: comparison.changes.iter().map(row).collect(),
    }
}

fn said(what: &Difference, lang: Lang) -> String {
    let listed = |key: &'static str, names: &[String]| {
        let named = names.iter().take(MOST_NAMED).map(String::as_str);
        let more = (names.len() > MOST_NAMED).then(|| format!("… ({})", words::whole(names.len())));
        let choices = named.chain(more.as_deref()).collect::<Vec<_>>().join(", ");
        say(lang, &Message::new(key).with("choices", choices))
    };
    match what {
        Difference::Added => phrase(lang, "web-compare-added"),
        Difference::Removed => phrase(lang, "web-compare-removed"),
        Difference::Retyped => phrase(lang, "web-compare-retyped"),
        Difference::Relabelled => phrase(lang, "web-compare-relabelled"),
        Difference::ChoicesAdded(names) => listed("web-compare-choices-added", names),
        Difference::ChoicesRemoved(names) => listed("web-compare-choices-removed", names),
        Difference::Constraint => phrase(lang, "web-compare-constraint"),
        Difference::Required => phrase(lang, "web-compare-required"),
        Difference::Relevance => phrase(lang, "web-compare-relevance"),
        Difference::Calculation => phrase(lang, "web-compare-calculation"),
    }
}

/// What a change means for the records there are.
fn meaning(change: &FormChange, lang: Lang) -> String {
    let count = usize::try_from(change.concerned).unwrap_or(usize::MAX);
    match (&change.what, count) {
        (_, 0) => phrase(lang, "web-compare-nothing"),
        (Difference::Removed, _) => words::counted(lang, "web-compare-answered", count),
        _ => words::counted(lang, "web-compare-would-refuse", count),
    }
}
