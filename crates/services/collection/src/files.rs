//! Files that belong to answers: pictures, sounds, films and documents, kept once under the hash of their content. Owns what may be kept and who may
//! read it; the answer holds the hash, and which ones an answer may hold is `naming`'s.

use crate::Collection;
use forms::{AskedFile, Media};
use language::Message;
use media::{Cleaned, Keep, Refusal, Wanted};
use serde_json::json;
use service_kit::{Action, Context, ServiceError};
use store::{Attachment, AuditEntry, Change, Record, Unit};

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 25 * 1024 * 1024;

impl Collection {
    /// Keeps a file that answers a question and returns the name to answer with. What it is is decided by what stands in it, not by
    /// what the sender says. Where, when and with what it was taken is removed from pictures, sounds and films before anything is kept.
    ///
    /// # Errors
    /// [`ServiceError::TooMuch`] beyond [`LARGEST_FILE`]; [`ServiceError::Invalid`] when it is not what the question asks for, or
    /// damaged or of an unknown make, so that nobody can say what it tells.
    pub async fn keep_file(&self, context: &Context, asked: AskedFile, bytes: Vec<u8>) -> Result<String, ServiceError> {
        let file = self.cleaned(context, "file", asked, bytes).await?;
        let name = file.hash.clone();
        let entry = self.told_of_keeping(context, &file);
        let account_id = context.actor.account_id.clone();
        let note = Change::NoteUpload { account_id, hash: name.clone(), at: context.at };
        self.kit.commit(Unit::new(vec![Change::PutAttachment(file), note], vec![entry])).await?;
        Ok(name)
    }

    /// A file as it will be kept, not kept yet. `path` is where it was answered.
    ///
    /// # Errors
    /// As [`Collection::keep_file`].
    pub(crate) async fn cleaned(
        &self,
        context: &Context,
        path: &str,
        asked: AskedFile,
        bytes: Vec<u8>,
    ) -> Result<Attachment, ServiceError> {
        if bytes.len() > LARGEST_FILE {
            return Err(ServiceError::TooMuch(too_large()));
        }
        let keep = if asked.keeps_place { Keep::Place } else { Keep::Seen };
        // A file of many megabytes is read through twice, away from the threads that answer requests.
        let work = move || {
            media::clean(wanted(asked.media), keep, bytes)
                .map(|Cleaned { media_type, bytes }| (media_type, Attachment::name(&bytes), bytes))
        };
        let cleaned = self.sent_work.run(work).await?;
        let (media_type, hash, bytes) = cleaned.map_err(|refusal| ServiceError::invalid(path, said(refusal)))?;
        Ok(Attachment {
            hash,
            media_type: media_type.to_owned(),
            agency_id: context.actor.agency_id.clone(),
            created_at: context.at,
            bytes,
        })
    }

    /// What the audit chain says of a file that is kept.
    pub(crate) fn told_of_keeping(&self, context: &Context, file: &Attachment) -> AuditEntry {
        self.kit.entry(context, "file.keep", "attachment", &file.hash, &json!({ "type": file.media_type }))
    }

    /// The file that a record's answer names; none when nothing is named, the question asks for no file, or the file is gone.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the reader may not know of the record.
    pub async fn file(
        &self,
        context: &Context,
        record: &Record,
        question: &str,
    ) -> Result<Option<Attachment>, ServiceError> {
        let in_use = self.in_use(&record.kind)?;
        let asks = in_use.definition().kind.column(question).is_some_and(|column| column.is_attachment);
        self.named_file(context, record, if asks { record.answer(question) } else { String::new() }).await
    }

    /// The same for a question in a row of a repeat, the row counted from 1 among all of that repeat. `record` must have its rows.
    ///
    /// # Errors
    /// As [`Collection::file`].
    pub async fn file_of_row(
        &self,
        context: &Context,
        record: &Record,
        (repeat, row): (&str, usize),
        question: &str,
    ) -> Result<Option<Attachment>, ServiceError> {
        let in_use = self.in_use(&record.kind)?;
        let rows = in_use.definition().kind.rows.iter().find(|rows| rows.name == repeat);
        let asks =
            rows.is_some_and(|rows| rows.columns.iter().any(|column| column.name == question && column.is_attachment));
        let row = row.checked_sub(1).and_then(|at| record.rows(repeat).get(at)).filter(|_| asks);
        let name =
            row.and_then(|row| row.iter().find(|(name, _)| name == question)).map(|(_, value)| value.to_answer());
        self.named_file(context, record, name.unwrap_or_default()).await
    }

    async fn named_file(
        &self,
        context: &Context,
        record: &Record,
        name: String,
    ) -> Result<Option<Attachment>, ServiceError> {
        if !self.may(context, record, Action::ReadRecord).await? {
            return Err(ServiceError::NotFound);
        }
        if name.is_empty() { Ok(None) } else { Ok(self.kit.store.file_of_record(&record.id, &name).await?) }
    }

    pub(crate) fn attachment(&self, context: &Context, bytes: Vec<u8>, media_type: &str) -> Attachment {
        Attachment {
            hash: Attachment::name(&bytes),
            media_type: media_type.to_owned(),
            agency_id: context.actor.agency_id.clone(),
            created_at: context.at,
            bytes,
        }
    }
}

pub(crate) fn wanted(media: Media) -> Wanted {
    match media {
        Media::Image => Wanted::Picture,
        Media::Audio => Wanted::Sound,
        Media::Video => Wanted::Film,
        Media::Any => Wanted::Any,
    }
}

pub(crate) fn too_large() -> Message {
    Message::new("collection-file-too-large").with("megabytes", LARGEST_FILE / 1024 / 1024)
}

/// What is wrong with a file and what to do.
pub(crate) fn said(refusal: Refusal) -> Message {
    Message::new(match refusal {
        Refusal::NoPicture => "collection-not-a-picture",
        Refusal::NoSound => "collection-not-a-sound",
        Refusal::NoFilm => "collection-not-a-film",
        Refusal::PictureBroken => "collection-picture-broken",
        Refusal::PictureTooLarge => "collection-picture-too-large",
        Refusal::RecordingBroken => "collection-recording-broken",
        Refusal::RecordingUnknown => "collection-recording-unknown",
        Refusal::Runs => "collection-file-runs",
        Refusal::Unknown => "collection-file-unknown",
    })
}
