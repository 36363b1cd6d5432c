//! People who log in: accounts, agencies, passwords, identity providers, sessions, one-time links and devices, and what they did, as the audit chain tells it.
//! Owns how somebody proves who they are; what they may then do is `service_kit::authorise`'s, and people whom the programme helps are records, not accounts.

mod agencies;
mod audit;
mod chain;
mod challenges;
mod devices;
mod duress;
mod entry;
mod factor;
mod id_token;
mod links;
mod outer;
mod outer_links;
mod outside;
mod own;
mod passkeys;
mod password;
mod people;
mod provider;
mod purposes;
mod session;
mod throttle;
mod totp;
mod webauthn;

pub use agencies::NewAgency;
pub use audit::{AUDIT_PAGE, AuditAsked, AuditEntries, AuditPosition};
pub use chain::{FullRun, Place, Standing, chain_problem};
pub use devices::{DEVICE_REALM, DeviceProof, KnownDevice, NewDevice};
pub use entry::Entry;
pub use factor::{Factor, FactorSetup};
pub use links::OneTimeLink;
pub use outer::{ProviderAnswer, ProviderQuestion, ToProvider};
pub use outer_links::ProviderLink;
pub use outside::NewOutside;
pub use own::OpenSession;
pub use passkeys::{KnownPasskey, PasskeyAnswer, PasskeySetup};
pub use password::{MAX_PASSWORD, MIN_PASSWORD};
pub use people::{NewPerson, Person};
pub use provider::Provider;
pub use session::{SignedIn, Visitor, csrf_token, csrf_token_matches};
pub use webauthn::RelyingParty;

use password::Hasher;
use provider::AtProvider;
use service_kit::{Http, Kit};
use std::sync::Arc;
use throttle::Throttle;
use tokio::sync::Mutex;

/// The service.
pub struct Identity {
    kit: Kit,
    hasher: Hasher,
    throttle: Throttle,
    /// The same for somebody who is signed in and is asked for their password once more, by account.
    proving: Throttle,
    /// The same for the codes of a second factor.
    codes: Throttle,
    /// For what sessions said that they open things that are not their own work.
    purposes: purposes::Purposes,
    /// The identity provider at which people can sign in, too; none unless one is configured.
    at_provider: Option<AtProvider>,
    /// Held while the whole audit chain is followed: nobody waits for it, a second one is told so.
    verifying: Mutex<()>,
}

impl Identity {
    /// A service with at most `parallel_hashes` passwords hashed at once, each of which takes 19 MiB and a core for about 45 ms.
    pub fn new(kit: Kit, parallel_hashes: usize) -> Self {
        Self {
            kit,
            hasher: Hasher::new(parallel_hashes),
            throttle: Throttle::default(),
            proving: Throttle::default(),
            codes: Throttle::default(),
            purposes: purposes::Purposes::default(),
            at_provider: None,
            verifying: Mutex::default(),
        }
    }

    /// The same, at which people whose accounts are linked can also sign in by an identity provider, which is asked by this client.
    #[must_use]
    pub fn with_provider(self, provider: Provider, http: Arc<dyn Http>) -> Self {
        Self { at_provider: Some(AtProvider::new(provider, http)), ..self }
    }
}
