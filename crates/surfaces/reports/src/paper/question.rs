//! A question on paper: its texts, and the space for its answer or the answer.

use super::make::{Maker, Spot};
use super::{Answer, Body, Question, Said};
use forms::{Content, Item};

impl<'m> Maker<'m> {
    pub(super) fn question(&mut self, item: &'m Item, spot: &Spot<'_, '_>) -> Question {
        let is_blank = self.session.is_none();
        let on_blank = |text: Said| if is_blank { text } else { Said::default() };
        Question {
            number: self.number(item).map(|number| number.to_string()).unwrap_or_default(),
            label: self.name_of(item, spot),
            picture: self.label_picture(item),
            hint: on_blank(self.hint(item, spot)),
            why: on_blank(self.why(item, spot)),
            is_required: self.required(item),
            condition: self.condition(item, spot),
            body: if is_blank { Body::Space(self.space(item)) } else { Body::Answer(self.answer_at(item, spot)) },
        }
    }

    /// The answer that a question has where the walk is.
    pub(super) fn answer_at(&mut self, item: &'m Item, spot: &Spot<'_, '_>) -> Answer {
        match spot.entry(item).map(|entry| &entry.content) {
            Some(Content::Question { value, choices, .. }) => self.answer(item, value, choices),
            _ => Answer::NotAsked,
        }
    }
}
