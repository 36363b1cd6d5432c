//! Until when a closed case is kept, and why. Owns which rule holds for a case and its arithmetic; who looks at the case then, and what
//! becomes of it, is decided elsewhere.

use crate::history::History;
use crate::reader::Reader;
use crate::standing::state_of;
use crate::workflow::{Length, Rule, Workflow};
use crate::{RulesError, State};
use calendar::{Date, date_label};
use language::Message;
use xpath::Expression;

/// How long closed cases of a kind are kept.
#[derive(Clone, Debug)]
pub struct Retention {
    /// Its id.
    pub id: String,
    /// The states in which it holds; all that end a case when there are none.
    pub states: Vec<String>,
    /// It holds where this does.
    pub when: Option<Expression>,
    /// The day from which it counts; the one on which the case was closed when there is none, or it says no day.
    pub starts: Option<Expression>,
    /// How long.
    pub length: Length,
    /// On what it rests.
    pub rule: Rule,
}

/// Until when a case is kept.
#[derive(Clone, Debug)]
pub struct Kept<'w> {
    /// The rule: the first of the workflow that holds.
    pub by: &'w Retention,
    /// The day on which the case was closed.
    pub closed: Date,
    /// The last day on which it is kept, never before the one on which it was closed.
    pub until: Date,
    /// Why until then, in a sentence.
    pub why: Message,
}

impl<'w> Kept<'w> {
    /// Until when a case is kept; `None` while it is open, or where no rule holds.
    ///
    /// # Errors
    /// As [`crate::Standing::of`].
    pub fn of(workflow: &'w Workflow, history: &History, today: Date) -> Result<Option<Self>, RulesError> {
        let (state, closed) = state_of(workflow, history)?;
        if !state.ends || workflow.retention.is_empty() {
            return Ok(None);
        }
        let document = history.document(workflow);
        let mut reader = Reader::new(&document, today);
        for by in workflow.retention.iter().filter(|by| by.is_about(state) && by.rule.holds_on(closed)) {
            let holds = by.when.as_ref().map_or(Ok(true), |when| reader.holds(when))?;
            let starts = by.starts.as_ref().map_or(Ok(None), |starts| reader.day(starts))?.unwrap_or(closed);
            if let Some(until) = by.length.after(starts).filter(|_| holds) {
                let why = Message::new("rules-kept")
                    .with("length", by.length.message())
                    .with("start", date_label(starts))
                    .with("rule", by.rule.explain.clone());
                return Ok(Some(Self { by, closed, until: until.max(closed), why }));
            }
        }
        Ok(None)
    }
}

impl Retention {
    /// Whether it is about a state that ends cases.
    pub fn is_about(&self, state: &State) -> bool {
        state.ends && (self.states.is_empty() || self.states.contains(&state.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::History;
    use crate::tests::{day, expression, form, moved, rule, workflow};
    use language::{Lang, say};

    fn retention(id: &str, months: u32) -> Retention {
        let length = Length::Months(months);
        Retention { id: id.into(), states: Vec::new(), when: None, starts: None, length, rule: rule() }
    }

    fn closed(born: &str) -> History {
        let answers = [("signs", "yes"), ("adult_on", born)];
        let events = vec![form("2026-03-01", "screening", &answers), moved("2026-03-05", "close", "closed")];
        History { events }
    }

    fn kept(retention: Vec<Retention>, history: &History) -> Option<(String, Date, Date)> {
        let workflow = Workflow { retention, ..workflow() };
        let kept = Kept::of(&workflow, history, day("2026-04-01")).unwrap();
        kept.map(|kept| (kept.by.id.clone(), kept.closed, kept.until))
    }

    #[test]
    fn the_first_rule_that_holds_says_until_when() {
        let short = Retention { when: Some(expression("screening[1]/signs = 'no'")), ..retention("short", 1) };
        let elsewhere = Retention { states: vec!["sheltered".into()], ..retention("elsewhere", 1) };
        let past = Rule { valid_to: Some(day("2025-12-31")), ..rule() };
        let past = Retention { rule: past, ..retention("past", 1) };
        let rules = vec![short, elsewhere, past, retention("all", 24), retention("never", 1)];
        let found = kept(rules.clone(), &closed(""));
        assert_eq!(found, Some(("all".into(), day("2026-03-05"), day("2028-03-05"))));
        assert_eq!(kept(rules[..3].to_vec(), &closed("")), None, "what no rule is about has no end");
        let open = History { events: vec![form("2026-03-01", "screening", &[("signs", "yes")])] };
        assert_eq!(kept(rules, &open), None, "an open case is kept");
    }

    #[test]
    fn a_rule_may_count_from_a_day_that_the_case_tells() {
        let from_then = Retention { starts: Some(expression("screening[1]/adult_on")), ..retention("child", 120) };
        let until = |born| kept(vec![from_then.clone()], &closed(born)).map(|(_, _, until)| until);
        assert_eq!(until("2030-06-01"), Some(day("2040-06-01")));
        assert_eq!(until(""), Some(day("2036-03-05")), "from its end, where nobody said");
        assert_eq!(until("2001-01-01"), Some(day("2026-03-05")), "never before its end");
    }

    #[test]
    fn it_says_why() {
        let workflow = Workflow { retention: vec![retention("all", 24)], ..workflow() };
        let kept = Kept::of(&workflow, &closed(""), day("2026-04-01")).unwrap().unwrap();
        assert_eq!(say(Lang::En, &kept.why), "24 months from 5 March 2026. Within 15 days of admission.");
    }
}
