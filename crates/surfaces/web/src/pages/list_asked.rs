//! What is asked of a list: the fields of its address, and the text that is looked for, which addresses carry sealed. Owns that a link
//! keeps the seal and that everything else reads the text.

use super::{Answer, see};
use crate::failure::Failure;
use crate::parts::{Notice, Tone};
use crate::posted::Posted;
use crate::visit::{Caller, Visit};
use crate::words;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use language::{Lang, phrase};
use std::collections::HashMap;

/// The field for a text.
pub(super) const TEXT: &str = "q";
/// What a posted form says besides what is asked.
const NOT_ASKED: [&str; 1] = ["csrf"];

/// The fields of an address by their names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    fields: HashMap<String, String>,
    /// The text as the address has it.
    seal: String,
}

impl Asked {
    /// What a field says; of [`TEXT`], the text itself.
    pub(super) fn get(&self, name: &str) -> Option<&String> {
        self.fields.get(name)
    }

    pub(super) fn contains_key(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    pub(super) fn insert(&mut self, name: &str, value: String) {
        self.fields.insert(name.to_owned(), value);
    }

    /// What is told when a text was looked for that cannot be read: the address is from another time or another browser.
    pub(super) fn lost_notice(&self, lang: Lang) -> Option<Notice> {
        let is_lost = !self.seal.is_empty() && !self.contains_key(TEXT);
        is_lost.then(|| Notice::new(Tone::Warn, phrase(lang, "web-filter-lost")))
    }

    /// Every field with what it says.
    pub(super) fn said(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Every field as a link keeps it.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&str, &str)> {
        self.said().map(|(name, value)| if name == TEXT { (name, self.seal.as_str()) } else { (name, value) })
    }

    fn of_address(query: &str, visit: &Visit) -> Self {
        let mut asked =
            Self { fields: form_urlencoded::parse(query.as_bytes()).into_owned().collect(), ..Self::default() };
        if let Some(seal) = asked.fields.remove(TEXT).filter(|seal| !seal.is_empty()) {
            asked.fields.extend(visit.opened(&seal).map(|text| (TEXT.to_owned(), text)));
            asked.seal = seal;
        }
        asked
    }
}

#[cfg(test)]
impl<const N: usize> From<[(String, String); N]> for Asked {
    fn from(fields: [(String, String); N]) -> Self {
        Self { fields: fields.into(), seal: String::new() }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let visit = Visit::from_request_parts(parts, state).await?;
        Ok(Self::of_address(parts.uri.query().unwrap_or_default(), &visit))
    }
}

/// `POST` to a list or its map: the same list, narrowed by what was posted, at an address that tells nobody what is looked for.
pub(crate) async fn narrow(caller: Caller, OriginalUri(uri): OriginalUri, posted: Posted) -> Answer {
    let said = posted.fields.iter().filter(|(name, value)| !NOT_ASKED.contains(&name.as_str()) && !value.is_empty());
    let mut fields: Vec<(String, String)> = Vec::new();
    for (name, value) in said {
        let text = value.trim();
        match name == TEXT {
            true if text.is_empty() => {}
            true => fields.extend(caller.visit.sealed(text).map(|seal| (name.clone(), seal))),
            false => fields.push((name.clone(), value.clone())),
        }
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    see(&words::query(uri.path(), &fields))
}
