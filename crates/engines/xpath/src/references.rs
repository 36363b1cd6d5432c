//! What an expression reads, found without evaluating it: the ground of a form's dependency graph.

use crate::ast::{Axis, Call, Chain, Expr, Operator, Path, Start, Step, Test};

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

/// Goes along the path once with all the places in the pattern that could be reached so far, so that a pattern of many `//` takes no
/// longer than one of many names.
fn matches(pattern: &[PatternStep], path: &[&str]) -> bool {
    let mut reached = vec![false; pattern.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    skip_any_depth(pattern, &mut reached);
    for name in path {
        let mut next = vec![false; pattern.len() + 1];
        for (at, step) in pattern.iter().enumerate() {
            let goes_on = match step {
                PatternStep::AnyDepth | PatternStep::Any => true,
                PatternStep::Name(wanted) => wanted == name,
            };
            let to = if *step == PatternStep::AnyDepth { at } else { at + 1 };
            if let (true, Some(true), Some(cell)) = (goes_on, reached.get(at), next.get_mut(to)) {
                *cell = true;
            }
        }
        reached = next;
        skip_any_depth(pattern, &mut reached);
    }
    reached.last().copied().unwrap_or_default()
}

/// Any depth may also be none.
fn skip_any_depth(pattern: &[PatternStep], reached: &mut [bool]) {
    for (at, step) in pattern.iter().enumerate() {
        if *step == PatternStep::AnyDepth
            && reached.get(at) == Some(&true)
            && let Some(cell) = reached.get_mut(at + 1)
        {
            *cell = true;
        }
    }
}

/// All paths that the tree reads, from a context given as names.
pub(crate) fn of(tree: &Expr, context: &[&str]) -> Vec<PathPattern> {
    let mut collector = Collector::at(context);
    let origin = collector.origin.clone();
    collector.read(tree, &[origin]);
    collector.found.sort();
    collector.found.dedup();
    collector.found
}

pub(crate) struct Collector {
    origin: PathPattern,
    found: Vec<PathPattern>,
}

/// Where relative paths start: nowhere inside a secondary instance, whose nodes never change.
pub(crate) type Here<'h> = &'h [PathPattern];

impl Collector {
    /// One that reads from a context given as names.
    pub(crate) fn at(context: &[&str]) -> Self {
        let steps: Vec<_> = context.iter().map(|name| PatternStep::Name((*name).to_owned())).collect();
        Self { origin: PathPattern { anchor: steps.len(), steps }, found: Vec::new() }
    }

    /// The place that it reads from.
    pub(crate) fn origin(&self) -> &PathPattern {
        &self.origin
    }

    /// Collects what the tree reads. Gives the nodes that it stands for, where it stands for some, for its caller to go on from.
    pub(crate) fn expression(&mut self, tree: &Expr, here: Here<'_>) -> Vec<PathPattern> {
        match tree {
            Expr::Text(_) | Expr::Number(_) | Expr::Refused(_) => Vec::new(),
            Expr::Negate(operand) => {
                self.read(operand, here);
                Vec::new()
            }
            Expr::Chain(chain) => self.chain(chain, here),
            Expr::Path(path) => self.path(path, here),
            Expr::Call(call) => self.call(call, here),
        }
    }

    fn chain(&mut self, chain: &Chain, here: Here<'_>) -> Vec<PathPattern> {
        let operands = std::iter::once(&chain.first).chain(chain.rest.iter().map(|link| &link.right));
        if chain.rest.iter().all(|link| link.operator == Operator::Union) {
            return operands.flat_map(|operand| self.expression(operand, here)).collect();
        }
        operands.for_each(|operand| self.read(operand, here));
        Vec::new()
    }

    fn call(&mut self, call: &Call, here: Here<'_>) -> Vec<PathPattern> {
        let gives_nodes = |at: usize| match call.function.name {
            "randomize" | "indexed-repeat" | "depend" => at == 0,
            "if" => at > 0,
            "coalesce" => true,
            _ => false,
        };
        let mut given = Vec::new();
        for (at, argument) in call.arguments.iter().enumerate() {
            if gives_nodes(at) {
                given.append(&mut self.expression(argument, here));
            } else {
                self.read(argument, here);
            }
        }
        match call.function.name {
            "current" => given.push(self.origin.clone()),
            "string" | "number" | "string-length" | "normalize-space" if call.arguments.is_empty() => {
                self.found.extend(here.iter().cloned());
            }
            "id" => given.push(PathPattern { steps: vec![PatternStep::AnyDepth], anchor: 0 }),
            _ => {}
        }
        given
    }

    /// Notes paths as read to their end.
    fn read(&mut self, tree: &Expr, here: Here<'_>) {
        let mut paths = self.expression(tree, here);
        self.found.append(&mut paths);
    }

    fn path(&mut self, path: &Path, here: Here<'_>) -> Vec<PathPattern> {
        let mut at = match &path.start {
            Start::Top => vec![PathPattern { steps: Vec::new(), anchor: 0 }],
            Start::Here => here.to_vec(),
            Start::Filter(primary, predicates) => {
                let start = self.expression(primary, here);
                predicates.iter().for_each(|predicate| self.read(predicate, &start));
                start
            }
        };
        for step in &path.steps {
            at = at.into_iter().map(|at| advance(at, step)).collect();
            step.predicates.iter().for_each(|predicate| self.read(predicate, &at));
        }
        at
    }
}

/// Moves a pattern along a step; directions that cannot be followed by name widen it to anything.
pub(crate) fn advance(at: PathPattern, step: &Step) -> PathPattern {
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

/// Shows every part of the tree, from outside in and from left to right.
pub(crate) fn visit<'t>(tree: &'t Expr, see: &mut dyn FnMut(&'t Expr)) {
    see(tree);
    match tree {
        Expr::Text(_) | Expr::Number(_) | Expr::Refused(_) => {}
        Expr::Negate(operand) => visit(operand, see),
        Expr::Chain(chain) => {
            visit(&chain.first, see);
            chain.rest.iter().for_each(|link| visit(&link.right, see));
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
        let cases: [(&str, &[&str]); 17] = [
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
            ("(../a | ../b)/c", &["data/row/a/c", "data/row/b/c"]),
            ("if(../a, ../b, ../c)/d", &["data/row/a", "data/row/b/d", "data/row/c/d"]),
            ("randomize(randomize(/data/x), 1)", &["data/x"]),
            ("once(random())", &[]),
            ("-../a + -(../b)", &["data/row/a", "data/row/b"]),
            ("/data/row[1]/text()", &["data/row"]),
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
        let cases = [
            ("//count", &["data", "row", "count"][..], true),
            ("//count", &["data", "row"], false),
            ("//count", &["count"], true),
            ("/data/*/count", &["data", "row", "count"], true),
            ("/data/*/count", &["data", "count"], false),
            ("/data//row//count", &["data", "row", "a", "b", "count"], true),
            ("/data//row//count", &["data", "a", "count"], false),
            ("/data/row", &["data", "row", "count"], false),
        ];
        for (source, path, expected) in cases {
            let pattern = Expression::parse(source).expect(source).references(&["data"]).remove(0);
            assert_eq!(pattern.matches(path), expected, "{source} on {path:?}");
        }
    }

    #[test]
    fn nothing_about_references_grows_with_the_depth_of_nesting() {
        let nested = format!("{}/data/x{}", "randomize(".repeat(150), ")".repeat(150));
        assert_eq!(read(&nested), ["data/x"]);
        let anywhere = format!("{}z", "//a".repeat(5_000) + "//");
        let pattern = Expression::parse(&anywhere).expect("readable").references(&[]).remove(0);
        assert!(!pattern.matches(&["a"; 60]));
    }
}
