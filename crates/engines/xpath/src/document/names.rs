//! Names of elements and attributes, each kept once a document.

use std::collections::HashMap;

/// A name with its prefix and namespace.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Name {
    /// The prefix as written, when there is one.
    pub prefix: Option<String>,
    /// The name without prefix.
    pub local: String,
    /// The namespace's address, when the name is in one.
    pub namespace: Option<String>,
}

impl Name {
    /// A name in no namespace.
    pub fn local(local: &str) -> Self {
        Self { prefix: None, local: local.to_owned(), namespace: None }
    }

    fn is_plain(&self) -> bool {
        self.prefix.is_none() && self.namespace.is_none()
    }

    /// The name as written: `jr:preload`.
    pub fn qualified(&self) -> String {
        match &self.prefix {
            Some(prefix) => format!("{prefix}:{}", self.local),
            None => self.local.clone(),
        }
    }
}

/// The number of a name within its document; 0 is "no name".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) struct NameId(u32);

impl NameId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    list: Vec<Name>,
    /// Only names in no namespace: the ones that forms use.
    plain: HashMap<String, NameId>,
    /// The others.
    full: HashMap<Name, NameId>,
}

impl Names {
    pub(super) fn get(&self, id: NameId) -> Option<&Name> {
        (id.0 as usize).checked_sub(1).and_then(|index| self.list.get(index))
    }

    pub(super) fn find(&self, local: &str) -> Option<NameId> {
        self.plain.get(local).copied()
    }

    /// The number of a namespaced name, when the document has it.
    pub(super) fn find_full(&self, name: &Name) -> Option<NameId> {
        if name.is_plain() { self.find(&name.local) } else { self.full.get(name).copied() }
    }

    pub(super) fn add(&mut self, name: Name) -> NameId {
        let id = NameId(u32::try_from(self.list.len() + 1).unwrap_or_default());
        if name.is_plain() {
            self.plain.insert(name.local.clone(), id);
        } else {
            self.full.insert(name.clone(), id);
        }
        self.list.push(name);
        id
    }
}
