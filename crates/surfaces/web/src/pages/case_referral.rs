//! Asking another agency for something from a case, confirming and refusing what is asked without consent, and taking it back. Owns the
//! questions; who may ask and what may be shared is `casework`'s.

use super::case_acts::{Asking, Of, confirm, done, seen};
use super::{Answer, people};
use crate::WebState;
use crate::failure::Failure;
use crate::parts::{Choice, Control, Field, Problem, Tone};
use crate::posted::Posted;
use crate::visit::Caller;
use crate::words;
use axum::extract::{Path, State};
use casework::{Ask, LONGEST_NOTE, ReferralOfCase, ReferralState, SERVICES};
use language::{Lang, Message, phrase, say};
use service_kit::ServiceError;

/// What is asked for, in words.
pub(super) fn service(id: &str, lang: Lang) -> String {
    SERVICES.iter().find(|(one, _)| *one == id).map_or_else(|| id.to_owned(), |(_, key)| phrase(lang, key))
}

/// How a referral stands, in a word.
pub(super) fn standing(state: ReferralState, is_late: bool, lang: Lang) -> (Tone, String) {
    let tone = match state {
        ReferralState::Asked if is_late => Tone::Bad,
        ReferralState::Unconfirmed | ReferralState::Asked => Tone::Warn,
        ReferralState::Accepted | ReferralState::Done => Tone::Good,
        ReferralState::Rejected => Tone::Bad,
        ReferralState::Revoked => Tone::Plain,
    };
    let key = if is_late { "web-referral-late".to_owned() } else { format!("web-referral-{}", state.id()) };
    (tone, phrase(lang, &key))
}

/// `GET /cases/{id}/refer`
pub(crate) async fn ask_page(State(state): State<WebState>, caller: Caller, Path(id): Path<String>) -> Answer {
    view(&state, &caller, &id, &Posted::default(), Vec::new()).await
}

async fn view(state: &WebState, caller: &Caller, id: &str, posted: &Posted, problems: Vec<Problem>) -> Answer {
    let lang = caller.visit.lang;
    let records = state.casework.what_can_be_shared(&caller.context, id).await?;
    let case = state.casework.case(&caller.context, id).await?;
    let (chosen, own) = (posted.all("records"), &caller.context.actor.agency_id);
    let agencies = state.casework.agencies_to_ask().await?;
    let keeper = |id: &str| case.members.iter().any(|one| one.agency_id == id && one.as_kind == casework::KEEPER);
    let others = agencies.iter().filter(|agency| agency.id != *own && !keeper(&agency.id));
    let agencies =
        others.map(|one| Choice::new(&one.id, words::agency_name(one, lang), one.id == posted.get("agency"))).collect();
    let services =
        SERVICES.iter().map(|(id, key)| Choice::new(*id, phrase(lang, key), *id == posted.get("service"))).collect();
    let day = |id: &str| {
        let entry = case.timeline.iter().find(|entry| entry.record.as_deref() == Some(id));
        entry.map(|entry| words::long_day(entry.on, lang)).unwrap_or_default()
    };
    let records = records
        .iter()
        .map(|(id, title)| Choice::new(id, format!("{} · {}", title.get(lang), day(id)), chosen.contains(&id.as_str())))
        .collect();
    let limit = say(lang, &Message::new("web-referral-note-hint").with("max", LONGEST_NOTE));
    let asking = Asking {
        title: phrase(lang, "web-referral-ask"),
        lead: phrase(lang, "web-referral-ask-lead"),
        act: "refer".to_owned(),
        asked: vec![
            Field::new("agency", phrase(lang, "web-referral-agency"), Control::Select(agencies)),
            Field::new("service", phrase(lang, "web-referral-service"), Control::Select(services)),
            Field::new("note", phrase(lang, "web-referral-note"), Control::Area)
                .optional()
                .hint(limit)
                .value(posted.get("note")),
            Field::new("records", phrase(lang, "web-referral-records"), Control::Many(records))
                .optional()
                .hint(phrase(lang, "web-referral-records-hint")),
            Field::new("reason", phrase(lang, "web-case-reason"), Control::Area)
                .optional()
                .hint(phrase(lang, "web-case-reason-hint"))
                .value(posted.get("reason")),
        ],
        button: phrase(lang, "web-referral-ask"),
        dangerous: false,
    };
    confirm(state, caller, &case, asking, problems)
}

/// `POST /cases/{id}/refer`
pub(crate) async fn ask(
    State(state): State<WebState>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let ask = Ask {
        to: posted.get("agency").to_owned(),
        service: posted.get("service").to_owned(),
        note: posted.get("note").to_owned(),
        records: posted.all("records").into_iter().filter(|id| !id.is_empty()).map(str::to_owned).collect(),
    };
    match state.casework.refer(&caller.context, &id, seen(&posted)?, ask, posted.get("reason")).await {
        Ok(()) => done(&id),
        Err(error @ ServiceError::Invalid(_)) => {
            let problems = people::problems(&error, "agency", caller.visit.lang);
            view(&state, &caller, &id, &posted, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

/// One decision about a referral: its words in the address, and the keys of its texts.
struct About {
    act: &'static str,
    lead: &'static str,
    button: &'static str,
    dangerous: bool,
    may: fn(&ReferralOfCase, bool) -> bool,
}

const CONFIRM: About = About {
    act: "refer-confirm",
    lead: "web-referral-confirm-lead",
    button: "web-letting-in-confirm",
    dangerous: false,
    may: |one, _| one.may_confirm,
};
const REFUSE: About = About {
    act: "refer-refuse",
    lead: "web-referral-refuse-lead",
    button: "web-referral-refuse",
    dangerous: true,
    may: |one, leads| leads && one.state == ReferralState::Unconfirmed,
};
const REVOKE: About = About {
    act: "refer-revoke",
    lead: "web-referral-revoke-lead",
    button: "web-referral-revoke",
    dangerous: true,
    may: |one, _| one.may_revoke,
};

async fn about(state: &WebState, caller: &Caller, (id, referral): Of, about: About) -> Answer {
    let lang = caller.visit.lang;
    let case = state.casework.case(&caller.context, &id).await?;
    let one = case.referrals.iter().find(|one| one.id == referral && (about.may)(one, case.may_invite));
    let one = one.ok_or_else(Failure::not_found)?;
    let title =
        Message::new("web-referral-of").with("service", service(&one.service, lang)).with("agency", one.to.as_str());
    let why =
        Message::new("web-letting-in-why").with("person", one.asked_by.as_str()).with("reason", one.reason.as_str());
    // What left as a file comes back by no press: whoever takes it back must call.
    let has_left = about.act == REVOKE.act && one.packages > 0;
    let lead = phrase(lang, if has_left { "web-package-revoke-lead" } else { about.lead });
    let asking = Asking {
        title: say(lang, &title),
        lead: if one.reason.is_empty() { lead } else { format!("{} — {lead}", say(lang, &why)) },
        act: format!("{}/{}", about.act, words::segment(&referral)),
        asked: Vec::new(),
        button: phrase(lang, about.button),
        dangerous: about.dangerous,
    };
    confirm(state, caller, &case, asking, Vec::new())
}

/// `GET /cases/{id}/refer-confirm/{referral}`
pub(crate) async fn confirm_page(State(state): State<WebState>, caller: Caller, Path(of): Path<Of>) -> Answer {
    about(&state, &caller, of, CONFIRM).await
}

/// `GET /cases/{id}/refer-refuse/{referral}`
pub(crate) async fn refuse_page(State(state): State<WebState>, caller: Caller, Path(of): Path<Of>) -> Answer {
    about(&state, &caller, of, REFUSE).await
}

/// `GET /cases/{id}/refer-revoke/{referral}`
pub(crate) async fn revoke_page(State(state): State<WebState>, caller: Caller, Path(of): Path<Of>) -> Answer {
    about(&state, &caller, of, REVOKE).await
}

/// `POST /cases/{id}/refer-confirm/{referral}`
pub(crate) async fn confirm_it(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, referral)): Path<Of>,
    posted: Posted,
) -> Answer {
    state.casework.confirm_referral(&caller.context, &id, seen(&posted)?, &referral).await?;
    done(&id)
}

/// `POST /cases/{id}/refer-refuse/{referral}`
pub(crate) async fn refuse(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, referral)): Path<Of>,
    posted: Posted,
) -> Answer {
    state.casework.refuse_referral(&caller.context, &id, seen(&posted)?, &referral).await?;
    done(&id)
}

/// `POST /cases/{id}/refer-revoke/{referral}`
pub(crate) async fn revoke(
    State(state): State<WebState>,
    caller: Caller,
    Path((id, referral)): Path<Of>,
    posted: Posted,
) -> Answer {
    state.casework.revoke_referral(&caller.context, &id, seen(&posted)?, &referral).await?;
    done(&id)
}
