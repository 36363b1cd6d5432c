//! Dates and times, in a zone seven hours ahead of UTC.

use crate::check;

#[test]
fn date() {
    check(&[
        ("date('2020-01-02')", "'2020-01-02'"),
        ("date('2020-1-2')", "'2020-01-02'"),
        ("date('20-1-2')", "'0020-01-02'"),
        ("date('2020-02-29')", "'2020-02-29'"),
        ("date('2020-01-02T10:20:30')", "'2020-01-02T10:20:30.000+07:00'"),
        ("date('2020-01-02T10:20')", "'2020-01-02T10:20:00.000+07:00'"),
        ("date('2020-01-02T20:00:00Z')", "'2020-01-03T03:00:00.000+07:00'"),
        ("date('2020-01-02T20:00:00.123456-03:30')", "'2020-01-03T06:30:00.123+07:00'"),
        ("date(date-time('2020-01-02T10:20:30'))", "'2020-01-02'"),
        ("date(0)", "'1970-01-01'"),
        ("date(18263)", "'2020-01-02'"),
        ("date(1.9)", "'1970-01-02'"),
        ("date(-1.9)", "'1969-12-31'"),
        ("date(/data/day)", "'2020-01-02'"),
        ("date(today() + 30)", "'2019-08-03'"),
        ("date('')", "''"),
        ("date(/data/empty)", "''"),
        ("date(number('x'))", "NaN"),
        ("date('2019-02-29')", "error"),
        ("date('1983-09-31')", "error"),
        ("date('2020-13-01')", "error"),
        ("date('02-01-2020')", "error"),
        ("date('2020/01/02')", "error"),
        ("date('2020-01-02 10:20')", "error"),
        ("date(' 2020-01-02')", "error"),
        ("date('2020-01-02T')", "error"),
        ("date('2020-01-02T10')", "error"),
        ("date('2020-01-02T24:00:00')", "error"),
        ("date('soon')", "error"),
        ("date(true())", "error"),
        ("date(1 div 0)", "error"),
        ("date()", "error"),
    ]);
}

#[test]
fn date_time_now_today() {
    check(&[
        ("date-time('2020-01-02')", "'2020-01-02'"),
        ("date-time(0)", "'1970-01-01T07:00:00.000+07:00'"),
        ("date-time(18263.5)", "'2020-01-02T19:00:00.000+07:00'"),
        ("date-time(date('2020-01-02T10:20:30'))", "'2020-01-02T10:20:30.000+07:00'"),
        ("date-time('')", "''"),
        ("date-time('soon')", "error"),
        ("today()", "'2019-07-04'"),
        ("now()", "'2019-07-04T12:00:00.000+07:00'"),
        ("today() = date(now())", "true"),
        ("today(1)", "error"),
    ]);
}

#[test]
fn decimal_dates_and_times() {
    check(&[
        ("decimal-date-time('1970-01-01T07:00:00')", "0"),
        ("decimal-date-time('1970-01-02T00:00:00Z')", "1"),
        ("decimal-date-time(1.25)", "1.25"),
        ("decimal-date-time('')", "''"),
        ("decimal-date-time(number('x'))", "NaN"),
        ("decimal-date-time('06:00')", "error"),
        ("decimal-date-time('-1000')", "error"),
        ("decimal-date-time(true())", "error"),
        ("decimal-date-time(1 div 0)", "error"),
        ("decimal-time('2020-01-02T06:00:00')", "0.25"),
        ("decimal-time('2020-01-02')", "0"),
        ("decimal-time(1.25)", "0.25"),
        ("decimal-time(-1.25)", "0.75"),
        ("decimal-time(/data/time)", "0.25"),
        ("decimal-time('06:00:00.000')", "error"),
        ("decimal-time('soon')", "error"),
    ]);
}

#[test]
fn format_date() {
    check(&[
        ("format-date('2020-03-04T05:06:07.089', '%Y|%y|%m|%n|%b|%d|%e')", "'2020|20|03|3|Mar|04|4'"),
        ("format-date-time('2020-03-04T05:06:07.089', '%H|%h|%M|%S|%3|%a|%%|%W')", "'05|5|06|07|089|Wed|%|10'"),
        ("format-date('2020-03-04', 'ที่ %e')", "'ที่ 4'"),
        ("format-date('2020-03-04', '')", "''"),
        ("format-date('2020-03-04', 5)", "'5'"),
        ("format-date(18263, '%Y-%m-%d %H:%M')", "'2020-01-02 07:00'"),
        ("format-date(today(), '%d/%m/%Y')", "'04/07/2019'"),
        ("format-date(/data/moment, '%H:%M:%S')", "'10:20:30'"),
        ("format-date-time(/data/time, '%H:%M')", "'06:00'"),
        ("format-date('', '%Y')", "''"),
        ("format-date(/data/empty, '%Y')", "''"),
        ("format-date(number('x'), '%Y')", "''"),
        ("format-date('soon', '%Y')", "''"),
        ("format-date('2020-03-04', '%B')", "error"),
        ("format-date('2020-03-04', '%')", "error"),
        ("format-date(true(), '%Y')", "error"),
        ("format-date('2020-03-04')", "error"),
    ]);
}

#[test]
fn dates_in_arithmetic_and_comparison() {
    check(&[
        ("date('2020-01-02') + 1", "18264"),
        ("date('2020-01-31') - date('2020-01-01')", "30"),
        ("date(date('2020-01-31') + 1)", "'2020-02-01'"),
        ("int((date('2020-01-01') - date('1990-05-05')) div 365.25)", "29"),
        ("'2020-01-02' + 1", "NaN"),
        ("/data/day + 1", "18264"),
        ("date('2020-01-02') = '2020-01-02'", "true"),
        ("date('2020-01-02') = '2020-1-2'", "false"),
        ("date('2020-01-02') = 18263", "true"),
        ("date('2020-01-02') > date('2020-01-01')", "true"),
        ("date('2020-01-02') > '2020-01-01'", "false"),
        ("date('2020-01-02T23:00:00') = date('2020-01-02')", "true"),
        ("date('2020-01-02T23:00:00') > date('2020-01-02')", "false"),
        ("now() > today()", "false"),
        ("/data/day = date('2020-01-02')", "true"),
        ("/data/moment = date('2020-01-02')", "true"),
        ("/data/day > today()", "true"),
        ("date('2020-01-02') = true()", "true"),
        ("date('2020-01-02') != ''", "true"),
        ("concat(date('2020-01-02'), '!')", "'2020-01-02!'"),
    ]);
}
