//! What a half-year report says, as plain data: everything that is printed, tabulated or published, gathered once, so that it can
//! be frozen as JSON on the day it was handed over and rendered again years later. Owns the shape and its small derivations; how
//! the data is gathered is the service's, how it looks is the `reports` surface's.

mod base64_bytes;
mod figures;
mod money;

pub use calendar::Date;
pub use figures::{FiguresReport, FiguresSection};
pub use money::{Currency, Money, MoneyError};

use language::Text;
use serde::{Deserialize, Serialize};

/// One half-year report of one project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HalfYearReport {
    /// The project reported on.
    pub project: Project,
    /// Who reports, and who else takes part.
    pub publisher: Organisation,
    /// Funders and partners; the publisher need not be repeated.
    pub participants: Vec<Participant>,
    /// The half-year.
    pub period: ReportPeriod,
    /// The half-year before it, which figures are compared with.
    pub previous_period: ReportPeriod,
    /// The same half-year one year earlier.
    pub year_before: ReportPeriod,
    /// The day on which the report was prepared: stands on the cover and is "now" for IATI.
    pub prepared_on: Date,
    /// What was promised and what came of it, in a few sentences.
    pub summary: Text,
    /// The project's objectives with what was done for each.
    pub objectives: Vec<Objective>,
    /// Counted results; those marked `headline` stand large on the first page.
    pub indicators: Vec<IndicatorFigure>,
    /// Charts and maps.
    pub figures: Vec<Figure>,
    /// Reach by province, in the order of printing.
    pub coverage: Vec<ProvinceCoverage>,
    /// Every session of the period, in order of date.
    pub sessions: Vec<SessionLine>,
    /// Budget lines of all programme years.
    pub budget: Vec<BudgetLine>,
    /// Money moved, when known; published in IATI only.
    pub transactions: Vec<Transaction>,
    /// What partners said.
    pub quotes: Vec<Quote>,
    /// Photographs.
    pub pictures: Vec<Picture>,
    /// What was learned.
    pub lessons: Vec<Text>,
    /// What comes next.
    pub next_steps: Vec<Text>,
    /// What a reader must know about the numbers: duplicates removed, how much is unknown.
    pub data_notes: Vec<Text>,
    /// Where the numbers come from.
    pub sources: Vec<Text>,
}

/// A project as its donor knows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// The donor's or the organisation's code, such as `THA-ZOE-TTH-P02`.
    pub code: String,
    /// What it is called.
    pub title: Text,
    /// What it does, in a sentence or two.
    pub description: Text,
    /// Who pays.
    pub donor: Text,
    /// ISO 3166-1 alpha-2 code of the country, such as `TH`.
    pub country: String,
    /// The country's name.
    pub country_name: Text,
    /// Which programme year the period belongs to, counted from 1.
    pub programme_year: u8,
    /// How many programme years there are.
    pub programme_years: u8,
    /// First day.
    pub start: Date,
    /// Planned last day.
    pub end: Date,
    /// Currency of the grant.
    pub currency: Currency,
    /// IATI activity identifier, when it is not the publisher's identifier, a hyphen and the code.
    pub iati_identifier: Option<String>,
    /// Sectors by OECD DAC purpose code (IATI vocabulary 1); several have percentages that add up to 100.
    pub sectors: Vec<Sector>,
}

/// A share of a project in one sector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sector {
    /// OECD DAC five-digit purpose code.
    pub code: String,
    /// Percentage of the project, `None` when it is the only one.
    pub percentage: Option<f64>,
}

/// An organisation as IATI names one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its name.
    pub name: Text,
    /// IATI organisation identifier, such as `TH-TIN-0000000000000`. A publisher must have one before IATI can be written.
    pub identifier: Option<String>,
    /// IATI OrganisationType code, such as 22 for a national NGO.
    pub kind: Option<u8>,
}

/// An organisation with its part in the project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// The organisation.
    pub organisation: Organisation,
    /// Its part.
    pub role: Role,
}

/// The part that an organisation has in a project: IATI OrganisationRole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Provides the money (1).
    Funding,
    /// Answers for the outcome (2).
    Accountable,
    /// Manages on behalf of the funder (3).
    Extending,
    /// Does the work (4).
    Implementing,
}

/// A period with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPeriod {
    /// As periods are written everywhere in the product: `2019-H2`.
    pub code: String,
    /// As it is read: "July–December 2019", "กรกฎาคม–ธันวาคม 2562".
    pub label: Text,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// One objective and how far it came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Objective {
    /// Names the objective inside the report; indicators refer to it.
    pub id: String,
    /// What was promised.
    pub title: Text,
    /// What was done in the period.
    pub progress: Text,
    /// How far it is.
    pub status: ObjectiveStatus,
}

/// How far an objective is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectiveStatus {
    /// Nothing done yet, as planned.
    NotStarted,
    /// As planned.
    OnTrack,
    /// Later or less than planned.
    Behind,
    /// Done.
    Achieved,
    /// Given up or replaced; the progress text says why.
    Changed,
    /// Nobody wrote about it in the period.
    NotTold,
}

/// A number in a report, or why there is none. In JSON a number, `"withheld"` or `"unknown"`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Measured {
    /// The number.
    Number(f64),
    /// Why there is no number.
    Missing(Missing),
}

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// So few people that the number could point at one of them.
    Withheld,
    /// Nobody counted.
    Unknown,
}

impl Measured {
    /// The number, when there is one.
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number),
            Self::Missing(_) => None,
        }
    }
}

/// One indicator in the period, with what it is compared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndicatorFigure {
    /// The pack's name of it, such as `people_reached`.
    pub id: String,
    /// What is counted.
    pub title: Text,
    /// What one of it is: people, sessions, percent.
    pub unit: Text,
    /// How it is published.
    pub measure: Measure,
    /// Whether it stands large on the first page.
    pub headline: bool,
    /// The objective it measures, by id.
    pub objective: Option<String>,
    /// Value in the period.
    pub value: Measured,
    /// What was aimed at for the period.
    pub target: Option<f64>,
    /// Value in the previous half-year.
    pub previous: Option<Measured>,
    /// Value in the same half-year one year earlier.
    pub year_before: Option<Measured>,
    /// Where it started.
    pub baseline: Option<Baseline>,
    /// The value split, one entry a dimension.
    pub breakdowns: Vec<Breakdown>,
}

/// How an indicator is published: IATI IndicatorMeasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// A count (1).
    Count,
    /// A percentage, 0 to 100 (2).
    Percentage,
}

/// The value that a programme started from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// The calendar year (Gregorian) it is of.
    pub year: i16,
    /// The value.
    pub value: f64,
}

/// An indicator's value split by one dimension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Breakdown {
    /// The dimension's name: `participant_kind`.
    pub dimension: String,
    /// What it is called.
    pub title: Text,
    /// Its parts, in the order of printing.
    pub cells: Vec<BreakdownCell>,
}

/// One part of a split value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BreakdownCell {
    /// The part's code: `students`, or a province's code.
    pub code: String,
    /// What it is called.
    pub label: Text,
    /// Value in the period.
    pub value: Measured,
    /// Value in the previous half-year.
    pub previous: Option<Measured>,
}

/// A chart or map. Its title says the finding; the table behind it serves readers who do not see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Names the figure inside the report.
    pub id: String,
    /// The finding: "Mae Hong Son reached most; Nan not yet".
    pub title: Text,
    /// The drawing as SVG, one for each language whose words are drawn in it.
    pub svg: Text,
    /// The numbers drawn.
    pub table: Table,
}

/// A small table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Headings of the columns.
    pub columns: Vec<Text>,
    /// Rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A table's cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// A number, or why there is none.
    Value(Measured),
    /// Words.
    Words(Text),
}

/// What happened in one province.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProvinceCoverage {
    /// Two-digit TIS-1099 code.
    pub code: String,
    /// The province.
    pub name: Text,
    /// People reached.
    pub people: Measured,
    /// Sessions held.
    pub sessions: u32,
    /// Whether the programme had never worked there before.
    pub first_time: bool,
}

/// One session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionLine {
    /// When.
    pub date: Date,
    /// Province.
    pub province: Text,
    /// District.
    pub district: Text,
    /// The venue as written by who was there.
    pub venue: String,
    /// What kind of place it is.
    pub kind: Text,
    /// People who attended; `None` when nobody counted.
    pub attended: Option<u32>,
}

/// A part of the budget in one programme year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BudgetLine {
    /// Programme year, counted from 1.
    pub year: u8,
    /// First day of that year.
    pub start: Date,
    /// Last day of that year; IATI allows at most one year between.
    pub end: Date,
    /// What the money is for.
    pub label: Text,
    /// Planned.
    pub planned: Money,
    /// Spent so far; `None` when not known.
    pub spent: Option<Money>,
    /// Still to be found; `None` when fully funded.
    pub needed: Option<Money>,
}

/// Money moved: an IATI transaction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transaction {
    /// What kind of movement.
    pub kind: TransactionKind,
    /// When; not after the day of preparation.
    pub date: Date,
    /// How much.
    pub value: Money,
    /// What for.
    pub description: Text,
    /// From whom.
    pub provider: Option<Organisation>,
    /// To whom.
    pub receiver: Option<Organisation>,
}

/// A kind of movement of money: IATI TransactionType.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransactionKind {
    /// Money received (1).
    IncomingFunds,
    /// A binding promise given (2).
    OutgoingCommitment,
    /// Money handed on (3).
    Disbursement,
    /// Money spent (4).
    Expenditure,
    /// A binding promise received (11).
    IncomingCommitment,
}

/// Something that a partner said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The words.
    pub text: Text,
    /// Who said it, as they wish to be named.
    pub who: Text,
    /// What they are: "head teacher".
    pub role: Text,
    /// Whether they agreed to be quoted. Without it nothing renders.
    pub consent: bool,
}

/// A photograph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The file: JPEG, PNG or WebP. In JSON as base64.
    #[serde(with = "base64_bytes")]
    pub bytes: Vec<u8>,
    /// What is to be seen: the caption, and what a screen reader says.
    pub caption: Text,
    /// Who took it.
    pub credit: String,
    /// Whether everyone who can be recognised agreed. Without it nothing renders.
    pub consent: bool,
}

impl HalfYearReport {
    /// Quotes that may be shown.
    pub fn consented_quotes(&self) -> impl Iterator<Item = &Quote> {
        self.quotes.iter().filter(|quote| quote.consent)
    }

    /// Pictures that may be shown.
    pub fn consented_pictures(&self) -> impl Iterator<Item = &Picture> {
        self.pictures.iter().filter(|picture| picture.consent)
    }

    /// Everything still to be found, when it is of one currency and there is any.
    pub fn still_needed(&self) -> Option<Money> {
        Money::sum(self.budget.iter().filter_map(|line| line.needed)).filter(|money| money.minor > 0)
    }
}
