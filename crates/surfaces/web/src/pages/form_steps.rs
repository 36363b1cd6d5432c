//! A form in steps: which questions stand together on the one screen of a phone, which step is shown, and what is told of the steps
//! that were left. A desk shows all steps below each other. Owns the cutting; which question is asked at all is the engine's.
//!
//! A group is a step, a repeat is one, and so is every few of the questions that stand in no group; what a form begins with an answer to
//! takes no place among those few. Steps are cut from the form as it
//! is written and not from what is asked just now, so that a question that appears moves no other to another screen.

use super::form_view::id;
use crate::posted::Posted;
use crate::views::Section;
use forms::{ChoiceSource, Form, Item, Kind};
use std::collections::{HashMap, HashSet};

/// The most questions that share a screen without belonging to a group of their own.
const MOST: usize = 4;
/// And with one that is left over at the end, however much of it is answered beforehand.
const MOST_WITH_LAST: usize = 6;
/// A form with more questions than this goes to a browser a part at a time.
const LONG: usize = 120;
/// The most questions of a part, unless one step has more.
const IN_PART: usize = 40;
/// An XLSForm's word for a group that stands on one screen, with everything in it.
const ONE_SCREEN: &str = "field-list";

/// The step of every question of a form, by its path, with the steps' order.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    of: HashMap<String, String>,
    order: Vec<String>,
    /// Of a long form: the part that each step goes to the browser with.
    part_of: HashMap<String, usize>,
}

impl Steps {
    pub(super) fn of(form: &Form) -> Self {
        let mut steps = Self::default();
        steps.cut(form, form.top());
        if form.questions().count() > LONG {
            steps.part_of = steps.parts();
        }
        steps
    }

    /// Steps that follow each other, as many as a part has room for; a repeat fills one.
    fn parts(&self) -> HashMap<String, usize> {
        let mut asked: HashMap<&str, usize> = HashMap::new();
        for step in self.of.values() {
            *asked.entry(step).or_default() += 1;
        }
        let (mut part, mut filled) = (0, 0);
        let place = |step: &String| {
            let own = asked.get(step.as_str()).copied().unwrap_or(IN_PART);
            if filled > 0 && filled + own > IN_PART {
                (part, filled) = (part + 1, 0);
            }
            filled += own;
            (step.clone(), part)
        };
        self.order.iter().map(place).collect()
    }

    /// Leaves of a long form the part that is shown, and gives the answers of the others, which the page carries along: so every post
    /// holds the whole form whatever is shown. Gives nothing for a form that is sent whole.
    pub(super) fn leave_part(&self, sections: &mut Vec<Section>, posted: &Posted) -> Option<Vec<(String, String)>> {
        let shown = sections.iter().find(|section| section.is_current)?;
        let part = *self.part_of.get(&shown.id)?;
        let is_here = |section: &Section| self.part_of.get(&section.id) == Some(&part);
        let (mut kept, others): (Vec<_>, Vec<_>) = std::mem::take(sections).into_iter().partition(is_here);
        if let Some(first) = kept.first_mut() {
            first.begins_part = true;
            first.continues = false;
        }
        if let Some(last) = kept.last_mut() {
            last.ends_part = true;
        }
        *sections = kept;
        let sent: HashSet<&str> = posted.fields.iter().map(|(name, _)| name.as_str()).collect();
        let mut carried = Vec::new();
        for section in &others {
            carried.extend(section.counts().map(|(path, count)| ("rows".to_owned(), format!("{path}={count}"))));
            // That somebody emptied an answer is carried too: the form may begin with another one.
            let told = section.fields().filter(|field| !field.value.is_empty() || sent.contains(field.name.as_str()));
            carried.extend(told.map(|field| (field.name.clone(), field.value.clone())));
        }
        Some(carried)
    }

    /// The step that a question stands in; empty when the form has no such question.
    pub(super) fn of_question(&self, path: &str) -> &str {
        self.of.get(path).map_or("", String::as_str)
    }

    /// The step that an answer stands in, by its path with numbers of rows: a row's answers stand in their repeat's step.
    pub(super) fn of_answer(&self, path: &str) -> String {
        let own = self.of_question(path);
        if !own.is_empty() {
            return own.to_owned();
        }
        let step = format!("s{}", id(path.split('[').next().unwrap_or_default()));
        if self.order.contains(&step) { step } else { String::new() }
    }

    fn cut<'f>(&mut self, form: &'f Form, siblings: impl Iterator<Item = &'f Item>) {
        let (mut asked, mut before): (usize, Option<&Item>) = (0, None);
        // The loose steps that follow each other, with how many questions take a place in each, and how many there are.
        let mut loose: Vec<(String, usize, usize)> = Vec::new();
        for item in siblings.filter(|item| item.kind.is_shown()) {
            if item.kind.is_section() {
                self.join(&mut loose);
            }
            match item.kind {
                Kind::Group if is_one_screen(item) => {
                    let step = self.begin(item);
                    self.put_all(form, item, &step);
                }
                Kind::Group => self.cut(form, form.children(item)),
                Kind::Repeat => {
                    self.begin(item);
                }
                _ => {
                    let is_full = asked >= MOST && !before.is_some_and(|before| narrows(before) && narrows(item));
                    let step = if before.is_none() || is_full { None } else { self.order.last().cloned() };
                    let takes_place = item.kind.is_asked() && !form.begins_answered(item);
                    asked = if step.is_some() { asked } else { 0 } + usize::from(takes_place);
                    let step = step.unwrap_or_else(|| self.begin(item));
                    let one = usize::from(item.kind.is_asked());
                    match loose.last_mut().filter(|(last, ..)| *last == step) {
                        Some((_, places, all)) => (*places, *all) = (asked, *all + one),
                        None => loose.push((step.clone(), asked, one)),
                    }
                    self.of.insert(item.path.clone(), step);
                }
            }
            before = Some(item).filter(|item| !item.kind.is_section());
        }
        self.join(&mut loose);
    }

    /// Lets the last of some loose steps join the one before when it has a single question: a screen by itself costs more than it does.
    fn join(&mut self, loose: &mut Vec<(String, usize, usize)>) {
        if let [.., (before, _, shown), (last, places, more)] = loose.as_slice()
            && *places <= 1
            && shown + more <= MOST_WITH_LAST
        {
            self.of.values_mut().filter(|step| *step == last).for_each(|step| step.clone_from(before));
            self.order.retain(|step| step != last);
        }
        loose.clear();
    }

    fn begin(&mut self, first: &Item) -> String {
        let step = format!("s{}", id(&first.path));
        self.order.push(step.clone());
        step
    }

    fn put_all(&mut self, form: &Form, group: &Item, step: &str) {
        for item in form.children(group) {
            self.of.insert(item.path.clone(), step.to_owned());
            self.put_all(form, item, step);
        }
    }

    /// Marks the step that is shown, and numbers all of them.
    pub(super) fn show(&self, sections: &mut [Section], posted: &Posted) {
        let shown = self.shown(sections, posted);
        let all = sections.len();
        for (at, section) in sections.iter_mut().enumerate() {
            (section.number, section.of, section.is_current) = (at + 1, all, at == shown);
        }
    }

    /// The position of the step to show: the first with something to correct when the form was handed in, else where the pressed
    /// button leads, else where the person was.
    fn shown(&self, sections: &[Section], posted: &Posted) -> usize {
        let last = sections.len().saturating_sub(1);
        if posted.has("save") {
            return sections.iter().position(Section::has_problem).unwrap_or(last);
        }
        if posted.has("next") {
            return (self.nearest(sections, posted.get("next")) + 1).min(last);
        }
        if posted.has("back") {
            return self.nearest(sections, posted.get("back")).saturating_sub(1);
        }
        let pressed = if posted.has("add") { posted.get("add") } else { posted.get("remove") };
        let repeat = pressed.split('[').next().filter(|path| !path.is_empty());
        let own = |section: &Section| section.rows.as_ref().map(|rows| rows.path.as_str()) == repeat;
        if let Some(at) = repeat.and_then(|_| sections.iter().position(own)) {
            return at;
        }
        self.nearest(sections, posted.get("at"))
    }

    /// The position of a step, or of the one before it when it is not asked any more.
    fn nearest(&self, sections: &[Section], step: &str) -> usize {
        if let Some(at) = sections.iter().position(|section| section.id == step) {
            return at;
        }
        let place = |step: &str| self.order.iter().position(|own| own == step);
        let wanted = place(step).unwrap_or_default();
        sections.iter().rposition(|section| place(&section.id).is_some_and(|own| own < wanted)).unwrap_or_default()
    }
}

/// The steps that the person went on from: what is missing there is told.
pub(super) fn left(posted: &Posted) -> Vec<&str> {
    let mut left: Vec<&str> = posted.get("left").split_whitespace().collect();
    let just = posted.get("next");
    if !just.is_empty() && !left.contains(&just) {
        left.push(just);
    }
    left
}

pub(super) fn is_one_screen(group: &Item) -> bool {
    group.appearance.split_whitespace().any(|word| word == ONE_SCREEN)
}

/// Whether a question is one of a row of lists of which each narrows the next, as province, district and subdistrict do.
fn narrows(item: &Item) -> bool {
    matches!(item.kind, Kind::SelectOne(ChoiceSource::File(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::{Control, Field};
    use crate::views::Item;
    use forms::read_markdown;

    fn form(survey: &str) -> Form {
        let rows = format!("| survey |\n| | type | name | label | appearance |\n{survey}");
        read_markdown(&rows).expect("a form")
    }

    /// Every question with its step.
    fn steps(survey: &str) -> Vec<(String, String)> {
        let form = form(survey);
        let steps = Steps::of(&form);
        form.questions()
            .filter(|item| form.repeat_of(item).is_none())
            .map(|item| (item.name.clone(), steps.of_question(&item.path).to_owned()))
            .collect()
    }

    fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
    }

    #[test]
    fn loose_questions_share_screens_of_a_few_and_notes_take_no_place() {
        let survey = "| | text | a | A | |\n| | note | n | N | |\n| | text | b | B | |\n| | text | c | C | |\n| | text | d | D | |
            | | text | e | E | |\n| | text | f | F | |\n";
        let (one, other) = ("s.a", "s.e");
        assert_eq!(
            steps(survey),
            owned(&[("a", one), ("n", one), ("b", one), ("c", one), ("d", one), ("e", other), ("f", other)])
        );
        // One that is left over stands with those before it, unless something of its own stands between.
        let alone = survey.replace("| | text | f | F | |\n", "");
        assert!(steps(&alone).iter().all(|(_, step)| step == one));
        let between = format!(
            "{survey}| | begin_group | h | H | field-list |\n| | text | i | I | |\n| | end_group | | | |\n| | text | j | J | |\n"
        );
        assert_eq!(steps(&between).last().map(|(_, step)| step.as_str()), Some("s.j"));
    }

    #[test]
    fn what_is_answered_beforehand_takes_no_place() {
        let rows = "| survey |\n| | type | name | label | default |\n| | text | a | A | C-1 |\n| | date | b | B | today() |
            | | text | c | C | |\n| | text | d | D | |\n| | text | e | E | |\n| | text | f | F | |\n| | text | g | G | |\n";
        let form = read_markdown(rows).expect("a form");
        let steps = Steps::of(&form);
        let found: Vec<_> = form.questions().map(|item| steps.of_question(&item.path)).collect();
        assert_eq!(found, ["s.a", "s.a", "s.a", "s.a", "s.a", "s.a", "s.g"]);
    }

    #[test]
    fn lists_that_narrow_each_other_stay_together() {
        let survey = "| | text | a | A | |\n| | text | b | B | |\n| | text | c | C | |\n| | select_one_from_file p.csv | p | P | |
            | | select_one_from_file d.csv | d | D | |\n| | select_one_from_file s.csv | s | S | |\n| | text | e | E | |\n";
        let found = steps(survey);
        assert_eq!(found[3..6].iter().map(|(_, step)| step.as_str()).collect::<Vec<_>>(), ["s.a"; 3]);
        assert_eq!(found[6].1, "s.e", "seven are too many for a screen");
    }

    #[test]
    fn a_long_form_goes_a_part_at_a_time_and_carries_the_answers_of_the_others() {
        let rows: String = (0..=LONG).map(|at| format!("| | text | q{at} | Q | |\n")).collect();
        let long = Steps::of(&form(&rows));
        assert!(Steps::of(&form("| | text | a | A | |\n")).part_of.is_empty(), "a short form is sent whole");
        let section = |step: &String| {
            let field =
                |path: &str, value: &str| Item::Ask(Box::new(Field::new(path, "Q", Control::Text).value(value)));
            let path = format!("/{}", step.trim_start_matches("s."));
            Section {
                id: step.clone(),
                items: vec![field(&path, if path == "/q8" { "8" } else { "" })],
                ..Section::default()
            }
        };
        let mut sections: Vec<Section> = long.order.iter().map(section).collect();
        let posted = Posted {
            fields: [("at", "s.q40"), ("/q4", ""), ("/q40", "x")]
                .map(|(name, value)| (name.into(), value.into()))
                .into(),
            files: Vec::new(),
        };
        long.show(&mut sections, &posted);
        let carried = long.leave_part(&mut sections, &posted).expect("long");
        assert_eq!(carried, owned(&[("/q4", ""), ("/q8", "8")]), "what was answered or emptied, and nothing else");
        let here: Vec<&str> = sections.iter().map(|section| section.id.as_str()).collect();
        assert_eq!((here.len(), here[0], here[9]), (10, "s.q40", "s.q76"));
        assert!(sections[0].begins_part && sections[9].ends_part && !sections[0].ends_part);
    }

    #[test]
    fn a_group_begins_a_step_and_a_field_list_is_one_whatever_is_in_it() {
        let survey = "| | text | a | A | |\n| | begin group | g | G | field-list |\n| | text | b | B | |\n| | text | c | C | |
            | | text | d | D | |\n| | text | e | E | |\n| | begin group | h | H | |\n| | text | f | F | |\n| | end group | | | |
            | | end group | | | |\n| | text | z | Z | |\n";
        let group = ["b", "c", "d", "e", "f"].map(|name| (name, "s.g"));
        let mut expected = vec![("a", "s.a")];
        expected.extend(group);
        expected.push(("z", "s.z"));
        assert_eq!(steps(survey), owned(&expected));
    }

    fn sections(ids: &[&str]) -> Vec<Section> {
        ids.iter().map(|id| Section { id: (*id).to_owned(), ..Section::default() }).collect()
    }

    #[test]
    fn buttons_lead_on_and_back_among_the_steps_that_are_asked() {
        let form = form(
            "| | text | a | A | |\n| | begin group | g | G | |\n| | text | b | B | |\n| | end group | | | |\n| | text | c | C | |\n",
        );
        let steps = Steps::of(&form);
        assert_eq!(steps.order, ["s.a", "s.g.b", "s.c"]);
        type Asked = &'static [&'static str];
        type Sent = &'static [(&'static str, &'static str)];
        const ALL: Asked = &["s.a", "s.g.b", "s.c"];
        let cases: &[(Asked, Sent, usize)] = &[
            (ALL, &[], 0),
            (ALL, &[("at", "s.c")], 2),
            (ALL, &[("next", "s.a")], 1),
            (&["s.a", "s.c"], &[("next", "s.a")], 1),
            (ALL, &[("next", "s.c")], 2),
            (ALL, &[("back", "s.c")], 1),
            (ALL, &[("back", "s.a")], 0),
            // The step that somebody was on is not asked any more.
            (&["s.a", "s.c"], &[("at", "s.g.b")], 0),
            (ALL, &[("at", "s.unknown")], 0),
        ];
        for (asked, sent, expected) in cases {
            let posted = Posted {
                fields: sent.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
                files: Vec::new(),
            };
            let mut sections = sections(asked);
            steps.show(&mut sections, &posted);
            let shown: Vec<_> =
                sections.iter().filter(|section| section.is_current).map(|section| section.number).collect();
            assert_eq!(shown, [expected + 1], "{asked:?} {sent:?}");
        }
    }
}
