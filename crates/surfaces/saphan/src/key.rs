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
use store::SealKey;

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
    let kept = kit.store.seal_keys().await?;
    let kept: Vec<SealKey> = kept.into_iter().filter(|key| key.destroyed_at.is_none()).collect();
    if let Source::File(path) = source {
        finish_rotation(path, &kept)?;
        if !path.exists() {
            return made(path, kit, &kept, make);
        }
    }
    let key = MasterKey::new(&source.read(kit).await?);
    match kept.iter().filter(|one| !key.opens(one)).count() {
        0 => Ok(Found {
            key: Some(Arc::new(key)),
            told: format!("the master key is {source} and opens all {} data keys", kept.len()),
        }),
        closed => Err(Failure::said(format!(
            "the master key is {source}, but does not open {closed} of {} data keys: bring the one that they were made with",
            kept.len()
        ))),
    }
}

fn made(path: &Path, kit: &Kit, kept: &[SealKey], make: bool) -> Result<Found, Failure> {
    if !kept.is_empty() {
        return Err(Failure::said(format!(
            "the master key `{}` is missing, and {} data keys are sealed with it: put it back from where you keep it",
            path.display(),
            kept.len()
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

/// A rotation that was stopped between the database and the file is finished by whoever comes next.
fn finish_rotation(path: &Path, kept: &[SealKey]) -> Result<(), Failure> {
    let next = beside(path, ".next");
    if !next.exists() {
        return Ok(());
    }
    let key = MasterKey::new(&source::read_file(&next)?);
    if !kept.is_empty() && kept.iter().all(|one| key.opens(one)) {
        put_in_place(path, &next)?;
    }
    Ok(())
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
    let changes = kit.rewrapped(&MasterKey::new(&bytes)).await?;
    let count = changes.len();
    kit.commit(store::Unit::new(changes, vec![entry])).await?;
    if let Some(path) = place {
        put_in_place(path, &next)?;
        return Ok(format!(
            "{count} data keys lie under a new master key in `{}`. The old one is beside it as `.old`: backups made until now need it",
            path.display()
        ));
    }
    Ok(format!("{count} data keys lie under the master key in `{}`: start the server with it", next.display()))
}
