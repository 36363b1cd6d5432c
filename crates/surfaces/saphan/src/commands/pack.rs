//! `saphan pack check [FOLDER]`: proves a pack: types, references, expressions, languages, cases.

use crate::failure::Failure;
use crate::output::line;
use clap::Subcommand;
use language::{Lang, say};
use packs::{Pack, PackProblem};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Check a pack's folder, or the packs in this program when none is given.
    Check {
        /// The folder that holds pack.toml.
        folder: Option<PathBuf>,
        /// Language of the findings: en, th, my, km, lo.
        #[arg(long, default_value = "en")]
        lang: Lang,
    },
}

pub(crate) fn run(command: Command) -> Result<ExitCode, Failure> {
    let Command::Check { folder, lang } = command;
    let loaded = match &folder {
        Some(folder) => Pack::load(&files(folder)?).map(|pack| vec![pack]),
        None => packs::builtin(),
    };
    let known = match &folder {
        Some(folder) => beside(folder)?,
        None => Vec::new(),
    };
    let problems = match &loaded {
        Ok(packs) => {
            let all: Vec<&Pack> = packs.iter().chain(&known).collect();
            packs.iter().flat_map(|pack| packs::check(pack, &all)).collect()
        }
        Err(problems) => problems.clone(),
    };
    for problem in &problems {
        line(finding(problem, lang));
    }
    if !problems.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    for pack in loaded.unwrap_or_default() {
        let (kinds, indicators, cases) = (pack.kinds.len(), pack.indicators.len(), pack.cases.len());
        line(format!("{} {}: {kinds} kinds, {indicators} indicators, {cases} cases, all sound", pack.id, pack.version));
    }
    Ok(ExitCode::SUCCESS)
}

/// The packs in the folders beside one, and those in this program that no such folder replaces. One that cannot be read is left out: its
/// own check tells why.
fn beside(folder: &Path) -> Result<Vec<Pack>, Failure> {
    let mut packs: BTreeMap<String, Pack> = packs::builtin_ids()
        .iter()
        .filter_map(|id| Pack::builtin(id).ok())
        .map(|pack| (pack.id.clone(), pack))
        .collect();
    let folder = folder.canonicalize().map_err(|problem| Failure::file("read", folder, &problem))?;
    let neighbours = folder.parent().map(std::fs::read_dir).transpose()?.into_iter().flatten();
    for path in neighbours.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.join("pack.toml").is_file()
            && let Ok(pack) = Pack::load(&files(&path)?)
        {
            packs.insert(pack.id.clone(), pack);
        }
    }
    Ok(packs.into_values().collect())
}

fn finding(problem: &PackProblem, lang: Lang) -> String {
    format!("{}{}: {}", problem.file, problem.place, say(lang, &problem.message))
}

/// Every file of a folder by its path inside it, with forward slashes.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(current) = open.pop() {
        let entries = std::fs::read_dir(&current).map_err(|problem| Failure::file("read", &current, &problem))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let inside = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let bytes = std::fs::read(&path).map_err(|problem| Failure::file("read", &path, &problem))?;
            found.insert(inside, bytes);
        }
    }
    Ok(found)
}
