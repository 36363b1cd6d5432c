//! Who answered a form and when, as its paper tells it.

use super::Said;
use calendar::{DateStyle, format_date};
use jiff::civil::DateTime;
use language::{Lang, phrase};
use serde::Serialize;

/// Who answered a form and when. Says nothing that its maker does not hand over.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Filling {
    /// What it is and what it says, in order.
    facts: Vec<(Said, Said)>,
    /// The record's id, on every page; empty when there is none.
    record: Said,
}

impl Filling {
    /// Of the record with this id.
    #[must_use]
    pub fn of_record(mut self, id: &str, reader: Lang) -> Self {
        self.record = Said::name(&format!("{} {id}", phrase(reader, "paper-record")), reader);
        self
    }

    /// Recorded by somebody at this time of the users' clock.
    #[must_use]
    pub fn recorded(mut self, by: &str, at: DateTime, reader: Lang) -> Self {
        let named = [("paper-recorded-by", by.to_owned()), ("paper-recorded-on", moment(at, reader))];
        self.facts.extend(named.map(|(key, value)| fact(key, &value, reader)));
        self
    }

    /// Last corrected by somebody at this time of the users' clock.
    #[must_use]
    pub fn corrected(mut self, by: &str, at: DateTime, reader: Lang) -> Self {
        let named = [("paper-corrected-by", by.to_owned()), ("paper-corrected-on", moment(at, reader))];
        self.facts.extend(named.map(|(key, value)| fact(key, &value, reader)));
        self
    }
}

fn fact(key: &str, value: &str, reader: Lang) -> (Said, Said) {
    (Said::new(&phrase(reader, key), reader), Said::new(value, reader))
}

/// Day and time as the reader writes them.
pub(super) fn moment(at: DateTime, reader: Lang) -> String {
    format!("{} {:02}:{:02}", format_date(at.date(), reader, DateStyle::Long), at.hour(), at.minute())
}
