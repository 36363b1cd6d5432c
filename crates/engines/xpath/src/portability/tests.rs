//! Findings of the portability check, one line each.

use super::{Client, Difference as D};
use crate::Expression;

fn found(source: &str) -> Vec<(usize, D)> {
    let expression = Expression::parse(source).expect(source);
    expression.portability().into_iter().map(|finding| (finding.offset, finding.difference)).collect()
}

#[test]
fn what_both_take_alike_is_not_mentioned() {
    for source in [
        "${a} = 'yes'".replace("${a}", "/data/a").as_str(),
        ". > 0 and . <= 120",
        "selected(/data/kinds, 'talk') or not(/data/b = '')",
        "int((today() - date(/data/born)) div 365.25)",
        "instance('l')/root/item[name = current()/../code]/label",
        "count(/data/row[kind = 'a'])",
        "format-date(today(), '%Y-%m-%d')",
        "regex(., '^[0-9]{13}$')",
        "../@id",
        "concat(/data/a, ' ', /data/b)",
        "indexed-repeat(/data/r/x, /data/r, 2)",
        "date('2020-01-01') > date(/data/d)",
        "round(/data/x, 2)",
        "'no-break\u{a0}space in quotes'",
    ] {
        assert_eq!(found(source), [], "{source}");
    }
}

#[test]
fn every_difference_is_found_at_its_place() {
    let (collect, web) = (Client::Collect, Client::WebForms);
    let cases: Vec<(&str, usize, D)> = vec![
        ("1 + floor(/data/x)", 4, D::NoFunction { client: collect, function: "floor" }),
        ("/data/a[last()]", 8, D::NoFunction { client: collect, function: "last" }),
        ("property('deviceid')", 0, D::NoFunction { client: web, function: "property" }),
        ("number() > 1", 0, D::ArgumentCount { client: collect, function: "number", least: 1, most: 1 }),
        ("count(//row)", 6, D::Step),
        ("/data/text()", 6, D::Step),
        ("/data/row/following-sibling::row", 10, D::Step),
        ("/data/@*", 6, D::Step),
        ("(/data/row)[2]", 2, D::Filter),
        ("/data/a | /data/b", 8, D::Union),
        ("/data/จำนวน > 1", 6, D::Name),
        ("'ก' = .\u{a0}", 7, D::WhiteSpace),
        ("area('0 0;0 1;1 1')", 0, D::NeedsQuestion { function: "area" }),
        ("geofence(/data/p, '0 0')", 0, D::NeedsQuestion { function: "geofence" }),
        ("selected(/data/k, 1)", 0, D::NeedsText { function: "selected" }),
        ("count-selected(number(.))", 0, D::NeedsText { function: "count-selected" }),
        ("today() + 30", 8, D::DateAsNumber),
        ("3 + date(/data/d) + 5", 2, D::DateAsNumber),
        ("number(today())", 0, D::DateAsNumber),
        ("'2018-01-01' + 1", 13, D::TextAsDate),
        ("/data/d > '2018-01-01'", 8, D::TextAsDate),
        ("number('2018-01-01')", 0, D::TextAsDate),
        ("now() > /data/d", 6, D::TimeOfDay),
        ("now() = /data/d", 6, D::TimeOfDay),
        ("concat('at ', now())", 0, D::TimeOfDay),
        ("format-date(., '%B')", 0, D::DateFormat { letter: Some('B'), in_collect: false }),
        ("format-date(., '%Y %W')", 0, D::DateFormat { letter: Some('W'), in_collect: true }),
        ("format-date(., '100%')", 0, D::DateFormat { letter: None, in_collect: false }),
        ("regex(., '[0-9]{13}')", 0, D::UnanchoredPattern),
        ("round(-1.5)", 0, D::NegativeRounding),
        ("round(., -2)", 0, D::NegativeRounding),
        ("boolean-from-string('True')", 0, D::TruthInCapitals),
    ];
    let count = |client| (0, D::ArgumentCount { client, function: "coalesce", least: 2, most: 2 });
    assert_eq!(found("coalesce(/a, /b, /c)"), [count(collect), count(web)]);
    for (source, offset, difference) in cases {
        assert_eq!(found(source), [(offset, difference)], "{source}");
    }
}

#[test]
fn a_difference_says_who_refuses_the_expression() {
    for (source, refuses) in [
        ("floor(1)", Some(Client::Collect)),
        ("version()", Some(Client::WebForms)),
        ("//a", Some(Client::Collect)),
        ("today() + 1", None),
        ("format-date(., '%W')", None),
        ("format-date(., '%q')", Some(Client::Collect)),
    ] {
        let refused: Vec<_> = found(source).into_iter().map(|(_, difference)| difference.refused_by()).collect();
        assert_eq!(refused, [refuses], "{source}");
    }
}
