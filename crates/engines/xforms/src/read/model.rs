//! The model: instances, binds, actions, translations, submission.

use super::instance;
use super::places::Holder;
use super::problem::{ReadError, Wrong};
use super::source::{Source, Space};
use super::text::words;
use crate::{
    Action, ActionKind, Bind, Form, ModelItem, SecondaryInstance, Source as InstanceSource, Submission, Translation,
};
use std::collections::{BTreeMap, HashSet};
use xpath::{Document, NodeId};

/// What the model says.
pub(super) struct Model {
    pub(super) instance: Document,
    pub(super) items: Vec<ModelItem>,
    pub(super) translations: Vec<Translation>,
    pub(super) secondary: Vec<SecondaryInstance>,
    pub(super) submission: Option<Submission>,
}

/// The events that actions can wait for.
const EVENTS: [&str; 5] =
    ["odk-instance-first-load", "odk-instance-load", "odk-new-repeat", "xforms-value-changed", "xforms-ready"];

impl Model {
    /// # Errors
    /// When there is no primary instance: without it nothing else means anything.
    pub(super) fn read(source: &Source<'_>, model: NodeId) -> Result<Self, ReadError> {
        let instances: Vec<NodeId> = source.elements(model).filter(|child| source.is(*child, "instance")).collect();
        let primary = instances.first().and_then(|instance| source.elements(*instance).next());
        let Some(primary) = primary else { return Err(ReadError(vec![source.problem(model, Wrong::NoInstance)])) };
        note_nodes(source, primary, "");
        let mut read = Self {
            instance: instance::copy(source, primary),
            items: Vec::new(),
            translations: Vec::new(),
            secondary: Vec::new(),
            submission: None,
        };
        for instance in &instances {
            if source.elements(*instance).nth(1).is_some() {
                source.refuse(*instance, Wrong::SeveralRoots);
            }
        }
        for child in source.elements(model) {
            match source.local(child) {
                "instance" if Some(&child) == instances.first() => {}
                "instance" => read.secondary.extend(secondary(source, child, &read.secondary)),
                "bind" => {
                    if let Some(bind) = bind(source, child) {
                        read.items.push(ModelItem::Bind(Box::new(bind)));
                    }
                }
                "itext" => read.translations = translations(source, child),
                "submission" => read.submission = Some(submission(source, child)),
                "setvalue" | "setgeopoint" | "recordaudio" => {
                    read.items.extend(action(source, child, true).map(ModelItem::Action));
                }
                _ => source.warn_of_unknown(child),
            }
        }
        Ok(read)
    }
}

/// Notes where each node of the primary instance stands.
fn note_nodes(source: &Source<'_>, element: NodeId, around: &str) {
    let path = format!("{around}/{}", source.written_name(element));
    source.note(Holder::Node, &path, element);
    for child in source.elements(element) {
        note_nodes(source, child, &path);
    }
}

fn secondary(source: &Source<'_>, element: NodeId, before: &[SecondaryInstance]) -> Option<SecondaryInstance> {
    let Some(id) = source.plain(element, "id").filter(|id| !id.is_empty()) else {
        source.refuse(element, Wrong::NoInstanceId);
        return None;
    };
    if before.iter().any(|known| known.id == id) {
        source.refuse(element, Wrong::InstanceTwice(id.to_owned()));
        return None;
    }
    source.note(Holder::Instance, id, element);
    let content = source.elements(element).next();
    let from = match (source.plain(element, "src"), content) {
        (Some(file), _) => InstanceSource::File(file.trim().to_owned()),
        (None, Some(content)) => InstanceSource::Inline(instance::copy(source, content)),
        (None, None) => InstanceSource::Inline(Document::new("root")),
    };
    Some(SecondaryInstance { id: id.to_owned(), source: from })
}

/// The nodeset of the bind that an element names by `bind="…"`, else its own reference.
pub(super) fn reference(source: &Source<'_>, element: NodeId, attributes: &[&'static str]) -> Option<String> {
    if let Some(id) = source.plain(element, "bind").map(str::trim).filter(|id| !id.is_empty()) {
        let nodeset = source.bind_nodeset(id);
        if nodeset.is_none() {
            source.refuse(element, Wrong::UnknownBindId(id.to_owned()));
        }
        return nodeset.map(str::to_owned);
    }
    let written = attributes.iter().find_map(|attribute| source.plain(element, attribute));
    written.map(|written| written.trim().to_owned()).filter(|written| !written.is_empty())
}

fn bind(source: &Source<'_>, element: NodeId) -> Option<Bind> {
    let nodeset = match source.plain(element, "ref").map(str::trim).filter(|written| !written.is_empty()) {
        Some(written) => written,
        None => source.needed(element, "nodeset")?,
    };
    let nodeset = if nodeset.starts_with('/') { nodeset.to_owned() } else { format!("/{nodeset}") };
    source.note(Holder::Bind, &nodeset, element);
    let expression = |local: &str| {
        let written = source.plain(element, local).map(str::trim).filter(|written| !written.is_empty());
        written.map(str::to_owned)
    };
    let java_rosa = |local: &str| source.attribute(element, Space::JavaRosa, local).map(str::to_owned);
    let kind = source.plain(element, "type").unwrap_or_default().trim();
    Some(Bind {
        nodeset,
        kind: kind.rsplit(':').next().unwrap_or(kind).to_owned(),
        relevant: expression("relevant"),
        constraint: expression("constraint"),
        constraint_message: java_rosa("constraintMsg"),
        required: expression("required"),
        required_message: java_rosa("requiredMsg"),
        read_only: expression("readonly"),
        calculate: expression("calculate"),
        preload: java_rosa("preload"),
        preload_parameters: java_rosa("preloadParams"),
        save_to: source.attribute(element, Space::Entities, "saveto").map(str::to_owned),
        attributes: source.other_attributes(element, &BIND_ATTRIBUTES),
    })
}

const BIND_ATTRIBUTES: [(Space, &str); 14] = [
    (Space::Plain, "id"),
    (Space::Plain, "nodeset"),
    (Space::Plain, "ref"),
    (Space::Plain, "type"),
    (Space::Plain, "relevant"),
    (Space::Plain, "constraint"),
    (Space::Plain, "required"),
    (Space::Plain, "readonly"),
    (Space::Plain, "calculate"),
    (Space::JavaRosa, "constraintMsg"),
    (Space::JavaRosa, "requiredMsg"),
    (Space::JavaRosa, "preload"),
    (Space::JavaRosa, "preloadParams"),
    (Space::Entities, "saveto"),
];

/// An action of the model or of a control.
pub(super) fn action(source: &Source<'_>, element: NodeId, is_in_model: bool) -> Option<Action> {
    let Some(target) = reference(source, element, &["ref"]) else {
        source.needed(element, "ref");
        return None;
    };
    let written = source.plain(element, "event").or_else(|| source.attribute(element, Space::Events, "event"));
    let events: Vec<String> = written.unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    if events.is_empty() {
        source.needed(element, "event");
        return None;
    }
    for event in &events {
        if !EVENTS.contains(&event.as_str()) {
            source.refuse(element, Wrong::UnknownEvent(event.clone()));
        } else if is_in_model && event == "odk-new-repeat" {
            source.refuse(element, Wrong::NewRepeatInModel);
        }
    }
    source.note(Holder::Action, &target, element);
    let kind = match (source.local(element), source.plain(element, "value")) {
        ("setgeopoint", _) => ActionKind::SetGeopoint,
        ("recordaudio", _) => ActionKind::RecordAudio,
        (_, Some(value)) if !value.trim().is_empty() => ActionKind::SetValue(value.trim().to_owned()),
        (_, Some(_)) => ActionKind::SetText(String::new()),
        (_, None) => ActionKind::SetText(source.document.text(element).into_owned()),
    };
    let known = [
        (Space::Plain, "ref"),
        (Space::Plain, "bind"),
        (Space::Plain, "event"),
        (Space::Events, "event"),
        (Space::Plain, "value"),
    ];
    Some(Action { kind, target, events, attributes: source.other_attributes(element, &known) })
}

fn translations(source: &Source<'_>, itext: NodeId) -> Vec<Translation> {
    let mut translations: Vec<Translation> = Vec::new();
    for element in source.elements(itext) {
        if source.local(element) != "translation" {
            source.warn_of_unknown(element);
            continue;
        }
        let Some(language) = source.needed(element, "lang") else { continue };
        if translations.iter().any(|known| known.language == language) {
            source.refuse(element, Wrong::TranslationTwice(language.to_owned()));
            continue;
        }
        let is_default = source.plain(element, "default").is_some();
        if is_default && translations.iter().any(|known| known.is_default) {
            source.refuse(element, Wrong::TwoDefaults);
        }
        let texts = texts(source, element);
        translations.push(Translation { language: language.to_owned(), is_default, texts });
    }
    translations
}

fn texts(source: &Source<'_>, translation: NodeId) -> BTreeMap<String, Vec<(Form, crate::Words)>> {
    let mut texts: BTreeMap<String, Vec<(Form, crate::Words)>> = BTreeMap::new();
    for element in source.elements(translation) {
        if source.local(element) != "text" {
            source.warn_of_unknown(element);
            continue;
        }
        let Some(id) = source.plain(element, "id").filter(|id| !id.is_empty()) else {
            // Nothing can name it, so nothing is lost.
            source.warn(element, Wrong::AttributeMissing { element: "text".to_owned(), attribute: "id" });
            continue;
        };
        source.note(Holder::Text, id, element);
        let forms = texts.entry(id.to_owned()).or_default();
        let before: HashSet<Form> = forms.iter().map(|(form, _)| form.clone()).collect();
        for value in source.elements(element) {
            if source.local(value) != "value" {
                source.warn_of_unknown(value);
                continue;
            }
            let form = form_named(source.plain(value, "form").unwrap_or_default());
            if before.contains(&form) || forms.iter().any(|(known, _)| *known == form) {
                source.refuse(value, Wrong::TextTwice(id.to_owned()));
                continue;
            }
            forms.push((form, words(source, value)));
        }
    }
    texts
}

fn form_named(name: &str) -> Form {
    match name {
        "" => Form::Plain,
        "guidance" => Form::Guidance,
        "image" => Form::Image,
        "big-image" => Form::BigImage,
        "audio" => Form::Audio,
        "video" => Form::Video,
        other => Form::Other(other.to_owned()),
    }
}

fn submission(source: &Source<'_>, element: NodeId) -> Submission {
    let method = source.plain(element, "method").map(str::trim).filter(|method| !method.is_empty());
    if let Some(method) = method.filter(|method| !matches!(*method, "post" | "form-data-post")) {
        source.refuse(element, Wrong::SubmissionMethod(method.to_owned()));
    }
    source.note(Holder::Submission, "", element);
    let known = [(Space::Plain, "action"), (Space::Plain, "method"), (Space::Plain, "base64RsaPublicKey")];
    Submission {
        action: source.plain(element, "action").map(str::to_owned),
        method: method.map(str::to_owned),
        public_key: source.plain(element, "base64RsaPublicKey").map(str::to_owned),
        attributes: source.other_attributes(element, &known),
    }
}
