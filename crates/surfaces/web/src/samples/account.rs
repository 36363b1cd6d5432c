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
        ("passkey", passkey(lang).render()),
        ("duress", duress(lang).render()),
        ("onward", onward(lang).render()),
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
        passkeys: Passkeys {
            lines: vec![PasskeyLine {
                name: say(lang, "Blue phone", "โทรศัพท์สีน้ำเงิน"),
                text: language::say(lang, &Message::new("web-devices-seen").with("when", "4/7/2019 09:30")),
                remove: "/account/passkeys/1/remove".into(),
            }],
            add: Some(Link::new("/account/passkeys", p("web-passkey-add"))),
        },
        provider: Some(ProviderStanding {
            title: at_provider(lang, "web-provider-use"),
            text: at_provider(lang, "web-provider-lead"),
            action: Link::new("/account/provider", at_provider(lang, "web-provider-link")),
        }),
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
        unlink: Some(at_provider(lang, "web-provider-unlink")),
    }
}

/// A text that names the identity provider.
pub(super) fn at_provider(lang: Lang, key: &'static str) -> String {
    language::say(lang, &Message::new(key).with("provider", "Example ID"))
}

fn onward(lang: Lang) -> OnwardPage {
    OnwardPage {
        frame: visitor(lang, at_provider(lang, "web-provider-onward")),
        address: "/sign-in/provider/finish?code=1&state=2".into(),
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

fn passkey(lang: Lang) -> PasskeyPage {
    let setup = identity::PasskeySetup {
        challenge: "0011".into(),
        user_id: "1".into(),
        login: "somchai".into(),
        name: "Somchai Sample".into(),
        known: vec!["00ff".into()],
    };
    PasskeyPage {
        frame: frame(lang, phrase(lang, "web-passkey-add"), "/account"),
        heading: Heading::new(phrase(lang, "web-passkey-add")).lead(phrase(lang, "web-passkey-make-lead")),
        setup,
        party: "saphan.example".into(),
        name: "Blue phone".into(),
    }
}

fn duress(lang: Lang) -> DuressPage {
    let field = |name: &str, key: &str| Field::new(name, phrase(lang, key), Control::Password("off"));
    DuressPage {
        frame: frame(lang, phrase(lang, "web-duress-title"), "/account"),
        heading: Heading::new(phrase(lang, "web-duress-title")).lead(phrase(lang, "web-duress-lead")),
        problems: Vec::new(),
        done: Some(Notice::new(Tone::Plain, phrase(lang, "web-duress-is-set"))),
        asked: vec![field("present", "web-account-present"), field("password", "web-duress-new")],
        step: "save",
        button: phrase(lang, "web-duress-save"),
        removing: Some(Field { id: "f-present-remove".into(), ..field("present", "web-account-present") }),
    }
}

fn recovery(lang: Lang) -> RecoveryPage {
    RecoveryPage {
        frame: frame(lang, phrase(lang, "web-code-recovery"), "/account"),
        heading: Heading::new(phrase(lang, "web-code-recovery")).lead(phrase(lang, "web-code-recovery-lead")),
        codes: vec!["ABCD-EFGH-IJKL-MNOP".into(), "QRST-UVWX-YZ23-4567".into()],
    }
}
