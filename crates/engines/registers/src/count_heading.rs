//! Taking the heading of a count apart into the words for those whom it counts: kind, sex, age, all together, or several in turn. Owns
//! the segmentation and what its words mean together.

use crate::heading::{Candidate, KNOWN, MISSPELT};
use crate::key::{is_near, key};
use crate::plan::{Categories, Target};
use crate::schema::Tally;
use crate::vocabulary::{CATEGORY, COUNT_NOISE, LEVELS, NOT_ATTENDED, PEOPLE, SUBSET_BEGINNINGS, TOTAL};
use std::collections::HashSet;

/// The score of a count whose heading does not say who is counted.
const UNSAID: f64 = 0.7;
/// The score of a count of people of an unknown kind, known as people only by the heading above theirs.
const UNKNOWN_KIND: f64 = 0.62;

/// The words for the people of a tally.
pub(crate) struct CountWords<'a> {
    tally: &'a Tally,
    words: Vec<(String, Meaning<'a>)>,
    whole: HashSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning<'a> {
    /// Question and code.
    Category(&'a str, &'a str),
    /// A word for the tally as a whole, or for people as such.
    Whole,
    Total,
    /// Planned, invited, absent.
    NotAttended,
    /// A further split of the same people.
    Level(&'a str),
    Noise,
}

/// A heading taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CountHeading {
    pub(crate) of: Categories,
    /// Where the heading names several categories of one question: each of them, in its order.
    several: Option<(String, Vec<String>)>,
    split: String,
    total: bool,
    whole: bool,
    not_attended: bool,
}

impl<'a> CountWords<'a> {
    pub(crate) fn new(tally: &'a Tally) -> Self {
        let categories = tally.dimensions.iter().flat_map(|dimension| {
            dimension.choices.iter().flat_map(move |choice| {
                choice.words().map(move |word| (key(word), Meaning::Category(&dimension.question, &choice.code)))
            })
        });
        let whole: HashSet<String> = tally.headings().map(key).collect();
        let listed =
            |words: &'static [&'static str], meaning: Meaning<'a>| words.iter().map(move |word| (key(word), meaning));
        let mut words: Vec<(String, Meaning<'a>)> = categories
            .chain(TOTAL.keys().iter().map(|word| (word.clone(), Meaning::Total)))
            .chain(whole.iter().map(|word| (word.clone(), Meaning::Whole)))
            .chain(listed(PEOPLE, Meaning::Whole))
            .chain(listed(NOT_ATTENDED, Meaning::NotAttended))
            .chain(LEVELS.iter().map(|level| (key(level), Meaning::Level(level))))
            .chain(listed(COUNT_NOISE, Meaning::Noise))
            .filter(|(word, _)| !word.is_empty())
            .collect();
        // Longest first; of equal words the one listed first, so that a category comes before a word that adds nothing.
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self { tally, words, whole }
    }

    pub(crate) fn tally(&self) -> &'a Tally {
        self.tally
    }

    pub(crate) fn candidates(
        &self,
        parts: &[String],
        leaf: &str,
        joined: &str,
        pieces: &[String],
        candidates: &mut Vec<Candidate>,
    ) {
        let repeat = || self.tally.repeat.clone();
        for (index, dimension) in self.tally.dimensions.iter().enumerate() {
            let score = self.category_score(index, leaf, joined, pieces);
            let target = || Target::Category { repeat: repeat(), question: dimension.question.clone() };
            candidates.extend(score.map(|score| Candidate::new(target(), score)));
        }
        if SUBSET_BEGINNINGS.iter().any(|beginning| leaf.starts_with(beginning)) {
            candidates.push(Candidate::new(Target::Ignored, KNOWN));
            return;
        }
        let says_who = |reading: &CountHeading| !reading.of.is_empty() || reading.several.is_some();
        let whole = self.read(joined).map(|reading| (reading, KNOWN));
        let of_leaf = || self.read(leaf).filter(says_who).map(|reading| (reading, 0.85));
        let of_path = || pieces.last().and_then(|last| self.read(last)).filter(says_who).map(|reading| (reading, 0.8));
        if let Some((reading, score)) = whole.or_else(of_leaf).or_else(of_path) {
            self.meant(reading, score, candidates);
        } else {
            candidates.extend(self.misspelt(leaf).or_else(|| self.of_unknown_kind(parts, leaf)));
        }
    }

    fn meant(&self, reading: CountHeading, score: f64, candidates: &mut Vec<Candidate>) {
        let repeat = || self.tally.repeat.clone();
        let CountHeading { of, several, split, total, whole, not_attended } = reading;
        if not_attended {
            candidates.push(Candidate::new(Target::Ignored, score));
        } else if let Some((question, codes)) = several {
            let each = codes.into_iter().map(|code| of.clone().into_iter().chain([(question.clone(), code)]).collect());
            candidates.push(Candidate::new(Target::Counts { repeat: repeat(), of: each.collect() }, score));
            // One number for all of them says as little as a heading that names nobody.
            let main = self.tally.dimensions.first().filter(|main| main.question == question);
            let other = main.and_then(|main| main.unspecified.clone()).map(|other| (question.clone(), other));
            let target = Target::Count { repeat: repeat(), of: of.into_iter().chain(other).collect() };
            candidates.push(Candidate { split: question, ..Candidate::guess(target, UNSAID) });
        } else if total {
            candidates.push(Candidate::new(Target::Total { repeat: repeat(), of }, score));
        } else if !of.is_empty() {
            candidates.push(Candidate { split, ..Candidate::new(Target::Count { repeat: repeat(), of }, score) });
        } else if whole || !split.is_empty() {
            candidates.push(Candidate { split, ..Candidate::new(Target::Count { repeat: repeat(), of }, UNSAID) });
        }
    }

    /// A heading that is a word for a group but for a wrong letter.
    fn misspelt(&self, leaf: &str) -> Option<Candidate> {
        let main = &self.tally.dimensions.first()?.question;
        let mut near = self.words.iter().filter_map(|(word, meaning)| match meaning {
            Meaning::Category(question, code) if question == main && is_near(word, leaf) => Some(*code),
            _ => None,
        });
        let code = near.next()?;
        let of = Categories::from([(main.clone(), code.to_owned())]);
        near.all(|other| other == code)
            .then(|| Candidate::guess(Target::Count { repeat: self.tally.repeat.clone(), of }, MISSPELT))
    }

    /// A heading that nobody knows below one that speaks of people: `จำนวนผู้เข้าร่วม` above `พระสงฆ์`.
    fn of_unknown_kind(&self, parts: &[String], leaf: &str) -> Option<Candidate> {
        let (_, above) = parts.split_last()?;
        let reading = self.read(&key(&above.concat())).filter(|reading| reading.whole && !reading.total)?;
        let mut of = reading.of;
        let main = self.tally.dimensions.first()?;
        let other = main.unspecified.clone()?;
        of.entry(main.question.clone()).or_insert(other);
        let target = match reading.not_attended {
            true => Target::Ignored,
            false => Target::Count { repeat: self.tally.repeat.clone(), of },
        };
        Some(Candidate { split: leaf.to_owned(), ..Candidate::guess(target, UNKNOWN_KIND) })
    }

    /// How well the heading announces a column of categories.
    fn category_score(&self, index: usize, leaf: &str, joined: &str, pieces: &[String]) -> Option<f64> {
        let dimension = self.tally.dimensions.get(index)?;
        let is = |word: &str| word == leaf || word == joined || pieces.iter().any(|piece| piece == word);
        if dimension.headings().any(|word| is(&key(word))) {
            return Some(KNOWN);
        }
        let general =
            index == 0 && (CATEGORY.keys().iter().any(|word| is(word)) || self.whole.iter().any(|word| is(word)));
        general.then_some(0.8)
    }

    /// Takes a text apart into known words; `None` when anything is left over.
    pub(crate) fn read(&self, text: &str) -> Option<CountHeading> {
        let mut meanings = Vec::new();
        if text.is_empty() || !self.segment(text, &mut meanings, &mut HashSet::new()) {
            return None;
        }
        let mut reading = CountHeading::default();
        for meaning in meanings {
            match meaning {
                Meaning::Category(question, code) => reading.name(question, code)?,
                Meaning::Whole => reading.whole = true,
                Meaning::Total => reading.total = true,
                Meaning::NotAttended => reading.not_attended = true,
                Meaning::Level(level) => reading.split.push_str(level),
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

impl CountHeading {
    /// Whether it says nothing of whom.
    pub(crate) fn is_of_nobody(&self) -> bool {
        self.of.is_empty() && self.several.is_none() && self.split.is_empty() && !self.not_attended
    }

    /// Whether it names one category, or one of each of several questions.
    pub(crate) fn is_of_one(&self) -> bool {
        !self.of.is_empty() && self.several.is_none() && !self.not_attended && !self.total
    }

    /// Notes a category; `None` where two questions have several each, which no cell tells apart.
    fn name(&mut self, question: &str, code: &str) -> Option<()> {
        if let Some((of, codes)) = &mut self.several
            && of == question
        {
            if !codes.iter().any(|other| other == code) {
                codes.push(code.to_owned());
            }
            return Some(());
        }
        let earlier = self.of.insert(question.to_owned(), code.to_owned());
        if let Some(earlier) = earlier.filter(|earlier| earlier != code) {
            self.of.remove(question);
            if self.several.is_some() {
                return None;
            }
            self.several = Some((question.to_owned(), vec![earlier, code.to_owned()]));
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heading::Headings;
    use crate::tests::schema;

    fn best(parts: &[&str]) -> Option<Target> {
        let schema = schema();
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        let candidates = Headings::new(&schema).candidates(&parts);
        candidates.into_iter().max_by(|a, b| a.score.total_cmp(&b.score)).and_then(|candidate| candidate.target)
    }

    fn categories(of: &[(&str, &str)]) -> Categories {
        of.iter().map(|(question, code)| ((*question).to_owned(), (*code).to_owned())).collect()
    }

    #[test]
    fn headings_of_counts_are_taken_apart() {
        for (parts, of) in [
            (vec!["Students"], vec![("participant_kind", "students")]),
            (vec!["No. of students"], vec![("participant_kind", "students")]),
            (vec!["n_students"], vec![("participant_kind", "students")]),
            (vec!["grp_count/students"], vec![("participant_kind", "students")]),
            (vec!["How many students?"], vec![("participant_kind", "students")]),
            (vec!["Students [n]"], vec![("participant_kind", "students")]),
            (vec!["Studnets"], vec![("participant_kind", "students")]),
            (vec!["นักเรียน\nStudents"], vec![("participant_kind", "students")]),
            (vec!["นักเรียนมัธยม"], vec![("participant_kind", "students")]),
            (vec!["จำนวนผู้เข้าร่วม", "นักเรียน"], vec![("participant_kind", "students")]),
            (vec!["จำนวนผู้เข้าร่วม (คน)", "นร."], vec![("participant_kind", "students")]),
            (vec!["ผลการดำเนินงาน (คน)", "ครู"], vec![("participant_kind", "teachers")]),
            (vec!["นักเรียน (หญิง)"], vec![("participant_kind", "students"), ("sex", "female")]),
            (vec!["Students female"], vec![("participant_kind", "students"), ("sex", "female")]),
            (vec!["Female students"], vec![("participant_kind", "students"), ("sex", "female")]),
            (vec!["ผู้เข้าร่วม", "นักเรียน", "ชาย"], vec![("participant_kind", "students"), ("sex", "male")]),
            (vec!["ครู/อาจารย์"], vec![("participant_kind", "teachers")]),
            (vec!["อายุ 12–14 ปี", "หญิง"], vec![("age_band", "12_14"), ("sex", "female")]),
            (vec!["จำนวนผู้เข้าร่วม", "พระสงฆ์"], vec![("participant_kind", "other")]),
            (vec!["People reached"], vec![]),
        ] {
            let count = Target::Count { repeat: "attendance".into(), of: categories(&of) };
            assert_eq!(best(&parts), Some(count), "{parts:?}");
        }
        assert!(matches!(best(&["รวมทั้งสิ้น (คน)"]), Some(Target::Total { of, .. }) if of.is_empty()));
    }

    #[test]
    fn several_groups_in_one_heading_are_counted_in_turn() {
        let each = |of: &[&[(&str, &str)]]| Target::Counts {
            repeat: "attendance".into(),
            of: of.iter().map(|of| categories(of)).collect(),
        };
        let kind = "participant_kind";
        assert_eq!(best(&["Students/Teachers"]), Some(each(&[&[(kind, "students")], &[(kind, "teachers")]])));
        assert_eq!(
            best(&["นักเรียน (ช/ญ)"]),
            Some(each(&[&[(kind, "students"), ("sex", "male")], &[(kind, "students"), ("sex", "female")]]))
        );
    }

    #[test]
    fn people_who_were_not_there_are_not_counted() {
        for parts in [
            vec!["เป้าหมาย (คน)", "นักเรียน"],
            vec!["Planned students"],
            vec!["Invited students"],
            vec!["Target"],
            vec!["Indirect beneficiaries"],
            vec!["of which with disability"],
            vec!["ในจำนวนนี้เป็นเด็กพิการ"],
        ] {
            assert_eq!(best(&parts), Some(Target::Ignored), "{parts:?}");
        }
        let count = |target| matches!(target, Some(Target::Count { .. }));
        assert!(count(best(&["กลุ่มเป้าหมาย", "นักเรียน"])), "a target group is no target");
    }
}
