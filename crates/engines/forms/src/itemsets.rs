//! Lists of choices: those of a form, and those handed in from outside.

use crate::header::lang_named;
use crate::template::Template;
use language::{Lang, Text};
use std::collections::{BTreeMap, HashMap};
use xpath::{Document, NodeId};

/// A choice of a list.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is kept as the answer.
    pub name: String,
    /// What a person reads.
    pub label: Text,
    /// The list's further columns, which conditions can use.
    pub columns: BTreeMap<String, String>,
    pub(crate) template: Template,
}

/// A list of choices, ready for conditions: read once, shared by all sessions.
#[derive(Clone, Debug)]
pub struct Itemset {
    pub(crate) choices: Vec<Choice>,
    /// `root` with an `item` for each choice, the shape in which conditions see it.
    pub(crate) document: Document,
    /// The document's item of each choice, in order.
    pub(crate) nodes: Vec<NodeId>,
    /// Where a name stands; more than once in lists that rely on a condition.
    by_name: HashMap<String, Vec<usize>>,
}

/// Lists that forms name by `select_one_from_file`.
pub trait Itemsets {
    /// The list of a file, such as `districts.csv`.
    fn itemset(&self, file: &str) -> Option<&Itemset>;
}

/// No lists beside the form's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoItemsets;

impl Itemsets for NoItemsets {
    fn itemset(&self, _file: &str) -> Option<&Itemset> {
        None
    }
}

impl Itemsets for BTreeMap<String, Itemset> {
    fn itemset(&self, file: &str) -> Option<&Itemset> {
        self.get(file)
    }
}

impl Itemsets for HashMap<String, Itemset> {
    fn itemset(&self, file: &str) -> Option<&Itemset> {
        self.get(file)
    }
}

impl Itemset {
    /// A list from choices made elsewhere.
    pub fn new(choices: impl IntoIterator<Item = Choice>) -> Self {
        let mut document = Document::new("root");
        let (mut list, mut nodes) = (Vec::new(), Vec::new());
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for choice in choices {
            let item = document.append(document.root(), "item");
            let labelled = ("label", choice.label.get(Lang::En));
            let columns = choice.columns.iter().map(|(name, cell)| (name.as_str(), cell.as_str()));
            for (name, cell) in [("name", choice.name.as_str()), labelled].into_iter().chain(columns) {
                let cell_node = document.append(item, name);
                document.set_text(cell_node, cell);
            }
            by_name.entry(choice.name.clone()).or_default().push(list.len());
            nodes.push(item);
            list.push(choice);
        }
        Self { choices: list, document, nodes, by_name }
    }

    /// A list from a table: a header with `name`, `label` or `label::ไทย (th)`, and any further columns; then the rows.
    pub fn from_table<Row, Cell>(header: &[&str], rows: impl IntoIterator<Item = Row>) -> Self
    where
        Row: IntoIterator<Item = Cell>,
        Cell: AsRef<str>,
    {
        let choices = rows.into_iter().map(|row| {
            let mut choice = Choice::new("", Text::default());
            for (column, cell) in header.iter().zip(row) {
                choice.fill(column, cell.as_ref());
            }
            choice.template = Template::plain(choice.label.clone());
            choice
        });
        Self::new(choices.collect::<Vec<_>>())
    }

    /// The choices in order.
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// The choices of that name: usually one.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Choice> {
        self.places(name).iter().filter_map(|at| self.choices.get(*at))
    }

    pub(crate) fn places(&self, name: &str) -> &[usize] {
        self.by_name.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Choice {
    /// A choice without further columns.
    pub fn new(name: &str, label: Text) -> Self {
        Self { name: name.to_owned(), template: Template::plain(label.clone()), label, columns: BTreeMap::new() }
    }

    /// The same choice with one column more.
    #[must_use]
    pub fn with(mut self, column: &str, cell: &str) -> Self {
        self.columns.insert(column.to_owned(), cell.to_owned());
        self
    }

    fn fill(&mut self, column: &str, cell: &str) {
        match column.split_once("::") {
            _ if column == "name" => cell.clone_into(&mut self.name),
            _ if column == "label" => self.label = std::mem::take(&mut self.label).with(Lang::En, cell),
            Some(("label", language)) => {
                if let Some(lang) = lang_named(language) {
                    self.label = std::mem::take(&mut self.label).with(lang, cell);
                }
            }
            _ => {
                self.columns.insert(column.to_owned(), cell.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_from_a_table() {
        let header = ["name", "label::English (en)", "label::ไทย (th)", "province"];
        let list = Itemset::from_table(
            &header,
            [["5001", "Mueang Chiang Mai", "เมืองเชียงใหม่", "50"], ["5002", "Chom Thong", "จอมทอง", "50"]],
        );
        let found: Vec<_> = list.named("5002").map(|choice| choice.label.get(Lang::Th)).collect();
        assert_eq!(found, ["จอมทอง"]);
        assert_eq!(
            list.choices().first().and_then(|choice| choice.columns.get("province")).map(String::as_str),
            Some("50")
        );
        assert_eq!(list.named("9999").count(), 0);
    }
}
