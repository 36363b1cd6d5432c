//! Stories of the link to a PostgreSQL server: encrypted when it is asked for, and only to a server that proves itself.
//!
//! The server's certificate is the file that `SAPHAN_TEST_POSTGRES_CERTIFICATE` names; without it these stories are left out aloud,
//! since a machine may have no means of making one.

use crate::content::*;
use crate::world::{World, open};
use store::{Store, StoreError, Submissions};

/// The world with its certificate's path, when the server has one.
async fn encrypted() -> Option<(World, String)> {
    let world = World::postgres().await?;
    match std::env::var("SAPHAN_TEST_POSTGRES_CERTIFICATE") {
        Ok(certificate) => Some((world, certificate)),
        Err(_) => {
            eprintln!("left out: SAPHAN_TEST_POSTGRES_CERTIFICATE names no certificate");
            None
        }
    }
}

fn by_name(address: &str) -> String {
    address.replacen("127.0.0.1", "localhost", 1)
}

#[tokio::test]
async fn a_link_is_encrypted_as_the_address_asks() {
    let Some((world, certificate)) = encrypted().await else { return };
    let cases = [
        ("sslmode=disable".to_owned(), "is not encrypted"),
        ("sslmode=require".to_owned(), "is encrypted (TLSv1"),
        (format!("sslmode=verify-ca&sslrootcert={certificate}"), "proves which server"),
        (format!("sslmode=verify-full&sslrootcert={certificate}"), "proves which server"),
        // Not asked for, it is encrypted where the server can.
        (String::new(), "is encrypted (TLSv1"),
    ];
    for (number, (asked, expected)) in cases.iter().enumerate() {
        let database = open(&format!("{}&{asked}", by_name(&world.address))).await.unwrap();
        let facts = database.facts().await.unwrap();
        assert!(facts.iter().any(|fact| fact.contains(expected)), "{asked}: {facts:?}");
        database.prepare_kinds(&[visit_kind()]).await.unwrap();
        let id = format!("s{number}");
        database.commit(new_visit(&id)).await.unwrap();
        assert!(database.submission(&id).await.unwrap().is_some());
        database.close().await;
    }
}

#[tokio::test]
async fn a_server_that_does_not_prove_itself_is_not_spoken_to() {
    let Some((world, certificate)) = encrypted().await else { return };
    let other = tempfile::NamedTempFile::new().unwrap();
    let cases = [
        // No public authority signed it.
        (by_name(&world.address), "sslmode=verify-full".to_owned()),
        // The certificate is for another name.
        (world.address.clone(), format!("sslmode=verify-full&sslrootcert={certificate}")),
        // Nothing can be signed by an empty file.
        (by_name(&world.address), format!("sslmode=verify-ca&sslrootcert={}", other.path().display())),
        (by_name(&world.address), "sslmode=verify-full&sslrootcert=/nowhere/ca.crt".to_owned()),
    ];
    for (address, asked) in cases {
        let error = open(&format!("{address}&{asked}")).await.unwrap_err();
        assert!(matches!(error, StoreError::Unavailable(_)), "{asked}: {error:?}");
        assert!(!error.to_string().contains("saphan:"), "the password is not told: {error}");
    }
}
