//! The index of people, kept up with the log. Owns that each submission is taken in once, and that nobody waits long for an index that is
//! still being read: after a start it takes a while for many people.

use super::sketch::sketched;
use crate::Casework;
use names::{Candidates, Index, Sketch};
use packs::PersonQuestions;
use serde_json::Value as Json;
use service_kit::ServiceError;
use std::time::Duration;
use store::StoredSubmission;
use tokio::sync::{Mutex, RwLock};

/// So much of the log is read at once.
const STEP: i64 = 2_000;
/// How long a question waits for what was not read yet.
const PATIENCE: Duration = Duration::from_secs(4);

/// Everybody, as far as the log was read.
#[derive(Default)]
pub(crate) struct People {
    index: RwLock<Index>,
    /// The place in the log up to which it was read; held by the one who reads on.
    read_to: Mutex<i64>,
}

impl People {
    /// Leaves somebody out from now on.
    pub(super) async fn forget(&self, id: &str) {
        self.index.write().await.remove(id);
    }
}

impl Casework {
    /// Reads everybody who is kept into the index by which they are found, so that the first question does not wait for it.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn learn_people(&self) -> Result<(), ServiceError> {
        let store = &self.book.kit.store;
        let kinds = self.person_kinds();
        let mut read_to = self.people.read_to.lock().await;
        let end = store.end_of_log().await?;
        while *read_to < end {
            let to = read_to.saturating_add(STEP).min(end);
            for (kind, questions) in &kinds {
                let key = self.collection.in_use(kind)?.definition().kind.key.clone();
                let read = store.submissions_between(kind, *read_to, to).await?;
                let mut index = self.people.index.write().await;
                read.into_iter().for_each(|stored| take_in(&mut index, questions, key.as_deref(), stored));
            }
            *read_to = to;
        }
        Ok(())
    }

    /// Who may be meant, and whether everybody was looked at: not yet, for a while after a start with many people.
    pub(super) async fn meant_by(
        &self,
        sketch: &Sketch,
        code: &str,
        most: usize,
        agency_id: &str,
    ) -> Result<(Candidates, bool), ServiceError> {
        let is_complete = match tokio::time::timeout(PATIENCE, self.learn_people()).await {
            Ok(learnt) => learnt.map(|()| true)?,
            Err(_) => false,
        };
        Ok((self.people.index.read().await.candidates(sketch, code, agency_id, most), is_complete))
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
