//! An indicator as it is told outside: its figure and its splits, small figures withheld. Owns what decides that a figure is small, which
//! counts must be made to know it, and that no split gives away by the total what another withholds; the withholding in one table is in
//! `disclosure`.
//!
//! Splits are told one by one, never crossed, so that all that connects them is the total. What several publications of overlapping
//! periods, or several indicators of the same people, give away together is not known here (see `docs/decisions/published-figures.md`).

use crate::{Cell, Counted, Indicator, Measure, suppress};

/// A figure as it is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Told {
    /// The figure.
    Number(f64),
    /// So few that it could point at somebody, or needed to work out one that does.
    Withheld,
    /// There is nothing that gives a figure.
    Nothing,
}

/// An indicator's figure and its splits as they are told.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// The figure of everything.
    pub total: Told,
    /// One for each dimension.
    pub splits: Vec<PublishedSplit>,
}

/// A figure split by one dimension as it is told.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedSplit {
    /// The dimension.
    pub dimension: String,
    /// Its values, ordered, unknown (`None`) last, each with its figure.
    pub cells: Vec<(Option<String>, Told)>,
}

/// What decides that a figure is small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Smallness {
    /// The figure itself, which counts something.
    Figure,
    /// How many rows stand behind it: of money, a share.
    Rows,
}

impl Indicator {
    /// What decides that a figure of it is small.
    pub fn smallness(&self) -> Smallness {
        match self.measure {
            Measure::Count | Measure::CountDistinct(_) | Measure::Latest { .. } => Smallness::Figure,
            Measure::Sum(_) if self.unit.people.is_some() => Smallness::Figure,
            Measure::Sum(_) | Measure::Ratio { .. } => Smallness::Rows,
        }
    }
}

impl Publication {
    /// The counts that a publication of an indicator is made from: what is counted, by which dimensions.
    pub fn counts(indicator: &Indicator, by: &[impl AsRef<str>]) -> Vec<(Counted, Vec<String>)> {
        let parts = dimensions(indicator, by).into_iter().map(|dimension| vec![dimension]);
        let splits: Vec<Vec<String>> = std::iter::once(Vec::new()).chain(parts).collect();
        let of = |counted| splits.iter().cloned().map(move |by| (counted, by));
        let rows = (indicator.smallness() == Smallness::Rows).then(|| of(Counted::Rows));
        of(Counted::Figure).chain(rows.into_iter().flatten()).collect()
    }

    /// The publication of an indicator, split by each of the dimensions that it has; counts from 1 to below `threshold` are withheld.
    /// `cells` gives the counts that [`Publication::counts`] names.
    ///
    /// # Errors
    /// What `cells` fails with.
    pub fn of<E>(
        indicator: &Indicator,
        threshold: u32,
        by: &[impl AsRef<str>],
        cells: impl Fn(Counted, &[String]) -> Result<Vec<Cell>, E>,
    ) -> Result<Self, E> {
        let deciding = deciding(indicator);
        let is_small = |cell: &Cell| cell.value > 0.0 && cell.value < f64::from(threshold);
        let mut is_total_withheld = cells(deciding, &[])?.first().is_some_and(is_small);
        let mut splits = Vec::new();
        for dimension in dimensions(indicator, by) {
            let by = std::slice::from_ref(&dimension);
            let counted = cells(deciding, by)?;
            let table = suppress(&counted, threshold);
            is_total_withheld |= table.iter().any(|cell| cell.by.is_empty() && cell.value.is_none());
            let withheld = table.into_iter().filter(|cell| cell.value.is_none() && !cell.by.is_empty());
            let withheld: Vec<_> = withheld.map(|cell| value_of(&cell.by)).collect();
            splits.push(Split { figures: cells(Counted::Figure, by)?, dimension, counted, withheld });
        }
        if is_total_withheld {
            splits.iter_mut().for_each(Split::hide_total);
        }
        let total = cells(Counted::Figure, &[])?.first().map_or(Told::Nothing, |cell| tell(cell, is_total_withheld));
        Ok(Self { total, splits: splits.into_iter().map(Split::told).collect() })
    }
}

/// A split being made ready.
struct Split {
    dimension: String,
    figures: Vec<Cell>,
    /// What decides that they are small.
    counted: Vec<Cell>,
    /// The values whose figures are withheld.
    withheld: Vec<Option<String>>,
}

impl Split {
    /// A total that is withheld could be had by adding up a split that is told whole: its least figure is withheld too.
    fn hide_total(&mut self) {
        let least =
            self.counted.iter().filter(|cell| cell.value > 0.0).min_by(|one, two| one.value.total_cmp(&two.value));
        if let (true, Some(least)) = (self.withheld.is_empty(), least) {
            self.withheld.push(value_of(&least.by));
        }
    }

    fn told(self) -> PublishedSplit {
        let Self { dimension, figures, withheld, .. } = self;
        let told = |cell: &Cell| {
            let value = value_of(&cell.by);
            let is_withheld = withheld.contains(&value);
            (value, tell(cell, is_withheld))
        };
        PublishedSplit { dimension, cells: figures.iter().map(told).collect() }
    }
}

fn tell(cell: &Cell, is_withheld: bool) -> Told {
    if is_withheld { Told::Withheld } else { Told::Number(cell.value) }
}

fn value_of(by: &[(String, Option<String>)]) -> Option<String> {
    by.first().and_then(|(_, value)| value.clone())
}

fn deciding(indicator: &Indicator) -> Counted {
    match indicator.smallness() {
        Smallness::Figure => Counted::Figure,
        Smallness::Rows => Counted::Rows,
    }
}

/// Those of the dimensions that the indicator has, each once.
fn dimensions(indicator: &Indicator, by: &[impl AsRef<str>]) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for name in by.iter().map(AsRef::as_ref).filter(|name| indicator.dimension(name).is_some()) {
        if known.iter().all(|one| one != name) {
            known.push(name.to_owned());
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dimension, StatsError, Tabulation, Unit, Window};
    use calendar::Period;
    use language::Text;
    use proptest::prelude::*;
    use xpath::{Document, Expression};

    fn expression(text: &str) -> Expression {
        Expression::parse(text).expect("an expression")
    }

    fn indicator(measure: Measure) -> Indicator {
        let dimension = |id: &str| Dimension { id: id.to_owned(), value: expression(id) };
        Indicator {
            id: "example".into(),
            title: Text::new("Children"),
            unit: Unit { id: "child".into(), label: Text::new("children"), one: Text::default(), people: None },
            kind: "a/child".into(),
            rows: None,
            filter: None,
            measure,
            date: expression("date"),
            window: Window::Within,
            by: ["agency", "age"].map(dimension).into(),
            decimals: 0,
            more_is_better: None,
            scale: Vec::new(),
            note: Text::default(),
        }
    }

    /// Who sent a child, how old it is, its code, and an amount.
    type Child = (u8, u8, u8, u8);

    fn document((agency, age, code, amount): &Child) -> Document {
        let mut document = Document::new("child");
        let values = [("agency", agency), ("age", age), ("code", code), ("amount", amount)];
        let values = values.map(|(name, value)| (name, value.to_string()));
        for (name, value) in values.into_iter().chain([("date", "2026-07-01".to_owned())]) {
            let node = document.append(document.root(), name);
            document.set_text(node, &value);
        }
        document
    }

    fn published(indicator: &Indicator, threshold: u32, by: &[&str], children: &[Child]) -> Publication {
        let documents: Vec<_> = children.iter().map(document).collect();
        let period: Period = "2026-H2".parse().expect("a period");
        let cells = |counted, by: &[String]| -> Result<_, StatsError> {
            let mut tabulation = Tabulation::counting(counted, indicator, period, by);
            documents.iter().try_for_each(|document| tabulation.add(document))?;
            Ok(tabulation.finish().cells)
        };
        Publication::of(indicator, threshold, by, cells).expect("counted")
    }

    fn told(split: &PublishedSplit) -> Vec<Told> {
        split.cells.iter().map(|(_, told)| *told).collect()
    }

    fn times(count: u8, child: Child) -> impl Iterator<Item = Child> {
        (0..count).map(move |_| child)
    }

    #[test]
    fn a_small_part_is_withheld_with_a_partner_and_the_total_stays() {
        let children: Vec<_> =
            times(6, (1, 1, 0, 0)).chain(times(2, (2, 1, 0, 0))).chain(times(9, (3, 2, 0, 0))).collect();
        let found = published(&indicator(Measure::Count), 5, &["agency", "age"], &children);
        assert_eq!(found.total, Told::Number(17.0));
        assert_eq!(told(&found.splits[0]), [Told::Withheld, Told::Withheld, Told::Number(9.0)]);
        assert_eq!(told(&found.splits[1]), [Told::Number(8.0), Told::Number(9.0)], "nothing small, nothing withheld");
    }

    #[test]
    fn a_total_that_is_withheld_is_not_had_from_a_split_that_is_told() {
        // By agency both parts are small, and five together says so; by age all five are one part.
        let children: Vec<_> = times(3, (1, 1, 0, 0)).chain(times(2, (2, 1, 0, 0))).collect();
        let found = published(&indicator(Measure::Count), 5, &["agency", "age"], &children);
        assert_eq!(found.total, Told::Withheld);
        assert!(found.splits.iter().all(|split| told(split).contains(&Told::Withheld)), "{found:?}");
    }

    #[test]
    fn a_share_and_an_amount_are_withheld_when_few_stand_behind_them() {
        let share = Measure::Ratio { numerator: expression("amount"), denominator: expression("1") };
        let few: Vec<_> = times(4, (1, 1, 0, 100)).collect();
        let many: Vec<_> = times(5, (1, 1, 0, 100)).collect();
        for measure in [share, Measure::Sum(expression("amount"))] {
            let indicator = indicator(measure);
            assert_eq!(published(&indicator, 5, &[], &few).total, Told::Withheld);
            assert!(matches!(published(&indicator, 5, &[], &many).total, Told::Number(_)));
        }
    }

    #[test]
    fn a_child_who_came_to_several_is_one_child() {
        // Two children, each sent by three agencies: six in the parts, and still only two.
        let children: Vec<_> = (1..4).flat_map(|agency| [(agency, 1, 1, 0), (agency, 1, 2, 0)]).collect();
        let found = published(&indicator(Measure::CountDistinct(expression("code"))), 5, &["agency", "age"], &children);
        assert_eq!(found.total, Told::Withheld);
        assert!(found.splits.iter().flat_map(told).all(|told| told == Told::Withheld), "{found:?}");
    }

    #[test]
    fn nothing_is_told_as_nothing() {
        let latest = Measure::Latest { value: expression("amount"), of: expression("code") };
        assert_eq!(published(&indicator(latest), 5, &["age"], &[]).total, Told::Nothing);
        assert_eq!(published(&indicator(Measure::Count), 5, &["age"], &[]).total, Told::Number(0.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn no_small_count_is_told_and_none_stands_alone(
            children in prop::collection::vec((0_u8..4, 0_u8..3, Just(0_u8), Just(0_u8)), 0..40),
            threshold in 3_u32..7,
        ) {
            let found = published(&indicator(Measure::Count), threshold, &["agency", "age"], &children);
            let is_small = |told: &Told| matches!(told, Told::Number(n) if *n > 0.0 && *n < f64::from(threshold));
            for split in &found.splits {
                let told = told(split);
                prop_assert!(!told.iter().any(is_small), "{found:?}");
                let withheld = told.iter().filter(|told| **told == Told::Withheld).count();
                prop_assert!(withheld != 1 || found.total == Told::Withheld, "{found:?}");
                let counts = told.iter().any(|told| *told != Told::Number(0.0));
                prop_assert!(found.total != Told::Withheld || withheld > 0 || !counts, "the total can be added up: {found:?}");
            }
            prop_assert!(!is_small(&found.total));
        }
    }
}
