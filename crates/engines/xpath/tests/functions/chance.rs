//! What looks random and is the same for the same session.

use crate::{check, evaluated};

#[test]
fn random_values_have_their_shapes() {
    check(&[
        ("random() >= 0 and random() < 1", "true"),
        ("random() = random()", "false"),
        ("random(1)", "error"),
        ("string-length(uuid())", "36"),
        ("regex(uuid(), '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}')", "true"),
        ("uuid() = uuid()", "false"),
        ("regex(uuid(12), '[0-9A-Z]{12}')", "true"),
        ("uuid(2.7) = ''", "false"),
        ("string-length(uuid(2.7))", "2"),
        ("uuid(0)", "''"),
        ("uuid(-1)", "''"),
        ("string-length(uuid(100000))", "1024"),
        ("uuid(1, 2)", "error"),
    ]);
    assert_eq!(evaluated("random()"), evaluated("random()"));
    assert_eq!(evaluated("uuid()"), evaluated("uuid()"));
}

/// The orders are JavaRosa's.
#[test]
fn a_seed_gives_the_order_that_collect_shows() {
    check(&[
        ("randomize(/data/row/n, 1)", "[20|1|3]"),
        ("randomize(/data/row/n, '1')", "[20|1|3]"),
        ("randomize(/data/row/n, 12.7)", "[3|20|1]"),
        ("randomize(/data/row/n, '')", "[3|20|1]"),
        ("randomize(/data/row/n, -5)", "[20|3|1]"),
        ("randomize(/data/row/n, 99999999999)", "[20|1|3]"),
        ("randomize(/data/row/n, true())", "[20|1|3]"),
        ("randomize(/data/nothing, 1)", "[]"),
        ("count(randomize(/data/row/n))", "3"),
        ("randomize('a')", "error"),
        ("randomize(/data/row/n, 1, 2)", "error"),
    ]);
}
