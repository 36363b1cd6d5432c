//! Texts for people: translations, labels, hints, messages.

use super::Compiler;
use crate::saying::{Piece, Saying, TextEntry, Texts};
use crate::shown::Shown;
use crate::tongue::Tongues;
use language::Message;
use std::collections::BTreeSet;
use xforms::{Aspect, Definition, Form as TextForm, Said, Translation, Words};

/// The languages that a definition has texts in.
pub(super) fn tongues(definition: &Definition) -> Tongues {
    let names = definition.translations.iter().map(|translation| translation.language.as_str());
    let default = definition.translations.iter().position(|translation| translation.is_default);
    Tongues::new(names, default)
}

/// Whether a text is the dash that pyxform writes for what a language lacks.
fn is_dash(words: &Words) -> bool {
    matches!(words.0.as_slice(), [xforms::Piece::Text(text)] if text == "-")
}

impl<'d> Compiler<'d> {
    /// Reads the texts of all translations; answers in them are seen from the root.
    pub(super) fn read_texts(&mut self) {
        let definition = self.definition;
        let ids: BTreeSet<&str> = definition
            .translations
            .iter()
            .flat_map(|translation| translation.texts.keys())
            .map(String::as_str)
            .collect();
        let mut texts = Texts::default();
        for id in ids {
            texts.ids.insert(id.to_owned(), texts.entries.len());
            texts.entries.push(self.entry(id, 0, id, Aspect::Text));
        }
        self.texts = texts;
    }

    /// A text by its id, in all languages, answers in it seen from an item.
    fn entry(&mut self, id: &str, item: usize, nodeset: &str, aspect: Aspect) -> TextEntry {
        let definition = self.definition;
        let mut entry = TextEntry::default();
        let said = |translation: &'d Translation| translation.texts.get(id).map(Vec::as_slice).unwrap_or_default();
        let has_words = definition.translations.iter().any(|one| said(one).iter().any(|(_, words)| !is_dash(words)));
        for translation in &definition.translations {
            let forms = said(translation).iter().filter(|(_, words)| !has_words || !is_dash(words));
            let compiled = forms.map(|(form, words)| (form.clone(), self.pieces(item, nodeset, aspect, words)));
            let compiled = compiled.collect();
            entry.by_tongue.push(compiled);
        }
        entry
    }

    fn pieces(&mut self, item: usize, nodeset: &str, aspect: Aspect, words: &Words) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(words.0.len());
        for piece in &words.0 {
            match piece {
                xforms::Piece::Text(text) => pieces.push(Piece::Words(text.clone())),
                xforms::Piece::Output(written) => match self.parse(item, written) {
                    Ok((expression, oddity)) => {
                        if let Some(oddity) = oddity {
                            self.found.warn(nodeset, aspect, oddity);
                        }
                        pieces.push(Piece::Answer(expression));
                    }
                    Err(message) => self.found.refuse(nodeset, aspect, message),
                },
            }
        }
        pieces
    }

    /// What a label or hint says at an item.
    pub(super) fn saying(&mut self, item: usize, aspect: Aspect, said: &Said) -> Saying {
        match said {
            Said::Nothing => Saying::Nothing,
            Said::Words(words) if words.is_empty() => Saying::Nothing,
            Said::Words(words) => {
                let nodeset = self.nodeset(item);
                Saying::Words(self.pieces(item, &nodeset, aspect, words))
            }
            Said::Translated(id) => self.translated(item, aspect, id),
            Said::Expression(written) => match self.expression(item, aspect, written) {
                Some(expression) => Saying::Worked(Box::new(expression)),
                None => Saying::Nothing,
            },
        }
    }

    fn translated(&mut self, item: usize, aspect: Aspect, id: &str) -> Saying {
        let Some(at) = self.texts.ids.get(id).copied() else {
            let nodeset = self.nodeset(item);
            self.found.warn(&nodeset, aspect, Message::new("forms-no-such-text").with("id", id));
            return Saying::Nothing;
        };
        let is_in_repeat =
            self.with_sections(item).any(|at| self.items.get(at).is_some_and(|item| item.kind == crate::Kind::Repeat));
        let has_answers = self.texts.entries.get(at).is_some_and(TextEntry::has_answers);
        if has_answers && is_in_repeat {
            let nodeset = self.nodeset(item);
            let own = self.entry(id, item, &nodeset, aspect);
            return Saying::Own(Box::new(own));
        }
        Saying::Shared(at)
    }

    /// What a message of a bind says: a text, or `jr:itext('id')`.
    pub(super) fn message(&mut self, item: usize, aspect: Aspect, written: Option<&str>) -> Saying {
        let Some(written) = written.map(str::trim).filter(|written| !written.is_empty()) else {
            return Saying::Nothing;
        };
        let id = written.strip_prefix("jr:itext(").and_then(|rest| rest.strip_suffix(')')).map(str::trim);
        let id = id.and_then(|quoted| {
            let unquoted = |quote: char| quoted.strip_prefix(quote)?.strip_suffix(quote);
            unquoted('\'').or_else(|| unquoted('"'))
        });
        match id {
            Some(id) => self.translated(item, aspect, id),
            None => Saying::Words(vec![Piece::Words(written.to_owned())]),
        }
    }

    /// Writes labels and hints into the items, for readers who ask no session.
    pub(super) fn write_texts_of_items(&mut self, shown: &Shown) {
        for control in &shown.controls {
            let (texts, tongues) = (&self.texts, &self.tongues);
            let label = control.label.text(&TextForm::Plain, texts, tongues);
            let hint = control.hint.text(&TextForm::Plain, texts, tongues);
            let guidance = control.hint.text(&TextForm::Guidance, texts, tongues);
            let Some(item) = self.items.get_mut(control.item) else { continue };
            // Of several controls of one node the first with a text counts; a repeat is called by the group around it.
            for (target, text) in
                [(&mut item.label, label), (&mut item.hint, hint), (&mut item.guidance_hint, guidance)]
            {
                if target.is_empty() {
                    *target = text;
                }
            }
        }
        self.label_what_is_not_shown();
    }

    /// What is worked out has no control that could carry its label, but its text is kept, and lists and records are headed by it.
    fn label_what_is_not_shown(&mut self) {
        for at in 0..self.items.len() {
            let id = format!("{}:label", self.nodeset(at));
            let Some(item) = self.items.get_mut(at).filter(|item| item.label.is_empty() && !item.kind.is_shown())
            else {
                continue;
            };
            if let Some(text) = self.texts.ids.get(&id) {
                item.label = Saying::Shared(*text).text(&TextForm::Plain, &self.texts, &self.tongues);
            }
        }
    }
}
