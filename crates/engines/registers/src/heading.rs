//! What a heading can mean, by its words alone. Owns the likeness of headings to questions; counts of people are taken apart in
//! `count_heading`, the cells below are looked at in `assign`.

use crate::count_heading::CountWords;
use crate::key::{is_near, key};
use crate::plan::Target;
use crate::schema::{Field, Kind, Schema};
use crate::vocabulary::{OF_THE_FORM, OTHER_DATES, SERIAL};

/// Scores from here on mean that the heading is a known one.
pub(crate) const KNOWN: f64 = 0.95;
/// The score of a heading that is a known one but for a wrong letter.
pub(crate) const MISSPELT: f64 = 0.7;

/// A longer heading than this is a title or a note.
const LONGEST_HEADING: usize = 120;

/// Words that are this short are too common inside other words to be looked for there.
const SHORTEST_INSIDE: usize = 3;

/// A shortened heading is still this much of the word: `start` is not `start date`.
const LEAST_SHORTENED: f64 = 0.6;

/// A possible meaning, 0 to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) target: Option<Target>,
    pub(crate) score: f64,
    /// What splits the same people further than the form asks (`ประถม`): columns that differ in it count together.
    pub(crate) split: String,
    /// Whether the heading is misspelt, or only its place tells what it means.
    pub(crate) is_guess: bool,
}

impl Candidate {
    pub(crate) fn new(target: Target, score: f64) -> Self {
        Self { target: Some(target), score, ..Self::default() }
    }

    pub(crate) fn guess(target: Target, score: f64) -> Self {
        Self { is_guess: true, ..Self::new(target, score) }
    }
}

/// The words of a schema, made ready for comparing.
pub(crate) struct Headings<'a> {
    fields: Vec<FieldWords<'a>>,
    pub(crate) tallies: Vec<CountWords<'a>>,
}

struct FieldWords<'a> {
    field: &'a Field,
    words: Vec<String>,
}

impl<'a> Headings<'a> {
    pub(crate) fn new(schema: &'a Schema) -> Self {
        let words = |field: &Field| field.headings().map(key).filter(|word| !word.is_empty()).collect();
        Self {
            fields: schema.fields.iter().map(|field| FieldWords { field, words: words(field) }).collect(),
            tallies: schema.tallies.iter().map(CountWords::new).collect(),
        }
    }

    /// Everything that a heading can mean. `parts` are its levels from top to bottom.
    pub(crate) fn candidates(&self, parts: &[String]) -> Vec<Candidate> {
        let (Some(last), joined) = (parts.last(), key(&parts.concat())) else { return Vec::new() };
        let leaf = key(last);
        if joined.is_empty() && !parts.iter().any(|part| part.trim() == "#") || joined.chars().count() > LONGEST_HEADING
        {
            return Vec::new();
        }
        let mut candidates = Vec::new();
        if SERIAL.keys().contains(&leaf) || joined.is_empty() {
            candidates.push(Candidate::new(Target::Serial, KNOWN));
        }
        let names = Names { pieces: pieces(last), leaf, joined };
        for words in &self.fields {
            let score = words.score(&names);
            let target = || Target::Answer { path: words.field.path.clone() };
            if score > 0.0 {
                candidates.push(Candidate::new(target(), score));
            } else if words.is_misspelt(&names) {
                candidates.push(Candidate::guess(target(), MISSPELT));
            }
        }
        for tally in &self.tallies {
            tally.candidates(parts, &names.leaf, &names.joined, &names.pieces, &mut candidates);
        }
        candidates
    }
}

/// A heading in the forms that are compared.
struct Names {
    leaf: String,
    joined: String,
    /// The names that the leaf may consist of: `วันที่ / Date`, `grp_where/province`, `place-province`.
    pieces: Vec<String>,
}

fn pieces(leaf: &str) -> Vec<String> {
    let is_path = leaf.is_ascii() && !leaf.contains(char::is_whitespace);
    let separators: &[char] = if is_path { &['/', '-', '\n'] } else { &['/', '\n', '(', ')'] };
    let pieces: Vec<String> = leaf.split(separators).map(key).filter(|piece| !piece.is_empty()).collect();
    if pieces.len() > 1 { pieces } else { Vec::new() }
}

impl FieldWords<'_> {
    fn score(&self, names: &Names) -> f64 {
        if OF_THE_FORM.keys().contains(&names.leaf) {
            return 0.0;
        }
        let best = (0..).zip(&self.words).map(|(place, word)| word_score(word, place, names)).fold(0.0, f64::max);
        let is_date = matches!(self.field.kind, Kind::Date { .. });
        let of_another_day = || OTHER_DATES.iter().any(|word| names.joined.contains(word));
        if is_date && best < KNOWN && of_another_day() { 0.0 } else { best }
    }

    fn is_misspelt(&self, names: &Names) -> bool {
        self.words.iter().any(|word| is_near(word, &names.leaf) || is_near(word, &names.joined))
    }
}

/// How well one of a question's words fits a heading. Words stand in the form's order: of two columns with known headings, the one
/// whose word comes first answers the question.
fn word_score(word: &str, place: u32, names: &Names) -> f64 {
    let rank = f64::from(place.min(40)) * 0.001;
    if word == names.leaf || word == names.joined {
        return 1.0 - rank;
    }
    if names.pieces.iter().any(|piece| piece == word) {
        return 0.96 - rank / 10.0;
    }
    contained_score(word, &names.joined).max(contained_score(word, &names.leaf))
}

/// A known heading inside a longer one (`วันที่จัดกิจกรรม`), or a shortened one (`ประเภทสถาน`): the more of it, and at its beginning,
/// the better.
fn contained_score(word: &str, heading: &str) -> f64 {
    let (short, long) = if word.len() <= heading.len() { (word, heading) } else { (heading, word) };
    let shortest = if short.is_ascii() { SHORTEST_INSIDE + 1 } else { SHORTEST_INSIDE };
    let length = short.chars().count();
    if length < shortest || !long.contains(short) {
        return 0.0;
    }
    let share = length as f64 / long.chars().count() as f64;
    if heading.len() < word.len() && share < LEAST_SHORTENED {
        return 0.0;
    }
    let place = if long.starts_with(short) { 0.1 } else { 0.0 };
    0.55 + 0.28 * share + place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::schema;

    fn best(parts: &[&str]) -> Option<Target> {
        let schema = schema();
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        let candidates = Headings::new(&schema).candidates(&parts);
        candidates.into_iter().max_by(|a, b| a.score.total_cmp(&b.score)).and_then(|candidate| candidate.target)
    }

    #[test]
    fn headings_of_questions_are_found_in_longer_bilingual_and_misspelt_ones() {
        for (parts, path) in [
            (vec!["วันที่"], "date"),
            (vec!["วันที่จัดกิจกรรม"], "date"),
            (vec!["Date of session"], "date"),
            (vec!["วัน/เดือน/ปี"], "date"),
            (vec!["วันที่ / Date"], "date"),
            (vec!["วันที่\nDate"], "date"),
            (vec!["Dtae"], "date"),
            (vec!["grp_when/date"], "date"),
            (vec!["สถานที่จัดกิจกรรม"], "venue"),
            (vec!["สถานที่จัด", "อำเภอ"], "district"),
            (vec!["Provence"], "province"),
            (vec!["จังหวด"], "province"),
            (vec!["place-province"], "province"),
            (vec!["FIRST TIME HERE?"], "first_time"),
            (vec!["หมายเหตุ"], "notes"),
        ] {
            let answer = Some(Target::Answer { path: path.into() });
            assert_eq!(best(&parts), answer, "{parts:?}");
        }
        assert_eq!(best(&["ลำดับที่"]), Some(Target::Serial));
        assert_eq!(best(&["#"]), Some(Target::Serial));
        for parts in
            [vec!["งบประมาณ (บาท)"], vec!["วันที่รายงาน"], vec!["Date of birth"], vec!["SubmissionDate"], vec!["start"]]
        {
            assert_eq!(best(&parts), None, "{parts:?}");
        }
    }
}
