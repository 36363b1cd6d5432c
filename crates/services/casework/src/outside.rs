//! Agencies outside beside those with accounts: who can be asked and named in a consent, and who is only still known by name. Owns nothing of how
//! they are entered, which is `identity`'s.

use crate::Casework;
use service_kit::ServiceError;
use store::{Agency, OutsideAgency};

/// Whether an agency's id is that of one outside.
pub(crate) fn is_outside(id: &str) -> bool {
    id.starts_with("outside-")
}

fn as_agency(one: OutsideAgency) -> Agency {
    Agency { id: one.id, name_en: one.name_en, name_th: one.name_th, created_at: one.created_at, kind: one.kind }
}

impl Casework {
    /// The agencies that can be asked for something and named in a consent: those with accounts here, and those outside.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn agencies_to_ask(&self) -> Result<Vec<Agency>, ServiceError> {
        let mut agencies = self.book.kit.store.agencies().await?;
        let outside = self.book.kit.store.outside_agencies().await?;
        agencies.extend(outside.into_iter().filter(|one| one.is_open).map(as_agency));
        Ok(agencies)
    }

    /// The same with those outside that cannot be asked any more, for names.
    pub(crate) async fn agencies_known(&self) -> Result<Vec<Agency>, ServiceError> {
        let mut agencies = self.book.kit.store.agencies().await?;
        agencies.extend(self.book.kit.store.outside_agencies().await?.into_iter().map(as_agency));
        Ok(agencies)
    }
}
