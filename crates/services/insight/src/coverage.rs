//! Where the work has been: sessions, people and first times by province and district. Owns the adding up; not the map.

use calendar::{Date, Period};
use collection::Definition;
use std::collections::BTreeMap;
use store::{Record, Value};

/// The column of a repeat that counts people.
const COUNT: &str = "count";

/// Where the work has been in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// By province code.
    pub provinces: BTreeMap<String, CoveredArea>,
    /// By district code.
    pub districts: BTreeMap<String, CoveredArea>,
    /// What has no province.
    pub nowhere: CoveredArea,
    /// What is compared.
    pub counted: Counted,
}

/// What areas are compared by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counted {
    /// The people that records count.
    People,
    /// Records, which count nobody.
    #[default]
    Records,
    /// Open cases.
    Cases,
}

impl Counted {
    /// The key of what is told of areas where there is nothing; none where the programme is not at work there.
    pub(crate) fn elsewhere(self) -> Option<&'static str> {
        (self == Self::Cases).then_some("insight-no-cases")
    }

    fn of(counts_people: bool) -> Self {
        if counts_people { Self::People } else { Self::Records }
    }

    /// The key of what it is called.
    pub(crate) fn heading(self) -> &'static str {
        match self {
            Self::People => "insight-people",
            Self::Records => "insight-records",
            Self::Cases => "insight-cases",
        }
    }
}

/// What was done in one area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoveredArea {
    /// Records of the period.
    pub records: u64,
    /// People counted in their repeats.
    pub people: i64,
    /// Records that say it was the first time there.
    pub first_times: u64,
    /// Records dated before the period: the area had been reached already.
    pub before: u64,
    /// The last day on which something was done there, in the period or before it.
    pub last: Option<Date>,
}

impl Coverage {
    /// How many open cases each province has, by its code; an empty one for those of which none is known.
    pub fn of_cases(counts: impl IntoIterator<Item = (String, u64)>) -> Self {
        let mut coverage = Self { counted: Counted::Cases, ..Self::default() };
        for (province, records) in counts {
            let area = CoveredArea { records, ..CoveredArea::default() };
            match province.as_str() {
                "" => coverage.nowhere = area,
                _ => drop(coverage.provinces.insert(province, area)),
            }
        }
        coverage
    }

    /// Whether people are compared.
    pub fn counts_people(&self) -> bool {
        self.counted == Counted::People
    }

    /// Nothing added up yet of a kind.
    pub(crate) fn begin(of: Definition<'_>) -> Self {
        let mut columns = of.kind.rows.iter().flat_map(|rows| &rows.columns);
        Self { counted: Counted::of(columns.any(|column| column.name == COUNT)), ..Self::default() }
    }

    /// Adds records of the kind, by its places; those of a period, when there is one, and what was before it.
    pub(crate) fn add(&mut self, records: &[Record], of: Definition<'_>, period: Option<Period>) {
        for record in records {
            let date = of.kind.date_question.as_ref().and_then(|column| record.value(column).as_text()?.parse().ok());
            let is_before = match (period, date) {
                (Some(_), None) => continue,
                (Some(period), Some(date)) if date > period.end() => continue,
                (Some(period), Some(date)) => !period.contains(date),
                (None, _) => false,
            };
            for area in self.areas_of(record, of) {
                area.add(record, date, is_before);
            }
        }
    }

    /// What an area is compared by: people, or records of what counts none.
    pub fn amount(&self, area: &CoveredArea) -> i64 {
        if self.counts_people() { area.people } else { i64::try_from(area.records).unwrap_or(i64::MAX) }
    }

    /// The areas that a record counts in: its province and its district, or nowhere.
    fn areas_of(&mut self, record: &Record, of: Definition<'_>) -> Vec<&mut CoveredArea> {
        let answer = |column: &Option<String>| column.as_ref().map(|name| record.answer(name)).unwrap_or_default();
        let (province, district) = (answer(&of.kind.place.province), answer(&of.kind.place.district));
        if province.is_empty() {
            return vec![&mut self.nowhere];
        }
        let mut areas = vec![self.provinces.entry(province).or_default()];
        if !district.is_empty() {
            areas.push(self.districts.entry(district).or_default());
        }
        areas
    }
}

impl CoveredArea {
    /// Whether the work reached this area for the first time in the period: every record there says so, and none is
    /// dated before it.
    pub fn is_new(&self) -> bool {
        self.records > 0 && self.first_times == self.records && self.before == 0
    }

    fn add(&mut self, record: &Record, date: Option<Date>, is_before: bool) {
        self.last = self.last.max(date);
        if is_before {
            self.before += 1;
            return;
        }
        self.records += 1;
        self.people += people(record);
        self.first_times += u64::from(record.answer("first_time") == "yes");
    }
}

/// The sum of every `count` in a record's repeats.
fn people(record: &Record) -> i64 {
    let counts = record.rows.iter().flat_map(|(_, rows)| rows).flatten().filter(|(name, _)| name == COUNT);
    counts.map(|(_, value)| if let Value::Integer(number) = value { *number } else { 0 }).sum()
}
