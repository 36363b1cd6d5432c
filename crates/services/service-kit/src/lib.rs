//! What every service stands on: the caller's context, the one access decision, the audit entry, the outside world (clock,
//! randomness, storage, other servers) and the one error that surfaces understand. Owns no subject of its own.

mod access;
mod agency_kind;
mod context;
mod error;
mod http;
mod http_client;
mod outside;
mod purpose;
mod vault;
mod world;

pub use access::{
    Action, Decision, Reach, Resource, Role, access_matrix, authorise, case_scope, needs_purpose, reach, scope,
};
pub use agency_kind::{AGENCY_KINDS, agency_kind};
pub use context::{Actor, Context};
pub use error::{FieldProblem, ServiceError};
pub use http::{Http, HttpAnswer, HttpFailure, HttpQuestion, may_be_asked};
pub use http_client::{BadCertificate, HttpClient};
pub use outside::{Lock, is_public_key, locked, passphrase_of};
pub use purpose::{LONGEST_PURPOSE, PURPOSES, Purpose};
pub use store_sealed::{DataKey, Entropy, MasterKey};
pub use world::{Clock, Kit, SystemClock, SystemEntropy};
