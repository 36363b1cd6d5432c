//! A throw-away PostgreSQL: a fresh cluster in a temporary folder, on a free loopback port, behind a random password, run by an
//! account that is not root, and gone afterwards whatever happened. Fast for tests, or as durable as a server out of the box for
//! figures. Knows nothing of Saphan's schema.

use crate::failure::Failure;
use crate::process;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;
use tempfile::TempDir;

/// The environment variable in which tests find the cluster's URL.
const URL_VARIABLE: &str = "SAPHAN_TEST_POSTGRES";
/// The environment variable in which tests find the certificate that the cluster was signed with, its own; unset where the machine
/// has no `openssl` to make one.
const CERTIFICATE_VARIABLE: &str = "SAPHAN_TEST_POSTGRES_CERTIFICATE";

/// Where Debian and its relatives keep one folder a major version, with the server's programs in `bin`.
const DEBIAN_PROGRAMS: &str = "/usr/lib/postgresql";

/// What every cluster here needs: room for tests that run side by side, and no socket in a folder of the machine's.
const SETTINGS: &[&str] = &["max_connections=200", "unix_socket_directories="];
/// What tests can do without: a crash may lose everything, since nothing outlives the test run.
const LOSING: &[&str] = &["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/// How often, at a tenth of a second, the server is asked whether it is ready before giving up.
const PATIENCE: usize = 300;

/// How firmly a cluster keeps what it acknowledges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// As PostgreSQL does when nobody changes its settings.
    OfTheServer,
    /// Not at all: for tests, which are faster so.
    None,
}

/// A running cluster. Dropping it stops the server and removes its folder.
pub(crate) struct Cluster {
    server: Child,
    url: String,
    // Removes its folder when dropped, which is after the server has been stopped.
    site: Site,
}

impl Cluster {
    /// Creates and starts a cluster and waits until it answers.
    pub(crate) fn start(durability: Durability) -> Result<Self, Failure> {
        let site = Site::choose()?;
        let password = random_password()?;
        site.initialise(&password)?;
        let port = free_port()?;
        site.make_certificate()?;
        let server = site.launch(port, durability)?;
        let mut cluster = Self { server, url: format!("postgres://saphan:{password}@127.0.0.1:{port}/postgres"), site };
        cluster.wait_until_ready(port).map_err(|problem| {
            let log = fs::read_to_string(cluster.site.log()).unwrap_or_default();
            Failure::Postgres(format!("{problem}\n{log}"))
        })?;
        Ok(cluster)
    }

    /// A URL of a database on it, as its superuser.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The environment variables in which tests find it.
    pub(crate) fn variables(&self) -> Vec<(&'static str, OsString)> {
        let certificate = self.site.certificate().is_file().then(|| self.site.certificate().into_os_string());
        let mut variables = vec![(URL_VARIABLE, OsString::from(&self.url))];
        variables.extend(certificate.map(|path| (CERTIFICATE_VARIABLE, path)));
        variables
    }

    /// The server's first process, which started all others.
    pub(crate) fn process(&self) -> u32 {
        self.server.id()
    }

    fn wait_until_ready(&mut self, port: u16) -> Result<(), String> {
        for _ in 0..PATIENCE {
            let mut question = Command::new(self.site.programs.join("pg_isready"));
            if process::succeeds(question.args(["--host", "127.0.0.1", "--port", &port.to_string()])) {
                return Ok(());
            }
            if let Ok(Some(status)) = self.server.try_wait() {
                return Err(format!("the server stopped at once ({status})"));
            }
            sleep(Duration::from_millis(100));
        }
        Err("the server did not answer within 30 seconds".into())
    }
}

impl Drop for Cluster {
    /// Ends the server by its id. QUIT skips the tidy shutdown: its folder is about to vanish.
    fn drop(&mut self) {
        if !process::succeeds(Command::new("kill").args(["-QUIT", &self.server.id().to_string()])) {
            let _already_gone = self.server.kill();
        }
        let _exit_status = self.server.wait();
    }
}

/// Runs a command with a throw-away cluster beside it.
pub(crate) fn beside(command: &[OsString], durability: Durability) -> Result<(), Failure> {
    let cluster = Cluster::start(durability)?;
    let Some((program, arguments)) = command.split_first() else { return Ok(()) };
    process::run(Command::new(program).args(arguments).envs(cluster.variables()))
}

/// The folder with `initdb` and `postgres`: on the PATH, else the newest that Debian installed.
pub(crate) fn programs() -> Option<PathBuf> {
    let on_path = process::find_program("initdb").and_then(|found| found.canonicalize().ok());
    let beside_initdb = on_path.and_then(|initdb| initdb.parent().map(Path::to_owned));
    beside_initdb.filter(|folder| folder.join("postgres").is_file()).or_else(newest_debian_programs)
}

/// Which PostgreSQL that is, in its own words.
pub(crate) fn version() -> Result<String, Failure> {
    let programs = programs().ok_or_else(|| Failure::Postgres("no PostgreSQL server is installed".into()))?;
    let said = process::capture(Command::new(programs.join("postgres")).arg("--version"))?;
    Ok(said.trim().replace("postgres (PostgreSQL)", "PostgreSQL"))
}

fn newest_debian_programs() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN_PROGRAMS).ok()?.flatten();
    let numbered = versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path())));
    let complete =
        numbered.map(|(version, path)| (version, path.join("bin"))).filter(|(_, bin)| bin.join("initdb").is_file());
    complete.max_by_key(|(version, _)| *version).map(|(_, bin)| bin)
}

/// Where a cluster lives and who runs it.
struct Site {
    programs: PathBuf,
    folder: TempDir,
    account: Option<Account>,
}

impl Site {
    /// Finds the programs and makes a folder that the server's account owns.
    fn choose() -> Result<Self, Failure> {
        let programs = programs().ok_or_else(|| Failure::Postgres("no PostgreSQL server is installed".into()))?;
        let folder =
            tempfile::Builder::new().prefix("saphan-postgres-").tempdir().map_err(Failure::at("temporary folder"))?;
        let site = Self { programs, folder, account: Account::for_server()? };
        site.hand_over(site.folder.path())?;
        Ok(site)
    }

    /// Gives a file or folder to the account that the server runs as.
    fn hand_over(&self, path: &Path) -> Result<(), Failure> {
        let Some(account) = &self.account else { return Ok(()) };
        chown(path, Some(account.user), Some(account.group)).map_err(Failure::at(path))
    }

    /// One of PostgreSQL's programs, run in the cluster's folder by the account it belongs to.
    fn program(&self, name: &str) -> Command {
        let mut command = process::bound_to_us(&self.programs.join(name), "QUIT");
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        if let Some(account) = &self.account {
            command.uid(account.user).gid(account.group);
        }
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    fn certificate(&self) -> PathBuf {
        self.folder.path().join("server.crt")
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("server.key")
    }

    /// A certificate of the server's own, signed by nobody else, so that encrypted links can be tested. Without `openssl` on the
    /// machine the server offers none, and the tests that need it say so.
    fn make_certificate(&self) -> Result<(), Failure> {
        if process::find_program("openssl").is_none() {
            return Ok(());
        }
        let mut openssl = Command::new("openssl");
        openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]);
        openssl.args(["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]);
        // A certificate that may sign others is refused as a server's own.
        openssl.args(["-addext", "basicConstraints=critical,CA:FALSE"]);
        openssl.arg("-keyout").arg(self.key()).arg("-out").arg(self.certificate());
        process::capture(&mut openssl)?;
        // The server refuses a key that others may read.
        fs::set_permissions(self.key(), fs::Permissions::from_mode(0o600)).map_err(Failure::at(self.key()))?;
        self.hand_over(&self.key())
    }

    fn initialise(&self, password: &str) -> Result<(), Failure> {
        let password_file = self.folder.path().join("password");
        fs::write(&password_file, password).map_err(Failure::at(&password_file))?;
        self.hand_over(&password_file)?;
        let mut initdb = self.program("initdb");
        initdb.arg("--pgdata").arg(self.data()).arg("--pwfile").arg(&password_file);
        initdb.args(["--username=saphan", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        process::capture(&mut initdb).map(drop)
    }

    fn launch(&self, port: u16, durability: Durability) -> Result<Child, Failure> {
        let log = File::create(self.log()).map_err(Failure::at(self.log()))?;
        let mut server = self.program("postgres");
        server.arg("-D").arg(self.data()).args(["-h", "127.0.0.1", "-p", &port.to_string()]);
        let losing = if durability == Durability::None { LOSING } else { &[] };
        server.args(SETTINGS.iter().chain(losing).flat_map(|setting| ["-c", setting]));
        if self.certificate().is_file() {
            for (name, path) in [("ssl_cert_file", self.certificate()), ("ssl_key_file", self.key())] {
                server.arg("-c").arg(format!("{name}={}", path.display()));
            }
            server.args(["-c", "ssl=on"]);
        }
        server.stdout(Stdio::null()).stderr(log);
        server.spawn().map_err(|source| process::cannot_start(&server, source))
    }
}

/// An account of the machine, by number.
struct Account {
    user: u32,
    group: u32,
}

impl Account {
    /// Whom the server runs as when we are root, since PostgreSQL refuses root; nobody else when we are somebody already.
    fn for_server() -> Result<Option<Self>, Failure> {
        let ourselves = fs::metadata("/proc/self").map_err(Failure::at("/proc/self"))?;
        if ourselves.uid() != 0 {
            return Ok(None);
        }
        let accounts = fs::read_to_string("/etc/passwd").map_err(Failure::at("/etc/passwd"))?;
        let found = ["postgres", "nobody"].iter().find_map(|name| Self::named(name, &accounts));
        found
            .map(Some)
            .ok_or_else(|| Failure::Postgres("root needs an account `postgres` or `nobody` to run it as".into()))
    }

    /// Finds an account in the text of a passwd file.
    fn named(name: &str, accounts: &str) -> Option<Self> {
        let mut fields =
            accounts.lines().map(|line| line.split(':')).find(|fields| fields.clone().next() == Some(name))?;
        let user = fields.nth(2)?.parse().ok()?;
        let group = fields.next()?.parse().ok()?;
        Some(Self { user, group })
    }
}

/// A port of the loopback address that was free a moment ago.
fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(Failure::at("127.0.0.1"))?;
    listener.local_addr().map(|address| address.port()).map_err(Failure::at("127.0.0.1"))
}

/// Sixteen bytes from the kernel, in hexadecimal: other accounts of a shared machine can reach the port too.
fn random_password() -> Result<String, Failure> {
    let mut bytes = [0_u8; 16];
    let source = Path::new("/dev/urandom");
    File::open(source).and_then(|mut file| file.read_exact(&mut bytes)).map_err(Failure::at(source))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts =
            "root:x:0:0:root:/root:/bin/sh\npostgresql:x:7:8::/:/bin/false\npostgres:x:101:104:,,,:/var:/bin/sh\n";
        let account = Account::named("postgres", accounts).expect("it is listed");
        assert_eq!((account.user, account.group), (101, 104));
        assert!(Account::named("nobody", accounts).is_none());
    }

    #[test]
    fn passwords_differ() {
        let one = random_password().expect("the kernel has randomness");
        let other = random_password().expect("the kernel has randomness");
        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
    }

    #[test]
    fn a_cluster_answers_while_it_lives_and_is_gone_afterwards() {
        if programs().is_none() {
            eprintln!("skipped: no PostgreSQL server is installed");
            return;
        }
        let cluster = Cluster::start(Durability::None).expect("it starts");
        let folder = cluster.site.folder.path().to_owned();
        let port: u16 = cluster.url.rsplit([':', '/']).nth(1).and_then(|port| port.parse().ok()).expect("a port");
        let mut session = std::net::TcpStream::connect(("127.0.0.1", port)).expect("it listens");
        std::io::Write::write_all(&mut session, &[0, 0, 0, 8, 4, 210, 22, 47]).expect("an SSL request is sent");
        let mut answer = [0];
        session.read_exact(&mut answer).expect("it answers");
        let expected = if process::find_program("openssl").is_some() { b"S" } else { b"N" };
        assert_eq!(&answer, expected, "it offers TLS where a certificate could be made");
        drop(cluster);
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err(), "the server has stopped");
        assert!(!folder.exists(), "its folder is removed");
    }
}
