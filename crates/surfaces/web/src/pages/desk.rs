//! The form desk: bringing a form and its lists, seeing what is wrong with them at their cells, taking a version into use and out of it. One version's
//! page is `desk_version`'s.

use super::{Answer, page, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Badge, Control, Field, Heading, Line, Problem, Tone};
use crate::posted::{Posted, PostedFile};
use crate::views::{BringPage, BringWords, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::State;
use axum::http::StatusCode;
use collection::{BroughtFile, OwnForm};
use language::{Lang, phrase};
use service_kit::ServiceError;
use store::FormState;

/// What a browser offers to choose.
const ACCEPTED: &str = ".xlsx,.xlsm,.xls,.ods,.csv,.md,.xml,.geojson,.zip";

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
        Some(_) => {
            let brought = |file: PostedFile| BroughtFile { name: collection::file_name(&file.name), bytes: file.bytes };
            let files = posted.files.into_iter().filter(|file| file.field == "file").map(brought).collect();
            match state.collection.bring_form(&caller.context, files).await {
                Ok(form) => return see(&address("/forms/version", &form)),
                Err(ServiceError::Invalid(found)) => found.iter().map(|one| problem(one.said_at_place(lang))).collect(),
                Err(error) => return Err(error.into()),
            }
        }
    };
    let mut response = page(&view(&state, &caller, problems).await?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
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
    let mut file = Field::new("file", p("web-forms-file"), Control::Files(ACCEPTED)).hint(p("web-forms-file-hint"));
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
pub(super) fn called(form: &OwnForm) -> String {
    match form.version.version.as_str() {
        "" => form.version.form_id.clone(),
        version => format!("{} · {version}", form.version.form_id),
    }
}

pub(super) fn address(place: &str, form: &OwnForm) -> String {
    let segment = words::segment;
    format!("{place}?form={}&version={}", segment(&form.version.form_id), segment(&form.version.version))
}

pub(super) fn state_badge(state: FormState, lang: Lang) -> Option<Badge> {
    match state {
        FormState::Draft => badge(Tone::Warn, phrase(lang, "web-forms-state-draft")),
        FormState::Published => badge(Tone::Good, phrase(lang, "web-forms-state-published")),
        FormState::Retired => badge(Tone::Plain, phrase(lang, "web-forms-state-retired")),
    }
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
