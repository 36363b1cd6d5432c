//! Where the data are and how the server listens: flags, else environment variables, else one TOML file, else defaults that work.

use crate::failure::Failure;
use clap::Args;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Where the data are kept. The same three flags on every command.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Place {
    /// Folder of the embedded database [default: ./saphan-data].
    #[arg(long, global = true, env = "SAPHAN_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Use this database instead: postgres://user:password@host/name, or a SQLite file.
    #[arg(long, global = true, env = "SAPHAN_DATABASE", value_name = "URL", hide_env_values = true)]
    database: Option<String>,
    /// Configuration file (TOML) with the same settings: data, database, listen, public_url.
    #[arg(long, global = true, env = "SAPHAN_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    data: Option<PathBuf>,
    database: Option<String>,
    listen: Option<SocketAddr>,
    public_url: Option<String>,
}

/// Everything that was decided.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// What the store opens: a `postgres://` address or a SQLite file.
    pub(crate) database: String,
    /// The folder to make before opening, for the embedded database.
    pub(crate) folder: Option<PathBuf>,
    /// Where the server listens.
    pub(crate) listen: SocketAddr,
    /// The address under which people reach it; decides links and whether cookies need TLS.
    pub(crate) public_url: Option<String>,
}

impl Place {
    /// A folder of the embedded database, whatever the environment says.
    pub(crate) fn folder(data: PathBuf) -> Self {
        Self { data: Some(data), ..Self::default() }
    }

    /// Whether the user said where the data are.
    pub(crate) fn is_given(&self) -> bool {
        self.data.is_some() || self.database.is_some() || self.config.is_some()
    }

    /// Decides: flag or environment variable, else file, else default.
    pub(crate) fn settings(&self, listen: Option<SocketAddr>, public_url: Option<String>) -> Result<Settings, Failure> {
        let file = self.file()?;
        let data = self.data.clone().or(file.data).unwrap_or_else(|| PathBuf::from("saphan-data"));
        let (database, folder) = match self.database.clone().or(file.database) {
            Some(url) => (url, None),
            None => (data.join("saphan.db").to_string_lossy().into_owned(), Some(data)),
        };
        let listen = listen.or(file.listen).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        Ok(Settings { database, folder, listen, public_url: public_url.or(file.public_url) })
    }

    fn file(&self) -> Result<File, Failure> {
        let Some(path) = &self.config else {
            return Ok(File::default());
        };
        let text = std::fs::read_to_string(path).map_err(|problem| Failure::file("read", path, &problem))?;
        toml::from_str(&text).map_err(|problem| Failure::said(format!("{}: {problem}", path.display())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn sane_without_any_setting() {
        let settings = Place::default().settings(None, None).expect("defaults");
        assert_eq!(settings.folder, Some(PathBuf::from("saphan-data")));
        assert_eq!(settings.listen.port(), 8080);
        assert!(settings.listen.ip().is_loopback(), "nothing is offered to a network that nobody asked for");
    }

    #[test]
    fn a_flag_wins_over_the_file_and_unknown_settings_are_refused() {
        let mut file = tempfile::NamedTempFile::new().expect("temporary file");
        writeln!(file, "database = 'postgres://x/y'\nlisten = '127.0.0.1:9000'").expect("write");
        let place = Place { config: Some(file.path().to_owned()), ..Place::default() };
        let settings = place.settings(None, None).expect("file");
        assert_eq!((settings.database.as_str(), settings.listen.port()), ("postgres://x/y", 9000));
        let flagged = Place { database: Some("other.db".into()), ..place.clone() };
        assert_eq!(flagged.settings(None, None).expect("flag").database, "other.db");
        writeln!(file, "lisen = 'typo'").expect("write");
        assert!(place.settings(None, None).is_err());
    }
}
