//! One counted figure as it leaves the product: named for people, coded for programs.

use collection::Collection;
use language::Lang;
use serde::Serialize;
use stats::{Cell, Indicator};
use std::collections::BTreeMap;

/// One figure of an indicator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The indicator's id.
    pub indicator: String,
    /// What one of it is: `session`, `attendance`.
    pub unit: String,
    /// What it is split by: places by their English name, answers by their code, `unknown` where nothing was answered.
    pub by: BTreeMap<String, String>,
    /// The official codes of the places in `by`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, String>,
    /// The figure, in that unit.
    pub value: f64,
}

impl Figure {
    pub(crate) fn new(collection: &Collection, indicator: &Indicator, cell: Cell) -> Self {
        let mut by = BTreeMap::new();
        let mut codes = BTreeMap::new();
        for (dimension, value) in cell.by {
            let place = value.as_deref().and_then(|code| collection.place_name(&dimension, code));
            let shown = match (place, value) {
                (Some(name), Some(code)) => {
                    codes.insert(dimension.clone(), code);
                    name.get(Lang::En).to_owned()
                }
                (_, Some(code)) => code,
                (_, None) => "unknown".to_owned(),
            };
            by.insert(dimension, shown);
        }
        Self { indicator: indicator.id.clone(), unit: indicator.unit.id.clone(), by, codes, value: cell.value }
    }
}
