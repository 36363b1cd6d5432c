//! Reads what strace recorded of a run: writes, syncs and changes of names, in the order in which they happened.
//!
//! Recorded by `strace -f -y -xx -s 1048576` (`cargo xtask powerloss` knows which calls): a line is `TID call(arguments) = result`; strings are `\x` escapes,
//! descriptors carry their path in angle brackets. A call that another thread's call interrupts is written in two lines,
//! `… <unfinished ...>` and `<... call resumed>…`.

use crate::failure::Failure;
use std::collections::HashMap;
use std::io::BufRead;

/// Something that happened to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// The file was opened to write, and made if it was not there.
    Open { path: String },
    /// Bytes were written. They may reach the disk from the start of the call, and surely only by a sync that began after `done`.
    Write { path: String, offset: u64, bytes: Vec<u8>, done: usize },
    /// The file was cut or lengthened.
    Truncate { path: String, length: u64, done: usize },
    /// Everything written before `begun` is on the disk now. Also for a folder: its names are.
    Sync { path: String, begun: usize },
    /// The name is gone.
    Unlink { path: String },
}

/// An event with its place in the recording: the line at which it took effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recorded {
    pub(crate) at: usize,
    pub(crate) event: Event,
}

/// A call put together again.
#[derive(Debug)]
struct Call {
    begun: usize,
    done: usize,
    name: String,
    arguments: String,
    result: i64,
    /// What follows the number, such as the path of an opened descriptor.
    after: String,
}

/// Reads a recording; events of files whose path `keep` refuses are left out.
///
/// # Errors
/// When a line cannot be read, or a call changes a kept file in a way that is not modelled.
pub(crate) fn read(lines: impl BufRead, keep: impl Fn(&str) -> bool) -> Result<Vec<Recorded>, Failure> {
    let mut unfinished: HashMap<String, (usize, String)> = HashMap::new();
    let mut offsets: HashMap<String, u64> = HashMap::new();
    let mut events = Vec::new();
    for (number, line) in (1..).zip(lines.lines()) {
        let line = line.map_err(|error| problem(number, error.to_string()))?;
        let Some(call) = assemble(number, &line, &mut unfinished) else { continue };
        let recorded = interpret(&call, &mut offsets, &keep).map_err(|what| problem(number, what))?;
        events.extend(recorded);
    }
    events.sort_by_key(|recorded| recorded.at);
    Ok(events)
}

fn problem(line: usize, problem: String) -> Failure {
    Failure::Trace { line, problem }
}

/// A whole call from a line, or from the two lines it was written in.
fn assemble(number: usize, line: &str, unfinished: &mut HashMap<String, (usize, String)>) -> Option<Call> {
    let (thread, rest) = line.split_once(' ')?;
    let rest = rest.trim_start();
    if let Some(start) = rest.strip_suffix("<unfinished ...>") {
        unfinished.insert(thread.to_owned(), (number, start.trim_end().to_owned()));
        return None;
    }
    if rest.starts_with("<... ") {
        let (begun, start) = unfinished.remove(thread)?;
        let (_, end) = rest.split_once("resumed>")?;
        return parse(begun, number, &format!("{start}{end}"));
    }
    parse(number, number, rest)
}

fn parse(begun: usize, done: usize, text: &str) -> Option<Call> {
    let (name, rest) = text.split_once('(')?;
    let (arguments, result) = rest.rsplit_once(" = ")?;
    let arguments = arguments.trim_end().strip_suffix(')')?.to_owned();
    let digits = result.find(|letter: char| !letter.is_ascii_digit() && letter != '-').unwrap_or(result.len());
    let (result, after) = result.split_at(digits);
    Some(Call { begun, done, name: name.to_owned(), arguments, result: result.parse().ok()?, after: after.to_owned() })
}

fn interpret(
    call: &Call,
    offsets: &mut HashMap<String, u64>,
    keep: &impl Fn(&str) -> bool,
) -> Result<Option<Recorded>, String> {
    if call.result < 0 {
        return Ok(None);
    }
    let path = if call.name == "openat" { descriptor_path(&call.after) } else { descriptor_path(&call.arguments) };
    let named = quoted(&call.arguments);
    let path = match (path, &named) {
        (_, Some(named)) if call.name.starts_with("unlink") => String::from_utf8_lossy(named).into_owned(),
        (Some(path), _) => path,
        _ => return Ok(None),
    };
    if !keep(&path) {
        return Ok(None);
    }
    let descriptor = call.arguments.split('<').next().unwrap_or_default().to_owned();
    let at = call.begun;
    let recorded = |at, event| Ok(Some(Recorded { at, event }));
    match call.name.as_str() {
        "openat" => {
            offsets.insert(call.result.to_string(), 0);
            // Opening what is there changes nothing; folders are opened too, to be synced.
            if call.arguments.contains("O_CREAT") { recorded(call.done, Event::Open { path }) } else { Ok(None) }
        }
        "lseek" => {
            offsets.insert(descriptor, u64::try_from(call.result).unwrap_or(0));
            Ok(None)
        }
        "write" | "pwrite64" => {
            let length = usize::try_from(call.result).unwrap_or(0);
            let bytes: Vec<u8> = named.ok_or("a write without its bytes")?.into_iter().take(length).collect();
            if bytes.len() != length {
                return Err(format!("{length} bytes were written, {} recorded", bytes.len()));
            }
            let offset = if call.name == "write" {
                let offset = offsets.entry(descriptor).or_default();
                let start = *offset;
                *offset = start.saturating_add(length as u64);
                start
            } else {
                last_number(&call.arguments)?
            };
            recorded(at, Event::Write { path, offset, bytes, done: call.done })
        }
        "ftruncate" => recorded(at, Event::Truncate { path, length: last_number(&call.arguments)?, done: call.done }),
        "fsync" | "fdatasync" => recorded(call.done, Event::Sync { path, begun: call.begun }),
        "unlink" | "unlinkat" => recorded(at, Event::Unlink { path }),
        other => Err(format!("`{other}` on {path} is not modelled")),
    }
}

/// The path of the first descriptor, `9</path>`.
fn descriptor_path(text: &str) -> Option<String> {
    let before_string = text.split('"').next().unwrap_or_default();
    let (_, rest) = before_string.split_once('<')?;
    let (path, _) = rest.split_once('>')?;
    Some(if path.starts_with("\\x") { String::from_utf8_lossy(&unescape(path)?).into_owned() } else { path.to_owned() })
}

/// The bytes of the first string.
fn quoted(text: &str) -> Option<Vec<u8>> {
    let (_, rest) = text.split_once('"')?;
    let (string, _) = rest.split_once('"')?;
    unescape(string)
}

fn unescape(text: &str) -> Option<Vec<u8>> {
    text.split("\\x").skip(1).map(|pair| u8::from_str_radix(pair, 16).ok()).collect()
}

fn last_number(arguments: &str) -> Result<u64, String> {
    let last = arguments.rsplit(", ").next().unwrap_or_default();
    last.parse().map_err(|_| format!("`{last}` is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDING: &str = r#"11 openat(AT_FDCWD</d/x>, "\x64\x62", O_RDWR|O_CREAT, 0600) = 9</d/x/db>
11 lseek(9</d/x/db>, 4096, SEEK_SET)  = 4096
11 write(9</d/x/db>, "\x61\x62", 2)   = 2
12 pwrite64(10</d/x/db-wal>, "\x63\x22\x29", 3, 32 <unfinished ...>
11 fdatasync(9</d/x/db> <unfinished ...>
12 <... pwrite64 resumed>)              = 3
11 <... fdatasync resumed>)             = 0
11 write(9</d/x/db>, "\x63", 1)       = -1 ENOSPC (No space left on device)
11 write(3</etc/other>, "\x63", 1)      = 1
11 ftruncate(9</d/x/db>, 0)           = 0
11 unlink("\x2f\x64\x2f\x78\x2f\x64\x62") = 0
11 openat(AT_FDCWD</d/x>, "\x2f", O_RDONLY|O_CLOEXEC) = 9</d/x>
11 +++ exited with 0 +++"#;

    #[test]
    fn a_recording_becomes_events() {
        let events = read(RECORDING.as_bytes(), |path| path.starts_with("/d/x")).unwrap();
        let db = || "/d/x/db".to_owned();
        let expected = [
            (1, Event::Open { path: db() }),
            (3, Event::Write { path: db(), offset: 4096, bytes: b"ab".into(), done: 3 }),
            (4, Event::Write { path: "/d/x/db-wal".into(), offset: 32, bytes: b"c\")".into(), done: 6 }),
            (7, Event::Sync { path: db(), begun: 5 }),
            (10, Event::Truncate { path: db(), length: 0, done: 10 }),
            (11, Event::Unlink { path: db() }),
        ];
        assert_eq!(events, expected.map(|(at, event)| Recorded { at, event }));
    }

    #[test]
    fn what_is_not_modelled_is_not_overlooked() {
        let line = r#"11 fallocate(9</d/x/db>, 0, 0, 4096) = 0"#;
        assert!(read(line.as_bytes(), |_| true).is_err());
    }
}
