//! The master key: where it comes from, making the first one, and taking another into use. Owns files and commands; what is sealed with
//! it is the services'. The key never enters the database or a backup.

mod source;
#[cfg(test)]
mod tests;

pub(crate) use source::{Arguments, Source};

use crate::failure::Failure;
use service_kit::{Kit, MasterKey};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was found.
pub(crate) struct Found {
    pub(crate) key: Option<Arc<MasterKey>>,
    /// What doctor says of it.
    pub(crate) told: String,
}

/// Finds the key and proves that it opens what is kept. With `make` a file that is not there is made, but only where nothing is sealed
/// yet: a new key beside old seals would hide that the right one is missing.
///
/// # Errors
/// When it cannot be read, or does not open what is kept.
pub(crate) async fn find(source: &Source, kit: &Kit, make: bool) -> Result<Found, Failure> {
    if let Source::File(path) = source {
        finish_rotation(path, kit).await?;
        if !path.exists() {
            return made(path, kit, make).await;
        }
    }
    let key = MasterKey::new(&source.read(kit).await?);
    // A key's mark follows from it; opening one proves that the others, which bear it too, are not forged wholesale.
    let count = kit.store.seal_key_count(&key.mark()).await?;
    let one = kit.store.seal_keys_by(&key.mark(), true, 1).await?;
    let closed = if one.iter().all(|one| key.opens(one)) { count.others } else { count.all };
    match closed {
        0 => Ok(Found {
            key: Some(Arc::new(key)),
            told: format!("the master key is {source} and opens all {} data keys", count.all),
        }),
        closed => Err(Failure::said(format!(
            "the master key is {source}, but does not open {closed} of {} data keys: bring the one that they were made with",
            count.all
        ))),
    }
}

async fn made(path: &Path, kit: &Kit, make: bool) -> Result<Found, Failure> {
    let kept = kit.store.seal_key_count("").await?.all;
    if kept > 0 {
        return Err(Failure::said(format!(
            "the master key `{}` is missing, and {kept} data keys are sealed with it: put it back from where you keep it",
            path.display()
        )));
    }
    if !make {
        let told = format!("there is no master key yet: the first start of the server makes `{}`", path.display());
        return Ok(Found { key: None, told });
    }
    let key = source::make(path, kit)?;
    let told = format!("the master key was made: `{}`. Keep a copy apart from the backups", path.display());
    Ok(Found { key: Some(Arc::new(MasterKey::new(&key))), told })
}

/// Where a file waits to be taken into use, or is kept after it was.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A rotation that was stopped in the middle, or between the database and the file, is finished by whoever comes next.
async fn finish_rotation(path: &Path, kit: &Kit) -> Result<(), Failure> {
    let next = beside(path, ".next");
    if !next.exists() {
        return Ok(());
    }
    let key = MasterKey::new(&source::read_file(&next)?);
    let count = kit.store.seal_key_count(&key.mark()).await?;
    if count.others == count.all {
        return Ok(());
    }
    if count.others > 0 {
        let old = MasterKey::new(&source::read_file(path)?);
        kit.clone().with_master(Some(Arc::new(old))).rewrap(&key, None).await?;
    }
    put_in_place(path, &next)
}

fn put_in_place(path: &Path, next: &Path) -> Result<(), Failure> {
    let old = beside(path, ".old");
    if path.exists() {
        std::fs::rename(path, &old).map_err(|problem| Failure::file("write", &old, &problem))?;
    }
    std::fs::rename(next, path).map_err(|problem| Failure::file("write", path, &problem))
}

/// Takes another key into use: every data key is wrapped anew, in one unit. `to` is the file of the new key, made when it is not there;
/// without it a key of a file is replaced at its place, and the old one is kept beside it.
///
/// # Errors
/// When the old key does not open what is kept, or the new one cannot be written.
pub(crate) async fn rotate(
    source: &Source,
    kit: &Kit,
    to: Option<&Path>,
    entry: store::AuditEntry,
) -> Result<String, Failure> {
    let (next, place) = match (source, to) {
        (_, Some(to)) => (to.to_owned(), None),
        (Source::File(path), None) => (beside(path, ".next"), Some(path)),
        _ => return Err(Failure::said("this key is not a file: say with --to where the new one is to be written")),
    };
    if place.is_some_and(|path| beside(path, ".old").exists()) {
        let problem = "an earlier key lies beside it as `.old`: put it with the backups that it belongs to first";
        return Err(Failure::said(problem));
    }
    let bytes = if next.exists() { source::read_file(&next)? } else { source::make(&next, kit)? };
    let count = kit.rewrap(&MasterKey::new(&bytes), Some(entry)).await?;
    if let Some(path) = place {
        put_in_place(path, &next)?;
        return Ok(format!(
            "{count} data keys lie under a new master key in `{}`. The old one is beside it as `.old`: backups made until now need it",
            path.display()
        ));
    }
    Ok(format!("{count} data keys lie under the master key in `{}`: start the server with it", next.display()))
}
