//! The one client by which HTTP leaves this server. Owns its limits: TLS with a proven server unless it is this very machine, ten seconds, a
//! quarter of a megabyte, no redirect, no more than a few questions at once, a connection each.

use crate::http::{Http, HttpAnswer, HttpFailure, HttpQuestion, Place, place};
use async_trait::async_trait;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::handshake;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// How long a question waits for its whole answer.
const LONGEST: Duration = Duration::from_secs(10);
/// The most bytes of an answer.
const LARGEST: usize = 256 * 1024;
/// The most questions at once: strangers cause some of them.
const AT_ONCE: usize = 16;

/// The client.
pub struct HttpClient {
    tls: TlsConnector,
    open: Semaphore,
    patience: Duration,
}

/// A file that should hold certificates of authorities holds none that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("holds no certificate (PEM) that can be read")]
pub struct BadCertificate;

impl HttpClient {
    /// A client that believes servers whose certificates public authorities signed, or, when some are given (PEM), those alone.
    ///
    /// # Errors
    /// When no authority can be read from what was given.
    pub fn new(authorities: Option<&[u8]>) -> Result<Self, BadCertificate> {
        let provider = Arc::new(crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| BadCertificate)?
            .with_root_certificates(authorities.map_or_else(|| Ok(public()), given)?)
            .with_no_client_auth();
        let tls = TlsConnector::from(Arc::new(config));
        Ok(Self { tls, open: Semaphore::new(AT_ONCE), patience: LONGEST })
    }

    async fn exchange(&self, question: HttpQuestion) -> Result<HttpAnswer, HttpFailure> {
        let place = place(&question.address).ok_or(HttpFailure::Address)?;
        let request = request(&place, question)?;
        let stream = connect(&place).await?;
        if !place.over_tls {
            return answer(stream, request).await;
        }
        let name = ServerName::try_from(place.host).map_err(|_| HttpFailure::Address)?;
        let stream = self.tls.connect(name, stream).await.map_err(|_| HttpFailure::Unproven)?;
        answer(stream, request).await
    }
}

#[async_trait]
impl Http for HttpClient {
    async fn ask(&self, question: HttpQuestion) -> Result<HttpAnswer, HttpFailure> {
        let _place = self.open.try_acquire().map_err(|_| HttpFailure::Busy)?;
        tokio::time::timeout(self.patience, self.exchange(question)).await.unwrap_or(Err(HttpFailure::TooSlow))
    }
}

fn public() -> RootCertStore {
    RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() }
}

fn given(authorities: &[u8]) -> Result<RootCertStore, BadCertificate> {
    let mut store = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(authorities) {
        let certificate = certificate.map_err(|_| BadCertificate)?;
        store.add(certificate).map_err(|_| BadCertificate)?;
    }
    if store.is_empty() { Err(BadCertificate) } else { Ok(store) }
}

fn request(place: &Place, question: HttpQuestion) -> Result<Request<Full<Bytes>>, HttpFailure> {
    let path = place.uri.path_and_query().map_or("/", |path| path.as_str());
    let host = place.uri.authority().map_or("", |authority| authority.as_str());
    let method = if question.form.is_some() { Method::POST } else { Method::GET };
    let mut request = Request::builder().method(method).uri(path).header(HOST, host);
    request = request.header(ACCEPT, "application/json");
    if let Some(secret) = question.authorization {
        let mut value = HeaderValue::try_from(secret).map_err(|_| HttpFailure::Address)?;
        value.set_sensitive(true);
        request = request.header(AUTHORIZATION, value);
    }
    if question.form.is_some() {
        request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    request.body(Full::from(question.form.unwrap_or_default())).map_err(|_| HttpFailure::Address)
}

#[expect(clippy::disallowed_methods, reason = "this is the one place where connections leave")]
async fn connect(place: &Place) -> Result<TcpStream, HttpFailure> {
    TcpStream::connect((place.host.as_str(), place.port)).await.map_err(|_| HttpFailure::Unreachable)
}

#[expect(clippy::disallowed_methods, reason = "this is the one place where HTTP leaves")]
async fn answer(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    request: Request<Full<Bytes>>,
) -> Result<HttpAnswer, HttpFailure> {
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await.map_err(|_| HttpFailure::Broken)?;
    // It ends when nobody holds the sender and the answer any more, also after the asker stopped waiting.
    tokio::spawn(async move {
        let _told_to_the_asker = connection.await;
    });
    let (head, body) = sender.send_request(request).await.map_err(|_| HttpFailure::Broken)?.into_parts();
    let body = Limited::new(body, LARGEST).collect().await.map_err(|problem| {
        if problem.is::<LengthLimitError>() { HttpFailure::TooLarge } else { HttpFailure::Broken }
    })?;
    Ok(HttpAnswer { status: head.status.as_u16(), body: body.to_bytes().to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    /// A server that answers one question with these bytes, and what it was asked.
    async fn server(answer: Vec<u8>) -> (String, tokio::task::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/keys?x=1", listener.local_addr().unwrap());
        let asked = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = vec![0; 4096];
            let length = stream.read(&mut asked).await.unwrap();
            // The other side may stop reading early.
            let _read = stream.write_all(&answer).await;
            String::from_utf8_lossy(asked.get(..length).unwrap_or_default()).into_owned()
        });
        (address, asked)
    }

    async fn asks(address: &str) -> Result<HttpAnswer, HttpFailure> {
        let client = HttpClient { patience: Duration::from_millis(400), ..HttpClient::new(None).unwrap() };
        client.ask(HttpQuestion { address: address.into(), ..HttpQuestion::default() }).await
    }

    #[tokio::test]
    async fn an_answer_is_taken_within_limits_and_no_redirect_is_followed() {
        let long = |length: usize| {
            let mut answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n").into_bytes();
            answer.resize(answer.len() + length, b'x');
            answer
        };
        let endless = [b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'x'; LARGEST + 1]].concat();
        let moved = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
        for (what, bytes, expected) in [
            ("an answer", long(2), Ok((200, 2))),
            ("the longest", long(LARGEST), Ok((200, LARGEST))),
            ("a longer one", long(LARGEST + 1), Err(HttpFailure::TooLarge)),
            ("an endless one", endless, Err(HttpFailure::TooLarge)),
            ("a redirect", moved.to_vec(), Ok((302, 0))),
            ("half of one", long(2)[..long(2).len() - 1].to_vec(), Err(HttpFailure::Broken)),
            ("nothing", Vec::new(), Err(HttpFailure::Broken)),
            ("no HTTP", b"SSH-2.0\r\n".to_vec(), Err(HttpFailure::Broken)),
        ] {
            let (address, asked) = server(bytes).await;
            let answered = asks(&address).await.map(|answer| (answer.status, answer.body.len()));
            assert_eq!(answered, expected, "{what}");
            assert!(asked.await.unwrap().starts_with("GET /keys?x=1 HTTP/1.1\r\nhost: 127.0.0.1:"), "{what}");
        }
    }

    #[tokio::test]
    async fn a_form_is_posted_with_its_secret() {
        let (address, asked) = server(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()).await;
        let question = HttpQuestion { address, authorization: Some("Basic eDp5".into()), form: Some("a=b".into()) };
        assert_eq!(HttpClient::new(None).unwrap().ask(question).await.map(|answer| answer.status), Ok(204));
        let asked = asked.await.unwrap();
        assert!(asked.starts_with("POST /keys?x=1 ") && asked.contains("authorization: Basic eDp5\r\n"), "{asked}");
        assert!(asked.ends_with("\r\n\r\na=b"), "{asked}");
    }

    #[tokio::test]
    async fn whoever_is_silent_absent_or_unproven_is_told_apart() {
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = silent.local_addr().unwrap();
        assert_eq!(asks(&format!("http://{at}/")).await.err(), Some(HttpFailure::TooSlow));
        drop(silent);
        assert_eq!(asks(&format!("http://{at}/")).await.err(), Some(HttpFailure::Unreachable));
        let (address, _asked) = server(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()).await;
        assert_eq!(asks(&address.replace("http:", "https:")).await.err(), Some(HttpFailure::Unproven));
        assert_eq!(asks("http://id.example/").await.err(), Some(HttpFailure::Address));
    }

    #[tokio::test]
    async fn a_few_are_asked_at_once() {
        let client = HttpClient::new(None).unwrap();
        let _held = client.open.acquire_many(u32::try_from(AT_ONCE).unwrap()).await.unwrap();
        assert_eq!(client.ask(HttpQuestion::default()).await.err(), Some(HttpFailure::Busy));
    }

    #[test]
    fn a_file_without_an_authority_is_refused() {
        for bytes in [&b""[..], b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            assert!(HttpClient::new(Some(bytes)).is_err(), "{bytes:?}");
        }
        assert!(HttpClient::new(None).is_ok());
    }
}
