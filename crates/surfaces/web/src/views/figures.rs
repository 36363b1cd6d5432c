//! What the screens of figures and reports show.

use crate::frame::Frame;
use crate::parts::{Chart, Control, Empty, Field, Heading, Line, Link, Notice, Quote, Stat, Table};
use askama::Template;

/// Counted figures of a period.
#[derive(Template)]
#[template(path = "dashboard.html")]
pub(crate) struct DashboardPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) filters: Vec<Field>,
    pub(crate) empty: Option<Empty>,
    pub(crate) stats: Vec<Stat>,
    pub(crate) charts: Vec<Chart>,
    pub(crate) csv: Option<String>,
    /// Reports to hand on.
    pub(crate) reports: Vec<Link>,
}

/// "What may I tell others of these figures?"
#[derive(Template)]
#[template(path = "figures_report.html")]
pub(crate) struct FiguresReportPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    /// Where another period or language is asked for.
    pub(crate) address: String,
    pub(crate) filters: Vec<Field>,
    pub(crate) empty: Option<Empty>,
    pub(crate) files: Vec<Link>,
    pub(crate) report_lang: &'static str,
    pub(crate) lead: String,
    pub(crate) sections: Vec<FiguresReportSection>,
    pub(crate) lists: Vec<TextList>,
}

/// A chapter of such a report.
pub(crate) struct FiguresReportSection {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) results: Table,
    pub(crate) charts: Vec<Chart>,
    /// The same splits as tables, which a reader opens one by one.
    pub(crate) tables: Vec<Table>,
}

/// A report as it will be printed, before it is.
#[derive(Template)]
#[template(path = "report.html")]
pub(crate) struct ReportPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) files: Vec<Link>,
    /// What the report still lacks.
    pub(crate) missing: Option<Notice>,
    pub(crate) report_lang: &'static str,
    pub(crate) words: ReportWords,
    pub(crate) summary: String,
    pub(crate) stats: Vec<Stat>,
    pub(crate) charts: Vec<Chart>,
    pub(crate) objectives: Vec<Line>,
    /// Every figure with its target and what it is compared with.
    pub(crate) results: Table,
    /// The rest of the numbers, which a reader opens one by one.
    pub(crate) tables: Vec<Table>,
    pub(crate) quotes: Vec<Quote>,
    pub(crate) lists: Vec<TextList>,
}

/// Headings in the report's language, which may differ from the reader's.
pub(crate) struct ReportWords {
    pub(crate) summary: String,
    pub(crate) objectives: String,
}

/// Sentences under a heading.
pub(crate) struct TextList {
    pub(crate) title: String,
    pub(crate) lines: Vec<String>,
}
