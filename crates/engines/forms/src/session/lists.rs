//! What expressions can look up beside the answers: lists of choices, their labels, and the form's texts.

use super::Session;
use super::choose::Reader;
use crate::Item;
use std::borrow::Cow;
use std::sync::LazyLock;
use xforms::Form as TextForm;
use xpath::{Context, Document, Instances, NodeId};

/// Texts that ask for texts that ask for texts: a form may not do so for ever.
const DEEPEST: u8 = 8;

/// What stands for a list that the form names and nobody has: nothing.
static NOTHING: LazyLock<Document> = LazyLock::new(|| Document::new("root"));

/// The lists and texts of a form as seen from a node.
pub(crate) struct Lists<'s, 'f> {
    pub(super) session: &'s Session<'f>,
    pub(super) node: NodeId,
    pub(super) tongue: usize,
    pub(super) depth: u8,
}

impl<'f> Lists<'_, 'f> {
    fn reader(&self) -> Reader {
        let lang = self.session.form.tongues.all.get(self.tongue).and_then(|tongue| tongue.lang);
        Reader { tongue: self.tongue, lang: lang.unwrap_or_default() }
    }

    /// The question that the second argument of `jr:choice-name` means: a path, or its last name alone where it is relative.
    fn question(&self, path: &str) -> Option<usize> {
        let form = self.session.form;
        let path = path.trim();
        let below_root = path.strip_prefix('/').and_then(|path| path.strip_prefix(form.root_name()));
        let at = |item: &Item| form.items.iter().position(|known| std::ptr::eq(known, item));
        below_root.and_then(|path| form.item(path)).or_else(|| form.named(path.rsplit('/').next()?)).and_then(at)
    }

    fn inner(&self) -> Option<Lists<'_, 'f>> {
        let depth = self.depth.checked_add(1).filter(|depth| *depth < DEEPEST)?;
        Some(Lists { session: self.session, node: self.node, tongue: self.tongue, depth })
    }
}

impl Instances for Lists<'_, '_> {
    fn instance(&self, name: &str) -> Option<&Document> {
        let session = self.session;
        if let Some(list) = session.list(name) {
            return Some(list.document());
        }
        if session.form.files.contains_key(name) {
            return Some(&NOTHING);
        }
        // The form's own answers, by the id that its instance carries.
        (session.form.id == name).then_some(&session.document)
    }

    fn choice_name(&self, path: &str, value: &str) -> Option<Cow<'_, str>> {
        let inner = self.inner()?;
        let session = self.session;
        let node = session.nearest(self.node, self.question(path)?)?;
        let offers = session.offers(node).ok()?;
        let reader = self.reader();
        let offered = offers.iter().find(|offered| offered.name == value);
        let called = offered.and_then(|it| session.called_within(it, node, reader, &TextForm::Plain, &inner));
        Some(Cow::Owned(called.unwrap_or_default()))
    }

    fn translation(&self, id: &str) -> Option<Cow<'_, str>> {
        let inner = self.inner()?;
        let form = self.session.form;
        let entry = form.texts.ids.get(id).and_then(|at| form.texts.entries.get(*at))?;
        let context = Context::new(&self.session.document, self.node, &inner, &self.session.environment);
        entry.say(&TextForm::Plain, &self.session.telling(self.tongue, context)).map(Cow::Owned)
    }
}
