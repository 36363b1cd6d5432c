//! Numbers.

use crate::check;

#[test]
fn number() {
    check(&[
        ("number('12')", "12"),
        ("number(' -12.5 ')", "-12.5"),
        ("number('.5')", "0.5"),
        ("number('5.')", "5"),
        ("number('4,6')", "4.6"),
        ("number('1,000,000')", "NaN"),
        ("number('-0')", "-0"),
        ("number('')", "NaN"),
        ("number('.')", "NaN"),
        ("number('- 5')", "NaN"),
        ("number('+5')", "NaN"),
        ("number('--5')", "NaN"),
        ("number('1e3')", "NaN"),
        ("number('0x10')", "NaN"),
        ("number('Infinity')", "NaN"),
        ("number('๕')", "NaN"),
        ("number('1230000000000000000000')", "1230000000000000000000"),
        ("number(true())", "1"),
        ("number(false())", "0"),
        ("number(date('1970-01-03'))", "2"),
        ("number(date('1969-12-31'))", "-1"),
        ("number('1970-01-03')", "NaN"),
        ("number(/data/b)", "2.5"),
        ("number(/data/empty)", "NaN"),
        ("number(/data/nothing)", "NaN"),
        ("number(/data/day)", "18263"),
    ]);
}

#[test]
fn int_and_round() {
    check(&[
        ("int(2.9)", "2"),
        ("int(-2.9)", "-2"),
        ("int('2.9')", "2"),
        ("int(-0.5)", "-0"),
        ("int(1 div 0)", "inf"),
        ("int('x')", "NaN"),
        ("int('')", "NaN"),
        ("int(12345678901234567890)", "12345678901234567000"),
        ("int(1, 2)", "error"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-2"),
        ("round(-2.51)", "-3"),
        ("round('14,6')", "15"),
        ("round('14.29123456789', 2)", "14.29"),
        ("round(1.005, 2)", "1.01"),
        ("round(2.15, 1)", "2.2"),
        ("round(12345.12345, -2)", "12300"),
        ("round(12350, -2)", "12400"),
        ("round(14.29, 1.5)", "14.3"),
        ("round(1.5, 31)", "NaN"),
        ("round(1.5, 'x')", "2"),
        ("round(1 div 0, 2)", "inf"),
        ("round('x')", "NaN"),
        ("round()", "error"),
        ("floor(-1.5)", "-2"),
        ("floor('2.7')", "2"),
        ("ceiling(-1.5)", "-1"),
        ("ceiling(0.001)", "1"),
        ("abs(-3.5)", "3.5"),
        ("abs('x')", "NaN"),
        ("abs(date('1970-01-02T12:00:00'))", "1.5"),
    ]);
}

#[test]
fn sums_and_extremes() {
    check(&[
        ("sum(/data/row/n)", "24"),
        ("sum(/data/nothing)", "0"),
        ("sum(/data/gap/n)", "NaN"),
        ("sum(/data/row/k)", "NaN"),
        ("sum(1)", "error"),
        ("min(3, 1, 2)", "1"),
        ("min('3', 2)", "2"),
        ("min(-1, -2)", "-2"),
        ("min(1, 'x')", "1"),
        ("min('')", "NaN"),
        ("min(/data/row/n)", "1"),
        ("min(/data/nothing)", "NaN"),
        ("min(/data/row/n, 0)", "0"),
        ("max(3, 1, 2)", "3"),
        ("max(-4, -1, -3)", "-1"),
        ("max('x', 2)", "2"),
        ("max(true(), 0)", "1"),
        ("max(/data/row/n)", "20"),
        ("max(/data/row/k)", "NaN"),
        ("max(date('1970-01-02'), date('1970-01-05'))", "4"),
        ("max()", "error"),
    ]);
}

#[test]
fn powers_and_angles() {
    check(&[
        ("pow(2, 10)", "1024"),
        ("pow(2, -1)", "0.5"),
        ("pow(0, 0)", "1"),
        ("pow(-8, 1 div 3)", "NaN"),
        ("pow(1, number('x'))", "NaN"),
        ("pow(-1, 1 div 0)", "NaN"),
        ("pow(2)", "error"),
        ("sqrt(9)", "3"),
        ("sqrt(-1)", "NaN"),
        ("exp(0)", "1"),
        ("exp10(3)", "1000"),
        ("log(1)", "0"),
        ("log(0)", "-inf"),
        ("log(-1)", "NaN"),
        ("log10(1000)", "3"),
        ("round(pi(), 5)", "3.14159"),
        ("sin(0)", "0"),
        ("round(sin(pi() div 2), 9)", "1"),
        ("cos(0)", "1"),
        ("tan(0)", "0"),
        ("asin(2)", "NaN"),
        ("round(acos(-1), 5)", "3.14159"),
        ("round(atan(1), 5)", "0.7854"),
        ("round(atan2(1, -1), 5)", "2.35619"),
        ("sin('a')", "NaN"),
        ("atan2(1)", "error"),
        ("pi(1)", "error"),
    ]);
}
