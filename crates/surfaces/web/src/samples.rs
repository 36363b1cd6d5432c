//! One sample of every page, filled as a handler would: tests render each in every language and hold the markup to the house's
//! rules. With `SAPHAN_PAGES=<folder>` they are also written there, to be looked at. People and numbers are invented.

mod account;
mod cases;
mod figures;
mod pages;
mod persons;
mod public;

use crate::asked::*;
use crate::frame::{Frame, NavItem, Reader};
use crate::parts::*;
use crate::views::*;
use language::{Lang, Text, phrase};
use pages::pages;

/// English, else Thai for the other languages: content, unlike the interface, is not translated further.
fn say(lang: Lang, english: &str, thai: &str) -> String {
    Text::new(english).with(Lang::Th, thai).get(lang).to_owned()
}

fn frame(lang: Lang, title: String, current: &str) -> Frame {
    let item = |href: &str, key: &str, icon: &'static str, desk_only: bool| NavItem {
        href: href.to_owned(),
        text: phrase(lang, key),
        icon,
        current: href == current,
        desk_only,
    };
    let sessions = NavItem {
        text: say(lang, "Outreach sessions", "กิจกรรมรณรงค์"),
        ..item("/records/prevention/outreach-session", "", "calendar", false)
    };
    Frame {
        lang,
        title,
        here: current.to_owned(),
        reader: Some(Reader {
            name: say(lang, "Malee Example", "มาลี ตัวอย่าง"),
            role: phrase(lang, "role-coordinator"),
            agency: say(lang, "Example Foundation", "มูลนิธิตัวอย่าง"),
            has_account: true,
        }),
        nav: vec![
            item("/", "web-nav-home", "home", false),
            sessions,
            item("/records", "web-nav-records", "records", true),
            item("/figures", "web-nav-figures", "figures", false),
            item("/projects", "web-nav-projects", "projects", false),
            item("/import", "web-nav-import", "import", true),
            item("/people", "web-nav-people", "people", true),
            item("/audit", "web-nav-audit", "audit", true),
            item("/help", "web-nav-help", "help", true),
            item("/more", "web-nav-more", "more", false),
        ],
        csrf: "token".into(),
        notice: None,
    }
}

fn visitor(lang: Lang, title: String) -> Frame {
    Frame { reader: None, nav: Vec::new(), here: "/sign-in".into(), ..frame(lang, title, "") }
}

fn unfinished(lang: Lang) -> Vec<UnfinishedLine> {
    let title = say(lang, "Outreach session", "กิจกรรมรณรงค์");
    let text = phrase(lang, "web-draft-closed");
    vec![
        UnfinishedLine {
            title: title.clone(),
            text: say(lang, "Last changed 4 July", "แก้ไขล่าสุด 4 กรกฎาคม"),
            resume: "/drafts/1".into(),
            discard: "/drafts/1/discard".into(),
        },
        UnfinishedLine { title, text, resume: String::new(), discard: "/drafts/2/discard".into() },
    ]
}

fn venue_kinds(lang: Lang) -> Vec<Choice> {
    [
        ("school", "School or college", "โรงเรียนหรือสถานศึกษา"),
        ("village", "Village", "หมู่บ้าน"),
        ("expo", "Exhibition or public event", "นิทรรศการหรืองานสาธารณะ"),
    ]
    .into_iter()
    .map(|(value, en, th)| Choice::new(value, say(lang, en, th), value == "school"))
    .collect()
}

fn sessions(lang: Lang) -> Table {
    let rows = [
        ("18 December 2019", "18 ธันวาคม 2562", "Ban Pa Sang School", "โรงเรียนบ้านป่าซาง", "Chiang Rai", "เชียงราย", "296"),
        (
            "12 November 2019",
            "12 พฤศจิกายน 2562",
            "Khong Chiam Wittaya School",
            "โรงเรียนโขงเจียมวิทยา",
            "Ubon Ratchathani",
            "อุบลราชธานี",
            "240",
        ),
        ("4 July 2019", "4 กรกฎาคม 2562", "Mae Sai town hall", "ศาลาประชาคมแม่สาย", "Chiang Rai", "เชียงราย", "57"),
    ];
    Table {
        caption: say(lang, "Outreach sessions", "กิจกรรมรณรงค์"),
        columns: vec![
            Column::text(say(lang, "Date", "วันที่")),
            Column::text(say(lang, "Where it took place", "สถานที่")),
            Column::text(say(lang, "Province", "จังหวัด")),
            Column::number(say(lang, "People who took part", "จำนวนผู้เข้าร่วม")),
        ],
        rows: rows
            .into_iter()
            .map(|(en_date, th_date, en, th, en_province, th_province, count)| {
                vec![
                    Cell::link(say(lang, en_date, th_date), "/records/prevention/outreach-session/1"),
                    Cell::new(say(lang, en, th)),
                    Cell::new(say(lang, en_province, th_province)),
                    Cell::new(count),
                ]
            })
            .collect(),
    }
}

fn stats(lang: Lang) -> Vec<Stat> {
    vec![
        Stat {
            label: say(lang, "People reached by outreach", "ผู้เข้าร่วมกิจกรรมรณรงค์"),
            value: "3,913".into(),
            unit: say(lang, "attendances", "คน-ครั้ง"),
            compare: say(lang, "2,104 in January–June 2019", "ม.ค.–มิ.ย. 2562: 2,104"),
            target: Some(Target {
                text: say(lang, "98% of 4,000", "98% ของ 4,000"), percent: 98, reached: false
            }),
            href: None,
        },
        Stat {
            label: say(lang, "Outreach sessions held", "จำนวนครั้งที่จัดกิจกรรมรณรงค์"),
            value: "21".into(),
            unit: say(lang, "sessions", "ครั้ง"),
            target: Some(Target { text: say(lang, "105% of 20", "105% ของ 20"), percent: 100, reached: true }),
            ..Stat::default()
        },
        Stat {
            label: say(lang, "Provinces reached", "จังหวัดที่ทำงาน"), value: "4".into(), ..Stat::default()
        },
    ]
}

fn chart(lang: Lang) -> Chart {
    Chart {
        title: say(lang, "Chiang Rai reached most; Nan not yet", "เชียงรายเข้าถึงมากที่สุด น่านยังไม่มี"),
        svg: r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 80" role="img" aria-label="bars"><rect class="c-1" x="90" y="8" width="220" height="24" fill="#0a5a60"/><rect class="c-1" x="90" y="44" width="90" height="24" fill="#0a5a60"/></svg>"##.into(),
        wide: String::new(),
        table: sessions(lang),
        note: String::new(),
        full: false,
    }
}

fn question(name: &str, label: String, control: Control) -> Item {
    Item::Ask(Box::new(Field::new(name, label, control)))
}

fn form(lang: Lang) -> FormPage {
    let mut date = Field::new("/date", say(lang, "Date", "วันที่"), Control::Date).value("2019-07-04");
    date.understood = say(lang, "Thursday, 4 July 2019", "วันพฤหัสบดีที่ 4 กรกฎาคม 2562");
    let mut venue = Field::new("/venue", say(lang, "Where it took place", "สถานที่"), Control::Text).hint(say(
        lang,
        "Name of the school, village or place.",
        "ชื่อโรงเรียน หมู่บ้าน หรือสถานที่",
    ));
    venue.problem = say(lang, "Enter where it took place.", "โปรดระบุสถานที่");
    venue.why = say(lang, "So that two sessions on one day are told apart.", "เพื่อแยกกิจกรรมสองครั้งที่จัดในวันเดียวกัน");
    let row = |number: u8| RowItems {
        path: format!("/attendance[{number}]"),
        title: format!("{} {number}", say(lang, "Who took part", "ผู้เข้าร่วม")),
        remove: format!("{} {number}", say(lang, "Remove", "ลบ")),
        items: vec![
            question(
                &format!("/attendance[{number}]/participant_kind"),
                say(lang, "Kind of participant", "ประเภทผู้เข้าร่วม"),
                Control::Select(vec![Choice::new("students", say(lang, "Students", "นักเรียน"), true)]),
            ),
            question(
                &format!("/attendance[{number}]/count"),
                say(lang, "How many people", "จำนวนคน"),
                Control::Number(false),
            ),
        ],
    };
    FormPage {
        heading: Heading::new(say(lang, "New outreach session", "บันทึกกิจกรรมรณรงค์"))
            .under([Link::new("/records", phrase(lang, "web-nav-records"))]),
        frame: frame(
            lang,
            say(lang, "New outreach session", "บันทึกกิจกรรมรณรงค์"),
            "/records/prevention/outreach-session/new",
        ),
        action: "/records/prevention/outreach-session/new".into(),
        has_files: false,
        submission: "0198-sample".into(),
        supersedes: "earlier".into(),
        about: vec![("case", "1".into())],
        gone: Vec::new(),
        problems: vec![Problem { id: venue.id.clone(), text: venue.problem.clone() }],
        sections: vec![
            Section {
                id: "s-1".into(),
                title: say(lang, "The session", "กิจกรรม"),
                number: 1,
                of: 2,
                is_current: true,
                progress: say(lang, "2 of 3", "2 จาก 3"),
                items: vec![
                    Item::Ask(Box::new(date)),
                    Item::Ask(Box::new(venue)),
                    question("/venue_kind", say(lang, "Kind of place", "ประเภทสถานที่"), Control::One(venue_kinds(lang))),
                    question("/methods", say(lang, "Methods used", "วิธีการที่ใช้"), Control::Many(venue_kinds(lang))),
                    question("/notes", say(lang, "Notes", "หมายเหตุ"), Control::Area),
                    Item::Say(say(lang, "Write no names here.", "โปรดอย่าเขียนชื่อบุคคล")),
                ],
                ..Section::default()
            },
            Section {
                id: "s-2".into(),
                title: say(lang, "Who took part", "ผู้เข้าร่วม"),
                number: 2,
                of: 2,
                items: vec![Item::Show(Fact::new(say(lang, "People who took part", "จำนวนผู้เข้าร่วม"), "296"))],
                rows: Some(Rows {
                    id: "rows-1".into(),
                    path: "/attendance".into(),
                    rows: vec![row(1), row(2)],
                    add: say(lang, "Add participants", "เพิ่มผู้เข้าร่วม"),
                    may_change: true,
                }),
                ..Section::default()
            },
        ],
        carried: None,
        left: String::new(),
        came_back: true,
        kept: KeptLine { text: phrase(lang, "web-form-kept"), is_kept: false, may_wait: true },
        back: "/records/prevention/outreach-session".into(),
    }
}

/// A form with what only forms ask for.
fn controls(lang: Lang) -> FormPage {
    let asked = |name: &str, label: String, asked: Asked| question(name, label, Control::Asked(Box::new(asked)));
    let upload = Upload {
        accept: "image/png",
        capture: "user",
        draws: Draws::Blank,
        is_picture: true,
        too_large: say(lang, "Too large", "ใหญ่เกินไป"),
        most: 1_000,
    };
    let mut kept = Field::new(
        "/kept",
        say(lang, "A letter", "จดหมาย"),
        Control::Asked(Box::new(Asked::Upload(Upload { draws: Draws::No, is_picture: false, ..upload.clone() }))),
    )
    .value("abc");
    kept.problem = say(lang, "Not a letter.", "ไม่ใช่จดหมาย");
    let points =
        Points {
            lines: "18.79 98.98\n18.80 98.98".into(), count: say(lang, "2 points", "2 จุด"), ..Points::default()
        };
    let slide = Slide { least: "0".into(), greatest: "10".into(), step: "1".into() };
    let order = |is_answered: bool| Asked::Order(Order { choices: venue_kinds(lang), is_answered });
    let items = vec![
        asked("/sign", say(lang, "Sign here", "ลงชื่อ"), Asked::Upload(upload)),
        Item::Ask(Box::new(kept)),
        asked("/here", say(lang, "Where are you?", "คุณอยู่ที่ไหน"), Asked::Point(Point::default())),
        asked("/way", say(lang, "Which way?", "ทางไหน"), Asked::Points(points)),
        asked("/order", say(lang, "What matters most?", "อะไรสำคัญที่สุด"), order(false)),
        asked("/ordered", say(lang, "And now?", "แล้วตอนนี้ล่ะ"), order(true)),
        asked("/code", say(lang, "The code", "รหัส"), Asked::Code),
        asked("/sure", say(lang, "How sure?", "แน่ใจแค่ไหน"), Asked::Slide(slide)),
        asked("/found", say(lang, "Which one?", "อันไหน"), Asked::Find(venue_kinds(lang))),
        asked("/agree", say(lang, "Do you agree?", "เห็นด้วยไหม"), Asked::Scale(venue_kinds(lang))),
        asked("/month", say(lang, "Which month?", "เดือนใด"), Asked::Part("month")),
    ];
    let section = Section { id: "s-1".into(), items, number: 1, of: 1, is_current: true, ..Section::default() };
    FormPage { has_files: true, supersedes: String::new(), problems: Vec::new(), sections: vec![section], ..form(lang) }
}

/// What a correction changes.
fn review(lang: Lang) -> ReviewPage {
    let address = "/records/prevention/outreach-session/1";
    ReviewPage {
        frame: frame(lang, phrase(lang, "web-review-title"), "/x"),
        heading: Heading::new(phrase(lang, "web-review-title")).lead(phrase(lang, "web-form-correct-lead")),
        notices: Vec::new(),
        action: format!("{address}/correct"),
        hidden: vec![("/venue".into(), "Example School".into())],
        changes: vec![(
            say(lang, "Where it took place", "สถานที่"),
            say(lang, "Example Shcool", "โรงเรียนตัวอยาง"),
            say(lang, "Example School", "โรงเรียนตัวอย่าง"),
        )],
        reason: Field::new("reason", phrase(lang, "web-form-reason"), Control::Area).optional(),
        back: address.into(),
    }
}

fn import(lang: Lang) -> ImportPage {
    ImportPage {
        frame: frame(lang, "outreach-2019H2.xlsx".into(), "/import"),
        heading: Heading::new("outreach-2019H2.xlsx"),
        stats: stats(lang),
        confirm: Some(Confirm {
            action: "/import/1/confirm".into(),
            button: say(lang, "Import 21 sessions", "นำเข้า 21 รายการ"),
            text: phrase(lang, "web-import-nothing-written"),
            leads: false,
            dangerous: false,
        }),
        problems_title: say(lang, "2 problems", "2 ปัญหา"),
        problems: Table {
            caption: say(lang, "Problems", "ปัญหา"),
            columns: vec![
                Column::text(phrase(lang, "web-import-cell")),
                Column::text(phrase(lang, "web-import-problem")),
            ],
            rows: vec![vec![
                Cell::new("C14"),
                Cell {
                    tone: Tone::Bad,
                    note: say(lang, "Write a day such as 4 July 2019.", "เขียนวันที่ เช่น 4 ก.ค. 2562"),
                    ..Cell::new("32 ก.ค. 62")
                },
            ]],
        },
        rows_title: say(lang, "First rows", "แถวแรก ๆ"),
        rows: sessions(lang),
        more_rows_title: say(lang, "Show 3 more rows", "ดูอีก 3 แถว"),
        more_rows: sessions(lang),
        left_out_title: say(lang, "3 rows are not sessions", "3 แถวไม่ใช่กิจกรรม"),
        left_out: sessions(lang),
        missing: Some(Notice {
            lines: vec![say(lang, "Province", "จังหวัด")],
            ..Notice::new(Tone::Bad, say(lang, "One question has no column", "มีหนึ่งคำถามที่ยังไม่มีคอลัมน์"))
        }),
        mapping_action: "/import/1/mapping".into(),
        mapping: vec![MappedColumn {
            id: "m-1".into(),
            name: "c0".into(),
            heading: "วัน/เดือน/ปี".into(),
            sheet: "2562".into(),
            samples: vec!["4 ก.ค. 62".into(), "18 ธ.ค. 62".into()],
            note: phrase(lang, "web-import-unmapped"),
            choices: venue_kinds(lang),
        }],
    }
}

#[test]
fn every_page_keeps_the_house_rules_in_every_language() {
    for lang in Lang::ALL {
        for (name, html) in pages(lang) {
            let count = |needle: &str| html.matches(needle).count();
            let place = format!("{name} in {lang}");
            assert_eq!(count("<h1"), 1, "one heading: {place}");
            assert_eq!(count(" style="), 0, "no inline style: {place}");
            assert!(!has_event_attribute(&html), "no inline script: {place}");
            assert_eq!(count("<script"), count("<script src="), "no inline script: {place}");
            assert_eq!(
                count("method=\"post\""),
                count("name=\"csrf\" value=\"token\""),
                "every form carries the token: {place}"
            );
            assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{place}");
            assert!(
                !html.contains(">web-") && !html.contains("\"web-"),
                "a text is missing: {place}: {:?}",
                html.split("web-").nth(1).map(|rest| &rest[..20])
            );
            assert_eq!(html.contains("class=\"draft\""), lang.is_draft(), "drafts say so: {place}");
            let links = html.split("\"/assets/").skip(1).filter_map(|rest| rest.split('"').next());
            for link in links {
                assert!(link.split('.').count() >= 3, "{link} has no hash, so it is not an asset: {place}");
            }
        }
    }
}

/// Texts that this crate names, in templates and in handlers; keys that are put together from parts are in the second list.
fn named_texts() -> std::collections::BTreeSet<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    let mut names = std::collections::BTreeSet::new();
    let mut folders = vec![std::path::PathBuf::from(format!("{folder}src")), format!("{folder}templates").into()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let text = std::fs::read_to_string(&entry).expect("text");
            let quoted = text.split('"').filter(|part| {
                part.starts_with("web-")
                    && part.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
            });
            names.extend(quoted.filter(|name| !name.ends_with('-')).map(str::to_owned));
        }
    }
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .iter()
        .flat_map(|day| [format!("web-day-{day}"), format!("web-day-{day}-short")]);
    names.extend(days);
    names
}

#[test]
fn every_text_is_there_in_every_language() {
    let names = named_texts();
    assert!(names.len() > 250, "{}", names.len());
    for lang in Lang::ALL {
        let missing: Vec<_> = names.iter().filter(|name| !language::has_phrase(lang, name)).collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
    }
}

#[test]
fn every_colour_of_drawings_has_a_dark_counterpart() {
    let sheet = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../web/saphan.css"))
        .expect("the style sheet");
    let theme = charts::Theme::default();
    let colours = [
        &theme.ink,
        &theme.muted,
        &theme.grid,
        &theme.accent,
        &theme.warm,
        &theme.danger,
        &theme.land,
        &theme.far_land,
        &theme.background,
    ];
    for colour in colours.into_iter().chain(&theme.accent_scale) {
        assert!(sheet.contains(&format!("[fill=\"{colour}\"]")), "{colour}");
    }
}

/// Whether a tag has an attribute such as `onclick`.
fn has_event_attribute(html: &str) -> bool {
    html.split(" on").skip(1).any(|rest| {
        let name: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
        !name.is_empty() && rest[name.len()..].starts_with('=')
    })
}

#[test]
fn ids_are_unique_and_labels_lead_to_fields() {
    for (name, html) in pages(Lang::En) {
        let ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: {ids:?}");
        for target in html.split("<label for=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.contains(&target), "{name}: label for {target}");
        }
    }
}

#[test]
fn samples_can_be_looked_at() {
    let Ok(folder) = std::env::var("SAPHAN_PAGES") else { return };
    for lang in Lang::ALL {
        for (name, html) in pages(lang) {
            std::fs::write(format!("{folder}/{name}.{lang}.html"), html).expect("written");
        }
    }
}
