//! What keeps the rules from saying how a case stands. Owns telling it; each is a mistake in a pack, never in what people entered.

/// The rules cannot say how a case stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{expression}`: {reason}")]
pub struct RulesError {
    /// The expression or name.
    pub expression: String,
    /// Why it cannot be read.
    pub reason: String,
}

impl RulesError {
    pub(crate) fn not_open() -> Self {
        Self { expression: "opened".to_owned(), reason: "the case was never opened".to_owned() }
    }

    pub(crate) fn no_state(state: &str) -> Self {
        Self { expression: state.to_owned(), reason: "the workflow has no such state".to_owned() }
    }
}
