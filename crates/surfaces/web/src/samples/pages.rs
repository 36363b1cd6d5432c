//! The samples themselves: every page with its words and numbers.

use super::figures::{filters, objective, quote};
use super::{
    account, cases, chart, controls, figures, form, frame, persons, public, review, say, sessions, stats, unfinished,
    venue_kinds, visitor,
};
use crate::parts::*;
use crate::views::*;
use askama::Template;
use language::{Lang, phrase};

/// Every page by a name, rendered.
pub(super) fn pages(lang: Lang) -> Vec<(&'static str, String)> {
    let p = |key: &str| phrase(lang, key);
    let title = |english: &str, thai: &str| say(lang, english, thai);
    let sessions_title = || title("Outreach sessions", "กิจกรรมรณรงค์");
    let tabs = || {
        vec![
            Tab {
                href: "/records/prevention/outreach-session".into(),
                text: p("web-view-list"),
                icon: "records",
                current: true,
            },
            Tab {
                href: "/records/prevention/outreach-session/calendar".into(),
                text: p("web-view-calendar"),
                icon: "calendar",
                current: false,
            },
            Tab {
                href: "/records/prevention/outreach-session/map".into(),
                text: p("web-view-map"),
                icon: "map",
                current: false,
            },
        ]
    };
    let line = || Line {
        title: "outreach-2019H2.xlsx".into(),
        text: title("21 sessions · yesterday", "21 รายการ · เมื่อวาน"),
        href: "/import/1".into(),
        badge: badge(Tone::Good, p("web-import-state-imported")),
        action: None,
    };
    vec![
        (
            "sign-in",
            SignInPage {
                frame: visitor(lang, p("web-sign-in-title")),
                problems: vec![Problem { id: "f-login".into(), text: phrase(lang, "identity-wrong") }],
                login: Field::new("login", p("web-login"), Control::Text),
                password: Field::new("password", p("web-password"), Control::Password("current-password")),
                takes_reports: true,
                takes_passkeys: true,
                provider: Some(account::at_provider(lang, "web-provider-use")),
                to: "/figures".into(),
            }
            .render(),
        ),
        (
            "welcome",
            WelcomePage {
                frame: visitor(lang, p("web-welcome-title")),
                greeting: title("Welcome, Malee", "สวัสดี คุณมาลี"),
                login: "malee".into(),
                action: "/welcome/token".into(),
                problems: Vec::new(),
                password: Field::new("password", p("web-password-new"), Control::Password("new-password"))
                    .hint(p("web-password-hint")),
                again: Field::new("again", p("web-password-again"), Control::Password("new-password")),
            }
            .render(),
        ),
        (
            "home",
            HomePage {
                frame: frame(lang, p("web-nav-home"), "/"),
                heading: Heading::new(title("Good day, Malee", "สวัสดี คุณมาลี"))
                    .lead(title("Two things need you today.", "วันนี้มี 2 เรื่องที่รอคุณ"))
                    .action(Some(Link::new("/records/new", title("Record an outreach session", "บันทึกกิจกรรมรณรงค์")))),
                tasks: vec![
                    TaskLine {
                        tone: Tone::Bad,
                        title: title(
                            "The agreement with Example School ends in 3 days.",
                            "ข้อตกลงกับโรงเรียนตัวอย่างจะสิ้นสุดใน 3 วัน",
                        ),
                        text: title("25 November 2026", "25 พฤศจิกายน 2569"),
                        actions: vec![Link::new("/x", p("web-open"))],
                    },
                    TaskLine {
                        tone: Tone::Plain,
                        title: title("The half-year report can be made now.", "ทำรายงานครึ่งปีได้แล้ว"),
                        text: String::new(),
                        actions: vec![Link::new("/x", p("web-open"))],
                    },
                ],
                unfinished: unfinished(lang),
                unfinished_lead: p("web-drafts-lead"),
                steps: vec![
                    Step {
                        title: p("web-step-import"),
                        text: p("web-step-import-text"),
                        href: "/import".into(),
                        done: true,
                    },
                    Step {
                        title: p("web-step-people"),
                        text: p("web-step-people-text"),
                        href: "/people".into(),
                        done: false,
                    },
                ],
                stats_title: title("July–December 2019", "กรกฎาคม–ธันวาคม 2562"),
                stats: stats(lang),
                recent: vec![line(), line()],
            }
            .render(),
        ),
        (
            "records",
            RecordsPage {
                unfinished: unfinished(lang),
                unfinished_lead: p("web-drafts-lead"),
                frame: frame(lang, sessions_title(), "/records/prevention/outreach-session"),
                heading: Heading::new(sessions_title())
                    .lead(title("One session of prevention work with the public.", "งานป้องกันกับสาธารณชนแต่ละครั้ง"))
                    .action(Some(Link::new(
                        "/records/prevention/outreach-session/new",
                        title("Record an outreach session", "บันทึกกิจกรรมรณรงค์"),
                    ))),
                tabs: tabs(),
                empty: None,
                action: "/records/prevention/outreach-session".into(),
                filters: filters(lang),
                orders: vec![
                    Choice::new("", "Date: newest first", true),
                    Choice::new("venue", "Place: A–Z, 0–9", false),
                ],
                filtered: true,
                found: title("21 outreach sessions", "กิจกรรมรณรงค์ 21 รายการ"),
                notice: None,
                table: sessions(lang),
                pager: Pager { text: "1–3 / 21".into(), previous: None, next: Some("?page=2".into()) },
                paper: None,
                export: Some(ExportOffer {
                    note: p("web-export-asks"),
                    action: "/records/prevention/outreach-session/export".into(),
                    hidden: vec![("q".into(), "Chiang".into())],
                    asked: vec![Field::new("as-format", p("web-export-format"), Control::One(Vec::new()))],
                }),
            }
            .render(),
        ),
        (
            "records-empty",
            RecordsPage {
                unfinished: unfinished(lang),
                unfinished_lead: p("web-drafts-lead"),
                frame: frame(lang, sessions_title(), "/records/prevention/outreach-session"),
                heading: Heading::new(sessions_title()),
                tabs: tabs(),
                empty: Some(Empty {
                    title: title("No sessions yet", "ยังไม่มีรายการ"),
                    text: title("Here you will see every session.", "กิจกรรมทั้งหมดจะอยู่ที่นี่"),
                    action: Some(Link::new("/import", p("web-nav-import"))),
                }),
                action: String::new(),
                filters: Vec::new(),
                orders: Vec::new(),
                filtered: false,
                found: String::new(),
                notice: None,
                table: Table::default(),
                pager: Pager::default(),
                paper: None,
                export: None,
            }
            .render(),
        ),
        (
            "calendar",
            CalendarPage {
                frame: frame(lang, sessions_title(), "/records/prevention/outreach-session"),
                heading: Heading::new(sessions_title()),
                tabs: tabs(),
                month: title("July 2019", "กรกฎาคม 2562"),
                summary: title("2 sessions", "2 ครั้ง"),
                previous: Link::new("?month=2019-06", title("June", "มิถุนายน")),
                next: Link::new("?month=2019-08", title("August", "สิงหาคม")),
                weekdays: (1..=7).map(|day| (title("Mon", "จ."), format!("{day}"))).collect(),
                weeks: (0..5)
                    .map(|week| {
                        (0..7)
                            .map(|day| CalendarDay {
                                number: week * 7 + day + 1,
                                weekday: title("Mon", "จ."),
                                inside: week * 7 + day < 31,
                                today: week * 7 + day == 9,
                                entries: if (week * 7 + day) % 11 == 3 {
                                    vec![Link::new("/x", title("Ban Pa Sang School · 296", "โรงเรียนบ้านป่าซาง · 296"))]
                                } else {
                                    Vec::new()
                                },
                            })
                            .collect()
                    })
                    .collect(),
            }
            .render(),
        ),
        (
            "map",
            MapPage {
                frame: frame(lang, sessions_title(), "/records/prevention/outreach-session"),
                heading: Heading::new(sessions_title()),
                tabs: tabs(),
                action: "/map".into(),
                filters: filters(lang),
                stats: stats(lang),
                chart: chart(lang),
                places_title: title("By province", "รายจังหวัด"),
                gaps: title("Nan, Phrae, Lampang", "น่าน แพร่ ลำปาง"),
                gaps_text: title("Nothing in these 3 provinces yet.", "ยังไม่มีกิจกรรมใน 3 จังหวัดนี้"),
            }
            .render(),
        ),
        (
            "record",
            RecordPage {
                frame: frame(
                    lang,
                    title("Ban Pa Sang School", "โรงเรียนบ้านป่าซาง"),
                    "/records/prevention/outreach-session",
                ),
                heading: Heading::new(title("Ban Pa Sang School", "โรงเรียนบ้านป่าซาง"))
                    .lead(title("18 December 2019 · Mae Chan, Chiang Rai", "18 ธันวาคม 2562 · แม่จัน เชียงราย"))
                    .under([Link::new("/records/prevention/outreach-session", sessions_title())]),
                notice: Some(Notice::new(Tone::Bad, title("Taken back.", "ถอนแล้ว"))),
                groups: vec![FactGroup {
                    title: String::new(),
                    facts: vec![
                        Fact::new(title("Date", "วันที่"), title("18 December 2019", "18 ธันวาคม 2562")),
                        Fact::new(title("Methods used", "วิธีการที่ใช้"), title("Games, talk", "เกม การพูดคุย")),
                    ],
                }],
                tables: vec![sessions(lang)],
                events: vec![
                    Event {
                        when: title("yesterday", "เมื่อวาน"),
                        exact: "2026-11-21 09:12".into(),
                        title: p("web-event-corrected"),
                        href: String::new(),
                        who: title("Malee Example", "มาลี ตัวอย่าง"),
                        changes: vec![(title("How many people", "จำนวนคน"), "269".into(), "296".into())],
                        note: title("Digits were swapped.", "เขียนตัวเลขสลับกัน"),
                        tone: Tone::Plain,
                    },
                    Event {
                        when: title("3 days ago", "3 วันก่อน"),
                        exact: "2026-11-19 16:40".into(),
                        title: p("web-event-import"),
                        who: title("Malee Example", "มาลี ตัวอย่าง"),
                        ..Event::default()
                    },
                ],
                print: Some("/records/prevention/outreach-session/1/print.pdf".into()),
                correct: Some("/correct".into()),
                take_back: Some("/take-back".into()),
            }
            .render(),
        ),
        (
            "confirm",
            ConfirmPage {
                frame: frame(lang, p("web-record-take-back"), "/x"),
                heading: Heading::new(p("web-take-back-title")).lead(p("web-take-back-lead")),
                problems: Vec::new(),
                facts: vec![Fact::new(
                    title("Where it took place", "สถานที่"),
                    title("Ban Pa Sang School", "โรงเรียนบ้านป่าซาง"),
                )],
                action: "/take-back".into(),
                hidden: vec![("supersedes", "s1".into())],
                asked: vec![Field::new("reason", p("web-take-back-reason"), Control::Area)],
                button: p("web-record-take-back"),
                dangerous: true,
                back: "/x".into(),
            }
            .render(),
        ),
        (
            "kinds",
            LinksPage {
                frame: frame(lang, p("web-nav-records"), "/records"),
                heading: Heading::new(p("web-nav-records")),
                groups: vec![LineGroup { title: title("Activities", "กิจกรรม"), lines: vec![line()] }],
            }
            .render(),
        ),
        ("form", form(lang).render()),
        ("controls", controls(lang).render()),
        ("review", review(lang).render()),
        (
            "saved",
            SavedPage {
                frame: frame(lang, p("web-saved-title"), "/x"),
                title: p("web-saved-title"),
                text: p("web-saved-text"),
                facts: vec![Fact::new("a", "b")],
                next: vec![
                    Link::new("/n", title("Record another", "บันทึกอีกรายการ")),
                    Link::new("/l", p("web-saved-see")),
                ],
            }
            .render(),
        ),
        (
            "imports",
            BringPage {
                words: BringWords::of_imports(lang),
                frame: frame(lang, p("web-nav-import"), "/import"),
                heading: Heading::new(p("web-import-title")).lead(p("web-import-lead")),
                problems: Vec::new(),
                asked: vec![
                    Field::new("kind", p("web-import-kind"), Control::Select(venue_kinds(lang))),
                    Field::new("file", p("web-import-file"), Control::File(".xlsx,.csv"))
                        .hint(p("web-import-file-hint")),
                ],
                earlier: vec![line()],
            }
            .render(),
        ),
        ("import", super::import(lang).render()),
        (
            "projects",
            ProjectsPage {
                frame: frame(lang, p("web-nav-projects"), "/projects"),
                heading: Heading::new(p("web-nav-projects")),
                empty: None,
                lines: vec![line()],
            }
            .render(),
        ),
        (
            "project",
            ProjectPage {
                frame: frame(lang, "THA-ZOE-TTH-P02".into(), "/projects"),
                heading: Heading::new(title("Safe from traffickers", "ปลอดภัยจากการค้ามนุษย์")).lead("THA-ZOE-TTH-P02"),
                report_action: "/projects/x/report".into(),
                report_fields: filters(lang),
                stats_title: title("July–December 2019", "กรกฎาคม–ธันวาคม 2562"),
                stats: stats(lang),
                objectives: vec![objective(lang)],
                tables: vec![sessions(lang)],
                quotes: vec![quote(lang)],
                pictures: vec![Link::new("/picture", title("A bridge over the Kok river", "สะพานข้ามแม่น้ำกก"))],
                facts: vec![Fact::new(title("Donor", "ผู้ให้ทุน"), "Example Donor")],
                links: vec![Link::new("/x", p("web-record-correct"))],
            }
            .render(),
        ),
        (
            "people",
            PeoplePage {
                frame: frame(lang, p("web-nav-people"), "/people"),
                heading: Heading::new(p("web-nav-people")),
                tabs: tabs(),
                link: Some(ShownLink {
                    title: title("Link for Somchai Sample", "ลิงก์สำหรับ สมชาย ตัวอย่าง"),
                    address: "https://saphan.example/welcome/abc".into(),
                }),
                list_title: title("4 people", "4 คน"),
                lines: vec![line()],
                new_title: p("web-people-new"),
                problems: Vec::new(),
                action: "/people".into(),
                asked: filters(lang),
                button: p("web-people-invite"),
            }
            .render(),
        ),
        (
            "device",
            DevicePage {
                frame: frame(lang, p("web-nav-devices"), "/devices"),
                heading: Heading::new(title("Set up “Phone 1”", "ตั้งค่า “โทรศัพท์ 1”")).lead(p("web-device-scan")),
                code: "<svg width=\"320\" height=\"320\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1v1H0z\"/></svg>".into(),
                typed: vec![Fact::new(p("web-device-server"), "https://saphan.example/openrosa")],
                address: "https://saphan.example/openrosa/key/0".into(),
            }
            .render(),
        ),
        (
            "audit",
            AuditPage {
                frame: frame(lang, p("web-nav-audit"), "/audit"),
                heading: Heading::new(p("web-nav-audit")),
                chain: Notice::new(Tone::Good, title("The chain holds: 120 entries.", "ห่วงโซ่ครบถ้วน: 120 รายการ")),
                full: Notice::new(Tone::Plain, p("web-audit-never")),
                filters: filters(lang),
                table: sessions(lang),
                pager: Pager::default(),
            }
            .render(),
        ),
        (
            "article",
            ArticlePage {
                frame: frame(lang, title("How we count", "เรานับอย่างไร"), "/help"),
                heading: Heading::new(title("How we count", "เรานับอย่างไร")),
                standing: Some(Notice::new(Tone::Warn, p("web-article-not-reviewed"))),
                text_lang: lang.code().into(),
                body: "<h2>1</h2><p>…</p>".into(),
            }
            .render(),
        ),
        (
            "problem",
            ProblemPage {
                frame: frame(lang, p("web-problem-internal"), "/x"),
                title: p("web-problem-internal"),
                lines: vec![phrase(lang, "error-internal")],
                next: Link::new("/", p("web-problem-home")),
                reference: "1a2b3c4d".into(),
            }
            .render(),
        ),
    ]
    .into_iter()
    .chain(figures::pages(lang))
    .chain(cases::pages(lang))
    .chain(persons::pages(lang))
    .chain(public::pages(lang))
    .chain(account::pages(lang))
    .map(|(name, page)| (name, page.expect("a sample renders")))
    .collect()
}
