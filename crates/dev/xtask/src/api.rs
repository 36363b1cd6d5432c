//! `cargo xtask api`: the description of the API shown to Schemathesis, which makes requests of it that nobody foresaw, signed in as each
//! role of the demo. Owns bringing Schemathesis and running it; what must hold is that no request makes the server fail and that every
//! answer is as described.

use crate::failure::Failure;
use crate::prerequisites::Need;
use crate::{prerequisites, process, run, workspace};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// The package, exactly, so that every machine asks the same questions.
const PACKAGE: &str = "schemathesis==4.32.5";
/// What must hold of every answer.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";
/// Signing in is asked for as one role only: it is made to cost much.
const COSTLY: &str = "signIn";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The most requests of each kind to each operation, for each role
    #[arg(long, default_value_t = 500)]
    examples: u32,
    /// The most seconds for each role, after which it begins nothing more
    #[arg(long, default_value_t = 600)]
    seconds: u32,
    /// Only this login
    #[arg(long)]
    login: Option<String>,
    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    seed: u32,
}

impl Options {
    /// As much as belongs in every test run.
    pub(crate) fn brief() -> Self {
        Self { examples: 12, seconds: 40, login: None, seed: 1 }
    }
}

/// A demo that answers.
struct Demo {
    process: Child,
    ready: Ready,
    /// Held so that what the server prints later finds a reader's end.
    _said: BufReader<ChildStdout>,
}

#[derive(Deserialize)]
struct Ready {
    address: String,
    logins: Vec<Login>,
}

#[derive(Clone, Deserialize)]
struct Login {
    login: String,
    password: String,
    role: String,
}

#[derive(Deserialize)]
struct Opened {
    token: String,
}

/// Asks as one login of each role, or as the one that was named, and fails at the first that finds something.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    prerequisites::ensure(&[Need::Python])?;
    let build = ["build", "--quiet", "--workspace", "--bins", "--tests"];
    process::run(process::cargo().args(build).current_dir(workspace::root()))?;
    let program = schemathesis()?;
    let folder = tempfile::tempdir().map_err(Failure::at("the temporary folder"))?;
    let demo = Demo::start(&run::binary()?, folder.path())?;
    let logins = chosen(&demo.ready.logins, options.login.as_deref());
    if logins.is_empty() {
        return Err(Failure::Prerequisites("the demo has no such login".to_owned()));
    }
    for (place, login) in logins.iter().enumerate() {
        println!("\n-- {} ({})", login.login, login.role);
        let token = demo.sign_in(login)?;
        ask(&program, &demo.ready.address, &token, options, place == 0)?;
    }
    Ok(())
}

/// The first login of each role.
fn chosen(all: &[Login], only: Option<&str>) -> Vec<Login> {
    let mut roles = BTreeSet::new();
    let is_chosen = |login: &&Login| match only {
        Some(only) => login.login == only,
        None => roles.insert(login.role.clone()),
    };
    all.iter().filter(is_chosen).cloned().collect()
}

fn ask(program: &Path, address: &str, token: &str, options: &Options, is_first: bool) -> Result<(), Failure> {
    let mut command = Command::new(program);
    command.arg("run").arg(format!("{address}/api/v1/openapi.json")).args(["--checks", CHECKS]);
    command.args(["--header", &format!("Authorization: Bearer {token}"), "--request-timeout", "60"]);
    command.args(["--max-examples", &options.examples.to_string(), "--seed", &options.seed.to_string()]);
    command.args(["--max-time", &options.seconds.to_string(), "--suppress-health-check", "all", "--warnings", "off"]);
    // With more than one request at a time the same seed would not make the same requests.
    command.args(["--workers", "1", "--continue-on-failure", "--no-color"]);
    if !is_first {
        command.args(["--exclude-operation-id", COSTLY]);
    }
    let folder = tempfile::tempdir().map_err(Failure::at("the temporary folder"))?;
    process::run(command.current_dir(folder.path()))
}

/// The program, brought by pip into the target folder unless it is there.
fn schemathesis() -> Result<PathBuf, Failure> {
    let folder = workspace::metadata()?.target_directory.join("schemathesis");
    let (program, mark) = (folder.join("bin/schemathesis"), folder.join("brought"));
    if fs::read_to_string(&mark).is_ok_and(|brought| brought == PACKAGE) {
        return Ok(program);
    }
    process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE];
    process::run(Command::new(folder.join("bin/python")).args(pip))?;
    fs::write(&mark, PACKAGE).map_err(Failure::at(&mark))?;
    Ok(program)
}

impl Demo {
    fn start(binary: &Path, folder: &Path) -> Result<Self, Failure> {
        let mut command = process::bound_to_us(binary, "KILL");
        command.args(["demo", "--ready-json", "--listen", "127.0.0.1:0", "--data"]).arg(folder);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = command.spawn().map_err(|source| process::cannot_start(&command, source))?;
        let said = process.stdout.take().map(BufReader::new).ok_or(Failure::Server("it cannot be heard"))?;
        let mut demo = Self { process, ready: Ready { address: String::new(), logins: Vec::new() }, _said: said };
        let mut line = String::new();
        let _length = demo._said.read_line(&mut line).map_err(Failure::at("the demo"))?;
        let ready = line.strip_prefix("ready ").and_then(|ready| serde_json::from_str(ready).ok());
        demo.ready = ready.ok_or(Failure::Server("it does not say where it is"))?;
        Ok(demo)
    }

    /// The token of a session.
    fn sign_in(&self, login: &Login) -> Result<String, Failure> {
        let body = serde_json::json!({ "login": login.login, "password": login.password }).to_string();
        let host = self.ready.address.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(host).map_err(Failure::at("the demo"))?;
        let request = format!(
            "POST /api/v1/sessions HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        let mut answer = String::new();
        stream.write_all(request.as_bytes()).map_err(Failure::at("the demo"))?;
        stream.read_to_string(&mut answer).map_err(Failure::at("the demo"))?;
        let opened = answer.split_once("\r\n\r\n").and_then(|(_, body)| serde_json::from_str(body).ok());
        opened.map(|Opened { token }| token).ok_or(Failure::Server("it lets nobody in"))
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _already_gone = self.process.kill();
        let _exit_status = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_asks_once_unless_a_login_is_named() {
        let login =
            |login: &str, role: &str| Login { login: login.to_owned(), password: String::new(), role: role.to_owned() };
        let all = [login("head", "director"), login("police", "coordinator"), login("welfare", "coordinator")];
        for (only, expected) in
            [(None, vec!["head", "police"]), (Some("welfare"), vec!["welfare"]), (Some("x"), vec![])]
        {
            let chosen = chosen(&all, only);
            assert_eq!(chosen.iter().map(|one| one.login.as_str()).collect::<Vec<_>>(), expected, "{only:?}");
        }
    }
}
