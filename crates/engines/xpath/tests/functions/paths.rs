//! Location paths and predicates.

use crate::check;

#[test]
fn names_dots_and_attributes() {
    check(&[
        ("/data/text", "[abc]"),
        ("text", "[abc]"),
        ("./text", "[abc]"),
        ("/data/row/../text", "[abc]"),
        ("/data/row/deep/../../a", "[1]"),
        ("/data/./a", "[1]"),
        ("@id", "[f]"),
        ("/data/@version", "[3]"),
        ("attribute::id", "[f]"),
        ("/data/@nothing", "[]"),
        ("/data/nothing/more", "[]"),
        ("/other", "[]"),
        ("../../..", "[]"),
        ("/data/row/*", "[1|x|20|y|7|3|x]"),
        ("*/deep/n", "[7]"),
        ("(text)", "[abc]"),
        ("(/data/row)[2]/n", "[20]"),
        ("/data / text", "[abc]"),
        ("child :: text", "[abc]"),
    ]);
}

#[test]
fn every_axis() {
    check(&[
        ("/data/row[1]/following-sibling::row/n", "[20|3]"),
        ("/data/row[3]/preceding-sibling::row[1]/n", "[20]"),
        ("/data/row[2]/descendant::n", "[20|7]"),
        ("/data/row/deep/n/ancestor::row/k", "[y]"),
        ("name(/data/row/deep/n/ancestor::*[1])", "'deep'"),
        ("name(/data/row/deep/n/ancestor-or-self::*[1])", "'n'"),
        ("/data/row/self::row/n", "[1|20|3]"),
        ("/data/row/self::data", "[]"),
        ("/data/gap/following::p", "[0 0|0 1]"),
        ("count(/data/gap/preceding::n)", "4"),
        ("/data/row/parent::data/a", "[1]"),
        ("//deep//n", "[7]"),
        ("count(/descendant-or-self::node()) > 50", "true"),
        ("/data/text/text()", "[abc]"),
        ("/data/node()[1]", "[1]"),
        ("/data/comment()", "[]"),
        ("/data/processing-instruction('x')", "[]"),
        ("/data/namespace::*", "[]"),
        ("sideways::a", "error"),
    ]);
}

#[test]
fn predicates() {
    check(&[
        ("/data/row[1]/n", "[1]"),
        ("/data/row[3]/n", "[3]"),
        ("/data/row[4]/n", "[]"),
        ("/data/row[0]/n", "[]"),
        ("/data/row[1.5]/n", "[]"),
        ("/data/row[/data/a]/n", "[1|20|3]"),
        ("/data/row[number(/data/a)]/n", "[1]"),
        ("/data/row[k = 'x']/n", "[1|3]"),
        ("/data/row['x' = k]/n", "[1|3]"),
        ("/data/row[k = 'x'][2]/n", "[3]"),
        ("/data/row[2][k = 'x']/n", "[]"),
        ("/data/row[k = 'x' and n > 1]/n", "[3]"),
        ("/data/row[k = 'y' or n = 1]/n", "[1|20]"),
        ("/data/row[deep]/n", "[20]"),
        ("/data/row[not(deep)]/n", "[1|3]"),
        ("/data/row[deep/n = 7]/n", "[20]"),
        ("/data/row[n = 20]/k", "[y]"),
        ("/data/row[n = '20']/k", "[y]"),
        ("/data/row[n = '20.0']/k", "[]"),
        ("/data/row[true()]/k", "[x|y|x]"),
        ("/data/row['']/k", "[]"),
        ("/data/row[n = /data/a]/k", "[x]"),
        ("/data/row[count(../row) = 3]/k", "[x|y|x]"),
        ("/data/row[position() = count(../row)]/n", "[3]"),
        ("/data/gap/n[. = '']", "[]"),
        ("count(/data/gap/n[. = ''])", "1"),
        ("/data/row[n[. > 5]]/k", "[y]"),
        (".[a = 1]/b", "[2.5]"),
        ("/data/row[date('x')]", "error"),
    ]);
}

#[test]
fn what_is_no_node_cannot_be_walked_from() {
    check(&[("'a'/b", "error"), ("(1)[1]", "error"), ("concat('a')/b", "error"), ("today()/b", "error")]);
}
