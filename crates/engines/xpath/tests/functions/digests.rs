//! Digests, Base64, signed contents.

use crate::check;

#[test]
fn digest() {
    check(&[
        ("digest('abc', 'MD5', 'hex')", "'900150983cd24fb0d6963f7d28e17f72'"),
        ("digest('abc', 'SHA-1', 'hex')", "'a9993e364706816aba3e25717850c26c9cd0d89d'"),
        ("digest('abc', 'SHA-256')", "'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"),
        (
            "digest('some text', 'SHA-384', 'base64')",
            "'zJTsPphzwLmnJIZEKVj2cQZ833e5QnQW0DFEDMYgQeLuE0RJhEfsDO2fcENGG9Hz'",
        ),
        ("substr(digest('a', 'SHA-512', 'hex'), 0, 16)", "'1f40fc92da241694'"),
        ("digest('', 'MD5', 'hex')", "'d41d8cd98f00b204e9800998ecf8427e'"),
        ("digest('ไทย', 'SHA-256', 'hex')", "'6d420ffde81c1303865d1e069ea6cb0062fdbb56bcac49265f8208900aae9884'"),
        ("digest(1, 'md5', 'HEX')", "'c4ca4238a0b923820dcc509a6f75849b'"),
        ("digest('a', 'sha1', 'hex')", "'86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'"),
        ("digest('a', 'SHA-224', 'hex')", "error"),
        ("digest('a', 'MD5', 'base32')", "error"),
        ("digest('a')", "error"),
    ]);
}

#[test]
fn base64_decode() {
    check(&[
        ("base64-decode('SGVsbG8=')", "'Hello'"),
        ("base64-decode('SGVs bG8=')", "'Hello'"),
        ("base64-decode('4LmE4LiX4Lii')", "'ไทย'"),
        ("base64-decode('SGVsbG8')", "''"),
        ("base64-decode('!!!')", "''"),
        ("base64-decode('A')", "''"),
        ("base64-decode('')", "''"),
        ("base64-decode()", "error"),
    ]);
}

/// True signatures are tested beside the code.
#[test]
fn extract_signed_gives_nothing_without_a_true_signature() {
    check(&[
        ("extract-signed('c2hvcnQ=', 'MCowBQYDK2VwAyEA')", "''"),
        ("extract-signed('', '')", "''"),
        ("extract-signed('a')", "error"),
    ]);
}
