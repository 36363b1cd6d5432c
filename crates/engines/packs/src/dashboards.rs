//! `dashboards.toml`: which figures are shown together, in which order, drawn how. Owns the file's shape; not the drawing.

use language::Text;
use serde::{Deserialize, Serialize};

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DashboardsFile {
    #[serde(default, rename = "dashboard")]
    pub(crate) dashboards: Vec<Dashboard>,
}

/// Figures that answer one question together.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Dashboard {
    /// Its id, used in addresses.
    pub id: String,
    /// The question it answers.
    pub title: Text,
    /// What is shown, most important first.
    pub panels: Vec<Panel>,
}

/// One figure, drawn one way.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// The indicator's id.
    pub indicator: String,
    /// How it is drawn.
    pub chart: Chart,
    /// The dimension it is split by, where the chart has one.
    pub by: Option<String>,
}

/// How a figure is drawn.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Chart {
    /// The number itself, with target and comparison.
    Figure,
    /// A line over consecutive periods.
    Trend,
    /// A bar for each value of the dimension.
    Bars,
    /// One bar divided by the values of the dimension.
    Stacked,
    /// A map coloured by the dimension, which is a place.
    Map,
    /// Days of the period, darker where more took place.
    Calendar,
    /// The numbers as a table.
    Table,
}

impl Chart {
    /// Whether the drawing needs a dimension.
    pub fn needs_dimension(self) -> bool {
        matches!(self, Self::Bars | Self::Stacked | Self::Map)
    }
}
