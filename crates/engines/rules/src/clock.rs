//! How a clock stands on a day: whether it runs, until when, and why. Owns the arithmetic of deadlines and windows.

use crate::reader::Reader;
use crate::workflow::{Clock, Due, Length, MonthDay, Rule};
use crate::{RulesError, Workflow};
use calendar::{Date, after_working_days, date_label, knows_holidays_until};
use jiff::ToSpan;
use language::Message;

/// How a clock stands.
#[derive(Clone, Debug)]
pub struct ClockStanding<'w> {
    /// The clock.
    pub clock: &'w Clock,
    /// What it is about now.
    pub phase: Phase,
    /// Until when; none before it starts.
    pub due: Option<Date>,
    /// Why that day, in a sentence.
    pub why: Option<Message>,
}

/// What a clock is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Nothing started it yet.
    Waiting,
    /// A yearly window is not open yet.
    Closed,
    /// There is time.
    Running,
    /// The day is near.
    Near,
    /// The day is over.
    Overdue,
    /// It is done.
    Met,
}

impl Phase {
    /// Its code, as programs are told it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Closed => "closed",
            Self::Running => "running",
            Self::Near => "near",
            Self::Overdue => "overdue",
            Self::Met => "met",
        }
    }

    /// Whether the clock is one that people wait for.
    pub fn presses(self) -> bool {
        matches!(self, Self::Running | Self::Near | Self::Overdue)
    }
}

/// How a clock of a case in a state stands; `None` when it does not run there or its rule did not hold on the day that started it.
pub(crate) fn standing<'w>(
    workflow: &Workflow,
    clock: &'w Clock,
    state: &str,
    reader: &mut Reader<'_>,
) -> Result<Option<ClockStanding<'w>>, RulesError> {
    let is_met = match &clock.done {
        Some(done) => reader.holds(done)?,
        None => false,
    };
    if !runs_in(workflow, clock, state) {
        return Ok(None);
    }
    let today = reader.today();
    let window = match &clock.due {
        Due::Yearly { opens, closes } => window(*opens, *closes, today),
        _ => None,
    };
    let (started, due) = match &clock.due {
        Due::After { starts, length } => {
            let started = reader.day(starts)?;
            (started, started.and_then(|day| length.after(day)))
        }
        Due::On(day) => {
            let due = reader.day(day)?;
            (due, due)
        }
        Due::Yearly { .. } => (Some(today), window.map(|(_, closes)| closes)),
    };
    if started.is_some_and(|day| !clock.rule.holds_on(day)) {
        return Ok(None);
    }
    let phase = match due {
        // What never began is not done either.
        None if is_met => return Ok(None),
        None => Phase::Waiting,
        Some(_) if is_met => Phase::Met,
        Some(_) if window.is_some_and(|(opens, _)| today < opens) => Phase::Closed,
        Some(due) if due < today => Phase::Overdue,
        Some(due) if days_until(today, due) <= i64::from(clock.warn_days) => Phase::Near,
        Some(_) => Phase::Running,
    };
    let why = due.map(|due| why(clock, started, due, window));
    Ok(Some(ClockStanding { clock, phase, due, why }))
}

fn runs_in(workflow: &Workflow, clock: &Clock, state: &str) -> bool {
    if clock.states.is_empty() {
        workflow.state(state).is_some_and(|state| !state.ends)
    } else {
        clock.states.iter().any(|one| one == state)
    }
}

fn days_until(today: Date, due: Date) -> i64 {
    today.duration_until(due).as_hours() / 24
}

impl Length {
    /// The day so long after another. `None` beyond the end of dates.
    pub fn after(self, start: Date) -> Option<Date> {
        match self {
            Self::Days(days) => start.checked_add(i64::from(days).days()).ok(),
            Self::WorkingDays(days) => after_working_days(start, days),
            Self::Months(months) => start.checked_add(i64::from(months).months()).ok(),
        }
    }

    pub(crate) fn message(self) -> Message {
        match self {
            Self::Days(days) => Message::new("rules-days").with("days", days),
            Self::WorkingDays(days) => Message::new("rules-working-days").with("days", days),
            Self::Months(months) => Message::new("rules-months").with("months", months),
        }
    }
}

/// The window of a year that is open on a day, or else the next to open.
fn window(opens: MonthDay, closes: MonthDay, today: Date) -> Option<(Date, Date)> {
    let year = today.year();
    [year.checked_sub(1)?, year, year.checked_add(1)?].into_iter().find_map(|year| {
        let last_year = if closes < opens { year.checked_add(1)? } else { year };
        let (first, last) = (opens.in_year(year)?, closes.in_year(last_year)?);
        (today <= last).then_some((first, last))
    })
}

impl MonthDay {
    /// Reads `MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        let parsed = Self { month: month.parse().ok()?, day: day.parse().ok()? };
        // 2000 has a 29th of February.
        Date::new(2000, parsed.month, parsed.day).ok().map(|_| parsed)
    }

    fn in_year(self, year: i16) -> Option<Date> {
        let first = Date::new(year, self.month, 1).ok()?;
        Date::new(year, self.month, self.day.min(first.days_in_month())).ok()
    }
}

fn why(clock: &Clock, started: Option<Date>, due: Date, window: Option<(Date, Date)>) -> Message {
    let base = match (&clock.due, started, window) {
        (Due::After { length, .. }, Some(started), _) => {
            let known = !matches!(length, Length::WorkingDays(_)) || knows_holidays_until(due);
            Message::new(if known { "rules-why-after" } else { "rules-why-after-unknown-holidays" })
                .with("length", length.message())
                .with("start", date_label(started))
        }
        (_, _, Some((opens, _))) => Message::new("rules-why-yearly").with("opens", date_label(opens)),
        _ => Message::new("rules-why-on"),
    };
    base.with("due", date_label(due)).with("rule", clock.rule.explain.clone())
}

impl Rule {
    /// Where the rule stands and how sure it is, in a sentence.
    pub fn origin(&self) -> Message {
        let key = match self.reviewed {
            Some(_) => "rules-origin-reviewed",
            None => "rules-origin-unreviewed",
        };
        let confidence = match self.confidence {
            crate::Confidence::Low => "rules-confidence-low",
            crate::Confidence::Medium => "rules-confidence-medium",
            crate::Confidence::High => "rules-confidence-high",
        };
        let message =
            Message::new(key).with("source", self.source.clone()).with("confidence", Message::new(confidence));
        let message = message.with("dated", self.dated.map(date_label).unwrap_or_default());
        message.with("reviewed", self.reviewed.map(date_label).unwrap_or_default())
    }
}
