//! The `choices` sheet: lists, their labels, and the columns that conditions use.

use super::references::Scope;
use super::{Found, is_name};
use crate::header::Header;
use crate::{Choice, Item, Itemset, Tables};
use language::{Lang, Message};
use std::collections::{BTreeMap, HashSet};

/// Columns that are no data of the choice.
const OWN_COLUMNS: [&str; 3] = ["list_name", "name", "label"];

/// Reads all lists.
pub(super) fn read(tables: &Tables, language: Lang, found: &mut Found) -> BTreeMap<String, Itemset> {
    let Some(sheet) = tables.sheet("choices") else { return BTreeMap::new() };
    let header = Header::new(sheet);
    found.warn_of_foreign(&sheet.name, &header);
    for column in ["list_name", "name"] {
        if !header.has(column) {
            found.add(&sheet.name, sheet.header_row, None, Message::new("forms-column-missing").with("column", column));
            return BTreeMap::new();
        }
    }
    let mut lists: BTreeMap<String, Vec<Choice>> = BTreeMap::new();
    let mut seen: HashSet<(String, String)> = HashSet::new();
    for row in &sheet.rows {
        let (list, name) = (header.cell(row, "list_name"), header.cell(row, "name"));
        if list.is_empty() {
            continue;
        }
        if name.is_empty() || name.contains(char::is_whitespace) {
            let message = Message::new("forms-bad-choice-name").with("name", name);
            found.add(&sheet.name, row.number, Some(header.written("name")), message);
            continue;
        }
        if !seen.insert((list.to_owned(), name.to_owned())) {
            let message = Message::new("forms-choice-twice").with("name", name).with("list", list);
            found.add(&sheet.name, row.number, Some(header.written("name")), message);
            continue;
        }
        let mut choice = Choice::new(name, header.text(row, "label", language));
        let columns =
            header.plain_cells(row).filter(|(column, cell)| !OWN_COLUMNS.contains(column) && !cell.is_empty());
        choice.columns = columns.map(|(column, cell)| (column.to_owned(), cell.to_owned())).collect();
        lists.entry(list.to_owned()).or_default().push(choice);
    }
    lists.into_iter().map(|(list, choices)| (list, itemset(choices))).collect()
}

/// Conditions can only name columns whose header is a name; others stay with the choice but out of their reach.
fn itemset(choices: Vec<Choice>) -> Itemset {
    let mut set = Itemset::new(choices.iter().map(|choice| {
        let mut named = choice.clone();
        named.columns.retain(|column, _| is_name(column));
        named
    }));
    set.choices = choices;
    set
}

/// Compiles the answers that stand in labels of choices.
pub(super) fn compile_labels(
    tables: &Tables,
    lists: &mut BTreeMap<String, Itemset>,
    items: &[Item],
    found: &mut Found,
) {
    let scope = Scope::new(items);
    let sheet = tables.sheet("choices").map_or("choices", |sheet| sheet.name.as_str());
    for (list, set) in lists {
        for choice in &mut set.choices {
            match scope.template(0, &choice.label) {
                Ok(template) => choice.template = template,
                Err(message) => found.add(sheet, 0, Some(format!("label ({list} {})", choice.name)), message),
            }
        }
    }
}
