//! How a list of records is sorted: by the headings of its table, and by one question in the form of its filters for phones, which show
//! no headings, and for whoever looks for it there.

use super::list_asked::Asked;
use super::record_table;
use super::records::keeping;
use crate::parts::Choice;
use collection::Definition;
use language::{Lang, Message, phrase, say};
use packs::ColumnKind;
use store::Order;

/// The field for what a list is sorted by.
pub(super) const SORTED_BY: &str = "sort-by";
/// Before a column that is sorted by with the last first; no question's name begins so.
const FROM_THE_END: &str = "-";

/// How a list is sorted: as its reader asked, else by its day with the latest first, else by what changed last.
pub(super) fn order(of: Definition<'_>, asked: &Asked) -> Order {
    let wanted = asked.get(SORTED_BY).map_or("", String::as_str);
    offered(of).find(|order| value_of(order) == wanted).unwrap_or_else(|| usual(of))
}

fn usual(of: Definition<'_>) -> Order {
    match &of.kind.date_question {
        Some(day) => Order::Column { name: day.clone(), descending: true },
        None => Order::RecentFirst,
    }
}

/// Every listed question from either end.
fn offered(of: Definition<'_>) -> impl Iterator<Item = Order> {
    let columns = of.kind.list.iter().filter(move |name| of.kind.column(name).is_some());
    columns.flat_map(|name| [false, true].map(|descending| Order::Column { name: name.clone(), descending }))
}

/// An order as the field says it.
fn value_of(order: &Order) -> String {
    match order {
        Order::Column { name, descending: false } => name.clone(),
        Order::Column { name, descending: true } => format!("{FROM_THE_END}{name}"),
        Order::RecentFirst => String::new(),
    }
}

/// What a list can be sorted by, the usual order first and under no name, so that an address says only what is unusual.
pub(super) fn choices(of: Definition<'_>, current: &Order, lang: Lang) -> Vec<Choice> {
    let usual = usual(of);
    let first = Choice::new("", in_words(of, &usual, lang), usual == *current);
    let others = offered(of).filter(|order| *order != usual);
    let others = others.map(|order| Choice::new(value_of(&order), in_words(of, &order, lang), order == *current));
    std::iter::once(first).chain(others).collect()
}

fn in_words(of: Definition<'_>, order: &Order, lang: Lang) -> String {
    let Order::Column { name, descending } = order else { return phrase(lang, "web-sort-changed") };
    let column = of.kind.column(name);
    let is_day = column.is_some_and(|column| column.kind == ColumnKind::Date);
    let key = match (is_day, descending) {
        (true, false) => "web-sort-oldest",
        (true, true) => "web-sort-newest",
        (false, false) => "web-sort-up",
        (false, true) => "web-sort-down",
    };
    let title = column.map_or_else(|| name.clone(), |column| record_table::heading(of, column, lang));
    say(lang, &Message::new(key).with("column", title))
}

/// Where a column's heading leads, and how the list is sorted by it now: once from its start, again from its end.
pub(super) fn sorting(of: Definition<'_>, asked: &Asked, order: &Order, name: &str) -> (String, &'static str) {
    let (sorted, descending) = match order {
        Order::Column { name: by, descending: false } if by == name => ("ascending", true),
        Order::Column { name: by, descending: true } if by == name => ("descending", false),
        _ => ("", false),
    };
    let next = value_of(&Order::Column { name: name.to_owned(), descending });
    (keeping(asked, &format!("/records/{}", of.kind.id), &[(SORTED_BY, &next)]), sorted)
}
