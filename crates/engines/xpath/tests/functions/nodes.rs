//! Nodes, lists beside the document, repeats.

use crate::check;

#[test]
fn counting() {
    check(&[
        ("count(/data/row)", "3"),
        ("count(/data/nothing)", "0"),
        ("count(/data/row[k = 'x'])", "2"),
        ("count(//n)", "7"),
        ("count(1)", "error"),
        ("count()", "error"),
        ("count-non-empty(/data/gap/n)", "2"),
        ("count-non-empty(/data/row)", "3"),
        ("count-non-empty(/data/empty)", "0"),
        ("count-non-empty('a')", "error"),
    ]);
}

#[test]
fn names() {
    check(&[
        ("name(/data/row)", "'row'"),
        ("local-name(/data/a)", "'a'"),
        ("namespace-uri(/data/a)", "''"),
        ("name(/data/nothing)", "''"),
        ("name(/data/@id)", "'id'"),
        ("name(/)", "''"),
        ("name('a')", "error"),
        ("id('nothing')", "[]"),
        ("name(id('people'))", "'instance'"),
    ]);
}

#[test]
fn positions_in_repeats() {
    check(&[
        ("position(/data/row[2])", "2"),
        ("position(/data/row)", "1"),
        ("position(/data/nothing)", "0"),
        ("/data/row[position() = 2]/n", "[20]"),
        ("/data/row[position() > 1]/n", "[20|3]"),
        ("/data/row[last()]/n", "[3]"),
        ("position('a')", "error"),
        ("indexed-repeat(/data/row/n, /data/row, 2)", "[20]"),
        ("indexed-repeat(/data/row/n, /data/row, '2')", "[20]"),
        ("indexed-repeat(/data/row/n, /data/row, 2.9)", "[20]"),
        ("indexed-repeat(/data/row/n, /data/row, 4)", "[]"),
        ("indexed-repeat(/data/row/n, /data/row, 0)", "[1]"),
        ("indexed-repeat(/data/row/n, /data/row, -1)", "[1]"),
        ("indexed-repeat(/data/row/n, /data/row, 'x')", "[]"),
        ("indexed-repeat(/data/row/deep/n, /data/row, 2, /data/row/deep, 1)", "[7]"),
        ("indexed-repeat(/data/row/deep/n, /data/row, 1, /data/row/deep, 1)", "[]"),
        ("indexed-repeat(/data/row/n, /data/a, 1)", "[]"),
        ("indexed-repeat('a', /data/row, 1)", "error"),
        ("indexed-repeat(/data/row/n, /data/row)", "error"),
        ("indexed-repeat(/data/row/n, /data/row, 1, /data/row)", "error"),
    ]);
}

#[test]
fn lists_and_settings_beside_the_document() {
    check(&[
        ("instance('people')/root/item/label", "[Somchai|Malee]"),
        ("instance('people')/root/item[name = 'k2']/label", "[Malee]"),
        ("instance('people')/root/item[age > 35]/label", "[Malee]"),
        ("instance('people')/root/item[2]/name", "[k2]"),
        ("count(instance('people')/root/item)", "2"),
        ("instance('people')/root/item[name = current()/text]/label", "[]"),
        ("instance('nobody')/root/item", "error"),
        ("pulldata('nobody', 'label', 'name', 'k1')", "error"),
        ("pulldata('people', 'label', 'name')", "error"),
        ("property('deviceid')", "''"),
        ("property()", "error"),
        ("version(1)", "error"),
        ("current()/a", "[1]"),
        ("/data/row[n = current()/a]/k", "[x]"),
    ]);
}
