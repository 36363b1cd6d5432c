//! A PDF as programs read it out of the file: its text and its tagged structure. Owns calling the tools; they are those that
//! `cargo xtask test` installs, and where they are missing a test says so and passes.

use std::process::Command;

/// What a tool says about a PDF; none when it is not on this machine.
fn told(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    // What comes after the file is where to write to.
    let (before, after) = arguments.split_at(arguments.iter().position(|one| *one == "-").unwrap_or(arguments.len()));
    match Command::new(program).args(before).arg(&file).args(after).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            eprintln!("skipped: no {program} on this machine");
            None
        }
    }
}

/// The text in the order in which it was set, a line of the page a line.
pub(crate) fn text(pdf: &[u8]) -> Option<String> {
    told("pdftotext", &["-raw", "-enc", "UTF-8", "-"], pdf)
}

/// The tree of tags with their texts.
pub(crate) fn structure(pdf: &[u8]) -> Option<String> {
    told("pdfinfo", &["-struct-text"], pdf)
}

/// A text without its white space, and with letters that came out several times in a row once: a mark that the typesetter moves up or
/// down is a run of its own in the file, and readers then give its syllable twice (see docs/decisions/typesetting.md).
pub(crate) fn plain(text: &str) -> String {
    let letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{200B}').collect();
    let mut kept: Vec<char> = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        // The longest end of what is kept that comes again.
        let again = (1..=8).rev().find(|length| {
            let ended = kept.len().checked_sub(*length).map(|from| &kept[from..]);
            let coming = letters.get(at..at + length);
            ended.is_some() && ended == coming && coming.unwrap_or_default().iter().any(|letter| is_stacking(*letter))
        });
        match again {
            Some(length) => at += length,
            None => {
                kept.push(letters[at]);
                at += 1;
            }
        }
    }
    kept.into_iter().collect()
}

/// The lines of a text, those with doubled syllables as [`plain`] has them.
pub(crate) fn readable(text: &str) -> String {
    let line = |line: &str| if line.chars().any(is_stacking) { plain(line) } else { line.trim().to_owned() };
    text.lines().map(line).filter(|line| !line.is_empty()).map(|line| line + "\n").collect()
}

/// Letters of the scripts that the typesetter doubles: Burmese, Khmer, Lao.
fn is_stacking(letter: char) -> bool {
    matches!(u32::from(letter), 0x0E80..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF)
}

#[test]
fn doubled_syllables_are_read_once_and_other_letters_as_they_are() {
    for (text, expected) in [("ကဲ့ကဲ့ ကဲ့", "ကဲ့"), ("ទីទី ២", "ទី២"), ("room 11", "room11"), ("aa", "aa"), ("มา ก", "มาก")]
    {
        assert_eq!(plain(text), expected);
    }
}
