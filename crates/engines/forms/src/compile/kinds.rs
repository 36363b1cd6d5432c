//! What each item finally asks for, once binds, controls and actions are known.

use super::Compiler;
use super::binds::is_true;
use crate::form::ItemPlace;
use crate::rules::Preload;
use crate::{Kind, Metadata};
use xpath::{Document, NodeId};

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
}
