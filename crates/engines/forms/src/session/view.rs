//! The form as a person sees it now: relevant questions with labels, choices and answers, in the reader's language.

use super::Session;
use super::choose::Reader;
use crate::form::ItemPlace;
use crate::saying::Saying;
use crate::{Item, Kind};
use language::Lang;
use xforms::Form as TextForm;
use xpath::NodeId;

/// A question or section as shown.
#[derive(Clone, Debug)]
pub struct Entry<'f> {
    /// Where it stands, with the numbers of repeat instances; for a repeat the path to add an instance at.
    pub path: String,
    /// Its definition.
    pub item: &'f Item,
    /// The label, answers filled in.
    pub label: String,
    /// The hint, answers filled in.
    pub hint: String,
    /// Help for the person who asks, answers filled in.
    pub guidance_hint: String,
    /// What is shown or played with the label.
    pub media: LabelMedia,
    /// What is in it.
    pub content: Content<'f>,
}

/// Files that say the same as a label, by their addresses in the form; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelMedia {
    /// A picture.
    pub image: String,
    /// The same picture, larger.
    pub big_image: String,
    /// A sound.
    pub audio: String,
    /// A film.
    pub video: String,
}

/// What a question or section has in it.
#[derive(Clone, Debug)]
pub enum Content<'f> {
    /// A question, or a note.
    Question {
        /// The answer as kept; empty when there is none.
        value: String,
        /// Whether an answer is needed now.
        required: bool,
        /// Whether it may not be changed now.
        read_only: bool,
        /// What can be chosen now, for selects.
        choices: Vec<ShownChoice>,
    },
    /// A group.
    Group(Vec<Entry<'f>>),
    /// A repeat.
    Repeat {
        /// Its instances in order.
        instances: Vec<RepeatInstance<'f>>,
        /// Whether a person may add and remove instances.
        may_change: bool,
    },
}

/// An instance of a repeat as shown.
#[derive(Clone, Debug)]
pub struct RepeatInstance<'f> {
    /// Its path, `/attendance[2]`.
    pub path: String,
    /// Which one, counted from 1.
    pub index: usize,
    /// What is in it.
    pub entries: Vec<Entry<'f>>,
}

/// A choice as offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownChoice {
    /// What is kept as the answer.
    pub name: String,
    /// What a person reads.
    pub label: String,
    /// What is shown or played with it.
    pub media: LabelMedia,
    /// Whether it is chosen now.
    pub chosen: bool,
}

impl<'f> Session<'f> {
    /// Everything that is relevant and shown, in order.
    pub fn view(&self, lang: Lang) -> Vec<Entry<'f>> {
        self.refill();
        self.entries(self.document.root(), &self.form.shown.top, self.reader(lang))
    }

    /// What is relevant and shown in the section at a path: a group or an instance of a repeat. Empty when there is none.
    pub fn view_of(&self, path: &str, lang: Lang) -> Vec<Entry<'f>> {
        self.refill();
        let Ok(section) = self.find(path) else { return Vec::new() };
        let controls = match self.form.shown.control_of(self.index_of(section)) {
            Some(control) => self.form.shown.children(control),
            None if section == self.document.root() => &self.form.shown.top,
            None => return Vec::new(),
        };
        self.entries(section, controls, self.reader(lang))
    }

    /// The label of the question or section at a path, answers filled in. `None` when there is nothing at that path.
    pub fn label(&self, path: &str, lang: Lang) -> Option<String> {
        let node = self.find(path).ok()?;
        Some(self.label_at(node, self.reader(lang)))
    }

    pub(crate) fn label_at(&self, node: NodeId, reader: Reader) -> String {
        let control = self.form.shown.control_of(self.index_of(node));
        let saying = control.and_then(|control| self.form.shown.controls.get(control)).map(|control| &control.label);
        saying.map(|saying| self.said(saying, &TextForm::Plain, node, reader.tongue)).unwrap_or_default()
    }

    /// What can be chosen at a path now, in the reader's language; empty for questions that are no selects.
    pub fn choices(&self, path: &str, lang: Lang) -> Vec<ShownChoice> {
        self.refill();
        self.find(path).map(|node| self.offered(node, self.reader(lang))).unwrap_or_default()
    }

    /// What is said at a node in one of the form's languages; empty when nothing is.
    pub(super) fn said(&self, saying: &Saying, form: &TextForm, node: NodeId, tongue: usize) -> String {
        let lists = self.lists(node, tongue);
        saying.say(form, &self.telling(tongue, self.context(node, &lists))).unwrap_or_default()
    }

    fn entries(&self, section: NodeId, controls: &[usize], reader: Reader) -> Vec<Entry<'f>> {
        let mut entries = Vec::new();
        for control in controls {
            let Some(shown) = self.form.shown.controls.get(*control) else { continue };
            let Some(item) = self.form.at(shown.item).filter(|item| item.kind.is_shown()) else { continue };
            if item.place == ItemPlace::Arrangement {
                let inside = self.entries(section, &shown.children, reader);
                if !inside.is_empty() {
                    let path = self.path_of(section);
                    entries.push(self.entry(section, *control, item, path, Content::Group(inside), reader));
                }
            } else if item.kind == Kind::Repeat {
                entries.extend(self.repeat_entry(section, *control, item, reader));
            } else if let Some(node) = self.nearest(section, shown.item).filter(|node| !self.document.is_hidden(*node))
            {
                let content = self.content(node, *control, item, reader);
                entries.push(self.entry(node, *control, item, self.path_of(node), content, reader));
            }
        }
        entries
    }

    fn entry(
        &self,
        node: NodeId,
        control: usize,
        item: &'f Item,
        path: String,
        content: Content<'f>,
        reader: Reader,
    ) -> Entry<'f> {
        let said = |saying: Option<&Saying>, form: &TextForm| match saying {
            None | Some(Saying::Nothing) => String::new(),
            Some(saying) => self.said(saying, form, node, reader.tongue),
        };
        let shown = self.form.shown.controls.get(control);
        let (label, hint) = (shown.map(|shown| &shown.label), shown.map(|shown| &shown.hint));
        Entry {
            path,
            item,
            label: said(label, &TextForm::Plain),
            hint: said(hint, &TextForm::Plain),
            guidance_hint: said(hint, &TextForm::Guidance),
            media: media(|form| said(label, form)),
            content,
        }
    }

    fn content(&self, node: NodeId, control: usize, item: &Item, reader: Reader) -> Content<'f> {
        if item.kind == Kind::Group {
            return Content::Group(self.entries(node, self.form.shown.children(control), reader));
        }
        Content::Question {
            value: self.document.text(node).into_owned(),
            required: item.kind.is_asked() && self.is_required(node),
            read_only: item.rules.calculation.is_some() || self.is_read_only(node),
            choices: self.offered(node, reader),
        }
    }

    /// A repeat with its instances. One without any is shown all the same, so that a person can add the first, unless it or the
    /// section around it is not relevant.
    fn repeat_entry(&self, section: NodeId, control: usize, item: &'f Item, reader: Reader) -> Option<Entry<'f>> {
        let repeat = self.form.shown.controls.get(control)?.item;
        let parent = self.nearest(section, item.parent?).filter(|parent| !self.document.is_hidden(*parent))?;
        let all = self.instances(parent, repeat);
        let nodes: Vec<NodeId> = all.iter().copied().filter(|node| !self.document.is_hidden(*node)).collect();
        if nodes.is_empty() && !(all.is_empty() && self.may_begin(parent, item)) {
            return None;
        }
        let children = self.form.shown.children(control);
        let instances = nodes.iter().enumerate().map(|(at, node)| RepeatInstance {
            path: self.path_of(*node),
            index: at + 1,
            entries: self.entries(*node, children, reader),
        });
        let may_change = !self.is_count_fixed(repeat);
        let content = Content::Repeat { instances: instances.collect(), may_change };
        let path = format!("{}/{}", self.path_of(parent).trim_end_matches('/'), item.name);
        let labelled_at = nodes.first().copied().unwrap_or(parent);
        Some(self.entry(labelled_at, control, item, path, content, reader))
    }

    /// Whether a repeat without instances is relevant, as far as that can be said from around it.
    pub(super) fn may_begin(&self, parent: NodeId, item: &Item) -> bool {
        item.rules.relevant.as_ref().is_none_or(|relevant| self.holds(relevant, parent).unwrap_or(true))
    }

    pub(crate) fn offered(&self, node: NodeId, reader: Reader) -> Vec<ShownChoice> {
        let item = self.item_of(node);
        let answer = self.document.text(node);
        let offers = self.offers(node).unwrap_or_default();
        let shown = offers.into_iter().map(|offered| {
            let said = |form: &TextForm| self.called(&offered, node, reader, form).unwrap_or_default();
            let label = said(&TextForm::Plain);
            let media = media(said);
            let chosen = match item.kind.is_list() {
                true => answer.split_whitespace().any(|name| name == offered.name),
                false => answer == offered.name,
            };
            let label = if label.is_empty() && media == LabelMedia::default() { offered.name.clone() } else { label };
            ShownChoice { name: offered.name, label, media, chosen }
        });
        shown.collect()
    }
}

fn media(said: impl Fn(&TextForm) -> String) -> LabelMedia {
    LabelMedia {
        image: said(&TextForm::Image),
        big_image: said(&TextForm::BigImage),
        audio: said(&TextForm::Audio),
        video: said(&TextForm::Video),
    }
}
