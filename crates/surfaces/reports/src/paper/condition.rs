//! When a question is asked, in words: "only if 12 “Consent” is not “No consent”". What no short sentence says becomes "if it applies".

use super::answer::written_number;
use super::make::{Maker, Spot};
use super::said::Said;
use forms::{Comparison, Condition, Item, Kind, Relation};
use language::{Message, say};

/// More comparisons than this are no short sentence.
const MOST_TESTS: usize = 3;
/// A label is quoted up to this width, in ems; a longer one is told by its number alone.
const LONGEST_QUOTED: f32 = 24.0;

impl Maker<'_> {
    /// In words when an item is asked; empty for always and on a filled form, which shows what was asked.
    pub(super) fn condition(&self, item: &Item, spot: &Spot<'_, '_>) -> Said {
        if spot.entries.is_some() {
            return Said::default();
        }
        let (tests, joining) = match self.form.condition(item) {
            Condition::Always => return Said::default(),
            Condition::Rule => return self.phrase("paper-if-it-applies"),
            Condition::All(tests) => (tests, "paper-both"),
            Condition::Any(tests) => (tests, "paper-either"),
        };
        let said: Option<Vec<String>> = tests.iter().map(|test| self.comparison(test)).collect();
        let joined = said.filter(|said| said.len() <= MOST_TESTS).and_then(|said| {
            said.into_iter().reduce(|first, second| {
                say(self.lang, &Message::new(joining).with("first", first).with("second", second))
            })
        });
        let whole = joined.map(|conditions| Message::new("paper-only-if").with("conditions", conditions));
        whole.map_or_else(|| self.phrase("paper-if-it-applies"), |message| self.said(&say(self.lang, &message)))
    }

    /// A comparison in words; none when it compares with a choice that the list does not have, or one that is no number.
    fn comparison(&self, test: &Comparison<'_>) -> Option<String> {
        let has_choices = test.question.kind.choice_source().is_some();
        let is_many = has_choices && !matches!(test.question.kind, Kind::SelectOne(_));
        let key = match (test.relation, test.value.is_empty()) {
            (Relation::Is, true) => "paper-is-not-answered",
            (Relation::IsNot, true) => "paper-is-answered",
            (Relation::Is, false) if is_many => "paper-includes",
            (Relation::IsNot, false) if is_many => "paper-includes-not",
            (Relation::Is, false) => "paper-is",
            (Relation::IsNot, false) => "paper-is-not",
            (Relation::Less, _) => "paper-less",
            (Relation::AtMost, _) => "paper-at-most",
            (Relation::More, _) => "paper-more",
            (Relation::AtLeast, _) => "paper-at-least",
        };
        let value = if has_choices && !test.value.is_empty() && !Self::is_from_file(test.question) {
            let choice = self.form.choices(test.question).iter().find(|choice| choice.name == test.value)?;
            self.choice(choice).as_str().to_owned()
        } else {
            written_number(&test.value)
        };
        let message = Message::new(key).with("question", self.question_named(test.question)?);
        let takes_value = !test.value.is_empty();
        Some(say(self.lang, &if takes_value { message.with("value", value) } else { message }))
    }

    /// A question by its number, and by its label when that is short.
    fn question_named(&self, item: &Item) -> Option<String> {
        let number = self.number(item)?;
        let label = self.said(&self.referring(item.label.get(self.lang)));
        if label.is_empty() || label.width() > LONGEST_QUOTED {
            return Some(number.to_string());
        }
        Some(say(self.lang, &Message::new("paper-question").with("number", number).with("label", label.as_str())))
    }
}
