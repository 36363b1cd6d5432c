//! How far a comparison with a naive account goes on, and how much was compared. Owns counting and that a world that differs can be made
//! again; what is compared is the test's.

use std::cell::Cell;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

thread_local! {
    /// Requests that this thread compared: each test runs on a thread of its own.
    static COMPARED: Cell<u64> = const { Cell::new(0) };
}

/// One request was compared with what is due.
pub fn compared() {
    COMPARED.set(COMPARED.get().saturating_add(1));
}

/// So many random worlds as usual, or as many as it takes to compare `SAPHAN_ORACLE_REQUESTS` requests. `SAPHAN_ORACLE_SEED` makes the
/// worlds of another run again.
#[derive(Debug)]
pub struct Worlds {
    what: &'static str,
    usual: u64,
    wanted: Option<u64>,
    seed: u64,
    begun: u64,
}

impl Worlds {
    /// The worlds of a test of this name.
    pub fn of(what: &'static str, usual: u64) -> Self {
        let number = |name: &str| std::env::var(name).ok()?.parse().ok();
        let seed = number("SAPHAN_ORACLE_SEED").unwrap_or_else(|| RandomState::new().build_hasher().finish());
        Self { what, usual, wanted: number("SAPHAN_ORACLE_REQUESTS"), seed, begun: 0 }
    }
}

impl Iterator for Worlds {
    /// What the world follows from.
    type Item = [u8; 32];

    fn next(&mut self) -> Option<[u8; 32]> {
        let is_over = match self.wanted {
            Some(wanted) => COMPARED.get() >= wanted,
            None => self.begun >= self.usual,
        };
        if is_over {
            return None;
        }
        self.begun += 1;
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&self.seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.begun.to_le_bytes());
        Some(bytes)
    }
}

impl Drop for Worlds {
    fn drop(&mut self) {
        let Self { what, begun, seed, .. } = self;
        if std::thread::panicking() {
            eprintln!("oracle: {what}: world {begun} of SAPHAN_ORACLE_SEED={seed} differs");
        } else {
            eprintln!("oracle: {what}: {} requests in {begun} worlds, seed {seed}, no difference", COMPARED.get());
        }
    }
}
