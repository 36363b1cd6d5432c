//! What must be worked out again when an answer changes: found once from what the expressions read.

use super::Found;
use crate::header::Header;
use crate::{Item, Kind};
use language::Message;
use std::collections::{BTreeSet, HashMap};
use xpath::{Expression, PathPattern, PatternStep};

/// The dependencies of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    /// Everything that is worked out, each after what it reads.
    pub(crate) triggers: Vec<Trigger>,
    /// By item: what reads it.
    pub(crate) readers: Vec<Vec<Reader>>,
}

/// A value that follows from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trigger {
    pub(crate) item: usize,
    pub(crate) aspect: Aspect,
}

/// Which of an item's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect {
    Relevant,
    Calculation,
    Count,
}

/// A trigger that reads an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reader {
    /// Its place in [`Graph::triggers`].
    pub(crate) trigger: usize,
    /// The innermost repeat of which it reads only its own instance; a change in another instance does not concern it.
    pub(crate) within: Option<usize>,
}

impl Aspect {
    fn expression(self, item: &Item) -> Option<&Expression> {
        match self {
            Self::Relevant => item.rules.relevant.as_ref(),
            Self::Calculation => item.rules.calculation.as_ref(),
            Self::Count => item.rules.repeat_count.as_ref(),
        }
    }

    fn column(self) -> &'static str {
        match self {
            Self::Relevant => "relevant",
            Self::Calculation => "calculation",
            Self::Count => "repeat_count",
        }
    }
}

/// Builds the graph; a circle of dependencies is told at its first row.
pub(super) fn build(items: &[Item], sheet: &str, header: &Header<'_>, found: &mut Found) -> Graph {
    let paths = Paths::new(items);
    let mut triggers = Vec::new();
    for (item, definition) in items.iter().enumerate() {
        for aspect in [Aspect::Relevant, Aspect::Count, Aspect::Calculation] {
            if aspect.expression(definition).is_some() {
                triggers.push(Trigger { item, aspect });
            }
        }
    }
    let reads: Vec<Vec<(usize, Option<usize>)>> = triggers.iter().map(|trigger| paths.read_by(*trigger)).collect();
    match ordered(items, &triggers, &reads) {
        Ok(order) => assembled(items.len(), &triggers, &reads, &order),
        Err(circle) => {
            report(items, &triggers, &circle, sheet, header, found);
            Graph::default()
        }
    }
}

fn assembled(items: usize, triggers: &[Trigger], reads: &[Vec<(usize, Option<usize>)>], order: &[usize]) -> Graph {
    let mut graph = Graph { triggers: Vec::new(), readers: vec![Vec::new(); items] };
    for (place, at) in order.iter().enumerate() {
        graph.triggers.extend(triggers.get(*at));
        for (item, within) in reads.get(*at).into_iter().flatten() {
            if let Some(readers) = graph.readers.get_mut(*item) {
                readers.push(Reader { trigger: place, within: *within });
            }
        }
    }
    for readers in &mut graph.readers {
        readers.sort_unstable();
        readers.dedup();
    }
    graph
}

/// Finds items by the paths that expressions read.
struct Paths<'i> {
    items: &'i [Item],
    names: Vec<Vec<&'i str>>,
    by_path: HashMap<Vec<&'i str>, usize>,
}

impl<'i> Paths<'i> {
    fn new(items: &'i [Item]) -> Self {
        let mut names: Vec<Vec<&str>> = Vec::with_capacity(items.len());
        for item in items {
            let mut own = item.parent.and_then(|parent| names.get(parent)).cloned().unwrap_or_default();
            own.push(&item.name);
            names.push(own);
        }
        let by_path = names.iter().enumerate().map(|(at, names)| (names.clone(), at)).collect();
        Self { items, names, by_path }
    }

    /// The items that a trigger reads, each with the repeat that it stays inside of.
    fn read_by(&self, trigger: Trigger) -> Vec<(usize, Option<usize>)> {
        let Some(item) = self.items.get(trigger.item) else { return Vec::new() };
        let Some(expression) = trigger.aspect.expression(item) else { return Vec::new() };
        let context = self.names.get(trigger.item).map(Vec::as_slice).unwrap_or_default();
        let mut read = Vec::new();
        for pattern in expression.references(context) {
            let within = self.repeat_at(trigger.item, pattern.anchor);
            read.extend(self.matching(&pattern).into_iter().map(|item| (item, within)));
        }
        // `once()` reads the answer that is there; that is no circle.
        read
    }

    fn matching(&self, pattern: &PathPattern) -> Vec<usize> {
        let mut plain = Vec::with_capacity(pattern.steps.len());
        for step in &pattern.steps {
            match step {
                PatternStep::Name(name) => plain.push(name.as_str()),
                _ => {
                    let all = self.names.iter().enumerate();
                    return all.filter(|(_, names)| pattern.matches(names)).map(|(at, _)| at).collect();
                }
            }
        }
        self.by_path.get(&plain).copied().into_iter().collect()
    }

    /// The innermost repeat around an item whose instance is fixed by so many leading steps.
    fn repeat_at(&self, item: usize, anchor: usize) -> Option<usize> {
        let parent = |at: usize| self.items.get(at).and_then(|item| item.parent);
        std::iter::successors(Some(item), |at| parent(*at)).find(|at| {
            let is_repeat = self.items.get(*at).is_some_and(|item| item.kind == Kind::Repeat);
            is_repeat && self.names.get(*at).is_some_and(|names| names.len() <= anchor)
        })
    }
}

/// The order in which triggers can be worked out, or those of a circle.
fn ordered(
    items: &[Item],
    triggers: &[Trigger],
    reads: &[Vec<(usize, Option<usize>)>],
) -> Result<Vec<usize>, Vec<usize>> {
    let affecting = affecting(items, triggers);
    let mut needs: Vec<BTreeSet<usize>> = reads
        .iter()
        .map(|read| read.iter().filter_map(|(item, _)| affecting.get(*item)).flatten().copied().collect())
        .collect();
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

/// By item: the triggers that change what reading it gives, because they set its value or hide it or a section around it.
fn affecting(items: &[Item], triggers: &[Trigger]) -> Vec<Vec<usize>> {
    let mut affecting: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
    for (at, trigger) in triggers.iter().enumerate() {
        if let Some(list) = affecting.get_mut(trigger.item) {
            list.push(at);
        }
    }
    for (at, item) in items.iter().enumerate() {
        let inherited: Vec<usize> =
            item.parent.and_then(|parent| affecting.get(parent)).into_iter().flatten().copied().collect();
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

fn report(items: &[Item], triggers: &[Trigger], circle: &[usize], sheet: &str, header: &Header<'_>, found: &mut Found) {
    let members: Vec<Trigger> = circle.iter().filter_map(|at| triggers.get(*at)).copied().collect();
    let first = members.iter().min_by_key(|trigger| trigger.item);
    let Some((trigger, item)) = first.and_then(|trigger| Some((trigger, items.get(trigger.item)?))) else { return };
    let names: Vec<&str> =
        members.iter().filter_map(|member| items.get(member.item)).map(|item| item.name.as_str()).collect();
    let column = Some(header.written(trigger.aspect.column()));
    let message = if names.len() == 1 {
        Message::new("forms-refers-to-itself").with("name", item.name.as_str())
    } else {
        Message::new("forms-circle").with("names", names.join(" → "))
    };
    found.add(sheet, item.row, column, message);
}
