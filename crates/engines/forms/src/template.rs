//! A text with `${question}` in it, filled with answers when it is shown.

use language::{Lang, Text};
use xpath::{Context, Expression};

/// A text for people, with the answers that stand in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Template {
    text: Text,
    /// The pieces of each language whose text has answers in it; empty for most texts.
    pieces: Vec<(Lang, Vec<Piece>)>,
}

#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Words(String),
    Answer(Expression),
}

impl Template {
    /// A text without answers in it.
    pub(crate) fn plain(text: Text) -> Self {
        Self { text, pieces: Vec::new() }
    }

    pub(crate) fn new(text: Text, pieces: Vec<(Lang, Vec<Piece>)>) -> Self {
        Self { text, pieces }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text for a reader, answers filled in.
    pub(crate) fn fill(&self, lang: Lang, context: &Context<'_>) -> String {
        let shown = self.text.get(lang);
        let Some((_, pieces)) = self.pieces.iter().find(|(lang, _)| self.text.exact(*lang) == Some(shown)) else {
            return shown.to_owned();
        };
        pieces.iter().map(|piece| piece.fill(context)).collect()
    }

    /// The text in every language that it has, answers filled in.
    pub(crate) fn fill_all(&self, context: impl Fn(Lang) -> String) -> Text {
        let languages: Vec<Lang> = self.text.all().map(|(lang, _)| lang).collect();
        languages.into_iter().fold(Text::default(), |text, lang| text.with(lang, context(lang)))
    }
}

impl Piece {
    fn fill(&self, context: &Context<'_>) -> String {
        match self {
            Self::Words(words) => words.clone(),
            // An answer that cannot be worked out is left out of a text; where it matters it is a violation of its own.
            Self::Answer(expression) => {
                expression.evaluate(context).map(|value| value.to_text().into_owned()).unwrap_or_default()
            }
        }
    }
}
