//! What surrounds every page: language, who is signed in, where one can go, the token that forms carry. Owns the navigation's
//! shape and the small helpers that templates call; the pages' own content is `views`.

use crate::parts::Notice;
use crate::{assets, icons};
use language::{Lang, phrase, say};

/// Who reads, as the page's top shows it.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) agency: String,
    /// Whether their account can be looked after.
    pub(crate) has_account: bool,
}

/// One place to go.
#[derive(Clone, Debug)]
pub(crate) struct NavItem {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) icon: &'static str,
    pub(crate) current: bool,
    /// Only where there is room; a phone finds it under "more".
    pub(crate) desk_only: bool,
}

/// What surrounds a page.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) lang: Lang,
    /// The page's name, for the browser's tab.
    pub(crate) title: String,
    /// The page's own address, to come back to after the language was switched.
    pub(crate) here: String,
    pub(crate) reader: Option<Reader>,
    pub(crate) nav: Vec<NavItem>,
    /// What every form carries so that no other site can send it.
    pub(crate) csrf: String,
    pub(crate) notice: Option<Notice>,
}

impl Frame {
    /// A text of the interface.
    pub(crate) fn t(&self, key: &str) -> String {
        phrase(self.lang, key)
    }

    /// Whose names of places and outlines the pages show.
    pub(crate) fn credit(&self) -> String {
        say(self.lang, &places::credit())
    }

    /// The language's code.
    pub(crate) fn code(&self) -> &'static str {
        self.lang.code()
    }

    /// Every language: code, its own name, whether it is the one being read.
    pub(crate) fn languages(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        let own = self.lang;
        Lang::ALL.into_iter().map(move |lang| (lang.code(), lang.autonym(), lang == own))
    }

    /// The address of an asset.
    pub(crate) fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// The fonts that this language's first lines need, asked for before the style sheet says so.
    pub(crate) fn fonts(&self) -> impl Iterator<Item = String> {
        let script = match self.lang {
            Lang::En => None,
            Lang::Th => Some("thai-400.woff2"),
            Lang::My => Some("myanmar-400.woff2"),
            Lang::Km => Some("khmer-400.woff2"),
            Lang::Lo => Some("lao-400.woff2"),
        };
        script.into_iter().chain(["latin-400.woff2"]).map(assets::address)
    }

    /// A sign; trusted markup.
    pub(crate) fn icon(&self, name: &str) -> String {
        format!(
            r#"<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>"#,
            icons::paths(name)
        )
    }
}
