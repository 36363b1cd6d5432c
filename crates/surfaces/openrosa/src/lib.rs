//! What phones with ODK Collect speak: OpenRosa form lists, manifests and submissions, entity lists, and the settings that a phone
//! takes over by scanning a code. Owns the wire format; every rule is a service's.

mod digest;
mod documents;
mod settings;

pub use settings::{Device, code};
