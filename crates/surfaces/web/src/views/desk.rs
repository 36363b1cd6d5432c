//! The pages of the form desk about one version of a form: what it is and changes, trying it, its translations. Owns what they show.

use crate::frame::Frame;
use crate::parts::{Control, Fact, Field, Heading, Link, Problem, Table};
use askama::Template;
use language::Lang;

/// A version of a form at the desk.
#[derive(Template)]
#[template(path = "version.html")]
pub(crate) struct VersionPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) facts: Vec<Fact>,
    /// What it changes, in a sentence; nothing when no other version was ever used.
    pub(crate) compared: Option<String>,
    pub(crate) changes: Table,
    /// What else can be looked at.
    pub(crate) links: Vec<Link>,
    pub(crate) action: String,
    pub(crate) hidden: Vec<(&'static str, String)>,
    /// What pressing the button does.
    pub(crate) about: String,
    pub(crate) button: String,
    pub(crate) dangerous: bool,
    pub(crate) sharing: Option<Sharing>,
}

/// Which other agencies fill a form in.
pub(crate) struct Sharing {
    pub(crate) asked: Field,
}

/// The texts of a form by language.
#[derive(Template)]
#[template(path = "translations.html")]
pub(crate) struct TranslationsPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) table: Table,
    pub(crate) spreadsheet: String,
    pub(crate) action: String,
    pub(crate) problems: Vec<Problem>,
    pub(crate) asked: Vec<Field>,
}

/// A form before anybody is asked.
#[derive(Template)]
#[template(path = "preview.html")]
pub(crate) struct PreviewPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) phone: String,
    pub(crate) chat: String,
    pub(crate) papers: Vec<(Lang, String)>,
}

/// A form as a chat.
#[derive(Template)]
#[template(path = "chat.html")]
pub(crate) struct ChatPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) action: String,
    /// The answers so far.
    pub(crate) kept: Vec<(String, String)>,
    /// The turns that are over.
    pub(crate) done: String,
    pub(crate) may_go_back: bool,
    pub(crate) said: Vec<ChatTurn>,
    /// What was wrong with the last reply.
    pub(crate) problem: String,
    /// The turn that waits for a reply.
    pub(crate) asked: String,
    pub(crate) is_many: bool,
    /// The type of the line to write in, with what stands in it.
    pub(crate) input: Option<(&'static str, String)>,
    /// Quick replies: what is sent, what is read, whether it is chosen now.
    pub(crate) choices: Vec<(String, String, bool)>,
    /// Where the choices before and after these begin.
    pub(crate) earlier: Option<usize>,
    pub(crate) later: Option<usize>,
}

/// Something said in a chat, and what was answered.
pub(crate) struct ChatTurn {
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) answer: String,
}
