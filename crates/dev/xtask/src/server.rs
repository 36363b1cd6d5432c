//! A real `saphan serve` on loopback with data of its own, for chores that load it: started, entered, stopped or killed by its
//! process id. Knows nothing of what is asked of it.

use crate::failure::Failure;
use crate::postgres::{Cluster, Durability};
use crate::process;
use crate::programs::Programs;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use tempfile::TempDir;

/// Settings that whoever runs a chore may have in their environment, and that are none of its business.
const SETTINGS: [&str; 6] =
    ["SAPHAN_DATA", "SAPHAN_DATABASE", "SAPHAN_CONFIG", "SAPHAN_LISTEN", "SAPHAN_PUBLIC_URL", "RUST_LOG"];

/// Which database the product runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Engine {
    /// The embedded one.
    Sqlite,
    /// A database server of its own.
    Postgres,
}

/// Data that are there for one series of runs and gone afterwards.
pub(crate) enum Ground {
    /// A data folder.
    Folder(TempDir),
    /// A database server that keeps what it acknowledges.
    Cluster(Cluster),
}

impl Ground {
    /// Empty.
    pub(crate) fn fresh(engine: Engine) -> Result<Self, Failure> {
        match engine {
            Engine::Sqlite => tempfile::tempdir().map(Self::Folder).map_err(Failure::at("the temporary folder")),
            Engine::Postgres => Cluster::start(Durability::OfTheServer).map(Self::Cluster),
        }
    }

    /// The database's address, as storage opens it.
    pub(crate) fn database(&self) -> OsString {
        match self {
            Self::Folder(folder) => folder.path().join("saphan.db").into(),
            Self::Cluster(cluster) => cluster.url().into(),
        }
    }

    /// The first process of the database server, where there is one.
    pub(crate) fn database_process(&self) -> Option<u32> {
        match self {
            Self::Folder(_) => None,
            Self::Cluster(cluster) => Some(cluster.process()),
        }
    }

    /// Tells the product where its data are. An address with a password goes by the environment, which others cannot list.
    fn tell(&self, command: &mut Command) {
        match self {
            Self::Folder(folder) => command.arg("--data").arg(folder.path()),
            Self::Cluster(cluster) => command.env("SAPHAN_DATABASE", cluster.url()),
        };
    }
}

/// A running server. Dropping it kills it.
pub(crate) struct Server {
    process: Child,
    address: String,
    /// Held so that what the server prints later finds a reader's end.
    said: BufReader<ChildStdout>,
}

impl Server {
    /// Starts on empty ground and chooses the administrator's password, which the load knows.
    pub(crate) fn first(programs: &Programs, ground: &Ground) -> Result<Self, Failure> {
        let mut server = Self::start(programs, ground)?;
        let _nobody_yet = server.line()?;
        let link = server.line()?;
        process::run(Command::new(&programs.workload).args(["enter", "--link", &link]))?;
        Ok(server)
    }

    /// Starts, and waits until it says where it is. It listens by then.
    pub(crate) fn start(programs: &Programs, ground: &Ground) -> Result<Self, Failure> {
        let mut command = process::bound_to_us(&programs.saphan, "KILL");
        SETTINGS.iter().for_each(|name| {
            command.env_remove(name);
        });
        command.args(["serve", "--listen", "127.0.0.1:0"]).stdin(Stdio::null()).stdout(Stdio::piped());
        ground.tell(&mut command);
        let mut process = command.spawn().map_err(|source| process::cannot_start(&command, source))?;
        let said = process.stdout.take().map(BufReader::new).ok_or(Failure::Server("it cannot be heard"))?;
        let mut server = Self { process, address: String::new(), said };
        let line = server.line()?;
        let address = line.strip_prefix("Saphan is at ").ok_or(Failure::Server("it does not say where it is"))?;
        server.address = address.to_owned();
        Ok(server)
    }

    /// Where it is.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Its process id.
    pub(crate) fn process(&self) -> u32 {
        self.process.id()
    }

    /// Kills it in the middle of whatever it does (SIGKILL). One that had ended by itself has failed.
    pub(crate) fn kill(mut self) -> Result<(), Failure> {
        if let Ok(Some(_)) = self.process.try_wait() {
            return Err(Failure::Server("it ended by itself"));
        }
        self.process.kill().and_then(|()| self.process.wait()).map(drop).map_err(Failure::at("the server"))
    }

    /// Asks it to finish and waits until it has.
    pub(crate) fn stop(mut self) -> Result<(), Failure> {
        process::run(Command::new("kill").args(["-TERM", &self.process.id().to_string()]))?;
        let status = self.process.wait().map_err(Failure::at("the server"))?;
        if status.success() { Ok(()) } else { Err(Failure::Server("it did not end well")) }
    }

    fn line(&mut self) -> Result<String, Failure> {
        let mut line = String::new();
        match self.said.read_line(&mut line) {
            Ok(length) if length > 0 => Ok(line.trim_end().to_owned()),
            _ => Err(Failure::Server("it ended before it said what was expected; what it complained of is above")),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _already_gone = self.process.kill();
        let _exit_status = self.process.wait();
    }
}
