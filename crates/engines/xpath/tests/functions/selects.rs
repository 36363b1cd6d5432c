//! Answers that are lists of choices.

use crate::check;

#[test]
fn selected() {
    check(&[
        ("selected('apple baby', 'baby')", "true"),
        ("selected('apple baby', ' baby ')", "true"),
        ("selected('apple baby', 'bab')", "false"),
        ("selected('apple baby', 'apple baby')", "true"),
        ("selected('apple', '')", "false"),
        ("selected('', '')", "true"),
        ("selected('', 'a')", "false"),
        ("selected(/data/kinds, 'film')", "true"),
        ("selected(/data/empty, 'film')", "false"),
        ("selected(/data/nothing, '')", "true"),
        ("selected('1 2', 1)", "true"),
        ("is-selected('a b', 'a')", "true"),
        ("not(selected(/data/kinds, 'theatre'))", "true"),
        ("selected('a')", "error"),
    ]);
}

#[test]
fn selected_at_and_count() {
    check(&[
        ("selected-at('a b c', 0)", "'a'"),
        ("selected-at('a b c', 2)", "'c'"),
        ("selected-at('a b c', 3)", "''"),
        ("selected-at('a b c', -1)", "''"),
        ("selected-at('a b c', 1.9)", "'b'"),
        ("selected-at('a b c', '1')", "'b'"),
        ("selected-at('a b c', 'x')", "'a'"),
        ("selected-at(/data/kinds, 2)", "'film'"),
        ("selected-at('', 0)", "''"),
        ("selected-at('a')", "error"),
        ("count-selected('a b c')", "3"),
        ("count-selected(/data/kinds)", "3"),
        ("count-selected('')", "0"),
        ("count-selected(' ')", "0"),
        ("count-selected()", "error"),
    ]);
}

#[test]
fn a_choice_without_a_known_label_is_told_by_its_name() {
    check(&[
        ("jr:choice-name('yes', '/data/yes')", "'yes'"),
        ("jr:choice-name(/data/yes, '/data/yes')", "'yes'"),
        ("jr:choice-name('yes')", "error"),
    ]);
}
