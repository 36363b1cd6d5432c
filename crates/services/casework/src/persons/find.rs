//! Looking for people, and telling who may be the same while somebody is entered. Owns keeping the index up with the log, and that nobody is
//! found whom the reader may not see.

use super::index::{Among, Index};
use super::sketch::{Known, sketched};
use super::{Sight, is_same};
use crate::Casework;
use language::Message;
use names::{Ground, Likeness, Sketch, WORTH_A_LOOK, compare};
use packs::PersonQuestions;
use serde_json::{Value as Json, json};
use service_kit::{Action, Context, Reach, ServiceError, reach};
use std::collections::BTreeSet;
use store::{Record, StoredSubmission, Unit};
use tokio::sync::Mutex;

/// People who are shown at most for one question.
pub const MOST_FOUND: usize = 20;
/// Candidates that are looked at: more than are shown, since the likeliest by letters are not always the likeliest.
const CANDIDATES: usize = 60;
/// So much of the log is read at once.
const STEP: i64 = 2_000;

/// Everybody, as far as the log was read.
#[derive(Default)]
pub(crate) struct People(Mutex<Index>);

impl People {
    /// Leaves somebody out from now on.
    pub(super) async fn forget(&self, id: &str) {
        self.0.lock().await.remove(id);
    }
}

/// Somebody who was found.
#[derive(Clone, Debug)]
pub struct Alike {
    /// The record.
    pub record: Record,
    /// What they are called and how old they are.
    pub known: Known,
    /// How alike they are.
    pub points: i32,
    /// What speaks for it and against it, in sentences.
    pub grounds: Vec<Message>,
    /// Whether the record is the reader's agency's or their own: what may be corrected and tied to cases.
    pub is_own: bool,
}

impl Casework {
    /// People who may be the one that these answers of a form tell of, the likeliest first. Who was found by the reader's question is told in the
    /// audit by number alone.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the kind is none of people.
    pub async fn alike(
        &self,
        context: &Context,
        kind: &str,
        answers: &Json,
        but: Option<&str>,
    ) -> Result<Vec<Alike>, ServiceError> {
        let questions = self.questions(kind)?;
        let (sketch, _) = sketched(&questions, answers);
        if sketch.is_blank() {
            return Ok(Vec::new());
        }
        let mut found = self.seen_among(context, &sketch, "", but).await?;
        found.retain(|one| one.points >= WORTH_A_LOOK);
        self.tell_of_looking(context, kind, &found).await?;
        Ok(found)
    }

    /// People who are called so, have this number or this code, as far as the reader may see them; the likeliest first.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn find_people(&self, context: &Context, text: &str) -> Result<Vec<Alike>, ServiceError> {
        let text: String = text.trim().chars().take(100).collect();
        let sketch = Sketch::default().named(&text).with_document(&text).with_contact(&text);
        if sketch.is_blank() {
            return Ok(Vec::new());
        }
        let found = self.seen_among(context, &sketch, &text, None).await?;
        self.tell_of_looking(context, "", &found).await?;
        Ok(found)
    }

    async fn tell_of_looking(&self, context: &Context, kind: &str, found: &[Alike]) -> Result<(), ServiceError> {
        if found.is_empty() {
            return Ok(());
        }
        let entry = self.book.kit.entry(context, "person.search", kind, "", &json!({ "found": found.len() }));
        self.book.kit.commit(Unit::told(entry)).await.map(drop)
    }

    fn questions(&self, kind: &str) -> Result<PersonQuestions, ServiceError> {
        let known = self.person_kinds().into_iter().find(|(id, _)| id == kind);
        known.map(|(_, questions)| questions).ok_or(ServiceError::NotFound)
    }

    async fn seen_among(
        &self,
        context: &Context,
        sketch: &Sketch,
        code: &str,
        but: Option<&str>,
    ) -> Result<Vec<Alike>, ServiceError> {
        if reach(context.actor.role, Action::ReadCase) == Reach::No {
            return Ok(Vec::new());
        }
        let own = context.actor.agency_id.as_str();
        let mut ids = Vec::new();
        {
            let mut index = self.people.0.lock().await;
            self.catch_up(&mut index).await?;
            for among in [Among::Agency(own), Among::Others(own)] {
                ids.extend(index.candidates(sketch, code, among, CANDIDATES));
            }
        }
        let ties = self.book.kit.store.ties_of(&ids).await?;
        // Of several records of one person only that which stands for them is shown.
        let stood_for: BTreeSet<&str> =
            ties.iter().filter(|tie| is_same(tie)).map(|tie| tie.person_id.as_str()).collect();
        let mut found = Vec::new();
        for id in ids.iter().filter(|id| but != Some(id.as_str()) && !stood_for.contains(id.as_str())) {
            let Some(record) = self.person_record(id).await? else { continue };
            // Whom one sees only for a purpose is not found by trying names.
            let Some(sight) = self.sight(context, &record, &ties).await?.filter(|sight| *sight > Sight::AfterPurpose)
            else {
                continue;
            };
            found.push(self.likened(sketch, code, record, sight)?);
        }
        found.sort_by(|one, other| other.points.cmp(&one.points).then_with(|| one.record.id.cmp(&other.record.id)));
        found.truncate(MOST_FOUND);
        Ok(found)
    }

    fn likened(&self, sketch: &Sketch, code: &str, record: Record, sight: Sight) -> Result<Alike, ServiceError> {
        let (other, known) = sketched(&self.questions(&record.kind)?, &says(&record));
        let Likeness { points, grounds } = compare(sketch, &other);
        let is_called = !code.is_empty() && self.code_of_person(&record).eq_ignore_ascii_case(code.trim());
        Ok(Alike {
            known,
            points: if is_called { 100 } else { points },
            grounds: grounds.into_iter().map(said).collect(),
            is_own: sight == Sight::Own,
            record,
        })
    }

    /// The code by which other records name a person.
    fn code_of_person(&self, record: &Record) -> String {
        let in_use = self.collection.in_use(&record.kind);
        let key = in_use.ok().and_then(|in_use| in_use.definition().kind.key.clone());
        key.map(|key| record.answer(&key)).unwrap_or_default()
    }

    /// Reads what was added to the log since.
    async fn catch_up(&self, index: &mut Index) -> Result<(), ServiceError> {
        let store = &self.book.kit.store;
        let kinds = self.person_kinds();
        let end = store.end_of_log().await?;
        while index.read_to < end {
            let to = index.read_to.saturating_add(STEP).min(end);
            for (kind, questions) in &kinds {
                let key = self.collection.in_use(kind)?.definition().kind.key.clone();
                for stored in store.submissions_between(kind, index.read_to, to).await? {
                    take_in(index, questions, key.as_deref(), stored);
                }
            }
            index.read_to = to;
        }
        Ok(())
    }
}

fn take_in(index: &mut Index, questions: &PersonQuestions, key: Option<&str>, stored: StoredSubmission) {
    let submission = stored.submission;
    let answers = submission.answers.filter(|_| !stored.erased);
    match answers.and_then(|answers| serde_json::from_str::<Json>(&answers).ok()) {
        Some(answers) => {
            let (sketch, _) = sketched(questions, &answers);
            let code = key.and_then(|key| answers.get(key)).and_then(Json::as_str).unwrap_or_default();
            index.put(&submission.record_id, &submission.agency_id, &sketch, code);
        }
        None => index.remove(&submission.record_id),
    }
}

/// What a record says, as answers.
pub(super) fn says(record: &Record) -> Json {
    let object = |row: &store::Row| {
        Json::Object(row.iter().map(|(name, value)| (name.clone(), Json::String(value.to_answer()))).collect())
    };
    let mut says = object(&record.columns);
    if let Json::Object(says) = &mut says {
        for (repeat, rows) in &record.rows {
            says.insert(repeat.clone(), Json::Array(rows.iter().map(object).collect()));
        }
    }
    says
}

fn said(ground: Ground) -> Message {
    Message::new(match ground {
        Ground::SameDocument => "casework-alike-document",
        Ground::SameName => "casework-alike-name",
        Ground::NearName => "casework-alike-near-name",
        Ground::SameSound => "casework-alike-sound",
        Ground::SameContact => "casework-alike-contact",
        Ground::SameBirth => "casework-alike-birth",
        Ground::NearBirth => "casework-alike-near-birth",
        Ground::OtherBirth => "casework-alike-other-birth",
        Ground::SameNationality => "casework-alike-nationality",
        Ground::OtherNationality => "casework-alike-other-nationality",
        Ground::OtherGender => "casework-alike-other-gender",
    })
}
