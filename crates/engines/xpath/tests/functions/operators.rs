//! Operators: arithmetic, comparison, `and`, `or`, `|`.

use crate::check;

#[test]
fn arithmetic() {
    check(&[
        ("1 + 2 * 3 - 4 div 2", "5"),
        ("(1 + 2) * 3", "9"),
        ("1 - 2 - 3", "-4"),
        ("1 - (2 - 3)", "2"),
        ("2--3", "5"),
        ("- -5", "5"),
        ("-'19'", "-19"),
        ("-(8 * 5)", "-40"),
        ("5 mod 3", "2"),
        ("-5 mod 3", "-2"),
        ("5 mod -3", "2"),
        ("5.5 mod 2", "1.5"),
        ("5 mod 0", "NaN"),
        ("1 div 0", "inf"),
        ("-1 div 0", "-inf"),
        ("0 div 0", "NaN"),
        ("'123' * '456'", "56088"),
        ("'a' + 1", "NaN"),
        ("'' + 1", "NaN"),
        ("true() + 8", "9"),
        ("/data/a + /data/b", "3.5"),
        ("/data/row/n + 1", "2"),
        ("/data/empty + 1", "NaN"),
        ("/data/nothing + 1", "NaN"),
        ("1div2", "0.5"),
        ("6 div-2", "-3"),
        ("7mod4", "3"),
        ("0.1 + 0.2 = 0.3", "true"),
    ]);
}

#[test]
fn comparing() {
    check(&[
        ("1 = 1.0", "true"),
        ("1 = '1'", "true"),
        ("'1' = '1.0'", "false"),
        ("'017.' = 17", "true"),
        ("6.1 - 7.8 = -1.7", "true"),
        ("'a' = 'A'", "false"),
        ("'a' < 'b'", "false"),
        ("'10' > '9'", "true"),
        ("'2' > '10'", "false"),
        ("'' = 0", "false"),
        ("'' = ''", "true"),
        ("'' = false()", "true"),
        ("true() = 'false'", "true"),
        ("2 = true()", "true"),
        ("true() > false()", "true"),
        ("number('x') = number('x')", "false"),
        ("number('x') != number('x')", "true"),
        ("3 < 4 < 5", "true"),
        ("3 < (4 < 5)", "false"),
        ("1 != 2 = true()", "true"),
        ("/data/a = 1", "true"),
        ("/data/a = '1'", "true"),
        ("/data/a = '01'", "false"),
        ("/data/a != 1", "false"),
        ("/data/empty = ''", "true"),
        ("/data/row/n = 20", "true"),
        ("/data/row/n != 20", "true"),
        ("/data/row/n > 19", "true"),
        ("/data/row/n > 20", "false"),
        ("3 < /data/row/n", "true"),
        ("/data/row/k = /data/gap/n", "false"),
        ("/data/row/n = /data/gap/n", "true"),
        ("/data/row/n < /data/gap/n", "true"),
        ("/data/nothing = ''", "false"),
        ("/data/nothing != 'x'", "false"),
        ("/data/nothing = false()", "true"),
        ("/data/a = true()", "true"),
    ]);
}

#[test]
fn and_or_stop_when_the_answer_is_clear() {
    check(&[
        ("true() or no-such-function()", "true"),
        ("false() and no-such-function()", "false"),
        ("false() or no-such-function()", "error"),
        ("1 and 'a'", "true"),
        ("0 or ''", "false"),
        ("1 or 0 and 0", "true"),
        ("(1 or 0) and 0", "false"),
        ("1and1", "true"),
        ("/data/a and /data/nothing", "false"),
        ("true() and date('nonsense')", "error"),
    ]);
}

#[test]
fn unions_are_in_the_order_of_the_document() {
    check(&[
        ("/data/b | /data/a", "[1|2.5]"),
        ("/data/a | /data/a", "[1]"),
        ("count(/data/row/n | /data/row/k | //deep/n)", "7"),
        ("/data/nothing | /data/a", "[1]"),
        ("/data/a | 1", "error"),
        ("1 | /data/a", "error"),
    ]);
}
