//! Samples of the pages of people.

use super::{frame, say};
use crate::parts::*;
use crate::views::*;
use askama::Template;
use language::{Lang, phrase};

/// The pages of people by a name, rendered.
pub(super) fn pages(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    vec![
        ("persons", persons(lang).render()),
        ("somebody", somebody(lang).render()),
        ("merge", merge(lang).render()),
        ("alike", alike(lang).render()),
    ]
}

fn name(lang: Lang) -> String {
    say(lang, "Malee Example / มาลี ตัวอย่าง", "มาลี ตัวอย่าง / Malee Example")
}

fn line(lang: Lang) -> Line {
    Line {
        title: name(lang),
        text: format!("P-0012 · {}", phrase(lang, "casework-alike-sound")),
        href: "/persons/1".into(),
        badge: badge(Tone::Warn, phrase(lang, "web-alike-very")),
        action: Some(Link::new("/cases/1/people/1", phrase(lang, "web-alike-choose"))),
    }
}

fn persons(lang: Lang) -> PersonsPage {
    let p = |key: &str| phrase(lang, key);
    PersonsPage {
        frame: frame(lang, p("web-persons-title"), "/persons"),
        heading: Heading::new(p("web-persons-title")).lead(p("web-persons-lead")),
        carried: vec![("case", "1".into())],
        sought: Field::new("q", p("web-persons-q"), Control::Text).hint(p("web-persons-q-hint")),
        found: Some(vec![line(lang)]),
        partly: Some(Notice::new(Tone::Warn, p("web-persons-partly"))),
        nobody: p("web-persons-nobody"),
        record: vec![Link::new("/records/casework/person/new", say(lang, "New person", "บุคคลใหม่"))],
    }
}

fn somebody(lang: Lang) -> SomebodyPage {
    let p = |key: &str| phrase(lang, key);
    let plain =
        |title: String, text: &str, href: &str| Line { title, text: text.into(), href: href.into(), ..Line::default() };
    SomebodyPage {
        frame: frame(lang, name(lang), "/persons"),
        heading: Heading::new(name(lang)).lead("P-0012").under([Link::new("/persons", p("web-persons-title"))]),
        notices: vec![Notice::new(Tone::Plain, p("web-person-stands"))],
        tasks: Vec::new(),
        cases: vec![plain("4F2-K7M".into(), &say(lang, "The child", "เด็ก"), "/cases/1")],
        related: vec![plain(p("casework-relation-parent"), "P-0013", "/persons/2")],
        relate: Some(Link::new("/persons?with=1", p("web-person-relate"))),
        others: vec![plain("P-0044".into(), &name(lang), "/records/casework/person/3")],
        acts: vec![Link::new("/persons?same=1", p("web-person-merge"))],
        facts: vec![Fact::new(say(lang, "Gender", "เพศสภาพ"), say(lang, "Woman or girl", "หญิง"))],
        tables: Vec::new(),
        events: vec![Event {
            when: say(lang, "yesterday", "เมื่อวาน"),
            exact: "2026-11-21".into(),
            title: say(lang, "Recorded as P-0012", "บันทึกเป็น P-0012"),
            ..Event::default()
        }],
    }
}

fn merge(lang: Lang) -> MergePage {
    let p = |key: &str| phrase(lang, key);
    let cells = |row: [String; 3]| row.into_iter().map(Cell::new).collect();
    MergePage {
        frame: frame(lang, p("web-person-merge"), "/persons"),
        heading: Heading::new(p("web-person-merge")).lead(p("web-person-merge-lead")),
        table: Table {
            caption: p("web-person-merge-table"),
            columns: ["web-person-question", "web-person-kept", "web-person-other"]
                .map(|key| Column::text(p(key)))
                .to_vec(),
            rows: vec![cells([p("web-person-names"), name(lang), name(lang)])],
        },
        action: "/persons/1/merge".into(),
        hidden: vec![("tie", "1".into()), ("other", "2".into())],
        button: p("web-person-merge-do"),
        back: "/persons/1".into(),
    }
}

fn alike(lang: Lang) -> AlikePage {
    let p = |key: &str| phrase(lang, key);
    AlikePage {
        frame: frame(lang, p("web-alike-title"), "/records"),
        heading: Heading::new(p("web-alike-title")).lead(p("web-alike-lead")),
        found: vec![line(lang)],
        action: "/records/casework/person/new".into(),
        hidden: vec![("submission".into(), "1".into())],
    }
}
