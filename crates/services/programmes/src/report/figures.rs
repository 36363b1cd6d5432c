//! What a report on figures says, as plain data: the indicators of a pack in a period, small figures withheld, so that it can be handed
//! on. Owns the shape; gathering it is the service's, how it looks is the `reports` surface's.

use super::{Date, Figure, IndicatorFigure, ReportPeriod};
use language::Text;
use serde::{Deserialize, Serialize};

/// One report on the figures of a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FiguresReport {
    /// The pack's name of it.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// For whom it is and how it is read.
    pub lead: Text,
    /// The pack that it is of.
    pub subject: Text,
    /// The agency that tells it.
    pub publisher: Text,
    /// The period.
    pub period: ReportPeriod,
    /// The one before it.
    pub previous_period: ReportPeriod,
    /// The same period one year earlier.
    pub year_before: ReportPeriod,
    /// The day on which it was made.
    pub prepared_on: Date,
    /// Counts from 1 to below this are withheld.
    pub smallest: u32,
    /// Its chapters; one in which nothing was counted is left out.
    pub sections: Vec<FiguresSection>,
    /// What a reader must know about the numbers.
    pub data_notes: Vec<Text>,
    /// Where the numbers come from.
    pub sources: Vec<Text>,
}

/// A chapter of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FiguresSection {
    /// Its heading.
    pub title: Text,
    /// What a reader must know before its figures.
    pub text: Text,
    /// Its indicators.
    pub indicators: Vec<IndicatorFigure>,
    /// A chart of each split that tells something.
    pub splits: Vec<Figure>,
    /// Charts over the periods before.
    pub trends: Vec<Figure>,
}
