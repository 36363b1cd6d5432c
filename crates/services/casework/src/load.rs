//! Who answers for how many cases of an agency: what whoever leads looks at before they give somebody another one. Owns the sums; giving a
//! case to somebody is `decide`'s.

use crate::Casework;
use crate::waits::WaitsFor;
use service_kit::{Action, Context, ServiceError, case_scope};
use std::cmp::Reverse;

/// How many open cases somebody answers for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadLine {
    /// The account; empty for cases that nobody answers for.
    pub account_id: String,
    /// Its name.
    pub name: String,
    /// Open cases.
    pub open: u64,
    /// Those in which something is overdue.
    pub overdue: u64,
    /// Those that wait for somebody to approve something, or to confirm it as a second person.
    pub waiting: u64,
}

impl Casework {
    /// Who answers for how many open cases of the caller's agency: first those that nobody answers for, then whoever is late with most.
    /// People who could answer for a case and do for none are there too.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for whoever leads no cases.
    pub async fn load(&self, context: &Context) -> Result<Vec<LoadLine>, ServiceError> {
        let scope = case_scope(context, Action::LeadCase).ok_or(ServiceError::Refused)?;
        let counted = self.book.kit.store.case_load(&scope, WaitsFor::Approval.signs(context)).await?;
        let mut lines: Vec<LoadLine> = counted
            .into_iter()
            .map(|one| LoadLine {
                name: if one.owner.is_empty() { one.owner_id.clone() } else { one.owner },
                account_id: one.owner_id,
                open: one.open,
                overdue: one.overdue,
                waiting: one.waiting,
            })
            .collect();
        for (account_id, name) in self.candidates(&scope.agency_id).await? {
            if lines.iter().all(|line| line.account_id != account_id) {
                lines.push(LoadLine { account_id, name, ..LoadLine::default() });
            }
        }
        lines.sort_by_key(|line| {
            (!line.account_id.is_empty(), Reverse(line.overdue), Reverse(line.open), line.name.clone())
        });
        Ok(lines)
    }
}
