//! What needs somebody today: unfinished imports, entries of lists that people contradict each other about, reports that can be made, people waiting for an answer, agreements that end, money
//! still to be found. Owns what is worth a line on the first page; it changes nothing.

use crate::Programmes;
use crate::books::{self, Books, Project};
use calendar::{Date, DateStyle, Period, format_date};
use language::{Message, format_number};
use service_kit::{Action, Context, Reach, ServiceError, reach};
use store::{BatchState, Record};

/// Agreements are named this many days before they end.
const ENDS_SOON: i64 = 60;
/// Reports are named this many days after their half-year ended.
const REPORT_SEASON: i64 = 92;
/// The most lines of one kind: a first page is read at a glance.
const MOST_OF_A_KIND: usize = 5;

/// Something that waits for somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// What it is about.
    pub kind: NeedKind,
    /// What to do, in a sentence.
    pub message: Message,
    /// When it is late, as far as that is known.
    pub due: Option<Date>,
}

/// What a need is about, and where to go with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NeedKind {
    /// An import that was uploaded and not confirmed.
    Import {
        /// The import.
        batch: String,
    },
    /// A half-year that ended: its report can be made.
    Report {
        /// The project's code.
        project: String,
        /// The half-year, as periods are written.
        period: String,
    },
    /// A list with entries of which somebody has to say what holds.
    List {
        /// The list, `pack/list`.
        list: String,
    },
    /// A record to open: a request, an agreement, a project short of money.
    Record {
        /// The record's kind.
        kind: String,
        /// The record.
        id: String,
    },
}

impl Programmes {
    /// What waits for this person today, most urgent first.
    ///
    /// # Errors
    /// When storage does not answer.
    pub async fn needs(&self, context: &Context) -> Result<Vec<Need>, ServiceError> {
        let books = Books::open(&self.collection, context)?;
        let mut needs = self.imports(context, &books).await?;
        needs.extend(self.doubts(context).await?);
        let organisations = books.outline("organisation").await?;
        needs.extend(requests(context, &books.outline("activity-request").await?, &organisations));
        needs.extend(agreements(context, &books.outline("agreement").await?));
        let projects = books.projects().await?;
        if reach(context.actor.role, Action::MakeReport) > Reach::No {
            needs.extend(projects.iter().filter_map(|project| report_due(context, project)).take(MOST_OF_A_KIND));
        }
        needs.extend(projects.iter().flat_map(|project| money(context, project)).take(MOST_OF_A_KIND));
        // What is late or soonest first; what has no date after it.
        needs.sort_by_key(|need| (need.due.is_none(), need.due));
        Ok(needs)
    }

    async fn doubts(&self, context: &Context) -> Result<Vec<Need>, ServiceError> {
        if reach(context.actor.role, Action::CorrectRecord) == Reach::No {
            return Ok(Vec::new());
        }
        let counts = self.collection.entity_counts(context).await?;
        let need = |count: store::EntityCount| {
            let wanting = count.unsettled.saturating_add(count.waiting);
            let name = count.list.rsplit('/').next().unwrap_or_default().to_owned();
            let message = Message::new("programmes-need-list").with("count", wanting).with("list", name);
            (wanting > 0).then_some(Need { kind: NeedKind::List { list: count.list }, message, due: None })
        };
        Ok(counts.into_iter().filter_map(need).take(MOST_OF_A_KIND).collect())
    }

    async fn imports(&self, context: &Context, books: &Books<'_>) -> Result<Vec<Need>, ServiceError> {
        if reach(context.actor.role, Action::Import) == Reach::No {
            return Ok(Vec::new());
        }
        let batches = self.collection.imports(context, &books.sessions_kind()).await?;
        let drafts = batches.into_iter().filter(|batch| batch.state == BatchState::Draft);
        let need = |batch: store::Batch| Need {
            message: Message::new("programmes-need-import").with("file", batch.file_name),
            kind: NeedKind::Import { batch: batch.id },
            due: None,
        };
        Ok(drafts.map(need).take(MOST_OF_A_KIND).collect())
    }
}

fn requests(context: &Context, records: &[Record], organisations: &[Record]) -> Vec<Need> {
    let open = records.iter().filter(|record| record.answer("answered_on").is_empty());
    let need = |record: &Record| {
        let asked = books::date(&record.columns, "asked_on")?;
        let organisation = organisations.iter().find(|one| one.id == record.answer("organisation"));
        let message = Message::new("programmes-need-request")
            .with("who", organisation.map_or_else(|| record.answer("asked_by"), |one| one.answer("name")))
            .with("date", said_date(context, asked));
        let due = books::date(&record.columns, "wished_date").or(Some(asked));
        Some(Need { kind: of(record), message, due })
    };
    open.filter_map(need).take(MOST_OF_A_KIND).collect()
}

fn agreements(context: &Context, records: &[Record]) -> Vec<Need> {
    let need = |record: &Record| {
        let ends = books::date(&record.columns, "valid_until")?;
        let days = days_until(context, ends);
        let message = Message::new("programmes-need-agreement")
            .with("title", record.answer("title"))
            .with("date", said_date(context, ends));
        (0..=ENDS_SOON).contains(&days).then_some(Need { kind: of(record), message, due: Some(ends) })
    };
    records.iter().filter_map(need).take(MOST_OF_A_KIND).collect()
}

/// The half-year before today's, in the months after it ended, for a project that ran in it.
fn report_due(context: &Context, project: &Project) -> Option<Need> {
    let period = Period::half_of(context.today()).previous();
    let (start, end) = project.span?;
    let ran = start <= period.end() && end >= period.start();
    let in_season = -days_until(context, period.end()) <= REPORT_SEASON;
    (ran && in_season).then(|| Need {
        kind: NeedKind::Report { project: project.code.clone(), period: period.to_string() },
        message: Message::new("programmes-need-report")
            .with("project", project.code.as_str())
            .with("period", period.label(context.lang)),
        due: None,
    })
}

fn money(context: &Context, project: &Project) -> Vec<Need> {
    let this_year = context.today().year();
    let short = project.budget.iter().filter(|line| line.year >= this_year);
    short
        .filter_map(|line| {
            let needed = line.needed.filter(|money| money.minor > 0)?;
            let amount = format!(
                "{} {}",
                format_number(needed.decimal().parse().unwrap_or_default(), needed.currency.decimals()),
                needed.currency
            );
            let message = Message::new("programmes-need-money")
                .with("project", project.code.as_str())
                .with("amount", amount)
                .with("year", Period::year_of(Date::new(line.year, 1, 1).ok()?).label(context.lang));
            Some(Need { kind: of(&project.record), message, due: None })
        })
        .collect()
}

fn of(record: &Record) -> NeedKind {
    NeedKind::Record { kind: record.kind.clone(), id: record.id.clone() }
}

fn said_date(context: &Context, date: Date) -> String {
    format_date(date, context.lang, DateStyle::Long)
}

fn days_until(context: &Context, date: Date) -> i64 {
    date.since(context.today()).map_or(0, |span| i64::from(span.get_days()))
}
