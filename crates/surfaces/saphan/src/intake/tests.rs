//! Bodies that come whole, too long, in pieces, and many at once.

use super::*;
use axum::extract::DefaultBodyLimit;
use axum::routing::post;
use std::sync::atomic::{AtomicUsize, Ordering};
use tower::ServiceExt;

const MEBIBYTE: usize = 1024 * 1024;

/// A route that says how long a body is and how many such bodies it held at most at once.
async fn routes(folder: &tempfile::TempDir) -> (Router, Arc<AtomicUsize>) {
    let most = Arc::new(AtomicUsize::new(0));
    let (now, seen) = (Arc::new(AtomicUsize::new(0)), Arc::clone(&most));
    let held = move |body: Bytes| async move {
        seen.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(30)).await;
        now.fetch_sub(1, Ordering::SeqCst);
        format!("{} {}", body.len(), body.iter().map(|byte| u64::from(*byte)).sum::<u64>())
    };
    let routes = Router::new().route("/", post(held).layer(DefaultBodyLimit::disable()));
    let database = folder.path().join("saphan.db").display().to_string();
    let kit = Kit::system(Arc::new(store_sql::Database::open(&database).await.unwrap()));
    (before(routes, kit, folder.path().to_owned()), most)
}

async fn answer(routes: Router, body: Body) -> (StatusCode, String) {
    let answer = routes.oneshot(Request::post("/").body(body).unwrap()).await.unwrap();
    let status = answer.status();
    let text = axum::body::to_bytes(answer.into_body(), MEBIBYTE).await.unwrap();
    (status, String::from_utf8(text.to_vec()).unwrap())
}

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

fn said(content: &[u8]) -> (StatusCode, String) {
    (StatusCode::OK, format!("{} {}", content.len(), content.iter().map(|byte| u64::from(*byte)).sum::<u64>()))
}

#[tokio::test]
async fn a_body_comes_as_it_was_sent_whatever_its_length() {
    let folder = tempfile::tempdir().unwrap();
    let (routes, _) = routes(&folder).await;
    let before = std::fs::read_dir(folder.path()).unwrap().count();
    for length in [0, 1, 256 * 1024, 256 * 1024 + 1, 5 * PIECE, 3 * MEBIBYTE + 7] {
        let content = bytes(length);
        assert_eq!(answer(routes.clone(), Body::from(content.clone())).await, said(&content), "{length}");
        let pieces: Vec<Result<Vec<u8>, Error>> = content.chunks(10_007).map(|part| Ok(part.to_vec())).collect();
        let without_a_length = Body::from_stream(stream::iter(pieces));
        assert_eq!(answer(routes.clone(), without_a_length).await, said(&content), "{length} in pieces");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), before, "a file has no name");
}

#[tokio::test]
async fn a_body_that_is_too_long_or_breaks_off_reaches_no_route() {
    let folder = tempfile::tempdir().unwrap();
    let (routes, most) = routes(&folder).await;
    let too_long = usize::try_from(LARGEST).unwrap() + 1;
    let (status, text) = answer(routes.clone(), Body::from(vec![0; too_long])).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text.contains("larger than we can take"), "{text}");
    let endless = stream::repeat_with(|| Ok::<_, Error>(vec![0; MEBIBYTE]));
    assert_eq!(answer(routes.clone(), Body::from_stream(endless)).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    let broken = stream::iter([Ok(vec![1; MEBIBYTE]), Err(Error::other("gone"))]);
    assert_eq!(answer(routes, Body::from_stream(broken)).await.0, StatusCode::REQUEST_TIMEOUT);
    assert_eq!(most.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn large_bodies_take_turns_and_small_ones_do_not_wait() {
    let folder = tempfile::tempdir().unwrap();
    let (routes, most) = routes(&folder).await;
    let content = bytes(20 * MEBIBYTE);
    let large = (0..6).map(|_| answer(routes.clone(), Body::from(content.clone())));
    for answered in futures_util::future::join_all(large).await {
        assert_eq!(answered, said(&content));
    }
    assert_eq!(most.load(Ordering::SeqCst), 1, "two of them would be more than there is room for");
    let small = (0..6).map(|_| answer(routes.clone(), Body::from("small")));
    futures_util::future::join_all(small).await;
    assert_eq!(most.load(Ordering::SeqCst), 6);
}
