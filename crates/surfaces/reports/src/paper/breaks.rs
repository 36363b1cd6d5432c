//! Places at which the lines of a strange text may break, so that no word runs out of its column and no text keeps the typesetter busy.
//! An ordinary text stays as it is.

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, GraphemeClusterSegmenterBorrowed, LineSegmenter, LineSegmenterBorrowed};
use std::sync::LazyLock;

/// Longest word without a place to break, in characters. Longer ones get places to break, so that nothing runs out of its column.
const LONGEST_WORD: usize = 24;

/// Most marks and stacked letters at one place. No word has more. Without a limit a text of nothing else takes no width, so that no
/// line is ever full, and the typesetter works for minutes.
const LONGEST_STACK: usize = 9;

/// A place to break that nobody sees.
pub(super) const BREAK: char = '\u{200B}';

/// Where lines break: the same rules and models as the typesetter's.
static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_lstm(LineBreakOptions::default()));

/// What stands at one place of a line.
static CLUSTERS: LazyLock<GraphemeClusterSegmenterBorrowed<'static>> = LazyLock::new(GraphemeClusterSegmenter::new);

/// The text with places to break in words that no line can hold, in any script: a word is what stands between two places at which the
/// typesetter breaks lines by itself.
pub(super) fn breakable(text: &str) -> String {
    if longest_run(text) <= LONGEST_WORD {
        return text.to_owned();
    }
    let mut breaker = Breaker { broken: String::with_capacity(text.len() + text.len() / 16), ..Breaker::default() };
    let mut words = SEGMENTER.segment_str(text).peekable();
    let mut from = 0;
    for to in CLUSTERS.segment_str(text) {
        if words.next_if(|word| *word <= from).is_some() {
            breaker.length = 0;
        }
        // The first of both kinds of places is the beginning.
        if let Some(cluster) = text.get(from..to).filter(|cluster| !cluster.is_empty()) {
            breaker.push(cluster);
        }
        from = to;
    }
    breaker.broken
}

/// The length of the longest piece without white space.
fn longest_run(text: &str) -> usize {
    text.split(char::is_whitespace).map(|run| run.chars().count()).max().unwrap_or_default()
}

/// Writes a text again, with places to break.
#[derive(Default)]
struct Breaker {
    broken: String,
    /// Letters since the last place to break.
    length: usize,
    /// Marks and stacked letters at the present place.
    stacked: usize,
    before: char,
}

impl Breaker {
    /// A letter with its marks, on lines of their own when they are more than any letter has.
    fn push(&mut self, cluster: &str) {
        let stands_alone =
            !joins(self.before) && cluster.chars().any(|letter| !is_unseen(letter) || letter.is_whitespace());
        if stands_alone {
            self.stacked = 0;
            if self.length >= LONGEST_WORD {
                self.broken.push(BREAK);
                self.length = 0;
            }
        }
        for (at, letter) in cluster.chars().enumerate() {
            self.stacked += usize::from(at > 0 || !stands_alone);
            if self.stacked > LONGEST_STACK {
                self.broken.push('\n');
                (self.stacked, self.length) = (0, 0);
            }
            self.broken.push(letter);
            self.before = letter;
        }
        self.length += 1;
    }
}

/// Signs that stack the next letter under this one, and vowels written before their letter.
fn joins(letter: char) -> bool {
    matches!(u32::from(letter), 0x17D2 | 0x1039 | 0x0E40..=0x0E44 | 0x0EC0..=0x0EC4 | 0x200D)
}

/// Whether a character leaves no ink and takes no width, or only white space.
pub(super) fn is_unseen(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{00AD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        breakable(text).replace(BREAK, "|")
    }

    #[test]
    fn a_word_that_no_line_can_hold_gets_places_to_break() {
        let thai = "กิจกรรมรณรงค์ในโรงเรียน".repeat(4);
        for (text, expected) in [
            ("a".repeat(30), format!("{}|{}", "a".repeat(24), "a".repeat(6))),
            ("short words stay as they are".to_owned(), "short words stay as they are".to_owned()),
            (thai.clone(), thai),
            ("ก".repeat(50), ["ก".repeat(24), "ก".repeat(24), "ก".repeat(2)].join("|")),
        ] {
            assert_eq!(shown(&text), expected);
        }
    }

    #[test]
    fn what_takes_no_width_is_put_on_lines_of_its_own() {
        for flood in ["ក្", "က္", "\u{0301}", "\u{200B}", "\u{1082}", "\u{200D}"] {
            let broken = breakable(&format!("x{}", flood.repeat(200)));
            let longest = broken.split('\n').map(|line| line.chars().count()).max();
            assert!(longest.is_some_and(|longest| longest <= 2 * (LONGEST_STACK + 1)), "{flood:?}: {longest:?}");
        }
        let words = format!("ស្ត្រី ក្រុម ကျွန်ုပ် သတ္တဝါ {}", "ស្ត្រី".repeat(9));
        assert!(!breakable(&words).contains('\n'), "words of the region are no floods");
        assert_eq!(breakable(&format!("{}{}", "a".repeat(25), " ".repeat(40))).matches('\n').count(), 0);
    }
}
