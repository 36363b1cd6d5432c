//! What an expression reads, found without evaluating it: the ground of a form's dependency graph.

use crate::ast::{Axis, Expr, Path, Start, Step, Test};

/// A path from the root element with names instead of particular nodes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PathPattern(pub Vec<PatternStep>);

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
        matches(&self.0, path)
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
    let context: Vec<_> = context.iter().map(|name| PatternStep::Name((*name).to_owned())).collect();
    let mut collector = Collector { origin: context.clone(), found: Vec::new() };
    if let Some(whole) = collector.expression(tree, Some(&context)) {
        collector.found.push(PathPattern(whole));
    }
    collector.found.sort();
    collector.found.dedup();
    collector.found
}

struct Collector {
    origin: Vec<PatternStep>,
    found: Vec<PathPattern>,
}

/// Where relative paths start: `None` inside a secondary instance, whose nodes never change.
type Here<'h> = Option<&'h [PatternStep]>;

impl Collector {
    /// Collects what the tree reads. Gives the nodes that it stands for, when it is a path, for its caller to go on from.
    fn expression(&mut self, tree: &Expr, here: Here<'_>) -> Option<Vec<PatternStep>> {
        match tree {
            Expr::Text(_) | Expr::Number(_) => None,
            Expr::Negate(operand) => self.read(operand, here),
            Expr::Binary(_, operands) => {
                self.read(&operands.0, here);
                self.read(&operands.1, here)
            }
            Expr::Path(path) => self.path(path, here),
            Expr::Call(call) => {
                for argument in &call.arguments {
                    self.read(argument, here);
                }
                match call.function.name {
                    "current" => Some(self.origin.clone()),
                    // What a function gives nodes of, it took as its first argument; that it reads them is noted already.
                    "randomize" => call.arguments.first().and_then(|first| self.expression(first, here)),
                    "position" if call.arguments.is_empty() => None,
                    "string" | "number" | "string-length" | "normalize-space" | "name" | "local-name"
                        if call.arguments.is_empty() =>
                    {
                        self.found.extend(here.map(|here| PathPattern(here.to_vec())));
                        None
                    }
                    _ => None,
                }
            }
        }
    }

    /// Notes a path as read to its end.
    fn read(&mut self, tree: &Expr, here: Here<'_>) -> Option<Vec<PatternStep>> {
        let path = self.expression(tree, here)?;
        self.found.push(PathPattern(path));
        None
    }

    fn path(&mut self, path: &Path, here: Here<'_>) -> Option<Vec<PatternStep>> {
        let mut at = match &path.start {
            Start::Top => Some(Vec::new()),
            Start::Here => here.map(<[_]>::to_vec),
            Start::Filter(primary, predicates) => {
                let start = self.expression(primary, here);
                for predicate in predicates {
                    self.read(predicate, start.as_deref());
                }
                start
            }
        };
        for step in &path.steps {
            at = at.map(|at| advance(at, step));
            for predicate in &step.predicates {
                self.read(predicate, at.as_deref());
            }
        }
        at
    }
}

/// Moves a pattern along a step; directions that cannot be followed by name widen it to anything.
fn advance(mut at: Vec<PatternStep>, step: &Step) -> Vec<PatternStep> {
    let tested = match &step.test {
        Test::Name(_, local) => PatternStep::Name(local.to_string()),
        _ => PatternStep::Any,
    };
    match step.axis {
        Axis::This | Axis::Attribute | Axis::Namespace => {}
        // The text of an element is the element's own.
        Axis::Child if step.test == Test::Text => {}
        Axis::Child => at.push(tested),
        Axis::Parent if matches!(at.last(), Some(PatternStep::AnyDepth)) => {}
        Axis::Parent => {
            at.pop();
        }
        Axis::FollowingSibling | Axis::PrecedingSibling => {
            at.pop();
            at.push(tested);
        }
        Axis::Descendant => at.extend([PatternStep::AnyDepth, tested]),
        Axis::DescendantOrSelf => {
            at.push(PatternStep::AnyDepth);
            if step.test != Test::Node {
                at.push(tested);
            }
        }
        Axis::Ancestor | Axis::AncestorOrSelf | Axis::Following | Axis::Preceding => at = vec![PatternStep::AnyDepth],
    }
    at
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
        Expr::Text(_) | Expr::Number(_) => {}
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
        patterns.iter().map(|pattern| pattern.0.iter().map(spell).collect::<Vec<_>>().join("/")).collect()
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
    fn patterns_match_paths() {
        let expression = Expression::parse("//count").expect("readable");
        let pattern = expression.references(&["data"]).remove(0);
        assert!(pattern.matches(&["data", "row", "count"]));
        assert!(!pattern.matches(&["data", "row"]));
    }
}
