//! An authenticator in software: makes key pairs and signs as WebAuthn has it, and can be made to lie. What it does right is what section 6
//! of the specification says; what it does wrong is a field of `Lies`.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ciborium::{Value, cbor};
use identity::PasskeyAnswer;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use sha2::{Digest, Sha256};

pub(crate) const PARTY: &str = "saphan.example";
pub(crate) const ORIGIN: &str = "https://saphan.example";

const PRESENT_AND_VERIFIED: u8 = 0x05;
const CREDENTIAL: u8 = 0x40;

/// What an answer says that is not so; by itself it says the truth.
#[derive(Clone)]
pub(crate) struct Lies {
    pub(crate) party: &'static str,
    pub(crate) origin: &'static str,
    pub(crate) kind: Option<&'static str>,
    pub(crate) cross_origin: bool,
    pub(crate) flags: u8,
    pub(crate) count: Option<u32>,
    pub(crate) algorithm: Option<i64>,
}

impl Default for Lies {
    fn default() -> Self {
        let (party, origin) = (PARTY, ORIGIN);
        let flags = PRESENT_AND_VERIFIED;
        Self { party, origin, kind: None, cross_origin: false, flags, count: None, algorithm: None }
    }
}

enum Pair {
    P256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

pub(crate) struct Authenticator {
    pair: Pair,
    pub(crate) credential_id: Vec<u8>,
    user_id: String,
    pub(crate) count: u32,
}

impl Authenticator {
    /// One with a key for ES256 or Ed25519, that keeps it for this account.
    pub(crate) fn new(is_ed25519: bool, user_id: &str, credential_id: &[u8]) -> Self {
        let random = SystemRandom::new();
        let pair = if is_ed25519 {
            let made = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
            Pair::Ed25519(Ed25519KeyPair::from_pkcs8(made.as_ref()).unwrap())
        } else {
            let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
            let made = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
            Pair::P256(EcdsaKeyPair::from_pkcs8(algorithm, made.as_ref(), &random).unwrap())
        };
        Self { pair, credential_id: credential_id.to_vec(), user_id: user_id.to_owned(), count: 0 }
    }

    fn client_data(kind: &str, challenge: &str, lies: &Lies) -> Vec<u8> {
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(challenge);
        let (kind, origin) = (lies.kind.unwrap_or(kind), lies.origin);
        let data = serde_json::json!({
            "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": lies.cross_origin, "extra": "ignored",
        });
        data.to_string().into_bytes()
    }

    fn data(&self, lies: &Lies, more: u8) -> Vec<u8> {
        let count = lies.count.unwrap_or(self.count).to_be_bytes();
        [Sha256::digest(lies.party).as_slice(), &[lies.flags | more], &count].concat()
    }

    fn cose_key(&self, lies: &Lies) -> Vec<u8> {
        let map = match &self.pair {
            Pair::P256(pair) => {
                let point = pair.public_key().as_ref();
                let (x, y) = (Value::Bytes(point[1..33].to_vec()), Value::Bytes(point[33..].to_vec()));
                cbor!({ 1 => 2, 3 => lies.algorithm.unwrap_or(-7), -1 => 1, -2 => x, -3 => y })
            }
            Pair::Ed25519(pair) => {
                let x = Value::Bytes(pair.public_key().as_ref().to_vec());
                cbor!({ 1 => 1, 3 => lies.algorithm.unwrap_or(-8), -1 => 6, -2 => x })
            }
        };
        written(&map.unwrap())
    }

    /// What is answered when a key pair is made: client data and attestation object.
    pub(crate) fn makes(&self, challenge: &str, lies: &Lies) -> (Vec<u8>, Vec<u8>) {
        let length = u16::try_from(self.credential_id.len()).unwrap().to_be_bytes();
        let data = [
            self.data(lies, CREDENTIAL),
            vec![0; 16],
            length.to_vec(),
            self.credential_id.clone(),
            self.cose_key(lies),
        ]
        .concat();
        let object = cbor!({ "fmt" => "none", "attStmt" => {}, "authData" => Value::Bytes(data) }).unwrap();
        (Self::client_data("webauthn.create", challenge, lies), written(&object))
    }

    /// What is answered to be let in.
    pub(crate) fn signs(&self, challenge: &str, lies: &Lies) -> PasskeyAnswer {
        let client_data = Self::client_data("webauthn.get", challenge, lies);
        let authenticator_data = self.data(lies, 0);
        let signed = [authenticator_data.as_slice(), Sha256::digest(&client_data).as_slice()].concat();
        let signature = match &self.pair {
            Pair::P256(pair) => pair.sign(&SystemRandom::new(), &signed).unwrap().as_ref().to_vec(),
            Pair::Ed25519(pair) => pair.sign(&signed).as_ref().to_vec(),
        };
        PasskeyAnswer {
            credential_id: self.credential_id.clone(),
            user_id: self.user_id.clone().into_bytes(),
            client_data,
            authenticator_data,
            signature,
        }
    }
}

fn written(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).unwrap();
    bytes
}
