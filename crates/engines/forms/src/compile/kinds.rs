//! What each item finally asks for, once binds, controls and actions are known.

use super::Compiler;
use super::binds::is_true;
use crate::form::{Instance, ItemPlace};
use crate::kind::DataType;
use crate::points;
use crate::rules::Preload;
use crate::{Kind, Metadata};
use xpath::{Document, Moment, NodeId};

impl Compiler<'_> {
    /// Settles the kinds of items that have no control, tells notes from questions, and notes fixed defaults.
    pub(super) fn settle_kinds(&mut self, fresh: &Document, nodes: &[NodeId]) {
        for (item, node) in self.items.iter_mut().zip(nodes) {
            if item.kind == Kind::Hidden {
                item.kind = match &item.rules.preload {
                    Some(Preload::Start) => Kind::Metadata(Metadata::Start),
                    Some(Preload::End) => Kind::Metadata(Metadata::End),
                    Some(Preload::Today) => Kind::Metadata(Metadata::Today),
                    _ if item.rules.calculation.is_some() => Kind::Calculate,
                    _ => Kind::Hidden,
                };
            }
            if item.kind.is_section() || item.place != ItemPlace::Answer {
                continue;
            }
            let default = fresh.text(*node);
            item.default = Some(default.into_owned()).filter(|default| !default.is_empty());
            let says_only = item.kind == Kind::Text
                && item.is_read_only
                && item.default.is_none()
                && item.rules.calculation.is_none()
                && item.rules.preload.is_none()
                && !item.rules.is_target;
            if says_only {
                item.kind = Kind::Note;
            }
        }
        for item in &mut self.items {
            let always = |expression: &Option<xpath::Expression>| {
                expression.as_ref().is_some_and(|expression| is_true(expression.source()))
            };
            item.is_required = always(&item.rules.required);
            item.is_read_only = always(&item.rules.read_only) || item.kind == Kind::Note;
        }
    }

    /// Gives every node its type, and writes the answers that a form begins with in it, as JavaRosa does when it reads a form.
    pub(super) fn type_instance(&self, instance: &mut Instance) {
        let root = instance.fresh.root();
        let templates = self.items.iter().zip(&instance.nodes).filter(|(item, _)| item.kind == Kind::Repeat);
        let seeds = instance.seeds.values().flatten().copied();
        let starts: Vec<NodeId> = std::iter::once(root).chain(templates.map(|(_, node)| *node)).chain(seeds).collect();
        for start in starts {
            self.type_in(&mut instance.fresh, start);
            self.type_in(&mut instance.blank, start);
        }
    }

    fn type_in(&self, document: &mut Document, node: NodeId) {
        let rules = self.items.get(document.tag(node) as usize).map(|item| &item.rules);
        let (data, content) = rules.map(|rules| (rules.data, rules.content)).unwrap_or_default();
        document.set_content(node, content);
        let text = document.text(node).into_owned();
        let cast = match data {
            DataType::Integer => whole(&text),
            DataType::Date => Moment::parse(&text, 0).map(|moment| moment.without_time().to_string()),
            DataType::Geopoint | DataType::Geotrace | DataType::Geoshape => Some(points::spelt(&text).into_owned()),
            _ => None,
        };
        if let Some(cast) = cast.filter(|cast| *cast != text) {
            document.set_text(node, &cast);
        }
        for child in document.elements(node).collect::<Vec<_>>() {
            self.type_in(document, child);
        }
    }
}

fn whole(text: &str) -> Option<String> {
    let number = xpath::parse_number(text);
    (text.contains('.') && number.is_finite()).then(|| xpath::format_number(number.trunc()).into_owned())
}
