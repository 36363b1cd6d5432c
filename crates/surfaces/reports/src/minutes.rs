//! The minutes of a meeting as PDF. Takes what they say, already in words for their reader, and gives A4 pages; owns how much may stand in
//! them. What may be said of whom is decided before; how it looks is `typst/minutes.typ`.

use crate::fonts::count_replaced;
use crate::paper::{MOST_CHARACTERS, Said};
use crate::{ReportError, pdf};
use language::{Lang, Message, phrase, say};
use serde::Serialize;
use std::collections::BTreeMap;

const HOUSE: &str = include_str!("../typst/house.typ");
const MINUTES: &str = include_str!("../typst/minutes.typ");

/// What minutes say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The language that they are in.
    pub lang: Lang,
    /// Their title, with the day.
    pub title: String,
    /// For whom they are.
    pub confidential: String,
    /// Day, agency, who made them: names and values.
    pub facts: Vec<(String, String)>,
    /// What came up, in its order.
    pub matters: Vec<Matter>,
}

/// Something that came up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matter {
    /// What it is called: a code and a kind.
    pub title: String,
    /// How it stands.
    pub lead: String,
    /// What is told of it.
    pub parts: Vec<Part>,
}

/// A part of a matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its title.
    pub title: String,
    /// What, and what there is to say about it; the second may be empty.
    pub lines: Vec<(String, String)>,
    /// What is said when there is no line.
    pub none: String,
}

#[derive(Serialize)]
struct Data {
    lang: &'static str,
    title: Said,
    confidential: Said,
    facts: Vec<(Said, Said)>,
    matters: Vec<SaidMatter>,
    page_of: String,
    replaced: String,
}

#[derive(Serialize)]
struct SaidMatter {
    title: Said,
    lead: Said,
    parts: Vec<SaidPart>,
}

#[derive(Serialize)]
struct SaidPart {
    title: Said,
    lines: Vec<(Said, Said)>,
    none: Said,
}

/// Sets minutes: A4, tagged, PDF/UA-1. The same minutes give the same bytes.
///
/// # Errors
/// [`ReportError::TooMuchText`] beyond [`MOST_CHARACTERS`], [`ReportError::TooLong`] when it comes to more pages than a PDF of ours may
/// have.
pub fn render(minutes: &Minutes) -> Result<Vec<u8>, ReportError> {
    let mut data = said(minutes);
    let mut written = written(&data)?;
    let characters = written.chars().count();
    if characters > MOST_CHARACTERS {
        return Err(ReportError::TooMuchText { characters, limit: MOST_CHARACTERS });
    }
    let replaced = count_replaced(&written);
    if replaced > 0 {
        data.replaced = say(minutes.lang, &Message::new("reports-note-replaced").with("count", replaced));
        written = self::written(&data)?;
    }
    let files = BTreeMap::from([
        ("/house.typ".to_owned(), HOUSE.as_bytes().to_vec()),
        ("/data.json".to_owned(), written.into_bytes()),
    ]);
    pdf::typeset("/minutes.typ", MINUTES, files)
}

fn written(data: &Data) -> Result<String, ReportError> {
    serde_json::to_string(data).map_err(|error| ReportError::Writing(error.to_string()))
}

fn said(minutes: &Minutes) -> Data {
    let lang = minutes.lang;
    let say = |text: &String| Said::new(text, lang);
    let pairs = |pairs: &[(String, String)]| pairs.iter().map(|(one, other)| (say(one), say(other))).collect();
    let part = |part: &Part| SaidPart { title: say(&part.title), lines: pairs(&part.lines), none: say(&part.none) };
    let matter = |matter: &Matter| SaidMatter {
        title: say(&matter.title),
        lead: say(&matter.lead),
        parts: matter.parts.iter().map(part).collect(),
    };
    Data {
        lang: lang.code(),
        title: say(&minutes.title),
        confidential: say(&minutes.confidential),
        facts: pairs(&minutes.facts),
        matters: minutes.matters.iter().map(matter).collect(),
        page_of: phrase(lang, "reports-page-of"),
        replaced: String::new(),
    }
}
