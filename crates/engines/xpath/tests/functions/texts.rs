//! Text.

use crate::check;

#[test]
fn string() {
    check(&[
        ("string('')", "''"),
        ("string(1)", "'1'"),
        ("string(-0)", "'0'"),
        ("string(1.50)", "'1.5'"),
        ("string(.5)", "'0.5'"),
        ("string(1 div 3)", "'0.3333333333333333'"),
        ("string(0.1 + 0.2)", "'0.30000000000000004'"),
        ("string(2147483647)", "'2147483647'"),
        ("string(2147483648)", "'2.147483648E9'"),
        ("string(12345678.5)", "'1.23456785E7'"),
        ("string(0.0001)", "'1.0E-4'"),
        ("string(1 div 0)", "'Infinity'"),
        ("string(-1 div 0)", "'-Infinity'"),
        ("string(number('x'))", "'NaN'"),
        ("string(true())", "'true'"),
        ("string(/data/text)", "'abc'"),
        ("string(/data/row/n)", "'1'"),
        ("string(/data/nothing)", "''"),
        ("string(/data/moment)", "'2020-01-02T10:20:30.500+07:00'"),
        ("string(date('2020-1-2'))", "'2020-01-02'"),
        ("string(now())", "'2019-07-04'"),
        ("string('a', 'b')", "error"),
    ]);
}

#[test]
fn concat_and_join() {
    check(&[
        ("concat('a', 'b')", "'ab'"),
        ("concat()", "''"),
        ("concat(1, true(), 'x')", "'1truex'"),
        ("concat(/data/row/n)", "'1203'"),
        ("concat(/data/row/n, '!')", "'1203!'"),
        ("concat(1 div 3, '')", "'0.3333333333333333'"),
        ("concat('วัน', 'ที่')", "'วันที่'"),
        ("join(',', 1, 2, 3)", "'1,2,3'"),
        ("join(', ', /data/row/k)", "'x, y, x'"),
        ("join(',', /data/gap/n)", "'1,,3'"),
        ("join(',', '', '')", "','"),
        ("join('', 'a', 'b')", "'ab'"),
        ("join('-')", "''"),
        ("join(1, 2, 3)", "'213'"),
        ("join()", "error"),
    ]);
}

#[test]
fn lengths_and_parts() {
    check(&[
        ("string-length('')", "0"),
        ("string-length('ไทย')", "3"),
        ("string-length('🎉')", "2"),
        ("string-length(123)", "3"),
        ("string-length(now())", "10"),
        ("substr('hello', 0)", "'hello'"),
        ("substr('hello', 1, 4)", "'ell'"),
        ("substr('hello', -2)", "'lo'"),
        ("substr('hello', 0, -1)", "'hell'"),
        ("substr('hello', 2, 1)", "''"),
        ("substr('hello', -10)", "'hello'"),
        ("substr('hello', 10)", "''"),
        ("substr('hello', 1.9)", "'ello'"),
        ("substr('hello', 'x')", "'hello'"),
        ("substr('ไทยแลนด์', 0, 3)", "'ไทย'"),
        ("substr(/data/day, 0, 4)", "'2020'"),
        ("substr('a')", "error"),
        ("substring('12345', 2, 3)", "'234'"),
        ("substring('12345', 0)", "'12345'"),
        ("substring('12345', 1.5, 2.6)", "'234'"),
        ("substring('12345', 0 div 0)", "''"),
        ("substring('12345', -42, 1 div 0)", "'12345'"),
        ("substring-before('2020-01', '-')", "'2020'"),
        ("substring-before('2020', '-')", "''"),
        ("substring-before('a', '')", "''"),
        ("substring-after('2020-01', '-')", "'01'"),
        ("substring-after('2020', '-')", "''"),
        ("substring-after('a', '')", "'a'"),
    ]);
}

#[test]
fn tests_on_text() {
    check(&[
        ("contains('abc', 'b')", "true"),
        ("contains('abc', '')", "true"),
        ("contains('', 'a')", "false"),
        ("contains('ABC', 'b')", "false"),
        ("contains(/data/thai, 'สวัส')", "true"),
        ("starts-with('abc', 'ab')", "true"),
        ("starts-with('', '')", "true"),
        ("starts-with('', 'a')", "false"),
        ("starts-with(12, 1)", "true"),
        ("ends-with('abc', 'bc')", "true"),
        ("ends-with('abc', '')", "true"),
        ("ends-with('abc', 'ab')", "false"),
        ("contains('a')", "error"),
    ]);
}

#[test]
fn changing_text() {
    check(&[
        ("normalize-space('  a   b ')", "'a b'"),
        ("normalize-space('\t\n a\r\n b')", "'a b'"),
        ("normalize-space('\u{c}\u{b}')", "''"),
        ("normalize-space('a\u{a0} b')", "'a\u{a0} b'"),
        ("normalize-space('')", "''"),
        ("translate('hello', 'l', 'L')", "'heLLo'"),
        ("translate('hello world', 'hello', '')", "' wrd'"),
        ("translate('2019/01/02', '/', '-')", "'2019-01-02'"),
        ("translate('aa', 'aa', 'bc')", "'bb'"),
        ("translate('abc', 'abc', 'x')", "'x'"),
        ("translate('๑๒๓', '๐๑๒๓๔๕๖๗๘๙', '0123456789')", "'123'"),
        ("translate('a', 'b')", "error"),
    ]);
}

#[test]
fn regex() {
    check(&[
        ("regex('12345', '[0-9]+')", "true"),
        ("regex('x12345', '[0-9]+')", "false"),
        ("regex('abc', '^abc$')", "true"),
        ("regex('', '')", "true"),
        (r"regex('๕', '\d')", "false"),
        (r"regex('a1', '^(?=.*\d)(?=.*[a-z]).{2,}$')", "true"),
        (r"regex('aa', '(a)\1')", "true"),
        ("regex(/data/day, '[0-9]{4}-[0-9]{2}-[0-9]{2}')", "true"),
        ("regex(/data/text, concat('a', '.*'))", "true"),
        ("regex(/data/thai, '[ก-๙]+')", "true"),
        ("regex('x', '[')", "error"),
        ("regex('x', concat('[', ''))", "error"),
        ("regex('x')", "error"),
    ]);
}

#[test]
fn translations_that_are_not_there_are_an_error() {
    check(&[("jr:itext('nothing')", "error"), ("jr:itext()", "error")]);
}
