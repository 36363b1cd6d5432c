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
        self.load_and_run(async { Ok(()) }, |()| work()).await
    }

    /// The same with what is loaded for it, which nobody does before having a place: what waits would fill the memory.
    ///
    /// # Errors
    /// When it could not be loaded, or the work was broken off.
    pub(crate) async fn load_and_run<L: Send + 'static, T: Send + 'static>(
        &self,
        load: impl Future<Output = Result<L, ServiceError>>,
        work: impl FnOnce(L) -> T + Send + 'static,
    ) -> Result<T, ServiceError> {
        let _place = self.0.acquire().await.map_err(|_| ServiceError::Unavailable("no work is begun".to_owned()))?;
        let loaded = load.await?;
        let done = tokio::task::spawn_blocking(move || work(loaded)).await;
        done.map_err(|broken| ServiceError::Internal(format!("work was broken off: {broken}")))
    }
}
