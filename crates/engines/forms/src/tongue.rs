//! The languages of a form, by the names that its author gave them, and which of them a reader of the interface gets.

use language::{Lang, Text};

/// A language of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tongue {
    /// The name that the form gives it: `ไทย (th)`, `French`, empty in a form that names none.
    pub name: String,
    /// The language of the interface that it is, when the interface has it.
    pub lang: Option<Lang>,
}

/// The languages of a form in the order of the form; there is always one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tongues {
    pub(crate) all: Vec<Tongue>,
    /// The one to begin with.
    pub(crate) default: usize,
}

impl Tongues {
    /// Languages by their names; a form without any speaks one that has no name.
    pub(crate) fn new<'n>(names: impl IntoIterator<Item = &'n str>, default: Option<usize>) -> Self {
        let tongue = |name: &str| Tongue { name: name.to_owned(), lang: lang_named(name) };
        let mut all: Vec<Tongue> = names.into_iter().map(tongue).collect();
        if all.is_empty() {
            all.push(Tongue { name: String::new(), lang: None });
        }
        Self { default: default.filter(|at| *at < all.len()).unwrap_or(0), all }
    }

    /// The form's language for a reader: theirs, else the default.
    pub(crate) fn for_reader(&self, lang: Lang) -> usize {
        self.all.iter().position(|tongue| tongue.lang == Some(lang)).unwrap_or(self.default)
    }

    /// The language of that name.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        self.all.iter().position(|tongue| tongue.name == name)
    }

    /// The interface's language that the default is, English when it is none.
    pub(crate) fn default_lang(&self) -> Lang {
        self.all.get(self.default).and_then(|tongue| tongue.lang).unwrap_or_default()
    }

    /// A text from what is said in each of the languages, in their order. What is said in a language that the interface does not have
    /// stands for a missing default only.
    pub(crate) fn text<S: AsRef<str>>(&self, said: impl IntoIterator<Item = Option<S>>) -> Text {
        let mut text = Text::default();
        let mut in_default = None;
        for (at, (tongue, said)) in self.all.iter().zip(said).enumerate() {
            let Some(said) = said.filter(|said| !said.as_ref().is_empty()) else { continue };
            if let Some(lang) = tongue.lang {
                text = text.with(lang, said.as_ref());
            }
            if at == self.default {
                in_default = Some(said.as_ref().to_owned());
            }
        }
        match in_default {
            Some(said) if text.is_empty() => text.with(self.default_lang(), said),
            _ => text,
        }
    }
}

/// The language that a name means: by code in brackets, by code alone, by English name or by its own.
pub(crate) fn lang_named(name: &str) -> Option<Lang> {
    let name = name.trim();
    let code = name.rsplit_once('(').map(|(_, code)| code.trim_end_matches(')').trim());
    if let Some(lang) = code.and_then(|code| code.parse().ok()) {
        return Some(lang);
    }
    let english = |lang: Lang| match lang {
        Lang::En => "english",
        Lang::Th => "thai",
        Lang::My => "burmese",
        Lang::Km => "khmer",
        Lang::Lo => "lao",
    };
    let lower = name.to_lowercase();
    Lang::ALL.into_iter().find(|lang| lower == lang.code() || lower == english(*lang) || name == lang.autonym())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_language_of_a_name() {
        let cases = [
            ("English (en)", Some(Lang::En)),
            ("ไทย (th)", Some(Lang::Th)),
            ("Thai", Some(Lang::Th)),
            ("ไทย", Some(Lang::Th)),
            ("my", Some(Lang::My)),
            ("French (fr)", None),
            ("default", None),
        ];
        for (name, expected) in cases {
            assert_eq!(lang_named(name), expected, "{name}");
        }
    }

    #[test]
    fn readers_get_their_language_or_the_forms_own() {
        let tongues = Tongues::new(["French (fr)", "Thai"], None);
        assert_eq!((tongues.for_reader(Lang::Th), tongues.for_reader(Lang::En)), (1, 0));
        assert_eq!(tongues.text([Some("oui"), Some("ใช่")]).get(Lang::En), "ใช่");
        assert_eq!(tongues.text([Some("oui"), None]).get(Lang::Th), "oui");
        assert_eq!(Tongues::new([], None).text([Some("yes")]).get(Lang::My), "yes");
    }
}
