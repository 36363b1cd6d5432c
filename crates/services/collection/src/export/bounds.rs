//! How much of what is sensitive leaves in files: which columns for whom, how many records a day, and what each file and the list of files says of it.
//! Owns the bound; which right it needs is `service_kit`'s.

use super::Export;
use crate::{Collection, Definition};
use language::{Message, Text};
use service_kit::{Action, Context, Reach, Role, ServiceError, reach};
use std::collections::BTreeSet;
use store::ExportMade;

/// Records with sensitive columns that an account takes along within 24 hours: several times the open cases of a province, and far below a
/// database. Whoever needs more narrows the list, waits a day, or asks whoever runs the server, whose command knows no bound.
pub const MOST_SENSITIVE_A_DAY: u64 = 2_000;
const DAY: i64 = 24 * 60 * 60 * 1000;
/// The longest page of the list of files.
const LONGEST_PAGE: u32 = 50;

/// Whose file it is, as it stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportMark {
    /// Its number, by which the audit is searched.
    pub number: String,
    /// The account that made it.
    pub by: String,
    /// The name of their agency.
    pub agency: String,
    /// When, on the users' clock.
    pub on: String,
    /// For what, a code.
    pub purpose: String,
    /// What the list is called.
    pub kind: Text,
}

/// What a file would hold, before it is made.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportPreview {
    /// How many records.
    pub rows: u64,
    /// The sensitive questions that go out.
    pub sensitive: Vec<Text>,
    /// The sensitive questions that are left out for this reader.
    pub left_out: Vec<Text>,
}

/// A file that was made, in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportLine {
    /// What was kept of it.
    pub made: ExportMade,
    /// The name of who made it.
    pub by: String,
    /// What the list is called.
    pub kind: Text,
}

/// What holds for one file.
pub(super) struct Limits {
    /// Columns that are left out.
    pub(super) hidden: BTreeSet<String>,
    /// How many sensitive columns go out.
    pub(super) sensitive: usize,
    /// How many records may still go out today; nothing where there is no bound.
    room: Option<u64>,
    purpose: &'static str,
}

impl Limits {
    /// Whether so many records may go out.
    pub(super) fn check(&self, count: u64) -> Result<(), ServiceError> {
        if self.room.is_none_or(|room| count <= room) {
            return Ok(());
        }
        Err(ServiceError::TooMuch(Message::new("collection-export-bound").with("max", MOST_SENSITIVE_A_DAY)))
    }

    pub(super) fn made(&self, context: &Context, wanted: &Export, number: String, count: u64) -> ExportMade {
        ExportMade {
            id: number,
            account_id: context.actor.account_id.clone(),
            agency_id: context.actor.agency_id.clone(),
            kind: wanted.kind.clone(),
            format: wanted.format.to_owned(),
            purpose: self.purpose.to_owned(),
            rows: i64::try_from(count).unwrap_or(i64::MAX),
            sensitive: i64::try_from(self.sensitive).unwrap_or(i64::MAX),
            made_at: context.at,
        }
    }
}

fn leave_with(context: &Context) -> bool {
    reach(context.actor.role, Action::ExportSensitive) > Reach::No
}

impl Collection {
    /// What a file would hold: how many records, and which sensitive questions. Nothing of anybody is told.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such kind for the reader.
    pub async fn export_preview(&self, context: &Context, wanted: &Export) -> Result<ExportPreview, ServiceError> {
        let in_use = self.kind(context, &wanted.kind)?;
        let of = in_use.definition();
        let query = crate::ListQuery { limit: Some(0), ..wanted.narrowed.query(of) };
        let rows = self.page(context, query).await?.total;
        let columns = of.kind.columns.iter().chain(of.kind.rows.iter().flat_map(|rows| &rows.columns));
        let sensitive: Vec<Text> =
            columns.filter(|column| column.class.is_sensitive()).map(|column| column.label.clone()).collect();
        let (sensitive, left_out) = if leave_with(context) { (sensitive, Vec::new()) } else { (Vec::new(), sensitive) };
        Ok(ExportPreview { rows, sensitive, left_out })
    }

    /// Files that were made of lists, the latest first, from an offset on. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for whoever may not see them.
    pub async fn exports_made(&self, context: &Context, offset: u32) -> Result<Vec<ExportLine>, ServiceError> {
        let agency = match reach(context.actor.role, Action::ReadExports) {
            Reach::No => return Err(ServiceError::NotFound),
            Reach::Everything => None,
            _ => Some(context.actor.agency_id.as_str()),
        };
        let mut lines = Vec::new();
        for made in self.kit.store.exports_made(agency, offset, LONGEST_PAGE).await? {
            let account = self.kit.store.account(&made.account_id).await?;
            let by = account.map_or_else(|| made.account_id.clone(), |account| account.name);
            let kind = self.in_use(&made.kind).map(|in_use| in_use.definition().kind.plural.clone());
            lines.push(ExportLine { by, kind: kind.unwrap_or_else(|_| Text::new(&made.kind)), made });
        }
        let detail = serde_json::json!({ "count": lines.len() });
        let entry = self.kit.entry(context, Action::ReadExports.id(), "export", "", &detail);
        self.kit.commit(store::Unit::told(entry)).await?;
        Ok(lines)
    }

    pub(super) async fn limits(&self, context: &Context, of: Definition<'_>) -> Result<Limits, ServiceError> {
        let columns: BTreeSet<String> = of.sensitive_columns().into_iter().map(str::to_owned).collect();
        let purpose = context.purpose.as_ref().map_or("", service_kit::Purpose::id);
        if columns.is_empty() || !leave_with(context) {
            return Ok(Limits { hidden: columns, sensitive: 0, room: None, purpose: "" });
        }
        if context.actor.role == Role::Operator {
            return Ok(Limits { hidden: BTreeSet::new(), sensitive: columns.len(), room: None, purpose });
        }
        if context.purpose.is_none() {
            return Err(ServiceError::PurposeNeeded);
        }
        let since = context.at.saturating_sub(DAY);
        let taken = self.kit.store.sensitive_rows_since(&context.actor.account_id, since).await?;
        let room = MOST_SENSITIVE_A_DAY.saturating_sub(u64::try_from(taken).unwrap_or_default());
        Ok(Limits { hidden: BTreeSet::new(), sensitive: columns.len(), room: Some(room), purpose })
    }

    /// A number that is written down more easily than an id: 48 bits.
    pub(super) fn export_number(&self) -> String {
        let signs: String = self.kit.new_secret().chars().take(12).collect();
        format!("E-{}", signs.to_uppercase())
    }

    pub(super) async fn mark(
        &self,
        context: &Context,
        of: Definition<'_>,
        number: &str,
    ) -> Result<ExportMark, ServiceError> {
        let agencies = self.kit.store.agencies().await?;
        let agency = agencies.into_iter().find(|agency| agency.id == context.actor.agency_id);
        let local = self.kit.local(context.at);
        Ok(ExportMark {
            number: number.to_owned(),
            by: context.actor.account_id.clone(),
            agency: agency.map(|agency| agency.name_en).unwrap_or_default(),
            on: format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute()),
            purpose: context.purpose.as_ref().map_or("", service_kit::Purpose::id).to_owned(),
            kind: of.kind.plural.clone(),
        })
    }
}
