//! Connections of browsers and phones. Owns how much is read from one of them at once: for each the HTTP library keeps a buffer of the size of its
//! longest read, up to 400 kB, and many fast uploads would keep as many of these.

use axum::serve::Listener;
use std::io::{IoSlice, Result};
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// So many bytes are read at once.
const AT_ONCE: usize = 16 * 1024;

/// Accepts connections that are read a little at a time.
pub(crate) struct Sipping(pub(crate) TcpListener);

/// Such a connection.
pub(crate) struct Sipped(TcpStream);

impl Listener for Sipping {
    type Io = Sipped;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Sipped, SocketAddr) {
        let (stream, from) = Listener::accept(&mut self.0).await;
        (Sipped(stream), from)
    }

    fn local_addr(&self) -> Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl AsyncRead for Sipped {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let room = AT_ONCE.min(into.remaining());
        let mut some = ReadBuf::new(into.initialize_unfilled_to(room));
        ready!(Pin::new(&mut self.0).poll_read(context, &mut some))?;
        let read = some.filled().len();
        into.advance(read);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Sipped {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        Pin::new(&mut self.0).poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.0.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn little_is_read_at_once_and_nothing_is_lost() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let sent: Vec<u8> = (0..200_000_u32).map(|number| number.to_le_bytes()[0]).collect();
        let sending = sent.clone();
        let client = std::thread::spawn(move || {
            use std::io::{Read, Write};
            let mut stream = std::net::TcpStream::connect(address).unwrap();
            stream.write_all(&sending).unwrap();
            stream.shutdown(std::net::Shutdown::Write).unwrap();
            let mut back = Vec::new();
            stream.read_to_end(&mut back).unwrap();
            back
        });
        let mut sipping = Sipping(listener);
        let (mut stream, _) = Listener::accept(&mut sipping).await;
        let (mut read, mut buffer) = (Vec::new(), vec![0; 64 * 1024]);
        loop {
            let count = stream.read(&mut buffer).await.unwrap();
            assert!(count <= AT_ONCE);
            if count == 0 {
                break;
            }
            read.extend_from_slice(&buffer[..count]);
        }
        assert_eq!(read, sent);
        stream.write_all(b"thank you").await.unwrap();
        stream.shutdown().await.unwrap();
        drop(stream);
        assert_eq!(client.join().unwrap(), b"thank you");
    }
}
