//! The part of the naive account that is between agencies: what one asks of another, and who opens a case in an emergency. The worlds are
//! `seeing`'s.

use crate::centre::Centre;
use crate::seeing::{AGENCIES, Act, Noted, NotedRecord, due, outcome, person, seen_at};
use casework::{Answer, Ask};
use service_kit::{Actor, Context, Role};
use std::collections::{BTreeMap, BTreeSet};
use store::ReferralQuery;
use testkit::compared;

/// What one agency asked of another, the same way.
#[derive(Debug)]
pub(crate) struct NotedReferral {
    id: String,
    from: String,
    to: String,
    asked_by: String,
    record: String,
    state: &'static str,
    owner: String,
    changes: i64,
}

impl NotedReferral {
    fn is_answered_by(&self, who: &Actor) -> bool {
        self.to == who.agency_id
            && match who.role {
                Role::Director | Role::Coordinator => true,
                Role::FieldWorker | Role::Partner => self.owner == who.account_id,
                _ => false,
            }
    }
}

/// Who opened a case in an emergency, the same way.
#[derive(Debug)]
pub(crate) struct NotedEmergency {
    id: String,
    account: String,
    agency: String,
    open: bool,
}

impl Noted {
    pub(crate) fn is_open_in_emergency(&self, who: &Actor) -> bool {
        self.emergencies.iter().any(|one| one.open && one.account == who.account_id)
    }

    pub(crate) fn is_shown_to(&self, who: &Actor) -> bool {
        self.is_seen_by(who) || self.is_open_in_emergency(who)
    }

    /// By a part, or in an emergency what opened the case: no agency here says of what kind it is.
    pub(crate) fn is_read(&self, record: &NotedRecord, who: &Actor) -> bool {
        let in_emergency = !self.is_seen_by(who) && self.is_open_in_emergency(who);
        self.reads(who, record.readers) || (in_emergency && record.id == self.id)
    }

    fn is_known_to_asked(&self, one: &NotedReferral) -> bool {
        one.state != "revoked" && self.consented && self.parts.iter().any(|part| part.open && part.agency == one.from)
    }

    /// Whether somebody reads a record by a referral.
    fn is_shared(&self, one: &NotedReferral, record: &NotedRecord, who: &Actor) -> bool {
        let at_work = matches!(one.state, "asked" | "accepted");
        let asks = self.parts.iter().find(|part| part.agency == one.from);
        let asks_reads = asks.is_some_and(|part| part.agency == self.keeper || record.readers.contains(&part.kind));
        at_work && self.is_known_to_asked(one) && one.is_answered_by(who) && one.record == record.id && asks_reads
    }

    fn oversees(&self, who: &Actor) -> bool {
        let owner = self.parts.iter().find(|part| part.agency == self.keeper).map(|part| part.owner.as_str());
        match who.role {
            Role::DataOfficer => true,
            Role::Director | Role::Coordinator => who.agency_id == self.keeper,
            Role::FieldWorker | Role::Partner => who.agency_id == self.keeper && owner == Some(&who.account_id),
            _ => false,
        }
    }
}

pub(crate) async fn act_between(centre: &Centre, noted: &mut [Noted], wrong: &mut BTreeMap<String, u32>, act: &Act) {
    let count = noted.len();
    let casework = &centre.casework;
    match *act {
        Act::Withdraw { by, which } if count > 0 => {
            let (who, case) = (person(centre, by), &mut noted[which % count]);
            let tried = casework.withdraw(&who, &case.id, seen_at(centre, &case.id).await, 2).await;
            let possible = if case.consented { "done" } else { "conflict" };
            let expected = due(case.is_seen_by(&who.actor), case.is_worked_on_by(&who.actor), possible);
            assert_eq!(outcome(&tried), expected, "{who:?} withdraws in {case:?}");
            if tried.is_ok() {
                case.consented = false;
                let keeper = case.keeper.clone();
                case.parts.iter_mut().filter(|part| part.agency != keeper).for_each(|part| part.open = false);
                let open = case.referrals.iter_mut().filter(|one| matches!(one.state, "asked" | "accepted"));
                open.for_each(|one| (one.state, one.changes) = ("revoked", one.changes + 1));
            }
        }
        Act::Refer { by, which, agency, record } if count > 0 => {
            let (who, case) = (person(centre, by), &mut noted[which % count]);
            let (to, record) = (AGENCIES[agency], &case.records[record % case.records.len()]);
            let ask =
                Ask { to: to.into(), service: "shelter".into(), note: "x".into(), records: vec![record.id.clone()] };
            let tried = casework.refer(&who, &case.id, seen_at(centre, &case.id).await, ask, "").await;
            let is_possible = to != who.actor.agency_id
                && to != case.keeper
                && case.consented
                && case.reads(&who.actor, record.readers);
            let possible = if is_possible { "done" } else { "invalid" };
            let expected = due(case.is_seen_by(&who.actor), case.is_worked_on_by(&who.actor), possible);
            assert_eq!(outcome(&tried), expected, "{who:?} asks {to} in {case:?}");
            if tried.is_ok() {
                let (from, asked_by) = (who.actor.agency_id.clone(), who.actor.account_id.clone());
                let query = ReferralQuery { agency_id: from.clone(), received: false, account_id: None, limit: 100 };
                let kept = centre.world.kit.store.referrals(&query).await.unwrap();
                let is_new = |id: &String| case.referrals.iter().all(|one| one.id != *id);
                let id = kept.into_iter().filter(|one| one.case_id == case.id).map(|one| one.id).find(is_new).unwrap();
                let record = record.id.clone();
                let (state, owner) = ("asked", String::new());
                case.referrals.push(NotedReferral {
                    id,
                    from,
                    to: to.into(),
                    asked_by,
                    record,
                    state,
                    owner,
                    changes: 1,
                });
            }
        }
        Act::AnswerReferral { by, which, referral, how } if count > 0 => {
            let (who, case) = (person(centre, by), &mut noted[which % count]);
            if case.referrals.is_empty() {
                return;
            }
            let at = referral % case.referrals.len();
            let one = &case.referrals[at];
            let (answer, from, to) = match how {
                0 => (Answer::Accept { owner_id: String::new() }, "asked", "accepted"),
                1 => (Answer::Reject { reason: "x".into() }, "asked", "rejected"),
                _ => (Answer::Done { what: "x".into() }, "accepted", "done"),
            };
            let tried = casework.answer_referral(&who, &one.id, one.changes, answer).await;
            let may = case.is_known_to_asked(one) && one.is_answered_by(&who.actor);
            let expected = due(may, true, if one.state == from { "done" } else { "conflict" });
            assert_eq!(outcome(&tried), expected, "{who:?} answers {one:?} in {case:?}");
            if tried.is_ok() {
                let one = &mut case.referrals[at];
                (one.state, one.changes) = (to, one.changes + 1);
                if how < 2 {
                    one.owner = if how == 0 { who.actor.account_id } else { String::new() };
                }
            }
        }
        Act::Revoke { by, which, referral } if count > 0 => {
            let (who, case) = (person(centre, by), &mut noted[which % count]);
            if case.referrals.is_empty() {
                return;
            }
            let at = referral % case.referrals.len();
            let one = &case.referrals[at];
            let tried = casework.revoke_referral(&who, &case.id, seen_at(centre, &case.id).await, &one.id).await;
            let is_own = who.actor.agency_id == one.from || who.actor.agency_id == case.keeper;
            let possible = if is_own && one.state != "revoked" { "done" } else { "conflict" };
            let expected = due(case.is_seen_by(&who.actor), case.is_worked_on_by(&who.actor), possible);
            assert_eq!(outcome(&tried), expected, "{who:?} takes back {one:?} in {case:?}");
            if tried.is_ok() {
                let one = &mut case.referrals[at];
                (one.state, one.changes) = ("revoked", one.changes + 1);
            }
        }
        Act::OpenInEmergency { by, which } if count > 0 => {
            let who = person(centre, by);
            let open = |case: &Noted| case.is_open_in_emergency(&who.actor);
            let open_now = noted.iter().filter(|case| open(case)).count();
            let case = &mut noted[which % count];
            let code = centre.world.kit.store.case(&case.id).await.unwrap().unwrap().code;
            let tried = casework.open_in_emergency(&who, &code, "x").await;
            let tries = wrong.entry(who.actor.account_id.clone()).or_default();
            let expected = match who.actor.role {
                Role::Director | Role::Coordinator | Role::FieldWorker if *tries >= 5 => "too much",
                Role::Director | Role::Coordinator | Role::FieldWorker if case.part(&who.actor).is_some() => "invalid",
                Role::Director | Role::Coordinator | Role::FieldWorker if open(case) => "done",
                Role::Director | Role::Coordinator | Role::FieldWorker if open_now >= 3 => "conflict",
                Role::Director | Role::Coordinator | Role::FieldWorker => "done",
                _ => "refused",
            };
            assert_eq!(outcome(&tried), expected, "{who:?} opens {case:?} in an emergency");
            *tries += u32::from(expected == "invalid");
            if tried.is_ok() && !open(case) {
                let account = who.actor.account_id.clone();
                let kept = centre.world.kit.store.emergencies_of(&account, who.at).await.unwrap();
                let id = kept.into_iter().find(|one| one.case_id == case.id).unwrap().id;
                case.emergencies.push(NotedEmergency { id, account, agency: who.actor.agency_id.clone(), open: true });
            }
        }
        Act::EndEmergency { by, which, emergency } if count > 0 => {
            let (who, case) = (person(centre, by), &mut noted[which % count]);
            if case.emergencies.is_empty() {
                return;
            }
            let at = emergency % case.emergencies.len();
            let (one, oversees) = (&case.emergencies[at], case.oversees(&who.actor));
            let is_own = one.open && one.account == who.actor.account_id && one.agency == who.actor.agency_id;
            let tried = casework.end_emergency(&who, &one.id).await;
            let expected = due(is_own || oversees, true, if one.open { "done" } else { "conflict" });
            assert_eq!(outcome(&tried), expected, "{who:?} ends {one:?} in {case:?}");
            if tried.is_ok() {
                case.emergencies[at].open = false;
            }
        }
        _ => {}
    }
}

/// What another agency asks is seen by those whom it asks, with the record that it shares, and by nobody else; and who is told of emergencies.
pub(crate) async fn what_is_between_agencies_agrees(centre: &Centre, noted: &[Noted], who: &Context) {
    let lists = centre.casework.referrals(who).await.unwrap_or_default();
    let (mut received, mut sent, mut told) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for case in noted {
        for one in &case.referrals {
            let is_shown = case.is_known_to_asked(one) && one.is_answered_by(&who.actor);
            let tried = centre.casework.referral(who, &one.id).await;
            assert_eq!(outcome(&tried), due(is_shown, true, "done"), "{who:?} reads {one:?} of {case:?}");
            for record in &case.records {
                let tried = centre.casework.referred_record(who, &one.id, &record.id).await;
                let expected = due(case.is_shared(one, record, &who.actor), true, "done");
                assert_eq!(outcome(&tried), expected, "{who:?} reads {record:?} by {one:?} of {case:?}");
            }
            if is_shown {
                received.insert(one.id.clone());
            }
            let is_own = match who.actor.role {
                Role::Director | Role::Coordinator => one.from == who.actor.agency_id,
                Role::FieldWorker | Role::Partner => one.asked_by == who.actor.account_id,
                _ => false,
            };
            if is_own && case.is_seen_by(&who.actor) {
                sent.insert(one.id.clone());
            }
        }
        if case.oversees(&who.actor) {
            told.extend(case.emergencies.iter().map(|one| one.id.clone()));
        }
    }
    // Two lists, and what of emergencies waits.
    (0..3).for_each(|_| compared());
    let ids = |lines: Vec<casework::ReferralLine>| lines.into_iter().map(|one| one.id).collect::<BTreeSet<_>>();
    assert_eq!(ids(lists.received), received, "{who:?} lists what is asked of them");
    assert_eq!(ids(lists.sent), sent, "{who:?} lists what they ask");
    let unseen = centre.casework.emergencies_unseen(who).await.unwrap();
    assert_eq!(unseen.into_iter().map(|one| one.id).collect::<BTreeSet<_>>(), told, "{who:?} is told of emergencies");
}
