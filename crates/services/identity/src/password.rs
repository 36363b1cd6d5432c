//! Passwords: which are accepted, and their argon2id hashes behind a semaphore, so that many sign-ins at once cannot exhaust a small
//! server's memory. Owns no account.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use language::Message;
use service_kit::{Entropy, ServiceError};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The fewest characters of a password.
pub const MIN_PASSWORD: usize = 10;
/// The most characters of a password, so that hashing one is bounded.
pub const MAX_PASSWORD: usize = 128;

/// Waiting sign-ins beyond this are told to come back, instead of piling up.
const QUEUE: usize = 64;

/// Hashes and verifies, a few at a time.
pub(crate) struct Hasher {
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    /// Verified instead of a missing hash, so that an unknown login takes as long as a known one.
    decoy: String,
}

impl Hasher {
    pub(crate) fn new(parallel: usize) -> Self {
        Self {
            running: Arc::new(Semaphore::new(parallel.max(1))),
            waiting: Arc::new(Semaphore::new(QUEUE)),
            decoy: hash_now("no account has this password", &[7; 16]),
        }
    }

    /// The PHC string of a password under a fresh salt.
    pub(crate) async fn hash(&self, password: String, entropy: &dyn Entropy) -> Result<String, ServiceError> {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        self.run(move || hash_now(&password, &salt)).await
    }

    /// Whether the password is the one that was hashed; without a hash the same work is done and the answer is no.
    pub(crate) async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, ServiceError> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.clone());
        let matches = self.run(move || verify_now(&password, &hash)).await?;
        Ok(known && matches)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ServiceError> {
        let too_busy = || ServiceError::Unavailable("too many sign-ins at once".to_owned());
        let _place_in_queue = self.waiting.try_acquire().map_err(|_| too_busy())?;
        // The permit moves into the work: a caller who gives up must not let another hash start before this one has ended.
        let permit = Arc::clone(&self.running).acquire_owned().await.map_err(|_| too_busy())?;
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        })
        .await
        .map_err(|problem| ServiceError::Internal(problem.to_string()))
    }
}

/// Argon2id with 19 MiB and two passes: the first choice of the OWASP password storage cheat sheet for small servers.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("the constants lie within argon2's ranges");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash_now(password: &str, salt: &[u8]) -> String {
    argon2()
        .hash_password_with_salt(password.as_bytes(), salt)
        .map(|hash| hash.to_string())
        .expect("a 16-byte salt and a bounded password are always accepted")
}

fn verify_now(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|parsed| argon2().verify_password(password.as_bytes(), &parsed).is_ok())
}

/// Whether a password may be chosen by somebody with this login.
pub(crate) fn acceptable(password: &str, login: &str) -> Result<(), ServiceError> {
    let length = password.chars().count();
    let problem = if length < MIN_PASSWORD {
        Some(Message::new("identity-password-too-short").with("min", MIN_PASSWORD))
    } else if length > MAX_PASSWORD {
        Some(Message::new("identity-password-too-long").with("max", MAX_PASSWORD))
    } else if is_guessable(password, login) {
        Some(Message::new("identity-password-guessable"))
    } else {
        None
    };
    problem.map_or(Ok(()), |message| Err(ServiceError::invalid("password", message)))
}

/// Refuses the login itself, one character or a short pattern over and over, and runs such as 1234567890.
fn is_guessable(password: &str, login: &str) -> bool {
    let lower = password.to_lowercase();
    let characters: Vec<char> = lower.chars().collect();
    let repeats = (1..=4).any(|period| characters.iter().zip(characters.iter().skip(period)).all(|(a, b)| a == b));
    let runs = |step: i64| {
        characters.iter().zip(characters.iter().skip(1)).filter(|(a, b)| code(**b) - code(**a) == step).count() + 2
            >= characters.len()
    };
    (!login.is_empty() && lower.contains(&login.to_lowercase())) || repeats || runs(1) || runs(-1)
}

fn code(character: char) -> i64 {
    i64::from(u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_short_long_and_guessable_passwords() {
        let long = "x1".repeat(65);
        for (password, key) in [
            ("short", "identity-password-too-short"),
            (long.as_str(), "identity-password-too-long"),
            ("aaaaaaaaaaaa", "identity-password-guessable"),
            ("abcabcabcabc", "identity-password-guessable"),
            ("1234567890", "identity-password-guessable"),
            ("my-malee-pass", "identity-password-guessable"),
        ] {
            let Err(ServiceError::Invalid(problems)) = acceptable(password, "malee") else {
                panic!("{password} was accepted")
            };
            assert_eq!(problems[0].message.key, key, "{password}");
        }
        assert!(acceptable("แม่น้ำโขงไหลช้า", "malee").is_ok());
        assert!(acceptable("river stone lantern", "malee").is_ok());
    }

    #[test]
    fn a_hash_verifies_only_its_own_password() {
        let hash = hash_now("river stone lantern", &[1; 16]);
        assert!(verify_now("river stone lantern", &hash));
        assert!(!verify_now("river stone lanterns", &hash));
        assert!(!verify_now("river stone lantern", "not a hash"));
    }
}
