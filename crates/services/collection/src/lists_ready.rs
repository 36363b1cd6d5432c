//! Long lists made ready for a form before anybody chooses from them. Owns that this happens beside the threads that answer requests: a
//! list of 100,000 rows takes them a tenth of a second.

use crate::Collection;
use crate::entities::EntityList;
use crate::itemsets::ItemLists;
use crate::own_lists::OwnList;
use forms::{Form, Itemset};
use service_kit::ServiceError;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Shorter lists are ready sooner than another thread would take over.
const LONG: usize = 2_000;

/// A list that several people use at once.
pub(crate) enum SharedList {
    Own(Arc<OwnList>),
    Entities(Arc<EntityList>),
}

impl SharedList {
    fn itemset(&self) -> &Itemset {
        match self {
            Self::Own(list) => list.itemset(),
            Self::Entities(list) => list.itemset(),
        }
    }

    /// Whether somebody would have to wait for it.
    fn makes_wait(&self, columns: &BTreeSet<String>) -> bool {
        let is_prepared = |list: &Itemset| list.is_prepared(columns.iter().map(String::as_str));
        match self {
            Self::Own(list) => list.rows() > LONG && !is_prepared(list.itemset()),
            Self::Entities(list) => list.rows().len() > LONG && !list.itemset_if_made().is_some_and(is_prepared),
        }
    }
}

impl Collection {
    /// The same lists, the long ones ready for the questions of a form.
    pub(crate) async fn ready(&self, form: &Form, lists: ItemLists) -> Result<ItemLists, ServiceError> {
        let asked = form.columns_compared().into_iter().filter_map(|(file, columns)| {
            let columns = columns.into_iter().map(str::to_owned).collect();
            lists.shared(file).map(|list| (list, columns))
        });
        let waited_for: Vec<_> = asked.filter(|(list, columns)| list.makes_wait(columns)).collect();
        if !waited_for.is_empty() {
            let prepare = move || {
                for (list, columns) in waited_for {
                    list.itemset().prepare(columns.iter().map(String::as_str));
                }
            };
            self.kept_work.run(prepare).await?;
        }
        Ok(lists)
    }
}
