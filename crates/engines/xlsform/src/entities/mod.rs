//! Entities: what the entities sheet declares, which rows of the survey speak of each, and where in the form each then stands.

mod allocate;
mod declare;
mod place;
mod request;

pub(crate) use place::meta_of;

use crate::entry::Entry;
use crate::header::Header;
use crate::names::is_xml_name;
use crate::tree::NodeId;
use language::Message;
use std::collections::HashMap;

/// The attribute of a bind that saves an answer as a property.
pub(crate) const SAVE_TO: &str = "entities:saveto";

/// What the entities sheet declares, with who speaks of it.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    /// The sheet's columns.
    pub(crate) header: Header,
    declarations: Vec<Declaration>,
    /// Which declarations name a question.
    by_question: HashMap<String, Vec<usize>>,
    /// Declarations that the survey speaks of, in the order in which it first does.
    mentioned: Vec<usize>,
    /// Whether a row is known to be wrong, so that there is no sense in placing anything.
    is_wrong: bool,
}

/// A row of the entities sheet.
#[derive(Debug, Default)]
struct Declaration {
    row: usize,
    /// The list that the entity is in.
    list: String,
    id: Option<String>,
    create_if: Option<String>,
    update_if: Option<String>,
    label: Option<String>,
    mentions: Vec<Mention>,
}

/// A row of the survey that has to do with an entity.
#[derive(Clone, Debug)]
struct Mention {
    /// The section that the row stands in.
    container: NodeId,
    row: usize,
    kind: MentionKind,
}

/// How a row has to do with an entity.
#[derive(Clone, Debug)]
enum MentionKind {
    /// Its answer is saved as this property.
    Saved(String),
    /// The declaration names this question.
    Named(String),
}

impl Entities {
    pub(crate) fn is_declared(&self, list: &str) -> bool {
        self.declarations.iter().any(|declaration| declaration.list == list)
    }

    /// Notes what a row of the survey has to do with entities, and takes the list's name out of its `save_to`.
    ///
    /// # Errors
    /// What is wrong with its `save_to`.
    pub(crate) fn note_row(&mut self, entry: &mut Entry, container: NodeId, is_section: bool) -> Result<(), Message> {
        let saved = match entry.bound(SAVE_TO) {
            "" => Ok(()),
            save_to => {
                let save_to = save_to.to_owned();
                self.note_saved(entry, &save_to, container, is_section)
            }
        };
        for at in self.by_question.get(&entry.name).cloned().unwrap_or_default() {
            let kind = MentionKind::Named(entry.name.clone());
            self.mention(at, Mention { container, row: entry.row, kind });
        }
        self.is_wrong |= saved.is_err();
        saved
    }

    fn note_saved(
        &mut self,
        entry: &mut Entry,
        save_to: &str,
        container: NodeId,
        is_section: bool,
    ) -> Result<(), Message> {
        if self.declarations.is_empty() {
            return Err(Message::new("xlsform-save-to-without-entities"));
        }
        let (list, property) = match save_to.split_once('#') {
            Some((_, property)) if property.contains('#') => {
                return Err(Message::new("xlsform-save-to-signs").with("text", save_to));
            }
            Some((list, property)) => (Some(list), property),
            None if self.declarations.len() > 1 => return Err(Message::new("xlsform-save-to-which")),
            None => (None, save_to),
        };
        let is_this = |declaration: &Declaration| list.is_none_or(|list| declaration.list == list);
        let Some(at) = self.declarations.iter().position(is_this) else {
            return Err(Message::new("xlsform-save-to-unknown-list").with("list", list.unwrap_or_default()));
        };
        entry.set_bind(SAVE_TO, property);
        if is_section {
            return Err(Message::new("xlsform-save-to-section"));
        }
        check_property(property)?;
        let saved_twice = |mention: &&Mention| matches!(&mention.kind, MentionKind::Saved(other) if other == property);
        let earlier = self.declarations.get(at).and_then(|found| found.mentions.iter().find(saved_twice));
        if let Some(earlier) = earlier {
            let message = Message::new("xlsform-save-to-twice").with("property", property);
            return Err(message.with("row", earlier.row));
        }
        let kind = MentionKind::Saved(property.to_owned());
        self.mention(at, Mention { container, row: entry.row, kind });
        Ok(())
    }

    fn mention(&mut self, at: usize, mention: Mention) {
        if !self.mentioned.contains(&at) {
            self.mentioned.push(at);
        }
        if let Some(declaration) = self.declarations.get_mut(at) {
            declaration.mentions.push(mention);
        }
    }
}

/// Properties are names, and some names belong to the specification.
fn check_property(property: &str) -> Result<(), Message> {
    let key = match property {
        "" => "xlsform-save-to-empty",
        _ if matches!(property.to_lowercase().as_str(), "name" | "label") => "xlsform-save-to-reserved",
        _ if property.starts_with("__") => "xlsform-entity-underscores",
        _ if !is_xml_name(property) => "xlsform-bad-name",
        _ => return Ok(()),
    };
    Err(Message::new(key).with("name", property))
}
