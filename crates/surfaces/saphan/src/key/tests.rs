//! Stories of the master key's file.

use super::*;
use service_kit::{Actor, Context};
use store::Unit;
use store_sql::Database;

struct House {
    folder: tempfile::TempDir,
    kit: Kit,
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("saphan.db");
        let store = Database::open(&path.to_string_lossy()).await.expect("a database");
        Self { folder, kit: Kit::system(Arc::new(store)) }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn source(&self) -> Source {
        Source::File(self.file("saphan.key"))
    }

    /// The kit with the key as it is found now.
    async fn started(&self) -> Result<Kit, Failure> {
        let master = find(&self.source(), &self.kit, true).await?.key;
        Ok(self.kit.clone().with_master(master))
    }

    /// A value that is sealed under the key of a subject.
    async fn seal(&self, kit: &Kit) -> String {
        let (key, made) = kit.data_key("account/p1").await.expect("a key");
        kit.commit(Unit::new(made.into_iter().collect(), Vec::new())).await.expect("kept");
        kit.sealed(&key, PLACE, b"text")
    }

    fn entry(&self) -> store::AuditEntry {
        let context = Context::new(&self.kit, Actor::operator("a1"), language::Lang::En);
        self.kit.entry(&context, "key.rotate", "key", "master", &serde_json::json!({}))
    }
}

const PLACE: seal::Place<'_> = seal::Place { table: "t", row: "r", column: "c" };

#[tokio::test]
async fn the_first_start_makes_a_file_for_its_owner_only_and_later_ones_find_it() {
    let house = House::new().await;
    assert!(find(&house.source(), &house.kit, false).await.expect("none yet").key.is_none());
    assert!(!house.file("saphan.key").exists(), "only a start makes it");
    let sealed = house.seal(&house.started().await.expect("started")).await;
    assert_eq!(house.source().finding(), None);
    let again = house.started().await.expect("started again");
    assert_eq!(again.opened(PLACE, &sealed).await.expect("the key"), Some(b"text".to_vec()));
}

#[tokio::test]
async fn a_missing_or_wrong_key_is_told_and_no_new_one_hides_it() {
    let house = House::new().await;
    house.seal(&house.started().await.expect("started")).await;
    let kept = std::fs::read(house.file("saphan.key")).expect("the key");
    std::fs::remove_file(house.file("saphan.key")).expect("removed");
    let missing = house.started().await.err().map(|failure| failure.to_string()).unwrap_or_default();
    assert!(missing.contains("is missing"), "{missing}");
    assert!(!house.file("saphan.key").exists());
    for (wrong, said) in [("07".repeat(32), "does not open 1 of 1"), ("none".to_owned(), "holds no key")] {
        std::fs::write(house.file("saphan.key"), wrong).expect("written");
        let told = house.started().await.err().map(|failure| failure.to_string()).unwrap_or_default();
        assert!(told.contains(said), "{told}");
    }
    std::fs::write(house.file("saphan.key"), kept).expect("put back");
    assert!(house.started().await.is_ok());
}

#[tokio::test]
async fn a_rotation_keeps_every_value_and_the_old_file() {
    let house = House::new().await;
    let kit = house.started().await.expect("started");
    let sealed = house.seal(&kit).await;
    let old = std::fs::read(house.file("saphan.key")).expect("the key");
    rotate(&house.source(), &kit, None, house.entry()).await.expect("rotated");
    assert_eq!(std::fs::read(house.file("saphan.key.old")).expect("the old one"), old);
    assert_ne!(std::fs::read(house.file("saphan.key")).expect("the new one"), old);
    assert!(kit.opened(PLACE, &sealed).await.is_err(), "the old key opens nothing any more");
    let kit = house.started().await.expect("started with the new one");
    assert_eq!(kit.opened(PLACE, &sealed).await.expect("the key"), Some(b"text".to_vec()));
    assert!(rotate(&house.source(), &kit, None, house.entry()).await.is_err(), "an old key is never written over");
}

#[tokio::test]
async fn a_rotation_that_was_stopped_among_the_keys_goes_on() {
    let house = House::new().await;
    let kit = house.started().await.expect("started");
    let sealed = house.seal(&kit).await;
    let (_, made) = kit.data_key("account/p2").await.expect("a key");
    kit.commit(Unit::new(made.into_iter().collect(), Vec::new())).await.expect("kept");
    let next = house.file("saphan.key.next");
    let to = MasterKey::new(&source::make(&next, &kit).expect("made"));
    let one = kit.vault.rewrapped(&to, 1).await.expect("one of two");
    kit.commit(Unit::new(one, Vec::new())).await.expect("kept");
    assert_eq!(kit.store.seal_key_count(&to.mark()).await.expect("counted").others, 1);
    let kit = house.started().await.expect("finished");
    assert!(!next.exists());
    assert_eq!(kit.store.seal_key_count(&to.mark()).await.expect("counted").others, 0);
    assert_eq!(kit.opened(PLACE, &sealed).await.expect("the key"), Some(b"text".to_vec()));
}

#[tokio::test]
async fn a_rotation_that_was_stopped_is_finished_or_begun_anew() {
    let house = House::new().await;
    let kit = house.started().await.expect("started");
    let sealed = house.seal(&kit).await;
    let next = house.file("saphan.key.next");
    source::make(&next, &kit).expect("made");
    assert!(house.started().await.is_ok(), "the database was not reached: the old key holds");
    assert!(next.exists());
    // With --to the file stays where it is, as after a stop between the database and the file.
    rotate(&house.source(), &kit, Some(&next), house.entry()).await.expect("rotated");
    let kit = house.started().await.expect("finished");
    assert!(!next.exists());
    assert_eq!(kit.opened(PLACE, &sealed).await.expect("the key"), Some(b"text".to_vec()));
}
