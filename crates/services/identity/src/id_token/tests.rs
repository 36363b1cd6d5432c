//! Tokens that are right, and wrong in each part: all of what must not let anybody in stands in tables.

use super::*;
use base64::prelude::BASE64_STANDARD;
use ring::rand::SystemRandom;
use ring::rsa::KeyPair as RsaKeyPair;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256};
use ring::{hmac, rsa};
use serde_json::{Value, json};

const NOW: i64 = 1_800_000_000;
const ISSUER: &str = "https://id.example/realms/office";
const CLIENT: &str = "saphan";
const NONCE: &str = "what this browser was sent with";

/// A key of nobody, made for these tests (2048 bits, PKCS #8): `ring` makes none of this kind.
const RSA_FOR_TESTS: &str = "\
    MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDFyDWsdN9dh4jKNvlP4ScEJXwcnhrBJTIFQ1ZrXZp3oWjg7Ffq3+mBqfy6yw\
    BFIHw+ECi1U5tpc79iXNvVRfJmG3I7zHRRy7aTaXDghqzDqo88n/9bYt7UVVLzWczKv3TvzsfnNEjJJEeRKR6BPXv4IznK7t6Dn9+B6LuzAwTA\
    lPXhP1esjvLePv8X/NU5fO1k25ZBVGaNsbSRRbVUBvES7wA1jLUOfzfElMSwuHEzYTzZzAR+M8UO8PG2h+gC1s0i27gNwJDOQBCsi0Tjo+Xjgh\
    WeCcku3gi0mrI87GpaIl4ceOdZx4WAsfs+oIyX8BWS9835ia9rrUxNh0ZgLIYHAgMBAAECggEACVZsKX60Q8NDP+zItRU+FThVCJ+l4R2JvYbe\
    1lKef5+YU7PE0m5AC3xqvEG0rkICeGzYRytLbvb+5glyFYeBkk5UawjtkVkK5YdfKjKH7Vr1lT9zVZPjs+ZtWqQQNgUQ/V6a87CO7426og2503\
    c2jZ7RushJROSWfEvwSw5m7VXMMmR16mw2c4vfSWjUU+48vIn8xJfmqv7g/Zwla5uotIn9cGZkf9O3QgKBD8c9MXr7VX+cFW2ESpHeKETr7kvR\
    y5NKjfgV/Ko31EWhsT8d26tPLvXFrnKyNRVvZYBPXdUyJ+QqrLEHytaanF3UPgnLdb3CyvgaL8kl+WPEn9TQ2QKBgQDmeEWFkIojaJcsAo/TMl\
    8DSgvO1g9Putx3lLMJY+jVGFN0QKyrzWCnHlwWazTiIsfeu/nqjpqPdTL9fl3Bm86E8JNRi7c/eZVBqAnjnCodnVeoOc6itlhLC4cYayF9DGcK\
    6UOUBrwouFmmdL9G/vMwQBa8z+rIAqnLOPycK//QKQKBgQDbsPhF2mnT1v64vcvp6bbw+3Ow3b+38JTrM2778xK09j1LEvsdy++nXfgn2S9RN2\
    wASwiRvNSQaj7VOP5oB2QlmIPg3UbSESkolRoNIuebx1jyVFL98alBeOLpPr3fobsHMIi0GS1Lb1xKUP8Mb8Gjj33LhxciZSv3atvc5cKqrwKB\
    gQCZZxivTIQGCYoF6zacVvzTDahKZkUOxswUdE+vQmcp3+U8jgfg2vUoh5a3/WfX1VrAMNKqg3zxXAsym7gANJsD9bW5I4w3nc/xQc5DSCDoUW\
    CVQtT9jO28FdI4OKazu1ui8ZzfnJQFbp+NokvnD7ADP8Viq+oUc2FdOXM66DZ/8QKBgFj6COPJvRjWN549CIx5YuWhAc89UHvADaBg2W9jmE0A\
    efyg+GGuCicgEPSaquZa6vwHZ7YW44SF82LKTYd2juIHLkpxdFB6MNBF6yIs498c0vJ6oo5FRQbGXiiXh7E+QJB94LAIjmbB+IAE4/d2f9etsw\
    YudXkxvqfbeKazy67zAoGBAMco8yUSWsGEYOHRMfMyVvtcPnZDLfGodrNtJqp+mjvBXz+m/hzjwM6ycyLQaZ6lWF55WW1P4MfPfWosRvdNAfU/\
    EjbL3xmA5l4lqTOYW30DFdyy614HUMl35KLP6YspMiezaiUqvRCPFEEgMOgY7imlGKpQrJZ304LTQoC658lr";

enum Signer {
    Rsa(Box<RsaKeyPair>),
    P256(Box<EcdsaKeyPair>),
}

impl Signer {
    fn rsa() -> Self {
        let bytes = BASE64_STANDARD.decode(RSA_FOR_TESTS).unwrap();
        Self::Rsa(Box::new(RsaKeyPair::from_pkcs8(&bytes).unwrap()))
    }

    fn p256() -> Self {
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        Self::P256(Box::new(
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), &random).unwrap(),
        ))
    }

    fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "RS256",
            Self::P256(_) => "ES256",
        }
    }

    fn published(&self, id: &str) -> Value {
        match self {
            Self::Rsa(key) => {
                let public = rsa::PublicKeyComponents::<Vec<u8>>::from(key.public());
                json!({ "kty": "RSA", "kid": id, "use": "sig", "n": written(&public.n), "e": written(&public.e) })
            }
            Self::P256(key) => {
                let point = key.public_key().as_ref();
                let (x, y) = (written(&point[1..33]), written(&point[33..]));
                json!({ "kty": "EC", "crv": "P-256", "kid": id, "alg": "ES256", "x": x, "y": y })
            }
        }
    }

    fn sign(&self, text: &str) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &random, text.as_bytes(), &mut signature).unwrap();
                signature
            }
            Self::P256(key) => key.sign(&random, text.as_bytes()).unwrap().as_ref().to_vec(),
        }
    }

    fn token(&self, header: &Value, claims: &Value) -> String {
        self.token_of(&header.to_string(), &claims.to_string())
    }

    fn token_of(&self, header: &str, claims: &str) -> String {
        let text = format!("{}.{}", written(header.as_bytes()), written(claims.as_bytes()));
        format!("{text}.{}", written(&self.sign(&text)))
    }
}

fn written(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

fn keys(published: &[Value]) -> Keys {
    Keys::read(json!({ "keys": published }).to_string().as_bytes()).unwrap()
}

fn expected() -> Expected<'static> {
    Expected { issuer: ISSUER, client_id: CLIENT, nonce: NONCE, now: NOW }
}

fn claims() -> Value {
    json!({ "iss": ISSUER, "sub": "s1", "aud": CLIENT, "exp": NOW + 300, "iat": NOW - 1, "nonce": NONCE })
}

/// The claims with one of them otherwise; `null` leaves it out.
fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    let held = claims.as_object_mut().unwrap();
    if value.is_null() {
        held.remove(name)
    } else {
        held.insert(name.to_owned(), value)
    };
    claims
}

fn flaw(token: &str, keys: &Keys) -> Option<Flaw> {
    verified(token, keys, expected()).err()
}

#[test]
fn a_right_token_names_somebody() {
    for signer in [Signer::rsa(), Signer::p256()] {
        let known = keys(&[Signer::p256().published("other"), signer.published("k1")]);
        let mut several = with("aud", json!(["other", CLIENT]));
        several["azp"] = json!(CLIENT);
        for claims in [
            claims(),
            several,
            with("aud", json!([CLIENT])),
            with("azp", json!(CLIENT)),
            with("exp", json!(NOW - 59)),
            with("iat", json!(NOW + 60)),
            with("iat", json!(NOW - 600)),
            with("iat", json!(NOW as f64 - 0.5)),
            with("nbf", json!(NOW + 60)),
            with("email", json!("somebody@id.example")),
        ] {
            let token = signer.token(&json!({ "alg": signer.algorithm(), "kid": "k1", "typ": "JWT" }), &claims);
            let proven = Proven { subject: "s1".into(), is_multi_factor: false };
            assert_eq!(verified(&token, &known, expected()), Ok(proven), "{claims}");
        }
    }
}

#[test]
fn each_claim_that_is_wrong_is_refused() {
    let signer = Signer::p256();
    let known = keys(&[signer.published("k1")]);
    let long = "s".repeat(LONGEST_SUBJECT + 1);
    for (claims, refusal) in [
        (with("iss", json!("https://id.example/realms/other")), Flaw::Issuer),
        (with("iss", json!(format!("{ISSUER}/"))), Flaw::Issuer),
        (with("iss", json!(null)), Flaw::Shape),
        (with("iss", json!(7)), Flaw::Shape),
        (with("aud", json!("other")), Flaw::Audience),
        (with("aud", json!("Saphan")), Flaw::Audience),
        (with("aud", json!([])), Flaw::Audience),
        (with("aud", json!([CLIENT, "other"])), Flaw::Audience),
        (with("aud", json!(null)), Flaw::Shape),
        (with("azp", json!("other")), Flaw::Audience),
        (with("exp", json!(NOW - 60)), Flaw::Time),
        (with("exp", json!(0)), Flaw::Time),
        (with("exp", json!(null)), Flaw::Shape),
        (with("exp", json!("2100-01-01")), Flaw::Shape),
        (with("iat", json!(NOW + 61)), Flaw::Time),
        (with("iat", json!(NOW - 700)), Flaw::Time),
        (with("iat", json!(null)), Flaw::Shape),
        (with("nbf", json!(NOW + 61)), Flaw::Time),
        (with("nonce", json!("another browser's")), Flaw::Nonce),
        (with("nonce", json!("")), Flaw::Nonce),
        (with("nonce", json!(null)), Flaw::Nonce),
        (with("sub", json!("")), Flaw::Subject),
        (with("sub", json!("a\nb")), Flaw::Subject),
        (with("sub", json!(long)), Flaw::Subject),
        (with("sub", json!(null)), Flaw::Shape),
        (with("sub", json!(1)), Flaw::Shape),
        (json!([]), Flaw::Shape),
        (json!("claims"), Flaw::Shape),
    ] {
        let token = signer.token(&json!({ "alg": "ES256", "kid": "k1" }), &claims);
        assert_eq!(flaw(&token, &known), Some(refusal), "{claims}");
    }
    let token = signer.token(&json!({ "alg": "ES256", "kid": "k1" }), &with("nonce", json!("")));
    let nobody = Expected { nonce: "", ..expected() };
    assert_eq!(verified(&token, &known, nobody), Err(Flaw::Nonce), "an empty question is none");
    let twice = claims().to_string().replacen(r#""sub":"s1""#, r#""sub":"s1","sub":"s2""#, 1);
    let token = signer.token_of(r#"{"alg":"ES256","kid":"k1"}"#, &twice);
    assert_eq!(flaw(&token, &known), Some(Flaw::Shape), "said twice is not said");
}

#[test]
fn no_other_way_of_signing_and_no_other_key_is_taken() {
    let (rsa, p256) = (Signer::rsa(), Signer::p256());
    let known = keys(&[rsa.published("r"), p256.published("p")]);
    let public = rsa.published("r")["n"].as_str().unwrap().to_owned();
    let by_hash = |secret: &[u8], algorithm: &str| {
        let header = json!({ "alg": algorithm, "kid": "r" }).to_string();
        let text = format!("{}.{}", written(header.as_bytes()), written(claims().to_string().as_bytes()));
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), text.as_bytes());
        format!("{text}.{}", written(tag.as_ref()))
    };
    let unsigned = |algorithm: &str| {
        let header = json!({ "alg": algorithm }).to_string();
        format!("{}.{}.", written(header.as_bytes()), written(claims().to_string().as_bytes()))
    };
    let signed = |signer: &Signer, header: Value| signer.token(&header, &claims());
    let brought = json!({ "alg": "ES256", "kid": "p", "jwk": Signer::p256().published("p") });
    for (what, token, refusal) in [
        ("none", unsigned("none"), Flaw::Algorithm),
        ("None", unsigned("None"), Flaw::Algorithm),
        ("no signature", unsigned("ES256"), Flaw::Signature),
        ("a hash with the public key as its secret", by_hash(public.as_bytes(), "HS256"), Flaw::Algorithm),
        ("the same that says otherwise", by_hash(public.as_bytes(), "RS256"), Flaw::Signature),
        ("RS512", signed(&rsa, json!({ "alg": "RS512", "kid": "r" })), Flaw::Algorithm),
        ("PS256", signed(&rsa, json!({ "alg": "PS256", "kid": "r" })), Flaw::Algorithm),
        ("in other letters", signed(&rsa, json!({ "alg": "rs256", "kid": "r" })), Flaw::Algorithm),
        ("the other kind's name", signed(&p256, json!({ "alg": "RS256", "kid": "r" })), Flaw::Signature),
        ("a key of the other kind", signed(&p256, json!({ "alg": "ES256", "kid": "r" })), Flaw::UnknownKey),
        ("a key of nobody", signed(&p256, json!({ "alg": "ES256", "kid": "x" })), Flaw::UnknownKey),
        ("another's key", signed(&Signer::p256(), json!({ "alg": "ES256", "kid": "p" })), Flaw::Signature),
        ("something critical", signed(&p256, json!({ "alg": "ES256", "kid": "p", "crit": ["b64"] })), Flaw::Algorithm),
        ("no way", signed(&p256, json!({ "kid": "p" })), Flaw::Shape),
        ("a key that it brings along", signed(&Signer::p256(), brought), Flaw::Signature),
    ] {
        assert_eq!(flaw(&token, &known), Some(refusal), "{what}");
    }
    let unnamed = signed(&p256, json!({ "alg": "ES256" }));
    assert_eq!(flaw(&unnamed, &known), None, "the only one of its kind need not be named");
    let two = keys(&[p256.published("p"), Signer::p256().published("q")]);
    assert_eq!(flaw(&unnamed, &two), Some(Flaw::UnknownKey));
}

#[test]
fn what_is_cut_off_changed_or_huge_is_refused() {
    let signer = Signer::p256();
    let known = keys(&[signer.published("k1")]);
    let token = signer.token(&json!({ "alg": "ES256", "kid": "k1" }), &claims());
    assert_eq!(flaw(&token, &known), None);
    for end in 0..token.len() {
        assert!(flaw(&token[..end], &known).is_some(), "cut off at {end}");
    }
    for at in 0..token.len() {
        let mut changed = token.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        assert!(flaw(&String::from_utf8(changed).unwrap(), &known).is_some(), "changed at {at}");
    }
    let huge = signer.token(&json!({ "alg": "ES256", "kid": "k1" }), &with("x", json!("x".repeat(LONGEST))));
    assert_eq!(flaw(&huge, &known), Some(Flaw::Shape));
    for text in ["", ".", "..", "...", "a.b.c", "e30.e30.e30", "ก.ก.ก"] {
        assert!(flaw(text, &known).is_some(), "{text}");
    }
    for extra in [format!("{token}."), format!("{token}="), format!(" {token}"), format!("{token}.{token}")] {
        assert!(flaw(&extra, &known).is_some(), "{extra}");
    }
}

#[test]
fn keys_of_other_kinds_and_uses_are_left_out() {
    let right = Signer::p256().published("k1");
    let changed = |name: &str, value: Value| {
        let mut key = right.clone();
        key[name] = value;
        key
    };
    for (key, taken) in [
        (right.clone(), 1),
        (changed("use", json!("sig")), 1),
        (changed("use", json!("enc")), 0),
        (changed("alg", json!("RS256")), 0),
        (changed("crv", json!("P-384")), 0),
        (changed("kty", json!("oct")), 0),
        (changed("x", json!("AA")), 0),
        (changed("x", json!("!")), 0),
        (changed("y", json!(null)), 0),
        (changed("kid", json!(7)), 0),
        (json!("key"), 0),
    ] {
        assert_eq!(keys(&[key.clone(), json!({ "kty": "OKP" })]).0.len(), taken, "{key}");
    }
    for text in ["", "{}", "[]", r#"{"keys":{}}"#, "null"] {
        assert_eq!(Keys::read(text.as_bytes()), None, "{text}");
    }
    assert_eq!(keys(&vec![right; MOST_KEYS + 1]).0.len(), MOST_KEYS);
}

#[test]
fn two_ways_of_different_kinds_are_multi_factor() {
    let signer = Signer::p256();
    let known = keys(&[signer.published("k1")]);
    for (name, value, is_multi_factor) in [
        ("amr", json!(["mfa"]), true),
        ("amr", json!("mfa"), true),
        ("amr", json!(["pwd", "otp"]), true),
        ("amr", json!(["hwk", "fpt"]), true),
        ("amr", json!(["sc", "pin"]), true),
        ("amr", json!(["pwd", "pin"]), false),
        ("amr", json!(["otp", "sms"]), false),
        ("amr", json!(["pwd"]), false),
        ("amr", json!(["user", "geo", "rba", "mca"]), false),
        ("amr", json!(["MFA"]), false),
        ("amr", json!([]), false),
        ("acr", json!("https://refeds.org/profile/mfa"), true),
        ("acr", json!("1"), false),
        ("acr", json!("2"), false),
    ] {
        let token = signer.token(&json!({ "alg": "ES256", "kid": "k1" }), &with(name, value.clone()));
        let proven = verified(&token, &known, expected()).unwrap();
        assert_eq!(proven.is_multi_factor, is_multi_factor, "{name} {value}");
    }
}
