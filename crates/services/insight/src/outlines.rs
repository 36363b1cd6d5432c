//! The outlines that maps are drawn with: built in, or better ones that an office brought. Owns their keeping; reading and simplifying
//! them is the `places` engine's.

use crate::Insight;
use language::Message;
use places::{Boundaries, Level, Limits, import};
use serde_json::json;
use service_kit::{Action, Context, Reach, ServiceError, reach};
use std::sync::Arc;
use store::{Attachment, Change, Unit};

/// How far a kept border may be off, in degrees: about 300 m, finer than any map that is drawn here.
const TOLERANCE: f32 = 0.003;

/// What was taken from a file of outlines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOutlines {
    /// How many outlines were taken.
    pub count: usize,
    /// The areas of the file that are no place of Thailand, as the file names them.
    pub unknown: Vec<String>,
}

impl Insight {
    /// Takes outlines from GeoJSON or TopoJSON for the level that they are of.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] when the file holds none; [`ServiceError::Refused`] when the caller does not keep agencies, since a map
    /// is everybody's.
    pub async fn keep_outlines(&self, context: &Context, bytes: &[u8]) -> Result<KeptOutlines, ServiceError> {
        if reach(context.actor.role, Action::ManageAgencies) != Reach::Everything {
            return Err(ServiceError::Refused);
        }
        let outlines = import(bytes, &Limits::default())
            .map_err(|problem| ServiceError::invalid("file", problem.message()))?
            .simplified(TOLERANCE);
        let unknown = outlines.unmatched().iter().map(|area| area.label.clone()).collect();
        let level =
            if outlines.within(Level::District, "").next().is_some() { Level::District } else { Level::Province };
        let bytes = outlines.to_topojson().into_bytes();
        let file = Attachment {
            hash: Attachment::name(&bytes),
            media_type: "application/json".to_owned(),
            agency_id: context.actor.agency_id.clone(),
            created_at: context.at,
            bytes,
        };
        let count = outlines.within(level, "").count();
        let changes = vec![
            Change::PutSetting { name: setting(level).to_owned(), value: file.hash.clone() },
            Change::PutAttachment(file),
        ];
        let detail = json!({ "count": count });
        let entry = self.kit.entry(context, "outlines.keep", "outlines", setting(level), &detail);
        self.kit.commit(Unit::new(changes, vec![entry])).await?;
        Ok(KeptOutlines { count, unknown })
    }

    /// The outlines of provinces or districts; of districts there are none until somebody brings them.
    ///
    /// # Errors
    /// When storage does not answer, or what was kept cannot be read.
    pub async fn outlines(&self, level: Level) -> Result<Arc<Boundaries>, ServiceError> {
        let Some(hash) = self.kit.store.setting(setting(level)).await? else {
            return Ok(self.builtin(level));
        };
        if let Some((known, outlines)) = self.read_outlines().get(setting(level))
            && *known == hash
        {
            return Ok(Arc::clone(outlines));
        }
        let file = self.kit.store.attachment(&hash).await?.ok_or_else(|| lost(&hash))?;
        let outlines = Arc::new(import(&file.bytes, &Limits::default()).map_err(|_| lost(&hash))?);
        self.read_outlines().insert(setting(level), (hash, Arc::clone(&outlines)));
        Ok(outlines)
    }

    fn builtin(&self, level: Level) -> Arc<Boundaries> {
        match level {
            Level::Province => Arc::clone(&self.provinces),
            Level::District | Level::Subdistrict => Arc::default(),
        }
    }

    fn read_outlines(&self) -> std::sync::MutexGuard<'_, crate::ReadOutlines> {
        self.outlines.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn setting(level: Level) -> &'static str {
    match level {
        Level::Province => "outlines.provinces",
        Level::District => "outlines.districts",
        Level::Subdistrict => "outlines.subdistricts",
    }
}

fn lost(hash: &str) -> ServiceError {
    ServiceError::Internal(format!("the outlines kept as {hash} cannot be read"))
}

/// What a reader is told when a level has no outlines.
pub fn no_outlines() -> Message {
    Message::new("insight-no-outlines")
}
