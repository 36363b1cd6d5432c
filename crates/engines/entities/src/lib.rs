//! What becomes of an entity when several people say something about it, some of them offline: changes in the order in which they count,
//! changes that wait for an earlier one, and values that contradict each other and are both kept. Owns these rules; keeps nothing, and
//! knows neither forms nor who may say what.
//!
//! Each change is compared with what its author saw, as in a merge of three: what they left as it was says nothing, what nobody else
//! touched is taken over, and where both sides changed a value to something else the standing one stays and the other is kept beside it
//! until a person decides. Versions and branches are those of the ODK entities specification 2024.1.0: a phone counts on from the version
//! that it had (`trunk`), and everything that it says of an entity before it hears of the server again is one branch.

mod arrive;
mod state;

pub use arrive::arrive;
pub use state::{State, Unsettled};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The property that an entity is called by.
pub const LABEL: &str = "label";

/// What somebody says about one entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// What is to happen.
    pub act: Act,
    /// Values by property; its label is the property [`LABEL`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// The version that its author built on, as their phone counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<i64>,
    /// The version of the server that the author's branch began at; none when the entity was made offline too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trunk: Option<i64>,
    /// What belongs together: an offline branch, or a record and its corrections. A later change in a line has seen the earlier ones.
    pub line: String,
    /// Whether the line is an offline branch, whose changes count in their own order only.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_branch: bool,
}

impl Said {
    /// The version that stood where its line began. A phone that makes an entity offline goes on from the version 1.
    fn began(&self) -> i64 {
        match self.trunk.filter(|trunk| *trunk > 0) {
            Some(trunk) => trunk,
            None if self.is_branch => 1,
            None => self.base.unwrap_or(0),
        }
    }
}

/// What a change does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Makes the entity.
    Create,
    /// Changes one that is there.
    Update,
    /// Changes it, or makes it when it is not there.
    Upsert,
    /// Takes it out of the list.
    Delete,
    /// Puts it back into the list.
    Restore,
    /// Says which of several values holds, by a person who saw them all.
    Settle,
}

/// A change as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its place among all changes of this entity, from 1, in the order in which they came.
    pub number: i64,
    /// The version that it made; `None` while it waits for an earlier one.
    pub version: Option<i64>,
    /// What was said.
    pub said: Said,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_false(flag: &bool) -> bool {
    !*flag
}
