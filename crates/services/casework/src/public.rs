//! Reports by people who do not sign in: telling, and coming back with a code to see what became of it and to add something. Owns the code,
//! of which only a hash is kept, and the bound on how often it is tried; nothing is kept of who sent it or from where.

use crate::Casework;
use crate::event::Happened;
use collection::{InCase, NewSubmission};
use language::{Lang, Message};
use serde_json::{Value as Json, json};
use service_kit::{Actor, Context, Kit, ServiceError};
use sha2::{Digest, Sha256};
use std::sync::Mutex;
use store::{Change, Millis, PublicReceipt, Unit};

/// The form by which reports come, and those by which they are added to and answered.
pub(crate) const TIP: &str = "reports-triage/tip";
pub(crate) const ADDITION: &str = "reports-triage/addition";
const ANSWER: &str = "reports-triage/answer";
/// The longest text, in signs.
const LONGEST_TEXT: usize = 5_000;
/// The signs of a code: none looks like another.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The signs of a code, 5 bits each.
pub(crate) const CODE_SIGNS: usize = 16;

/// What somebody tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicReport {
    /// A secret of the page on which it was written, so that sending it twice is one report.
    pub key: String,
    /// What kind of thing, as the form has it.
    pub kind: String,
    /// Whether somebody is in danger: `yes`, `no`, `unknown`.
    pub danger: String,
    /// Whether it is about a child, the same way.
    pub child: String,
    /// What happens.
    pub told: String,
    /// Where.
    pub place: String,
    /// How to reach the sender safely; empty when no answer is wished there.
    pub contact: String,
}

/// How far a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is there.
    Received,
    /// Somebody looks after it.
    LookedAt,
    /// It is answered or set aside.
    Done,
}

/// What whoever comes back with a code sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicStanding {
    /// How far it is.
    pub progress: Progress,
    /// What was written for the sender.
    pub answers: Vec<String>,
}

/// So many at once, and then so many a time: one bound for everybody, so that no village behind one address is locked out alone.
#[derive(Debug)]
pub(crate) struct Bucket {
    most: i64,
    every: Millis,
    state: Mutex<(i64, Millis)>,
}

impl Bucket {
    pub(crate) const fn new(most: i64, every: Millis) -> Self {
        Self { most, every, state: Mutex::new((0, 0)) }
    }

    /// Takes one.
    ///
    /// # Errors
    /// [`ServiceError::TooMuch`] when there is none left for now.
    pub(crate) fn take(&self, kit: &Kit) -> Result<(), ServiceError> {
        let now = kit.now();
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (used, since) = *state;
        let given_back = now.saturating_sub(since).max(0).checked_div(self.every).unwrap_or_default();
        let used = used.saturating_sub(given_back).max(0);
        if used >= self.most {
            return Err(ServiceError::TooMuch(Message::new("casework-public-wait")));
        }
        let since = if used == 0 { now } else { since.saturating_add(given_back.saturating_mul(self.every)) };
        *state = (used.saturating_add(1), since);
        Ok(())
    }
}

impl Casework {
    /// Whether reports can be told here.
    pub fn takes_reports(&self) -> bool {
        self.book.workflows().any(|(_, workflow)| workflow.opened_by.iter().any(|form| form == TIP))
    }

    /// Takes a report for an agency and gives the code to come back with. The same report gives the same code.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] for what is missing or too long; [`ServiceError::TooMuch`] when too much comes at once.
    pub async fn tell(&self, lang: Lang, agency_id: &str, report: &PublicReport) -> Result<String, ServiceError> {
        check(report)?;
        let kit = &self.book.kit;
        let context = Context::new(kit, Actor::public(agency_id), lang);
        let secret = digest(&[
            "report",
            &report.key,
            &report.kind,
            &report.danger,
            &report.child,
            &report.told,
            &report.place,
            &report.contact,
        ]);
        let id = format!("public-{}", hex(&secret, 16));
        let code = code_of(&digest(&["code", &hex(&secret, 32)]));
        if kit.store.case(&id).await?.is_some() {
            return Ok(code);
        }
        self.reports_left.take(kit)?;
        let receipt = PublicReceipt { code_hash: hash_of(&code), case_id: id.clone(), created_at: context.at };
        let entry = kit.entry(&context, "report.receive", TIP, &id, &json!({}));
        kit.commit(Unit::one(Change::PutPublicReceipt(receipt), entry)).await?;
        let wished = if report.contact.trim().is_empty() { "no" } else { "yes" };
        let mut answers = json!({
            "code": format!("P-{}", code.get(..4).unwrap_or_default()),
            "received_on": context.today().to_string(),
            "channel": "public_page",
            "kind": report.kind, "danger": report.danger, "child": report.child,
            "told": report.told.trim(), "place": report.place.trim(), "answer_wished": wished,
        });
        if wished == "yes"
            && let Some(answers) = answers.as_object_mut()
        {
            answers.insert("contact".to_owned(), Json::String(report.contact.trim().to_owned()));
        }
        self.submit_as_public(&context, id, TIP, answers, None).await?;
        Ok(code)
    }

    /// What became of a report.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for a code that is none; [`ServiceError::TooMuch`] after too many of those.
    pub async fn standing_of_report(&self, code: &str) -> Result<PublicStanding, ServiceError> {
        let case_id = self.case_of_code(code).await?;
        // The receipt is kept before the report: for a moment there may be no case yet.
        if self.book.kit.store.case(&case_id).await?.is_none() {
            return Ok(PublicStanding { progress: Progress::Received, answers: Vec::new() });
        }
        let opened = self.book.read(&case_id).await?;
        let moved = opened.events.iter().any(|(_, what)| matches!(what, Happened::Moved { .. }));
        let progress = match (opened.case.is_closed, moved) {
            (true, _) => Progress::Done,
            (false, true) => Progress::LookedAt,
            (false, false) => Progress::Received,
        };
        let said = |record_id: &String| {
            let answers = opened.answers.get(record_id)?;
            let is_for_the_page = answers.get("how").and_then(Json::as_str) == Some("page");
            answers.get("told").and_then(Json::as_str).filter(|_| is_for_the_page).map(str::to_owned)
        };
        let answered = opened.events.iter().filter_map(|(event, what)| match what {
            Happened::Form { form } if form == ANSWER => event.record_id.as_ref(),
            _ => None,
        });
        Ok(PublicStanding { progress, answers: answered.filter_map(said).collect() })
    }

    /// Adds to a report.
    ///
    /// # Errors
    /// As [`Casework::standing_of_report`]; [`ServiceError::Invalid`] for nothing, and for too much text.
    pub async fn add_to_report(&self, lang: Lang, code: &str, key: &str, told: &str) -> Result<(), ServiceError> {
        check_text("told", told)?;
        let case_id = self.case_of_code(code).await?;
        let kit = &self.book.kit;
        let case = kit.store.case(&case_id).await?.ok_or(ServiceError::NotFound)?;
        let id = format!("public-{}", hex(&digest(&["addition", key, &case_id, told]), 16));
        if kit.store.submission(&id).await?.is_some() {
            return Ok(());
        }
        self.reports_left.take(kit)?;
        let context = Context::new(kit, Actor::public(case.agency_id), lang);
        let answers = json!({
            "code": format!("P-{}", plain(code).get(..4).unwrap_or_default()),
            "received_on": context.today().to_string(), "told": told.trim(),
        });
        self.submit_as_public(&context, id, ADDITION, answers, Some(InCase::new(case_id, None))).await
    }

    async fn submit_as_public(
        &self,
        context: &Context,
        id: String,
        kind: &str,
        answers: Json,
        in_case: Option<InCase>,
    ) -> Result<(), ServiceError> {
        let new = NewSubmission { id, kind: kind.to_owned(), answers, corrects: None, reason: None, source: "public" };
        self.collection.submit_within(context, new, in_case).await.map(drop)
    }

    /// The case that a code leads to. Only codes that lead nowhere use up what may be tried.
    async fn case_of_code(&self, code: &str) -> Result<String, ServiceError> {
        let plain = plain(code);
        let found = match plain.len() {
            CODE_SIGNS => self.book.kit.store.public_receipt(&hash_of(&plain)).await?,
            _ => None,
        };
        match found {
            Some(receipt) => Ok(receipt.case_id),
            None => {
                self.wrong_codes_left.take(&self.book.kit)?;
                Err(ServiceError::NotFound)
            }
        }
    }
}

fn check(report: &PublicReport) -> Result<(), ServiceError> {
    let chosen = [("kind", &report.kind), ("danger", &report.danger), ("child", &report.child)];
    if let Some((field, _)) = chosen.iter().find(|(_, value)| value.is_empty()) {
        return Err(ServiceError::invalid(*field, Message::new("casework-public-choose")));
    }
    check_text("told", &report.told)?;
    for (field, text) in [("place", &report.place), ("contact", &report.contact)] {
        if text.chars().count() > 300 {
            return Err(too_long(field, 300));
        }
    }
    Ok(())
}

fn check_text(field: &str, text: &str) -> Result<(), ServiceError> {
    if text.trim().is_empty() {
        return Err(ServiceError::invalid(field, Message::new("casework-public-told")));
    }
    if text.chars().count() > LONGEST_TEXT { Err(too_long(field, LONGEST_TEXT)) } else { Ok(()) }
}

fn too_long(field: &str, max: usize) -> ServiceError {
    ServiceError::invalid(field, Message::new("casework-public-too-long").with("max", max))
}

/// Parts hashed so that no two lists of them give the same.
pub(crate) fn digest(parts: &[&str]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_vec()
}

pub(crate) fn hex(bytes: &[u8], count: usize) -> String {
    bytes.iter().take(count).map(|byte| format!("{byte:02x}")).collect()
}

/// 80 bits in signs that nobody mistakes for each other.
pub(crate) fn code_of(secret: &[u8]) -> String {
    let sign = |byte: &u8| SIGNS.get(usize::from(byte % 32)).map_or('0', |sign| char::from(*sign));
    secret.iter().take(CODE_SIGNS).map(sign).collect()
}

/// A code as people read it: in groups of four.
pub fn grouped(code: &str) -> String {
    let signs: Vec<char> = code.chars().collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// A code as it was made, however it was typed.
pub(crate) fn plain(code: &str) -> String {
    let sign = |sign: char| match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    code.chars().filter(char::is_ascii_alphanumeric).take(64).map(sign).collect()
}

pub(crate) fn hash_of(code: &str) -> String {
    hex(&digest(&["public receipt", code]), 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        for typed in ["0123 4567 89AB CDEF", "o123-4567-89ab-cdef", "OI23456789ABCDEF", " 0123456789abcdef "] {
            assert_eq!(plain(typed), "0123456789ABCDEF", "{typed}");
        }
        assert_eq!(grouped("0123456789ABCDEF"), "0123 4567 89AB CDEF");
        assert_ne!(digest(&["a", "bc"]), digest(&["ab", "c"]));
    }
}
