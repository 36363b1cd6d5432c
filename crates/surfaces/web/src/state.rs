//! What handlers share: the services, and how this installation is reached. Owns nothing else.

use casework::Casework;
use collection::Collection;
use identity::Identity;
use insight::Insight;
use language::Lang;
use programmes::Programmes;
use service_kit::{Kit, ServiceError};
use std::sync::Arc;

/// How this installation is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether visitors come over TLS, ended here or by a proxy in front: then cookies are bound to the host and to TLS.
    pub over_tls: bool,
    /// The address that one-time links begin with, such as `https://saphan.example`; without a slash at its end.
    pub public_address: String,
}

/// What handlers share.
#[derive(Clone)]
pub struct WebState {
    /// Storage, clock and randomness.
    pub kit: Kit,
    /// Who somebody is.
    pub identity: Arc<Identity>,
    /// Records, forms, imports.
    pub collection: Arc<Collection>,
    /// Cases.
    pub casework: Arc<Casework>,
    /// Figures.
    pub insight: Arc<Insight>,
    /// Projects and reports.
    pub programmes: Arc<Programmes>,
    /// How this installation is reached.
    pub settings: Arc<Settings>,
}

impl WebState {
    /// The name of an agency as a reader of `lang` knows it; empty when there is none of this id.
    pub(crate) async fn agency_name(&self, id: &str, lang: Lang) -> Result<String, ServiceError> {
        let agencies = self.identity.agencies().await?;
        Ok(agencies
            .into_iter()
            .find(|agency| agency.id == id)
            .map(|agency| crate::words::agency_name(&agency, lang))
            .unwrap_or_default())
    }

    /// The record kind that the programme's people meet every day: the first of the first pack.
    pub(crate) fn main_kind(&self) -> Option<&packs::RecordKind> {
        self.collection.packs().first().and_then(|pack| pack.kinds.first())
    }
}
