//! One suite of stories for the storage contract, each told on SQLite and on PostgreSQL.
//!
//! PostgreSQL is the server that `SAPHAN_TEST_POSTGRES` names; every story has a schema of its own there. Without the variable
//! those stories fail, since a half that is silently left out proves nothing; `SAPHAN_SKIP_POSTGRES=1` leaves them out knowingly.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a story fails by panicking")]

mod accounts;
mod audit;
mod between;
mod cases;
mod content;
mod drafts;
mod dumps;
mod durability;
mod entities;
mod files;
mod forms;
mod imports;
mod kinds;
mod links;
mod model;
mod outward;
mod proofs;
mod queries;
mod requirements;
mod secrets;
mod submissions;
mod world;

/// Tells each story on both engines, as two tests.
#[macro_export]
macro_rules! on_both {
    ($($story:ident),* $(,)?) => {
        $(mod $story {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                super::$story($crate::world::World::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                if let Some(world) = $crate::world::World::postgres().await {
                    super::$story(world).await;
                }
            }
        })*
    };
}
