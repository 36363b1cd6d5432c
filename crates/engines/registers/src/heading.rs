//! What a heading can mean, by its words alone. Owns the likeness of headings to questions and categories; the cells below are
//! looked at in `assign`.

use crate::key::{key, likeness};
use crate::plan::Target;
use crate::schema::{Schema, Tally};
use crate::vocabulary::{CATEGORY, COUNT_NOISE, SERIAL, TOTAL};
use std::collections::{BTreeMap, HashSet};

/// Scores from here on mean that the heading is a known one.
pub(crate) const KNOWN: f64 = 0.95;

/// A longer heading than this is a title or a note.
const LONGEST_HEADING: usize = 120;

/// Words that are this short are too common inside other words to be looked for there.
const SHORTEST_INSIDE: usize = 3;

/// A possible meaning, 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) target: Target,
    pub(crate) score: f64,
}

/// The words of a schema, made ready for comparing.
pub(crate) struct Headings<'a> {
    fields: Vec<(&'a str, Vec<String>)>,
    tallies: Vec<TallyHeadings<'a>>,
    serial: &'static HashSet<String>,
}

struct TallyHeadings<'a> {
    tally: &'a Tally,
    words: Vec<(String, Meaning<'a>)>,
    whole: HashSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning<'a> {
    /// Question and code.
    Category(&'a str, &'a str),
    /// A word for the tally as a whole.
    Whole,
    Total,
    Noise,
}

impl<'a> Headings<'a> {
    pub(crate) fn new(schema: &'a Schema) -> Self {
        let fields = schema.fields.iter().map(|field| (field.path.as_str(), keys(field.headings()))).collect();
        let tallies = schema.tallies.iter().map(TallyHeadings::new).collect();
        Self { fields, tallies, serial: SERIAL.keys() }
    }

    /// Everything that a heading can mean. `parts` are its levels from top to bottom; `thorough` also looks for mere likeness.
    pub(crate) fn candidates(&self, parts: &[String], thorough: bool) -> Vec<Candidate> {
        let (Some(leaf), joined) = (parts.last().map(|part| key(part)), key(&parts.concat())) else {
            return Vec::new();
        };
        if joined.is_empty() && !parts.iter().any(|part| part.trim() == "#") || joined.chars().count() > LONGEST_HEADING
        {
            return Vec::new();
        }
        let mut candidates = Vec::new();
        if self.serial.contains(&leaf) || joined.is_empty() {
            candidates.push(Candidate { target: Target::Serial, score: KNOWN });
        }
        for (path, words) in &self.fields {
            let score = field_score(words, &leaf, &joined, thorough);
            if score > 0.0 {
                candidates.push(Candidate { target: Target::Answer { path: (*path).to_owned() }, score });
            }
        }
        for tally in &self.tallies {
            tally.candidates(&leaf, &joined, &mut candidates);
        }
        candidates
    }
}

fn keys<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    words.map(key).filter(|word| !word.is_empty()).collect()
}

fn field_score(words: &[String], leaf: &str, joined: &str, thorough: bool) -> f64 {
    let score = |word: &String| {
        if word == leaf || word == joined {
            return 1.0;
        }
        let inside = contained_score(word, joined).max(contained_score(word, leaf));
        if inside > 0.0 || !thorough {
            return inside;
        }
        let like = likeness(word, leaf).max(likeness(word, joined));
        if like > 0.7 { 0.9 * like } else { 0.0 }
    };
    words.iter().map(score).fold(0.0, f64::max)
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
    let place = if long.starts_with(short) { 0.1 } else { 0.0 };
    0.55 + 0.28 * share + place
}

impl<'a> TallyHeadings<'a> {
    fn new(tally: &'a Tally) -> Self {
        let categories = tally.dimensions.iter().flat_map(|dimension| {
            dimension.choices.iter().flat_map(move |choice| {
                choice.words().map(move |word| (key(word), Meaning::Category(&dimension.question, &choice.code)))
            })
        });
        let whole: HashSet<String> = tally.headings().map(key).collect();
        let mut words: Vec<(String, Meaning<'a>)> = categories
            .chain(TOTAL.keys().iter().map(|word| (word.clone(), Meaning::Total)))
            .chain(whole.iter().map(|word| (word.clone(), Meaning::Whole)))
            .chain(COUNT_NOISE.iter().map(|word| (key(word), Meaning::Noise)))
            .filter(|(word, _)| !word.is_empty())
            .collect();
        // Longest first; of equal words the one listed first, so that a category comes before a word that adds nothing.
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self { tally, words, whole }
    }

    fn candidates(&self, leaf: &str, joined: &str, candidates: &mut Vec<Candidate>) {
        let repeat = || self.tally.repeat.clone();
        if let Some(score) = self.category_score(0, leaf, joined) {
            let first = self.tally.dimensions.first();
            candidates.extend(first.map(|dimension| category(repeat(), &dimension.question, score)));
        }
        for (index, dimension) in self.tally.dimensions.iter().enumerate().skip(1) {
            if self.category_score(index, leaf, joined).is_some() {
                candidates.push(category(repeat(), &dimension.question, KNOWN));
            }
        }
        let whole_reading = self.read(joined).map(|reading| (reading, KNOWN));
        let leaf_reading = || self.read(leaf).filter(|reading| !reading.of.is_empty()).map(|reading| (reading, 0.85));
        let Some((reading, score)) = whole_reading.or_else(leaf_reading) else { return };
        let target = if reading.total {
            Target::Total { repeat: repeat(), of: reading.of }
        } else if !reading.of.is_empty() || reading.whole {
            Target::Count { repeat: repeat(), of: reading.of }
        } else {
            return;
        };
        let says_who = !matches!(&target, Target::Count { of, .. } if of.is_empty());
        candidates.push(Candidate { target, score: if says_who { score } else { 0.7 } });
    }

    /// How well the heading announces a column of categories.
    fn category_score(&self, index: usize, leaf: &str, joined: &str) -> Option<f64> {
        let dimension = self.tally.dimensions.get(index)?;
        let is = |word: &str| word == leaf || word == joined;
        if dimension.headings().any(|word| is(&key(word))) {
            return Some(KNOWN);
        }
        let general =
            index == 0 && (CATEGORY.keys().iter().any(|word| is(word)) || self.whole.iter().any(|word| is(word)));
        general.then_some(0.8)
    }

    /// Takes a heading apart into known words; `None` when anything is left over or two categories of one question stand in it.
    fn read(&self, heading: &str) -> Option<CountHeading> {
        let mut meanings = Vec::new();
        if heading.is_empty() || !self.segment(heading, &mut meanings, &mut HashSet::new()) {
            return None;
        }
        let mut reading = CountHeading { of: BTreeMap::new(), total: false, whole: false };
        for meaning in meanings {
            match meaning {
                Meaning::Category(question, code) => {
                    let earlier = reading.of.insert(question.to_owned(), code.to_owned());
                    if earlier.is_some_and(|earlier| earlier != code) {
                        return None;
                    }
                }
                Meaning::Whole => reading.whole = true,
                Meaning::Total => reading.total = true,
                Meaning::Noise => {}
            }
        }
        Some(reading)
    }

    /// Covers the text with words, longest first, going back where that leads nowhere; `dead` keeps this linear.
    fn segment(&self, rest: &str, meanings: &mut Vec<Meaning<'a>>, dead: &mut HashSet<usize>) -> bool {
        if rest.is_empty() {
            return true;
        }
        if dead.contains(&rest.len()) {
            return false;
        }
        for (word, meaning) in &self.words {
            if let Some(after) = rest.strip_prefix(word.as_str()) {
                meanings.push(*meaning);
                if self.segment(after, meanings, dead) {
                    return true;
                }
                meanings.pop();
            }
        }
        dead.insert(rest.len());
        false
    }
}

struct CountHeading {
    of: BTreeMap<String, String>,
    total: bool,
    whole: bool,
}

fn category(repeat: String, question: &str, score: f64) -> Candidate {
    Candidate { target: Target::Category { repeat, question: question.to_owned() }, score }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::schema;

    fn best(parts: &[&str]) -> Option<Target> {
        let schema = schema();
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        let candidates = Headings::new(&schema).candidates(&parts, true);
        candidates.into_iter().max_by(|a, b| a.score.total_cmp(&b.score)).map(|candidate| candidate.target)
    }

    fn count(of: &[(&str, &str)]) -> Option<Target> {
        let of = of.iter().map(|(question, code)| ((*question).to_owned(), (*code).to_owned())).collect();
        Some(Target::Count { repeat: "attendance".into(), of })
    }

    fn answer(path: &str) -> Option<Target> {
        Some(Target::Answer { path: path.into() })
    }

    #[test]
    fn headings_of_counts_are_taken_apart() {
        for (parts, of) in [
            (vec!["Students"], vec![("participant_kind", "students")]),
            (vec!["No. of students"], vec![("participant_kind", "students")]),
            (vec!["จำนวนผู้เข้าร่วม", "นักเรียน"], vec![("participant_kind", "students")]),
            (vec!["จำนวนผู้เข้าร่วม (คน)", "นร."], vec![("participant_kind", "students")]),
            (vec!["นักเรียน (หญิง)"], vec![("participant_kind", "students"), ("sex", "female")]),
            (vec!["Students female"], vec![("participant_kind", "students"), ("sex", "female")]),
            (vec!["Female students"], vec![("participant_kind", "students"), ("sex", "female")]),
            (vec!["ผู้เข้าร่วม", "นักเรียน", "ชาย"], vec![("participant_kind", "students"), ("sex", "male")]),
            (vec!["ครู/อาจารย์"], vec![("participant_kind", "teachers")]),
            (vec!["อายุ 12–14 ปี", "หญิง"], vec![("age_band", "12_14"), ("sex", "female")]),
            (vec!["ผลการดำเนินงาน", "ผู้ปกครอง"], vec![("participant_kind", "parents")]),
        ] {
            assert_eq!(best(&parts), count(&of), "{parts:?}");
        }
    }

    #[test]
    fn headings_of_questions_are_found_in_longer_and_misspelt_ones() {
        for (parts, path) in [
            (vec!["วันที่"], "date"),
            (vec!["วันที่จัดกิจกรรม"], "date"),
            (vec!["Date of session"], "date"),
            (vec!["วัน/เดือน/ปี"], "date"),
            (vec!["สถานที่จัดกิจกรรม"], "venue"),
            (vec!["สถานที่จัด", "อำเภอ"], "district"),
            (vec!["Provence"], "province"),
            (vec!["FIRST TIME HERE?"], "first_time"),
            (vec!["หมายเหตุ"], "notes"),
        ] {
            assert_eq!(best(&parts), answer(path), "{parts:?}");
        }
        assert_eq!(best(&["ลำดับที่"]), Some(Target::Serial));
        assert_eq!(best(&["#"]), Some(Target::Serial));
        assert_eq!(best(&["งบประมาณ (บาท)"]), None);
        assert!(matches!(best(&["รวมทั้งสิ้น (คน)"]), Some(Target::Total { of, .. }) if of.is_empty()));
    }
}
