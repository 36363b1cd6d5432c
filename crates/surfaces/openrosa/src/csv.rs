//! A list of choices as the file that a phone reads it from: `name`, `label` in the worker's language, and the columns that conditions
//! use. The same rows give the same bytes, so that a phone fetches a list only when it changed.

use collection::EntityList;
use forms::Itemset;
use language::Lang;
use std::collections::BTreeSet;

/// The file of a list.
pub(crate) fn file(list: &Itemset, lang: Lang) -> String {
    let columns: BTreeSet<&str> =
        list.choices().iter().flat_map(|choice| choice.columns.keys()).map(String::as_str).collect();
    let mut text = String::new();
    line(&mut text, ["name", "label"].into_iter().chain(columns.iter().copied()));
    for choice in list.choices() {
        let more = columns.iter().map(|column| choice.columns.get(*column).map_or("", String::as_str));
        line(&mut text, [choice.name.as_str(), choice.label.get(lang)].into_iter().chain(more));
    }
    text
}

/// The file of a list of entities, as the ODK entities specification has it: each with its version.
pub(crate) fn entities(list: &EntityList) -> String {
    let mut text = String::with_capacity(list.rows().len() * 80);
    line(&mut text, ["name", "label", "__version"].into_iter().chain(list.properties().iter().map(String::as_str)));
    for row in list.rows() {
        let version = row.version.to_string();
        let first = [row.id.as_str(), row.label.as_str(), version.as_str()];
        line(&mut text, first.into_iter().chain(row.values.iter().map(String::as_str)));
    }
    text
}

/// A line as RFC 4180 writes it, apart from its end.
fn line<'c>(text: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::Choice;
    use language::Text;

    #[test]
    fn a_list_is_written_in_the_workers_language_and_quoted_where_it_must_be() {
        let label = |english: &str, thai: &str| Text::new(english).with(Lang::Th, thai);
        let list = Itemset::new([
            Choice::new("5001", label("Mueang, \"city\"", "เมือง")).with("province", "50"),
            Choice::new("x", label("No province", "ไม่มี")),
        ]);
        assert_eq!(file(&list, Lang::En), "name,label,province\n5001,\"Mueang, \"\"city\"\"\",50\nx,No province,\n");
        assert_eq!(file(&list, Lang::Th), "name,label,province\n5001,เมือง,50\nx,ไม่มี,\n");
    }
}
