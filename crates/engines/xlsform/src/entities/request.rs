//! Where one entity asks to stand: near the answers that are saved in it, within the repeat that all its mentions share.

use super::{Declaration, Entities, Mention, MentionKind};
use crate::problem::{Place, Report};
use crate::tree::{NodeId, NodeKind, SURVEY, Tree};
use language::Message;

/// Sections from the survey down to one of them.
pub(super) type Path = Vec<NodeId>;

/// Where an entity asks to stand.
pub(super) struct Request {
    /// The declaration's number.
    pub(super) declaration: usize,
    /// The survey or the innermost repeat, within which it has to stand.
    pub(super) scope: Path,
    /// Where it would stand best.
    pub(super) wanted: Path,
    /// The sections of the answers that are saved in it.
    pub(super) lineages: Vec<Path>,
}

/// The sections down to a section, itself included.
pub(super) fn path_to(tree: &Tree, container: NodeId) -> Path {
    let mut path: Path = std::iter::once(container).chain(tree.ancestors(container)).collect();
    path.reverse();
    path
}

/// The part of a path down to the innermost repeat; without one, the survey.
pub(super) fn scope_of(tree: &Tree, path: &[NodeId]) -> Path {
    let repeat = path.iter().rposition(|id| *id == SURVEY || tree.node(*id).is_repeat());
    path.get(..=repeat.unwrap_or(0)).unwrap_or_default().to_vec()
}

/// How many repeats a path goes through.
pub(super) fn repeats_in(tree: &Tree, path: &[NodeId]) -> usize {
    path.iter().filter(|id| tree.node(**id).is_repeat()).count()
}

/// Repeats, and groups below the innermost one: what makes one path deeper than another.
fn depth(tree: &Tree, path: &[NodeId]) -> (usize, usize) {
    (repeats_in(tree, path), path.len() - scope_of(tree, path).len())
}

impl Entities {
    /// The request of a declaration that the survey speaks of; `None` with a problem when its mentions do not go together.
    pub(super) fn request(&self, at: usize, tree: &Tree, survey_sheet: &str, report: &mut Report) -> Option<Request> {
        let declaration = self.declarations.get(at)?;
        let deepest = deepest(tree, &declaration.mentions)?;
        let scope = scope_of(tree, &path_to(tree, deepest.container));
        let lineages = lineages(tree, declaration);
        let wanted = wanted(tree, declaration, &scope, &lineages);
        let wanted_scope = scope_of(tree, &wanted);
        for mention in &declaration.mentions {
            let here = scope_of(tree, &path_to(tree, mention.container));
            let is_saved = matches!(mention.kind, MentionKind::Saved(_));
            if !scope.starts_with(&here) || is_saved && here != wanted_scope {
                let other = if scope.starts_with(&here) { &wanted } else { &scope };
                let conflict = Conflict { tree, declaration, mention, other };
                let (place, message) = conflict.told(self, survey_sheet);
                report.problem(place, message);
                return None;
            }
        }
        Some(Request { declaration: at, scope, wanted, lineages })
    }
}

/// The first mention that goes through the most repeats.
fn deepest<'m>(tree: &Tree, mentions: &'m [Mention]) -> Option<&'m Mention> {
    let repeats = |mention: &Mention| repeats_in(tree, &path_to(tree, mention.container));
    let most = mentions.iter().map(repeats).max()?;
    mentions.iter().find(|mention| repeats(mention) == most)
}

/// The sections of saved answers, each once.
fn lineages(tree: &Tree, declaration: &Declaration) -> Vec<Path> {
    let mut found: Vec<Path> = Vec::new();
    for mention in declaration.mentions.iter().filter(|mention| matches!(mention.kind, MentionKind::Saved(_))) {
        let path = path_to(tree, mention.container);
        if !found.contains(&path) {
            found.push(path);
        }
    }
    found
}

/// Saved answers decide; without any, the deepest section in the scope that is spoken of.
fn wanted(tree: &Tree, declaration: &Declaration, scope: &Path, lineages: &[Path]) -> Path {
    match lineages {
        [] => {
            let in_scope = declaration.mentions.iter().map(|mention| path_to(tree, mention.container));
            let mut deepest: Option<Path> = None;
            for path in in_scope.filter(|path| scope_of(tree, path) == *scope) {
                if deepest.as_ref().is_none_or(|deepest| path.len() > deepest.len()) {
                    deepest = Some(path);
                }
            }
            deepest.unwrap_or_else(|| scope.clone())
        }
        [only] => only.clone(),
        [first, ..] => {
            let common = common(tree, first, lineages);
            let deepest_saved = lineages.iter().rev().max_by_key(|path| depth(tree, path)).unwrap_or(first);
            let boundary = scope_of(tree, deepest_saved);
            if depth(tree, &common) > depth(tree, &boundary) { common } else { boundary }
        }
    }
}

/// The sections that all paths begin with; where they part more than once, up to where they part last, as pyxform has it.
fn common(tree: &Tree, first: &Path, paths: &[Path]) -> Path {
    let shortest = paths.iter().map(Vec::len).min().unwrap_or(0);
    let looks_same = |left: NodeId, right: NodeId| {
        let (left, right) = (tree.node(left), tree.node(right));
        left.name() == right.name() && std::mem::discriminant(&left.kind) == std::mem::discriminant(&right.kind)
    };
    let parts_at = |index: usize| {
        let target = first.get(index).copied().unwrap_or(SURVEY);
        paths.iter().any(|path| path.get(index).is_some_and(|id| !looks_same(*id, target)))
    };
    let end = (0..shortest).rev().find(|index| parts_at(*index)).unwrap_or(shortest);
    first.get(..end).unwrap_or_default().to_vec()
}

/// A mention that does not go together with another.
struct Conflict<'c> {
    tree: &'c Tree,
    declaration: &'c Declaration,
    mention: &'c Mention,
    other: &'c [NodeId],
}

impl Conflict<'_> {
    fn told(&self, entities: &Entities, survey_sheet: &str) -> (Place, Message) {
        let here = written(self.tree, &path_to(self.tree, self.mention.container));
        let other = written(self.tree, self.other);
        let list = self.declaration.list.as_str();
        match &self.mention.kind {
            MentionKind::Saved(_) => {
                let message = Message::new("xlsform-entity-scope-saved").with("list", list);
                let place = Place::cell(survey_sheet, self.mention.row, "save_to");
                (place, message.with("scope", here).with("other", other))
            }
            MentionKind::Named(question) => {
                let message =
                    Message::new("xlsform-entity-scope-named").with("list", list).with("question", question.as_str());
                let place = entities.header.row(self.declaration.row);
                (place, message.with("scope", here).with("other", other))
            }
        }
    }
}

/// A path for people: `survey/visits`.
pub(super) fn written(tree: &Tree, path: &[NodeId]) -> String {
    let names = path.iter().map(|id| match tree.node(*id).kind {
        NodeKind::Survey => "survey",
        _ => tree.node(*id).name(),
    });
    names.collect::<Vec<_>>().join("/")
}
