//! A form being answered, as its page shows it: steps with their questions and rows, and what is wrong. Owns no rule; which question
//! stands in which step is decided by `pages::form_steps`.

use crate::asked::{Asked, Draws};
use crate::frame::Frame;
use crate::label_media::LabelMedia;
use crate::parts::{Control, Fact, Field, Heading, Notice, Problem};
use askama::Template;
use language::{Message, say};

/// A form being answered. While it is, the whole form is posted to its own address, for relevance and messages.
#[derive(Template)]
#[template(path = "form.html")]
pub(crate) struct FormPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) action: String,
    /// Whether it takes files; then it is not posted while it is answered.
    pub(crate) has_files: bool,
    /// Made before the first try, so that a second press or a retry is the same submission.
    pub(crate) submission: String,
    /// The submission that is corrected; empty for a new record.
    pub(crate) supersedes: String,
    /// In which case it is filled in.
    pub(crate) about: Vec<(&'static str, String)>,
    /// The rows that a correction removed, in turn.
    pub(crate) gone: Vec<String>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) sections: Vec<Section>,
    /// The answers of the parts of a long form that are not shown; nothing for a form that is sent whole.
    pub(crate) carried: Option<Vec<(String, String)>>,
    /// The steps that the person went on from.
    pub(crate) left: String,
    /// Whether it was handed in and came back: then the problems are read first.
    pub(crate) came_back: bool,
    /// What became of keeping what is filled in so far.
    pub(crate) kept: KeptLine,
    pub(crate) back: String,
}

impl FormPage {
    /// The step that a phone shows.
    pub(crate) fn at(&self) -> &str {
        current(&self.sections)
    }

    /// "Step 2 of 5".
    pub(crate) fn step_of(&self, section: &Section) -> String {
        step_of(&self.frame, section)
    }
}

fn step_of(frame: &Frame, section: &Section) -> String {
    say(frame.lang, &Message::new("web-form-step").with("number", section.number).with("of", section.of))
}

fn current(sections: &[Section]) -> &str {
    sections.iter().find(|section| section.is_current).map_or("", |section| &section.id)
}

/// The form alone, for the live round trip.
#[derive(Template)]
#[template(path = "parts/answers.html")]
pub(crate) struct AnswersPart {
    pub(crate) frame: Frame,
    pub(crate) action: String,
    pub(crate) has_files: bool,
    pub(crate) submission: String,
    pub(crate) supersedes: String,
    pub(crate) about: Vec<(&'static str, String)>,
    pub(crate) gone: Vec<String>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) sections: Vec<Section>,
    pub(crate) carried: Option<Vec<(String, String)>>,
    pub(crate) left: String,
    pub(crate) came_back: bool,
    pub(crate) kept: KeptLine,
    pub(crate) back: String,
}

impl AnswersPart {
    /// The step that a phone shows.
    pub(crate) fn at(&self) -> &str {
        current(&self.sections)
    }

    /// "Step 2 of 5".
    pub(crate) fn step_of(&self, section: &Section) -> String {
        step_of(&self.frame, section)
    }
}

impl From<FormPage> for AnswersPart {
    fn from(page: FormPage) -> Self {
        Self {
            frame: page.frame,
            action: page.action,
            has_files: page.has_files,
            submission: page.submission,
            supersedes: page.supersedes,
            about: page.about,
            gone: page.gone,
            problems: page.problems,
            sections: page.sections,
            carried: page.carried,
            left: page.left,
            came_back: page.came_back,
            kept: page.kept,
            back: page.back,
        }
    }
}

/// What a correction changes, before it is saved: each question with what it said and what it says.
#[derive(Template)]
#[template(path = "review.html")]
pub(crate) struct ReviewPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) action: String,
    /// What to know before it is saved: that somebody else changed the record, that the form lost a question.
    pub(crate) notices: Vec<Notice>,
    /// The form as it was sent.
    pub(crate) hidden: Vec<(String, String)>,
    pub(crate) changes: Vec<(String, String, String)>,
    pub(crate) reason: Field,
    pub(crate) back: String,
}

/// Whether what is filled in so far is on the server, in words.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeptLine {
    pub(crate) text: String,
    pub(crate) is_kept: bool,
    /// Whether it can be put off at all: what is only tried cannot.
    pub(crate) may_wait: bool,
}

/// Questions that belong together, or a repeat: on a phone one step of the form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Whether the section before has the same title; then a desk does not repeat it.
    pub(crate) continues: bool,
    /// "2 of 4 answered".
    pub(crate) progress: String,
    pub(crate) items: Vec<Item>,
    pub(crate) rows: Option<Rows>,
    /// Which step it is, from 1.
    pub(crate) number: usize,
    /// How many steps there are.
    pub(crate) of: usize,
    /// Whether it is the one that a phone shows.
    pub(crate) is_current: bool,
    /// Whether the step before it comes from the server, in a form that is sent a part at a time.
    pub(crate) begins_part: bool,
    /// Whether the step after it does.
    pub(crate) ends_part: bool,
}

impl Section {
    /// Its questions, rows included.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &Field> {
        let rows = self.rows.iter().flat_map(|rows| &rows.rows).flat_map(|row| &row.items);
        self.items.iter().chain(rows).filter_map(|item| if let Item::Ask(field) = item { Some(&**field) } else { None })
    }

    /// How many rows its repeats have, those within rows too: each with its path, the outer ones first.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&str, usize)> {
        let own = self.rows.iter().map(|rows| (rows.path.as_str(), rows.rows.len()));
        let items = self.rows.iter().flat_map(|rows| &rows.rows).flat_map(|row| &row.items);
        own.chain(items.filter_map(|item| match item {
            Item::Counted(path, count) => Some((path.as_str(), *count)),
            _ => None,
        }))
    }

    /// Its questions, to be changed.
    pub(crate) fn fields_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        let rows = self.rows.iter_mut().flat_map(|rows| &mut rows.rows).flat_map(|row| &mut row.items);
        let items = self.items.iter_mut().chain(rows);
        items.filter_map(|item| if let Item::Ask(field) = item { Some(&mut **field) } else { None })
    }

    /// Whether something in it has to be corrected.
    pub(crate) fn has_problem(&self) -> bool {
        self.fields().any(|field| !field.problem.is_empty())
    }

    pub(crate) fn is_last(&self) -> bool {
        self.number == self.of
    }
}

/// Something in a section.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// A question.
    Ask(Box<Field>),
    /// The name of a group within the section.
    Head(String),
    /// A note.
    Say(String),
    /// What is shown and played with the note or the group that follows.
    Media(LabelMedia),
    /// A value worked out from the answers.
    Show(Fact),
    /// How many rows a repeat within a row has: its path and their number. They follow, each begun by its head.
    Counted(String, usize),
    /// A row of a repeat within a row begins.
    Row(InnerRow),
    /// The button that adds a row to a repeat within a row.
    Add(AddRow),
}

/// The head of a row of a repeat within a row.
#[derive(Clone, Debug)]
pub(crate) struct InnerRow {
    pub(crate) title: String,
    pub(crate) path: String,
    /// What the button says that removes it; empty when nobody may.
    pub(crate) remove: String,
}

/// The button that adds a row to a repeat within a row.
#[derive(Clone, Debug)]
pub(crate) struct AddRow {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The rows of a repeat.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) rows: Vec<RowItems>,
    /// "Add participants".
    pub(crate) add: String,
    /// Whether rows may be added and removed.
    pub(crate) may_change: bool,
}

/// One row of a repeat.
#[derive(Clone, Debug)]
pub(crate) struct RowItems {
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) remove: String,
    pub(crate) items: Vec<Item>,
}
