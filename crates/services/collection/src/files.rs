//! Files that belong to answers: pictures and documents, kept once under the hash of their content. Owns what may be kept and who may
//! read it; the answer holds the hash.

use crate::Collection;
use language::Message;
use serde_json::json;
use service_kit::{Action, Context, ServiceError};
use store::{Attachment, AuditEntry, Change, Record, Unit};

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 25 * 1024 * 1024;

impl Collection {
    /// Keeps a picture and returns the name to answer with. What it is is decided by its first bytes, not by what the sender says.
    ///
    /// # Errors
    /// [`ServiceError::TooMuch`] beyond [`LARGEST_FILE`]; [`ServiceError::Invalid`] when it is no JPEG, PNG or WebP picture.
    pub async fn keep_picture(&self, context: &Context, bytes: Vec<u8>) -> Result<String, ServiceError> {
        let file = self.picture(context, "image", bytes)?;
        let name = file.hash.clone();
        let entry = self.told_of_keeping(context, &file);
        self.kit.commit(Unit::one(Change::PutAttachment(file), entry)).await?;
        Ok(name)
    }

    /// A picture as a file that is not yet kept. `path` is where it was answered.
    ///
    /// # Errors
    /// As [`Collection::keep_picture`].
    pub(crate) fn picture(&self, context: &Context, path: &str, bytes: Vec<u8>) -> Result<Attachment, ServiceError> {
        if bytes.len() > LARGEST_FILE {
            let megabytes = LARGEST_FILE / 1024 / 1024;
            return Err(ServiceError::TooMuch(Message::new("collection-file-too-large").with("megabytes", megabytes)));
        }
        let media_type = picture_type(&bytes)
            .ok_or_else(|| ServiceError::invalid(path, Message::new("collection-not-a-picture")))?;
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

/// The media type of a picture by its first bytes.
fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("image/png"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        assert_eq!(picture_type(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(picture_type(b"\xFF\xD8\xFF\xE0JFIF"), Some("image/jpeg"));
        assert_eq!(picture_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(picture_type(b"<svg onload=alert(1)>"), None);
        assert_eq!(picture_type(b""), None);
    }
}
