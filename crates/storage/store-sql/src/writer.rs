//! Group commit: one task takes the units that are waiting, writes them in one transaction, waits for the disk once, and answers
//! them all. Owns the queue and who is told what; what a unit means is `plan`'s and `apply`'s.

use crate::apply::{Failure, attempt};
use crate::kinds::Kinds;
use crate::link::Pools;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Change, StoreError, Unit, Written};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::task::JoinHandle;

/// At most so many units, rows and bytes share a transaction; a larger unit goes alone.
const UNITS_AT_ONCE: usize = 512;
const ROWS_AT_ONCE: usize = 4_096;
const BYTES_AT_ONCE: usize = 16 << 20;
/// At most so much waits; then callers wait before they may queue. A larger unit takes it all.
const KIBIBYTES_WAITING: u32 = 64 << 10;

type Outcome = Result<Vec<Written>, StoreError>;

/// A unit on its way, and who waits for it. A caller that went away leaves `reply` closed, which harms nothing.
#[derive(Debug)]
struct Job {
    unit: Unit,
    weight: Weight,
    reply: oneshot::Sender<Outcome>,
    _room: OwnedSemaphorePermit,
}

#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    rows: usize,
    bytes: usize,
}

/// The way to the one task that writes.
#[derive(Debug)]
pub(crate) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Job>>>,
    room: Arc<Semaphore>,
    task: tokio::sync::Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the task on the current runtime.
    pub(crate) fn start(pools: Pools, kinds: Arc<Kinds>) -> Self {
        let (queue, jobs) = mpsc::channel(UNITS_AT_ONCE);
        let task = tokio::spawn(run(jobs, pools, kinds));
        Self {
            queue: Mutex::new(Some(queue)),
            room: Arc::new(Semaphore::new(KIBIBYTES_WAITING as usize)),
            task: tokio::sync::Mutex::new(Some(task)),
        }
    }

    /// Queues a unit and waits until it is durable or refused.
    pub(crate) async fn commit(&self, unit: Unit) -> Outcome {
        let weight = Weight::of(&unit);
        let kibibytes = u32::try_from(weight.bytes >> 10).unwrap_or(u32::MAX).saturating_add(1).min(KIBIBYTES_WAITING);
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or_else(closed)?;
        let room = Arc::clone(&self.room).acquire_many_owned(kibibytes).await.map_err(|_| closed())?;
        let (reply, outcome) = oneshot::channel();
        queue.send(Job { unit, weight, reply, _room: room }).await.map_err(|_| closed())?;
        drop(queue);
        outcome.await.map_err(|_| closed())?
    }

    /// Takes no more units and waits until those that wait are written and answered.
    pub(crate) async fn close(&self) {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = self.task.lock().await.take()
            && let Err(error) = task.await
        {
            tracing::error!(%error, "the writing task ended badly");
        }
    }
}

fn closed() -> StoreError {
    StoreError::Unavailable("the database is being closed".to_owned())
}

impl Weight {
    /// A rough measure: what it costs to hold and to write.
    fn of(unit: &Unit) -> Self {
        let audit = Self { rows: unit.audit.len(), bytes: unit.audit.len().saturating_mul(400) };
        unit.changes.iter().map(Self::of_change).fold(audit, Self::plus)
    }

    fn of_change(change: &Change) -> Self {
        match change {
            Change::Submit(submission, projection) => {
                let rows: usize = projection.rows.iter().map(|(_, rows)| rows.len()).sum();
                let answers = submission.answers.as_ref().map_or(0, String::len);
                Self { rows: rows.saturating_add(3), bytes: answers.saturating_mul(2).saturating_add(500) }
            }
            Change::PutAttachment(attachment) => Self { rows: 1, bytes: attachment.bytes.len() },
            Change::PutBatch(batch) => {
                Self { rows: 1, bytes: batch.mapping.len().saturating_add(batch.summary.len()).saturating_add(500) }
            }
            _ => Self { rows: 1, bytes: 500 },
        }
    }

    fn plus(self, other: Self) -> Self {
        Self { rows: self.rows.saturating_add(other.rows), bytes: self.bytes.saturating_add(other.bytes) }
    }

    fn fits(self) -> bool {
        self.rows <= ROWS_AT_ONCE && self.bytes <= BYTES_AT_ONCE
    }
}

async fn run(mut jobs: mpsc::Receiver<Job>, pools: Pools, kinds: Arc<Kinds>) {
    let mut waiting = VecDeque::new();
    let mut arrived = Vec::with_capacity(UNITS_AT_ONCE);
    loop {
        // Those whose units were just answered are given the processor once, so that their next units share the next
        // transaction. Nobody waits for a clock.
        tokio::task::yield_now().await;
        if waiting.is_empty() {
            if jobs.recv_many(&mut arrived, UNITS_AT_ONCE).await == 0 {
                return;
            }
            waiting.extend(arrived.drain(..));
        }
        while waiting.len() < UNITS_AT_ONCE
            && let Ok(job) = jobs.try_recv()
        {
            waiting.push_back(job);
        }
        let batch = next_batch(&mut waiting);
        let (writing, kinds) = (pools.clone(), Arc::clone(&kinds));
        let work = async move {
            settle(batch, writing.clone(), kinds).await;
            writing.between_writes().await;
        };
        pools.aside(work).await;
    }
}

/// The oldest units that fit into one transaction; at least one.
fn next_batch(waiting: &mut VecDeque<Job>) -> Vec<Job> {
    let mut total = Weight::default();
    let fitting = waiting.iter().take_while(|job| {
        total = total.plus(job.weight);
        total.fits()
    });
    let count = fitting.count().max(1).min(waiting.len());
    waiting.drain(..count).collect()
}

/// Writes a batch and answers everybody in it.
async fn settle(mut jobs: Vec<Job>, pools: Pools, kinds: Arc<Kinds>) {
    while !jobs.is_empty() {
        let units: Vec<&Unit> = jobs.iter().map(|job| &job.unit).collect();
        match attempt(&units, &pools, &kinds).await {
            Ok(outcomes) => {
                jobs.drain(..).zip(outcomes).for_each(|(job, outcome)| answer(job, outcome));
            }
            // Nothing was written. The others are tried again without the guilty one, which `attempt` names by its place.
            Err(Failure::OfUnit(index, error)) => answer(jobs.remove(index), Err(error)),
            Err(Failure::Unexplained(error)) if jobs.len() == 1 => answer(jobs.remove(0), Err(error)),
            // Nobody knows whose fault it is: each alone, so that only the guilty one is refused.
            Err(Failure::Unexplained(_)) => {
                for job in jobs.drain(..) {
                    Box::pin(settle(vec![job], pools.clone(), Arc::clone(&kinds))).await;
                }
            }
            Err(Failure::Outage(message)) => {
                tracing::error!(%message, units = jobs.len(), "the database cannot take writes now");
                pools.renew_writer().await;
                jobs.drain(..).for_each(|job| answer(job, Err(StoreError::Unavailable(message.clone()))));
            }
        }
    }
}

fn answer(job: Job, outcome: Outcome) {
    // Whoever asked may be gone; what was written stays written.
    let _ = job.reply.send(outcome);
}
