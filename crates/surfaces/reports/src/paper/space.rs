//! The space that a question gets on a blank form, by its kind and its appearance. Kinds that are not named here get a line, which takes
//! any answer.

use super::make::Maker;
use super::{Frame, Said, Space};
use forms::{ChoiceSource, Item, Kind, Media};

/// Lines for a text that may be long.
const LONG_TEXT_LINES: u8 = 4;
/// Digits of a number without a limit: enough for a crowd, and for a year's income.
const DIGITS: u8 = 6;
/// Most digits that get boxes.
const MOST_DIGITS: u8 = 12;
/// Digits after the point.
const FRACTION: u8 = 2;
/// More choices than this are not printed; the answer is written.
const MOST_CHOICES: usize = 32;
/// Ems of a line that choices share, and those that a mark and the gap beside it take.
const LINE_EMS: f32 = 43.0;
const MARK_EMS: f32 = 3.2;
/// Most choices side by side.
const MOST_COLUMNS: f32 = 4.0;
/// The same of choices with pictures.
const MOST_PICTURED_COLUMNS: u8 = 3;

/// Names of choices that say why there is no other answer. They are printed beside the line even where a list is too long to print.
const REASONS: [&str; 13] = [
    "unknown",
    "not_known",
    "dont_know",
    "do_not_know",
    "dk",
    "refused",
    "refuse",
    "no_answer",
    "prefer_not",
    "prefer_not_to_say",
    "not_said",
    "withheld",
    "not_applicable",
];

impl Maker<'_> {
    pub(super) fn space(&mut self, item: &Item) -> Space {
        match &item.kind {
            Kind::Integer => Space::Digits { whole: self.digits(item), fraction: 0 },
            Kind::Decimal => Space::Digits { whole: self.digits(item), fraction: FRACTION },
            Kind::Date => Space::Date,
            Kind::Time => Space::Time,
            Kind::DateTime => Space::DateTime,
            Kind::Acknowledge => {
                let choices = vec![self.phrase("paper-agreed")];
                Space::Choices { is_many: true, columns: 1, choices, pictures: Vec::new() }
            }
            Kind::File(Media::Image) if item.appearance.contains("signature") => {
                Space::Frame { frame: Frame::Signature, note: self.phrase("paper-sign") }
            }
            Kind::File(Media::Image) => Space::Frame { frame: Frame::Picture, note: self.phrase("paper-photograph") },
            Kind::File(_) => lines(1, self.phrase("paper-write-file")),
            kind if kind.choice_source().is_some() => self.choices_of(item),
            _ if item.appearance.contains("multiline") => lines(LONG_TEXT_LINES, Said::default()),
            _ => lines(1, Said::default()),
        }
    }

    /// As many digits as the largest number that the form allows.
    fn digits(&self, item: &Item) -> u8 {
        let largest = self.form.largest(item).filter(|largest| *largest >= 1.0);
        largest.map_or(DIGITS, |largest| (largest.log10() as u8).saturating_add(1)).min(MOST_DIGITS)
    }

    /// A mark for each choice of the form's own; for lists from files, and for very long ones, a line to write the name on.
    fn choices_of(&mut self, item: &Item) -> Space {
        let own = self.form.choices(item);
        if own.is_empty() || own.len() > MOST_CHOICES {
            let reasons = own.iter().filter(|choice| REASONS.contains(&choice.name.as_str()));
            let beside = reasons.map(|choice| self.choice(choice)).collect();
            return Space::Lines { count: 1, note: self.phrase("paper-write-name"), beside };
        }
        let choices: Vec<Said> = own.iter().map(|choice| self.choice(choice)).collect();
        let columns = columns(&choices);
        let files = self.form.choice_pictures(item, self.lang);
        let mut pictures: Vec<Option<usize>> =
            files.into_iter().map(|file| file.and_then(|file| self.pictures.show(&file))).collect();
        if pictures.iter().all(Option::is_none) {
            pictures.clear();
        }
        let columns = if pictures.is_empty() { columns } else { columns.min(MOST_PICTURED_COLUMNS) };
        Space::Choices { is_many: !matches!(item.kind, Kind::SelectOne(_)), columns, choices, pictures }
    }

    pub(super) fn choice(&self, choice: &forms::Choice) -> Said {
        let label = self.said(&self.referring(choice.label.get(self.lang)));
        if label.is_empty() { self.said(&choice.name) } else { label }
    }

    /// Whether a question's choices stand in a file, which may be long and may be nobody else's business.
    pub(super) fn is_from_file(item: &Item) -> bool {
        matches!(item.kind.choice_source(), Some(ChoiceSource::File(_)))
    }
}

fn lines(count: u8, note: Said) -> Space {
    Space::Lines { count, note, beside: Vec::new() }
}

/// As many columns as the longest choice leaves room for, and no more than make the rows even.
fn columns(choices: &[Said]) -> u8 {
    let widest = choices.iter().map(Said::width).fold(0.0, f32::max);
    let most = (LINE_EMS / (widest + MARK_EMS)).floor().clamp(1.0, MOST_COLUMNS) as usize;
    let rows = choices.len().div_ceil(most).max(1);
    u8::try_from(choices.len().div_ceil(rows)).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::Lang;

    #[test]
    fn short_choices_stand_side_by_side_and_long_ones_below_one_another() {
        let of = |text: &str, count: usize| columns(&vec![Said::new(text, Lang::En); count]);
        assert_eq!(of("Yes", 2), 2);
        assert_eq!(of("Games", 7), 4);
        assert_eq!(of("Games", 5), 3);
        assert_eq!(of("School or college", 4), 2);
        assert_eq!(of("School or college", 7), 3);
        assert_eq!(of("In writing, by the child and the guardian, before a witness", 3), 1);
    }
}
