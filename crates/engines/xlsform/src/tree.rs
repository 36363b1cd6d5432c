//! The form as a tree: the survey with its groups, repeats, questions and entities, in an arena. Owns shape, paths and ancestors; what
//! fills it is in `survey` and `entities`, what is made of it in `emit`.

use crate::entry::Entry;
use crate::parameters::Parameters;
use crate::texts::Texts;
use crate::types::{Asked, QuestionType};

/// A node's number in its [`Tree`].
pub(crate) type NodeId = usize;

/// The survey itself.
pub(crate) const SURVEY: NodeId = 0;

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NodeKind {
    /// The root.
    Survey,
    Group,
    Repeat,
    /// Questions that stand once for each choice of a list.
    Loop(String),
    /// A question, with the name of its type.
    Question(String, QuestionType),
    /// A file of lists beside the form, with its extension; no node of the form's answers.
    External(&'static str),
    /// An entity that the answers make or change.
    Entity,
    /// An attribute of an entity, with its fixed value.
    Attribute(String),
    /// The label of an entity.
    EntityLabel,
}

/// Something that is done when something happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Act {
    pub(crate) kind: ActKind,
    pub(crate) event: &'static str,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ActKind {
    /// The default is worked out.
    Default,
    /// A value is worked out.
    Value(&'static str),
    /// The device's place is noted.
    Geopoint,
    /// Sound is recorded, perhaps in a quality.
    Audio(Option<String>),
}

pub(crate) const FIRST_LOAD: &str = "odk-instance-first-load";
pub(crate) const LOAD: &str = "odk-instance-load";
pub(crate) const NEW_REPEAT: &str = "odk-new-repeat";
pub(crate) const VALUE_CHANGED: &str = "xforms-value-changed";

/// Which sheet a node was written on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Origin {
    #[default]
    Survey,
    Settings,
    Entities,
}

/// A node.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    pub(crate) origin: Origin,
    pub(crate) parent: Option<NodeId>,
    pub(crate) children: Vec<NodeId>,
    /// What its cells say.
    pub(crate) entry: Entry,
    /// Whether the default has to be worked out.
    pub(crate) is_dynamic: bool,
    pub(crate) acts: Vec<Act>,
    /// The list, file or answers to choose from.
    pub(crate) itemset: String,
    /// The list on the choices sheet, where it is one and the choices are taken as they stand there.
    pub(crate) list: Option<String>,
    pub(crate) parameters: Parameters,
    /// The questions on whose change this one is worked out.
    pub(crate) triggers: Vec<String>,
    /// What is asked about a feature on OpenStreetMap.
    pub(crate) tags: Vec<(String, Texts)>,
    /// Whether its children stand in the answers where it would stand itself.
    pub(crate) is_flat: bool,
    /// Whether nothing of it is shown.
    pub(crate) is_hidden: bool,
}

impl Node {
    pub(crate) fn new(kind: NodeKind, entry: Entry) -> Self {
        Self {
            kind,
            origin: Origin::Survey,
            parent: None,
            children: Vec::new(),
            entry,
            is_dynamic: false,
            acts: Vec::new(),
            itemset: String::new(),
            list: None,
            parameters: Parameters::default(),
            triggers: Vec::new(),
            tags: Vec::new(),
            is_flat: false,
            is_hidden: false,
        }
    }

    /// A node of that name with nothing else.
    pub(crate) fn named(kind: NodeKind, name: &str, row: usize, origin: Origin) -> Self {
        let entry = Entry { name: name.to_owned(), row, ..Entry::default() };
        Self { origin, ..Self::new(kind, entry) }
    }

    pub(crate) fn name(&self) -> &str {
        &self.entry.name
    }

    pub(crate) fn asked(&self) -> Asked {
        match &self.kind {
            NodeKind::Question(_, question) => question.control,
            _ => Asked::Never,
        }
    }

    /// The name of a question's type; empty for anything else.
    pub(crate) fn type_name(&self) -> &str {
        match &self.kind {
            NodeKind::Question(name, _) => name,
            _ => "",
        }
    }

    pub(crate) fn is_question(&self) -> bool {
        matches!(self.kind, NodeKind::Question(..))
    }

    /// Whether it can hold others in the answers.
    pub(crate) fn is_section(&self) -> bool {
        matches!(
            self.kind,
            NodeKind::Survey | NodeKind::Group | NodeKind::Repeat | NodeKind::Loop(_) | NodeKind::Entity
        )
    }

    pub(crate) fn is_repeat(&self) -> bool {
        self.kind == NodeKind::Repeat
    }

    /// Whether expressions may name it.
    pub(crate) fn is_referable(&self) -> bool {
        self.is_question() || self.is_section()
    }
}

/// The tree.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    pub(crate) fn new(root_name: &str) -> Self {
        Self { nodes: vec![Node::named(NodeKind::Survey, root_name, 0, Origin::Settings)] }
    }

    pub(crate) fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id).expect("ids come from this tree, which never shrinks")
    }

    pub(crate) fn node_mut(&mut self, id: NodeId) -> &mut Node {
        self.nodes.get_mut(id).expect("ids come from this tree, which never shrinks")
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Adds a node as the last child.
    pub(crate) fn add(&mut self, parent: NodeId, mut node: Node) -> NodeId {
        node.parent = Some(parent);
        let id = self.nodes.len();
        self.nodes.push(node);
        self.node_mut(parent).children.push(id);
        id
    }

    pub(crate) fn children(&self, id: NodeId) -> &[NodeId] {
        &self.node(id).children
    }

    /// A node and everything in it, each before what it holds.
    pub(crate) fn descendants(&self, id: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            found.push(next);
            open.extend(self.children(next).iter().rev());
        }
        found
    }

    /// The nodes around one, from inside out.
    pub(crate) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.node(id).parent, |parent| self.node(*parent).parent)
    }

    /// The innermost repeat around a node.
    pub(crate) fn repeat_around(&self, id: NodeId) -> Option<NodeId> {
        self.ancestors(id).find(|ancestor| self.node(*ancestor).is_repeat())
    }

    /// The innermost node around both of a kind that `counts`, and how many steps up it is from `from`.
    pub(crate) fn common(&self, from: NodeId, to: NodeId, counts: impl Fn(&Node) -> bool) -> Option<(usize, NodeId)> {
        let around: Vec<NodeId> = self.ancestors(to).collect();
        let mut candidates = self.ancestors(from).zip(1..);
        candidates
            .find(|(ancestor, _)| counts(self.node(*ancestor)) && around.contains(ancestor))
            .map(|(id, steps)| (steps, id))
    }

    /// The absolute path of every node, in the order of their numbers. Stops with `None` when they are more bytes than `most`.
    pub(crate) fn paths(&self, most: usize) -> Option<Vec<String>> {
        let mut paths = vec![String::new(); self.nodes.len()];
        let mut bytes = 0_usize;
        for id in self.descendants(SURVEY) {
            let node = self.node(id);
            let above = node.parent.and_then(|parent| paths.get(parent)).map_or("", String::as_str);
            let sign = if matches!(node.kind, NodeKind::Attribute(_)) { "@" } else { "" };
            let path = if node.is_flat { above.to_owned() } else { format!("{above}/{sign}{}", node.name()) };
            bytes = bytes.saturating_add(path.len());
            if bytes > most {
                return None;
            }
            if let Some(slot) = paths.get_mut(id) {
                *slot = path;
            }
        }
        Some(paths)
    }

    /// The path of a node seen from one around it: `/visit/date`.
    pub(crate) fn path_below(&self, ancestor: Option<NodeId>, id: NodeId) -> String {
        let below = self.ancestors(id).take_while(|above| Some(*above) != ancestor);
        let mut names: Vec<&str> = std::iter::once(id)
            .chain(below)
            .map(|id| self.node(id))
            .filter(|node| !node.is_flat)
            .map(Node::name)
            .collect();
        names.reverse();
        format!("/{}", names.join("/"))
    }
}

/// A name's prefix, when it has one: `orx` of `orx:meta`.
pub(crate) fn prefix_of(name: &str) -> Option<&str> {
    let (prefix, local) = name.split_once(':')?;
    (xml::is_name(prefix) && !local.is_empty()).then_some(prefix)
}
