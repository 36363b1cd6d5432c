//! The model: texts, instances, binds and actions.

use super::{VERSION, Writer};
use crate::{Action, ActionKind, Bind, Definition, Form, ModelItem, SecondaryInstance, Source, Translation};
use xpath::{Document, Kind, Name, NodeId};

pub(super) fn write(definition: &Definition, writer: &mut Writer) {
    writer.begin("model");
    writer.attribute("odk:xforms-version", VERSION);
    writer.optional("entities:entities-version", definition.entities_version.as_deref().unwrap_or_default());
    if let Some(submission) = &definition.submission {
        writer.begin("submission");
        writer.optional("action", submission.action.as_deref().unwrap_or_default());
        writer.optional("method", submission.method.as_deref().unwrap_or_default());
        writer.optional("base64RsaPublicKey", submission.public_key.as_deref().unwrap_or_default());
        writer.attributes(&submission.attributes);
        writer.end("submission");
    }
    texts(&definition.translations, writer);
    writer.begin("instance");
    element(&definition.instance, definition.instance.root(), writer);
    writer.end("instance");
    definition.secondary.iter().for_each(|instance| secondary(instance, writer));
    for item in &definition.model {
        match item {
            ModelItem::Bind(found) => bind(found, writer),
            ModelItem::Action(found) => action(found, writer),
        }
    }
    writer.end("model");
}

fn texts(translations: &[Translation], writer: &mut Writer) {
    if translations.is_empty() {
        return;
    }
    writer.begin("itext");
    for translation in translations {
        writer.begin("translation");
        writer.attribute("lang", &translation.language);
        if translation.is_default {
            writer.attribute("default", "true()");
        }
        for (id, forms) in &translation.texts {
            writer.begin("text");
            writer.attribute("id", id);
            for (form, words) in forms {
                writer.begin("value");
                writer.optional("form", form_name(form));
                writer.end_with_words("value", words);
            }
            writer.end("text");
        }
        writer.end("translation");
    }
    writer.end("itext");
}

fn form_name(form: &Form) -> &str {
    match form {
        Form::Plain => "",
        Form::Guidance => "guidance",
        Form::Image => "image",
        Form::BigImage => "big-image",
        Form::Audio => "audio",
        Form::Video => "video",
        Form::Other(other) => other,
    }
}

/// A node of an instance with everything in it. Elements that hold elements are laid out; texts stay as they are.
fn element(document: &Document, node: NodeId, writer: &mut Writer) {
    let name = document.full_name(node).map(Name::qualified).unwrap_or_default();
    writer.begin(&name);
    for declaration in document.namespaces(node) {
        match document.name(declaration) {
            "xmlns" => writer.attribute("xmlns", document.own_text(declaration)),
            prefix => writer.attribute(&format!("xmlns:{prefix}"), document.own_text(declaration)),
        }
    }
    for attribute in document.attributes(node) {
        let name = document.full_name(attribute).map(Name::qualified).unwrap_or_default();
        writer.attribute(&name, document.own_text(attribute));
    }
    if document.children(node).all(|child| document.kind(child) == Kind::Element) {
        document.children(node).for_each(|child| element(document, child, writer));
        return writer.end(&name);
    }
    writer.is_tag_open = false;
    writer.text.push('>');
    document.children(node).for_each(|child| xml::write_node(document, child, &mut writer.text));
    writer.depth -= 1;
    writer.end_tag(&name);
}

fn secondary(instance: &SecondaryInstance, writer: &mut Writer) {
    writer.begin("instance");
    writer.attribute("id", &instance.id);
    match &instance.source {
        Source::File(address) => writer.attribute("src", address),
        Source::Inline(document) => element(document, document.root(), writer),
    }
    writer.end("instance");
}

fn bind(bind: &Bind, writer: &mut Writer) {
    writer.begin("bind");
    writer.attribute("nodeset", &bind.nodeset);
    // The one data type that is ODK's own.
    let kind = if bind.kind == "rank" { "odk:rank" } else { &bind.kind };
    writer.optional("type", kind);
    for (name, value) in [
        ("readonly", &bind.read_only),
        ("required", &bind.required),
        ("jr:requiredMsg", &bind.required_message),
        ("relevant", &bind.relevant),
        ("constraint", &bind.constraint),
        ("jr:constraintMsg", &bind.constraint_message),
        ("calculate", &bind.calculate),
        ("jr:preload", &bind.preload),
        ("jr:preloadParams", &bind.preload_parameters),
        ("entities:saveto", &bind.save_to),
    ] {
        writer.optional(name, value.as_deref().unwrap_or_default());
    }
    writer.attributes(&bind.attributes);
    writer.end("bind");
}

/// An action, in the model or in a control.
pub(super) fn action(action: &Action, writer: &mut Writer) {
    let name = match &action.kind {
        ActionKind::SetValue(_) | ActionKind::SetText(_) => "setvalue",
        ActionKind::SetGeopoint => "odk:setgeopoint",
        ActionKind::RecordAudio => "odk:recordaudio",
    };
    writer.begin(name);
    writer.attribute("ref", &action.target);
    writer.attribute("event", &action.events.join(" "));
    if let ActionKind::SetValue(value) = &action.kind {
        writer.attribute("value", value);
    }
    writer.attributes(&action.attributes);
    match &action.kind {
        ActionKind::SetText(text) => writer.end_with_words(name, &crate::Words::plain(text.as_str())),
        _ => writer.end(name),
    }
}
