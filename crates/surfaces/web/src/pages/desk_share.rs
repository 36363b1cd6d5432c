//! Which other agencies fill in a form of the reader's agency: the choice on a version's page, and what becomes of it.

use super::desk::address;
use super::desk_version::{Named, find, version_page};
use super::{Answer, page, see};
use crate::WebState;
use crate::parts::{Choice, Control, Field};
use crate::posted::Posted;
use crate::views::Sharing;
use crate::visit::Caller;
use crate::words;
use axum::extract::State;
use axum::http::StatusCode;
use language::{phrase, say};
use service_kit::ServiceError;

/// What the agencies are sent as.
const WITH: &str = "with";

/// `POST /forms/share`
pub(crate) async fn share(State(state): State<WebState>, caller: Caller, posted: Posted) -> Answer {
    let named = Named { form: posted.get("form").to_owned(), version: posted.get("version").to_owned() };
    let form = find(&state, &caller, &named).await?;
    // Marks are sent with an empty value before them, so that none is an answer, too.
    let marked = posted.fields.iter().filter(|(name, id)| name == WITH && !id.is_empty());
    let with: Vec<String> = marked.map(|(_, id)| id.clone()).collect();
    match state.collection.share_form(&caller.context, &named.form, &with).await {
        Ok(()) => see(&address("/forms/version", &form)),
        Err(ServiceError::Invalid(found)) => {
            let problem = found.iter().map(|one| say(caller.visit.lang, &one.message)).collect::<Vec<_>>().join(" ");
            let mut view = version_page(&state, &caller, &named).await?;
            if let Some(sharing) = &mut view.sharing {
                sharing.asked.problem = problem;
            }
            let mut response = page(&view)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// The choice; nothing where there is no other agency.
pub(super) async fn sharing(state: &WebState, caller: &Caller, form_id: &str) -> Result<Option<Sharing>, ServiceError> {
    let lang = caller.visit.lang;
    let others = state.collection.shared_with(&caller.context, form_id).await?;
    let choice = |other: &collection::SharedWith| {
        let is_open = other.is_open == Some(true);
        Choice::new(other.agency.id.clone(), words::agency_name(&other.agency, lang), is_open)
    };
    let choices: Vec<Choice> = others.iter().map(choice).collect();
    let field = || Field::new(WITH, phrase(lang, "web-share-agencies"), Control::Many(choices));
    Ok((!others.is_empty()).then(|| Sharing { asked: field().hint(phrase(lang, "web-share-hint")) }))
}
