//! How expressions may be written.

use crate::check;

#[test]
fn literals() {
    check(&[
        ("5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-.5", "-0.5"),
        ("-0", "-0"),
        ("000123.4500", "123.45"),
        ("1230000000000000000000", "1230000000000000000000"),
        ("''", "''"),
        ("\"it's\"", "'it's'"),
        ("'say \"so\"'", "'say \"so\"'"),
        ("'  two  '", "'  two  '"),
        ("'line\nline'", "'line\nline'"),
        ("'&lt;'", "'&lt;'"),
        ("'สวัสดี 🎉'", "'สวัสดี 🎉'"),
        ("1e3", "error"),
        ("0x10", "error"),
        ("1.2.3", "error"),
        ("+5", "error"),
        ("'open", "error"),
        ("'it''s'", "error"),
    ]);
}

#[test]
fn white_space_is_free() {
    check(&[
        ("  1\t+\r\n2  ", "3"),
        ("concat ( 'a' , 'b' )", "'ab'"),
        ("/data / row [ 2 ] / n", "[20]"),
        ("true ( )", "true"),
        ("1\u{a0}+\u{3000}1", "2"),
        ("", "error"),
        ("   ", "error"),
    ]);
}

#[test]
fn words_are_names_or_operators_by_their_place() {
    check(&[
        ("count(div | mod | and | or)", "0"),
        ("div div div", "NaN"),
        ("and and and", "false"),
        ("* * *", "1"),
        ("/data/a-b", "[]"),
        ("/data/a -1", "0"),
        ("/data/a - 1", "0"),
        ("text", "[abc]"),
        ("if", "[]"),
        ("true", "[]"),
    ]);
}

#[test]
fn what_is_no_expression_is_refused() {
    check(&[
        ("1 +", "error"),
        ("(1", "error"),
        ("1)", "error"),
        ("1 2", "error"),
        ("a b", "error"),
        ("1 == 2", "error"),
        ("1 <> 2", "error"),
        ("1 && 2", "error"),
        ("a = b;", "error"),
        ("${a}", "error"),
        ("$a", "error"),
        ("a[", "error"),
        ("a[]", "error"),
        ("f(,)", "error"),
        ("concat('a',)", "error"),
        ("//", "error"),
        ("a//", "error"),
        ("a:", "error"),
        ("a::b", "error"),
        ("#", "error"),
        ("no-such-function()", "error"),
        ("jr:nothing('a')", "error"),
    ]);
}
