//! Processor time of processes, from the kernel's `/proc/PID/stat`. Owns reading it; which processes matter is the caller's.

use crate::failure::Failure;
use std::fs;

/// Whose processor time a run costs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Meter {
    /// This program, load and storage together.
    Ourselves,
    /// A server, and the database server that it uses, when it does.
    Server { server: u32, database: Option<u32> },
}

/// Processor seconds so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Spent {
    /// The program under load.
    pub(crate) program: f64,
    /// The database server: its first process and those it started.
    pub(crate) database: Option<f64>,
}

/// What is looked at in a line of `stat`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Process {
    parent: u32,
    /// User and system time, in hundredths of a second on Linux.
    own: f64,
    /// The same of children that have ended.
    ended_children: f64,
}

impl Meter {
    /// What was spent up to now.
    pub(crate) fn read(self) -> Result<Spent, Failure> {
        match self {
            Self::Ourselves => Ok(Spent { program: of(&own_id())?.own / 100.0, database: None }),
            Self::Server { server, database } => {
                let program = of(&server.to_string())?.own / 100.0;
                Ok(Spent { program, database: database.map(with_children).transpose()? })
            }
        }
    }
}

fn own_id() -> String {
    std::process::id().to_string()
}

fn with_children(first: u32) -> Result<f64, Failure> {
    let own = of(&first.to_string())?;
    let mut hundredths = own.own + own.ended_children;
    for entry in fs::read_dir("/proc").map_err(Failure::at("/proc"))?.flatten() {
        let name = entry.file_name();
        let Some(id) = name.to_str().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit())) else { continue };
        // One that has just ended is counted among the ended children next time.
        if let Ok(process) = of(id)
            && process.parent == first
        {
            hundredths += process.own;
        }
    }
    Ok(hundredths / 100.0)
}

fn of(process: &str) -> Result<Process, Failure> {
    let path = format!("/proc/{process}/stat");
    let stat = fs::read_to_string(&path).map_err(Failure::at(&path))?;
    parse(&stat).ok_or(Failure::Stat(path))
}

/// The fields by their places in proc(5): 4 is the parent, 14 and 15 the own time, 16 and 17 that of ended children.
fn parse(stat: &str) -> Option<Process> {
    // The second field is a name in brackets, which may hold spaces and brackets.
    let (_, after_name) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let number = |place: usize| fields.get(place.checked_sub(3)?)?.parse::<f64>().ok();
    Some(Process {
        parent: fields.get(1)?.parse().ok()?,
        own: number(14)? + number(15)?,
        ended_children: number(16)? + number(17)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_by_its_places_whatever_the_name_is() {
        let stat = "42 (a (b) c) S 7 42 42 0 -1 4194560 900 800 1 2 120 30 5 6 20 0 9 0 12 13 14";
        assert_eq!(parse(stat), Some(Process { parent: 7, own: 150.0, ended_children: 11.0 }));
        assert_eq!(parse("nothing"), None);
    }

    #[test]
    fn a_program_is_counted_with_the_one_that_started_it() {
        let before = Meter::Ourselves.read().unwrap().program;
        let parent = of(&own_id()).unwrap().parent;
        assert!(with_children(parent).unwrap() >= before);
    }
}
