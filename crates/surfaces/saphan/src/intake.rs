//! Large bodies of requests on their way in. Owns how many of their bytes are in memory at once: a body that is longer than a form of words waits
//! in a file, sealed under a key that only this request has, until it has come whole and there is room for it. So a slow line holds up nobody,
//! and many uploads at once take turns instead of memory. Whether a body is taken, and what is in it, is for the routes.

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use language::{Lang, Message, say};
use seal::{Key, Place};
use service_kit::Kit;
use std::fs::File;
use std::io::{Error, Read, Seek, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// Bodies up to so many bytes go straight to their route.
const SMALL: u64 = 256 * 1024;
/// No route takes a longer one.
const LARGEST: u64 = collection::LARGEST_BRINGING as u64 + 1024 * 1024;
/// So many bytes of bodies are in memory at once, or a single body that is longer: a file of the largest size that forms take, and small ones
/// beside it. A route holds a body up to four times while it works on it.
const ROOM: u64 = 32 * 1024 * 1024;
/// So many bytes of bodies wait in files at once.
const WAITING: u64 = 2 * 1024 * 1024 * 1024;
/// So many bytes lie in a file under one seal.
const PIECE: usize = 32 * 1024;
/// So many pieces are sealed and written at once: each takes a thread that may wait, and a disk does no more at once.
const HANDS: usize = 4;
/// So long a line may be silent.
const SILENCE: Duration = Duration::from_secs(60);
/// So long a request waits for its turn; browsers and phones give up after some minutes, too.
const PATIENCE: Duration = Duration::from_secs(240);

struct Intake {
    kit: Kit,
    folder: PathBuf,
    /// Kibibytes that may still wait in files.
    waiting: Semaphore,
    /// Kibibytes that may still be in memory.
    room: Semaphore,
    hands: Semaphore,
}

/// Why a body is not handed on.
#[derive(Debug)]
enum Refusal {
    /// It is longer than anything that is taken.
    TooLong,
    /// There is no room for it, or the disk takes none.
    NoRoom,
    /// It did not come whole.
    CutOff,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        tracing::warn!(%error, "a large request cannot wait on the disk");
        Self::NoRoom
    }
}

/// The routes, with this before them. Files lie without a name in `folder`, and are gone with the request or the process.
pub(crate) fn before(routes: Router, kit: Kit, folder: PathBuf) -> Router {
    let room = |bytes| Semaphore::new(usize::try_from(kibibytes(bytes)).unwrap_or(usize::MAX));
    let intake = Intake { kit, folder, waiting: room(WAITING), room: room(ROOM), hands: Semaphore::new(HANDS) };
    routes.layer(from_fn_with_state(Arc::new(intake), take_in))
}

async fn take_in(State(intake): State<Arc<Intake>>, request: Request, next: Next) -> Response {
    let announced = request.body().size_hint().exact();
    if announced.is_some_and(|length| length <= SMALL) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let announced = announced.unwrap_or(LARGEST);
    if announced > LARGEST {
        return refused(&parts.headers, &Refusal::TooLong);
    }
    let Some(_place) = turn(&intake.waiting, announced, WAITING).await else {
        return refused(&parts.headers, &Refusal::NoRoom);
    };
    let kept = match intake.keep(body).await {
        Ok(kept) => kept,
        Err(refusal) => return refused(&parts.headers, &refusal),
    };
    let Some(_room) = turn(&intake.room, kept.length, ROOM).await else {
        return refused(&parts.headers, &Refusal::NoRoom);
    };
    next.run(Request::from_parts(parts, kept.body())).await
}

impl Intake {
    async fn keep(&self, body: Body) -> Result<Kept, Refusal> {
        let file = tempfile::tempfile_in(&self.folder)?;
        let mut secret = [0; seal::KEY];
        self.kit.entropy.fill(&mut secret);
        let mut kept = Kept { file, key: Arc::new(Key::master(&secret)), pieces: 0, length: 0 };
        let mut coming = body.into_data_stream();
        let mut piece = Vec::with_capacity(PIECE);
        while let Some(bytes) = timeout(SILENCE, coming.next()).await.map_err(|_| Refusal::CutOff)? {
            let bytes = bytes.map_err(|_| Refusal::CutOff)?;
            kept.length = kept.length.saturating_add(bytes.len() as u64);
            if kept.length > LARGEST {
                return Err(Refusal::TooLong);
            }
            piece.extend_from_slice(&bytes);
            while piece.len() >= PIECE {
                let rest = piece.split_off(PIECE);
                kept = self.with(kept, piece).await?;
                piece = rest;
            }
        }
        if !piece.is_empty() {
            kept = self.with(kept, piece).await?;
        }
        kept.file.rewind()?;
        Ok(Kept { pieces: 0, ..kept })
    }

    async fn with(&self, kept: Kept, piece: Vec<u8>) -> Result<Kept, Error> {
        let _hand = self.hands.acquire().await.map_err(Error::other)?;
        kept.with(piece).await
    }
}

/// A body in a file.
struct Kept {
    file: File,
    key: Arc<Key>,
    /// How many pieces were written, or read again.
    pieces: u64,
    /// Bytes of the body.
    length: u64,
}

impl Kept {
    async fn with(mut self, piece: Vec<u8>) -> Result<Self, Error> {
        aside(move || {
            self.file.write_all(&self.key.seal(place(&self.pieces.to_string()), &piece))?;
            self.pieces = self.pieces.saturating_add(1);
            Ok(self)
        })
        .await
    }

    fn body(self) -> Body {
        let pieces = stream::try_unfold(self, |mut kept| {
            aside(move || {
                let mut sealed = Vec::new();
                let longest = PIECE.saturating_add(seal::OVERHEAD) as u64;
                (&kept.file).take(longest).read_to_end(&mut sealed)?;
                if sealed.is_empty() {
                    return Ok(None);
                }
                let opened = kept.key.open(place(&kept.pieces.to_string()), &sealed).map_err(Error::other)?;
                kept.pieces = kept.pieces.saturating_add(1);
                Ok(Some((Bytes::from(opened), kept)))
            })
        });
        Body::from_stream(pieces)
    }
}

/// A disk waits on a thread that may.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    spawn_blocking(work).await.map_err(Error::other)?
}

fn place(piece: &str) -> Place<'_> {
    Place { table: "incoming", row: piece, column: "piece" }
}

fn kibibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024)
}

/// Waits for so many bytes of all that there are, or for all when it is more.
async fn turn(all: &Semaphore, bytes: u64, most: u64) -> Option<SemaphorePermit<'_>> {
    let asked = u32::try_from(kibibytes(bytes.min(most))).ok()?;
    timeout(PATIENCE, all.acquire_many(asked)).await.ok()?.ok()
}

fn refused(headers: &HeaderMap, refusal: &Refusal) -> Response {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let lang = asked.and_then(Lang::accepted).unwrap_or_default();
    let (status, message) = match refusal {
        Refusal::TooLong => (StatusCode::PAYLOAD_TOO_LARGE, Message::new("web-error-too-large")),
        Refusal::NoRoom => (StatusCode::SERVICE_UNAVAILABLE, Message::new("error-unavailable")),
        Refusal::CutOff => (StatusCode::REQUEST_TIMEOUT, Message::new("error-unavailable")),
    };
    let again = [(header::RETRY_AFTER, "60"), (header::CONNECTION, "close")];
    (status, again, say(lang, &message)).into_response()
}

#[cfg(test)]
mod tests;
