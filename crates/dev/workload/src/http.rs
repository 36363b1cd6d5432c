//! One kept-alive HTTP/1.1 connection to a server on loopback. Owns the wire and who is named in a request; what is sent and what
//! an answer means is the caller's.

use crate::failure::Failure;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST};
use hyper::http::request::Builder;
use hyper::{HeaderMap, Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// Where a server listens, from its address as it prints it: `http://127.0.0.1:8080`.
#[derive(Clone, Debug)]
pub(crate) struct Place(String);

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Named<'a> {
    Nobody,
    /// The holder of a session's token.
    Bearer(&'a str),
    /// A browser.
    Cookies(&'a str),
}

/// What is sent.
#[derive(Debug)]
pub(crate) enum Body {
    Json(String),
    Form(String),
}

/// An open connection. One request at a time.
#[derive(Debug)]
pub(crate) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

impl Named<'_> {
    fn on(self, request: Builder) -> Builder {
        match self {
            Self::Nobody => request,
            Self::Bearer(token) => request.header(AUTHORIZATION, format!("Bearer {token}")),
            Self::Cookies(cookies) => request.header(COOKIE, cookies),
        }
    }
}

impl Place {
    /// Takes the address apart.
    pub(crate) fn of(address: &str) -> Result<Self, Failure> {
        let plain = address.strip_prefix("http://").map(|rest| rest.split('/').next().unwrap_or(rest).to_owned());
        plain.map(Self).ok_or_else(|| Failure::Address(address.to_owned()))
    }

    /// Connects.
    #[expect(clippy::disallowed_methods, reason = "a load is measured on one kept connection to this very machine")]
    pub(crate) async fn connect(&self) -> Result<Connection, Failure> {
        let stream = TcpStream::connect(&self.0).await.map_err(Failure::at(&self.0))?;
        stream.set_nodelay(true).map_err(Failure::at(&self.0))?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // What ends the connection is told to whoever waits for an answer on it.
        tokio::spawn(async move {
            let _told_elsewhere = connection.await;
        });
        Ok(Connection { sender, host: self.0.clone() })
    }
}

impl Connection {
    /// Asks for a page.
    pub(crate) async fn get(&mut self, path: &str) -> Result<Answer, Failure> {
        let request = Request::builder().method(Method::GET).uri(path).header(HOST, &self.host);
        self.send(request.body(Full::default())?).await
    }

    /// Asks for a page as somebody.
    pub(crate) async fn get_as(&mut self, path: &str, named: Named<'_>) -> Result<Answer, Failure> {
        let request = Request::builder().method(Method::GET).uri(path).header(HOST, &self.host);
        self.send(named.on(request).body(Full::default())?).await
    }

    /// Sends something and waits for the whole answer.
    pub(crate) async fn post(&mut self, path: &str, named: Named<'_>, body: Body) -> Result<Answer, Failure> {
        let request = Request::builder().method(Method::POST).uri(path).header(HOST, &self.host);
        let request = named.on(request);
        let (media_type, text) = match body {
            Body::Json(text) => ("application/json", text),
            Body::Form(text) => ("application/x-www-form-urlencoded", text),
        };
        self.send(request.header(CONTENT_TYPE, media_type).body(Full::from(text))?).await
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<Answer, Failure> {
        self.sender.ready().await?;
        let (parts, body) = self.sender.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer { status: parts.status, headers: parts.headers, body })
    }
}
