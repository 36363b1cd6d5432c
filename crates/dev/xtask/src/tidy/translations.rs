//! Every language against English, which is the source: no text that English does not have, and the same values in each, so that
//! no reader misses a name or a number. Reads Fluent files only as far as that needs; `language` reads them in earnest.

use super::Finding;
use crate::workspace::SourceFile;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};

/// One text of one language.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) line: usize,
    /// The names of the values that go into it, `count` for `{ $count }`.
    values: BTreeSet<String>,
}

/// The texts of one language by their keys.
pub(super) type Texts = BTreeMap<String, Entry>;

/// Reads the texts of every language, by its code.
pub(super) fn read(files: &[SourceFile]) -> BTreeMap<String, Texts> {
    let value = Regex::new(r"\$([a-z][a-z0-9_-]*)").expect("the pattern is tested below");
    let mut languages: BTreeMap<String, Texts> = BTreeMap::new();
    for file in files.iter().filter(|file| file.is("ftl")) {
        if let Some(lang) = file.path.strip_prefix("locales/").and_then(|rest| rest.split('/').next()) {
            read_file(file, &value, languages.entry(lang.to_owned()).or_default());
        }
    }
    languages
}

/// A key begins a text at the start of a line; what follows indented belongs to it.
fn read_file(file: &SourceFile, value: &Regex, texts: &mut Texts) {
    let mut current = None;
    for (line, text) in file.numbered_lines().filter(|(_, text)| !text.starts_with('#')) {
        if let Some(key) = text.split_once('=').map(|(key, _)| key.trim_end()).filter(|key| is_key(key)) {
            texts.insert(key.to_owned(), Entry { path: file.path.clone(), line, ..Entry::default() });
            current = Some(key);
        }
        if let Some(entry) = current.and_then(|key| texts.get_mut(key)) {
            let names = value.captures_iter(text).filter_map(|found| found.get(1));
            entry.values.extend(names.map(|name| name.as_str().to_owned()));
        }
    }
}

/// Whether this is how keys are written: lower-case words joined by hyphens, at the start of the line.
pub(super) fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Finds texts that English does not have, and texts with other values than the English.
pub(super) fn check(languages: &BTreeMap<String, Texts>) -> Vec<Finding> {
    let none = Texts::new();
    let english = languages.get("en").unwrap_or(&none);
    let translated = languages.values().flatten();
    translated.filter_map(|(key, entry)| compare(key, entry, english.get(key))).collect()
}

fn compare(key: &str, entry: &Entry, english: Option<&Entry>) -> Option<Finding> {
    let mistake = |message| Some(Finding::mistake(&entry.path, entry.line, message));
    let Some(english) = english else {
        return mistake(format!("`{key}` has no English text; remove it, or add the English"));
    };
    let list = |names: Vec<&String>| names.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(" ");
    let lost = list(english.values.difference(&entry.values).collect());
    let invented = list(entry.values.difference(&english.values).collect());
    match (lost.is_empty(), invented.is_empty()) {
        (true, true) => None,
        (false, _) => mistake(format!("`{key}` leaves out {lost}, which the English says")),
        (true, false) => mistake(format!("`{key}` says {invented}, which the English does not have")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<SourceFile> = files.iter().map(|(path, text)| SourceFile::sample(path, text)).collect();
        check(&read(&files)).iter().map(ToString::to_string).collect()
    }

    const ENGLISH: (&str, &str) = (
        "locales/en/a.ftl",
        "# $none\nrows = { $count ->\n    [one] one row\n   *[other] { $count } rows\n } of { $file }\nyes = yes\n",
    );

    #[test]
    fn a_translation_with_the_same_values_in_any_order_is_fine() {
        assert_eq!(
            found(&[ENGLISH, ("locales/th/b.ftl", "yes = ใช่\nrows = { $file } { $count } แถว\n")]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn values_lost_and_invented_are_found() {
        assert_eq!(
            found(&[ENGLISH, ("locales/th/a.ftl", "rows = { $count } แถว\n")]),
            ["locales/th/a.ftl:1: `rows` leaves out $file, which the English says"]
        );
        assert_eq!(
            found(&[ENGLISH, ("locales/th/a.ftl", "\nyes = ใช่\n  { $name }\n")]),
            ["locales/th/a.ftl:2: `yes` says $name, which the English does not have"]
        );
    }

    #[test]
    fn a_text_without_its_source_is_found() {
        assert_eq!(
            found(&[ENGLISH, ("locales/km/a.ftl", "no = ទេ\n")]),
            ["locales/km/a.ftl:1: `no` has no English text; remove it, or add the English"]
        );
    }
}
