//! What the numbers and months of a written date mean together: which is the day, which the month, which the year, and whether
//! several days are named. Owns the arrangements; taking a text apart is `parse`'s, eras are `era`'s.

use crate::era::{Era, YearReading, read_year};
use crate::parse::DateOrder;
use crate::{Date, DateProblem};

/// A number or a named month, in the order written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    Number { value: u32, digits: usize },
    Month(u8),
}

impl Item {
    fn is_month(self) -> bool {
        matches!(self, Self::Month(_))
    }
}

/// A text's numbers and months, and what the rest of it said.
pub(crate) struct Written<'a> {
    pub(crate) text: &'a str,
    pub(crate) items: &'a [Item],
    /// Whether a slash or dot stands between each item and the one before it.
    pub(crate) slashed: &'a [bool],
    pub(crate) era: Option<Era>,
    /// Thai words or digits were used.
    pub(crate) thai: bool,
    pub(crate) order: DateOrder,
}

/// Day, month and year.
type Parts = (Item, Item, Item);

impl Written<'_> {
    pub(crate) fn read(&self) -> Result<Date, DateProblem> {
        match *self.items {
            [] => Err(self.not_a_date()),
            [Item::Number { value, digits: 8 }] => self.compact(value),
            [Item::Number { .. }] => Err(self.not_a_date()),
            [_] | [_, _] => Err(DateProblem::Incomplete { text: self.text.to_owned() }),
            [first, second, third] => self.one(first, second, third),
            _ => self.several(),
        }
    }

    /// `20190704`.
    fn compact(&self, value: u32) -> Result<Date, DateProblem> {
        let number = |value, digits| Item::Number { value, digits };
        self.one(number(value / 10_000, 4), number(value / 100 % 100, 2), number(value % 100, 2))
    }

    fn several(&self) -> Result<Date, DateProblem> {
        let (first, last) = self.ends().ok_or_else(|| self.not_a_date())?;
        let first = self.day(first.0, first.1, first.2).map_err(|_| self.not_a_date())?;
        let last = self.day(last.0, last.1, last.2).map_err(|_| self.not_a_date())?;
        match first.cmp(&last) {
            std::cmp::Ordering::Less => Err(DateProblem::SeveralDays { text: self.text.to_owned(), first, last }),
            std::cmp::Ordering::Equal => Ok(first),
            std::cmp::Ordering::Greater => Err(self.not_a_date()),
        }
    }

    /// The first and the last of several days: both whole, with one year behind both, or a list of days of one month.
    fn ends(&self) -> Option<(Parts, Parts)> {
        if let [a, b, c, d, e, f] = *self.items {
            return Some((self.arranged(a, b, c), self.arranged(d, e, f)));
        }
        if let [a, b, c, d, year] = *self.items
            && self.is_pair(a, b, 1)
            && self.is_pair(c, d, 3)
        {
            return Some((self.arranged(a, b, year), self.arranged(c, d, year)));
        }
        let (days, month, year) = self.days_of_a_month()?;
        let (Some(first), Some(last)) = (days.first().copied(), days.last().copied()) else { return None };
        let value = |item: &Item| match item {
            Item::Number { value, .. } => *value,
            Item::Month(_) => u32::MAX,
        };
        days.is_sorted_by(|one, other| value(one) < value(other)).then_some(((first, month, year), (last, month, year)))
    }

    /// Whether two items are a day and its month; of two numbers only where a slash or dot joins them.
    fn is_pair(&self, first: Item, second: Item, second_at: usize) -> bool {
        match (first.is_month(), second.is_month()) {
            (true, true) => false,
            (false, false) => self.slashed.get(second_at).copied().unwrap_or_default(),
            _ => true,
        }
    }

    /// `4-5 ก.ค. 62`, `July 4-5, 2019`, `4-5/7/62`, `2019-07-04, 05`.
    fn days_of_a_month(&self) -> Option<(&[Item], Item, Item)> {
        let named = self.items.iter().filter(|item| item.is_month()).count();
        match *self.items {
            [month, ref days @ .., year] if month.is_month() && named == 1 => Some((days, month, year)),
            [year @ Item::Number { digits: 4.., .. }, month, ref days @ ..] if named <= 1 => Some((days, month, year)),
            [month, ref days @ .., year] if named == 0 && self.order == DateOrder::MonthFirst => {
                Some((days, month, year))
            }
            [ref days @ .., month, year] if named == usize::from(month.is_month()) => Some((days, month, year)),
            _ => None,
        }
    }

    fn one(&self, first: Item, second: Item, third: Item) -> Result<Date, DateProblem> {
        let (day, month, year) = self.arranged(first, second, third);
        self.day(day, month, year)
    }

    /// Three items are day, month, year; or year first when it has four digits; or a named month first.
    fn arranged(&self, first: Item, second: Item, third: Item) -> Parts {
        match (first, second) {
            (Item::Number { digits: 4.., .. }, month) => (third, month, first),
            (Item::Month(_), Item::Number { .. }) => (second, first, third),
            (Item::Number { .. }, Item::Number { .. }) if self.order == DateOrder::MonthFirst => (second, first, third),
            (day, month) => (day, month, third),
        }
    }

    fn day(&self, day: Item, month: Item, year: Item) -> Result<Date, DateProblem> {
        let (Item::Number { value: day, .. }, Item::Number { value: year, digits }) = (day, year) else {
            return Err(self.not_a_date());
        };
        match read_year(year, digits, self.era, self.thai) {
            YearReading::Certain(year) => self.date(year, month, day),
            YearReading::Either { common, buddhist } => Err(DateProblem::EitherEra {
                text: self.text.to_owned(),
                common: self.date(common, month, day)?,
                buddhist: self.date(buddhist, month, day)?,
            }),
            YearReading::OutOfRange => Err(DateProblem::YearOutOfRange { text: self.text.to_owned(), year }),
        }
    }

    fn date(&self, year: i16, month: Item, day: u32) -> Result<Date, DateProblem> {
        let text = || self.text.to_owned();
        let month_number = match month {
            Item::Month(month) => u32::from(month),
            Item::Number { value, .. } => value,
        };
        if let Some(date) = civil(year, month_number, day) {
            return Ok(date);
        }
        match (month, civil(year, day, month_number)) {
            (Item::Number { .. }, Some(meant)) => Err(DateProblem::Exchanged { text: text(), meant }),
            _ => match u8::try_from(month_number).ok().filter(|month| (1..=12).contains(month)) {
                Some(month) => Err(DateProblem::NoSuchDay { text: text(), day, month, year }),
                None => Err(DateProblem::NoSuchMonth { text: text(), month: month_number }),
            },
        }
    }

    fn not_a_date(&self) -> DateProblem {
        DateProblem::NotADate { text: self.text.to_owned() }
    }
}

fn civil(year: i16, month: u32, day: u32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
