//! Targets: what was promised for a period. Owns which promise applies to which period.

use calendar::{Date, Period};
use serde::{Deserialize, Serialize};

/// A promised figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The indicator's id.
    pub indicator: String,
    /// The period it is promised for.
    pub period: Period,
    /// The promised figure, in the indicator's unit.
    pub value: f64,
}

/// The target of an indicator in a period.
///
/// Targets for exactly this period are added up (two projects may each promise a part). Without one, and where `adds_over_time`,
/// targets of shorter periods count when they cover this one without gap or overlap: both halves, all quarters, or any such mix. A
/// target of a longer period is never divided, since nobody promised its parts.
pub fn target_for(targets: &[Target], indicator: &str, period: Period, adds_over_time: bool) -> Option<f64> {
    let own = || targets.iter().filter(|target| target.indicator == indicator);
    if own().any(|target| target.period == period) {
        return Some(own().filter(|target| target.period == period).map(|target| target.value).sum());
    }
    if !adds_over_time {
        return None;
    }
    let mut parts: Vec<&Target> = own().filter(|target| is_part(target.period, period)).collect();
    parts.sort_by_key(|target| (target.period.start(), target.period.length_in_months()));
    let covered = parts.iter().try_fold(Coverage::none(period), |coverage, target| coverage.extended(target.period))?;
    covered.is_whole(period).then(|| parts.iter().map(|target| target.value).sum())
}

fn is_part(part: Period, whole: Period) -> bool {
    whole.contains(part.start()) && whole.contains(part.end())
}

/// How far the parts of a period reach without a gap.
struct Coverage {
    /// The part that came last, which others may stand beside.
    last: Option<Period>,
    /// The first day not yet covered.
    next: Date,
}

impl Coverage {
    fn none(whole: Period) -> Self {
        Self { last: None, next: whole.start() }
    }

    /// The coverage with one part more; `None` when it leaves a gap or overlaps.
    fn extended(self, part: Period) -> Option<Self> {
        if self.last == Some(part) {
            return Some(self);
        }
        (part.start() == self.next).then(|| Self { last: Some(part), next: part.next().start() })
    }

    fn is_whole(&self, whole: Period) -> bool {
        self.next == whole.next().start()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(period: &str, value: f64) -> Target {
        Target { indicator: "people_reached".into(), period: period.parse().expect("a period"), value }
    }

    #[test]
    fn adds_parts_only_when_they_cover_the_whole_once() {
        type Promises = &'static [(&'static str, f64)];
        let cases: &[(Promises, &str, Option<f64>)] = &[
            (&[("2025-H1", 10.0), ("2025-H2", 20.0)], "2025", Some(30.0)),
            (&[("2025-H1", 10.0), ("2025-Q3", 5.0), ("2025-Q4", 6.0)], "2025", Some(21.0)),
            (&[("2025", 50.0), ("2025-H1", 10.0)], "2025", Some(50.0)),
            (&[("2025", 50.0)], "2025-H1", None),
            (&[("2025-H1", 10.0)], "2025", None),
            (&[("2025-H2", 10.0)], "2025", None),
            (&[("2025-H1", 10.0), ("2025-Q2", 3.0), ("2025-H2", 20.0)], "2025", None),
            (&[("2025-H1", 10.0), ("2025-H1", 4.0)], "2025-H1", Some(14.0)),
            (&[("2025-H1", 10.0), ("2025-H1", 4.0), ("2025-H2", 1.0)], "2025", Some(15.0)),
            (&[("2024-H1", 10.0), ("2024-H2", 4.0)], "2025", None),
            (&[], "2025", None),
        ];
        for (given, period, expected) in cases {
            let targets: Vec<_> = given.iter().map(|(period, value)| target(period, *value)).collect();
            let found = target_for(&targets, "people_reached", period.parse().expect("a period"), true);
            assert_eq!(found, *expected, "{given:?} for {period}");
        }
    }

    #[test]
    fn a_state_is_not_added_over_time_and_another_indicator_is_not_looked_at() {
        let targets = [target("2025-H1", 31.0), target("2025-H2", 35.0)];
        let year = "2025".parse().expect("a period");
        assert_eq!(target_for(&targets, "people_reached", year, false), None);
        assert_eq!(target_for(&targets, "club_members", year, true), None);
    }
}
