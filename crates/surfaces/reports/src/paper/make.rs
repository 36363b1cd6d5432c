//! A form, or a session with its answers, as what stands on paper. Owns the walk through sections and questions, their numbers, and
//! which texts belong where; spaces, answers, repeats and conditions have modules of their own.

use super::sheet::Section;
use super::{Answer, Block, Filling, PaperForm, Said};
use crate::print_picture::Pictures;
use forms::{Content, Entry, Form, Item, Kind, Session};
use language::{Lang, Message, Text, phrase, say};
use std::collections::{BTreeMap, HashMap};

/// What a form is called on paper.
#[derive(Clone, Copy, Debug)]
pub struct Name<'n> {
    /// What tells it from other forms: `prevention/outreach-session`.
    pub id: &'n str,
    /// Its title.
    pub title: &'n Text,
}

/// Classes of answers that say who somebody is or what happened to them, as forms write them in `bind::saphan:class`.
const CONFIDENTIAL: [&str; 2] = ["identity", "case"];

/// A form to be filled in by hand. `pictures` are the files that its labels name; a label whose file is not there has words only.
pub fn blank(form: &Form, name: Name<'_>, pictures: &BTreeMap<String, Vec<u8>>, lang: Lang) -> PaperForm {
    let mut maker = Maker::new(form, lang, None, Pictures::of(pictures));
    let blocks = maker.blocks(form.top().collect(), &Spot::top(None));
    maker.paper(name, None, blocks)
}

/// The answers of a session to be read. `pictures` are files by the names that answers give them; an answer whose file is not there
/// says so.
pub fn filled(
    session: &Session<'_>,
    name: Name<'_>,
    filling: Filling,
    pictures: &BTreeMap<String, Vec<u8>>,
    lang: Lang,
) -> PaperForm {
    let mut maker = Maker::new(session.form(), lang, Some(session), Pictures::of(pictures));
    let entries = session.view(lang);
    let blocks = maker.blocks(session.form().top().collect(), &Spot::top(Some(&entries)));
    maker.paper(name, Some(filling), blocks)
}

/// Where the walk is.
pub(super) struct Spot<'s, 'f> {
    /// The section's path with numbers of instances; empty at the top.
    pub(super) path: String,
    /// How deep the next heading is.
    pub(super) level: u8,
    /// How many repeats are around.
    pub(super) repeats: usize,
    /// What the section shows now; none on a blank form.
    pub(super) entries: Option<&'s [Entry<'f>]>,
}

impl<'s, 'f> Spot<'s, 'f> {
    fn top(entries: Option<&'s [Entry<'f>]>) -> Self {
        Self { path: String::new(), level: 1, repeats: 0, entries }
    }

    pub(super) fn entry(&self, item: &Item) -> Option<&'s Entry<'f>> {
        entry_in(self.entries?, item)
    }

    /// Whether other answers ruled the item out.
    pub(super) fn rules_out(&self, item: &Item) -> bool {
        self.entries.is_some() && self.entry(item).is_none()
    }

    /// One section further in.
    pub(super) fn within<'t>(&self, name: &str, has_heading: bool, entries: Option<&'t [Entry<'f>]>) -> Spot<'t, 'f> {
        Spot {
            path: format!("{}/{name}", self.path),
            level: self.level + u8::from(has_heading),
            repeats: self.repeats,
            entries,
        }
    }
}

/// What is shown of an item in its section. A group without a name only arranges what belongs to the section around it.
fn entry_in<'s, 'f>(entries: &'s [Entry<'f>], item: &Item) -> Option<&'s Entry<'f>> {
    let arranged = |entry: &'s Entry<'f>| match &entry.content {
        Content::Group(inner) if entry.item.name.is_empty() => entry_in(inner, item),
        _ => None,
    };
    entries.iter().find_map(|entry| if std::ptr::eq(entry.item, item) { Some(entry) } else { arranged(entry) })
}

pub(super) struct Maker<'m> {
    pub(super) form: &'m Form,
    pub(super) lang: Lang,
    pub(super) session: Option<&'m Session<'m>>,
    pub(super) pictures: Pictures<'m>,
    /// The number of each question that somebody is asked, by its path.
    numbers: HashMap<&'m str, usize>,
    has_required: bool,
}

impl<'m> Maker<'m> {
    fn new(form: &'m Form, lang: Lang, session: Option<&'m Session<'m>>, pictures: Pictures<'m>) -> Self {
        let asked = form.questions().filter(|item| asks(form, item));
        let numbers = asked.enumerate().map(|(at, item)| (item.path.as_str(), at + 1)).collect();
        Self { form, lang, session, pictures, numbers, has_required: false }
    }

    fn paper(self, name: Name<'_>, filling: Option<Filling>, blocks: Vec<Block>) -> PaperForm {
        let class = |item: &Item| item.extras.get("class").is_some_and(|class| CONFIDENTIAL.contains(&class.as_str()));
        let version = Message::new("paper-version").with("version", self.form.version.as_str());
        let version = if self.form.version.is_empty() { String::new() } else { say(self.lang, &version) };
        PaperForm {
            lang: self.lang,
            running_title: Said::name(self.title(name).as_str(), self.lang),
            title: self.title(name),
            id: Said::name(name.id, self.lang),
            version: Said::name(&version, self.lang),
            is_confidential: self.form.items().any(class),
            has_required: self.has_required,
            filling,
            blocks,
            pictures: self.pictures.into_shown(),
        }
    }

    /// What the form is called; never empty, because a document without a title is refused.
    fn title(&self, name: Name<'_>) -> Said {
        let names = [name.title.get(self.lang), name.id, &self.form.id, "–"].map(|text| self.said(text));
        names.into_iter().find(|said| !said.is_empty()).unwrap_or_default()
    }

    pub(super) fn said(&self, text: &str) -> Said {
        Said::new(text, self.lang)
    }

    pub(super) fn phrase(&self, key: &str) -> Said {
        self.said(&phrase(self.lang, key))
    }

    pub(super) fn blocks(&mut self, items: Vec<&'m Item>, spot: &Spot<'_, '_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for item in items {
            match item.kind {
                Kind::Group => self.group(item, spot, &mut blocks),
                Kind::Repeat => self.repeat(item, spot, &mut blocks),
                Kind::Note => blocks.extend(self.note(item, spot)),
                _ if asks(self.form, item) => blocks.push(Block::Question(self.question(item, spot))),
                _ => blocks.extend(self.fact(item, spot)),
            }
        }
        blocks
    }

    fn group(&mut self, item: &'m Item, spot: &Spot<'_, '_>, blocks: &mut Vec<Block>) {
        let title = self.label(item, spot);
        let mut section = self.section(item, title, spot);
        if !section.is_absent {
            let inner = spot.entry(item).map(|entry| match &entry.content {
                Content::Group(inner) => inner.as_slice(),
                _ => &[],
            });
            let inside = spot.within(&item.name, !section.title.is_empty(), inner);
            section.blocks = self.blocks(self.form.children(item).collect(), &inside);
        }
        let is_only_a_bracket = section.title.is_empty() && section.condition.is_empty() && !section.is_absent;
        match section.blocks.is_empty() {
            true if !section.is_absent => {}
            _ if is_only_a_bracket => blocks.append(&mut section.blocks),
            _ => blocks.push(Block::Section(section)),
        }
    }

    /// A section without its contents. One that was not asked says which questions that are.
    pub(super) fn section(&self, item: &Item, title: Said, spot: &Spot<'_, '_>) -> Section {
        let is_absent = spot.rules_out(item);
        let span = self.span(item);
        let condition = match (is_absent, span) {
            (true, Some(span)) => self.of_questions(span, &phrase(self.lang, "paper-not-asked")),
            (true, None) => self.phrase("paper-not-asked"),
            (false, span) => match (self.condition(item, spot), span) {
                (condition, Some(span)) if !condition.is_empty() => self.of_questions(span, condition.as_str()),
                (condition, _) => condition,
            },
        };
        let hint = if is_absent { Said::default() } else { self.hint(item, spot) };
        Section { level: spot.level, title, hint, condition, is_absent, ..Section::default() }
    }

    fn of_questions(&self, (from, to): (usize, usize), condition: &str) -> Said {
        let message = Message::new("paper-questions").with("from", from).with("to", to).with("condition", condition);
        self.said(&say(self.lang, &message))
    }

    /// The first and the last number in a section; none when it has fewer than two questions.
    fn span(&self, section: &Item) -> Option<(usize, usize)> {
        let below = format!("{}/", section.path);
        let inside = self.numbers.iter().filter(|(path, _)| path.starts_with(&below)).map(|(_, number)| *number);
        let (from, to) = inside.fold((usize::MAX, 0), |(from, to), number| (from.min(number), to.max(number)));
        (from < to).then_some((from, to))
    }

    fn note(&mut self, item: &Item, spot: &Spot<'_, '_>) -> Option<Block> {
        let (text, picture) = (self.label(item, spot), self.label_picture(item));
        let is_read = (!text.is_empty() || picture.is_some()) && !spot.rules_out(item);
        is_read.then(|| Block::Note { text, picture, condition: self.condition(item, spot) })
    }

    /// The number of the picture with an item's label. A filled form is read by whoever can.
    pub(super) fn label_picture(&mut self, item: &Item) -> Option<usize> {
        let file = self.form.label_picture(item, self.lang).filter(|_| self.session.is_none())?;
        self.pictures.show(&file)
    }

    /// A value that nobody is asked for: on a filled form when it has a name, on a blank one when it is fixed.
    fn fact(&mut self, item: &'m Item, spot: &Spot<'_, '_>) -> Option<Block> {
        if item.label.is_empty() || !matches!(item.kind, Kind::Calculate) && !item.kind.is_asked() {
            return None;
        }
        let answer = match self.session {
            None => self.answer(item, item.default.as_deref().filter(|_| item.is_read_only)?, &[]),
            Some(session) => {
                let path = format!("{}/{}", spot.path, item.name);
                self.answer(item, &session.value(&path)?, &session.choices(&path, self.lang))
            }
        };
        (answer != Answer::NotAnswered).then(|| Block::Fact { label: self.label(item, spot), answer })
    }

    /// What an item says it is: as its session fills it, else with the numbers of the answers that stand in it.
    pub(super) fn label(&self, item: &Item, spot: &Spot<'_, '_>) -> Said {
        self.text(spot.entry(item).map(|entry| entry.label.as_str()), &item.label)
    }

    /// The same, never empty.
    pub(super) fn name_of(&self, item: &Item, spot: &Spot<'_, '_>) -> Said {
        let label = self.label(item, spot);
        if label.is_empty() { self.said(&item.name) } else { label }
    }

    pub(super) fn hint(&self, item: &Item, spot: &Spot<'_, '_>) -> Said {
        self.text(spot.entry(item).map(|entry| entry.hint.as_str()), &item.hint)
    }

    pub(super) fn why(&self, item: &Item, spot: &Spot<'_, '_>) -> Said {
        self.text(spot.entry(item).map(|entry| entry.guidance_hint.as_str()), &item.guidance_hint)
    }

    fn text(&self, filled: Option<&str>, written: &Text) -> Said {
        match filled {
            Some(filled) => self.said(filled),
            None => self.said(&self.referring(written.get(self.lang))),
        }
    }

    /// A text in which `${name}` became the number of that question, or a dash where it has none.
    pub(super) fn referring(&self, written: &str) -> String {
        let mut text = String::with_capacity(written.len());
        let mut rest = written;
        while let Some((before, from)) = rest.split_once("${") {
            text.push_str(before);
            let Some((name, after)) = from.split_once('}') else {
                rest = from;
                break;
            };
            let number = self.form.named(name.trim()).and_then(|item| self.number(item));
            let message = number.map(|number| Message::new("paper-answer-to").with("number", number));
            text.push_str(&message.map_or_else(|| "…".to_owned(), |message| say(self.lang, &message)));
            rest = after;
        }
        text.push_str(rest);
        text
    }

    /// The number of a question; none when nobody is asked it.
    pub(super) fn number(&self, item: &Item) -> Option<usize> {
        self.numbers.get(item.path.as_str()).copied()
    }

    /// Whether the mark of a question that must be answered is set; the paper then explains it.
    pub(super) fn required(&mut self, item: &Item) -> bool {
        let is_marked = item.is_required && self.session.is_none();
        self.has_required |= is_marked;
        is_marked
    }
}

/// Whether a person is asked: neither fixed nor worked out from other answers.
pub(super) fn asks(form: &Form, item: &Item) -> bool {
    item.kind.is_asked() && !item.is_read_only && !form.is_worked_out(item)
}
