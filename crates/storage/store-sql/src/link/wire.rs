//! How the link to a database server is protected: whether anybody on the way can read it, or stand in for the server.

use super::{Address, Connection, Fault};
use crate::statement::static_sql;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

/// How a link to a server is protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Protection {
    /// The protocol, such as `TLSv1.3`; none when everything goes in the clear.
    pub(crate) protocol: Option<String>,
    /// Whether the server had to prove with a certificate that it is the one that was meant.
    pub(crate) proven: bool,
    /// Whether the link never leaves this machine.
    pub(crate) stays_here: bool,
}

impl Protection {
    /// Asks the server how this connection is protected.
    pub(crate) async fn of(address: &Address, connection: &mut Connection) -> Result<Option<Self>, Fault> {
        let Address::Postgres(url) = address else { return Ok(None) };
        let options: PgConnectOptions = url.parse()?;
        let rows = connection.fetch(static_sql::LINK_POSTGRES, &[]).await?;
        let protocol = rows.first().and_then(|row| row.get::<String>(0).ok().flatten());
        let host = options.get_host();
        let is_loopback = host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(is_loopback);
        Ok(Some(Self {
            proven: protocol.is_some() && matches!(options.get_ssl_mode(), PgSslMode::VerifyCa | PgSslMode::VerifyFull),
            protocol,
            stays_here: options.get_socket().is_some() || is_loopback,
        }))
    }
}

fn is_loopback(address: std::net::IpAddr) -> bool {
    address.is_loopback()
}
