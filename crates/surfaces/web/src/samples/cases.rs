//! Samples of the pages of cases.

use super::{frame, say, unfinished};
use crate::parts::*;
use crate::views::*;
use askama::Template;
use language::{Lang, phrase};
use reports::minutes::{Matter, Minutes, Part};

/// The pages of cases by a name, rendered.
pub(super) fn pages(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    vec![
        ("cases", list(lang).render()),
        ("board", board(lang).render()),
        ("load", load(lang).render()),
        ("case", case(lang).render()),
        ("referral", referral(lang).render()),
        ("package", package(lang).render()),
        ("export", export(lang).render()),
        ("meeting-choose", choose(lang).render()),
        ("meeting-agenda", agenda(lang).render()),
        ("meeting-case", in_meeting(lang).render()),
        ("minutes", minutes(lang).render()),
        ("retention", retention(lang).render()),
        ("case-map", map(lang).render()),
    ]
}

fn map(lang: Lang) -> CaseMapPage {
    let p = |key: &str| phrase(lang, key);
    let number = |key: &str| Column::number(p(key));
    let row = |name: String, open: &str| vec![Cell::link(name, "/cases"), Cell::new(open), Cell::new("0")];
    let table = |caption: &str, of: &str, rows| Table {
        caption: p(caption),
        columns: vec![Column::text(p(of)), number("web-cases-open"), number("web-cases-overdue")],
        rows,
    };
    let province = row(say(lang, "Chiang Rai", "เชียงราย"), "9");
    let keeper = row(say(lang, "Demo Centre", "ศูนย์สาธิต"), "12");
    CaseMapPage {
        frame: frame(lang, p("web-cases-title"), "/cases?view=map"),
        heading: Heading::new(p("web-cases-title")).lead(p("web-cases-map-lead")),
        tabs: Vec::new(),
        empty: None,
        chart: Chart {
            title: say(lang, "Most open cases are in Chiang Rai", "แฟ้มที่ดำเนินการอยู่มากที่สุดในเชียงราย"),
            table: table("web-cases-map-table", "web-map-province", vec![province]),
            ..Chart::default()
        },
        keepers: table("web-cases-map-agencies", "web-cases-map-keeper", vec![keeper]),
    }
}

fn retention(lang: Lang) -> RetentionPage {
    let p = |key: &str| phrase(lang, key);
    let tab = |key: &str, icon, current| Tab { href: "/retention".into(), text: p(key), icon, current };
    let kept = |code: &str, waits: String, chosen| KeptCase {
        id: code.into(),
        title: format!("{code} · {}", say(lang, "Identification", "การคัดแยกผู้เสียหาย")),
        days: say(lang, "closed on 13 March 2016 · one record", "ปิดเมื่อ 13 มีนาคม 2559 · 1 บันทึก"),
        why: say(lang, "120 months from 13 March 2016.", "120 เดือนนับจาก 13 มีนาคม 2559"),
        origin: say(lang, "Confidence: medium. Not reviewed by a lawyer.", "ยังไม่ได้ตรวจโดยนักกฎหมาย"),
        badge: badge(Tone::Warn, say(lang, "8 months ago", "8 เดือนที่แล้ว")),
        waits,
        chosen,
    };
    RetentionPage {
        frame: frame(lang, p("web-retention"), "/retention"),
        heading: Heading::new(p("web-retention")).lead(p("web-retention-none-text")),
        tabs: vec![tab("web-retention-over", "calendar", true), tab("web-retention-asked", "people", false)],
        empty: None,
        people: vec![TaskLine {
            tone: Tone::Warn,
            title: "P-0012".into(),
            text: say(
                lang,
                "Asked for by Malee Example: A court or authority ordered it",
                "มาลี ตัวอย่าง เป็นผู้ขอ: ศาลหรือหน่วยงานมีคำสั่ง",
            ),
            actions: vec![Link::new("/persons/1/erase/confirm", p("web-erase-confirm"))],
        }],
        lines: vec![kept("4F2-K7M", String::new(), true), kept("9QX-2BC", p("web-retention-not-alone"), false)],
        all: Some("/retention?all=yes".into()),
        all_chosen: false,
        acts: vec![("ask", p("web-retention-ask")), ("keep", p("web-retention-keep"))],
        pager: Pager::default(),
    }
}

fn list(lang: Lang) -> CasesPage {
    let p = |key: &str| phrase(lang, key);
    let number = |key: &str, value: &str| Stat { label: p(key), value: value.into(), ..Stat::default() };
    let tab = |key: &str, icon, current| Tab { href: "/cases".into(), text: p(key), icon, current };
    CasesPage {
        frame: frame(lang, p("web-cases-title"), "/cases"),
        heading: Heading::new(p("web-cases-title"))
            .lead(p("web-cases-lead"))
            .action(Some(Link::new("/cases/new", p("web-cases-new")))),
        stats: vec![number("web-cases-open", "12"), number("web-cases-overdue", "1"), number("web-cases-closed", "31")],
        code: Some(Field::new("code", phrase(lang, "web-cases-by-code"), Control::Text).optional()),
        waiting: vec![TaskLine {
            tone: Tone::Warn,
            title: say(lang, "Planning conference", "การประชุมวางแผน"),
            text: format!("4F2-K7M · {}", p("web-waiting-decide")),
            actions: vec![Link::new("/cases/1", p("web-open"))],
        }],
        more_waiting: Some(Link::new("/cases?waits=reader", p("web-waiting-all"))),
        acts: vec![Link::new("/cases/meeting", p("web-meeting-prepare"))],
        tabs: vec![
            tab("web-cases-list", "case", true),
            tab("web-cases-own", "person", false),
            tab("web-cases-closed", "done", false),
        ],
        empty: None,
        lines: vec![Line {
            title: format!("4F2-K7M · {}", say(lang, "Child advocacy", "ศูนย์พิทักษ์เด็ก")),
            text: say(lang, "Preparing · Malee Example", "เตรียมการ · มาลี ตัวอย่าง"),
            href: "/cases/1".into(),
            badge: badge(Tone::Bad, say(lang, "3 days late", "เกินกำหนด 3 วัน")),
            action: None,
        }],
        pager: Pager::default(),
    }
}

fn board(lang: Lang) -> BoardPage {
    let p = |key: &str| phrase(lang, key);
    let card = |code: &str| Line {
        title: code.into(),
        text: say(lang, "Malee Example", "มาลี ตัวอย่าง"),
        href: "/cases/1".into(),
        badge: badge(Tone::Bad, say(lang, "3 days late", "เกินกำหนด 3 วัน")),
        action: None,
    };
    let column = |id: &str, title: String, cards: Vec<Line>| BoardState {
        id: format!("state-{id}"),
        title,
        count: "3".into(),
        overdue: badge(Tone::Bad, p("web-cases-overdue")),
        all: Some(Link::new("/cases?state=received", p("web-cases-all"))),
        cards,
    };
    BoardPage {
        frame: frame(lang, p("web-cases-title"), "/cases"),
        heading: Heading::new(p("web-cases-title")).lead(p("web-board-lead")),
        tabs: vec![Tab {
            href: "/cases?view=board".into(),
            text: p("web-cases-board"),
            icon: "figures",
            current: true,
        }],
        kinds: vec![
            (Link::new("/cases?view=board&pack=a", say(lang, "Child advocacy (3)", "ศูนย์พิทักษ์เด็ก (3)")), true),
            (Link::new("/cases?view=board&pack=b", say(lang, "Identification (0)", "คัดแยก (0)")), false),
        ],
        empty: None,
        columns: vec![
            column("received", say(lang, "Received", "รับเรื่องแล้ว"), vec![card("4F2-K7M"), card("9QX-2AB")]),
            column("preparing", say(lang, "Preparing", "เตรียมการ"), Vec::new()),
        ],
    }
}

fn load(lang: Lang) -> LoadPage {
    let p = |key: &str| phrase(lang, key);
    let row = |name: String, overdue: &str| {
        vec![Cell::new(name), Cell::link("12", "/cases?owner=p1"), Cell::new(overdue), Cell::new("1")]
    };
    LoadPage {
        frame: frame(lang, p("web-load-title"), "/cases"),
        heading: Heading::new(p("web-load-title")).lead(p("web-load-lead")),
        tabs: Vec::new(),
        empty: None,
        table: Table {
            caption: p("web-load-title"),
            columns: vec![
                Column::text(p("web-case-person")),
                Column::number(p("web-cases-open")),
                Column::number(p("web-cases-overdue")),
                Column::number(p("web-load-waiting")),
            ],
            rows: vec![row(p("web-load-nobody"), "2"), row(say(lang, "Malee Example", "มาลี ตัวอย่าง"), "0")],
        },
    }
}

fn choose(lang: Lang) -> ChooseCasesPage {
    let p = |key: &str| phrase(lang, key);
    let choices = vec![Choice::new("1", say(lang, "4F2-K7M · Child advocacy", "4F2-K7M · ศูนย์พิทักษ์เด็ก"), true)];
    ChooseCasesPage {
        frame: frame(lang, p("web-meeting-prepare"), "/cases"),
        heading: Heading::new(p("web-meeting-prepare")).lead(p("web-meeting-none-text")),
        empty: None,
        asked: vec![Field::new("case", p("web-meeting-awaited"), Control::Many(choices)).filter()],
    }
}

fn agenda(lang: Lang) -> AgendaPage {
    let p = |key: &str| phrase(lang, key);
    AgendaPage {
        frame: frame(lang, p("web-meeting-title"), "/cases"),
        heading: Heading::new(p("web-meeting-title")).action(Some(Link::new("/cases", p("web-meeting-begin")))),
        lines: list(lang).lines,
        minutes: Link::new("/cases/meeting/minutes?case=1", p("web-minutes-to")),
        choose: Link::new("/cases/meeting", p("web-meeting-choose")),
    }
}

fn in_meeting(lang: Lang) -> CaseInMeetingPage {
    let p = |key: &str| phrase(lang, key);
    let whole = case(lang);
    CaseInMeetingPage {
        frame: frame(lang, "4F2-K7M".into(), "/cases"),
        heading: whole.heading.action(Some(Link::new("/cases", p("web-meeting-next")))),
        before: Some(Link::new("/cases", p("web-meeting-before"))),
        open: Link::new("/cases/1", p("web-meeting-open")),
        conferences: whole.tasks,
        said: vec![Fact::new(say(lang, "Demo Hospital", "โรงพยาบาลสาธิต"), say(lang, "Interview", "สัมภาษณ์"))],
        today: vec![say(lang, "Moved to: Preparing", "ย้ายไป: เตรียมการ")],
        steps: whole.consents,
        clocks: whole.clocks,
    }
}

fn minutes(lang: Lang) -> MinutesPage {
    let p = |key: &str| phrase(lang, key);
    let part = |title: &str, lines| Part { title: p(title), lines, none: p("web-meeting-steps-none") };
    let step = (say(lang, "Make the safety plan", "จัดทำแผนความปลอดภัย"), say(lang, "until 3 March", "ภายใน 3 มีนาคม"));
    let matter = Matter {
        title: format!("4F2-K7M · {}", say(lang, "Child advocacy", "ศูนย์พิทักษ์เด็ก")),
        lead: say(lang, "Preparing", "เตรียมการ"),
        parts: vec![part("web-meeting-steps", vec![step]), part("web-meeting-today", Vec::new())],
    };
    let facts = vec![(p("web-minutes-agency"), say(lang, "Example Foundation", "มูลนิธิตัวอย่าง"))];
    MinutesPage {
        frame: frame(lang, p("web-minutes-to"), "/cases"),
        heading: Heading::new(p("web-minutes-to")).lead(p("web-minutes-lead")),
        facts: facts.iter().map(|(label, value)| Fact::new(label, value)).collect(),
        minutes: Minutes {
            lang,
            title: p("web-minutes-to"),
            confidential: p("web-minutes-confidential"),
            facts,
            matters: vec![matter],
        },
    }
}

fn referral(lang: Lang) -> ReferralPage {
    let p = |key: &str| phrase(lang, key);
    let title = format!("{} · {}", p("referral-service-shelter"), say(lang, "Example Foundation", "มูลนิธิตัวอย่าง"));
    ReferralPage {
        frame: frame(lang, title.clone(), "/referrals"),
        heading: Heading::new(title)
            .lead(p("web-referral-asked"))
            .under([Link::new("/referrals", p("web-referrals"))])
            .action(Some(Link::new("/referrals/1/accept", p("web-referral-accept")))),
        facts: vec![Fact::new(p("web-referral-code"), "7K3-9QF")],
        records: vec![Line {
            title: say(lang, "First screening", "การคัดกรองเบื้องต้น"),
            href: "/referrals/1/records/1".into(),
            ..Line::default()
        }],
        other: Some(Link::new("/referrals/1/reject", p("web-referral-reject"))),
    }
}

fn package(lang: Lang) -> PackagePage {
    let p = |key: &str| phrase(lang, key);
    let facts = vec![Fact::new(p("web-package-code"), "7K3-9QF")];
    PackagePage {
        frame: frame(lang, p("web-package"), "/cases"),
        heading: Heading::new(p("web-package")).lead(p("web-package-lead")),
        facts: facts.clone(),
        groups: vec![(
            FactGroup {
                title: say(lang, "First screening", "การคัดกรองเบื้องต้น"), facts
            },
            Vec::new(),
        )],
        files: "1".into(),
        passphrase: "lusab-babad-gutih-tugad-lusab-babad".into(),
        left: 1,
        too_large: None,
        action: "/cases/1/package/1".into(),
        hidden: vec![("mark", "m".into()), ("secret", "s".into())],
        name: "7K3-9QF.age".into(),
        back: "/cases/1".into(),
    }
}

fn export(lang: Lang) -> ExportPage {
    let p = |key: &str| phrase(lang, key);
    ExportPage {
        frame: frame(lang, p("web-export-purpose-title"), "/records"),
        heading: Heading::new(p("web-export-purpose-title")),
        problems: Vec::new(),
        facts: vec![Fact::new(p("web-export-rows"), "12")],
        action: "/records/a/b/export".into(),
        hidden: vec![("as-format".into(), "xlsx".into())],
        asked: vec![Field::new("as-told", p("web-purpose-told"), Control::Text)],
        back: "/records/a/b".into(),
    }
}

fn case(lang: Lang) -> CasePage {
    let p = |key: &str| phrase(lang, key);
    let at = |of: &str| format!("/cases/1/{of}");
    CasePage {
        frame: frame(lang, "4F2-K7M".into(), "/cases"),
        heading: Heading::new(format!("4F2-K7M · {}", say(lang, "Child advocacy", "ศูนย์พิทักษ์เด็ก")))
            .lead(say(lang, "Preparing", "เตรียมการ"))
            .under([Link::new("/cases", p("web-cases-title"))]),
        notices: vec![Notice::new(Tone::Good, p("web-case-ended"))],
        tasks: vec![TaskLine {
            tone: Tone::Warn,
            title: say(lang, "Planning conference", "การประชุมวางแผน"),
            text: p("web-case-conference-text"),
            actions: vec![
                Link::new(at("conference/planning"), p("web-case-decide")),
                Link::new(at("invite"), p("web-case-invite")),
            ],
        }],
        unfinished: unfinished(lang),
        unfinished_lead: p("web-drafts-lead"),
        clocks: vec![ClockLine {
            title: say(lang, "Protection without a court", "การคุ้มครองโดยยังไม่มีคำสั่งศาล"),
            why: say(lang, "Due 14 March: 7 days after 7 March.", "ครบกำหนด 14 มีนาคม: 7 วันนับจาก 7 มีนาคม"),
            origin: say(lang, "Source: an example. Not reviewed.", "ที่มา: ตัวอย่าง ยังไม่ได้ตรวจ"),
            badge: badge(Tone::Warn, say(lang, "in 2 days", "อีก 2 วัน")),
        }],
        clocks_to_come: vec![ClockLine {
            title: say(lang, "Protection by the court", "การคุ้มครองตามคำสั่งศาล"),
            why: String::new(),
            origin: say(lang, "Source: an example. Not reviewed.", "ที่มา: ตัวอย่าง ยังไม่ได้ตรวจ"),
            badge: badge(Tone::Plain, p("casework-clock-waiting")),
        }],
        decided: vec![Fact::new(say(lang, "Planning conference", "การประชุมวางแผน"), say(lang, "Interview", "สัมภาษณ์"))],
        forms: vec![Link::new(
            "/records/child-advocacy/safety-plan/new?case=1",
            say(lang, "Safety plan", "แผนความปลอดภัย"),
        )],
        keeps: true,
        consents: vec![Line {
            title: say(lang, "Demo Hospital", "โรงพยาบาลสาธิต"),
            text: say(lang, "7 March 2026", "7 มีนาคม 2569"),
            badge: badge(Tone::Good, p("web-consent-holds")),
            action: Some(Link::new(at("withdraw/3"), p("web-consent-withdraw"))),
            ..Line::default()
        }],
        note_consent: Some(at("consent")),
        referrals: Some(vec![Line {
            title: p("referral-service-shelter"),
            text: say(lang, "Demo Hospital", "โรงพยาบาลสาธิต"),
            badge: badge(Tone::Warn, p("web-referral-asked")),
            action: Some(Link::new(at("refer-revoke/1"), p("web-referral-revoke"))),
            ..Line::default()
        }]),
        refer: Some(at("refer")),
        from_this: vec![Link::new("/records/reports-triage/tip/new?case=1", say(lang, "Report", "การแจ้งเรื่อง"))],
        people: Some(vec![Line {
            title: say(lang, "The child", "เด็ก"),
            text: "P-0012".into(),
            href: "/persons/1".into(),
            badge: None,
            action: Some(Link::new("/cases/1/people/1/end", p("web-case-person-end"))),
        }]),
        add_person: Some(Link::new("/persons?case=1", p("web-case-person-add"))),
        members: vec![Line {
            title: say(lang, "Example Foundation", "มูลนิธิตัวอย่าง"),
            text: p("agency-kind-keeper"),
            action: Some(Link::new(at("end/2"), p("web-case-end"))),
            ..Line::default()
        }],
        acts: vec![Link::new(at("invite"), p("web-case-invite")), Link::new(at("assign"), p("web-case-assign"))],
        events: vec![Event {
            when: say(lang, "yesterday", "เมื่อวาน"),
            exact: "2026-11-21".into(),
            title: say(lang, "Sent: Referral to the centre", "ส่งแบบฟอร์ม: การส่งต่อเข้าศูนย์"),
            href: at("records/1"),
            who: say(lang, "Malee Example", "มาลี ตัวอย่าง"),
            ..Event::default()
        }],
    }
}
