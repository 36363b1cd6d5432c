//! Long work away from the threads that answer requests: reading workbooks and lists, compiling forms, cleaning files. Owns
//! how much of it goes on at once, so that a few hostile files slow down whoever brings more of them, and nobody else.

use service_kit::ServiceError;
use tokio::sync::Semaphore;

/// Work of one sort, a few pieces at a time.
pub(crate) struct Workbench(Semaphore);

impl Workbench {
    /// A bench with so many places; whoever comes when all are taken waits for one.
    pub(crate) fn new(places: usize) -> Self {
        Self(Semaphore::new(places))
    }

    /// Does a piece of work on a thread of its own. It goes on to its end, and keeps its place until then, even when nobody waits for it
    /// any more.
    ///
    /// # Errors
    /// When the work was broken off.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ServiceError> {
        let _place = self.0.acquire().await.map_err(|_| ServiceError::Unavailable("no work is begun".to_owned()))?;
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|broken| ServiceError::Internal(format!("work was broken off: {broken}")))
    }
}
