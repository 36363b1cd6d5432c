//! Truth, choice, checklists.

use crate::check;

#[test]
fn true_false_not() {
    check(&[
        ("true()", "true"),
        ("false()", "false"),
        ("not(true())", "false"),
        ("not(false())", "true"),
        ("not('')", "true"),
        ("not(0)", "true"),
        ("not('false')", "false"),
        ("not(not(1))", "true"),
        ("not (true())", "false"),
        ("true(1)", "error"),
        ("not()", "error"),
        ("not(1, 2)", "error"),
        ("TRUE()", "error"),
    ]);
}

#[test]
fn boolean() {
    check(&[
        ("boolean(1)", "true"),
        ("boolean(-1)", "true"),
        ("boolean(0)", "false"),
        ("boolean(-0)", "false"),
        ("boolean(0.0001)", "true"),
        ("boolean(0.0000000000001)", "false"),
        ("boolean(1 div 0)", "true"),
        ("boolean(number('x'))", "false"),
        ("boolean('')", "false"),
        ("boolean(' ')", "true"),
        ("boolean('false')", "true"),
        ("boolean(today())", "true"),
        ("boolean(/data/a)", "true"),
        ("boolean(/data/nothing)", "false"),
        ("boolean()", "error"),
    ]);
}

#[test]
fn boolean_from_string() {
    check(&[
        ("boolean-from-string('true')", "true"),
        ("boolean-from-string('TRUE')", "true"),
        ("boolean-from-string('1')", "true"),
        ("boolean-from-string(1)", "true"),
        ("boolean-from-string(1.0)", "true"),
        ("boolean-from-string(1.0001)", "false"),
        ("boolean-from-string(true())", "true"),
        ("boolean-from-string('0')", "false"),
        ("boolean-from-string(' true ')", "false"),
        ("boolean-from-string('yes')", "false"),
        ("boolean-from-string('')", "false"),
        ("boolean-from-string(/data/a)", "true"),
        ("boolean-from-string(today())", "false"),
    ]);
}

#[test]
fn if_evaluates_one_branch_alone() {
    check(&[
        ("if(true(), 5, 'abc')", "5"),
        ("if(false(), 5, 'abc')", "'abc'"),
        ("if('', 1, 2)", "2"),
        ("if('false', 1, 2)", "1"),
        ("if(number('x'), 1, 2)", "2"),
        ("if(/data/a = 1, /data/text, '')", "[abc]"),
        ("if(false(), date('nonsense'), 'safe')", "'safe'"),
        ("if(true(), 'safe', no-such-function())", "'safe'"),
        ("if(false(), 'a', if(true(), 'b', 'c'))", "'b'"),
        ("if(true(), 1)", "error"),
        ("if(date('nonsense'), 1, 2)", "error"),
    ]);
}

#[test]
fn coalesce() {
    check(&[
        ("coalesce('', 'a')", "'a'"),
        ("coalesce('b', 'a')", "'b'"),
        ("coalesce(/data/empty, 'a')", "'a'"),
        ("coalesce(/data/nothing, 'a')", "'a'"),
        ("coalesce(/data/text, 'a')", "[abc]"),
        ("coalesce(number('x'), 'a')", "'a'"),
        ("coalesce(0, 'a')", "0"),
        ("coalesce(false(), 'a')", "false"),
        ("coalesce(1 div 0, 0)", "inf"),
        ("coalesce('', '', 'c')", "'c'"),
        ("coalesce('', '')", "''"),
        ("coalesce('a')", "error"),
    ]);
}

#[test]
fn checklists() {
    check(&[
        ("checklist(1, 3, 'foo', 'bar')", "true"),
        ("checklist(-1, 1, 'foo', 'bar')", "false"),
        ("checklist(3, -1, 'foo', 'bar')", "false"),
        ("checklist(-1, -1)", "true"),
        ("checklist(1, 2)", "false"),
        ("checklist(1, 1, true(), false())", "true"),
        ("checklist(1.9, 2.9, true())", "true"),
        ("checklist(2, 2, /data/gap/n)", "true"),
        ("checklist(1, 1, /data/empty, /data/a)", "true"),
        ("checklist(1)", "error"),
        ("weighted-checklist(2, 5, true(), 2, false(), 9)", "true"),
        ("weighted-checklist(0, 1, true(), 2)", "false"),
        ("weighted-checklist(0, 5, 'a', '3')", "true"),
        ("weighted-checklist(0, 5, true(), 'x')", "false"),
        ("weighted-checklist(-1, -1, true(), 1)", "false"),
        ("weighted-checklist(-5, -1, true(), -3)", "true"),
        ("weighted-checklist(0, 9, true(), 1, 'odd')", "error"),
        ("weighted-checklist(0, 1)", "error"),
    ]);
}

#[test]
fn once_depend_lang() {
    check(&[
        ("/data/text[once('new') = 'new']", "[]"),
        ("depend('a', 'b')", "'a'"),
        ("depend(1)", "1"),
        ("depend()", "error"),
        ("lang('en')", "false"),
        ("once()", "error"),
    ]);
}
