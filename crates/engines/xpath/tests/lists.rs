//! Conditions on long lists: what a table answers is what asking every row would answer, and evaluation never changes what it reads.

use proptest::prelude::*;
use xpath::{Content, Context, Document, Environment, Expression, Instances, NodeId};

struct List(Document);

impl Instances for List {
    fn instance(&self, name: &str) -> Option<&Document> {
        (name == "l").then_some(&self.0)
    }
}

/// Rows with cells of few values; some rows lack a cell, and there may be a row with two.
fn list(cells: &[(u8, u8)], is_doubled: bool) -> Document {
    let mut document = Document::new("root");
    for (kind, size) in cells {
        let item = document.append(document.root(), "item");
        for (name, number) in [("kind", kind % 5), ("size", size % 7)] {
            if number > 0 {
                let cell = document.append(item, name);
                document.set_text(cell, &number.to_string());
            }
        }
    }
    if is_doubled && let Some(item) = document.elements(document.root()).last() {
        let second = document.append(item, "kind");
        document.set_text(second, "1");
    }
    document
}

fn answers(kind: &str, content: Content) -> Document {
    let mut document = Document::new("data");
    let node = document.append(document.root(), "kind");
    document.set_text(node, kind);
    document.set_content(node, content);
    document
}

fn found(source: &str, answers: &Document, list: &List) -> Vec<NodeId> {
    let environment = Environment::on(jiff::civil::date(2019, 7, 4));
    let context = Context::new(answers, answers.root(), list, &environment);
    let expression = Expression::parse(source).expect(source);
    let value = expression.evaluate(&context).expect(source);
    value.as_nodes().expect("nodes").list.clone()
}

/// Conditions that a table can answer, each with one that asks every row the same.
const CONDITIONS: [(&str, &str); 8] = [
    ("kind = current()/kind", "contains(kind, /data/kind) and string-length(kind) = string-length(/data/kind)"),
    ("kind = '1'", "not(kind != '1') and kind"),
    ("'2' = kind", "kind != '' and kind + 0 = 2"),
    ("kind = 3", "kind + 0 = 3"),
    ("kind = '1' and size = '2'", "(kind + 0 = 1) and (size + 0 = 2)"),
    ("size > 2 and kind = '1'", "(kind + 0 = 1) and (size > 2)"),
    ("kind = '9'", "false()"),
    ("nothing = '1'", "false()"),
];

proptest! {
    #[test]
    fn a_table_gives_what_asking_every_row_gives(cells in prop::collection::vec((0_u8..5, 0_u8..7), 0..120)) {
        let list = List(list(&cells, false));
        let answers = answers("2", Content::Text);
        for (quick, slow) in CONDITIONS {
            for rest in ["", "[2]", "[size = '3']", "/size"] {
                let by_table = found(&format!("instance('l')/root/item[{quick}]{rest}"), &answers, &list);
                let by_row = found(&format!("instance('l')/root/item[{slow}]{rest}"), &answers, &list);
                prop_assert_eq!(by_table, by_row, "{}{}", quick, rest);
            }
        }
    }

    #[test]
    fn a_list_of_rows_is_narrowed_alike(cells in prop::collection::vec((0_u8..5, 0_u8..7), 0..120), some in 0_usize..120) {
        let list = List(list(&cells, false));
        let answers = answers("2", Content::Text);
        let rows: Vec<NodeId> = list.0.elements(list.0.root()).collect();
        let environment = Environment::on(jiff::civil::date(2019, 7, 4));
        let context = Context::new(&answers, answers.root(), &list, &environment);
        for (quick, slow) in CONDITIONS {
            for nodes in [&rows[..], &rows[..some.min(rows.len())]] {
                let keep = |source: &str| Expression::parse(source).expect(source).keep(&context, &list.0, nodes);
                prop_assert_eq!(keep(quick), keep(slow), "{}", quick);
            }
        }
    }
}

#[test]
fn a_position_counts_all_rows_also_beside_an_equality() {
    let list = List(list(&[(1, 1), (2, 1), (1, 2)].repeat(30), false));
    let answers = answers("", Content::Text);
    let all: Vec<NodeId> = list.0.elements(list.0.root()).collect();
    assert_eq!(found("instance('l')/root/item[kind = '1' and position() = 3]", &answers, &list), [all[2]]);
    assert_eq!(found("instance('l')/root/item[kind = '1' and position() = 2]", &answers, &list), []);
    assert_eq!(found("instance('l')/root/item[kind = '1'][2]", &answers, &list), [all[2]]);
}

#[test]
fn rows_with_two_cells_of_a_name_are_all_found() {
    let list = List(list(&[(2, 1)].repeat(50), true));
    let answers = answers("", Content::Text);
    assert_eq!(found("instance('l')/root/item[kind = '1']", &answers, &list).len(), 1);
    assert_eq!(found("instance('l')/root/item[kind = '2']", &answers, &list).len(), 50);
}

#[test]
fn a_typed_number_finds_the_same_number_written_otherwise() {
    let mut rows = list(&[(1, 1)].repeat(40), false);
    let item = rows.elements(rows.root()).next().expect("a row");
    let cell = rows.child(item, "kind").expect("its cell");
    rows.set_text(cell, "2.0");
    let list = List(rows);
    let number = answers("2", Content::Number);
    assert_eq!(found("instance('l')/root/item[kind = /data/kind]", &number, &list), [item]);
    let text = answers("2", Content::Text);
    assert_eq!(found("instance('l')/root/item[kind = /data/kind]", &text, &list), []);
}

#[test]
fn pulldata_takes_the_first_row_of_the_key() {
    let mut rows = Document::new("root");
    for number in 0..100 {
        let item = rows.append(rows.root(), "item");
        for (name, text) in [("key", format!("k{}", number % 50)), ("label", format!("row {number}"))] {
            let cell = rows.append(item, name);
            rows.set_text(cell, &text);
        }
    }
    let list = List(rows);
    let data = Document::new("data");
    let environment = Environment::on(jiff::civil::date(2019, 7, 4));
    let context = Context::new(&data, data.root(), &list, &environment);
    let cases = [
        ("pulldata('l', 'label', 'key', 'k7')", "row 7"),
        ("pulldata('l', 'label', 'key', 'k70')", ""),
        ("pulldata('l', 'nothing', 'key', 'k7')", ""),
        ("pulldata('l', 'label', 'nothing', 'k7')", ""),
    ];
    for (source, expected) in cases {
        let expression = Expression::parse(source).expect(source);
        let value = expression.evaluate(&context).expect(source);
        assert_eq!(value.to_text(), expected, "{source}");
    }
}
