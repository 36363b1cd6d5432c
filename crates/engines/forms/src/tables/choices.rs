//! The `choices` sheet: lists, their labels, and the columns that conditions use.

use super::Tables;
use super::found::Found;
use super::header::Header;
use crate::Choice;
use language::{Lang, Message};
use std::collections::{BTreeMap, HashSet};

/// Lists of choices by their names.
pub(super) type Lists = BTreeMap<String, Vec<Choice>>;

/// Columns that are no data of the choice.
const OWN_COLUMNS: [&str; 3] = ["list_name", "name", "label"];

/// Reads all lists.
pub(super) fn read(tables: &Tables, language: Lang, found: &mut Found) -> Lists {
    let Some(sheet) = tables.sheet("choices") else { return BTreeMap::new() };
    let header = Header::new(sheet);
    found.warn_of_foreign(&sheet.name, &header);
    for column in ["list_name", "name"] {
        if !header.has(column) {
            found.add(&sheet.name, sheet.header_row, None, Message::new("forms-column-missing").with("column", column));
            return BTreeMap::new();
        }
    }
    let mut lists = Lists::new();
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
    lists
}
