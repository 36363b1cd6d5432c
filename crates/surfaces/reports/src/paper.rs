//! Forms on paper: a blank one to take where there is no electricity, a filled one to read, sign and keep. Takes a form, or a session
//! with its answers, and gives an A4 PDF in the reader's language. Owns the limits and what goes to the typesetter; what stands on the
//! paper is made by its modules, how it looks is `typst/paper.typ`.

mod answer;
mod breaks;
mod condition;
mod filling;
mod make;
mod question;
mod repeat;
mod said;
mod sheet;
mod space;

pub use crate::print_picture::MOST_PICTURES;
pub use filling::Filling;
pub use make::{Name, blank, filled};
pub use said::Said;
pub use sheet::{Answer, Block, Body, Column, Frame, PaperForm, Question, Section, Space, Table};

use crate::fonts::count_replaced;
use crate::{ReportError, pdf};
use language::{Lang, Message, phrase, say};
use serde::Serialize;
use std::collections::BTreeMap;

const HOUSE: &str = include_str!("../typst/house.typ");
const PAPER: &str = include_str!("../typst/paper.typ");

/// Most questions, answers, notes and rows on one paper. A form of a thousand questions is long; five times that is a mistake.
pub const MOST_ITEMS: usize = 5_000;
/// Most characters, which bounds the time that a hostile text can take. A form of a thousand questions in Thai has 50,000.
pub const MOST_CHARACTERS: usize = 250_000;

/// Keys of `locales/<code>/paper.ftl` that the layout says by itself, without `paper-` in front.
const KEYS: [&str; 17] = [
    "filled-in-by",
    "filled-in-on",
    "sheet-number",
    "mark-one",
    "mark-several",
    "must",
    "confidential",
    "confidential-text",
    "why",
    "day",
    "month",
    "year",
    "hour",
    "minute",
    "not-asked",
    "not-answered",
    "keys",
];

/// Everything that the layout reads.
#[derive(Serialize)]
struct Data<'f> {
    form: &'f PaperForm,
    words: BTreeMap<&'static str, String>,
    /// Tells how many characters could not be printed; empty when all could.
    replaced: String,
}

/// Sets a form on paper: A4, tagged, PDF/UA-1, in the language that it was made in. The same form gives the same bytes.
///
/// # Errors
/// [`ReportError::TooLarge`] and [`ReportError::TooMuchText`] beyond [`MOST_ITEMS`] and [`MOST_CHARACTERS`], [`ReportError::TooLong`]
/// when it comes to more pages than a PDF of ours may have.
pub fn render(form: &PaperForm) -> Result<Vec<u8>, ReportError> {
    let size = form.size();
    if size.items > MOST_ITEMS {
        return Err(ReportError::TooLarge { items: size.items, limit: MOST_ITEMS });
    }
    if size.characters > MOST_CHARACTERS {
        return Err(ReportError::TooMuchText { characters: size.characters, limit: MOST_CHARACTERS });
    }
    let data = Data { form, words: words(form.lang()), replaced: String::new() };
    let mut written = serde_json::to_string(&data).map_err(|error| ReportError::Writing(error.to_string()))?;
    let replaced = count_replaced(&written);
    if replaced > 0 {
        let note = say(form.lang(), &Message::new("reports-note-replaced").with("count", replaced));
        let data = Data { replaced: note, ..data };
        written = serde_json::to_string(&data).map_err(|error| ReportError::Writing(error.to_string()))?;
    }
    let mut files = BTreeMap::from([
        ("/house.typ".to_owned(), HOUSE.as_bytes().to_vec()),
        ("/data.json".to_owned(), written.into_bytes()),
    ]);
    files.extend(form.pictures().iter().enumerate().map(|(at, jpeg)| (format!("/pictures/{at}"), jpeg.clone())));
    pdf::typeset("/paper.typ", PAPER, files)
}

/// The words around the questions, in the reader's language.
fn words(lang: Lang) -> BTreeMap<&'static str, String> {
    let own = KEYS.iter().map(|key| (*key, phrase(lang, &format!("paper-{key}"))));
    own.chain([("page-of", phrase(lang, "reports-page-of"))]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::has_phrase;

    #[test]
    fn every_word_of_the_layout_exists_in_english_and_thai() {
        for lang in [Lang::En, Lang::Th] {
            for key in KEYS {
                assert!(
                    has_phrase(lang, &format!("paper-{key}")) && PAPER.contains(&format!("words.{key}")),
                    "{lang} {key}"
                );
            }
        }
    }
}
