//! What several targets ask: whether an XForm that was written says the same when it is read.

use xforms::{Definition, read, write};
use xml::Limits;

/// The definition that a written XForm reads as. White space around texts and expressions may go when it is read for the first time;
/// everything else stays, and from then on the white space too.
///
/// # Panics
/// When it does not read, or as something else: a finding.
pub fn reads_again(written: &str) -> Definition {
    let definition = definition(written);
    let once = write(&definition);
    assert_eq!(without_white_space(&once), without_white_space(written));
    assert_eq!(write(&self::definition(&once)), once);
    definition
}

fn definition(text: &str) -> Definition {
    read(text, &Limits::default()).unwrap_or_else(|error| panic!("{error}\n{text}")).definition
}

fn without_white_space(text: &str) -> String {
    // Attributes hold line breaks and tabs as references, and texts the carriage return.
    let text = ["&#9;", "&#10;", "&#13;"].iter().fold(text.to_owned(), |text, reference| text.replace(reference, ""));
    let squeezed: String = text.split_whitespace().collect();
    // An element with nothing but white space in it is an empty one.
    let mut made = String::with_capacity(squeezed.len());
    let mut rest = squeezed.as_str();
    while let Some((before, after)) = rest.split_once("></") {
        made.push_str(before);
        let is_opening = made.rfind('<').is_some_and(|at| !made[at..].starts_with("</")) && !made.ends_with('/');
        rest = match after.split_once('>').filter(|_| is_opening) {
            Some((_, after)) => after,
            None => after,
        };
        made.push_str(if is_opening { "/>" } else { "></" });
    }
    made + rest
}
