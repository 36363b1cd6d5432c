//! A version of a form before anybody is asked: on a phone, as a chat, on paper. Owns that nothing of it is kept; it is answered by the
//! same session and the same pieces of page as the form in use. The chat is `chat`'s.

use super::desk::{address, called};
use super::desk_version::{Named, find};
use super::form_input::{self, Told};
use super::form_steps::{self, Steps};
use super::form_view::Reading;
use super::label_files::LabelFiles;
use super::{Answer, form_view, page, paper};
use crate::WebState;
use crate::failure::Failure;
use crate::headers;
use crate::parts::{Heading, Link, Notice, Tone};
use crate::posted::Posted;
use crate::views::{AnswersPart, FormPage, KeptLine, PreviewPage};
use crate::visit::Caller;
use axum::extract::{Query, State};
use collection::{ItemLists, OwnForm};
use forms::{Form, Session};
use language::{Lang, phrase};
use reports::paper::Name;
use std::collections::BTreeMap;

/// A version to be tried.
pub(super) struct Tried {
    pub(super) own: OwnForm,
    pub(super) form: Form,
    pub(super) lists: ItemLists,
}

/// The version that was asked for, with its form and lists.
pub(super) async fn tried(state: &WebState, caller: &Caller, named: &Named) -> Result<Tried, Failure> {
    let own = find(state, caller, named).await?;
    let (form, lists) = state.collection.form_to_try(&caller.context, &own.version).await?;
    Ok(Tried { own, form, lists })
}

/// `GET /forms/preview`
pub(crate) async fn show(State(state): State<WebState>, caller: Caller, Query(named): Query<Named>) -> Answer {
    let lang = caller.visit.lang;
    let own = find(&state, &caller, &named).await?;
    let title = phrase(lang, "web-preview-title");
    let heading = Heading::new(title.clone()).lead(phrase(lang, "web-preview-lead")).under([
        Link::new("/forms", phrase(lang, "web-forms-title")),
        Link::new(address("/forms/version", &own), called(&own)),
    ]);
    let papers = Lang::ALL.map(|tongue| {
        let address = format!("{}&lang={tongue}", address("/forms/preview/print.pdf", &own));
        (tongue, address)
    });
    let mut response = page(&PreviewPage {
        frame: caller.visit.frame(&state, title),
        heading,
        phone: address("/forms/preview/answers", &own),
        chat: address("/forms/preview/chat", &own),
        papers: papers.into(),
    })?;
    headers::may_frame_own_pages(&mut response);
    Ok(response)
}

/// `GET /forms/preview/answers`
pub(crate) async fn answers(State(state): State<WebState>, caller: Caller, Query(named): Query<Named>) -> Answer {
    let tried = tried(&state, &caller, &named).await?;
    let mut response = page(&answered(&state, &caller, &tried, &Posted::default()))?;
    headers::may_stand_in_own_frame(&mut response);
    Ok(response)
}

/// `POST /forms/preview/answers`
pub(crate) async fn answer(
    State(state): State<WebState>,
    caller: Caller,
    Query(named): Query<Named>,
    posted: Posted,
) -> Answer {
    let tried = tried(&state, &caller, &named).await?;
    let view = answered(&state, &caller, &tried, &posted);
    let mut response = if caller.visit.partial { page(&AnswersPart::from(view))? } else { page(&view)? };
    headers::may_stand_in_own_frame(&mut response);
    Ok(response)
}

/// The form with what was answered so far. Files are not looked at.
fn answered(state: &WebState, caller: &Caller, tried: &Tried, posted: &Posted) -> FormPage {
    let lang = caller.visit.lang;
    let Tried { own, form, lists } = tried;
    let mut session = Session::new(form, lists, state.collection.environment(&caller.context));
    form_input::fill(&mut session, posted);
    form_input::press(&mut session, posted, lang);
    let hands_in = posted.has("save");
    if hands_in {
        session.finish();
    }
    let steps = Steps::of(form);
    let left = form_steps::left(posted);
    let told = if hands_in { Told::Everything } else { Told::Answering { steps: &steps, left: &left } };
    let mut problems =
        if posted.fields.is_empty() { BTreeMap::new() } else { form_input::problems(&session, told, lang) };
    let files = LabelFiles::of_version(own);
    let reading = Reading { lang, problems: &problems, files: &files };
    let mut sections = form_view::sections(&session.view(lang), &steps, reading);
    problems.retain(|path, _| hands_in || left.contains(&steps.of_answer(path).as_str()));
    let problems = form_view::problem_list(&session, &sections, &problems, lang);
    steps.show(&mut sections, posted);
    let left = match hands_in {
        false => left.join(" "),
        true => sections.iter().map(|section| section.id.as_str()).collect::<Vec<_>>().join(" "),
    };
    let carried = steps.leave_part(&mut sections, posted);
    let mut problems = problems;
    form_view::lead_to_what_is_here(&mut problems, &sections);
    let title = form.title.get(lang).to_owned();
    let mut frame = caller.visit.frame(state, title.clone());
    if hands_in && problems.is_empty() {
        frame.notice = Some(Notice::new(Tone::Good, phrase(lang, "web-preview-complete")));
    }
    FormPage {
        kept: KeptLine::default(),
        frame,
        heading: Heading::new(title).lead(phrase(lang, "web-preview-nothing-kept")),
        action: address("/forms/preview/answers", own),
        has_files: form_input::has_files(form),
        submission: String::new(),
        supersedes: String::new(),
        about: Vec::new(),
        came_back: hands_in && !problems.is_empty(),
        gone: Vec::new(),
        problems,
        sections,
        carried,
        left,
        back: address("/forms/version", own),
    }
}

/// Which version, and in which language on paper.
#[derive(serde::Deserialize)]
pub(crate) struct Printed {
    form: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    lang: String,
}

/// `GET /forms/preview/print.pdf`
pub(crate) async fn print(State(state): State<WebState>, caller: Caller, Query(printed): Query<Printed>) -> Answer {
    let lang = printed.lang.parse().unwrap_or(caller.visit.lang);
    let named = Named { form: printed.form, version: printed.version };
    let Tried { own, form, .. } = tried(&state, &caller, &named).await?;
    let mut taken = paper::Taken::default();
    for file in paper::pictures_named(&form) {
        if !taken.is_full() {
            taken.take_as(&file, paper::if_there(state.collection.file_of_version(&own.version, &file).await)?);
        }
    }
    let make = move || {
        let name = Name { id: &own.kind, title: &form.title };
        reports::paper::blank(&form, name, &taken.pictures, lang)
    };
    paper::set(make, &format!("preview-{lang}")).await
}
