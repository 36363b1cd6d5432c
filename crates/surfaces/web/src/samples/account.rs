//! Samples of the pages of one's own account.

use super::{frame, say};
use crate::parts::*;
use crate::views::*;
use askama::Template;
use language::{Lang, Message, phrase};

/// The pages of one's own account by a name, rendered.
pub(super) fn pages(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    vec![("account", account(lang).render())]
}

fn account(lang: Lang) -> AccountPage {
    let p = |key: &str| phrase(lang, key);
    let session = |day: &str, badge: Option<Badge>| SessionLine {
        since: language::say(lang, &Message::new("web-account-since").with("when", day)),
        seen: language::say(lang, &Message::new("web-devices-seen").with("when", day)),
        badge,
        end: "/account/sessions/1/end".into(),
    };
    AccountPage {
        frame: frame(lang, p("web-account-title"), "/account"),
        heading: Heading::new(p("web-account-title")),
        facts: vec![
            Fact::new(p("web-people-name"), say(lang, "Somchai Sample", "สมชาย ตัวอย่าง")),
            Fact::new(p("web-login"), "somchai"),
        ],
        sessions: vec![
            session("4/7/2019 09:30", badge(Tone::Good, p("web-account-this"))),
            session("3/7/2019 16:05", None),
        ],
    }
}
