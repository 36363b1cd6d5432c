//! Answers in and out as JSON: groups as objects, repeats as lists of objects, every answer a text.

use super::{MOST_INSTANCES, Session};
use crate::answer::{LONGEST_ANSWER, canonical};
use crate::form::ItemPlace;
use crate::{Item, Kind, Said, Violation, ViolationKind};
use language::Message;
use serde_json::{Map, Value as Json};
use xpath::NodeId;

impl<'f> Session<'f> {
    /// Replaces all answers by those of a JSON object and works everything out. Defaults are not filled in: what is missing was
    /// left empty.
    ///
    /// # Errors
    /// What does not fit the form: unknown names, a list where an answer belongs, texts too long. The rest is loaded.
    pub fn load(&mut self, answers: &Json) -> Result<(), Vec<Violation>> {
        self.start_over();
        let mut refused = Vec::new();
        let root = self.document.root();
        match answers {
            Json::Object(answers) => self.load_section(root, answers, &mut refused),
            _ => refused.push(violation("/", ViolationKind::Shape, Message::new("forms-answers-not-object"))),
        }
        self.end_loading();
        if refused.is_empty() { Ok(()) } else { Err(refused) }
    }

    /// Forgets all answers and waits for others.
    fn start_over(&mut self) {
        *self = Self::blank(self.form, self.itemsets, self.environment.clone());
        self.is_loading = true;
    }

    /// Works everything out, once all answers are there.
    pub(super) fn end_loading(&mut self) {
        self.queue_everything();
        self.settle();
        self.is_loading = false;
    }

    fn load_section(&mut self, section: NodeId, answers: &Map<String, Json>, refused: &mut Vec<Violation>) {
        let item = self.item_of(section);
        for (name, answer) in answers {
            let found = item.child_by_name.get(name).and_then(|at| Some((*at, self.form.at(*at)?)));
            let Some((at, child)) = found.filter(|(_, child)| child.place == ItemPlace::Answer) else {
                let path = self.path_below(section, name);
                let message = Message::new("forms-unknown-answer").with("name", crate::answer::shortened(name));
                refused.push(violation(&path, ViolationKind::Unknown, message));
                continue;
            };
            match (&child.kind, answer) {
                (_, Json::Null) => {}
                (Kind::Repeat, Json::Array(instances)) => self.load_repeat(section, at, instances, refused),
                (Kind::Group, Json::Object(answers)) => {
                    if let Some(group) = self.child_of(section, at) {
                        self.load_section(group, answers, refused);
                    }
                }
                (kind, Json::String(text)) if !kind.is_section() => self.load_answer(section, at, child, text, refused),
                (kind, _) => {
                    let key = match kind {
                        Kind::Repeat => "forms-answer-not-list",
                        Kind::Group => "forms-answer-not-object",
                        _ => "forms-answer-not-string",
                    };
                    let path = self.path_below(section, name);
                    refused.push(violation(&path, ViolationKind::Shape, Message::new(key)));
                }
            }
        }
    }

    fn load_repeat(&mut self, section: NodeId, repeat: usize, instances: &[Json], refused: &mut Vec<Violation>) {
        let path = |session: &Self| {
            session.form.at(repeat).map_or_else(String::new, |item| session.path_below(section, &item.name))
        };
        if instances.len() > MOST_INSTANCES {
            let message = Message::new("forms-too-many-instances").with("most", MOST_INSTANCES);
            refused.push(violation(&path(self), ViolationKind::Limit, message));
            return;
        }
        for instance in instances {
            match (instance, self.append_instance(section, repeat)) {
                (Json::Object(answers), Some(node)) => self.load_section(node, answers, refused),
                (_, Some(_)) => {
                    refused.push(violation(&path(self), ViolationKind::Shape, Message::new("forms-answer-not-object")));
                }
                (_, None) => {
                    let message = Message::new("forms-too-many-instances").with("most", MOST_INSTANCES);
                    refused.push(violation(&path(self), ViolationKind::Limit, message));
                    return;
                }
            }
        }
    }

    fn load_answer(&mut self, section: NodeId, at: usize, item: &Item, text: &str, refused: &mut Vec<Violation>) {
        if text.len() > LONGEST_ANSWER {
            let path = self.path_below(section, &item.name);
            let message =
                Message::new("forms-answer-too-long").with("path", path.as_str()).with("limit", LONGEST_ANSWER);
            refused.push(violation(&path, ViolationKind::Limit, message));
            return;
        }
        if let Some(node) = self.child_of(section, at) {
            let answer = canonical(&item.kind, text, self.environment.offset_minutes);
            self.document.set_text(node, &answer);
        }
    }

    /// Replaces all answers by the fields of a page, named by their paths, and works everything out. Instances of repeats come into
    /// being as they are named; a path named several times is a list of choices. Defaults are not filled in.
    ///
    /// # Errors
    /// Fields that the form does not have, or that are too long. The rest is loaded.
    pub fn load_fields<'a>(
        &mut self,
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), Vec<Violation>> {
        self.start_over();
        let mut refused = Vec::new();
        for (path, text) in fields {
            match self.reach(path).filter(|node| !self.item_of(*node).kind.is_section()) {
                Some(node) => self.load_field(node, path, text, &mut refused),
                None => {
                    let message = Message::new("forms-no-such-path").with("path", crate::answer::shortened(path));
                    refused.push(violation(path, ViolationKind::Unknown, message));
                }
            }
        }
        self.end_loading();
        if refused.is_empty() { Ok(()) } else { Err(refused) }
    }

    fn load_field(&mut self, node: NodeId, path: &str, text: &str, refused: &mut Vec<Violation>) {
        let item = self.item_of(node);
        let before = self.document.text(node);
        let whole = match item.kind {
            Kind::SelectMultiple(_) | Kind::Rank(_) if !before.is_empty() => format!("{before} {text}"),
            _ => text.to_owned(),
        };
        if whole.len() > LONGEST_ANSWER {
            let message = Message::new("forms-answer-too-long").with("path", path).with("limit", LONGEST_ANSWER);
            refused.push(violation(path, ViolationKind::Limit, message));
            return;
        }
        let answer = canonical(&item.kind, &whole, self.environment.offset_minutes);
        self.document.set_text(node, &answer);
    }

    fn path_below(&self, section: NodeId, name: &str) -> String {
        format!("{}/{name}", self.path_of(section).trim_end_matches('/'))
    }

    /// The answers as JSON: what is relevant and answered, in one way only, so that equal answers are equal texts.
    pub fn answers(&self) -> Json {
        Json::Object(self.section_answers(self.document.root()))
    }

    fn section_answers(&self, section: NodeId) -> Map<String, Json> {
        let mut answers = Map::new();
        for node in self.document.elements(section) {
            if self.document.is_hidden(node) {
                continue;
            }
            let item = self.item_of(node);
            if item.place != ItemPlace::Answer {
                continue;
            }
            match item.kind {
                Kind::Repeat => {
                    let instance = Json::Object(self.section_answers(node));
                    match answers.entry(item.name.as_str()).or_insert_with(|| Json::Array(Vec::new())) {
                        Json::Array(instances) => instances.push(instance),
                        _ => debug_assert!(false, "a name is used once in its section"),
                    }
                }
                Kind::Group => {
                    let inside = self.section_answers(node);
                    if !inside.is_empty() {
                        answers.insert(item.name.clone(), Json::Object(inside));
                    }
                }
                Kind::Note => {}
                _ => {
                    let text = self.document.text(node);
                    if !text.is_empty() {
                        answers.insert(item.name.clone(), Json::String(text.into_owned()));
                    }
                }
            }
        }
        answers
    }
}

fn violation(path: &str, kind: ViolationKind, message: Message) -> Violation {
    Violation { path: path.to_owned(), kind, message: Said::Message(message) }
}
