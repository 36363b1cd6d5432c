//! Lists of choices: those of a form, and those handed in from outside.

use crate::tongue::lang_named;
use language::{Lang, Text};
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;
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
}

/// A list of choices, ready for conditions: read once, shared by all sessions.
#[derive(Clone, Debug)]
pub struct Itemset {
    /// The choices, where they were handed in as such: with labels in several languages.
    given: Option<Vec<Choice>>,
    /// `root` with an `item` for each choice, the shape in which conditions see it; or whatever was handed in as a document.
    document: Document,
    /// The document's item of each choice, in document order.
    nodes: Vec<NodeId>,
    /// The choices of a document, made when somebody asks for them: most long lists are only looked things up in.
    made: OnceLock<Vec<Choice>>,
    /// Where a name stands; more than once in lists that rely on a condition.
    by_name: OnceLock<HashMap<String, Vec<usize>>>,
}

/// The file in which `select_one_external` finds its choices, those of all such questions together.
pub const EXTERNAL_CHOICES: &str = "itemsets.csv";

/// Lists that forms name by `select_one_from_file`, and every other file that they look things up in.
pub trait Itemsets {
    /// The list of a file, such as `districts.csv`.
    fn itemset(&self, file: &str) -> Option<&Itemset>;

    /// Whether whoever answered may have seen other rows in a list than it has now: then an answer is not refused for not being in it.
    fn may_have_changed(&self, _file: &str) -> bool {
        false
    }
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
        for choice in choices {
            let item = document.append(document.root(), "item");
            let labelled = ("label", choice.label.get(Lang::En));
            let columns = choice.columns.iter().map(|(name, cell)| (name.as_str(), cell.as_str()));
            for (name, cell) in [("name", choice.name.as_str()), labelled].into_iter().chain(columns) {
                let cell_node = document.append(item, name);
                document.set_text(cell_node, cell);
            }
            nodes.push(item);
            list.push(choice);
        }
        Self::of_parts(Some(list), document, nodes)
    }

    /// Choices with the nodes that they stand for, in the same order.
    pub(crate) fn of_parts(given: Option<Vec<Choice>>, document: Document, nodes: Vec<NodeId>) -> Self {
        Self { given, document, nodes, made: OnceLock::new(), by_name: OnceLock::new() }
    }

    /// A list from a document: the elements inside its root are the choices, `name` the value and `label` what is read.
    pub fn from_document(document: Document) -> Self {
        let nodes: Vec<NodeId> = document.elements(document.root()).collect();
        Self::of_parts(None, document, nodes)
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
            choice
        });
        Self::new(choices.collect::<Vec<_>>())
    }

    /// The choices in order.
    pub fn choices(&self) -> &[Choice] {
        match &self.given {
            Some(given) => given,
            None => self.made.get_or_init(|| self.nodes.iter().map(|node| self.choice_at(*node)).collect()),
        }
    }

    fn choice_at(&self, node: NodeId) -> Choice {
        let mut choice = Choice::new("", Text::default());
        for cell in self.document.elements(node) {
            choice.fill(self.document.name(cell), &self.document.text(cell));
        }
        choice
    }

    /// Whether it was made of choices, whose labels may be in several languages, and not of a file's rows.
    pub(crate) fn has_choices_of_its_own(&self) -> bool {
        self.given.is_some()
    }

    /// The choices of that name: usually one.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Choice> {
        self.places(name).iter().filter_map(|at| self.choices().get(*at))
    }

    /// Makes ready what finds rows by their names and by these columns, so that whoever asks first need not wait for it.
    pub fn prepare<'c>(&self, columns: impl IntoIterator<Item = &'c str>) {
        self.places("");
        columns.into_iter().for_each(|column| self.document.prepare(column));
    }

    /// Whether nobody has to wait for that any more.
    pub fn is_prepared<'c>(&self, columns: impl IntoIterator<Item = &'c str>) -> bool {
        self.by_name.get().is_some() && columns.into_iter().all(|column| self.document.is_prepared(column))
    }

    /// The list as conditions see it.
    pub fn document(&self) -> &Document {
        &self.document
    }

    fn places(&self, name: &str) -> &[usize] {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, node) in self.nodes.iter().enumerate() {
                let name = match self.given.as_ref().and_then(|given| given.get(at)) {
                    Some(choice) => choice.name.clone(),
                    None => self
                        .document
                        .child(*node, "name")
                        .map(|cell| self.document.text(cell).into_owned())
                        .unwrap_or_default(),
                };
                by_name.entry(name).or_default().push(at);
            }
            by_name
        });
        by_name.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The nodes of the choices of that name.
    pub(crate) fn nodes_named(&self, name: &str) -> Vec<NodeId> {
        self.places(name).iter().filter_map(|at| self.nodes.get(*at)).copied().collect()
    }

    /// The choice that a node of the document stands for.
    pub(crate) fn choice_of(&self, node: NodeId) -> Option<&Choice> {
        self.nodes.binary_search(&node).ok().and_then(|at| self.choices().get(at))
    }

    /// The choice with labels in several languages that a node of the document stands for.
    pub(crate) fn given_of(&self, node: NodeId) -> Option<&Choice> {
        let given = self.given.as_ref()?;
        self.nodes.binary_search(&node).ok().and_then(|at| given.get(at))
    }
}

impl Choice {
    /// A choice without further columns.
    pub fn new(name: &str, label: Text) -> Self {
        Self { name: name.to_owned(), label, columns: BTreeMap::new() }
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

    #[test]
    fn a_list_is_read_from_a_document() {
        let text = "<root><item><name>a</name><label>A</label><more>1</more></item><item><name>b</name></item></root>";
        let list = Itemset::from_document(xml::read(text, &xml::Limits::default()).expect("well-formed"));
        let names: Vec<_> = list.choices().iter().map(|choice| choice.name.as_str()).collect();
        assert_eq!((names, list.named("a").count()), (vec!["a", "b"], 1));
        assert_eq!(list.choices()[0].columns.get("more").map(String::as_str), Some("1"));
    }
}
