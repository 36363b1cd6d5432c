//! The identity provider at which people can sign in, too: flags, else environment variables, else the configuration file. Owns what must be
//! set together and which addresses are taken; what the provider is asked is `identity`'s.

use crate::failure::Failure;
use clap::Args;
use identity::Provider;
use service_kit::{Http, HttpClient, may_be_asked};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The longest secret, in bytes: a file that is longer is another one.
const LONGEST_SECRET: usize = 4096;

/// Where people can sign in beside here. All of the first three, or none.
#[derive(Args, Clone, Debug, Default)]
#[group(id = "sign-in")]
pub(crate) struct Arguments {
    /// The identity provider (OpenID Connect) at which people whose accounts are linked can sign in, as its tokens name it, such as
    /// https://id.example.org/realms/office. Register PUBLIC_URL/sign-in/provider/back there as redirect address.
    #[arg(long, env = "SAPHAN_SIGN_IN_ISSUER", value_name = "URL")]
    pub(crate) sign_in_issuer: Option<String>,
    /// What this server is called there.
    #[arg(long, env = "SAPHAN_SIGN_IN_CLIENT_ID", value_name = "ID")]
    pub(crate) sign_in_client_id: Option<String>,
    /// File with what this server proves itself with there.
    #[arg(long, env = "SAPHAN_SIGN_IN_SECRET_FILE", value_name = "FILE")]
    pub(crate) sign_in_secret_file: Option<PathBuf>,
    /// What people call it: the button says "Sign in with NAME" [default: the name in its address].
    #[arg(long, env = "SAPHAN_SIGN_IN_NAME", value_name = "NAME")]
    pub(crate) sign_in_name: Option<String>,
    /// Certificate (PEM) of the authority that signed the provider's [default: public authorities].
    #[arg(long, env = "SAPHAN_SIGN_IN_CERTIFICATE", value_name = "FILE")]
    pub(crate) sign_in_certificate: Option<PathBuf>,
}

/// A provider with the client that asks it.
#[derive(Clone)]
pub(crate) struct Configured {
    pub(crate) provider: Provider,
    pub(crate) http: Arc<dyn Http>,
}

impl Arguments {
    /// The same, with what is not set here taken from the file.
    pub(crate) fn or(self, file: Self) -> Self {
        Self {
            sign_in_issuer: self.sign_in_issuer.or(file.sign_in_issuer),
            sign_in_client_id: self.sign_in_client_id.or(file.sign_in_client_id),
            sign_in_secret_file: self.sign_in_secret_file.or(file.sign_in_secret_file),
            sign_in_name: self.sign_in_name.or(file.sign_in_name),
            sign_in_certificate: self.sign_in_certificate.or(file.sign_in_certificate),
        }
    }

    /// The provider that was configured; nothing when nothing was said of one.
    pub(crate) fn configured(self) -> Result<Option<Configured>, Failure> {
        let (issuer, client_id, secret) = match (self.sign_in_issuer, self.sign_in_client_id, self.sign_in_secret_file)
        {
            (Some(issuer), Some(client_id), Some(secret)) => (issuer, client_id, secret),
            (None, None, None) if self.sign_in_name.is_none() && self.sign_in_certificate.is_none() => return Ok(None),
            _ => {
                return Err(Failure::said(
                    "signing in by an identity provider needs all of --sign-in-issuer, --sign-in-client-id and --sign-in-secret-file",
                ));
            }
        };
        if !may_be_asked(&issuer) || issuer.contains('?') {
            return Err(Failure::said(format!(
                "--sign-in-issuer `{issuer}` is not an address that begins with https:// and has no query"
            )));
        }
        if client_id.trim().is_empty() {
            return Err(Failure::said("--sign-in-client-id is empty"));
        }
        let name = self.sign_in_name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| host(&issuer));
        let http = client(self.sign_in_certificate.as_deref())?;
        let provider = Provider { issuer, client_id, secret: read_secret(&secret)?, name: name.trim().to_owned() };
        Ok(Some(Configured { provider, http: Arc::new(http) }))
    }
}

fn client(certificate: Option<&Path>) -> Result<HttpClient, Failure> {
    let Some(path) = certificate else {
        return HttpClient::new(None).map_err(|_| Failure::said("the public authorities cannot be read"));
    };
    let text = std::fs::read(path).map_err(|problem| Failure::file("read", path, &problem))?;
    HttpClient::new(Some(&text)).map_err(|problem| Failure::said(format!("`{}` {problem}", path.display())))
}

/// The secret without the line end that editors write.
fn read_secret(path: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(path).map_err(|problem| Failure::file("read", path, &problem))?;
    let secret = text.trim_end_matches(['\r', '\n']);
    if secret.trim().is_empty() || secret.len() > LONGEST_SECRET || secret.chars().any(char::is_control) {
        return Err(Failure::said(format!("`{}` holds no secret: one line is expected", path.display())));
    }
    Ok(secret.to_owned())
}

/// The name in an address.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or(rest).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use tempfile::NamedTempFile;

    fn file(text: &str) -> NamedTempFile {
        let mut file = NamedTempFile::new().expect("temporary file");
        file.write_all(text.as_bytes()).expect("write");
        file
    }

    fn arguments(issuer: &str, secret: &NamedTempFile) -> Arguments {
        Arguments {
            sign_in_issuer: Some(issuer.into()),
            sign_in_client_id: Some("saphan".into()),
            sign_in_secret_file: Some(secret.path().to_owned()),
            ..Arguments::default()
        }
    }

    #[test]
    fn all_of_it_or_nothing() {
        let secret = file("a secret\n");
        let whole = arguments("https://id.example:8443/realms/office", &secret);
        assert!(Arguments::default().configured().is_ok_and(|found| found.is_none()));
        let found = whole.clone().configured().expect("configured").expect("a provider").provider;
        assert_eq!((found.secret.as_str(), found.name.as_str()), ("a secret", "id.example"));
        let named = Arguments { sign_in_name: Some("Lotus ID".into()), ..whole.clone() };
        assert_eq!(named.configured().expect("configured").expect("a provider").provider.name, "Lotus ID");
        for half in [
            Arguments { sign_in_issuer: None, ..whole.clone() },
            Arguments { sign_in_client_id: None, ..whole.clone() },
            Arguments { sign_in_secret_file: None, ..whole.clone() },
            Arguments { sign_in_client_id: Some(" ".into()), ..whole.clone() },
            Arguments { sign_in_name: Some("Lotus ID".into()), ..Arguments::default() },
            Arguments { sign_in_secret_file: Some("/nowhere".into()), ..whole.clone() },
            Arguments { sign_in_certificate: Some(secret.path().to_owned()), ..whole },
        ] {
            assert!(half.configured().is_err());
        }
        for text in ["", "\n", "one\ntwo\n"] {
            assert!(arguments("https://id.example", &file(text)).configured().is_err(), "{text:?}");
        }
    }

    #[test]
    fn only_addresses_with_tls_or_here_are_taken() {
        let secret = file("a secret");
        for (issuer, taken) in [
            ("https://id.example", true),
            ("http://127.0.0.1:9000/realms/office", true),
            ("http://id.example", false),
            ("id.example", false),
            ("https://id.example/?x=1", false),
            ("https://id.example/#x", false),
        ] {
            assert_eq!(arguments(issuer, &secret).configured().is_ok(), taken, "{issuer}");
        }
    }

    #[test]
    fn a_flag_wins_over_the_file() {
        let flag = Arguments { sign_in_name: Some("flag".into()), ..Arguments::default() };
        let both = flag.or(Arguments {
            sign_in_name: Some("file".into()),
            sign_in_client_id: Some("file".into()),
            ..Arguments::default()
        });
        assert_eq!((both.sign_in_name.as_deref(), both.sign_in_client_id.as_deref()), (Some("flag"), Some("file")));
    }
}
