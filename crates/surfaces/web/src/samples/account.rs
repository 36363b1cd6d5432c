//! Samples of the pages of one's own account.

use super::{frame, say, venue_kinds, visitor};
use crate::parts::*;
use crate::views::*;
use askama::Template;
use language::{Lang, Message, phrase};

/// The pages of one's own account by a name, rendered.
pub(super) fn pages(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    vec![
        ("account", account(lang).render()),
        ("code", code(lang).render()),
        ("factor", factor(lang).render()),
        ("recovery", recovery(lang).render()),
        ("person", person(lang).render()),
    ]
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
        code: CodeStanding {
            badge: badge(Tone::Good, p("web-code-on")),
            text: language::say(lang, &Message::new("web-code-left").with("count", 8_i64)),
            action: Link::new("/account/code/off", p("web-code-turn-off")),
        },
    }
}

/// The same account as whoever keeps it sees it.
fn person(lang: Lang) -> PersonPage {
    let p = |key: &str| phrase(lang, key);
    PersonPage {
        frame: frame(lang, p("web-nav-people"), "/people"),
        heading: Heading::new(say(lang, "Somchai Sample", "สมชาย ตัวอย่าง")),
        facts: vec![Fact::new(p("web-login"), "somchai")],
        own: false,
        action: "/people/1".into(),
        role: Field::new("role", p("web-people-role"), Control::Select(venue_kinds(lang))),
        disabled: false,
        has_code: true,
    }
}

fn code(lang: Lang) -> CodePage {
    CodePage {
        frame: visitor(lang, phrase(lang, "web-code-enter-title")),
        problems: Vec::new(),
        to: "/".into(),
        proof: "0011".into(),
        code: Field::new("code", phrase(lang, "web-code"), Control::Text),
    }
}

fn factor(lang: Lang) -> FactorPage {
    FactorPage {
        frame: frame(lang, phrase(lang, "web-code-set-up"), "/account"),
        heading: Heading::new(phrase(lang, "web-code-set-up")).lead(phrase(lang, "web-code-scan")),
        picture: "<svg viewBox=\"0 0 4 4\" width=\"320\" height=\"320\"></svg>".into(),
        secret: "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567".into(),
        code: Field::new("code", phrase(lang, "web-code"), Control::Text),
    }
}

fn recovery(lang: Lang) -> RecoveryPage {
    RecoveryPage {
        frame: frame(lang, phrase(lang, "web-code-recovery"), "/account"),
        heading: Heading::new(phrase(lang, "web-code-recovery")).lead(phrase(lang, "web-code-recovery-lead")),
        codes: vec!["ABCD-EFGH-IJKL-MNOP".into(), "QRST-UVWX-YZ23-4567".into()],
    }
}
