//! What each page shows, as typed values: one struct a template, filled by a handler from what the services returned, or by the
//! samples that tests render. Owns no rule; every text is already in the reader's language.

mod account;
mod answering;
mod cases;
mod desk;
mod figures;
mod lists;
mod meeting;
mod persons;
mod public;

pub(crate) use account::*;
pub(crate) use answering::{
    AddRow, AnswersPart, FormPage, InnerRow, Item, KeptLine, ReviewPage, RowItems, Rows, Section,
};
pub(crate) use cases::{
    BoardPage, BoardState, CaseMapPage, CasePage, CasesPage, ClockLine, KeptCase, LoadPage, PackageFile, PackagePage,
    ReferralPage, RetentionPage,
};
pub(crate) use desk::*;
pub(crate) use figures::*;
pub(crate) use lists::*;
pub(crate) use meeting::{AgendaPage, CaseInMeetingPage, ChooseCasesPage, MinutesPage};
pub(crate) use persons::{AlikePage, MergePage, PersonsPage, SomebodyPage};
pub(crate) use public::PublicPage;

use crate::frame::Frame;
use crate::parts::{
    Badge, Chart, Choice, Control, Empty, Event, Fact, FactGroup, Field, Heading, Line, LineGroup, Link, Notice, Pager,
    Problem, Quote, Stat, Tab, Table, Tone,
};
use askama::Template;
use language::{Lang, phrase};

/// "What needs me today?"
#[derive(Template)]
#[template(path = "home.html")]
pub(crate) struct HomePage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) tasks: Vec<TaskLine>,
    pub(crate) unfinished: Vec<UnfinishedLine>,
    /// How many forms are kept unfinished, and how long.
    pub(crate) unfinished_lead: String,
    pub(crate) steps: Vec<Step>,
    pub(crate) stats_title: String,
    pub(crate) stats: Vec<Stat>,
    pub(crate) recent: Vec<Line>,
}

/// One thing that needs the reader.
pub(crate) struct TaskLine {
    pub(crate) tone: Tone,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) actions: Vec<Link>,
}

/// A form that the reader began and has not sent.
pub(crate) struct UnfinishedLine {
    pub(crate) title: String,
    pub(crate) text: String,
    /// Where it goes on; empty when its form is out of use.
    pub(crate) resume: String,
    pub(crate) discard: String,
}

/// One of the first steps in a new installation.
pub(crate) struct Step {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) href: String,
    pub(crate) done: bool,
}

/// Records of one kind as a list.
#[derive(Template)]
#[template(path = "records.html")]
pub(crate) struct RecordsPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) unfinished: Vec<UnfinishedLine>,
    /// How many forms are kept unfinished, and how long.
    pub(crate) unfinished_lead: String,
    /// Shown instead of everything else while there is no record at all.
    pub(crate) empty: Option<Empty>,
    pub(crate) action: String,
    pub(crate) filters: Vec<Field>,
    /// How the list can be sorted; nothing where it cannot.
    pub(crate) orders: Vec<Choice>,
    pub(crate) filtered: bool,
    pub(crate) found: String,
    /// That the list is not shown from where it was asked for.
    pub(crate) notice: Option<Notice>,
    pub(crate) table: Table,
    pub(crate) pager: Pager,
    /// The blank form on paper, for records that have one.
    pub(crate) paper: Option<String>,
    /// Making a file of what the list holds.
    pub(crate) export: Option<ExportOffer>,
}

/// The form that makes a file of a list.
pub(crate) struct ExportOffer {
    /// What of it is sensitive: left out, or asked for.
    pub(crate) note: String,
    pub(crate) action: String,
    /// What the list is narrowed by.
    pub(crate) hidden: Vec<(String, String)>,
    pub(crate) asked: Vec<Field>,
}

/// What a file with sensitive columns is for.
#[derive(Template)]
#[template(path = "export.html")]
pub(crate) struct ExportPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) problems: Vec<Problem>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) action: String,
    /// What was chosen before.
    pub(crate) hidden: Vec<(String, String)>,
    pub(crate) asked: Vec<Field>,
    pub(crate) back: String,
}

/// Records of one kind on the days of a month.
#[derive(Template)]
#[template(path = "calendar.html")]
pub(crate) struct CalendarPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) month: String,
    pub(crate) summary: String,
    pub(crate) previous: Link,
    pub(crate) next: Link,
    /// Short and long names, Monday first.
    pub(crate) weekdays: Vec<(String, String)>,
    pub(crate) weeks: Vec<Vec<CalendarDay>>,
}

/// One square of the calendar.
pub(crate) struct CalendarDay {
    pub(crate) number: i8,
    pub(crate) weekday: String,
    /// Whether it belongs to the month shown.
    pub(crate) inside: bool,
    pub(crate) today: bool,
    pub(crate) entries: Vec<Link>,
}

/// Records of one kind by place.
#[derive(Template)]
#[template(path = "map.html")]
pub(crate) struct MapPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) action: String,
    pub(crate) filters: Vec<Field>,
    pub(crate) stats: Vec<Stat>,
    pub(crate) chart: Chart,
    pub(crate) places_title: String,
    /// Names of the places where nothing was done.
    pub(crate) gaps: String,
    pub(crate) gaps_text: String,
}

/// One record.
#[derive(Template)]
#[template(path = "record.html")]
pub(crate) struct RecordPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    /// That it was taken back, when and why.
    pub(crate) notice: Option<Notice>,
    pub(crate) groups: Vec<FactGroup>,
    pub(crate) tables: Vec<Table>,
    pub(crate) events: Vec<Event>,
    /// The record on paper; none of one that was taken back.
    pub(crate) print: Option<String>,
    pub(crate) correct: Option<String>,
    pub(crate) take_back: Option<String>,
}

/// "Are you sure?", with what will happen and what is asked for it.
#[derive(Template)]
#[template(path = "confirm.html")]
pub(crate) struct ConfirmPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) problems: Vec<Problem>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) action: String,
    pub(crate) hidden: Vec<(&'static str, String)>,
    pub(crate) asked: Vec<Field>,
    pub(crate) button: String,
    pub(crate) dangerous: bool,
    pub(crate) back: String,
}

/// Places to go under headings: every record kind, what a phone's bar has no room for, articles.
#[derive(Template)]
#[template(path = "kinds.html")]
pub(crate) struct LinksPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) groups: Vec<LineGroup>,
}

/// "Saved", with what comes next.
#[derive(Template)]
#[template(path = "saved.html")]
pub(crate) struct SavedPage {
    pub(crate) frame: Frame,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) facts: Vec<Fact>,
    pub(crate) next: Vec<Link>,
}

/// Bringing a file, and the files brought before: registers, forms.
#[derive(Template)]
#[template(path = "bring.html")]
pub(crate) struct BringPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) words: BringWords,
    pub(crate) problems: Vec<Problem>,
    pub(crate) asked: Vec<Field>,
    pub(crate) earlier: Vec<Line>,
}

/// What bringing a file is called, and where it is sent.
pub(crate) struct BringWords {
    pub(crate) action: &'static str,
    pub(crate) title: String,
    pub(crate) button: String,
    /// What happens next, and what does not.
    pub(crate) note: String,
    pub(crate) earlier: String,
    /// Said where nothing was brought yet.
    pub(crate) none: String,
}

impl BringWords {
    /// Of registers to be imported.
    pub(crate) fn of_imports(lang: Lang) -> Self {
        Self {
            action: "/import",
            title: phrase(lang, "web-import-new"),
            button: phrase(lang, "web-import-look"),
            note: phrase(lang, "web-import-nothing-written"),
            earlier: phrase(lang, "web-import-earlier"),
            none: phrase(lang, "web-import-none"),
        }
    }
}

/// One import: what was found before, what was done after.
#[derive(Template)]
#[template(path = "import.html")]
pub(crate) struct ImportPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) stats: Vec<Stat>,
    pub(crate) confirm: Option<Confirm>,
    pub(crate) problems_title: String,
    pub(crate) problems: Table,
    pub(crate) rows_title: String,
    pub(crate) rows: Table,
    pub(crate) more_rows_title: String,
    pub(crate) more_rows: Table,
    pub(crate) left_out_title: String,
    pub(crate) left_out: Table,
    /// Questions that no column answers.
    pub(crate) missing: Option<Notice>,
    pub(crate) mapping_action: String,
    pub(crate) mapping: Vec<MappedColumn>,
}

/// The button that makes an import true, or undoes it.
pub(crate) struct Confirm {
    pub(crate) action: String,
    pub(crate) button: String,
    pub(crate) text: String,
    /// Whether it leads to a page that asks once more.
    pub(crate) leads: bool,
    pub(crate) dangerous: bool,
}

/// A column of the file and the question it answers.
pub(crate) struct MappedColumn {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) heading: String,
    /// Where the column is, when the file has several tables.
    pub(crate) sheet: String,
    /// Some of its cells.
    pub(crate) samples: Vec<String>,
    /// Why it should be looked at; empty when somebody or something knows what it means.
    pub(crate) note: String,
    pub(crate) choices: Vec<Choice>,
}

/// Projects.
#[derive(Template)]
#[template(path = "projects.html")]
pub(crate) struct ProjectsPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) empty: Option<Empty>,
    pub(crate) lines: Vec<Line>,
}

/// "What did we promise and what came of it?"
#[derive(Template)]
#[template(path = "project.html")]
pub(crate) struct ProjectPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) report_action: String,
    /// Empty when the reader makes no reports.
    pub(crate) report_fields: Vec<Field>,
    pub(crate) stats_title: String,
    pub(crate) stats: Vec<Stat>,
    pub(crate) objectives: Vec<Line>,
    pub(crate) tables: Vec<Table>,
    pub(crate) quotes: Vec<Quote>,
    /// Address and caption of each picture.
    pub(crate) pictures: Vec<Link>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) links: Vec<Link>,
}

/// People who log in, or agencies.
#[derive(Template)]
#[template(path = "people.html")]
pub(crate) struct PeoplePage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) tabs: Vec<Tab>,
    /// The one-time link that was just made; it is shown once.
    pub(crate) link: Option<ShownLink>,
    pub(crate) list_title: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) new_title: String,
    pub(crate) problems: Vec<Problem>,
    pub(crate) action: String,
    pub(crate) asked: Vec<Field>,
    pub(crate) button: String,
}

/// A one-time link to hand over.
pub(crate) struct ShownLink {
    pub(crate) title: String,
    pub(crate) address: String,
}

/// One person who logs in.
#[derive(Template)]
#[template(path = "person.html")]
pub(crate) struct PersonPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) facts: Vec<Fact>,
    /// Whether it is the reader's own account, which somebody else changes.
    pub(crate) own: bool,
    pub(crate) action: String,
    pub(crate) role: Field,
    pub(crate) disabled: bool,
    /// Whether codes are asked of them.
    pub(crate) has_code: bool,
    /// What the button says that ends their link to the identity provider; none without a link.
    pub(crate) unlink: Option<String>,
}

/// A phone that was just made: what sets it up, shown once.
#[derive(Template)]
#[template(path = "device.html")]
pub(crate) struct DevicePage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    /// The code as an SVG element.
    pub(crate) code: String,
    /// The same to be typed.
    pub(crate) typed: Vec<Fact>,
    /// Everything in one address, the secret included.
    pub(crate) address: String,
}

/// Who did what.
#[derive(Template)]
#[template(path = "audit.html")]
pub(crate) struct AuditPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    /// Whether the chain holds, as far as it was followed now.
    pub(crate) chain: Notice,
    /// When it was last followed from its first entry, and what that found.
    pub(crate) full: Notice,
    pub(crate) filters: Vec<Field>,
    pub(crate) table: Table,
    pub(crate) pager: Pager,
}

/// An article of a pack.
#[derive(Template)]
#[template(path = "article.html")]
pub(crate) struct ArticlePage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    /// What a reader must know about the text: not translated, not reviewed.
    pub(crate) standing: Option<Notice>,
    pub(crate) text_lang: String,
    /// Trusted markup made from the pack's text.
    pub(crate) body: String,
}

/// Something went wrong, in plain words.
#[derive(Template)]
#[template(path = "problem.html")]
pub(crate) struct ProblemPage {
    pub(crate) frame: Frame,
    pub(crate) title: String,
    pub(crate) lines: Vec<String>,
    pub(crate) next: Link,
    /// What to tell whoever runs the server; empty when nobody needs it.
    pub(crate) reference: String,
}

/// A badge of plain words.
pub(crate) fn badge(tone: Tone, text: impl Into<String>) -> Option<Badge> {
    Some(Badge { tone, text: text.into() })
}
