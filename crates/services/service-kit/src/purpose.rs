//! What somebody reads for who opens what is not their own work. Owns the list of purposes and how one is written into the audit; when one
//! is asked for is decided beside every other right, in `access`.

use crate::ServiceError;
use language::Message;
use serde_json::{Value as Json, json};

/// The purposes that can be chosen, with the key of their name.
pub const PURPOSES: [(&str, &str); 6] = [
    ("supervision", "purpose-supervision"),
    ("covering", "purpose-covering"),
    ("data-quality", "purpose-data-quality"),
    ("asked", "purpose-asked"),
    ("legal-duty", "purpose-legal-duty"),
    ("other", "purpose-other"),
];
/// The longest other purpose, in signs: it stands in the audit chain, where nothing about a person belongs.
pub const LONGEST_PURPOSE: usize = 100;

/// What something is read for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    id: &'static str,
    told: String,
}

impl Purpose {
    /// A purpose of the list, with a text for `other`; what is told with any other one is left out.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] at `purpose` for one that there is not, at `told` when `other` says nothing or too much.
    pub fn new(id: &str, told: &str) -> Result<Self, ServiceError> {
        let known = PURPOSES.iter().find(|(known, _)| *known == id);
        let (id, _) = known.ok_or_else(|| ServiceError::invalid("purpose", Message::new("purpose-unknown")))?;
        let told = if *id == "other" { told.trim() } else { "" };
        if *id == "other" && (told.is_empty() || told.chars().count() > LONGEST_PURPOSE) {
            let message = Message::new("purpose-told").with("max", LONGEST_PURPOSE);
            return Err(ServiceError::invalid("told", message));
        }
        Ok(Self { id, told: told.to_owned() })
    }

    /// The purpose, one of [`PURPOSES`].
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// Adds it to what an audit entry keeps besides.
    pub(crate) fn told_in(&self, detail: &mut Json) {
        if let Some(detail) = detail.as_object_mut() {
            detail.insert("purpose".to_owned(), json!(self.id));
            if !self.told.is_empty() {
                detail.insert("told".to_owned(), json!(self.told));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_is_one_of_the_list_and_another_one_is_told_in_few_words() {
        let long = "x".repeat(LONGEST_PURPOSE + 1);
        for (id, told, holds) in [
            ("supervision", "", true),
            ("other", "The court asks.", true),
            ("other", " ", false),
            ("other", long.as_str(), false),
            ("curiosity", "", false),
            ("", "", false),
        ] {
            assert_eq!(Purpose::new(id, told).is_ok(), holds, "{id} {told}");
        }
    }
}
