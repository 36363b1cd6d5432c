//! The machine that figures come from: what it is, how busy it is, how long its disk takes. Owns no figure of the product.

use crate::failure::Failure;
use crate::{process, workspace};
use std::fs::{self, File};
use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

/// How often the disk is asked.
const SYNCS: usize = 200;

/// The moment on the wall clock's own run, for how long something takes.
#[expect(clippy::disallowed_methods, reason = "how long something took is measured on the wall clock")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Processor time of the programs that we started and that have ended: places 16 and 17 of proc(5), in hundredths of a second.
pub(crate) fn time_of_ended_programs() -> Result<Duration, Failure> {
    let path = "/proc/self/stat";
    let stat = fs::read_to_string(path).map_err(Failure::at(path))?;
    // The second field is a name in brackets, which may hold spaces and brackets; the fields behind it are counted from the third.
    let (_, after_name) = stat.rsplit_once(')').unwrap_or_default();
    let hundredths: u64 =
        after_name.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Ok(Duration::from_millis(hundredths * 10))
}

/// What a page of figures must say of where they come from, a line each.
pub(crate) fn description() -> Result<Vec<String>, Failure> {
    let folder = tempfile::tempdir().map_err(Failure::at("the temporary folder"))?;
    let (middle, late) = sync_time(folder.path().join("probe").as_path())?;
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    Ok(vec![
        format!("commit {}", commit()?),
        format!("{cores} cores, {}, Linux {}", processor(), kernel.trim()),
        format!(
            "data on {}; one fdatasync of 4 KiB {:.2} ms at p50, {:.2} ms at p99",
            disk(folder.path()),
            milliseconds(middle),
            milliseconds(late)
        ),
    ])
}

/// The load average of the last minute.
pub(crate) fn load_average() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("unknown").to_owned()
}

fn commit() -> Result<String, Failure> {
    let git = |arguments: &[&str]| process::capture(Command::new("git").args(arguments).current_dir(workspace::root()));
    let changed =
        if git(&["status", "--porcelain"])?.is_empty() { "" } else { ", with changes that are not committed" };
    Ok(format!("{}{changed}", git(&["rev-parse", "--short", "HEAD"])?.trim()))
}

fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    name.map_or_else(|| "an unnamed processor".to_owned(), |(_, name)| name.trim().to_owned())
}

fn disk(folder: &std::path::Path) -> String {
    let listed = process::capture(Command::new("df").args(["--output=fstype,source"]).arg(folder));
    let words =
        |text: &str| text.lines().last().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" on ");
    listed.as_deref().map_or_else(|_| "an unknown disk".to_owned(), words)
}

/// How long one sync of a freshly written block takes, at the middle and at the ninety-ninth of a hundred.
fn sync_time(path: &std::path::Path) -> Result<(Duration, Duration), Failure> {
    let mut file = File::create(path).map_err(Failure::at(path))?;
    let mut times = Vec::with_capacity(SYNCS);
    for _ in 0..SYNCS {
        let begun = now();
        file.write_all(&[1; 4096]).and_then(|()| file.sync_data()).map_err(Failure::at(path))?;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let at = |percent: usize| times.get(SYNCS * percent / 100).copied().unwrap_or_default();
    Ok((at(50), at(99)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_of_a_program_that_ended_is_counted() {
        let before = time_of_ended_programs().expect("the kernel tells it");
        process::capture(Command::new("sh").args(["-c", "i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done"]))
            .expect("it counts");
        assert!(time_of_ended_programs().expect("the kernel tells it") > before);
    }

    #[test]
    fn a_page_of_figures_says_where_they_come_from() {
        let description = description().expect("the machine can be looked at").join("\n");
        for word in ["commit ", "cores", "fdatasync", " on "] {
            assert!(description.contains(word), "{word}: {description}");
        }
        assert!(load_average().parse::<f64>().is_ok());
    }
}
