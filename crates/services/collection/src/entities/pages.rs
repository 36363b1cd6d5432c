//! A list of entities page by page, as people look through it: with which columns, and that each page is told of.

use super::Collection;
use service_kit::{Action, Context, ServiceError, scope};
use store::{Beside, EntityPage, EntityQuery};

/// What a page of a list is asked with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntitiesAsked {
    /// Looked for in what entities are called and in their values; empty for all.
    pub text: String,
    /// The entity that the page lies beside; none for the beginning.
    pub beside: Option<Beside>,
    /// At most so many, up to [`crate::LONGEST_PAGE`].
    pub limit: u32,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntitiesPage {
    /// The properties that forms give the entities of the list, whether any has a value there or not.
    pub properties: Vec<String>,
    /// The page itself.
    pub page: EntityPage,
}

impl Collection {
    /// The entities of a list that the reader may see, those that want a person first; deleted ones too. Leaves an audit entry: what an
    /// entity is called mostly says who somebody is. The page is empty and says so when the entity that it was to lie beside is gone or
    /// not theirs to see.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is no such list for them.
    pub async fn entities(
        &self,
        context: &Context,
        list: &str,
        asked: EntitiesAsked,
    ) -> Result<EntitiesPage, ServiceError> {
        let properties = self.properties_of_list(context, list).ok_or(ServiceError::NotFound)?;
        let query = EntityQuery {
            list: list.to_owned(),
            scope: scope(&context.actor, Action::ReadRecord),
            text: asked.text,
            beside: asked.beside,
            limit: asked.limit.min(crate::LONGEST_PAGE),
        };
        let page = self.kit.store.entity_page(&query).await?;
        if !page.is_lost {
            self.tell(context, "entity.list", list, "", page.entities.len()).await?;
        }
        Ok(EntitiesPage { properties: properties.into_iter().collect(), page })
    }
}
