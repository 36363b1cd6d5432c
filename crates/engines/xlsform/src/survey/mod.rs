//! The survey sheet, row by row: from entries to the form's tree. Owns the order of checks and what every row goes through; sections,
//! selects and types with rules of their own have a module each.

mod audit;
mod geo;
mod names;
mod questions;
mod range;
mod sections;
mod selects;
mod triggers;

use crate::choices::{Lists, refuse_loose_cells};
use crate::entities::Entities;
use crate::entry::Entry;
use crate::header::Header;
use crate::lexer::is_dynamic;
use crate::misspelling::similar_sheets;
use crate::names::is_xml_name;
use crate::parameters::Parameters;
use crate::problem::{Place, Report};
use crate::settings::Settings;
use crate::tables::{Layout, Tables};
use crate::texts::yes_or_no;
use crate::translations;
use crate::tree::{Act, ActKind, FIRST_LOAD, NEW_REPEAT, Node, NodeId, NodeKind, SURVEY, Tree};
use crate::type_cell::{Section, TypeCell, suggestion};
use crate::types::question_type;
use crate::vocabulary;
use language::Message;
use std::collections::{HashMap, HashSet};

/// Rows of a survey; the largest forms known have about 20,000.
const MOST_ROWS: usize = 100_000;

/// What the survey sheet says.
#[derive(Debug)]
pub(crate) struct Survey {
    /// The sheet's columns.
    pub(crate) header: Header,
    /// The form, without entities and what stands in `meta`.
    pub(crate) tree: Tree,
    /// What stands in `meta`: the audit.
    pub(crate) meta: Vec<Node>,
    /// How often each name is written in the sheet.
    pub(crate) names: HashMap<String, usize>,
    /// Whether a question has a choice for anything else.
    pub(crate) has_or_other: bool,
}

/// What the rows are read with.
pub(crate) struct Surroundings<'w> {
    pub(crate) tables: &'w Tables,
    pub(crate) settings: &'w mut Settings,
    pub(crate) choices: &'w mut Lists,
    pub(crate) external: &'w Lists,
    pub(crate) osm: &'w Lists,
    pub(crate) entities: &'w mut Entities,
    pub(crate) report: &'w mut Report,
}

/// A section that is begun and not yet ended.
struct Open {
    id: NodeId,
    section: Option<Section>,
    row: usize,
    names: HashSet<String>,
    lower_names: HashSet<String>,
}

/// Where a group that shows its selects as one table has come to.
enum TableList {
    /// The first select names the list.
    Begun,
    Of(String),
}

/// Walks over the rows.
struct Walk<'w> {
    with: Surroundings<'w>,
    survey: Survey,
    open: Vec<Open>,
    table_list: Option<TableList>,
    /// Names of questions, which triggers may name.
    questions: HashSet<String>,
    /// Questions that triggers name, with the row that does.
    triggered: Vec<(String, usize)>,
    /// What `reference-geometry` names, with the row that does.
    geometries: Vec<(String, usize)>,
    /// Lists and files that become instances.
    instances: HashSet<String>,
    repeats: HashSet<String>,
}

/// Reads the survey sheet; `None` when there is none, which is a problem.
pub(crate) fn read(with: Surroundings<'_>) -> Option<Survey> {
    let Some(sheet) = with.tables.sheet("survey").filter(|sheet| sheet.header_row > 0) else {
        let similar = similar_sheets(with.tables, "survey");
        let message = match &similar {
            Some(similar) => Message::new("xlsform-no-survey-similar").with("similar", similar.as_str()),
            None => Message::new("xlsform-no-survey"),
        };
        with.report.problem(Place { sheet: similar.unwrap_or_else(|| "survey".into()), ..Place::default() }, message);
        return None;
    };
    let mut header = Header::read(sheet, vocabulary::SURVEY, with.tables.layout == Layout::Workbook, with.report);
    leave_out_prefixes(&mut header, with.settings, with.report);
    refuse_loose_cells(sheet, with.tables.layout, with.report);
    if !header.has("type") {
        let place = header.place(header.row, &["type"]);
        with.report.problem(place, Message::new("xlsform-column-missing").with("column", "type"));
        return None;
    }
    if !translations::are_few(&header, with.report) {
        return None;
    }
    if sheet.rows.len() > MOST_ROWS {
        let message = Message::new("xlsform-too-many-rows").with("most", MOST_ROWS);
        with.report.problem(Place { sheet: sheet.name.clone(), ..Place::default() }, message);
        return None;
    }
    let (own, cleaning) = (with.settings.own_language.clone(), with.settings.cleaning());
    let mut walk = Walk::new(with, header);
    for row in &sheet.rows {
        let entry = Entry::read(&walk.survey.header, row, &own, cleaning);
        walk.take(entry);
    }
    Some(walk.finish())
}

/// Attributes that cannot have such a name, or whose prefix nobody declares, would make XML that nobody can read: their columns are left
/// out.
fn leave_out_prefixes(header: &mut Header, settings: &Settings, report: &mut Report) {
    for column in &mut header.columns {
        let Some((first, rest)) = column.words.split_first() else { continue };
        if !matches!(first.as_str(), "bind" | "control" | "instance") {
            continue;
        }
        // A language may stand behind the name, and the older way of one colon parts a prefix from it.
        let parted = rest.first().filter(|prefix| !prefix.contains(':')).and_then(|_| rest.get(1));
        let is_name = !rest.is_empty() && [rest.first(), parted].into_iter().flatten().all(|name| is_xml_name(name));
        let key = match settings.knows_prefix(&rest.join(":")) {
            true if is_name => continue,
            true => "xlsform-attribute-heading",
            false => "xlsform-prefix",
        };
        let place = Place::cell(&header.sheet, header.row, &column.written);
        report.warn(place, Message::new(key).with("column", column.written.as_str()));
        column.words.clear();
    }
}

impl<'w> Walk<'w> {
    fn new(with: Surroundings<'w>, header: Header) -> Self {
        let tree = Tree::new(&with.settings.root_name);
        let root = Open { id: SURVEY, section: None, row: 0, names: HashSet::new(), lower_names: HashSet::new() };
        Self {
            with,
            survey: Survey { header, tree, meta: Vec::new(), names: HashMap::new(), has_or_other: false },
            open: vec![root],
            table_list: None,
            questions: HashSet::new(),
            triggered: Vec::new(),
            geometries: Vec::new(),
            instances: HashSet::new(),
            repeats: HashSet::new(),
        }
    }

    fn problem(&mut self, row: usize, column: &[&str], message: Message) {
        let place = self.survey.header.place(row, column);
        self.with.report.problem(place, message);
    }

    fn warn(&mut self, row: usize, column: &[&str], message: Message) {
        let place = self.survey.header.place(row, column);
        self.with.report.warn(place, message);
    }

    /// What a check found, as a problem at a cell; `None` when it found one.
    fn checked<T>(&mut self, row: usize, column: &[&str], found: Result<T, Message>) -> Option<T> {
        found.map_err(|message| self.problem(row, column, message)).ok()
    }

    /// The section that rows are in now.
    fn here(&self) -> NodeId {
        self.open.last().map_or(SURVEY, |open| open.id)
    }

    fn add(&mut self, node: Node) -> NodeId {
        let parent = self.here();
        self.survey.tree.add(parent, node)
    }

    fn take(&mut self, mut entry: Entry) {
        let row = entry.row;
        if let Some(disabled) = entry.disabled.take() {
            self.warn(row, &["disabled"], Message::new("xlsform-disabled"));
            if yes_or_no(&disabled) == Some(true) {
                return;
            }
        }
        if entry.is_blank() {
            return;
        }
        if entry.kind.is_empty() {
            return self.take_without_type(&entry);
        }
        let kind = TypeCell::read(&entry.kind);
        if let TypeCell::Setting(setting) = kind {
            return self.with.settings.set_from_survey(setting, &entry.name);
        }
        let triggers = self.triggers(&entry);
        let parameters = self.checked(row, &["parameters"], Parameters::read(&entry.parameters)).unwrap_or_default();
        if kind == TypeCell::Question("audit".into()) {
            return self.audit(entry, &parameters, triggers);
        }
        if !matches!(kind, TypeCell::End(_)) {
            self.name(&mut entry, &kind);
        }
        self.save_to(&mut entry, &kind);
        match kind {
            TypeCell::End(section) => self.end(section, &entry),
            TypeCell::Begin(section, list) => self.begin(section, list, entry),
            kind => self.question(kind, entry, triggers, parameters),
        }
    }

    /// A row without a type is a note of the author's, unless it has a name or a label.
    fn take_without_type(&mut self, entry: &Entry) {
        if entry.name.is_empty() && entry.label.is_nothing() {
            self.warn(entry.row, &["type"], Message::new("xlsform-row-skipped"));
        } else {
            self.problem(entry.row, &["type"], Message::new("xlsform-type-missing"));
        }
    }

    /// Who an entity's property is saved from, and which entities name this row.
    fn save_to(&mut self, entry: &mut Entry, kind: &TypeCell) {
        let container = self.here();
        let is_section = matches!(kind, TypeCell::Begin(..) | TypeCell::End(_));
        let found = self.with.entities.note_row(entry, container, is_section);
        if let Err(message) = found {
            self.problem(entry.row, &["bind", "entities:saveto"], message);
        }
    }

    fn question(&mut self, kind: TypeCell, entry: Entry, triggers: Vec<String>, parameters: Parameters) {
        self.questions.insert(entry.name.clone());
        let (acts, is_dynamic) = self.default_acts(&entry);
        let prepare = |mut node: Node| {
            node.triggers = triggers;
            node.acts = acts;
            node.is_dynamic = is_dynamic;
            node
        };
        match kind {
            TypeCell::Select(select) => {
                let node = prepare(Node::new(selects::kind(&select), entry));
                self.select(&select, node, parameters);
            }
            TypeCell::Osm(list) => {
                let node = prepare(question_node("osm", entry));
                self.osm(&list, node);
            }
            TypeCell::External(extension) => {
                self.instances.insert(stem(&entry.name).0.to_owned());
                self.add(Node::new(NodeKind::External(extension), entry));
            }
            TypeCell::Question(name) => {
                let node = prepare(question_node(&name, entry));
                self.plain_question(&name, node, parameters);
            }
            _ => self.unknown_type(&entry),
        }
    }

    fn unknown_type(&mut self, entry: &Entry) {
        let message = match suggestion(&entry.kind) {
            Some(suggestion) => Message::new("xlsform-unknown-type-suggest").with("suggestion", suggestion),
            None => Message::new("xlsform-unknown-type"),
        };
        self.problem(entry.row, &["type"], message.with("type", entry.kind.as_str()));
    }

    /// What is done to fill in a default that has to be worked out.
    fn default_acts(&self, entry: &Entry) -> (Vec<Act>, bool) {
        if !is_dynamic(&entry.default, &entry.kind) {
            return (Vec::new(), false);
        }
        let mut acts = vec![Act { kind: ActKind::Default, event: FIRST_LOAD }];
        if self.open.iter().any(|open| open.section == Some(Section::Repeat)) {
            acts.push(Act { kind: ActKind::Default, event: NEW_REPEAT });
        }
        (acts, true)
    }

    fn finish(mut self) -> Survey {
        self.check_triggers();
        self.check_geometries();
        let open: Vec<(usize, Option<Section>, String)> = self
            .open
            .iter()
            .skip(1)
            .map(|open| (open.row, open.section, self.survey.tree.node(open.id).name().to_owned()))
            .collect();
        for (row, section, name) in open {
            let kind = section.map_or("", Section::name);
            self.problem(
                row,
                &["type"],
                Message::new("xlsform-begin-without-end").with("kind", kind).with("name", name),
            );
        }
        self.survey
    }
}

/// A question of a type that is known.
fn question_node(name: &str, mut entry: Entry) -> Node {
    let found = question_type(name).expect("callers hand over names of the table of types");
    if let Some(hint) = found.hint.filter(|_| entry.hint.is_nothing()) {
        entry.hint.replace(hint.to_owned());
    }
    Node::new(NodeKind::Question(name.to_owned(), found), entry)
}

/// A file's name and its ending with the point: `a.b.csv` is `a.b` and `.csv`. A name that only begins with a point has no ending.
pub(crate) fn stem(file: &str) -> (&str, &str) {
    let name_from = file.rfind('/').map_or(0, |slash| slash + 1);
    let name = file.get(name_from..).unwrap_or_default();
    match name.rfind('.') {
        Some(point) if name.get(..point).is_some_and(|start| start.chars().any(|character| character != '.')) => {
            file.split_at_checked(name_from + point).unwrap_or((file, ""))
        }
        _ => (file, ""),
    }
}

/// Whether choices come from a file of that ending.
pub(crate) fn is_list_file(ending: &str) -> bool {
    matches!(ending, ".csv" | ".xml" | ".geojson")
}
