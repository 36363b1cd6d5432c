//! The packs inside the binary, so that it needs no files beside it. Owns their list.

use crate::{Pack, PackProblem};
use rust_embed::Embed;
use std::collections::BTreeMap;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../../../packs"]
struct Packs;

/// The ids of the packs inside the binary, in alphabetical order.
pub fn builtin_ids() -> Vec<String> {
    Packs::iter().filter_map(|path| path.strip_suffix("/pack.toml").map(str::to_owned)).collect()
}

/// The packs inside the binary, in the order in which people meet them.
///
/// # Errors
/// As [`Pack::load`].
pub fn builtin() -> Result<Vec<Pack>, Vec<PackProblem>> {
    let mut packs = builtin_ids().iter().map(|id| Pack::builtin(id)).collect::<Result<Vec<_>, _>>()?;
    packs.sort_by(|one, other| (one.order, &one.id).cmp(&(other.order, &other.id)));
    Ok(packs)
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
