//! What a form says to people, ready to be said: words with answers in them, in the form's languages and in several forms.

use language::Text;
use std::collections::HashMap;
use xforms::Form as TextForm;
use xpath::{Context, Expression};

use crate::tongue::Tongues;

/// A label, a hint, a message.
#[derive(Clone, Debug, Default)]
pub(crate) enum Saying {
    /// Nothing.
    #[default]
    Nothing,
    /// The same words in every language.
    Words(Vec<Piece>),
    /// A text of the form, by its place in [`Texts`].
    Shared(usize),
    /// A text with answers in it, as seen from one question.
    Own(Box<TextEntry>),
    /// Whatever an expression gives.
    Worked(Box<Expression>),
}

/// A part of a text.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Words(String),
    Answer(Expression),
}

/// A text in each of the form's languages, each in the forms that it has.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextEntry {
    pub(crate) by_tongue: Vec<Vec<(TextForm, Vec<Piece>)>>,
}

/// The texts of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    pub(crate) ids: HashMap<String, usize>,
    pub(crate) entries: Vec<TextEntry>,
}

/// Who is told something: in which language, seen from where.
#[derive(Clone, Copy)]
pub(crate) struct Telling<'t> {
    pub(crate) texts: &'t Texts,
    pub(crate) tongues: &'t Tongues,
    pub(crate) tongue: usize,
    pub(crate) context: Context<'t>,
}

impl Saying {
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }

    /// What is said in a form, answers filled in; `None` when nothing is.
    pub(crate) fn say(&self, form: &TextForm, telling: &Telling<'_>) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Words(pieces) => (*form == TextForm::Plain).then(|| filled(pieces, &telling.context)),
            Self::Shared(at) => telling.texts.entries.get(*at)?.say(form, telling),
            Self::Own(entry) => entry.say(form, telling),
            Self::Worked(expression) if *form == TextForm::Plain => {
                expression.evaluate(&telling.context).ok().map(|value| value.into_text().into_owned())
            }
            Self::Worked(_) => None,
        }
    }

    /// The text as written in the languages of the interface, with `${name}` where answers stand.
    pub(crate) fn text(&self, form: &TextForm, texts: &Texts, tongues: &Tongues) -> Text {
        let entry = match self {
            Self::Words(pieces) if *form == TextForm::Plain => {
                return tongues.text(tongues.all.iter().map(|_| Some(written(pieces))));
            }
            Self::Shared(at) => texts.entries.get(*at),
            Self::Own(entry) => Some(&**entry),
            _ => None,
        };
        let Some(entry) = entry else { return Text::default() };
        tongues.text((0..tongues.all.len()).map(|tongue| entry.pieces(form, tongue).map(|pieces| written(pieces))))
    }
}

impl TextEntry {
    fn pieces(&self, form: &TextForm, tongue: usize) -> Option<&Vec<Piece>> {
        let forms = self.by_tongue.get(tongue)?;
        let found = |wanted: &TextForm| forms.iter().find(|(form, _)| form == wanted).map(|(_, pieces)| pieces);
        match form {
            // JavaRosa's older names for the text itself.
            TextForm::Plain => found(form)
                .or_else(|| found(&TextForm::Other("long".to_owned())))
                .or_else(|| found(&TextForm::Other("short".to_owned()))),
            form => found(form),
        }
    }

    /// In the reader's language, else in the form's own.
    pub(crate) fn say(&self, form: &TextForm, telling: &Telling<'_>) -> Option<String> {
        let pieces = self.pieces(form, telling.tongue).or_else(|| self.pieces(form, telling.tongues.default))?;
        Some(filled(pieces, &telling.context))
    }

    /// Whether answers stand in it anywhere.
    pub(crate) fn has_answers(&self) -> bool {
        let mut pieces = self.by_tongue.iter().flatten().flat_map(|(_, pieces)| pieces);
        pieces.any(|piece| matches!(piece, Piece::Answer(_)))
    }
}

fn filled(pieces: &[Piece], context: &Context<'_>) -> String {
    match pieces {
        [Piece::Words(only)] => only.clone(),
        pieces => pieces.iter().map(|piece| piece.fill(context)).collect(),
    }
}

fn written(pieces: &[Piece]) -> String {
    pieces.iter().map(Piece::written).collect()
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

    fn written(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Answer(expression) => {
                let name = expression.source().trim().rsplit('/').next().unwrap_or_default().trim();
                format!("${{{name}}}")
            }
        }
    }
}
