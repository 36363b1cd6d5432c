//! Working out what follows from a change: relevance, calculations, numbers of instances. Goes through the form's dependency graph
//! in order, touching only what a change reaches.

use super::{Fault, MOST_INSTANCES, MOST_INSTANCES_IN_ALL, Session, kept};
use crate::answer::{LONGEST_ANSWER, canonical};
use crate::compile::{Aspect, Trigger};
use crate::{Item, Kind};
use xpath::{EvalError, NodeId};

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

    /// Works out all that is pending. Ends because the graph has no circle: a trigger only ever queues later ones.
    pub(super) fn settle(&mut self) {
        while let Some(place) = self.queue.pop_first() {
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
        let item = match trigger.aspect {
            Aspect::Count => self.form.at(trigger.item).and_then(|item| item.parent).unwrap_or_default(),
            _ => trigger.item,
        };
        self.nodes_of(item, within)
    }

    fn work_out(&mut self, trigger: Trigger, node: NodeId) {
        let Some(item) = self.form.at(trigger.item) else { return };
        let outcome = match trigger.aspect {
            Aspect::Relevant => self.work_out_relevance(item, node),
            Aspect::Calculation => self.work_out_calculation(item, node),
            Aspect::Count => self.work_out_count(item, trigger.item, node),
        };
        if !self.faults.is_empty() {
            self.faults.retain(|fault| (fault.node, fault.aspect) != (node, Some(trigger.aspect)));
        }
        if let Err(error) = outcome {
            self.faults.push(Fault { node, aspect: Some(trigger.aspect), error });
        }
    }

    fn work_out_calculation(&mut self, item: &Item, node: NodeId) -> Result<(), EvalError> {
        let Some(expression) = &item.rules.calculation else { return Ok(()) };
        let outcome = self.evaluate(expression, node);
        let text = outcome.as_ref().map_or(String::new(), |value| kept(value.clone()));
        let text = canonical(&item.kind, &text, self.environment.offset_minutes).into_owned();
        let is_too_long = text.len() > LONGEST_ANSWER;
        let text = if is_too_long { String::new() } else { text };
        // A hidden node reads as empty but keeps its value, so its own text is compared.
        if self.answer_of(node) != text {
            self.document.set_text(node, &text);
            self.mark_changed(node);
        }
        match outcome {
            Err(error) => Err(error),
            Ok(_) if is_too_long => Err(EvalError::TooLong { limit: LONGEST_ANSWER }),
            Ok(_) => Ok(()),
        }
    }

    /// The text of a node also while it is hidden.
    pub(super) fn answer_of(&self, node: NodeId) -> &str {
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
    }

    fn work_out_count(&mut self, item: &Item, repeat: usize, parent: NodeId) -> Result<(), EvalError> {
        let Some(expression) = &item.rules.repeat_count else { return Ok(()) };
        // The expression is written as seen from inside the repeat; from around it a template stands in.
        let wanted = self.count_at(expression, parent, repeat)?;
        let mut instances = self.instances(parent, repeat);
        while instances.len() > wanted {
            if let Some(last) = instances.pop() {
                self.remove_instance(last, repeat);
            }
        }
        while instances.len() < wanted {
            let Some(instance) = self.append_instance(parent, repeat) else { break };
            self.start_repeats(instance);
            self.fill_defaults(instance);
            instances.push(instance);
        }
        Ok(())
    }

    fn count_at(&mut self, expression: &xpath::Expression, parent: NodeId, repeat: usize) -> Result<usize, EvalError> {
        let existing = self.instances(parent, repeat).first().copied();
        let (node, is_guest) = match existing {
            Some(node) => (node, false),
            None => match self
                .form
                .instance
                .nodes
                .get(repeat)
                .and_then(|template| self.document.copy_into(parent, *template))
            {
                Some(guest) => (guest, true),
                None => return Ok(0),
            },
        };
        let number = self.evaluate(expression, node).map(|value| value.to_number());
        if is_guest {
            self.document.remove(node);
        }
        let number = number?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to a small range; NaN becomes 0"
        )]
        let wanted = number.clamp(0.0, MOST_INSTANCES as f64) as usize;
        Ok(wanted)
    }

    /// Queues what reads a node's answer, or whether it is there and shown.
    pub(super) fn mark_changed(&mut self, node: NodeId) {
        let Some(readers) = self.form.graph.readers.get(self.index_of(node)) else { return };
        for reader in readers {
            let instance = reader.within.and_then(|repeat| {
                std::iter::once(node)
                    .chain(self.document.ancestors(node))
                    .find(|around| self.index_of(*around) == repeat)
            });
            self.enqueue(reader.trigger, instance);
        }
    }

    fn enqueue(&mut self, trigger: usize, inside: Option<NodeId>) {
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
        if self.instance_count >= MOST_INSTANCES_IN_ALL {
            return None;
        }
        self.instance_count += 1;
        let template = *self.form.instance.nodes.get(repeat)?;
        let after = self.document.elements(parent).find(|node| self.index_of(*node) > repeat);
        let instance = match after {
            Some(after) => self.document.copy_before(after, template)?,
            None => self.document.copy_into(parent, template)?,
        };
        if self.document.is_hidden(parent) {
            self.refresh_hidden(instance, true);
        }
        for (place, trigger) in self.form.graph.triggers.iter().enumerate() {
            if self.stands_in(trigger.item, repeat) {
                self.enqueue(place, Some(instance));
            }
        }
        self.mark_structure(parent, repeat);
        Some(instance)
    }

    pub(super) fn remove_instance(&mut self, instance: NodeId, repeat: usize) {
        let Some(parent) = self.document.parent(instance) else { return };
        self.instance_count -= self.instances_within(instance);
        self.document.remove(instance);
        let document = &self.document;
        self.faults.retain(|fault| document.is_within(fault.node, document.root()));
        self.mark_structure(parent, repeat);
    }

    /// How many instances of repeats a node is and holds.
    fn instances_within(&self, node: NodeId) -> usize {
        let own = usize::from(self.item_of(node).kind == Kind::Repeat);
        own + self.document.elements(node).map(|child| self.instances_within(child)).sum::<usize>()
    }

    /// Queues what reads a repeat or anything in it, since there is more or less of it now.
    fn mark_structure(&mut self, parent: NodeId, repeat: usize) {
        let items = (repeat..self.form.items.len()).take_while(|at| self.stands_in(*at, repeat));
        for item in items.collect::<Vec<_>>() {
            let Some(readers) = self.form.graph.readers.get(item) else { continue };
            for reader in readers {
                let around = reader.within.filter(|within| !self.stands_in(*within, repeat));
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

    /// Whether an item is a section or stands in it.
    fn stands_in(&self, item: usize, section: usize) -> bool {
        let parent = |at: usize| self.form.at(at).and_then(|item| item.parent);
        std::iter::successors(Some(item), |at| parent(*at)).any(|at| at == section)
    }
}
