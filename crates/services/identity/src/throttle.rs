//! Slows guessing of one account's password: after a few failures each further try must wait, up to a quarter of an hour. Nobody is
//! ever locked out for good, so that knowing a login is not enough to shut its owner out.

use std::collections::HashMap;
use std::sync::Mutex;
use store::Millis;

/// Failures that cost nothing: people mistype.
const FREE: u32 = 10;
/// The longest wait.
const LONGEST: Millis = 15 * 60 * 1000;
/// Logins remembered at once; past that those that need not wait are forgotten.
const REMEMBERED: usize = 10_000;

#[derive(Default)]
pub(crate) struct Throttle {
    tries: Mutex<HashMap<String, Tries>>,
}

/// Tries of a login since the last that succeeded.
#[derive(Clone, Copy, Default)]
struct Tries {
    count: u32,
    last: Millis,
}

impl Tries {
    /// How long the next try must still wait; zero when it may come.
    fn wait(self, now: Millis) -> Millis {
        (self.last + pause(self.count) - now).max(0)
    }
}

impl Throttle {
    /// Counts a try before its password is looked at, so that many at once are no way around the wait; the error is how long this
    /// login must still wait.
    pub(crate) fn begin(&self, login: &str, now: Millis) -> Result<(), Millis> {
        self.with(|tries| {
            if tries.len() >= REMEMBERED && !tries.contains_key(login) {
                tries.retain(|_, entry| entry.wait(now) > 0);
            }
            let entry = tries.entry(login.to_owned()).or_default();
            // A clock that was set back must not lengthen a wait.
            entry.last = entry.last.min(now);
            match entry.wait(now) {
                0 => {
                    *entry = Tries { count: entry.count.saturating_add(1), last: now };
                    Ok(())
                }
                wait => Err(wait),
            }
        })
    }

    /// Whether a try may come now, without counting one; the error is how long it must still wait. For secrets that cannot be guessed,
    /// of which a phone shows one with many requests at once: only those that were wrong are counted.
    pub(crate) fn look(&self, login: &str, now: Millis) -> Result<(), Millis> {
        let wait = self.with(|tries| tries.get(login).map_or(0, |entry| entry.wait(now)));
        if wait == 0 { Ok(()) } else { Err(wait) }
    }

    pub(crate) fn succeeded(&self, login: &str) {
        self.with(|tries| tries.remove(login));
    }

    fn with<T>(&self, work: impl FnOnce(&mut HashMap<String, Tries>) -> T) -> T {
        let mut tries = self.tries.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        work(&mut tries)
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
            match throttle.begin("malee", now) {
                Ok(()) => tries += 1,
                Err(wait) => now += wait,
            }
        }
        assert!(tries <= 200, "{tries} tries in a day");
    }

    #[test]
    fn success_forgets_and_others_are_not_slowed() {
        let throttle = Throttle::default();
        let let_through = (0..64).filter(|_| throttle.begin("malee", 0).is_ok()).count();
        assert_eq!(let_through, 10, "as many tries at once are no way around the wait");
        assert_eq!(throttle.begin("somchai", 0), Ok(()));
        throttle.succeeded("malee");
        assert_eq!(throttle.begin("malee", 0), Ok(()));
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_lengthen_a_wait() {
        let throttle = Throttle::default();
        let year = 365 * 24 * 60 * 60 * 1000;
        assert_eq!((0..64).filter(|_| throttle.begin("malee", year).is_ok()).count(), 10);
        assert_eq!(throttle.begin("malee", 0), Err(1000));
        assert_eq!(throttle.begin("malee", 1000), Ok(()));
    }
}
