//! The packs inside the binary, so that it needs no files beside it. Owns their list.

use crate::{Pack, PackProblem};
use rust_embed::Embed;
use std::collections::BTreeMap;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../../../packs"]
struct Packs;

/// Packs whose cases have no pages yet: they are proven with all others and not offered.
const NOT_OFFERED: [&str; 4] = ["casework", "child-advocacy", "identification", "reports-triage"];

/// The ids of the packs inside the binary that people work with, in order.
pub fn builtin_ids() -> Vec<String> {
    all_builtin_ids().into_iter().filter(|id| !NOT_OFFERED.contains(&id.as_str())).collect()
}

/// The ids of all packs inside the binary, in order.
pub fn all_builtin_ids() -> Vec<String> {
    Packs::iter().filter_map(|path| path.strip_suffix("/pack.toml").map(str::to_owned)).collect()
}

/// The files of a pack inside the binary, by their path inside the pack; empty when there is no such pack.
pub fn builtin_files(id: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = format!("{id}/");
    Packs::iter()
        .filter_map(|path| {
            let inside = path.strip_prefix(&folder)?.to_owned();
            Packs::get(&path).map(|file| (inside, file.data.into_owned()))
        })
        .collect()
}

impl Pack {
    /// A pack inside the binary.
    ///
    /// # Errors
    /// As [`Pack::load`]; a pack that is not there has no `pack.toml`.
    pub fn builtin(id: &str) -> Result<Self, Vec<PackProblem>> {
        Self::load(&builtin_files(id))
    }
}
