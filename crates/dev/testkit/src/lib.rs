//! A world for tests: a clock that is moved by hand, randomness that repeats, a database in a temporary folder, and people of every
//! role in two agencies; a phone that makes codes, and an identity provider. Visibly fictional; in no release.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a broken test world should stop the test"
)]

mod authenticator;
mod oracle;
mod postgres;
mod provider;

pub use authenticator::authenticator;
pub use oracle::{Worlds, compared};
pub use provider::{CLIENT_ID, CLIENT_SECRET, FakeProvider};

use jiff::Timestamp;
use jiff::civil::Date;
use language::Lang;
use service_kit::{Actor, Clock, Context, Entropy, Kit, MasterKey, Role};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use store::{Agency, AuditRow, Change, GENESIS, Unit, verify_chain};
use store_sql::Database;
use tempfile::TempDir;

/// The agency that most people of the test world belong to.
pub const HOME: &str = "agency-lotus";
/// Another agency, whose records are none of the first one's business.
pub const OTHER: &str = "agency-bamboo";

/// A clock that stands still until it is moved.
pub struct HandClock(AtomicI64);

impl HandClock {
    /// A clock at noon, Thai time, of a day.
    pub fn at_noon(day: Date) -> Self {
        let noon = day.at(5, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
        Self(AtomicI64::new(noon.timestamp().as_millisecond()))
    }

    /// Moves the clock; backwards too.
    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// Randomness that is the same in every run: a SplitMix64 sequence (Steele, Lea, Flood 2014).
#[derive(Default)]
pub struct RepeatingEntropy {
    state: AtomicU64,
    order: Mutex<()>,
}

impl Entropy for RepeatingEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        let _one_at_a_time = self.order.lock().unwrap();
        for chunk in buffer.chunks_mut(8) {
            let mut z = self.state.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::SeqCst);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            let bytes = (z ^ (z >> 31)).to_le_bytes();
            chunk.iter_mut().zip(bytes).for_each(|(target, byte)| *target = byte);
        }
    }
}

/// A database, a clock and randomness of a test's own.
pub struct World {
    /// What services take.
    pub kit: Kit,
    /// The same clock, to be moved.
    pub clock: Arc<HandClock>,
    address: String,
    // Removed when the test ends.
    folder: Option<TempDir>,
}

impl World {
    /// A world on SQLite, at noon of a day, with the two agencies.
    pub async fn on(day: Date) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        Self::at(&path.to_string_lossy(), day, Some(folder)).await
    }

    /// The same on the PostgreSQL server that `SAPHAN_TEST_POSTGRES` names, in a schema of its own; nothing when none is named.
    pub async fn on_postgres(day: Date) -> Option<Self> {
        Some(Self::at(&postgres::fresh_schema(&postgres::server()?).await, day, None).await)
    }

    /// The same in the schema of the world before on this thread, emptied: worlds that follow each other cost no schema each.
    pub async fn following_on_postgres(day: Date) -> Option<Self> {
        Some(Self::at(&postgres::emptied_schema(&postgres::server()?).await, day, None).await)
    }

    async fn at(address: &str, day: Date, folder: Option<TempDir>) -> Self {
        let store = Arc::new(Database::open(address).await.unwrap());
        let clock = Arc::new(HandClock::at_noon(day));
        let kit = Kit {
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            entropy: Arc::new(RepeatingEntropy::default()),
            ..Kit::system(store)
        };
        let kit = kit.with_master(Some(Arc::new(MasterKey::new(&[7; 32]))));
        let changes = [(HOME, "Lotus Demo Foundation", "มูลนิธิบัวสาธิต"), (OTHER, "Bamboo Demo Network", "เครือข่ายไผ่สาธิต")]
            .map(|(id, name_en, name_th)| {
                Change::PutAgency(Agency {
                    id: id.into(),
                    name_en: name_en.into(),
                    name_th: name_th.into(),
                    created_at: kit.now(),
                    kind: String::new(),
                })
            });
        kit.commit(Unit::new(changes.into(), Vec::new())).await.unwrap();
        Self { kit, clock, address: address.to_owned(), folder }
    }

    /// What a second server on the same database takes: the same clock, and randomness that is its own.
    pub async fn second_server(&self) -> Kit {
        let entropy = RepeatingEntropy::default();
        entropy.state.store(u64::MAX / 2, Ordering::SeqCst);
        let store = Arc::new(Database::open(&self.address).await.unwrap());
        let kit = Kit { entropy: Arc::new(entropy), ..Kit::system(store) };
        let kit = Kit { clock: Arc::clone(&self.kit.clock), ..kit };
        kit.with_master(Some(Arc::new(MasterKey::new(&[7; 32]))))
    }

    /// Whether the database is a server's, whose files are not looked into.
    pub fn on_server(&self) -> bool {
        self.folder.is_none()
    }

    /// Whether some bytes stand anywhere in the database's files, its write-ahead log among them; never on a server.
    pub fn lies_in_files(&self, bytes: &[u8]) -> bool {
        let Some(folder) = &self.folder else { return false };
        let files = std::fs::read_dir(folder.path()).unwrap();
        files
            .map(|file| std::fs::read(file.unwrap().path()).unwrap())
            .any(|file| file.windows(bytes.len()).any(|part| part == bytes))
    }

    /// Runs a script on the SQLite file, as somebody would who has it.
    pub async fn tamper(&self, script: &str) {
        rusqlite::Connection::open(&self.address).unwrap().execute_batch(script).unwrap();
    }

    /// Every row of the audit chain, oldest first, after proving that it holds up to its noted head.
    pub async fn audit(&self) -> Vec<AuditRow> {
        let rows = self.kit.store.audit_after(0, u32::MAX).await.unwrap();
        let head = verify_chain((0, GENESIS.to_owned()), &rows).unwrap();
        assert_eq!(head, self.kit.store.audit_head().await.unwrap(), "the chain ends at its head");
        rows
    }

    /// Somebody of a role in an agency, asking now.
    pub fn person(&self, role: Role, agency_id: &str) -> Context {
        let actor = Actor {
            account_id: format!("{}-of-{agency_id}", role.id()),
            agency_id: agency_id.to_owned(),
            role,
            name: format!("Test {}", role.id()),
        };
        Context::new(&self.kit, actor, Lang::En)
    }
}
