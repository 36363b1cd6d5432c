//! Where the work has been: sessions, people and first times by province and district. Owns the adding up; not the map.

use calendar::{Date, Period};
use packs::RecordKind;
use std::collections::BTreeMap;
use store::{Record, Value};

/// Where the work has been in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// By province code.
    pub provinces: BTreeMap<String, CoveredArea>,
    /// By district code.
    pub districts: BTreeMap<String, CoveredArea>,
    /// What has no province.
    pub nowhere: CoveredArea,
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
    /// Adds up records of a kind with a date and a place.
    pub(crate) fn of(records: &[Record], kind: &RecordKind, period: Period) -> Self {
        let mut coverage = Self::default();
        let Some(date_column) = &kind.date_question else {
            return coverage;
        };
        for record in records {
            let Some(date) = record.value(date_column).as_text().and_then(|text| text.parse().ok()) else {
                continue;
            };
            if date > period.end() {
                continue;
            }
            for area in coverage.areas_of(record) {
                area.add(record, date, period);
            }
        }
        coverage
    }

    /// The areas that a record counts in: its province and its district, or nowhere.
    fn areas_of(&mut self, record: &Record) -> Vec<&mut CoveredArea> {
        let (province, district) = (record.answer("province"), record.answer("district"));
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

    fn add(&mut self, record: &Record, date: Date, period: Period) {
        self.last = self.last.max(Some(date));
        if !period.contains(date) {
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
    let counts = record.rows.iter().flat_map(|(_, rows)| rows).flatten().filter(|(name, _)| name == "count");
    counts.map(|(_, value)| if let Value::Integer(number) = value { *number } else { 0 }).sum()
}
