//! Binds to the rules of items.

use super::Compiler;
use crate::kind::DataType;
use crate::rules::Preload;
use language::Message;
use xforms::{Aspect, Bind, ModelItem};
use xpath::Expression;

/// Attributes with this prefix carry Saphan's own meaning and are kept with the question under the rest of their name.
const EXTRA: &str = "saphan:";

impl Compiler<'_> {
    pub(super) fn read_binds(&mut self) {
        let definition = self.definition;
        for model_item in &definition.model {
            let ModelItem::Bind(bind) = model_item else { continue };
            match self.find(&bind.nodeset) {
                Some(item) => self.read_bind(item, bind),
                None => {
                    let message = Message::new("forms-bind-without-node").with("path", bind.nodeset.as_str());
                    self.found.warn(&bind.nodeset, Aspect::Node, message);
                }
            }
        }
    }

    fn read_bind(&mut self, item: usize, bind: &Bind) {
        let data = DataType::named(&bind.kind);
        if data.is_none() {
            let message = Message::new("forms-unknown-data-type").with("type", bind.kind.as_str());
            self.found.warn(&bind.nodeset, Aspect::Kind, message);
        }
        let relevant = self.condition(item, Aspect::Relevant, bind.relevant.as_deref());
        let constraint = self.condition(item, Aspect::Constraint, bind.constraint.as_deref());
        let required = self.condition(item, Aspect::Required, bind.required.as_deref());
        let read_only = self.condition(item, Aspect::ReadOnly, bind.read_only.as_deref());
        let calculation =
            bind.calculate.as_deref().and_then(|written| self.expression(item, Aspect::Calculate, written));
        let constraint_message = self.message(item, Aspect::ConstraintMessage, bind.constraint_message.as_deref());
        let required_message = self.message(item, Aspect::RequiredMessage, bind.required_message.as_deref());
        let preload = bind.preload.as_deref().and_then(|kind| self.preload(bind, kind));
        let is_literally = |written: &Option<String>| written.as_deref().is_some_and(is_true);
        let Some(target) = self.items.get_mut(item) else { return };
        target.is_required |= is_literally(&bind.required);
        target.is_read_only |= is_literally(&bind.read_only);
        let extras = bind.attributes.iter().filter_map(|one| Some((one.name.strip_prefix(EXTRA)?, &one.value)));
        target.extras.extend(extras.map(|(name, value)| (name.to_owned(), value.clone())));
        let rules = &mut target.rules;
        rules.data = data.unwrap_or_default();
        rules.content = data.filter(|_| !bind.kind.is_empty()).map(DataType::content).unwrap_or_default();
        rules.relevant = relevant.or(rules.relevant.take());
        rules.constraint = constraint.or(rules.constraint.take());
        rules.required = required.or(rules.required.take());
        rules.read_only = read_only.or(rules.read_only.take());
        rules.calculation = calculation.or(rules.calculation.take());
        rules.preload = preload.or(rules.preload.take());
        rules.save_to = bind.save_to.clone().or(rules.save_to.take());
        if !constraint_message.is_nothing() {
            rules.constraint_message = constraint_message;
        }
        if !required_message.is_nothing() {
            rules.required_message = required_message;
        }
    }

    /// A condition; one that always holds or never matters as none is left out where that is what none means.
    fn condition(&mut self, item: usize, aspect: Aspect, written: Option<&str>) -> Option<Expression> {
        let written = written?;
        let means_none = match aspect {
            Aspect::Relevant | Aspect::Constraint => is_true(written),
            _ => is_false(written),
        };
        if means_none { None } else { self.expression(item, aspect, written) }
    }

    fn preload(&mut self, bind: &Bind, kind: &str) -> Option<Preload> {
        let parameter = bind.preload_parameters.as_deref().unwrap_or_default().trim();
        let preload = match (kind.trim(), parameter) {
            ("timestamp", "start") => Preload::Start,
            ("timestamp", "end") => Preload::End,
            ("date", "today") => Preload::Today,
            ("uid", _) => Preload::Uid,
            ("property", name) => Preload::Property(name.to_owned()),
            _ => {
                let said = format!("{kind} {parameter}");
                let message = Message::new("forms-unknown-preload").with("preload", said.trim());
                self.found.warn(&bind.nodeset, Aspect::Preload, message);
                return None;
            }
        };
        Some(preload)
    }

    /// The id of a submission is filled in also where the form keeps none.
    pub(super) fn fill_instance_id(&mut self) {
        let ids = self
            .items
            .iter_mut()
            .filter(|item| item.place == crate::form::ItemPlace::Meta && super::local(&item.name) == "instanceID");
        for id in ids {
            if id.rules.calculation.is_none() && id.rules.preload.is_none() {
                id.rules.preload = Some(Preload::Uid);
            }
        }
    }
}

pub(super) fn is_true(written: &str) -> bool {
    matches!(written.trim(), "true()" | "1")
}

fn is_false(written: &str) -> bool {
    matches!(written.trim(), "false()" | "0")
}
