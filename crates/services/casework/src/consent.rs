//! On what ground an agency takes part: the consent of the person, or a reason that a second person confirms. Owns that consent is for named
//! agencies and a time, and that its withdrawal ends at once what rested on it.

use crate::Casework;
use crate::book::Opened;
use crate::decide::Invited;
use crate::event::Happened;
use crate::follow::overtaken;
use crate::seat::{KEEPER, is_open};
use calendar::Date;
use language::Message;
use serde::{Deserialize, Serialize};
use service_kit::{AGENCY_KINDS, Action, Context, FieldProblem, ServiceError};
use store::{Agency, CaseMember, Change};

/// The longest reason, in signs.
const LONGEST_REASON: usize = 1_000;
/// The languages in which consent is asked for, by their codes.
pub const CONSENT_LANGUAGES: [(&str, &str); 8] = [
    ("tha", "consent-language-tha"),
    ("mya", "consent-language-mya"),
    ("khm", "consent-language-khm"),
    ("lao", "consent-language-lao"),
    ("shn", "consent-language-shn"),
    ("kar", "consent-language-kar"),
    ("eng", "consent-language-eng"),
    ("other", "consent-language-other"),
];
/// Who consents, with the key of their name.
pub const CONSENT_GIVERS: [(&str, &str); 3] =
    [("person", "consent-by-person"), ("guardian", "consent-by-guardian"), ("officer", "consent-by-officer")];

/// Consent that agencies may work on a case together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The agencies that it is for.
    pub agencies: Vec<String>,
    /// Who gave it, one of [`CONSENT_GIVERS`].
    pub by: String,
    /// In which language it was asked for, one of [`CONSENT_LANGUAGES`].
    pub language: String,
    /// Whether somebody interpreted.
    pub interpreter: bool,
    /// Whether a child agreed; nothing for an adult.
    pub assent: Option<bool>,
    /// The last day on which it holds; nothing when no day was set.
    pub until: Option<String>,
}

/// Consent as a reader of a case sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentView {
    /// Its place among what happened.
    pub number: i64,
    /// The day on which it was given.
    pub on: Date,
    /// What was said.
    pub consent: Consent,
    /// The names of the agencies.
    pub agencies: Vec<String>,
    /// Whether it holds today.
    pub holds: bool,
    /// Whether it was withdrawn.
    pub is_withdrawn: bool,
}

/// An agency that somebody wants to let in without consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LettingIn {
    /// The agency.
    pub agency_id: String,
    /// Its name.
    pub agency: String,
    /// As what.
    pub as_kind: String,
    /// Why.
    pub reason: String,
    /// Who asked for it.
    pub asked_by: String,
    /// Whether the reader may confirm it: somebody else than who asked.
    pub may_confirm: bool,
}

/// The ground on which an agency is let in.
pub(crate) enum Ground {
    /// Consent of this number, until a day.
    Consent(i64, Option<String>),
    /// A reason that somebody else must confirm.
    Reason(String),
}

impl Opened<'_> {
    /// Every consent with its number and day, and whether it was withdrawn.
    pub(crate) fn consents(&self) -> impl Iterator<Item = (i64, &str, &Consent, bool)> {
        let withdrawn = |number| {
            self.events.iter().any(|(_, what)| matches!(what, Happened::Withdrew { consent } if *consent == number))
        };
        self.events.iter().filter_map(move |(event, what)| match what {
            Happened::Consented { consent } => {
                Some((event.number, event.on.as_str(), consent, withdrawn(event.number)))
            }
            _ => None,
        })
    }

    /// The consent by which an agency may take part today, the one that holds longest.
    pub(crate) fn consent_for(&self, agency_id: &str, today: Date) -> Option<(i64, &Consent)> {
        let today = today.to_string();
        let holds = |consent: &Consent| consent.until.as_ref().is_none_or(|until| *until >= today);
        let of_it = self.consents().filter(|(_, _, consent, is_withdrawn)| {
            !is_withdrawn && holds(consent) && consent.agencies.iter().any(|one| one == agency_id)
        });
        of_it
            .max_by(|(_, _, one, _), (_, _, other, _)| longer(one).cmp(&longer(other)))
            .map(|(number, _, consent, _)| (number, consent))
    }

    /// The consent of an agency that does not take part, and could by it as what it is; nothing while nobody said what it is.
    pub(crate) fn not_yet_in(&self, agency: &Agency, context: &Context) -> Option<(i64, &Consent)> {
        let takes_part = self.members.iter().any(|one| one.agency_id == agency.id && is_open(one, context));
        let is_known = AGENCY_KINDS.iter().any(|(kind, _)| *kind == agency.kind);
        self.consent_for(&agency.id, context.today()).filter(|_| is_known && !takes_part)
    }

    /// The agencies that somebody asked to let in without consent, neither confirmed nor refused since: who asked, as what, and why.
    pub(crate) fn letting_in(&self) -> Vec<(&str, &str, &str, &str)> {
        let mut open: Vec<(&str, &str, &str, &str)> = Vec::new();
        for (event, what) in &self.events {
            match what {
                Happened::AskedToLetIn { agency_id, as_kind, reason } => {
                    open.retain(|(agency, ..)| agency != agency_id);
                    open.push((agency_id, as_kind, reason, &event.author_id));
                }
                Happened::Joined { agency_id, .. } | Happened::NotLetIn { agency_id } => {
                    open.retain(|(agency, ..)| agency != agency_id);
                }
                _ => {}
            }
        }
        open
    }

    /// On what ground an agency can be let in today.
    pub(crate) fn ground(&self, agency_id: &str, reason: &str, today: Date) -> Result<Ground, ServiceError> {
        if let Some((number, consent)) = self.consent_for(agency_id, today) {
            return Ok(Ground::Consent(number, consent.until.clone()));
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(ServiceError::invalid("reason", Message::new("casework-consent-missing")));
        }
        if reason.chars().count() > LONGEST_REASON {
            let message = Message::new("casework-reason-too-long").with("max", LONGEST_REASON);
            return Err(ServiceError::invalid("reason", message));
        }
        Ok(Ground::Reason(reason.to_owned()))
    }
}

/// Consent without a last day holds longest.
fn longer(consent: &Consent) -> (bool, &str) {
    (consent.until.is_none(), consent.until.as_deref().unwrap_or_default())
}

impl Casework {
    /// Lets agencies take part, each as what it is, for which consent holds and which do not yet take part. Nothing happens when there are
    /// none.
    ///
    /// # Errors
    /// As [`Casework::invite`].
    pub async fn let_in_by_consent(&self, context: &Context, id: &str, seen: i64) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.keeping(context, id, seen).await?;
        let mut changes = Vec::new();
        for agency in self.book.kit.store.agencies().await? {
            let Some((number, consent)) = opened.not_yet_in(&agency, context) else { continue };
            let until = consent.until.clone();
            let (joined, member) = opened.joining(context, (&agency.id, &agency.kind), Some((number, until)));
            opened.add(context, &seat, None, joined)?;
            changes.push(Change::PutCaseMember(member));
        }
        if changes.is_empty() { Ok(()) } else { self.write(context, opened, seen, Action::LeadCase, changes).await }
    }

    /// Notes that somebody consented.
    ///
    /// # Errors
    /// As [`Casework::make_move`]; [`ServiceError::Invalid`] when it is for no agency, or says what there is not.
    pub async fn consent(&self, context: &Context, id: &str, seen: i64, consent: Consent) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.seen(context, id, seen, Action::WorkCase).await?;
        if seat.agency_id != opened.case.agency_id {
            return Err(ServiceError::Refused);
        }
        let agencies = self.agencies_to_ask().await?;
        let is_other = |id: &String| *id != opened.case.agency_id && agencies.iter().any(|agency| agency.id == *id);
        let mut wrong = mistakes(&consent, consent.agencies.iter().all(is_other), context.today());
        if opened.is_of_child() {
            wrong.extend(mistake_of_child(&consent));
        }
        if !wrong.is_empty() {
            let problems = wrong.into_iter().map(|(field, key)| FieldProblem::new(field, Message::new(key)));
            return Err(ServiceError::Invalid(problems.collect()));
        }
        opened.add(context, &seat, None, Happened::Consented { consent })?;
        let changes = opened.consent_rows(opened.case.events, None);
        self.write(context, opened, seen, Action::WorkCase, changes).await
    }

    /// Notes that consent was withdrawn. Agencies that took part by it alone see nothing from their next request on.
    ///
    /// # Errors
    /// As [`Casework::make_move`].
    pub async fn withdraw(&self, context: &Context, id: &str, seen: i64, number: i64) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.seen(context, id, seen, Action::WorkCase).await?;
        let known = opened.consents().any(|(known, _, _, is_withdrawn)| known == number && !is_withdrawn);
        if !known {
            return Err(overtaken());
        }
        opened.add(context, &seat, None, Happened::Withdrew { consent: number })?;
        let mut changes = opened.consent_rows(number, Some(context.today()));
        for member in resting_on(&opened, number) {
            let left = match opened.consent_for(&member.agency_id, context.today()) {
                // Another consent carries on.
                Some((_, other)) => CaseMember { until: other.until.clone(), updated_at: context.at, ..member },
                None => {
                    opened.add(context, &seat, None, Happened::Left { agency_id: member.agency_id.clone() })?;
                    CaseMember { is_open: false, updated_at: context.at, ..member }
                }
            };
            changes.push(Change::PutCaseMember(left));
        }
        changes.extend(opened.revoke_without_ground(context, &seat)?);
        self.write(context, opened, seen, Action::WorkCase, changes).await
    }

    /// Confirms that an agency is let in without consent: by somebody else than who asked for it.
    ///
    /// # Errors
    /// As [`Casework::make_move`]; [`ServiceError::Refused`] also for who asked.
    pub async fn confirm_letting_in(
        &self,
        context: &Context,
        id: &str,
        seen: i64,
        agency_id: &str,
    ) -> Result<(), ServiceError> {
        let (opened, seat) = self.keeping(context, id, seen).await?;
        let asked = opened.letting_in().into_iter().find(|(agency, ..)| *agency == agency_id);
        let (_, as_kind, reason, asked_by) = asked.ok_or_else(overtaken)?;
        if asked_by == context.actor.account_id {
            return Err(ServiceError::Refused);
        }
        let invited =
            Invited { agency_id: agency_id.to_owned(), as_kind: as_kind.to_owned(), reason: reason.to_owned() };
        self.let_in(context, (opened, seat), seen, invited, None).await
    }

    /// Refuses that an agency is let in without consent.
    ///
    /// # Errors
    /// As [`Casework::make_move`].
    pub async fn refuse_letting_in(
        &self,
        context: &Context,
        id: &str,
        seen: i64,
        agency_id: &str,
    ) -> Result<(), ServiceError> {
        let (mut opened, seat) = self.keeping(context, id, seen).await?;
        if opened.letting_in().iter().all(|(agency, ..)| *agency != agency_id) {
            return Err(overtaken());
        }
        opened.add(context, &seat, None, Happened::NotLetIn { agency_id: agency_id.to_owned() })?;
        self.write(context, opened, seen, Action::LeadCase, Vec::new()).await
    }
}

/// The agencies that take part by this consent.
fn resting_on(opened: &Opened<'_>, number: i64) -> Vec<CaseMember> {
    let rests = |member: &&CaseMember| {
        let last = opened.events.iter().rev().find_map(|(_, what)| match what {
            Happened::Joined { agency_id, consent, .. } if *agency_id == member.agency_id => Some(*consent),
            _ => None,
        });
        member.is_open && member.as_kind != KEEPER && last.flatten() == Some(number)
    };
    opened.members.iter().filter(rests).cloned().collect()
}

/// Of a child: somebody who answers for it consents, and the child was asked. A child's no is no consent; whoever lets an agency in all the
/// same gives a reason, which a second person confirms.
fn mistake_of_child(consent: &Consent) -> Option<Mistake> {
    match consent.assent {
        _ if consent.by == "person" => Some(("by", "casework-consent-child-by")),
        None => Some(("assent", "casework-consent-child-asked")),
        Some(false) => Some(("assent", "casework-consent-child-no")),
        Some(true) => None,
    }
}

/// Where something is wrong, and what is said of it.
type Mistake = (&'static str, &'static str);

fn mistakes(consent: &Consent, agencies_are_known: bool, today: Date) -> Vec<Mistake> {
    let is_one_of = |known: &[(&str, &str)], said: &str| known.iter().any(|(id, _)| *id == said);
    let until = consent.until.as_ref().map(|until| until.parse::<Date>());
    let wrong = [
        (consent.agencies.is_empty() || !agencies_are_known, "agencies", "casework-consent-agencies"),
        (!is_one_of(&CONSENT_GIVERS, &consent.by), "by", "casework-consent-by"),
        (!is_one_of(&CONSENT_LANGUAGES, &consent.language), "language", "casework-consent-language"),
        (until.is_some_and(|until| until.is_ok_and(|until| until < today)), "until", "casework-consent-until"),
        (consent.until.as_ref().is_some_and(|until| until.parse::<Date>().is_err()), "until", "casework-consent-until"),
    ];
    wrong.into_iter().filter(|(is_wrong, ..)| *is_wrong).map(|(_, field, key)| (field, key)).collect()
}
