//! The body: controls tied to items.

use super::paths::{absolute, root_path};
use super::structure;
use super::{Calls, Compiler};
use crate::form::ItemPlace;
use crate::kind::DataType;
use crate::shown::{Control as ShownControl, Shown};
use crate::{ChoiceSource, Itemset, Kind, Media, Range};
use language::Message;
use std::collections::BTreeMap;
use xforms::{Aspect, Control, ControlKind, Group, Question, Repeat, Said};

type Lists = BTreeMap<String, Itemset>;

impl Compiler<'_> {
    pub(super) fn read_controls(&mut self, lists: &mut Lists) -> Shown {
        let definition = self.definition;
        let mut shown = Shown::default();
        let root = root_path(definition);
        shown.top = self.controls(&definition.body, &root, &mut shown, lists);
        shown
    }

    fn controls(&mut self, controls: &[Control], around: &str, shown: &mut Shown, lists: &mut Lists) -> Vec<usize> {
        let mut made = Vec::with_capacity(controls.len());
        for control in controls {
            made.extend(match control {
                Control::Question(question) => self.question(question, around, shown, lists),
                Control::Group(group) => self.group(group, around, shown, lists),
                Control::Repeat(repeat) => self.repeat(repeat, &Said::Nothing, around, shown, lists),
            });
        }
        made
    }

    /// The item that a control is about. One about nothing is left out of forms made elsewhere, and a mistake in others.
    fn bound(&mut self, path: &str) -> Option<usize> {
        let found = self.find(path);
        if found.is_none() {
            let message = Message::new("forms-control-without-node").with("path", path);
            match self.calls {
                Calls::MustExist => self.found.refuse(path, Aspect::Control, message),
                Calls::MayBeMissing => self.found.warn(path, Aspect::Control, message),
            }
        }
        found
    }

    fn add(&mut self, shown: &mut Shown, item: usize, label: &Said, hint: &Said) -> usize {
        let label = self.saying(item, Aspect::Label, label);
        let hint = self.saying(item, Aspect::Hint, hint);
        let made = shown.controls.len();
        shown.controls.push(ShownControl { item, label, hint, children: Vec::new() });
        shown.by_item.entry(item).or_insert(made);
        made
    }

    fn question(&mut self, question: &Question, around: &str, shown: &mut Shown, lists: &mut Lists) -> Option<usize> {
        let path = absolute(&question.reference, around);
        let item = self.bound(&path)?;
        let (rule, source) = self.choice_rule(item, question, lists);
        let data = self.items.get(item).map(|item| item.rules.data).unwrap_or_default();
        let kind = match &question.kind {
            ControlKind::Input if matches!(source, ChoiceSource::File(_)) => Kind::SelectOne(source),
            ControlKind::Input => input_kind(data),
            ControlKind::SelectOne => Kind::SelectOne(source),
            ControlKind::SelectMultiple => Kind::SelectMultiple(source),
            ControlKind::Rank => Kind::Rank(source),
            ControlKind::Trigger => Kind::Acknowledge,
            ControlKind::Upload { media_type } => Kind::File(media(media_type)),
            ControlKind::Range { start, end, step } => Kind::Range(Range {
                start: start.clone(),
                end: end.clone(),
                step: step.clone(),
                is_whole: data == DataType::Integer,
            }),
        };
        if let Some(target) = self.items.get_mut(item) {
            if !target.kind.is_shown() {
                target.kind = kind;
                target.appearance.clone_from(&question.appearance);
            }
            if target.rules.choices.is_none() {
                target.rules.choices = rule.map(Box::new);
            }
        }
        Some(self.add(shown, item, &question.label, &question.hint))
    }

    fn group(&mut self, group: &Group, around: &str, shown: &mut Shown, lists: &mut Lists) -> Option<usize> {
        // A group around nothing but a repeat gives it its name, as in JavaRosa.
        if let [Control::Repeat(repeat)] = group.children.as_slice() {
            let here = group.reference.as_deref().map_or_else(|| around.to_owned(), |path| absolute(path, around));
            return self.repeat(repeat, &group.label, &here, shown, lists);
        }
        let (item, here) = match &group.reference {
            Some(reference) => {
                let path = absolute(reference, around);
                (self.bound(&path)?, path)
            }
            None => (self.arrangement(around), around.to_owned()),
        };
        if let Some(target) = self.items.get_mut(item) {
            if target.kind == Kind::Hidden {
                target.kind = Kind::Group;
            }
            target.appearance.clone_from(&group.appearance);
        }
        let made = self.add(shown, item, &group.label, &self.hint_of_section(item));
        let children = self.controls(&group.children, &here, shown, lists);
        if let Some(control) = shown.controls.get_mut(made) {
            control.children = children;
        }
        Some(made)
    }

    /// An item for a group without a node of its own.
    fn arrangement(&mut self, around: &str) -> usize {
        let parent = self.find(around).unwrap_or_default();
        let path = self.items.get(parent).map_or_else(String::new, |item| item.path.clone());
        self.items.push(structure::item(String::new(), path, Kind::Group, Some(parent), ItemPlace::Arrangement));
        self.items.len() - 1
    }

    /// The hint of a section, which XForms gives to questions only: writers of forms keep its text all the same.
    fn hint_of_section(&self, item: usize) -> Said {
        let id = format!("{}:hint", self.nodeset(item));
        if self.texts.ids.contains_key(&id) { Said::Translated(id) } else { Said::Nothing }
    }

    fn repeat(
        &mut self,
        repeat: &Repeat,
        label: &Said,
        around: &str,
        shown: &mut Shown,
        lists: &mut Lists,
    ) -> Option<usize> {
        let path = absolute(&repeat.nodeset, around);
        let item = self.bound(&path)?;
        let count = repeat.count.as_deref().and_then(|written| self.expression(item, Aspect::Count, written));
        if let Some(target) = self.items.get_mut(item) {
            target.appearance.clone_from(&repeat.appearance);
            target.rules.count = count;
            target.rules.is_fixed = repeat.no_add_remove;
        }
        let made = self.add(shown, item, label, &self.hint_of_section(item));
        let children = self.controls(&repeat.children, &path, shown, lists);
        if let Some(control) = shown.controls.get_mut(made) {
            control.children = children;
        }
        Some(made)
    }
}

fn input_kind(data: DataType) -> Kind {
    match data {
        DataType::Text => Kind::Text,
        DataType::Barcode => Kind::Barcode,
        DataType::Integer => Kind::Integer,
        DataType::Decimal => Kind::Decimal,
        DataType::Boolean => Kind::Boolean,
        DataType::Date => Kind::Date,
        DataType::Time => Kind::Time,
        DataType::DateTime => Kind::DateTime,
        DataType::Geopoint => Kind::Geopoint,
        DataType::Geotrace => Kind::Geotrace,
        DataType::Geoshape => Kind::Geoshape,
    }
}

fn media(media_type: &str) -> Media {
    match media_type.split('/').next().unwrap_or_default() {
        "image" => Media::Image,
        "audio" => Media::Audio,
        "video" => Media::Video,
        _ => Media::Any,
    }
}
