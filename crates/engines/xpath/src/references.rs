//! What an expression reads, found without evaluating it: the ground of a form's dependency graph.

use crate::ast::{Axis, Call, Expr, Path, Start, Step, Test};

/// A path from the root element with names instead of particular nodes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PathPattern {
    /// The steps from the root element down.
    pub steps: Vec<PatternStep>,
    /// How many leading steps are the very nodes that the expression's own place is inside of. With the context
    /// `data/row/count`, `../kind` has 2 (the same `row`) and `/data/row/kind` has 0 (any `row`).
    pub anchor: usize,
}

/// One step of a [`PathPattern`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PatternStep {
    /// An element of this name (without prefix).
    Name(String),
    /// Any one element.
    Any,
    /// Any elements, in any number, also none.
    AnyDepth,
}

impl PathPattern {
    /// Whether the pattern reads a node at `path`, the names from the root element down. Reading an element reads what is inside
    /// it only where the expression goes there.
    pub fn matches(&self, path: &[&str]) -> bool {
        matches(&self.steps, path)
    }
}

fn matches(pattern: &[PatternStep], path: &[&str]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, None) => true,
        (None, Some(_)) => false,
        (Some((PatternStep::AnyDepth, rest)), _) => {
            matches(rest, path) || path.split_first().is_some_and(|(_, below)| matches(pattern, below))
        }
        (Some(_), None) => false,
        (Some((PatternStep::Any, rest)), Some((_, below))) => matches(rest, below),
        (Some((PatternStep::Name(wanted), rest)), Some((name, below))) => wanted == name && matches(rest, below),
    }
}

/// All paths that the tree reads, from a context given as names.
pub(crate) fn of(tree: &Expr, context: &[&str]) -> Vec<PathPattern> {
    let steps: Vec<_> = context.iter().map(|name| PatternStep::Name((*name).to_owned())).collect();
    let origin = PathPattern { anchor: steps.len(), steps };
    let mut collector = Collector { origin: origin.clone(), found: Vec::new() };
    collector.read(tree, Some(&origin));
    collector.found.sort();
    collector.found.dedup();
    collector.found
}

struct Collector {
    origin: PathPattern,
    found: Vec<PathPattern>,
}

/// Where relative paths start: `None` inside a secondary instance, whose nodes never change.
type Here<'h> = Option<&'h PathPattern>;

impl Collector {
    /// Collects what the tree reads. Gives the nodes that it stands for, when it is a path, for its caller to go on from.
    fn expression(&mut self, tree: &Expr, here: Here<'_>) -> Option<PathPattern> {
        match tree {
            Expr::Text(_) | Expr::Number(_) | Expr::Refused(_) => None,
            Expr::Negate(operand) => self.read(operand, here),
            Expr::Binary(_, operands) => {
                self.read(&operands.0, here);
                self.read(&operands.1, here)
            }
            Expr::Path(path) => self.path(path, here),
            Expr::Call(call) => self.call(call, here),
        }
    }

    fn call(&mut self, call: &Call, here: Here<'_>) -> Option<PathPattern> {
        for argument in &call.arguments {
            self.read(argument, here);
        }
        match call.function.name {
            "current" => Some(self.origin.clone()),
            // What it gives the nodes of, it took as its first argument; that it reads them is noted already.
            "randomize" => call.arguments.first().and_then(|first| self.expression(first, here)),
            "string" | "number" | "string-length" | "normalize-space" if call.arguments.is_empty() => {
                self.found.extend(here.cloned());
                None
            }
            _ => None,
        }
    }

    /// Notes a path as read to its end.
    fn read(&mut self, tree: &Expr, here: Here<'_>) -> Option<PathPattern> {
        let path = self.expression(tree, here)?;
        self.found.push(path);
        None
    }

    fn path(&mut self, path: &Path, here: Here<'_>) -> Option<PathPattern> {
        let mut at = match &path.start {
            Start::Top => Some(PathPattern { steps: Vec::new(), anchor: 0 }),
            Start::Here => here.cloned(),
            Start::Filter(primary, predicates) => {
                let start = self.expression(primary, here);
                for predicate in predicates {
                    self.read(predicate, start.as_ref());
                }
                start
            }
        };
        for step in &path.steps {
            at = at.map(|at| advance(at, step));
            for predicate in &step.predicates {
                self.read(predicate, at.as_ref());
            }
        }
        at
    }
}

/// Moves a pattern along a step; directions that cannot be followed by name widen it to anything.
fn advance(at: PathPattern, step: &Step) -> PathPattern {
    let PathPattern { mut steps, mut anchor } = at;
    let tested = match &step.test {
        Test::Name(_, local) => PatternStep::Name(local.to_string()),
        _ => PatternStep::Any,
    };
    match step.axis {
        Axis::This | Axis::Attribute | Axis::Namespace => {}
        // The text of an element is the element's own.
        Axis::Child if step.test == Test::Text => {}
        Axis::Child => steps.push(tested),
        Axis::Parent if matches!(steps.last(), Some(PatternStep::AnyDepth)) => {}
        Axis::Parent => {
            steps.pop();
            anchor = anchor.min(steps.len());
        }
        Axis::FollowingSibling | Axis::PrecedingSibling => {
            steps.pop();
            anchor = anchor.min(steps.len());
            steps.push(tested);
        }
        Axis::Descendant => steps.extend([PatternStep::AnyDepth, tested]),
        Axis::DescendantOrSelf => {
            steps.push(PatternStep::AnyDepth);
            if step.test != Test::Node {
                steps.push(tested);
            }
        }
        Axis::Ancestor | Axis::AncestorOrSelf | Axis::Following | Axis::Preceding => {
            (steps, anchor) = (vec![PatternStep::AnyDepth], 0);
        }
    }
    PathPattern { steps, anchor }
}

pub(crate) fn instances_of(tree: &Expr) -> Vec<&str> {
    let mut found = Vec::new();
    visit(tree, &mut |tree| {
        if let Expr::Call(call) = tree
            && matches!(call.function.name, "instance" | "pulldata")
            && let Some(Expr::Text(name)) = call.arguments.first()
        {
            found.push(&**name);
        }
    });
    found.sort_unstable();
    found.dedup();
    found
}

pub(crate) fn functions_of(tree: &Expr) -> Vec<&'static str> {
    let mut found = Vec::new();
    visit(tree, &mut |tree| {
        if let Expr::Call(call) = tree {
            found.push(call.function.name);
        }
    });
    found.sort_unstable();
    found.dedup();
    found
}

fn visit<'t>(tree: &'t Expr, see: &mut dyn FnMut(&'t Expr)) {
    see(tree);
    match tree {
        Expr::Text(_) | Expr::Number(_) | Expr::Refused(_) => {}
        Expr::Negate(operand) => visit(operand, see),
        Expr::Binary(_, operands) => {
            visit(&operands.0, see);
            visit(&operands.1, see);
        }
        Expr::Call(call) => call.arguments.iter().for_each(|argument| visit(argument, see)),
        Expr::Path(path) => {
            if let Start::Filter(primary, predicates) = &path.start {
                visit(primary, see);
                predicates.iter().for_each(|predicate| visit(predicate, see));
            }
            let inside = path.steps.iter().flat_map(|step| &step.predicates);
            inside.for_each(|predicate| visit(predicate, see));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Expression, PatternStep};

    fn read(source: &str) -> Vec<String> {
        let expression = Expression::parse(source).expect(source);
        let spell = |step: &PatternStep| match step {
            PatternStep::Name(name) => name.clone(),
            PatternStep::Any => "*".to_owned(),
            PatternStep::AnyDepth => "**".to_owned(),
        };
        let patterns = expression.references(&["data", "row", "count"]);
        patterns.iter().map(|pattern| pattern.steps.iter().map(spell).collect::<Vec<_>>().join("/")).collect()
    }

    #[test]
    fn lists_every_path_read() {
        let cases: [(&str, &[&str]); 11] = [
            ("1 + 2", &[]),
            (". > 0", &["data/row/count"]),
            ("../kind = /data/kind", &["data/kind", "data/row/kind"]),
            ("sum(/data/row/count)", &["data/row/count"]),
            ("/data/row[kind = 'a']/count", &["data/row/count", "data/row/kind"]),
            ("instance('list')/root/item[name = current()/../kind]/label", &["data/row/kind"]),
            ("count(//count)", &["**/count"]),
            ("position(..)", &["data/row"]),
            ("if(../a, ../b, -../c)", &["data/row/a", "data/row/b", "data/row/c"]),
            ("count(../*)", &["data/row/*"]),
            ("string-length()", &["data/row/count"]),
        ];
        for (source, expected) in cases {
            assert_eq!(read(source), expected, "{source}");
        }
    }

    #[test]
    fn an_anchor_tells_how_far_a_path_stays_in_its_own_row() {
        let cases = [("../kind", 2), (".", 3), ("/data/row/kind", 0), ("../../kind", 1), ("current()/../kind", 2)];
        for (source, expected) in cases {
            let patterns = Expression::parse(source).expect(source).references(&["data", "row", "count"]);
            let anchors: Vec<_> = patterns.iter().map(|pattern| pattern.anchor).collect();
            assert_eq!(anchors, [expected], "{source}");
        }
    }

    #[test]
    fn patterns_match_paths() {
        let expression = Expression::parse("//count").expect("readable");
        let pattern = expression.references(&["data"]).remove(0);
        assert!(pattern.matches(&["data", "row", "count"]));
        assert!(!pattern.matches(&["data", "row"]));
    }
}
