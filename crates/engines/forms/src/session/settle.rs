//! Working out what follows from a change: relevance, calculations, numbers of instances. Goes through the form's dependency graph
//! in order, touching only what a change reaches.

use super::{Fault, FaultyRule, MOST_INSTANCES, MOST_INSTANCES_IN_ALL, MOST_NODES, Session};
use crate::answer::{LONGEST_ANSWER, cast};
use crate::compile::{Trigger, Worked};
use crate::{Item, Kind};
use xpath::{EvalError, Kind as NodeKind, NodeId};

/// The bit of a node's tag that says "its own relevance does not hold"; whether it is hidden depends on the sections around too.
pub(super) const NOT_RELEVANT: u32 = 1 << 31;

/// Where a trigger has to be worked out again.
#[derive(Clone, Debug)]
pub(super) enum Pending {
    Nowhere,
    Everywhere,
    /// Only inside these instances of repeats.
    Inside(Vec<NodeId>),
}

impl Session<'_> {
    /// Works out everything, as after reading a whole set of answers.
    pub(super) fn queue_everything(&mut self) {
        self.queue = (0..self.pending.len()).collect();
        self.pending.fill(Pending::Everywhere);
    }

    /// Queues the calculations that ask what choices are called.
    pub(super) fn queue_names_of_choices(&mut self) {
        let form = self.form;
        for (place, trigger) in form.graph.triggers.iter().enumerate() {
            let calculation = form.at(trigger.item).and_then(|item| item.rules.calculation.as_ref());
            if trigger.worked == Worked::Calculation && calculation.is_some_and(|it| asks(it, &NAMES_OF_CHOICES)) {
                self.enqueue(place, None);
            }
        }
    }

    /// Works out all that is pending. Ends because the graph has no circle but through numbers of instances, which may ask for one more
    /// while the last says so: then, and where the order leaves choices out, an earlier trigger is queued again. One that adds and
    /// takes away by turns would never end, so that the steps are over after more turns than there can be instances.
    pub(super) fn settle(&mut self) {
        let (mut last, mut turns) = (0, 0);
        while let Some(place) = self.queue.pop_first() {
            turns += usize::from(place <= last);
            last = place;
            if turns > MOST_INSTANCES_IN_ALL {
                self.steps.set(0);
            }
            let Some(trigger) = self.form.graph.triggers.get(place).copied() else { continue };
            let pending = self.pending.get_mut(place).map(|pending| std::mem::replace(pending, Pending::Nowhere));
            let nodes = match pending {
                Some(Pending::Everywhere) => self.trigger_nodes(trigger, None),
                Some(Pending::Inside(instances)) => {
                    let attached = instances.into_iter().filter(|node| self.document.parent(*node).is_some());
                    attached.flat_map(|instance| self.trigger_nodes(trigger, Some(instance))).collect()
                }
                Some(Pending::Nowhere) | None => continue,
            };
            for node in nodes {
                self.work_out(trigger, node);
            }
        }
    }

    /// The nodes at which a trigger is worked out: for the number of a repeat's instances the node around them.
    fn trigger_nodes(&self, trigger: Trigger, within: Option<NodeId>) -> Vec<NodeId> {
        let item = match trigger.worked {
            Worked::Count => self.form.at(trigger.item).and_then(|item| item.parent).unwrap_or_default(),
            _ => trigger.item,
        };
        self.nodes_of(item, within)
    }

    fn work_out(&mut self, trigger: Trigger, node: NodeId) {
        let Some(item) = self.form.at(trigger.item) else { return };
        let outcome = match trigger.worked {
            Worked::Relevant => self.work_out_relevance(item, node),
            Worked::Calculation => self.work_out_calculation(item, node),
            Worked::Count => self.work_out_count(item, trigger.item, node),
            Worked::Choices => self.work_out_choices(item, node),
        };
        let rule = FaultyRule::Worked(trigger.worked);
        if !self.faults.is_empty() {
            self.faults.retain(|fault| (fault.node, fault.rule) != (node, rule));
        }
        if let Err(error) = outcome {
            self.faults.push(Fault { node, rule, error: error.into() });
        }
    }

    fn work_out_calculation(&mut self, item: &Item, node: NodeId) -> Result<(), EvalError> {
        let Some(expression) = &item.rules.calculation else { return Ok(()) };
        if self.is_receiving && !self.answer_of(node).is_empty() && is_of_its_moment(expression) {
            return Ok(());
        }
        let outcome = self.evaluate(expression, node);
        let value = outcome.as_ref().map_or(xpath::Value::Text("".into()), Clone::clone);
        let text = cast(item.rules.data, value, self.environment.offset_minutes);
        let is_too_long = text.len() > LONGEST_ANSWER;
        let text = if is_too_long { String::new() } else { text };
        // A hidden node reads as empty but keeps its value, so its own text is compared.
        self.write(node, &text);
        match outcome {
            Err(error) => Err(error),
            Ok(_) if is_too_long => Err(EvalError::TooLong { limit: LONGEST_ANSWER }),
            Ok(_) => Ok(()),
        }
    }

    /// The text of a node also while it is hidden.
    pub(super) fn answer_of(&self, node: NodeId) -> &str {
        if self.document.kind(node) != NodeKind::Element {
            return self.document.own_text(node);
        }
        self.document.children(node).next().map_or("", |text| self.document.own_text(text))
    }

    fn work_out_relevance(&mut self, item: &Item, node: NodeId) -> Result<(), EvalError> {
        let Some(expression) = &item.rules.relevant else { return Ok(()) };
        let outcome = self.holds(expression, node);
        // A condition that cannot be worked out hides nothing: better asked in vain than lost.
        let is_relevant = *outcome.as_ref().unwrap_or(&true);
        let tag = self.document.tag(node);
        let changed = if is_relevant { tag & !NOT_RELEVANT } else { tag | NOT_RELEVANT };
        if changed != tag {
            self.document.set_tag(node, changed);
            let around = self.document.parent(node).is_some_and(|parent| self.document.is_hidden(parent));
            self.refresh_hidden(node, around);
        }
        outcome.map(|_| ())
    }

    /// Hides or shows a node and what is in it, after its own relevance or that of a section around it changed.
    fn refresh_hidden(&mut self, node: NodeId, around_is_hidden: bool) {
        let is_hidden = around_is_hidden || self.document.tag(node) & NOT_RELEVANT != 0;
        if self.document.is_hidden(node) == is_hidden {
            return;
        }
        self.document.set_hidden(node, is_hidden);
        self.mark_changed(node);
        for child in self.document.elements(node).collect::<Vec<_>>() {
            self.refresh_hidden(child, is_hidden);
        }
        for attribute in self.document.attributes(node).collect::<Vec<_>>() {
            self.refresh_hidden(attribute, is_hidden);
        }
    }

    fn work_out_count(&mut self, item: &Item, repeat: usize, parent: NodeId) -> Result<(), EvalError> {
        let Some(expression) = &item.rules.count else { return Ok(()) };
        let Some(wanted) = self.count_at(expression, parent, repeat)? else { return Ok(()) };
        let mut instances = self.instances(parent, repeat);
        while instances.len() > wanted {
            if let Some(last) = instances.pop() {
                self.remove_instance(last, repeat);
            }
        }
        while instances.len() < wanted {
            let seed = self.form.instance.seeds.get(&repeat).and_then(|seeds| seeds.get(instances.len())).copied();
            let Some(instance) = self.append_copy(parent, repeat, seed) else { break };
            if seed.is_none() {
                self.begin_instance(instance, repeat);
            }
            instances.push(instance);
        }
        Ok(())
    }

    /// How many instances there are to be; `None` while the answer that says so is empty. The expression is written as seen from
    /// inside the repeat; an empty node stands in while there is no instance.
    fn count_at(
        &mut self,
        expression: &xpath::Expression,
        parent: NodeId,
        repeat: usize,
    ) -> Result<Option<usize>, EvalError> {
        let existing = self.instances(parent, repeat).first().copied();
        let (node, is_guest) = match existing {
            Some(node) => (node, false),
            None => {
                let template = self.form.instance.nodes.get(repeat).copied();
                let name = template.and_then(|template| self.document.full_name(template)).cloned();
                (self.document.append_named(parent, name.unwrap_or_default()), true)
            }
        };
        let number = self.evaluate(expression, node).map(|value| value.to_number());
        if is_guest {
            self.document.remove(node);
        }
        let number = number?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a small range")]
        let wanted = || number.clamp(0.0, MOST_INSTANCES as f64) as usize;
        Ok((!number.is_nan()).then(wanted))
    }

    /// Queues what reads a node's answer, or whether it is there and shown.
    pub(super) fn mark_changed(&mut self, node: NodeId) {
        let form = self.form;
        let Some(readers) = form.graph.readers.get(self.index_of(node)) else { return };
        for reader in readers {
            let instance = reader.within.and_then(|repeat| {
                std::iter::once(node)
                    .chain(self.document.ancestors(node))
                    .find(|around| self.index_of(*around) == repeat)
            });
            self.enqueue(reader.trigger, instance);
        }
    }

    pub(super) fn enqueue(&mut self, trigger: usize, inside: Option<NodeId>) {
        let Some(pending) = self.pending.get_mut(trigger) else { return };
        if matches!(pending, Pending::Everywhere) {
            return;
        }
        self.queue.insert(trigger);
        match (inside, &mut *pending) {
            (None, _) | (_, Pending::Everywhere) => *pending = Pending::Everywhere,
            (Some(instance), Pending::Inside(instances)) => {
                if !instances.contains(&instance) {
                    instances.push(instance);
                }
            }
            (Some(instance), Pending::Nowhere) => *pending = Pending::Inside(vec![instance]),
        }
    }

    /// Adds an instance at the end of a repeat and queues what it brings with it. `None` when the session is full.
    pub(super) fn append_instance(&mut self, parent: NodeId, repeat: usize) -> Option<NodeId> {
        self.append_copy(parent, repeat, None)
    }

    /// Adds a copy of a node, else of the template, at the end of a repeat.
    fn append_copy(&mut self, parent: NodeId, repeat: usize, source: Option<NodeId>) -> Option<NodeId> {
        if self.instance_count >= MOST_INSTANCES_IN_ALL || self.document.len() >= MOST_NODES {
            return None;
        }
        let source = source.or_else(|| self.form.instance.nodes.get(repeat).copied())?;
        let instance = match (self.instances(parent, repeat).last(), self.first_after(parent, repeat)) {
            (Some(last), _) => self.document.copy_after(*last, source)?,
            (None, Some(next)) => self.document.copy_before(next, source)?,
            (None, None) => self.document.copy_into(parent, source)?,
        };
        self.instance_count += self.instances_within(instance);
        if self.document.is_hidden(parent) {
            self.refresh_hidden(instance, true);
        }
        let form = self.form;
        for place in form.graph.inside.get(&repeat).into_iter().flatten() {
            self.enqueue(*place, Some(instance));
        }
        self.mark_structure(parent, repeat);
        Some(instance)
    }

    /// The first node below a section that stands after an item in the form's order.
    fn first_after(&self, parent: NodeId, item: usize) -> Option<NodeId> {
        let siblings = &self.item_of(parent).children;
        let at = siblings.iter().position(|sibling| *sibling == item)?;
        let later = siblings.get(at + 1..)?;
        self.document.elements(parent).find(|node| later.contains(&self.index_of(*node)))
    }

    pub(super) fn remove_instance(&mut self, instance: NodeId, repeat: usize) {
        let Some(parent) = self.document.parent(instance) else { return };
        self.instance_count -= self.instances_within(instance);
        self.document.remove(instance);
        let document = &self.document;
        self.faults.retain(|fault| document.is_within(fault.node, document.root()));
        self.taken.retain(|node, _| document.is_within(*node, document.root()));
        self.mark_structure(parent, repeat);
    }

    /// How many instances of repeats a node is and holds.
    pub(super) fn instances_within(&self, node: NodeId) -> usize {
        let own = usize::from(self.item_of(node).kind == Kind::Repeat);
        own + self.document.elements(node).map(|child| self.instances_within(child)).sum::<usize>()
    }

    /// Queues what reads a repeat or anything in it, since there is more or less of it now.
    fn mark_structure(&mut self, parent: NodeId, repeat: usize) {
        let form = self.form;
        for item in form.graph.items_inside.get(&repeat).into_iter().flatten().copied() {
            let Some(readers) = form.graph.readers.get(item) else { continue };
            for reader in readers {
                let around = reader.within.filter(|within| !form.stands_in(*within, repeat));
                let instance = around.and_then(|within| {
                    std::iter::once(parent)
                        .chain(self.document.ancestors(parent))
                        .find(|node| self.index_of(*node) == within)
                });
                match (reader.within, around) {
                    // What reads only its own instance is not concerned by another one coming or going.
                    (Some(_), None) if item != repeat => {}
                    _ => self.enqueue(reader.trigger, instance),
                }
            }
        }
    }
}

/// Functions that give what choices are called in the reader's language.
const NAMES_OF_CHOICES: [&str; 1] = ["jr:choice-name"];
/// Functions that give something else elsewhere or later: they ask the clock, chance, lists or the reader's language.
const OF_THEIR_MOMENT: [&str; 9] =
    ["now", "today", "random", "randomize", "uuid", "instance", "pulldata", "jr:itext", "jr:choice-name"];

fn asks(expression: &xpath::Expression, functions: &[&str]) -> bool {
    expression.functions().iter().any(|name| functions.contains(name))
}

/// Whether an expression may give something else elsewhere or later.
fn is_of_its_moment(expression: &xpath::Expression) -> bool {
    asks(expression, &OF_THEIR_MOMENT)
}
