//! Open cases by the province that they are about and by the agency that keeps them. Owns the counts; whose cases are counted is the same as in
//! the list.

use crate::Casework;
use crate::list::own_scope;
use crate::referred::agency_named;
use service_kit::{Context, ServiceError};
use store::CaseProvinceCount;

/// Where the open cases of a reader are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CasesPlaced {
    /// By the code of the province; an empty one for those of which none is known.
    pub provinces: Vec<CaseProvinceCount>,
    /// By the agency that keeps them, those with most at the top.
    pub keepers: Vec<KeeperLine>,
}

/// How many open cases of a reader an agency keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeeperLine {
    /// The agency.
    pub agency_id: String,
    /// Its name.
    pub agency: String,
    /// All of them.
    pub open: u64,
    /// Those in which something is overdue.
    pub overdue: u64,
}

impl Casework {
    /// Where the reader's open cases are, and who keeps them. Leaves an audit entry.
    ///
    /// # Errors
    /// [`ServiceError::Refused`] for whoever may see none.
    pub async fn placed(&self, context: &Context) -> Result<CasesPlaced, ServiceError> {
        let scope = own_scope(context, false)?;
        let store = &self.book.kit.store;
        let provinces = store.case_provinces(&scope).await?;
        let agencies = self.agencies_known().await?;
        let keepers = store.case_keepers(&scope).await?.into_iter().map(|one| KeeperLine {
            agency: agency_named(&agencies, &one.agency_id, context.lang),
            agency_id: one.agency_id,
            open: one.open,
            overdue: one.overdue,
        });
        let mut keepers: Vec<KeeperLine> = keepers.collect();
        keepers.sort_by_key(|one| std::cmp::Reverse(one.open));
        self.tell_list(context, provinces.len()).await?;
        Ok(CasesPlaced { provinces, keepers })
    }
}
