//! Where the data are and how the server listens: flags, else environment variables, else one TOML file, else defaults that work.

use crate::failure::Failure;
use crate::key;
use crate::provider;
use clap::Args;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Where the data are kept. The same three flags on every command.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Place {
    /// Folder of the embedded database [default: ./saphan-data].
    #[arg(long, global = true, env = "SAPHAN_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Use this database instead: postgres://user:password@host/name, or a SQLite file.
    #[arg(long, global = true, env = "SAPHAN_DATABASE", value_name = "URL", hide_env_values = true)]
    database: Option<String>,
    /// Certificate (PEM) that the PostgreSQL server's must be signed by, or its own when it signed itself. The link is then encrypted
    /// and the server must prove itself, unless the URL says another sslmode.
    #[arg(long, global = true, env = "SAPHAN_DATABASE_CERTIFICATE", value_name = "FILE")]
    database_certificate: Option<PathBuf>,
    /// Configuration file (TOML) with the same settings: data, database, database_certificate, listen, public_url,
    /// sign_in_issuer, sign_in_client_id, sign_in_secret_file, sign_in_name, sign_in_certificate.
    #[arg(long, global = true, env = "SAPHAN_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    key: key::Arguments,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    data: Option<PathBuf>,
    database: Option<String>,
    database_certificate: Option<PathBuf>,
    listen: Option<SocketAddr>,
    public_url: Option<String>,
    sign_in_issuer: Option<String>,
    sign_in_client_id: Option<String>,
    sign_in_secret_file: Option<PathBuf>,
    sign_in_name: Option<String>,
    sign_in_certificate: Option<PathBuf>,
}

/// Everything that was decided.
#[derive(Clone)]
pub(crate) struct Settings {
    /// What the store opens: a `postgres://` address or a SQLite file.
    pub(crate) database: String,
    /// The folder to make before opening, for the embedded database.
    pub(crate) folder: Option<PathBuf>,
    /// Where the server listens.
    pub(crate) listen: SocketAddr,
    /// The address under which people reach it; decides links and whether cookies need TLS.
    pub(crate) public_url: Option<String>,
    /// Where the master key comes from.
    pub(crate) key: key::Source,
    /// The identity provider at which people can sign in, too; only a server has one.
    pub(crate) provider: Option<provider::Configured>,
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
        let mut beside = data.clone();
        let (database, folder) = match self.database.clone().or(file.database) {
            Some(url) => {
                if !url.starts_with("postgres") {
                    beside = Path::new(&url).parent().map(Path::to_owned).unwrap_or_default();
                }
                let certificate = self.database_certificate.clone().or(file.database_certificate);
                (certificate.map_or_else(|| Ok(url.clone()), |path| proven(&url, &path))?, None)
            }
            None => (data.join("saphan.db").to_string_lossy().into_owned(), Some(data)),
        };
        let listen = listen.or(file.listen).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let key = self.key.source(beside.join("saphan.key"))?;
        Ok(Settings { database, folder, listen, public_url: public_url.or(file.public_url), key, provider: None })
    }

    /// The same for a server, at which people may sign in by an identity provider.
    pub(crate) fn served(
        &self,
        listen: Option<SocketAddr>,
        public_url: Option<String>,
        provider: provider::Arguments,
    ) -> Result<Settings, Failure> {
        let file = self.file()?;
        let in_file = provider::Arguments {
            sign_in_issuer: file.sign_in_issuer,
            sign_in_client_id: file.sign_in_client_id,
            sign_in_secret_file: file.sign_in_secret_file,
            sign_in_name: file.sign_in_name,
            sign_in_certificate: file.sign_in_certificate,
        };
        let provider = provider.or(in_file).configured()?;
        Ok(Settings { provider, ..self.settings(listen, public_url)? })
    }

    fn file(&self) -> Result<File, Failure> {
        let Some(path) = &self.config else {
            return Ok(File::default());
        };
        let text = std::fs::read_to_string(path).map_err(|problem| Failure::file("read", path, &problem))?;
        toml::from_str(&text).map_err(|problem| Failure::said(format!("{}: {problem}", path.display())))
    }
}

/// The address of a server that must prove itself by a certificate.
fn proven(url: &str, certificate: &Path) -> Result<String, Failure> {
    if !url.starts_with("postgres") {
        return Err(Failure::said("--database-certificate is for a PostgreSQL server, and this database is a file"));
    }
    std::fs::File::open(certificate).map_err(|problem| Failure::file("read", certificate, &problem))?;
    let mut asked = form_urlencoded::Serializer::new(String::new());
    asked.append_pair("sslrootcert", &certificate.to_string_lossy());
    let query = url.split_once('?').map_or("", |(_, query)| query);
    if !query.contains("sslmode=") && !query.contains("ssl-mode=") {
        asked.append_pair("sslmode", "verify-full");
    }
    let separator = if url.contains('?') { '&' } else { '?' };
    Ok(format!("{url}{separator}{}", asked.finish()))
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
    fn a_certificate_asks_for_a_server_that_proves_itself() {
        let file = tempfile::Builder::new().prefix("ca & co").tempfile().expect("temporary file");
        let place = |database: &str, path: &Path| Place {
            database: Some(database.into()),
            database_certificate: Some(path.to_owned()),
            ..Place::default()
        };
        let opened = |url: &str| place(url, file.path()).settings(None, None).map(|settings| settings.database);
        let plain = opened("postgres://u@db.example/s").expect("an address");
        assert!(plain.starts_with("postgres://u@db.example/s?sslrootcert=%2F"), "{plain}");
        assert!(plain.contains("ca+%26+co") && plain.ends_with("&sslmode=verify-full"), "{plain}");
        let chosen = opened("postgres://u@db.example/s?sslmode=verify-ca").expect("an address");
        assert!(chosen.starts_with("postgres://u@db.example/s?sslmode=verify-ca&sslrootcert="), "{chosen}");
        assert_eq!(chosen.matches("sslmode").count(), 1, "what the address says holds");
        assert!(opened("saphan.db").is_err(), "a file has no certificate");
        let nowhere = place("postgres://u@db.example/s", Path::new("/nowhere/ca.crt")).settings(None, None);
        assert!(nowhere.is_err_and(|failure| failure.to_string().contains("/nowhere/ca.crt")));
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
