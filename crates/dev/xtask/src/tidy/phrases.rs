//! The interface's sentences against the code that says them: every key that code asks for has a text in English and in Thai,
//! and every text is asked for somewhere. Knows the ways of asking by their spelling; does not judge the texts.

use super::Finding;
use super::translations::{Texts, is_key};
use crate::workspace::SourceFile;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};

/// Languages that must have every text. The others are drafts and fall back to English.
const COMPLETE: &[&str] = &["en", "th"];

/// Where a text is asked for: file and line.
type Place = (String, usize);

/// Finds keys without a text and texts without a use.
pub(super) fn check(files: &[SourceFile], languages: &BTreeMap<String, Texts>) -> Vec<Finding> {
    let uses = Uses::read(files);
    let unsaid = languages.get("en").into_iter().flatten().filter(|(key, _)| !uses.mentions(key)).map(|(key, text)| {
        Finding::mistake(&text.path, text.line, format!("nothing says `{key}`; remove it in every language, or use it"))
    });
    let missing = uses.asked.iter().filter_map(|(key, place)| missing(key, place, languages));
    missing.chain(unsaid).collect()
}

fn missing(key: &str, (path, line): &Place, languages: &BTreeMap<String, Texts>) -> Option<Finding> {
    let has_text = |lang: &str| languages.get(lang).is_some_and(|texts| texts.contains_key(key));
    let without: Vec<&str> = COMPLETE.iter().filter(|lang| !has_text(lang)).copied().collect();
    let message = format!("`{key}` has no text in {}; add it to locales", without.join(" and "));
    (!without.is_empty()).then(|| Finding::mistake(path, *line, message))
}

/// How code and texts use keys.
#[derive(Debug, Default)]
struct Uses {
    /// Keys asked for outright, where they must exist, with the first place.
    asked: BTreeMap<String, Place>,
    /// Every literal that could be a key: one chosen by a `match` is asked for elsewhere.
    literals: BTreeSet<String>,
    /// Beginnings of keys that code completes at run time, such as `role-` in `format!("role-{role}")`.
    beginnings: BTreeSet<String>,
}

impl Uses {
    fn read(files: &[SourceFile]) -> Self {
        let patterns = Patterns::new();
        let mut uses = Self::default();
        for file in files {
            if file.path.starts_with("locales/") {
                uses.literals.extend(captures(&patterns.reference, file.text()).map(|(_, key)| key.to_owned()));
            } else if ["rs", "html", "toml", "typ"].iter().any(|extension| file.is(extension)) {
                uses.read_code(&patterns, file);
            }
        }
        uses
    }

    fn read_code(&mut self, patterns: &Patterns, file: &SourceFile) {
        let code = shipped(file);
        for pattern in &patterns.asking {
            for (offset, key) in captures(pattern, code).filter(|(_, key)| is_key(key)) {
                let line = 1 + code.get(..offset).unwrap_or_default().matches('\n').count();
                self.asked.entry(key.to_owned()).or_insert_with(|| (file.path.clone(), line));
            }
        }
        self.literals.extend(captures(&patterns.literal, code).map(|(_, key)| key.to_owned()));
        self.beginnings.extend(captures(&patterns.beginning, code).map(|(_, key)| key.to_owned()));
    }

    fn mentions(&self, key: &str) -> bool {
        self.literals.contains(key) || self.beginnings.iter().any(|beginning| key.starts_with(beginning))
    }
}

/// A Rust file without its tests, whose keys need not exist; any other file whole.
fn shipped(file: &SourceFile) -> &str {
    let text = file.text();
    if !file.is("rs") {
        return text;
    }
    if file.path.contains("/tests/") { "" } else { text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text) }
}

/// How keys are spelt in code and texts. Each captures the key.
struct Patterns {
    asking: Vec<Regex>,
    literal: Regex,
    beginning: Regex,
    reference: Regex,
}

impl Patterns {
    fn new() -> Self {
        let regex = |pattern: &str| Regex::new(pattern).expect("patterns are tested below");
        Self {
            asking: [r#"Message::new\(\s*"([^"]*)""#, r#"\bphrase\([^"()]*"([^"]*)""#, r#"\bt\(\s*"([^"]*)""#]
                .map(regex)
                .into(),
            literal: regex(r#""([a-z][a-z0-9-]*)""#),
            beginning: regex(r#""([a-z][a-z0-9-]*-)\{"#),
            reference: regex(r"\{\s*([a-z][a-z0-9-]*)\s*\}"),
        }
    }
}

/// What a pattern's first group captured, with its offset.
fn captures<'t>(pattern: &Regex, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
    pattern.captures_iter(text).filter_map(|found| found.get(1)).map(|group| (group.start(), group.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::translations;
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<SourceFile> = files.iter().map(|(path, text)| SourceFile::sample(path, text)).collect();
        check(&files, &translations::read(&files)).iter().map(ToString::to_string).collect()
    }

    const ENGLISH: (&str, &str) = ("locales/en/a.ftl", "# Words.\nhello = Hello { name }\n    .title = not a key\n");
    const THAI: (&str, &str) = ("locales/th/a.ftl", "hello = สวัสดี { name }\n");

    #[test]
    fn a_text_that_code_says_is_fine_in_every_spelling() {
        for use_of_it in [
            "say(lang, &Message::new(\"hello\"))",
            "Message::new(\n    \"hello\",\n)",
            "phrase(lang, \"hello\")",
            "language::phrase(\n    self.lang,\n    \"hello\",\n)",
            "match x { _ => \"hello\" }",
        ] {
            assert_eq!(
                found(&[ENGLISH, THAI, ("crates/a/src/lib.rs", use_of_it)]),
                Vec::<String>::new(),
                "{use_of_it}"
            );
        }
        assert_eq!(found(&[ENGLISH, THAI, ("crates/a/templates/a.html", "{{ t(\"hello\") }}")]), Vec::<String>::new());
    }

    #[test]
    fn a_key_without_text_is_found_where_it_is_said() {
        let code = "fn a() {\n    phrase(lang, \"hello\");\n    Message::new(\"goodbye\")\n}\n";
        assert_eq!(
            found(&[ENGLISH, THAI, ("crates/a/src/lib.rs", code)]),
            ["crates/a/src/lib.rs:3: `goodbye` has no text in en and th; add it to locales"]
        );
        assert_eq!(
            found(&[ENGLISH, ("crates/a/src/lib.rs", "phrase(lang, \"hello\")")]),
            ["crates/a/src/lib.rs:1: `hello` has no text in th; add it to locales"]
        );
    }

    #[test]
    fn a_text_that_nothing_says_is_found() {
        let nothing = ["locales/en/a.ftl:2: nothing says `hello`; remove it in every language, or use it"];
        assert_eq!(found(&[ENGLISH, THAI]), nothing);
        assert_eq!(
            found(&[ENGLISH, THAI, ("a.rs", "fn a() {}\n#[cfg(test)]\nmod tests { phrase(l, \"hello\") }")]),
            nothing
        );
    }

    #[test]
    fn keys_completed_at_run_time_and_texts_inside_texts_count_as_said() {
        let english = ("locales/en/a.ftl", "role-director = Director\ngreeting = Welcome, { role-director }\n");
        let thai = ("locales/th/a.ftl", "role-director = ผู้อำนวยการ\ngreeting = ยินดีต้อนรับ\n");
        assert_eq!(
            found(&[english, thai, ("a.rs", "format!(\"role-{role}\"); phrase(l, \"greeting\")")]),
            Vec::<String>::new()
        );
        assert_eq!(found(&[english, thai, ("a.rs", "phrase(l, \"greeting\")")]), Vec::<String>::new());
    }
}
