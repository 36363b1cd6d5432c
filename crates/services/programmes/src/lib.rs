//! Projects: what was promised to whom, how far it is, what needs doing, and the half-year report. Owns the gathering; figures are
//! `insight`'s, records `collection`'s, and how a report looks is the `reports` surface's.

mod books;
mod figures;
mod figures_report;
mod half_year;
mod measures;
mod needs;
pub mod report;

pub use books::{BudgetYear, Note, Project};
pub use needs::{Need, NeedKind};

use books::Books;
use calendar::Period;
use collection::Collection;
use insight::Insight;
use service_kit::{Context, ServiceError};
use std::sync::Arc;
use store::Record;

/// The service.
pub struct Programmes {
    collection: Arc<Collection>,
    insight: Arc<Insight>,
}

/// Everything that a project's page shows of one period.
pub struct ProjectPage {
    /// The project.
    pub project: Project,
    /// Progress notes of the period.
    pub notes: Vec<Note>,
    /// Quotes of the period, consented or not.
    pub quotes: Vec<Record>,
    /// Pictures of the period, consented or not.
    pub pictures: Vec<Record>,
}

impl Programmes {
    /// A service over records and figures.
    pub fn new(collection: Arc<Collection>, insight: Arc<Insight>) -> Self {
        Self { collection, insight }
    }

    /// The projects that the reader may see, by code.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when no pack has projects.
    pub async fn projects(&self, context: &Context) -> Result<Vec<Project>, ServiceError> {
        Books::open(&self.collection, context)?.projects().await
    }

    /// Whether the reader's agency has projects, or nobody has any yet: then whoever reads may be the first.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when no pack has projects.
    pub async fn runs_projects(&self, context: &Context) -> Result<bool, ServiceError> {
        let books = Books::open(&self.collection, context)?;
        Ok(!books.projects().await?.is_empty() || !books.are_begun().await?)
    }

    /// A project with what was written and shown of it in a period.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when there is none of this code that the reader may know of.
    pub async fn project(&self, context: &Context, code: &str, period: Period) -> Result<ProjectPage, ServiceError> {
        let books = Books::open(&self.collection, context)?;
        Ok(ProjectPage {
            project: books.project(code).await?,
            notes: books.notes(code, period).await?,
            quotes: books.within("quote", code, period).await?,
            pictures: books.within("picture", code, period).await?,
        })
    }
}
