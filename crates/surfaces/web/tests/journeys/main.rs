//! Journeys through the pages as a browser without a script makes them: sign in, answer, correct, import, look, leave; and the rules
//! that hold on every address. One binary, so that it links once.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot set its stage should stop"
)]

mod account;
mod answering;
mod between;
mod browser;
mod centre;
mod desk;
mod drafts;
mod duress;
mod idor;
mod outside;
mod paging;
mod paper;
mod phones;
mod provider;
mod public;
mod rules;
mod same;
mod stories;
