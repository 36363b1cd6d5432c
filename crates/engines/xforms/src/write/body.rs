//! What is shown: controls with their labels, choices and actions.

use super::Writer;
use super::model::action;
use crate::{Choices, Control, ControlKind, Group, Question, Repeat, Said, Words};

pub(super) fn write(controls: &[Control], writer: &mut Writer) {
    for control in controls {
        match control {
            Control::Question(found) => question(found, writer),
            Control::Group(found) => group(found, writer),
            Control::Repeat(found) => repeat(found, writer),
        }
    }
}

fn question(question: &Question, writer: &mut Writer) {
    let name = match question.kind {
        ControlKind::Input => "input",
        ControlKind::SelectOne => "select1",
        ControlKind::SelectMultiple => "select",
        ControlKind::Rank => "odk:rank",
        ControlKind::Range { .. } => "range",
        ControlKind::Upload { .. } => "upload",
        ControlKind::Trigger => "trigger",
    };
    writer.begin(name);
    writer.attribute("ref", &question.reference);
    match &question.kind {
        ControlKind::Upload { media_type } => writer.optional("mediatype", media_type),
        ControlKind::Range { start, end, step } => {
            writer.optional("start", start);
            writer.optional("end", end);
            writer.optional("step", step);
        }
        _ => {}
    }
    writer.optional("appearance", &question.appearance);
    writer.attributes(&question.attributes);
    said("label", &question.label, writer);
    said("hint", &question.hint, writer);
    choices(&question.choices, writer);
    for tag in &question.tags {
        writer.begin("tag");
        writer.attribute("key", &tag.key);
        said("label", &tag.label, writer);
        writer.end("tag");
    }
    question.actions.iter().for_each(|found| action(found, writer));
    writer.end(name);
}

fn choices(choices: &Choices, writer: &mut Writer) {
    match choices {
        Choices::None => {}
        Choices::Fixed(fixed) => {
            for choice in fixed {
                writer.begin("item");
                said("label", &choice.label, writer);
                writer.element_with_text("value", &choice.value);
                writer.end("item");
            }
        }
        Choices::Itemset(itemset) => {
            writer.begin("itemset");
            writer.attribute("nodeset", &itemset.nodeset);
            for (name, reference) in [("value", &itemset.value), ("label", &itemset.label)] {
                writer.begin(name);
                writer.attribute("ref", reference);
                writer.end(name);
            }
            writer.end("itemset");
        }
    }
}

fn group(group: &Group, writer: &mut Writer) {
    writer.begin("group");
    writer.optional("appearance", &group.appearance);
    writer.optional("ref", group.reference.as_deref().unwrap_or_default());
    writer.attributes(&group.attributes);
    said("label", &group.label, writer);
    write(&group.children, writer);
    group.actions.iter().for_each(|found| action(found, writer));
    writer.end("group");
}

fn repeat(repeat: &Repeat, writer: &mut Writer) {
    writer.begin("repeat");
    writer.attribute("nodeset", &repeat.nodeset);
    writer.optional("appearance", &repeat.appearance);
    writer.optional("jr:count", repeat.count.as_deref().unwrap_or_default());
    if repeat.no_add_remove {
        writer.attribute("jr:noAddRemove", "true()");
    }
    writer.attributes(&repeat.attributes);
    write(&repeat.children, writer);
    repeat.actions.iter().for_each(|found| action(found, writer));
    writer.end("repeat");
}

/// A label or a hint.
fn said(name: &str, said: &Said, writer: &mut Writer) {
    let reference = match said {
        Said::Nothing => return,
        Said::Words(words) => return written(name, words, writer),
        Said::Translated(id) => format!("jr:itext('{id}')"),
        Said::Expression(expression) => expression.clone(),
    };
    writer.begin(name);
    writer.attribute("ref", &reference);
    writer.end(name);
}

fn written(name: &str, words: &Words, writer: &mut Writer) {
    writer.begin(name);
    writer.end_with_words(name, words);
}
