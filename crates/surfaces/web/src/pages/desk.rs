//! The form desk: bringing a workbook, seeing what is wrong with it at its cells, taking a version into use and out of it.

use super::{Answer, page, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Badge, Control, Fact, Field, Heading, Line, Link, Problem, Tone};
use crate::posted::Posted;
use crate::views::{BringPage, BringWords, ConfirmPage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use collection::OwnForm;
use language::{Lang, phrase, say};
use serde::Deserialize;
use service_kit::ServiceError;
use store::FormState;

/// What a browser offers to choose.
const ACCEPTED: &str = ".xlsx,.xlsm,.xls,.ods,.csv,.md";

/// Which version of which form of the caller's agency.
#[derive(Deserialize)]
pub(crate) struct Named {
    form: String,
    #[serde(default)]
    version: String,
}

/// `GET /forms`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller) -> Answer {
    page(&view(&state, &caller, Vec::new()).await?)
}

/// `POST /forms`
pub(crate) async fn bring(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let lang = caller.visit.lang;
    let problem = |text: String| Problem { id: "f-file".to_owned(), text };
    let problems = match posted.file("file") {
        None => vec![problem(phrase(lang, "web-import-file-missing"))],
        Some(file) => {
            let name = words::file_name(&file.name);
            match state.collection.bring_form(&caller.context, &name, file.bytes.clone()).await {
                Ok(form) => return see(&address("/forms/version", &form)),
                Err(ServiceError::Invalid(found)) => {
                    found.iter().map(|one| problem(at_cell(&one.path, &say(lang, &one.message)))).collect()
                }
                Err(error) => return Err(error.into()),
            }
        }
    };
    let mut response = page(&view(&state, &caller, problems).await?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn at_cell(place: &str, sentence: &str) -> String {
    if place.is_empty() { sentence.to_owned() } else { format!("{place}: {sentence}") }
}

async fn view(state: &WebState, caller: &Caller, problems: Vec<Problem>) -> Result<BringPage, Failure> {
    let lang = caller.visit.lang;
    let p = |key| phrase(lang, key);
    let mut forms = state.collection.own_forms(&caller.context).await?;
    forms.reverse();
    let line = |form: &OwnForm| Line {
        title: called(form),
        text: format!("{} · {}", form.version.file_name, words::near_day(&state.kit, form.version.created_at, lang)),
        href: address("/forms/version", form),
        badge: state_badge(form.version.state, lang),
        action: None,
    };
    let mut file = Field::new("file", p("web-forms-file"), Control::File(ACCEPTED)).hint(p("web-forms-file-hint"));
    if !problems.is_empty() {
        file.problem = p("web-forms-not-usable");
    }
    let title = p("web-forms-title");
    Ok(BringPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(p("web-forms-lead")),
        words: BringWords {
            action: "/forms",
            title: p("web-forms-new"),
            button: p("web-forms-look"),
            note: p("web-forms-note"),
            earlier: p("web-forms-earlier"),
            none: p("web-forms-none"),
        },
        problems,
        asked: vec![file],
        earlier: forms.iter().map(line).collect(),
    })
}

/// A form with its version, as its author calls them.
fn called(form: &OwnForm) -> String {
    match form.version.version.as_str() {
        "" => form.version.form_id.clone(),
        version => format!("{} · {version}", form.version.form_id),
    }
}

fn address(place: &str, form: &OwnForm) -> String {
    let segment = words::segment;
    format!("{place}?form={}&version={}", segment(&form.version.form_id), segment(&form.version.version))
}

fn state_badge(state: FormState, lang: Lang) -> Option<Badge> {
    match state {
        FormState::Draft => badge(Tone::Warn, phrase(lang, "web-forms-state-draft")),
        FormState::Published => badge(Tone::Good, phrase(lang, "web-forms-state-published")),
        FormState::Retired => badge(Tone::Plain, phrase(lang, "web-forms-state-retired")),
    }
}

/// `GET /forms/version`: a version, and taking it into use or out of it.
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Query(named): Query<Named>) -> Answer {
    let lang = caller.visit.lang;
    let p = |key| phrase(lang, key);
    let agency = &caller.context.actor.agency_id;
    let forms = state.collection.own_forms(&caller.context).await?;
    let is_it = |form: &&OwnForm| {
        let version = &form.version;
        version.agency_id == *agency && version.form_id == named.form && version.version == named.version
    };
    let form = forms.iter().find(is_it).ok_or_else(Failure::not_found)?;
    let is_used = form.version.state == FormState::Published;
    let examined = state.collection.examine_kept_form(&caller.context, &form.version).await?;
    let mut facts = vec![
        Fact::new(p("web-forms-state"), state_badge(form.version.state, lang).map(|one| one.text).unwrap_or_default()),
        Fact::new(p("web-forms-file"), form.version.file_name.clone()),
    ];
    if let Some(read) = &examined.form {
        let tongues = read.languages().iter().filter(|tongue| !tongue.name.is_empty());
        let tongues: Vec<&str> = tongues.map(|tongue| tongue.name.as_str()).collect();
        let asked = read.questions().filter(|item| item.kind.is_shown()).count();
        facts.push(Fact::new(p("web-forms-questions"), words::number(asked as f64)));
        facts.push(Fact::new(p("web-forms-languages"), tongues.join(", ")));
    }
    let odd = examined.warnings.iter().chain(&examined.problems);
    facts.extend(odd.map(|one| Fact::new(p("web-forms-odd"), at_cell(&one.place, &say(lang, &one.message)))));
    facts.retain(|fact| !fact.value.is_empty());
    let title = called(form);
    let heading = Heading::new(title.clone()).under([Link::new("/forms", p("web-forms-title"))]);
    page(&ConfirmPage {
        frame: caller.visit.frame(&state, title),
        heading: heading.lead(p(if is_used { "web-forms-retire-text" } else { "web-forms-publish-text" })),
        problems: Vec::new(),
        facts,
        action: if is_used { "/forms/retire" } else { "/forms/publish" }.to_owned(),
        hidden: vec![("form", named.form), ("version", named.version)],
        asked: Vec::new(),
        button: p(if is_used { "web-forms-retire" } else { "web-forms-publish" }),
        dangerous: is_used,
        back: "/forms".to_owned(),
    })
}

/// `POST /forms/publish`
pub(crate) async fn publish(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let (form, version) = (posted.get("form"), posted.get("version"));
    let form = state.collection.publish_form(&caller.context, form, version).await?;
    see(&format!("/records/{}", form.kind))
}

/// `POST /forms/retire`
pub(crate) async fn retire(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    state.collection.retire_form(&caller.context, posted.get("form"), posted.get("version")).await?;
    see("/forms")
}
