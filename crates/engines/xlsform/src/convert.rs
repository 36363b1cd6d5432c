//! The passes from tables to a definition, in order.

use crate::choices::Lists;
use crate::emit::{Emitted, Sources, emit, entities_column, settings_column};
use crate::entities::{Entities, meta_of};
use crate::external_file;
use crate::places::Places;
use crate::problem::{Place, Problem, Problems, Report};
use crate::settings::Settings;
use crate::survey::{self, Surroundings, Survey};
use crate::tables::Tables;
use crate::tree::{Node, NodeId, NodeKind, Origin, SURVEY, Tree};
use crate::types::question_type;
use crate::{check, flat, loops, references, search, translations};
use language::Message;
use xforms::{Definition, Words};

/// Bytes that the paths of all nodes may have together.
const MOST_PATH_BYTES: usize = 64 * 1024 * 1024;

/// What a form is called where its tables do not say so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The name of the root element; without one `data`.
    pub root_name: Option<String>,
    /// The form's id; without one `data`. Usually the stem of the file's name.
    pub form_id: Option<String>,
    /// The language of columns that name none; without one `default`.
    pub default_language: Option<String>,
    /// Whether texts for people keep their typographic quotation marks, which are made straight everywhere else.
    pub keeps_quotation_marks: bool,
}

/// A form, converted.
#[derive(Clone, Debug)]
pub struct Converted {
    /// The form.
    pub definition: Definition,
    /// What is odd and does not keep the form from being used.
    pub warnings: Vec<Problem>,
    /// Where everything was written.
    pub places: Places,
    /// The title by language, for forms that have it in several; an XForm has room for one. No language where the column names none.
    pub titles: Vec<(String, String)>,
    /// Texts in one language that an XForm has no control for, by the ids they would have in several: `/data/total:label` of what is
    /// worked out, `/data/family:hint` of a section.
    pub unshown: Vec<(String, Words)>,
    /// The content of `itemsets.csv`, when questions search external choices.
    pub itemsets_csv: Option<String>,
}

/// Makes a definition of tables.
///
/// # Errors
/// Everything that is wrong with the tables, in their order.
pub fn convert(tables: &Tables, options: &Options) -> Result<Converted, Problems> {
    let mut report = Report::default();
    let converted = Conversion::read(tables, options, &mut report).and_then(|form| form.finish(tables, &mut report));
    match converted {
        Some(converted) if report.is_clean() => Ok(Converted { warnings: report.warnings, ..converted }),
        _ => Err(in_order(tables, report.problems)),
    }
}

/// Problems sheet by sheet and row by row.
fn in_order(tables: &Tables, mut problems: Vec<Problem>) -> Problems {
    let sheet = |place: &Place| tables.sheets.iter().position(|sheet| sheet.name == place.sheet);
    problems.sort_by_key(|problem| (sheet(&problem.place), problem.place.row));
    Problems(problems)
}

/// The sheets, read.
struct Conversion {
    settings: Settings,
    choices: Lists,
    entities: Entities,
    survey: Survey,
}

impl Conversion {
    fn read(tables: &Tables, options: &Options, report: &mut Report) -> Option<Self> {
        let mut settings = Settings::read(tables, options, report);
        let own = settings.own_language.clone();
        let external = Lists::read(tables, "external_choices", &settings, report);
        let mut choices = Lists::of_choices(tables, &settings, report);
        let mut entities = Entities::read(tables, report);
        let osm = Lists::read(tables, "osm", &settings, report);
        let survey = survey::read(Surroundings {
            tables,
            settings: &mut settings,
            choices: &mut choices,
            external: &external,
            osm: &osm,
            entities: &mut entities,
            report,
        })?;
        translations::warn_of_missing(&survey.header, &choices.header, &own, report);
        if survey.has_or_other && translations::has_languages(&survey.header, &choices.header) {
            report.warn(survey.header.row(survey.header.row), Message::new("xlsform-or-other-languages"));
        }
        Some(Self { settings, choices, entities, survey })
    }

    fn finish(mut self, tables: &Tables, report: &mut Report) -> Option<Converted> {
        let (is_complete, entities_version) = self.complete(tables, report);
        if !is_complete {
            return None;
        }
        let Self { settings, choices, entities, survey } = &self;
        let tree = &survey.tree;
        let Some(paths) = tree.paths(MOST_PATH_BYTES) else {
            let place = Place { sheet: survey.header.sheet.clone(), ..Place::default() };
            report.problem(place, Message::new("xlsform-too-large"));
            return None;
        };
        let sources = Sources {
            tree,
            paths: &paths,
            choices,
            settings,
            survey_header: &survey.header,
            entities_header: &entities.header,
            entities_version,
        };
        let Emitted { definition, unshown } = emit_beside(&sources, report);
        translations::warn_of_codes(&definition.translations, &survey.header, report);
        let place = |id: NodeId| {
            let node = tree.node(id);
            match node.origin {
                Origin::Entities => entities.header.place(node.entry.row, &[entities_column(&node.kind, node.name())]),
                _ => settings.place(settings_column(node.name())),
            }
        };
        Some(Converted {
            places: Places::new(tree, &paths, &survey.header, choices, place),
            itemsets_csv: asks_external(tree).then(|| external_file::itemsets(tables)).flatten(),
            titles: settings.titles().map(|(language, title)| (language.to_owned(), title.to_owned())).collect(),
            definition,
            unshown,
            warnings: Vec::new(),
        })
    }

    /// Adds what the rows of the survey do not say themselves, and checks the whole. Says whether there is a whole, and which version
    /// of the specification of entities it needs.
    fn complete(&mut self, tables: &Tables, report: &mut Report) -> (bool, Option<&'static str>) {
        let survey = &mut self.survey;
        if self.settings.get("flat").is_some() {
            flat::flatten(&mut survey.tree);
        }
        let version = self.entities.place(&mut survey.tree, &survey.header.sheet, report);
        add_meta(survey, &self.settings);
        add_none_option(&mut survey.tree, &self.settings);
        let is_complete = loops::expand(&mut survey.tree, &self.choices, &survey.header, report);
        let headers = references::Headers {
            settings: &self.settings.header,
            entities: &self.entities.header,
            survey: &survey.header,
            choices: &self.choices.header,
        };
        references::check(tables, &headers, &survey.names, report);
        if is_complete {
            search::mark(&survey.tree, &mut self.choices, &survey.header, report);
            check::check(&survey.tree, &survey.header, report);
        }
        (is_complete, version)
    }
}

/// Makes the definition. Where a cell is already known to be wrong, what follows from it is not told again.
fn emit_beside(sources: &Sources<'_>, report: &mut Report) -> Emitted {
    let mut found = Report::default();
    let emitted = emit(sources, &mut found);
    let known: Vec<Place> = report.problems.iter().map(|problem| problem.place.clone()).collect();
    for problem in found.problems.into_iter().filter(|problem| !known.contains(&problem.place)) {
        report.problem(problem.place, problem.message);
    }
    for warning in found.warnings {
        report.warn(warning.place, warning.message);
    }
    emitted
}

/// The audit, the id of the answers, and their name.
fn add_meta(survey: &mut Survey, settings: &Settings) {
    let mut nodes = std::mem::take(&mut survey.meta);
    if !settings.is_on("omit_instanceID") {
        let preload = settings.get("instance_id").unwrap_or("uid");
        nodes.push(meta_node("instanceID", settings, &[("readonly", "true()"), ("jr:preload", preload)]));
        *survey.names.entry("instanceID".to_owned()).or_insert(0) += 1;
    }
    if let Some(name) = settings.get("instance_name") {
        nodes.push(meta_node("instanceName", settings, &[("calculate", name)]));
    }
    if !nodes.is_empty() {
        let meta = meta_of(&mut survey.tree, SURVEY);
        for node in nodes {
            survey.tree.add(meta, node);
        }
    }
}

fn meta_node(name: &str, settings: &Settings, bind: &[(&str, &str)]) -> Node {
    let found = question_type("calculate").expect("it is in the table of types");
    let mut node = Node::named(NodeKind::Question("calculate".into(), found), name, settings.row, Origin::Settings);
    bind.iter().for_each(|(name, text)| node.entry.set_bind(name, text));
    node
}

/// The setting `add_none_option`: whoever chooses none chooses nothing else.
fn add_none_option(tree: &mut Tree, settings: &Settings) {
    if !settings.is_on("add_none_option") {
        return;
    }
    let mut seen: Vec<String> = Vec::new();
    for id in tree.descendants(SURVEY) {
        let node = tree.node_mut(id);
        let list = node.list.clone().filter(|list| node.type_name() == "select all that apply" && !seen.contains(list));
        if let Some(list) = list {
            let none = "(.='none' or not(selected(., 'none')))";
            let constraint = match node.entry.bound("constraint") {
                "" => none.to_owned(),
                own => format!("{own} and {none}"),
            };
            node.entry.set_bind("constraint", &constraint);
            seen.push(list);
        }
    }
}

fn asks_external(tree: &Tree) -> bool {
    tree.descendants(SURVEY).into_iter().any(|id| tree.node(id).type_name() == "select one external")
}
