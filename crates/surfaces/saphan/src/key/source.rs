//! The four places that the master key may come from: a file, a file that was named, what a command prints, a passphrase.

use crate::failure::Failure;
use argon2::{Algorithm, Argon2, Params, Version};
use clap::Args;
use service_kit::Kit;
use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use store::{Change, Unit};

/// Bytes of the key.
const KEY: usize = 32;
/// The setting that holds a passphrase's salt.
const SALT: &str = "key.salt";
/// The fewest characters of a passphrase: six words.
const MIN_PASSPHRASE: usize = 20;

/// Where the key comes from, as it was asked for.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Arguments {
    /// File of the master key [default: saphan.key beside the database].
    #[arg(long, global = true, env = "SAPHAN_KEY_FILE", value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Command that prints the master key (64 hex digits), such as one that asks a vault for it.
    #[arg(long, global = true, env = "SAPHAN_KEY_COMMAND", value_name = "COMMAND", hide_env_values = true)]
    key_command: Option<String>,
    /// File of a passphrase that the master key is derived from.
    #[arg(long, global = true, env = "SAPHAN_KEY_PASSPHRASE_FILE", value_name = "FILE")]
    key_passphrase_file: Option<PathBuf>,
}

impl Arguments {
    /// The one that was asked for; `default` when none was.
    ///
    /// # Errors
    /// When more than one was.
    pub(crate) fn source(&self, default: PathBuf) -> Result<Source, Failure> {
        match (&self.key_file, &self.key_command, &self.key_passphrase_file) {
            (None, None, None) => Ok(Source::File(default)),
            (Some(path), None, None) => Ok(Source::File(path.clone())),
            (None, Some(command), None) => Ok(Source::Command(command.clone())),
            (None, None, Some(path)) => Ok(Source::Passphrase(path.clone())),
            _ => Err(Failure::said("the master key comes from one place: a file, a command or a passphrase")),
        }
    }
}

/// Where the key comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A file of 64 hex digits.
    File(PathBuf),
    /// What a command prints: 64 hex digits.
    Command(String),
    /// A file of a passphrase.
    Passphrase(PathBuf),
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(formatter, "in `{}`", path.display()),
            // The command itself may hold a secret.
            Self::Command(_) => write!(formatter, "what the command prints"),
            Self::Passphrase(path) => write!(formatter, "derived from the passphrase in `{}`", path.display()),
        }
    }
}

impl Source {
    /// The key.
    ///
    /// # Errors
    /// When it cannot be read or is not a key.
    pub(crate) async fn read(&self, kit: &Kit) -> Result<[u8; KEY], Failure> {
        match self {
            Self::File(path) => read_file(path),
            Self::Command(command) => printed(command).await,
            Self::Passphrase(path) => {
                let passphrase =
                    std::fs::read_to_string(path).map_err(|problem| Failure::file("read", path, &problem))?;
                derived(passphrase.trim(), &salt(kit).await?)
            }
        }
    }

    /// What an operator should mend about it: a file that others may read.
    pub(crate) fn finding(&self) -> Option<String> {
        let path = match self {
            Self::File(path) | Self::Passphrase(path) => path,
            Self::Command(_) => return None,
        };
        is_open_to_others(path).then(|| format!("`{}` can be read by others: chmod 600", path.display()))
    }
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_path: &Path) -> bool {
    false
}

/// The key in a file.
///
/// # Errors
/// When it cannot be read or holds no key.
pub(super) fn read_file(path: &Path) -> Result<[u8; KEY], Failure> {
    let text = std::fs::read_to_string(path).map_err(|problem| Failure::file("read", path, &problem))?;
    decoded(&text).ok_or_else(|| Failure::said(format!("`{}` holds no key of 64 hex digits", path.display())))
}

/// Writes a new key that only its owner may read. A file that is there stays.
///
/// # Errors
/// When it cannot be written, or is there.
pub(super) fn make(path: &Path, kit: &Kit) -> Result<[u8; KEY], Failure> {
    let mut key = [0; KEY];
    kit.entropy.fill(&mut key);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or(Ok(()), std::fs::create_dir_all);
    let written = folder.and_then(|()| options.open(path)).and_then(|mut file| {
        writeln!(file, "{}", hex::encode(key))?;
        file.sync_all()
    });
    written.map_err(|problem| Failure::file("write", path, &problem))?;
    Ok(key)
}

async fn printed(command: &str) -> Result<[u8; KEY], Failure> {
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut asked = std::process::Command::new(shell);
    asked.arg(flag).arg(command).stdin(std::process::Stdio::null()).stderr(std::process::Stdio::inherit());
    // A vault may take its time, which nothing else here waits for.
    let output = tokio::task::spawn_blocking(move || asked.output()).await.map_err(std::io::Error::other)??;
    if !output.status.success() {
        return Err(Failure::said(format!("the command that prints the master key ended with {}", output.status)));
    }
    let text = String::from_utf8(output.stdout).unwrap_or_default();
    decoded(&text).ok_or_else(|| Failure::said("the command printed no key of 64 hex digits"))
}

fn decoded(text: &str) -> Option<[u8; KEY]> {
    hex::decode(text.trim()).ok()?.try_into().ok()
}

/// Argon2id with 64 MiB and three passes: it is done once a start, and what it guards is everything.
fn derived(passphrase: &str, salt: &[u8]) -> Result<[u8; KEY], Failure> {
    if passphrase.chars().count() < MIN_PASSPHRASE {
        return Err(Failure::said(format!("a passphrase has at least {MIN_PASSPHRASE} characters: six words or more")));
    }
    let told = |problem: argon2::Error| Failure::said(format!("the passphrase gives no key: {problem}"));
    let params = Params::new(64 * 1024, 3, 1, Some(KEY)).map_err(told)?;
    let mut key = [0; KEY];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(passphrase.as_bytes(), salt, &mut key).map_err(told)?;
    Ok(key)
}

/// The salt of this installation, which is no secret and goes into backups: with it the passphrase gives the same key anywhere.
async fn salt(kit: &Kit) -> Result<Vec<u8>, Failure> {
    if let Some(kept) = kit.store.setting(SALT).await? {
        return hex::decode(kept).map_err(|_| Failure::said("the kept salt of the passphrase is not one"));
    }
    let mut salt = [0; 16];
    kit.entropy.fill(&mut salt);
    let change = Change::PutSetting { name: SALT.to_owned(), value: hex::encode(salt) };
    kit.commit(Unit::new(vec![change], Vec::new())).await?;
    Ok(salt.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_from_one_place() {
        let default = PathBuf::from("data/saphan.key");
        let none = Arguments::default();
        assert_eq!(none.source(default.clone()).expect("the default"), Source::File(default.clone()));
        let command = Arguments { key_command: Some("pass show saphan".into()), ..Arguments::default() };
        let source = command.source(default.clone()).expect("a command");
        assert!(!source.to_string().contains("pass"), "a command may hold a secret: {source}");
        let both = Arguments { key_file: Some("a".into()), ..command };
        assert!(both.source(default).is_err());
    }

    #[test]
    fn a_passphrase_gives_the_same_key_with_the_same_salt_only() {
        let words = "river stone lantern harbour quiet";
        let key = derived(words, &[1; 16]).expect("a key");
        assert_eq!(derived(words, &[1; 16]).expect("a key"), key);
        assert_ne!(derived(words, &[2; 16]).expect("a key"), key);
        assert!(derived("too short", &[1; 16]).is_err());
    }

    #[test]
    fn only_64_hex_digits_are_a_key() {
        assert_eq!(decoded(&format!("{}\n", "07".repeat(32))), Some([7; 32]));
        for wrong in ["", "07", &"07".repeat(33), &"0g".repeat(32)] {
            assert_eq!(decoded(wrong), None, "{wrong}");
        }
    }
}
