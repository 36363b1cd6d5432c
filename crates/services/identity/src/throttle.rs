//! Slows guessing of one account's password: after a few failures each further try must wait, up to a quarter of an hour. Nobody is
//! ever locked out for good, so that knowing a login is not enough to shut its owner out.

use std::collections::HashMap;
use std::sync::Mutex;
use store::Millis;

/// Failures that cost nothing: people mistype.
const FREE: u32 = 10;
/// The longest wait.
const LONGEST: Millis = 15 * 60 * 1000;
/// Logins remembered at once; past that the oldest waits are forgotten first.
const REMEMBERED: usize = 10_000;

#[derive(Default)]
pub(crate) struct Throttle {
    failures: Mutex<HashMap<String, Failures>>,
}

#[derive(Clone, Copy, Default)]
struct Failures {
    count: u32,
    next_try: Millis,
}

impl Throttle {
    /// How long this login must still wait; zero when it may try.
    pub(crate) fn wait(&self, login: &str, now: Millis) -> Millis {
        self.with(|failures| failures.get(login).map_or(0, |entry| (entry.next_try - now).max(0)))
    }

    pub(crate) fn failed(&self, login: &str, now: Millis) {
        self.with(|failures| {
            if failures.len() >= REMEMBERED && !failures.contains_key(login) {
                failures.retain(|_, entry| entry.next_try > now);
            }
            let entry = failures.entry(login.to_owned()).or_default();
            entry.count = entry.count.saturating_add(1);
            entry.next_try = now + pause(entry.count);
        });
    }

    pub(crate) fn succeeded(&self, login: &str) {
        self.with(|failures| failures.remove(login));
    }

    fn with<T>(&self, work: impl FnOnce(&mut HashMap<String, Failures>) -> T) -> T {
        let mut failures = self.failures.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        work(&mut failures)
    }
}

/// One second after the free tries, doubled with each further failure.
fn pause(count: u32) -> Millis {
    match count.checked_sub(FREE) {
        None => 0,
        Some(beyond) => (1000_i64 << beyond.min(20)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guesser_gets_few_tries_a_day() {
        let throttle = Throttle::default();
        let (mut now, mut tries) = (0, 0);
        let day = 24 * 60 * 60 * 1000;
        while now < day {
            throttle.failed("malee", now);
            tries += 1;
            now += throttle.wait("malee", now).max(1);
        }
        assert!(tries <= 200, "{tries} tries in a day");
    }

    #[test]
    fn success_forgets_and_others_are_not_slowed() {
        let throttle = Throttle::default();
        (0..20).for_each(|_| throttle.failed("malee", 0));
        assert!(throttle.wait("malee", 0) > 0);
        assert_eq!(throttle.wait("somchai", 0), 0);
        throttle.succeeded("malee");
        assert_eq!(throttle.wait("malee", 0), 0);
    }
}
