//! Passwords: which are accepted, and their argon2id hashes behind a semaphore and in memory that is used again, so that many sign-ins
//! at once cannot exhaust a small server's memory. Owns no account.

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use language::Message;
use service_kit::{Entropy, ServiceError};
use std::sync::{Arc, Mutex, PoisonError};
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
    memory: Arc<Memory>,
    /// Verified instead of a missing hash, so that an unknown login takes as long as a known one.
    decoy: String,
}

impl Hasher {
    pub(crate) fn new(parallel: usize) -> Self {
        Self {
            running: Arc::new(Semaphore::new(parallel.max(1))),
            waiting: Arc::new(Semaphore::new(QUEUE)),
            decoy: hash_now("no account has this password", &[7; 16], &mut Vec::new()),
            memory: Arc::default(),
        }
    }

    /// The PHC string of a password under a fresh salt.
    pub(crate) async fn hash(&self, password: String, entropy: &dyn Entropy) -> Result<String, ServiceError> {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        self.run(move |memory| hash_now(&password, &salt, memory)).await
    }

    /// Whether the password is the one that was hashed; without a hash the same work is done and the answer is no.
    pub(crate) async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, ServiceError> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.clone());
        let matches = self.run(move |memory| verify_now(&password, &hash, memory)).await?;
        Ok(known && matches)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Vec<Block>) -> T + Send + 'static,
    ) -> Result<T, ServiceError> {
        let too_busy = || ServiceError::Unavailable("too many sign-ins at once".to_owned());
        let _place_in_queue = self.waiting.try_acquire().map_err(|_| too_busy())?;
        // The permit moves into the work: a caller who gives up must not let another hash start before this one has ended.
        let permit = Arc::clone(&self.running).acquire_owned().await.map_err(|_| too_busy())?;
        let memory = Arc::clone(&self.memory);
        tokio::task::spawn_blocking(move || {
            let mut blocks = memory.take();
            let result = work(&mut blocks);
            memory.put_back(blocks);
            drop(permit);
            result
        })
        .await
        .map_err(|problem| ServiceError::Internal(problem.to_string()))
    }
}

/// The memory that hashes are worked out in, as much of it as ran at once. Allocated anew for each, it stays with whichever thread had
/// it last: 64 sign-ins at once took 390 MiB that the process did not give back, and take 30 MiB in this way, on two cores.
#[derive(Default)]
struct Memory(Mutex<Vec<Vec<Block>>>);

impl Memory {
    fn take(&self) -> Vec<Block> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn put_back(&self, blocks: Vec<Block>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(blocks);
    }
}

/// Argon2id with 19 MiB and two passes: the first choice of the OWASP password storage cheat sheet for small servers.
fn params() -> Params {
    Params::new(19 * 1024, 2, 1, None).expect("the constants lie within argon2's ranges")
}

fn hash_now(password: &str, salt: &[u8], memory: &mut Vec<Block>) -> String {
    let params = params();
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params).expect("the constants are written as parameters"),
        salt: Some(Salt::new(salt).expect("a salt has 16 bytes")),
        hash: output(password, salt, &params, Params::DEFAULT_OUTPUT_LEN, memory),
    };
    hash.to_string()
}

fn verify_now(password: &str, hash: &str, memory: &mut Vec<Block>) -> bool {
    let Ok(kept) = PasswordHash::new(hash) else { return false };
    let is_ours = kept.algorithm == Algorithm::Argon2id.ident() && kept.version == Some(Version::V0x13.into());
    let (Some(expected), Some(salt), Ok(params), true) = (kept.hash, kept.salt, Params::try_from(&kept), is_ours)
    else {
        return false;
    };
    // Outputs are compared in constant time.
    output(password, &salt, &params, expected.len(), memory).is_some_and(|found| found == expected)
}

fn output(password: &str, salt: &[u8], params: &Params, length: usize, memory: &mut Vec<Block>) -> Option<Output> {
    let mut out = [0; Output::MAX_LENGTH];
    let out = out.get_mut(..length)?;
    memory.resize(memory.len().max(params.block_count()), Block::default());
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let memory = memory.get_mut(..params.block_count())?;
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, out, memory).ok()?;
    Output::new(out).ok()
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
        let memory = &mut Vec::new();
        let hash = hash_now("river stone lantern", &[1; 16], memory);
        assert!(verify_now("river stone lantern", &hash, memory));
        assert!(!verify_now("river stone lanterns", &hash, memory));
        assert!(!verify_now("river stone lantern", "not a hash", memory));
    }

    #[test]
    fn hashes_in_used_memory_are_those_that_the_library_makes() {
        use argon2::{Argon2, PasswordHasher, PasswordVerifier};
        let library = Argon2::new(Algorithm::Argon2id, Version::V0x13, params());
        let made = library.hash_password_with_salt(b"river stone lantern", &[3; 16]).unwrap().to_string();
        let memory = &mut Vec::new();
        hash_now("another password altogether", &[4; 16], memory);
        assert_eq!(hash_now("river stone lantern", &[3; 16], memory), made);
        assert!(verify_now("river stone lantern", &made, memory));
        assert!(library.verify_password(b"river stone lantern", made.as_str()).is_ok());
        // Smaller or larger parameters of an older hash are taken from it.
        for size in [64, 20 * 1024] {
            let older = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(size, 1, 1, None).unwrap());
            let older = older.hash_password_with_salt(b"river stone lantern", &[5; 16]).unwrap().to_string();
            assert!(verify_now("river stone lantern", &older, memory), "{size}");
            assert!(!verify_now("river stone lanterns", &older, memory), "{size}");
        }
        let other = Argon2::new(Algorithm::Argon2i, Version::V0x13, params());
        let other = other.hash_password_with_salt(b"river stone lantern", &[5; 16]).unwrap().to_string();
        assert!(!verify_now("river stone lantern", &other, memory), "no other algorithm is taken");
    }
}
