//! Files that belong to answers: pictures, sounds, films and documents, kept once under the hash of their content. Owns what may be kept and who may
//! read it; the answer holds the hash.

use crate::Collection;
use crate::content;
use crate::pictures::Keep;
use forms::AskedFile;
use language::Message;
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
        let file = self.cleaned(context, "file", asked, bytes)?;
        let name = file.hash.clone();
        let entry = self.told_of_keeping(context, &file);
        self.kit.commit(Unit::one(Change::PutAttachment(file), entry)).await?;
        Ok(name)
    }

    /// A file as it will be kept, not kept yet. `path` is where it was answered.
    ///
    /// # Errors
    /// As [`Collection::keep_file`].
    pub(crate) fn cleaned(
        &self,
        context: &Context,
        path: &str,
        asked: AskedFile,
        bytes: Vec<u8>,
    ) -> Result<Attachment, ServiceError> {
        if bytes.len() > LARGEST_FILE {
            let megabytes = LARGEST_FILE / 1024 / 1024;
            return Err(ServiceError::TooMuch(Message::new("collection-file-too-large").with("megabytes", megabytes)));
        }
        let keep = if asked.keeps_place { Keep::Place } else { Keep::Seen };
        let cleaned = content::cleaned(asked.media, keep, bytes);
        let (media_type, bytes) = cleaned.map_err(|key| ServiceError::invalid(path, Message::new(key)))?;
        Ok(self.attachment(context, bytes, media_type))
    }

    /// What the audit chain says of a file that is kept.
    pub(crate) fn told_of_keeping(&self, context: &Context, file: &Attachment) -> AuditEntry {
        self.kit.entry(context, "file.keep", "attachment", &file.hash, &json!({ "type": file.media_type }))
    }

    /// The file that a record's answer names; none when nothing is named or the file is gone.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the reader may not know of the record.
    pub async fn file(
        &self,
        context: &Context,
        record: &Record,
        question: &str,
    ) -> Result<Option<Attachment>, ServiceError> {
        if !self.may(context, record, Action::ReadRecord).await? {
            return Err(ServiceError::NotFound);
        }
        let name = record.answer(question);
        if name.is_empty() { Ok(None) } else { Ok(self.kit.store.attachment(&name).await?) }
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
