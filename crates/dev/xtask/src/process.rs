//! Starting other programs and turning their "no" into a `Failure`. Knows no program in particular.

use crate::failure::Failure;
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs a program with the terminal's own input and output; anything but success is a failure.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|source| cannot_start(command, source))?;
    if status.success() { Ok(()) } else { Err(Failure::Exit { command: spoken(command), status }) }
}

/// Runs a program and gives what it printed; its complaints go to the terminal.
pub(crate) fn capture(command: &mut Command) -> Result<String, Failure> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|source| cannot_start(command, source))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure::Exit { command: spoken(command), status: output.status })
}

/// Whether a program runs and succeeds, saying nothing.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// A program that is sent a signal when we end, even when we are killed and clean up nothing, where util-linux's `setpriv` is at
/// hand. It runs under the process id that starting it gives.
pub(crate) fn bound_to_us(program: &Path, signal: &str) -> Command {
    match find_program("setpriv") {
        Some(setpriv) => {
            let mut bound = Command::new(setpriv);
            bound.args(["--pdeathsig", signal]).arg(program);
            bound
        }
        None => Command::new(program),
    }
}

/// Says why a program could not be started.
pub(crate) fn cannot_start(command: &Command, source: std::io::Error) -> Failure {
    Failure::Start { program: command.get_program().to_string_lossy().into_owned(), source }
}

/// The first executable of this name on the PATH.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

/// Fails when a program is not there, saying what it is for.
pub(crate) fn require(program: &str, purpose: &str) -> Result<(), Failure> {
    match find_program(program) {
        Some(_) => Ok(()),
        None => Err(Failure::Prerequisites(format!("`{program}` is not installed: {purpose}"))),
    }
}

/// The cargo that started us, so that a nested call uses the same one.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A command as a person would type it.
fn spoken(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_says_no_is_named_with_its_arguments() {
        let refused = run(Command::new("false").arg("really")).expect_err("false fails");
        assert_eq!(refused.to_string(), "`false really` failed (exit status: 1)");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let missing = run(&mut Command::new("no-such-program-here")).expect_err("it does not exist");
        assert!(missing.to_string().starts_with("could not start `no-such-program-here`"), "{missing}");
    }

    #[test]
    fn output_is_captured() {
        assert_eq!(capture(Command::new("echo").arg("one")).expect("echo runs"), "one\n");
        assert!(succeeds(&mut Command::new("true")));
        assert!(!succeeds(&mut Command::new("false")));
    }
}
