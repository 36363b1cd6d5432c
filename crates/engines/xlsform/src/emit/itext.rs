//! The texts of a form in its languages: labels, hints, messages and files, each under an id, with a dash where a language lacks one.

use super::Emit;
use crate::entry::MESSAGES;
use crate::names::has_reference;
use crate::problem::Place;
use crate::texts::Texts;
use crate::tree::{NodeId, SURVEY};
use language::Message;
use std::collections::HashMap;
use xforms::{Form, Piece, Translation, Words};

/// Texts in all languages together; more is no form.
const MOST_TEXTS: usize = 1_000_000;

/// What stands for a text that a language lacks.
const NOTHING: &str = "-";

/// A text under an id: its form and its words.
type Said = (Form, Words);

/// Texts while they are gathered.
#[derive(Default)]
struct Gathered {
    languages: Vec<Language>,
    /// Ids with the forms that any language has.
    ids: Vec<(String, Vec<Form>)>,
    by_id: HashMap<String, usize>,
}

/// The texts of a language, by the id's number.
struct Language {
    name: String,
    said: HashMap<usize, Vec<Said>>,
}

impl Gathered {
    fn add(&mut self, language: &str, id: &str, form: &Form, words: Words) {
        let at = self.id(id);
        if let Some((_, forms)) = self.ids.get_mut(at).filter(|(_, forms)| !forms.contains(form)) {
            forms.push(form.clone());
        }
        let said = self.language(language).said.entry(at).or_default();
        match said.iter_mut().find(|(known, _)| known == form) {
            Some((_, known)) => *known = words,
            None => said.push((form.clone(), words)),
        }
    }

    /// The number of an id.
    fn id(&mut self, id: &str) -> usize {
        if let Some(at) = self.by_id.get(id) {
            return *at;
        }
        self.ids.push((id.to_owned(), Vec::new()));
        self.by_id.insert(id.to_owned(), self.ids.len() - 1);
        self.ids.len() - 1
    }

    fn language(&mut self, name: &str) -> &mut Language {
        let at = self.languages.iter().position(|known| known.name == name);
        let at = at.unwrap_or_else(|| {
            self.languages.push(Language { name: name.to_owned(), said: HashMap::new() });
            self.languages.len() - 1
        });
        self.languages.get_mut(at).expect("it was just found or added")
    }

    fn finish(self, own: &str) -> Vec<Translation> {
        let ids = &self.ids;
        let translation = |mut language: Language| Translation {
            is_default: language.name == own,
            texts: ids
                .iter()
                .enumerate()
                .map(|(at, (id, forms))| (id.clone(), in_forms(forms, language.said.remove(&at).unwrap_or_default())))
                .collect(),
            language: language.name,
        };
        self.languages.into_iter().map(translation).collect()
    }
}

/// What is said in each form; a form that is lacking is a dash, or left out when it is a file.
fn in_forms(forms: &[Form], mut said: Vec<Said>) -> Vec<Said> {
    let in_form = |form: &Form| match said.iter().position(|(known, _)| known == form) {
        Some(at) => Some(said.swap_remove(at)),
        None if matches!(form, Form::Plain | Form::Guidance) => Some((form.clone(), Words::plain(NOTHING))),
        None => None,
    };
    forms.iter().filter_map(in_form).collect()
}

impl Emit<'_> {
    /// Every text that is said through `itext`.
    pub(super) fn translations(&mut self) -> Vec<Translation> {
        let mut gathered = Gathered::default();
        self.choice_texts(&mut gathered);
        for id in self.tree.descendants(SURVEY) {
            if self.tree.node(id).is_referable() {
                self.node_texts(id, &mut gathered);
            }
        }
        if gathered.languages.len().saturating_mul(gathered.ids.len()) > MOST_TEXTS {
            let message = Message::new("xlsform-too-many-texts").with("most", MOST_TEXTS);
            self.report.problem(Place::default(), message);
            return Vec::new();
        }
        gathered.finish(&self.sources.settings.own_language)
    }

    fn choice_texts(&mut self, gathered: &mut Gathered) {
        let (choices, own) = (self.sources.choices, self.sources.settings.own_language.as_str());
        for list in choices.all().filter(|list| list.needs_itext()) {
            for (at, choice) in list.choices.iter().enumerate() {
                let id = format!("{}-{at}", list.name);
                let blame = |column: &[&str]| choices.header.place(choice.row, column);
                for (language, text) in choice.label.each(own) {
                    let words = self.words(text, None, |_| blame(&["label"]));
                    gathered.add(language, &id, &Form::Plain, words);
                }
                for (kind, texts) in &choice.media {
                    for (language, text) in texts.each(own) {
                        let words = self.file(kind, text, || blame(&["media", kind]));
                        gathered.add_file(language, &id, kind, words);
                    }
                }
            }
        }
    }

    /// Texts in one language that would stand in a control, of nodes that have none: the label of what is worked out, the hint of a
    /// section. In several languages they are among the translations.
    pub(super) fn unshown(&self) -> Vec<(String, Words)> {
        let tree = self.tree;
        let mut found = Vec::new();
        for id in tree.descendants(SURVEY) {
            let node = tree.node(id);
            let (part, texts) = match node.type_name() {
                "calculate" => ("label", &node.entry.label),
                _ if node.is_section() => ("hint", &node.entry.hint),
                _ => continue,
            };
            // Nobody is refused for a text that is not shown.
            if let Texts::Plain(text) = texts
                && let Ok(words) = self.resolver.words(text, Some(id))
            {
                found.push((format!("{}:{part}", self.resolver.path(id)), words));
            }
        }
        found
    }

    fn node_texts(&mut self, id: NodeId, gathered: &mut Gathered) {
        let (tree, own) = (self.tree, self.sources.settings.own_language.as_str());
        let node = tree.node(id);
        let entry = &node.entry;
        let path = self.resolver.path(id);
        let mut say = |emit: &mut Self, part: &str, form: &Form, texts: &Texts, column: &[&str]| {
            for (language, text) in texts.each(own) {
                let words = if text == NOTHING {
                    Words::plain(NOTHING)
                } else {
                    emit.words(text, Some(id), |emit| emit.place(id, column))
                };
                gathered.add(language, &format!("{path}:{part}"), form, words);
            }
        };
        for message in MESSAGES {
            let texts = entry.bind.iter().find(|(name, _)| name == message).map(|(_, texts)| texts);
            if let Some(texts) = texts.filter(|texts| is_message_text(message, texts)) {
                say(self, message, &Form::Plain, texts, &["bind", message]);
            }
        }
        if entry.label.is_translated() || !entry.media.is_empty() {
            say(self, "label", &Form::Plain, &entry.label, &["label"]);
        }
        let has_guidance = node.is_question() && !entry.guidance.is_nothing();
        if entry.hint.is_translated() || has_guidance {
            say(self, "hint", &Form::Plain, &entry.hint, &["hint"]);
        }
        if has_guidance {
            say(self, "hint", &Form::Guidance, &entry.guidance, &["guidance_hint"]);
        }
        for (kind, texts) in &entry.media {
            if !matches!(kind.as_str(), "image" | "big-image" | "audio" | "video") {
                let message = Message::new("xlsform-media-kind").with("kind", kind.as_str());
                self.problem(id, &["media", kind], message);
            }
            for (language, text) in texts.each(own) {
                let place = self.place(id, &["media", kind]);
                let words = self.file(kind, text, || place);
                gathered.add_file(language, &format!("{path}:label"), kind, words);
            }
        }
    }

    /// The address of a file; `None` for a dash, which stands for no file.
    fn file(&mut self, kind: &str, text: &str, blame: impl FnOnce() -> Place) -> Option<Words> {
        if text == NOTHING {
            return None;
        }
        let folder = if matches!(kind, "image" | "big-image") { "images" } else { kind };
        let mut words = self.words(text, None, |_| blame());
        match words.0.first_mut() {
            Some(Piece::Text(text)) => *text = format!("jr://{folder}/{text}"),
            _ => words.0.insert(0, Piece::Text(format!("jr://{folder}/"))),
        }
        Some(words)
    }
}

impl Gathered {
    fn add_file(&mut self, language: &str, id: &str, kind: &str, words: Option<Words>) {
        let form = match kind {
            "image" => Form::Image,
            "big-image" => Form::BigImage,
            "audio" => Form::Audio,
            "video" => Form::Video,
            other => Form::Other(other.to_owned()),
        };
        match words {
            Some(words) => self.add(language, id, &form, words),
            None => {
                // The label still refers to the id.
                self.language(language);
                self.id(id);
            }
        }
    }
}

/// Whether a bind's message is said through `itext`: it is translated, or has answers in it.
pub(super) fn is_message_text(message: &str, texts: &Texts) -> bool {
    texts.is_translated() || message != "jr:noAppErrorString" && has_reference(texts.any())
}
