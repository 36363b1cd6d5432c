//! The samples of figures and reports.

use super::{chart, frame, say, sessions, stats, venue_kinds};
use crate::parts::*;
use crate::views::*;
use askama::Template;
use language::{Lang, phrase};

/// Every page of figures by a name, rendered.
pub(super) fn pages(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let p = |key: &str| phrase(lang, key);
    let title = |english: &str, thai: &str| say(lang, english, thai);
    vec![
        (
            "figures",
            DashboardPage {
                frame: frame(lang, p("web-nav-figures"), "/figures"),
                heading: Heading::new(title("How the programme stands", "ภาพรวมโครงการ"))
                    .lead(title("July–December 2019", "กรกฎาคม–ธันวาคม 2562")),
                filters: filters(lang),
                empty: None,
                stats: stats(lang),
                charts: vec![chart(lang), chart(lang)],
                csv: Some("/figures.csv".into()),
                reports: vec![Link::new("/figures/pack/report", title("The centre in figures", "ศูนย์ในตัวเลข"))],
            }
            .render(),
        ),
        (
            "figures-report",
            FiguresReportPage {
                frame: frame(lang, title("The centre in figures", "ศูนย์ในตัวเลข"), "/figures"),
                heading: Heading::new(title("The centre in figures", "ศูนย์ในตัวเลข")),
                address: "/figures/pack/report".into(),
                filters: Vec::new(),
                empty: None,
                files: vec![Link::new("/p.pdf", "PDF"), Link::new("/p.xlsx", "XLSX")],
                report_lang: lang.code(),
                lead: title("For whoever works with the centre.", "สำหรับผู้ทำงานร่วมกับศูนย์"),
                sections: vec![FiguresReportSection {
                    title: title("Who came", "ผู้ที่มา"),
                    text: title("Children by the code of their file.", "นับตามรหัสแฟ้ม"),
                    results: sessions(lang),
                    charts: vec![chart(lang)],
                    tables: vec![sessions(lang)],
                }],
                lists: vec![TextList {
                    title: title("About the numbers", "เกี่ยวกับตัวเลข"), lines: vec!["…".into()]
                }],
            }
            .render(),
        ),
        (
            "report",
            ReportPage {
                frame: frame(lang, title("Half-year report", "รายงานครึ่งปี"), "/projects"),
                heading: Heading::new(title("Half-year report", "รายงานครึ่งปี")),
                files: vec![Link::new("/p.pdf", "PDF"), Link::new("/p.xlsx", "XLSX")],
                missing: Some(Notice::new(Tone::Warn, title("No quotes yet.", "ยังไม่มีคำบอกเล่า"))),
                report_lang: lang.code(),
                words: ReportWords {
                    summary: title("Summary", "สรุป"),
                    objectives: title("Progress against objectives", "ความก้าวหน้า"),
                },
                summary: title("21 sessions reached 3,913 people.", "กิจกรรม 21 ครั้ง ผู้เข้าร่วม 3,913 คน"),
                stats: stats(lang),
                charts: vec![chart(lang)],
                objectives: vec![objective(lang)],
                results: sessions(lang),
                tables: vec![sessions(lang)],
                quotes: vec![quote(lang)],
                lists: vec![TextList {
                    title: title("What we learned", "บทเรียน"), lines: vec!["…".into()]
                }],
            }
            .render(),
        ),
    ]
}

/// What narrows a list.
pub(super) fn filters(lang: Lang) -> Vec<Field> {
    let title = |english: &str, thai: &str| say(lang, english, thai);
    vec![
        Field::new("q", phrase(lang, "web-filter-text"), Control::Text).optional(),
        Field::new("venue_kind", title("Kind of place", "ประเภทสถานที่"), Control::Select(venue_kinds(lang))).optional(),
    ]
}

pub(super) fn quote(lang: Lang) -> Quote {
    let title = |english: &str, thai: &str| say(lang, english, thai);
    Quote {
        text: title("We asked questions we never dared to ask.", "เราได้ถามสิ่งที่ไม่เคยกล้าถาม"),
        who: title("A student in grade 9 (invented)", "นักเรียนชั้น ม.3 (สมมติ)"),
    }
}

pub(super) fn objective(lang: Lang) -> Line {
    let title = |english: &str, thai: &str| say(lang, english, thai);
    Line {
        title: title("Students know how recruiters lure", "นักเรียนรู้ทันกลวิธีชักชวน"),
        text: title("21 of 20 sessions held.", "จัดแล้ว 21 จาก 20 ครั้ง"),
        badge: badge(Tone::Good, title("On track", "ตามแผน")),
        ..Line::default()
    }
}
