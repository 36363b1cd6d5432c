//! What the pages for people who do not sign in show.

use crate::frame::Frame;
use crate::parts::{Control, Field, Problem};
use askama::Template;

/// A page with a question or an answer for somebody who reports something.
#[derive(Template)]
#[template(path = "public.html")]
pub(crate) struct PublicPage {
    pub(crate) frame: Frame,
    pub(crate) title: String,
    pub(crate) lead: String,
    /// Numbers to call in danger: the number and whose it is.
    pub(crate) calls: Vec<(&'static str, String)>,
    /// The code to come back with, just made.
    pub(crate) code: String,
    /// What is told: how far it is, what was answered.
    pub(crate) told: Vec<String>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) action: &'static str,
    pub(crate) hidden: Vec<(&'static str, String)>,
    /// Nothing when there is nothing to send.
    pub(crate) asked: Vec<Field>,
    pub(crate) button: String,
    /// For whom this page is, and for whom else there is one: the address, its words, whether it is this one.
    pub(crate) audience: Vec<(&'static str, String, bool)>,
    /// The words on the button that leads one question back; empty where there is none.
    pub(crate) back: String,
    /// Where numbers to call are from; nothing for what is said on every page.
    pub(crate) calls_source: Option<String>,
    /// Another page: the address and its words.
    pub(crate) other: Option<(&'static str, String)>,
}
