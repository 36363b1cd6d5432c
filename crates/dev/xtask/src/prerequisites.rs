//! What the tests need besides Rust, how to see that it is there, and how to get it on a Debian-like machine. Installs Debian
//! packages as root or through a sudo that asks no password; otherwise says exactly what to install.

use crate::failure::Failure;
use crate::{postgres, process, workspace};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Something a step needs that cargo does not bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// The PostgreSQL server: storage is tested on both databases, always.
    Postgres,
    /// Chromium, for the journeys in `e2e/`.
    Browser,
    /// Fonts for the five languages, so that screenshots and PDF comparisons show letters and not boxes.
    Fonts,
    /// `xmllint`, which validates IATI files against their schema.
    XmlLint,
    /// `pdftotext` and `pdftoppm`, which read reports back.
    PdfTools,
    /// `strace`, which records what a program asks of the disk and makes such calls fail.
    Strace,
    /// Node with npm, for the journeys, the bundles of `web/`, and the outlines' source.
    Node,
    /// Python with pip, whose registry has the gazetteer's source and ODK Validate.
    Python,
    /// Java, in which ODK Validate is written.
    Java,
}

impl Need {
    /// The Debian packages that fulfil it.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Postgres => &["postgresql"],
            Self::Browser => &["chromium"],
            Self::Fonts => &["fonts-noto-core"],
            Self::XmlLint => &["libxml2-utils"],
            Self::PdfTools => &["poppler-utils"],
            Self::Strace => &["strace"],
            Self::Node => &["nodejs", "npm"],
            Self::Python => &["python3", "python3-pip"],
            Self::Java => &["default-jre-headless"],
        }
    }

    fn is_met(self) -> bool {
        match self {
            Self::Postgres => postgres::programs().is_some(),
            Self::Browser => browser().is_some(),
            Self::Fonts => has_font(Path::new("/usr/share/fonts"), "NotoSansThai"),
            Self::XmlLint => process::find_program("xmllint").is_some(),
            Self::PdfTools => ["pdftotext", "pdftoppm"].iter().all(|name| process::find_program(name).is_some()),
            Self::Strace => process::find_program("strace").is_some(),
            Self::Node => ["node", "npm"].iter().all(|name| process::find_program(name).is_some()),
            Self::Python => process::succeeds(Command::new("python3").args(["-m", "pip", "--version"])),
            Self::Java => process::find_program("java").is_some(),
        }
    }
}

/// The browser to drive: `SAPHAN_CHROMIUM`, else a Chromium on the PATH.
pub(crate) fn browser() -> Option<PathBuf> {
    let chosen = std::env::var_os("SAPHAN_CHROMIUM").map(PathBuf::from);
    chosen.or_else(|| {
        ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| process::find_program(name))
    })
}

fn has_font(folder: &Path, prefix: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() { has_font(&path, prefix) } else { entry.file_name().to_string_lossy().starts_with(prefix) }
    })
}

/// Makes sure of every need, installing what is missing.
pub(crate) fn ensure(needs: &[Need]) -> Result<(), Failure> {
    let packages = missing_packages(needs);
    if packages.is_empty() {
        return Ok(());
    }
    println!("installing {}", packages.join(" "));
    let Some(mut installer) = Installer::of_this_machine() else {
        return Err(Failure::Prerequisites(instructions(&packages)));
    };
    installer.install(&packages)?;
    let still_missing = missing_packages(needs);
    if still_missing.is_empty() { Ok(()) } else { Err(Failure::Prerequisites(instructions(&still_missing))) }
}

fn missing_packages(needs: &[Need]) -> Vec<&'static str> {
    needs.iter().filter(|need| !need.is_met()).flat_map(|need| need.packages()).copied().collect()
}

/// What to tell a person whose machine we may not change.
fn instructions(packages: &[&str]) -> String {
    format!(
        "the tests need programs that are not here and cannot be installed without root.\n\
         On Debian or Ubuntu: sudo apt-get install --no-install-recommends {}\n\
         Elsewhere install the same programs by your system's name for them, then run this again.",
        packages.join(" ")
    )
}

/// The right to run apt-get.
enum Installer {
    Root,
    Sudo,
}

impl Installer {
    fn of_this_machine() -> Option<Self> {
        process::find_program("apt-get")?;
        if fs::metadata("/proc/self").is_ok_and(|ourselves| ourselves.uid() == 0) {
            return Some(Self::Root);
        }
        process::succeeds(Command::new("sudo").args(["-n", "true"])).then_some(Self::Sudo)
    }

    fn apt_get(&self) -> Command {
        let mut command = match self {
            Self::Root => Command::new("env"),
            Self::Sudo => Command::new("sudo"),
        };
        if matches!(self, Self::Sudo) {
            command.args(["-n", "env"]);
        }
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]);
        command
    }

    fn install(&mut self, packages: &[&str]) -> Result<(), Failure> {
        process::run(self.apt_get().arg("update"))?;
        process::run(self.apt_get().args(["install", "--no-install-recommends"]).args(packages))
    }
}

/// Installs a folder's npm packages exactly as its lock file says, unless that was done since the lock last changed.
pub(crate) fn npm_packages(folder: &str) -> Result<(), Failure> {
    let folder = workspace::root().join(folder);
    if !folder.join("package-lock.json").is_file() || is_installed(&folder) {
        return Ok(());
    }
    process::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))
}

/// npm leaves a hidden lock file behind; when it is younger than ours the installation is up to date.
fn is_installed(folder: &Path) -> bool {
    let modified = |name: &str| fs::metadata(folder.join(name)).and_then(|file| file.modified()).ok();
    match (modified("node_modules/.package-lock.json"), modified("package-lock.json")) {
        (Some(installed), Some(wanted)) => installed >= wanted,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_name_every_missing_package() {
        let text = instructions(&["postgresql", "chromium"]);
        assert!(text.contains("apt-get install --no-install-recommends postgresql chromium\n"), "{text}");
    }

    #[test]
    fn an_installation_is_current_until_the_lock_changes() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str| fs::write(folder.path().join(name), "{}").expect("write");
        let touch = |name: &str, seconds: u64| {
            let file = fs::File::options().write(true).open(folder.path().join(name)).expect("open");
            file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds)).expect("touch");
        };
        write("package-lock.json");
        assert!(!is_installed(folder.path()), "nothing installed yet");
        fs::create_dir(folder.path().join("node_modules")).expect("folder");
        write("node_modules/.package-lock.json");
        touch("package-lock.json", 100);
        touch("node_modules/.package-lock.json", 200);
        assert!(is_installed(folder.path()), "installed after the lock was written");
        touch("package-lock.json", 300);
        assert!(!is_installed(folder.path()), "the lock has changed since");
    }

    #[test]
    fn a_font_is_found_in_a_folder_of_folders() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let deep = folder.path().join("truetype/noto");
        fs::create_dir_all(&deep).expect("folders");
        assert!(!has_font(folder.path(), "NotoSansThai"));
        fs::write(deep.join("NotoSansThai-Regular.ttf"), "").expect("write");
        assert!(has_font(folder.path(), "NotoSansThai"));
    }
}
