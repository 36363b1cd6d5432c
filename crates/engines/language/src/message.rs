//! The interface's sentences: Fluent texts under `locales/<code>/*.ftl`, found by key and filled with values. Engines return a
//! `Message` instead of a sentence, so that the same problem is read in the reader's language wherever it is shown.

use crate::{Lang, Text, format_number};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::Embed;
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../../../locales"]
struct Locales;

/// A sentence still to be said: the key of a text and the values that go into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The key in `locales/<code>/*.ftl`.
    pub key: &'static str,
    /// Values by the name that the text uses.
    pub args: Vec<(&'static str, Arg)>,
}

/// A value inside a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Said as it is: a name, what the user typed.
    Text(String),
    /// A number, which may choose a plural.
    Number(f64),
    /// A label, said in the reader's language.
    Label(Text),
    /// A sentence inside the sentence.
    Message(Box<Message>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Text> for Arg {
    fn from(label: Text) -> Self {
        Self::Label(label)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

macro_rules! arg_from_number {
    ($($number:ty),*) => {
        $(impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Self::Number(number as f64)
            }
        })*
    };
}

impl From<f64> for Arg {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

arg_from_number!(usize, u64, i64);

impl Message {
    /// A message without values yet.
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The same message with one value more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

static BUNDLES: LazyLock<HashMap<Lang, FluentBundle<FluentResource>>> =
    LazyLock::new(|| Lang::ALL.into_iter().map(|lang| (lang, bundle(lang))).collect());

/// Builds one language's texts. A file that Fluent cannot read whole still serves its readable part; the test below fails on it.
fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![lang.code().parse().unwrap_or_default()]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(grouped));
    // `NUMBER`, by which a text says how a number is written. A name taken twice is the only failure, and there is none before.
    let _taken = bundle.add_builtins();
    for name in Locales::iter().filter(|name| name.split('/').next() == Some(lang.code())) {
        let source =
            Locales::get(&name).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default();
        let resource = FluentResource::try_new(source).unwrap_or_else(|(partial, _)| partial);
        // A key that two files define keeps its first text; `has_no_duplicate_keys` finds it.
        let _duplicates = bundle.add_resource(resource);
    }
    bundle
}

/// A number inside a sentence is written as everywhere else: `3,913`. Rows, lines and columns, by which people find a place, are
/// written as a spreadsheet writes them: texts say `NUMBER($row, useGrouping: "false")`.
fn grouped<Memoizer>(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.options.use_grouping => Some(format_number(number.value, 2)),
        FluentValue::Number(number) => Some(number.value.to_string()),
        _ => None,
    }
}

/// Says a message in the reader's language: theirs, else English, else the bare key (which a test finds).
pub fn say(lang: Lang, message: &Message) -> String {
    [lang, Lang::En]
        .into_iter()
        .find_map(|candidate| format(candidate, lang, message))
        .unwrap_or_else(|| message.key.to_owned())
}

/// Says a text that takes no values.
pub fn phrase(lang: Lang, key: &str) -> String {
    [lang, Lang::En].into_iter().find_map(|candidate| pattern(candidate, key, None)).unwrap_or_else(|| key.to_owned())
}

/// Whether exactly this language has a text under `key`.
pub fn has_phrase(lang: Lang, key: &str) -> bool {
    BUNDLES.get(&lang).is_some_and(|bundle| bundle.has_message(key))
}

fn format(candidate: Lang, reader: Lang, message: &Message) -> Option<String> {
    let mut args = FluentArgs::new();
    for (name, value) in &message.args {
        args.set(*name, fluent_value(reader, value));
    }
    pattern(candidate, message.key, Some(&args))
}

fn fluent_value(reader: Lang, value: &Arg) -> FluentValue<'static> {
    match value {
        Arg::Text(text) => text.clone().into(),
        Arg::Number(number) => (*number).into(),
        Arg::Label(label) => label.get(reader).to_owned().into(),
        Arg::Message(inner) => say(reader, inner).into(),
    }
}

fn pattern(lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
    let bundle = BUNDLES.get(&lang)?;
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, args, &mut errors).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn sources(lang: Lang) -> Vec<(String, String)> {
        Locales::iter()
            .filter(|name| name.split('/').next() == Some(lang.code()))
            .map(|name| {
                let file = Locales::get(&name).expect("listed");
                (name.to_string(), String::from_utf8(file.data.into_owned()).expect("utf-8"))
            })
            .collect()
    }

    fn keys(lang: Lang) -> Vec<String> {
        sources(lang)
            .iter()
            .flat_map(|(_, source)| source.lines())
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key.to_owned())
            .filter(|key| key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
            .collect()
    }

    #[test]
    fn every_file_is_read_whole() {
        for lang in Lang::ALL {
            for (name, source) in sources(lang) {
                if let Err((_, errors)) = FluentResource::try_new(source) {
                    panic!("{name}: {errors:?}");
                }
            }
        }
    }

    #[test]
    fn has_no_duplicate_keys() {
        for lang in Lang::ALL {
            let all = keys(lang);
            let mut seen = BTreeSet::new();
            let twice: Vec<_> = all.iter().filter(|key| !seen.insert(key.as_str())).collect();
            assert!(twice.is_empty(), "{lang}: {twice:?}");
        }
    }

    #[test]
    fn thai_is_complete() {
        let thai: BTreeSet<_> = keys(Lang::Th).into_iter().collect();
        let missing: Vec<_> = keys(Lang::En).into_iter().filter(|key| !thai.contains(key)).collect();
        assert!(missing.is_empty(), "texts without Thai: {missing:?}");
    }

    #[test]
    fn what_a_text_calls_is_there() {
        let message = Message::new("forms-answer-too-long").with("limit", 65_536_u32);
        assert_eq!(say(Lang::En, &message), "The answer is longer than 65,536 bytes. Shorten it.");
        let row = Message::new("api-not-json").with("line", 1_234_u32).with("column", 5_u32);
        assert!(say(Lang::En, &row).contains("line 1234"), "{}", say(Lang::En, &row));
        for lang in Lang::ALL {
            for key in keys(lang) {
                let bundle = BUNDLES.get(&lang).expect("each language has one");
                let pattern = bundle.get_message(&key).and_then(|text| text.value()).expect("listed");
                let mut errors = Vec::new();
                bundle.format_pattern(pattern, Some(&FluentArgs::new()), &mut errors);
                let unknown: Vec<_> = errors.iter().filter(|error| error.to_string().contains("unction")).collect();
                assert!(unknown.is_empty(), "{lang} {key}: {unknown:?}");
            }
        }
    }

    #[test]
    fn fills_values_and_falls_back() {
        let message = Message::new("programmes-budget-year").with("year", "2020");
        assert_eq!(say(Lang::En, &message), "Budget 2020");
        assert_eq!(say(Lang::Th, &message), "งบประมาณปี 2020");
        assert_eq!(phrase(Lang::En, "no-such-key"), "no-such-key");
    }

    #[test]
    fn numbers_choose_their_plural_and_are_written_in_groups() {
        for (count, expected) in [(0_u32, "Nothing found"), (1, "One found"), (2, "2 found"), (12_345, "12,345 found")]
        {
            assert_eq!(say(Lang::En, &Message::new("web-found").with("count", count)), expected);
        }
        let longest = Message::new("forms-answer-too-long").with("limit", 65_536_u32);
        assert_eq!(say(Lang::En, &longest), "The answer is longer than 65,536 bytes. Shorten it.");
    }
}
