//! What expressions can look up beside the answers: lists of choices and their labels.

use crate::{ChoiceSource, Form, Item, Itemset, Itemsets};
use language::Lang;
use std::borrow::Cow;
use xpath::{Document, Instances};

/// The form's lists and those from outside, for one reader.
pub(crate) struct Lists<'f> {
    pub(crate) form: &'f Form,
    pub(crate) itemsets: &'f dyn Itemsets,
    pub(crate) lang: Lang,
}

impl<'f> Lists<'f> {
    /// The choices of a question, conditions aside.
    pub(crate) fn itemset(&self, source: &ChoiceSource) -> Option<&'f Itemset> {
        match source {
            ChoiceSource::List(list) => self.form.lists.get(list),
            ChoiceSource::File(file) => self.itemsets.itemset(file),
        }
    }

    /// The question that the second argument of `jr:choice-name` means: a path, or its last name alone where it is relative.
    fn question(&self, path: &str) -> Option<&'f Item> {
        let path = path.trim();
        let below_root = path.strip_prefix('/').and_then(|path| path.strip_prefix(self.form.root_name()));
        below_root.and_then(|path| self.form.item(path)).or_else(|| self.form.named(path.rsplit('/').next()?))
    }
}

impl Instances for Lists<'_> {
    fn instance(&self, name: &str) -> Option<&Document> {
        let own = self.form.lists.get(name);
        let found = own.or_else(|| {
            let file = self
                .form
                .files()
                .into_iter()
                .find(|file| file.rsplit_once('.').map_or(*file, |(stem, _)| stem) == name);
            file.and_then(|file| self.itemsets.itemset(file)).or_else(|| self.itemsets.itemset(&format!("{name}.csv")))
        });
        found.map(|itemset| &itemset.document)
    }

    fn choice_name(&self, path: &str, value: &str) -> Option<Cow<'_, str>> {
        let source = self.question(path)?.kind.choice_source()?;
        let itemset = self.itemset(source)?;
        let labels: Vec<&str> = value
            .split_whitespace()
            .map(|name| itemset.named(name).next().map_or(name, |choice| choice.label.get(self.lang)))
            .collect();
        Some(Cow::Owned(labels.join(", ")))
    }
}
