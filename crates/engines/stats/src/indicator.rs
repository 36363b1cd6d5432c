//! The definition of an indicator: what is counted, where, when and by what. Owns the meaning of each part; not its reading from a
//! pack's files and not the counting itself.

use language::{Lang, Text};
use serde::{Deserialize, Serialize};
use xpath::Expression;

/// A figure that a programme keeps: how it comes from records, and what a reader must know to read it rightly.
///
/// Every expression is read at the thing counted: the record's root element, or one row of its repeat when [`Indicator::rows`] names
/// one (a row reads its record by `../`). `today()` is the last day of the period asked for, never the day of asking, so that a
/// figure of a past period does not change as time goes by.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// The id that reports, targets and commands use, for example `people_reached`.
    pub id: String,
    /// Its name for readers.
    pub title: Text,
    /// What one of it is.
    pub unit: Unit,
    /// The record kind it is counted from, for example `prevention/outreach-session`.
    pub kind: String,
    /// The repeat whose rows are counted; `None` counts whole records.
    pub rows: Option<String>,
    /// Only what this is true for is counted.
    pub filter: Option<Expression>,
    /// How the figure comes from what is counted.
    pub measure: Measure,
    /// The date that decides the period (ISO 8601 text).
    pub date: Expression,
    /// Which part of time before the period's end counts.
    pub window: Window,
    /// What it can be split by, in the order in which it is offered.
    pub by: Vec<Dimension>,
    /// Digits after the point that mean something to a reader.
    pub decimals: usize,
    /// Whether more is better (`Some(true)`), worse (`Some(false)`) or neither.
    pub more_is_better: Option<bool>,
    /// Names of values when the figure is a place on a scale (2 is "Tier 2"), lowest first.
    pub scale: Vec<(f64, Text)>,
    /// How it is counted, what is left out, and what it must not be used for.
    pub note: Text,
}

/// What one of an indicator is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The id that machine-readable output carries, for example `session`.
    pub id: String,
    /// The word for readers, in the plural.
    pub label: Text,
    /// The word beside a single one, in the languages that have another for it.
    #[serde(default)]
    pub one: Text,
    /// When people are counted: whether each once or at every attendance. `None` when the unit is not people.
    #[serde(default)]
    pub people: Option<People>,
}

impl Unit {
    /// The word beside a figure: "1 province", "2 provinces".
    pub fn beside(&self, value: f64, lang: Lang) -> &str {
        let one = self.one.exact(lang).filter(|_| value == 1.0);
        // A language without a word for one reads English where it reads English for many.
        let english = || self.one.exact(Lang::En).filter(|_| value == 1.0 && self.label.exact(lang).is_none());
        one.or_else(english).unwrap_or_else(|| self.label.get(lang))
    }
}

/// How people are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum People {
    /// Every person once, however often they came.
    Once,
    /// Every attendance: who came twice is counted twice.
    EachTime,
}

/// Which records a period's figure looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// Those dated within the period: what was done.
    #[default]
    Within,
    /// Those dated up to the period's end: how things stood on its last day.
    AsAtEnd,
}

/// How a figure comes from the rows counted.
#[derive(Clone, Debug)]
pub enum Measure {
    /// The number of rows.
    Count,
    /// The sum of a number; an empty one adds nothing.
    Sum(Expression),
    /// The number of different values; an empty one is none. Figures of parts may overlap and then do not add up.
    CountDistinct(Expression),
    /// For each different `of`, the value of its row with the latest date (of equal dates the last read); summed.
    Latest {
        /// The number taken from the latest row.
        value: Expression,
        /// What has a history: a school, a family, a country.
        of: Expression,
    },
    /// One sum divided by another; no figure where the divisor is 0.
    Ratio {
        /// The dividend.
        numerator: Expression,
        /// The divisor.
        denominator: Expression,
    },
}

impl Measure {
    /// Whether figures of parts add up to the figure of the whole, in any split.
    pub fn is_additive(&self) -> bool {
        match self {
            Self::Count | Self::Sum(_) | Self::Latest { .. } => true,
            Self::CountDistinct(_) | Self::Ratio { .. } => false,
        }
    }

    /// Whether figures of consecutive periods add up to the figure of both: true of what was done, not of how things stood.
    pub fn adds_over_time(&self, window: Window) -> bool {
        window == Window::Within && matches!(self, Self::Count | Self::Sum(_))
    }
}

/// Something an indicator can be split by.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// The id that all indicators share for the same thing, for example `province`.
    pub id: String,
    /// The value of a row; empty is unknown.
    pub value: Expression,
}

impl Indicator {
    /// The indicator's expression for a dimension, when it has it.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.by.iter().find(|dimension| dimension.id == id)
    }

    /// The name of a figure when it is exactly a place on the indicator's scale.
    pub fn scale_label(&self, value: f64) -> Option<&Text> {
        self.scale.iter().find(|(place, _)| *place == value).map(|(_, label)| label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_unit_has_its_own_word_where_the_language_has() {
        let label = Text::new("provinces").with(Lang::Th, "จังหวัด");
        let unit = Unit { id: "province".into(), label, one: Text::new("province"), people: None };
        for (value, lang, expected) in [
            (1.0, Lang::En, "province"),
            (0.0, Lang::En, "provinces"),
            (2.0, Lang::En, "provinces"),
            (1.0, Lang::Th, "จังหวัด"),
            (1.0, Lang::My, "province"),
            (2.0, Lang::My, "provinces"),
        ] {
            assert_eq!(unit.beside(value, lang), expected, "{value} {lang}");
        }
    }
}
