//! Samples of the pages for people who do not sign in.

use super::visitor;
use crate::parts::*;
use crate::views::*;
use askama::Template;
use language::{Lang, phrase};

/// The pages by a name, rendered.
pub(super) fn pages(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let p = |key: &str| phrase(lang, key);
    let page = PublicPage {
        frame: visitor(lang, p("web-public-title")),
        title: p("web-public-title"),
        lead: p("web-public-lead"),
        calls: vec![("1300", p("web-public-call-1300"))],
        code: "0123 4567 89AB CDEF".into(),
        told: vec![p("web-public-received")],
        problems: Vec::new(),
        action: "/report",
        hidden: vec![("key", "k".into())],
        asked: vec![Field::new("told", p("web-public-told"), Control::Area)],
        button: p("web-public-send"),
        audience: vec![
            ("/report", p("web-public-for-all"), true),
            ("/report/child", p("web-public-for-children"), false),
        ],
        back: String::new(),
        calls_source: None,
        other: Some(("/report/code", p("web-public-have-code"))),
    };
    vec![("public-report", page.render())]
}
