//! Days of some months, darker where more took place: each month a small calendar, Monday first.

use crate::classes::Classes;
use crate::frame::{LABEL, SMALL};
use crate::legend::{self, Swatch};
use crate::svg::Element;
use crate::{Drawing, Frame, Table};

/// One month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DayMonth {
    /// Its name, short enough to stand over a small calendar.
    pub label: String,
    /// How many days stand before the first in its week: 0 when the month begins on a Monday, 6 on a Sunday.
    pub offset: usize,
    /// The value of each day in their order; none for a day that has not come.
    pub days: Vec<Option<f64>>,
}

/// Days of consecutive months; values are zero or more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DayChart {
    /// Title, language, size, colours.
    pub frame: Frame,
    /// What the months are, as a column heading: `Month`.
    pub month_heading: String,
    /// What the days are on which something took place, as a column heading.
    pub busy_heading: String,
    /// What is counted, as the heading of legend and column.
    pub value_heading: String,
    /// The months, earliest first.
    pub months: Vec<DayMonth>,
}

const WEEK: usize = 7;
const CELL: f64 = 13.0;
const STEP: f64 = 14.0;
/// Room for a month with the gap to the next.
const MONTH: f64 = STEP * 7.0 + 11.0;
/// Weeks that a month can touch.
const WEEKS: f64 = 6.0;

impl DayMonth {
    fn known(&self) -> impl Iterator<Item = f64> {
        self.days.iter().flatten().copied()
    }
}

impl DayChart {
    /// Draws the months, as many beside each other as there is room for.
    pub fn draw(&self) -> Drawing {
        let classes = Classes::of(self.months.iter().flat_map(DayMonth::known).filter(|value| *value > 0.0));
        let beside = ((self.frame.width() + 11.0) / MONTH).floor().max(1.0) as usize;
        let height = LABEL * 1.7 + WEEKS * STEP + 8.0;
        let mut content = Vec::new();
        for (at, month) in self.months.iter().enumerate() {
            let (left, top) = ((at % beside) as f64 * MONTH, (at / beside) as f64 * height);
            content.push(self.frame.text(left, top + LABEL * 1.1, SMALL, &month.label));
            content.extend(self.draw_days(month, left, top + LABEL * 1.7, &classes));
        }
        let bottom = self.months.len().div_ceil(beside) as f64 * height;
        let (key, key_height) = self.draw_key(&classes, bottom);
        content.extend(key);
        self.frame.finish(content, Vec::new(), bottom + key_height, self.table())
    }

    fn draw_days(&self, month: &DayMonth, left: f64, top: f64, classes: &Classes) -> Vec<Element> {
        let day = |(index, value): (usize, &Option<f64>)| {
            let place = month.offset + index;
            let (x, y) = (left + (place % WEEK) as f64 * STEP, top + (place / WEEK) as f64 * STEP);
            let square =
                Element::new("rect").with("x", x).with("y", y).with("width", CELL).with("height", CELL).with("rx", 2.0);
            match value {
                Some(value) if *value > 0.0 => {
                    let said = format!("{} {}: {}", index + 1, month.label, Frame::number(*value));
                    let (class, fill) = self.fill(*value, classes);
                    square.with("class", class).with("fill", fill).child(Element::new("title").text(&said))
                }
                Some(_) => square.with("class", "c-land").with("fill", &self.frame.theme.land),
                None => square.with("class", "c-grid").with("fill", "none").with("stroke", &self.frame.theme.grid),
            }
        };
        month.days.iter().enumerate().map(day).collect()
    }

    fn fill(&self, value: f64, classes: &Classes) -> (&'static str, String) {
        const NAMES: [&str; 5] = ["c-1", "c-2", "c-3", "c-4", "c-5"];
        let shade = classes.shade(value);
        let colour = self.frame.theme.accent_scale.get(shade).cloned().unwrap_or_default();
        (NAMES.get(shade).copied().unwrap_or("c-5"), colour)
    }

    /// What the shades mean; nothing when no day has anything.
    fn draw_key(&self, classes: &Classes, top: f64) -> (Vec<Element>, f64) {
        let entries: Vec<(Swatch, String)> = classes
            .ranges()
            .map(|(value, words)| {
                let (class, fill) = self.fill(value, classes);
                (Swatch::Filled(class, fill), words)
            })
            .collect();
        if entries.is_empty() {
            return (Vec::new(), 0.0);
        }
        let heading = self.frame.note(0.0, top + SMALL * 1.2, &self.value_heading);
        let (mut key, height) = legend::draw(&self.frame, &entries, 0.0, top + SMALL * 1.7, self.frame.width());
        key.push(heading);
        (key, height + SMALL * 1.7)
    }

    fn table(&self) -> Table {
        let row = |month: &DayMonth| {
            let busy = month.known().filter(|value| *value > 0.0).count();
            vec![month.label.clone(), Frame::number(busy as f64), Frame::number(month.known().sum())]
        };
        Table {
            header: vec![self.month_heading.clone(), self.busy_heading.clone(), self.value_heading.clone()],
            rows: self.months.iter().map(row).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::Lang;

    /// July 2019, which began on a Monday, with two sessions on the 4th and one on the 18th; and the first three days of August.
    fn chart() -> DayChart {
        let mut july = vec![Some(0.0); 31];
        (july[3], july[17]) = (Some(2.0), Some(1.0));
        let august = (0..31).map(|day| (day < 3).then_some(0.0)).collect();
        DayChart {
            frame: Frame::new("days", "Most sessions in July", Lang::En),
            month_heading: "Month".into(),
            busy_heading: "Days".into(),
            value_heading: "Sessions".into(),
            months: vec![
                DayMonth { label: "Jul".into(), offset: 0, days: july },
                DayMonth { label: "Aug".into(), offset: 3, days: august },
            ],
        }
    }

    #[test]
    fn every_day_has_its_square_and_days_to_come_are_empty() {
        let svg = chart().draw().svg;
        assert_eq!(
            svg.matches("width=\"13\" height=\"13\" rx=\"2\" class=\"c-").count(),
            62 + 2,
            "two stand in the key"
        );
        assert_eq!(svg.matches("fill=\"none\"").count(), 28);
        assert!(svg.contains("<title>4 Jul: 2</title>") && svg.contains("<title>18 Jul: 1</title>"));
    }

    #[test]
    fn a_month_begins_under_its_weekday() {
        let svg = chart().draw().svg;
        let august = svg.split("<rect ").skip(1).nth(31).expect("1 August");
        // Thursday: the fourth square of the second month's first week.
        assert!(august.starts_with(&format!("x=\"{}\"", MONTH + 3.0 * STEP)), "{august}");
    }

    #[test]
    fn the_table_sums_days_and_values_by_month() {
        let table = chart().draw().table;
        assert_eq!(table.rows, [["Jul", "2", "3"], ["Aug", "0", "0"]]);
    }

    #[test]
    fn months_that_do_not_fit_beside_go_below_and_none_leaves_the_drawing() {
        for size in [crate::Size::Compact, crate::Size::Wide] {
            let month = chart().months.remove(0);
            let mut year = DayChart { months: vec![month; 12], ..chart() };
            year.frame.size = size;
            let svg = year.draw().svg;
            let rights = svg
                .split("<rect x=\"")
                .skip(1)
                .map(|rest| rest.split('"').next().expect("x").parse::<f64>().expect("x"));
            assert!(rights.fold(0.0, f64::max) + CELL <= year.frame.width());
        }
    }
}
