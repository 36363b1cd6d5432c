//! What must be worked out again when an answer changes: found once from what the expressions read.

use super::{Compiler, local};
use crate::form::ItemPlace;
use crate::rules::ChoiceRule;
use crate::{Item, Kind};
use language::Message;
use std::collections::{BTreeSet, HashMap};
use xforms::Aspect;
use xpath::{Expression, PathPattern, PatternStep};

/// Most pairs of a rule and something that it reads. A form in which everything reads everything would fill the memory.
const MOST_READS: usize = 4_000_000;

/// What attributes are called as steps of a path while the graph is built.
const ATTRIBUTE: &str = "__attribute__";

/// The dependencies of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    /// Everything that is worked out, each after what it reads.
    pub(crate) triggers: Vec<Trigger>,
    /// By item: what reads it.
    pub(crate) readers: Vec<Vec<Reader>>,
    /// By repeat: the triggers of everything in it.
    pub(crate) inside: HashMap<usize, Vec<usize>>,
    /// By repeat: itself and everything in it.
    pub(crate) items_inside: HashMap<usize, Vec<usize>>,
}

/// A value that follows from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trigger {
    pub(crate) item: usize,
    pub(crate) worked: Worked,
}

/// Which of an item's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Worked {
    Relevant,
    Count,
    Calculation,
    /// What can be chosen, and with it whether the answer still stands.
    Choices,
}

/// A trigger that reads an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reader {
    /// Its place in [`Graph::triggers`].
    pub(crate) trigger: usize,
    /// The innermost repeat of which it reads only its own instance; a change in another instance does not concern it.
    pub(crate) within: Option<usize>,
}

impl Worked {
    fn expression(self, item: &Item) -> Option<&Expression> {
        match self {
            Self::Relevant => item.rules.relevant.as_ref(),
            Self::Calculation => item.rules.calculation.as_ref(),
            Self::Count => item.rules.count.as_ref(),
            Self::Choices => item.rules.choices.as_deref().and_then(ChoiceRule::condition),
        }
    }

    fn aspect(self) -> Aspect {
        match self {
            Self::Relevant => Aspect::Relevant,
            Self::Calculation => Aspect::Calculate,
            Self::Count => Aspect::Count,
            Self::Choices => Aspect::Choices,
        }
    }
}

impl Compiler<'_> {
    /// Builds the graph; a circle of dependencies is told at its first member.
    pub(super) fn build_graph(&mut self) -> Graph {
        let triggers = triggers(&self.items);
        let reads = {
            let paths = Paths::new(&self.items);
            let mut reads: Vec<Reads> = Vec::with_capacity(triggers.len());
            let mut count = 0;
            for trigger in &triggers {
                let read = paths.read_by(*trigger);
                count += read.len();
                if count > MOST_READS {
                    self.found.refuse("", Aspect::Form, Message::new("forms-too-entangled"));
                    return Graph::default();
                }
                reads.push(read);
            }
            reads
        };
        let order = ordered(&self.items, &triggers, &reads, Order::OfAll)
            .or_else(|_| ordered(&self.items, &triggers, &reads, Order::WithoutChoicesAndCounts));
        match order {
            Ok(order) => assembled(&self.items, &triggers, &reads, &order),
            Err(circle) => {
                self.report_circle(&triggers, &circle);
                Graph::default()
            }
        }
    }

    fn report_circle(&mut self, triggers: &[Trigger], circle: &[usize]) {
        let members: Vec<Trigger> = circle.iter().filter_map(|at| triggers.get(*at)).copied().collect();
        let Some(first) = members.iter().min_by_key(|trigger| trigger.item).copied() else { return };
        let named = members.iter().filter_map(|member| self.items.get(member.item)).map(|item| item.name.as_str());
        let names: Vec<&str> = named.collect();
        let message = match names.as_slice() {
            [only] => Message::new("forms-refers-to-itself").with("name", *only),
            names => Message::new("forms-circle").with("names", names.join(" → ")),
        };
        self.refuse(first.item, first.worked.aspect(), message);
    }
}

/// What the order in which rules are worked out heeds.
///
/// A choice filter that reads its own answer, or two that read each other's, is no mistake, nor is a repeat that grows until its last
/// instance says stop: JavaRosa asks for choices and counts when somebody comes to them. Where they make a circle their effects are
/// left out of the order, and are worked through when they happen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    OfAll,
    WithoutChoicesAndCounts,
}

fn triggers(items: &[Item]) -> Vec<Trigger> {
    let mut triggers = Vec::new();
    for (item, definition) in items.iter().enumerate() {
        for worked in [Worked::Relevant, Worked::Count, Worked::Calculation, Worked::Choices] {
            if worked.expression(definition).is_some() {
                triggers.push(Trigger { item, worked });
            }
        }
    }
    triggers
}

/// The items that a trigger reads, each with the repeat that it stays inside of.
type Reads = Vec<(usize, Option<usize>)>;

fn assembled(items: &[Item], triggers: &[Trigger], reads: &[Reads], order: &[usize]) -> Graph {
    let mut graph = Graph { readers: vec![Vec::new(); items.len()], ..Graph::default() };
    for at in order {
        let (Some(trigger), Some(read)) = (triggers.get(*at), reads.get(*at)) else { continue };
        // Choices that nothing changes need no watching.
        if trigger.worked == Worked::Choices && read.is_empty() {
            continue;
        }
        let place = graph.triggers.len();
        graph.triggers.push(*trigger);
        for (item, within) in read {
            if let Some(readers) = graph.readers.get_mut(*item) {
                readers.push(Reader { trigger: place, within: *within });
            }
        }
        for repeat in repeats_around(items, trigger.item) {
            graph.inside.entry(repeat).or_default().push(place);
        }
    }
    for readers in &mut graph.readers {
        readers.sort_unstable();
        readers.dedup();
    }
    for at in 0..items.len() {
        for repeat in repeats_around(items, at) {
            graph.items_inside.entry(repeat).or_default().push(at);
        }
    }
    graph
}

/// The repeats that an item stands in, itself when it is one.
fn repeats_around(items: &[Item], item: usize) -> impl Iterator<Item = usize> {
    let sections = std::iter::successors(Some(item), |at| items.get(*at).and_then(|item| item.parent));
    sections.filter(|at| items.get(*at).is_some_and(|item| item.kind == Kind::Repeat))
}

/// Finds items by the paths that expressions read.
pub(super) struct Paths<'i> {
    items: &'i [Item],
    names: Vec<Vec<&'i str>>,
    by_path: HashMap<Vec<&'i str>, usize>,
    /// Attributes, by the path of their element and their name.
    attributes: HashMap<Vec<&'i str>, usize>,
}

impl<'i> Paths<'i> {
    pub(super) fn new(items: &'i [Item]) -> Self {
        let mut names: Vec<Vec<&str>> = Vec::with_capacity(items.len());
        for item in items {
            let mut own = item.parent.and_then(|parent| names.get(parent)).cloned().unwrap_or_default();
            own.push(item.name.strip_prefix('@').unwrap_or_else(|| local(&item.name)));
            names.push(own);
        }
        let of_kind = |is_attribute: bool| {
            let chosen = items
                .iter()
                .enumerate()
                .filter(move |(_, item)| item.is_in_instance() && (item.place == ItemPlace::Attribute) == is_attribute);
            chosen.filter_map(|(at, _)| Some((names.get(at)?.clone(), at))).collect::<HashMap<_, _>>()
        };
        Self { items, by_path: of_kind(false), attributes: of_kind(true), names }
    }

    /// The names from the root element down to an item.
    pub(super) fn names_of(&self, item: usize) -> &[&'i str] {
        self.names.get(item).map(Vec::as_slice).unwrap_or_default()
    }

    fn read_by(&self, trigger: Trigger) -> Reads {
        let Some(item) = self.items.get(trigger.item) else { return Vec::new() };
        let Some(expression) = trigger.worked.expression(item) else { return Vec::new() };
        let context = self.names.get(trigger.item).map(Vec::as_slice).unwrap_or_default();
        let mut read = Vec::new();
        // An attribute is found by name like a child, under a name that no child can have.
        let marked = expression
            .source()
            .contains('@')
            .then(|| Expression::parse_leniently(&mark_attributes(expression.source())));
        let patterns = match &marked {
            Some(Ok(marked)) => marked.references(context),
            _ => expression.references(context),
        };
        for pattern in patterns {
            let within = self.repeat_at(trigger.item, pattern.anchor);
            read.extend(self.matching(&pattern).into_iter().map(|item| (item, within)));
        }
        if trigger.worked == Worked::Choices {
            self.add_labels(trigger.item, expression, &mut read);
        }
        read
    }

    /// Choices that are other answers change with everything in those answers.
    fn add_labels(&self, item: usize, nodeset: &Expression, read: &mut Reads) {
        let sections: Vec<(usize, Option<usize>)> = if nodeset.instances().is_empty() { read.clone() } else { return };
        for (section, within) in sections {
            let inside = (0..self.items.len()).filter(|at| *at != item && self.parent(*at) == Some(section));
            read.extend(inside.map(|at| (at, within)));
        }
    }

    fn parent(&self, at: usize) -> Option<usize> {
        self.items.get(at).and_then(|item| item.parent)
    }

    pub(super) fn matching(&self, pattern: &PathPattern) -> Vec<usize> {
        let mut plain = Vec::with_capacity(pattern.steps.len());
        for step in &pattern.steps {
            match step {
                PatternStep::Name(name) => plain.push(name.as_str()),
                _ => return self.matching_any(pattern),
            }
        }
        if let Some(attribute) = plain.last().and_then(|last| last.strip_prefix(ATTRIBUTE)) {
            plain.pop();
            plain.push(attribute.rsplit(':').next().unwrap_or(attribute));
            return self.attributes.get(&plain).copied().into_iter().collect();
        }
        self.by_path.get(&plain).copied().into_iter().collect()
    }

    fn matching_any(&self, pattern: &PathPattern) -> Vec<usize> {
        // Several steps of any depth could be matched in many ways; whatever they reach, it is in the form.
        let any_depths = pattern.steps.iter().filter(|step| **step == PatternStep::AnyDepth).count();
        let all = self.names.iter().enumerate();
        all.filter(|(_, names)| any_depths > 2 || pattern.matches(names)).map(|(at, _)| at).collect()
    }

    /// The innermost repeat around an item whose instance is fixed by so many leading steps.
    fn repeat_at(&self, item: usize, anchor: usize) -> Option<usize> {
        std::iter::successors(Some(item), |at| self.parent(*at)).find(|at| {
            let is_repeat = self.items.get(*at).is_some_and(|item| item.kind == Kind::Repeat);
            is_repeat && self.names.get(*at).is_some_and(|names| names.len() <= anchor)
        })
    }
}

/// The expression with `@name` as a child of a name that marks it.
fn mark_attributes(source: &str) -> String {
    let mut quote = None;
    let mut marked = String::with_capacity(source.len() + 16);
    for character in source.chars() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '@') => {
                marked.push_str(ATTRIBUTE);
                continue;
            }
            _ => {}
        }
        marked.push(character);
    }
    marked
}

/// The order in which triggers can be worked out, or those of a circle.
fn ordered(items: &[Item], triggers: &[Trigger], reads: &[Reads], heeded: Order) -> Result<Vec<usize>, Vec<usize>> {
    let affecting = affecting(items, triggers, heeded);
    let mut needs: Vec<BTreeSet<usize>> = Vec::with_capacity(triggers.len());
    for (own, (trigger, read)) in triggers.iter().zip(reads).enumerate() {
        let changed = read.iter().filter_map(|(item, _)| affecting.get(*item)).flatten().copied();
        let ignores_itself = asks_own_place(items, *trigger);
        needs.push(changed.filter(|at| !(ignores_itself && *at == own)).collect());
    }
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); triggers.len()];
    for (at, needs) in needs.iter().enumerate() {
        for need in needs {
            if let Some(list) = needed_by.get_mut(*need) {
                list.push(at);
            }
        }
    }
    let free = |needs: &BTreeSet<usize>| needs.is_empty();
    let mut ready: BTreeSet<usize> =
        needs.iter().enumerate().filter(|(_, needs)| free(needs)).map(|(at, _)| at).collect();
    let mut order = Vec::with_capacity(triggers.len());
    while let Some(at) = ready.pop_first() {
        order.push(at);
        for next in needed_by.get(at).into_iter().flatten() {
            if let Some(needs) = needs.get_mut(*next) {
                needs.remove(&at);
                if needs.is_empty() {
                    ready.insert(*next);
                }
            }
        }
    }
    if order.len() == triggers.len() { Ok(order) } else { Err(circle(&needs)) }
}

/// Whether a condition asks which instance its own node is: that is no answer, and does not change with the condition.
fn asks_own_place(items: &[Item], trigger: Trigger) -> bool {
    let expression = items.get(trigger.item).and_then(|item| trigger.worked.expression(item));
    trigger.worked == Worked::Relevant
        && expression.is_some_and(|expression| {
            expression.source().contains("position(current())") || expression.source().contains("position(.)")
        })
}

/// By item: the triggers that change what reading it gives, because they set its value or hide it or a section around it.
fn affecting(items: &[Item], triggers: &[Trigger], order: Order) -> Vec<Vec<usize>> {
    let mut affecting: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
    for (at, trigger) in triggers.iter().enumerate() {
        let is_left_out = matches!(trigger.worked, Worked::Choices | Worked::Count);
        if is_left_out && order == Order::WithoutChoicesAndCounts {
            continue;
        }
        if let Some(list) = affecting.get_mut(trigger.item) {
            list.push(at);
        }
    }
    for (at, item) in items.iter().enumerate() {
        let around = item.parent.and_then(|parent| affecting.get(parent));
        let inherited: Vec<usize> = around.into_iter().flatten().copied().collect();
        if let Some(own) = affecting.get_mut(at) {
            own.extend(inherited);
        }
    }
    affecting
}

/// Follows unmet needs until one comes round again.
fn circle(needs: &[BTreeSet<usize>]) -> Vec<usize> {
    let start = needs.iter().position(|needs| !needs.is_empty()).unwrap_or_default();
    let mut walked = vec![start];
    while let Some(next) = walked.last().and_then(|at| needs.get(*at)).and_then(BTreeSet::first).copied() {
        if let Some(from) = walked.iter().position(|at| *at == next) {
            return walked.split_off(from);
        }
        walked.push(next);
    }
    walked
}
