//! Reading: each part of the contract's questions, from rows to plain types.

pub(crate) mod accounts;
pub(crate) mod audit;
mod between;
mod case_board;
mod cases;
pub(crate) mod drafts;
mod entities;
mod entity_pages;
pub(crate) mod erasures;
pub(crate) mod forms;
pub(crate) mod imports;
mod outward;
mod pages;
mod proofs;
pub(crate) mod records;
mod seals;
mod steps;
pub(crate) mod submissions;
mod ties;

/// How a day that never comes is kept.
pub(crate) const FOR_EVER: &str = "9999-12-31";
