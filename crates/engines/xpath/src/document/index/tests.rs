//! A table gives exactly the rows that a walk along the list gives.

use super::*;

/// Rows of `item` with a name, a kind and a size, as somebody would build them.
fn list(rows: usize) -> Document {
    let mut document = Document::new("root");
    for number in 0..rows {
        let item = document.append(document.root(), "item");
        let cells =
            [("name", format!("n{number}")), ("kind", format!("k{}", number % 7)), ("size", format!("{}", number % 5))];
        for (name, text) in cells {
            let cell = document.append(item, name);
            document.set_text(cell, &text);
        }
    }
    document
}

fn about(document: &Document, cell: &str) -> Rows {
    let name = |name: &str| document.find_name(name).expect("a name of the document");
    Rows { parent: document.root(), row: Some(name("item")), cell: name(cell) }
}

/// The rows by a walk.
fn walked(document: &Document, rows: Rows, wanted: Wanted<'_>) -> Vec<NodeId> {
    let all = document.elements(rows.parent).filter(|row| rows.row.is_none_or(|name| document.name_id(*row) == name));
    all.filter(|row| document.says(*row, rows.cell, wanted)).collect()
}

fn check(document: &Document, cell: &str, wanted: Wanted<'_>) {
    let rows = about(document, cell);
    let found = document.rows_with(rows, wanted).expect("a table").into_owned();
    assert_eq!(found, walked(document, rows, wanted), "{cell} {wanted:?}");
}

#[test]
fn a_table_finds_what_a_walk_finds() {
    let document = list(500);
    for wanted in ["k0", "k6", "k7", "", "n3"] {
        check(&document, "kind", Wanted::Text(wanted));
    }
    for number in ["n0", "n499", "n500"] {
        check(&document, "name", Wanted::Text(number));
    }
    for number in [0.0, -0.0, 4.0, 4.000_000_000_000_1, 3.999_999_999_999_9, 4.5, f64::NAN, f64::INFINITY] {
        check(&document, "size", Wanted::Number(number));
    }
}

#[test]
fn a_table_is_made_anew_after_a_change_and_copies_part_ways() {
    let mut document = list(100);
    check(&document, "kind", Wanted::Text("k1"));
    let copy = document.clone();
    let first = document.elements(document.root()).next().expect("a row");
    let kind = document.child(first, "kind").expect("its kind");
    document.set_text(kind, "k1");
    check(&document, "kind", Wanted::Text("k1"));
    check(&copy, "kind", Wanted::Text("k1"));
    document.remove(first);
    check(&document, "kind", Wanted::Text("k1"));
    let second = document.elements(document.root()).next().expect("a row");
    document.copy_after(second, second);
    check(&document, "kind", Wanted::Text("k1"));
    document.append(document.root(), "item");
    check(&document, "kind", Wanted::Text(""));
}

#[test]
fn rows_of_many_shapes_are_told_apart() {
    let mut document = Document::new("root");
    for number in 0..200 {
        let item = document.append(document.root(), if number % 11 == 0 { "other" } else { "item" });
        for _ in 0..number % 3 {
            document.append(item, "filler");
        }
        if number % 5 > 0 {
            let cell = document.append(item, "kind");
            document.set_text(cell, &format!("{}", number % 4));
            let inner = document.append(cell, "kind");
            document.set_text(inner, "inside");
        }
        document.append_other(document.root(), Kind::Comment, "between");
    }
    for wanted in ["0inside", "0", "3inside", "inside"] {
        check(&document, "kind", Wanted::Text(wanted));
    }
    let every = Rows { row: None, ..about(&document, "kind") };
    let found = document.rows_with(every, Wanted::Text("1inside")).expect("a table").into_owned();
    assert_eq!(found, walked(&document, every, Wanted::Text("1inside")));
}

#[test]
fn there_is_no_table_where_one_would_be_wrong() {
    let short = list(SHORTEST_LIST - 1);
    assert!(short.rows_with(about(&short, "kind"), Wanted::Text("k1")).is_none());
    let mut double = list(100);
    let last = double.elements(double.root()).last().expect("a row");
    let second = double.append(last, "kind");
    double.set_text(second, "k9");
    assert!(double.rows_with(about(&double, "kind"), Wanted::Text("k9")).is_none());
    let mut typed = list(100);
    let size = typed.child(typed.elements(typed.root()).next().expect("a row"), "size").expect("its size");
    typed.set_content(size, Content::Number);
    assert!(typed.rows_with(about(&typed, "size"), Wanted::Text("0")).is_none());
    assert!(typed.rows_with(about(&typed, "kind"), Wanted::Text("k0")).is_some());
}

#[test]
fn there_are_only_so_many_tables() {
    let mut document = list(40);
    for number in 0..40 {
        document.append(document.root(), &format!("extra{number}"));
    }
    let names: Vec<_> = (0..40).filter_map(|number| document.find_name(&format!("extra{number}"))).collect();
    let rows = |cell| Rows { parent: document.root(), row: None, cell };
    let made = names.iter().filter(|name| document.rows_with(rows(**name), Wanted::Text("x")).is_some()).count();
    assert_eq!(made, MOST_TABLES);
}
