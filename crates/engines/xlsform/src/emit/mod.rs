//! From the form's tree to its XForms definition. Owns what the parts share: resolved expressions, texts, and the cell that is to blame.

mod body;
mod choices;
mod instance;
mod itext;
mod model;
mod secondary;

use crate::choices::Lists;
use crate::header::Header;
use crate::lexer;
use crate::names::references;
use crate::problem::{Place, Report};
use crate::resolve::{Asked, Resolver, in_attribute};
use crate::settings::Settings;
use crate::tree::{NodeId, NodeKind, Origin, Tree};
use language::Message;
use std::collections::HashMap;
use xforms::{Attribute, Definition, OWN_NAMESPACE, Piece, Submission, Words};

/// The namespace of entities.
const ENTITIES: (&str, &str) = ("entities", "http://www.opendatakit.org/xforms/entities");

/// What a definition is made from.
pub(crate) struct Sources<'s> {
    pub(crate) tree: &'s Tree,
    pub(crate) paths: &'s [String],
    pub(crate) choices: &'s Lists,
    pub(crate) settings: &'s Settings,
    pub(crate) survey_header: &'s Header,
    pub(crate) entities_header: &'s Header,
    /// The version of the specification of entities that the form needs, when it has some.
    pub(crate) entities_version: Option<&'static str>,
}

impl Sources<'_> {
    /// Whether a column or an attribute of the form has a name with this prefix.
    fn uses_prefix(&self, prefix: &str) -> bool {
        let has = |name: &str| name.split_once(':').is_some_and(|(first, _)| first == prefix);
        let columns = self.survey_header.columns.iter().chain(&self.choices.header.columns);
        columns.flat_map(|column| &column.words).any(|word| has(word))
            || self.settings.attributes().any(|(name, _)| has(name))
    }
}

/// A question that is worked out when another one changes.
struct Triggered<'t> {
    id: NodeId,
    calculation: &'t str,
    is_geopoint: bool,
}

/// Makes the parts.
struct Emit<'s> {
    tree: &'s Tree,
    resolver: Resolver<'s>,
    sources: &'s Sources<'s>,
    /// By the name of the question whose change it is.
    triggered: HashMap<&'s str, Vec<Triggered<'s>>>,
    namespaces: Vec<(String, String)>,
    report: &'s mut Report,
}

/// What comes of a form's tree.
pub(crate) struct Emitted {
    pub(crate) definition: Definition,
    /// Texts that the definition has no place for; see [`crate::Converted::unshown`].
    pub(crate) unshown: Vec<(String, Words)>,
}

/// Makes a definition, and tells what could not be made.
pub(crate) fn emit(sources: &Sources<'_>, report: &mut Report) -> Emitted {
    let mut emit = Emit::new(sources, report);
    let translations = emit.translations();
    let instance = emit.instance();
    let secondary = emit.secondary();
    let model = emit.model();
    let body = emit.body();
    let unshown = emit.unshown();
    let settings = sources.settings;
    let definition = Definition {
        title: settings.title.clone(),
        namespaces: emit.namespaces,
        instance,
        entities_version: sources.entities_version.map(str::to_owned),
        model,
        translations,
        secondary,
        submission: submission(settings),
        body_class: settings.get("style").unwrap_or_default().to_owned(),
        body,
    };
    Emitted { definition, unshown }
}

fn submission(settings: &Settings) -> Option<Submission> {
    let text = |name| settings.get(name).map(|text| in_attribute(text.to_owned()));
    let attribute = |name: &str, value: Option<String>| value.map(|value| Attribute { name: name.to_owned(), value });
    let action = text("submission_url");
    let editable = settings.is_on("client_editable").then(|| "true".to_owned());
    let attributes = [
        attribute("orx:auto-send", text("auto_send")),
        attribute("orx:auto-delete", text("auto_delete")),
        attribute("odk:client-editable", editable),
    ];
    let submission = Submission {
        method: action.as_ref().map(|_| "post".to_owned()),
        action,
        public_key: text("public_key"),
        attributes: attributes.into_iter().flatten().collect(),
    };
    (submission != Submission::default()).then_some(submission)
}

impl<'s> Emit<'s> {
    fn new(sources: &'s Sources<'s>, report: &'s mut Report) -> Self {
        let tree = sources.tree;
        let mut triggered: HashMap<&str, Vec<Triggered<'_>>> = HashMap::new();
        for id in tree.descendants(crate::tree::SURVEY) {
            let node = tree.node(id);
            for trigger in &node.triggers {
                let is_geopoint = node.type_name() == "background-geopoint";
                let calculation = node.entry.bound("calculate");
                triggered.entry(trigger).or_default().push(Triggered { id, calculation, is_geopoint });
            }
        }
        let mut namespaces = sources.settings.namespaces();
        if sources.entities_version.is_some() && !namespaces.iter().any(|(prefix, _)| prefix == ENTITIES.0) {
            namespaces.push((ENTITIES.0.to_owned(), ENTITIES.1.to_owned()));
        }
        if sources.uses_prefix(OWN_NAMESPACE.0) && !namespaces.iter().any(|(prefix, _)| prefix == OWN_NAMESPACE.0) {
            namespaces.push((OWN_NAMESPACE.0.to_owned(), OWN_NAMESPACE.1.to_owned()));
        }
        Self { tree, resolver: Resolver::new(tree, sources.paths), sources, triggered, namespaces, report }
    }

    /// The cell that a node's text stands in.
    fn place(&self, id: NodeId, column: &[&str]) -> Place {
        let node = self.tree.node(id);
        match node.origin {
            Origin::Survey => self.sources.survey_header.place(node.entry.row, column),
            Origin::Settings => self.sources.settings.place(settings_column(node.name())),
            Origin::Entities => {
                self.sources.entities_header.place(node.entry.row, &[entities_column(&node.kind, node.name())])
            }
        }
    }

    fn problem(&mut self, id: NodeId, column: &[&str], message: Message) {
        let place = self.place(id, column);
        self.report.problem(place, message);
    }

    /// An expression with its references resolved; what cannot be is a problem, and nothing.
    fn expression(&mut self, id: NodeId, column: &[&str], text: &str, asked: Asked) -> String {
        let resolved = self.resolver.expression(text, asked);
        resolved.unwrap_or_else(|message| {
            self.problem(id, column, message);
            String::new()
        })
    }

    /// A text for people with the values in it; what cannot be found is a problem.
    fn words(&mut self, text: &str, context: Option<NodeId>, blame: impl FnOnce(&Self) -> Place) -> Words {
        self.resolver.words(text, context).unwrap_or_else(|message| {
            let place = blame(self);
            self.report.problem(place, message);
            Words::default()
        })
    }
}

/// The setting that a node of `meta` comes from.
pub(crate) fn settings_column(name: &str) -> &str {
    match name {
        "instanceName" => "instance_name",
        "instanceID" => "instance_id",
        _ => "name",
    }
}

/// The column of the entities sheet that a node of an entity comes from.
pub(crate) fn entities_column<'n>(kind: &NodeKind, name: &'n str) -> &'n str {
    match (kind, name) {
        (NodeKind::EntityLabel, _) => "label",
        (_, "create") => "create_if",
        (_, "update") => "update_if",
        (_, "id" | "baseVersion" | "trunkVersion" | "branchId") => "entity_id",
        _ => "dataset",
    }
}

impl Resolver<'_> {
    /// A text with the values of its references and of `instance(…)` paths.
    fn words(&self, text: &str, context: Option<NodeId>) -> Result<Words, Message> {
        let asked = Asked { context, ..Asked::default() };
        let mut pieces = Vec::new();
        let mut from = 0;
        for range in lexer::instance_paths(text) {
            self.outputs(text.get(from..range.start).unwrap_or_default(), asked, &mut pieces)?;
            pieces.push(Piece::Output(self.expression(text.get(range.clone()).unwrap_or_default(), asked)?));
            from = range.end;
        }
        self.outputs(text.get(from..).unwrap_or_default(), asked, &mut pieces)?;
        Ok(Words(pieces))
    }

    fn outputs(&self, text: &str, asked: Asked, pieces: &mut Vec<Piece>) -> Result<(), Message> {
        let mut from = 0;
        for reference in references(text) {
            push_text(text.get(from..reference.range.start).unwrap_or_default(), pieces);
            from = reference.range.end;
            pieces.push(Piece::Output(self.reference(text, &reference, asked)?));
        }
        push_text(text.get(from..).unwrap_or_default(), pieces);
        Ok(())
    }
}

fn push_text(text: &str, pieces: &mut Vec<Piece>) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
}
