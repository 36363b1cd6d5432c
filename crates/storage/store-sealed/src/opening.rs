//! Opening what was read. Owns that what lies there open from before is given as it lies, that what was erased is told and not guessed, and
//! that a seal that was changed or moved is an error and never a value.

use crate::Sealed;
use crate::hidden::{Hidden, taken_out};
use crate::sealing::{
    answers_place, draft_place, draft_row, event_place, event_row, file_place, reason_place, record_place, tie_place,
};
use crate::text::{key_id, read};
use crate::vault::DataKey;
use seal::{ID, Place};
use std::collections::{BTreeSet, HashMap};
use store::{Attachment, CaseAnswers, CaseEvent, Draft, Record, SEALED_FILE, StoreError, StoredSubmission, Tie};

/// Answers that nobody can read any more.
const NO_ANSWERS: &str = "{}";
/// What is left of an event whose case was erased.
const ERASED_EVENT: &str = r#"{"did":"erased"}"#;

/// What became of a text.
enum Opened {
    /// It lay open.
    AsItWas,
    /// This is what it says.
    Says(String),
    /// Its key was destroyed.
    Erased,
}

/// The keys that some texts need.
pub(crate) struct Keys(HashMap<[u8; ID], DataKey>);

impl Keys {
    fn open(&self, place: Place<'_>, text: &str) -> Result<Opened, StoreError> {
        let Some(seal) = read(text) else { return Ok(Opened::AsItWas) };
        let Some(key) = seal::key_id(&seal).ok().and_then(|id| self.0.get(&id)) else { return Ok(Opened::Erased) };
        let opened = key.open(place, &seal).and_then(|bytes| String::from_utf8(bytes).ok());
        opened.map(Opened::Says).ok_or_else(|| broken(place))
    }

    /// The text as it says, or what stands for it when it was erased; and whether it was.
    fn opened(&self, place: Place<'_>, text: &mut String, erased: &str) -> Result<bool, StoreError> {
        match self.open(place, text)? {
            Opened::AsItWas => return Ok(false),
            Opened::Says(said) => *text = said,
            Opened::Erased => {
                erased.clone_into(text);
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn broken(place: Place<'_>) -> StoreError {
    StoreError::Corrupt {
        table: place.table.to_owned(),
        row: place.row.to_owned(),
        column: place.column.to_owned(),
        problem: "it was changed, or belongs elsewhere".to_owned(),
    }
}

impl Sealed {
    /// The keys of the seals among some texts.
    pub(crate) async fn keys_in<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Result<Keys, StoreError> {
        let ids: BTreeSet<[u8; ID]> = texts.filter_map(key_id).collect();
        if ids.is_empty() {
            return Ok(Keys(HashMap::new()));
        }
        Ok(Keys(self.vault.keys_named(&ids).await?))
    }

    /// Submissions as they were sent.
    pub(crate) async fn open_submissions(&self, all: &mut [StoredSubmission]) -> Result<(), StoreError> {
        // A reason is anybody's words and may look like a seal: only where the kind is sealed, it is one.
        let mut sealed = Vec::with_capacity(all.len());
        for stored in all.iter() {
            sealed.push(self.sealed_kind(&stored.submission.kind).await?.is_some());
        }
        let mut mine: Vec<_> =
            all.iter_mut().zip(sealed).filter_map(|(stored, sealed)| sealed.then_some(stored)).collect();
        let texts = mine.iter().flat_map(|stored| [&stored.submission.answers, &stored.submission.reason]);
        let keys = self.keys_in(texts.filter_map(|text| text.as_deref())).await?;
        for stored in &mut mine {
            let submission = &mut stored.submission;
            if let Some(answers) = &mut submission.answers {
                stored.erased |= keys.opened(answers_place(&submission.id), answers, NO_ANSWERS)?;
            }
            if let Some(reason) = &mut submission.reason {
                stored.erased |= keys.opened(reason_place(&submission.id), reason, "")?;
            }
        }
        Ok(())
    }

    /// A submission as it was sent.
    pub(crate) async fn open_submission(&self, one: &mut Option<StoredSubmission>) -> Result<(), StoreError> {
        self.open_submissions(one.as_mut_slice()).await
    }

    /// Answers by their submissions' ids.
    pub(crate) async fn open_answers(&self, all: &mut [(String, String)]) -> Result<(), StoreError> {
        let keys = self.keys_in(all.iter().map(|(_, answers)| answers.as_str())).await?;
        for (id, answers) in all {
            keys.opened(answers_place(id), answers, NO_ANSWERS)?;
        }
        Ok(())
    }

    /// What records of cases say.
    pub(crate) async fn open_case_answers(&self, all: &mut [CaseAnswers]) -> Result<(), StoreError> {
        let keys = self.keys_in(all.iter().filter_map(|one| one.answers.as_deref())).await?;
        for one in all {
            if let Some(answers) = &mut one.answers {
                keys.opened(answers_place(&one.submission_id), answers, NO_ANSWERS)?;
            }
        }
        Ok(())
    }

    /// Records with all their values.
    pub(crate) async fn open_records(&self, all: &mut [Record]) -> Result<(), StoreError> {
        let sealed: Vec<Option<String>> = all.iter_mut().map(taken_out).collect();
        let keys = self.keys_in(sealed.iter().flatten().map(String::as_str)).await?;
        for (record, text) in all.iter_mut().zip(sealed) {
            let Some(text) = text else { continue };
            match keys.open(record_place(&record.id), &text)? {
                Opened::Says(said) => {
                    let hidden: Hidden = serde_json::from_str(&said).map_err(|_| broken(record_place(&record.id)))?;
                    hidden.put(record);
                }
                Opened::Erased => record.erased = true,
                Opened::AsItWas => return Err(broken(record_place(&record.id))),
            }
        }
        Ok(())
    }

    /// What happened in cases.
    pub(crate) async fn open_events(&self, all: &mut [CaseEvent]) -> Result<(), StoreError> {
        let keys = self.keys_in(all.iter().map(|event| event.what.as_str())).await?;
        for event in all {
            let row = event_row(event);
            keys.opened(event_place(&row), &mut event.what, ERASED_EVENT)?;
        }
        Ok(())
    }

    /// As what people are tied; nothing is said any more of somebody who was erased.
    pub(crate) async fn open_ties(&self, all: &mut [Tie]) -> Result<(), StoreError> {
        let keys = self.keys_in(all.iter().map(|tie| tie.said.as_str())).await?;
        for tie in all {
            keys.opened(tie_place(&tie.id), &mut tie.said, NO_ANSWERS)?;
        }
        Ok(())
    }

    /// As what somebody is tied.
    pub(crate) async fn open_tie(&self, one: &mut Option<Tie>) -> Result<(), StoreError> {
        self.open_ties(one.as_mut_slice()).await
    }

    /// A file with its content; nothing when nobody can read it any more.
    pub(crate) async fn open_file(&self, file: &mut Option<Attachment>) -> Result<(), StoreError> {
        let Some(found) = file else { return Ok(()) };
        let Some(seal) = found.bytes.strip_prefix(SEALED_FILE) else { return Ok(()) };
        let place = file_place(&found.hash);
        let id = seal::key_id(seal).map_err(|_| broken(place))?;
        match self.vault.keys_named(&BTreeSet::from([id])).await?.get(&id) {
            Some(key) => found.bytes = key.open(place, seal).ok_or_else(|| broken(file_place(&found.hash)))?,
            None => *file = None,
        }
        Ok(())
    }

    /// A draft as it was typed; nothing when nobody can read it any more.
    pub(crate) async fn open_draft(&self, mut draft: Draft) -> Result<Option<Draft>, StoreError> {
        let keys = self.keys_in(std::iter::once(draft.content.as_str())).await?;
        let row = draft_row(&draft.head.account_id, &draft.head.id);
        let erased = keys.opened(draft_place(&row), &mut draft.content, "")?;
        Ok((!erased).then_some(draft))
    }
}
