//! Saying that two records are of the same person, and taking that back. Owns that nothing of either is changed: each record stays as it is, and
//! one of them stands for the person.

use super::{SAME, Sight, is_same};
use crate::Casework;
use language::Message;
use serde_json::json;
use service_kit::{Action, Context, ServiceError};
use store::{Change, Record, Tie, Unit};

impl Casework {
    /// Says that two records are of the same person; `kept` stands for them from then on, or whatever record stands for `kept`. Both must be
    /// records that the caller may correct, so that nobody learns by it of what another agency keeps.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the caller does not see both; [`ServiceError::Refused`] when they may not correct both;
    /// [`ServiceError::Conflict`] when they are one already.
    pub async fn merge(&self, context: &Context, tie: &str, id: &str, kept: &str) -> Result<(), ServiceError> {
        let (one, other) = (self.cluster(id).await?, self.cluster(kept).await?);
        for person in [id, kept] {
            self.correctable(context, person).await?;
        }
        let heads = (one.ids.first().map_or(id, String::as_str), other.ids.first().map_or(kept, String::as_str));
        if heads.0 == heads.1 {
            return match self.book.kit.store.tie(tie).await? {
                Some(_) => Ok(()),
                None => Err(ServiceError::Conflict(Message::new("casework-same-already"))),
            };
        }
        for head in [heads.0, heads.1] {
            self.correctable(context, head).await?;
        }
        let put = self.new_tie(context, (tie, SAME), heads, &json!({}));
        let entry = self.book.kit.entry(context, "person.merge", "person", heads.1, &json!({ "other": heads.0 }));
        self.book.kit.commit(Unit::one(put, entry)).await.map(drop)
    }

    /// Takes back that two records are of the same person.
    ///
    /// # Errors
    /// As [`Casework::merge`]; [`ServiceError::NotFound`] also when nobody said so.
    pub async fn separate(&self, context: &Context, tie: &str) -> Result<(), ServiceError> {
        let kept = self.book.kit.store.tie(tie).await?.filter(is_same).ok_or(ServiceError::NotFound)?;
        for person in [&kept.person_id, &kept.other_id] {
            self.correctable(context, person).await?;
        }
        let detail = json!({ "other": kept.person_id });
        let entry = self.book.kit.entry(context, "person.separate", "person", &kept.other_id, &detail);
        let ended = Change::PutTie(Tie { ended_at: Some(context.at), ..kept });
        self.book.kit.commit(Unit::one(ended, entry)).await.map(drop)
    }

    async fn correctable(&self, context: &Context, id: &str) -> Result<Record, ServiceError> {
        let record = self.person_record(id).await?.ok_or(ServiceError::NotFound)?;
        if self.sight(context, &record, &[]).await? != Some(Sight::Own) {
            return Err(ServiceError::NotFound);
        }
        let may = self.collection.may(context, &record, Action::CorrectRecord).await?;
        if may { Ok(record) } else { Err(ServiceError::Refused) }
    }
}
