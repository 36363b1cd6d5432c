//! What the screens of cases show.

use super::{Line, Link, TaskLine, UnfinishedLine};
use crate::frame::Frame;
use crate::parts::{
    Badge, Chart, Control, Empty, Event, Fact, FactGroup, Field, Heading, Notice, Pager, Stat, Tab, Table,
};
use askama::Template;
use language::{Lang, phrase};

/// Cases, what is due first at the top.
#[derive(Template)]
#[template(path = "cases.html")]
pub(crate) struct CasesPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) stats: Vec<Stat>,
    /// Where a case is asked for by its code.
    pub(crate) code: Option<Field>,
    /// What waits for the reader, and where the rest of it is.
    pub(crate) waiting: Vec<TaskLine>,
    pub(crate) more_waiting: Option<Link>,
    /// Where people are found, and a meeting is prepared.
    pub(crate) acts: Vec<Link>,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) empty: Option<Empty>,
    pub(crate) lines: Vec<Line>,
    pub(crate) pager: Pager,
}

/// Closed cases by the time for which they are kept, to choose from.
#[derive(Template)]
#[template(path = "retention.html")]
pub(crate) struct RetentionPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) empty: Option<Empty>,
    /// People's records that wait for a second person.
    pub(crate) people: Vec<TaskLine>,
    pub(crate) lines: Vec<KeptCase>,
    /// Where all of the page are chosen, or none again.
    pub(crate) all: Option<String>,
    pub(crate) all_chosen: bool,
    /// What can be done with those chosen: a word and its button.
    pub(crate) acts: Vec<(&'static str, String)>,
    pub(crate) pager: Pager,
}

/// A closed case to choose.
pub(crate) struct KeptCase {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) days: String,
    pub(crate) why: String,
    pub(crate) origin: String,
    pub(crate) badge: Option<Badge>,
    /// What the reader waits for.
    pub(crate) waits: String,
    pub(crate) chosen: bool,
}

/// Open cases by province and by the agency that keeps them.
#[derive(Template)]
#[template(path = "case_map.html")]
pub(crate) struct CaseMapPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) empty: Option<Empty>,
    /// The map, and its table by province.
    pub(crate) chart: Chart,
    pub(crate) keepers: Table,
}

/// Open cases by their states.
#[derive(Template)]
#[template(path = "board.html")]
pub(crate) struct BoardPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) tabs: Vec<Tab>,
    /// Kinds of case, and which of them is shown.
    pub(crate) kinds: Vec<(Link, bool)>,
    pub(crate) empty: Option<Empty>,
    pub(crate) columns: Vec<BoardState>,
}

/// A state with its first cases.
pub(crate) struct BoardState {
    /// Unique on the page.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) count: String,
    pub(crate) overdue: Option<Badge>,
    /// Where all of them are.
    pub(crate) all: Option<Link>,
    pub(crate) cards: Vec<Line>,
}

/// Who answers for how many cases.
#[derive(Template)]
#[template(path = "load.html")]
pub(crate) struct LoadPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) empty: Option<Empty>,
    pub(crate) table: Table,
}

/// A case: what is next, until when and why, who takes part, what happened.
#[derive(Template)]
#[template(path = "case.html")]
pub(crate) struct CasePage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    /// What is overdue, and that it is closed.
    pub(crate) notices: Vec<Notice>,
    pub(crate) tasks: Vec<TaskLine>,
    /// Its forms that the reader began and has not sent.
    pub(crate) unfinished: Vec<UnfinishedLine>,
    pub(crate) unfinished_lead: String,
    pub(crate) clocks: Vec<ClockLine>,
    /// Clocks that nothing started yet.
    pub(crate) clocks_to_come: Vec<ClockLine>,
    pub(crate) decided: Vec<Fact>,
    pub(crate) forms: Vec<Link>,
    /// Consent to work on it together, for the agency that keeps it.
    pub(crate) keeps: bool,
    pub(crate) consents: Vec<Line>,
    /// Where consent is noted.
    pub(crate) note_consent: Option<String>,
    /// What was asked of other agencies; nothing for whoever neither asks nor is told.
    pub(crate) referrals: Option<Vec<Line>>,
    /// Where another agency is asked.
    pub(crate) refer: Option<String>,
    /// Forms that open another case from this one.
    pub(crate) from_this: Vec<Link>,
    /// The people of the case; nothing for whoever reads none.
    pub(crate) people: Option<Vec<Line>>,
    /// Where somebody is added.
    pub(crate) add_person: Option<Link>,
    pub(crate) members: Vec<Line>,
    /// Who else can be let in, and who answers for it.
    pub(crate) acts: Vec<Link>,
    pub(crate) events: Vec<Event>,
}

/// What another agency asks, with the records that it shares.
#[derive(Template)]
#[template(path = "referral.html")]
pub(crate) struct ReferralPage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) facts: Vec<Fact>,
    pub(crate) records: Vec<Line>,
    /// What else can be answered.
    pub(crate) other: Option<Link>,
}

/// What goes into a package for an agency outside.
#[derive(Template)]
#[template(path = "package.html")]
pub(crate) struct PackagePage {
    pub(crate) frame: Frame,
    pub(crate) heading: Heading,
    pub(crate) facts: Vec<Fact>,
    /// What each record says.
    pub(crate) groups: Vec<(FactGroup, Vec<Table>)>,
    /// How many files, and how large.
    pub(crate) files: String,
    /// The passphrase, shown here alone; empty for an agency with a key.
    pub(crate) passphrase: String,
    /// How many packages of it left before.
    pub(crate) left: usize,
    /// Why it cannot be made.
    pub(crate) too_large: Option<String>,
    pub(crate) action: String,
    pub(crate) hidden: Vec<(&'static str, String)>,
    /// The name of the file.
    pub(crate) name: String,
    pub(crate) back: String,
}

/// The page inside a package: it stands alone, without this server.
#[derive(Template)]
#[template(path = "package_file.html")]
pub(crate) struct PackageFile {
    pub(crate) lang: Lang,
    pub(crate) title: String,
    /// Who may have it, from whom, since when: on every screen and sheet of it.
    pub(crate) watermark: String,
    pub(crate) until: String,
    pub(crate) facts: Vec<Fact>,
    pub(crate) receipt: String,
    pub(crate) address: String,
    /// The title of each record, what it says, and its rows.
    pub(crate) groups: Vec<(String, Vec<Fact>, Vec<Table>)>,
    pub(crate) files: Vec<String>,
}

impl PackageFile {
    fn t(&self, key: &str) -> String {
        phrase(self.lang, key)
    }
}

/// A clock: how it stands, why that day, where the rule is from.
pub(crate) struct ClockLine {
    pub(crate) title: String,
    pub(crate) why: String,
    pub(crate) origin: String,
    pub(crate) badge: Option<Badge>,
}
