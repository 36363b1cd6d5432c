//! Excel in: bringing a file, changing what its columns mean, confirming, undoing.

use super::{Answer, page, see};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Field, Heading, Line, Link, Problem, Tone};
use crate::posted::Posted;
use crate::views::{BringPage, BringWords, ConfirmPage, badge};
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use collection::Upload;
use language::{Lang, phrase, say};
use registers::{Confidence, Target};
use serde_json::Value as Json;
use service_kit::ServiceError;
use store::{Batch, BatchState};

/// What a browser offers to choose.
const ACCEPTED: &str = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt";

/// `GET /import`
pub(crate) async fn list(State(state): State<WebState>, caller: Caller) -> Answer {
    page(&view(&state, &caller, &Posted::default(), Vec::new()).await?)
}

async fn view(
    state: &WebState,
    caller: &Caller,
    posted: &Posted,
    problems: Vec<Problem>,
) -> Result<BringPage, Failure> {
    let (lang, context) = (caller.visit.lang, &caller.context);
    let mut earlier = Vec::new();
    let mut kinds = Vec::new();
    for kind in state.collection.packs().iter().flat_map(|pack| &pack.kinds).filter(|kind| kind.import) {
        let chosen = posted.get("kind") == kind.id || (posted.get("kind").is_empty() && kinds.is_empty());
        kinds.push(Choice::new(&kind.id, kind.plural.get(lang), chosen));
        earlier.extend(state.collection.imports(context, &kind.id).await?.into_iter().map(|batch| (batch, kind)));
    }
    earlier.sort_by_key(|(batch, _)| std::cmp::Reverse(batch.created_at));
    let line = |(batch, kind): &(Batch, &packs::RecordKind)| Line {
        title: batch.file_name.clone(),
        text: [
            kind.plural.get(lang).to_owned(),
            summary(batch, lang),
            words::near_day(&state.kit, batch.created_at, lang),
        ]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" · "),
        href: format!("/import/{}", words::segment(&batch.id)),
        badge: state_badge(batch.state, lang),
        action: None,
    };
    let title = phrase(lang, "web-import-title");
    let projects = match state.programmes.projects(context).await {
        Ok(projects) => projects,
        Err(ServiceError::NotFound) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let project = |one: &programmes::Project| {
        Choice::new(&one.code, format!("{} · {}", one.code, one.title.get(lang)), one.code == posted.get("project"))
    };
    let mut asked = vec![
        Field::new("file", phrase(lang, "web-import-file"), Control::File(ACCEPTED))
            .hint(phrase(lang, "web-import-file-hint")),
        Field::new("kind", phrase(lang, "web-import-kind"), Control::Select(kinds)),
    ];
    if !projects.is_empty() {
        let control = Control::Select(projects.iter().map(project).collect());
        asked.push(
            Field::new("project", phrase(lang, "web-import-project"), control)
                .hint(phrase(lang, "web-import-project-hint"))
                .optional(),
        );
    }
    for field in &mut asked {
        field.problem = problems.iter().filter(|one| one.id == field.id).map(|one| one.text.clone()).collect();
    }
    Ok(BringPage {
        frame: caller.visit.frame(state, title.clone()),
        heading: Heading::new(title).lead(phrase(lang, "web-import-lead")),
        words: BringWords::of_imports(lang),
        problems,
        asked,
        earlier: earlier.iter().map(line).collect(),
    })
}

fn summary(batch: &Batch, lang: Lang) -> String {
    let count = serde_json::from_str::<Json>(&batch.summary).ok().and_then(|summary| summary.get("imported")?.as_u64());
    count
        .map(|count| words::counted(lang, "web-import-summary", usize::try_from(count).unwrap_or_default()))
        .unwrap_or_default()
}

fn state_badge(state: BatchState, lang: Lang) -> Option<crate::parts::Badge> {
    match state {
        BatchState::Draft => badge(Tone::Warn, phrase(lang, "web-import-state-draft")),
        BatchState::Imported => badge(Tone::Good, phrase(lang, "web-import-state-imported")),
        BatchState::Undone => badge(Tone::Plain, phrase(lang, "web-import-state-undone")),
    }
}

/// `POST /import`
pub(crate) async fn upload(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let lang = caller.visit.lang;
    let problem = |field: &str, text: String| Problem { id: format!("f-{field}"), text };
    let mut problems = Vec::new();
    let file = posted.file("file");
    if file.is_none() {
        problems.push(problem("file", phrase(lang, "web-import-file-missing")));
    }
    if posted.get("kind").is_empty() {
        problems.push(problem("kind", phrase(lang, "web-import-kind-missing")));
    }
    if let (Some(file), true) = (file, problems.is_empty()) {
        let upload = Upload {
            kind: posted.get("kind").to_owned(),
            file_name: collection::file_name(&file.name),
            bytes: file.bytes.clone(),
            project: Some(posted.get("project").to_owned()).filter(|code| !code.is_empty()),
        };
        match state.collection.import_upload(&caller.context, upload).await {
            Ok(id) => return see(&format!("/import/{}", words::segment(&id))),
            Err(ServiceError::Invalid(found)) => {
                problems.extend(found.iter().map(|one| problem("file", say(lang, &one.message))));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let mut response = page(&view(&state, &caller, &posted, problems).await?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// `POST /import/{id}/mapping`
pub(crate) async fn map(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let preview = state.collection.import_preview(&caller.context, &id).await?;
    for (at, table) in preview.plan.tables.iter().enumerate() {
        let mut mapping = table.mapping.clone();
        for column in &mut mapping.columns {
            let name = format!("{at}.{}", column.column);
            let target = match posted.get(&name) {
                "keep" => column.target.clone(),
                "" => Some(Target::Ignored),
                index => index
                    .parse::<usize>()
                    .ok()
                    .and_then(|index| preview.targets.get(index))
                    .map(|choice| choice.target.clone()),
            };
            if posted.has(&name)
                && target != column.target
                && !(target == Some(Target::Ignored) && column.target.is_none())
            {
                column.target = target;
                column.confidence = Confidence::Chosen;
            }
        }
        if mapping != table.mapping {
            state.collection.import_map(&caller.context, &id, at, mapping).await?;
        }
    }
    see(&format!("/import/{}?said=read-again#columns", words::segment(&id)))
}

/// `POST /import/{id}/confirm`
pub(crate) async fn confirm_import(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    let outcome = state.collection.import_confirm(&caller.context, &id).await?;
    let said = if outcome.imported == 0 { "nothing-new" } else { "imported" };
    see(&format!("/import/{}?said={said}", words::segment(&id)))
}

/// `GET /import/{id}/undo`
pub(crate) async fn undo_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    let lang = caller.visit.lang;
    let preview = state.collection.import_preview(&caller.context, &id).await?;
    let title = phrase(lang, "web-import-undo-title");
    let address = format!("/import/{}", words::segment(&id));
    page(&ConfirmPage {
        frame: caller.visit.frame(&state, title.clone()),
        heading: Heading::new(title)
            .lead(phrase(lang, "web-import-undo-text"))
            .under([Link::new(&address, &preview.batch.file_name)]),
        problems: Vec::new(),
        facts: vec![crate::parts::Fact::new(phrase(lang, "web-import-imported"), summary(&preview.batch, lang))],
        action: format!("{address}/undo"),
        hidden: Vec::new(),
        asked: Vec::new(),
        button: phrase(lang, "web-import-undo"),
        dangerous: true,
        back: address,
    })
}

/// `POST /import/{id}/undo`
pub(crate) async fn undo(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    state.collection.import_undo(&caller.context, &id).await?;
    see(&format!("/import/{}?said=undone", words::segment(&id)))
}
