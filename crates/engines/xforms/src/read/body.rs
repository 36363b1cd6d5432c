//! The body: questions, groups and repeats.

use super::model::{action, reference};
use super::places::Holder;
use super::problem::Wrong;
use super::source::{Source, Space};
use super::text::said;
use crate::{Action, Choices, Control, ControlKind, FixedChoice, Group, Itemset, Question, Repeat, Said, Tag};
use xpath::NodeId;

/// What is shown, in order.
pub(super) fn read(source: &Source<'_>, element: NodeId) -> Vec<Control> {
    source.elements(element).filter_map(|child| control(source, child)).collect()
}

fn control(source: &Source<'_>, element: NodeId) -> Option<Control> {
    match source.local(element) {
        "group" => Some(group(source, element)),
        "repeat" => repeat(source, element),
        "input" | "secret" | "select" | "select1" | "rank" | "range" | "upload" | "trigger" => {
            question(source, element)
        }
        // What stands in every control, and was read with it.
        "label" | "hint" | "help" | "alert" | "item" | "itemset" | "setvalue" | "setgeopoint" | "recordaudio" => None,
        _ => {
            // Captions of repeats in JavaRosa's own namespace say nothing about answers.
            if source.space(element) != Some(Space::JavaRosa) {
                source.warn_of_unknown(element);
            }
            None
        }
    }
}

fn group(source: &Source<'_>, element: NodeId) -> Control {
    let reference = reference(source, element, &["ref", "nodeset"]);
    note_control(source, reference.as_deref(), element);
    let known =
        [(Space::Plain, "ref"), (Space::Plain, "nodeset"), (Space::Plain, "bind"), (Space::Plain, "appearance")];
    Control::Group(Box::new(Group {
        reference,
        appearance: appearance(source, element),
        label: said_in(source, element, "label"),
        children: read(source, element),
        actions: actions(source, element),
        attributes: source.other_attributes(element, &known),
    }))
}

fn repeat(source: &Source<'_>, element: NodeId) -> Option<Control> {
    let Some(nodeset) = reference(source, element, &["nodeset", "ref"]) else {
        source.needed(element, "nodeset");
        return None;
    };
    note_control(source, Some(&nodeset), element);
    let count = source.attribute(element, Space::JavaRosa, "count").map(str::trim).filter(|count| !count.is_empty());
    // `jr:noAddRemove="false()"` is written for people; JavaRosa itself only asks whether the attribute is there.
    let no_add_remove = source.attribute(element, Space::JavaRosa, "noAddRemove");
    let known = [
        (Space::Plain, "nodeset"),
        (Space::Plain, "ref"),
        (Space::Plain, "bind"),
        (Space::Plain, "appearance"),
        (Space::JavaRosa, "count"),
        (Space::JavaRosa, "noAddRemove"),
    ];
    Some(Control::Repeat(Box::new(Repeat {
        nodeset,
        appearance: appearance(source, element),
        count: count.map(str::to_owned),
        no_add_remove: no_add_remove.is_some_and(|value| !matches!(value.trim(), "false()" | "false")),
        children: read(source, element),
        actions: actions(source, element),
        attributes: source.other_attributes(element, &known),
    })))
}

fn question(source: &Source<'_>, element: NodeId) -> Option<Control> {
    let Some(reference) = reference(source, element, &["ref"]) else {
        source.needed(element, "ref");
        return None;
    };
    note_control(source, Some(&reference), element);
    let kind = kind(source, element);
    let choices = choices(source, element);
    let asks_for_choice = matches!(kind, ControlKind::SelectOne | ControlKind::SelectMultiple | ControlKind::Rank);
    if asks_for_choice && choices == Choices::None {
        source.warn(element, Wrong::NoChoices);
    }
    let mut known = vec![(Space::Plain, "ref"), (Space::Plain, "bind"), (Space::Plain, "appearance")];
    match kind {
        ControlKind::Range { .. } => known.extend(["start", "end", "step"].map(|name| (Space::Plain, name))),
        ControlKind::Upload { .. } => known.push((Space::Plain, "mediatype")),
        _ => {}
    }
    Some(Control::Question(Box::new(Question {
        kind,
        reference,
        appearance: appearance(source, element),
        label: said_in(source, element, "label"),
        hint: said_in(source, element, "hint"),
        choices,
        actions: actions(source, element),
        tags: tags(source, element),
        attributes: source.other_attributes(element, &known),
    })))
}

fn note_control(source: &Source<'_>, reference: Option<&str>, element: NodeId) {
    if let Some(reference) = reference {
        source.note(Holder::Control, reference, element);
    }
}

fn kind(source: &Source<'_>, element: NodeId) -> ControlKind {
    match source.local(element) {
        "select1" => ControlKind::SelectOne,
        "select" => ControlKind::SelectMultiple,
        "rank" => ControlKind::Rank,
        "trigger" => ControlKind::Trigger,
        "range" => ControlKind::Range {
            start: limit(source, element, "start"),
            end: limit(source, element, "end"),
            step: limit(source, element, "step"),
        },
        "upload" => ControlKind::Upload { media_type: media_type(source, element) },
        _ => ControlKind::Input,
    }
}

fn limit(source: &Source<'_>, element: NodeId, attribute: &'static str) -> String {
    let Some(written) = source.needed(element, attribute) else { return String::new() };
    let number = written.parse::<f64>().ok().filter(|number| number.is_finite());
    if number.is_none_or(|number| attribute == "step" && number == 0.0) {
        source.refuse(element, Wrong::RangeLimit(written.to_owned()));
    }
    written.to_owned()
}

/// Media types with parts around a slash, several separated by commas; nothing stands for any file.
fn media_type(source: &Source<'_>, element: NodeId) -> String {
    let written = source.plain(element, "mediatype").unwrap_or_default().trim();
    let is_type = |one: &str| {
        one == "*" || one.split_once('/').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty())
    };
    if !written.is_empty() && !written.split(',').map(str::trim).all(is_type) {
        source.refuse(element, Wrong::MediaType(written.to_owned()));
    }
    written.to_owned()
}

fn appearance(source: &Source<'_>, element: NodeId) -> String {
    source.plain(element, "appearance").unwrap_or_default().trim().to_owned()
}

fn said_in(source: &Source<'_>, element: NodeId, local: &str) -> Said {
    source.child(element, local).map(|element| said(source, element)).unwrap_or_default()
}

fn actions(source: &Source<'_>, element: NodeId) -> Vec<Action> {
    let is_action = |child: &NodeId| matches!(source.local(*child), "setvalue" | "setgeopoint" | "recordaudio");
    source.elements(element).filter(is_action).filter_map(|child| action(source, child, false)).collect()
}

fn tags(source: &Source<'_>, element: NodeId) -> Vec<Tag> {
    let tags = source.elements(element).filter(|child| source.is(*child, "tag"));
    let read = |tag| Some(Tag { key: source.needed(tag, "key")?.to_owned(), label: said_in(source, tag, "label") });
    tags.filter_map(read).collect()
}

fn choices(source: &Source<'_>, element: NodeId) -> Choices {
    if let Some(itemset) = source.child(element, "itemset") {
        return self::itemset(source, itemset).map_or(Choices::None, Choices::Itemset);
    }
    // Some writers put fixed choices into `<choices>`.
    let holder = source.child(element, "choices").unwrap_or(element);
    let items = source.elements(holder).filter(|child| source.is(*child, "item"));
    let fixed: Vec<FixedChoice> = items.filter_map(|item| fixed_choice(source, item)).collect();
    if fixed.is_empty() { Choices::None } else { Choices::Fixed(fixed) }
}

fn fixed_choice(source: &Source<'_>, item: NodeId) -> Option<FixedChoice> {
    let Some(value) = source.child(item, "value") else {
        source.refuse(item, Wrong::ElementMissing { element: "item".to_owned(), inner: "value" });
        return None;
    };
    Some(FixedChoice { label: said_in(source, item, "label"), value: source.text(value) })
}

fn itemset(source: &Source<'_>, element: NodeId) -> Option<Itemset> {
    let nodeset = source.needed(element, "nodeset")?;
    if let Some(copy) = source.child(element, "copy") {
        source.warn(copy, Wrong::CopyLeftOut);
    }
    let part = |local: &'static str| {
        let Some(part) = source.child(element, local) else {
            source.refuse(element, Wrong::ElementMissing { element: "itemset".to_owned(), inner: local });
            return None;
        };
        source.needed(part, "ref").map(str::to_owned)
    };
    let (value, label) = (part("value"), part("label"));
    Some(Itemset { nodeset: nodeset.to_owned(), value: value?, label: label? })
}
