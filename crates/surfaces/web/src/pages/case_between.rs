//! What a case tells of other agencies: what was asked of them, what waits to be confirmed, and who reads it in an emergency. Owns the lines;
//! the pages that they lead to are `case_referral`'s and `emergency`'s.

use super::case::address;
use super::case_referral::{service, standing};
use super::emergency;
use crate::parts::{Line, Link, Notice, Tone};
use crate::views::{TaskLine, badge};
use crate::words;
use calendar::deadline;
use casework::{CaseView, ReferralOfCase, ReferralState};
use language::{Lang, Message, phrase, say};
use service_kit::Context;

fn act(case: &CaseView, act: &str, one: &ReferralOfCase, key: &str, lang: Lang) -> Link {
    Link::new(format!("{}/{act}/{}", address(&case.id), words::segment(&one.id)), phrase(lang, key))
}

/// What was asked of other agencies; nothing for whoever neither asks nor is told.
pub(super) fn lines(case: &CaseView, context: &Context, lang: Lang) -> Option<Vec<Line>> {
    let line = |one: &ReferralOfCase| {
        let is_late = one.state == ReferralState::Asked && one.due < context.today();
        let (tone, word) = standing(one.state, is_late, lang);
        let until = (one.state == ReferralState::Asked).then(|| say(lang, &deadline(one.due, context.today())));
        let by = say(lang, &Message::new("web-referral-by").with("person", one.asked_by.as_str()));
        let said = Some(one.said.clone()).filter(|said| !said.is_empty());
        let package = match one {
            one if one.is_received => Some("web-package-arrived"),
            one if one.packages > 0 => Some("web-package-sent"),
            one if one.may_package => Some("web-package-not-yet"),
            _ => None,
        };
        let package = package.map(|key| phrase(lang, key));
        let parts = [Some(one.to.clone()), Some(by), until, package, said];
        Line {
            title: service(&one.service, lang),
            text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            badge: badge(tone, word),
            action: one
                .may_package
                .then(|| act(case, "package", one, "web-package", lang))
                .or_else(|| one.may_revoke.then(|| act(case, "refer-revoke", one, "web-referral-revoke", lang))),
            ..Line::default()
        }
    };
    let is_told = case.may_refer || !case.referrals.is_empty();
    is_told.then(|| case.referrals.iter().map(line).collect())
}

/// What waits for a second person.
pub(super) fn tasks(case: &CaseView, lang: Lang) -> Vec<TaskLine> {
    let waits = case.referrals.iter().filter(|one| one.state == ReferralState::Unconfirmed);
    let task = |one: &ReferralOfCase| {
        let title = Message::new("web-referral-waits").with("agency", one.to.as_str());
        let why = Message::new("web-letting-in-why")
            .with("person", one.asked_by.as_str())
            .with("reason", one.reason.as_str());
        let actions = [
            one.may_confirm.then(|| act(case, "refer-confirm", one, "web-letting-in-confirm", lang)),
            case.may_invite.then(|| act(case, "refer-refuse", one, "web-referral-refuse", lang)),
        ];
        TaskLine {
            tone: Tone::Warn,
            title: say(lang, &title.with("service", service(&one.service, lang))),
            text: say(lang, &why),
            actions: actions.into_iter().flatten().collect(),
        }
    };
    waits.map(task).collect()
}

/// Who reads the case in an emergency now.
pub(super) fn notices(case: &CaseView, lang: Lang) -> Vec<Notice> {
    case.emergencies.iter().map(|one| Notice::new(Tone::Bad, emergency::notice(one, lang))).collect()
}
